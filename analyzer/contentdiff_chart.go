package analyzer

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/chart"
)

// tellingValues are the last names of a chart's values that say what a release is made of
// and are no secrets; truths are shown under any name.
var tellingValues = []string{
	"replicaCount", "replicas", "minReplicas", "maxReplicas", "minAvailable", "maxUnavailable", "tag", "size", "storage", "storageClass",
	"storageClassName", "cpu", "memory", "type", "schedule", "retention",
}

// chartDiff compares the values that a release gives to its chart, however they are given.
// Where some can't be read, those that both sides show.
func (d *contentDiffer) chartDiff(before, after plan.Object) {
	b, a := chart.Of(before), chart.Of(after)
	if b.Problem != "" || a.Problem != "" || d.unknown["values"] {
		b, a = chart.OnBoth(b, a)
	}
	d.add("values", chartEntries(b), chartEntries(a))
	if last := len(d.found) - 1; d.found[last].Empty() {
		d.found = d.found[:last]
	}
}

func chartEntries(v chart.Values) []entry {
	entries := make([]entry, 0, len(v.Leaves))
	for _, path := range v.Paths() {
		leaf := v.Leaves[path]
		e := entry{key: path, text: path, same: path + "=" + canonical(leaf)}
		if tellingValue(path, leaf) {
			e.text += " " + plan.Text(leaf)
			e.parts = []part{{elements: []string{plan.Text(leaf)}}}
		}
		entries = append(entries, e)
	}
	return entries
}

func tellingValue(path string, leaf plan.Value) bool {
	switch leaf.(type) {
	case bool:
		return true
	case json.Number, string:
		return slices.Contains(tellingValues, path[strings.LastIndexByte(path, '.')+1:])
	}
	return false
}
