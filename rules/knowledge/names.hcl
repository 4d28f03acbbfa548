# Which attributes hold the name of what. `name "TYPE" "ATTRIBUTE"` says that ATTRIBUTE is
# the unique name of a TYPE, held_by lists TYPE.PATH of the attributes that hold such a name,
# within the attributes in which both must agree, until what ends the name in a longer value.
# An instance that holds a name stays as it is in a plan that replaces what has the name.
# Attributes are those of the hashicorp/aws, google, azurerm and kubernetes providers.

# AWS: databases

name "aws_db_instance" "identifier" {
  within = ["region"]
  held_by = [
    "aws_db_instance.replicate_source_db",
    "aws_db_instance_role_association.db_instance_identifier",
    "aws_db_proxy_target.db_instance_identifier",
    "aws_db_snapshot.db_instance_identifier",
    "aws_db_event_subscription.source_ids",
    "aws_cloudwatch_metric_alarm.dimensions.DBInstanceIdentifier",
  ]
}

name "aws_rds_cluster" "cluster_identifier" {
  within = ["region"]
  held_by = [
    "aws_rds_cluster_instance.cluster_identifier",
    "aws_rds_cluster_endpoint.cluster_identifier",
    "aws_rds_cluster_role_association.db_cluster_identifier",
    "aws_db_cluster_snapshot.db_cluster_identifier",
    "aws_db_proxy_target.db_cluster_identifier",
    "aws_cloudwatch_metric_alarm.dimensions.DBClusterIdentifier",
  ]
}

name "aws_db_subnet_group" "name" {
  within  = ["region"]
  held_by = ["aws_db_instance.db_subnet_group_name", "aws_rds_cluster.db_subnet_group_name", "aws_rds_cluster_instance.db_subnet_group_name"]
}

name "aws_db_parameter_group" "name" {
  within  = ["region"]
  held_by = ["aws_db_instance.parameter_group_name", "aws_rds_cluster_instance.db_parameter_group_name"]
}

name "aws_rds_cluster_parameter_group" "name" {
  within  = ["region"]
  held_by = ["aws_rds_cluster.db_cluster_parameter_group_name"]
}

name "aws_db_option_group" "name" {
  within  = ["region"]
  held_by = ["aws_db_instance.option_group_name"]
}

name "aws_db_proxy" "name" {
  within  = ["region"]
  held_by = ["aws_db_proxy_default_target_group.db_proxy_name", "aws_db_proxy_target.db_proxy_name", "aws_db_proxy_endpoint.db_proxy_name"]
}

name "aws_docdb_cluster" "cluster_identifier" {
  within  = ["region"]
  held_by = ["aws_docdb_cluster_snapshot.db_cluster_identifier"]
}

name "aws_dynamodb_table" "name" {
  within = ["region"]
  held_by = [
    "aws_dynamodb_table_item.table_name",
    "aws_dynamodb_kinesis_streaming_destination.table_name",
    "aws_dynamodb_contributor_insights.table_name",
    "aws_cloudwatch_metric_alarm.dimensions.TableName",
  ]
}

name "aws_elasticache_subnet_group" "name" {
  within  = ["region"]
  held_by = ["aws_elasticache_cluster.subnet_group_name", "aws_elasticache_replication_group.subnet_group_name"]
}

name "aws_elasticache_parameter_group" "name" {
  within  = ["region"]
  held_by = ["aws_elasticache_cluster.parameter_group_name", "aws_elasticache_replication_group.parameter_group_name"]
}

name "aws_elasticache_replication_group" "replication_group_id" {
  within  = ["region"]
  held_by = ["aws_elasticache_cluster.replication_group_id"]
}

name "aws_redshift_cluster" "cluster_identifier" {
  within  = ["region"]
  held_by = ["aws_redshift_cluster_iam_roles.cluster_identifier", "aws_redshift_logging.cluster_identifier", "aws_redshift_usage_limit.cluster_identifier"]
}

name "aws_opensearch_domain" "domain_name" {
  within  = ["region"]
  held_by = ["aws_opensearch_domain_policy.domain_name", "aws_opensearch_domain_saml_options.domain_name"]
}

