package plan_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// texts prints uses as "argument reference".
func texts(uses []plan.Use) []string {
	var out []string
	for _, u := range uses {
		out = append(out, u.Argument+" "+u.Text)
	}
	return out
}

// configured reads a plan whose configuration is the given text.
func configured(tb testing.TB, version, configuration string) *plan.Configuration {
	tb.Helper()
	p := read(tb, `{"format_version":"`+version+`","resource_changes":[],"configuration":`+configuration+`}`)
	if p.Config == nil {
		tb.Fatal("the configuration was not read")
	}
	return p.Config
}

func TestResourceUses(t *testing.T) {
	t.Parallel()
	const use = `{"references":["a.b.id","a.b"]}`
	tests := []struct {
		name, resource string
		want           []string
	}{
		{"argument", `"expressions":{"x":` + use + `}`, []string{"x a.b.id"}},
		{"arguments in order", `"expressions":{"x10":` + use + `,"x9":{"references":["var.v"]}}`, []string{"x9 var.v", "x10 a.b.id"}},
		{"constant", `"expressions":{"x":{"constant_value":"a.b"},"y":{}}`, nil},
		{"constant that looks like an expression", `"expressions":{"x":{"constant_value":{"references":["a.b"]}}}`, nil},
		{"blocks as a list", `"expressions":{"b":[{"x":` + use + `},{"c":[{"y":` + use + `}]}]}`, []string{"b.x a.b.id", "b.c.y a.b.id"}},
		{"block as an object", `"expressions":{"timeouts":{"create":` + use + `,"delete":{"constant_value":"1m"}}}`, []string{"timeouts.create a.b.id"}},
		{"block as a map", `"expressions":{"b":{"k":{"x":` + use + `}}}`, []string{"b.k.x a.b.id"}},
		{"block with an attribute named references", `"expressions":{"b":[{"references":` + use + `}]}`, []string{"b.references a.b.id"}},
		{"the same as an object", `"expressions":{"b":{"references":` + use + `,"x":` + use + `}}`, []string{"b.references a.b.id", "b.x a.b.id"}},
		{"block with blocks named references", `"expressions":{"b":[{"references":[{"x":` + use + `}]}]}`, []string{"b.references.x a.b.id"}},
		{"argument named references", `"expressions":{"references":` + use + `}`, []string{"references a.b.id"}},
		{"references and more", `"expressions":{"x":{"references":["a.b"],"y":` + use + `}}`, []string{"x a.b", "x.y a.b.id"}},
		{"count", `"count_expression":` + use, []string{"count a.b.id"}},
		{"constant count", `"count_expression":{"constant_value":2}`, nil},
		{"for_each", `"for_each_expression":` + use, []string{"for_each a.b.id"}},
		{"depends_on", `"depends_on":["a.b","module.m"]`, []string{"depends_on a.b", "depends_on module.m"}},
		{"depends_on is no chain", `"depends_on":["a.b[0]","a.b"]`, []string{"depends_on a.b[0]", "depends_on a.b"}},
		{
			"provisioners", `"provisioners":[{"type":"local-exec","expressions":{"command":` + use + `,"environment":{"references":["var.v"]}}},{"expressions":{"b":[{"x":` + use + `}]}}]`,
			[]string{"provisioner a.b.id", "provisioner var.v", "provisioner a.b.id"},
		},
		{
			"a chain for each use", `"expressions":{"x":{"references":["s[\"b\"].id","s[\"b\"]","s","s","data.d.e.f","data.d.e"]}}`,
			[]string{`x s["b"].id`, "x s", "x data.d.e.f"},
		},
		{"nulls", `"expressions":{"x":null,"b":[null,{"y":null}]},"depends_on":null,"count_expression":null`, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := configured(t, "1.2", `{"root_module":{"resources":[{"mode":"managed","type":"r","name":"n","provider_config_key":"p",`+tt.resource+`}]}}`)
			r := c.Root.Resources[0]
			if diff := cmp.Diff(tt.want, texts(r.Uses)); diff != "" {
				t.Errorf("uses (-want +got):\n%s", diff)
			}
			if repeated := strings.HasPrefix(tt.resource, `"count_expression":{`) || strings.HasPrefix(tt.resource, `"for_each`); r.Repeated != repeated {
				t.Errorf("repeated is %t", r.Repeated)
			}
			if provisioned := tt.name == "provisioners"; r.Provisioned != provisioned {
				t.Errorf("provisioned is %t", r.Provisioned)
			}
			if r.Local() != "r.n" || r.ProviderKey != "p" {
				t.Errorf("block %s of provider %s", r.Local(), r.ProviderKey)
			}
			for _, u := range r.Uses {
				if u.Reference != address.ParseReference(u.Text) {
					t.Errorf("%s is parsed as %+v", u.Text, u.Reference)
				}
			}
		})
	}
}

