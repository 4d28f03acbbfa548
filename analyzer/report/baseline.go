package report

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strconv"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// What a change is beside an earlier report (Change.Baseline).
const (
	// BaselineNew marks a change that the earlier report does not hold.
	BaselineNew = "new"
	// BaselineWorse marks one at a higher level than before, or one that destroys what it
	// did not destroy before.
	BaselineWorse = "worse"
	// BaselineChanged marks one that is no worse and does something else than before: another
	// action or order, other attributes or values. Where the earlier report does not tell
	// what a change means, only another action shows.
	BaselineChanged = "changed"
	// BaselineSame marks any other one.
	BaselineSame = "same"
)

// Baseline is what is left of an earlier report to compare a later one with.
type Baseline struct {
	// Level and Score are those of the plan.
	Level risk.Level
	Score int
	// Partial is true if the report did not show all that would change.
	Partial bool
	// Omitted is the number of changes, the last in rank, that the baseline does not keep.
	Omitted int

	// stacks are those of the earlier report's plans; none where only a digest is left.
	stacks   []string
	changes  []keptChange // in the order of rank
	findings []uint64     // a key for each finding, sorted
	// unplaced is true for a baseline of an earlier version, whose keys of findings don't
	// tell stacks apart.
	unplaced bool
}

// keptChange is a change with its key. Its stack and address are empty where only a digest
// is known.
type keptChange struct {
	PastChange
	key uint64
	// meaning is that of Change.Meaning, 0 where it is not known.
	meaning uint64
}

// PastChange is a change of an earlier report.
type PastChange struct {
	// Stack and Address name the instance.
	Stack   string `json:"stack"`
	Address string `json:"address"`
	// Deposed is the key of the deposed object that the change is about.
	Deposed *string    `json:"deposed"`
	Action  string     `json:"action"`
	Level   risk.Level `json:"level"`
	Score   int        `json:"score"`
}

// Delta is how a report differs from an earlier one. New + Worse + Changed + Same +
// NotCompared are the report's changes.
type Delta struct {
	// Source is where the earlier report is from, in the user's words.
	Source string `json:"source"`
	// Level and Score are those that the plan had.
	Level risk.Level `json:"level"`
	Score int        `json:"score"`
	New   int        `json:"new"`
	Worse int        `json:"worse"`
	// Changed counts changes that are no worse and do something else.
	Changed int `json:"changed,omitempty"`
	Same    int `json:"same"`
	// Gone counts changes that only the earlier report has.
	Gone int `json:"gone"`
	// NotCompared counts changes of which the baseline can't say whether it held them.
	NotCompared int `json:"not_compared,omitempty"`
	// NewFindings counts findings that the earlier report does not have.
	NewFindings int `json:"new_findings"`
	// Partial is true if one of the two reports does not show all that would change: what
	// is gone may be hidden only.
	Partial bool `json:"partial,omitempty"`
	// OtherStack is true if the two reports have no stack in common, so that everything is
	// new or gone.
	OtherStack bool `json:"other_stack,omitempty"`
	// LevelsOnly is true if one of the two reports is of a version that keeps no more of a
	// change than its action and level: among those that are the same may be some with
	// another content.
	LevelsOnly bool `json:"levels_only,omitempty"`
	// WorseChanges says how the changes marked as worse were before, in their order.
	WorseChanges []PastChange `json:"worse_changes"`
	// ChangedChanges says the same of those marked as changed.
	ChangedChanges []PastChange `json:"changed_changes,omitempty"`
	// GoneChanges lists those that are gone and whose address is known, worst first.
	GoneChanges []PastChange `json:"gone_changes"`
}

// Digest keeps of a report what Compare needs.
func Digest(r *Report) *Baseline {
	b := &Baseline{Level: r.Summary.Level, Score: r.Summary.Score, Partial: partial(r), stacks: stacksOf(r)}
	for i := range r.Changes {
		c := &r.Changes[i]
		b.changes = append(b.changes, keptChange{PastChange{
			Stack: c.Stack, Address: c.Address, Deposed: c.Deposed, Action: c.Action,
			Level: c.Risk.Level, Score: c.Risk.Score,
		}, changeKey(c), meaningKey(c)})
	}
	b.unplaced = !slices.ContainsFunc(r.Findings, func(f risk.Finding) bool { return f.Stack != "" })
	for i := range r.Findings {
		b.findings = append(b.findings, b.findingKey(&r.Findings[i]))
	}
	slices.Sort(b.findings)
	b.findings = slices.Compact(b.findings)
	return b
}

// Compare marks each change of a report as new, worse, changed or the same beside an
// earlier one, and sums up. A change that the earlier report may have held beyond what the baseline
// keeps of it stays without a mark.
func Compare(old *Baseline, now *Report) *Delta {
	d := &Delta{
		Level: old.Level, Score: old.Score, Partial: old.Partial || partial(now), OtherStack: old.ofOtherStacks(now),
		WorseChanges: []PastChange{}, GoneChanges: []PastChange{},
	}
	before := make(map[uint64]*keptChange, len(old.changes))
	for i := range old.changes {
		c := &old.changes[i]
		if known := before[c.key]; known == nil || known.Score < c.Score {
			before[c.key] = c
		}
	}
	still := make(map[uint64]bool, len(now.Changes))
	for i := range now.Changes {
		c := &now.Changes[i]
		key := changeKey(c)
		still[key] = true
		d.mark(c, before[key], old)
	}
	for i := range old.changes {
		c := &old.changes[i]
		if still[c.key] || before[c.key] != c {
			continue
		}
		d.Gone++
		if c.Address != "" {
			d.GoneChanges = append(d.GoneChanges, c.PastChange)
		}
	}
	slices.SortStableFunc(d.GoneChanges, comparePast)
	for i := range now.Findings {
		if _, found := slices.BinarySearch(old.findings, old.findingKey(&now.Findings[i])); !found {
			d.NewFindings++
		}
	}
	return d
}

