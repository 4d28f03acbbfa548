variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "groups" {
  type = any
}

locals {
  defaults      = { role = module.role.arn, security_groups = [aws_security_group.node.id] }
  groups        = { for name, group in var.groups : name => merge(local.defaults, group) }
  cluster_sg_id = aws_security_group.cluster.id
}

module "role" {
  source   = "./role"
  name     = "${var.name}-node"
  policies = ["arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy"]
}

module "cluster_role" {
  source   = "./role"
  name     = "${var.name}-cluster"
  policies = ["arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"]
}

resource "aws_security_group" "cluster" {
  vpc_id = var.vpc_id
}

resource "aws_security_group" "node" {
  vpc_id = var.vpc_id
}

resource "aws_security_group_rule" "node" {
  for_each = {
    ingress = { source = local.cluster_sg_id, target = aws_security_group.node.id }
    back    = { source = aws_security_group.node.id, target = local.cluster_sg_id }
  }
  type                     = "ingress"
  from_port                = 443
  to_port                  = 443
  protocol                 = "tcp"
  security_group_id        = each.value.target
  source_security_group_id = each.value.source
}

resource "aws_kms_key" "this" {
  description = "secrets of the cluster"
}

resource "aws_eks_cluster" "this" {
  name     = var.name
  role_arn = module.cluster_role.arn

  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = [local.cluster_sg_id]
  }

  dynamic "encryption_config" {
    for_each = [aws_kms_key.this.arn]
    content {
      resources = ["secrets"]
      provider {
        key_arn = encryption_config.value
      }
    }
  }

  depends_on = [module.cluster_role, aws_security_group_rule.node]
}

module "group" {
  source   = "./group"
  for_each = local.groups

  name       = each.key
  cluster    = aws_eks_cluster.this.name
  role       = each.value.role
  subnet_ids = each.value.subnet_ids
  security   = each.value.security_groups
}

output "groups" {
  value = module.group
}

output "node_security_group" {
  value = aws_security_group.node.id
}
