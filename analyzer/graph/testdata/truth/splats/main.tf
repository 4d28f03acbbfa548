# Splats, element(), values(), sort() and slices: any instance may be the one that is meant.
resource "terraform_data" "node" {
  count            = 3
  triggers_replace = count.index
}

resource "terraform_data" "named" {
  for_each         = toset(["a", "b"])
  triggers_replace = each.key
}

resource "terraform_data" "smallest" {
  input = sort(terraform_data.node[*].id)[0]
}

resource "terraform_data" "element" {
  count = 2
  input = element(terraform_data.node[*].id, count.index)
}

resource "terraform_data" "wrapped" {
  count            = 2
  triggers_replace = element(terraform_data.node, count.index + 2).id
}

resource "terraform_data" "slice" {
  input = slice(terraform_data.node[*].id, 0, 2)
}

resource "terraform_data" "values" {
  input = values(terraform_data.named)[0].id
}

resource "terraform_data" "number" {
  input = length(terraform_data.node)
}

resource "terraform_data" "paired" {
  count = 3
  input = [terraform_data.node[count.index].id, terraform_data.named["a"].id]
}

output "ids" {
  value = terraform_data.paired[*].output
}
