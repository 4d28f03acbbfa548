# A database module that makes its groups or takes them, with replicas, passwords and alarms.
provider "aws" {
  region = "eu-west-1"
}

provider "aws" {
  alias  = "backup"
  region = "eu-central-1"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "data" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
}

module "database" {
  source     = "./database"
  identifier = "orders"
  subnet_ids = aws_subnet.data[*].id
  replicas   = 2
  alarms     = [module.topic["ops"].arn]

  providers = {
    aws        = aws
    aws.backup = aws.backup
  }
}

module "topic" {
  source   = "./topic"
  for_each = toset(["ops", "dev"])
  name     = each.key
}

resource "aws_secretsmanager_secret_version" "url" {
  secret_id     = aws_secretsmanager_secret.url.id
  secret_string = jsonencode({ url = module.database.url, replicas = module.database.replicas[*].address })
}

resource "aws_secretsmanager_secret" "url" {
  name = "database-url"
}

check "database" {
  assert {
    condition     = module.database.url != ""
    error_message = "no database"
  }
}
