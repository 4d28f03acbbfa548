variable "subnet" {
  type = string
}

module "server" {
  source = "./server"
  subnet = var.subnet
}

resource "terraform_data" "balancer" {
  count = 2
  input = module.server.addresses[count.index]
}

output "endpoint" {
  value = terraform_data.balancer[0].id
}
