# What holds where no row says otherwise.

# Attributes whose change alone, in place, is noise. A type for which one of them does
# matter says so in its row (matters). No annotations here: controllers act on them. blocks are
# those that are noise in a block as well; labels are not, since nodes and pods are chosen by them.
harmless {
  attributes = [
    "tags", "tags_all", "volume_tags",
    "labels", "effective_labels", "terraform_labels", "resource_labels", "user_labels",
    "description", "comment", "timeouts",
  ]
  blocks = [
    "tags", "tags_all", "volume_tags", "effective_labels", "terraform_labels", "resource_labels", "user_labels",
    "description", "comment",
  ]
}

# Attributes that may be printed for every type of a provider, as far as a type has
# them: short, telling, never a place for secrets or free text. Paths are written
# without indices; a * at the end stands for any key of a map. steering are attributes that are
# no noise in a block: firewall rules choose machines of Google by their tags.
provider "aws" {
  safe = [
    "ami", "allocated_storage", "allow_major_version_upgrade", "apply_immediately", "architectures",
    "assign_generated_ipv6_cidr_block", "associate_public_ip_address", "auto_minor_version_upgrade",
    "automatic_failover_enabled", "availability_zone", "availability_zone_id", "availability_zones",
    "backup_retention_period", "backup_window", "billing_mode", "bucket", "ca_cert_identifier",
    "cidr_block", "cidr_blocks", "cidr_ipv4", "cidr_ipv6", "cluster_identifier", "connectivity_type", "cpu",
    "delete_automated_backups", "deletion_protection", "deletion_protection_enabled", "desired_capacity",
    "desired_count", "destination_cidr_block", "disk_size", "domain", "ebs_optimized",
    "enable_deletion_protection", "enable_dns_hostnames", "enable_dns_support", "encrypted", "engine",
    "engine_mode", "engine_version", "family", "final_snapshot", "force_delete", "force_destroy",
    "from_port", "handler", "health_check_grace_period_seconds", "identifier", "image_id", "instance_class", "instance_count",
    "instance_type", "instance_types", "instance_tenancy", "internal", "iops", "ip_address_type",
    "ip_protocol", "ipv6_cidr_block", "is_enabled", "kafka_version", "launch_type", "load_balancer_type",
    "maintenance_window", "map_public_ip_on_launch", "max_allocated_storage", "max_capacity", "max_size",
    "memory", "memory_size", "min_capacity", "min_size", "monitoring", "multi_az", "multi_az_enabled", "name",
    "name_prefix", "network_mode", "node_type", "num_cache_clusters", "num_cache_nodes", "num_node_groups",
    "number_of_broker_nodes", "number_of_nodes", "package_type", "performance_mode", "point_in_time_recovery.enabled",
    "platform_version", "port", "preferred_backup_window", "preferred_maintenance_window", "protocol",
    "protocol_version", "publicly_accessible", "read_capacity", "recovery_window_in_days", "region",
    "replicas_per_node_group", "reserved_concurrent_executions", "retention_in_days", "retention_period",
    "runtime", "scheduling_strategy", "self", "shard_count", "size", "skip_destroy", "skip_final_snapshot",
    "snapshot_retention_limit", "storage_encrypted", "storage_type", "stream_enabled", "table_class",
    "target_type", "tenancy", "throughput", "throughput_mode", "timeout", "to_port", "ttl", "type", "version",
    "action.type", "action.fixed_response.status_code", "default_action.type", "default_action.fixed_response.status_code",
    "health_check.interval", "health_check.matcher", "health_check.path", "health_check.port", "health_check.protocol",
    "metadata_options.http_tokens", "action.forward.target_group.weight", "write_capacity",
    "acl", "authorization_type", "changeable_for_days", "max_retention_days", "min_retention_days", "rule.default_retention.days",
    "rule.default_retention.mode", "rule.default_retention.years", "ttl.attribute_name", "ttl.enabled",
    "image_uri", "root_block_device.volume_type", "storage_capacity", "parameter_group_name",
    "db_parameter_group_name", "termination_protection", "disable_api_stop", "disable_api_termination",
    "block_device_mappings.ebs.volume_size", "db_name", "domain_name", "ebs_block_device.volume_size", "enable_key_rotation",
    "encrypt_at_rest.enabled", "node_to_node_encryption.enabled", "referenced_security_group_id", "root_block_device.volume_size",
    "server_side_encryption.enabled", "subject_alternative_names", "visibility_timeout_seconds", "volume_size",
  ]
}

