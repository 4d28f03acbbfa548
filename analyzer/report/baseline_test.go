package report_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// change is a change of stack s that means what its address and action say.
func change(address, action string, score int) report.Change {
	return meaning(report.Change{Stack: "s", Address: address, Action: action, Risk: report.Risk{Score: score, Level: risk.LevelOf(score)}}, "")
}

// meaning is a change that means something else by a note, or nothing that is known by "?".
func meaning(c report.Change, note string) report.Change {
	c.Meaning = fmt.Sprintf("%x", sha256.Sum256([]byte(c.Address+" "+c.Action+" "+note)))[:16]
	if note == "?" {
		c.Meaning = ""
	}
	return c
}

// ranked is a report of the changes, in the order of rank.
func ranked(changes ...report.Change) *report.Report {
	r := &report.Report{Changes: changes}
	report.Rank(r.Changes)
	for _, c := range r.Changes {
		r.Summary.Score = max(r.Summary.Score, c.Risk.Score)
	}
	r.Summary.Level = risk.LevelOf(r.Summary.Score)
	return r
}

// viaText writes a baseline as text and reads it again.
func viaText(t *testing.T, b *report.Baseline) *report.Baseline {
	t.Helper()
	text, err := b.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	read := &report.Baseline{}
	if err := read.UnmarshalText(text); err != nil {
		t.Fatal(err)
	}
	return read
}

func marks(r *report.Report) string {
	var list []string
	for i := range r.Changes {
		list = append(list, r.Changes[i].Address+"="+r.Changes[i].Baseline)
	}
	return strings.Join(list, " ")
}