# AWS: storage

name "aws_s3_bucket" "bucket" {
  held_by = [
    "aws_s3_bucket_policy.bucket",
    "aws_s3_bucket_acl.bucket",
    "aws_s3_bucket_versioning.bucket",
    "aws_s3_bucket_lifecycle_configuration.bucket",
    "aws_s3_bucket_public_access_block.bucket",
    "aws_s3_bucket_server_side_encryption_configuration.bucket",
    "aws_s3_bucket_ownership_controls.bucket",
    "aws_s3_bucket_notification.bucket",
    "aws_s3_bucket_logging.bucket",
    "aws_s3_bucket_logging.target_bucket",
    "aws_s3_bucket_cors_configuration.bucket",
    "aws_s3_bucket_website_configuration.bucket",
    "aws_s3_bucket_replication_configuration.bucket",
    "aws_s3_object.bucket",
    "aws_cloudtrail.s3_bucket_name",
    "aws_config_delivery_channel.s3_bucket_name",
    "aws_lambda_function.s3_bucket",
    "aws_lb.access_logs.bucket",
  ]
}

name "aws_sqs_queue" "name" {
  within  = ["region"]
  held_by = ["aws_cloudwatch_metric_alarm.dimensions.QueueName"]
}

name "aws_ecr_repository" "name" {
  within  = ["region"]
  held_by = ["aws_ecr_lifecycle_policy.repository", "aws_ecr_repository_policy.repository"]
}

name "aws_kms_alias" "name" {
  within = ["region"]
  held_by = [
    "aws_sqs_queue.kms_master_key_id",
    "aws_sns_topic.kms_master_key_id",
    "aws_secretsmanager_secret.kms_key_id",
    "aws_s3_bucket_server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.kms_master_key_id",
  ]
}

# AWS: identity

name "aws_iam_role" "name" {
  held_by = [
    "aws_iam_role_policy_attachment.role",
    "aws_iam_role_policy.role",
    "aws_iam_instance_profile.role",
    "aws_iam_policy_attachment.roles",
    "aws_iam_role_policies_exclusive.role_name",
    "aws_iam_role_policy_attachments_exclusive.role_name",
  ]
}

name "aws_iam_instance_profile" "name" {
  held_by = ["aws_instance.iam_instance_profile", "aws_launch_template.iam_instance_profile.name", "aws_launch_configuration.iam_instance_profile"]
}

name "aws_iam_user" "name" {
  held_by = [
    "aws_iam_access_key.user",
    "aws_iam_user_policy.user",
    "aws_iam_user_policy_attachment.user",
    "aws_iam_user_login_profile.user",
    "aws_iam_user_group_membership.user",
    "aws_iam_group_membership.users",
  ]
}

name "aws_iam_group" "name" {
  held_by = ["aws_iam_group_policy.group", "aws_iam_group_policy_attachment.group", "aws_iam_group_membership.group", "aws_iam_user_group_membership.groups"]
}

# AWS: compute and messages

name "aws_lambda_function" "function_name" {
  within = ["region"]
  held_by = [
    "aws_lambda_permission.function_name",
    "aws_lambda_alias.function_name",
    "aws_lambda_event_source_mapping.function_name",
    "aws_lambda_function_url.function_name",
    "aws_lambda_function_event_invoke_config.function_name",
    "aws_lambda_provisioned_concurrency_config.function_name",
    "aws_cloudwatch_metric_alarm.dimensions.FunctionName",
  ]
}

name "aws_ecs_cluster" "name" {
  within  = ["region"]
  held_by = ["aws_ecs_service.cluster", "aws_ecs_cluster_capacity_providers.cluster_name", "aws_cloudwatch_metric_alarm.dimensions.ClusterName"]
}

name "aws_ecs_task_definition" "family" {
  within  = ["region"]
  until   = ":"
  held_by = ["aws_ecs_service.task_definition"]
}

