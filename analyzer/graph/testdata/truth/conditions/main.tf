# Preconditions and postconditions, in a resource, an output and a module's output.
resource "terraform_data" "limit" {
  for_each         = toset(["a", "b"])
  triggers_replace = each.key
  input            = 10
}

resource "terraform_data" "guarded" {
  for_each = toset(["a", "b"])
  input    = each.key

  lifecycle {
    precondition {
      condition     = terraform_data.limit[each.key].input > 1
      error_message = "too low"
    }
    postcondition {
      condition     = length(terraform_data.limit["a"].id) > 0
      error_message = "no limit"
    }
  }
}

module "checked" {
  source = "./checked"
  limit  = terraform_data.limit["b"].input
}

resource "terraform_data" "user" {
  input = module.checked.name
}

output "limit" {
  value = terraform_data.limit["a"].input

  precondition {
    condition     = terraform_data.guarded["a"].id != ""
    error_message = "not guarded"
  }
}

check "limits" {
  assert {
    condition     = alltrue([for one in terraform_data.limit : one.input > 1])
    error_message = "a limit is too low"
  }
}
