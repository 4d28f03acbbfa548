# What comes of it if a new object is created while the old one is there, as
# create_before_destroy asks for. unique names attributes that hold a name of which there can
# be one, beside those of names.hcl and the common ones of defaults.hcl; names_repeat says that
# the common ones may repeat. refused says what stands in the way while all attributes of
# while_same stay the same (they are set, or missing on both sides), always if there are none,
# and with the settings that must hold before as well;
# outcome is what that comes to, stuck unless it says something else: where the service takes
# the new one for the old one, the destroy of the old one undoes it. safe says why nothing but
# a name stands in the way. A type may have several blocks, and a * stands for any text.

# Names of which there can be one

create_first "aws_rds_global_cluster" {
  unique = ["global_cluster_identifier"]
}

create_first "aws_dms_replication_instance" {
  unique = ["replication_instance_id"]
}

# https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers.html
create_first "aws_mq_broker" {
  unique = ["broker_name"]
}

create_first "aws_neptune_cluster" {
  unique = ["cluster_identifier"]
}

create_first "aws_elasticache_cluster" {
  unique = ["cluster_id"]
}

create_first "aws_s3_directory_bucket" {
  unique = ["bucket"]
}

create_first "aws_msk_cluster" {
  unique  = ["cluster_name"]
  aliases = ["aws_msk_serverless_cluster", "aws_dax_cluster"]
}

create_first "aws_elasticsearch_domain" {
  unique = ["domain_name"]
}

create_first "aws_redshiftserverless_namespace" {
  unique = ["namespace_name"]
}

create_first "aws_redshiftserverless_workgroup" {
  unique = ["workgroup_name"]
}

create_first "aws_timestreamwrite_database" {
  unique = ["database_name"]
}

create_first "aws_efs_file_system" {
  unique = ["creation_token"]
}

create_first "aws_apprunner_service" {
  unique = ["service_name"]
}

create_first "aws_cognito_user_pool_domain" {
  unique = ["domain"]
}

create_first "aws_api_gateway_domain_name" {
  unique  = ["domain_name"]
  aliases = ["aws_apigatewayv2_domain_name"]
}

create_first "google_alloydb_cluster" {
  unique = ["cluster_id"]
}

create_first "google_service_account" {
  unique = ["account_id"]
}

# A release may stand in another namespace under the same name, but for what its chart makes
# outside of namespaces.
create_first "helm_release" {
  unique  = ["name"]
  within  = ["namespace"]
  refused = "what its chart makes outside of namespaces, such as cluster roles, may be there once only"
  outcome = "stuck"
}

create_first "azurerm_mssql_database" {
  unique  = ["name"]
  within  = ["server_id"]
  aliases = ["azurerm_postgresql_flexible_server_database"]
}

create_first "google_sql_database" {
  unique  = ["name"]
  within  = ["instance"]
  aliases = ["google_sql_user"]
}

# Names that repeat

create_first "cloudflare_record" {
  names_repeat = true
  aliases      = ["cloudflare_dns_record", "aws_cognito_user_pool", "aws_route53_zone"]
}

create_first "aws_emr_cluster" {
  names_repeat = true
  safe         = "the new cluster runs beside the old one, without what HDFS held"
}

create_first "aws_api_gateway_rest_api" {
  names_repeat = true
  safe         = "the new API stands beside the old one, at another address"
  aliases      = ["aws_apigatewayv2_api", "aws_appsync_graphql_api"]
}

create_first "aws_ec2_managed_prefix_list" {
  names_repeat = true
  safe         = "the new list stands beside the old one"
}

# Names within something else

# https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html
create_first "aws_appautoscaling_policy" {
  names_repeat = true
  refused      = "both are the policy of that name, and the destroy of the old one deletes it"
  while_same   = ["service_namespace", "resource_id", "scalable_dimension", "name"]
  outcome      = "outage"
}

create_first "aws_security_group" {
  names_repeat = true
  refused      = "a network has one group of a name"
  while_same   = ["vpc_id", "name"]
}

create_first "aws_apigatewayv2_stage" {
  names_repeat = true
  refused      = "an API has one stage of a name"
  while_same   = ["api_id", "name"]
}

