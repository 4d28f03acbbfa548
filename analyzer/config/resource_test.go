package config_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/config"
)

const resourceSource = `
resource "aws_instance" "web" {
  for_each   = aws_subnet.this
  provider   = aws.west
  depends_on = [aws_iam_role.r, "aws_iam_policy.p", module.m["k"]]
  subnet_id  = aws_subnet.this[each.key].id

  ebs_block_device {
    size = local.size
    tag {
      name = var.name
    }
  }

  dynamic "network" {
    for_each = aws_eni.n
    content {
      id     = network.value.id
      device = aws_x.y[network.key].id
      dynamic "deep" {
        for_each = network.value.list
        iterator = it
        content {
          a = it.value
          b = deep.one.id
        }
      }
    }
  }

  _ {
    count = aws_escaped.e.n
  }

  connection {
    host = aws_eip.e.public_ip
  }

  provisioner "local-exec" {
    when       = destroy
    on_failure = continue
    command    = "echo ${local.cmd}"
    connection {
      host = self.id
    }
  }

  lifecycle {
    create_before_destroy = true
    prevent_destroy       = "false"
    ignore_changes        = [tags["a"], "user_data", ebs_block_device[0].size]
    replace_triggered_by  = [aws_ami_copy.c[each.key].id, "null_resource.n"]
    precondition {
      condition     = data.aws_ami.a.ok
      error_message = "no ${var.what}"
    }
    postcondition {
      condition     = self.ok && local.ok
      error_message = "no"
    }
    action_trigger {
      events    = [before_create, after_update]
      condition = var.act
      actions   = [action.aws_lambda_invoke.warm, action.aws_lambda_invoke.all[each.key]]
    }
  }
}
`

func TestResource(t *testing.T) {
	t.Parallel()
	r := load(t, files{"main.tf": resourceSource}).Root.Resources["aws_instance.web"]
	if r == nil {
		t.Fatal("not read")
	}
	equal(t, "uses", []string{
		"subnet_id: aws_subnet.this[each.key].id -> aws_subnet.this attribute id, index each.key",
		"subnet_id: each.key -> inert",
		"ebs_block_device.size: local.size -> local size",
		"ebs_block_device.tag.name: var.name -> variable name",
		"network: aws_eni.n -> aws_eni.n, index other",
		"network.device: aws_x.y[...].id -> aws_x.y attribute id, index other",
		"network.deep.b: deep.one.id -> deep.one attribute id",
		"count: aws_escaped.e.n -> aws_escaped.e attribute n",
		"for_each: aws_subnet.this -> aws_subnet.this",
		"depends_on: aws_iam_role.r -> aws_iam_role.r",
		"depends_on: aws_iam_policy.p -> aws_iam_policy.p",
		`depends_on: module.m["k"] -> module m["k"], index constant`,
		"provisioner: aws_eip.e.public_ip -> aws_eip.e attribute public_ip",
		"provisioner: local.cmd -> local cmd",
		"provisioner: self.id -> inert",
		"replace_triggered_by: aws_ami_copy.c[each.key].id -> aws_ami_copy.c attribute id, index each.key",
		"replace_triggered_by: each.key -> inert",
		"replace_triggered_by: null_resource.n -> null_resource.n",
		"precondition: data.aws_ami.a.ok -> data.aws_ami.a attribute ok",
		"precondition: var.what -> variable what",
		"postcondition: self.ok -> inert",
		"postcondition: local.ok -> local ok",
		"action_trigger: var.act -> variable act",
		"action_trigger: action.aws_lambda_invoke.warm -> unknown action.aws_lambda_invoke.warm",
		"action_trigger: action.aws_lambda_invoke.all[each.key] -> unknown action.aws_lambda_invoke.all, index each.key",
		"action_trigger: each.key -> inert",
	}, shown(r.Uses))
	yes, no := true, false
	r.Uses, r.ReplaceTriggeredBy = nil, r.ReplaceTriggeredBy[:1]
	if pass := r.Repetition.Passes; pass == nil || pass.Text != "aws_subnet.this" {
		t.Errorf("passes %v", pass)
	}
	r.Repetition = config.Repetition{}
	want := &config.Resource{
		Local: "aws_instance.web", Mode: address.Managed, Type: "aws_instance", Name: "web",
		At: config.Position{File: "main.tf", Line: 2}, EndLine: 67, Provider: "aws.west",
		CreateBeforeDestroy: &yes, PreventDestroy: &no,
		ReplaceTriggeredBy: []config.Use{{
			Text:      "aws_ami_copy.c[each.key].id",
			Reference: address.Reference{Kind: address.RefResource, Mode: address.Managed, Type: "aws_ami_copy", Name: "c", Attribute: "id"},
			Index:     config.IndexEachKey, Argument: "replace_triggered_by", At: config.Position{File: "main.tf", Line: 52},
		}},
		IgnoreChanges: []string{`tags["a"]`, "user_data", "ebs_block_device[0].size"}, Provisioned: true,
	}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Errorf("resource (-want +got):\n%s", diff)
	}
}

