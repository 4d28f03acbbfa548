variable "seed" {
  type = string
}

variable "back" {
  type = string
}

resource "terraform_data" "front" {
  triggers_replace = var.seed
}

resource "terraform_data" "rear" {
  input = var.back
}

output "front" {
  value = terraform_data.front.id
}

output "rear" {
  value = terraform_data.rear.id
}
