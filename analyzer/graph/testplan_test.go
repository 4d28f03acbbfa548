package graph_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// testPlan is a plan in short form.
type testPlan struct {
	// format is the format version, "1.2" if empty.
	format string
	// exist holds the instances of the prior state with what each depends on, several
	// separated by spaces.
	exist map[string]string
	// actions holds what the plan does; existing instances that it does not name stay
	// as they are.
	actions map[string]string
	// values holds what is known of an instance before, and after where it stays; after
	// what is known after instead.
	values, after map[string]object
	// sensitive holds the marks of an instance's values.
	sensitive map[string]object
	// moved holds the previous addresses.
	moved     map[string]string
	config    module
	providers map[string]provider
	noConfig  bool
}

// module, block and call have references as the plan's configuration lists them,
// separated by spaces.
type module struct {
	blocks  map[string]block // by address within the module
	calls   map[string]call
	outputs map[string]string
}

type block struct {
	uses, nested, count, forEach, dependsOn, provisioner string
	provider                                             string
	// arguments holds further references by argument.
	arguments map[string]string
}

type call struct {
	inputs                    map[string]string
	count, forEach, dependsOn string
	module                    module
}

type provider struct{ module, uses string }

type object = map[string]any

// uses makes blocks that differ in their references only.
func uses(byAddress map[string]string) map[string]block {
	blocks := map[string]block{}
	for addr, references := range byAddress {
		blocks[addr] = block{uses: references}
	}
	return blocks
}

func expression(references string) object { return object{"references": strings.Fields(references)} }

// put adds an expression unless it refers to nothing.
func put(to object, name, references string) {
	if references != "" {
		to[name] = expression(references)
	}
}

func (m module) json() object {
	var resources []object
	for _, local := range slices.Sorted(maps.Keys(m.blocks)) {
		resources = append(resources, m.blocks[local].json(local))
	}
	calls, outputs := object{}, object{}
	for name, c := range m.calls {
		calls[name] = c.json()
	}
	for name, references := range m.outputs {
		outputs[name] = object{"expression": expression(references)}
	}
	return object{"resources": resources, "module_calls": calls, "outputs": outputs}
}

func (b block) json(local string) object {
	inst, _ := address.ParseInstance(local)
	expressions := object{}
	put(expressions, "input", b.uses)
	for name, references := range b.arguments {
		put(expressions, name, references)
	}
	if b.nested != "" {
		expressions["outer"] = []object{{"inner": []object{{"deep": expression(b.nested)}}}}
	}
	out := object{
		"mode": string(inst.Mode), "type": inst.Type, "name": inst.Name, "address": local,
		"provider_config_key": b.provider, "expressions": expressions, "depends_on": strings.Fields(b.dependsOn),
	}
	put(out, "count_expression", b.count)
	put(out, "for_each_expression", b.forEach)
	if b.provisioner != "" {
		out["provisioners"] = []object{{"type": "local-exec", "expressions": object{"command": expression(b.provisioner)}}}
	}
	return out
}

func (c call) json() object {
	inputs := object{}
	for name, references := range c.inputs {
		put(inputs, name, references)
	}
	out := object{"source": "./m", "expressions": inputs, "module": c.module.json(), "depends_on": strings.Fields(c.dependsOn)}
	put(out, "count_expression", c.count)
	put(out, "for_each_expression", c.forEach)
	return out
}

// words turns a short action into the plan's list.
func words(action string) []string {
	if action == "replace" {
		return []string{"delete", "create"}
	}
	return []string{action}
}

// valuesOf is what is known of an instance: something, even if the test does not say.
func (p testPlan) valuesOf(addr string) object {
	if values, ok := p.values[addr]; ok {
		return values
	}
	return object{"id": addr}
}

func (p testPlan) json() object {
	format := p.format
	if format == "" {
		format = "1.2"
	}
	var prior, changes []object
	entry := func(addr, action string) {
		inst, _ := address.ParseInstance(addr)
		change := object{"actions": words(action), "before": nil, "after": nil}
		if action != "create" && action != "read" {
			change["before"] = p.valuesOf(addr)
			change["before_sensitive"] = p.sensitive[addr]
		}
		if action != "delete" && action != "forget" {
			change["after"] = p.valuesOf(addr)
			change["after_sensitive"] = p.sensitive[addr]
			if after, ok := p.after[addr]; ok {
				change["after"] = after
			}
		}
		e := object{"address": addr, "mode": string(inst.Mode), "type": inst.Type, "name": inst.Name, "change": change}
		if from := p.moved[addr]; from != "" {
			e["previous_address"] = from
		}
		changes = append(changes, e)
	}
	for _, addr := range slices.Sorted(maps.Keys(p.exist)) {
		inst, _ := address.ParseInstance(addr)
		prior = append(prior, object{
			"address": addr, "mode": string(inst.Mode), "type": inst.Type, "values": object{},
			"depends_on": strings.Fields(p.exist[addr]),
		})
		if action := p.actions[addr]; action == "" && inst.Mode == address.Managed && !slices.Contains(slices.Collect(maps.Values(p.moved)), addr) {
			entry(addr, "no-op")
		}
	}
	for _, addr := range slices.Sorted(maps.Keys(p.actions)) {
		entry(addr, p.actions[addr])
	}
	providers := object{}
	for key, c := range p.providers {
		providers[key] = object{"name": key, "module_address": c.module, "expressions": object{"host": expression(c.uses)}}
	}
	out := object{
		"format_version": format, "complete": false, "resource_changes": changes,
		"prior_state": object{"format_version": format, "values": object{"root_module": object{"resources": prior}}},
	}
	if !p.noConfig {
		out["configuration"] = object{"provider_config": providers, "root_module": p.config.json()}
	}
	return out
}

func (p testPlan) read(tb testing.TB) *plan.Plan {
	tb.Helper()
	text, err := json.Marshal(p.json())
	if err != nil {
		tb.Fatal(err)
	}
	read, err := plan.Read(tb.Context(), bytes.NewReader(text))
	if err != nil {
		tb.Fatalf("%v\n%s", err, text)
	}
	return read
}

func (p testPlan) build(t *testing.T) *graph.Graph {
	t.Helper()
	g, diagnostics := graph.Build(p.read(t), graph.Options{})
	for _, d := range diagnostics {
		t.Errorf("unexpected diagnostic: %s", d.Summary)
	}
	return g
}

// downstream names the instances and root outputs downstream of an instance, in
// natural order, separated by spaces.
func downstream(t *testing.T, g *graph.Graph, source string) string {
	t.Helper()
	id, ok := g.Lookup(source)
	if !ok {
		t.Fatalf("no node for %s", source)
	}
	var names []string
	for n := range reachedFrom(g, id) {
		if isInstance(g, n) || g.Kind(n) == graph.Output {
			names = append(names, g.Address(n))
		}
	}
	return inOrder(names)
}

func inOrder(addrs []string) string {
	slices.SortFunc(addrs, address.Compare)
	return strings.Join(addrs, " ")
}
