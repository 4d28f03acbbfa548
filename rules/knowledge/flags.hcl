# What is known of types beside their class. The facts are from the documentation of the
# providers and the services.
#
#   authoritative  an instance owns a whole list or setting, also what no state holds of it
#   refused        the service refuses the delete while it is in use or not empty
#   pipeline       the pipeline itself needs it to undo the change
#   withdrawn      something works by it, or is protected by it, that does not depend on it
#
#   of        attributes that name whose list it owns; where the plan creates that, a create
#             throws nothing out
#   with      settings that must hold as well
#   in        attributes of which one holds one of the texts of contains, whatever the case
#   users     types whose instances keep it from being deleted, or are managed through it
#   same      attributes in which a new one of the type must be equal to take its place
#   delete    what a delete or replace scores at least, create what a create does
#   outcome   what that leads to
#
# A * in a type stands for any text; rows of the type itself go before those of a form.

# Authoritative: AWS

authoritative "aws_iam_policy_attachment" {
  of      = ["policy_arn"]
  delete  = 62
  create  = 38
  outcome = "access-loss"
  why     = "it owns all attachments of the policy: users, groups and roles that no configuration here names lose it too"
}

authoritative "aws_iam_group_membership" {
  of      = ["group"]
  delete  = 50
  create  = 36
  outcome = "access-loss"
  why     = "it owns all members of the group: those that no configuration here names are taken out too"
}

# A delete of these ends the watch over the list and leaves the list as it is.
authoritative "aws_iam_role_policies_exclusive" {
  aliases = ["aws_iam_role_policy_attachments_exclusive"]
  of      = ["role_name"]
  create  = 38
  outcome = "access-loss"
  why     = "it owns all policies of the role: those that it does not list are taken off"
}

authoritative "aws_iam_user_policies_exclusive" {
  aliases = ["aws_iam_user_policy_attachments_exclusive"]
  of      = ["user_name"]
  create  = 38
  outcome = "access-loss"
  why     = "it owns all policies of the user: those that it does not list are taken off"
}

authoritative "aws_iam_group_policies_exclusive" {
  aliases = ["aws_iam_group_policy_attachments_exclusive"]
  of      = ["group_name"]
  create  = 38
  outcome = "access-loss"
  why     = "it owns all policies of the group: those that it does not list are taken off"
}

authoritative "aws_route53_records_exclusive" {
  of      = ["zone_id"]
  create  = 50
  outcome = "outage"
  why     = "it owns all records of the zone: those that it does not list are deleted"
}

authoritative "aws_cloudfrontkeyvaluestore_keys_exclusive" {
  of      = ["key_value_store_arn"]
  create  = 36
  outcome = "outage"
  why     = "it owns all keys of the store: those that it does not list are deleted"
}

# The provider adopts these and leaves them as they are on delete.
authoritative "aws_default_security_group" {
  of      = ["vpc_id"]
  create  = 40
  outcome = "outage"
  why     = "it takes the default group over: rules that it does not list are removed at once"
}

authoritative "aws_default_network_acl" {
  of      = ["default_network_acl_id"]
  create  = 40
  outcome = "outage"
  why     = "it takes the default ACL over: rules that it does not list are removed at once"
}

authoritative "aws_default_route_table" {
  of      = ["default_route_table_id"]
  create  = 45
  outcome = "outage"
  why     = "it takes the main route table over: routes that it does not list are removed at once"
}

# Of these an object has one, and a create writes over what another state or a hand set.
authoritative "aws_s3_bucket_policy" {
  of      = ["bucket"]
  create  = 15
  outcome = "access-loss"
  why     = "a bucket has one policy: it takes the place of the one that may be there"
}

authoritative "aws_s3_bucket_notification" {
  of      = ["bucket"]
  create  = 25
  outcome = "outage"
  why     = "a bucket has one list of notifications: those that it does not name stop"
}

authoritative "aws_s3_bucket_lifecycle_configuration" {
  of      = ["bucket"]
  create  = 25
  outcome = "data-loss"
  why     = "a bucket has one list of lifecycle rules: it takes the place of the one that may be there"
}

# Authoritative: Google

authoritative "google_project_iam_policy" {
  of      = ["project"]
  delete  = 85
  create  = 65
  outcome = "access-loss"
  why     = "it owns the whole policy of the project: a delete takes the roles of all, a create those of all whom it does not name"
}

authoritative "google_folder_iam_policy" {
  of      = ["folder"]
  delete  = 85
  create  = 65
  outcome = "access-loss"
  why     = "it owns the whole policy of the folder: a delete takes the roles of all, a create those of all whom it does not name"
}