create_first "aws_lambda_alias" {
  names_repeat = true
  refused      = "a function has one alias of a name"
  while_same   = ["function_name", "name"]
}

create_first "aws_iam_role_policy" {
  names_repeat = true
  refused      = "both are the role's policy of that name, and the destroy of the old one deletes it"
  while_same   = ["role", "name"]
  outcome      = "access-loss"
}

create_first "aws_ecs_service" {
  names_repeat = true
  refused      = "a cluster has one service of a name"
  while_same   = ["cluster", "name"]
}

create_first "google_sql_database" {
  names_repeat = true
  refused      = "an instance has one of a name"
  while_same   = ["instance", "name"]
}

create_first "google_sql_user" {
  names_repeat = true
  refused      = "an instance has one of a name and host"
  while_same   = ["instance", "name", "host"]
}

create_first "google_container_node_pool" {
  names_repeat = true
  refused      = "a cluster has one pool of a name"
  while_same   = ["cluster", "name"]
}

create_first "google_compute_router_nat" {
  names_repeat = true
  refused      = "a router has one of a name"
  while_same   = ["router", "name"]
}

create_first "azurerm_kubernetes_cluster_node_pool" {
  names_repeat = true
  refused      = "a cluster has one pool of a name"
  while_same   = ["kubernetes_cluster_id", "name"]
}

create_first "azurerm_mssql_database" {
  names_repeat = true
  refused      = "a server has one database of a name"
  while_same   = ["server_id", "name"]
  aliases      = ["azurerm_postgresql_flexible_server_database"]
}

create_first "azurerm_servicebus_queue" {
  names_repeat = true
  refused      = "a namespace has one of a name"
  while_same   = ["namespace_id", "name"]
  aliases      = ["azurerm_servicebus_topic"]
}

create_first "azurerm_lb_backend_address_pool" {
  names_repeat = true
  refused      = "a load balancer has one of a name"
  while_same   = ["loadbalancer_id", "name"]
  aliases      = ["azurerm_lb_probe", "azurerm_lb_rule", "azurerm_lb_nat_rule", "azurerm_lb_nat_pool", "azurerm_lb_outbound_rule"]
}

# Records: a set of them has one name and type in a zone.

# https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route53_record
create_first "aws_route53_record" {
  names_repeat = true
  refused      = "the zone has the record already, and allow_overwrite is no default"
  while_same   = ["zone_id", "name", "type", "set_identifier"]
}

create_first "google_dns_record_set" {
  names_repeat = true
  refused      = "the zone has the record set already"
  while_same   = ["managed_zone", "name", "type"]
}

# Addresses and ranges

create_first "aws_vpc" {
  safe = "the new network stands beside the old one; what stands in it moves only if it is created first as well"
}

create_first "aws_subnet" {
  refused    = "ranges of subnets in one network can't overlap"
  while_same = ["vpc_id", "cidr_block"]
}

create_first "google_compute_subnetwork" {
  refused    = "ranges of subnets in one network can't overlap"
  while_same = ["network", "ip_cidr_range"]
}

create_first "azurerm_subnet" {
  refused    = "ranges of subnets in one network can't overlap"
  while_same = ["resource_group_name", "virtual_network_name", "address_prefixes"]
}

create_first "aws_vpc_ipv4_cidr_block_association" {
  refused    = "the network has the range already"
  while_same = ["vpc_id", "cidr_block"]
}

create_first "aws_instance" {
  refused    = "its fixed private address is in use until the old one is gone"
  while_same = ["subnet_id", "private_ip"]
}

create_first "aws_instance" {
  refused    = "its network interface is attached to one server at a time"
  while_same = ["network_interface[0].network_interface_id"]
}

create_first "aws_instance" {
  safe    = "the new server starts beside the old one"
  aliases = ["aws_spot_instance_request"]
}

create_first "aws_network_interface" {
  refused    = "its fixed private addresses are in use until the old one is gone"
  while_same = ["subnet_id", "private_ips"]
}

create_first "google_compute_instance" {
  refused    = "its fixed private address is in use until the old one is gone"
  while_same = ["network_interface[0].subnetwork", "network_interface[0].network_ip"]
}

