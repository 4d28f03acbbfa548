# A bucket module: policy documents that are put together, dynamic statements beside a written one.
provider "aws" {
  region = "eu-west-1"
}

module "logs" {
  source          = "./bucket"
  name            = "logs-of-everything"
  with_delivery   = true
  with_tls_policy = true
  readers         = [aws_iam_role.reader.arn]
}

resource "aws_iam_role" "reader" {
  name               = "reader"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

data "aws_iam_policy_document" "trust" {
  dynamic "statement" {
    for_each = toset(["ec2", "ecs-tasks"])
    content {
      actions = ["sts:AssumeRole"]
      principals {
        type        = "Service"
        identifiers = ["${statement.value}.amazonaws.com"]
      }
    }
  }
}

output "bucket" {
  value = module.logs.id
}
