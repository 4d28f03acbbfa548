package rules

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	hcljson "github.com/hashicorp/hcl/v2/json"
	"github.com/zclconf/go-cty/cty"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// vaultGrant is one capability on one path of a policy of Vault. A * at the end of a path
// stands for any text, a + for one part of it.
// https://developer.hashicorp.com/vault/docs/concepts/policies
type vaultGrant struct {
	path, capability string
	// terms are the parameters and limits under which it holds, in one form.
	terms string
}

// The points of a policy of Vault that allows more.
const (
	vaultAllPoints, vaultReadPoints, vaultPowerPoints, vaultMountPoints, vaultTermsPoints = 70, 62, 62, 45, 40
)

// vaultWords are the capabilities that the older word "policy" of a path stands for.
var vaultWords = map[string][]string{
	"deny": {"deny"}, "read": {"read", "list"}, "write": {"create", "read", "update", "delete", "list"},
	"sudo": {"create", "read", "update", "delete", "list", "sudo"},
}

// vaultPowers begin the paths by which one gives permissions, to oneself too.
var vaultPowers = []string{"sys/policies/", "sys/policy", "sys/auth", "auth/token/create", "auth/token/roles", "identity/"}

var vaultPaths = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "path", LabelNames: []string{"path"}}}}

// vaultGrants reads a policy of Vault, written as HCL or as JSON; false for what is none, and
// for what can't be read as a whole.
func vaultGrants(text string) ([]vaultGrant, bool) {
	parse := func() (*hcl.File, hcl.Diagnostics) { return hclsyntax.ParseConfig([]byte(text), "", hcl.InitialPos) }
	if strings.HasPrefix(strings.TrimSpace(text), "{") {
		parse = func() (*hcl.File, hcl.Diagnostics) { return hcljson.Parse([]byte(text), "") }
	}
	file, problems := parse()
	if problems.HasErrors() {
		return nil, false
	}
	content, _, problems := file.Body.PartialContent(vaultPaths)
	if problems.HasErrors() || len(content.Blocks) == 0 {
		return nil, false
	}
	var grants []vaultGrant
	for _, block := range content.Blocks {
		attributes, problems := block.Body.JustAttributes()
		if problems.HasErrors() {
			return nil, false
		}
		of, ok := pathGrants(block.Labels[0], attributes)
		if !ok || len(grants)+len(of) > maxGrants {
			return nil, false
		}
		grants = append(grants, of...)
	}
	return grants, true
}

// pathGrants reads what one path of a policy says.
func pathGrants(path string, attributes hcl.Attributes) ([]vaultGrant, bool) {
	var words, terms []string
	for name, attribute := range attributes {
		value, problems := attribute.Expr.Value(nil)
		if problems.HasErrors() || !value.IsWhollyKnown() || value.IsNull() {
			return nil, false
		}
		switch list := value.CanIterateElements(); {
		case name == "capabilities" && list:
			for it := value.ElementIterator(); it.Next(); {
				_, word := it.Element()
				if word.IsNull() || word.Type() != cty.String {
					return nil, false
				}
				words = append(words, strings.ToLower(word.AsString()))
			}
		case name == "policy" && value.Type() == cty.String:
			words = append(words, vaultWords[strings.ToLower(value.AsString())]...)
		case name != "comment":
			terms = append(terms, name+"="+value.GoString())
		}
	}
	slices.Sort(terms)
	grants := make([]vaultGrant, 0, len(words))
	for _, word := range words {
		grants = append(grants, vaultGrant{path: path, capability: word, terms: strings.Join(terms, ";")})
	}
	return grants, true
}

// covers reports whether a grant says all that another says.
func (g vaultGrant) covers(o vaultGrant) bool {
	return g.capability == o.capability && (g.terms == "" && g.capability != "deny" || g.terms == o.terms) && g.on(o.path)
}

// on reports whether the path of a grant stands for all that another path does.
func (g vaultGrant) on(path string) bool {
	begin, all := strings.CutSuffix(g.path, "*")
	parts, others := strings.Split(begin, "/"), strings.Split(path, "/")
	if len(others) < len(parts) || !all && len(others) > len(parts) {
		return false
	}
	for i, part := range parts {
		last := all && i == len(parts)-1
		if part != others[i] && part != "+" && (!last || !strings.HasPrefix(others[i], part)) || part == "+" && strings.HasSuffix(others[i], "*") {
			return false
		}
	}
	return true
}

func (g vaultGrant) writes() bool {
	return g.capability != "read" && g.capability != "list" && g.capability != "subscribe"
}

