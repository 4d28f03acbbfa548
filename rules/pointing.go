package rules

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const pointingPoints = 40

// environments are the attributes that hold the environment of a program: a map, or a
// list of blocks with name and value.
var environments = []string{
	"environment.variables", "app_settings", "environment_variables", "service_config.environment_variables",
	"source_configuration.image_repository.image_configuration.runtime_environment_variables",
	"source_configuration.code_repository.code_configuration.code_configuration_values.runtime_environment_variables",
	"container.environment_variables",
	"template.containers.env", "template.template.containers.env", "template.spec.containers.env",
	"template.container.env", "template.init_container.env",
	"spec.container.env", "spec.init_container.env",
	"spec.template.spec.container.env", "spec.template.spec.init_container.env",
	"spec.job_template.spec.template.spec.container.env", "spec.job_template.spec.template.spec.init_container.env",
}

// containerDocuments are the attributes that hold containers with their environment as JSON: one
// container, or a list of them.
var containerDocuments = []string{"container_definitions", "container_properties"}

// pointingWords are the words in the name of a variable that says where something is.
var pointingWords = []string{
	"HOST", "HOSTNAME", "HOSTS", "URL", "URLS", "URI", "ENDPOINT", "ENDPOINTS", "ADDR", "ADDRESS", "DSN", "SERVER", "SERVERS", "BROKER",
	"BROKERS", "BUCKET", "TABLE", "QUEUE", "TOPIC", "STREAM", "DATABASE", "DB", "ARN", "PROXY", "CONNECTION",
	"CONNECTIONSTRING", "CONNECTIONSTRINGS",
}

// variables lists the environment of an object; the values of a variable that stands
// several times are joined. The data of a config map is an environment too.
func variables(resourceType string, o plan.Object) map[string][]plan.Value {
	paths := environments
	if strings.HasPrefix(resourceType, "kubernetes_config_map") {
		paths = []string{"data"}
	}
	found := map[string][]plan.Value{}
	for _, path := range paths {
		for _, v := range valuesAt(o, path) {
			if block, ok := v.(map[string]any); ok {
				addVariables(found, block)
			}
		}
	}
	for _, name := range containerDocuments {
		text, _ := o[name].(string)
		for _, c := range containersOf(text) {
			for _, v := range c.Environment {
				found[v.Name] = append(found[v.Name], v.Value)
			}
		}
	}
	return found
}

type container struct {
	Environment []struct{ Name, Value string }
}

// containersOf reads the containers of a document, none of one that is of another form.
func containersOf(text string) []container {
	var list []container
	if json.Unmarshal([]byte(text), &list) == nil {
		return list
	}
	var one container
	if json.Unmarshal([]byte(text), &one) == nil {
		return []container{one}
	}
	return nil
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
// change. Their values are not shown. Most services start anew with them at once.
func pointingHits(pass *ChangePass) []Hit {
	c := pass.Change
	if c.Action == plan.ActionCreate {
		return nil
	}
	before := variables(c.Type, c.Before)
	if len(before) == 0 {
		return nil
	}
	after := variables(c.Type, c.After)
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
	return []Hit{{Watch: knowledge.Watch{Rule: idPointsElsewhere, Score: pointingPoints, Moment: pass.Table.When(c.Type, string(plan.ActionUpdate)), Outcome: "outage", Why: why}}}
}

// pointing reports whether the name of a variable says that it holds a place. Words are
// parted by signs or by a capital letter after a small one.
func pointing(name string) bool {
	var words strings.Builder
	small := false
	for _, r := range name {
		if small && unicode.IsUpper(r) {
			words.WriteByte('_')
		}
		small = unicode.IsLower(r)
		words.WriteRune(unicode.ToUpper(r))
	}
	list := strings.FieldsFunc(words.String(), func(r rune) bool { return strings.ContainsRune("_-.:", r) })
	return slices.ContainsFunc(list, func(w string) bool { return slices.Contains(pointingWords, w) })
}
