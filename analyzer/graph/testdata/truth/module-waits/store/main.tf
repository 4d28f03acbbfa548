resource "terraform_data" "disk" {
  triggers_replace = 1
}

data "terraform_remote_state" "own" {
  backend = "local"
  config = {
    path = "${path.root}/shared.json"
  }
}

resource "terraform_data" "mounted" {
  input = [terraform_data.disk.id, data.terraform_remote_state.own.outputs.zone]
}

output "disk" {
  value = terraform_data.disk.id
}
