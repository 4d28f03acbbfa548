package plan

import (
	"encoding/json"
	"fmt"
)

// pathText prints a path of a plan (replace_paths: a list of attribute names, map keys
// and indexes) as an attribute path. Keys that hold a secret are replaced, but for the
// attribute's own name in front, and so is what leads on into a value that m marks.
// The second result is false for a path of another form.
func (r *redactor) pathText(raw any, m *marks) (string, bool) {
	steps, ok := raw.([]any)
	if !ok {
		return "", false
	}
	path := ""
	for i, step := range steps {
		name, named := step.(string)
		if i > 0 && (m.sensitive() || named && m.key(name) == nil && m.element().sensitive()) {
			// An element of a set is named by its value.
			path += "[" + MaskText + "]"
			break
		}
		switch step := step.(type) {
		case string:
			m = m.step(step)
			if i > 0 {
				step = r.key(step)
			}
			path = joinPath(path, step)
		case json.Number:
			m = m.step("")
			path += "[" + step.String() + "]"
		default:
			m = m.step("") // an element of a set, whose value may be anything
			path += "[" + MaskText + "]"
		}
	}
	return path, path != ""
}

// replacePaths prints all paths that can be read, without repeating one. The error
// names the last that can't.
func (r *redactor) replacePaths(raw []any, m *marks) (_ []string, err error) {
	paths := make([]string, 0, len(raw))
	seen := map[string]bool{}
	for i, p := range raw {
		text, ok := r.pathText(p, m)
		if !ok {
			err = fmt.Errorf("replace_paths[%d]: not a list of names and indexes", i)
			continue
		}
		if !seen[text] {
			seen[text] = true
			paths = append(paths, text)
		}
	}
	return paths, err
}
