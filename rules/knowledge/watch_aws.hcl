# Changes of single attributes that do more than the plan's "update" says: AWS.
# watch "TYPE" "ATTRIBUTE" belongs to a rule (watch_rules.hcl), which gives score, moment and
# outcome where the watch has none of its own. Facts are from the documentation of the
# provider and the service.

# Databases

watch "aws_db_instance" "engine_version" {
  when   = "changes"
  rule   = "engine-upgrade"
  score  = 26
  moment = "next-maintenance"
  why    = "engine_version changes: the database restarts in the next maintenance window"
  copied_by = "backup_retention_period"
}

watch "aws_db_instance" "engine_version" {
  when   = "major"
  rule   = "engine-upgrade"
  score  = 50
  moment = "next-maintenance"
  why    = "engine_version goes to another major version: the database is down for long in the next maintenance window, and it can't be taken back"
  copied_by = "backup_retention_period"
}

watch "aws_db_instance" "engine_version" {
  when  = "changes"
  rule  = "engine-upgrade"
  score = 50
  with  = { apply_immediately = true }
  why   = "engine_version changes with apply_immediately: the database restarts at once, and can't go back to the old version"
  copied_by = "backup_retention_period"
}

watch "aws_db_instance" "engine_version" {
  when  = "major"
  rule  = "engine-upgrade"
  score = 62
  with  = { apply_immediately = true }
  why   = "engine_version goes to another major version with apply_immediately: the database is down while it is upgraded, and there is no way back but a snapshot"
  copied_by = "backup_retention_period"
}

# A major version of MySQL is made of two numbers.
watch "aws_db_instance" "engine_version" {
  when  = "minor"
  rule  = "engine-upgrade"
  score = 62
  with  = { engine = "mysql", allow_major_version_upgrade = true, apply_immediately = true }
  why   = "engine_version goes to another major version of MySQL: the database is down while it is upgraded, and there is no way back but a snapshot"
  copied_by = "backup_retention_period"
}

watch "aws_db_instance" "engine_version" {
  when   = "minor"
  rule   = "engine-upgrade"
  score  = 62
  moment = "next-maintenance"
  with   = { engine = "mysql", allow_major_version_upgrade = true }
  why    = "engine_version goes to another major version of MySQL: the database is down in the next maintenance window while it is upgraded, and there is no way back but a snapshot"
  copied_by = "backup_retention_period"
}

# A major version of MariaDB is made of two numbers.
watch "aws_db_instance" "engine_version" {
  when  = "minor"
  rule  = "engine-upgrade"
  score = 62
  with  = { engine = "mariadb", allow_major_version_upgrade = true, apply_immediately = true }
  why   = "engine_version goes to another major version of MariaDB: the database is down while it is upgraded, and there is no way back but a snapshot"
  copied_by = "backup_retention_period"
}

watch "aws_db_instance" "engine_version" {
  when   = "minor"
  rule   = "engine-upgrade"
  score  = 62
  moment = "next-maintenance"
  with   = { engine = "mariadb", allow_major_version_upgrade = true }
  why    = "engine_version goes to another major version of MariaDB: the database is down in the next maintenance window while it is upgraded, and there is no way back but a snapshot"
  copied_by = "backup_retention_period"
}

watch "aws_db_instance" "engine_version" {
  when   = "major"
  rule   = "engine-upgrade"
  score  = 62
  moment = "next-maintenance"
  with   = { allow_major_version_upgrade = true }
  why    = "engine_version changes and a major upgrade is allowed: the database is down in the next maintenance window while it is upgraded, and there is no way back but a snapshot"
  copied_by = "backup_retention_period"
}

watch "aws_db_instance" "instance_class" {
  when   = "changes"
  rule   = "resized"
  score  = 36
  moment = "next-maintenance"
  why    = "instance_class changes: the database restarts in the next maintenance window"
}

watch "aws_db_instance" "instance_class" {
  when  = "changes"
  rule  = "resized"
  score = 48
  with  = { apply_immediately = true }
  why   = "instance_class changes with apply_immediately: the database fails over or restarts at once"
}

watch "aws_db_instance" "instance_class" {
  when  = "changes"
  rule  = "resized"
  score = 62
  with  = { apply_immediately = true, multi_az = false }
  why   = "instance_class changes with apply_immediately and no standby: the database is down while it restarts"
}

watch "aws_db_instance" "multi_az" {
  when  = "leaves"
  value = true
  rule  = "redundancy-off"
  why   = "multi_az goes off: the standby is removed, and the next failure of a zone or a restart is an outage"
  hurried_by = "apply_immediately"
}

watch "aws_db_instance" "storage_type" {
  when  = "changes"
  rule  = "storage-changed"
  score = 36
  why   = "storage_type changes: the volume is slower while it is converted, and the next change has to wait for hours"
  hurried_by = "apply_immediately"
}

watch "aws_db_instance" "iops" {
  when  = "lowered"
  rule  = "storage-changed"
  score = 36
  why   = "iops is lowered: the database may become too slow"
  hurried_by = "apply_immediately"
}

watch "aws_db_instance" "backup_retention_period" {
  when  = "becomes"
  value = 0
  rule  = "backup-reduced"
  score = 65
  why   = "backup_retention_period becomes 0: automated backups are switched off, and those that exist are deleted"
  hurried_by = "apply_immediately"
}

watch "aws_db_instance" "backup_retention_period" {
  when = "lowered"
  rule = "backup-reduced"
  why  = "backup_retention_period is lowered: automated backups older than that are deleted"
}

watch "aws_db_instance" "skip_final_snapshot" {
  when  = "becomes"
  value = true
  rule  = "disarmed"
  why   = "skip_final_snapshot goes on: a later delete leaves no snapshot"
}

watch "aws_db_instance" "delete_automated_backups" {
  when  = "becomes"
  value = true
  rule  = "disarmed"
  why   = "delete_automated_backups goes on: a later delete takes the backups along"
}

watch "aws_db_instance" "publicly_accessible" {
  when   = "becomes"
  value  = true
  rule   = "public-access"
  create = true
  why    = "publicly_accessible goes on: the database gets a public address"
}

watch "aws_db_instance" "publicly_accessible" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  why   = "publicly_accessible goes off: whoever connects from outside is cut off"
}

watch "aws_db_instance" "port" {
  when  = "changes"
  rule  = "listener-changed"
  score = 62
  why   = "port changes: the database restarts, and clients on the old port are cut off"
}

watch "aws_db_instance" "identifier" {
  when = "changes"
  rule = "renamed"
  why  = "identifier changes: the endpoint gets another name"
  hurried_by = "apply_immediately"
}

watch "aws_db_instance" "parameter_group_name" {
  when   = "changes"
  rule   = "resized"
  score  = 36
  moment = "next-maintenance"
  why    = "parameter_group_name changes: other settings hold after the next restart"
}

watch "aws_db_instance" "password" {
  when  = "changes"
  rule  = "rotation-changed"
  score = 40
  why   = "password changes: clients that hold the old one are locked out"
}

watch "aws_db_instance" "manage_master_user_password" {
  when  = "changes"
  rule  = "rotation-changed"
  score = 45
  why   = "manage_master_user_password changes: the master password is replaced"
}

watch "aws_db_instance" "iam_database_authentication_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 50
  why   = "iam_database_authentication_enabled goes off: whoever logs in with a role is locked out"
}

watch "aws_db_instance" "ca_cert_identifier" {
  when  = "changes"
  rule  = "listener-changed"
  score = 40
  why   = "ca_cert_identifier changes: clients that do not trust the new authority are cut off"
}

watch "aws_db_instance" "vpc_security_group_ids" {
  when = "shrinks"
  rule = "detached"
  why  = "a security group is taken off the database: whoever came through it is cut off"
}

watch "aws_db_instance" "monitoring_interval" {
  when  = "becomes"
  value = 0
  rule  = "alarm-silenced"
  score = 20
  why   = "monitoring_interval becomes 0: enhanced monitoring stops"
}

watch "aws_db_instance" "enabled_cloudwatch_logs_exports" {
  when  = "shrinks"
  rule  = "audit-off"
  score = 30
  why   = "a log of the database is no longer exported"
}

# What RDS refuses.

watch "aws_db_instance" "engine_version" {
  when   = "major"
  rule   = "update-refused"
  same   = "parameter_group_name"
  spares = "default."
  why    = "RDS refuses another major version while parameter_group_name stays a group of one's own that is made for the old one"
}

watch "aws_db_instance" "engine_version" {
  when   = "minor"
  rule   = "update-refused"
  with   = { engine = "mysql", allow_major_version_upgrade = true }
  same   = "parameter_group_name"
  spares = "default."
  why    = "RDS refuses another major version while parameter_group_name stays a group of one's own that is made for the old one"
}

watch "aws_db_instance" "engine_version" {
  when   = "minor"
  rule   = "update-refused"
  with   = { engine = "mariadb", allow_major_version_upgrade = true }
  same   = "parameter_group_name"
  spares = "default."
  why    = "RDS refuses another major version while parameter_group_name stays a group of one's own that is made for the old one"
}

watch "aws_rds_cluster" "engine_version" {
  when   = "major"
  rule   = "update-refused"
  same   = "db_cluster_parameter_group_name"
  spares = "default."
  why    = "RDS refuses another major version while db_cluster_parameter_group_name stays a group of one's own that is made for the old one"
}

watch "aws_db_instance" "backup_retention_period" {
  when       = "becomes"
  value      = 0
  rule       = "update-refused"
  blocked_by = "aws_db_instance.replicate_source_db"
  why        = "RDS refuses to switch automated backups off while the database has a replica"
}

watch "aws_rds_cluster" "engine_version" {
  when   = "changes"
  rule   = "engine-upgrade"
  score  = 26
  moment = "next-maintenance"
  why    = "engine_version changes: the cluster restarts in the next maintenance window"
}

watch "aws_rds_cluster" "engine_version" {
  when   = "major"
  rule   = "engine-upgrade"
  score  = 50
  moment = "next-maintenance"
  why    = "engine_version goes to another major version: the cluster is down for long in the next maintenance window, and it can't be taken back"
}

