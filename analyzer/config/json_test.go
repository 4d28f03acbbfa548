package config_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/config"
)

func TestJSON(t *testing.T) {
	t.Parallel()
	m := load(t, files{"main.tf.json": `[
{
  "//": "a comment",
  "terraform": {"required_version": ">= 1"},
  "locals": [{"a": {"b": ["${aws_vpc.v[each.key].id}", "x $${no.ref.x}"]}}],
  "resource": {
    "//": "a comment",
    "aws_instance": [
      {"web": {
        "//": "a comment",
        "for_each": {"a": "${var.a}", "b": 1},
        "depends_on": ["aws_iam_role.r", "module.m[0]"],
        "provider": "aws.west",
        "subnet_id": "${aws_subnet.s[each.key].id}",
        "unset": null,
        "number": 1,
        "tags": {"Name": "web ${local.a}", "x/${var.k}": "y"},
        "ebs": [{"size": "${local.size}"}, {"tag": {"name": "${var.name}"}}],
        "nested": {"dynamic": {"deep": {"for_each": "${local.d}", "iterator": "it",
          "content": {"x": "${it.value}", "y": "${deep.a.b}"}}}},
        "dynamic": {"net": [{"for_each": ["${aws_eni.n}"], "content": {"id": "${net.value}", "x": "${data.a.b.c}"}}]},
        "connection": {"host": "${aws_eip.e.ip}"},
        "provisioner": [{"local-exec": {"when": "destroy", "command": "${local.cmd}"}}],
        "lifecycle": {
          "create_before_destroy": "true", "ignore_changes": ["tags[\"a\"]", "size"],
          "replace_triggered_by": ["aws_ami_copy.c[each.key].id"],
          "precondition": [{"condition": "${data.aws_ami.a.ok}", "error_message": "no"}]
        }
      }},
      {"db": [{"count": 2}]}
    ]
  },
  "data": {"aws_ami": {"a": {"owner": "${var.o}"}}},
  "module": {"m": {"source": "./m", "count": "${var.n}", "lifecycle": {}, "providers": {"aws": "aws.west", "aws.b": "aws"},
    "in": {"x": ["${local.a}"], "dynamic": {"y": {"for_each": "${var.d}", "content": "${y.value}"}}}}},
  "variable": {"v": {"sensitive": true, "default": null}, "w": {"default": {"a": 1}}},
  "output": {"o": {"value": "${var.v}", "depends_on": ["aws_x.y"]}},
  "provider": {"aws": [{"region": "${var.r}"}, {"alias": "west"}]},
  "check": {"c": {"assert": {"condition": "${local.a}", "error_message": "no"}, "data": {"http": {"p": {"url": "${var.u}"}}}}},
  "moved": [{"from": "a.b", "to": "a.c[\"k\"]"}, {"from": "a.d", "to": "a.e"}],
  "removed": {"from": "a.f", "lifecycle": {"destroy": false}},
  "import": {"to": "a.g[each.key]", "id": "${local.id}"}
},
{"output": {"second": {"value": "${path.module}"}}}
]`, "m/x.tf": ""}).Root
	web := m.Resources["aws_instance.web"]
	if web == nil || m.Resources["aws_instance.db"] == nil {
		t.Fatalf("resources: %v", m.Resources)
	}
	equal(t, "uses", map[string]int{
		"for_each: var.a -> variable a":                                                                    1,
		"depends_on: aws_iam_role.r -> aws_iam_role.r":                                                     1,
		"depends_on: module.m[0] -> module m[0], index constant":                                           1,
		"subnet_id: aws_subnet.s[each.key].id -> aws_subnet.s attribute id, index each.key":                1,
		"subnet_id: each.key -> inert":                                                                     1,
		"tags.Name: local.a -> local a":                                                                    1,
		"tags: var.k -> variable k":                                                                        1,
		"ebs.size: local.size -> local size":                                                               1,
		"ebs.tag.name: var.name -> variable name":                                                          1,
		"nested.deep: local.d -> local d, index other":                                                     1,
		"nested.deep.y: deep.a.b -> deep.a attribute b":                                                    1,
		"net: aws_eni.n -> aws_eni.n, index other":                                                         1,
		"net.x: data.a.b.c -> data.a.b attribute c":                                                        1,
		"provisioner: aws_eip.e.ip -> aws_eip.e attribute ip":                                              1,
		"provisioner: local.cmd -> local cmd":                                                              1,
		"replace_triggered_by: aws_ami_copy.c[each.key].id -> aws_ami_copy.c attribute id, index each.key": 1,
		"replace_triggered_by: each.key -> inert":                                                          1,
		"precondition: data.aws_ami.a.ok -> data.aws_ami.a attribute ok":                                   1,
	}, counted(shown(web.Uses)))
	equal(t, "keys", []string{"a", "b"}, web.Repetition.Constant)
	equal(t, "count", 2, *m.Resources["aws_instance.db"].Repetition.ConstantCount)
	equal(t, "ignore_changes", []string{`tags["a"]`, "size"}, web.IgnoreChanges)
	if web.CreateBeforeDestroy == nil || !*web.CreateBeforeDestroy || !web.Provisioned || web.Provider != "aws.west" || web.At.Line != 9 {
		t.Errorf("resource: %+v", web)
	}
	equal(t, "local", []string{
		"value: aws_vpc.v[each.key].id -> aws_vpc.v attribute id, index each.key", "value: each.key -> inert",
	}, shown(m.Locals["a"]))
	call := m.Calls["m"]
	equal(t, "input", []string{"in: local.a -> local a", "in: var.d -> variable d", "in: y.value -> y.value"}, shown(call.Inputs["in"]))
	equal(t, "providers", map[string]string{"aws": "aws.west", "aws.b": "aws"}, call.Providers)
	if call.Repetition.Kind != config.RepeatCount || call.Module == nil || len(call.Inputs) != 1 {
		t.Errorf("call: %+v", call)
	}
	if v, w := m.Variables["v"], m.Variables["w"]; !v.Sensitive || !v.HasDefault || w.Sensitive || !w.HasDefault {
		t.Errorf("variables: %+v, %+v", v, w)
	}
	equal(t, "output", []string{"value: var.v -> variable v", "depends_on: aws_x.y -> aws_x.y"}, shown(m.Outputs["o"]))
	equal(t, "second object", []string{"value: path.module -> inert"}, shown(m.Outputs["second"]))
	if len(m.Providers) != 2 || m.Providers[1].Alias != "west" || m.Resources["data.http.p"] == nil || len(m.Checks) != 1 {
		t.Errorf("providers %+v, checks %+v", m.Providers, m.Checks)
	}
	if len(m.Moved) != 2 || m.Moved[0].To != `a.c["k"]` || m.Moved[1].From != "a.d" ||
		len(m.Removed) != 1 || m.Removed[0].Destroy || m.Imports[0].To != "a.g[each.key]" {
		t.Errorf("moved %+v, removed %+v, imports %+v", m.Moved, m.Removed, m.Imports)
	}
}

