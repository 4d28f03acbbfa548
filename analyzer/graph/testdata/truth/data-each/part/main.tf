data "terraform_remote_state" "in" {
  backend = "local"
  config  = { path = "${path.root}/shared.tfstate" }
}

resource "terraform_data" "out" {
  input = data.terraform_remote_state.in.outputs.x
}