watch "aws_rds_cluster" "engine_version" {
  when  = "changes"
  rule  = "engine-upgrade"
  score = 50
  with  = { apply_immediately = true }
  why   = "engine_version changes with apply_immediately: the cluster restarts at once, and can't go back to the old version"
}

watch "aws_rds_cluster" "engine_version" {
  when  = "major"
  rule  = "engine-upgrade"
  score = 62
  with  = { apply_immediately = true }
  why   = "engine_version goes to another major version with apply_immediately: the cluster is down while it is upgraded, and there is no way back but a snapshot"
}

# A major version of MySQL is made of two numbers.
watch "aws_rds_cluster" "engine_version" {
  when  = "minor"
  rule  = "engine-upgrade"
  score = 62
  with  = { engine = "mysql", allow_major_version_upgrade = true, apply_immediately = true }
  why   = "engine_version goes to another major version of MySQL: the cluster is down while it is upgraded, and there is no way back but a snapshot"
}

watch "aws_rds_cluster" "engine_version" {
  when   = "minor"
  rule   = "engine-upgrade"
  score  = 62
  moment = "next-maintenance"
  with   = { engine = "mysql", allow_major_version_upgrade = true }
  why    = "engine_version goes to another major version of MySQL: the cluster is down in the next maintenance window while it is upgraded, and there is no way back but a snapshot"
}

watch "aws_rds_cluster" "engine_version" {
  when   = "major"
  rule   = "engine-upgrade"
  score  = 62
  moment = "next-maintenance"
  with   = { allow_major_version_upgrade = true }
  why    = "engine_version changes and a major upgrade is allowed: the cluster is down in the next maintenance window while it is upgraded, and there is no way back but a snapshot"
}

watch "aws_rds_cluster" "backup_retention_period" {
  when = "lowered"
  rule = "backup-reduced"
  why  = "backup_retention_period is lowered: automated backups older than that are deleted"
}

watch "aws_rds_cluster" "skip_final_snapshot" {
  when  = "becomes"
  value = true
  rule  = "disarmed"
  why   = "skip_final_snapshot goes on: a later delete leaves no snapshot"
}

watch "aws_rds_cluster" "delete_automated_backups" {
  when  = "becomes"
  value = true
  rule  = "disarmed"
  why   = "delete_automated_backups goes on: a later delete takes the backups along"
}

watch "aws_rds_cluster" "port" {
  when  = "changes"
  rule  = "listener-changed"
  score = 62
  why   = "port changes: the cluster restarts, and clients on the old port are cut off"
}

watch "aws_rds_cluster" "master_password" {
  when  = "changes"
  rule  = "rotation-changed"
  score = 40
  why   = "master_password changes: clients that hold the old one are locked out"
}

watch "aws_rds_cluster" "iam_database_authentication_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 50
  why   = "iam_database_authentication_enabled goes off: whoever logs in with a role is locked out"
}

watch "aws_rds_cluster" "vpc_security_group_ids" {
  when = "shrinks"
  rule = "detached"
  why  = "a security group is taken off the cluster: whoever came through it is cut off"
}

watch "aws_rds_cluster" "serverlessv2_scaling_configuration.max_capacity" {
  when  = "lowered"
  rule  = "resized"
  score = 36
  why   = "max_capacity is lowered: the cluster may become too slow under load"
}

watch "aws_rds_cluster" "db_cluster_parameter_group_name" {
  when   = "changes"
  rule   = "resized"
  score  = 36
  moment = "next-maintenance"
  why    = "db_cluster_parameter_group_name changes: other settings hold after the next restart"
}

watch "aws_rds_cluster" "enabled_cloudwatch_logs_exports" {
  when  = "shrinks"
  rule  = "audit-off"
  score = 30
  why   = "a log of the cluster is no longer exported"
}

watch "aws_rds_cluster_instance" "instance_class" {
  when   = "changes"
  rule   = "resized"
  score  = 36
  moment = "next-maintenance"
  why    = "instance_class changes: the instance restarts in the next maintenance window"
}

watch "aws_rds_cluster_instance" "instance_class" {
  when  = "changes"
  rule  = "resized"
  score = 50
  with  = { apply_immediately = true }
  why   = "instance_class changes with apply_immediately: the instance restarts at once, and a writer fails over"
}

watch "aws_rds_cluster_instance" "publicly_accessible" {
  when   = "becomes"
  value  = true
  rule   = "public-access"
  create = true
  why    = "publicly_accessible goes on: the database gets a public address"
}

watch "aws_docdb_cluster" "engine_version" {
  when  = "changes"
  rule  = "engine-upgrade"
  score = 50
  why   = "engine_version changes: the cluster restarts, and can't go back to the old version"
  hurried_by = "apply_immediately"
}

watch "aws_docdb_cluster" "backup_retention_period" {
  when = "lowered"
  rule = "backup-reduced"
  why  = "backup_retention_period is lowered: automated backups older than that are deleted"
}

watch "aws_docdb_cluster" "skip_final_snapshot" {
  when  = "becomes"
  value = true
  rule  = "disarmed"
  why   = "skip_final_snapshot goes on: a later delete leaves no snapshot"
}

watch "aws_docdb_cluster" "master_password" {
  when  = "changes"
  rule  = "rotation-changed"
  score = 40
  why   = "master_password changes: clients that hold the old one are locked out"
}

watch "aws_docdb_cluster_instance" "instance_class" {
  when  = "changes"
  rule  = "resized"
  score = 45
  why   = "instance_class changes: the instance restarts"
  hurried_by = "apply_immediately"
}

watch "aws_neptune_cluster" "engine_version" {
  when  = "changes"
  rule  = "engine-upgrade"
  score = 50
  why   = "engine_version changes: the cluster restarts, and can't go back to the old version"
  hurried_by = "apply_immediately"
}

watch "aws_neptune_cluster" "backup_retention_period" {
  when = "lowered"
  rule = "backup-reduced"
  why  = "backup_retention_period is lowered: automated backups older than that are deleted"
}

watch "aws_neptune_cluster" "skip_final_snapshot" {
  when  = "becomes"
  value = true
  rule  = "disarmed"
  why   = "skip_final_snapshot goes on: a later delete leaves no snapshot"
}

watch "aws_dynamodb_table" "point_in_time_recovery.enabled" {
  when  = "leaves"
  value = true
  rule  = "backup-reduced"
  score = 62
  why   = "point_in_time_recovery goes off: what was written can no longer be restored"
}

watch "aws_dynamodb_table" "ttl.enabled" {
  when  = "becomes"
  value = true
  rule  = "expires-data"
  score = 80
  why   = "ttl goes on: DynamoDB deletes the items whose time has passed"
}

watch "aws_dynamodb_table" "ttl.attribute_name" {
  when = "changes"
  rule = "expires-data"
  why  = "ttl reads another attribute: DynamoDB deletes the items whose time has passed by it"
}

watch "aws_dynamodb_table" "replica" {
  when    = "shrinks"
  rule    = "redundancy-off"
  score   = 62
  outcome = "data-loss"
  why     = "a replica is removed: the table of that region is deleted"
}

watch "aws_dynamodb_table" "global_secondary_index.name" {
  when  = "shrinks"
  rule  = "part-dropped"
  score = 62
  why   = "a global secondary index is dropped: queries on it fail"
}

watch "aws_dynamodb_table" "stream_enabled" {
  when  = "leaves"
  value = true
  rule  = "part-dropped"
  score = 50
  why   = "the stream goes off: its consumers get nothing more"
}

watch "aws_dynamodb_table" "billing_mode" {
  when  = "becomes"
  value = "PROVISIONED"
  rule  = "resized"
  score = 36
  why   = "billing_mode becomes PROVISIONED: requests over the capacity are refused"
}

watch "aws_dynamodb_table" "server_side_encryption.kms_key_arn" {
  when  = "removed"
  rule  = "key-changed"
  score = 30
  why   = "the table is encrypted with a key of AWS, and no longer with one of its own"

  outcome = "none"
}

watch "aws_dynamodb_table" "server_side_encryption.kms_key_arn" {
  when = "changes"
  rule = "key-changed"
  why  = "the key of the table changes: whoever may not use the new one is locked out"
}

watch "aws_elasticache_replication_group" "engine_version" {
  when  = "changes"
  rule  = "engine-upgrade"
  score = 45
  why   = "engine_version changes: nodes restart or fail over"
  hurried_by = "apply_immediately"
}

watch "aws_elasticache_replication_group" "node_type" {
  when  = "changes"
  rule  = "resized"
  score = 45
  why   = "node_type changes: the nodes are exchanged, with a failover"
  hurried_by = "apply_immediately"
}

watch "aws_elasticache_replication_group" "automatic_failover_enabled" {
  when  = "leaves"
  value = true
  rule  = "redundancy-off"
  why   = "automatic_failover_enabled goes off: the failure of a node is an outage"
}

watch "aws_elasticache_replication_group" "multi_az_enabled" {
  when  = "leaves"
  value = true
  rule  = "redundancy-off"
  why   = "multi_az_enabled goes off: the failure of a zone is an outage"
}

watch "aws_elasticache_replication_group" "num_cache_clusters" {
  when  = "lowered"
  rule  = "redundancy-off"
  score = 40
  why   = "num_cache_clusters is lowered: there are fewer nodes to fail over to"
}

watch "aws_elasticache_replication_group" "snapshot_retention_limit" {
  when  = "becomes"
  value = 0
  rule  = "backup-reduced"
  score = 60
  why   = "snapshot_retention_limit becomes 0: no more snapshots are taken"
}

watch "aws_elasticache_replication_group" "snapshot_retention_limit" {
  when  = "lowered"
  rule  = "backup-reduced"
  score = 40
  why   = "snapshot_retention_limit is lowered: older snapshots are deleted"
}

watch "aws_elasticache_replication_group" "transit_encryption_enabled" {
  when  = "changes"
  rule  = "listener-changed"
  score = 60
  why   = "transit_encryption_enabled changes: clients that speak the other way are cut off"
}

