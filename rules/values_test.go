package rules

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// Sets are equal if sorted lists are.
func TestEqualSetsAgainstSorting(t *testing.T) {
	t.Parallel()
	equal := 0
	for seed := range uint64(5_000) {
		r := rand.New(rand.NewPCG(seed, 4))
		list := func() (values []plan.Value, texts []string) {
			for range r.IntN(5) {
				text := string(rune('a' + r.IntN(2)))
				values, texts = append(values, text), append(texts, text)
			}
			slices.Sort(texts)
			return values, texts
		}
		a, sortedA := list()
		b, sortedB := list()
		want := slices.Equal(sortedA, sortedB)
		if got := equalSets(a, b); got != want {
			t.Fatalf("seed %d: %v and %v: got %v, want %v", seed, a, b, got, want)
		}
		if want {
			equal++
		}
	}
	if equal < 100 {
		t.Errorf("only %d were equal", equal)
	}
}

// What is told without comparing is what comparing tells.
func TestUncoveredAgainstComparing(t *testing.T) {
	t.Parallel()
	covers := func(a, b int) bool { return a >= b && a%3 == b%3 }
	for seed := range uint64(2_000) {
		r := rand.New(rand.NewPCG(seed, 5))
		var list, others, want []int
		for range r.IntN(8) {
			list, others = append(list, r.IntN(12)), append(others, r.IntN(12))
		}
		for _, v := range list {
			if !slices.ContainsFunc(others, func(o int) bool { return covers(o, v) }) {
				want = append(want, v)
			}
		}
		if got := uncovered(list, others, covers); !slices.Equal(got, want) {
			t.Fatalf("seed %d: %v against %v: got %v, want %v", seed, list, others, got, want)
		}
	}
}

func TestUnknownIn(t *testing.T) {
	t.Parallel()
	shadow := map[string]any{
		"id": true, "name": false, "tags": map[string]any{},
		"ingress": []any{map[string]any{"from_port": false}, map[string]any{"from_port": true}},
		"spec":    map[string]any{"egress": []any{map[string]any{"to": true}}},
	}
	for path, want := range map[string]bool{
		"id": true, "name": false, "absent": false, "tags": false, "ingress": true, "ingress.from_port": true,
		"ingress.to_port": false, "spec.egress": true, "spec.egress.to": true, "id.part": true,
	} {
		if got := unknownIn(shadow, path); got != want {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}
