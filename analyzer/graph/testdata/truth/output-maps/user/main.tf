variable "store" {
  type = any
}

variable "every" {
  type    = list(string)
  default = []
}

resource "terraform_data" "user" {
  input = var.store.log
}

resource "terraform_data" "list" {
  input = var.every
}