watch "aws_elasticache_replication_group" "auth_token" {
  when  = "changes"
  rule  = "rotation-changed"
  score = 40
  why   = "auth_token changes: clients that hold the old one are locked out"
}

watch "aws_elasticache_replication_group" "security_group_ids" {
  when = "shrinks"
  rule = "detached"
  why  = "a security group is taken off the cache: whoever came through it is cut off"
}

watch "aws_elasticache_cluster" "node_type" {
  when  = "changes"
  rule  = "resized"
  score = 45
  why   = "node_type changes: the cache restarts"
  hurried_by = "apply_immediately"
}

watch "aws_elasticache_cluster" "engine_version" {
  when  = "changes"
  rule  = "engine-upgrade"
  score = 45
  why   = "engine_version changes: the cache restarts"
  hurried_by = "apply_immediately"
}

watch "aws_elasticache_cluster" "num_cache_nodes" {
  when  = "lowered"
  rule  = "redundancy-off"
  score = 45
  why   = "num_cache_nodes is lowered: what the removed nodes hold is gone"
  hurried_by = "apply_immediately"
}

watch "aws_memorydb_cluster" "num_shards" {
  when  = "lowered"
  rule  = "resized"
  score = 40
  why   = "num_shards is lowered: the slots are moved to fewer nodes"
}

watch "aws_memorydb_cluster" "num_replicas_per_shard" {
  when  = "becomes"
  value = 0
  rule  = "redundancy-off"
  why   = "num_replicas_per_shard becomes 0: the failure of a node is an outage"
}

watch "aws_memorydb_cluster" "snapshot_retention_limit" {
  when  = "becomes"
  value = 0
  rule  = "backup-reduced"
  score = 60
  why   = "snapshot_retention_limit becomes 0: no more snapshots are taken"
}

watch "aws_redshift_cluster" "node_type" {
  when  = "changes"
  rule  = "resized"
  score = 50
  why   = "node_type changes: the cluster is resized and can't be written to meanwhile"
}

watch "aws_redshift_cluster" "number_of_nodes" {
  when  = "lowered"
  rule  = "resized"
  score = 50
  why   = "number_of_nodes is lowered: the cluster is resized and can't be written to meanwhile"
}

watch "aws_redshift_cluster" "automated_snapshot_retention_period" {
  when  = "becomes"
  value = 0
  rule  = "backup-reduced"
  score = 65
  why   = "automated_snapshot_retention_period becomes 0: automated snapshots are switched off, and those that exist are deleted"
}

watch "aws_redshift_cluster" "automated_snapshot_retention_period" {
  when = "lowered"
  rule = "backup-reduced"
  why  = "automated_snapshot_retention_period is lowered: older snapshots are deleted"
}

watch "aws_redshift_cluster" "publicly_accessible" {
  when   = "becomes"
  value  = true
  rule   = "public-access"
  create = true
  why    = "publicly_accessible goes on: the warehouse gets a public address"
}

watch "aws_redshift_cluster" "skip_final_snapshot" {
  when  = "becomes"
  value = true
  rule  = "disarmed"
  why   = "skip_final_snapshot goes on: a later delete leaves no snapshot"
}

watch "aws_redshift_cluster" "port" {
  when  = "changes"
  rule  = "listener-changed"
  score = 60
  why   = "port changes: clients on the old port are cut off"
}

watch "aws_opensearch_domain" "engine_version" {
  when  = "changes"
  rule  = "engine-upgrade"
  score = 48
  why   = "engine_version changes: all data moves to new nodes, and the upgrade can't be taken back"
}

watch "aws_opensearch_domain" "engine_version" {
  when  = "major"
  rule  = "engine-upgrade"
  score = 60
  why   = "engine_version goes to another major version: clients and indexes may not fit, and the upgrade can't be taken back"
}

watch "aws_opensearch_domain" "cluster_config.instance_type" {
  when  = "changes"
  rule  = "resized"
  score = 38
  why   = "instance_type changes: all data moves to new nodes"
}

watch "aws_opensearch_domain" "cluster_config.instance_count" {
  when  = "lowered"
  rule  = "resized"
  score = 45
  why   = "instance_count is lowered: the data has to fit on fewer nodes"
}

watch "aws_opensearch_domain" "cluster_config.zone_awareness_enabled" {
  when  = "leaves"
  value = true
  rule  = "redundancy-off"
  why   = "zone_awareness_enabled goes off: the failure of a zone is an outage"
}

watch "aws_opensearch_domain" "cluster_config.dedicated_master_enabled" {
  when  = "leaves"
  value = true
  rule  = "redundancy-off"
  score = 40
  why   = "dedicated_master_enabled goes off: data nodes lead the cluster as well"
}

watch "aws_opensearch_domain" "domain_endpoint_options.enforce_https" {
  when  = "leaves"
  value = true
  rule  = "encryption-off"
  score = 55
  why   = "enforce_https goes off: the domain takes plain HTTP"
}

watch "aws_opensearch_domain" "vpc_options.security_group_ids" {
  when = "shrinks"
  rule = "detached"
  why  = "a security group is taken off the domain: whoever came through it is cut off"
}

watch "aws_efs_backup_policy" "backup_policy.status" {
  when     = "leaves"
  value    = "ENABLED"
  rule     = "backup-reduced"
  score    = 60
  why      = "the backup policy goes off: no more backups are taken"
  recovery = "reversible"
}

watch "aws_fsx_windows_file_system" "automatic_backup_retention_days" {
  when  = "becomes"
  value = 0
  rule  = "backup-reduced"
  score = 62
  why   = "automatic_backup_retention_days becomes 0: automatic backups are switched off"
}

watch "aws_fsx_lustre_file_system" "automatic_backup_retention_days" {
  when  = "becomes"
  value = 0
  rule  = "backup-reduced"
  score = 62
  why   = "automatic_backup_retention_days becomes 0: automatic backups are switched off"
}

watch "aws_backup_plan" "rule.lifecycle.delete_after" {
  when     = "lowered"
  rule     = "backup-reduced"
  score    = 45
  why      = "delete_after is lowered: new backups are kept for a shorter time"
  recovery = "reversible"
}

watch "aws_dlm_lifecycle_policy" "state" {
  when  = "becomes"
  value = "DISABLED"
  rule  = "backup-reduced"
  score = 62
  why   = "the policy goes off: no further snapshots are made of the volumes that it is for"

  recovery     = "recreatable"
  recovery_why = "switched on again it makes new snapshots; of the time between there are none"
}

watch "aws_backup_plan" "rule.rule_name" {
  when     = "shrinks"
  rule     = "backup-reduced"
  score    = 60
  why      = "a rule of the backup plan is removed: its backups are no longer taken"
  recovery = "reversible"
}

# Storage, streams and queues

watch "aws_s3_bucket" "force_destroy" {
  when  = "becomes"
  value = true
  rule  = "disarmed"
  why   = "force_destroy goes on: a later delete takes all objects along"
}

watch "aws_s3_bucket" "versioning.enabled" {
  when  = "leaves"
  value = true
  rule  = "versioning-off"
  why   = "versioning goes off: what is overwritten or deleted from now on does not come back"
}

watch "aws_s3_bucket" "acl" {
  when   = "becomes"
  value  = "public-read"
  rule   = "public-access"
  create = true
  why    = "acl becomes public-read: everyone may list and read the objects"
}

watch "aws_s3_bucket" "acl" {
  when   = "becomes"
  value  = "public-read-write"
  rule   = "public-access"
  score  = 75
  create = true
  why    = "acl becomes public-read-write: everyone may read and write the objects"
}

watch "aws_s3_bucket_acl" "acl" {
  when   = "becomes"
  value  = "public-read"
  rule   = "public-access"
  create = true
  why    = "acl becomes public-read: everyone may list and read the objects"
}

watch "aws_s3_bucket_acl" "acl" {
  when   = "becomes"
  value  = "public-read-write"
  rule   = "public-access"
  score  = 75
  create = true
  why    = "acl becomes public-read-write: everyone may read and write the objects"
}

watch "aws_s3_bucket_versioning" "versioning_configuration.status" {
  when  = "leaves"
  value = "Enabled"
  rule  = "versioning-off"
  why   = "versioning goes off: what is overwritten or deleted from now on does not come back"
}

watch "aws_s3_bucket_public_access_block" "block_public_acls" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  why   = "block_public_acls goes off: an ACL may make objects public"
}

watch "aws_s3_bucket_public_access_block" "block_public_policy" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  why   = "block_public_policy goes off: a bucket policy may make the bucket public"
}

watch "aws_s3_bucket_public_access_block" "ignore_public_acls" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  score = 65
  why   = "ignore_public_acls goes off: public ACLs that exist take effect"
}

watch "aws_s3_bucket_public_access_block" "restrict_public_buckets" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  score = 65
  why   = "restrict_public_buckets goes off: a public bucket policy that exists takes effect"
}

watch "aws_s3_account_public_access_block" "block_public_acls" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  score = 65
  why   = "block_public_acls goes off for the whole account"
}

watch "aws_s3_account_public_access_block" "block_public_policy" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  score = 65
  why   = "block_public_policy goes off for the whole account"
}

watch "aws_s3_account_public_access_block" "ignore_public_acls" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  score = 70
  why   = "ignore_public_acls goes off for the whole account"
}

watch "aws_s3_account_public_access_block" "restrict_public_buckets" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  score = 70
  why   = "restrict_public_buckets goes off for the whole account"
}

watch "aws_s3_bucket_replication_configuration" "rule" {
  when     = "shrinks"
  rule     = "backup-reduced"
  score    = 45
  why      = "a replication rule is removed or changed: objects may no longer be copied"
  recovery = "reversible"
}

watch "aws_s3_bucket_object_lock_configuration" "rule.default_retention.days" {
  when     = "lowered"
  rule     = "retention-shortened"
  score    = 55
  why      = "the default retention of the object lock is lowered: new versions are protected for a shorter time"
  recovery = "reversible"
}

