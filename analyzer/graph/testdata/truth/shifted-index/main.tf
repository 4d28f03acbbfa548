# Each one of the ring refers to the next, a chain to the one with its own number.
resource "terraform_data" "node" {
  count            = 3
  triggers_replace = count.index
}

resource "terraform_data" "ring" {
  count            = 3
  triggers_replace = terraform_data.node[(count.index + 1) % 3].id
}

resource "terraform_data" "last" {
  count = 2
  input = terraform_data.ring[count.index].id
}

resource "terraform_data" "first" {
  input = terraform_data.ring[0].id
}
