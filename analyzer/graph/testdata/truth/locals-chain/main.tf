# Local values of local values, through a module and back.
locals {
  base    = terraform_data.base.id
  labels  = { app = local.base, free = "x" }
  wrapped = { inner = local.labels }
  picked  = local.wrapped.inner.app
  free    = local.wrapped.inner.free
  by_key  = { for key, node in terraform_data.node : key => node.id }
  one     = local.by_key["b"]
}

resource "terraform_data" "base" {
  triggers_replace = 1
}

resource "terraform_data" "node" {
  for_each         = toset(["a", "b"])
  triggers_replace = each.key
}

resource "terraform_data" "picked" {
  input = local.picked
}

resource "terraform_data" "free" {
  input = local.free
}

resource "terraform_data" "one" {
  triggers_replace = local.one
}

resource "terraform_data" "each" {
  for_each = toset(["a", "b"])
  input    = local.by_key[each.key]
}

module "app" {
  source = "./app"
  ids    = local.by_key
}

resource "terraform_data" "behind" {
  input = module.app.summary
}
