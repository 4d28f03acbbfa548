package impact_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

type object = map[string]any

// planBuilder gathers the parts of a plan of root resources and one module.
type planBuilder struct {
	changes, prior, config, inner []object
	inputs                        object
	outputs                       object
}

// add adds the instances of one resource: each with its action and its entries of the
// prior state, where it exists.
func (b *planBuilder) add(static string, references []string, keys []string, action func() []string, dependsOn []string) {
	inst, _ := address.ParseInstance(static)
	block := object{
		"mode": string(inst.Mode), "type": inst.Type, "name": inst.Name,
		"expressions": object{"input": object{"references": references}},
	}
	if len(inst.Module) > 0 {
		b.inner = append(b.inner, block)
	} else {
		b.config = append(b.config, block)
	}
	for _, key := range keys {
		actions := action()
		entry := object{"address": static + key, "mode": string(inst.Mode), "type": inst.Type, "name": inst.Name}
		change := object{"actions": actions}
		if actions[0] != "create" || len(actions) > 1 {
			change["before"] = object{"id": static + key}
			b.prior = append(b.prior, object{
				"address": static + key, "mode": string(inst.Mode), "type": inst.Type, "values": object{}, "depends_on": dependsOn,
			})
		}
		entry["change"] = change
		b.changes = append(b.changes, entry)
	}
}

func (b *planBuilder) read(tb testing.TB) *plan.Plan {
	tb.Helper()
	text, err := json.Marshal(object{
		"format_version": "1.2", "complete": false, "resource_changes": b.changes,
		"prior_state": object{"format_version": "1.0", "values": object{"root_module": object{"resources": b.prior}}},
		"configuration": object{"root_module": object{
			"resources": b.config, "outputs": b.outputs,
			"module_calls": object{"m": object{"expressions": b.inputs, "module": object{
				"resources": b.inner, "outputs": object{"out": object{"expression": object{"references": []string{"t.r0"}}}},
			}}},
		}},
	})
	if err != nil {
		tb.Fatal(err)
	}
	p, err := plan.Read(tb.Context(), bytes.NewReader(text))
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// randomPlan makes a plan of managed resources and data sources, in the root module
// and in another, that refer to each other at random, in circles too.
func randomPlan(tb testing.TB, random *rand.Rand) *plan.Plan {
	tb.Helper()
	b := &planBuilder{
		inputs:  object{"in": object{"references": []string{fmt.Sprintf("t.r%d", random.IntN(3))}}},
		outputs: object{"o": object{"expression": object{"references": []string{"t.r1[0].id", "t.r1[0]", "t.r1"}}}},
	}
	resources := 4 + random.IntN(12)
	var statics []string
	for i := range resources {
		statics = append(statics, []string{"t.r%d", "t.r%d", "t.r%d", "data.t.r%d", "module.m.t.r%d"}[random.IntN(5)])
		statics[i] = fmt.Sprintf(statics[i], i)
	}
	for _, static := range statics {
		var references, dependsOn []string
		for range random.IntN(3) {
			references = append(references, randomReference(random, static, resources)...)
		}
		for range random.IntN(3) {
			dependsOn = append(dependsOn, statics[random.IntN(resources)])
		}
		keys := []string{"[0]", "[1]", "[2]"}[:1+random.IntN(3)]
		b.add(static, references, keys, func() []string { return randomAction(random, static) }, dependsOn)
	}
	if random.IntN(4) == 0 {
		b.prior = nil // then what the plan does not explain stays uncovered
	}
	return b.read(tb)
}

func randomReference(random *rand.Rand, from string, resources int) []string {
	to := fmt.Sprintf("t.r%d", random.IntN(resources))
	switch {
	case random.IntN(8) == 0:
		return []string{"local.x"}
	case strings.HasPrefix(from, "module.") && random.IntN(2) == 0:
		return []string{"var.in"}
	case random.IntN(6) == 0:
		return []string{"module.m.out", "module.m"}
	case random.IntN(4) == 0:
		return []string{"data." + to + ".id", "data." + to}
	case random.IntN(2) == 0:
		key := fmt.Sprintf("%s[%d]", to, random.IntN(3))
		return []string{key + ".id", key, to}
	}
	return []string{to}
}

func randomAction(random *rand.Rand, static string) []string {
	if strings.HasPrefix(static, "data.") {
		return []string{"read"}
	}
	return [][]string{
		{"no-op"}, {"no-op"}, {"no-op"}, {"update"}, {"create"}, {"delete"}, {"forget"}, {"delete", "create"}, {"create", "delete"},
	}[random.IntN(9)]
}

// layeredPlan makes a plan of ten layers of resources with five instances each. Each
// resource refers to three of the layer below; the prior state lists what is reached
// over up to three layers.
func layeredPlan(tb testing.TB, instances int) *plan.Plan {
	tb.Helper()
	const layers, copies, fan = 10, 5, 3
	width := instances / layers / copies
	b := &planBuilder{inputs: object{}, outputs: object{}}
	below := map[string][]string{}
	for layer := range layers {
		for i := range width {
			static := fmt.Sprintf("t.l%d_r%d", layer, i)
			var references []string
			for f := range fan {
				if layer > 0 {
					to := fmt.Sprintf("t.l%d_r%d", layer-1, (i*fan+f*7)%width)
					references = append(references, to+".id", to)
					below[static] = append(below[static], to)
				}
			}
			seen, dependsOn := map[string]bool{}, []string{}
			next := below[static]
			for range 3 {
				var further []string
				for _, to := range next {
					if !seen[to] {
						seen[to] = true
						dependsOn, further = append(dependsOn, to), append(further, below[to]...)
					}
				}
				next = further
			}
			keys := []string{"[0]", "[1]", "[2]", "[3]", "[4]"}
			b.add(static, references, keys, func() []string { return []string{"no-op"} }, dependsOn)
		}
	}
	return b.read(tb)
}