func TestResourceModes(t *testing.T) {
	t.Parallel()
	m := load(t, files{"main.tf": `
data "aws_ami" "a" { owner = var.o }
ephemeral "random_password" "p" { length = local.n }
resource "data" "x" { input = 1 }
action "aws_lambda_invoke" "warm" {
  for_each = toset(["a"])
  config { name = aws_lambda_function.f.name }
}
check "health" {
  data "http" "probe" {
    url = aws_lb.l.url
  }
  assert {
    condition     = data.http.probe.ok
    error_message = "down: ${aws_lb.l.arn}"
  }
}
`}).Root
	got := map[string][]string{}
	for local, r := range m.Resources {
		got[string(r.Mode)+" "+local] = shown(r.Uses)
	}
	for local, r := range m.Actions {
		got[string(r.Mode)+" "+local] = shown(r.Uses)
	}
	equal(t, "blocks", map[string][]string{
		"data data.aws_ami.a":                   {"owner: var.o -> variable o"},
		"ephemeral ephemeral.random_password.p": {"length: local.n -> local n"},
		"managed resource.data.x":               nil,
		"action action.aws_lambda_invoke.warm":  {"config.name: aws_lambda_function.f.name -> aws_lambda_function.f attribute name"},
		"data data.http.probe":                  {"url: aws_lb.l.url -> aws_lb.l attribute url"},
	}, got)
	if len(m.Checks) != 1 || m.Checks[0].Name != "health" || m.Checks[0].At.Line != 9 {
		t.Fatalf("checks: %+v", m.Checks)
	}
	equal(t, "check", []string{
		"assert: data.http.probe.ok -> data.http.probe attribute ok", "assert: aws_lb.l.arn -> aws_lb.l attribute arn",
	}, shown(m.Checks[0].Uses))
}

func TestLifecycleThatIsNoConstant(t *testing.T) {
	t.Parallel()
	r := load(t, files{"main.tf": `
resource "a" "all" {
  lifecycle {
    prevent_destroy = var.keep
    enabled         = local.on
    ignore_changes  = all
  }
}
resource "a" "star" {
  lifecycle {
    ignore_changes = ["*"]
  }
}
`}).Root.Resources
	all := r["a.all"]
	if all.PreventDestroy != nil || all.CreateBeforeDestroy != nil {
		t.Errorf("prevent_destroy %v, create_before_destroy %v", all.PreventDestroy, all.CreateBeforeDestroy)
	}
	equal(t, "uses", []string{"lifecycle: local.on -> local on", "lifecycle: var.keep -> variable keep"}, shown(all.Uses))
	equal(t, "ignore_changes", []string{"all"}, all.IgnoreChanges)
	equal(t, "ignore_changes", []string{"all"}, r["a.star"].IgnoreChanges)
}

func TestRepetition(t *testing.T) {
	t.Parallel()
	n := func(i int) *int { return &i }
	tests := []struct {
		in, passes string
		kind       config.RepetitionKind
		constant   []string
		count      *int
	}{
		{in: ``},
		{in: `count = 3`, kind: config.RepeatCount, count: n(3)},
		{in: `count = "2"`, kind: config.RepeatCount, count: n(2)},
		{in: `count = var.on ? 1 : 0`, kind: config.RepeatCount},
		{in: `count = length(a.b)`, kind: config.RepeatCount},
		{in: `for_each = toset(["b", "a", "b"])`, kind: config.RepeatForEach, constant: []string{"a", "b"}},
		{in: `for_each = toset([])`, kind: config.RepeatForEach, constant: []string{}},
		{in: `for_each = toset([var.a])`, kind: config.RepeatForEach},
		{in: `for_each = toset(var.a)`, kind: config.RepeatForEach},
		{in: `for_each = { b = a.x.id, "a" = 1 }`, kind: config.RepeatForEach, constant: []string{"a", "b"}},
		{in: `for_each = tomap({ a = 1 })`, kind: config.RepeatForEach, constant: []string{"a"}},
		{in: `for_each = { (var.k) = 1 }`, kind: config.RepeatForEach},
		{in: `for_each = { for k in var.l : k => k }`, kind: config.RepeatForEach},
		{in: `for_each = aws_subnet.this`, kind: config.RepeatForEach, passes: "aws_subnet.this"},
		{in: `for_each = (data.a.b)`, kind: config.RepeatForEach, passes: "data.a.b"},
		{in: `for_each = "${local.x}"`, kind: config.RepeatForEach, passes: "local.x"},
		{in: `for_each = var.x`, kind: config.RepeatForEach, passes: "var.x"},
		{in: `for_each = module.m.out`, kind: config.RepeatForEach, passes: "module.m.out"},
		{in: `for_each = module.m["k"].out`, kind: config.RepeatForEach, passes: `module.m["k"].out`},
		{in: `for_each = module.m[var.k].out`, kind: config.RepeatForEach},
		{in: `for_each = module.m.out.part`, kind: config.RepeatForEach},
		{in: `for_each = aws_subnet.this.tags`, kind: config.RepeatForEach},
		{in: `for_each = aws_subnet.this["k"]`, kind: config.RepeatForEach},
		{in: `for_each = local.x.y`, kind: config.RepeatForEach},
		{in: `for_each = merge(local.x)`, kind: config.RepeatForEach},
		{in: `for_each = var.on ? local.x : {}`, kind: config.RepeatForEach},
		{in: `for_each = each.value`, kind: config.RepeatForEach},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			m := load(t, files{"main.tf": "resource \"a\" \"b\" {\n" + tt.in + "\n}\nmodule \"m\" {\nsource = \"./m\"\n" + tt.in + "\n}", "m/x.tf": ""}).Root
			for _, r := range []config.Repetition{m.Resources["a.b"].Repetition, m.Calls["m"].Repetition} {
				passes := ""
				if r.Passes != nil {
					passes = r.Passes.Text
				}
				equal(t, "kind", tt.kind, r.Kind)
				equal(t, "passes", tt.passes, passes)
				equal(t, "keys", tt.constant, r.Constant)
				equal(t, "count", tt.count, r.ConstantCount)
			}
		})
	}
}