create_first "azurerm_network_interface" {
  refused    = "its fixed private address is in use until the old one is gone"
  while_same = ["ip_configuration[0].subnet_id", "ip_configuration[0].private_ip_address"]
}

create_first "azurerm_linux_virtual_machine" {
  refused    = "its network interfaces are attached to one server at a time"
  while_same = ["network_interface_ids"]
  aliases    = ["azurerm_virtual_machine", "azurerm_windows_virtual_machine"]
}

create_first "aws_eip" {
  safe    = "the new address is another one, known before the old one is given back"
  aliases = ["google_compute_address", "google_compute_global_address", "azurerm_public_ip"]
}

# What is attached once

create_first "aws_volume_attachment" {
  refused    = "a volume is attached to one server at a time, unless it allows several"
  while_same = ["volume_id"]
}

create_first "azurerm_virtual_machine_data_disk_attachment" {
  refused    = "a disk is attached to one server at a time, unless it allows several"
  while_same = ["managed_disk_id"]
}

create_first "google_compute_attached_disk" {
  refused    = "a disk is attached for writing to one server at a time"
  while_same = ["disk"]
  with       = { mode = "READ_WRITE" }
}

create_first "aws_network_interface_attachment" {
  refused    = "an interface is attached to one server at a time"
  while_same = ["network_interface_id"]
}

# https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
create_first "aws_internet_gateway" {
  refused    = "a network has one internet gateway"
  while_same = ["vpc_id"]
}

# https://docs.aws.amazon.com/vpn/latest/s2svpn/vpn-limits.html
create_first "aws_vpn_gateway" {
  refused    = "a network has one VPN gateway"
  while_same = ["vpc_id"]
  aliases    = ["aws_vpn_gateway_attachment"]
}

# https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
create_first "aws_vpc_peering_connection" {
  refused    = "there can be one peering between two networks"
  while_same = ["vpc_id", "peer_vpc_id"]
}

create_first "google_compute_network_peering" {
  refused    = "there can be one peering between two networks"
  while_same = ["network", "peer_network"]
}

create_first "azurerm_virtual_network_peering" {
  refused    = "there can be one peering between two networks"
  while_same = ["resource_group_name", "virtual_network_name", "remote_virtual_network_id"]
}

create_first "azurerm_virtual_hub_connection" {
  refused    = "a network is connected once to a hub"
  while_same = ["virtual_hub_id", "remote_virtual_network_id"]
}

create_first "aws_ec2_transit_gateway_vpc_attachment" {
  refused    = "a network is attached once to a transit gateway"
  while_same = ["transit_gateway_id", "vpc_id"]
}

create_first "aws_ec2_transit_gateway_route_table_association" {
  refused    = "an attachment has one route table"
  while_same = ["transit_gateway_attachment_id"]
}

# https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html
create_first "aws_efs_mount_target" {
  refused    = "a file system has one mount target in a zone"
  while_same = ["file_system_id", "subnet_id"]
}

create_first "aws_vpc_endpoint" {
  refused    = "the old one holds the private name of the service"
  while_same = ["vpc_id", "service_name"]
  with       = { private_dns_enabled = true }
}

create_first "aws_vpc_endpoint" {
  refused    = "the old one holds the routes to the service"
  while_same = ["vpc_id", "service_name", "route_table_ids"]
  with       = { vpc_endpoint_type = "Gateway" }
}

# Routes

create_first "aws_route" {
  refused    = "the route table has a route to the same destination"
  while_same = ["route_table_id", "destination_cidr_block", "destination_ipv6_cidr_block", "destination_prefix_list_id"]
}

create_first "aws_ec2_transit_gateway_route" {
  refused    = "the route table has a route to the same destination"
  while_same = ["transit_gateway_route_table_id", "destination_cidr_block"]
}

# https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/route_table_association
create_first "aws_route_table_association" {
  refused    = "a subnet or gateway has one route table"
  while_same = ["subnet_id", "gateway_id"]
}

# https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/main_route_table_association
create_first "aws_main_route_table_association" {
  refused    = "the destroy of the old one sets the main route table back"
  while_same = ["vpc_id"]
  outcome    = "outage"
}

