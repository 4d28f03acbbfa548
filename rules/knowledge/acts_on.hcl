# On what a type acts that configures another object: through which of its attributes, and
# what its loss does there. Nothing depends on an association or an attachment, so a plan
# that deletes one shows no blast; what it acts on is where the blast is. The facts are from
# the documentation of the services and the schemas of the providers (testdata/schemas.txt.gz).
#
#   through  the top-level attributes that refer to what it acts on
#   by       types that depend on it and lead to what it acts on: routes to a gateway
#   beside   types that depend on the same as what through leads to, in the same region
#   joins    attributes that refer to the ends of a connection: if one of them is deleted as
#            well, that delete speaks for itself and the loss of the connection adds nothing;
#            a new connection of the same ends takes the place of the old one
#   onward   types that lead on from there: a route acts on its table, and by the table's
#            associations on their subnets
#   spares   types to which such an attribute may refer without an effect on them
#   whole    settings that the values before the change must have, or its loss is no outage either
#   extent   attributes that say for which addresses it is; if none of them holds all
#            (0.0.0.0/0, ::/0), its loss closes some ways only and is no outage
#   travels  the effect reaches what lies downstream: network and identity do, observability
#            and settings don't
#   outage   its loss stops what it acts on
#   beyond   what it acts on stands for what other stacks hold, and counts by itself
#   single   of this there is at most one to an object, so a new one replaces the old one
#   effect   what its loss does, followed by what it acts on
#
# A * in a type stands for any name.

# AWS: network

acts_on "aws_route_table_association" {
  through = ["subnet_id", "gateway_id"]
  travels = true
  outage  = true
  single  = true
  effect  = "cuts off"
}

acts_on "aws_main_route_table_association" {
  through = ["vpc_id"]
  travels = true
  outage  = true
  single  = true
  effect  = "cuts off"
}

acts_on "aws_route" {
  through = ["route_table_id"]
  onward  = ["aws_route_table_association", "aws_main_route_table_association"]
  extent  = ["destination_cidr_block", "destination_ipv6_cidr_block"]
  travels = true
  outage  = true
  effect  = "cuts off what is routed by"
}

acts_on "aws_vpn_gateway_route_propagation" {
  through = ["route_table_id"]
  onward  = ["aws_route_table_association", "aws_main_route_table_association"]
  travels = true
  outage  = true
  effect  = "cuts off what is routed by"
}

acts_on "aws_vpc_endpoint_route_table_association" {
  through = ["route_table_id"]
  onward  = ["aws_route_table_association", "aws_main_route_table_association"]
  travels = true
  effect  = "takes an endpoint from"
}

acts_on "aws_vpc_endpoint" {
  through = ["subnet_ids", "route_table_ids"]
  onward  = ["aws_route_table_association", "aws_main_route_table_association"]
  travels = true
  effect  = "takes an endpoint from"
}

acts_on "aws_vpc_endpoint_subnet_association" {
  through = ["vpc_endpoint_id"]
  travels = true
  effect  = "takes a subnet from"
}

acts_on "aws_vpc_endpoint_security_group_association" {
  aliases = ["aws_vpc_endpoint_policy", "aws_vpc_endpoint_private_dns"]
  through = ["vpc_endpoint_id"]
  travels = true
  effect  = "takes settings from"
}

acts_on "aws_nat_gateway" {
  by      = ["aws_route", "aws_route_table"]
  onward  = ["aws_route_table_association", "aws_main_route_table_association"]
  travels = true
  outage  = true
  effect  = "cuts off what is routed by"
}

acts_on "aws_internet_gateway" {
  aliases = ["aws_internet_gateway_attachment", "aws_vpn_gateway_attachment"]
  through = ["vpc_id"]
  travels = true
  outage  = true
  single  = true
  effect  = "cuts off"
}

acts_on "aws_egress_only_internet_gateway" {
  aliases = ["aws_vpn_gateway"]
  through = ["vpc_id"]
  travels = true
  effect  = "cuts off"
}

acts_on "aws_eip_association" {
  through = ["instance_id", "network_interface_id"]
  travels = true
  outage  = true
  effect  = "takes the address of"
}

acts_on "aws_nat_gateway_eip_association" {
  through = ["nat_gateway_id"]
  travels = true
  effect  = "takes an address from"
}

acts_on "aws_network_acl_association" {
  through = ["subnet_id"]
  travels = true
  single  = true
  effect  = "takes the access list from"
}

acts_on "aws_network_acl" {
  through = ["subnet_ids"]
  travels = true
  effect  = "takes the access list from"
}

