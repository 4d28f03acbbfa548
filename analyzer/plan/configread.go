package plan

import (
	"regexp"
	"slices"
	"strings"

	jsonv2 "github.com/go-json-experiment/json"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
)

// The wire types follow terraform: internal/command/jsonconfig/config.go. Expressions
// stay raw: a nested block is written as an object or a list of objects, and
// terraform-json's Expression reads only the lists.
type wireConfig struct {
	Providers map[string]*wireProvider
	Root      *wireModule
}

type wireProvider struct {
	ModuleAddress string         `json:"module_address"`
	Expressions   map[string]any `json:"expressions"`
}

type wireModule struct {
	Outputs   map[string]*wireOutput
	Blocks    []*wireBlock
	Calls     map[string]*wireCall
	Variables map[string]*tfjson.ConfigVariable
}

// wireBlock is a resource block that a worker reads; both are nil for null.
type wireBlock struct {
	config *ResourceConfig
	// raw is set instead if the document's format was not known yet.
	raw    *wireResource
	format string
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
	Expressions map[string]any
	Count       any
	ForEach     any
	Module      *wireModule
	DependsOn   []string
}

// configReader turns the wire form into the model.
type configReader struct {
	// reference reads one reference and returns it with its text.
	reference func(text string) (string, address.Reference)
	// chains is true if the format writes each use as a chain.
	chains bool
}

// hasChains reports whether a format writes each use as a chain of references.
func hasChains(formatVersion string) bool { return formatVersion != "0.1" }

// hideKeys replaces the instance keys that hold a secret in what a worker has read.
func (c *configReader) hideKeys(uses []Use) {
	for i := range uses {
		if strings.Contains(uses[i].Text, `["`) {
			uses[i].Text, uses[i].Reference = c.reference(uses[i].Text)
		}
	}
}

func (c *configReader) configuration(w *wireConfig) *Configuration {
	config := &Configuration{Providers: map[string]*ProviderConfig{}, Root: &ModuleConfig{}}
	for key, p := range w.Providers {
		if p == nil {
			continue
		}
		provider := &ProviderConfig{Module: p.ModuleAddress, Arguments: argumentsOf(p.Expressions), Region: regionOf(p.Expressions)}
		c.block(&provider.Uses, "", p.Expressions)
		config.Providers[key] = provider
	}
	if w.Root != nil {
		config.Root = c.module(w.Root)
	}
	return config
}

// regionForm is what the names of regions of AWS and Google Cloud look like. No other
// constant is kept.
var regionForm = regexp.MustCompile(`^[a-z]{2,12}(-[a-z]{2,12}){1,3}-?\d{1,2}$`)

func regionOf(expressions map[string]any) string {
	expression, _ := expressions["region"].(map[string]any)
	text, _ := expression["constant_value"].(string)
	if !regionForm.MatchString(text) {
		return ""
	}
	return text
}

// argumentsOf lists the names of arguments, those in blocks and constant maps too.
func argumentsOf(expressions map[string]any) []string {
	var names []string
	var gather func(path string, v any)
	gather = func(path string, v any) {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				gather(path, e)
			}
		case map[string]any:
			for _, name := range address.SortedKeys(v) {
				at := strings.TrimPrefix(path+"."+name, ".")
				switch name {
				case "references":
				case "constant_value":
					gather(path, v[name])
				default:
					names = append(names, at)
					gather(at, v[name])
				}
			}
		}
	}
	gather("", expressions)
	slices.Sort(names)
	return slices.Compact(names)
}

func (c *configReader) module(w *wireModule) *ModuleConfig {
	m := &ModuleConfig{Variables: address.SortedKeys(w.Variables)}
	for _, b := range w.Blocks {
		switch {
		case b.raw != nil:
			m.Resources = append(m.Resources, c.resource(b.raw))
		case b.config != nil:
			c.hideKeys(b.config.Uses)
			m.Resources = append(m.Resources, b.config)
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
		Arguments: address.SortedKeys(w.Expressions),
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
		text, ref := c.reference(text)
		*uses = append(*uses, Use{Text: text, Reference: ref, Argument: argument})
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

// block reads a resource block of the configuration.
func (w *worker) block(u *unit, raw []byte) error {
	var r *wireResource
	if err := jsonv2.Unmarshal(raw, &r, w.decoding); err != nil || r == nil {
		return err
	}
	collectNamedConstants(w.found.secrets, r.Expressions)
	for _, p := range r.Provisioners {
		if p != nil {
			collectNamedConstants(w.found.secrets, p.Expressions)
		}
	}
	b, ok := u.target.(*wireBlock)
	if !ok {
		return errForm
	}
	if b.format == "" {
		b.raw = r
		return nil
	}
	reader := configReader{reference: w.reference, chains: hasChains(b.format)}
	b.config = reader.resource(r)
	b.config.Uses = slices.Clip(b.config.Uses)
	for _, s := range []*string{&b.config.Type, &b.config.Name, &b.config.ProviderKey} {
		*s = w.shared.text([]byte(*s))
	}
	return nil
}

// reference reads a reference; those that stand in many places are read once.
func (w *worker) reference(text string) (string, address.Reference) {
	ref, known := w.references[text]
	if !known {
		text = w.shared.text([]byte(text))
		ref = address.ParseReference(text)
		w.references[text] = ref
	}
	return text, ref
}