name "aws_eks_cluster" "name" {
  within = ["region"]
  held_by = [
    "aws_eks_node_group.cluster_name",
    "aws_eks_addon.cluster_name",
    "aws_eks_fargate_profile.cluster_name",
    "aws_eks_access_entry.cluster_name",
    "aws_eks_access_policy_association.cluster_name",
    "aws_eks_identity_provider_config.cluster_name",
    "aws_eks_pod_identity_association.cluster_name",
  ]
}

name "aws_autoscaling_group" "name" {
  within = ["region"]
  held_by = [
    "aws_autoscaling_attachment.autoscaling_group_name",
    "aws_autoscaling_policy.autoscaling_group_name",
    "aws_autoscaling_schedule.autoscaling_group_name",
    "aws_autoscaling_lifecycle_hook.autoscaling_group_name",
    "aws_autoscaling_notification.group_names",
    "aws_cloudwatch_metric_alarm.dimensions.AutoScalingGroupName",
  ]
}

name "aws_launch_template" "name" {
  within  = ["region"]
  held_by = ["aws_autoscaling_group.launch_template.name", "aws_instance.launch_template.name", "aws_eks_node_group.launch_template.name"]
}

name "aws_launch_configuration" "name" {
  within  = ["region"]
  held_by = ["aws_autoscaling_group.launch_configuration"]
}

name "aws_key_pair" "key_name" {
  within  = ["region"]
  held_by = ["aws_instance.key_name", "aws_launch_template.key_name", "aws_launch_configuration.key_name"]
}

name "aws_cloudwatch_log_group" "name" {
  within = ["region"]
  held_by = [
    "aws_cloudwatch_log_stream.log_group_name",
    "aws_cloudwatch_log_metric_filter.log_group_name",
    "aws_cloudwatch_log_subscription_filter.log_group_name",
    "aws_lambda_function.logging_config.log_group",
  ]
}

name "aws_cloudwatch_event_rule" "name" {
  within  = ["region"]
  held_by = ["aws_cloudwatch_event_target.rule"]
}

name "aws_cloudwatch_event_bus" "name" {
  within  = ["region"]
  held_by = ["aws_cloudwatch_event_rule.event_bus_name", "aws_cloudwatch_event_target.event_bus_name", "aws_cloudwatch_event_permission.event_bus_name"]
}

name "aws_kinesis_stream" "name" {
  within  = ["region"]
  held_by = ["aws_cloudwatch_metric_alarm.dimensions.StreamName"]
}

name "aws_glue_catalog_database" "name" {
  within  = ["region"]
  held_by = ["aws_glue_catalog_table.database_name", "aws_glue_crawler.database_name"]
}

name "aws_codedeploy_app" "name" {
  within  = ["region"]
  held_by = ["aws_codedeploy_deployment_group.app_name"]
}

# Google. A name or a self link may stand in most of these.

name "google_compute_network" "name" {
  within = ["project"]
  held_by = [
    "google_compute_subnetwork.network",
    "google_compute_firewall.network",
    "google_compute_router.network",
    "google_compute_route.network",
    "google_compute_global_address.network",
    "google_compute_network_peering.network",
    "google_compute_instance.network_interface.network",
    "google_compute_instance_template.network_interface.network",
    "google_container_cluster.network",
  ]
}

name "google_compute_subnetwork" "name" {
  within = ["project", "region"]
  held_by = [
    "google_compute_subnetwork_iam_member.subnetwork",
    "google_compute_instance.network_interface.subnetwork",
    "google_compute_instance_template.network_interface.subnetwork",
    "google_container_cluster.subnetwork",
  ]
}

name "google_compute_router" "name" {
  within  = ["project", "region"]
  held_by = ["google_compute_router_nat.router", "google_compute_router_interface.router", "google_compute_router_peer.router", "google_compute_vpn_tunnel.router"]
}

name "google_sql_database_instance" "name" {
  within  = ["project"]
  held_by = ["google_sql_database.instance", "google_sql_user.instance", "google_sql_ssl_cert.instance", "google_sql_database_instance.master_instance_name"]
}

