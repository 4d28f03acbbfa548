# Databases, queues and warehouses that are rented. Facts are from the providers' own
# documentation; where it does not say what is left of a deleted service, recovery is unknown.

# MongoDB Atlas: https://registry.terraform.io/providers/mongodb/mongodbatlas/latest/docs

type "mongodbatlas_serverless_instance" {
  aliases  = ["mongodbatlas_flex_cluster"]
  class    = "data-store"
  loses    = "every database of the instance; its connection addresses change"
  recovery = "lost"
  safe     = ["termination_protection_enabled"]

  circumstance "termination_protection_enabled" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "termination protection is on: Atlas refuses the delete until it is switched off"
  }
}

type "mongodbatlas_online_archive" {
  class    = "data-store"
  loses    = "the documents that were moved out of the cluster into the archive"
  recovery = "lost"
}

type "mongodbatlas_cloud_backup_snapshot" {
  class    = "data-store"
  loses    = "one snapshot of a cluster"
  recovery = "lost"
}

type "mongodbatlas_search_index" {
  class    = "other"
  loses    = "a search index: it is built again from the data, and until then searches find nothing"
  recovery = "recreatable"
}

type "mongodbatlas_federated_database_instance" {
  class    = "other"
  loses    = "a view of data that stays where it is; its connection address changes"
  recovery = "recreatable"
}

type "mongodbatlas_search_deployment" {
  aliases  = ["mongodbatlas_event_trigger", "mongodbatlas_stream_connection", "mongodbatlas_stream_processor"]
  class    = "compute"
  loses    = "what searches, reacts or moves data beside the cluster"
  recovery = "recreatable"
}

type "mongodbatlas_stream_instance" {
  aliases  = ["mongodbatlas_stream_workspace"]
  class    = "service"
  loses    = "the processing of streams with all its connections and processors"
  recovery = "recreatable"
}

type "mongodbatlas_custom_db_role" {
  aliases  = ["mongodbatlas_ldap_configuration", "mongodbatlas_team", "mongodbatlas_federated_settings_org_role_mapping"]
  class    = "identity"
  loses    = "what users of the databases may do, or who they are"
  recovery = "recreatable"
}

type "mongodbatlas_api_key" {
  aliases  = ["mongodbatlas_project_api_key", "mongodbatlas_project_service_account", "mongodbatlas_project_service_account_secret", "mongodbatlas_service_account", "mongodbatlas_service_account_secret"]
  class    = "trust"
  loses    = "what programs sign in to Atlas with; a new one is another"
  recovery = "lost"
}

type "mongodbatlas_encryption_at_rest" {
  class    = "guard"
  loses    = "the encryption with a key of one's own"
  recovery = "recreatable"
}

type "mongodbatlas_resource_policy" {
  aliases  = ["mongodbatlas_backup_compliance_policy"]
  class    = "guard"
  loses    = "limits that nobody in the organization or project may pass"
  recovery = "reversible"
}

type "mongodbatlas_auditing" {
  aliases  = ["mongodbatlas_alert_configuration", "mongodbatlas_third_party_integration", "mongodbatlas_push_based_log_export", "mongodbatlas_log_integration"]
  class    = "observability"
  loses    = "what is recorded or told of the clusters from then on"
  recovery = "reversible"
}

type "mongodbatlas_maintenance_window" {
  aliases  = ["mongodbatlas_project_invitation", "mongodbatlas_org_invitation", "mongodbatlas_cloud_backup_snapshot_export_job", "mongodbatlas_cloud_backup_snapshot_restore_job"]
  class    = "glue"
  loses    = "a setting, an invitation or a job that is done"
  recovery = "recreatable"
}

type "mongodbatlas_cloud_backup_snapshot_export_bucket" {
  class    = "glue"
  loses    = "where snapshots are exported to; what is there stays"
  recovery = "recreatable"
}

type "mongodbatlas_network_container" {
  aliases  = ["mongodbatlas_privatelink_endpoint_service", "mongodbatlas_stream_privatelink_endpoint"]
  class    = "network-core"
  loses    = "the private way to the databases"
  recovery = "recreatable"
}

# Snowflake: https://docs.snowflake.com/en/user-guide/data-time-travel

type "snowflake_dynamic_table" {
  aliases  = ["snowflake_materialized_view"]
  class    = "cache"
  loses    = "rows that are computed again from the tables behind it"
  recovery = "recreatable"
}

