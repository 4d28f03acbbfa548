variable "name" {
  type = string
}

variable "cluster" {
  type = string
}

variable "role" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "security" {
  type = list(string)
}

resource "aws_launch_template" "this" {
  name                   = var.name
  vpc_security_group_ids = var.security

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_eks_node_group" "this" {
  cluster_name    = var.cluster
  node_group_name = var.name
  node_role_arn   = var.role
  subnet_ids      = var.subnet_ids

  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
  }

  scaling_config {
    desired_size = 1
    max_size     = 1
    min_size     = 1
  }

  lifecycle {
    precondition {
      condition     = length(aws_launch_template.this.name) < 64
      error_message = "the name is too long"
    }
  }
}

output "asg" {
  value = aws_eks_node_group.this.resources[0].autoscaling_groups[0].name
}
