package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// denyOrder says how the numbers of the rules of a cloud are used: the lowest decides.
type denyOrder struct {
	// first is the number before which nobody's rules stand, last the one after which nothing is
	// expected to be let in any more.
	first, last int
}

// denyOrders are the firewalls whose rules allow and deny by number, by type. Azure counts from
// 100 to 4096; Google from 0 to 65535, and 1000 is what a rule has that says none.
// https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
// https://cloud.google.com/firewall/docs/firewalls#priority_order_for_firewall_rules
var denyOrders = map[string]denyOrder{
	"azurerm_network_security_rule":  {first: 101, last: 4_000},
	"azurerm_network_security_group": {first: 101, last: 4_000},
	"google_compute_firewall":        {first: defaultPriority, last: 10_000},
}

// WholeTypes are the types of which also the instances that stay are looked at as a whole: whether
// a deny shuts anything, or the end of a rule closes anything, depends on the rules beside it, and
// which subnets a router translates addresses for on their region.
func WholeTypes() []string {
	types := append(slices.Clone(groupRules), "google_compute_subnetwork")
	return slices.Sorted(slices.Values(slices.AppendSeq(types, maps.Keys(denyOrders))))
}

// numbered is a rule of a firewall that allows or denies by number. Its source is the other end
// of what it is about: for what goes out that is where to.
type numbered struct {
	way
	deny, out bool
}

// numberedRules reads the rules of one side of a change, in the order that they stand in.
func numberedRules(resourceType string, o plan.Object) []numbered {
	switch resourceType {
	case "azurerm_network_security_rule":
		return azureRules(o)
	case "azurerm_network_security_group":
		var all []numbered
		for _, v := range valuesAt(o, "security_rule") {
			if block, ok := v.(map[string]any); ok {
				all = append(all, azureRules(block)...)
			}
		}
		return all
	case "google_compute_firewall":
		return googleRules(o)
	}
	return nil
}

func azureRules(o map[string]any) []numbered {
	n := numbered{deny: strings.EqualFold(textOf(o, "access"), "deny"), out: strings.EqualFold(textOf(o, "direction"), "outbound")}
	n.priority = numberOf(o["priority"], 0)
	ends := func(side string) []string {
		return slices.Concat(textsAt(o, side+"_address_prefix"), textsAt(o, side+"_address_prefixes"), textsAt(o, side+"_application_security_group_ids"))
	}
	far, near := ends("source"), ends("destination")
	if n.out {
		far, near = near, far
	}
	if n.to = near; slices.ContainsFunc(near, wholeSource) {
		n.to = nil
	}
	for _, port := range slices.Concat(textsAt(o, "source_port_range"), textsAt(o, "source_port_ranges")) {
		n.narrow = n.narrow || port != "*"
	}
	ports := slices.Concat(textsAt(o, "destination_port_range"), textsAt(o, "destination_port_ranges"))
	return n.each(portOpenings(textOf(o, "protocol"), ports, far))
}

func googleRules(o plan.Object) []numbered {
	if len(o) == 0 || o["disabled"] == true {
		return nil
	}
	n := numbered{out: strings.EqualFold(textOf(o, "direction"), "egress")}
	n.priority = numberOf(o["priority"], defaultPriority)
	n.to = slices.Concat(textsAt(o, "target_tags"), textsAt(o, "target_service_accounts"))
	far := slices.Concat(textsAt(o, "source_ranges"), textsAt(o, "source_tags"), textsAt(o, "source_service_accounts"))
	near := textsAt(o, "destination_ranges")
	if n.out {
		far, near = near, nil
	}
	n.narrow = len(near) > 0
	if len(far) == 0 {
		far = []string{"0.0.0.0/0"} // as the service takes it
	}
	var all []numbered
	for _, kind := range []string{"allow", "deny"} {
		for _, v := range valuesAt(o, kind) {
			if block, ok := v.(map[string]any); ok {
				n.deny = kind == "deny"
				all = append(all, n.each(portOpenings(textOf(block, "protocol"), textsAt(block, "ports"), far))...)
			}
		}
	}
	return all
}

// each is the rule once for every opening.
func (n numbered) each(openings []opening) []numbered {
	all := make([]numbered, 0, len(openings))
	for _, o := range openings {
		n.opening = o
		all = append(all, n)
	}
	return all
}

// wholeSource reports whether a source is really everything, also what is not of the internet.
func wholeSource(source string) bool {
	return source == "*" || source == "0.0.0.0/0" || strings.EqualFold(source, "any")
}

// all reports whether a rule is about all traffic of its direction.
func (n numbered) all() bool {
	return n.protocol == AllProtocols && n.from == 0 && n.to == nil && n.opening.to == lastPort && !n.narrow && wholeSource(n.source)
}

// holds reports whether a rule is about all that another one is, whatever their numbers.
func (n numbered) holds(other numbered) bool {
	if n.out != other.out || n.narrow || !n.admits(other.opening) {
		return false
	}
	if len(n.to) > 0 && (len(other.to) == 0 || slices.ContainsFunc(other.to, func(t string) bool { return !slices.Contains(n.to, t) })) {
		return false
	}
	first, _, network := boundsOf(other.source)
	named := n.source == "*" || wholeSource(n.source) && (!network || !first.Is6())
	return named || n.covers(other.opening)
}

// shuts reports whether a rule denies all that another one allows, before that one is asked.
func (n numbered) shuts(other numbered) bool {
	return n.deny && !other.deny && n.priority <= other.priority && n.holds(other)
}

