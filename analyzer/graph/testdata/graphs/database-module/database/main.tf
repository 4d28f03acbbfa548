terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.backup]
    }
  }
}

variable "identifier" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "subnet_group" {
  type    = string
  default = null
}

variable "replicas" {
  type    = number
  default = 0
}

variable "alarms" {
  type    = list(string)
  default = []
}

locals {
  own_group = var.subnet_group == null
  group     = local.own_group ? aws_db_subnet_group.this[0].name : var.subnet_group
  password  = random_password.this.result
  settings  = { group = local.group, parameters = aws_db_parameter_group.this.name }
  all       = concat([aws_db_instance.this], aws_db_instance.replica)
}

resource "random_password" "this" {
  length = 20
}

resource "aws_db_subnet_group" "this" {
  count      = local.own_group ? 1 : 0
  name       = var.identifier
  subnet_ids = var.subnet_ids
}

resource "aws_db_parameter_group" "this" {
  name   = var.identifier
  family = "postgres16"

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_kms_key" "backup" {
  provider    = aws.backup
  description = "backups"
}

resource "aws_db_instance" "this" {
  identifier           = var.identifier
  instance_class       = "db.t3.micro"
  engine               = "postgres"
  username             = "admin"
  password             = local.password
  db_subnet_group_name = local.settings.group
  parameter_group_name = local.settings.parameters
}

resource "aws_db_instance" "replica" {
  count               = var.replicas
  identifier          = "${var.identifier}-${count.index}"
  instance_class      = "db.t3.micro"
  replicate_source_db = aws_db_instance.this.identifier
}

resource "aws_db_instance_automated_backups_replication" "this" {
  provider               = aws.backup
  source_db_instance_arn = aws_db_instance.this.arn
  kms_key_id             = aws_kms_key.backup.arn
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each            = { for i, db in local.all : i => db.identifier }
  alarm_name          = "${var.identifier}-${each.key}"
  comparison_operator = "LessThanThreshold"
  evaluation_periods  = 1
  alarm_actions       = var.alarms
  dimensions          = { DBInstanceIdentifier = each.value }
}

output "url" {
  value     = "postgres://${aws_db_instance.this.address}"
  sensitive = true

  precondition {
    condition     = aws_db_parameter_group.this.family == "postgres16"
    error_message = "wrong family"
  }
}

output "replicas" {
  value = aws_db_instance.replica
}