authoritative "google_organization_iam_policy" {
  of      = ["org_id"]
  delete  = 90
  create  = 70
  outcome = "access-loss"
  why     = "it owns the whole policy of the organization: a delete takes the roles of all, a create those of all whom it does not name"
}

authoritative "google_*_iam_policy" {
  of      = ["bucket", "service_account_id", "secret_id", "topic", "subscription", "crypto_key_id", "key_ring_id", "dataset_id", "table_id", "repository", "service", "name", "instance", "instance_name", "database", "subnetwork", "cloud_function", "billing_account_id", "managed_zone", "cluster"]
  delete  = 55
  create  = 38
  outcome = "access-loss"
  why     = "it owns the whole policy of the object: whoever it does not name loses access, also those whom other states let in"
}

authoritative "google_project_iam_binding" {
  of      = ["project"]
  delete  = 50
  create  = 38
  outcome = "access-loss"
  why     = "it owns all members of the role: those that no configuration here names lose it too, services of Google among them"
}

authoritative "google_project_iam_binding" {
  of      = ["project"]
  with    = { role = "roles/editor" }
  delete  = 66
  create  = 62
  outcome = "access-loss"
  why     = "it owns all editors of the project: those that no configuration here names lose the role too, services of Google among them"
}

authoritative "google_project_iam_binding" {
  of      = ["project"]
  with    = { role = "roles/owner" }
  delete  = 75
  create  = 62
  outcome = "access-loss"
  why     = "it owns all owners of the project: those that no configuration here names lose the role too"
}

authoritative "google_folder_iam_binding" {
  of      = ["folder"]
  delete  = 60
  create  = 40
  outcome = "access-loss"
  why     = "it owns all members of the role in the folder: those that no configuration here names lose it too"
}

authoritative "google_organization_iam_binding" {
  of      = ["org_id"]
  delete  = 62
  create  = 45
  outcome = "access-loss"
  why     = "it owns all members of the role in the organization: those that no configuration here names lose it too"
}

authoritative "google_*_iam_binding" {
  of      = ["bucket", "service_account_id", "secret_id", "topic", "subscription", "crypto_key_id", "key_ring_id", "dataset_id", "table_id", "repository", "service", "name", "instance", "instance_name", "database", "subnetwork", "cloud_function", "billing_account_id", "managed_zone", "cluster"]
  delete  = 42
  create  = 36
  outcome = "access-loss"
  why     = "it owns all members of the role: those that no configuration here names lose it too"
}

authoritative "google_storage_bucket_acl" {
  aliases = ["google_storage_default_object_acl"]
  of      = ["bucket"]
  create  = 36
  outcome = "access-loss"
  why     = "it owns the whole list of the bucket: whoever it does not name loses access"
}

# Authoritative: others

authoritative "azurerm_storage_account_network_rules" {
  of      = ["storage_account_id"]
  create  = 36
  outcome = "access-loss"
  why     = "an account has one set of network rules: addresses and subnets that it does not list are shut out"
}

authoritative "azurerm_storage_management_policy" {
  of      = ["storage_account_id"]
  create  = 25
  outcome = "data-loss"
  why     = "an account has one set of lifecycle rules: it takes the place of the one that may be there"
}

# Who may sign in to an EKS cluster stands in this map, nodes too.
authoritative "kubernetes_config_map" {
  aliases = ["kubernetes_config_map_v1", "kubernetes_config_map_v1_data"]
  with    = { "metadata.name" = "aws-auth" }
  delete  = 80
  outcome = "access-loss"
  why     = "it says who may sign in to the cluster: without it nodes and people are locked out"
}

# Refused while in use

refused "aws_security_group" {
  users = ["aws_instance", "aws_lb", "aws_alb", "aws_elb", "aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster", "aws_elasticache_cluster", "aws_elasticache_replication_group", "aws_lambda_function", "aws_ecs_service", "aws_eks_cluster", "aws_network_interface", "aws_vpc_endpoint", "aws_efs_mount_target", "aws_opensearch_domain", "aws_msk_cluster", "aws_mq_broker", "aws_redshift_cluster"]
  why   = "EC2 refuses to delete a group while a network interface has it"
}

refused "aws_subnet" {
  users = ["aws_instance", "aws_lb", "aws_alb", "aws_elb", "aws_network_interface", "aws_nat_gateway", "aws_vpc_endpoint", "aws_efs_mount_target", "aws_eks_node_group", "aws_eks_cluster", "aws_lambda_function", "aws_db_subnet_group", "aws_elasticache_subnet_group"]
  why   = "EC2 refuses to delete a subnet while a network interface stands in it"
}

