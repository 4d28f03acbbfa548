package plan

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// pathText prints a path of a plan (replace_paths: a list of attribute names, map keys
// and indexes) as an attribute path. Keys that hold a secret are replaced, but for the
// attribute's own name in front. The second result is false for a path of another form.
func (r *redactor) pathText(raw any) (string, bool) {
	steps, ok := raw.([]any)
	if !ok {
		return "", false
	}
	path := ""
	for i, step := range steps {
		switch step := step.(type) {
		case string:
			if i > 0 {
				step = r.key(step)
			}
			path = joinPath(path, step)
		case json.Number:
			path += "[" + step.String() + "]"
		default:
			// An element of a set is named by its value, which may be anything.
			path += "[" + MaskText + "]"
		}
	}
	return path, path != ""
}

// replacePaths prints all paths, without repeating one.
func (r *redactor) replacePaths(raw []any) ([]string, error) {
	paths := make([]string, 0, len(raw))
	seen := map[string]bool{}
	for i, p := range raw {
		text, ok := r.pathText(p)
		if !ok {
			return paths, fmt.Errorf("replace_paths[%s]: not a list of names and indexes", strconv.Itoa(i))
		}
		if !seen[text] {
			seen[text] = true
			paths = append(paths, text)
		}
	}
	return paths, nil
}