// Format version 0.1 wrote no chains: each entry is a use.
func TestUsesOfOldFormat(t *testing.T) {
	t.Parallel()
	const text = `{"root_module":{"resources":[{"mode":"managed","type":"r","name":"n","expressions":{"x":{"references":["a.b.c","a.b","a.b"]}}}]}}`
	if diff := cmp.Diff([]string{"x a.b.c", "x a.b", "x a.b"}, texts(configured(t, "0.1", text).Root.Resources[0].Uses)); diff != "" {
		t.Errorf("format 0.1 (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"x a.b.c", "x a.b"}, texts(configured(t, "0.2", text).Root.Resources[0].Uses)); diff != "" {
		t.Errorf("format 0.2 (-want +got):\n%s", diff)
	}
}

func TestProviderUses(t *testing.T) {
	t.Parallel()
	c := configured(t, "1.2", `{"provider_config":{"k8s":{"name":"k8s","expressions":{"host":{"references":["aws_eks.c.endpoint","aws_eks.c"]},`+
		`"exec":[{"args":{"references":["var.v"]}}]}},"module.m:k8s.x":{"module_address":"module.m"}},"root_module":{}}`)
	if diff := cmp.Diff([]string{"exec.args var.v", "host aws_eks.c.endpoint"}, texts(c.Providers["k8s"].Uses)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if p := c.Providers["module.m:k8s.x"]; p == nil || p.Module != "module.m" || len(p.Uses) != 0 {
		t.Errorf("the module's provider: %+v", p)
	}
}

const threeDeep = `{"root_module":{
  "outputs":{"o2":{"expression":{"references":["module.a.out","module.a"]}},"o1":{"expression":{"constant_value":1},"depends_on":["r.n","r.n2"]}},
  "variables":{"v10":{},"v9":{}},
  "resources":[{"mode":"data","type":"d","name":"n"}],
  "module_calls":{"z":{"module":{}},"a":{
    "expressions":{"in":{"references":["r.n.id","r.n"]},"const":{"constant_value":1},"list":{"references":["var.v9","r.n"]}},
    "for_each_expression":{"references":["local.k"]},"depends_on":["module.z"],
    "module":{"module_calls":{"b":{"count_expression":{"references":["var.n"]},"module":{"module_calls":{"c":{"module":{
      "outputs":{"deep":{"expression":{"references":["r.deep.id","r.deep"]}}},
      "resources":[{"mode":"managed","type":"r","name":"deep","expressions":{"x":{"references":["var.y"]}}},{"mode":"ephemeral","type":"r","name":"deep"}]}}}}}}}}}}}`

func TestModules(t *testing.T) {
	t.Parallel()
	root := configured(t, "1.2", threeDeep).Root
	if diff := cmp.Diff([]string{"v9", "v10"}, root.Variables); diff != "" {
		t.Errorf("variables (-want +got):\n%s", diff)
	}
	var outputs []string
	for _, o := range root.Outputs {
		outputs = append(outputs, o.Name+": "+strings.Join(texts(o.Uses), ", "))
	}
	if diff := cmp.Diff([]string{"o1: depends_on r.n, depends_on r.n2", "o2: value module.a.out"}, outputs); diff != "" {
		t.Errorf("outputs (-want +got):\n%s", diff)
	}
	if len(root.Calls) != 2 || root.Calls[0].Name != "a" || root.Calls[1].Name != "z" {
		t.Fatalf("calls: %+v", root.Calls)
	}
	a := root.Calls[0]
	inputs := map[string][]string{}
	for name, uses := range a.Inputs {
		inputs[name] = texts(uses)
	}
	if diff := cmp.Diff(map[string][]string{"in": {"in r.n.id"}, "const": nil, "list": {"list var.v9", "list r.n"}}, inputs); diff != "" {
		t.Errorf("inputs (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"for_each local.k", "depends_on module.z"}, append(texts(a.Repetition), texts(a.DependsOn)...)); diff != "" {
		t.Errorf("repetition and depends_on (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"count var.n"}, texts(a.Module.Calls[0].Repetition)); diff != "" {
		t.Errorf("repetition of module.a.module.b (-want +got):\n%s", diff)
	}
}

func TestBlock(t *testing.T) {
	t.Parallel()
	c := configured(t, "1.2", threeDeep)
	for addr, found := range map[string]bool{
		`module.a["k"].module.b[0].module.c.r.deep`:           true,
		`module.a["k"].module.b[0].module.c.ephemeral.r.deep`: true,
		`module.a["k"].module.b[0].module.c.data.r.deep`:      false,
		`module.a["k"].module.b[0].r.deep`:                    false,
		`module.a.module.x.module.c.r.deep`:                   false,
		`data.d.n`:                                            true,
		`d.n`:                                                 false,
		`module.z.d.n`:                                        false,
	} {
		inst, err := address.ParseInstance(addr)
		if err != nil {
			t.Fatal(err)
		}
		block := c.Block(inst)
		if (block != nil) != found {
			t.Errorf("%s: found is %t", addr, block != nil)
		}
		if block != nil && block.Local() != inst.Local() {
			t.Errorf("%s: found %s", addr, block.Local())
		}
	}
}
