# Conditional expressions, try(), one() and resources of which there is none.
variable "blue" {
  type    = bool
  default = true
}

resource "terraform_data" "blue" {
  count            = var.blue ? 1 : 0
  triggers_replace = 1
}

resource "terraform_data" "green" {
  count            = var.blue ? 0 : 1
  triggers_replace = 1
}

resource "terraform_data" "spare" {
  triggers_replace = 1
}

resource "terraform_data" "active" {
  input = var.blue ? terraform_data.blue[0].id : terraform_data.green[0].id
}

resource "terraform_data" "one" {
  triggers_replace = one(concat(terraform_data.blue[*].id, terraform_data.green[*].id))
}

resource "terraform_data" "tried" {
  input = try(terraform_data.green[0].id, terraform_data.spare.id)
}

resource "terraform_data" "coalesced" {
  input = coalesce(one(terraform_data.green[*].id), terraform_data.blue[0].id)
}

resource "terraform_data" "nobody" {
  count = length(terraform_data.green)
  input = terraform_data.spare.id
}

resource "terraform_data" "known" {
  input = terraform_data.spare.triggers_replace == 1 ? terraform_data.blue[0].id : terraform_data.tried.id
}

resource "terraform_data" "per_blue" {
  count = length(terraform_data.blue)
  input = terraform_data.blue[count.index].id
}
