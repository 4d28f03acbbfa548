# Equal keys that do not pair, and some that do.
locals {
  links = {
    a = { src = "b" }
    b = { src = "c" }
    c = { src = "a" }
  }
}

resource "terraform_data" "source" {
  for_each         = toset(["a", "b", "c"])
  triggers_replace = each.key
}

resource "terraform_data" "link" {
  for_each = local.links
  input    = terraform_data.source[each.value.src].id
}

resource "terraform_data" "straight" {
  for_each         = terraform_data.source
  triggers_replace = each.value.id
}

resource "terraform_data" "end" {
  input = terraform_data.straight["b"].id
}
