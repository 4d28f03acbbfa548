package rules

import (
	"encoding/json"
	"fmt"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// valuesAt lists the values at a dotted path of an object. Lists on the way and at its
// end are looked through; null and what is absent is no value.
func valuesAt(o plan.Object, path string) []plan.Value {
	return appendValues(nil, map[string]any(o), path)
}

func appendValues(found []plan.Value, v plan.Value, path string) []plan.Value {
	switch v := v.(type) {
	case nil:
		return found
	case []any:
		for _, e := range v {
			found = appendValues(found, e, path)
		}
		return found
	case map[string]any:
		if path == "" {
			return append(found, v)
		}
		name, rest, _ := strings.Cut(path, ".")
		return appendValues(found, v[name], rest)
	case plan.Masked:
		return append(found, v) // whatever stands below it
	}
	if path != "" {
		return found
	}
	return append(found, v)
}

// same compares a value of a plan with a constant of the tables.
func same(v plan.Value, want any) bool {
	if n, ok := v.(json.Number); ok {
		return n.String() == fmt.Sprint(want)
	}
	if text, ok := v.(string); ok { // some providers write numbers as text
		return want != nil && strings.EqualFold(text, fmt.Sprint(want))
	}
	return v == want
}

func count(values []plan.Value, is func(plan.Value) bool) int {
	n := 0
	for _, v := range values {
		if is(v) {
			n++
		}
	}
	return n
}

func allEmpty(values []plan.Value) bool {
	return !slices.ContainsFunc(values, func(v plan.Value) bool { return !plan.Empty(v) })
}

// hidden reports whether any of the values is masked, or something in it that says more than
// what somebody calls it.
func hidden(values []plan.Value) bool { return slices.ContainsFunc(values, veiled) }

func veiled(v plan.Value) bool {
	switch v := v.(type) {
	case plan.Masked:
		return true
	case []any:
		return slices.ContainsFunc(v, func(e any) bool { return veiled(e) })
	case map[string]any:
		for name, e := range v {
			if name != "description" && name != "comment" && veiled(e) {
				return true
			}
		}
	}
	return false
}

// within reports whether all values of a are in b as often.
func within(a, b []plan.Value) bool {
	for len(a) > 0 && len(b) > 0 && plan.Equal(a[0], b[0]) { // most of a long list stays
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && plan.Equal(a[len(a)-1], b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	left := map[uint64][]plan.Value{}
	for _, w := range b {
		h := hash(w)
		left[h] = append(left[h], w)
	}
	for _, v := range a {
		h := hash(v)
		alike := left[h]
		i := slices.IndexFunc(alike, func(w plan.Value) bool { return plan.Equal(v, w) })
		if i < 0 {
			return false
		}
		left[h] = slices.Delete(alike, i, i+1)
	}
	return true
}

// seed makes the hashes of one run.
var seed = maphash.MakeSeed()

// hash is the same number for values that are equal, whatever the order of their attributes.
func hash(v plan.Value) uint64 {
	switch v := v.(type) {
	case []any:
		sum := uint64(len(v))
		for _, e := range v {
			sum = sum*1_000_003 + hash(e)
		}
		return sum
	case map[string]any:
		sum := uint64(0)
		for name, e := range v {
			if e != nil { // null is the same as absent
				sum += maphash.String(seed, name) * (hash(e) | 1)
			}
		}
		return sum
	case nil:
		return 0
	}
	return maphash.Comparable(seed, v)
}

// maxCompared bounds how many pairs are compared one by one.
const maxCompared = 1 << 20

// uncovered lists what none of the others covers. What stands in both is told without
// comparing; beyond maxCompared pairs only that counts.
func uncovered[T comparable](list, others []T, covers func(other, one T) bool) []T {
	among := make(map[T]bool, len(others))
	for _, o := range others {
		among[o] = true
	}
	var left []T
	for _, v := range list {
		if !among[v] {
			left = append(left, v)
		}
	}
	if len(left)*len(others) > maxCompared {
		return left
	}
	return slices.DeleteFunc(left, func(v T) bool {
		return slices.ContainsFunc(others, func(o T) bool { return covers(o, v) })
	})
}

// equalSets compares without order.
func equalSets(a, b []plan.Value) bool { return len(a) == len(b) && within(a, b) }

// anyLower reports whether a number is lower after than before. Lists of another length
// are compared by their least.
func anyLower(before, after []plan.Value, endless bool) bool {
	b, a := numbers(before, endless), numbers(after, endless)
	if len(b) == 0 || len(a) == 0 {
		return false
	}
	if len(b) != len(a) {
		return slices.Min(a) < slices.Min(b)
	}
	for i := range b {
		if a[i] < b[i] {
			return true
		}
	}
	return false
}

const (
	// cutShare is what is left of a number of which most is cut, cutLeast how many must go and
	// severalLeast how many are several.
	cutShare               = 0.25
	cutLeast, severalLeast = 3, 3
)

// anyCut reports whether a number of several is cut to a quarter or less, or to one. Lists of
// another length are not compared: their elements are others.
func anyCut(before, after []plan.Value) bool {
	b, a := numbers(before, false), numbers(after, false)
	if len(b) != len(a) {
		return false
	}
	for i := range b {
		if a[i] >= 1 && (b[i]-a[i] >= cutLeast && a[i] <= b[i]*cutShare || b[i] >= severalLeast && a[i] == 1) {
			return true
		}
	}
	return false
}

// anyBelow reports whether a number that was a bound or more is less.
func anyBelow(before, after []plan.Value, bound any) bool {
	b, a := numbers(before, false), numbers(after, false)
	whole, ok := bound.(int64)
	if !ok || len(b) != len(a) {
		return false
	}
	for i := range b {
		if a[i] < float64(whole) && b[i] >= float64(whole) {
			return true
		}
	}
	return false
}

// ones is a 1 for every value.
func ones(values []plan.Value) []plan.Value {
	list := make([]plan.Value, 0, len(values))
	for range values {
		list = append(list, json.Number("1"))
	}
	return list
}

// noEnd stands for a limit that is none.
const noEnd = 1e300

// numbers returns the values that are numbers, also where they stand as text, such as 30
// or 86400s. With endless, 0 and nothing are more than any number.
func numbers(values []plan.Value, endless bool) []float64 {
	var list []float64
	for _, v := range values {
		text, ok := v.(string)
		if n, number := v.(json.Number); number {
			text, ok = n.String(), true
		}
		if !ok {
			continue
		}
		n, err := strconv.ParseFloat(strings.TrimSuffix(text, "s"), 64)
		if err != nil {
			continue
		}
		if endless && n <= 0 {
			n = noEnd
		}
		list = append(list, n)
	}
	if endless && len(values) == 0 {
		list = append(list, noEnd)
	}
	return list
}