refused "aws_vpc" {
  users = ["aws_subnet", "aws_security_group", "aws_vpc_endpoint", "aws_network_interface", "aws_lb", "aws_internet_gateway", "aws_nat_gateway"]
  why   = "EC2 refuses to delete a VPC while anything stands in it"
}

refused "aws_iam_policy" {
  users = ["aws_iam_role", "aws_iam_user", "aws_iam_role_policy_attachment", "aws_iam_user_policy_attachment", "aws_iam_group_policy_attachment", "aws_iam_policy_attachment"]
  why   = "IAM refuses to delete a policy while it is attached or bounds the permissions of somebody"
}

refused "aws_api_gateway_deployment" {
  users = ["aws_api_gateway_stage"]
  why   = "API Gateway refuses to delete a deployment while a stage points to it"
}

refused "aws_lb_target_group" {
  aliases = ["aws_alb_target_group"]
  users   = ["aws_lb_listener", "aws_lb_listener_rule", "aws_alb_listener", "aws_alb_listener_rule"]
  why     = "a target group can't be deleted while a listener or a rule forwards to it"
}

refused "aws_acm_certificate" {
  users = ["aws_lb_listener", "aws_lb_listener_certificate", "aws_alb_listener", "aws_alb_listener_certificate", "aws_cloudfront_distribution", "aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name"]
  why   = "ACM refuses to delete a certificate that is in use"
}

refused "aws_launch_configuration" {
  users = ["aws_autoscaling_group"]
  why   = "a launch configuration can't be deleted while a group uses it"
}

refused "aws_db_subnet_group" {
  users = ["aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance"]
  why   = "RDS refuses to delete a subnet group while a database uses it"
}

refused "aws_db_parameter_group" {
  aliases = ["aws_db_option_group"]
  users   = ["aws_db_instance", "aws_rds_cluster_instance"]
  why     = "RDS refuses to delete the group while a database uses it"
}

refused "aws_rds_cluster_parameter_group" {
  users = ["aws_rds_cluster"]
  why   = "RDS refuses to delete the group while a cluster uses it"
}

refused "aws_elasticache_subnet_group" {
  aliases = ["aws_elasticache_parameter_group"]
  users   = ["aws_elasticache_cluster", "aws_elasticache_replication_group"]
  why     = "ElastiCache refuses to delete the group while a cluster uses it"
}

refused "aws_cloudfront_function" {
  aliases = ["aws_cloudfront_cache_policy", "aws_cloudfront_origin_request_policy", "aws_cloudfront_response_headers_policy", "aws_cloudfront_origin_access_control"]
  users   = ["aws_cloudfront_distribution"]
  why     = "CloudFront refuses to delete it while a distribution uses it"
}

refused "aws_wafv2_web_acl" {
  users = ["aws_cloudfront_distribution", "aws_wafv2_web_acl_association"]
  why   = "WAF refuses to delete it while something uses it"
}

refused "aws_wafv2_ip_set" {
  aliases = ["aws_wafv2_regex_pattern_set", "aws_wafv2_rule_group"]
  users   = ["aws_wafv2_web_acl", "aws_wafv2_rule_group"]
  why     = "WAF refuses to delete it while an ACL or a rule group uses it"
}

refused "aws_ecs_cluster" {
  users = ["aws_ecs_service"]
  why   = "ECS refuses to delete a cluster while a service runs in it"
}

refused "aws_eks_cluster" {
  users = ["aws_eks_node_group", "aws_eks_fargate_profile"]
  why   = "EKS refuses to delete a cluster while it has node groups"
}

refused "google_compute_instance_template" {
  aliases = ["google_compute_region_instance_template"]
  users   = ["google_compute_instance_group_manager", "google_compute_region_instance_group_manager"]
  why     = "Compute Engine refuses to delete a template while a group uses it"
}

refused "google_compute_health_check" {
  aliases = ["google_compute_region_health_check"]
  users   = ["google_compute_backend_service", "google_compute_region_backend_service", "google_compute_instance_group_manager", "google_compute_region_instance_group_manager"]
  why     = "Compute Engine refuses to delete a check while something uses it"
}

refused "google_compute_backend_service" {
  aliases = ["google_compute_region_backend_service", "google_compute_backend_bucket"]
  users   = ["google_compute_url_map", "google_compute_region_url_map", "google_compute_forwarding_rule", "google_compute_global_forwarding_rule"]
  why     = "Compute Engine refuses to delete a backend while something sends traffic to it"
}

refused "google_compute_ssl_certificate" {
  aliases = ["google_compute_managed_ssl_certificate", "google_compute_region_ssl_certificate", "google_compute_ssl_policy"]
  users   = ["google_compute_target_https_proxy", "google_compute_region_target_https_proxy", "google_compute_target_ssl_proxy"]
  why     = "Compute Engine refuses to delete it while a proxy uses it"
}