name "google_storage_bucket" "name" {
  held_by = [
    "google_storage_bucket_object.bucket",
    "google_storage_bucket_iam_member.bucket",
    "google_storage_bucket_iam_binding.bucket",
    "google_storage_bucket_iam_policy.bucket",
    "google_storage_bucket_acl.bucket",
    "google_storage_notification.bucket",
    "google_compute_backend_bucket.bucket_name",
    "google_storage_bucket.logging.log_bucket",
  ]
}

name "google_service_account" "email" {
  held_by = [
    "google_compute_instance.service_account.email",
    "google_compute_instance_template.service_account.email",
    "google_container_node_pool.node_config.service_account",
    "google_cloud_run_v2_service.template.service_account",
    "google_cloudfunctions2_function.service_config.service_account_email",
    "google_service_account_key.service_account_id",
  ]
}

name "google_container_cluster" "name" {
  within  = ["project", "location"]
  held_by = ["google_container_node_pool.cluster"]
}

name "google_pubsub_topic" "name" {
  within  = ["project"]
  held_by = ["google_pubsub_subscription.topic", "google_pubsub_topic_iam_member.topic", "google_pubsub_topic_iam_binding.topic"]
}

name "google_pubsub_subscription" "name" {
  within  = ["project"]
  held_by = ["google_pubsub_subscription_iam_member.subscription"]
}

name "google_dns_managed_zone" "name" {
  within  = ["project"]
  held_by = ["google_dns_record_set.managed_zone"]
}

name "google_bigquery_dataset" "dataset_id" {
  within  = ["project"]
  held_by = ["google_bigquery_table.dataset_id", "google_bigquery_dataset_iam_member.dataset_id", "google_bigquery_routine.dataset_id"]
}

name "google_spanner_instance" "name" {
  within  = ["project"]
  held_by = ["google_spanner_database.instance", "google_spanner_instance_iam_member.instance"]
}

name "google_secret_manager_secret" "secret_id" {
  within  = ["project"]
  held_by = ["google_secret_manager_secret_iam_member.secret_id"]
}

name "google_project" "project_id" {
  held_by = ["google_project_service.project", "google_project_iam_member.project", "google_project_iam_binding.project", "google_compute_shared_vpc_service_project.service_project"]
}

# Azure. Names are unique within a resource group, or within the server or account above.

name "azurerm_resource_group" "name" {
  held_by = [
    "azurerm_virtual_network.resource_group_name",
    "azurerm_subnet.resource_group_name",
    "azurerm_network_security_group.resource_group_name",
    "azurerm_public_ip.resource_group_name",
    "azurerm_network_interface.resource_group_name",
    "azurerm_linux_virtual_machine.resource_group_name",
    "azurerm_windows_virtual_machine.resource_group_name",
    "azurerm_managed_disk.resource_group_name",
    "azurerm_storage_account.resource_group_name",
    "azurerm_key_vault.resource_group_name",
    "azurerm_mssql_server.resource_group_name",
    "azurerm_postgresql_flexible_server.resource_group_name",
    "azurerm_kubernetes_cluster.resource_group_name",
    "azurerm_container_registry.resource_group_name",
    "azurerm_service_plan.resource_group_name",
    "azurerm_linux_web_app.resource_group_name",
    "azurerm_log_analytics_workspace.resource_group_name",
    "azurerm_dns_zone.resource_group_name",
    "azurerm_private_dns_zone.resource_group_name",
    "azurerm_cosmosdb_account.resource_group_name",
    "azurerm_redis_cache.resource_group_name",
    "azurerm_lb.resource_group_name",
    "azurerm_application_gateway.resource_group_name",
    "azurerm_user_assigned_identity.resource_group_name",
  ]
}

name "azurerm_virtual_network" "name" {
  within  = ["resource_group_name"]
  held_by = ["azurerm_subnet.virtual_network_name", "azurerm_virtual_network_peering.virtual_network_name"]
}

name "azurerm_network_security_group" "name" {
  within  = ["resource_group_name"]
  held_by = ["azurerm_network_security_rule.network_security_group_name"]
}

name "azurerm_route_table" "name" {
  within  = ["resource_group_name"]
  held_by = ["azurerm_route.route_table_name"]
}

