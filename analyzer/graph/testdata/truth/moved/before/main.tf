resource "terraform_data" "old" {
  triggers_replace = 1
}

resource "terraform_data" "node" {
  count            = 2
  triggers_replace = count.index
}

resource "terraform_data" "single" {
  triggers_replace = 1
}

resource "terraform_data" "user" {
  count = 2
  input = [terraform_data.old.id, terraform_data.node[count.index].id]
}

resource "terraform_data" "far" {
  triggers_replace = terraform_data.single.id
}
