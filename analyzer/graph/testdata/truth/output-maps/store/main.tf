variable "name" {
  type = string
}

resource "terraform_data" "disk" {
  for_each         = toset(["fast", "slow"])
  triggers_replace = var.name
}

resource "terraform_data" "log" {
  triggers_replace = 1
}

output "disks" {
  value = terraform_data.disk
}

output "log" {
  value = terraform_data.log.id
}
