# How long an object is usually missing when it is destroyed and made anew, in minutes: from
# when its destroy begins until the new one can be used, without the time to bring data back
# and without what depends on it. 0 stands for less than a minute. The figures are what the
# services document, or else the range within the time for which the provider waits by default
# that is common; where neither says anything there is no row.

# Databases

# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_GettingStarted.CreatingConnecting.PostgreSQL.html
downtime "aws_db_instance" {
  from    = 10
  to      = 30
  why     = "RDS deletes the instance and sets up a new one; a last snapshot, if there is one, and restoring take longer the more it holds"
  aliases = ["aws_lightsail_database"]
}

downtime "aws_rds_cluster" {
  from    = 10
  to      = 30
  why     = "a new cluster and its instances are set up; restoring takes longer the more it holds"
  aliases = ["aws_docdb_cluster", "aws_neptune_cluster"]
}

downtime "aws_rds_cluster_instance" {
  from    = 5
  to      = 15
  why     = "a new instance is set up and joins the cluster"
  aliases = ["aws_docdb_cluster_instance", "aws_neptune_cluster_instance"]
}

downtime "aws_dsql_cluster" {
  from = 1
  to   = 5
  why  = "a new cluster is set up, without data"
}

downtime "aws_dynamodb_table" {
  from    = 0
  to      = 3
  why     = "the table must be gone before one of its name is made, and is empty then"
  aliases = ["aws_keyspaces_table", "aws_timestreamwrite_table"]
}

downtime "aws_keyspaces_keyspace" {
  from    = 0
  to      = 5
  why     = "it and its tables are made anew, without data"
  aliases = ["aws_timestreamwrite_database"]
}

downtime "aws_redshift_cluster" {
  from = 5
  to   = 30
  why  = "a last snapshot is taken and the nodes are set up anew; restoring takes longer the more it holds"
}

downtime "aws_redshiftserverless_workgroup" {
  from = 5
  to   = 15
  why  = "the old workgroup must be gone, then a new one is set up"
}

downtime "aws_redshiftserverless_namespace" {
  from = 1
  to   = 10
  why  = "it and its workgroup are set up anew, without data"
}

# https://docs.aws.amazon.com/opensearch-service/latest/developerguide/gsgcreate-domain.html
downtime "aws_opensearch_domain" {
  from    = 15
  to      = 60
  why     = "the nodes are set up anew, without data"
  aliases = ["aws_elasticsearch_domain"]
}

downtime "aws_opensearchserverless_collection" {
  from = 2
  to   = 10
  why  = "a new collection is set up, without data and with another endpoint"
}

downtime "aws_elasticache_cluster" {
  from    = 5
  to      = 20
  why     = "the nodes are set up anew, with nothing in them"
  aliases = ["aws_elasticache_replication_group", "aws_dax_cluster"]
}

downtime "aws_elasticache_serverless_cache" {
  from = 2
  to   = 10
  why  = "a new cache is set up, with nothing in it"
}

downtime "aws_elasticache_global_replication_group" {
  from = 10
  to   = 45
  why  = "the groups of all regions leave and join it again"
}

downtime "aws_memorydb_cluster" {
  from = 10
  to   = 30
  why  = "the nodes are set up anew; restoring a snapshot takes longer the more it holds"
}

downtime "aws_db_proxy" {
  from = 5
  to   = 15
  why  = "a new proxy is set up, with another endpoint"
}

downtime "aws_rds_cluster_endpoint" {
  from = 1
  to   = 5
  why  = "the endpoint must be gone before one of its name is made"
}

downtime "aws_dms_replication_instance" {
  from = 5
  to   = 20
  why  = "a new instance is set up; its tasks start again"
}

# Messages and streams

# https://docs.aws.amazon.com/msk/latest/developerguide/troubleshooting.html
downtime "aws_msk_cluster" {
  from = 15
  to   = 40
  why  = "the brokers are set up anew, without topics"
}

downtime "aws_msk_serverless_cluster" {
  from = 5
  to   = 15
  why  = "a new cluster is set up, without topics"
}

downtime "aws_mskconnect_connector" {
  from = 5
  to   = 15
  why  = "the workers are set up anew"
}

# https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/getting-started-activemq.html
# https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/amazon-mq-deleting-broker.html
downtime "aws_mq_broker" {
  from = 15
  to   = 25
  why  = "the old broker takes about 5 minutes to go, a new one about 15 to come, without the messages of the old one"
}

