variable "ids" {
  type = map(string)
}

locals {
  all     = values(var.ids)
  summary = "${local.all[0]} of ${length(local.all)}"
}

resource "terraform_data" "app" {
  input = local.all
}

output "summary" {
  value = local.summary
}
