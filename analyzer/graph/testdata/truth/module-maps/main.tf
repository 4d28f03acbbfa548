# Modules with for_each whose outputs are maps, and a whole module object.
resource "terraform_data" "network" {
  triggers_replace = "10.0.0.0/16"
}

module "zone" {
  source   = "./zone"
  for_each = toset(["x", "y"])

  network = terraform_data.network.id
  names   = ["db", each.key]
}

resource "terraform_data" "one" {
  input = module.zone["x"].hosts["db"]
}

resource "terraform_data" "all" {
  input = { for name, zone in module.zone : name => zone.hosts }
}

resource "terraform_data" "waits" {
  depends_on = [module.zone]
}

output "hosts" {
  value = module.zone["y"].hosts
}