name "azurerm_storage_account" "name" {
  held_by = [
    "azurerm_storage_container.storage_account_name",
    "azurerm_storage_share.storage_account_name",
    "azurerm_storage_table.storage_account_name",
    "azurerm_storage_queue.storage_account_name",
    "azurerm_storage_blob.storage_account_name",
    "azurerm_linux_function_app.storage_account_name",
  ]
}

name "azurerm_storage_container" "name" {
  within  = ["storage_account_name"]
  held_by = ["azurerm_storage_blob.storage_container_name"]
}

name "azurerm_dns_zone" "name" {
  within  = ["resource_group_name"]
  held_by = ["azurerm_dns_a_record.zone_name", "azurerm_dns_cname_record.zone_name", "azurerm_dns_txt_record.zone_name", "azurerm_dns_mx_record.zone_name", "azurerm_dns_ns_record.zone_name"]
}

name "azurerm_private_dns_zone" "name" {
  within  = ["resource_group_name"]
  held_by = ["azurerm_private_dns_a_record.zone_name", "azurerm_private_dns_cname_record.zone_name", "azurerm_private_dns_zone_virtual_network_link.private_dns_zone_name"]
}

name "azurerm_cosmosdb_account" "name" {
  within  = ["resource_group_name"]
  held_by = ["azurerm_cosmosdb_sql_database.account_name", "azurerm_cosmosdb_sql_container.account_name", "azurerm_cosmosdb_mongo_database.account_name"]
}

name "azurerm_eventhub_namespace" "name" {
  within  = ["resource_group_name"]
  held_by = ["azurerm_eventhub.namespace_name", "azurerm_eventhub_consumer_group.namespace_name"]
}

# Kubernetes. The id of a namespace is its name.

name "kubernetes_namespace" "id" {
  held_by = [
    "kubernetes_config_map.metadata.namespace",
    "kubernetes_config_map_v1.metadata.namespace",
    "kubernetes_config_map_v1_data.metadata.namespace",
    "kubernetes_cron_job.metadata.namespace",
    "kubernetes_cron_job_v1.metadata.namespace",
    "kubernetes_daemon_set_v1.metadata.namespace",
    "kubernetes_daemonset.metadata.namespace",
    "kubernetes_default_service_account.metadata.namespace",
    "kubernetes_default_service_account_v1.metadata.namespace",
    "kubernetes_deployment.metadata.namespace",
    "kubernetes_deployment_v1.metadata.namespace",
    "kubernetes_endpoint_slice_v1.metadata.namespace",
    "kubernetes_endpoints.metadata.namespace",
    "kubernetes_endpoints_v1.metadata.namespace",
    "kubernetes_horizontal_pod_autoscaler.metadata.namespace",
    "kubernetes_horizontal_pod_autoscaler_v1.metadata.namespace",
    "kubernetes_horizontal_pod_autoscaler_v2.metadata.namespace",
    "kubernetes_horizontal_pod_autoscaler_v2beta2.metadata.namespace",
    "kubernetes_ingress.metadata.namespace",
    "kubernetes_ingress_v1.metadata.namespace",
    "kubernetes_job.metadata.namespace",
    "kubernetes_job_v1.metadata.namespace",
    "kubernetes_limit_range.metadata.namespace",
    "kubernetes_limit_range_v1.metadata.namespace",
    "kubernetes_network_policy.metadata.namespace",
    "kubernetes_network_policy_v1.metadata.namespace",
    "kubernetes_persistent_volume_claim.metadata.namespace",
    "kubernetes_persistent_volume_claim_v1.metadata.namespace",
    "kubernetes_pod.metadata.namespace",
    "kubernetes_pod_disruption_budget.metadata.namespace",
    "kubernetes_pod_disruption_budget_v1.metadata.namespace",
    "kubernetes_pod_v1.metadata.namespace",
    "kubernetes_replication_controller.metadata.namespace",
    "kubernetes_replication_controller_v1.metadata.namespace",
    "kubernetes_resource_quota.metadata.namespace",
    "kubernetes_resource_quota_v1.metadata.namespace",
    "kubernetes_role.metadata.namespace",
    "kubernetes_role_binding.metadata.namespace",
    "kubernetes_role_binding_v1.metadata.namespace",
    "kubernetes_role_v1.metadata.namespace",
    "kubernetes_secret.metadata.namespace",
    "kubernetes_secret_v1.metadata.namespace",
    "kubernetes_secret_v1_data.metadata.namespace",
    "kubernetes_service.metadata.namespace",
    "kubernetes_service_account.metadata.namespace",
    "kubernetes_service_account_v1.metadata.namespace",
    "kubernetes_service_v1.metadata.namespace",
    "kubernetes_stateful_set.metadata.namespace",
    "kubernetes_stateful_set_v1.metadata.namespace",
    "kubernetes_token_request_v1.metadata.namespace",
    "helm_release.namespace",
  ]
}

