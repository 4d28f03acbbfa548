package rules

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// furtherPoints are those of a second dangerous setting in the same change: the
	// heaviest counts in full.
	furtherPoints = 5
	// maxPossible is the most that a change scores by a value that can't be seen,
	// maxFollows by one that other changes make unknown: those have the points.
	maxPossible, maxFollows = 38, 20
	// toldPoints is the most that a new password scores which the plan also stores where
	// others read it.
	toldPoints = 28
)

// alters reports whether an object is there before a change and after it, the same one or one
// that takes its place: what both sides say can be compared.
func alters(c *plan.Change) bool {
	return c.Action == plan.ActionUpdate || c.Action == plan.ActionReplace
}

// afterApply is the doubt about a value that the plan does not know.
const afterApply = "the new value is known only after apply"

// follows are the differences of which a value that is known only after apply is no sign:
// it has another value because what it refers to changes.
var follows = []knowledge.When{knowledge.WhenChanges, knowledge.WhenShrinks, knowledge.WhenRemoved}

// Hit is a watched attribute that a change sets to something dangerous.
type Hit struct {
	knowledge.Watch
	// Doubt says why it may be so only, empty where the plan shows it.
	Doubt string
	// Unjudged is true if Why says the doubt: of what it comes to nothing can be told.
	Unjudged bool
}

// Hits returns what a change does that the knowledge tables watch, the heaviest first.
func Hits(pass *ChangePass) []Hit {
	c := pass.Change
	if !c.Managed() || c.Deferred != "" || c.DeposedKey != "" {
		return nil
	}
	switch c.Action {
	case plan.ActionUpdate, plan.ActionCreate, plan.ActionReplace:
	case plan.ActionDelete:
		return slices.Concat(ingressHits(pass), exitHits(pass), accessListHits(pass))
	case plan.ActionNoOp, plan.ActionRead, plan.ActionForget:
		return nil
	default:
		return nil
	}
	var hits []Hit
	same, name := typed(c), pass.Type.Name
	if same != c {
		name = same.Type
	}
	for _, w := range pass.Table.Watches(name) {
		if c.Action == plan.ActionCreate && !w.Create || c.Action == plan.ActionReplace && !w.Replace {
			continue
		}
		if hit, ok := hitOf(same, w); ok && blockedBy(pass, &hit) {
			hits = append(hits, slightOf(same, toldOf(pass, remadeOf(pass, hit))))
		}
	}
	hits = slices.DeleteFunc(hits, func(h Hit) bool {
		return h.When == knowledge.WhenChanges && slices.ContainsFunc(hits, func(o Hit) bool {
			return o.When == knowledge.WhenRemoved && o.Rule == h.Rule && o.Path == h.Path && o.Outcome == OutcomeNone
		})
	})
	hits = append(hits, disarmingHits(pass, hits)...)
	hits = append(hits, permissionHits(pass)...)
	hits = append(hits, vaultHits(c)...)
	hits = append(hits, policyOffHits(pass)...)
	hits = append(hits, unreadHits(c)...)
	hits = append(hits, ambiguousHits(c)...)
	hits = append(hits, unjudgedHits(c)...)
	hits = append(hits, ingressHits(pass)...)
	hits = append(hits, lifecycleHits(c)...)
	hits = append(hits, imageHits(pass)...)
	hits = append(hits, exitHits(pass)...)
	hits = append(hits, roleHits(c)...)
	hits = append(hits, pointingHits(pass)...)
	hits = append(hits, releaseHits(pass)...)
	hits = append(hits, isolationHits(pass)...)
	hits = append(hits, accessListHits(pass)...)
	hits = append(hits, denyHits(pass)...)
	hits = append(hits, loginMapHits(c)...)
	hits = append(hits, bindingHits(c)...)
	hits = append(hits, defaultActionHits(c)...)
	hits = append(hits, quotaHits(c)...)
	hits = append(hits, exposureHits(pass, hits)...)
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.least(), a.least()) })
	return hits
}

// dangerousScore is what a hit scores at least that makes an update disruptive: an outage
// or a loss that wants somebody's approval.
const dangerousScore = 60

// Dangerous reports whether an in-place update does what a rule calls an outage or a loss,
// and what it comes to, in the words of the report.
func Dangerous(pass *ChangePass) (outcome string, ok bool) {
	if pass.Change.Action != plan.ActionUpdate {
		return "", false
	}
	for _, h := range pass.watchedHits() {
		if h.Doubt == "" && h.Score >= dangerousScore {
			return h.Outcome, true
		}
	}
	return "", false
}

// watchedHits returns what Hits finds, which looks once only.
func (pass *ChangePass) watchedHits() []Hit {
	if !pass.watchedRead {
		pass.hits, pass.watchedRead = Hits(pass), true
	}
	return pass.hits
}

// least is what a change scores at least by the hit.
func (h Hit) least() int {
	switch {
	case h.Doubt == "":
		return h.Score
	case h.Doubt == afterApply && slices.Contains(follows, h.When) && !h.Own:
		return min(h.Score, maxFollows)
	}
	return min(h.Score, maxPossible)
}

// watchedLeast is what a change scores at least by all that is watched of it.
func watchedLeast(pass *ChangePass) int {
	if hits := pass.watchedHits(); len(hits) > 0 {
		return hits[0].least()
	}
	return 0
}

