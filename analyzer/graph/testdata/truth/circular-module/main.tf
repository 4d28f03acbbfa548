# A module whose input is one of its own outputs, and two modules that need each other.
module "loop" {
  source = "./loop"
  seed   = terraform_data.seed.id
  back   = module.loop.front
}

module "left" {
  source = "./loop"
  seed   = terraform_data.seed.id
  back   = module.right.front
}

module "right" {
  source = "./loop"
  seed   = "fixed"
  back   = module.left.front
}

resource "terraform_data" "seed" {
  triggers_replace = 1
}

resource "terraform_data" "end" {
  input = module.right.rear
}
