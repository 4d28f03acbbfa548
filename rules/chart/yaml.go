package chart

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/tfblast/tfblast/analyzer/plan"
)

const (
	// maxText bounds the text that is parsed, in bytes, maxNodes the values that it makes,
	// with those of each use of an anchor, and maxDepth how deep they lie.
	maxText, maxNodes, maxDepth = 1 << 20, 100_000, 100
	// maxIndex bounds the index of a list that a setting may name.
	maxIndex = 1_000
)

var (
	errLarge  = errors.New("too large")
	errForm   = errors.New("not a map")
	errNoList = errors.New("not a list")
)

// Parse reads one YAML text into maps, lists and scalars (nil, bool, json.Number, string), as
// Helm and Kubernetes read it. An empty text has no values; the error is for one that is no map,
// too large or no YAML.
func Parse(text string) (map[string]any, error) {
	v, err := parse(text)
	if err != nil || v == nil {
		return nil, err
	}
	tree, ok := v.(map[string]any)
	if !ok {
		return nil, errForm
	}
	return tree, nil
}

// parse reads one YAML text; an empty one is nil.
func parse(text string) (any, error) {
	if len(text) > maxText {
		return nil, errLarge
	}
	var document yaml.Node
	if err := yaml.Unmarshal([]byte(text), &document); err != nil {
		return nil, fmt.Errorf("parse YAML: %w", err)
	}
	if len(document.Content) == 0 {
		return nil, nil //nolint:nilnil // a text without a document has no value
	}
	var r reader
	return r.value(document.Content[0], 0)
}

// reader counts what it makes, so that anchors which multiply end early.
type reader struct{ nodes int }

func (r *reader) value(n *yaml.Node, depth int) (any, error) {
	if r.nodes++; r.nodes > maxNodes || depth > maxDepth {
		return nil, errLarge
	}
	switch n.Kind {
	case yaml.AliasNode:
		return r.value(n.Alias, depth+1)
	case yaml.SequenceNode:
		list := make([]any, 0, len(n.Content))
		for _, e := range n.Content {
			v, err := r.value(e, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		return list, nil
	case yaml.MappingNode:
		return r.mapping(n, depth)
	case yaml.ScalarNode:
		return scalar(n), nil
	case yaml.DocumentNode:
	}
	return nil, errForm
}

// mapping reads a map. What it takes from elsewhere (<<) gives way to its own keys.
func (r *reader) mapping(n *yaml.Node, depth int) (map[string]any, error) {
	own, taken := map[string]any{}, map[string]any{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		v, err := r.value(n.Content[i+1], depth+1)
		if err != nil {
			return nil, err
		}
		if key.Kind == yaml.AliasNode {
			key = key.Alias
		}
		if key.ShortTag() == "!!merge" {
			take(taken, v)
			continue
		}
		if key.Kind != yaml.ScalarNode {
			return nil, errForm
		}
		own[key.Value] = v
	}
	maps.Copy(taken, own)
	return taken, nil
}

// take adds what a merge key names, one map or a list of them: the first has its way.
func take(into map[string]any, v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			take(into, e)
		}
	case map[string]any:
		for key, e := range v {
			if _, there := into[key]; !there {
				into[key] = e
			}
		}
	}
}

// scalar reads what is not quoted as Helm does, which knows YAML 1.1: yes and off are
// truths too.
func scalar(n *yaml.Node) any {
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		return strings.EqualFold(n.Value, "true")
	case "!!int", "!!float":
		if json.Valid([]byte(n.Value)) {
			return json.Number(n.Value)
		}
		return n.Value
	}
	if n.Style == 0 {
		switch strings.ToLower(n.Value) {
		case "y", "yes", "on":
			return true
		case "n", "no", "off":
			return false
		}
	}
	return n.Value
}

// merge lays one tree over another: maps are merged, everything else is taken as it is.
func merge(into, over map[string]any, depth int) {
	for key, v := range over {
		above, isMap := v.(map[string]any)
		below, wasMap := into[key].(map[string]any)
		switch {
		case isMap && wasMap && depth < maxDepth:
			merge(below, above, depth+1)
		case isMap:
			fresh := map[string]any{} // an anchor may stand in several places
			into[key] = fresh
			if depth < maxDepth {
				merge(fresh, above, depth+1)
			}
		default:
			into[key] = v
		}
	}
}

// put sets a value at the path that a setting names: names with dots between, indexes in
// brackets, and a backslash before a dot that belongs to a name. A path that can't be
// followed is left out.
func put(tree map[string]any, name string, v plan.Value) {
	steps := stepsOf(name)
	if len(steps) == 0 || len(steps) > maxDepth {
		return
	}
	at := tree
	for i, key := range steps {
		if i == len(steps)-1 {
			at[key] = v
			return
		}
		next, ok := at[key].(map[string]any)
		if !ok {
			next = indexed(at[key])
			at[key] = next
		}
		at = next
	}
}

// indexed makes a map of a list, so that one of its elements can be set.
func indexed(v any) map[string]any {
	list, _ := v.([]any)
	m := make(map[string]any, len(list))
	for i, e := range list {
		m[strconv.Itoa(i)] = e
	}
	return m
}

// stepsOf splits the name of a setting, none for one that is malformed.
func stepsOf(name string) []string {
	var steps []string
	var step strings.Builder
	add := func() {
		if step.Len() > 0 {
			steps = append(steps, step.String())
			step.Reset()
		}
	}
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c == '\\' && i+1 < len(name):
			i++
			step.WriteByte(name[i])
		case c == '.':
			add()
		case c == '[':
			add()
			end := strings.IndexByte(name[i:], ']')
			if end < 0 {
				return nil
			}
			index, err := strconv.Atoi(name[i+1 : i+end])
			if err != nil || index < 0 || index > maxIndex {
				return nil
			}
			steps = append(steps, strconv.Itoa(index))
			i += end
		default:
			step.WriteByte(c)
		}
	}
	add()
	return steps
}
