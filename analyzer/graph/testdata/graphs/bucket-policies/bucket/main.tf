variable "name" {
  type = string
}

variable "with_delivery" {
  type    = bool
  default = false
}

variable "with_tls_policy" {
  type    = bool
  default = false
}

variable "readers" {
  type    = list(string)
  default = []
}

data "aws_region" "current" {}
data "aws_partition" "current" {}
data "aws_caller_identity" "current" {}

locals {
  attach   = var.with_delivery || var.with_tls_policy
  accounts = { "eu-west-1" = "156460612806", "us-east-1" = "127311923021" }
  root     = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"
}

resource "aws_s3_bucket" "this" {
  count  = 1
  bucket = var.name
}

resource "aws_s3_bucket_policy" "this" {
  count  = local.attach ? 1 : 0
  bucket = aws_s3_bucket.this[0].id
  policy = data.aws_iam_policy_document.combined[0].json

  depends_on = [aws_s3_bucket_public_access_block.this]
}

resource "aws_s3_bucket_public_access_block" "this" {
  bucket              = aws_s3_bucket.this[0].id
  block_public_policy = true
}

data "aws_iam_policy_document" "combined" {
  count = local.attach ? 1 : 0
  source_policy_documents = compact([
    var.with_delivery ? data.aws_iam_policy_document.delivery[0].json : "",
    var.with_tls_policy ? data.aws_iam_policy_document.tls[0].json : "",
  ])
}

data "aws_iam_policy_document" "delivery" {
  count = var.with_delivery ? 1 : 0

  dynamic "statement" {
    for_each = { for region, account in local.accounts : region => account if region == data.aws_region.current.region }
    content {
      actions   = ["s3:PutObject"]
      resources = ["${aws_s3_bucket.this[0].arn}/*"]
      principals {
        type        = "AWS"
        identifiers = ["arn:${data.aws_partition.current.partition}:iam::${statement.value}:root"]
      }
    }
  }

  statement {
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.this[0].arn}/*"]
  }
}

data "aws_iam_policy_document" "tls" {
  count = var.with_tls_policy ? 1 : 0

  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.this[0].arn]
    principals {
      type        = "AWS"
      identifiers = concat([local.root], var.readers)
    }
  }
}

output "id" {
  value = try(aws_s3_bucket_policy.this[0].id, aws_s3_bucket.this[0].id)
}