acts_on "aws_network_acl_rule" {
  through = ["network_acl_id"]
  onward  = ["aws_network_acl", "aws_network_acl_association"]
  joins   = ["network_acl_id"]
  extent  = ["cidr_block", "ipv6_cidr_block"]
  whole   = { protocol = "-1", rule_action = "allow" }
  travels = true
  outage  = true
  effect  = "changes what gets past"
}

acts_on "aws_vpc_dhcp_options_association" {
  through = ["vpc_id"]
  travels = true
  single  = true
  effect  = "takes the name servers from"
}

acts_on "aws_vpc_ipv4_cidr_block_association" {
  aliases = ["aws_vpc_ipv6_cidr_block_association"]
  through = ["vpc_id"]
  travels = true
  effect  = "takes addresses from"
}

acts_on "aws_vpc_peering_connection" {
  through = ["vpc_id", "peer_vpc_id"]
  joins   = ["vpc_id", "peer_vpc_id"]
  travels = true
  outage  = true
  effect  = "cuts off a network from"
}

acts_on "aws_vpc_peering_connection_options" {
  through = ["vpc_peering_connection_id"]
  effect  = "takes settings from"
}

acts_on "aws_ec2_transit_gateway_vpc_attachment" {
  through = ["vpc_id", "subnet_ids"]
  joins   = ["transit_gateway_id"]
  travels = true
  outage  = true
  effect  = "cuts off a network from"
}

acts_on "aws_ec2_transit_gateway_route_table_association" {
  through = ["transit_gateway_attachment_id"]
  onward  = ["aws_ec2_transit_gateway_vpc_attachment"]
  beyond  = true
  travels = true
  outage  = true
  single  = true
  effect  = "cuts off"
}

acts_on "aws_ec2_transit_gateway_route" {
  through = ["transit_gateway_route_table_id"]
  onward  = ["aws_ec2_transit_gateway_route_table_association"]
  extent  = ["destination_cidr_block"]
  travels = true
  outage  = true
  effect  = "cuts off what is routed by"
}

acts_on "aws_ec2_transit_gateway_route_table_propagation" {
  through = ["transit_gateway_route_table_id"]
  onward  = ["aws_ec2_transit_gateway_route_table_association"]
  travels = true
  effect  = "cuts off what is routed by"
}

acts_on "aws_ec2_transit_gateway_peering_attachment" {
  through = ["transit_gateway_id"]
  travels = true
  outage  = true
  effect  = "cuts off a network from"
}

acts_on "aws_dx_gateway_association" {
  through = ["associated_gateway_id"]
  travels = true
  outage  = true
  effect  = "cuts off"
}

acts_on "aws_vpn_connection_route" {
  through = ["vpn_connection_id"]
  travels = true
  effect  = "takes a route from"
}

acts_on "aws_ec2_client_vpn_network_association" {
  aliases = ["aws_ec2_client_vpn_authorization_rule", "aws_ec2_client_vpn_route"]
  through = ["client_vpn_endpoint_id"]
  travels = true
  effect  = "closes a way through"
}

acts_on "aws_security_group_rule" {
  aliases = ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"]
  through = ["security_group_id"]
  travels = true
  effect  = "closes a way past"
}

acts_on "openstack_networking_secgroup_rule_v2" {
  through = ["security_group_id"]
  travels = true
  effect  = "closes a way past"
}

acts_on "aws_network_interface_sg_attachment" {
  through = ["network_interface_id"]
  travels = true
  effect  = "takes a security group from"
}

acts_on "aws_network_interface_attachment" {
  through = ["instance_id"]
  joins   = ["network_interface_id"]
  travels = true
  outage  = true
  effect  = "takes a network from"
}

acts_on "aws_vpclattice_service_network_vpc_association" {
  through = ["vpc_identifier"]
  travels = true
  outage  = true
  effect  = "cuts off a network from"
}

acts_on "aws_vpclattice_service_network_service_association" {
  through = ["service_identifier"]
  travels = true
  outage  = true
  effect  = "cuts off"
}

acts_on "aws_vpclattice_listener" {
  through = ["service_identifier"]
  travels = true
  outage  = true
  effect  = "takes a listener from"
}

acts_on "aws_vpclattice_target_group_attachment" {
  through = ["target_group_identifier"]
  travels = true
  effect  = "takes a target from"
}

# AWS: traffic and names

acts_on "aws_lb_listener" {
  aliases = ["aws_alb_listener"]
  through = ["load_balancer_arn", "default_action"]
  travels = true
  outage  = true
  effect  = "takes the traffic of"
}

acts_on "aws_lb_listener_rule" {
  aliases = ["aws_alb_listener_rule"]
  through = ["action"]
  travels = true
  outage  = true
  effect  = "takes the traffic of"
}

acts_on "aws_lb_listener_certificate" {
  aliases = ["aws_alb_listener_certificate"]
  through = ["listener_arn"]
  travels = true
  effect  = "takes a certificate from"
}

