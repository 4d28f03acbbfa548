package rules

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	exposurePoints      = 40
	protectionOffPoints = 25
	// disarmedMost is what a protection that goes off lifts a change to at most where more of
	// it is watched: nothing is lost yet.
	disarmedMost = 70
)

// sourceNames are the attributes that say from where something may be reached. What a rule
// lets out (egress, destination) is not among them.
var sourceNames = []string{
	"cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6", "source_ranges", "source_ips", "source_addresses",
	"source_address_prefix", "source_address_prefixes", "authorized_networks",
}

// sources are the ends of the paths at which networks stand that something is reached from.
var sources = slices.Concat(sourceNames, []string{"authorized_networks.value", "master_authorized_networks_config.cidr_blocks.cidr_block"})

var exposure = Rule{
	ID: idExposure, Title: "Opened to everyone",
	Looks: "Attributes that say from where something may be reached and that now name all public addresses, a /8 of them or more (of IPv6 a /16), and did not before.",
	Why:   "Nothing is destroyed, and still it may be the worst change of the plan.",

	Example:    "cidr_blocks of an ingress rule goes from [\"10.0.0.0/8\"] to [\"0.0.0.0/0\"].",
	Fix:        "Name the networks that need it. If the port is meant for everyone, say so in the review.",
	References: []string{"https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"},

	Change: checkExposure,
}

func checkExposure(pass *ChangePass) []risk.Factor { return watched(pass, idExposure) }

// exposureHits finds sources of types of which nothing more is known than what an attribute is
// called. What a watch of the tables says of the same attribute is told by that.
func exposureHits(pass *ChangePass, told []Hit) []Hit {
	c := pass.Change
	if _, byPort := openings(c.Type, nil); byPort || lettingOut(c) {
		return nil
	}
	before := openSources(c.Before)
	var paths []string
	after := openSources(c.After)
	for path, texts := range after {
		isTold := slices.ContainsFunc(told, func(h Hit) bool { return h.Rule == idPublicAccess && strings.HasPrefix(path, h.Path) })
		if now := spaceOf(texts); !isTold && now.everyone() && now.beyond(spaceOf(before[path])).everyone() {
			paths = append(paths, path)
		}
	}
	if len(paths) == 0 {
		return nil
	}
	base, _ := basePoints(pass)
	return []Hit{{Watch: knowledge.Watch{
		Rule: idExposure, Path: slices.Min(paths), Score: base + exposurePoints, Moment: knowledge.AtApply, Outcome: "exposure",
		Why: "it opens " + slices.Min(paths) + " to everyone",
	}}}
}

// lettingOut reports whether the resource as a whole is about what goes out.
func lettingOut(c *plan.Change) bool {
	direction, _ := attribute(c.After, "direction")
	kind, _ := attribute(c.After, "type")
	word, _ := direction.(string)
	return strings.Contains(c.Type, "egress") || kind == "egress" || strings.EqualFold(word, "egress") || strings.EqualFold(word, "outbound")
}

// openSources lists what the attributes of an object name that say from where it may be
// reached, by their paths without indexes; those that name no address are left out.
func openSources(o plan.Object) map[string][]string {
	var found map[string][]string
	if !holdsName(map[string]any(o), sourceNames) {
		return nil // to spare nearly all objects the ordered walk
	}
	o.Walk(func(path string, v plan.Value) {
		text, ok := v.(string)
		if !ok || !isNetwork(text) && !slices.Contains(internet, strings.ToLower(text)) {
			return
		}
		path = withoutIndexes(path)
		names := func(name string) bool { return path == name || strings.HasSuffix(path, "."+name) }
		if slices.ContainsFunc(sources, names) && !strings.HasPrefix(path, "egress") {
			if found == nil {
				found = map[string][]string{}
			}
			found[path] = append(found[path], text)
		}
	})
	return found
}

func withoutIndexes(path string) string {
	var b strings.Builder
	depth := 0
	for _, r := range path {
		switch {
		case r == '[':
			depth++
		case r == ']' && depth > 0:
			depth--
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String()
}

var protectionOff = Rule{
	ID: idProtectionOff, Title: "A protection is switched off",
	Looks: "Protective settings of the knowledge tables that hold before an update and no longer after it.",
	Why:   "The next plan can destroy what this one disarms.",

	Example:    "deletion_protection goes from true to false.",
	Fix:        "Ask what is to be destroyed next, and have that reviewed by itself.",
	References: []string{"https://github.com/terraform-google-modules/terraform-google-sql-db/issues/427"},

	Change: checkProtection,
}

// nextVictim says what a later destroy takes along, where that is known.
func nextVictim(pass *ChangePass) string {
	if pass.Type.Loses == "" {
		return ""
	}
	first, _, _ := strings.Cut(pass.Type.Loses, ";")
	return "; a later destroy takes along " + first
}

func checkProtection(pass *ChangePass) []risk.Factor {
	if pass.Change.Action != plan.ActionUpdate {
		return nil
	}
	for _, k := range pass.Type.Circumstances {
		if k.Rule != "protected" || !holds(k.Condition, pass.Change.Before) || holds(k.Condition, pass.Change.After) {
			continue
		}
		points := protectionOffPoints
		if pass.Type.Class.Holds == knowledge.HoldsNothing {
			points /= 2
		}
		points = min(points, max(furtherPoints, disarmedMost-watchedLeast(pass)))
		return []risk.Factor{{Rule: idProtectionOff, Points: points, Why: "it switches off " + k.Attribute + nextVictim(pass)}}
	}
	return nil
}
