package rules

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// attribute is o.Get(path). It goes straight to the value where the path is made of
// plain names and indexes, as those of the knowledge tables are; Get walks the object
// in order to find keys of any form.
func attribute(o plan.Object, path string) (plan.Value, bool) {
	var at plan.Value = map[string]any(o)
	for rest := path; ; {
		var name string
		name, rest = cutName(rest)
		object, ok := at.(map[string]any)
		if name == "" {
			return o.Get(path)
		}
		if !ok {
			return nil, false
		}
		if at, ok = object[name]; !ok {
			return nil, false
		}
		for strings.HasPrefix(rest, "[") {
			index, behind, ok := cutIndex(rest)
			if !ok {
				return o.Get(path)
			}
			list, ok := at.([]any)
			if !ok || index >= len(list) {
				return nil, false
			}
			at, rest = list[index], behind
		}
		switch {
		case rest == "":
			return at, true
		case rest[0] != '.':
			return o.Get(path)
		}
		rest = rest[1:]
	}
}

// cutName cuts the name off that a path begins with; it is empty if there is none that
// stands in a path without quotes.
func cutName(path string) (name, rest string) {
	n := 0
	for n < len(path) {
		c := path[n]
		letter := c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
		if !letter && (n == 0 || c != '-' && (c < '0' || c > '9')) {
			break
		}
		n++
	}
	return path[:n], path[n:]
}

// cutIndex cuts an index off, with its brackets. It refuses one that is not written as
// paths write it, such as [007].
func cutIndex(path string) (index int, rest string, ok bool) {
	end := strings.IndexByte(path, ']')
	if end < 2 {
		return 0, "", false
	}
	index, err := strconv.Atoi(path[1:end])
	return index, path[end+1:], err == nil && index >= 0 && strconv.Itoa(index) == path[1:end]
}

// holdsName reports whether an object in a value has an attribute of one of the names.
func holdsName(v plan.Value, names []string) bool {
	switch v := v.(type) {
	case []any:
		return slices.ContainsFunc(v, func(e any) bool { return holdsName(e, names) })
	case map[string]any:
		for name, e := range v {
			if slices.Contains(names, name) || holdsName(e, names) {
				return true
			}
		}
	}
	return false
}
