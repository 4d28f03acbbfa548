variable "name" {
  type = string
}

variable "swapped" {
  type    = string
  default = "a"
}

resource "terraform_data" "source" {
  for_each         = toset(["a", "b"])
  triggers_replace = each.key
}

resource "terraform_data" "own" {
  input = terraform_data.source[var.name].id
}

resource "terraform_data" "other" {
  input = terraform_data.source[var.swapped].id
}

output "own" {
  value = terraform_data.own.id
}
