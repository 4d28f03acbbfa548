package config_test

import (
	"fmt"
	"testing"
)

func TestExpressions(t *testing.T) {
	t.Parallel()
	one := func(s string) []string { return []string{s} }
	tests := []struct {
		name, in string
		want     []string
	}{
		{"literal", `"secret"`, nil},
		{"resource", `aws_vpc.main`, one("value: aws_vpc.main -> aws_vpc.main")},
		{"attribute", `aws_vpc.main.id`, one("value: aws_vpc.main.id -> aws_vpc.main attribute id")},
		{"mode spelled out", `resource.aws_vpc.main.id`, one("value: resource.aws_vpc.main.id -> aws_vpc.main attribute id")},
		{"data", `data.aws_ami.a.id`, one("value: data.aws_ami.a.id -> data.aws_ami.a attribute id")},
		{"ephemeral", `ephemeral.a.b.c`, one("value: ephemeral.a.b.c -> ephemeral.a.b attribute c")},
		{"variable", `var.x.y`, one("value: var.x.y -> variable x")},
		{"inert", `path.module`, one("value: path.module -> inert")},
		{"no resource's name", `aws_vpc`, one("value: aws_vpc -> unknown aws_vpc")},
		{"constant key", `a.b["k"].id`, one(`value: a.b["k"].id -> a.b["k"] attribute id, index constant`)},
		{"constant number", `a.b[1].id`, one(`value: a.b[1].id -> a.b[1] attribute id, index constant`)},
		{"legacy number", `a.b.1.id`, one(`value: a.b[1].id -> a.b[1] attribute id, index constant`)},
		{"parentheses", `(a.b)["k"].id`, one(`value: a.b["k"].id -> a.b["k"] attribute id, index constant`)},
		{"template of a constant key", `a.b["${"k"}"].id`, one(`value: a.b["k"].id -> a.b["k"] attribute id, index constant`)},
		{"each.key", `a.b[each.key].id`, []string{
			"value: a.b[each.key].id -> a.b attribute id, index each.key", "value: each.key -> inert",
		}},
		{"each.key in a template", `a.b["${each.key}"].id`, []string{
			"value: a.b[each.key].id -> a.b attribute id, index each.key", "value: each.key -> inert",
		}},
		{"each.key in a longer template", `a.b["x-${each.key}"].id`, []string{
			"value: a.b[...].id -> a.b attribute id, index other", "value: each.key -> inert",
		}},
		{"count.index", `a.b[count.index].id`, []string{
			"value: a.b[count.index].id -> a.b attribute id, index count.index", "value: count.index -> inert",
		}},
		{"shifted index", `a.b[(count.index + 1) % 3].id`, []string{
			"value: a.b[...].id -> a.b attribute id, index other", "value: count.index -> inert",
		}},
		{"each.value", `a.b[each.value]`, []string{
			"value: a.b[each.value] -> a.b, index each.value", "value: each.value -> inert",
		}},
		{"a part of each.value", `a.b[each.value.src].id`, []string{
			"value: a.b[...].id -> a.b attribute id, index other", "value: each.value.src -> inert",
		}},
		{"local as index", `a.b[local.k].id`, []string{
			"value: a.b[local.k].id -> a.b attribute id, index other of 5 k", "value: local.k -> local k",
		}},
		{"variable as index", `a.b[var.k]`, []string{
			"value: a.b[var.k] -> a.b, index other of 4 k", "value: var.k -> variable k",
		}},
		{"a part of a local as index", `a.b[local.k.x]`, []string{
			"value: a.b[...] -> a.b, index other", "value: local.k.x -> local k",
		}},
		{"two indexes", `a.b[each.key].c[0].d`, []string{
			"value: a.b[each.key].c[0].d -> a.b attribute c, index each.key", "value: each.key -> inert",
		}},
		{"no key behind a computed index", `a.b[each.key][0]`, []string{
			"value: a.b[each.key][0] -> a.b, index each.key", "value: each.key -> inert",
		}},
		{"resource as index", `a.b[c.d.id].e`, []string{
			"value: a.b[...].e -> a.b attribute e, index other", "value: c.d.id -> c.d attribute id",
		}},
		{"splat", `a.b[*].id`, one("value: a.b[*].id -> a.b attribute id, index other")},
		{"old splat", `a.b.*.id`, one("value: a.b[*].id -> a.b attribute id, index other")},
		{"index of a splat", `a.b.*.id[count.index]`, []string{
			"value: a.b[*].id[count.index] -> a.b attribute id, index other", "value: count.index -> inert",
		}},
		{"nested splats", `a.b[*].c[*].d[each.key]`, []string{
			"value: a.b[*].c[*].d[each.key] -> a.b attribute c, index other", "value: each.key -> inert",
		}},
		{"local", `local.x[each.key].id`, []string{
			"value: local.x[each.key].id -> local x, index each.key", "value: each.key -> inert",
		}},
		{"output", `module.m.out`, one("value: module.m.out -> module m output out")},
		{"output of a keyed module", `module.m["k"].out["i"]`, one(
			`value: module.m["k"].out["i"] -> module m["k"] output out, index constant, output index constant`,
		)},
		{"output of the module of the key", `module.m[each.key].out`, []string{
			"value: module.m[each.key].out -> module m output out, index each.key", "value: each.key -> inert",
		}},
		{"the key's value in an output", `module.m.out[each.key].id`, []string{
			"value: module.m.out[each.key].id -> module m output out, output index each.key", "value: each.key -> inert",
		}},
		{"output of all modules", `module.m[*].out`, one("value: module.m[*].out -> module m output out, index other")},
		{"for over a resource", `[for s in a.b : s.id if s.x]`, one("value: a.b -> a.b, index other")},
		{"for over a part", `[for s in a.b.list : s.id]`, one("value: a.b.list -> a.b attribute list")},
		{"for hides names", `{ for each, a in local.m : each.key => a.b[each.key] if a.x }`, one("value: local.m -> local m, index other")},
		{"for's own variable as index", `[for k in var.l : a.b[k].id]`, []string{
			"value: var.l -> variable l, index other", "value: a.b[...].id -> a.b attribute id, index other",
		}},
		{"each.key is not for's", `[for each in var.l : a.b[each.key]]`, []string{
			"value: var.l -> variable l, index other", "value: a.b[...] -> a.b, index other",
		}},
		{"for hides nothing behind it", `concat([for a in var.l : a.b], [a.b])`, []string{
			"value: var.l -> variable l, index other", "value: a.b -> a.b",
		}},
		{"function over all", `values(a.b)[0].id`, one("value: a.b -> a.b, index other")},
		{"function over an attribute", `lookup(a.b.tags, "k")`, one("value: a.b.tags -> a.b attribute tags")},
		{"index into a function's result", `merge(a.b, c.d)[e.f.id]`, []string{
			"value: a.b -> a.b, index other", "value: c.d -> c.d, index other", "value: e.f.id -> e.f attribute id",
		}},
		{"condition", `a.b.x ? c.d.id : var.y`, []string{
			"value: a.b.x -> a.b attribute x", "value: c.d.id -> c.d attribute id, conditional", "value: var.y -> variable y, conditional",
		}},
		{"condition of a template", `"x%{if var.x}${a.b.id}%{endif}"`, []string{
			"value: var.x -> variable x", "value: a.b.id -> a.b attribute id, conditional",
		}},
		{"loop of a template", `"%{for s in a.b}${s.id}${c.d.id}%{endfor}"`, []string{
			"value: a.b -> a.b, index other", "value: c.d.id -> c.d attribute id",
		}},
		{"object", `{ a = b.c.id, (var.k) = 1, "${var.l}" = 2, d = { e = local.f } }`, []string{
			"value: b.c.id -> b.c attribute id", "value: var.k -> variable k", "value: var.l -> variable l", "value: local.f -> local f",
		}},
		{"operators", `!var.a && -a.b.n + 1 > 2`, []string{"value: var.a -> variable a", "value: a.b.n -> a.b attribute n"}},
		{"heredoc", "<<-EOT\n  ${a.b.id}\n  EOT\n", one("value: a.b.id -> a.b attribute id")},
		{"provider's function", `provider::p::f(a.b.id)`, one("value: a.b.id -> a.b attribute id")},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			tree := load(t, files{"main.tf": fmt.Sprintf("locals {\n  x = %s\n}\n", tt.in)})
			uses := tree.Root.Locals["x"]
			equal(t, "uses", tt.want, shown(uses))
			for _, u := range uses {
				if u.At.File != "main.tf" || u.At.Line < 2 {
					t.Errorf("%s stands at %v", u.Text, u.At)
				}
			}
		})
	}
}

// A key that is no integer, or none that a number of Go holds, is none of an instance.
func TestOddKeys(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`a.b[1.5].id`:                    "value: a.b[...].id -> a.b attribute id, index other",
		`a.b[99999999999999999999999].x`: "value: a.b[...].x -> a.b attribute x, index other",
		`a.b[true]`:                      "value: a.b[...] -> a.b, index other",
		`a.b[-1]`:                        "value: a.b[...] -> a.b, index other",
	} {
		t.Run(in, func(t *testing.T) {
			t.Parallel()
			tree := load(t, files{"main.tf": "locals {\n x = " + in + "\n}"})
			equal(t, "uses", []string{want}, shown(tree.Root.Locals["x"]))
		})
	}
}