// watched gives the points of one rule. Of all hits of the change the heaviest lifts the
// score to what its row says, each further rule adds a little.
func watched(pass *ChangePass, id string) []risk.Factor {
	first := slices.IndexFunc(pass.watchedHits(), func(h Hit) bool { return h.Rule == id })
	if first < 0 {
		return nil
	}
	hit, points := pass.hits[first], furtherPoints
	switch {
	case first > 0 && hit.Doubt != "":
		return nil
	case first == 0:
		points = hit.least() - underneath(pass, hit)
		if pass.Change.Action == plan.ActionReplace && id != idIngressMoved {
			points = max(points, furtherPoints) // the destroy has its own points, and this comes with it
		}
		if points <= 0 {
			return nil
		}
	}
	why := hit.Why
	if hit.Doubt != "" && !hit.Unjudged {
		why = "perhaps (" + hit.Doubt + "): " + why
	}
	return []risk.Factor{{Rule: id, Points: points, Why: why}}
}

// underneath are the points that a hit of a change comes on top of: what is lost with the old
// object of a replace is not lost twice.
func underneath(pass *ChangePass, hit Hit) int {
	points, _ := basePoints(pass)
	if pass.Change.Action == plan.ActionReplace && hit.Outcome == OutcomeDataLoss {
		for _, f := range append(checkLoss(pass), checkOrder(pass)...) {
			points += f.Points
		}
	}
	return points
}

// storedToo says that those who need a new password can read it.
const storedToo = " until they read the new one, which the plan stores too"

// remadeOf takes the doubt off the hit of a password that is known only after apply and is made
// up anew for certain.
func remadeOf(pass *ChangePass, h Hit) Hit {
	if h.Rule != idRotationChanged || h.When != knowledge.WhenChanges || h.Doubt != afterApply || pass.Remade == nil {
		return h
	}
	sure, stored := pass.Remade(h.Path)
	if sure {
		h.Doubt = ""
	}
	if sure && stored {
		h.Score, h.Why = min(h.Score, toldPoints), h.Why+storedToo
	}
	return h
}

// toldOf lightens the hit of a password that changes where the plan writes the new one to a
// place from which others read it.
func toldOf(pass *ChangePass, h Hit) Hit {
	if h.Rule != idRotationChanged || h.When != knowledge.WhenChanges || h.Doubt != "" || pass.Told == nil {
		return h
	}
	values := valuesAt(pass.Change.After, h.Path)
	if len(values) > 0 && !slices.ContainsFunc(values, func(v plan.Value) bool { return !pass.Told(v) }) {
		h.Score, h.Why = min(h.Score, toldPoints), h.Why+storedToo
	}
	return h
}

func hitOf(c *plan.Change, w knowledge.Watch) (Hit, bool) {
	before, after := watchedAt(c.Before, w), watchedAt(c.After, w)
	hit, unknown := Hit{Watch: w}, unknownOf(c, w)
	switch {
	case unknown && c.Action != plan.ActionUpdate:
		return Hit{}, false // of a new object much is known only after apply
	case unknown:
		if w.When == knowledge.WhenLeaves && !slices.ContainsFunc(before, func(v plan.Value) bool { return same(v, w.Value) }) ||
			w.When == knowledge.WhenRemoved && allEmpty(before) || w.When == knowledge.WhenCut && !anyCut(before, ones(before)) {
			return Hit{}, false
		}
		hit.Doubt = afterApply
	case equalSets(before, after):
		return Hit{}, false
	case w.When != knowledge.WhenChanges && (hidden(before) || hidden(after)):
		hit.Doubt = "the value is hidden"
	case !differs(before, after, w):
		return Hit{}, false
	}
	for _, s := range w.With {
		values := valuesAt(c.After, s.Path)
		switch {
		case unknownAt(c, s.Path):
			hit.Doubt = cmp.Or(hit.Doubt, s.Path+" is known only after apply")
		case hidden(values):
			hit.Doubt = cmp.Or(hit.Doubt, s.Path+" is hidden")
		case !set(values, s.Value):
			return Hit{}, false
		}
	}
	if w.HurriedBy != "" && c.Action == plan.ActionUpdate && !set(valuesAt(c.After, w.HurriedBy), true) {
		hit.Moment = knowledge.NextMaintenance
	}
	if w.CopiedBy != "" && anyPositive(valuesAt(c.Before, w.CopiedBy)) {
		hit.Recovery = knowledge.TierRestorable
		hit.RecoveryWhy = "a snapshot is taken before the upgrade, since " + w.CopiedBy + " is more than 0: the way back is another one that is made of it"
	}
	return hit, w.Same == "" || staysSet(c, w.Same, w.Spares)
}

// anyPositive reports whether a value is a number that is more than 0.
func anyPositive(values []plan.Value) bool {
	return slices.ContainsFunc(values, func(v plan.Value) bool {
		n, ok := v.(json.Number)
		f, err := n.Float64()
		return ok && err == nil && f > 0
	})
}

// staysSet reports whether an attribute is set, to nothing that begins with spares, and stays
// as it is.
func staysSet(c *plan.Change, path, spares string) bool {
	before, _ := c.Before[path].(string)
	return before != "" && plan.Equal(c.Before[path], c.After[path]) && (spares == "" || !strings.HasPrefix(before, spares))
}

// blockedBy reports whether what a watch asks for stands in the way, if it does, and names it.
func blockedBy(pass *ChangePass, h *Hit) bool {
	if h.BlockedBy.Type == "" {
		return true
	}
	if pass.HeldBy == nil {
		return false
	}
	holders := pass.HeldBy(h.BlockedBy)
	h.Why += ": " + some(holders)
	return len(holders) > 0
}
