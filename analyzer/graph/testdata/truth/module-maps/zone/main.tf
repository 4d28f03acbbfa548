variable "network" {
  type = string
}

variable "names" {
  type = list(string)
}

resource "terraform_data" "host" {
  for_each         = toset(var.names)
  triggers_replace = var.network
}

output "hosts" {
  value = { for name, host in terraform_data.host : name => host.id }
}
