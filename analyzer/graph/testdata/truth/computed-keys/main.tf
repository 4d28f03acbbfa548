# Keys that are computed: by local, variable, function, other resource, and count.index turned round.
variable "primary" {
  type    = string
  default = "b"
}

locals {
  second  = "c"
  sources = { one = "a", two = var.primary }
}

resource "terraform_data" "source" {
  for_each         = toset(["a", "b", "c"])
  triggers_replace = each.key
}

resource "terraform_data" "node" {
  count            = 4
  triggers_replace = count.index
}

resource "terraform_data" "by_variable" {
  input = terraform_data.source[var.primary].id
}

resource "terraform_data" "by_local" {
  input = terraform_data.source[local.second].id
}

resource "terraform_data" "by_map" {
  for_each = local.sources
  input    = terraform_data.source[local.sources[each.key]].id
}

resource "terraform_data" "by_function" {
  for_each = toset(["A", "B"])
  input    = terraform_data.source[lower(each.key)].id
}

resource "terraform_data" "reversed" {
  count            = 4
  triggers_replace = terraform_data.node[3 - count.index].id
}

resource "terraform_data" "halved" {
  count = 4
  input = terraform_data.reversed[floor(count.index / 2)].id
}

resource "terraform_data" "by_value" {
  for_each = toset(["a", "c"])
  input    = terraform_data.source[each.value].id
}

resource "terraform_data" "from_text" {
  count = 2
  input = terraform_data.source[["a", "b"][count.index]].id
}

resource "terraform_data" "both" {
  count = 4
  input = [terraform_data.node[count.index].id, terraform_data.node[0].id]
}
