package analyzer

import (
	"cmp"
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// clip shortens a line.
func clip(text string) string {
	n := 0
	for i := range text {
		if n++; n == contentLength {
			return text[:i] + "…"
		}
	}
	return text
}

// first returns the first of the attributes that is set, as text.
func first(m map[string]any, names ...string) string {
	for _, name := range names {
		if v := m[name]; !plan.Empty(v) && v != false {
			return plan.Text(v)
		}
	}
	return ""
}

// texts returns the elements of a list, or a single value, as texts.
func texts(v any) []string {
	list, ok := v.([]any)
	if !ok {
		if plan.Empty(v) {
			return nil
		}
		return []string{plan.Text(v)}
	}
	out := make([]string, 0, len(list))
	for _, e := range list {
		if e == nil {
			out = append(out, knownLater)
			continue
		}
		out = append(out, plan.Text(e))
	}
	return out
}

// blocks returns the objects of a list.
func blocks(v any) []map[string]any {
	list, _ := v.([]any)
	var out []map[string]any
	for _, e := range list {
		if m, ok := e.(map[string]any); ok {
			out = append(out, m)
		}
	}
	return out
}

// plainEntries makes entries of which the text is all that there is.
func plainEntries(lines []string) []entry {
	entries := make([]entry, 0, len(lines))
	for _, line := range lines {
		entries = append(entries, entry{text: line, same: line})
	}
	slices.SortStableFunc(entries, func(x, y entry) int { return cmp.Compare(x.text, y.text) })
	return entries
}