provider "google" {
  safe = [
    "address_type", "allow_global_access", "auto_create_subnetworks", "availability_type", "create_snapshot_before_destroy",
    "database_version", "deletion_protection", "direction",
    "disabled", "disk_size_gb", "dns_name", "enable_autopilot", "force_destroy", "initial_node_count", "ip_cidr_range",
    "ip_protocol", "ip_version", "load_balancing_scheme", "location", "location_id", "machine_type", "memory_size_gb",
    "min_master_version", "mtu", "name", "network_tier", "networking_mode", "node_count", "node_locations",
    "node_version", "num_nodes", "port", "port_range", "ports", "priority", "processing_units",
    "project", "protocol", "purpose", "redis_version", "region", "replica_count", "rotation_period", "routing_mode",
    "runtime", "size", "source_ranges", "storage_class", "target_size", "tier", "ttl", "type",
    "uniform_bucket_level_access", "version", "visibility", "zone",
    "boolean_policy.enforced", "constraint", "locked", "retention_days", "retention_policy.is_locked", "retention_policy.retention_period",
    "settings.ip_configuration.ssl_mode", "spec.rules.allow_all", "spec.rules.deny_all", "spec.rules.enforce",
    "account_id", "default_max_pods_per_node", "max_pods_per_node", "datapath_provider", "remove_default_node_pool",
    "time_partitioning.field", "time_partitioning.type", "clustering", "message_retention_duration",
    "ack_deadline_seconds", "retain_acked_messages", "expiration_policy.ttl", "settings.backup_configuration.enabled",
    "settings.backup_configuration.point_in_time_recovery_enabled",
    "settings.backup_configuration.transaction_log_retention_days",
    "settings.backup_configuration.backup_retention_settings.retained_backups", "settings.activation_policy",
    "settings.deletion_protection_enabled", "settings.disk_autoresize", "settings.ip_configuration.ipv4_enabled",
    "deletion_policy", "disable_on_destroy", "disable_dependent_services", "service", "versioning.enabled",
    "soft_delete_policy.retention_duration_seconds", "public_access_prevention", "source_image", "disk.source_image",
    "boot_disk.initialize_params.image", "node_config.image_type", "node_config.disk_size_gb", "node_config.disk_type",
    "node_config.spot", "node_config.preemptible", "management.auto_repair", "management.auto_upgrade",
    "upgrade_settings.max_surge", "upgrade_settings.max_unavailable", "autoscaling.min_node_count", "autoscaling.max_node_count",
    "autoscaling.total_min_node_count", "autoscaling.total_max_node_count", "private_cluster_config.enable_private_endpoint",
    "private_cluster_config.enable_private_nodes", "release_channel.channel", "min_ports_per_vm", "max_ports_per_vm",
    "enable_endpoint_independent_mapping", "nat_ip_allocate_option", "source_subnetwork_ip_ranges_to_nat",
    "template.containers.image", "template.template.containers.image", "template.spec.containers.image", "ingress",
    "delete_contents_on_destroy", "default_table_expiration_ms",
    "max_time_travel_hours", "min_tls_version", "profile",
  ]
  steering = ["tags"]
}