type "snowflake_hybrid_table" {
  aliases  = ["snowflake_iceberg_table", "snowflake_postgres_instance"]
  class    = "data-store"
  loses    = "every row of it"
  recovery = "unknown"
}

type "snowflake_external_table" {
  aliases  = ["snowflake_view", "snowflake_semantic_view", "snowflake_external_volume", "snowflake_file_format", "snowflake_sequence", "snowflake_iceberg_table_from_aws_glue", "snowflake_iceberg_table_from_delta_files", "snowflake_iceberg_table_from_files", "snowflake_iceberg_table_from_rest"]
  class    = "other"
  loses    = "a definition that queries name; the data behind it stays"
  recovery = "recreatable"
}

type "snowflake_secondary_database" {
  aliases  = ["snowflake_shared_database"]
  class    = "other"
  loses    = "a copy or a view of a database that is kept elsewhere, and the grants on it"
  recovery = "recreatable"
}

type "snowflake_stage" {
  class    = "data-store"
  loses    = "the way to files that stay in their bucket"
  recovery = "recreatable"

  case "url" {
    absent = true
    tier   = "lost"
    why    = "no url is set: the files are kept in the stage itself, and go with it"
  }
}

# https://docs.snowflake.com/en/sql-reference/sql/drop-stage
type "snowflake_stage_internal" {
  class    = "data-store"
  loses    = "the files in the stage"
  recovery = "lost"
}

type "snowflake_stage_external_s3" {
  aliases  = ["snowflake_stage_external_azure", "snowflake_stage_external_gcs", "snowflake_stage_external_s3_compatible"]
  class    = "other"
  loses    = "the way to files that stay in their bucket"
  recovery = "recreatable"
}

# https://docs.snowflake.com/en/user-guide/streams-intro
type "snowflake_stream" {
  aliases  = ["snowflake_stream_on_table", "snowflake_stream_on_view", "snowflake_stream_on_external_table", "snowflake_stream_on_directory_table"]
  class    = "other"
  loses    = "up to where changes were read: those that nobody has read yet are missed"
  recovery = "lost"
}

type "snowflake_task" {
  aliases  = ["snowflake_pipe", "snowflake_alert", "snowflake_service", "snowflake_job_service", "snowflake_streamlit", "snowflake_compute_pool"]
  class    = "compute"
  loses    = "work that runs by itself: until it is back nothing is loaded, computed or told by it"
  recovery = "recreatable"
}

type "snowflake_function_sql" {
  aliases  = ["snowflake_function", "snowflake_function_java", "snowflake_function_javascript", "snowflake_function_python", "snowflake_function_scala", "snowflake_external_function", "snowflake_procedure", "snowflake_procedure_java", "snowflake_procedure_javascript", "snowflake_procedure_python", "snowflake_procedure_scala", "snowflake_procedure_sql"]
  class    = "compute"
  loses    = "code that queries and tasks call, and the grants on it"
  recovery = "recreatable"
}

type "snowflake_warehouse_adaptive" {
  aliases  = ["snowflake_warehouse_interactive"]
  class    = "compute"
  loses    = "compute for queries; the tables stay"
  recovery = "recreatable"
}

type "snowflake_grant_account_role" {
  aliases  = ["snowflake_grant_application_role", "snowflake_grant_database_role", "snowflake_grant_ownership", "snowflake_grant_privileges_to_database_role", "snowflake_grant_privileges_to_share", "snowflake_share", "snowflake_service_user", "snowflake_legacy_service_user", "snowflake_user_public_keys"]
  class    = "identity"
  loses    = "who may read and write what"
  recovery = "recreatable"
}

type "snowflake_storage_integration" {
  aliases  = ["snowflake_storage_integration_aws", "snowflake_storage_integration_azure", "snowflake_storage_integration_gcs", "snowflake_api_integration", "snowflake_notification_integration", "snowflake_saml2_integration", "snowflake_scim_integration", "snowflake_external_oauth_integration", "snowflake_oauth_integration_for_custom_clients", "snowflake_oauth_integration_for_partner_applications"]
  class    = "trust"
  loses    = "what another service knows Snowflake by, or the reverse; a new one is another to it"
  recovery = "recreatable"
}