refused "google_compute_network" {
  users = ["google_compute_subnetwork", "google_compute_instance", "google_compute_router", "google_compute_firewall", "google_container_cluster"]
  why   = "Compute Engine refuses to delete a network while anything stands in it"
}

refused "google_compute_subnetwork" {
  users = ["google_compute_instance", "google_container_cluster", "google_compute_forwarding_rule", "google_compute_address"]
  why   = "Compute Engine refuses to delete a subnetwork while anything stands in it"
}

refused "azurerm_public_ip" {
  users = ["azurerm_lb", "azurerm_network_interface", "azurerm_application_gateway", "azurerm_firewall", "azurerm_bastion_host", "azurerm_virtual_network_gateway", "azurerm_nat_gateway_public_ip_association"]
  why   = "Azure refuses to delete an address while something has it"
}

refused "azurerm_subnet" {
  users = ["azurerm_network_interface", "azurerm_application_gateway", "azurerm_firewall", "azurerm_bastion_host", "azurerm_private_endpoint", "azurerm_kubernetes_cluster", "azurerm_virtual_network_gateway"]
  why   = "Azure refuses to delete a subnet while something stands in it"
}

refused "azurerm_service_plan" {
  aliases = ["azurerm_app_service_plan"]
  users   = ["azurerm_linux_web_app", "azurerm_windows_web_app", "azurerm_linux_function_app", "azurerm_windows_function_app", "azurerm_app_service", "azurerm_function_app"]
  why     = "Azure refuses to delete a plan while an app runs on it"
}

# Refused unless empty: what is in it no plan shows

refused "aws_s3_bucket" {
  aliases = ["aws_s3_directory_bucket"]
  with    = { force_destroy = false }
  why     = "S3 refuses to delete a bucket that holds objects"
}

refused "aws_ecr_repository" {
  with = { force_delete = false }
  why  = "ECR refuses to delete a repository that holds images"
}

refused "aws_backup_vault" {
  with = { force_destroy = false }
  why  = "Backup refuses to delete a vault that holds recovery points"
}

refused "google_storage_bucket" {
  with = { force_destroy = false }
  why  = "the provider refuses to delete a bucket that holds objects"
}

refused "google_bigquery_dataset" {
  with = { delete_contents_on_destroy = false }
  why  = "BigQuery refuses to delete a dataset that holds tables"
}

# What the pipeline needs: identities

pipeline "aws_iam_role" {
  in       = ["assume_role_policy"]
  contains = ["token.actions.githubusercontent.com", "gitlab", "app.terraform.io", "bitbucket.org", "circleci.com", "agent.buildkite.com", "vstoken.dev.azure.com", "spacelift.io", "env0.com"]
  delete   = 64
  why      = "a pipeline signs in with it, as its trust says"
}

pipeline "aws_iam_role" {
  aliases  = ["aws_iam_user"]
  in       = ["name"]
  contains = ["deploy", "atlantis", "spacelift", "github-action", "githubaction", "github_action", "gitlab-ci", "gitlab-runner", "cicd", "ci-cd", "terraform-ci", "terraform-cloud", "terraform-plan", "terraform-apply", "terraform-runner", "terraform-exec", "terraform-admin"]
  delete   = 62
  why      = "a pipeline may sign in with it, as its name says"
}

pipeline "aws_iam_openid_connect_provider" {
  in       = ["url"]
  contains = ["token.actions.githubusercontent.com", "gitlab", "app.terraform.io", "bitbucket.org", "circleci.com", "agent.buildkite.com", "vstoken.dev.azure.com", "spacelift.io", "env0.com"]
  delete   = 70
  why      = "pipelines sign in through it, with every role that trusts it"
}

pipeline "google_iam_workload_identity_pool_provider" {
  in       = ["oidc.issuer_uri"]
  contains = ["token.actions.githubusercontent.com", "gitlab", "app.terraform.io", "bitbucket.org", "circleci.com", "agent.buildkite.com", "vstoken.dev.azure.com", "spacelift.io", "env0.com"]
  delete   = 70
  why      = "pipelines sign in through it"
}

pipeline "google_iam_workload_identity_pool" {
  in       = ["workload_identity_pool_id", "display_name"]
  contains = ["github", "gitlab", "terraform", "circleci", "buildkite", "bitbucket", "cicd", "ci-cd"]
  delete   = 70
  why      = "pipelines sign in through it, as its name says; a deleted pool's name stays taken for 30 days"
}

