package chart

import (
	"fmt"

	"go.yaml.in/yaml/v3"
)

// ParseList reads one YAML text that is a list, as Parse reads one that is a map. An empty text
// has no elements; the error is for one that is no list, too large or no YAML.
func ParseList(text string) ([]any, error) {
	if len(text) > maxText {
		return nil, errLarge
	}
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		return nil, fmt.Errorf("parse YAML: %w", err)
	}
	if len(document.Content) == 0 {
		return nil, nil
	}
	var r reader
	v, err := r.value(document.Content[0], 0)
	if err != nil || v == nil {
		return nil, err
	}
	list, ok := v.([]any)
	if !ok {
		return nil, errNoList
	}
	return list, nil
}