watch "aws_s3_bucket_server_side_encryption_configuration" "rule.apply_server_side_encryption_by_default.kms_master_key_id" {
  when  = "removed"
  rule  = "key-changed"
  score = 30
  why   = "new objects are encrypted with a key of AWS, and no longer with the bucket's own"

  outcome = "none"
}

watch "aws_s3_bucket_server_side_encryption_configuration" "rule.apply_server_side_encryption_by_default.kms_master_key_id" {
  when = "changes"
  rule = "key-changed"
  why  = "the key for new objects changes: whoever may not use it is locked out of them"
}

watch "aws_s3_bucket_notification" "queue" {
  when  = "shrinks"
  rule  = "detached"
  score = 40
  why   = "a notification to a queue is removed or changed"
}

watch "aws_s3_bucket_notification" "lambda_function" {
  when  = "shrinks"
  rule  = "detached"
  score = 40
  why   = "a notification to a function is removed or changed"
}

watch "aws_s3_bucket_notification" "topic" {
  when  = "shrinks"
  rule  = "detached"
  score = 40
  why   = "a notification to a topic is removed or changed"
}

watch "aws_kinesis_stream" "retention_period" {
  when    = "lowered"
  rule    = "retention-shortened"
  score   = 60
  outcome = "data-loss"
  why     = "retention_period is lowered: records older than that can no longer be read"
}

watch "aws_kinesis_stream" "shard_count" {
  when  = "lowered"
  rule  = "resized"
  score = 38
  why   = "shard_count is lowered: the stream takes less"
}

watch "aws_sqs_queue" "message_retention_seconds" {
  when  = "lowered"
  rule  = "retention-shortened"
  score = 45
  why   = "message_retention_seconds is lowered: messages older than that are deleted"
}

# An hour is what it takes to notice that nobody reads a queue; the least that AWS takes is a minute.
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
watch "aws_sqs_queue" "message_retention_seconds" {
  when  = "below"
  value = 3600
  rule  = "retention-shortened"
  score = 65
  why   = "message_retention_seconds is less than an hour: messages are deleted before a consumer that fails is noticed"
}

watch "aws_sqs_queue" "redrive_policy" {
  when  = "removed"
  rule  = "detached"
  score = 40
  why   = "redrive_policy is removed: failing messages are no longer put aside"
}

watch "aws_msk_cluster" "kafka_version" {
  when  = "changes"
  rule  = "engine-upgrade"
  score = 50
  why   = "kafka_version changes: the brokers restart one after the other, and there is no way back"
}

watch "aws_msk_cluster" "broker_node_group_info.instance_type" {
  when  = "changes"
  rule  = "resized"
  score = 40
  why   = "instance_type changes: the brokers restart one after the other"
}

watch "aws_msk_cluster" "number_of_broker_nodes" {
  when  = "lowered"
  rule  = "resized"
  score = 60
  why   = "number_of_broker_nodes is lowered: brokers are removed with their partitions"
}

watch "aws_msk_cluster" "encryption_info.encryption_in_transit.client_broker" {
  when  = "becomes"
  value = "PLAINTEXT"
  rule  = "encryption-off"
  score = 60
  why   = "client_broker becomes PLAINTEXT: clients that speak TLS are cut off, and data travels in clear"
}

watch "aws_msk_cluster" "encryption_info.encryption_in_transit.client_broker" {
  when  = "becomes"
  value = "TLS"
  rule  = "listener-changed"
  score = 50
  why   = "client_broker becomes TLS: clients that speak plain text are cut off"
}

watch "aws_msk_cluster" "broker_node_group_info.connectivity_info.public_access.type" {
  when  = "becomes"
  value = "SERVICE_PROVIDED_EIPS"
  rule  = "public-access"
  why   = "the brokers get public addresses"
}

watch "aws_mq_broker" "engine_version" {
  when  = "changes"
  rule  = "engine-upgrade"
  score = 50
  why   = "engine_version changes: the broker restarts"
  hurried_by = "apply_immediately"
}

watch "aws_mq_broker" "host_instance_type" {
  when  = "changes"
  rule  = "resized"
  score = 45
  why   = "host_instance_type changes: the broker restarts"
  hurried_by = "apply_immediately"
}

watch "aws_ecr_repository" "force_delete" {
  when  = "becomes"
  value = true
  rule  = "disarmed"
  why   = "force_delete goes on: a later delete takes all images along"
}

watch "aws_ecr_repository" "image_tag_mutability" {
  when  = "becomes"
  value = "MUTABLE"
  rule  = "guardrail-off"
  score = 30
  why   = "image_tag_mutability becomes MUTABLE: a tag may be pushed again with another image"
}

# Compute

watch "aws_autoscaling_group" "desired_capacity" {
  when  = "becomes"
  value = 0
  rule  = "scaled-to-zero"
  why   = "desired_capacity becomes 0: all instances are terminated"
}

watch "aws_autoscaling_group" "max_size" {
  when  = "becomes"
  value = 0
  rule  = "scaled-to-zero"
  why   = "max_size becomes 0: all instances are terminated"
}

watch "aws_autoscaling_group" "target_group_arns" {
  when    = "shrinks"
  rule    = "detached"
  score   = 60
  outcome = "outage"
  why     = "a target group is taken off: it gets no more traffic from this group"
}

watch "aws_autoscaling_group" "load_balancers" {
  when    = "shrinks"
  rule    = "detached"
  score   = 60
  outcome = "outage"
  why     = "a load balancer is taken off: it sends nothing to this group any more"
}

watch "aws_autoscaling_group" "health_check_type" {
  when = "changes"
  rule = "health-check-changed"
  why  = "health_check_type changes: other instances count as unhealthy and are terminated"
}

watch "aws_autoscaling_group" "vpc_zone_identifier" {
  when  = "shrinks"
  rule  = "redundancy-off"
  score = 45
  why   = "a subnet is taken off: its instances are terminated"
}

watch "aws_autoscaling_group" "force_delete" {
  when  = "becomes"
  value = true
  rule  = "disarmed"
  why   = "force_delete goes on: a later delete does not wait for the instances"
}

watch "aws_ecs_service" "desired_count" {
  when  = "becomes"
  value = 0
  rule  = "scaled-to-zero"
  why   = "desired_count becomes 0: all tasks are stopped"
}

watch "aws_ecs_service" "deployment_minimum_healthy_percent" {
  when   = "becomes"
  value  = 0
  rule   = "redundancy-off"
  score  = 40
  moment = "next-deploy"
  why    = "deployment_minimum_healthy_percent becomes 0: a deployment may stop all tasks first"
}

watch "aws_ecs_service" "load_balancer" {
  when  = "shrinks"
  rule  = "listener-changed"
  score = 50
  why   = "the service is attached to its load balancer in another way"
}

watch "aws_ecs_service" "network_configuration.security_groups" {
  when = "shrinks"
  rule = "detached"
  why  = "a security group is taken off the service: what it let through is cut off"
}

watch "aws_ecs_service" "network_configuration.assign_public_ip" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 45
  why   = "assign_public_ip goes on: tasks get public addresses"
}

watch "aws_appautoscaling_target" "max_capacity" {
  when  = "becomes"
  value = 0
  rule  = "scaled-to-zero"
  why   = "max_capacity becomes 0: everything is scaled in"
}

watch "aws_appautoscaling_target" "suspended_state.dynamic_scaling_out_suspended" {
  when  = "becomes"
  value = true
  rule  = "switched-off"
  score = 45
  why   = "scaling out is suspended"
}

watch "aws_eks_cluster" "version" {
  when    = "changes"
  rule    = "cluster-upgrade"
  outcome = "none"
  why     = "version changes: the control plane is upgraded a server at a time, which can't be taken back; what uses an API that the new version no longer has stops working, and node groups and add-ons keep their versions until they are upgraded too"
}

watch "aws_eks_cluster" "vpc_config.endpoint_public_access" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 60
  why   = "endpoint_public_access goes on: the API of the cluster can be reached from outside"
}

watch "aws_eks_cluster" "vpc_config.endpoint_public_access" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 50
  why   = "endpoint_public_access goes off: whoever reaches the API from outside is cut off, pipelines too"
}

watch "aws_eks_cluster" "vpc_config.endpoint_private_access" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 55
  why   = "endpoint_private_access goes off: nodes and clients in the network reach the API through its public endpoint only"
}

watch "aws_eks_cluster" "vpc_config.public_access_cidrs" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  score = 62
  why   = "the API of the cluster is opened to everyone"
}

watch "aws_eks_cluster" "vpc_config.public_access_cidrs" {
  when = "shrinks"
  rule = "access-closed"
  why  = "a network may no longer reach the API of the cluster"
}

watch "aws_eks_cluster" "enabled_cluster_log_types" {
  when  = "shrinks"
  rule  = "audit-off"
  score = 40
  why   = "a log of the control plane goes off"
}

watch "aws_eks_cluster" "access_config.authentication_mode" {
  when  = "changes"
  rule  = "access-closed"
  score = 50
  why   = "authentication_mode changes: who may log in is read from elsewhere, and there is no way back"
}

watch "aws_eks_node_group" "scaling_config.desired_size" {
  when  = "becomes"
  value = 0
  rule  = "scaled-to-zero"
  why   = "desired_size becomes 0: all nodes of the group are drained and terminated"
}

watch "aws_eks_node_group" "version" {
  when  = "changes"
  rule  = "cluster-upgrade"
  score = 38
  why   = "version changes: all nodes of the group are exchanged"
}

watch "aws_eks_node_group" "release_version" {
  when     = "changes"
  rule     = "cluster-upgrade"
  score    = 36
  why      = "release_version changes: all nodes of the group are exchanged"
  recovery = "reversible"
}

watch "aws_eks_node_group" "taint" {
  when  = "added"
  rule  = "detached"
  score = 40
  why   = "a taint is added: workloads that do not tolerate it find no place here"
}

watch "aws_eks_addon" "addon_version" {
  when     = "changes"
  rule     = "cluster-upgrade"
  score    = 20
  why      = "addon_version changes: the add-on is rolled out anew on all nodes"
  recovery = "reversible"
}