pipeline "google_service_account" {
  in       = ["account_id", "display_name"]
  contains = ["deploy", "terraform", "atlantis", "spacelift", "github", "gitlab", "cicd", "ci-cd"]
  delete   = 62
  why      = "a pipeline may sign in with it, as its name says"
}

pipeline "azurerm_federated_identity_credential" {
  aliases  = ["azuread_application_federated_identity_credential"]
  in       = ["issuer"]
  contains = ["token.actions.githubusercontent.com", "gitlab", "app.terraform.io", "bitbucket.org", "circleci.com", "agent.buildkite.com", "vstoken.dev.azure.com", "spacelift.io", "env0.com"]
  delete   = 64
  why      = "pipelines sign in through it"
}

pipeline "azurerm_user_assigned_identity" {
  in       = ["name"]
  contains = ["deploy", "terraform", "atlantis", "spacelift", "github", "gitlab", "cicd", "ci-cd"]
  delete   = 62
  why      = "a pipeline may sign in with it, as its name says"
}

# What the pipeline needs: the state, its lock and its key

pipeline "aws_s3_bucket" {
  in       = ["bucket"]
  contains = ["tfstate", "tf-state", "terraform-state", "terraform-remote-state", "terraform.state", "tofu-state"]
  delete   = 80
  why      = "it holds Terraform's state, as its name says"
}

pipeline "aws_dynamodb_table" {
  with   = { hash_key = "LockID" }
  delete = 64
  why    = "it holds the locks of Terraform's state: without it no run can start"
}

pipeline "aws_kms_key" {
  in       = ["description"]
  contains = ["tfstate", "tf-state", "tf state", "terraform-state", "terraform state", "tofu state"]
  delete   = 80
  why      = "it encrypts Terraform's state, as its description says"
}

pipeline "aws_kms_alias" {
  in       = ["name"]
  contains = ["tfstate", "tf-state", "terraform-state", "tofu-state"]
  delete   = 62
  why      = "it names the key of Terraform's state, as its name says"
}

pipeline "google_storage_bucket" {
  in       = ["name"]
  contains = ["tfstate", "tf-state", "terraform-state", "terraform-remote-state", "tofu-state"]
  delete   = 80
  why      = "it holds Terraform's state, as its name says"
}

pipeline "google_kms_crypto_key" {
  in       = ["name"]
  contains = ["tfstate", "tf-state", "terraform-state", "tofu-state"]
  delete   = 80
  why      = "it encrypts Terraform's state, as its name says"
}

pipeline "azurerm_storage_account" {
  aliases  = ["azurerm_storage_container", "azurerm_resource_group"]
  in       = ["name"]
  contains = ["tfstate", "tf-state", "terraform-state", "terraformstate", "tofustate"]
  delete   = 80
  why      = "it holds Terraform's state, as its name says"
}

# What the pipeline needs: what it runs in

pipeline "kubernetes_namespace" {
  aliases  = ["kubernetes_namespace_v1"]
  in       = ["metadata.name"]
  contains = ["atlantis", "argocd", "argo-cd", "flux-system", "gitlab-runner", "actions-runner", "arc-runners", "arc-systems", "tekton-pipelines"]
  delete   = 62
  why      = "pipelines run in it, as its name says"
}

pipeline "helm_release" {
  in       = ["name", "chart"]
  contains = ["atlantis", "argocd", "argo-cd", "flux2", "gitlab-runner", "actions-runner", "gha-runner-scale-set"]
  delete   = 62
  why      = "pipelines run in it, as its name says"
}

# What the pipeline needs: what providers of the same plan connect to

pipeline "aws_eks_cluster" {
  aliases = ["google_container_cluster", "azurerm_kubernetes_cluster", "digitalocean_kubernetes_cluster"]
  users   = ["kubernetes_*", "helm_*", "kubectl_*", "flux_*", "argocd_*"]
  delete  = 80
  why     = "a provider of this plan connects to it: what is managed through it can't be read or changed any more"
}

pipeline "aws_db_instance" {
  aliases = ["aws_rds_cluster", "google_sql_database_instance", "azurerm_postgresql_flexible_server", "azurerm_mysql_flexible_server"]
  users   = ["postgresql_*", "mysql_*"]
  delete  = 80
  why     = "a provider of this plan connects to it: what is managed through it can't be read or changed any more"
}

# What something works by: calls and messages

withdrawn "aws_lambda_permission" {
  same    = ["function_name", "principal"]
  delete  = 62
  outcome = "outage"
  why     = "whom it names may no longer call the function, and every call fails"
}

withdrawn "aws_lambda_event_source_mapping" {
  same    = ["event_source_arn"]
  delete  = 60
  outcome = "outage"
  why     = "nothing is read from the queue or stream any more"
}

