# Functions from a map, with triggers, permissions and alarms that find them by key.
provider "aws" {
  region = "eu-west-1"
}

variable "functions" {
  type = map(object({ topic = string, tables = list(string) }))
  default = {
    order = { topic = "orders", tables = ["orders", "stock"] }
    mail  = { topic = "orders", tables = [] }
  }
}

locals {
  topics = toset([for f in var.functions : f.topic])
  tables = toset(flatten([for f in var.functions : f.tables]))
  arns   = { for name, table in aws_dynamodb_table.this : name => table.arn }
  grants = { for name, f in var.functions : name => [for t in f.tables : local.arns[t]] if length(f.tables) > 0 }
}

resource "aws_sns_topic" "this" {
  for_each = local.topics
  name     = each.key
}

resource "aws_dynamodb_table" "this" {
  for_each     = local.tables
  name         = each.key
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"

  attribute {
    name = "id"
    type = "S"
  }
}

module "function" {
  source   = "./function"
  for_each = var.functions

  name        = each.key
  environment = { TOPIC = aws_sns_topic.this[each.value.topic].arn }
  policies    = contains(keys(local.grants), each.key) ? [data.aws_iam_policy_document.tables[each.key].json] : []
}

data "aws_iam_policy_document" "tables" {
  for_each = local.grants

  statement {
    actions   = ["dynamodb:*"]
    resources = each.value
  }
}

resource "aws_lambda_permission" "topic" {
  for_each      = module.function
  action        = "lambda:InvokeFunction"
  function_name = each.value.name
  principal     = "sns.amazonaws.com"
  source_arn    = aws_sns_topic.this[var.functions[each.key].topic].arn
}

resource "aws_sns_topic_subscription" "topic" {
  for_each  = var.functions
  topic_arn = aws_sns_topic.this[each.value.topic].arn
  protocol  = "lambda"
  endpoint  = module.function[each.key].arn

  depends_on = [aws_lambda_permission.topic]
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  for_each            = { for name, f in module.function : name => f.name }
  alarm_name          = "${each.key}-errors"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  dimensions          = { FunctionName = each.value }
}