acts_on "aws_lb_target_group_attachment" {
  aliases = ["aws_alb_target_group_attachment"]
  through = ["target_group_arn"]
  joins   = ["target_id"]
  travels = true
  effect  = "takes a target from"
}

acts_on "aws_autoscaling_attachment" {
  through = ["lb_target_group_arn", "elb"]
  joins   = ["autoscaling_group_name"]
  travels = true
  outage  = true
  effect  = "takes the targets from"
}

acts_on "aws_elb_attachment" {
  through = ["elb"]
  joins   = ["instance"]
  travels = true
  effect  = "takes a target from"
}

acts_on "aws_globalaccelerator_listener" {
  through = ["accelerator_arn"]
  travels = true
  outage  = true
  effect  = "takes the traffic of"
}

acts_on "aws_globalaccelerator_endpoint_group" {
  through = ["listener_arn"]
  travels = true
  outage  = true
  effect  = "takes the targets from"
}

# Records that prove something (certificates, mail) or delegate a zone name nobody's traffic.
acts_on "aws_route53_record" {
  through = ["alias", "records"]
  spares  = ["aws_acm_certificate", "aws_route53_zone", "aws_ses_domain_dkim", "aws_ses_domain_identity", "aws_sesv2_email_identity", "aws_acmpca_certificate"]
  travels = true
  outage  = true
  effect  = "takes away the name of"
}

acts_on "aws_route53_zone_association" {
  through = ["vpc_id"]
  joins   = ["zone_id"]
  travels = true
  outage  = true
  effect  = "takes private names from"
}

acts_on "aws_route53_resolver_rule_association" {
  through = ["vpc_id"]
  joins   = ["resolver_rule_id"]
  travels = true
  outage  = true
  effect  = "takes private names from"
}

acts_on "aws_route53_resolver_firewall_rule_group_association" {
  through = ["vpc_id"]
  effect  = "takes the name filter from"
}

acts_on "aws_wafv2_web_acl_association" {
  aliases = ["aws_wafregional_web_acl_association"]
  through = ["resource_arn"]
  single  = true
  effect  = "takes the firewall from"
}

acts_on "aws_shield_protection" {
  through = ["resource_arn"]
  effect  = "takes the protection from"
}

acts_on "aws_api_gateway_base_path_mapping" {
  aliases = ["aws_apigatewayv2_api_mapping"]
  through = ["domain_name"]
  joins   = ["api_id"]
  travels = true
  outage  = true
  effect  = "takes the traffic of"
}

acts_on "aws_api_gateway_rest_api_policy" {
  through = ["rest_api_id"]
  travels = true
  single  = true
  effect  = "changes who may call"
}

acts_on "aws_apigatewayv2_route" {
  through = ["api_id"]
  travels = true
  effect  = "takes a route from"
}

acts_on "aws_amplify_domain_association" {
  through = ["app_id"]
  travels = true
  effect  = "takes a name from"
}

acts_on "aws_apprunner_custom_domain_association" {
  through = ["service_arn"]
  travels = true
  effect  = "takes a name from"
}

acts_on "aws_cognito_user_pool_domain" {
  through = ["user_pool_id"]
  travels = true
  outage  = true
  effect  = "takes the sign-in page of"
}

# AWS: identity and access

acts_on "aws_iam_role_policy_attachment" {
  through = ["role"]
  joins   = ["policy_arn"]
  travels = true
  effect  = "takes permissions from"
}

acts_on "aws_iam_role_policy" {
  through = ["role"]
  travels = true
  effect  = "takes permissions from"
}

acts_on "aws_iam_user_policy_attachment" {
  aliases = ["aws_iam_user_policy", "aws_iam_user_group_membership"]
  through = ["user"]
  travels = true
  effect  = "takes permissions from"
}

acts_on "aws_iam_group_policy_attachment" {
  aliases = ["aws_iam_group_policy"]
  through = ["group"]
  travels = true
  effect  = "takes permissions from"
}

acts_on "aws_iam_group_membership" {
  through = ["users"]
  travels = true
  effect  = "takes permissions from"
}

acts_on "aws_iam_policy_attachment" {
  through = ["roles", "users", "groups"]
  travels = true
  effect  = "takes permissions from"
}

acts_on "aws_eks_access_entry" {
  aliases = ["aws_eks_access_policy_association"]
  through = ["principal_arn"]
  travels = true
  effect  = "takes permissions from"
}

acts_on "aws_eks_pod_identity_association" {
  through = ["role_arn"]
  travels = true
  effect  = "takes workloads from"
}

acts_on "aws_cognito_identity_pool_roles_attachment" {
  through = ["identity_pool_id"]
  travels = true
  outage  = true
  single  = true
  effect  = "takes permissions from"
}