downtime "aws_kinesis_stream" {
  from = 1
  to   = 3
  why  = "the stream must be gone before one of its name is made"
}

# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html
downtime "aws_sqs_queue" {
  from = 1
  to   = 2
  why  = "SQS lets 60 seconds pass before a name can be used again"
}

downtime "aws_sns_topic" {
  from    = 0
  to      = 1
  why     = "the topic is back at once; what was subscribed to it by hand must be confirmed again"
  aliases = ["aws_cloudwatch_event_bus"]
}

downtime "aws_kinesis_firehose_delivery_stream" {
  from = 1
  to   = 5
  why  = "the stream must be gone before one of its name is made"
}

downtime "aws_kinesisanalyticsv2_application" {
  from    = 2
  to      = 10
  why     = "the application is set up and started anew, without its state"
  aliases = ["aws_dms_replication_task"]
}

downtime "aws_pipes_pipe" {
  from = 1
  to   = 5
  why  = "a new pipe starts"
}

# Storage

downtime "aws_s3_bucket" {
  from = 0
  to   = 5
  why  = "an empty bucket is there at once if its name is free: of a deleted one S3 may hold it back for longer, and others may take it"
}

downtime "aws_efs_file_system" {
  from = 1
  to   = 5
  why  = "the file system and its mount targets are made anew, without files"
}

downtime "aws_efs_mount_target" {
  from = 1
  to   = 3
  why  = "the address of the subnet is freed, and the name resolves again about 90 seconds later"
}

downtime "aws_fsx_windows_file_system" {
  from    = 20
  to      = 45
  why     = "a new file system is set up, without files"
  aliases = ["aws_fsx_ontap_file_system"]
}

downtime "aws_fsx_lustre_file_system" {
  from    = 5
  to      = 20
  why     = "a new file system is set up, without files"
  aliases = ["aws_fsx_openzfs_file_system"]
}

downtime "aws_fsx_ontap_volume" {
  from = 1
  to   = 5
  why  = "a new volume is made, without files"
}

downtime "aws_ebs_volume" {
  from = 0
  to   = 3
  why  = "a new volume is made and attached, empty or from a snapshot whose blocks come as they are read"
}

downtime "aws_volume_attachment" {
  from = 0
  to   = 3
  why  = "the volume is detached and attached again; the system must unmount and mount it"
}

# https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_directory_status.html
downtime "aws_directory_service_directory" {
  from = 25
  to   = 55
  why  = "the old directory goes in minutes, the domain controllers are set up anew in 20 to 45, without accounts"
}

downtime "aws_workspaces_workspace" {
  from = 20
  to   = 40
  why  = "a new desktop is set up"
}

downtime "aws_grafana_workspace" {
  from = 2
  to   = 10
  why  = "a new workspace is set up, without dashboards"
}

# Compute

downtime "aws_instance" {
  from    = 1
  to      = 5
  why     = "the old server is shut down, a new one starts and runs its setup"
  aliases = ["aws_lightsail_instance", "aws_spot_instance_request"]
}

downtime "aws_autoscaling_group" {
  from    = 3
  to      = 15
  why     = "all servers of the group are shut down before new ones start and pass their checks"
  aliases = ["aws_ec2_fleet", "aws_spot_fleet_request"]
}

downtime "aws_ecs_service" {
  from    = 2
  to      = 10
  why     = "its tasks are drained, then new ones start and pass their checks"
  aliases = ["aws_ecs_task_set", "aws_ecs_cluster"]
}

# https://docs.aws.amazon.com/eks/latest/userguide/automode-get-started-cli.html
downtime "aws_eks_cluster" {
  from = 10
  to   = 25
  why  = "the old control plane is deleted and a new one set up in about 15 minutes; nodes, add-ons and workloads come after it"
}

downtime "aws_eks_node_group" {
  from = 5
  to   = 20
  why  = "its nodes are drained and shut down before new ones start"
}

downtime "aws_eks_fargate_profile" {
  from = 2
  to   = 10
  why  = "pods of the old profile end, and new ones start under the new one"
}

downtime "aws_eks_addon" {
  from = 1
  to   = 10
  why  = "the add-on is removed from the cluster and installed again"
}

downtime "aws_emr_cluster" {
  from = 5
  to   = 20
  why  = "the nodes are set up anew, without what HDFS held"
}

downtime "aws_batch_compute_environment" {
  from = 1
  to   = 10
  why  = "it must be disabled and empty before it goes; jobs wait until the new one is ready"
}

