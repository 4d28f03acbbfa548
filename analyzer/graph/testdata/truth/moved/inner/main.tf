resource "terraform_data" "single" {
  triggers_replace = 1
}

output "id" {
  value = terraform_data.single.id
}