create_first "azurerm_subnet_route_table_association" {
  refused    = "a subnet has one route table"
  while_same = ["subnet_id"]
}

create_first "azurerm_subnet_network_security_group_association" {
  refused    = "a subnet has one security group"
  while_same = ["subnet_id"]
}

create_first "azurerm_subnet_nat_gateway_association" {
  refused    = "a subnet has one NAT gateway"
  while_same = ["subnet_id"]
}

create_first "azurerm_network_interface_security_group_association" {
  refused    = "an interface has one security group"
  while_same = ["network_interface_id"]
}

# https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/vpc_dhcp_options_association
create_first "aws_vpc_dhcp_options_association" {
  refused    = "the destroy of the old one sets the network back to the default options"
  while_same = ["vpc_id"]
  outcome    = "outage"
}

# Traffic

create_first "aws_lb_listener" {
  refused    = "the load balancer listens on the port already"
  while_same = ["load_balancer_arn", "port"]
  aliases    = ["aws_alb_listener"]
}

create_first "aws_lb_listener_rule" {
  refused    = "the listener has a rule of that priority"
  while_same = ["listener_arn", "priority"]
  aliases    = ["aws_alb_listener_rule"]
}

create_first "aws_lb_target_group" {
  safe    = "the new group stands beside the old one under another name (name_prefix), and listeners lead to it before that one goes"
  aliases = ["aws_alb_target_group"]
}

create_first "aws_lb" {
  safe    = "the new load balancer stands beside the old one; what names it follows before that one goes"
  aliases = ["aws_alb", "aws_elb", "aws_globalaccelerator_accelerator"]
}

# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html
create_first "aws_cloudfront_distribution" {
  refused    = "an alternate domain name belongs to one distribution"
  while_same = ["aliases"]
}

create_first "aws_cloudfront_distribution" {
  safe = "the new distribution stands beside the old one, under another domain name"
}

create_first "aws_api_gateway_base_path_mapping" {
  refused    = "the domain name has a mapping of that path"
  while_same = ["domain_name", "base_path"]
}

create_first "aws_apigatewayv2_api_mapping" {
  refused    = "the domain name has a mapping of that path"
  while_same = ["domain_name", "api_mapping_key"]
}

create_first "aws_api_gateway_stage" {
  refused    = "an API has one stage of a name"
  while_same = ["rest_api_id", "stage_name"]
}

create_first "aws_api_gateway_deployment" {
  safe = "it is the usual way: stages lead to the new deployment before the old one goes"
}

create_first "aws_acm_certificate" {
  safe    = "it is the usual way: listeners and distributions take the new certificate before the old one goes"
  aliases = ["aws_iam_server_certificate", "google_compute_ssl_certificate", "google_compute_region_ssl_certificate"]
}

# https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_managed_ssl_certificate
create_first "google_compute_managed_ssl_certificate" {
  refused = "it is validated only when a proxy uses it, and the old one goes before that is done"
  outcome = "outage"
}

create_first "aws_wafv2_web_acl_association" {
  refused    = "the destroy of the old one takes the new one away: a resource has one web ACL"
  while_same = ["resource_arn"]
  outcome    = "exposure"
}

create_first "aws_security_group" {
  safe = "it is the usual way, under another name (name_prefix): interfaces take the new group before the old one goes"
}

# https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html
create_first "aws_nat_gateway" {
  refused    = "an elastic address belongs to one gateway at a time"
  while_same = ["allocation_id"]
}

# Compute

create_first "aws_launch_template" {
  safe    = "it is the usual way, under another name (name_prefix): groups take the new one before the old one goes"
  aliases = ["aws_launch_configuration", "google_compute_instance_template", "google_compute_region_instance_template"]
}

create_first "aws_autoscaling_group" {
  safe = "the new group starts its servers beside the old ones, under another name (name_prefix)"
}

create_first "aws_eks_node_group" {
  refused    = "a cluster has one node group of a name"
  while_same = ["cluster_name", "node_group_name"]
}

create_first "aws_eks_node_group" {
  safe = "nodes of the new group are ready before the old ones are drained"
}

