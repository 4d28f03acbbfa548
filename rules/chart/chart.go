// Package chart reads the values that a Helm release gives to its chart: YAML texts, each
// over the ones before, then single settings. What the chart itself takes for a value that
// nobody gives is not known.
package chart

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strconv"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// maxLeaves bounds the values of a release that are looked at.
const maxLeaves = 20_000

// Values are the values of a release by path, such as persistence.enabled or
// ingress.hosts[0].host.
type Values struct {
	// Leaves holds what stands at the end of each path: nil, a bool, a json.Number, a
	// string, plan.Masked, or an empty list or map.
	Leaves map[string]plan.Value
	// Problem says in one clause why values are missing, empty if all are there. Nothing
	// of a text stands in it.
	Problem string
}

// Paths lists the paths, sorted.
func (v Values) Paths() []string { return slices.Sorted(maps.Keys(v.Leaves)) }

// OnBoth leaves the values that both sides show: what is missing on one may stand in a text
// that can't be read.
func OnBoth(before, after Values) (b, a Values) {
	b, a = Values{Leaves: map[string]plan.Value{}, Problem: before.Problem}, Values{Leaves: map[string]plan.Value{}, Problem: after.Problem}
	for path, v := range before.Leaves {
		if other, ok := after.Leaves[path]; ok {
			b.Leaves[path], a.Leaves[path] = v, other
		}
	}
	return b, a
}

// Of reads the values of one side of a change of helm_release: the arguments values, set,
// set_list and set_sensitive.
// Helm's order: https://helm.sh/docs/chart_template_guide/values_files/
func Of(release plan.Object) Values {
	whole := map[string]any{}
	problem := ""
	texts, _ := release["values"].([]any)
	for _, text := range texts {
		switch text := text.(type) {
		case string:
			tree, err := Parse(text)
			if err != nil {
				problem = "its values can't be read as YAML"
				continue
			}
			merge(whole, tree, 0)
		case plan.Masked:
			problem = "its values are hidden"
		default:
			problem = "its values are known only after apply"
		}
	}
	for _, block := range blocks(release["set"]) {
		name, _ := block["name"].(string)
		put(whole, name, settingOf(block))
	}
	for _, block := range blocks(release["set_list"]) {
		name, _ := block["name"].(string)
		put(whole, name, block["value"])
	}
	for _, block := range blocks(release["set_sensitive"]) {
		name, _ := block["name"].(string)
		put(whole, name, plan.MaskText) // whatever it is, it is not looked at
	}
	v := Values{Leaves: map[string]plan.Value{}, Problem: problem}
	if !v.gather("", whole) {
		v.Problem = "it has too many values to look at"
	}
	return v
}

// gather collects what stands below a path; false beyond maxLeaves.
func (v *Values) gather(path string, at any) bool {
	if len(v.Leaves) >= maxLeaves {
		return false
	}
	switch at := at.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(at)) {
			if !v.gather(join(path, key), at[key]) {
				return false
			}
		}
		if len(at) > 0 || path == "" {
			return true
		}
	case []any:
		for i, e := range at {
			if !v.gather(join(path, strconv.Itoa(i)), e) {
				return false
			}
		}
		if len(at) > 0 {
			return true
		}
	}
	v.Leaves[path] = at
	return true
}

var (
	plainKey = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)
	index    = regexp.MustCompile(`^[0-9]+$`)
)

func join(path, key string) string {
	switch {
	case path != "" && index.MatchString(key):
		return path + "[" + key + "]" // a list, or a setting of one
	case !plainKey.MatchString(key):
		return path + "[" + strconv.Quote(key) + "]"
	case path == "":
		return key
	}
	return path + "." + key
}

func blocks(v plan.Value) []map[string]any {
	list, _ := v.([]any)
	var all []map[string]any
	for _, e := range list {
		if block, ok := e.(map[string]any); ok {
			all = append(all, block)
		}
	}
	return all
}

var numeric = regexp.MustCompile(`^-?(0|[1-9][0-9]*)$`)

// settingOf reads the value of a set block as Helm does: true, false, null and whole
// numbers are no texts unless the block says so.
func settingOf(block map[string]any) plan.Value {
	text, ok := block["value"].(string)
	switch {
	case !ok:
		return block["value"]
	case block["type"] == "string":
		return text
	case text == "null":
		return nil
	case text == "true" || text == "false":
		return text == "true"
	case numeric.MatchString(text):
		return json.Number(text)
	}
	return text
}