watch "aws_eks_addon" "addon_version" {
  when     = "minor"
  rule     = "cluster-upgrade"
  score    = 36
  why      = "addon_version goes to another minor version: the add-on is rolled out anew on all nodes, with other settings and features"
  recovery = "reversible"
}

watch "aws_lambda_function" "reserved_concurrent_executions" {
  when  = "becomes"
  value = 0
  rule  = "scaled-to-zero"
  why   = "reserved_concurrent_executions becomes 0: every call is refused"
}

watch "aws_lambda_function" "runtime" {
  when     = "changes"
  rule     = "engine-upgrade"
  score    = 36
  why      = "runtime changes: the code runs on another language version"
  recovery = "reversible"
}

watch "aws_lambda_function" "role" {
  when  = "changes"
  rule  = "detached"
  score = 38
  why   = "role changes: the function has other permissions"
}

watch "aws_lambda_function" "vpc_config.subnet_ids" {
  when  = "removed"
  rule  = "detached"
  score = 50
  why   = "the function leaves its network: what is inside can't be reached any more"
}

watch "aws_lambda_function" "vpc_config.security_group_ids" {
  when = "shrinks"
  rule = "detached"
  why  = "a security group is taken off the function: what it let through is cut off"
}

watch "aws_lambda_function" "dead_letter_config" {
  when  = "removed"
  rule  = "detached"
  score = 36
  why   = "the dead letter target is removed: failing events are dropped"
}

watch "aws_lambda_event_source_mapping" "enabled" {
  when  = "leaves"
  value = true
  rule  = "switched-off"
  why   = "the event source mapping goes off: nothing is read from the source"
}

watch "aws_ami_launch_permission" "group" {
  when   = "becomes"
  value  = "all"
  rule   = "public-access"
  score  = 66
  create = true
  why    = "the image becomes public: whoever has an account at AWS may start it and read what is on its disks"
}

watch "aws_db_snapshot" "shared_accounts" {
  aliases = ["aws_db_snapshot_copy", "aws_db_cluster_snapshot"]
  when    = "becomes"
  value   = "all"
  rule    = "public-access"
  score   = 75
  create  = true
  why     = "the snapshot becomes public: whoever has an account at AWS may restore the database and read it"
}

watch "aws_ebs_snapshot_block_public_access" "state" {
  when  = "becomes"
  value = "unblocked"
  rule  = "public-access"
  score = 50
  why   = "snapshots of the region may be made public again"
}

watch "aws_ec2_image_block_public_access" "state" {
  when  = "becomes"
  value = "unblocked"
  rule  = "public-access"
  score = 50
  why   = "images of the region may be made public again"
}

watch "aws_lambda_layer_version_permission" "principal" {
  when   = "becomes"
  value  = "*"
  with   = { organization_id = "" }
  rule   = "public-access"
  score  = 50
  create = true
  why    = "whoever has an account at AWS may read and use the layer"
}

watch "aws_lambda_function_url" "authorization_type" {
  when   = "becomes"
  value  = "NONE"
  rule   = "public-access"
  create = true
  why    = "authorization_type becomes NONE: everyone may call the function"
}

watch "aws_instance" "instance_type" {
  when  = "changes"
  rule  = "resized"
  score = 45
  why   = "instance_type changes: the instance is stopped and started"
}

watch "aws_instance" "user_data" {
  when  = "changes"
  rule  = "resized"
  score = 40
  why   = "user_data changes: the instance is stopped and started"
}

watch "aws_instance" "user_data_base64" {
  when  = "changes"
  rule  = "resized"
  score = 40
  why   = "user_data_base64 changes: the instance is stopped and started"
}

watch "aws_instance" "iam_instance_profile" {
  when    = "removed"
  rule    = "detached"
  score   = 50
  outcome = "access-loss"
  why     = "iam_instance_profile is removed: the instance loses its permissions"
}

watch "aws_instance" "vpc_security_group_ids" {
  when = "shrinks"
  rule = "detached"
  why  = "a security group is taken off the instance: whoever came through it is cut off"
}

watch "aws_instance" "source_dest_check" {
  when  = "becomes"
  value = true
  rule  = "switched-off"
  score = 50
  why   = "source_dest_check goes on: the instance forwards nothing any more"
}

watch "aws_instance" "metadata_options.http_tokens" {
  when    = "becomes"
  value   = "optional"
  rule    = "guardrail-off"
  score   = 45
  outcome = "exposure"
  why     = "http_tokens becomes optional: the instance metadata can be read without a session token"
}

watch "aws_instance" "metadata_options.http_tokens" {
  when  = "becomes"
  value = "required"
  rule  = "access-closed"
  score = 25
  why   = "http_tokens becomes required: programs that read the instance metadata in the old way are refused"
}

watch "aws_elastic_beanstalk_environment" "solution_stack_name" {
  when     = "changes"
  rule     = "engine-upgrade"
  score    = 45
  why      = "solution_stack_name changes: the platform of the environment is upgraded"
  recovery = "reversible"
}

# Traffic and DNS

watch "aws_route53_record" "records" {
  when = "changes"
  rule = "record-changed"
  with = { type = "A" }
  why  = "the record points elsewhere: clients go there when their caches expire"
}

watch "aws_route53_record" "records" {
  when = "changes"
  rule = "record-changed"
  with = { type = "AAAA" }
  why  = "the record points elsewhere: clients go there when their caches expire"
}

watch "aws_route53_record" "records" {
  when = "changes"
  rule = "record-changed"
  with = { type = "CNAME" }
  why  = "the record points elsewhere: clients go there when their caches expire"
}

watch "aws_route53_record" "records" {
  when = "changes"
  rule = "record-changed"
  with = { type = "SRV" }
  why  = "the record points elsewhere: clients go there when their caches expire"
}

watch "aws_route53_record" "records" {
  when  = "changes"
  rule  = "record-changed"
  score = 65
  with  = { type = "NS" }
  why   = "the zone is delegated elsewhere: all names below it are answered by others"
}

watch "aws_route53_record" "records" {
  when  = "changes"
  rule  = "record-changed"
  score = 60
  with  = { type = "MX" }
  why   = "mail goes to other servers"
}

watch "aws_route53_record" "records" {
  when  = "changes"
  rule  = "record-changed"
  score = 28
  with  = { type = "TXT" }
  why   = "a text changes: who verifies by it may refuse"
}

watch "aws_route53_record" "records" {
  when  = "changes"
  rule  = "record-changed"
  score = 28
  with  = { type = "CAA" }
  why   = "other authorities may issue certificates"
}

watch "aws_route53_record" "ttl" {
  when  = "changes"
  rule  = "record-changed"
  score = 22
  why   = "ttl changes: later changes are seen sooner or later than before"
}

watch "aws_route53_record" "alias.name" {
  when = "changes"
  rule = "record-changed"
  why  = "the alias points elsewhere: clients go there when their caches expire"
}

watch "aws_route53_record" "weighted_routing_policy.weight" {
  when  = "becomes"
  value = 0
  rule  = "record-changed"
  score = 50
  why   = "weight becomes 0: this record gets no more traffic"
}

watch "aws_route53_record" "health_check_id" {
  when  = "removed"
  rule  = "record-changed"
  score = 38
  why   = "health_check_id is removed: an unhealthy target is still answered"
}

watch "aws_lb_listener" "port" {
  aliases = ["aws_alb_listener"]
  when    = "changes"
  rule    = "listener-changed"
  score   = 62
  why     = "port changes: clients on the old port are cut off"
}

watch "aws_lb_listener" "protocol" {
  aliases = ["aws_alb_listener"]
  when    = "changes"
  rule    = "listener-changed"
  score   = 60
  why     = "protocol changes: clients that speak the old one are cut off"
}

watch "aws_lb_listener" "certificate_arn" {
  aliases = ["aws_alb_listener"]
  when    = "changes"
  rule    = "listener-changed"
  why     = "certificate_arn changes: clients see another certificate"
}

watch "aws_lb_listener" "default_action" {
  aliases = ["aws_alb_listener"]
  when    = "changes"
  rule    = "listener-changed"
  why     = "default_action changes: traffic goes elsewhere"
}

watch "aws_lb_listener" "ssl_policy" {
  aliases = ["aws_alb_listener"]
  when    = "changes"
  rule    = "listener-changed"
  score   = 36
  why     = "ssl_policy changes: clients with other ciphers are cut off"
}

watch "aws_lb_listener_rule" "action" {
  aliases = ["aws_alb_listener_rule"]
  when    = "changes"
  rule    = "listener-changed"
  score   = 40
  why     = "the action of the rule changes: its traffic goes elsewhere"
}

watch "aws_lb_listener_rule" "condition" {
  aliases = ["aws_alb_listener_rule"]
  when    = "changes"
  rule    = "listener-changed"
  score   = 40
  why     = "the condition of the rule changes: other traffic is taken"
}

watch "aws_lb_listener_rule" "priority" {
  aliases = ["aws_alb_listener_rule"]
  when    = "changes"
  rule    = "listener-changed"
  score   = 30
  why     = "the priority of the rule changes: another rule may win"
}

watch "aws_lb" "subnets" {
  aliases = ["aws_alb"]
  when    = "shrinks"
  rule    = "redundancy-off"
  score   = 45
  why     = "a subnet is taken off the load balancer: its address there goes"
}

watch "aws_lb" "security_groups" {
  aliases = ["aws_alb"]
  when    = "shrinks"
  rule    = "detached"
  why     = "a security group is taken off the load balancer: whoever came through it is cut off"
}

watch "aws_lb" "access_logs.enabled" {
  aliases = ["aws_alb"]
  when    = "leaves"
  value   = true
  rule    = "audit-off"
  score   = 30
  why     = "access logs go off"
}

watch "aws_lb_target_group" "health_check.path" {
  aliases = ["aws_alb_target_group"]
  when    = "changes"
  rule    = "health-check-changed"
  why     = "the path of the health check changes: if it does not answer, all targets leave the rotation"
}

