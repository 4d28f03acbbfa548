# Module outputs that are maps and objects, by constant key, by each.key, as a whole object.
module "store" {
  source   = "./store"
  for_each = toset(["x", "y"])
  name     = each.key
}

resource "terraform_data" "constant" {
  input = module.store["x"].disks["fast"].id
}

resource "terraform_data" "each" {
  for_each = toset(["x", "y"])
  input    = module.store[each.key].disks["slow"].id
}

resource "terraform_data" "output_key" {
  for_each = toset(["fast", "slow"])
  input    = module.store["y"].disks[each.key].id
}

resource "terraform_data" "other_output" {
  for_each = toset(["x", "y"])
  input    = module.store[each.key].log
}

module "user" {
  source   = "./user"
  for_each = toset(["x", "y"])
  store    = module.store[each.key]
}

module "all" {
  source = "./user"
  store  = module.store["x"]
  every  = [for name, store in module.store : store.log]
}
