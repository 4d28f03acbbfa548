# Changes of single attributes that do more than the plan's "update" says: Google.
# watch "TYPE" "ATTRIBUTE" belongs to a rule (watch_rules.hcl), which gives score, moment and
# outcome where the watch has none of its own. Facts are from the documentation of the
# provider and the service.

# Databases

watch "google_sql_database_instance" "database_version" {
  when  = "changes"
  rule  = "engine-upgrade"
  score = 62
  why   = "database_version changes: the instance is down while it is upgraded, and there is no way back but a backup"
}

watch "google_sql_database_instance" "settings.tier" {
  when  = "changes"
  rule  = "resized"
  score = 48
  why   = "tier changes: the instance restarts at once"
}

watch "google_sql_database_instance" "settings.tier" {
  when  = "changes"
  rule  = "resized"
  score = 60
  with  = { "settings.availability_type" = "ZONAL" }
  why   = "tier changes and there is no standby: the instance is down while it restarts"
}

watch "google_sql_database_instance" "settings.availability_type" {
  when  = "leaves"
  value = "REGIONAL"
  rule  = "redundancy-off"
  why   = "availability_type is no longer REGIONAL: the standby goes, and the failure of a zone is an outage"
}

watch "google_sql_database_instance" "settings.activation_policy" {
  when  = "becomes"
  value = "NEVER"
  rule  = "switched-off"
  score = 72
  why   = "activation_policy becomes NEVER: the instance is stopped"
}

watch "google_sql_database_instance" "settings.backup_configuration.enabled" {
  when  = "leaves"
  value = true
  rule  = "backup-reduced"
  score = 65
  why   = "automated backups go off"
}

watch "google_sql_database_instance" "settings.backup_configuration.point_in_time_recovery_enabled" {
  when  = "leaves"
  value = true
  rule  = "backup-reduced"
  score = 60
  why   = "point-in-time recovery goes off: the instance can no longer be restored to a moment of its past"
}

watch "google_sql_database_instance" "settings.backup_configuration.binary_log_enabled" {
  when  = "leaves"
  value = true
  rule  = "backup-reduced"
  score = 60
  why   = "binary logs go off: point-in-time recovery and replicas need them"
}

watch "google_sql_database_instance" "settings.backup_configuration.transaction_log_retention_days" {
  when  = "lowered"
  rule  = "backup-reduced"
  score = 45
  why   = "transaction_log_retention_days is lowered: the instance can be restored to a shorter past"
}

watch "google_sql_database_instance" "settings.backup_configuration.backup_retention_settings.retained_backups" {
  when = "lowered"
  rule = "backup-reduced"
  why  = "retained_backups is lowered: older backups are deleted"
}

watch "google_sql_database_instance" "settings.ip_configuration.ipv4_enabled" {
  when   = "becomes"
  value  = true
  rule   = "public-access"
  score  = 50
  create = true
  why    = "ipv4_enabled goes on: the instance gets a public address"
}

watch "google_sql_database_instance" "settings.ip_configuration.ipv4_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 55
  why   = "ipv4_enabled goes off: whoever uses the public address is cut off"
}

watch "google_sql_database_instance" "settings.ip_configuration.authorized_networks.value" {
  when   = "becomes"
  value  = "0.0.0.0/0"
  rule   = "public-access"
  score  = 65
  create = true
  why    = "the database is opened to everyone"
}

watch "google_sql_database_instance" "settings.ip_configuration.authorized_networks.value" {
  when = "shrinks"
  rule = "access-closed"
  why  = "a network may no longer connect to the database"
}

watch "google_sql_database_instance" "settings.ip_configuration.ssl_mode" {
  when  = "becomes"
  value = "ALLOW_UNENCRYPTED_AND_ENCRYPTED"
  rule  = "encryption-off"
  why   = "ssl_mode lets unencrypted connections in"
}

watch "google_sql_database_instance" "settings.ip_configuration.ssl_mode" {
  when  = "becomes"
  value = "TRUSTED_CLIENT_CERTIFICATE_REQUIRED"
  rule  = "access-closed"
  score = 50
  why   = "ssl_mode wants client certificates: whoever has none is cut off"
}

watch "google_sql_database_instance" "settings.database_flags" {
  when  = "changes"
  rule  = "resized"
  score = 40
  why   = "database_flags change: the instance may restart"
}

