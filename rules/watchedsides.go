package rules

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// watchedAt lists the values of one side that a watch looks at: where there is none, what an
// attribute stands for that nobody sets.
func watchedAt(o plan.Object, w knowledge.Watch) []plan.Value {
	found := setAt(o, w)
	if len(found) == 0 && w.Unset != nil && o != nil {
		return []plan.Value{json.Number(fmt.Sprint(w.Unset))}
	}
	return found
}

// setAt lists the values of one side that are set.
func setAt(o plan.Object, w knowledge.Watch) []plan.Value {
	if len(w.Of) == 0 {
		return valuesAt(o, w.Path)
	}
	var found []plan.Value
	end := strings.LastIndexByte(w.Path, '.')
	for _, v := range valuesAt(o, w.Path[:end]) {
		block, ok := v.(map[string]any)
		if !ok {
			found = append(found, v) // hidden as a whole
		} else if holdAll(w.Of, block) {
			found = append(found, valuesAt(block, w.Path[end+1:])...)
		}
	}
	return found
}

// unknownOf reports whether what a watch looks at is known only after apply. Of several blocks
// another one may be so.
func unknownOf(c *plan.Change, w knowledge.Watch) bool {
	if !unknownAt(c, w.Path) || len(w.Of) == 0 {
		return unknownAt(c, w.Path)
	}
	end := strings.LastIndexByte(w.Path, '.')
	blocks := valuesAt(c.After, w.Path[:end])
	return len(blocks) == 0 || slices.ContainsFunc(blocks, func(v plan.Value) bool {
		block, _ := v.(map[string]any)
		return allEmpty(valuesAt(block, w.Path[end+1:])) && !slices.ContainsFunc(w.Of, func(s knowledge.Setting) bool {
			values := valuesAt(block, s.Path)
			return !allEmpty(values) && !set(values, s.Value)
		})
	})
}

// differs compares both sides, which are not the same, in the way that a watch asks for.
func differs(before, after []plan.Value, w knowledge.Watch) bool {
	is := func(v plan.Value) bool { return same(v, w.Value) }
	switch w.When {
	case knowledge.WhenChanges:
		return true
	case knowledge.WhenBecomes:
		return count(after, is) > count(before, is)
	case knowledge.WhenLeaves:
		return count(before, is) > count(after, is)
	case knowledge.WhenLowered:
		return anyLower(before, after, limit{w.Endless, w.Boundless})
	case knowledge.WhenRaised:
		return anyLower(after, before, limit{w.Endless, w.Boundless})
	case knowledge.WhenRemoved:
		return !allEmpty(before) && allEmpty(after)
	case knowledge.WhenAdded:
		return allEmpty(before) && !allEmpty(after)
	case knowledge.WhenAppears:
		there := func(v plan.Value) bool { return v != false }
		return count(after, there) > count(before, there)
	case knowledge.WhenMajor:
		return otherVersion(before, after, 1)
	case knowledge.WhenMinor:
		return otherVersion(before, after, 2)
	case knowledge.WhenShrinks:
		before = slices.DeleteFunc(slices.Clone(before), plan.Empty)
		return len(before) > 0 && !within(before, after)
	case knowledge.WhenCut:
		return anyCut(before, after)
	case knowledge.WhenBelow:
		return anyBelow(before, after, w.Value)
	}
	return false
}

// otherVersion reports whether versions differ in the first numbers of theirs, such as 16 of
// 16.3. Where one has less of them, those count that both have.
func otherVersion(before, after []plan.Value, numbers int) bool {
	if len(before) != len(after) {
		return true
	}
	for i := range before {
		b, a := versionParts(before[i]), versionParts(after[i])
		n := min(numbers, len(b), len(a))
		if !slices.Equal(b[:n], a[:n]) {
			return true
		}
	}
	return false
}

// versionParts cuts a version at its dots.
func versionParts(v plan.Value) []string { return strings.Split(plan.Text(v), ".") }

// set reports whether a setting holds: some value is the wanted one, or none is there and
// the wanted one is what an attribute is that nobody sets.
func set(values []plan.Value, want any) bool {
	if slices.ContainsFunc(values, func(v plan.Value) bool { return same(v, want) }) {
		return true
	}
	return allEmpty(values) && (want == false || want == int64(0) || want == "")
}

// unknownAt reports whether a value at a path, in it or around it is known only after
// apply. The path has no indexes.
func unknownAt(c *plan.Change, path string) bool {
	return unknownIn(c.AfterUnknown, path) || slices.ContainsFunc(c.Changed, func(a plan.Attribute) bool {
		if !a.Unknown {
			return false
		}
		at := withoutIndexes(a.Path)
		return at == path || strings.HasPrefix(at, path+".") || strings.HasPrefix(path, at+".")
	})
}

// unknownIn is unknownAt for the after_unknown of an object that is made.
func unknownIn(shadow any, path string) bool {
	switch shadow := shadow.(type) {
	case bool:
		return shadow
	case []any:
		return slices.ContainsFunc(shadow, func(e any) bool { return unknownIn(e, path) })
	case map[string]any:
		if inner, ok := shadow[path]; ok && path != "" {
			return unknownIn(inner, "")
		}
		if name, rest, _ := strings.Cut(path, "."); path != "" {
			return unknownIn(shadow[name], rest)
		}
		for _, e := range shadow {
			if unknownIn(e, "") {
				return true
			}
		}
	}
	return false
}
