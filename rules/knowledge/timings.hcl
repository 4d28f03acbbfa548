# When a change takes effect, for types where that is not the moment of apply. What holds
# on is what the services document: resolvers keep records until their TTL runs out,
# templates are read when an instance is started from them, lifecycle rules run daily.
# taken_by names the types of what moves to the new one as soon as the same plan changes it;
# behind a dot, what must be set for that.

timing "aws_route53_record" {
  when    = "caches-expire"
  actions = ["update", "replace", "delete"]
  aliases = [
    "google_dns_record_set", "cloudflare_record", "cloudflare_dns_record",
    "azurerm_dns_a_record", "azurerm_dns_aaaa_record", "azurerm_dns_cname_record", "azurerm_dns_mx_record",
    "azurerm_dns_ns_record", "azurerm_dns_txt_record", "azurerm_private_dns_a_record", "azurerm_private_dns_cname_record",
    "aws_route53_zone", "google_dns_managed_zone", "azurerm_dns_zone", "azurerm_private_dns_zone", "cloudflare_zone",
  ]
}

timing "aws_launch_template" {
  when     = "next-deploy"
  actions  = ["update", "replace"]
  taken_by = [
    "aws_ecs_service", "aws_eks_node_group", "aws_batch_compute_environment", "aws_autoscaling_group.instance_refresh",
    "aws_lambda_function",
  ]
  aliases = [
    "aws_launch_configuration", "aws_ecs_task_definition", "aws_batch_job_definition", "aws_lambda_layer_version",
    "aws_ssm_parameter", "aws_secretsmanager_secret_version", "google_secret_manager_secret_version",
    "google_compute_instance_template", "google_compute_region_instance_template", "azurerm_key_vault_secret",
    "kubernetes_config_map", "kubernetes_config_map_v1", "kubernetes_secret", "kubernetes_secret_v1",
    "kubernetes_config_map_v1_data", "kubernetes_cron_job", "kubernetes_cron_job_v1",
    "google_cloud_run_v2_job", "azurerm_container_app_job", "aws_codebuild_project",
  ]
}

timing "aws_s3_bucket_lifecycle_configuration" {
  when    = "after-days"
  actions = ["create", "update", "replace"]
  aliases = ["aws_ecr_lifecycle_policy", "azurerm_storage_management_policy"]
}
