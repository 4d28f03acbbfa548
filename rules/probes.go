package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const unprobedPoints = 62

// probers are the ranges from which Google checks whether backends are healthy, and from which
// the proxies of its balancers come.
// https://cloud.google.com/load-balancing/docs/health-check-concepts#ip-ranges
var probers = []string{"35.191.0.0/16", "130.211.0.0/22", "209.85.152.0/22", "209.85.204.0/22", "2600:2d00:1:b029::/64", "2600:2d00:1:1::/64"}

// forProbersOnly reports whether a change is of a firewall rule by which health checks and
// balancers come in and nobody else: of a network it concerns what stands behind a balancer.
func forProbersOnly(c *plan.Change) bool {
	if c.Type != "google_compute_firewall" {
		return false
	}
	all := ofGoogle(c.Before)
	return len(all) > 0 && !slices.ContainsFunc(all, func(o opening) bool { return !slices.Contains(probers, strings.ToLower(o.source)) })
}

// unprobedHit tells of a firewall rule of Google that no longer lets its health checks in, on
// whatever port.
func unprobedHit(c *plan.Change, lost []opening) (Hit, bool) {
	if c.Type != "google_compute_firewall" {
		return Hit{}, false
	}
	probing := func(o opening) bool { return slices.Contains(probers, strings.ToLower(o.source)) || o.toAll() }
	i := slices.IndexFunc(lost, func(o opening) bool { return !o.toAll() && probing(o) })
	if i < 0 || c.Action != plan.ActionDelete && slices.ContainsFunc(ofGoogle(c.After), probing) {
		return Hit{}, false
	}
	return Hit{Watch: knowledge.Watch{
		Rule: idIngressRemoved, Score: unprobedPoints, Moment: knowledge.AtApply, Outcome: OutcomeOutage,
		Why: fmt.Sprintf("it no longer lets in %v from Google's health checks (%s): what no other rule lets them reach counts as unhealthy and gets no traffic", lost[i], lost[i].source),
	}}, true
}
