package graph_test

import "testing"

// each makes instances without prior dependencies.
func each(addrs ...string) map[string]string {
	exist := map[string]string{}
	for _, a := range addrs {
		exist[a] = ""
	}
	return exist
}

// graphCase is a plan and, by instance, what must lie downstream of it.
type graphCase struct {
	name string
	plan testPlan
	want map[string]string
}

func runGraphCases(t *testing.T, cases []graphCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			g := c.plan.build(t)
			for source, want := range c.want {
				if got := downstream(t, g, source); got != want {
					t.Errorf("downstream of %s:\n got %s\nwant %s", source, got, want)
				}
			}
		})
	}
}

func TestReferences(t *testing.T) {
	t.Parallel()
	runGraphCases(t, []graphCase{
		{"direct and transitive", testPlan{
			exist:  each("t.a", "t.b", "t.c", "t.other"),
			config: module{blocks: uses(map[string]string{"t.a": "", "t.b": "t.a.id t.a", "t.c": "t.b.id t.b", "t.other": ""})},
		}, map[string]string{"t.a": "t.b t.c", "t.b": "t.c", "t.c": "", "t.other": ""}},
		{"nested blocks", testPlan{
			exist:  each("t.a", "t.b"),
			config: module{blocks: map[string]block{"t.a": {}, "t.b": {nested: "t.a.id t.a"}}},
		}, map[string]string{"t.a": "t.b"}},
		{"provisioner", testPlan{
			exist:  each("t.a", "t.b"),
			config: module{blocks: map[string]block{"t.a": {}, "t.b": {provisioner: "t.a.id t.a self"}}},
		}, map[string]string{"t.a": "t.b", "t.b": ""}},
		{"depends_on", testPlan{
			exist:  each("t.a", "t.b"),
			config: module{blocks: map[string]block{"t.a": {}, "t.b": {dependsOn: "t.a"}}},
		}, map[string]string{"t.a": "t.b"}},
		{"count and for_each expressions", testPlan{
			exist:  each("t.a", "t.n[0]", "t.n[1]", `t.m["x"]`),
			config: module{blocks: map[string]block{"t.a": {}, "t.n": {count: "t.a.id t.a"}, "t.m": {forEach: "t.a.id t.a", uses: "each.value each.key"}}},
		}, map[string]string{"t.a": `t.m["x"] t.n[0] t.n[1]`, "t.n[0]": ""}},
		{"constant key goes to one instance", testPlan{
			exist:  each(`t.s["a"]`, `t.s["b"]`, "t.one", "t.n[0]", "t.n[1]", "t.second"),
			config: module{blocks: uses(map[string]string{"t.s": "", "t.n": "", "t.one": `t.s["b"].id t.s["b"] t.s`, "t.second": "t.n[1].id t.n[1] t.n"})},
		}, map[string]string{`t.s["a"]`: "", `t.s["b"]`: "t.one", "t.n[0]": "", "t.n[1]": "t.second"}},
		{"constant key beside a use of all", testPlan{
			exist:  each(`t.s["a"]`, `t.s["b"]`, "t.mixed"),
			config: module{blocks: uses(map[string]string{"t.s": "", "t.mixed": `t.s["b"].id t.s["b"] t.s t.s`})},
		}, map[string]string{`t.s["a"]`: "t.mixed", `t.s["b"]`: "t.mixed"}},
		{"a name that begins like another ends no chain", testPlan{
			exist:  each("t.a", "t.ab", "t.c"),
			config: module{blocks: uses(map[string]string{"t.a": "", "t.ab": "", "t.c": "t.ab t.a"})},
		}, map[string]string{"t.a": "t.c", "t.ab": "t.c"}},
		{"the first format writes no chains, so each entry counts", testPlan{
			format: "0.1",
			exist:  each(`t.s["a"]`, `t.s["b"]`, "t.one"),
			config: module{blocks: uses(map[string]string{"t.s": "", "t.one": `t.s["b"] t.s`})},
		}, map[string]string{`t.s["a"]`: "t.one", `t.s["b"]`: "t.one"}},
		{"equal keys are not paired", testPlan{
			exist:  each("t.n[0]", "t.n[1]", "t.sh[0]", "t.sh[1]"),
			config: module{blocks: uses(map[string]string{"t.n": "", "t.sh": "t.n count.index"})},
		}, map[string]string{"t.n[0]": "t.sh[0] t.sh[1]", "t.n[1]": "t.sh[0] t.sh[1]", "t.sh[0]": ""}},
		{"constant key of which no instance is left falls to all", testPlan{
			exist:  each(`t.s["a"]`, `t.s["b"]`, "t.one"),
			config: module{blocks: uses(map[string]string{"t.s": "", "t.one": `t.s["gone"].id t.s["gone"] t.s`})},
		}, map[string]string{`t.s["a"]`: "t.one", `t.s["b"]`: "t.one"}},
		{"a resource without instances is passed through", testPlan{
			exist:  each("t.a", "t.c"),
			config: module{blocks: map[string]block{"t.a": {}, "t.none": {count: "", uses: "t.a.id t.a"}, "t.c": {uses: "t.none[0].id t.none[0] t.none"}}},
		}, map[string]string{"t.a": "t.c"}},
		{"data source between managed ones", testPlan{
			exist:  each("t.a", "data.d.x", "t.c"),
			config: module{blocks: uses(map[string]string{"t.a": "", "data.d.x": "t.a.id t.a", "t.c": "data.d.x.id data.d.x"})},
		}, map[string]string{"t.a": "data.d.x t.c"}},
		{"data source that is read at apply", testPlan{
			exist: each("t.a", "t.c"), actions: map[string]string{"data.d.x": "read"},
			config: module{blocks: uses(map[string]string{"t.a": "", "data.d.x": "t.a.id t.a", "t.c": "data.d.x.id data.d.x"})},
		}, map[string]string{"t.a": "data.d.x t.c"}},
		{"ephemeral resource", testPlan{
			exist:  each("t.a", "t.c"),
			config: module{blocks: uses(map[string]string{"t.a": "", "ephemeral.e.x": "t.a.id t.a", "t.c": "ephemeral.e.x.id ephemeral.e.x"})},
		}, map[string]string{"t.a": "t.c"}},
		{"root outputs", testPlan{
			exist:  each("t.a", "t.b"),
			config: module{blocks: uses(map[string]string{"t.a": "", "t.b": ""}), outputs: map[string]string{"id": "t.a.id t.a", "none": "", "both": "t.a t.b"}},
		}, map[string]string{"t.a": "output.both output.id", "t.b": "output.both"}},
		{"provider configuration", testPlan{
			exist:     each("t.a", "u.b", "v.c"),
			config:    module{blocks: map[string]block{"t.a": {}, "u.b": {provider: "u"}, "v.c": {provider: "v"}}},
			providers: map[string]provider{"u": {uses: "t.a.id t.a"}, "v": {uses: "var.region"}},
		}, map[string]string{"t.a": "u.b"}},
		{"provider inside a module, from its input", testPlan{
			exist: each("t.a", "t.b", "module.m.u.b"),
			config: module{blocks: uses(map[string]string{"t.a": "", "t.b": ""}), calls: map[string]call{"m": {
				inputs: map[string]string{"host": "t.a.id t.a"}, module: module{blocks: map[string]block{"u.b": {provider: "module.m:u"}}},
			}}},
			providers: map[string]provider{"module.m:u": {module: "module.m", uses: "var.host"}},
		}, map[string]string{"t.a": "module.m.u.b", "t.b": ""}},
		{"circle made by hand", testPlan{
			exist:  each("t.a", "t.b"),
			config: module{blocks: uses(map[string]string{"t.a": "t.b.id t.b", "t.b": "t.a.id t.a"})},
		}, map[string]string{"t.a": "t.a t.b"}},
		{"new instances are nodes too", testPlan{
			exist: each("t.a"), actions: map[string]string{"t.b": "create"},
			config: module{blocks: uses(map[string]string{"t.a": "", "t.b": "t.a.id t.a"})},
		}, map[string]string{"t.a": "t.b"}},
	})
}