watch "google_sql_user" "password" {
  when  = "changes"
  rule  = "rotation-changed"
  score = 36
  why   = "password changes: clients that hold the old one are locked out"
}

watch "google_alloydb_cluster" "automated_backup_policy.enabled" {
  when  = "leaves"
  value = true
  rule  = "backup-reduced"
  score = 60
  why   = "automated backups go off"
}

watch "google_alloydb_cluster" "continuous_backup_config.enabled" {
  when  = "leaves"
  value = true
  rule  = "backup-reduced"
  score = 60
  why   = "continuous backup goes off"
}

watch "google_spanner_instance" "num_nodes" {
  when  = "lowered"
  rule  = "resized"
  score = 38
  why   = "num_nodes is lowered: the instance may become too slow"
}

watch "google_spanner_instance" "processing_units" {
  when  = "lowered"
  rule  = "resized"
  score = 38
  why   = "processing_units is lowered: the instance may become too slow"
}

watch "google_spanner_instance" "force_destroy" {
  when  = "becomes"
  value = true
  rule  = "disarmed"
  why   = "force_destroy goes on: a later delete takes the backups along"
}

watch "google_spanner_database" "version_retention_period" {
  when  = "changes"
  rule  = "retention-shortened"
  score = 40
  why   = "version_retention_period changes: the past that can be read may become shorter"
}

watch "google_spanner_database" "enable_drop_protection" {
  when  = "leaves"
  value = true
  rule  = "disarmed"
  score = 45
  why   = "enable_drop_protection goes off: the database can be dropped"
}

watch "google_redis_instance" "redis_version" {
  when  = "changes"
  rule  = "engine-upgrade"
  score = 50
  why   = "redis_version changes: the instance fails over or restarts"
}

watch "google_redis_instance" "memory_size_gb" {
  when  = "lowered"
  rule  = "resized"
  score = 50
  why   = "memory_size_gb is lowered: the instance may be emptied"
}

watch "google_redis_instance" "auth_enabled" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  score = 50
  why   = "auth_enabled goes off: whoever reaches the instance may read it"
}

watch "google_bigquery_dataset" "default_table_expiration_ms" {
  when  = "added"
  rule  = "expires-data"
  score = 60
  why   = "default_table_expiration_ms is set: new tables are deleted after that time"
}

watch "google_bigquery_dataset" "default_table_expiration_ms" {
  when  = "lowered"
  rule  = "expires-data"
  score = 60
  why   = "default_table_expiration_ms is lowered: new tables are deleted sooner"
}

watch "google_bigquery_dataset" "default_partition_expiration_ms" {
  when  = "added"
  rule  = "expires-data"
  score = 60
  why   = "default_partition_expiration_ms is set: partitions of new tables are deleted after that time"
}

watch "google_bigquery_dataset" "delete_contents_on_destroy" {
  when  = "becomes"
  value = true
  rule  = "disarmed"
  why   = "delete_contents_on_destroy goes on: a later delete takes all tables along"
}

watch "google_bigquery_dataset" "access" {
  when    = "shrinks"
  rule    = "detached"
  outcome = "access-loss"
  why     = "somebody loses access to the dataset"
}

watch "google_bigquery_dataset" "max_time_travel_hours" {
  when  = "lowered"
  rule  = "backup-reduced"
  score = 40
  why   = "max_time_travel_hours is lowered: deleted data can be brought back for a shorter time"
}

watch "google_bigquery_table" "expiration_time" {
  when  = "added"
  rule  = "expires-data"
  score = 80
  why   = "expiration_time is set: the table is deleted then"
}

watch "google_bigquery_table" "expiration_time" {
  when  = "lowered"
  rule  = "expires-data"
  score = 80
  why   = "expiration_time comes sooner: the table is deleted then"
}

watch "google_bigquery_table" "time_partitioning.expiration_ms" {
  when  = "added"
  rule  = "expires-data"
  score = 80
  why   = "expiration_ms is set: older partitions are deleted"
}

watch "google_bigquery_table" "time_partitioning.expiration_ms" {
  when  = "lowered"
  rule  = "expires-data"
  score = 80
  why   = "expiration_ms is lowered: older partitions are deleted"
}

watch "google_bigtable_instance" "cluster.num_nodes" {
  when  = "lowered"
  rule  = "resized"
  score = 38
  why   = "num_nodes is lowered: the instance may become too slow"
}