watch "aws_lb_target_group" "health_check.port" {
  aliases = ["aws_alb_target_group"]
  when    = "changes"
  rule    = "health-check-changed"
  why     = "the port of the health check changes: if it does not answer, all targets leave the rotation"
}

watch "aws_lb_target_group" "health_check.protocol" {
  aliases = ["aws_alb_target_group"]
  when    = "changes"
  rule    = "health-check-changed"
  why     = "the protocol of the health check changes: if it does not answer, all targets leave the rotation"
}

watch "aws_lb_target_group" "health_check.matcher" {
  aliases = ["aws_alb_target_group"]
  when    = "changes"
  rule    = "health-check-changed"
  why     = "the answer that the health check wants changes: if it is another, all targets leave the rotation"
}

watch "aws_elb" "listener" {
  when  = "shrinks"
  rule  = "listener-changed"
  score = 60
  why   = "a listener is removed or changed: its clients are cut off"
}

watch "aws_elb" "instances" {
  when    = "shrinks"
  rule    = "detached"
  score   = 50
  outcome = "outage"
  why     = "an instance is taken out of the load balancer"
}

watch "aws_elb" "health_check.target" {
  when = "changes"
  rule = "health-check-changed"
  why  = "the target of the health check changes: if it does not answer, all instances leave the rotation"
}

watch "aws_cloudfront_distribution" "enabled" {
  when  = "leaves"
  value = true
  rule  = "switched-off"
  score = 72
  why   = "enabled goes off: the distribution answers nothing any more"
}

watch "aws_cloudfront_distribution" "aliases" {
  when  = "shrinks"
  rule  = "listener-changed"
  score = 62
  why   = "an alias is removed: requests for that name are refused"
}

watch "aws_cloudfront_distribution" "viewer_certificate" {
  when = "changes"
  rule = "listener-changed"
  why  = "the certificate changes: clients see another one"
}

watch "aws_cloudfront_distribution" "origin.domain_name" {
  when   = "changes"
  rule   = "points-elsewhere"
  score  = 45
  moment = "at-apply"
  why    = "an origin gets another domain name: requests go elsewhere"
}

watch "aws_cloudfront_distribution" "default_cache_behavior.target_origin_id" {
  when   = "changes"
  rule   = "points-elsewhere"
  score  = 50
  moment = "at-apply"
  why    = "the default behaviour goes to another origin"
}

watch "aws_cloudfront_distribution" "ordered_cache_behavior.path_pattern" {
  when  = "shrinks"
  rule  = "listener-changed"
  score = 45
  why   = "a cache behaviour is removed: its paths are answered by another one"
}

watch "aws_cloudfront_distribution" "web_acl_id" {
  when    = "removed"
  rule    = "guardrail-off"
  score   = 60
  outcome = "exposure"
  why     = "web_acl_id is removed: the firewall in front of the distribution goes"
}

watch "aws_wafv2_web_acl" "rule.name" {
  when    = "shrinks"
  rule    = "guardrail-off"
  score   = 50
  outcome = "exposure"
  why     = "a firewall rule is removed"
}

watch "aws_globalaccelerator_accelerator" "enabled" {
  when  = "leaves"
  value = true
  rule  = "switched-off"
  score = 72
  why   = "enabled goes off: the accelerator answers nothing any more"
}

watch "aws_api_gateway_method" "authorization" {
  when  = "becomes"
  value = "NONE"
  rule  = "public-access"
  why   = "authorization becomes NONE: everyone may call the method"
}

watch "aws_apigatewayv2_route" "authorization_type" {
  when  = "becomes"
  value = "NONE"
  rule  = "public-access"
  why   = "authorization_type becomes NONE: everyone may call the route"
}

watch "aws_api_gateway_domain_name" "certificate_arn" {
  when = "changes"
  rule = "listener-changed"
  why  = "certificate_arn changes: clients see another certificate"
}

watch "aws_apigatewayv2_api" "disable_execute_api_endpoint" {
  when  = "becomes"
  value = true
  rule  = "access-closed"
  why   = "disable_execute_api_endpoint goes on: clients of the default address are cut off"
}

# Network

watch "aws_route" "gateway_id" {
  when = "changes"
  rule = "route-changed"
  why  = "the route goes through another gateway"
}

watch "aws_route" "nat_gateway_id" {
  when = "changes"
  rule = "route-changed"
  why  = "the route goes through another NAT gateway: others see another address"
}

watch "aws_route" "transit_gateway_id" {
  when = "changes"
  rule = "route-changed"
  why  = "the route goes through another transit gateway"
}

watch "aws_route" "network_interface_id" {
  when = "changes"
  rule = "route-changed"
  why  = "the route goes through another network interface"
}

watch "aws_route" "vpc_peering_connection_id" {
  when = "changes"
  rule = "route-changed"
  why  = "the route goes through another peering"
}

watch "aws_route_table" "route" {
  when  = "shrinks"
  rule  = "route-changed"
  score = 62
  why   = "a route is removed or changed: what goes there is cut off or takes another way"
}

watch "aws_default_route_table" "route" {
  when  = "shrinks"
  rule  = "route-changed"
  score = 62
  why   = "a route is removed or changed: what goes there is cut off or takes another way"
}

watch "aws_network_acl" "ingress" {
  when  = "shrinks"
  rule  = "ingress-removed"
  score = 50
  why   = "an inbound rule of the network ACL is removed or changed"
}

watch "aws_network_acl" "egress" {
  when  = "shrinks"
  rule  = "ingress-removed"
  score = 50
  why   = "an outbound rule of the network ACL is removed or changed"
}

watch "aws_network_acl" "subnet_ids" {
  when = "shrinks"
  rule = "detached"
  why  = "a subnet gets another network ACL"
}

watch "aws_vpc" "enable_dns_support" {
  when  = "leaves"
  value = true
  rule  = "switched-off"
  score = 65
  why   = "enable_dns_support goes off: nothing in the network resolves names any more"
}

watch "aws_vpc" "enable_dns_hostnames" {
  when  = "leaves"
  value = true
  rule  = "switched-off"
  score = 50
  why   = "enable_dns_hostnames goes off: private zones and names of endpoints stop working"
}

watch "aws_vpc_endpoint" "route_table_ids" {
  when  = "shrinks"
  rule  = "route-changed"
  score = 60
  why   = "a route table is taken off the endpoint: its subnets lose this way"
}

watch "aws_vpc_endpoint" "subnet_ids" {
  when  = "shrinks"
  rule  = "redundancy-off"
  score = 45
  why   = "a subnet is taken off the endpoint: its address there goes"
}

watch "aws_vpc_endpoint" "private_dns_enabled" {
  when  = "leaves"
  value = true
  rule  = "route-changed"
  score = 55
  why   = "private_dns_enabled goes off: names resolve to public addresses again"
}

watch "aws_vpc_endpoint" "security_group_ids" {
  when = "shrinks"
  rule = "detached"
  why  = "a security group is taken off the endpoint: whoever came through it is cut off"
}

watch "aws_subnet" "map_public_ip_on_launch" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 45
  why   = "map_public_ip_on_launch goes on: new instances get public addresses"
}

watch "aws_ec2_managed_prefix_list" "entry" {
  when  = "shrinks"
  rule  = "ingress-removed"
  score = 45
  why   = "an entry of the prefix list is removed or changed: rules that use it let fewer in"
}

watch "aws_vpn_connection" "static_routes_only" {
  when  = "changes"
  rule  = "route-changed"
  score = 55
  why   = "static_routes_only changes: other routes are used"
}

# Keys, secrets and identity

watch "aws_kms_key" "is_enabled" {
  when    = "leaves"
  value   = true
  rule    = "switched-off"
  score   = 75
  outcome = "access-loss"
  why     = "is_enabled goes off: what the key encrypts can't be read any more"
}

watch "aws_kms_key" "enable_key_rotation" {
  when  = "leaves"
  value = true
  rule  = "rotation-changed"
  score = 36
  why   = "enable_key_rotation goes off: the key is no longer rotated"
}

watch "aws_kms_alias" "target_key_id" {
  when  = "changes"
  rule  = "key-changed"
  score = 50
  why   = "the alias points to another key: what it encrypts from now on needs that one"
}

watch "aws_secretsmanager_secret" "recovery_window_in_days" {
  when  = "becomes"
  value = 0
  rule  = "disarmed"
  why   = "recovery_window_in_days becomes 0: a later delete is final"
}

watch "aws_secretsmanager_secret" "kms_key_id" {
  when  = "removed"
  rule  = "key-changed"
  score = 30
  why   = "the secret is encrypted with the account's default key, and no longer with one of its own"

  outcome = "none"
}

watch "aws_secretsmanager_secret" "kms_key_id" {
  when = "changes"
  rule = "key-changed"
  why  = "the key of the secret changes: whoever may not use the new one is locked out"
}

watch "aws_secretsmanager_secret_rotation" "rotation_rules.automatically_after_days" {
  when  = "changes"
  rule  = "rotation-changed"
  score = 36
  why   = "the interval of the rotation changes"
}

watch "aws_secretsmanager_secret_rotation" "rotation_lambda_arn" {
  when  = "changes"
  rule  = "rotation-changed"
  score = 45
  why   = "another function rotates the secret"
}

watch "aws_secretsmanager_secret_version" "secret_string" {
  when = "changes"
  rule = "rotation-changed"
  why  = "the secret gets another value: who holds the old one is locked out"
}

watch "aws_ssm_parameter" "value" {
  when  = "changes"
  rule  = "points-elsewhere"
  score = 30
  why   = "the parameter gets another value: who reads it behaves differently"
}

watch "aws_iam_role" "permissions_boundary" {
  when    = "removed"
  rule    = "guardrail-off"
  outcome = "exposure"
  why     = "permissions_boundary is removed: nothing bounds what the role may be granted"
}

watch "aws_iam_user" "permissions_boundary" {
  when    = "removed"
  rule    = "guardrail-off"
  outcome = "exposure"
  why     = "permissions_boundary is removed: nothing bounds what the user may be granted"
}

watch "aws_iam_role" "managed_policy_arns" {
  when    = "shrinks"
  rule    = "detached"
  score   = 45
  outcome = "access-loss"
  why     = "a policy is detached from the role: it loses permissions"
}

