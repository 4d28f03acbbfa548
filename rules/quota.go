package rules

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// quotaPoints are those of a quota that is lower or new, noRoomPoints of one by which there is
	// no room for anything.
	quotaPoints, noRoomPoints = 30, 45
)

// quotaHits finds resource quotas of a namespace that are lower than before.
func quotaHits(c *plan.Change) []Hit {
	if !strings.HasPrefix(c.Type, "kubernetes_resource_quota") || !alters(c) {
		return nil
	}
	limits := func(o plan.Object) map[string]any {
		all := map[string]any{}
		for _, v := range valuesAt(o, "spec.hard") {
			if block, ok := v.(map[string]any); ok {
				maps.Copy(all, block)
			}
		}
		return all
	}
	hit := Hit{Watch: knowledge.Watch{Rule: idResized, Path: "spec.hard", Score: quotaPoints, Moment: "next-deploy", Outcome: OutcomeOutage}}
	if unknownAt(c, "spec.hard") {
		hit.Doubt, hit.Why = afterApply, "the quota changes: new pods may find no room"
		return []Hit{hit}
	}
	before, after := limits(c.Before), limits(c.After)
	var hits []Hit
	for _, name := range slices.Sorted(maps.Keys(after)) {
		now, known := amount(after[name])
		was, had := before[name]
		old, readable := amount(was)
		switch {
		case had && plan.Equal(was, after[name]), known && readable && now >= old:
			continue
		case known && now == 0:
			hit.Score, hit.Why = noRoomPoints, fmt.Sprintf("the quota leaves nothing of %s: no new pod starts, also not in place of one that fails", name)
		default:
			hit.Score, hit.Why = quotaPoints, fmt.Sprintf("the quota of %s is lower or new: new pods may find no room", name)
		}
		hits = append(hits, hit)
	}
	return heaviest(hits)
}

// unitsOf are the suffixes of quantities of Kubernetes.
// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
var unitsOf = map[string]float64{
	"": 1, "m": 1e-3, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18,
	"Ki": 1 << 10, "Mi": 1 << 20, "Gi": 1 << 30, "Ti": 1 << 40, "Pi": 1 << 50, "Ei": 1 << 60,
}

// amount reads a quantity of Kubernetes; false for what is none that can be seen.
func amount(v plan.Value) (float64, bool) {
	text, ok := v.(string)
	if n, number := v.(json.Number); number {
		text, ok = n.String(), true
	}
	if !ok {
		return 0, false
	}
	if n, err := strconv.ParseFloat(text, 64); err == nil { // also 1e3
		return n, !math.IsNaN(n) && !math.IsInf(n, 0)
	}
	end := strings.IndexFunc(text, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != '-' && r != '+' })
	if end < 0 {
		return 0, false
	}
	unit, ok := unitsOf[text[end:]]
	n, err := strconv.ParseFloat(text[:end], 64)
	return n * unit, ok && err == nil
}
