# for_each over the resource or module before, three times over.
resource "terraform_data" "first" {
  for_each         = toset(["a", "b", "c"])
  triggers_replace = each.key
}

resource "terraform_data" "second" {
  for_each         = terraform_data.first
  triggers_replace = each.value.id
}

module "third" {
  source   = "./third"
  for_each = terraform_data.second
  parent   = each.value.id
}

resource "terraform_data" "fourth" {
  for_each = module.third
  input    = each.value.id
}

resource "terraform_data" "keys_only" {
  for_each = terraform_data.fourth
  input    = each.key
}

resource "terraform_data" "crossed" {
  for_each         = terraform_data.first
  triggers_replace = [each.value.id, terraform_data.second["a"].id]
}