watch "google_bigtable_instance" "cluster.cluster_id" {
  when  = "shrinks"
  rule  = "redundancy-off"
  score = 62
  why   = "a cluster of the instance is removed"
}

watch "google_firestore_database" "point_in_time_recovery_enablement" {
  when  = "becomes"
  value = "POINT_IN_TIME_RECOVERY_DISABLED"
  rule  = "backup-reduced"
  score = 60
  why   = "point-in-time recovery goes off"
}

watch "google_firestore_database" "delete_protection_state" {
  when  = "becomes"
  value = "DELETE_PROTECTION_DISABLED"
  rule  = "disarmed"
  score = 45
  why   = "delete protection goes off"
}

# Storage and messages

watch "google_storage_bucket" "force_destroy" {
  when  = "becomes"
  value = true
  rule  = "disarmed"
  why   = "force_destroy goes on: a later delete takes all objects along"
}

watch "google_storage_bucket" "versioning.enabled" {
  when  = "leaves"
  value = true
  rule  = "versioning-off"
  why   = "versioning goes off: what is overwritten or deleted from now on does not come back"
}

watch "google_storage_bucket" "public_access_prevention" {
  when  = "leaves"
  value = "enforced"
  rule  = "public-access"
  why   = "public_access_prevention is no longer enforced: a grant may make the bucket public"
}

watch "google_storage_bucket" "uniform_bucket_level_access" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  score = 45
  why   = "uniform_bucket_level_access goes off: ACLs of objects count again"
}

watch "google_storage_bucket" "uniform_bucket_level_access" {
  when  = "becomes"
  value = true
  rule  = "access-closed"
  why   = "uniform_bucket_level_access goes on: whoever had access by an ACL loses it"
}

watch "google_storage_bucket" "retention_policy.retention_period" {
  when     = "lowered"
  rule     = "retention-shortened"
  score    = 55
  why      = "retention_period is lowered: objects can be deleted sooner"
  recovery = "reversible"
}

watch "google_storage_bucket" "retention_policy" {
  when     = "removed"
  rule     = "retention-shortened"
  score    = 55
  why      = "retention_policy is removed: objects can be deleted at any time"
  recovery = "reversible"
}

watch "google_storage_bucket" "retention_policy.is_locked" {
  when    = "becomes"
  value   = true
  rule    = "locked-for-good"
  why     = "is_locked goes on: the retention can never be shortened again, nor the bucket deleted before"

  recovery     = "lost"
  recovery_why = "a lock can't be taken off: neither the old configuration nor Google can shorten the retention"
}

watch "google_storage_bucket" "soft_delete_policy.retention_duration_seconds" {
  when = "lowered"
  rule = "backup-reduced"
  why  = "retention_duration_seconds is lowered: deleted objects can be brought back for a shorter time"
}

watch "google_storage_bucket" "encryption.default_kms_key_name" {
  when  = "removed"
  rule  = "key-changed"
  score = 30
  why   = "new objects are encrypted with a key of Google, and no longer with the bucket's own"

  outcome = "none"
}

watch "google_storage_bucket" "encryption.default_kms_key_name" {
  when = "changes"
  rule = "key-changed"
  why  = "the key for new objects changes"
}

watch "google_pubsub_subscription" "message_retention_duration" {
  when  = "lowered"
  rule  = "retention-shortened"
  score = 45
  why   = "message_retention_duration is lowered: messages older than that are deleted"
}

watch "google_pubsub_subscription" "push_config.push_endpoint" {
  when   = "changes"
  rule   = "points-elsewhere"
  score  = 45
  moment = "at-apply"
  why    = "push_endpoint changes: messages go elsewhere"
}

watch "google_pubsub_topic" "message_retention_duration" {
  when  = "lowered"
  rule  = "retention-shortened"
  score = 40
  why   = "message_retention_duration is lowered: the past that can be read again becomes shorter"
}

watch "google_artifact_registry_repository" "cleanup_policies" {
  when  = "changes"
  rule  = "expires-data"
  score = 45
  why   = "cleanup_policies change: images that they newly match are deleted"
}

# Compute and clusters

watch "google_container_cluster" "min_master_version" {
  when = "changes"
  rule = "cluster-upgrade"
  why  = "min_master_version changes: the control plane is upgraded, which can't be taken back"
}