func TestJSONProblems(t *testing.T) {
	t.Parallel()
	m := loadWith(t, files{
		"a.tf.json": `{"resource": {"a": {"b": {"x": "${", "y": "${var.y}"}}}, "novelty": {}, "output": 1}`,
		"b.tf.json": `{"resource": `,
		"c.tf.json": `"text"`,
		"d.tf.json": `{"resource": {"a": {"c": {"x": "${var.a}"}}}, "resource": {"a": {"d": {"x": "${var.a}", "x": "${var.b}"}}}}`,
	},
		`warning a.tf.json:1: "novelty" is no block that is known here; what it refers to is not read`,
		`warning a.tf.json:1: "output" is no block that is known here; what it refers to is not read`,
		`error b.tf.json:1: Missing value`,
		`error b.tf.json:1: Unclosed object`,
		`error c.tf.json:1: not read: holds no JSON object`,
		`error a.tf.json:1: Missing expression`,
	).Root
	equal(t, "what is left", []string{"y: var.y -> variable y"}, shown(m.Resources["a.b"].Uses))
	if m.Resources["a.c"] == nil {
		t.Error("the first of two equal keys is lost")
	}
	equal(t, "equal keys", []string{"x: var.a -> variable a", "x: var.b -> variable b"}, shown(m.Resources["a.d"].Uses))
}
