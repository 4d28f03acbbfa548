# Data sources wait for all instances of what they refer to, whichever key they pick.
resource "terraform_data" "path" {
  for_each = toset(["a", "b"])
  input    = "${path.module}/shared.tfstate"
}

data "terraform_remote_state" "each" {
  for_each = terraform_data.path
  backend  = "local"
  config   = { path = each.value.input }
}

data "terraform_remote_state" "constant" {
  backend = "local"
  config  = { path = terraform_data.path["a"].input }
}

resource "terraform_data" "chained" {
  for_each = data.terraform_remote_state.each
  input    = each.value.outputs.x
}

resource "terraform_data" "picked" {
  for_each = toset(["a", "b"])
  input    = data.terraform_remote_state.each[each.key].outputs.x
}

resource "terraform_data" "reader" {
  input = data.terraform_remote_state.constant.outputs.x
}

# Terraform ignores the key here and waits for both.
module "part" {
  source     = "./part"
  depends_on = [terraform_data.path["a"]]
}
