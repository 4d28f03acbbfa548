package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/chart"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// release is an update of a Helm release to other values.
func release(before, after string) plan.Change {
	return plan.Change{
		Type: "helm_release", Action: plan.ActionUpdate,
		Before: plan.Object{"values": []any{before}}, After: plan.Object{"values": []any{after}},
		Changed: []plan.Attribute{{Path: "values[0]", Before: before, After: after}},
	}
}

// setting is an update of one set block of a release.
func setting(name, before, after string) plan.Change {
	block := func(v string) []any { return []any{map[string]any{"name": name, "value": v}} }
	return sets("helm_release", "set", block(before), block(after))
}

// Pairs that differ in one value stand side by side.
func TestLevelsOfReleases(t *testing.T) {
	t.Parallel()
	on, off := "persistence:\n  enabled: true\n", "persistence:\n  enabled: false\n"
	tests := []struct {
		name   string
		change plan.Change
		want   risk.Level
	}{
		{"the volume goes off", release(on, off), risk.LevelHigh},
		{"the volume goes on", release(off, on), risk.LevelLow},
		{"the volume of a part goes off", release("primary: {persistence: {enabled: true}}", "primary: {persistence: {enabled: false}}"), risk.LevelHigh},
		{"YAML 1.1 knows more words for it", release("persistence: {enabled: yes}", "persistence: {enabled: off}"), risk.LevelHigh},
		{"the same in another form", release(on, "{\"persistence\": {\"enabled\": true}}"), risk.LevelLow},
		{"a name that only ends alike", release("nonpersistence: {enabled: true}", "nonpersistence: {enabled: false}"), risk.LevelLow},
		{"the value is no longer given", release(on, "a: 1"), risk.LevelMedium},
		{"off is newly given", release("a: 1", off), risk.LevelMedium},
		{"on is newly given", release("a: 1", on), risk.LevelLow},
		{"the volume goes off by a setting", setting("persistence.enabled", "true", "false"), risk.LevelHigh},
		{"a setting lies over the values", plan.Change{
			Type: "helm_release", Action: plan.ActionUpdate,
			Before: plan.Object{"values": []any{on}, "set": []any{map[string]any{"name": "persistence.enabled", "value": "true"}}},
			After:  plan.Object{"values": []any{off}, "set": []any{map[string]any{"name": "persistence.enabled", "value": "true"}}},
		}, risk.LevelLow},
		{"no pods", release("replicaCount: 3", "replicaCount: 0"), risk.LevelHigh},
		{"fewer pods", release("replicaCount: 3", "replicaCount: 1"), risk.LevelLow},
		{"no pods, by a setting", setting("web.replicas", "3", "0"), risk.LevelHigh},
		{"no way in", release("ingress: {enabled: true}", "ingress: {enabled: false}"), risk.LevelHigh},
		{"that there is no way in is written down", release("a: 1", "ingress: {enabled: false}"), risk.LevelLow},
		{"the store goes", release("postgresql: {enabled: true}", "postgresql: {enabled: false}"), risk.LevelHigh},
		{"metrics go", release("metrics: {serviceMonitor: {enabled: true}}", "metrics: {serviceMonitor: {enabled: false}}"), risk.LevelLow},
		{"another image", release("image: {tag: v1}", "image: {tag: v2}"), risk.LevelLow},
		{"no YAML any more", release(on, "persistence: {enabled: tr"), risk.LevelLow},
		{"a new release", plan.Change{Type: "helm_release", Action: plan.ActionCreate, After: plan.Object{"values": []any{off}}}, risk.LevelLow},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := levelOf(t, tt.change); got != tt.want {
				pass := passOf(builtin(t), tt.change)
				t.Errorf("level %s, want %s: %+v", got, tt.want, rules.ChangeFactors(&pass))
			}
		})
	}
}

// Where values can't be read, the report says why.
func TestUnreadableValues(t *testing.T) {
	t.Parallel()
	unknown := release("a: 1", "")
	unknown.After, unknown.Changed = plan.Object{}, []plan.Attribute{{Path: "values", Unknown: true}}
	hidden := release("a: 1", "")
	hidden.After = plan.Object{"values": []any{plan.Masked{}}}
	for want, c := range map[string]plan.Change{
		"can't be read as YAML":       release("a: 1", "a: ["),
		"are known only after apply":  unknown,
		"its values are hidden":       hidden,
		"its values can't be read as": release("- no\n- map", "a: 1"),
	} {
		pass := passOf(builtin(t), c)
		factors := rules.ImpactFactors(&rules.ImpactPass{ChangePass: pass}, rules.ChangeFactors(&pass))
		if !slices.ContainsFunc(factors, func(f risk.Factor) bool { return f.Rule == "opaque" && strings.Contains(f.Why, want) }) {
			t.Errorf("%+v: want a factor that says %q", factors, want)
		}
	}
	pass := passOf(builtin(t), setting("persistence.size", "1Gi", "2Gi"))
	factors := rules.ImpactFactors(&rules.ImpactPass{ChangePass: pass}, rules.ChangeFactors(&pass))
	if slices.ContainsFunc(factors, func(f risk.Factor) bool { return f.Rule == "opaque" }) {
		t.Errorf("%+v: its values did not change", factors)
	}
}

// Every row about values fires for a release that is made for it.
func TestEveryChartValueFires(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	if len(table.ChartValues()) < 20 {
		t.Fatalf("%d rows", len(table.ChartValues()))
	}
	for _, w := range table.ChartValues() {
		before, after := "a", "b"
		switch w.When {
		case knowledge.WhenBecomes:
			after = plan.Text(jsonOf(w.Value))
		case knowledge.WhenLeaves:
			before, after = plan.Text(jsonOf(w.Value)), "false"
		case knowledge.WhenChanges, knowledge.WhenLowered, knowledge.WhenRaised, knowledge.WhenRemoved, knowledge.WhenAdded, knowledge.WhenAppears, knowledge.WhenMajor, knowledge.WhenMinor, knowledge.WhenShrinks, knowledge.WhenCut, knowledge.WhenBelow:
		}
		pass := passOf(table, setting("main."+w.Path, before, after))
		if !slices.ContainsFunc(rules.Hits(&pass), func(h rules.Hit) bool { return h.Rule == w.Rule && h.Score == w.Score && h.Doubt == "" }) {
			t.Errorf("%s %s: %+v", w.Path, w.When, rules.Hits(&pass))
		}
		if _, known := rules.Lookup(w.Rule); !known {
			t.Errorf("%s: there is no rule %s", w.Path, w.Rule)
		}
		for _, path := range chart.Of(pass.Change.After).Paths() {
			if path != "main."+w.Path {
				t.Errorf("%s is read as %s", w.Path, path)
			}
		}
	}
}
