# Changes of single attributes that do more than the plan's "update" says: databases, queues and warehouses that are rented.
# The form is that of watch_other.hcl. Facts are from the documentation of the provider and the
# service.

# https://registry.terraform.io/providers/mongodb/mongodbatlas/latest/docs/resources/advanced_cluster
watch "mongodbatlas_advanced_cluster" "backup_enabled" {
  when  = "leaves"
  value = true
  rule  = "backup-reduced"
  score = 65
  why   = "backups go off: from then on nothing can be restored"

  recovery     = "lost"
  recovery_why = "what is overwritten or deleted while there are no backups does not come back"
}

watch "mongodbatlas_cluster" "cloud_backup" {
  when  = "leaves"
  value = true
  rule  = "backup-reduced"
  score = 65
  why   = "backups go off: from then on nothing can be restored"

  recovery     = "lost"
  recovery_why = "what is overwritten or deleted while there are no backups does not come back"
}

watch "mongodbatlas_advanced_cluster" "pit_enabled" {
  aliases = ["mongodbatlas_cluster"]
  when    = "leaves"
  value   = true
  rule    = "backup-reduced"
  score   = 50
  why     = "nothing between two snapshots can be restored any more"
}

watch "mongodbatlas_advanced_cluster" "paused" {
  aliases = ["mongodbatlas_cluster"]
  when    = "becomes"
  value   = true
  rule    = "switched-off"
  score   = 65
  why     = "the cluster is paused: programs can not connect"
}

watch "mongodbatlas_advanced_cluster" "encryption_at_rest_provider" {
  aliases = ["mongodbatlas_cluster"]
  when    = "becomes"
  value   = "NONE"
  rule    = "encryption-off"
  score   = 50
  why     = "data are no longer encrypted with a key of your own"
}

watch "mongodbatlas_advanced_cluster" "advanced_configuration.minimum_enabled_tls_protocol" {
  aliases = ["mongodbatlas_cluster"]
  when    = "becomes"
  value   = "TLS1_0"
  rule    = "encryption-off"
  score   = 45
  why     = "clients may use an older TLS"
}

watch "mongodbatlas_advanced_cluster" "advanced_configuration.minimum_enabled_tls_protocol" {
  aliases = ["mongodbatlas_cluster"]
  when    = "becomes"
  value   = "TLS1_1"
  rule    = "encryption-off"
  score   = 45
  why     = "clients may use an older TLS"
}

watch "mongodbatlas_advanced_cluster" "mongo_db_major_version" {
  aliases = ["mongodbatlas_cluster"]
  when    = "major"
  rule    = "engine-upgrade"
  why     = "another major version of MongoDB"
}

watch "mongodbatlas_advanced_cluster" "replication_specs.region_configs.electable_specs.node_count" {
  when  = "lowered"
  rule  = "redundancy-off"
  score = 45
  why   = "the cluster has fewer nodes that hold the data"
}

watch "mongodbatlas_advanced_cluster" "replication_specs.region_configs.electable_specs.instance_size" {
  when  = "shrinks"
  rule  = "resized"
  score = 36
  why   = "another instance size: nodes are replaced one by one, and the primary is elected anew"
}

watch "mongodbatlas_advanced_cluster" "disk_size_gb" {
  aliases = ["mongodbatlas_cluster"]
  when    = "lowered"
  rule    = "storage-changed"
  why     = "disk_size_gb is lowered: Atlas refuses it where the data do not fit"
}

watch "mongodbatlas_cloud_backup_schedule" "policy_item_hourly.retention_value" {
  when  = "lowered"
  rule  = "backup-reduced"
  score = 45
  why   = "hourly snapshots are kept for a shorter time"
}

watch "mongodbatlas_cloud_backup_schedule" "policy_item_hourly" {
  when  = "removed"
  rule  = "backup-reduced"
  score = 50
  why   = "hourly snapshots are no longer made"
}

watch "mongodbatlas_cloud_backup_schedule" "policy_item_daily.retention_value" {
  when  = "lowered"
  rule  = "backup-reduced"
  score = 45
  why   = "daily snapshots are kept for a shorter time"
}

