package config_test

import "testing"

const baseSource = `
locals {
  x = var.base
  y = var.base
}
resource "a" "b" {
  kept  = var.base
  over  = var.base
  block {
    x = var.base
  }
  block {
    x = var.base
  }
  other {
    x = var.base
  }
  made {
    x = var.base
  }
  provisioner "local-exec" {
    command = var.base
  }
  lifecycle {
    prevent_destroy       = true
    create_before_destroy = true
    ignore_changes        = [tags]
    precondition {
      condition     = var.base
      error_message = "no"
    }
  }
}
module "m" {
  source = "./old"
  kept   = var.base
  over   = var.base
}
variable "v" {
  sensitive = true
}
output "o" {
  value = var.base
}
`

// The same override in both syntaxes gives the same configuration.
func TestOverride(t *testing.T) {
	t.Parallel()
	native := `
locals { x = var.over }
resource "a" "b" {
  over = var.over
  block {
    y = var.over
  }
  dynamic "made" {
    for_each = var.over
    content {}
  }
  provisioner "local-exec" {
    command = var.over
  }
  lifecycle {
    prevent_destroy = false
    ignore_changes  = [size]
  }
}
module "m" {
  source = "./new"
  over   = var.over
}
variable "v" { default = 1 }
output "o" { value = var.over }
provider "new" { a = var.over }
moved {
  from = a.c
  to   = a.b
}
`
	inJSON := `{
  "locals": {"x": "${var.over}"},
  "resource": {"a": {"b": {
    "over": "${var.over}",
    "block": {"y": "${var.over}"},
    "dynamic": {"made": {"for_each": "${var.over}", "content": {}}},
    "provisioner": {"local-exec": {"command": "${var.over}"}},
    "lifecycle": {"prevent_destroy": false, "ignore_changes": ["size"]}
  }}},
  "module": {"m": {"source": "./new", "over": "${var.over}"}},
  "variable": {"v": {"default": 1}},
  "output": {"o": {"value": "${var.over}"}},
  "provider": {"new": {"a": "${var.over}"}},
  "moved": {"from": "a.c", "to": "a.b"}
}`
	for name, override := range map[string]files{
		"override.tf":           {"override.tf": native},
		"a_override.tofu":       {"a_override.tofu": native},
		"override.tf.json":      {"override.tf.json": inJSON},
		"a_override.tofu.json":  {"a_override.tofu.json": inJSON},
		"the last of two holds": {"a_override.tf": `output "o" { value = var.lost }`, "b_override.tf": native},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			override["z.tf"] = baseSource
			override["new/x.tf"] = ""
			m := load(t, override).Root
			r := m.Resources["a.b"]
			equal(t, "uses", map[string]int{
				"kept: var.base -> variable base": 1, "over: var.over -> variable over": 1,
				"block.y: var.over -> variable over": 1, "other.x: var.base -> variable base": 1,
				"made: var.over -> variable over, index other": 1,
				"provisioner: var.over -> variable over":       1, "precondition: var.base -> variable base": 1,
			}, counted(shown(r.Uses)))
			if r.PreventDestroy == nil || *r.PreventDestroy || r.CreateBeforeDestroy == nil || !*r.CreateBeforeDestroy {
				t.Errorf("prevent_destroy %v, create_before_destroy %v", r.PreventDestroy, r.CreateBeforeDestroy)
			}
			equal(t, "ignore_changes", []string{"size"}, r.IgnoreChanges)
			equal(t, "local x", []string{"value: var.over -> variable over"}, shown(m.Locals["x"]))
			equal(t, "local y", []string{"value: var.base -> variable base"}, shown(m.Locals["y"]))
			equal(t, "source", "./new", m.Calls["m"].Source)
			equal(t, "kept input", []string{"kept: var.base -> variable base"}, shown(m.Calls["m"].Inputs["kept"]))
			equal(t, "input", []string{"over: var.over -> variable over"}, shown(m.Calls["m"].Inputs["over"]))
			if v := m.Variables["v"]; !v.Sensitive || !v.HasDefault {
				t.Errorf("variable: %+v", v)
			}
			equal(t, "output", []string{"value: var.over -> variable over"}, shown(m.Outputs["o"]))
			if len(m.Providers) != 1 || len(m.Moved) != 1 {
				t.Errorf("providers %v, moved %v", m.Providers, m.Moved)
			}
		})
	}
}

func counted(list []string) map[string]int {
	out := map[string]int{}
	for _, s := range list {
		out[s]++
	}
	return out
}

// A JSON base gives way to a native override as well.
func TestOverrideOfJSON(t *testing.T) {
	t.Parallel()
	m := load(t, files{
		"main.tf.json": `{"resource": {"a": {"b": {
			"block": [{"x": "${var.base}"}], "made": {"x": "${var.base}"}, "kept": "${var.base}",
			"dynamic": [{"gone": {"for_each": "${var.base}", "content": {"a": 1}}}],
			"lifecycle": [{"create_before_destroy": true}]}}}}`,
		"override.tf": `resource "a" "b" {
			block { y = var.over }
			dynamic "made" {
				for_each = var.over
				content {}
			}
			gone {}
			lifecycle { prevent_destroy = true }
		}`,
	}).Root
	r := m.Resources["a.b"]
	equal(t, "uses", map[string]int{
		"block.y: var.over -> variable over": 1, "made: var.over -> variable over, index other": 1, "kept: var.base -> variable base": 1,
	}, counted(shown(r.Uses)))
	if r.CreateBeforeDestroy == nil || r.PreventDestroy == nil {
		t.Error("lifecycle is not merged")
	}
}

func TestOverrideOfNothing(t *testing.T) {
	t.Parallel()
	m := loadWith(t, files{"override.tf": "locals { x = 1 }\nresource \"a\" \"b\" {}"},
		"warning override.tf:1: local.x overrides nothing; read as a definition",
		"warning override.tf:2: a.b overrides nothing; read as a definition",
	).Root
	if m.Resources["a.b"] == nil {
		t.Error("not kept")
	}
}
