# Objects in objects as dynamic blocks would make them, with for expressions two deep.
variable "rules" {
  type = map(list(string))
  default = {
    web = ["a", "b"]
    db  = ["b"]
  }
}

resource "terraform_data" "group" {
  for_each         = toset(["a", "b", "c"])
  triggers_replace = each.key
}

resource "terraform_data" "firewall" {
  for_each = var.rules
  input = {
    name  = each.key
    rules = [for name in each.value : { peer = terraform_data.group[name].id, port = 443 }]
    extra = [for each in ["c"] : terraform_data.group[each].id]
  }
}

resource "terraform_data" "flat" {
  for_each = { for pair in flatten([for name, peers in var.rules : [for peer in peers : { name = name, peer = peer }]]) : "${pair.name}-${pair.peer}" => pair }
  triggers_replace = {
    firewall = terraform_data.firewall[each.value.name].id
    group    = terraform_data.group[each.value.peer].id
  }
}

resource "terraform_data" "text" {
  input = <<-EOT
    %{for name, one in terraform_data.flat~}
    ${name} = ${one.id}
    %{endfor~}
  EOT
}

resource "terraform_data" "policy" {
  input = jsonencode({ Statement = [{ Resource = terraform_data.firewall["web"].id }] })
}