// everywhere and wholeMount report whether a path stands for all of Vault, or of one mount.
func (g vaultGrant) everywhere() bool {
	return strings.Trim(g.path, "+/*") == "" && strings.HasSuffix(g.path, "*")
}

func (g vaultGrant) wholeMount() bool {
	mount, all := strings.CutSuffix(g.path, "*")
	mount = strings.TrimSuffix(strings.TrimSuffix(mount, "/"), "/data")
	return all && !strings.Contains(strings.TrimSuffix(mount, "/+"), "/")
}

// gives reports whether one can give permissions by a grant.
func (g vaultGrant) gives() bool {
	return g.writes() && slices.ContainsFunc(vaultPowers, func(begin string) bool {
		wide, all := strings.CutSuffix(g.path, "*")
		return strings.HasPrefix(g.path, begin) || all && wide != "" && strings.HasPrefix(begin, wide)
	})
}

// vaultHits compares what both sides of a policy of Vault allow.
func vaultHits(c *plan.Change) []Hit {
	before, after := textOf(c.Before, "policy"), textOf(c.After, "policy")
	if c.Type != "vault_policy" || before == after || after == "" || unknownAt(c, "policy") || hidden(valuesAt(c.Before, "policy")) || hidden(valuesAt(c.After, "policy")) {
		return nil
	}
	was, readBefore := vaultGrants(before)
	now, readAfter := vaultGrants(after)
	hit := func(rule string, score int, outcome, why string) Hit {
		return Hit{Watch: knowledge.Watch{Path: "policy", Rule: rule, Score: score, Moment: knowledge.AtApply, Outcome: outcome, Why: why}}
	}
	if !readAfter || !readBefore && before != "" {
		return []Hit{hit(idPolicyWidened, longPoints, OutcomeExposure, "policy can't be read on both sides: what it allows from now on can't be told")}
	}
	update := alters(c)
	var hits []Hit
	for _, g := range uncovered(now, was, vaultGrant.covers) {
		if g.capability == "deny" {
			hits = append(hits, hit(idStatementRemoved, cutPoints, OutcomeAccessLoss, "it newly denies everything on "+g.what()))
			continue
		}
		score := g.points(update)
		if g.terms == "" && slices.ContainsFunc(was, func(w vaultGrant) bool { return w.terms != "" && w.path == g.path && w.capability == g.capability }) {
			hits = append(hits, hit(idPolicyWidened, max(score, vaultTermsPoints), OutcomeExposure, "it allows "+g.capability+" on "+g.what()+" without the limits that it had"))
		} else if score > 0 {
			hits = append(hits, hit(idPolicyWidened, score, OutcomeExposure, "it newly allows "+g.capability+" on "+g.what()))
		}
	}
	if !update {
		return heaviest(hits)
	}
	for _, g := range uncovered(was, now, vaultGrant.covers) {
		switch {
		case g.capability == "deny":
			hits = append(hits, hit(idDenyRemoved, 50, OutcomeExposure, "it no longer denies everything on "+g.what()))
		case !slices.ContainsFunc(now, func(n vaultGrant) bool { return n.capability != "deny" }):
			hits = append(hits, hit(idStatementRemoved, cutPoints, OutcomeAccessLoss, "it allows nothing any more"))
		default:
			hits = append(hits, hit(idStatementRemoved, narrowedPoints, OutcomeAccessLoss, "it no longer allows "+g.capability+" on "+g.what()))
		}
	}
	return heaviest(hits)
}

// points scores a grant that is new. A new policy is given to nobody yet.
func (g vaultGrant) points(update bool) int {
	switch {
	case !update && g.everywhere() && g.writes(), !update && g.gives() && g.capability == "sudo":
		return 50
	case !update:
		return 0
	case g.everywhere() && g.writes():
		return vaultAllPoints
	case g.everywhere():
		return vaultReadPoints
	case g.gives():
		return vaultPowerPoints
	case g.wholeMount(), g.capability == "sudo":
		return vaultMountPoints
	}
	return 0
}

func (g vaultGrant) what() string { return grant{action: g.path}.what() }

// sameVaultPolicy reports whether two texts are policies of Vault that say the same.
func sameVaultPolicy(a, b string) bool {
	grantsA, okA := vaultGrants(a)
	grantsB, okB := vaultGrants(b)
	alike := func(of, in []vaultGrant) bool {
		return !slices.ContainsFunc(of, func(g vaultGrant) bool { return !slices.Contains(in, g) })
	}
	return okA && okB && alike(grantsA, grantsB) && alike(grantsB, grantsA)
}