// passes reports whether one of the rules is not shut by the others, or another one lets pass
// the same.
func (n numbered) passes(rules []numbered) bool {
	open := func(a numbered) bool {
		return !slices.ContainsFunc(rules, func(d numbered) bool { return d.shuts(a) })
	}
	return open(n) || slices.ContainsFunc(rules, func(a numbered) bool { return !a.deny && a.holds(n) && open(a) })
}

// denyHits finds rules that newly deny what other rules of the firewall still say they let
// pass, and those that deny everything.
func denyHits(pass *ChangePass) []Hit {
	c := pass.Change
	order, ok := denyOrders[c.Type]
	made := c.Action == plan.ActionCreate || c.Action == plan.ActionReplace
	if !ok || c.Imported || !made && c.Action != plan.ActionUpdate || made && ownsFirewall(c.Type) || FirewallOf(c.Type, c.After) == "" ||
		slices.ContainsFunc(narrowing, func(name string) bool { return unknownAt(c, name) }) {
		return nil
	}
	own, was := numberedRules(c.Type, c.After), numberedRules(c.Type, c.Before)
	before, after := slices.Clone(was), slices.Clone(own)
	for _, o := range pass.standing() {
		if o.Action == plan.ActionCreate && ownsFirewall(o.Type) {
			return nil // nothing runs behind a new one
		}
		before = append(before, numberedRules(o.Type, o.Before)...)
		after = append(after, numberedRules(o.Type, o.After)...)
	}
	var hits []Hit
	for _, out := range []bool{false, true} {
		of := func(rules []numbered) []numbered {
			return slices.DeleteFunc(slices.Clone(rules), func(n numbered) bool { return n.out != out })
		}
		if hit, ok := newlyShut(of(own), of(was), of(before), of(after), order); ok {
			hits = append(hits, hit)
		}
	}
	return heaviest(hits)
}

// standing lists the changes of Standing, none where nothing is known of others.
func (pass *ChangePass) standing() []*plan.Change {
	if pass.Standing == nil {
		return nil
	}
	return pass.Standing()
}

// ownsFirewall reports whether an instance of a type is the firewall that rules belong to, or the
// network.
func ownsFirewall(resourceType string) bool {
	return resourceType == "azurerm_network_security_group" || resourceType == "google_compute_network"
}

// newlyShut compares the rules of one direction: own and was are those of the change, before and
// after all of the firewall that are seen.
func newlyShut(own, was, before, after []numbered, order denyOrder) (Hit, bool) {
	way := "in"
	if len(own) == 0 {
		return Hit{}, false
	}
	if own[0].out {
		way = "out"
	}
	hit := Hit{Watch: knowledge.Watch{Rule: idIngressRemoved, Score: shadowedPoints, Moment: knowledge.AtApply, Outcome: OutcomeOutage}}
	if len(before)+len(after) <= maxNumbered {
		lost, by, passing := shutBy(own, before, after)
		switch {
		case len(lost) > 0 && passing == 0 && by.protocol == AllProtocols && by.toAll():
			hit.Score = isolatedPoints
			hit.Why = fmt.Sprintf("a rule that denies %v at %d now stands before all rules that are seen to let something %s, such as that for %v at %d", by.opening, by.priority, way, lost[0].opening, lost[0].priority)
			return hit, true
		case len(lost) > 0:
			hit.Why = fmt.Sprintf("a rule that denies %v at %d now stands before the one at %d, which let %v %s", by.opening, by.priority, lost[0].priority, lost[0].opening, way)
			return hit, true
		}
	}
	for _, d := range own {
		seen := slices.ContainsFunc(before, func(b numbered) bool { return !b.deny })
		same := func(b numbered) bool { return b.deny && b.all() && (b.priority <= d.priority || seen) }
		earlier := func(a numbered) bool { return !a.deny && a.priority < d.priority }
		// What comes in is denied at the end anyway, and what goes out is not.
		if !d.deny || !d.all() || !d.out && d.priority >= order.last || slices.ContainsFunc(was, same) || slices.ContainsFunc(after, earlier) {
			continue
		}
		hit.Score = isolatedPoints
		hit.Why = fmt.Sprintf("it denies all that comes %s, before any rule with a higher number than %d", way, d.priority)
		if d.out {
			hit.Why = fmt.Sprintf("it denies all that goes out, before any rule with a higher number than %d", d.priority)
		}
		if d.priority >= order.first {
			hit.Doubt = "no rule with a lower number is seen"
		}
		return hit, true
	}
	return Hit{}, false
}

// maxNumbered bounds the rules of one firewall that are compared with each other.
const maxNumbered = 400

// shutBy lists the rules that let something pass before and no longer do, by the change, and
// the first deny that stands before the first of them; passing counts the rules that still let something pass.
func shutBy(own, before, after []numbered) (lost []numbered, by numbered, passing int) {
	for _, a := range after {
		if a.deny {
			continue
		}
		if a.passes(after) {
			passing++
			continue
		}
		shut := slices.ContainsFunc(own, func(d numbered) bool { return d.shuts(a) })
		let := slices.ContainsFunc(before, func(b numbered) bool {
			return !b.deny && b.opening == a.opening && slices.Equal(b.to, a.to) && b.passes(before)
		})
		moved := slices.ContainsFunc(own, func(o numbered) bool {
			return !o.deny && o.opening == a.opening && slices.Equal(o.to, a.to) && o.priority == a.priority
		})
		if !let || !shut && !moved {
			continue
		}
		if len(lost) == 0 {
			by = after[slices.IndexFunc(after, func(d numbered) bool { return d.shuts(a) })]
		}
		lost = append(lost, a)
	}
	return lost, by, passing
}
