# AWS: how networks and names are joined to each other. Facts are from the documentation of
# the services and that of the hashicorp/aws provider.

type "aws_vpc_peering_connection_accepter" {
  class    = "network-core"
  loses    = "nothing by itself: the provider only stops managing the accepted side of the peering"
  recovery = "reversible"
}

type "aws_vpc_endpoint_service" {
  class = "network-core"
  loses = "the private service: every endpoint that others made to it stops working, and a new one has another name"
}

type "aws_vpc_endpoint_route_table_association" {
  aliases  = ["aws_vpc_endpoint_subnet_association"]
  class    = "network-core"
  loses    = "the way from a subnet to the endpoint"
  recovery = "reversible"
}

type "aws_vpc_endpoint_policy" {
  class    = "identity"
  loses    = "the policy of the endpoint, which goes back to full access"
  recovery = "reversible"
}

type "aws_vpc_dhcp_options" {
  class = "network-core"
  loses = "the name servers and domain that instances are given; AWS refuses to delete a set that a network uses"
}

type "aws_vpc_dhcp_options_association" {
  class    = "network-core"
  loses    = "the network's name servers and domain, which go back to the default as leases are renewed"
  recovery = "reversible"
}

type "aws_vpc_ipv4_cidr_block_association" {
  aliases = ["aws_vpc_ipv6_cidr_block_association"]
  class   = "network-core"
  loses   = "an address range of the network; AWS refuses to take it away while subnets use it"
}

type "aws_vpc_ipam_pool" {
  aliases = ["aws_vpc_ipam", "aws_vpc_ipam_pool_cidr", "aws_vpc_ipam_scope"]
  class   = "network-core"
  loses   = "the register of which address range is given to whom"
}

type "aws_network_interface_attachment" {
  class    = "network-core"
  loses    = "an instance's hold on a network interface and its addresses"
  recovery = "reversible"
}

type "aws_network_interface_sg_attachment" {
  class    = "glue"
  loses    = "the rules that a group gives to an interface"
  recovery = "reversible"
}

type "aws_dx_gateway_association" {
  aliases = ["aws_dx_private_virtual_interface", "aws_dx_transit_virtual_interface", "aws_dx_public_virtual_interface", "aws_dx_hosted_private_virtual_interface"]
  class   = "network-core"
  loses   = "a path of the private line: what came over it takes another way or none"
}

type "aws_vpn_connection_route" {
  aliases  = ["aws_vpn_gateway_route_propagation", "aws_ec2_transit_gateway_route_table_propagation"]
  class    = "network-core"
  loses    = "the routes to the other side of the connection"
  recovery = "reversible"
}

type "aws_vpn_gateway_attachment" {
  class    = "network-core"
  loses    = "the network's link to its VPN gateway"
  recovery = "reversible"
}

type "aws_ec2_client_vpn_network_association" {
  aliases = ["aws_ec2_client_vpn_route"]
  class   = "network-core"
  loses   = "the way from the VPN into the network: its sessions are ended"
}

type "aws_ec2_client_vpn_authorization_rule" {
  class    = "identity"
  loses    = "the right of VPN users to reach a network"
  recovery = "reversible"
}

type "aws_ec2_managed_prefix_list" {
  class = "network-core"
  loses = "a list of address ranges; AWS refuses to delete one that rules or routes refer to"
}

type "aws_ec2_managed_prefix_list_entry" {
  class    = "network-core"
  loses    = "an address range in every rule and route that refers to the list"
  recovery = "reversible"
}

type "aws_route53_resolver_endpoint" {
  class = "traffic"
  loses = "the addresses that other networks send their DNS queries to, or through which queries leave"
}

type "aws_route53_resolver_rule_association" {
  class    = "traffic"
  loses    = "the forwarding of some names in a network"
  recovery = "reversible"
}

type "aws_route53_vpc_association_authorization" {
  class    = "glue"
  loses    = "the permission to associate a network of another account: associations made before stay"
  recovery = "reversible"
}

type "aws_route53_delegation_set" {
  class    = "traffic"
  loses    = "a set of name servers that can't be had again; AWS refuses to delete one in use"
  recovery = "lost"
}

type "aws_route53domains_registered_domain" {
  class    = "traffic"
  loses    = "nothing by itself: the provider only stops managing the registration"
  recovery = "reversible"
}

type "aws_route53_hosted_zone_dnssec" {
  aliases  = ["aws_route53_key_signing_key"]
  class    = "traffic"
  loses    = "the signatures of the zone: resolvers that check find it broken while the parent still holds the DS record"
  recovery = "recreatable"
}

type "aws_route53_query_log" {
  class    = "observability"
  loses    = "the log of DNS queries from then on"
  recovery = "reversible"
}

type "aws_globalaccelerator_listener" {
  aliases = ["aws_globalaccelerator_endpoint_group"]
  class   = "traffic"
  loses   = "the way from the accelerator's addresses to the endpoints"
}

type "aws_networkfirewall_firewall_policy" {
  aliases = ["aws_networkfirewall_rule_group"]
  class   = "network-core"
  loses   = "the rules of the firewall; AWS refuses to delete what a firewall uses"
}

type "aws_vpclattice_service" {
  aliases = ["aws_vpclattice_service_network", "aws_vpclattice_target_group", "aws_vpclattice_listener"]
  class   = "traffic"
  loses   = "a way between services: who calls by its name gets no answer"
}

type "aws_verifiedaccess_endpoint" {
  class = "traffic"
  loses = "the entry point for users without a VPN"
}

type "aws_appmesh_virtual_node" {
  aliases = ["aws_appmesh_mesh", "aws_appmesh_virtual_service", "aws_appmesh_virtual_router", "aws_appmesh_route", "aws_appmesh_virtual_gateway"]
  class   = "traffic"
  loses   = "a part of the mesh: the proxies stop routing to it"
}

type "aws_service_discovery_http_namespace" {
  class = "traffic"
  loses = "the names of all services in it; AWS refuses to delete one that holds services"
}

type "aws_service_discovery_instance" {
  class    = "traffic"
  loses    = "the entry of one instance under its service's name"
  recovery = "reversible"
}

type "aws_elb_attachment" {
  class    = "glue"
  loses    = "the traffic that the balancer sends to one instance"
  recovery = "reversible"
}

type "aws_app_cookie_stickiness_policy" {
  aliases  = ["aws_lb_cookie_stickiness_policy", "aws_load_balancer_policy", "aws_proxy_protocol_policy", "aws_load_balancer_backend_server_policy", "aws_load_balancer_listener_policy"]
  class    = "glue"
  loses    = "a setting of the classic balancer"
  recovery = "reversible"
}

type "aws_lb_trust_store" {
  class = "identity"
  loses = "the authorities whose client certificates are accepted; AWS refuses to delete one in use"
}

# EC2-Classic is gone; these can only be destroyed.
type "aws_db_security_group" {
  aliases = ["aws_elasticache_security_group", "aws_redshift_security_group"]
  class   = "network-core"
  loses   = "the rules of a database outside of a network"
}