acts_on "aws_kms_grant" {
  through = ["key_id"]
  travels = true
  effect  = "takes access to"
}

acts_on "aws_kms_key_policy" {
  through = ["key_id"]
  travels = true
  single  = true
  effect  = "takes access to"
}

acts_on "aws_kms_alias" {
  through = ["target_key_id"]
  effect  = "takes away the name of"
}

acts_on "aws_s3_bucket_policy" {
  through = ["bucket"]
  travels = true
  single  = true
  effect  = "takes access to"
}

acts_on "aws_sqs_queue_policy" {
  through = ["queue_url"]
  travels = true
  outage  = true
  single  = true
  effect  = "takes access to"
}

acts_on "aws_sns_topic_policy" {
  through = ["arn"]
  travels = true
  outage  = true
  single  = true
  effect  = "takes access to"
}

acts_on "aws_secretsmanager_secret_policy" {
  through = ["secret_arn"]
  travels = true
  single  = true
  effect  = "takes access to"
}

acts_on "aws_ecr_repository_policy" {
  through = ["repository"]
  travels = true
  single  = true
  effect  = "takes access to"
}

acts_on "aws_efs_file_system_policy" {
  through = ["file_system_id"]
  travels = true
  single  = true
  effect  = "takes access to"
}

acts_on "aws_dynamodb_resource_policy" {
  aliases = ["aws_kinesis_resource_policy"]
  through = ["resource_arn"]
  travels = true
  single  = true
  effect  = "takes access to"
}

acts_on "aws_msk_cluster_policy" {
  through = ["cluster_arn"]
  travels = true
  single  = true
  effect  = "takes access to"
}

acts_on "aws_msk_scram_secret_association" {
  aliases = ["aws_msk_single_scram_secret_association"]
  through = ["cluster_arn"]
  travels = true
  outage  = true
  effect  = "takes sign-ins from"
}

acts_on "aws_elasticache_user_group_association" {
  through = ["user_group_id"]
  travels = true
  effect  = "takes a user from"
}

acts_on "aws_opensearch_domain_policy" {
  aliases = ["aws_elasticsearch_domain_policy"]
  through = ["domain_name"]
  travels = true
  single  = true
  effect  = "takes access to"
}

acts_on "aws_cloudwatch_event_permission" {
  aliases = ["aws_cloudwatch_event_bus_policy"]
  through = ["event_bus_name"]
  travels = true
  effect  = "takes access to"
}

acts_on "aws_ram_principal_association" {
  through = ["resource_share_arn"]
  travels = true
  effect  = "takes a principal from"
}

acts_on "aws_ram_resource_association" {
  through = ["resource_arn"]
  joins   = ["resource_share_arn"]
  travels = true
  effect  = "stops sharing"
}

acts_on "aws_organizations_policy_attachment" {
  through = ["target_id"]
  travels = true
  effect  = "changes what is allowed in"
}

acts_on "aws_ssoadmin_managed_policy_attachment" {
  aliases = ["aws_ssoadmin_customer_managed_policy_attachment", "aws_ssoadmin_permission_set_inline_policy", "aws_ssoadmin_account_assignment"]
  through = ["permission_set_arn"]
  travels = true
  effect  = "takes permissions from"
}

acts_on "aws_iot_policy_attachment" {
  through = ["target"]
  travels = true
  effect  = "takes permissions from"
}

acts_on "aws_iot_thing_principal_attachment" {
  through = ["thing"]
  travels = true
  effect  = "takes a certificate from"
}

# AWS: events and functions

acts_on "aws_lambda_permission" {
  through = ["function_name"]
  joins   = ["source_arn"]
  travels = true
  outage  = true
  effect  = "closes a way to"
}

acts_on "aws_lambda_event_source_mapping" {
  through = ["function_name"]
  joins   = ["event_source_arn"]
  travels = true
  outage  = true
  effect  = "stops feeding"
}

acts_on "aws_lambda_function_url" {
  through = ["function_name"]
  travels = true
  outage  = true
  effect  = "takes the address of"
}

acts_on "aws_lambda_provisioned_concurrency_config" {
  through = ["function_name"]
  effect  = "takes the warm copies of"
}

acts_on "aws_cloudwatch_event_rule" {
  by      = ["aws_cloudwatch_event_target"]
  travels = true
  effect  = "stops triggering"
}

acts_on "aws_scheduler_schedule" {
  through = ["target"]
  travels = true
  effect  = "stops triggering"
}

acts_on "google_cloud_scheduler_job" {
  through = ["pubsub_target", "http_target", "app_engine_http_target"]
  travels = true
  effect  = "stops triggering"
}

acts_on "aws_glue_trigger" {
  through = ["actions"]
  travels = true
  effect  = "stops triggering"
}

