# A cluster module with node groups in a module of their own, roles made by a third.
provider "aws" {
  region = "eu-west-1"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "nodes" {
  for_each   = { a = "10.0.1.0/24", b = "10.0.2.0/24" }
  vpc_id     = aws_vpc.main.id
  cidr_block = each.value
}

module "cluster" {
  source     = "./cluster"
  name       = "main"
  vpc_id     = aws_vpc.main.id
  subnet_ids = [for subnet in aws_subnet.nodes : subnet.id]
  groups = {
    web   = { size = 3, subnet_ids = [aws_subnet.nodes["a"].id] }
    batch = { size = 1, subnet_ids = [for key, subnet in aws_subnet.nodes : subnet.id if key != "a"] }
  }
}

resource "aws_security_group_rule" "from_nodes" {
  type                     = "ingress"
  from_port                = 5432
  to_port                  = 5432
  protocol                 = "tcp"
  security_group_id        = aws_security_group.database.id
  source_security_group_id = module.cluster.node_security_group
}

resource "aws_security_group" "database" {
  vpc_id = aws_vpc.main.id
}

resource "aws_autoscaling_attachment" "web" {
  autoscaling_group_name = module.cluster.groups["web"].asg
  lb_target_group_arn    = aws_lb_target_group.web.arn
}

resource "aws_lb_target_group" "web" {
  port     = 80
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}