# What changes within one is read of its document.
watch "aws_iam_role" "inline_policy.name" {
  when    = "shrinks"
  rule    = "detached"
  score   = 40
  outcome = "access-loss"
  why     = "an inline policy of the role is removed"
}

watch "aws_iam_role_policy_attachments_exclusive" "policy_arns" {
  when    = "shrinks"
  rule    = "detached"
  score   = 50
  outcome = "access-loss"
  why     = "a policy is detached from the role: it loses permissions"
}

watch "aws_iam_user_policy_attachments_exclusive" "policy_arns" {
  aliases = ["aws_iam_group_policy_attachments_exclusive"]
  when    = "shrinks"
  rule    = "detached"
  score   = 45
  outcome = "access-loss"
  why     = "a policy is detached: whoever has it by this loses permissions"
}

# The provider deletes the inline policies that are not on the list.
watch "aws_iam_role_policies_exclusive" "policy_names" {
  aliases = ["aws_iam_user_policies_exclusive", "aws_iam_group_policies_exclusive"]
  when    = "shrinks"
  rule    = "detached"
  score   = 45
  outcome = "access-loss"
  why     = "an inline policy leaves the list, and is deleted if it is still there"
}

watch "aws_iam_policy_attachment" "roles" {
  when    = "shrinks"
  rule    = "detached"
  score   = 50
  outcome = "access-loss"
  why     = "a role loses the policy"
}

watch "aws_iam_policy_attachment" "users" {
  when    = "shrinks"
  rule    = "detached"
  score   = 50
  outcome = "access-loss"
  why     = "a user loses the policy"
}

watch "aws_iam_policy_attachment" "groups" {
  when    = "shrinks"
  rule    = "detached"
  score   = 50
  outcome = "access-loss"
  why     = "a group loses the policy"
}

watch "aws_iam_group_membership" "users" {
  when    = "shrinks"
  rule    = "detached"
  outcome = "access-loss"
  why     = "a user leaves the group and loses its permissions"
}

watch "aws_iam_openid_connect_provider" "client_id_list" {
  when  = "shrinks"
  rule  = "access-closed"
  score = 60
  why   = "an audience is removed: tokens for it are refused"
}

watch "aws_iam_openid_connect_provider" "thumbprint_list" {
  when  = "changes"
  rule  = "access-closed"
  score = 40
  why   = "the trusted certificates change: tokens may be refused"
}

watch "aws_iam_access_key" "status" {
  when    = "becomes"
  value   = "Inactive"
  rule    = "switched-off"
  score   = 60
  outcome = "access-loss"
  why     = "the access key goes off: who uses it is locked out"
}

watch "aws_cognito_user_pool" "mfa_configuration" {
  when    = "becomes"
  value   = "OFF"
  rule    = "guardrail-off"
  outcome = "exposure"
  why     = "mfa_configuration becomes OFF: a password is enough"
}

watch "aws_cognito_user_pool_client" "callback_urls" {
  when = "shrinks"
  rule = "access-closed"
  why  = "a callback address is removed: logins that return there fail"
}

watch "aws_ebs_encryption_by_default" "enabled" {
  when  = "leaves"
  value = true
  rule  = "encryption-off"
  why   = "enabled goes off: new volumes are no longer encrypted"
}

watch "aws_ram_resource_share" "allow_external_principals" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 50
  why   = "allow_external_principals goes on: it may be shared outside the organization"
}

# Watching and auditing

watch "aws_cloudwatch_log_group" "retention_in_days" {
  when    = "lowered"
  rule    = "retention-shortened"
  endless = true
  why     = "retention_in_days is lowered: older log events are deleted"
}

watch "aws_cloudwatch_log_group" "kms_key_id" {
  when = "shrinks"
  rule = "key-changed"
  why  = "the key of the log group changes or is taken off"
}

watch "aws_cloudwatch_log_group" "kms_key_id" {
  when    = "added"
  rule    = "key-changed"
  score   = 20
  outcome = "none"
  why     = "a key encrypts what the log group takes from now on: who reads it may have to use the key"
}

watch "aws_cloudwatch_metric_alarm" "alarm_actions" {
  when = "shrinks"
  rule = "alarm-silenced"
  why  = "alarm_actions loses a target: somebody is no longer told"
}

watch "aws_cloudwatch_metric_alarm" "actions_enabled" {
  when  = "leaves"
  value = true
  rule  = "alarm-silenced"
  why   = "actions_enabled goes off: nobody is told"
}

watch "aws_cloudwatch_composite_alarm" "alarm_actions" {
  when = "shrinks"
  rule = "alarm-silenced"
  why  = "alarm_actions loses a target: somebody is no longer told"
}

watch "aws_cloudwatch_composite_alarm" "actions_enabled" {
  when  = "leaves"
  value = true
  rule  = "alarm-silenced"
  why   = "actions_enabled goes off: nobody is told"
}

watch "aws_cloudwatch_event_rule" "state" {
  when  = "becomes"
  value = "DISABLED"
  rule  = "switched-off"
  score = 60
  why   = "the rule goes off: its targets are no longer called"
}

watch "aws_cloudwatch_event_rule" "is_enabled" {
  when  = "leaves"
  value = true
  rule  = "switched-off"
  score = 60
  why   = "the rule goes off: its targets are no longer called"
}

watch "aws_scheduler_schedule" "state" {
  when  = "becomes"
  value = "DISABLED"
  rule  = "switched-off"
  score = 60
  why   = "the schedule goes off: its target is no longer called"
}

watch "aws_cloudtrail" "enable_logging" {
  when  = "leaves"
  value = true
  rule  = "audit-off"
  score = 65
  why   = "enable_logging goes off: nothing is recorded any more"
}

watch "aws_cloudtrail" "is_multi_region_trail" {
  when  = "leaves"
  value = true
  rule  = "audit-off"
  score = 55
  why   = "is_multi_region_trail goes off: other regions are no longer recorded"
}

watch "aws_cloudtrail" "enable_log_file_validation" {
  when  = "leaves"
  value = true
  rule  = "audit-off"
  score = 38
  why   = "enable_log_file_validation goes off: changed logs are no longer noticed"
}

watch "aws_cloudtrail" "s3_bucket_name" {
  when  = "changes"
  rule  = "audit-off"
  score = 45
  why   = "the trail is written to another bucket"
}

watch "aws_guardduty_detector" "enable" {
  when  = "leaves"
  value = true
  rule  = "audit-off"
  score = 65
  why   = "enable goes off: threats are no longer looked for"
}

watch "aws_config_configuration_recorder_status" "is_enabled" {
  when  = "leaves"
  value = true
  rule  = "audit-off"
  why   = "is_enabled goes off: changes of resources are no longer recorded"
}

watch "aws_launch_template" "block_device_mappings.ebs.volume_size" {
  when   = "lowered"
  rule   = "resized"
  score  = 60
  moment = "next-deploy"
  why    = "volume_size is lowered: new instances get smaller disks, and run full of what fitted before"
}

watch "aws_lb_listener" "default_action.type" {
  when  = "becomes"
  value = "fixed-response"
  rule  = "listener-changed"
  score = 62
  why   = "the listener answers by itself: nothing behind it gets traffic any more"
}

watch "aws_lb_listener" "default_action.fixed_response.status_code" {
  aliases = ["aws_alb_listener"]
  when    = "becomes"
  value   = "500"
  rule    = "listener-changed"
  score   = 62
  why     = "every request is answered with 500 and reaches no target"
}

watch "aws_lb_listener" "default_action.fixed_response.status_code" {
  aliases = ["aws_alb_listener"]
  when    = "becomes"
  value   = "502"
  rule    = "listener-changed"
  score   = 62
  why     = "every request is answered with 502 and reaches no target"
}

watch "aws_lb_listener" "default_action.fixed_response.status_code" {
  aliases = ["aws_alb_listener"]
  when    = "becomes"
  value   = "503"
  rule    = "listener-changed"
  score   = 62
  why     = "every request is answered with 503 and reaches no target"
}

watch "aws_lb_listener" "default_action.fixed_response.status_code" {
  aliases = ["aws_alb_listener"]
  when    = "becomes"
  value   = "504"
  rule    = "listener-changed"
  score   = 62
  why     = "every request is answered with 504 and reaches no target"
}

watch "aws_lb_listener_rule" "action.fixed_response.status_code" {
  aliases = ["aws_alb_listener_rule"]
  when    = "becomes"
  value   = "500"
  rule    = "listener-changed"
  score   = 62
  why     = "every request is answered with 500 and reaches no target"
}

watch "aws_lb_listener_rule" "action.fixed_response.status_code" {
  aliases = ["aws_alb_listener_rule"]
  when    = "becomes"
  value   = "502"
  rule    = "listener-changed"
  score   = 62
  why     = "every request is answered with 502 and reaches no target"
}

watch "aws_lb_listener_rule" "action.fixed_response.status_code" {
  aliases = ["aws_alb_listener_rule"]
  when    = "becomes"
  value   = "503"
  rule    = "listener-changed"
  score   = 62
  why     = "every request is answered with 503 and reaches no target"
}

watch "aws_lb_listener_rule" "action.fixed_response.status_code" {
  aliases = ["aws_alb_listener_rule"]
  when    = "becomes"
  value   = "504"
  rule    = "listener-changed"
  score   = 62
  why     = "every request is answered with 504 and reaches no target"
}

# Made public

watch "aws_s3_bucket_acl" "acl" {
  aliases = ["aws_s3_bucket", "aws_s3_object", "aws_s3_object_copy"]
  when    = "becomes"
  value   = "authenticated-read"
  rule    = "public-access"
  create  = true
  why     = "acl becomes authenticated-read: whoever has an account at AWS, any account, may read"
}

watch "aws_s3_object" "acl" {
  aliases = ["aws_s3_object_copy"]
  when    = "becomes"
  value   = "public-read"
  rule    = "public-access"
  score   = 50
  create  = true
  why     = "acl becomes public-read: everyone may read the object"
}