// inModules wraps a module in calls that pass its input "in" and output "out" on.
func inModules(depth int, in string, inner module) call {
	c := call{inputs: map[string]string{"in": in}, module: inner}
	for range depth - 1 {
		c = call{inputs: map[string]string{"in": in}, module: module{
			calls: map[string]call{"m": {inputs: map[string]string{"in": "var.in"}, module: c.module}}, outputs: map[string]string{"out": "module.m.out module.m"},
		}}
	}
	return c
}

func TestModules(t *testing.T) {
	t.Parallel()
	var cases []graphCase
	for depth, path := range map[int]string{1: "module.m.", 2: "module.m.module.m.", 3: "module.m.module.m.module.m."} {
		inner := module{
			blocks:  uses(map[string]string{"t.in": "var.in", "t.apart": "", "t.out": "t.in.id t.in"}),
			outputs: map[string]string{"out": "t.out.id t.out"},
		}
		cases = append(cases, graphCase{"input and output through " + path, testPlan{
			exist: each("t.a", "t.z", path+"t.in", path+"t.out", path+"t.apart"),
			config: module{
				blocks: uses(map[string]string{"t.a": "", "t.z": "module.m.out module.m"}),
				calls:  map[string]call{"m": inModules(depth, "t.a.id t.a", inner)},
			},
		}, map[string]string{
			"t.a": path + "t.in " + path + "t.out t.z", path + "t.out": "t.z", path + "t.apart": "", "t.z": "",
		}})
	}
	runGraphCases(t, append(cases, keyedModuleCases()...))
}

