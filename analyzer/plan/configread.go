package plan

import (
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
)

// The wire types follow terraform: internal/command/jsonconfig/config.go. Expressions
// stay raw: a nested block is written as an object or a list of objects, and
// terraform-json's Expression reads only the lists.
type wireConfig struct {
	Providers map[string]*wireProvider `json:"provider_config"`
	Root      *wireModule              `json:"root_module"`
}

type wireProvider struct {
	ModuleAddress string         `json:"module_address"`
	Expressions   map[string]any `json:"expressions"`
}

type wireModule struct {
	Outputs   map[string]*wireOutput            `json:"outputs"`
	Resources []*wireResource                   `json:"resources"`
	Calls     map[string]*wireCall              `json:"module_calls"`
	Variables map[string]*tfjson.ConfigVariable `json:"variables"`
}

type wireOutput struct {
	Sensitive  bool     `json:"sensitive"`
	Expression any      `json:"expression"`
	DependsOn  []string `json:"depends_on"`
}

type wireResource struct {
	Mode         tfjson.ResourceMode `json:"mode"`
	Type         string              `json:"type"`
	Name         string              `json:"name"`
	ProviderKey  string              `json:"provider_config_key"`
	Provisioners []*wireProvisioner  `json:"provisioners"`
	Expressions  map[string]any      `json:"expressions"`
	Count        any                 `json:"count_expression"`
	ForEach      any                 `json:"for_each_expression"`
	DependsOn    []string            `json:"depends_on"`
}

type wireProvisioner struct {
	Expressions map[string]any `json:"expressions"`
}

type wireCall struct {
	Expressions map[string]any `json:"expressions"`
	Count       any            `json:"count_expression"`
	ForEach     any            `json:"for_each_expression"`
	Module      *wireModule    `json:"module"`
	DependsOn   []string       `json:"depends_on"`
}

// configReader turns the wire form into the model.
type configReader struct {
	redactor *redactor
	// chains is true if the format writes each use as a chain.
	chains bool
}

func (c *configReader) configuration(w *wireConfig) *Configuration {
	config := &Configuration{Providers: map[string]*ProviderConfig{}, Root: &ModuleConfig{}}
	for key, p := range w.Providers {
		if p == nil {
			continue
		}
		provider := &ProviderConfig{Module: p.ModuleAddress}
		c.block(&provider.Uses, "", p.Expressions)
		config.Providers[key] = provider
	}
	if w.Root != nil {
		config.Root = c.module(w.Root)
	}
	return config
}

func (c *configReader) module(w *wireModule) *ModuleConfig {
	m := &ModuleConfig{Variables: address.SortedKeys(w.Variables)}
	for _, r := range w.Resources {
		if r != nil {
			m.Resources = append(m.Resources, c.resource(r))
		}
	}
	for _, name := range address.SortedKeys(w.Outputs) {
		output := &OutputConfig{Name: name}
		if o := w.Outputs[name]; o != nil {
			c.expression(&output.Uses, "value", o.Expression)
			c.dependsOn(&output.Uses, o.DependsOn)
		}
		m.Outputs = append(m.Outputs, output)
	}
	for _, name := range address.SortedKeys(w.Calls) {
		if call := w.Calls[name]; call != nil {
			m.Calls = append(m.Calls, c.call(name, call))
		}
	}
	return m
}

func (c *configReader) resource(w *wireResource) *ResourceConfig {
	r := &ResourceConfig{
		Mode: w.Mode, Type: w.Type, Name: w.Name, ProviderKey: w.ProviderKey,
		Repeated: w.Count != nil || w.ForEach != nil, Provisioned: len(w.Provisioners) > 0,
	}
	c.block(&r.Uses, "", w.Expressions)
	c.expression(&r.Uses, "count", w.Count)
	c.expression(&r.Uses, "for_each", w.ForEach)
	c.dependsOn(&r.Uses, w.DependsOn)
	for _, p := range w.Provisioners {
		if p != nil {
			var uses []Use
			c.block(&uses, "", p.Expressions)
			for _, u := range uses {
				u.Argument = "provisioner"
				r.Uses = append(r.Uses, u)
			}
		}
	}
	return r
}

func (c *configReader) call(name string, w *wireCall) *ModuleCall {
	call := &ModuleCall{Name: name, Inputs: map[string][]Use{}, Module: &ModuleConfig{}}
	for _, input := range address.SortedKeys(w.Expressions) {
		var uses []Use
		c.expression(&uses, input, w.Expressions[input])
		call.Inputs[input] = uses
	}
	c.expression(&call.Repetition, "count", w.Count)
	c.expression(&call.Repetition, "for_each", w.ForEach)
	c.dependsOn(&call.DependsOn, w.DependsOn)
	if w.Module != nil {
		call.Module = c.module(w.Module)
	}
	return call
}

// block reads the expressions of a block's arguments and nested blocks.
func (c *configReader) block(uses *[]Use, path string, expressions map[string]any) {
	for _, name := range address.SortedKeys(expressions) {
		argument := name
		if path != "" {
			argument = path + "." + name
		}
		c.expression(uses, argument, expressions[name])
	}
}

// expression reads one expression: an object with `references`, or a nested block as
// an object or a list of objects. Nothing that holds references is passed over.
func (c *configReader) expression(uses *[]Use, argument string, v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			c.expression(uses, argument, e)
		}
	case map[string]any:
		if list, ok := stringList(v["references"]); ok {
			c.references(uses, argument, list)
			v = without(v, "references")
		}
		if _, ok := v["constant_value"]; ok && len(v) == 1 {
			return
		}
		c.block(uses, argument, v)
	}
}

func (c *configReader) references(uses *[]Use, argument string, list []string) {
	if c.chains {
		list = address.LongestChains(list)
	}
	c.list(uses, argument, list)
}

// dependsOn reads an explicit list. It holds no chains in any version: a.b after a.b[0]
// is a dependency of its own.
func (c *configReader) dependsOn(uses *[]Use, list []string) { c.list(uses, "depends_on", list) }

func (c *configReader) list(uses *[]Use, argument string, list []string) {
	for _, text := range list {
		text = c.redactor.address(text)
		*uses = append(*uses, Use{Text: text, Reference: address.ParseReference(text), Argument: argument})
	}
}

func stringList(v any) ([]string, bool) {
	list, ok := v.([]any)
	if !ok {
		return nil, false
	}
	out := make([]string, 0, len(list))
	for _, e := range list {
		s, ok := e.(string)
		if !ok {
			return nil, false
		}
		out = append(out, s)
	}
	return out, true
}

func without(m map[string]any, key string) map[string]any {
	out := make(map[string]any, len(m))
	for k, v := range m {
		if k != key {
			out[k] = v
		}
	}
	return out
}