watch "aws_s3_object" "acl" {
  aliases = ["aws_s3_object_copy"]
  when    = "becomes"
  value   = "public-read-write"
  rule    = "public-access"
  create  = true
  why     = "acl becomes public-read-write: everyone may read and write the object"
}

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
watch "aws_s3_bucket_acl" "access_control_policy.grant.grantee.uri" {
  when   = "becomes"
  value  = "http://acs.amazonaws.com/groups/global/AllUsers"
  rule   = "public-access"
  create = true
  why    = "a grant names the group AllUsers: everyone gets what it allows, without an account"
}

watch "aws_s3_bucket_acl" "access_control_policy.grant.grantee.uri" {
  when   = "becomes"
  value  = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
  rule   = "public-access"
  create = true
  why    = "a grant names the group AuthenticatedUsers: whoever has an account at AWS, any account, gets what it allows"
}

watch "aws_s3_bucket" "grant.uri" {
  when   = "becomes"
  value  = "http://acs.amazonaws.com/groups/global/AllUsers"
  rule   = "public-access"
  create = true
  why    = "a grant names the group AllUsers: everyone gets what it allows, without an account"
}

watch "aws_s3_bucket" "grant.uri" {
  when   = "becomes"
  value  = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"
  rule   = "public-access"
  create = true
  why    = "a grant names the group AuthenticatedUsers: whoever has an account at AWS, any account, gets what it allows"
}

# https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html
watch "aws_ssm_document" "permissions.account_ids" {
  when   = "becomes"
  value  = "all"
  rule   = "public-access"
  create = true
  why    = "the document becomes public: whoever has an account at AWS may read and run it"
}

watch "aws_rds_cluster_snapshot_copy" "shared_accounts" {
  when   = "becomes"
  value  = "all"
  rule   = "public-access"
  score  = 75
  create = true
  why    = "the snapshot becomes public: whoever has an account at AWS may restore the database and read it"
}

# https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html
watch "aws_cloudwatch_event_permission" "principal" {
  when   = "becomes"
  value  = "*"
  with   = { "condition.value" = "" }
  rule   = "public-access"
  create = true
  why    = "principal is *: every account at AWS may send events to the bus, and set off what its rules start"
}

watch "aws_cloudwatch_event_permission" "condition" {
  when  = "removed"
  with  = { principal = "*" }
  rule  = "public-access"
  why   = "the condition goes and principal is *: no longer one organization, every account at AWS may send events to the bus"
}

# Locked for good

# https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
watch "aws_backup_vault_lock_configuration" "changeable_for_days" {
  when   = "added"
  rule   = "locked-for-good"
  create = true
  moment = "after-days"

  recovery     = "lost"
  recovery_why = "the lock can be deleted until changeable_for_days are over, and then never again"

  why = "with changeable_for_days the lock is in compliance mode: after these days nobody can take it off, nor delete a backup before its time"
}

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
watch "aws_s3_bucket_object_lock_configuration" "rule.default_retention.mode" {
  when   = "becomes"
  value  = "COMPLIANCE"
  rule   = "locked-for-good"
  create = true
  why    = "the default retention is in compliance mode: nobody, the root user included, can delete a new version of an object before its time"

  recovery     = "lost"
  recovery_why = "the setting can be changed back; versions that are written meanwhile stay locked until their time is over"
}

watch "aws_s3_bucket_object_lock_configuration" "rule.default_retention.years" {
  when  = "raised"
  with  = { "rule.default_retention.mode" = "COMPLIANCE" }
  rule  = "locked-for-good"
  score = 45
  why   = "years of the compliance mode are raised: new versions can't be deleted for a longer time"

  recovery     = "lost"
  recovery_why = "the setting can be changed back; versions that are written meanwhile stay locked until their time is over"
}

watch "aws_s3_bucket_object_lock_configuration" "rule.default_retention.days" {
  when  = "raised"
  with  = { "rule.default_retention.mode" = "COMPLIANCE" }
  rule  = "locked-for-good"
  score = 45
  why   = "days of the compliance mode are raised: new versions can't be deleted for a longer time"

  recovery     = "lost"
  recovery_why = "the setting can be changed back; versions that are written meanwhile stay locked until their time is over"
}

watch "aws_s3_bucket_object_lock_configuration" "rule.default_retention.years" {
  when     = "lowered"
  rule     = "retention-shortened"
  score    = 55
  why      = "the default retention of the object lock is lowered: new versions are protected for a shorter time"
  recovery = "reversible"
}

watch "aws_glacier_vault_lock" "complete_lock" {
  when   = "becomes"
  value  = true
  rule   = "locked-for-good"
  create = true
  why    = "complete_lock goes on: the policy of the vault can never be changed or taken off again"
}

# Connections without encryption, allowed by a parameter

# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html
watch "aws_db_parameter_group" "parameter.value" {
  aliases = ["aws_rds_cluster_parameter_group"]
  of      = { name = "rds.force_ssl" }
  when    = "becomes"
  value   = 0
  rule    = "encryption-off"
  why     = "rds.force_ssl becomes 0: clients may connect without encryption"
}

watch "aws_db_parameter_group" "parameter.value" {
  aliases = ["aws_rds_cluster_parameter_group"]
  of      = { name = "rds.force_ssl" }
  when    = "removed"
  rule    = "encryption-off"
  score   = 45
  why     = "rds.force_ssl is no longer set: by the default of most versions clients may connect without encryption"
}

watch "aws_db_parameter_group" "parameter.value" {
  aliases = ["aws_rds_cluster_parameter_group"]
  of      = { name = "require_secure_transport" }
  when    = "becomes"
  value   = "OFF"
  rule    = "encryption-off"
  why     = "require_secure_transport becomes OFF: clients may connect without encryption"
}

watch "aws_db_parameter_group" "parameter.value" {
  aliases = ["aws_rds_cluster_parameter_group"]
  of      = { name = "require_secure_transport" }
  when    = "becomes"
  value   = 0
  rule    = "encryption-off"
  why     = "require_secure_transport becomes 0: clients may connect without encryption"
}

watch "aws_db_parameter_group" "parameter.value" {
  aliases = ["aws_rds_cluster_parameter_group"]
  of      = { name = "require_secure_transport" }
  when    = "removed"
  rule    = "encryption-off"
  score   = 45
  why     = "require_secure_transport is no longer set: by the default clients may connect without encryption"
}

# https://docs.aws.amazon.com/documentdb/latest/developerguide/security.encryption.ssl.html
watch "aws_docdb_cluster_parameter_group" "parameter.value" {
  of     = { name = "tls" }
  when   = "becomes"
  value  = "disabled"
  rule   = "encryption-off"
  moment = "next-maintenance"
  why    = "tls becomes disabled: after the next restart clients connect without encryption, and those that ask for it are cut off"
}

# https://docs.aws.amazon.com/neptune/latest/userguide/security-ssl.html
watch "aws_neptune_cluster_parameter_group" "parameter.value" {
  of     = { name = "neptune_enforce_ssl" }
  when   = "becomes"
  value  = 0
  rule   = "encryption-off"
  moment = "next-maintenance"
  why    = "neptune_enforce_ssl becomes 0: after the next restart clients may connect without encryption"
}

# https://docs.aws.amazon.com/redshift/latest/mgmt/connecting-ssl-support.html
watch "aws_redshift_parameter_group" "parameter.value" {
  of    = { name = "require_ssl" }
  when  = "leaves"
  value = true
  rule  = "encryption-off"
  why   = "require_ssl is no longer true: clients may connect without encryption"
}

# Capacity that is cut, and not to nothing: that stands with the type.

watch "aws_autoscaling_group" "desired_capacity" {
  when = "cut"
  rule = "capacity-cut"
  why  = "desired_capacity is cut to a quarter or less, or to one: the other instances are terminated"
}

watch "aws_autoscaling_group" "max_size" {
  when = "cut"
  rule = "capacity-cut"
  why  = "max_size is cut to a quarter or less, or to one: instances above it are terminated, and the group no longer grows with the load"
}

watch "aws_ecs_service" "desired_count" {
  when = "cut"
  rule = "capacity-cut"
  why  = "desired_count is cut to a quarter or less, or to one: the other tasks are stopped"
}

watch "aws_appautoscaling_target" "max_capacity" {
  when = "cut"
  rule = "capacity-cut"
  why  = "max_capacity is cut to a quarter or less, or to one: what is above it is stopped, and it no longer grows with the load"
}

watch "aws_eks_node_group" "scaling_config.desired_size" {
  when = "cut"
  rule = "capacity-cut"
  why  = "desired_size is cut to a quarter or less, or to one: the pods of the other nodes are moved, or wait"
}

watch "aws_eks_node_group" "scaling_config.max_size" {
  when = "cut"
  rule = "capacity-cut"
  why  = "max_size is cut to a quarter or less, or to one: the group no longer grows with the load"
}

watch "aws_lambda_function" "reserved_concurrent_executions" {
  when = "cut"
  rule = "capacity-cut"
  why  = "reserved_concurrent_executions is cut to a quarter or less, or to one: calls beyond it are refused"
}

watch "aws_lambda_provisioned_concurrency_config" "provisioned_concurrent_executions" {
  when = "cut"
  rule = "capacity-cut"
  why  = "provisioned_concurrent_executions is cut to a quarter or less, or to one: calls beyond it start slowly"
}

watch "aws_dynamodb_table" "read_capacity" {
  when = "cut"
  with = { billing_mode = "PROVISIONED" }
  rule = "capacity-cut"
  why  = "read_capacity is cut to a quarter or less, or to one: reads beyond it are refused"
}

watch "aws_dynamodb_table" "write_capacity" {
  when = "cut"
  with = { billing_mode = "PROVISIONED" }
  rule = "capacity-cut"
  why  = "write_capacity is cut to a quarter or less, or to one: writes beyond it are refused"
}

watch "aws_kinesis_stream" "shard_count" {
  when = "cut"
  rule = "capacity-cut"
  why  = "shard_count is cut to a quarter or less, or to one: records beyond it are refused"
}