withdrawn "aws_sns_topic_subscription" {
  in       = ["protocol"]
  contains = ["lambda", "firehose"]
  same     = ["topic_arn", "protocol"]
  delete   = 60
  outcome  = "outage"
  why      = "what is published meanwhile does not reach its receiver, and is not kept"
}

withdrawn "aws_sns_topic_subscription" {
  with    = { protocol = "sqs" }
  same    = ["topic_arn", "protocol"]
  delete  = 60
  outcome = "outage"
  why     = "what is published meanwhile does not reach the queue, and is not kept"
}

withdrawn "aws_cloudwatch_event_target" {
  same    = ["rule"]
  delete  = 45
  outcome = "outage"
  why     = "what the rule triggers no longer runs"
}

withdrawn "aws_scheduler_schedule" {
  aliases = ["google_cloud_scheduler_job"]
  same    = ["name"]
  delete  = 45
  outcome = "outage"
  why     = "what it starts no longer runs, and nobody notices until the result is missed"
}

withdrawn "aws_batch_job_definition" {
  same    = ["name"]
  delete  = 40
  outcome = "outage"
  why     = "jobs by this definition can no longer be submitted"
}

# What something works by: roles and policies

withdrawn "aws_iam_role_policy_attachment" {
  in       = ["policy_arn"]
  contains = ["amazoneksworkernodepolicy", "amazoneks_cni_policy", "amazoneksclusterpolicy", "amazonec2containerregistryreadonly", "amazonec2containerregistrypullonly", "amazonecstaskexecutionrolepolicy", "amazonec2containerserviceforec2role", "awslambdavpcaccessexecutionrole", "awslambdasqsqueueexecutionrole", "awslambdakinesisexecutionrole", "awslambdadynamodbexecutionrole", "amazonebscsidriverpolicy", "amazonefscsidriverpolicy", "awsbackupservicerolepolicy", "amazoneksfargatepodexecutionrolepolicy"]
  same     = ["role"]
  delete   = 62
  outcome  = "outage"
  why      = "the service that runs under the role needs this policy: nodes don't join, tasks don't start, volumes don't attach"
}

withdrawn "aws_iam_role_policy_attachment" {
  same    = ["role"]
  delete  = 40
  outcome = "access-loss"
  why     = "what runs under the role may no longer do what the policy allows"
}

withdrawn "aws_iam_role_policy" {
  same    = ["role"]
  delete  = 40
  outcome = "access-loss"
  why     = "what runs under the role may no longer do what the policy allows"
}

withdrawn "aws_s3_bucket_public_access_block" {
  same    = ["bucket"]
  delete  = 62
  outcome = "exposure"
  why     = "policies and access lists that it held back take effect: what they let in is public from then on"
}

withdrawn "aws_iam_user_policy_attachment" {
  same    = ["user"]
  delete  = 36
  outcome = "access-loss"
  why     = "the user may no longer do what the policy allows"
}

withdrawn "aws_iam_group_policy_attachment" {
  same    = ["group"]
  delete  = 38
  outcome = "access-loss"
  why     = "whoever is in the group may no longer do what the policy allows"
}

withdrawn "aws_sqs_queue_policy" {
  same    = ["queue_url"]
  delete  = 50
  outcome = "outage"
  why     = "topics, buckets and other accounts that the policy lets in may no longer send"
}

withdrawn "aws_sns_topic_policy" {
  same    = ["arn"]
  delete  = 50
  outcome = "outage"
  why     = "alarms, buckets and other accounts that the policy lets in may no longer publish"
}

withdrawn "azurerm_role_assignment" {
  in       = ["role_definition_name", "role_definition_id"]
  contains = ["acrpull", "key vault secrets user", "key vault crypto", "key vault certificate", "storage blob data", "storage queue data", "storage table data", "storage file data", "service bus data", "event hubs data", "app configuration data", "managed identity operator", "network contributor", "7f951dda-4ed3-4680-a7ca-43fe172d538d", "4633458b-17de-408a-b874-0445c86b69e6", "ba92f5b4-2d11-453d-a403-e96b0029c9fe", "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b"]
  same     = ["scope", "role_definition_name"]
  delete   = 62
  outcome  = "access-loss"
  why      = "a workload works by such a role: it can no longer pull, read its secrets or reach its data, at the latest when it starts anew"
}

withdrawn "azurerm_key_vault_access_policy" {
  same    = ["key_vault_id", "object_id"]
  delete  = 62
  outcome = "access-loss"
  why     = "a workload that only reads works by such a policy: it can no longer read its secrets or use its keys, at the latest when it starts anew"
}