watch "mongodbatlas_cloud_backup_schedule" "policy_item_daily" {
  when  = "removed"
  rule  = "backup-reduced"
  score = 50
  why   = "daily snapshots are no longer made"
}

watch "mongodbatlas_cloud_backup_schedule" "policy_item_weekly.retention_value" {
  when  = "lowered"
  rule  = "backup-reduced"
  score = 45
  why   = "weekly snapshots are kept for a shorter time"
}

watch "mongodbatlas_cloud_backup_schedule" "policy_item_weekly" {
  when  = "removed"
  rule  = "backup-reduced"
  score = 50
  why   = "weekly snapshots are no longer made"
}

watch "mongodbatlas_cloud_backup_schedule" "policy_item_monthly.retention_value" {
  when  = "lowered"
  rule  = "backup-reduced"
  score = 45
  why   = "monthly snapshots are kept for a shorter time"
}

watch "mongodbatlas_cloud_backup_schedule" "policy_item_monthly" {
  when  = "removed"
  rule  = "backup-reduced"
  score = 50
  why   = "monthly snapshots are no longer made"
}

watch "mongodbatlas_cloud_backup_schedule" "policy_item_yearly.retention_value" {
  when  = "lowered"
  rule  = "backup-reduced"
  score = 45
  why   = "yearly snapshots are kept for a shorter time"
}

watch "mongodbatlas_cloud_backup_schedule" "policy_item_yearly" {
  when  = "removed"
  rule  = "backup-reduced"
  score = 50
  why   = "yearly snapshots are no longer made"
}

watch "mongodbatlas_cloud_backup_schedule" "restore_window_days" {
  when  = "lowered"
  rule  = "backup-reduced"
  score = 45
  why   = "points in time can be restored for fewer days"
}

watch "mongodbatlas_cloud_backup_schedule" "copy_settings" {
  when  = "removed"
  rule  = "backup-reduced"
  score = 50
  why   = "snapshots are no longer copied to another region"
}

watch "mongodbatlas_serverless_instance" "continuous_backup_enabled" {
  when  = "leaves"
  value = true
  rule  = "backup-reduced"
  score = 50
  why   = "nothing between two snapshots can be restored any more"
}

watch "mongodbatlas_online_archive" "data_expiration_rule" {
  when = "added"
  rule = "expires-data"
  why  = "archived documents are deleted by age from then on"
}

watch "mongodbatlas_online_archive" "data_expiration_rule.expire_after_days" {
  when  = "lowered"
  rule  = "retention-shortened"
  score = 60
  why   = "archived documents are deleted sooner"
}

# https://www.mongodb.com/docs/atlas/mongodb-users-roles-and-privileges/
watch "mongodbatlas_database_user" "roles.role_name" {
  when   = "becomes"
  value  = "atlasAdmin"
  rule   = "public-access"
  score  = 62
  create = true
  why    = "the user may do everything in every database"
}

watch "mongodbatlas_database_user" "roles.role_name" {
  when  = "becomes"
  value = "readWriteAnyDatabase"
  rule  = "public-access"
  score = 50
  why   = "the user may read and change every database"
}

watch "mongodbatlas_database_user" "roles.role_name" {
  when  = "becomes"
  value = "dbAdminAnyDatabase"
  rule  = "public-access"
  score = 50
  why   = "the user administers every database"
}

watch "mongodbatlas_database_user" "scopes" {
  when  = "removed"
  rule  = "public-access"
  score = 45
  why   = "the user gets into every cluster of the project"
}

watch "mongodbatlas_auditing" "enabled" {
  when  = "leaves"
  value = true
  rule  = "audit-off"
  why   = "what is done in the databases is no longer recorded"
}

watch "mongodbatlas_alert_configuration" "enabled" {
  when  = "leaves"
  value = true
  rule  = "alarm-silenced"
  why   = "the alert is switched off: nobody is told"
}

watch "mongodbatlas_alert_configuration" "notification" {
  when  = "removed"
  rule  = "alarm-silenced"
  score = 42
  why   = "the alert tells nobody"
}

