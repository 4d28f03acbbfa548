# What others, outside of the stack, know an object by: addresses that they let in, names
# that they connect to or delegate to. Attributes are those of the providers'
# documentation. unless leaves objects out that only the inside sees; given_by are the
# arguments that give the address from another object, which speaks for itself.

outside "aws_eip" {
  attributes = ["public_ip"]
  what       = "a fixed public address"
}

outside "aws_nat_gateway" {
  attributes = ["public_ip"]
  what       = "the address from which traffic goes out"
  given_by   = ["allocation_id"]
  unless     = { connectivity_type = "private" }
}

outside "aws_lb" {
  attributes = ["dns_name"]
  what       = "the name of a load balancer"
  aliases    = ["aws_alb"]
  unless     = { internal = true }
}

outside "aws_elb" {
  attributes = ["dns_name"]
  what       = "the name of a load balancer"
  unless     = { internal = true }
}

outside "aws_globalaccelerator_accelerator" {
  attributes = ["dns_name", "ip_sets"]
  what       = "fixed public addresses"
}

outside "aws_cloudfront_distribution" {
  attributes = ["domain_name"]
  what       = "the name of a distribution"
}

outside "aws_apigatewayv2_api" {
  attributes = ["api_endpoint"]
  what       = "the address of an interface"
}

outside "aws_lightsail_static_ip" {
  attributes = ["ip_address"]
  what       = "a fixed public address"
}

outside "aws_transfer_server" {
  attributes = ["endpoint"]
  what       = "the name of a file server"
}

outside "aws_route53_zone" {
  attributes = ["name_servers"]
  what       = "the name servers that a registrar points to"
}

outside "aws_vpc_endpoint_service" {
  attributes = ["service_name"]
  what       = "the name under which other accounts connect"
}

outside "google_compute_address" {
  attributes = ["address"]
  what       = "a fixed public address"
  unless     = { address_type = "INTERNAL" }
}

outside "google_compute_global_address" {
  attributes = ["address"]
  what       = "a fixed public address"
  unless     = { address_type = "INTERNAL" }
}

outside "google_dns_managed_zone" {
  attributes = ["name_servers"]
  what       = "the name servers that a registrar points to"
  unless     = { visibility = "private" }
}

outside "google_compute_service_attachment" {
  attributes = ["self_link"]
  what       = "the name under which other projects connect"
}

outside "azurerm_public_ip" {
  attributes = ["ip_address", "fqdn"]
  what       = "a public address"
}

outside "azurerm_public_ip_prefix" {
  attributes = ["ip_prefix"]
  what       = "a range of public addresses"
}

outside "azurerm_dns_zone" {
  attributes = ["name_servers"]
  what       = "the name servers that a registrar points to"
}

outside "azurerm_private_link_service" {
  attributes = ["alias"]
  what       = "the name under which others connect"
}