func TestCompare(t *testing.T) {
	t.Parallel()
	deposed := "d1"
	left := change("a", "delete", 40)
	left.Deposed = &deposed
	other := change("a", "update", 40)
	other.Stack = "t"
	for _, test := range []struct {
		name     string
		old, now *report.Report
		marks    string
		want     report.Delta
	}{
		{
			"nothing then and now", ranked(), ranked(), "", report.Delta{},
		},
		{
			"the same", ranked(change("a", "update", 20)), ranked(change("a", "update", 20)),
			"a=same",
			report.Delta{Level: risk.LevelLow, Score: 20, Same: 1},
		},
		{
			"better at the same content is the same", ranked(change("a", "update", 40)), ranked(change("a", "update", 20)),
			"a=same",
			report.Delta{Level: risk.LevelMedium, Score: 40, Same: 1},
		},
		{
			"better by another action has changed", ranked(change("a", "delete", 90)), ranked(change("a", "update", 20)),
			"a=changed",
			report.Delta{
				Level: risk.LevelCritical, Score: 90, Changed: 1,
				ChangedChanges: []report.PastChange{{Stack: "s", Address: "a", Action: "delete", Level: risk.LevelCritical, Score: 90}},
			},
		},
		{
			"replaced then, deleted now, at one level", ranked(change("a", "replace", 90)), ranked(change("a", "delete", 90)),
			"a=changed",
			report.Delta{
				Level: risk.LevelCritical, Score: 90, Changed: 1,
				ChangedChanges: []report.PastChange{{Stack: "s", Address: "a", Action: "replace", Level: risk.LevelCritical, Score: 90}},
			},
		},
		{
			"other values at one level", ranked(meaning(change("a", "update", 70), "port 22")), ranked(meaning(change("a", "update", 70), "port 3389")),
			"a=changed",
			report.Delta{
				Level: risk.LevelHigh, Score: 70, Changed: 1,
				ChangedChanges: []report.PastChange{{Stack: "s", Address: "a", Action: "update", Level: risk.LevelHigh, Score: 70}},
			},
		},
		{
			"other values at a higher level are worse", ranked(meaning(change("a", "update", 30), "x")), ranked(meaning(change("a", "update", 70), "y")),
			"a=worse",
			report.Delta{
				Level: risk.LevelLow, Score: 30, Worse: 1,
				WorseChanges: []report.PastChange{{Stack: "s", Address: "a", Action: "update", Level: risk.LevelLow, Score: 30}},
			},
		},
		{
			"what it meant is not known", ranked(meaning(change("a", "update", 20), "?")), ranked(change("a", "update", 20)),
			"a=same",
			report.Delta{Level: risk.LevelLow, Score: 20, Same: 1, LevelsOnly: true},
		},
		{
			"what it means is not known", ranked(change("a", "odd", 20)), ranked(meaning(change("a", "odd", 20), "?")),
			"a=same",
			report.Delta{Level: risk.LevelLow, Score: 20, Same: 1, LevelsOnly: true},
		},
		{
			"another action shows all the same", ranked(meaning(change("a", "replace", 90), "?")), ranked(change("a", "delete", 90)),
			"a=changed",
			report.Delta{
				Level: risk.LevelCritical, Score: 90, Changed: 1,
				ChangedChanges: []report.PastChange{{Stack: "s", Address: "a", Action: "replace", Level: risk.LevelCritical, Score: 90}},
			},
		},
		{
			"a higher score at one level is the same", ranked(change("a", "update", 20)), ranked(change("a", "update", 30)),
			"a=same",
			report.Delta{Level: risk.LevelLow, Score: 20, Same: 1},
		},
		{
			"a higher level", ranked(change("a", "update", 34)), ranked(change("a", "update", 35)),
			"a=worse",
			report.Delta{
				Level: risk.LevelLow, Score: 34, Worse: 1,
				WorseChanges: []report.PastChange{{Stack: "s", Address: "a", Action: "update", Level: risk.LevelLow, Score: 34}},
			},
		},
		{
			"destroyed now, at the same level", ranked(change("a", "update", 40)), ranked(change("a", "replace", 40)),
			"a=worse",
			report.Delta{
				Level: risk.LevelMedium, Score: 40, Worse: 1,
				WorseChanges: []report.PastChange{{Stack: "s", Address: "a", Action: "update", Level: risk.LevelMedium, Score: 40}},
			},
		},
		{
			"an action that nobody knows destroys", ranked(change("a", "update", 40)), ranked(change("a", "reshape", 40)),
			"a=worse",
			report.Delta{
				Level: risk.LevelMedium, Score: 40, Worse: 1,
				WorseChanges: []report.PastChange{{Stack: "s", Address: "a", Action: "update", Level: risk.LevelMedium, Score: 40}},
			},
		},
		{
			"new and gone", ranked(change("b", "delete", 50), change("c", "update", 12)), ranked(change("a", "create", 5)),
			"a=new",
			report.Delta{
				Level: risk.LevelMedium, Score: 50, New: 1, Gone: 2,
				GoneChanges: []report.PastChange{
					{Stack: "s", Address: "b", Action: "delete", Level: risk.LevelMedium, Score: 50},
					{Stack: "s", Address: "c", Action: "update", Level: risk.LevelLow, Score: 12},
				},
			},
		},
		{
			"a deposed object is another one, a stack as well", ranked(change("a", "delete", 40)), ranked(left, other),
			"a=new a=new",
			report.Delta{
				Level: risk.LevelMedium, Score: 40, New: 2, Gone: 1,
				GoneChanges: []report.PastChange{{Stack: "s", Address: "a", Action: "delete", Level: risk.LevelMedium, Score: 40}},
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := report.Compare(report.Digest(test.old), test.now)
			if diff := cmp.Diff(&test.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if m := marks(test.now); m != test.marks {
				t.Errorf("marks %q, want %q", m, test.marks)
			}
			// A digest gives the same, but for the names of what is gone.
			test.want.GoneChanges = nil
			got = report.Compare(viaText(t, report.Digest(test.old)), test.now)
			if diff := cmp.Diff(&test.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("by its digest (-want +got):\n%s", diff)
			}
			if m := marks(test.now); m != test.marks {
				t.Errorf("by its digest, marks %q, want %q", m, test.marks)
			}
		})
	}
}

func TestCompareFindings(t *testing.T) {
	t.Parallel()
	old, now := ranked(), ranked()
	old.Findings = []risk.Finding{{Rule: "r", Level: risk.LevelHigh, Addresses: []string{"a", "b"}}}
	now.Findings = []risk.Finding{
		{Rule: "r", Level: risk.LevelHigh, Addresses: []string{"a", "b"}, Summary: "worded otherwise"},
		{Rule: "r", Level: risk.LevelCritical, Addresses: []string{"a", "b"}},
		{Rule: "r", Level: risk.LevelHigh, Addresses: []string{"ab"}},
		{Rule: "q", Level: risk.LevelHigh, Addresses: []string{"a", "b"}},
	}
	if got := report.Compare(viaText(t, report.Digest(old)), now).NewFindings; got != 3 {
		t.Errorf("%d new findings, want 3: another level, other addresses, another rule", got)
	}
}

func TestComparePartial(t *testing.T) {
	t.Parallel()
	no := false
	whole := ranked(change("a", "update", 20))
	for name, r := range map[string]*report.Report{
		"errored":  {Plan: report.Plan{Errored: true}},
		"targeted": {Plan: report.Plan{Complete: &no}},
		"unread":   {Diagnostics: []diagnostic.Diagnostic{{Severity: diagnostic.Error}}},
	} {
		if !report.Compare(report.Digest(whole), r).Partial || !report.Compare(viaText(t, report.Digest(r)), whole).Partial {
			t.Errorf("%s: not called partial", name)
		}
	}
	if report.Compare(report.Digest(whole), whole).Partial {
		t.Error("two whole reports are called partial")
	}
}

// Of a large plan the digest keeps the first changes. It never calls one of the others
// new, and a change that ranks above what it left out is new.
func TestCompareLarge(t *testing.T) {
	t.Parallel()
	var changes []report.Change
	for i := range 5000 {
		changes = append(changes, change(fmt.Sprintf("null_resource.n[%d]", i), "delete", 99-i/60))
	}
	old := ranked(changes...)
	digest := viaText(t, report.Digest(old))
	text, err := report.Digest(old).MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	if len(text) > 15_000 {
		t.Errorf("the text has %d bytes", len(text))
	}
	now := ranked(append(changes, change("added.high", "delete", 95), change("added.low", "update", 5))...)
	d := report.Compare(digest, now)
	if d.New != 1 || d.Same != 700 || d.NotCompared != 4301 || d.Gone != 0 {
		t.Errorf("new %d, same %d, not compared %d, gone %d", d.New, d.Same, d.NotCompared, d.Gone)
	}
	for i := range now.Changes {
		c := &now.Changes[i]
		if c.Address == "added.high" && c.Baseline != report.BaselineNew || c.Address == "added.low" && c.Baseline != "" {
			t.Errorf("%s is marked %q", c.Address, c.Baseline)
		}
	}
}

// A digest holds no name.
func TestBaselineHasNoNames(t *testing.T) {
	t.Parallel()
	b := viaText(t, report.Digest(ranked(change("aws_db_instance.secret_project", "delete", 40))))
	d := report.Compare(b, ranked())
	if d.Gone != 1 || len(d.GoneChanges) != 0 {
		t.Errorf("gone %d, named %v", d.Gone, d.GoneChanges)
	}
}

func TestBaselineRefused(t *testing.T) {
	t.Parallel()
	good, err := report.Digest(ranked(change("a", "update", 20))).MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"empty":        "",
		"no base64":    "-->",
		"no stream":    "AAAA",
		"cut off":      string(good[:len(good)-4]),
		"more behind":  string(good) + "AAAA",
		"a line break": string(good[:8]) + "\n" + string(good[8:]),
	} {
		b := report.Baseline{Score: 7}
		if err := b.UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%s is read", name)
		} else if b.Score != 7 {
			t.Errorf("%s: a refused text changed the baseline", name)
		}
	}
}