watch "mongodbatlas_cloud_user_org_assignment" "roles.org_roles" {
  when   = "becomes"
  value  = "ORG_OWNER"
  rule   = "public-access"
  score  = 60
  create = true
  why    = "the user may do everything in the organization"
}

watch "mongodbatlas_cloud_user_project_assignment" "roles" {
  aliases = ["mongodbatlas_team_project_assignment"]
  when    = "becomes"
  value   = "GROUP_OWNER"
  rule    = "public-access"
  score   = 50
  create  = true
  why     = "everything may be done in the project"
}

# https://docs.snowflake.com/en/user-guide/data-time-travel
watch "snowflake_database" "data_retention_time_in_days" {
  aliases = ["snowflake_schema", "snowflake_table"]
  when    = "becomes"
  value   = 0
  rule    = "versioning-off"
  score   = 62
  why     = "time travel goes off: what is dropped or overwritten from then on can not be brought back by it"

  recovery     = "lost"
  recovery_why = "what is dropped or overwritten while it is off does not come back"
}

watch "snowflake_database" "data_retention_time_in_days" {
  aliases = ["snowflake_schema", "snowflake_table"]
  when    = "lowered"
  rule    = "backup-reduced"
  score   = 45
  why     = "time travel reaches back fewer days"

  recovery     = "lost"
  recovery_why = "what is older than the new number of days can no longer be reached"
}

# https://docs.snowflake.com/en/sql-reference/sql/alter-table
watch "snowflake_table" "column.name" {
  when    = "shrinks"
  rule    = "part-dropped"
  score   = 72
  outcome = "data-loss"
  why     = "a column is dropped or renamed away, with what it held"

  recovery     = "unknown"
  recovery_why = "only time travel brings the values back, for as long as it reaches"
}

watch "snowflake_table" "change_tracking" {
  when  = "leaves"
  value = true
  rule  = "switched-off"
  score = 50
  why   = "changes are no longer recorded: streams on the table break"
}

watch "snowflake_warehouse" "resource_monitor" {
  when    = "removed"
  rule    = "guardrail-off"
  score   = 40
  outcome = "cost"
  why     = "nothing limits any more what the warehouse spends"
}

watch "snowflake_user" "disabled" {
  aliases = ["snowflake_service_user", "snowflake_legacy_service_user"]
  when    = "becomes"
  value   = "true"
  rule    = "access-closed"
  score   = 40
  why     = "the user is switched off"
}

watch "snowflake_user" "network_policy" {
  aliases = ["snowflake_service_user", "snowflake_legacy_service_user"]
  when    = "removed"
  rule    = "guardrail-off"
  score   = 50
  why     = "the user may sign in from wherever the account allows"
}

watch "snowflake_network_policy" "allowed_ip_list" {
  when   = "becomes"
  value  = "0.0.0.0/0"
  rule   = "public-access"
  score  = 65
  create = true
  why    = "users may sign in from any address"
}

watch "snowflake_network_policy" "allowed_ip_list" {
  when = "shrinks"
  rule = "access-closed"
  why  = "an address range may no longer sign in"
}

watch "snowflake_network_policy" "allowed_network_rule_list" {
  when = "shrinks"
  rule = "access-closed"
  why  = "what a rule lets in may no longer sign in"
}

watch "snowflake_network_policy" "blocked_ip_list" {
  when  = "shrinks"
  rule  = "guardrail-off"
  score = 45
  why   = "an address range is no longer kept out"
}

watch "snowflake_authentication_policy" "mfa_enrollment" {
  when  = "leaves"
  value = "REQUIRED"
  rule  = "guardrail-off"
  score = 62
  why   = "users no longer have to set up a second factor"
}

watch "snowflake_password_policy" "min_length" {
  when  = "lowered"
  rule  = "guardrail-off"
  score = 45
  why   = "shorter passwords are accepted"
}

watch "snowflake_grant_account_role" "role_name" {
  when   = "becomes"
  value  = "ACCOUNTADMIN"
  rule   = "public-access"
  score  = 65
  create = true
  why    = "whoever gets the role may do everything in the account"
}