watch "google_container_cluster" "release_channel.channel" {
  when     = "changes"
  rule     = "cluster-upgrade"
  score    = 40
  why      = "the release channel changes: the cluster is upgraded at another time"
  recovery = "reversible"
}

watch "google_container_cluster" "master_authorized_networks_config" {
  when = "removed"
  rule = "public-access"
  why  = "master_authorized_networks_config is removed: everyone reaches the API of the cluster"
}

watch "google_container_cluster" "master_authorized_networks_config.cidr_blocks.cidr_block" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  why   = "the API of the cluster is opened to everyone"
}

watch "google_container_cluster" "master_authorized_networks_config.cidr_blocks.cidr_block" {
  when = "shrinks"
  rule = "access-closed"
  why  = "a network may no longer reach the API of the cluster"
}

watch "google_container_cluster" "private_cluster_config.enable_private_endpoint" {
  when  = "becomes"
  value = true
  rule  = "access-closed"
  score = 50
  why   = "enable_private_endpoint goes on: whoever reaches the API from outside is cut off, pipelines too"
}

watch "google_container_cluster" "private_cluster_config.enable_private_endpoint" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  score = 60
  why   = "enable_private_endpoint goes off: the API can be reached from outside"
}

watch "google_container_cluster" "network_policy.enabled" {
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  outcome = "exposure"
  why     = "network_policy goes off: pods reach each other freely"
}

watch "google_container_cluster" "workload_identity_config" {
  when  = "removed"
  rule  = "access-closed"
  score = 62
  why   = "workload_identity_config is removed: workloads lose their identity"
}

watch "google_container_cluster" "logging_config.enable_components" {
  when  = "shrinks"
  rule  = "audit-off"
  score = 40
  why   = "a log of the cluster goes off"
}

watch "google_container_cluster" "monitoring_config.enable_components" {
  when  = "shrinks"
  rule  = "alarm-silenced"
  score = 36
  why   = "a part of the cluster is no longer monitored"
}

watch "google_container_node_pool" "node_count" {
  when  = "becomes"
  value = 0
  rule  = "scaled-to-zero"
  why   = "node_count becomes 0: all nodes of the pool are removed"
}

watch "google_container_node_pool" "autoscaling.max_node_count" {
  when  = "becomes"
  value = 0
  rule  = "scaled-to-zero"
  why   = "max_node_count becomes 0: all nodes of the pool are removed"
}

watch "google_container_node_pool" "version" {
  when     = "changes"
  rule     = "cluster-upgrade"
  score    = 38
  why      = "version changes: all nodes of the pool are exchanged"
  recovery = "reversible"
}

watch "google_container_node_pool" "node_config.machine_type" {
  when  = "changes"
  rule  = "resized"
  score = 45
  why   = "machine_type changes: all nodes of the pool are exchanged, as its upgrade settings say, and pods move"

  outcome = "none"
}

watch "google_compute_instance" "machine_type" {
  when  = "changes"
  rule  = "resized"
  score = 45
  why   = "machine_type changes: the instance is stopped and started"
}

watch "google_compute_instance" "desired_status" {
  when  = "becomes"
  value = "TERMINATED"
  rule  = "switched-off"
  score = 70
  why   = "desired_status becomes TERMINATED: the instance is stopped"
}

watch "google_compute_instance" "service_account" {
  when  = "changes"
  rule  = "detached"
  score = 45
  why   = "the service account changes: the instance is stopped and started, with other permissions"
}

watch "google_compute_instance" "can_ip_forward" {
  when = "changes"
  rule = "route-changed"
  why  = "can_ip_forward changes"
}

watch "google_compute_instance_group_manager" "target_size" {
  aliases = ["google_compute_region_instance_group_manager"]
  when    = "becomes"
  value   = 0
  rule    = "scaled-to-zero"
  why     = "target_size becomes 0: all instances are deleted"
}

watch "google_compute_autoscaler" "autoscaling_policy.max_replicas" {
  aliases = ["google_compute_region_autoscaler"]
  when    = "becomes"
  value   = 0
  rule    = "scaled-to-zero"
  why     = "max_replicas becomes 0: all instances are deleted"
}

watch "google_compute_autoscaler" "autoscaling_policy.mode" {
  aliases = ["google_compute_region_autoscaler"]
  when    = "becomes"
  value   = "OFF"
  rule    = "switched-off"
  score   = 45
  why     = "the autoscaler goes off"
}