acts_on "aws_cloudwatch_event_target" {
  through = ["arn"]
  joins   = ["rule"]
  travels = true
  effect  = "stops triggering"
}

acts_on "aws_sns_topic_subscription" {
  through = ["endpoint"]
  joins   = ["topic_arn"]
  travels = true
  effect  = "stops feeding"
}

acts_on "aws_s3_bucket_notification" {
  through = ["lambda_function", "queue", "topic"]
  joins   = ["bucket"]
  travels = true
  single  = true
  effect  = "stops feeding"
}

acts_on "aws_pipes_pipe" {
  through = ["target"]
  joins   = ["source"]
  travels = true
  effect  = "stops feeding"
}

# AWS: storage and databases

acts_on "aws_volume_attachment" {
  through = ["instance_id"]
  joins   = ["volume_id"]
  travels = true
  outage  = true
  effect  = "takes a disk from"
}

acts_on "aws_efs_mount_target" {
  through = ["file_system_id"]
  travels = true
  outage  = true
  effect  = "closes a way to"
}

acts_on "aws_db_proxy_target" {
  through = ["db_proxy_name"]
  travels = true
  outage  = true
  effect  = "takes the database from"
}

acts_on "aws_db_instance_role_association" {
  through = ["db_instance_identifier"]
  travels = true
  effect  = "takes a role from"
}

acts_on "aws_rds_cluster_role_association" {
  through = ["db_cluster_identifier"]
  travels = true
  effect  = "takes a role from"
}

acts_on "aws_s3_bucket_public_access_block" {
  through = ["bucket"]
  single  = true
  effect  = "takes the guard against public access from"
}

acts_on "aws_s3_bucket_versioning" {
  through = ["bucket"]
  single  = true
  effect  = "stops versions of"
}

acts_on "aws_s3_bucket_lifecycle_configuration" {
  aliases = ["aws_s3_bucket_server_side_encryption_configuration", "aws_s3_bucket_ownership_controls", "aws_s3_bucket_acl", "aws_s3_bucket_object_lock_configuration"]
  through = ["bucket"]
  single  = true
  effect  = "takes settings from"
}

acts_on "aws_s3_bucket_replication_configuration" {
  through = ["bucket"]
  single  = true
  effect  = "stops copies of"
}

acts_on "aws_s3_bucket_logging" {
  through = ["bucket"]
  single  = true
  effect  = "stops the access log of"
}

acts_on "aws_s3_bucket_cors_configuration" {
  aliases = ["aws_s3_bucket_website_configuration"]
  through = ["bucket"]
  travels = true
  single  = true
  effect  = "changes who can read"
}

acts_on "aws_backup_selection" {
  through = ["resources"]
  effect  = "stops backups of"
}

acts_on "aws_efs_backup_policy" {
  through = ["file_system_id"]
  single  = true
  effect  = "stops backups of"
}

acts_on "aws_secretsmanager_secret_rotation" {
  through = ["secret_id"]
  single  = true
  effect  = "stops the rotation of"
}

acts_on "aws_ecr_lifecycle_policy" {
  through = ["repository"]
  single  = true
  effect  = "takes settings from"
}

acts_on "aws_sqs_queue_redrive_policy" {
  through = ["queue_url"]
  single  = true
  effect  = "takes the dead-letter queue from"
}

# AWS: compute

acts_on "aws_eks_addon" {
  through = ["cluster_name"]
  travels = true
  effect  = "takes an add-on from"
}

acts_on "aws_ecs_cluster_capacity_providers" {
  through = ["cluster_name"]
  travels = true
  single  = true
  effect  = "takes capacity from"
}

acts_on "aws_autoscaling_policy" {
  aliases = ["aws_autoscaling_lifecycle_hook", "aws_autoscaling_schedule"]
  through = ["autoscaling_group_name"]
  effect  = "stops the scaling of"
}

acts_on "aws_appautoscaling_policy" {
  aliases = ["aws_appautoscaling_target", "aws_appautoscaling_scheduled_action"]
  through = ["resource_id"]
  spares  = ["aws_ecs_cluster"]
  effect  = "stops the scaling of"
}

# AWS: observability. The effect ends where nobody looks any more.

acts_on "aws_cloudwatch_metric_alarm" {
  through = ["dimensions"]
  effect  = "stops watching"
}

acts_on "aws_cloudwatch_log_subscription_filter" {
  aliases = ["aws_cloudwatch_log_metric_filter"]
  through = ["log_group_name"]
  effect  = "stops reading"
}

acts_on "aws_flow_log" {
  through = ["vpc_id", "subnet_id", "eni_id"]
  effect  = "stops the flow log of"
}

