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

// everyone are the values that mean the whole internet in rules of the three clouds.
var everyone = []string{"0.0.0.0/0", "::/0"}

// sources are the attributes that say from where something may be reached. What a rule
// lets out (egress, destination) is not among them.
var sources = []string{
	"cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6", "source_ranges",
	"source_address_prefix", "source_address_prefixes", "authorized_networks", "start_ip_address",
}

var exposure = Rule{
	ID: idExposure, Title: "Opened to everyone",
	Looks: "Attributes that say from where something may be reached and that now hold 0.0.0.0/0 or ::/0, and did not before.",
	Why:   "Nothing is destroyed, and still it may be the worst change of the plan.",

	Example:    "cidr_blocks of an ingress rule goes from [\"10.0.0.0/8\"] to [\"0.0.0.0/0\"].",
	Fix:        "Name the networks that need it. If the port is meant for everyone, say so in the review.",
	References: []string{"https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"},

	Change: checkExposure,
}

func checkExposure(pass *ChangePass) []risk.Factor {
	c := pass.Change
	if c.Action != plan.ActionUpdate && c.Action != plan.ActionCreate && c.Action != plan.ActionReplace {
		return nil
	}
	if _, byPort := openings(c.Type, nil); byPort {
		return watched(pass, idExposure)
	}
	if !holdsText(map[string]any(c.After), everyone) || lettingOut(c) {
		return nil // the first is to spare nearly all objects the ordered walk
	}
	after := openedPaths(c.After)
	before := openedPaths(c.Before)
	for _, path := range after {
		if !slices.Contains(before, path) {
			return []risk.Factor{{Rule: idExposure, Points: exposurePoints, Why: "it opens " + path + " to everyone"}}
		}
	}
	return nil
}

// lettingOut reports whether the resource as a whole is about what goes out.
func lettingOut(c *plan.Change) bool {
	direction, _ := attribute(c.After, "direction")
	kind, _ := attribute(c.After, "type")
	word, _ := direction.(string)
	return strings.Contains(c.Type, "egress") || kind == "egress" || strings.EqualFold(word, "egress") || strings.EqualFold(word, "outbound")
}

// openedPaths lists the attributes of an object that let everyone in, without indexes,
// so that a rule that only moves in its list is not a new one.
func openedPaths(o plan.Object) []string {
	var found []string
	o.Walk(func(path string, v plan.Value) {
		text, ok := v.(string)
		if !ok || !slices.Contains(everyone, text) {
			return
		}
		path = withoutIndexes(path)
		name := path[strings.LastIndexByte(path, '.')+1:]
		if slices.Contains(sources, name) && !strings.HasPrefix(path, "egress") && !slices.Contains(found, path) {
			found = append(found, path)
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