downtime "aws_lambda_function" {
  from    = 0
  to      = 2
  why     = "calls fail until the new function is active, and its permissions, triggers and aliases are there again"
  aliases = ["aws_lambda_alias", "aws_lambda_function_url"]
}

downtime "aws_lambda_provisioned_concurrency_config" {
  from = 1
  to   = 5
  why  = "environments are set up anew; calls start cold until then"
}

downtime "aws_sfn_state_machine" {
  from = 1
  to   = 5
  why  = "the old one goes when its executions have ended, and one of its name is made after that"
}

downtime "aws_apprunner_service" {
  from = 3
  to   = 10
  why  = "a new service is deployed, with another address"
}

downtime "aws_elastic_beanstalk_environment" {
  from = 5
  to   = 20
  why  = "all servers and the load balancer of the environment are set up anew"
}

downtime "aws_lightsail_container_service" {
  from = 3
  to   = 10
  why  = "a new service is deployed"
}

# https://docs.aws.amazon.com/mwaa/latest/userguide/quick-start.html
downtime "aws_mwaa_environment" {
  from = 30
  to   = 60
  why  = "a new environment is set up in 20 to 30 minutes, and the old one takes its time to go; the history of its runs is lost"
}

downtime "aws_sagemaker_endpoint" {
  from = 5
  to   = 15
  why  = "servers are set up and load the model"
}

downtime "aws_sagemaker_notebook_instance" {
  from = 3
  to   = 10
  why  = "a new notebook starts, without what was on its volume"
}

# Network

downtime "aws_vpc" {
  from    = 1
  to      = 5
  why     = "the network is back soon; all that stands in it goes first and comes after it, and takes its own time"
  aliases = ["aws_subnet"]
}

downtime "aws_internet_gateway" {
  from = 0
  to   = 3
  why  = "nothing in the network reaches the internet until a gateway is attached and routes lead to it"
  aliases = [
    "aws_egress_only_internet_gateway", "aws_route_table", "aws_route_table_association", "aws_main_route_table_association", "aws_route",
    "aws_ec2_transit_gateway_route", "aws_ec2_transit_gateway_route_table_association", "aws_ec2_transit_gateway_route_table_propagation",
    "aws_vpc_endpoint_route_table_association", "aws_vpn_connection_route", "aws_vpn_gateway_route_propagation",
  ]
}

downtime "aws_nat_gateway" {
  from = 1
  to   = 5
  why  = "the old gateway is deleted and a new one set up; private subnets reach nothing outside until then"
}

downtime "aws_ec2_transit_gateway" {
  from = 5
  to   = 15
  why  = "the gateway and all its attachments are set up anew"
}

downtime "aws_ec2_transit_gateway_vpc_attachment" {
  from = 1
  to   = 5
  why  = "the network is detached and attached again"
}

downtime "aws_vpc_peering_connection" {
  from    = 0
  to      = 5
  why     = "the other side must accept it and routes must lead to it; where that is done by hand it takes longer"
  aliases = ["aws_vpc_peering_connection_accepter"]
}

downtime "aws_vpn_connection" {
  from = 5
  to   = 20
  why  = "new tunnels are set up; they come up once the other side has their addresses and keys"
}

downtime "aws_vpn_gateway" {
  from    = 5
  to      = 20
  why     = "it is detached and a new one attached; its connections are set up anew"
  aliases = ["aws_vpn_gateway_attachment", "aws_customer_gateway"]
}

downtime "aws_dx_gateway" {
  from    = 5
  to      = 30
  why     = "associations are set up anew, and sessions with the other side come up after that"
  aliases = ["aws_dx_gateway_association", "aws_dx_private_virtual_interface", "aws_dx_public_virtual_interface", "aws_dx_transit_virtual_interface"]
}

downtime "aws_ec2_client_vpn_endpoint" {
  from    = 5
  to      = 20
  why     = "associations with subnets take minutes; clients need the new configuration"
  aliases = ["aws_ec2_client_vpn_network_association"]
}

downtime "aws_networkfirewall_firewall" {
  from = 5
  to   = 20
  why  = "its endpoints are set up anew, and routes must lead to them"
}

downtime "aws_vpc_endpoint" {
  from    = 1
  to      = 5
  why     = "its interfaces are set up anew, and the private name leads to them after that"
  aliases = ["aws_vpc_endpoint_service", "aws_vpc_endpoint_subnet_association"]
}