type "snowflake_secret_with_basic_authentication" {
  aliases  = ["snowflake_secret_with_authorization_code_grant", "snowflake_secret_with_client_credentials", "snowflake_secret_with_generic_string", "snowflake_user_programmatic_access_token"]
  class    = "identity"
  loses    = "what Snowflake or a program signs in with; what the configuration holds is made again"
  recovery = "recreatable"
}

type "snowflake_network_policy" {
  aliases  = ["snowflake_network_policy_attachment", "snowflake_network_rule", "snowflake_account_authentication_policy_attachment", "snowflake_account_password_policy_attachment", "snowflake_account_session_policy_attachment", "snowflake_authentication_policy", "snowflake_password_policy", "snowflake_session_policy", "snowflake_user_authentication_policy_attachment", "snowflake_user_password_policy_attachment", "snowflake_user_session_policy_attachment"]
  class    = "guard"
  loses    = "from where and how users must sign in"
  recovery = "reversible"
}

type "snowflake_masking_policy" {
  aliases  = ["snowflake_row_access_policy", "snowflake_table_column_masking_policy_application"]
  class    = "guard"
  loses    = "what hides rows or values from those who may read the table; Snowflake refuses to drop a policy in use"
  recovery = "reversible"
}

type "snowflake_resource_monitor" {
  class    = "glue"
  loses    = "the limit on what warehouses may spend"
  recovery = "reversible"
}

type "snowflake_tag" {
  aliases  = ["snowflake_tag_association", "snowflake_table_constraint", "snowflake_object_parameter", "snowflake_email_notification_integration"]
  class    = "glue"
  loses    = "a label or a setting"
  recovery = "recreatable"
}

type "snowflake_git_repository" {
  aliases  = ["snowflake_api_integration_git_repository_github_app", "snowflake_api_integration_git_repository_oauth2", "snowflake_api_integration_git_repository_private_link", "snowflake_api_integration_git_repository_token", "snowflake_catalog_integration_object_storage"]
  class    = "other"
  loses    = "the way to files or code that stay where they are"
  recovery = "recreatable"
}

type "snowflake_image_repository" {
  class    = "artifact"
  loses    = "the images in it"
  recovery = "lost"
}

# Confluent and Kafka: https://registry.terraform.io/providers/confluentinc/confluent/latest/docs

type "confluent_kafka_acl" {
  aliases  = ["aiven_kafka_acl", "aiven_kafka_native_acl", "aiven_kafka_schema_registry_acl", "aiven_opensearch_acl_config", "aiven_opensearch_acl_rule", "confluent_role_binding", "kafka_acl"]
  class    = "identity"
  loses    = "what a program may read or write"
  recovery = "reversible"
}

type "confluent_service_account" {
  aliases  = ["confluent_identity_pool", "confluent_identity_provider", "confluent_certificate_authority", "confluent_certificate_pool"]
  class    = "trust"
  loses    = "whom programs sign in as"
  recovery = "recreatable"
}

type "confluent_api_key" {
  class    = "trust"
  loses    = "a key that programs sign in with; a new one is another"
  recovery = "lost"
}

type "confluent_kafka_client_quota" {
  aliases  = ["aiven_kafka_quota", "kafka_quota"]
  class    = "glue"
  loses    = "a limit on what a program may use"
  recovery = "reversible"
}

# A mirror that was promoted is a topic of its own, which the plan does not show.
type "confluent_kafka_mirror_topic" {
  class    = "data-store"
  loses    = "the copy of a topic; where the copy was promoted, the topic itself"
  recovery = "unknown"
}

type "confluent_cluster_link" {
  class    = "service"
  loses    = "the copying of topics between clusters"
  recovery = "recreatable"
}

type "confluent_schema_registry_cluster" {
  class    = "data-store"
  loses    = "every schema: programs can't read messages whose schema they don't hold"
  recovery = "lost"
}

type "confluent_schema" {
  aliases  = ["aiven_kafka_schema"]
  class    = "other"
  loses    = "a version of a schema"
  recovery = "recreatable"
}

type "confluent_ksql_cluster" {
  class    = "cluster"
  loses    = "every query that runs in it, with its state; the topics stay"
  recovery = "lost"
}

type "confluent_connector" {
  aliases  = ["aiven_kafka_connector"]
  class    = "compute"
  loses    = "the connector, and perhaps up to where it had read: nothing is copied meanwhile"
  recovery = "unknown"
}

