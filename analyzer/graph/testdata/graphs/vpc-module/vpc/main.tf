variable "cidr" {
  type = string
}

variable "zones" {
  type = list(string)
}

variable "private" {
  type    = list(string)
  default = []
}

variable "public" {
  type    = list(string)
  default = []
}

variable "data" {
  type    = list(string)
  default = []
}

locals {
  vpc_id   = try(aws_vpc_ipv4_cidr_block_association.more[0].vpc_id, aws_vpc.this.id, "")
  gateways = length(var.public) > 0 ? length(var.zones) : 0
  longest  = max(length(var.private), length(var.public), length(var.data))
}

resource "aws_vpc" "this" {
  cidr_block = var.cidr
}

resource "aws_vpc_ipv4_cidr_block_association" "more" {
  count      = 0
  vpc_id     = aws_vpc.this.id
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "private" {
  count             = length(var.private)
  vpc_id            = local.vpc_id
  availability_zone = element(var.zones, count.index)
  cidr_block        = var.private[count.index]
}

resource "aws_subnet" "public" {
  count             = length(var.public)
  vpc_id            = local.vpc_id
  availability_zone = element(var.zones, count.index)
  cidr_block        = var.public[count.index]
}

resource "aws_subnet" "data" {
  count      = length(var.data)
  vpc_id     = local.vpc_id
  cidr_block = var.data[count.index]
}

resource "aws_internet_gateway" "this" {
  count  = local.gateways > 0 ? 1 : 0
  vpc_id = local.vpc_id
}

resource "aws_eip" "nat" {
  count      = local.gateways
  domain     = "vpc"
  depends_on = [aws_internet_gateway.this]
}

resource "aws_nat_gateway" "this" {
  count         = local.gateways
  allocation_id = element(aws_eip.nat[*].id, count.index)
  subnet_id     = element(aws_subnet.public[*].id, count.index)
}

resource "aws_route_table" "private" {
  count  = local.longest
  vpc_id = local.vpc_id
}

resource "aws_route" "nat" {
  count                  = local.gateways
  route_table_id         = element(aws_route_table.private[*].id, count.index)
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = element(aws_nat_gateway.this[*].id, count.index)
}

resource "aws_route_table_association" "private" {
  count          = length(var.private)
  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = element(aws_route_table.private[*].id, count.index)
}

resource "aws_db_subnet_group" "data" {
  name       = "data"
  subnet_ids = aws_subnet.data[*].id
}

output "vpc_id" {
  value      = local.vpc_id
  depends_on = [aws_route.nat]
}

output "public_subnets" {
  value = aws_subnet.public[*].id
}

output "private_subnets" {
  value = aws_subnet.private[*].id
}

output "subnet_group" {
  value = one(aws_db_subnet_group.data[*].name)
}