// levelsText is the text of a baseline of version 1: an update of a in stack s, low 20.
const levelsText = "YmQQYQABRgaG+f8ED1UfZRIBBAAA//8="

// A baseline that an earlier version wrote is read, and the comparison says what it lacks.
func TestBaselineOfLevels(t *testing.T) {
	t.Parallel()
	var b report.Baseline
	if err := b.UnmarshalText([]byte(levelsText)); err != nil {
		t.Fatal(err)
	}
	if d := report.Compare(&b, ranked(change("a", "update", 20))); d.Same != 1 || !d.LevelsOnly {
		t.Errorf("same %d, levels only: %v", d.Same, d.LevelsOnly)
	}
	if d := report.Compare(&b, ranked(change("a", "forget", 20))); d.Changed != 1 || d.LevelsOnly {
		t.Errorf("changed %d, levels only: %v", d.Changed, d.LevelsOnly)
	}
	if d := report.Compare(&b, ranked(change("a", "delete", 20))); d.Worse != 1 {
		t.Errorf("worse %d", d.Worse)
	}
}

func FuzzBaseline(f *testing.F) {
	f.Add([]byte(levelsText))
	for _, r := range []*report.Report{ranked(), ranked(change("a", "update", 20), change("b", "odd", 99))} {
		text, err := report.Digest(r).MarshalText()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var b report.Baseline
		if b.UnmarshalText(text) != nil {
			return
		}
		if strings.ContainsAny(string(text), "-<>\n") {
			t.Errorf("%q is read", text)
		}
		again := viaText(t, &b)
		report.Compare(&b, ranked(change("a", "update", 20)))
		if again.Score != b.Score || again.Omitted < b.Omitted || again.Partial != b.Partial {
			t.Errorf("%+v is read again as %+v", b, again)
		}
	})
}

// Reports that share a stack can be compared, those that don't say so; a digest does not know.
func TestBaselineOfOtherStacks(t *testing.T) {
	t.Parallel()
	of := func(stacks ...string) *report.Report {
		r := ranked(change("a.b", "delete", 50))
		if len(stacks) == 1 {
			r.Plan.Stack = stacks[0]
			return r
		}
		for _, s := range stacks {
			r.Plans = append(r.Plans, report.Plan{Stack: s})
		}
		return r
	}
	for _, tc := range []struct {
		old, now *report.Report
		want     bool
	}{
		{of("a"), of("a"), false},
		{of("a"), of("b"), true},
		{of("a", "b"), of("b"), false},
		{of("b"), of("a", "b"), false},
		{of("a", "b"), of("c", "d"), true},
		{of(""), of("a"), true},
	} {
		d := report.Compare(report.Digest(tc.old), tc.now)
		if _, warned := d.Warning(); d.OtherStack != tc.want || warned != tc.want {
			t.Errorf("%v beside %v: %v, warned %v", tc.now.Plan.Stack, tc.old.Plan.Stack, d.OtherStack, warned)
		}
		if d := report.Compare(viaText(t, report.Digest(tc.old)), tc.now); d.OtherStack {
			t.Error("a digest has no stacks to tell of")
		}
	}
}