withdrawn "azurerm_cosmosdb_sql_role_assignment" {
  same    = ["scope", "role_definition_id"]
  delete  = 60
  outcome = "access-loss"
  why     = "a workload reaches the data by it"
}

withdrawn "google_*_iam_member" {
  in       = ["role"]
  contains = ["artifactregistry.reader", "storage.object", "secretmanager.secretaccessor", "cloudsql.client", "cloudsql.instanceuser", "pubsub.publisher", "pubsub.subscriber", "run.invoker", "cloudfunctions.invoker", "iam.workloadidentityuser", "container.nodeserviceaccount", "container.defaultnodeserviceaccount", "container.hostserviceagentuser", "compute.networkuser", "cloudkms.cryptokey", "datastore.user", "spanner.databaseuser", "bigtable.user", "bigquery.dataeditor", "bigquery.dataowner", "vpcaccess.user"]
  same     = ["role", "member"]
  delete   = 62
  outcome  = "access-loss"
  why      = "a workload works by such a role: it can no longer pull, read its secrets or reach its data"
}

withdrawn "google_*_iam_member" {
  in       = ["role"]
  contains = ["roles/owner", "roles/editor"]
  same     = ["member"]
  delete   = 62
  outcome  = "access-loss"
  why      = "whoever has the role runs or deploys everything by it: a group or a robot is locked out"
}

# What something is protected by: backups

withdrawn "aws_s3_bucket_replication_configuration" {
  same    = ["bucket"]
  delete  = 45
  outcome = "data-loss"
  why     = "what is written from then on has no copy elsewhere"
}

withdrawn "aws_backup_selection" {
  delete  = 62
  outcome = "data-loss"
  why     = "what it selects gets no further backup, and nobody notices until one is needed"
}

withdrawn "aws_backup_plan" {
  delete  = 62
  outcome = "data-loss"
  why     = "nothing is backed up by the plan any more, and nobody notices until a backup is needed"
}

withdrawn "aws_dlm_lifecycle_policy" {
  delete  = 62
  outcome = "data-loss"
  why     = "no further snapshots are made of the volumes that it is for"
}

withdrawn "aws_db_instance_automated_backups_replication" {
  same    = ["source_db_instance_arn"]
  delete  = 50
  outcome = "data-loss"
  why     = "the database's backups are no longer copied to the other region"
}

withdrawn "google_compute_disk_resource_policy_attachment" {
  aliases = ["google_compute_region_disk_resource_policy_attachment"]
  same    = ["disk"]
  delete  = 60
  outcome = "data-loss"
  why     = "no further snapshots are made of the disk"
}

withdrawn "google_backup_dr_backup_plan_association" {
  aliases = ["google_firestore_backup_schedule"]
  delete  = 62
  outcome = "data-loss"
  why     = "no further backups are made of what it is for"
}

# What keeps attacks off

withdrawn "cloudflare_ruleset" {
  in       = ["phase"]
  contains = ["firewall", "ratelimit", "sbfm", "ddos"]
  same     = ["zone_id", "phase"]
  delete   = 60
  instead  = true
  outcome  = "exposure"
  why      = "requests that its rules stop reach the application"
}

# What a cluster, a project or a zone works by

withdrawn "aws_eks_addon" {
  in       = ["addon_name"]
  contains = ["vpc-cni", "kube-proxy", "coredns"]
  same     = ["cluster_name", "addon_name"]
  delete   = 62
  outcome  = "outage"
  why      = "the add-on is removed from the cluster: new pods get no address, services are not reached or names not resolved"
}

withdrawn "google_project_service" {
  with    = { disable_on_destroy = true }
  same    = ["project", "service"]
  delete  = 62
  outcome = "outage"
  why     = "the API is switched off in the project: whatever calls it fails"
}

withdrawn "google_project_service" {
  with    = { disable_on_destroy = true, disable_dependent_services = true }
  same    = ["project", "service"]
  delete  = 70
  outcome = "outage"
  why     = "the API is switched off in the project with all that depend on it: whatever calls one of them fails"
}

# What is watched over and written down. An update that switches it off scores as much.

withdrawn "aws_guardduty_detector" {
  delete  = 65
  outcome = "none"
  why     = "threats are no longer looked for, and what was found so far is gone"
}

withdrawn "aws_config_configuration_recorder" {
  aliases = ["aws_config_configuration_recorder_status"]
  delete  = 50
  outcome = "none"
  why     = "changes of resources are no longer recorded, and rules no longer evaluated"
}

withdrawn "aws_securityhub_account" {
  aliases = ["aws_inspector2_enabler", "aws_macie2_account"]
  delete  = 50
  outcome = "none"
  why     = "the account is no longer watched over by it"
}

