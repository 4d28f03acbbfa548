package render

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// attributes is a change's list of changed attributes, sorted by what can be shown.
// All text is cleaned.
type attributes struct {
	// values are those with values to show; those that force a replacement first.
	values []attributeValue
	// unknown, sensitive and others are names: known after apply, never shown, and
	// not shown by the values policy.
	unknown, sensitive, others []string
	total                      int
}

type attributeValue struct {
	path, before, after string
	forces              bool
}

const (
	unset      = "(unset)"
	knownLater = "(known after apply)"
)

// attributesOf sorts the changed attributes of c.
func attributesOf(c *report.Change) attributes {
	a := attributes{total: len(c.Changed)}
	values := make(map[string]report.Value, len(c.Values))
	for _, v := range c.Values {
		values[v.Path] = v
	}
	unknown, sensitive, forcing := setOf(c.Unknown), setOf(c.Sensitive), setOf(c.ReplacePaths)
	changed := setOf(c.Changed)
	paths := slices.Clip(c.Changed)
	for _, v := range c.Values { // a value that is shown though it does not differ
		if !changed[v.Path] {
			paths = append(paths, v.Path)
		}
	}
	for _, path := range paths {
		v, shown := values[path]
		switch {
		case sensitive[path]:
			a.sensitive = append(a.sensitive, clean(path))
		case shown:
			after := valueText(v.After)
			if unknown[path] {
				after = knownLater
			}
			a.values = append(a.values, attributeValue{clean(path), valueText(v.Before), after, forcing[path]})
		case unknown[path]:
			a.unknown = append(a.unknown, clean(path))
		case inDiff(c.Diff, path), toldAsWhole(c.Diff, path): // told by content
		default:
			a.others = append(a.others, clean(path))
		}
	}
	slices.SortStableFunc(a.values, func(x, y attributeValue) int {
		switch {
		case x.forces == y.forces:
			return 0
		case x.forces:
			return -1
		default:
			return 1
		}
	})
	return a
}

func setOf(list []string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, s := range list {
		set[s] = true
	}
	return set
}

func valueText(v *string) string {
	switch {
	case v == nil:
		return unset
	case strings.TrimSpace(*v) != *v || *v == "":
		return `"` + clean(*v) + `"` // else its spaces would not show
	default:
		return clean(*v)
	}
}
