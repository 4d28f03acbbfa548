package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/chart"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// ReleaseType is the type of a Helm release.
const ReleaseType = "helm_release"

// ownValue is the doubt about a value that is given on one side only.
const ownValue = "on one side it is what the chart itself says"

// releaseHits finds values of a Helm release that switch something off or move it. Of a new
// release nothing is lost.
func releaseHits(pass *ChangePass) []Hit {
	c := pass.Change
	if c.Type != ReleaseType || c.Action != plan.ActionUpdate {
		return nil
	}
	before, after := chart.Of(c.Before), chart.Of(c.After)
	if before.Problem != "" || after.Problem != "" || valuesUnknown(c) {
		before, after = chart.OnBoth(before, after)
	}
	var hits []Hit
	for _, w := range pass.Table.ChartValues() {
		for _, path := range before.Paths() {
			if endsIn(path, w.Path) {
				hits = appendRelease(hits, w, path, before, after)
			}
		}
		for _, path := range after.Paths() {
			if _, both := before.Leaves[path]; !both && endsIn(path, w.Path) {
				hits = appendRelease(hits, w, path, before, after)
			}
		}
	}
	return heaviest(hits)
}

// endsIn reports whether a path ends in another one, at a dot.
func endsIn(path, end string) bool {
	rest, ok := strings.CutSuffix(path, end)
	return ok && (rest == "" || strings.HasSuffix(rest, "."))
}

func appendRelease(hits []Hit, w knowledge.Watch, path string, before, after chart.Values) []Hit {
	b, had := before.Leaves[path]
	a, has := after.Leaves[path]
	if had == has && plan.Equal(b, a) {
		return hits
	}
	hit := Hit{Watch: w}
	one := !had || !has
	was, is := had && same(b, w.Value), has && same(a, w.Value)
	switch {
	case one && !had && !w.Create && w.When != knowledge.WhenChanges:
		return hits // the chart's own value is mostly the one that is written down
	case w.When == knowledge.WhenBecomes && (!is || was), w.When == knowledge.WhenLeaves && (is || had && !was):
		return hits
	case one:
		hit.Doubt = ownValue
	case plan.IsMasked(b) || plan.IsMasked(a):
		hit.Doubt = "the value is hidden"
	}
	hit.Path, hit.Why = path, fmt.Sprintf("the chart's value %s changes: %s", path, w.Why)
	if _, truth := a.(bool); truth || has && same(a, w.Value) {
		becomes := fmt.Sprint(a)
		if text, isText := a.(string); isText {
			becomes = shown(text)
		}
		hit.Why = fmt.Sprintf("the chart's value %s becomes %s: %s", path, becomes, w.Why)
	}
	return append(hits, hit)
}

// releaseProblem says why it can't be seen which values of a release an update changes,
// empty if it can, or if it changes none.
func releaseProblem(c *plan.Change) string {
	switch {
	case c.Type != ReleaseType || c.Action != plan.ActionUpdate || len(c.ChangedAround("values")) == 0:
		return ""
	case valuesUnknown(c):
		return "its values are known only after apply"
	}
	return cmp.Or(chart.Of(c.Before).Problem, chart.Of(c.After).Problem)
}

func valuesUnknown(c *plan.Change) bool {
	return slices.ContainsFunc(c.ChangedAround("values"), func(a plan.Attribute) bool { return a.Unknown })
}
