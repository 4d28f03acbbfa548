variable "network" {
  type = string
}

variable "peers" {
  type = map(string)
}

resource "terraform_data" "subnet" {
  for_each         = toset(["blue", "green"])
  triggers_replace = var.network
}

resource "terraform_data" "peering" {
  for_each = var.peers
  input    = each.value
}

module "cell" {
  source   = "./cell"
  for_each = toset(["blue", "green"])

  subnet = terraform_data.subnet[each.key].id
}

output "endpoints" {
  value = { for name, cell in module.cell : name => cell.endpoint }
}
