# Maps that are built in for_each: from other resources, with other keys, filtered.
resource "terraform_data" "source" {
  for_each         = toset(["a", "b", "c"])
  triggers_replace = each.key
}

resource "terraform_data" "same" {
  for_each = { for key, one in terraform_data.source : key => one.id }
  input    = each.value
}

resource "terraform_data" "renamed" {
  for_each = { for key, one in terraform_data.source : upper(key) => one.id if key != "c" }
  input    = each.value
}

resource "terraform_data" "swapped" {
  for_each = {
    a = terraform_data.source["b"].id
    b = terraform_data.source["a"].id
  }
  triggers_replace = each.value
}

resource "terraform_data" "keys" {
  for_each = toset([for key, one in terraform_data.source : key if key != "a"])
  input    = terraform_data.source[each.key].id
}

resource "terraform_data" "merged" {
  for_each = merge(
    { for key, one in terraform_data.swapped : "s-${key}" => one.id },
    { x = terraform_data.source["c"].id },
  )
  input = each.value
}
