# A constant key beside a use of all instances, locals, and replace_triggered_by.
locals {
  ids   = [for s in terraform_data.source : s.id]
  first = local.ids[0]
}

resource "terraform_data" "source" {
  for_each         = toset(["a", "b"])
  triggers_replace = each.key
}

resource "terraform_data" "mixed" {
  input = "${terraform_data.source["b"].id}-${join(",", [for s in terraform_data.source : s.id])}"
}

resource "terraform_data" "single" {
  input = terraform_data.source["b"].id
}

resource "terraform_data" "local" {
  input = local.first
}

resource "terraform_data" "triggered" {
  lifecycle {
    replace_triggered_by = [terraform_data.source["a"]]
  }
}

resource "terraform_data" "behind" {
  triggers_replace = terraform_data.local.output
}