watch "google_cloud_run_v2_service" "ingress" {
  when  = "becomes"
  value = "INGRESS_TRAFFIC_ALL"
  rule  = "public-access"
  score = 55
  why   = "ingress becomes INGRESS_TRAFFIC_ALL: the service can be reached from the internet"
}

watch "google_cloud_run_v2_service" "ingress" {
  when  = "leaves"
  value = "INGRESS_TRAFFIC_ALL"
  rule  = "access-closed"
  score = 55
  why   = "ingress is limited: whoever came from the internet is cut off"
}

watch "google_cloud_run_v2_service" "traffic" {
  when  = "changes"
  rule  = "listener-changed"
  score = 38
  why   = "traffic goes to other revisions"
}

watch "google_cloud_run_v2_service" "template.service_account" {
  when  = "changes"
  rule  = "detached"
  score = 38
  why   = "the service account changes: the service has other permissions"
}

watch "google_cloud_scheduler_job" "paused" {
  when  = "becomes"
  value = true
  rule  = "switched-off"
  score = 50
  why   = "the job is paused"
}

# Traffic, DNS and network

watch "google_dns_record_set" "rrdatas" {
  when = "changes"
  rule = "record-changed"
  with = { type = "A" }
  why  = "the record points elsewhere: clients go there when their caches expire"
}

watch "google_dns_record_set" "rrdatas" {
  when = "changes"
  rule = "record-changed"
  with = { type = "AAAA" }
  why  = "the record points elsewhere: clients go there when their caches expire"
}

watch "google_dns_record_set" "rrdatas" {
  when = "changes"
  rule = "record-changed"
  with = { type = "CNAME" }
  why  = "the record points elsewhere: clients go there when their caches expire"
}

watch "google_dns_record_set" "rrdatas" {
  when = "changes"
  rule = "record-changed"
  with = { type = "SRV" }
  why  = "the record points elsewhere: clients go there when their caches expire"
}

watch "google_dns_record_set" "rrdatas" {
  when  = "changes"
  rule  = "record-changed"
  score = 65
  with  = { type = "NS" }
  why   = "the zone is delegated elsewhere: all names below it are answered by others"
}

watch "google_dns_record_set" "rrdatas" {
  when  = "changes"
  rule  = "record-changed"
  score = 60
  with  = { type = "MX" }
  why   = "mail goes to other servers"
}

watch "google_dns_record_set" "rrdatas" {
  when  = "changes"
  rule  = "record-changed"
  score = 28
  with  = { type = "TXT" }
  why   = "a text changes: who verifies by it may refuse"
}

watch "google_dns_record_set" "rrdatas" {
  when  = "changes"
  rule  = "record-changed"
  score = 28
  with  = { type = "CAA" }
  why   = "other authorities may issue certificates"
}

watch "google_dns_record_set" "ttl" {
  when  = "changes"
  rule  = "record-changed"
  score = 22
  why   = "ttl changes: later changes are seen sooner or later than before"
}

watch "google_compute_backend_service" "backend.group" {
  aliases = ["google_compute_region_backend_service"]
  when    = "shrinks"
  rule    = "detached"
  score   = 60
  outcome = "outage"
  why     = "a backend is removed: it gets no more traffic"
}

watch "google_compute_backend_service" "health_checks" {
  aliases = ["google_compute_region_backend_service"]
  when    = "changes"
  rule    = "health-check-changed"
  why     = "another health check decides which backends get traffic"
}

watch "google_compute_backend_service" "security_policy" {
  when    = "removed"
  rule    = "guardrail-off"
  score   = 60
  outcome = "exposure"
  why     = "security_policy is removed: the firewall in front of the service goes"
}

watch "google_compute_backend_service" "iap.enabled" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  score = 65
  why   = "iap goes off: the service can be reached without a login"
}

watch "google_compute_health_check" "http_health_check.request_path" {
  aliases = ["google_compute_region_health_check"]
  when    = "changes"
  rule    = "health-check-changed"
  why     = "the path of the health check changes: if it does not answer, all backends leave the rotation"
}

watch "google_compute_health_check" "http_health_check.port" {
  aliases = ["google_compute_region_health_check"]
  when    = "changes"
  rule    = "health-check-changed"
  why     = "the port of the health check changes: if it does not answer, all backends leave the rotation"
}