watch "snowflake_grant_account_role" "role_name" {
  when   = "becomes"
  value  = "SECURITYADMIN"
  rule   = "public-access"
  score  = 60
  create = true
  why    = "whoever gets the role may grant anything to anybody"
}

watch "snowflake_grant_privileges_to_account_role" "all_privileges" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 45
  why   = "the role may do everything with it"
}

watch "snowflake_grant_privileges_to_account_role" "with_grant_option" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 40
  why   = "the role may hand its rights on"
}

watch "snowflake_share" "accounts" {
  when  = "appears"
  rule  = "public-access"
  score = 50
  why   = "another account may read what is shared"
}

watch "snowflake_share" "accounts" {
  when  = "shrinks"
  rule  = "access-closed"
  score = 50
  why   = "an account may no longer read what is shared"
}

watch "snowflake_masking_policy" "body" {
  aliases = ["snowflake_row_access_policy"]
  when    = "changes"
  rule    = "guardrail-off"
  score   = 45
  why     = "who sees which rows or values changes"
}

watch "snowflake_task" "started" {
  when  = "leaves"
  value = true
  rule  = "switched-off"
  score = 45
  why   = "the task is stopped: what it loads or computes stays as it is"
}

# https://docs.confluent.io/platform/current/installation/configuration/topic-configs.html
watch "confluent_kafka_topic" "config.retention.ms" {
  aliases   = ["kafka_topic"]
  when      = "lowered"
  unset     = 604800000
  boundless = true
  rule      = "retention-shortened"
  score     = 62
  why       = "messages are kept for a shorter time: those that are older go, read or not"
}

watch "confluent_kafka_topic" "config.retention.bytes" {
  aliases   = ["kafka_topic"]
  when      = "lowered"
  unset     = -1
  boundless = true
  rule      = "retention-shortened"
  score     = 60
  why       = "fewer messages are kept: the oldest go, read or not"
}

watch "confluent_kafka_topic" "config.cleanup.policy" {
  aliases = ["kafka_topic"]
  when    = "becomes"
  value   = "delete"
  rule    = "expires-data"
  why     = "messages are deleted by age or size from then on"
}

watch "confluent_kafka_topic" "config.cleanup.policy" {
  aliases = ["kafka_topic"]
  when    = "becomes"
  value   = "compact"
  rule    = "expires-data"
  why     = "only the newest message of each key is kept"
}

watch "confluent_kafka_topic" "config.min.insync.replicas" {
  aliases = ["kafka_topic"]
  when    = "lowered"
  rule    = "redundancy-off"
  score   = 42
  why     = "a message counts as written with fewer copies"
}

watch "confluent_kafka_topic" "config.max.message.bytes" {
  aliases = ["kafka_topic"]
  when    = "lowered"
  rule    = "access-closed"
  score   = 50
  outcome = "outage"
  why     = "larger messages are refused"
}

watch "aiven_kafka_topic" "config.retention_ms" {
  when      = "lowered"
  unset     = 604800000
  boundless = true
  rule      = "retention-shortened"
  score     = 62
  why       = "messages are kept for a shorter time: those that are older go, read or not"
}

watch "aiven_kafka_topic" "config.retention_bytes" {
  when      = "lowered"
  unset     = -1
  boundless = true
  rule      = "retention-shortened"
  score     = 60
  why       = "fewer messages are kept: the oldest go, read or not"
}

watch "aiven_kafka_topic" "config.cleanup_policy" {
  when  = "becomes"
  value = "delete"
  rule  = "expires-data"
  why   = "messages are deleted by age or size from then on"
}

watch "aiven_kafka_topic" "config.cleanup_policy" {
  when  = "becomes"
  value = "compact"
  rule  = "expires-data"
  why   = "only the newest message of each key is kept"
}

watch "aiven_kafka_topic" "config.min_insync_replicas" {
  when  = "lowered"
  rule  = "redundancy-off"
  score = 42
  why   = "a message counts as written with fewer copies"
}

watch "aiven_kafka_topic" "config.max_message_bytes" {
  when    = "lowered"
  rule    = "access-closed"
  score   = 50
  outcome = "outage"
  why     = "larger messages are refused"
}

