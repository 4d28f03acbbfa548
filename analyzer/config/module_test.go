package config_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/config"
)

func TestModuleBlocks(t *testing.T) {
	t.Parallel()
	m := load(t, files{"main.tf": `
terraform {
  required_version = ">= 1"
}
variable "plain" {}
variable "secret" {
  sensitive = true
  ephemeral = true
  default   = "CANARY"
  validation {
    condition     = var.secret != local.bad
    error_message = "no"
  }
}
variable "odd" {
  sensitive = var.plain
  ephemeral = "false"
}
output "o" {
  value      = aws_vpc.v.id
  depends_on = [aws_x.y]
  precondition {
    condition     = local.ok
    error_message = "no"
  }
}
provider "aws" {
  region = var.region
  assume_role {
    role_arn = aws_iam_role.r.arn
  }
}
provider "aws" {
  alias    = "west"
  for_each = local.regions
}
moved {
  from = aws_a.old["k"]
  to   = module.m[0].aws_a.new
}
removed {
  from = aws_a.gone
  lifecycle {
    destroy = false
  }
}
removed {
  from = module.gone
}
import {
  for_each = local.ids
  to       = aws_a.b[each.key]
  id       = each.value
  provider = aws.west
}
locals {
  a = var.plain
  b = [local.a, aws_vpc.v]
}
`}).Root
	for name, want := range map[string]config.Variable{
		"plain":  {At: at(5)},
		"secret": {Sensitive: true, Ephemeral: true, HasDefault: true, At: at(6)},
		"odd":    {Sensitive: true, At: at(15)},
	} {
		got := m.Variables[name]
		got.Uses = nil
		equal(t, "variable "+name, want, got)
	}
	equal(t, "validation", []string{"validation: var.secret -> variable secret", "validation: local.bad -> local bad"}, shown(m.Variables["secret"].Uses))
	equal(t, "output", []string{
		"value: aws_vpc.v.id -> aws_vpc.v attribute id", "depends_on: aws_x.y -> aws_x.y", "precondition: local.ok -> local ok",
	}, shown(m.Outputs["o"]))
	equal(t, "local", []string{"value: local.a -> local a", "value: aws_vpc.v -> aws_vpc.v"}, shown(m.Locals["b"]))
	if len(m.Providers) != 2 || m.Providers[1].Alias != "west" || m.Providers[0].Name != "aws" {
		t.Fatalf("providers: %+v", m.Providers)
	}
	equal(t, "provider", []string{
		"region: var.region -> variable region", "assume_role.role_arn: aws_iam_role.r.arn -> aws_iam_role.r attribute arn",
	}, shown(m.Providers[0].Uses))
	equal(t, "provider's for_each", []string{"for_each: local.regions -> local regions"}, shown(m.Providers[1].Uses))
	equal(t, "moved", []config.Moved{{From: `aws_a.old["k"]`, To: "module.m[0].aws_a.new", At: at(37)}}, m.Moved)
	equal(t, "removed", []config.Removed{{From: "aws_a.gone", At: at(41)}, {From: "module.gone", Destroy: true, At: at(47)}}, m.Removed)
	if len(m.Imports) != 1 || m.Imports[0].To != "aws_a.b[each.key]" || m.Imports[0].At != at(50) {
		t.Fatalf("imports: %+v", m.Imports)
	}
	equal(t, "import", []string{
		"to: each.key -> inert", "for_each: local.ids -> local ids", "id: each.value -> inert",
	}, shown(m.Imports[0].Uses))
}

func at(line int) config.Position { return config.Position{File: "main.tf", Line: line} }

func TestCalls(t *testing.T) {
	t.Parallel()
	tree := load(t, files{
		"main.tf": `
module "net" {
  source     = "./net"
  count      = 2
  depends_on = [aws_x.y]
  providers  = { aws = aws.west, aws.alt = "aws.east" }
  vpc        = aws_vpc.v[count.index].id
  lifecycle {
    enabled = var.on
  }
}
module "far" {
  source  = "git::https://user:CANARY@example.com/x.git//sub?sshkey=CANARY"
  for_each = local.all
}
`,
		"net/main.tf":  `module "deep" { source = "../deep" }`,
		"deep/main.tf": `resource "a" "b" {}`,
		"far/x.tf":     `resource "c" "d" {}`,
		".terraform/modules/modules.json": `{"Modules":[{"Key":"","Source":"","Dir":"."},` +
			`{"Key":"far","Source":"x","Dir":".terraform/../far/"}]}`,
	})
	net := tree.Root.Calls["net"]
	equal(t, "inputs", map[string][]string{"vpc": {
		"vpc: aws_vpc.v[count.index].id -> aws_vpc.v attribute id, index count.index", "vpc: count.index -> inert",
	}}, map[string][]string{"vpc": shown(net.Inputs["vpc"])})
	if len(net.Inputs) != 1 {
		t.Errorf("inputs: %v", net.Inputs)
	}
	equal(t, "depends_on", []string{"depends_on: aws_x.y -> aws_x.y"}, shown(net.DependsOn))
	equal(t, "repetition", []string{"lifecycle: var.on -> variable on"}, shown(net.Repetition.Uses))
	equal(t, "providers", map[string]string{"aws": "aws.west", "aws.alt": "aws.east"}, net.Providers)
	equal(t, "source", "git::https://example.com/x.git//sub", tree.Root.Calls["far"].Source)
	for path, dir := range map[string]string{
		"": ".", "module.net": "net", "module.net.module.deep": "deep", "module.far": "far",
	} {
		m := tree.Module(path)
		if m == nil || m.Path != path || m.Dir != dir {
			t.Errorf("module %q: %+v", path, m)
		}
	}
	if tree.Module("module.none") != nil {
		t.Error("found a module that is not there")
	}
	if tree.Module("module.net.module.deep") != net.Module.Calls["deep"].Module {
		t.Error("two modules of one address")
	}
}

func TestUnreadBlocks(t *testing.T) {
	t.Parallel()
	m := loadWith(t, files{"main.tf": `
resource "a" {}
novelty "x" "y" { a = b.c }
resource "a" "b" { x = var.first }
resource "a" "b" { x = var.second }
stray = 1
locals { x = var.first }
locals { x = var.second }
provider "aws" {}
provider "aws" {}
check "c" {
  data "a" "d" {}
}
data "a" "d" {}
resource "a" "e" {
  dynamic {
    for_each = var.x
  }
}
`},
		`warning main.tf:6: "stray" is no block that is known here; what it refers to is not read`,
		`warning main.tf:2: block resource with 1 labels is not read: it takes 2`,
		`warning main.tf:3: block "novelty" is not known here; what it refers to is not read`,
		`warning main.tf:5: a.b is defined twice; the one at main.tf:4 stands`,
		`warning main.tf:8: local.x is defined twice; the one at main.tf:7 stands`,
		`warning main.tf:10: provider.aws. is defined twice; the one at main.tf:9 stands`,
		`warning main.tf:14: data.a.d is defined twice; the one at main.tf:12 stands`,
		`warning main.tf:16: dynamic block without exactly one label: what it refers to is not read`,
	).Root
	equal(t, "resource", []string{"x: var.first -> variable first"}, shown(m.Resources["a.b"].Uses))
	equal(t, "local", []string{"value: var.first -> variable first"}, shown(m.Locals["x"]))
}