watch "google_compute_health_check" "https_health_check.request_path" {
  aliases = ["google_compute_region_health_check"]
  when    = "changes"
  rule    = "health-check-changed"
  why     = "the path of the health check changes: if it does not answer, all backends leave the rotation"
}

watch "google_compute_health_check" "tcp_health_check.port" {
  aliases = ["google_compute_region_health_check"]
  when    = "changes"
  rule    = "health-check-changed"
  why     = "the port of the health check changes: if it does not answer, all backends leave the rotation"
}

watch "google_compute_url_map" "default_service" {
  aliases = ["google_compute_region_url_map"]
  when    = "changes"
  rule    = "listener-changed"
  score   = 50
  why     = "default_service changes: traffic goes elsewhere"
}

watch "google_compute_url_map" "host_rule" {
  aliases = ["google_compute_region_url_map"]
  when    = "shrinks"
  rule    = "listener-changed"
  score   = 50
  why     = "a host rule is removed or changed: its traffic goes elsewhere"
}

watch "google_compute_url_map" "path_matcher" {
  aliases = ["google_compute_region_url_map"]
  when    = "shrinks"
  rule    = "listener-changed"
  score   = 45
  why     = "a path matcher is removed or changed: its traffic goes elsewhere"
}

watch "google_compute_target_https_proxy" "ssl_certificates" {
  aliases = ["google_compute_region_target_https_proxy"]
  when    = "changes"
  rule    = "listener-changed"
  why     = "ssl_certificates change: clients see another certificate"
}

watch "google_compute_target_https_proxy" "url_map" {
  aliases = ["google_compute_region_target_https_proxy"]
  when    = "changes"
  rule    = "listener-changed"
  score   = 50
  why     = "url_map changes: traffic goes elsewhere"
}

watch "google_compute_target_http_proxy" "url_map" {
  when  = "changes"
  rule  = "listener-changed"
  score = 50
  why   = "url_map changes: traffic goes elsewhere"
}

watch "google_compute_global_forwarding_rule" "target" {
  aliases = ["google_compute_forwarding_rule"]
  when    = "changes"
  rule    = "listener-changed"
  score   = 50
  why     = "target changes: traffic goes elsewhere"
}

watch "google_compute_security_policy" "rule" {
  when    = "shrinks"
  rule    = "guardrail-off"
  score   = 45
  outcome = "exposure"
  why     = "a rule of the security policy is removed or changed"
}

watch "google_compute_firewall" "disabled" {
  when  = "becomes"
  value = true
  rule  = "access-closed"
  score = 50
  why   = "the firewall rule goes off"
}

watch "google_compute_router_nat" "nat_ips" {
  when  = "shrinks"
  own   = true
  rule  = "renamed"
  score = 60
  why   = "an address of the NAT is removed: others that allow it no longer let it in"
}

watch "google_compute_router_nat" "subnetwork" {
  when  = "shrinks"
  rule  = "route-changed"
  score = 60
  why   = "a subnet is taken off the NAT: it no longer reaches the internet"
}

watch "google_compute_subnetwork" "private_ip_google_access" {
  when  = "leaves"
  value = true
  rule  = "route-changed"
  score = 60
  why   = "private_ip_google_access goes off: instances without a public address no longer reach Google's services"
}

watch "google_compute_subnetwork" "secondary_ip_range" {
  when  = "shrinks"
  rule  = "route-changed"
  score = 60
  why   = "a secondary range is removed or changed"
}

watch "google_compute_subnetwork" "log_config" {
  when  = "removed"
  rule  = "audit-off"
  score = 36
  why   = "flow logs of the subnet go off"
}

# Keys, identity, watching

watch "google_kms_crypto_key" "rotation_period" {
  when  = "removed"
  rule  = "rotation-changed"
  score = 36
  why   = "rotation_period is removed: the key is no longer rotated"
}

watch "google_kms_crypto_key_version" "state" {
  when    = "leaves"
  value   = "ENABLED"
  rule    = "switched-off"
  score   = 75
  outcome = "access-loss"
  why     = "the key version goes off: what it encrypts can't be read any more"
}

watch "google_secret_manager_secret" "rotation" {
  when  = "removed"
  rule  = "rotation-changed"
  score = 36
  why   = "rotation is removed"
}

