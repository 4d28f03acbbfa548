# A network module: three kinds of subnets by count, gateways by element(), all through local values.
provider "aws" {
  region = "eu-west-1"
}

locals {
  zones = ["eu-west-1a", "eu-west-1b"]
}

module "vpc" {
  source  = "./vpc"
  cidr    = "10.0.0.0/16"
  zones   = local.zones
  private = ["10.0.1.0/24", "10.0.2.0/24"]
  public  = ["10.0.101.0/24", "10.0.102.0/24"]
  data    = ["10.0.201.0/24"]
}

resource "aws_route53_zone" "internal" {
  name = "corp.internal"

  dynamic "vpc" {
    for_each = [module.vpc]
    content {
      vpc_id = vpc.value.vpc_id
    }
  }
}

resource "aws_instance" "bastion" {
  ami           = "ami-0123456789abcdef0"
  instance_type = "t3.micro"
  subnet_id     = element(module.vpc.public_subnets, 0)

  lifecycle {
    replace_triggered_by = [aws_route53_zone.internal.zone_id]
  }
}