downtime "aws_security_group" {
  from    = 0
  to      = 2
  why     = "what it let in is shut out until the new one is in its place"
  aliases = ["aws_network_acl", "aws_ec2_managed_prefix_list", "aws_ec2_managed_prefix_list_entry"]
}

downtime "aws_eip" {
  from    = 0
  to      = 2
  why     = "a new address is there at once; whoever knows the old one has to learn it"
  aliases = ["aws_eip_association", "aws_network_interface", "aws_network_interface_attachment", "aws_lightsail_static_ip"]
}

# Traffic and names

downtime "aws_lb" {
  from    = 2
  to      = 5
  why     = "a new load balancer is set up, targets pass their checks, and names must lead to its address"
  aliases = ["aws_alb", "aws_elb"]
}

downtime "aws_lb_target_group" {
  from    = 0
  to      = 3
  why     = "targets are registered again and must pass their checks"
  aliases = ["aws_alb_target_group", "aws_vpclattice_target_group"]
}

downtime "aws_lb_listener" {
  from    = 0
  to      = 1
  why     = "nothing listens on the port until the new one is there"
  aliases = ["aws_alb_listener", "aws_vpclattice_listener"]
}

# https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HowToDeleteDistribution.html
downtime "aws_cloudfront_distribution" {
  from = 5
  to   = 15
  why  = "it is disabled everywhere before it goes, and the new one is rolled out to all edges, with another domain name"
}

downtime "aws_globalaccelerator_accelerator" {
  from    = 2
  to      = 10
  why     = "it is disabled before it goes, and the new one is rolled out, with other addresses"
  aliases = ["aws_globalaccelerator_listener", "aws_globalaccelerator_endpoint_group"]
}

downtime "aws_api_gateway_rest_api" {
  from    = 0
  to      = 3
  why     = "resources, deployment and stage are made anew; clients need the new address"
  aliases = ["aws_apigatewayv2_api", "aws_appsync_graphql_api", "aws_api_gateway_stage", "aws_apigatewayv2_stage", "aws_apigatewayv2_api_mapping", "aws_api_gateway_base_path_mapping"]
}

# https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-edge-optimized-custom-domain-name.html
downtime "aws_api_gateway_domain_name" {
  from    = 2
  to      = 40
  why     = "a regional name is ready in minutes, one that is optimised for edges in up to 40"
  aliases = ["aws_apigatewayv2_domain_name"]
}

# https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-api-with-vpclink-cli.html
downtime "aws_api_gateway_vpc_link" {
  from    = 2
  to      = 10
  why     = "interfaces into the network are set up anew"
  aliases = ["aws_apigatewayv2_vpc_link"]
}

# https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain.html
downtime "aws_cognito_user_pool_domain" {
  from = 1
  to   = 60
  why  = "a prefix domain is there within a minute, a domain of one's own is rolled out within an hour; nobody signs in until then"
}

downtime "aws_transfer_server" {
  from = 2
  to   = 10
  why  = "a new server is set up, with another endpoint and host key"
}

downtime "aws_route53_record" {
  from = 0
  to   = 1
  why  = "Route 53 hands records out within about a minute; resolvers that asked in between remember that there was none"
}

downtime "aws_route53_zone" {
  from = 10
  to   = 2880
  why  = "the new zone has other name servers: the domain must be delegated to them, and resolvers keep the old ones for up to two days"
}

downtime "aws_route53_resolver_endpoint" {
  from = 1
  to   = 10
  why  = "interfaces are set up anew, with other addresses unless these are fixed"
}

downtime "aws_route53_resolver_rule" {
  from    = 0
  to      = 3
  why     = "names of the domain don't resolve until the rule is associated again"
  aliases = ["aws_route53_resolver_rule_association", "aws_route53_zone_association"]
}

downtime "aws_service_discovery_private_dns_namespace" {
  from    = 1
  to      = 5
  why     = "the namespace, its services and their instances are registered anew"
  aliases = ["aws_service_discovery_http_namespace", "aws_service_discovery_service"]
}

downtime "aws_ses_domain_identity" {
  from    = 5
  to      = 4320
  why     = "the domain must be verified anew: minutes as a rule, up to 72 hours as SES says"
  aliases = ["aws_ses_domain_dkim", "aws_sesv2_email_identity"]
}

downtime "aws_acm_certificate" {
  from = 5
  to   = 30
  why  = "the new certificate must be validated before it can be used; by mail it takes as long as people do"
}