acts_on "aws_db_event_subscription" {
  through = ["source_ids"]
  effect  = "stops watching"
}

acts_on "aws_wafv2_web_acl_logging_configuration" {
  through = ["resource_arn"]
  effect  = "stops the log of"
}

# Google

acts_on "google_*_iam_member" {
  through = ["member"]
  travels = true
  effect  = "takes permissions from"
}

acts_on "google_*_iam_binding" {
  through = ["members"]
  travels = true
  effect  = "takes permissions from"
}

acts_on "google_compute_router_nat" {
  through = ["router", "subnetwork"]
  beside  = ["google_compute_subnetwork"]
  travels = true
  outage  = true
  effect  = "cuts off"
}

acts_on "google_compute_route" {
  through = ["network"]
  extent  = ["dest_range"]
  travels = true
  outage  = true
  effect  = "takes a route from"
}

acts_on "google_compute_firewall" {
  through = ["network"]
  travels = true
  effect  = "closes a way in"
}

acts_on "google_compute_network_firewall_policy_association" {
  aliases = ["google_compute_region_network_firewall_policy_association", "google_compute_firewall_policy_association"]
  through = ["attachment_target"]
  travels = true
  effect  = "takes the firewall from"
}

acts_on "google_compute_network_firewall_policy_rule" {
  aliases = ["google_compute_region_network_firewall_policy_rule", "google_compute_firewall_policy_rule"]
  through = ["firewall_policy"]
  travels = true
  effect  = "closes a way past"
}

acts_on "google_compute_network_peering" {
  through = ["network", "peer_network"]
  joins   = ["network", "peer_network"]
  travels = true
  outage  = true
  effect  = "cuts off a network from"
}

acts_on "google_service_networking_connection" {
  through = ["network"]
  travels = true
  outage  = true
  effect  = "cuts off managed services from"
}

acts_on "google_compute_interconnect_attachment" {
  aliases = ["google_compute_router_peer", "google_compute_router_interface", "google_compute_vpn_tunnel"]
  through = ["router"]
  travels = true
  outage  = true
  effect  = "cuts off a network from"
}

acts_on "google_compute_shared_vpc_service_project" {
  through = ["service_project"]
  travels = true
  outage  = true
  effect  = "takes the network from"
}

acts_on "google_compute_attached_disk" {
  through = ["instance"]
  joins   = ["disk"]
  travels = true
  outage  = true
  effect  = "takes a disk from"
}

acts_on "google_compute_instance_group_membership" {
  through = ["instance_group"]
  joins   = ["instance"]
  travels = true
  effect  = "takes a target from"
}

acts_on "google_compute_network_endpoint" {
  through = ["network_endpoint_group"]
  travels = true
  effect  = "takes a target from"
}

acts_on "google_compute_global_network_endpoint" {
  through = ["global_network_endpoint_group"]
  travels = true
  effect  = "takes a target from"
}

acts_on "google_compute_global_forwarding_rule" {
  through = ["target"]
  travels = true
  outage  = true
  effect  = "takes the traffic of"
}

acts_on "google_compute_forwarding_rule" {
  through = ["target", "backend_service"]
  travels = true
  outage  = true
  effect  = "takes the traffic of"
}

# Records that prove something or delegate a zone name nobody's traffic.
acts_on "google_dns_record_set" {
  through = ["rrdatas"]
  spares  = ["google_dns_managed_zone", "google_certificate_manager_dns_authorization"]
  travels = true
  outage  = true
  effect  = "takes away the name of"
}

acts_on "google_certificate_manager_certificate_map_entry" {
  through = ["map"]
  travels = true
  effect  = "takes a certificate from"
}

acts_on "google_eventarc_trigger" {
  through = ["destination"]
  travels = true
  effect  = "stops feeding"
}

acts_on "google_storage_notification" {
  through = ["topic"]
  joins   = ["bucket"]
  travels = true
  effect  = "stops feeding"
}

acts_on "google_storage_bucket_acl" {
  through = ["bucket"]
  travels = true
  single  = true
  effect  = "takes access to"
}

acts_on "google_compute_disk_resource_policy_attachment" {
  through = ["disk"]
  effect  = "stops snapshots of"
}

# Azure: network

# Azure routes by itself where nobody says how: a subnet without a table goes on, past what
# the table led through.
acts_on "azurerm_subnet_route_table_association" {
  through = ["subnet_id"]
  travels = true
  single  = true
  effect  = "takes the routes from"
}

acts_on "azurerm_subnet_nat_gateway_association" {
  through = ["subnet_id"]
  travels = true
  outage  = true
  single  = true
  effect  = "cuts off"
}

acts_on "azurerm_subnet_network_security_group_association" {
  through = ["subnet_id"]
  travels = true
  single  = true
  effect  = "takes the firewall from"
}

