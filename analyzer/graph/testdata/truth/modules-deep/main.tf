# Modules three deep, for_each at two levels, each one's own instance passed down by [each.key].
resource "terraform_data" "network" {
  for_each         = toset(["east", "west"])
  triggers_replace = each.key
}

module "region" {
  source   = "./region"
  for_each = toset(["east", "west"])

  network = terraform_data.network[each.key].id
  peers   = { for key, one in terraform_data.network : key => one.id if key != each.key }
}

resource "terraform_data" "east_blue" {
  input = module.region["east"].endpoints["blue"]
}

resource "terraform_data" "directory" {
  input = { for name, region in module.region : name => region.endpoints }
}

output "west" {
  value = module.region["west"].endpoints
}
