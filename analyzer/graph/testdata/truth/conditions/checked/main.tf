variable "limit" {
  type = number

  validation {
    condition     = var.limit > 1
    error_message = "too low"
  }
}

resource "terraform_data" "named" {
  input = "n"
}

output "name" {
  value = terraform_data.named.id

  precondition {
    condition     = var.limit < 100
    error_message = "too high"
  }
}