acts_on "azurerm_route" {
  through = ["route_table_name"]
  onward  = ["azurerm_subnet_route_table_association"]
  extent  = ["address_prefix"]
  travels = true
  outage  = true
  effect  = "cuts off what is routed by"
}

acts_on "azurerm_nat_gateway" {
  by      = ["azurerm_subnet_nat_gateway_association"]
  travels = true
  outage  = true
  effect  = "cuts off"
}

acts_on "azurerm_nat_gateway_public_ip_association" {
  aliases = ["azurerm_nat_gateway_public_ip_prefix_association"]
  through = ["nat_gateway_id"]
  travels = true
  outage  = true
  effect  = "takes an address from"
}

acts_on "azurerm_network_interface_security_group_association" {
  aliases = ["azurerm_network_interface_application_security_group_association"]
  through = ["network_interface_id"]
  travels = true
  effect  = "takes the firewall from"
}

acts_on "azurerm_network_interface_backend_address_pool_association" {
  aliases = ["azurerm_network_interface_application_gateway_backend_address_pool_association"]
  through = ["backend_address_pool_id"]
  joins   = ["network_interface_id"]
  travels = true
  effect  = "takes a target from"
}

acts_on "azurerm_network_security_rule" {
  through = ["network_security_group_name"]
  onward  = ["azurerm_subnet_network_security_group_association", "azurerm_network_interface_security_group_association"]
  travels = true
  effect  = "closes a way past"
}

acts_on "azurerm_virtual_network_peering" {
  through = ["virtual_network_name", "remote_virtual_network_id"]
  joins   = ["virtual_network_name", "remote_virtual_network_id"]
  travels = true
  outage  = true
  effect  = "cuts off a network from"
}

acts_on "azurerm_virtual_hub_connection" {
  through = ["remote_virtual_network_id"]
  travels = true
  outage  = true
  effect  = "cuts off"
}

acts_on "azurerm_virtual_network_gateway_connection" {
  through = ["virtual_network_gateway_id"]
  travels = true
  outage  = true
  effect  = "cuts off a network from"
}

acts_on "azurerm_private_endpoint" {
  through = ["private_service_connection"]
  travels = true
  outage  = true
  effect  = "closes the private way to"
}

acts_on "azurerm_private_dns_zone_virtual_network_link" {
  through = ["virtual_network_id"]
  joins   = ["private_dns_zone_name"]
  travels = true
  outage  = true
  effect  = "takes private names from"
}

acts_on "azurerm_firewall_policy_rule_collection_group" {
  through = ["firewall_policy_id"]
  travels = true
  effect  = "closes a way past"
}

acts_on "azurerm_mssql_firewall_rule" {
  aliases = ["azurerm_mssql_virtual_network_rule", "azurerm_postgresql_flexible_server_firewall_rule"]
  through = ["server_id"]
  travels = true
  effect  = "closes a way to"
}

acts_on "azurerm_mysql_flexible_server_firewall_rule" {
  through = ["server_name"]
  travels = true
  effect  = "closes a way to"
}

acts_on "azurerm_redis_firewall_rule" {
  through = ["redis_cache_name"]
  travels = true
  effect  = "closes a way to"
}

acts_on "azurerm_storage_account_network_rules" {
  through = ["storage_account_id"]
  travels = true
  single  = true
  effect  = "changes who reaches"
}

# Azure: traffic and names

acts_on "azurerm_lb_rule" {
  through = ["loadbalancer_id", "backend_address_pool_ids"]
  travels = true
  outage  = true
  effect  = "takes the traffic of"
}

acts_on "azurerm_lb_outbound_rule" {
  through = ["backend_address_pool_id"]
  travels = true
  outage  = true
  effect  = "cuts off"
}

acts_on "azurerm_lb_nat_rule" {
  aliases = ["azurerm_lb_probe"]
  through = ["loadbalancer_id"]
  travels = true
  effect  = "takes settings from"
}

acts_on "azurerm_lb_backend_address_pool_address" {
  through = ["backend_address_pool_id"]
  travels = true
  effect  = "takes a target from"
}

acts_on "azurerm_dns_a_record" {
  aliases = ["azurerm_dns_aaaa_record"]
  through = ["records", "target_resource_id"]
  spares  = ["azurerm_dns_zone"]
  travels = true
  outage  = true
  effect  = "takes away the name of"
}

acts_on "azurerm_dns_cname_record" {
  through = ["record", "target_resource_id"]
  spares  = ["azurerm_cdn_frontdoor_custom_domain"]
  travels = true
  outage  = true
  effect  = "takes away the name of"
}

acts_on "azurerm_private_dns_a_record" {
  aliases = ["azurerm_private_dns_aaaa_record"]
  through = ["records"]
  travels = true
  outage  = true
  effect  = "takes away the name of"
}

