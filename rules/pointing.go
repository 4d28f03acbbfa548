package rules

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const pointingPoints = 40

// environments are the attributes that hold the environment of a program: a map, or a
// list of blocks with name and value.
var environments = []string{
	"environment.variables", "app_settings", "environment_variables", "service_config.environment_variables",
	"template.containers.env", "template.template.containers.env", "template.container.env", "spec.template.spec.container.env",
}

// pointingWords are the words in the name of a variable that says where something is.
var pointingWords = []string{
	"HOST", "HOSTNAME", "HOSTS", "URL", "URLS", "URI", "ENDPOINT", "ENDPOINTS", "ADDR", "ADDRESS", "DSN", "SERVER", "SERVERS", "BROKER",
	"BROKERS", "BUCKET", "TABLE", "QUEUE", "TOPIC", "STREAM", "DATABASE", "DB", "ARN", "PROXY", "CONNECTION",
}

// variables lists the environment of an object; the values of a variable that stands
// several times are joined.
func variables(o plan.Object) map[string][]plan.Value {
	found := map[string][]plan.Value{}
	for _, path := range environments {
		for _, v := range valuesAt(o, path) {
			if block, ok := v.(map[string]any); ok {
				addVariables(found, block)
			}
		}
	}
	if text, ok := o["container_definitions"].(string); ok {
		var containers []struct {
			Name        string
			Environment []struct{ Name, Value string }
		}
		if json.Unmarshal([]byte(text), &containers) == nil {
			for _, container := range containers {
				for _, v := range container.Environment {
					found[v.Name] = append(found[v.Name], v.Value)
				}
			}
		}
	}
	return found
}

func addVariables(found map[string][]plan.Value, block map[string]any) {
	name, isBlock := block["name"].(string)
	if _, hasValue := block["value"]; isBlock && hasValue {
		found[name] = append(found[name], block["value"])
		return
	}
	for _, name := range address.SortedKeys(block) {
		found[name] = append(found[name], block[name])
	}
}

// pointingHits finds variables that say where something is and say otherwise after the
// change. Their values are not shown.
func pointingHits(c *plan.Change) []Hit {
	if c.Action == plan.ActionCreate {
		return nil
	}
	before := variables(c.Before)
	if len(before) == 0 {
		return nil
	}
	after := variables(c.After)
	var changed []string
	for _, name := range slices.Sorted(maps.Keys(before)) {
		now := after[name]
		if len(now) > 0 && pointing(name) && !equalSets(before[name], now) {
			changed = append(changed, name)
		}
	}
	if len(changed) == 0 {
		return nil
	}
	why := fmt.Sprintf("the variable %s points elsewhere", changed[0])
	if len(changed) > 1 {
		why = fmt.Sprintf("%d variables such as %s point elsewhere", len(changed), changed[0])
	}
	return []Hit{{Watch: knowledge.Watch{Rule: idPointsElsewhere, Score: pointingPoints, Moment: "next-deploy", Outcome: "outage", Why: why}}}
}

// pointing reports whether the name of a variable says that it holds a place.
func pointing(name string) bool {
	words := strings.FieldsFunc(strings.ToUpper(name), func(r rune) bool { return strings.ContainsRune("_-.:", r) })
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(pointingWords, w) })
}
