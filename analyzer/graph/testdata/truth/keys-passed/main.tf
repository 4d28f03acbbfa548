# A key that goes through a module's input and is an index there.
module "part" {
  source   = "./part"
  for_each = toset(["a", "b"])
  name     = each.key
  swapped  = each.key == "a" ? "b" : "a"
}

module "numbered" {
  source = "./part"
  count  = 2
  name   = ["a", "b"][count.index]
}

resource "terraform_data" "first" {
  input = module.part["a"].own
}

resource "terraform_data" "tail" {
  count = 2
  input = module.numbered[count.index].own
}