withdrawn "google_logging_project_sink" {
  aliases = ["google_logging_folder_sink", "google_logging_organization_sink", "google_logging_billing_account_sink"]
  same    = ["destination"]
  delete  = 50
  outcome = "none"
  why     = "what is logged from now on is no longer exported"
}

withdrawn "azurerm_monitor_diagnostic_setting" {
  same    = ["target_resource_id"]
  delete  = 38
  outcome = "none"
  why     = "the logs of the resource are no longer collected"
}

withdrawn "azurerm_log_analytics_workspace" {
  same    = ["name"]
  delete  = 62
  outcome = "data-loss"
  why     = "what was logged goes, at the latest after 14 days, and what logs to it has nowhere to write"
}

withdrawn "datadog_monitor" {
  same    = ["query"]
  delete  = 38
  outcome = "none"
  why     = "what it watches raises no alert any more: nobody is told"
}

withdrawn "aws_cloudtrail" {
  delete  = 65
  outcome = "none"
  why     = "nothing that is done in the account is recorded any more"
}

withdrawn "aws_flow_log" {
  delete  = 36
  outcome = "none"
  why     = "network traffic is no longer recorded"
}

withdrawn "aws_cloudwatch_metric_alarm" {
  aliases = ["aws_cloudwatch_composite_alarm"]
  same    = ["metric_name"]
  delete  = 38
  outcome = "none"
  why     = "what it watches raises no alarm any more: nobody is told"
}

withdrawn "google_monitoring_alert_policy" {
  aliases = ["azurerm_monitor_metric_alert", "azurerm_monitor_scheduled_query_rules_alert_v2", "azurerm_monitor_activity_log_alert"]
  delete  = 38
  outcome = "none"
  why     = "what it watches raises no alert any more: nobody is told"
}

# Everyone who is assigned a permission set has its policies, in every account of an assignment.
# https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetsconcept.html
withdrawn "aws_ssoadmin_managed_policy_attachment" {
  aliases = ["aws_ssoadmin_customer_managed_policy_attachment", "aws_ssoadmin_permission_set_inline_policy"]
  same    = ["permission_set_arn"]
  delete  = 45
  outcome = "access-loss"
  why     = "everyone with the permission set may no longer do what the policy allows, in all accounts where it is assigned"
}

withdrawn "aws_ssoadmin_permissions_boundary_attachment" {
  same    = ["permission_set_arn"]
  delete  = 60
  outcome = "exposure"
  why     = "nothing bounds any more what the permission set may be granted"
}

withdrawn "aws_ssoadmin_account_assignment" {
  same    = ["permission_set_arn", "principal_id", "target_id"]
  delete  = 45
  outcome = "access-loss"
  why     = "the group no longer gets into the account this way"
}

withdrawn "aws_wafv2_web_acl_association" {
  same    = ["resource_arn"]
  delete  = 60
  outcome = "exposure"
  why     = "what it protects takes any request from then on"
}

withdrawn "github_branch_protection" {
  same    = ["repository_id", "pattern"]
  delete  = 60
  outcome = "exposure"
  why     = "whoever may write can push to the branch without a review, and force-push"
}

# Nobody is called

# https://support.pagerduty.com/main/docs/services-and-integrations
withdrawn "pagerduty_service" {
  same    = ["name"]
  delete  = 50
  outcome = "none"
  why     = "events that are sent to it are refused: nobody is called when what it watches fails"
}

withdrawn "pagerduty_escalation_policy" {
  aliases = ["pagerduty_schedule"]
  same    = ["name"]
  delete  = 45
  outcome = "none"
  why     = "whom it named is no longer called"
}

# Limits of an organization

withdrawn "aws_organizations_policy_attachment" {
  same    = ["target_id"]
  delete  = 60
  outcome = "exposure"
  why     = "what the policy denied in the account or unit is allowed from then on"
}

withdrawn "google_org_policy_policy" {
  with    = { "spec.rules.enforce" = true }
  same    = ["name"]
  delete  = 60
  outcome = "exposure"
  why     = "the constraint is no longer enforced here: what it forbade may be allowed from then on"
}

withdrawn "google_org_policy_policy" {
  with    = { "spec.rules.deny_all" = true }
  same    = ["name"]
  delete  = 60
  outcome = "exposure"
  why     = "the constraint no longer denies all values here: what it forbade may be allowed from then on"
}

withdrawn "google_organization_policy" {
  aliases = ["google_folder_organization_policy", "google_project_organization_policy"]
  with    = { "boolean_policy.enforced" = true }
  same    = ["constraint"]
  delete  = 60
  outcome = "exposure"
  why     = "the constraint is no longer enforced here: what it forbade may be allowed from then on"
}