provider "azurerm" {
  safe = [
    "access_tier", "account_kind", "account_replication_type", "account_tier", "address_prefix", "address_prefixes",
    "address_space", "admin_enabled", "allocation_method", "auto_scaling_enabled", "backup_retention_days", "capacity",
    "collation", "create_mode", "destination_port_range", "destination_port_ranges", "direction", "disk_size_gb", "family",
    "geo_redundant_backup_enabled", "https_only", "instances", "ip_version", "kubernetes_version", "location",
    "max_count", "max_size_gb", "min_count", "minimum_tls_version", "name", "node_count", "offer_type", "os_type",
    "partition_count", "port", "priority", "protocol", "public_network_access_enabled", "purge_protection_enabled",
    "replica_count", "resource_group_name", "retention_in_days", "shard_count", "size", "sku", "sku_name", "sku_tier",
    "soft_delete_retention_days", "storage_account_type", "storage_mb", "throughput", "tier", "ttl", "version", "vm_size",
    "worker_count", "zone", "zone_redundant", "zones",
    "analytical_storage_ttl", "default_ttl", "enforce", "immutability", "immutability_period_in_days", "locked", "non_ssl_port_enabled",
    "ssl_enforcement_enabled",
    "allow_nested_items_to_be_public", "is_hns_enabled", "https_traffic_only_enabled",
    "min_tls_version", "shared_access_key_enabled", "container_access_type", "dns_prefix",
    "private_cluster_enabled", "automatic_upgrade_channel", "role_based_access_control_enabled",
    "local_account_disabled", "partition_key_path", "partition_key_paths", "partition_key_version",
    "blob_properties.versioning_enabled", "blob_properties.delete_retention_policy.days",
    "blob_properties.container_delete_retention_policy.days", "blob_properties.change_feed_enabled",
    "network_rules.default_action", "network_acls.default_action", "default_action", "default_node_pool.vm_size",
    "default_node_pool.node_count", "default_node_pool.min_count", "default_node_pool.max_count", "default_node_pool.zones",
    "default_node_pool.max_pods", "max_pods", "os_disk_size_gb", "os_disk_type", "orchestrator_version", "eviction_policy",
    "storage.size_gb", "storage.iops", "storage.auto_grow_enabled", "auto_grow_enabled", "high_availability.mode",
    "high_availability.standby_availability_zone", "os_disk.disk_size_gb", "os_disk.storage_account_type",
    "short_term_retention_policy.retention_days", "autoscale_settings.max_throughput", "consistency_policy.consistency_level",
    "backup.type", "backup.retention_in_hours", "backup.interval_in_minutes", "backup.storage_redundancy",
    "allow_forwarded_traffic", "allow_gateway_transit", "allow_virtual_network_access", "use_remote_gateways",
    "anonymous_pull_enabled", "enabled", "idle_timeout_in_minutes", "template.container.image", "template.min_replicas",
    "template.max_replicas", "message_retention", "enable_rbac_authorization", "rbac_authorization_enabled",
    "site_config.always_on", "site_config.minimum_tls_version", "site_config.ftps_state", "site_config.number_of_workers",
  ]
}

provider "kubernetes" {
  safe = [
    "metadata.name", "metadata.namespace", "spec.access_modes", "spec.hard.*", "spec.max_replicas", "spec.max_unavailable", "spec.min_available",
    "spec.min_replicas", "spec.port.port", "spec.port.target_port", "spec.replicas", "spec.scale_target_ref.kind", "spec.scale_target_ref.name",
    "spec.selector.*", "spec.storage_class_name", "spec.strategy.type", "spec.suspend", "spec.type", "spec.volume_name", "wait_for_rollout",
    "webhook.failure_policy",
    "spec.template.spec.container.image", "spec.template.spec.init_container.image",
    "spec.job_template.spec.template.spec.container.image", "spec.job_template.spec.template.spec.init_container.image",
    "spec.container.image", "spec.rule.host", "spec.rule.http.path.path", "spec.rule.http.path.backend.service.name",
    "spec.rule.http.path.backend.service.port.number", "spec.ingress_class_name",
    "spec.resources.requests.*", "spec.schedule", "spec.load_balancer_source_ranges", "spec.external_traffic_policy",
    "spec.strategy.rolling_update.max_surge", "spec.strategy.rolling_update.max_unavailable", "role_ref.name", "role_ref.kind",
    "storage_provisioner", "reclaim_policy", "spec.persistent_volume_reclaim_policy", "allow_volume_expansion",
    "spec.parallelism", "spec.completions",
  ]
  steering = ["comment", "description", "tags"]
}

provider "helm" {
  safe = ["chart", "name", "namespace", "version"]
}

provider "cloudflare" {
  safe = [
    "action", "allow_insecure", "enabled", "fallback_pool_id", "min_tls_version", "mode", "name", "paused", "phase", "plan", "priority", "proxied",
    "session_duration", "setting_id", "settings.always_use_https", "settings.min_tls_version", "settings.ssl", "steering_policy", "ttl", "type",
  ]
}

provider "github" {
  safe = [
    "allows_deletions", "allows_force_pushes", "archived", "archive_on_destroy", "default_branch", "delete_branch_on_merge", "enforcement",
    "enforce_admins", "has_issues", "name", "pattern", "permission", "privacy", "role", "vulnerability_alerts", "visibility",
  ]
}

provider "gitlab" {
  safe = ["access_level", "allow_force_push", "archived", "default_branch", "merge_access_level", "name", "path", "push_access_level", "visibility_level"]
}

