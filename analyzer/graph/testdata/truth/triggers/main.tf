# replace_triggered_by: a whole resource, one of its instances, the same key, the same number, an attribute.
resource "terraform_data" "named" {
  for_each         = toset(["a", "b"])
  triggers_replace = each.key
}

resource "terraform_data" "numbered" {
  count            = 2
  triggers_replace = count.index
}

resource "terraform_data" "by_all" {
  lifecycle {
    replace_triggered_by = [terraform_data.named]
  }
}

resource "terraform_data" "by_one" {
  lifecycle {
    replace_triggered_by = [terraform_data.named["b"].id]
  }
}

resource "terraform_data" "by_key" {
  for_each = toset(["a", "b"])

  lifecycle {
    replace_triggered_by = [terraform_data.named[each.key]]
  }
}

resource "terraform_data" "by_number" {
  count = 2

  lifecycle {
    replace_triggered_by = [terraform_data.numbered[count.index].id]
  }
}

resource "terraform_data" "behind" {
  for_each = terraform_data.by_key
  input    = each.value.id
}

resource "terraform_data" "by_number_too" {
  input = "fixed"

  lifecycle {
    replace_triggered_by = [terraform_data.by_number[1], terraform_data.by_one.output]
  }
}
