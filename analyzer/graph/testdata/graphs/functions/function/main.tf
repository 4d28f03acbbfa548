variable "name" {
  type = string
}

variable "environment" {
  type    = map(string)
  default = {}
}

variable "policies" {
  type    = list(string)
  default = []
}

resource "aws_iam_role" "this" {
  name               = var.name
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "this" {
  count  = length(var.policies)
  role   = aws_iam_role.this.id
  policy = var.policies[count.index]
}

resource "aws_cloudwatch_log_group" "this" {
  name = "/aws/lambda/${var.name}"
}

resource "aws_lambda_function" "this" {
  function_name = var.name
  role          = aws_iam_role.this.arn
  handler       = "main"
  runtime       = "provided.al2023"
  filename      = "none.zip"

  dynamic "environment" {
    for_each = length(var.environment) > 0 ? [var.environment] : []
    content {
      variables = environment.value
    }
  }

  depends_on = [aws_iam_role_policy.this, aws_cloudwatch_log_group.this]
}

output "arn" {
  value = aws_lambda_function.this.arn
}

output "name" {
  value = aws_lambda_function.this.function_name
}