// Warning says that a comparison means nothing because the reports are of other stacks, and
// whether that is so.
func (d *Delta) Warning() (diagnostic.Diagnostic, bool) {
	if !d.OtherStack {
		return diagnostic.Diagnostic{}, false
	}
	return diagnostic.Warnf("%s is a report of another stack, so all is new or gone beside it", d.Source).
		WithDetail("Compare with a report of the same stack: --stack NAME gives a plan the same name wherever it lies."), true
}

// stacksOf lists the stacks of a report's plans.
func stacksOf(r *Report) []string {
	if len(r.Plans) == 0 {
		return []string{r.Plan.Stack}
	}
	var list []string
	for i := range r.Plans {
		list = append(list, r.Plans[i].Stack)
	}
	return list
}

// ofOtherStacks reports whether a baseline is known to have no stack in common with a report.
func (b *Baseline) ofOtherStacks(now *Report) bool {
	present := stacksOf(now)
	return len(b.stacks) > 0 && !slices.ContainsFunc(b.stacks, func(s string) bool { return slices.Contains(present, s) })
}

// mark marks one change and counts it.
func (d *Delta) mark(c *Change, was *keptChange, old *Baseline) {
	switch {
	case was == nil && old.Omitted > 0 && c.Risk.Score <= old.lowest():
		c.Baseline = ""
		d.NotCompared++
	case was == nil:
		c.Baseline = BaselineNew
		d.New++
	case c.Risk.Level > was.Level || destroys(c.Action) && !destroys(was.Action):
		c.Baseline = BaselineWorse
		d.Worse++
		d.WorseChanges = append(d.WorseChanges, was.named(c))
	case was.differs(c):
		c.Baseline = BaselineChanged
		d.Changed++
		d.ChangedChanges = append(d.ChangedChanges, was.named(c))
	default:
		c.Baseline = BaselineSame
		d.Same++
		d.LevelsOnly = d.LevelsOnly || was.meaning == 0 || meaningKey(c) == 0
	}
}

// named is what a change was, under the name that it has now.
func (k *keptChange) named(c *Change) PastChange {
	past := k.PastChange
	past.Stack, past.Address, past.Deposed = c.Stack, c.Address, c.Deposed
	return past
}

// differs reports whether a change is known to do something else than it did.
func (k *keptChange) differs(c *Change) bool {
	if meaning := meaningKey(c); k.meaning != 0 && meaning != 0 {
		return k.meaning != meaning
	}
	return k.Action != c.Action && k.Action != actionOf(actionByte(c.Action))
}

// lowest is the score of the last change that the baseline keeps: what it leaves out has
// no higher one.
func (b *Baseline) lowest() int {
	if len(b.changes) == 0 {
		return 100
	}
	return b.changes[len(b.changes)-1].Score
}

// destroys reports whether an action takes an object away; one that is not known may.
func destroys(action string) bool {
	switch action {
	case "create", "read", "update", "forget", "no-op":
		return false
	}
	return true
}

// partial reports whether a report does not show all that would change.
func partial(r *Report) bool {
	return r.Plan.Errored || r.Plan.Complete != nil && !*r.Plan.Complete || hasError(r)
}

// hasError reports whether a plan of several could not be read.
func hasError(r *Report) bool {
	for i := range r.Diagnostics {
		if r.Diagnostics[i].Severity == diagnostic.Error {
			return true
		}
	}
	return false
}

func comparePast(a, b PastChange) int {
	switch {
	case a.Score != b.Score:
		return b.Score - a.Score
	case a.Stack != b.Stack:
		return address.Compare(a.Stack, b.Stack)
	}
	return address.Compare(a.Address, b.Address)
}

// keyBits is what is kept of a digest: among a thousand changes the chance that two share
// a key is one in half a billion.
const keyBits = 48

// changeKey identifies the object that a change is about.
func changeKey(c *Change) uint64 { return keyOf("change", c.Stack, c.Address, deref(c.Deposed)) }

// meaningKey is what is kept of a change's meaning, 0 where it is not known.
func meaningKey(c *Change) uint64 {
	if len(c.Meaning) < keyBits/4 {
		return 0
	}
	key, err := strconv.ParseUint(c.Meaning[:keyBits/4], 16, 64)
	if err != nil {
		return 0 // of another version
	}
	return key
}

// findingKey identifies a finding by its stack, its rule, its level and what it is about.
func (b *Baseline) findingKey(f *risk.Finding) uint64 {
	parts := []string{"finding", f.Rule, f.Level.String()}
	if !b.unplaced && f.Stack != "" {
		parts = []string{"finding of stack", f.Stack, f.Rule, f.Level.String()}
	}
	return keyOf(append(parts, f.Addresses...)...)
}

// keyOf is a digest of parts, each behind its length so that none runs into the next.
func keyOf(parts ...string) uint64 {
	h := sha256.New()
	var length [8]byte
	for _, part := range parts {
		binary.BigEndian.PutUint64(length[:], uint64(len(part)))
		h.Write(length[:])
		h.Write([]byte(part))
	}
	return binary.BigEndian.Uint64(h.Sum(nil)) >> (64 - keyBits)
}
