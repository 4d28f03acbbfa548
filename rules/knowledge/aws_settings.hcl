# AWS: policies, settings and parts of other resources. Facts are from the documentation of
# the services and that of the hashicorp/aws provider.

# Who may do what

type "aws_iam_account_password_policy" {
  class    = "identity"
  loses    = "the rules for passwords, which go back to the AWS default"
  recovery = "reversible"
}

type "aws_iam_account_alias" {
  class    = "identity"
  loses    = "the account's name in the sign-in address, which another account may take"
  recovery = "recreatable"
}

type "aws_iam_user_login_profile" {
  class = "identity"
  loses = "a user's password for the console"
}

type "aws_iam_user_group_membership" {
  class    = "identity"
  loses    = "what a user may do by way of groups"
  recovery = "reversible"
}

type "aws_iam_server_certificate" {
  class = "key"
  loses = "a certificate with its private key; IAM refuses to delete one that a balancer uses"
}

type "aws_iam_virtual_mfa_device" {
  class    = "identity"
  loses    = "a second factor; the new one has another seed"
  recovery = "lost"
}

type "aws_iam_user_ssh_key" {
  aliases  = ["aws_transfer_ssh_key"]
  class    = "identity"
  loses    = "a public key that a user signs in with"
  recovery = "reversible"
}

type "aws_ssoadmin_managed_policy_attachment" {
  aliases  = ["aws_ssoadmin_permission_set_inline_policy", "aws_ssoadmin_customer_managed_policy_attachment", "aws_ssoadmin_permissions_boundary_attachment"]
  class    = "identity"
  loses    = "a part of what everyone with the permission set may do, in all accounts"
  recovery = "reversible"
}

type "aws_identitystore_group_membership" {
  class    = "identity"
  loses    = "what a user may do by way of the group"
  recovery = "reversible"
}

type "aws_ram_resource_share" {
  class = "identity"
  loses = "the use of what is shared, for all accounts that it is shared with"
}

type "aws_ram_principal_association" {
  aliases  = ["aws_ram_resource_association"]
  class    = "identity"
  loses    = "another account's use of what is shared"
  recovery = "reversible"
}

type "aws_organizations_organization" {
  class    = "container"
  loses    = "the organization; AWS refuses to delete one that still has member accounts"
  recovery = "lost"
}

type "aws_cognito_identity_provider" {
  class = "identity"
  loses = "the sign-in by way of another provider"
}

type "aws_cognito_identity_pool_roles_attachment" {
  class    = "identity"
  loses    = "the roles that signed-in users get"
  recovery = "reversible"
}

type "aws_cognito_user" {
  class    = "identity"
  loses    = "a user; a new one of the same name has another id"
  recovery = "lost"
}

type "aws_cognito_user_group" {
  aliases = ["aws_cognito_resource_server"]
  class   = "identity"
  loses   = "what users and clients are allowed by way of it"
}

type "aws_kms_key_policy" {
  class    = "identity"
  loses    = "who may use the key: it goes back to the default policy"
  recovery = "reversible"
}

type "aws_secretsmanager_secret_policy" {
  aliases  = ["aws_efs_file_system_policy", "aws_opensearch_domain_policy", "aws_elasticsearch_domain_policy", "aws_api_gateway_rest_api_policy", "aws_backup_vault_policy", "aws_ecr_registry_policy", "aws_cloudwatch_log_resource_policy"]
  class    = "identity"
  loses    = "what its policy allows or denies to others"
  recovery = "reversible"
}

type "aws_opensearchserverless_access_policy" {
  aliases  = ["aws_opensearchserverless_security_policy"]
  class    = "identity"
  loses    = "who may reach and read the collections"
  recovery = "reversible"
}

type "aws_lakeformation_permissions" {
  class    = "identity"
  loses    = "one principal's access to data in the lake"
  recovery = "reversible"
}

type "aws_ami_launch_permission" {
  class    = "identity"
  loses    = "another account's use of the image"
  recovery = "reversible"
}

type "aws_elasticache_user_group" {
  aliases = ["aws_memorydb_acl", "aws_memorydb_user"]
  class   = "identity"
  loses   = "who may sign in to the cache"
}

type "aws_transfer_user" {
  class    = "identity"
  loses    = "a user of the file server with the folder that it sees; the files stay"
  recovery = "recreatable"
}

# Data

type "aws_timestreamwrite_database" {
  aliases  = ["aws_keyspaces_keyspace", "aws_athena_database"]
  class    = "data-store"
  loses    = "the database with its tables"
  recovery = "lost"
}

type "aws_rds_cluster_endpoint" {
  class = "traffic"
  loses = "one address of the cluster: who connects to it gets no answer"
}

type "aws_rds_cluster_role_association" {
  class    = "glue"
  loses    = "the database's use of the role"
  recovery = "reversible"
}

type "aws_db_event_subscription" {
  class = "observability"
  loses = "notices about the database"
}

type "aws_redshift_subnet_group" {
  aliases = ["aws_dms_replication_subnet_group"]
  class   = "glue"
  loses   = "the list of subnets; AWS refuses to delete a group in use"
}

type "aws_elasticache_global_replication_group" {
  class    = "data-store"
  loses    = "the tie between the caches of several regions, which go on alone"
  recovery = "recreatable"
}

type "aws_dms_replication_task" {
  class    = "service"
  loses    = "the replication with its position: it starts over or from a point that has to be given"
  recovery = "recreatable"
}