watch "confluent_kafka_topic" "partitions_count" {
  when    = "changes"
  rule    = "points-elsewhere"
  score   = 30
  moment  = "at-apply"
  outcome = "none"
  why     = "messages of one key may go to another partition than before: their order is lost across the change"
}

watch "kafka_topic" "partitions" {
  aliases = ["aiven_kafka_topic"]
  when    = "changes"
  rule    = "points-elsewhere"
  score   = 30
  moment  = "at-apply"
  outcome = "none"
  why     = "messages of one key may go to another partition than before: their order is lost across the change"
}

watch "kafka_topic" "replication_factor" {
  when = "lowered"
  rule = "redundancy-off"
  why  = "there are fewer copies of each message"
}

watch "aiven_kafka_topic" "replication" {
  when = "lowered"
  rule = "redundancy-off"
  why  = "there are fewer copies of each message"
}

watch "confluent_kafka_cluster" "dedicated.cku" {
  when = "lowered"
  rule = "capacity-cut"
  why  = "the cluster is made smaller"
}

watch "confluent_connector" "status" {
  when  = "becomes"
  value = "PAUSED"
  rule  = "switched-off"
  score = 55
  why   = "the connector is paused: nothing is copied"
}

watch "confluent_flink_statement" "stopped" {
  when  = "becomes"
  value = true
  rule  = "switched-off"
  score = 55
  why   = "the statement is stopped: nothing is computed by it"
}

watch "confluent_kafka_mirror_topic" "status" {
  when  = "becomes"
  value = "PAUSED"
  rule  = "switched-off"
  score = 45
  why   = "the mirror is paused: it falls behind its source"
}

watch "confluent_kafka_mirror_topic" "status" {
  when    = "becomes"
  value   = "PROMOTED"
  rule    = "renamed"
  score   = 55
  outcome = "outage"
  why     = "the mirror becomes a topic of its own: nothing is copied into it any more"

  recovery     = "lost"
  recovery_why = "it is not made a mirror again"
}

watch "confluent_kafka_mirror_topic" "status" {
  when    = "becomes"
  value   = "FAILED_OVER"
  rule    = "renamed"
  score   = 55
  outcome = "outage"
  why     = "the mirror becomes a topic of its own: nothing is copied into it any more"

  recovery     = "lost"
  recovery_why = "it is not made a mirror again"
}

watch "confluent_role_binding" "role_name" {
  when   = "becomes"
  value  = "OrganizationAdmin"
  rule   = "public-access"
  score  = 62
  create = true
  why    = "whoever gets OrganizationAdmin may do everything in it"
}

watch "confluent_role_binding" "role_name" {
  when   = "becomes"
  value  = "EnvironmentAdmin"
  rule   = "public-access"
  score  = 50
  create = true
  why    = "whoever gets EnvironmentAdmin may do everything in it"
}

watch "confluent_role_binding" "role_name" {
  when   = "becomes"
  value  = "CloudClusterAdmin"
  rule   = "public-access"
  score  = 45
  create = true
  why    = "whoever gets CloudClusterAdmin may do everything in it"
}

watch "confluent_kafka_acl" "principal" {
  when   = "becomes"
  value  = "User:*"
  with   = { permission = "ALLOW" }
  rule   = "public-access"
  score  = 60
  create = true
  why    = "the permission is for every user of the cluster"
}

watch "confluent_subject_config" "compatibility_level" {
  aliases = ["confluent_schema_registry_cluster_config"]
  when    = "becomes"
  value   = "NONE"
  rule    = "guardrail-off"
  score   = 45
  moment  = "next-deploy"
  outcome = "outage"
  why     = "schemas that programs can not read are accepted"
}