type "confluent_flink_compute_pool" {
  aliases  = ["confluent_flink_statement", "aiven_flink_application", "aiven_flink_application_deployment"]
  class    = "compute"
  loses    = "what computes on streams, with the state of it"
  recovery = "unknown"
}

type "confluent_network" {
  aliases  = ["confluent_peering", "confluent_private_link_access", "confluent_private_link_attachment", "confluent_private_link_attachment_connection", "confluent_transit_gateway_attachment", "confluent_gateway", "confluent_access_point"]
  class    = "network-core"
  loses    = "the private way to the clusters"
  recovery = "recreatable"
}

type "confluent_byok_key" {
  aliases  = ["confluent_schema_registry_kek", "confluent_schema_registry_dek"]
  class    = "key"
  loses    = "the hold on a key: what is encrypted under it may not be readable"
  recovery = "unknown"
}

type "confluent_ip_filter" {
  aliases  = ["confluent_ip_group"]
  class    = "guard"
  loses    = "the limit on from where requests may come"
  recovery = "reversible"
}

type "confluent_kafka_cluster_config" {
  aliases  = ["confluent_schema_registry_cluster_config", "confluent_schema_registry_cluster_mode", "confluent_subject_config", "confluent_subject_mode", "confluent_tag", "confluent_tag_binding", "confluent_business_metadata", "confluent_business_metadata_binding", "confluent_invitation", "aiven_kafka_schema_configuration"]
  class    = "glue"
  loses    = "settings, labels or an invitation"
  recovery = "recreatable"
}

# Aiven: https://registry.terraform.io/providers/aiven/aiven/latest/docs

type "aiven_pg" {
  aliases  = ["aiven_alloydbomni", "aiven_cassandra", "aiven_clickhouse", "aiven_dragonfly", "aiven_influxdb", "aiven_kafka", "aiven_m3db", "aiven_mysql", "aiven_opensearch", "aiven_redis", "aiven_thanos", "aiven_valkey"]
  class    = "data-store"
  loses    = "everything that is kept in the service; its address and users change"
  recovery = "unknown"
  safe     = ["plan", "termination_protection"]

  circumstance "termination_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "termination protection is on: Aiven refuses the delete until it is switched off"
  }
}

type "aiven_kafka_topic" {
  class    = "data-store"
  loses    = "the topic with all its messages"
  recovery = "lost"
}

type "aiven_kafka_connect" {
  aliases  = ["aiven_flink", "aiven_kafka_mirrormaker", "aiven_mirrormaker_replication_flow"]
  class    = "service"
  loses    = "what moves or computes on messages"
  recovery = "recreatable"
}

type "aiven_grafana" {
  class    = "observability"
  loses    = "the service with its dashboards and alerts"
  recovery = "lost"
}

type "aiven_connection_pool" {
  class    = "network-rule"
  loses    = "the pool that programs connect through"
  recovery = "reversible"
}

type "aiven_service_integration" {
  aliases  = ["aiven_service_integration_endpoint"]
  class    = "other"
  loses    = "what one service sends to or reads from another: data, logs or metrics"
  recovery = "recreatable"
}

type "aiven_project" {
  class    = "container"
  loses    = "the project with its users; Aiven refuses to delete one that holds services"
  recovery = "recreatable"
}

# Further hosts of databases

# https://registry.terraform.io/providers/kislerdm/neon/latest/docs
type "neon_project" {
  aliases   = ["neon_branch"]
  class     = "data-store"
  loses     = "every database in it; the connection addresses change"
  recovery  = "lost"
  container = true
}

type "neon_endpoint" {
  class    = "network-rule"
  loses    = "the address and the compute by which a branch is reached"
  recovery = "recreatable"
}

# https://registry.terraform.io/providers/supabase/supabase/latest/docs
type "supabase_project" {
  aliases   = ["supabase_branch"]
  class     = "data-store"
  loses     = "the database, its users, its files and its keys"
  recovery  = "lost"
  container = true
}

type "supabase_edge_function_secrets" {
  class    = "identity"
  loses    = "values that the programs at the edge read; the configuration holds them"
  recovery = "recreatable"
}

type "supabase_edge_function" {
  class    = "service"
  loses    = "the program at the edge"
  recovery = "reversible"
}

type "planetscale_postgres_branch" {
  aliases  = ["planetscale_vitess_branch", "planetscale_vitess_keyspace"]
  class    = "data-store"
  loses    = "the tables of the branch"
  recovery = "unknown"
}

