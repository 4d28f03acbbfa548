# depends_on on modules, and a data source between two resources.
resource "terraform_data" "network" {
  triggers_replace = 1
}

module "store" {
  source     = "./store"
  count      = 2
  depends_on = [terraform_data.network]
}

data "terraform_remote_state" "shared" {
  backend = "local"
  config = {
    path = "${path.module}/shared.json"
  }
  depends_on = [module.store]
}

resource "terraform_data" "reader" {
  input = data.terraform_remote_state.shared.outputs.zone
}

resource "terraform_data" "behind" {
  triggers_replace = terraform_data.reader.output
}

module "late" {
  source     = "./store"
  depends_on = [module.store[0], terraform_data.behind]
}

resource "terraform_data" "only_late" {
  depends_on = [module.late]
}