type "aws_dms_endpoint" {
  aliases = ["aws_datasync_location_s3"]
  class   = "glue"
  loses   = "the address and sign-in of one side of a copy; AWS refuses to delete one in use"
}

type "aws_datasync_task" {
  class = "glue"
  loses = "the copy that runs at its times; what was copied stays"
}

type "aws_efs_backup_policy" {
  class    = "data-store"
  loses    = "automatic backups of the file system from then on; those that exist stay"
  recovery = "reversible"
}

type "aws_backup_vault_lock_configuration" {
  class    = "data-store"
  loses    = "the lock that keeps backups from being deleted; in compliance mode it can't be taken away"
  recovery = "reversible"
}

type "aws_s3_bucket_object_lock_configuration" {
  class    = "data-store"
  loses    = "the default retention of new objects; those locked before stay locked"
  recovery = "reversible"
}

type "aws_s3_account_public_access_block" {
  class    = "identity"
  loses    = "the account's block of public access: buckets that are public by policy or ACL open up"
  recovery = "reversible"
}

type "aws_s3_bucket_intelligent_tiering_configuration" {
  aliases  = ["aws_s3_bucket_request_payment_configuration", "aws_s3_bucket_accelerate_configuration", "aws_s3_bucket_inventory", "aws_s3_bucket_metric", "aws_s3_bucket_analytics_configuration"]
  class    = "glue"
  loses    = "a setting of the bucket; objects stay"
  recovery = "reversible"
}

type "aws_s3_object_copy" {
  class    = "data-store"
  loses    = "the copied object"
  recovery = "unknown"
}

type "aws_glue_crawler" {
  aliases  = ["aws_athena_named_query", "aws_cloudwatch_query_definition"]
  class    = "glue"
  loses    = "a definition; the data that it is about stays"
  recovery = "recreatable"
}

# Keys

type "aws_ebs_encryption_by_default" {
  class    = "identity"
  loses    = "the encryption of new volumes that don't ask for it; volumes stay as they are"
  recovery = "reversible"
}

type "aws_acmpca_certificate" {
  class = "traffic"
  loses = "an issued certificate: it is revoked"
}

type "aws_cloudfront_public_key" {
  aliases = ["aws_cloudfront_key_group"]
  class   = "identity"
  loses   = "the check of signed addresses; CloudFront refuses to delete one in use"
}

# Traffic

type "aws_api_gateway_base_path_mapping" {
  aliases  = ["aws_apigatewayv2_api_mapping"]
  class    = "traffic"
  loses    = "the way from the domain to the API"
  recovery = "reversible"
}

type "aws_api_gateway_vpc_link" {
  aliases = ["aws_apigatewayv2_vpc_link"]
  class   = "traffic"
  loses   = "the way from the API into the network"
}

type "aws_api_gateway_authorizer" {
  aliases = ["aws_apigatewayv2_authorizer"]
  class   = "identity"
  loses   = "the check of who calls"
}

type "aws_api_gateway_usage_plan" {
  class = "identity"
  loses = "the limits and stages of the keys in the plan: their calls are refused"
}

type "aws_api_gateway_account" {
  class    = "observability"
  loses    = "the role with which API Gateway writes logs in the region"
  recovery = "reversible"
}

type "aws_api_gateway_method_response" {
  aliases  = ["aws_api_gateway_integration_response", "aws_api_gateway_gateway_response", "aws_api_gateway_model", "aws_api_gateway_request_validator", "aws_api_gateway_method_settings", "aws_api_gateway_documentation_part"]
  class    = "glue"
  loses    = "one setting of the API"
  recovery = "reversible"
}

type "aws_cloudfront_cache_policy" {
  aliases = ["aws_cloudfront_origin_request_policy", "aws_cloudfront_response_headers_policy"]
  class   = "glue"
  loses   = "a policy; CloudFront refuses to delete one in use"
}

type "aws_wafv2_rule_group" {
  aliases = ["aws_wafv2_regex_pattern_set"]
  class   = "identity"
  loses   = "rules of the filter; AWS refuses to delete what a filter uses"
}

type "aws_shield_protection" {
  class    = "identity"
  loses    = "the paid protection against floods"
  recovery = "reversible"
  outcomes = ["exposure"]
}

type "aws_appsync_graphql_api" {
  class = "traffic"
  loses = "the API: a new one has another address, and its keys go with it"
}

type "aws_appsync_resolver" {
  aliases  = ["aws_appsync_datasource", "aws_appsync_function"]
  class    = "glue"
  loses    = "what answers a part of the API's queries"
  recovery = "reversible"
}

# Logs, guards and costs

type "aws_wafv2_web_acl_logging_configuration" {
  aliases  = ["aws_config_delivery_channel", "aws_config_config_rule", "aws_accessanalyzer_analyzer", "aws_xray_sampling_rule", "aws_ce_anomaly_monitor", "aws_cur_report_definition", "aws_synthetics_canary"]
  class    = "observability"
  loses    = "what it would have recorded or reported from then on"
  recovery = "reversible"
}

type "aws_cloudwatch_log_stream" {
  class    = "observability"
  loses    = "the log lines of the stream"
  recovery = "lost"
}

type "aws_securityhub_account" {
  aliases  = ["aws_inspector2_enabler", "aws_macie2_account", "aws_detective_graph"]
  class    = "observability"
  loses    = "the watch over the account, with its findings"
  recovery = "lost"
}

type "aws_controltower_control" {
  class    = "identity"
  loses    = "a guard rail for all accounts of a unit"
  recovery = "reversible"
}