name "kubernetes_namespace_v1" "id" {
  held_by = [
    "kubernetes_config_map.metadata.namespace",
    "kubernetes_config_map_v1.metadata.namespace",
    "kubernetes_config_map_v1_data.metadata.namespace",
    "kubernetes_cron_job.metadata.namespace",
    "kubernetes_cron_job_v1.metadata.namespace",
    "kubernetes_daemon_set_v1.metadata.namespace",
    "kubernetes_daemonset.metadata.namespace",
    "kubernetes_default_service_account.metadata.namespace",
    "kubernetes_default_service_account_v1.metadata.namespace",
    "kubernetes_deployment.metadata.namespace",
    "kubernetes_deployment_v1.metadata.namespace",
    "kubernetes_endpoint_slice_v1.metadata.namespace",
    "kubernetes_endpoints.metadata.namespace",
    "kubernetes_endpoints_v1.metadata.namespace",
    "kubernetes_horizontal_pod_autoscaler.metadata.namespace",
    "kubernetes_horizontal_pod_autoscaler_v1.metadata.namespace",
    "kubernetes_horizontal_pod_autoscaler_v2.metadata.namespace",
    "kubernetes_horizontal_pod_autoscaler_v2beta2.metadata.namespace",
    "kubernetes_ingress.metadata.namespace",
    "kubernetes_ingress_v1.metadata.namespace",
    "kubernetes_job.metadata.namespace",
    "kubernetes_job_v1.metadata.namespace",
    "kubernetes_limit_range.metadata.namespace",
    "kubernetes_limit_range_v1.metadata.namespace",
    "kubernetes_network_policy.metadata.namespace",
    "kubernetes_network_policy_v1.metadata.namespace",
    "kubernetes_persistent_volume_claim.metadata.namespace",
    "kubernetes_persistent_volume_claim_v1.metadata.namespace",
    "kubernetes_pod.metadata.namespace",
    "kubernetes_pod_disruption_budget.metadata.namespace",
    "kubernetes_pod_disruption_budget_v1.metadata.namespace",
    "kubernetes_pod_v1.metadata.namespace",
    "kubernetes_replication_controller.metadata.namespace",
    "kubernetes_replication_controller_v1.metadata.namespace",
    "kubernetes_resource_quota.metadata.namespace",
    "kubernetes_resource_quota_v1.metadata.namespace",
    "kubernetes_role.metadata.namespace",
    "kubernetes_role_binding.metadata.namespace",
    "kubernetes_role_binding_v1.metadata.namespace",
    "kubernetes_role_v1.metadata.namespace",
    "kubernetes_secret.metadata.namespace",
    "kubernetes_secret_v1.metadata.namespace",
    "kubernetes_secret_v1_data.metadata.namespace",
    "kubernetes_service.metadata.namespace",
    "kubernetes_service_account.metadata.namespace",
    "kubernetes_service_account_v1.metadata.namespace",
    "kubernetes_service_v1.metadata.namespace",
    "kubernetes_stateful_set.metadata.namespace",
    "kubernetes_stateful_set_v1.metadata.namespace",
    "kubernetes_token_request_v1.metadata.namespace",
    "helm_release.namespace",
  ]
}