acts_on "azurerm_private_dns_cname_record" {
  through = ["record"]
  travels = true
  outage  = true
  effect  = "takes away the name of"
}

acts_on "azurerm_traffic_manager_azure_endpoint" {
  through = ["target_resource_id"]
  travels = true
  effect  = "takes the traffic of"
}

acts_on "azurerm_cdn_frontdoor_route" {
  through = ["cdn_frontdoor_endpoint_id", "cdn_frontdoor_origin_group_id"]
  travels = true
  outage  = true
  effect  = "takes the traffic of"
}

acts_on "azurerm_cdn_frontdoor_custom_domain_association" {
  through = ["cdn_frontdoor_custom_domain_id"]
  travels = true
  outage  = true
  effect  = "takes the traffic of"
}

acts_on "azurerm_cdn_frontdoor_origin" {
  through = ["cdn_frontdoor_origin_group_id"]
  travels = true
  effect  = "takes a target from"
}

acts_on "azurerm_app_service_custom_hostname_binding" {
  through = ["app_service_name"]
  travels = true
  outage  = true
  effect  = "takes away the name of"
}

acts_on "azurerm_app_service_certificate_binding" {
  through = ["hostname_binding_id"]
  travels = true
  effect  = "takes a certificate from"
}

acts_on "azurerm_app_service_virtual_network_swift_connection" {
  through = ["app_service_id"]
  travels = true
  outage  = true
  effect  = "takes the network from"
}

# Azure: access, storage, observability

acts_on "azurerm_role_assignment" {
  through = ["principal_id"]
  travels = true
  effect  = "takes permissions from"
}

acts_on "azurerm_key_vault_access_policy" {
  through = ["object_id"]
  travels = true
  effect  = "takes permissions from"
}

acts_on "azurerm_federated_identity_credential" {
  through = ["parent_id"]
  travels = true
  outage  = true
  effect  = "closes the sign-in to"
}

acts_on "azurerm_virtual_machine_data_disk_attachment" {
  through = ["virtual_machine_id"]
  joins   = ["managed_disk_id"]
  travels = true
  outage  = true
  effect  = "takes a disk from"
}

acts_on "azurerm_eventgrid_event_subscription" {
  through = ["webhook_endpoint", "azure_function_endpoint", "eventhub_endpoint_id", "service_bus_queue_endpoint_id", "service_bus_topic_endpoint_id", "storage_queue_endpoint"]
  joins   = ["scope"]
  travels = true
  effect  = "stops feeding"
}

acts_on "azurerm_management_lock" {
  through = ["scope"]
  effect  = "takes the lock from"
}

acts_on "azurerm_backup_protected_vm" {
  through = ["source_vm_id"]
  effect  = "stops backups of"
}

acts_on "azurerm_backup_protected_file_share" {
  through = ["source_storage_account_id"]
  effect  = "stops backups of"
}

acts_on "azurerm_storage_management_policy" {
  through = ["storage_account_id"]
  single  = true
  effect  = "takes settings from"
}

acts_on "azurerm_monitor_metric_alert" {
  aliases = ["azurerm_monitor_activity_log_alert"]
  through = ["scopes"]
  effect  = "stops watching"
}

acts_on "azurerm_monitor_diagnostic_setting" {
  through = ["target_resource_id"]
  effect  = "stops the log of"
}

acts_on "azurerm_monitor_autoscale_setting" {
  through = ["target_resource_id"]
  effect  = "stops the scaling of"
}

# Kubernetes

acts_on "kubernetes_role_binding" {
  aliases = ["kubernetes_role_binding_v1", "kubernetes_cluster_role_binding", "kubernetes_cluster_role_binding_v1"]
  through = ["subject"]
  travels = true
  effect  = "takes permissions from"
}

acts_on "kubernetes_service" {
  aliases = ["kubernetes_service_v1"]
  through = ["spec"]
  travels = true
  outage  = true
  effect  = "takes the traffic of"
}

acts_on "kubernetes_ingress" {
  aliases = ["kubernetes_ingress_v1"]
  through = ["spec"]
  travels = true
  outage  = true
  effect  = "takes the traffic of"
}

acts_on "kubernetes_horizontal_pod_autoscaler" {
  aliases = ["kubernetes_horizontal_pod_autoscaler_v1", "kubernetes_horizontal_pod_autoscaler_v2", "kubernetes_horizontal_pod_autoscaler_v2beta2"]
  through = ["spec"]
  effect  = "stops the scaling of"
}

acts_on "kubernetes_network_policy" {
  aliases = ["kubernetes_network_policy_v1"]
  through = ["spec"]
  effect  = "opens or closes a way to"
}
