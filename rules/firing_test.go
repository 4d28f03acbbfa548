package rules_test

import (
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// firing makes a change for which a watch is made.
func firing(resourceType string, w knowledge.Watch) plan.Change {
	var before, after any
	switch w.When {
	case knowledge.WhenChanges:
		before, after = "a", "b"
	case knowledge.WhenBecomes:
		after = jsonOf(w.Value)
	case knowledge.WhenLeaves:
		before = jsonOf(w.Value)
	case knowledge.WhenLowered:
		before, after = number("9"), number("3")
	case knowledge.WhenRaised:
		before, after = number("3"), number("9")
	case knowledge.WhenRemoved:
		before = "a"
	case knowledge.WhenAdded:
		after = "a"
	case knowledge.WhenMajor:
		before, after = "15.7", "16.3"
	case knowledge.WhenMinor:
		before, after = "8.0.36", "8.4.3"
	case knowledge.WhenShrinks:
		before, after = []any{"a", "b"}, []any{"b"}
	case knowledge.WhenBelow:
		before, after = jsonOf(w.Value), number("1")
	case knowledge.WhenCut:
		before, after = number("8"), number("1")
	}
	c := sets(resourceType, w.Path, before, after)
	for _, s := range w.With {
		put(c.After, s.Path, jsonOf(s.Value))
	}
	for _, s := range w.Of {
		path := w.Path[:strings.LastIndexByte(w.Path, '.')+1] + s.Path
		put(c.Before, path, jsonOf(s.Value))
		put(c.After, path, jsonOf(s.Value))
	}
	return c
}

// put sets a value at a dotted path beside what is there.
func put(o map[string]any, path string, v any) {
	name, rest, nested := strings.Cut(path, ".")
	if !nested {
		o[name] = v
		return
	}
	list, _ := o[name].([]any)
	if len(list) == 0 {
		list = []any{map[string]any{}}
		o[name] = list
	}
	if block, ok := list[0].(map[string]any); ok {
		put(block, rest, v)
	}
}
