package rules

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// names are keys of objects, some of which stand in quotes in a path.
var names = []string{"a", "b", "a-b", "_", "0", "1", "a.b", "[0]", "", "é", "a b", "-"}

func randomValue(r *rand.Rand, depth int) any {
	switch n := r.IntN(6); {
	case n < 2 && depth > 0:
		object := map[string]any{}
		for range r.IntN(4) {
			object[names[r.IntN(len(names))]] = randomValue(r, depth-1)
		}
		return object
	case n < 4 && depth > 0:
		list := make([]any, r.IntN(3))
		for i := range list {
			list[i] = randomValue(r, depth-1)
		}
		return list
	case n == 4:
		return nil
	}
	return json.Number(fmt.Sprint(r.IntN(3)))
}

// paths lists the paths of an object's plain values and of what they stand in.
func paths(o plan.Object) []string {
	found := []string{"", "a", "a.b", "a[0]", "a[00]", "a[+0]", "a[-0]", "a.", ".a", "a[0", "a[]", "a..b", "a[0]b", "a[99999999999999999999]"}
	o.Walk(func(path string, _ plan.Value) {
		for i := range path {
			found = append(found, path[:i+1])
		}
	})
	return found
}

func TestAttributeAgainstGet(t *testing.T) {
	t.Parallel()
	met := 0
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 1))
		object, _ := randomValue(r, 4).(map[string]any)
		for _, path := range paths(object) {
			want, wantOK := plan.Object(object).Get(path)
			got, ok := attribute(object, path)
			if ok != wantOK || ok && fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("seed %d: %q of %v: got %v, %v, want %v, %v", seed, path, object, got, ok, want, wantOK)
			}
			if ok {
				met++
			}
		}
	}
	if met < 1_000 {
		t.Errorf("only %d paths led to a value", met)
	}
}

// The quick look for a name never misses what the ordered walk finds.
func TestHoldsNameAgainstWalk(t *testing.T) {
	t.Parallel()
	found := 0
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 2))
		object, _ := randomValue(r, 4).(map[string]any)
		if len(object) > 0 && r.IntN(2) == 0 {
			object["list"] = []any{map[string]any{"cidr": "::/0"}, randomValue(r, 2)}
		}
		want := false
		plan.Object(object).Walk(func(path string, v plan.Value) { want = want || strings.HasSuffix(path, ".cidr") && v == "::/0" })
		if got := holdsName(object, []string{"cidr", "cidrs"}); got != want {
			t.Errorf("seed %d: %v: got %v, want %v", seed, object, got, want)
		}
		if want {
			found++
		}
	}
	if found < 50 {
		t.Errorf("only %d objects have it", found)
	}
}