provider "mongodbatlas" {
  safe = [
    "backup_enabled", "cidr_block", "cluster_type", "disk_size_gb", "ip_address", "mongo_db_major_version", "name", "paused", "pit_enabled",
    "replication_specs.region_configs.electable_specs.disk_size_gb", "replication_specs.region_configs.electable_specs.instance_size",
    "replication_specs.region_configs.electable_specs.node_count", "replication_specs.region_configs.region_name",
    "retain_backups_enabled", "termination_protection_enabled", "version_release_system",
  ]
}

provider "datadog" {
  safe = ["is_read_only", "name", "notify_no_data", "priority", "renotify_interval", "require_full_window", "retention_days", "type"]
}

provider "snowflake" {
  safe = [
    "auto_resume", "auto_suspend", "data_retention_time_in_days", "is_transient", "max_cluster_count", "min_cluster_count", "name",
    "warehouse_size", "warehouse_type",
  ]
}

# Types without a row, judged by their name. The first pattern that fits wins. Only
# patterns with data_like keep the points of their class; the others stay below high.

pattern "network-core" {
  because = "its name looks like a part of the network"
  endings = ["route_table", "routing_table", "security_group", "network_acl"]
}

pattern "identity" {
  because = "its name looks like an identity or a grant"
  endings = [
    "access_entry", "acl", "acls", "api_key", "assignment", "assignments", "binding", "bindings", "grant", "grants", "group_member",
    "iam_binding", "iam_member", "iam_policy", "member", "members", "membership", "memberships", "permission", "permissions", "role",
    "role_assignment", "roles", "secret_repositories", "secret_repository", "service_account", "ssh_key", "team", "token", "tokens",
    "user", "users",
    "atomic", "wait", "timeout", "create_namespace", "skip_crds", "force_update",
  ]
}

pattern "other" {
  because = "its name looks like a setting of another resource"
  endings = [
    "alert", "alarm", "association", "attachment", "config", "configuration", "connection", "dashboard", "integration", "link", "listener",
    "monitor", "option", "option_group", "options", "parameter_group", "parameters", "policies", "policy", "proxy", "quota", "quotas",
    "rule", "rules", "schedule", "setting", "settings", "subnet_group", "subscription", "template", "visualization",
  ]
}

pattern "compute" {
  because = "its name looks like code that a database runs"
  endings = ["function", "function_sql", "procedure", "procedure_sql", "stored_procedure"]
}

pattern "data-store" {
  because   = "its name looks like a database"
  data_like = true
  words = [
    "bigtable", "cassandra", "clickhouse", "cockroach", "cosmosdb", "couchbase", "database", "databases", "datastore", "db", "documentdb",
    "dynamodb", "elasticsearch", "influxdb", "kv_store", "kvstore", "mariadb", "mongo", "mongodb", "mssql", "mysql", "neo4j", "opensearch", "postgres",
    "postgresql", "rds", "redis", "spanner", "sql", "table", "timeseries", "valkey", "warehouse",
  ]
}

pattern "data-store" {
  because   = "its name looks like storage"
  data_like = true
  words = [
    "backup", "block_storage", "blob", "bucket", "data_lake", "datalake", "dataset", "disk", "file_share", "file_system",
    "filesystem", "fileshare", "kafka", "object_storage", "repository", "snapshot", "storage_account", "storage_container",
    "volume",
  ]
}

pattern "key" {
  because   = "its name looks like a key or a secret"
  data_like = true
  words = [
    "certificate_authority", "crypto_key", "encryption_key", "hsm", "key_ring", "keyring", "kms", "private_key", "secret",
    "secrets", "vault",
  ]
}

pattern "cluster" {
  because = "its name looks like a cluster"
  words   = ["cluster", "kubernetes", "swarm"]
}

pattern "container" {
  because = "its name looks like a container of other resources"
  endings = ["account", "folder", "namespace", "organization", "project", "resource_group", "tenant", "workspace"]
}

pattern "network-core" {
  because = "its name looks like a part of the network"
  words   = ["firewall", "gateway", "network", "peering", "router", "subnet", "subnetwork", "vnet", "vpc", "vpn"]
}

pattern "traffic" {
  because = "its name looks like a way in or a DNS name"
  words = [
    "cdn", "certificate", "dns", "domain", "ingress", "lb", "load_balancer", "loadbalancer", "record", "zone",
  ]
}

pattern "compute" {
  because = "its name looks like something that runs"
  words   = ["app", "container", "deployment", "function", "instance", "machine", "node_pool", "server", "service", "vm"]
}

# What holds a name of which a service allows one, on most types that have it. Rows in
# create_first.hcl say where such a name repeats, and which others there are.
unique {
  attributes = ["name", "identifier"]
}