watch "google_secret_manager_secret" "expire_time" {
  when  = "added"
  rule  = "expires-data"
  score = 65
  why   = "expire_time is set: the secret is deleted then"
}

watch "google_secret_manager_secret" "ttl" {
  when  = "added"
  rule  = "expires-data"
  score = 65
  why   = "ttl is set: the secret is deleted after that time"
}

watch "google_secret_manager_secret_version" "enabled" {
  when    = "leaves"
  value   = true
  rule    = "switched-off"
  score   = 65
  outcome = "access-loss"
  why     = "the version goes off: who reads it is locked out"
}

watch "google_service_account" "disabled" {
  when    = "becomes"
  value   = true
  rule    = "switched-off"
  score   = 65
  outcome = "access-loss"
  why     = "the service account goes off: who uses it is locked out"
}

watch "google_project" "billing_account" {
  when  = "changes"
  rule  = "switched-off"
  score = 60
  why   = "billing_account changes: without billing everything in the project stops"
}

watch "google_iam_workload_identity_pool" "disabled" {
  when    = "becomes"
  value   = true
  rule    = "switched-off"
  score   = 65
  outcome = "access-loss"
  why     = "the pool goes off: who logs in through it is locked out"
}

watch "google_iam_workload_identity_pool_provider" "disabled" {
  when    = "becomes"
  value   = true
  rule    = "switched-off"
  score   = 65
  outcome = "access-loss"
  why     = "the provider goes off: who logs in through it is locked out"
}

watch "google_iam_workload_identity_pool_provider" "attribute_condition" {
  when    = "changes"
  rule    = "access-closed"
  score   = 60
  outcome = "exposure"
  why     = "attribute_condition changes: others may log in"
}

watch "google_iam_workload_identity_pool_provider" "attribute_condition" {
  when    = "removed"
  rule    = "access-closed"
  score   = 66
  outcome = "exposure"
  why     = "attribute_condition is removed: whatever the provider signs may log in"
}

watch "google_iam_workload_identity_pool_provider" "attribute_condition" {
  when    = "removed"
  rule    = "access-closed"
  score   = 84
  outcome = "exposure"
  with    = { "oidc.issuer_uri" = "https://token.actions.githubusercontent.com" }
  why     = "attribute_condition is removed: any repository of GitHub may log in"
}

watch "google_logging_project_bucket_config" "retention_days" {
  when = "lowered"
  rule = "retention-shortened"
  why  = "retention_days is lowered: older log entries are deleted"
}

watch "google_logging_project_sink" "disabled" {
  when  = "becomes"
  value = true
  rule  = "audit-off"
  score = 50
  why   = "the sink goes off"
}

watch "google_logging_project_sink" "filter" {
  when  = "changes"
  rule  = "audit-off"
  score = 36
  why   = "the sink exports other entries"
}

watch "google_logging_project_sink" "destination" {
  when  = "changes"
  rule  = "audit-off"
  score = 45
  why   = "the sink writes elsewhere"
}

watch "google_monitoring_alert_policy" "enabled" {
  when  = "leaves"
  value = true
  rule  = "alarm-silenced"
  why   = "the alert goes off: nobody is told"
}

watch "google_monitoring_alert_policy" "notification_channels" {
  when = "shrinks"
  rule = "alarm-silenced"
  why  = "the alert loses a channel: somebody is no longer told"
}

# https://cloud.google.com/logging/docs/buckets#locking-logs-buckets
watch "google_logging_project_bucket_config" "locked" {
  when   = "becomes"
  value  = true
  rule   = "locked-for-good"
  create = true
  why    = "locked goes on: the retention of the log bucket can never be changed again"
}

# Organization policies: a constraint that no longer holds, and one that newly does
# https://cloud.google.com/resource-manager/docs/organization-policy/overview

watch "google_org_policy_policy" "spec.rules.enforce" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 62
  why   = "the constraint is no longer enforced: what it forbade is allowed from then on"
}

watch "google_org_policy_policy" "spec.rules.enforce" {
  when    = "becomes"
  value   = true
  rule    = "access-closed"
  create  = true
  outcome = "outage"
  moment  = "next-deploy"
  why     = "the constraint is enforced: what is made against it is refused from then on"
}

watch "google_org_policy_policy" "spec.rules.deny_all" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 62
  why   = "the constraint no longer denies all values: what it forbade is allowed from then on"
}

