variable "name" {
  type = string
}

variable "policies" {
  type = set(string)
}

resource "aws_iam_role" "this" {
  name               = var.name
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy_attachment" "this" {
  for_each   = var.policies
  role       = aws_iam_role.this.name
  policy_arn = each.value
}

output "arn" {
  value      = aws_iam_role.this.arn
  depends_on = [aws_iam_role_policy_attachment.this]
}
