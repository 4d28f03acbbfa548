# Moves that wait: a rename, count to for_each, into a module. The state has the old names.
locals {
  base = terraform_data.new.id
}

resource "terraform_data" "new" {
  triggers_replace = 1
}

resource "terraform_data" "node" {
  for_each         = { a = 0, b = 1 }
  triggers_replace = each.value
}

module "inner" {
  source = "./inner"
}

resource "terraform_data" "user" {
  for_each = { a = 0, b = 1 }
  input    = [local.base, terraform_data.node[each.key].id]
}

resource "terraform_data" "far" {
  triggers_replace = module.inner.id
}

moved {
  from = terraform_data.old
  to   = terraform_data.new
}

moved {
  from = terraform_data.node[0]
  to   = terraform_data.node["a"]
}

moved {
  from = terraform_data.node[1]
  to   = terraform_data.node["b"]
}

moved {
  from = terraform_data.user[0]
  to   = terraform_data.user["a"]
}

moved {
  from = terraform_data.user[1]
  to   = terraform_data.user["b"]
}

moved {
  from = terraform_data.single
  to   = module.inner.terraform_data.single
}