watch "google_org_policy_policy" "spec.rules.deny_all" {
  when    = "becomes"
  value   = true
  rule    = "access-closed"
  create  = true
  outcome = "outage"
  moment  = "next-deploy"
  why     = "the constraint denies all values: what needs one is refused from then on"
}

watch "google_org_policy_policy" "spec.rules.allow_all" {
  when  = "becomes"
  value = true
  rule  = "guardrail-off"
  score = 62
  why   = "the constraint allows all values: it no longer forbids anything"
}

watch "google_org_policy_policy" "spec.reset" {
  when  = "becomes"
  value = true
  rule  = "guardrail-off"
  score = 55
  why   = "the constraint goes back to its default: what this policy forbade may be allowed"
}

watch "google_org_policy_policy" "spec.rules.values.denied_values" {
  when  = "shrinks"
  rule  = "guardrail-off"
  score = 50
  why   = "a value is no longer denied by the constraint"
}

watch "google_organization_policy" "boolean_policy.enforced" {
  aliases = ["google_folder_organization_policy", "google_project_organization_policy"]
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  score   = 62
  why     = "the constraint is no longer enforced: what it forbade is allowed from then on"
}

watch "google_organization_policy" "boolean_policy.enforced" {
  aliases = ["google_folder_organization_policy", "google_project_organization_policy"]
  when    = "becomes"
  value   = true
  rule    = "access-closed"
  create  = true
  outcome = "outage"
  moment  = "next-deploy"
  why     = "the constraint is enforced: what is made against it is refused from then on"
}

watch "google_organization_policy" "list_policy.deny.all" {
  aliases = ["google_folder_organization_policy", "google_project_organization_policy"]
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  score   = 62
  why     = "the constraint no longer denies all values: what it forbade is allowed from then on"
}

watch "google_organization_policy" "list_policy.deny.all" {
  aliases = ["google_folder_organization_policy", "google_project_organization_policy"]
  when    = "becomes"
  value   = true
  rule    = "access-closed"
  create  = true
  outcome = "outage"
  moment  = "next-deploy"
  why     = "the constraint denies all values: what needs one is refused from then on"
}

watch "google_organization_policy" "list_policy.allow.all" {
  aliases = ["google_folder_organization_policy", "google_project_organization_policy"]
  when    = "becomes"
  value   = true
  rule    = "guardrail-off"
  score   = 62
  why     = "the constraint allows all values: it no longer forbids anything"
}

watch "google_organization_policy" "restore_policy.default" {
  aliases = ["google_folder_organization_policy", "google_project_organization_policy"]
  when    = "becomes"
  value   = true
  rule    = "guardrail-off"
  score   = 55
  why     = "the constraint goes back to its default: what this policy forbade may be allowed"
}

# Capacity that is cut, and not to nothing: that stands with the type.

watch "google_container_node_pool" "node_count" {
  when = "cut"
  rule = "capacity-cut"
  why  = "node_count is cut to a quarter or less, or to one: the pods of the other nodes are moved, or wait"
}

watch "google_container_node_pool" "autoscaling.max_node_count" {
  when = "cut"
  rule = "capacity-cut"
  why  = "max_node_count is cut to a quarter or less, or to one: the pool no longer grows with the load"
}

watch "google_compute_instance_group_manager" "target_size" {
  aliases = ["google_compute_region_instance_group_manager"]
  when    = "cut"
  rule    = "capacity-cut"
  why     = "target_size is cut to a quarter or less, or to one: the other instances are deleted"
}

watch "google_compute_autoscaler" "autoscaling_policy.max_replicas" {
  aliases = ["google_compute_region_autoscaler"]
  when    = "cut"
  rule    = "capacity-cut"
  why     = "max_replicas is cut to a quarter or less, or to one: what is above it is deleted, and it no longer grows with the load"
}

watch "google_cloud_run_v2_service" "template.scaling.max_instance_count" {
  when = "cut"
  rule = "capacity-cut"
  why  = "max_instance_count is cut to a quarter or less, or to one: requests beyond it wait or are refused"
}

watch "google_cloudfunctions2_function" "service_config.max_instance_count" {
  when = "cut"
  rule = "capacity-cut"
  why  = "max_instance_count is cut to a quarter or less, or to one: requests beyond it wait or are refused"
}