// keyedModuleCases is about modules with for_each on the outside and count within.
func keyedModuleCases() []graphCase {
	inner := module{blocks: uses(map[string]string{"t.x": "var.in"}), outputs: map[string]string{"out": "t.x.id t.x", "other": ""}}
	nested := func(output string) module {
		return module{
			calls:   map[string]call{"i": {count: "var.n", inputs: map[string]string{"in": "var.in"}, module: inner}},
			outputs: map[string]string{"out": output},
		}
	}
	var instances []string
	for _, o := range []string{"a", "b"} {
		for _, i := range []string{"0", "1"} {
			instances = append(instances, `module.o["`+o+`"].module.i[`+i+`].t.x`)
		}
	}
	a0, a1, b0, b1 := instances[0], instances[1], instances[2], instances[3]
	with := func(reference, output string) testPlan {
		return testPlan{
			exist: each(append(instances, "t.size", "t.in", "t.z")...),
			config: module{
				blocks: uses(map[string]string{"t.size": "", "t.in": "", "t.z": reference}),
				calls:  map[string]call{"o": {forEach: "t.size.id t.size", inputs: map[string]string{"in": "t.in.id t.in"}, module: nested(output)}},
			},
		}
	}
	all := a0 + " " + a1 + " " + b0 + " " + b1
	return []graphCase{
		{
			"constant keys at both levels", with(`module.o["a"].out module.o["a"] module.o`, "module.i[1].out module.i[1] module.i"),
			map[string]string{a0: "", a1: "t.z", b0: "", b1: "", "t.in": all + " t.z", "t.size": all + " t.z"},
		},
		{
			"constant key outside, all inside", with(`module.o["a"].out module.o["a"] module.o`, "module.i"),
			map[string]string{a0: "t.z", a1: "t.z", b0: "", b1: ""},
		},
		{
			"no key outside", with("module.o", "module.i[0].out module.i[0] module.i"),
			map[string]string{a0: "t.z", a1: "", b0: "t.z", b1: ""},
		},
		{
			"constant key that is gone falls to all", with(`module.o["c"].out module.o["c"] module.o`, "module.i[0].out module.i[0] module.i"),
			map[string]string{a0: "t.z", a1: "", b0: "t.z", b1: ""},
		},
		{
			"an output that refers to nothing", with("module.o", ""),
			map[string]string{a0: "", b1: "", "t.in": all, "t.size": all + " t.z"},
		},
	}
}