type "planetscale_postgres_branch_role" {
  aliases  = ["planetscale_vitess_branch_password"]
  class    = "trust"
  loses    = "what programs sign in to the database with; a new one is another"
  recovery = "lost"
}

type "planetscale_postgres_bouncer" {
  class    = "network-rule"
  loses    = "the pool that programs connect through"
  recovery = "recreatable"
}

# https://registry.terraform.io/providers/RedisLabs/rediscloud/latest/docs
type "rediscloud_subscription" {
  aliases   = ["rediscloud_active_active_subscription", "rediscloud_essentials_subscription"]
  class     = "container"
  loses     = "the subscription with its databases"
  recovery  = "unknown"
}

type "rediscloud_subscription_database" {
  aliases  = ["rediscloud_active_active_subscription_database", "rediscloud_essentials_database"]
  class    = "data-store"
  loses    = "every key of the database; its address changes"
  recovery = "unknown"
}

# https://registry.terraform.io/providers/elastic/ec/latest/docs
type "ec_deployment" {
  aliases  = ["ec_elasticsearch_project", "ec_observability_project", "ec_security_project"]
  class    = "data-store"
  loses    = "every index, dashboard and user in it; its addresses change"
  recovery = "unknown"
}

type "ec_deployment_traffic_filter" {
  aliases  = ["ec_deployment_traffic_filter_association", "ec_serverless_traffic_filter"]
  class    = "guard"
  loses    = "from where the deployment may be reached"
  recovery = "reversible"
}

type "ec_deployment_elasticsearch_keystore" {
  class    = "identity"
  loses    = "a value by which Elasticsearch signs in elsewhere; the configuration holds it"
  recovery = "recreatable"
}

type "ec_snapshot_repository" {
  class    = "other"
  loses    = "where snapshots are written to; those that exist stay in their bucket"
  recovery = "recreatable"
}

# https://registry.terraform.io/providers/cloudamqp/cloudamqp/latest/docs
type "cloudamqp_instance" {
  class    = "data-store"
  loses    = "every queue and exchange with the messages that wait; its address and password change"
  recovery = "lost"
}

# https://registry.terraform.io/providers/cloudamqp/cloudamqp/latest/docs/resources/security_firewall
type "cloudamqp_security_firewall" {
  class    = "network-rule"
  loses    = "from where the brokers may be reached: without it the firewall is closed to all"
  recovery = "reversible"
}

type "cloudamqp_alarm" {
  aliases  = ["cloudamqp_integration_log", "cloudamqp_integration_metric", "cloudamqp_integration_metric_prometheus", "cloudamqp_notification"]
  class    = "observability"
  loses    = "who is told of the brokers, and where their logs and metrics go"
  recovery = "recreatable"
}

type "cloudamqp_extra_disk_size" {
  class    = "glue"
  loses    = "the remembered size: a disk is not made smaller"
  recovery = "recreatable"
}

type "databricks_service_principal_secret" {
  class    = "trust"
  loses    = "what a program signs in with; a new one is another"
  recovery = "lost"
}

type "databricks_warehouses_default_warehouse_override" {
  class    = "glue"
  loses    = "a setting of one user"
  recovery = "reversible"
}

# Databricks: https://registry.terraform.io/providers/databricks/databricks/latest/docs

type "databricks_sql_query" {
  aliases  = ["databricks_sql_visualization", "databricks_sql_widget", "databricks_sql_dashboard", "databricks_dashboard", "databricks_query"]
  class    = "dashboard"
  loses    = "a query or what shows its results"
  recovery = "recreatable"
}

type "databricks_sql_table" {
  aliases  = ["databricks_volume"]
  class    = "data-store"
  loses    = "the rows or files of a managed one; those of an external one stay where they are"
  recovery = "unknown"
}

type "databricks_online_table" {
  aliases  = ["databricks_database_synced_database_table", "databricks_postgres_synced_table"]
  class    = "cache"
  loses    = "a copy that is filled again from its source"
  recovery = "recreatable"
}

type "databricks_secret_acl" {
  class    = "identity"
  loses    = "who may read or write the secrets of a scope"
  recovery = "reversible"
}

type "databricks_secret" {
  class    = "identity"
  loses    = "a value that jobs read; the configuration holds it"
  recovery = "recreatable"
}

type "databricks_secret_scope" {
  class    = "key"
  loses    = "every secret of the scope"
  recovery = "lost"
}
