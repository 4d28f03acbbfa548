variable "parent" {
  type = string
}

resource "terraform_data" "this" {
  triggers_replace = var.parent
}

output "id" {
  value = terraform_data.this.id
}