func TestModuleCalls(t *testing.T) {
	t.Parallel()
	nested := module{
		blocks:  uses(map[string]string{"t.x": ""}),
		outputs: map[string]string{"out": "", "depends_on": ""},
		calls:   map[string]call{"deep": {module: module{blocks: uses(map[string]string{"t.y": ""})}}},
	}
	runGraphCases(t, []graphCase{
		{"depends_on a module waits for all its content", testPlan{
			exist:  each("module.m.t.x", "module.m.module.deep.t.y", "t.z"),
			config: module{blocks: map[string]block{"t.z": {dependsOn: "module.m"}}, calls: map[string]call{"m": {module: nested}}},
		}, map[string]string{"module.m.t.x": "t.z", "module.m.module.deep.t.y": "t.z"}},
		{"depends_on a module with instances waits for all of them", testPlan{
			exist: each("module.m[0].t.x", "module.m[1].t.x", "module.m[1].module.deep.t.y", "t.z", "t.u"),
			config: module{
				blocks: map[string]block{"t.u": {uses: "module.m"}, "t.z": {dependsOn: "module.m"}},
				calls:  map[string]call{"m": {count: "var.n", module: nested}},
			},
		}, map[string]string{"module.m[0].t.x": "t.z", "module.m[1].module.deep.t.y": "t.z"}},
		{"an output called depends_on is an output", testPlan{
			exist: each("module.m[0].t.x", "module.m[1].t.x", "t.z", "t.u"),
			config: module{
				blocks: map[string]block{"t.u": {uses: "module.m.depends_on module.m"}, "t.z": {dependsOn: "module.m"}},
				calls:  map[string]call{"m": {count: "var.n", module: nested}},
			},
		}, map[string]string{"module.m[0].t.x": "t.z", "module.m[1].t.x": "t.z"}},
		{"everything in a module waits for what the module waits for", testPlan{
			exist: each("t.a", "t.b", "module.m[0].t.x", "module.m[0].module.deep.t.y", "t.z"),
			config: module{
				blocks: uses(map[string]string{"t.a": "", "t.b": "", "t.z": "module.m[0].out module.m[0] module.m"}),
				calls:  map[string]call{"m": {count: "t.a.id t.a", dependsOn: "t.b", module: nested}},
			},
		}, map[string]string{
			"t.a": "module.m[0].module.deep.t.y module.m[0].t.x t.z", "t.b": "module.m[0].module.deep.t.y module.m[0].t.x t.z",
		}},
		{"a module without instances is passed through", testPlan{
			exist: each("t.a", "t.z"),
			config: module{blocks: uses(map[string]string{"t.a": "", "t.z": "module.m"}), calls: map[string]call{"m": {
				count: "var.n", inputs: map[string]string{"in": "t.a.id t.a"},
				module: module{blocks: uses(map[string]string{"t.x": "var.in"}), outputs: map[string]string{"out": "t.x.id t.x"}},
			}}},
		}, map[string]string{"t.a": "t.z"}},
		{"the whole object of a module is all its outputs and no more", testPlan{
			exist: each("module.m.t.x", "module.m.t.y", "t.z"),
			config: module{blocks: uses(map[string]string{"t.z": "module.m"}), calls: map[string]call{"m": {
				module: module{blocks: uses(map[string]string{"t.x": "", "t.y": ""}), outputs: map[string]string{"x": "t.x.id t.x"}},
			}}},
		}, map[string]string{"module.m.t.x": "t.z", "module.m.t.y": ""}},
		{"instances of one module do not mix", testPlan{
			exist: each("module.m[0].t.x", "module.m[0].t.y", "module.m[1].t.x", "module.m[1].t.y"),
			config: module{calls: map[string]call{"m": {
				count: "var.n", module: module{blocks: uses(map[string]string{"t.x": "", "t.y": "t.x.id t.x"})},
			}}},
		}, map[string]string{"module.m[0].t.x": "module.m[0].t.y", "module.m[1].t.x": "module.m[1].t.y"}},
	})
}