create_first "aws_eks_addon" {
  refused    = "a cluster has an add-on once"
  while_same = ["cluster_name", "addon_name"]
}

create_first "aws_eks_fargate_profile" {
  refused    = "a cluster has one profile of a name"
  while_same = ["cluster_name", "fargate_profile_name"]
}

create_first "aws_batch_compute_environment" {
  safe = "queues lead to the new environment, under another name, before the old one goes"
}

create_first "google_container_node_pool" {
  safe = "nodes of the new pool are ready before the old ones are drained, under another name (name_prefix)"
}

create_first "aws_db_parameter_group" {
  safe    = "it is the usual way, under another name (name_prefix): databases take the new one before the old one goes"
  aliases = ["aws_rds_cluster_parameter_group", "aws_db_option_group", "aws_elasticache_parameter_group", "aws_db_subnet_group"]
}

create_first "null_resource" {
  safe    = "it is a thing of the state alone"
  aliases = ["random_id", "random_pet", "random_string", "random_integer", "random_uuid", "tls_private_key"]
}

# Permissions and settings of another object

create_first "aws_lambda_permission" {
  refused    = "the function's policy has a statement of that id"
  while_same = ["function_name", "qualifier", "statement_id"]
}

create_first "aws_lambda_event_source_mapping" {
  refused    = "the function reads from the source already"
  while_same = ["function_name", "event_source_arn"]
}

create_first "aws_sns_topic_subscription" {
  refused    = "the topic gives the subscription that it has, and the destroy of the old one ends it"
  while_same = ["topic_arn", "protocol", "endpoint"]
  outcome    = "outage"
}

create_first "aws_iam_role_policy_attachment" {
  refused    = "the policy is attached once, and the destroy of the old one detaches it"
  while_same = ["role", "policy_arn"]
  outcome    = "access-loss"
}

create_first "aws_iam_user_policy_attachment" {
  refused    = "the policy is attached once, and the destroy of the old one detaches it"
  while_same = ["user", "policy_arn"]
  outcome    = "access-loss"
}

create_first "aws_iam_group_policy_attachment" {
  refused    = "the policy is attached once, and the destroy of the old one detaches it"
  while_same = ["group", "policy_arn"]
  outcome    = "access-loss"
}

create_first "aws_eks_access_entry" {
  refused    = "a cluster has one entry of a principal"
  while_same = ["cluster_name", "principal_arn"]
}

create_first "aws_s3_bucket_policy" {
  refused    = "a bucket has one policy, and the destroy of the old one deletes it"
  while_same = ["bucket"]
  outcome    = "access-loss"
}

create_first "aws_s3_bucket_public_access_block" {
  refused    = "a bucket has one such block, and the destroy of the old one removes it"
  while_same = ["bucket"]
  outcome    = "exposure"
}

create_first "aws_s3_object" {
  refused    = "both have the same key, and the destroy of the old one deletes it"
  while_same = ["bucket", "key"]
  outcome    = "data-loss"
}

create_first "aws_sqs_queue_policy" {
  refused    = "a queue has one policy, and the destroy of the old one removes it"
  while_same = ["queue_url"]
  outcome    = "access-loss"
}

create_first "aws_ecr_repository_policy" {
  refused    = "a repository has one policy, and the destroy of the old one deletes it"
  while_same = ["repository"]
  outcome    = "access-loss"
}

create_first "aws_secretsmanager_secret_policy" {
  refused    = "a secret has one policy, and the destroy of the old one deletes it"
  while_same = ["secret_arn"]
  outcome    = "access-loss"
}

create_first "google_project_iam_member" {
  refused    = "the role is granted once, and the destroy of the old one takes it away"
  while_same = ["project", "role", "member", "condition"]
  outcome    = "access-loss"
}

# One of a kind

create_first "aws_organizations_organization" {
  refused = "an account has one organization"
}

# https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/app_engine_application
create_first "google_app_engine_application" {
  refused = "a project has one application, which can't be deleted"
}

# Kubernetes: a kind has one object of a name, in a namespace if it stands in one.

create_first "kubernetes_*" {
  refused    = "there can be one object of a kind and name"
  while_same = ["metadata[0].name", "metadata[0].namespace"]
}