watch "aiven_pg" "pg_user_config.ip_filter" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_pg" "pg_user_config.ip_filter_string" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_pg" "pg_user_config.ip_filter_object.network" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_mysql" "mysql_user_config.ip_filter" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_mysql" "mysql_user_config.ip_filter_string" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_mysql" "mysql_user_config.ip_filter_object.network" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_kafka" "kafka_user_config.ip_filter" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_kafka" "kafka_user_config.ip_filter_string" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_kafka" "kafka_user_config.ip_filter_object.network" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_opensearch" "opensearch_user_config.ip_filter" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_opensearch" "opensearch_user_config.ip_filter_string" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_opensearch" "opensearch_user_config.ip_filter_object.network" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_clickhouse" "clickhouse_user_config.ip_filter" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_clickhouse" "clickhouse_user_config.ip_filter_string" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_clickhouse" "clickhouse_user_config.ip_filter_object.network" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_valkey" "valkey_user_config.ip_filter" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_valkey" "valkey_user_config.ip_filter_string" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_valkey" "valkey_user_config.ip_filter_object.network" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_redis" "redis_user_config.ip_filter" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_redis" "redis_user_config.ip_filter_string" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_redis" "redis_user_config.ip_filter_object.network" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the service may be reached from any address"
}

watch "aiven_pg" "pg_user_config.pg_version" {
  when = "major"
  rule = "engine-upgrade"
  why  = "another major version of PostgreSQL"
}

watch "aiven_pg" "plan" {
  aliases = ["aiven_mysql", "aiven_kafka", "aiven_opensearch", "aiven_clickhouse", "aiven_valkey", "aiven_redis", "aiven_dragonfly"]
  when    = "changes"
  rule    = "resized"
  why     = "another plan: nodes are replaced, connections are cut meanwhile, and the plan says how long backups are kept"
}

# https://registry.terraform.io/providers/kislerdm/neon/latest/docs/resources/project
watch "neon_project" "history_retention_seconds" {
  when  = "lowered"
  rule  = "backup-reduced"
  score = 45
  why   = "the past of the databases can be restored for a shorter time"
}

watch "neon_project" "allowed_ips" {
  when  = "removed"
  rule  = "public-access"
  score = 62
  why   = "the databases may be reached from any address"
}

watch "rediscloud_subscription_database" "data_persistence" {
  when  = "becomes"
  value = "none"
  rule  = "backup-reduced"
  score = 62
  why   = "nothing is written to disk: when the nodes go, so do the data"

  recovery     = "lost"
  recovery_why = "what is in memory when the nodes go does not come back"
}

watch "rediscloud_subscription_database" "replication" {
  when  = "leaves"
  value = true
  rule  = "redundancy-off"
  why   = "there is no second copy: when a node fails the database is gone until it is back"
}

watch "rediscloud_subscription_database" "remote_backup" {
  when  = "removed"
  rule  = "backup-reduced"
  score = 62
  why   = "backups are no longer made"
}

watch "rediscloud_subscription_database" "enable_tls" {
  when  = "leaves"
  value = true
  rule  = "encryption-off"
  why   = "connections are no longer encrypted"
}

watch "rediscloud_subscription_database" "source_ips" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 65
  why   = "the database may be reached from any address"
}

watch "rediscloud_subscription_database" "dataset_size_in_gb" {
  when = "lowered"
  rule = "capacity-cut"
  why  = "less fits into the database: what does not is refused or thrown out"
}

watch "ec_deployment" "traffic_filter" {
  when  = "removed"
  rule  = "public-access"
  score = 62
  why   = "no filter of the deployment is left: it may be reached from any address"
}

watch "ec_deployment" "elasticsearch.hot.zone_count" {
  when = "lowered"
  rule = "redundancy-off"
  why  = "the data are in fewer zones"
}

watch "ec_deployment" "version" {
  when = "minor"
  rule = "engine-upgrade"
  why  = "another version of Elasticsearch: it does not go back"
}

watch "cloudamqp_instance" "nodes" {
  when = "lowered"
  rule = "redundancy-off"
  why  = "the cluster has fewer nodes"
}

watch "databricks_ip_access_list" "enabled" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 55
  why   = "the list no longer holds: who it kept out may get in"
}

watch "databricks_catalog" "isolation_mode" {
  when  = "becomes"
  value = "OPEN"
  rule  = "public-access"
  score = 45
  why   = "every workspace of the metastore may reach the catalog"
}
