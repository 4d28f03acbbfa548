variable "subnet" {
  type = string
}

resource "terraform_data" "server" {
  count            = 2
  triggers_replace = [var.subnet, count.index]
}

output "addresses" {
  value = terraform_data.server[*].id
}
