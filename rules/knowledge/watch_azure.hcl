# Changes of single attributes that do more than the plan's "update" says: Azure.
# watch "TYPE" "ATTRIBUTE" belongs to a rule (watch_rules.hcl), which gives score, moment and
# outcome where the watch has none of its own. Facts are from the documentation of the
# provider and the service.

# Databases

watch "azurerm_mssql_database" "sku_name" {
  when  = "changes"
  rule  = "resized"
  score = 45
  why   = "sku_name changes: connections are dropped when the database moves"
}

watch "azurerm_mssql_database" "max_size_gb" {
  when  = "lowered"
  rule  = "resized"
  score = 40
  why   = "max_size_gb is lowered"
}

watch "azurerm_mssql_database" "zone_redundant" {
  when  = "leaves"
  value = true
  rule  = "redundancy-off"
  why   = "zone_redundant goes off: the failure of a zone is an outage"
}

watch "azurerm_mssql_database" "short_term_retention_policy.retention_days" {
  when = "lowered"
  rule = "backup-reduced"
  why  = "retention_days is lowered: the database can be restored to a shorter past"
}

watch "azurerm_mssql_database" "long_term_retention_policy" {
  when  = "removed"
  rule  = "backup-reduced"
  score = 60
  why   = "long_term_retention_policy is removed: no more long-term backups are taken"

  outcome      = "none"
  recovery     = "reversible"
  recovery_why = "long-term backups that exist are kept for their time; of the time between there are none"
}

watch "azurerm_mssql_server" "public_network_access_enabled" {
  when   = "becomes"
  value  = true
  rule   = "public-access"
  score  = 50
  create = true
  why    = "public_network_access_enabled goes on: firewall rules decide who gets in"
}

watch "azurerm_mssql_server" "public_network_access_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 55
  why   = "public_network_access_enabled goes off: whoever uses the public endpoint is cut off"
}

watch "azurerm_mssql_server" "administrator_login_password" {
  when = "changes"
  rule = "rotation-changed"
  why  = "the administrator's password changes: clients that hold the old one are locked out"
}

watch "azurerm_mssql_server" "minimum_tls_version" {
  when  = "changes"
  rule  = "listener-changed"
  score = 38
  why   = "minimum_tls_version changes: older clients may be cut off"
}

watch "azurerm_postgresql_flexible_server" "version" {
  aliases = ["azurerm_mysql_flexible_server"]
  when    = "changes"
  rule    = "engine-upgrade"
  score   = 62
  why     = "version changes: the server is down while it is upgraded, and there is no way back but a backup"
}

watch "azurerm_postgresql_flexible_server" "sku_name" {
  aliases = ["azurerm_mysql_flexible_server"]
  when    = "changes"
  rule    = "resized"
  score   = 48
  why     = "sku_name changes: the server restarts at once"
}

watch "azurerm_postgresql_flexible_server" "sku_name" {
  aliases = ["azurerm_mysql_flexible_server"]
  when    = "changes"
  rule    = "resized"
  score   = 60
  with    = { "high_availability.mode" = "" }
  why     = "sku_name changes and there is no standby: the server is down while it restarts"
}

watch "azurerm_postgresql_flexible_server" "high_availability" {
  aliases = ["azurerm_mysql_flexible_server"]
  when    = "removed"
  rule    = "redundancy-off"
  why     = "high_availability is removed: the standby goes, and the failure of the server is an outage"
}

watch "azurerm_postgresql_flexible_server" "high_availability.mode" {
  aliases = ["azurerm_mysql_flexible_server"]
  when    = "leaves"
  value   = "ZoneRedundant"
  rule    = "redundancy-off"
  why     = "high_availability is no longer zone-redundant: the failure of a zone is an outage"
}

watch "azurerm_postgresql_flexible_server" "backup_retention_days" {
  aliases = ["azurerm_mysql_flexible_server"]
  when    = "lowered"
  rule    = "backup-reduced"
  why     = "backup_retention_days is lowered: older backups are deleted"
}

watch "azurerm_postgresql_flexible_server" "administrator_password" {
  aliases = ["azurerm_mysql_flexible_server"]
  when    = "changes"
  rule    = "rotation-changed"
  why     = "the administrator's password changes: clients that hold the old one are locked out"
}

watch "azurerm_postgresql_flexible_server" "public_network_access_enabled" {
  when   = "becomes"
  value  = true
  rule   = "public-access"
  score  = 50
  create = true
  why    = "public_network_access_enabled goes on: firewall rules decide who gets in"
}

watch "azurerm_postgresql_flexible_server" "public_network_access_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 55
  why   = "public_network_access_enabled goes off: whoever uses the public endpoint is cut off"
}

watch "azurerm_postgresql_flexible_server" "authentication.password_auth_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 55
  why   = "password_auth_enabled goes off: whoever logs in with a password is locked out"
}

watch "azurerm_postgresql_flexible_server_configuration" "value" {
  when  = "changes"
  rule  = "resized"
  score = 38
  why   = "a setting of the server changes: it may restart"
}

watch "azurerm_cosmosdb_account" "geo_location.location" {
  when  = "shrinks"
  rule  = "redundancy-off"
  score = 62
  why   = "a region is removed: its copy is deleted"
}

watch "azurerm_cosmosdb_account" "backup.type" {
  when     = "changes"
  rule     = "backup-reduced"
  score    = 45
  why      = "the kind of backup changes"
  recovery = "reversible"
}

watch "azurerm_cosmosdb_account" "backup.retention_in_hours" {
  when = "lowered"
  rule = "backup-reduced"
  why  = "retention_in_hours is lowered: older backups are deleted"
}

watch "azurerm_cosmosdb_account" "consistency_policy.consistency_level" {
  when  = "changes"
  rule  = "resized"
  score = 45
  why   = "consistency_level changes: reads behave differently for all clients"
}

watch "azurerm_cosmosdb_account" "public_network_access_enabled" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 55
  why   = "public_network_access_enabled goes on: the account can be reached from the internet"
}

watch "azurerm_cosmosdb_account" "public_network_access_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 55
  why   = "public_network_access_enabled goes off: whoever uses the public endpoint is cut off"
}

watch "azurerm_cosmosdb_account" "is_virtual_network_filter_enabled" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  why   = "is_virtual_network_filter_enabled goes off: all networks are let in"
}

watch "azurerm_cosmosdb_account" "local_authentication_disabled" {
  when  = "becomes"
  value = true
  rule  = "access-closed"
  score = 55
  why   = "local_authentication_disabled goes on: whoever uses an account key is locked out"
}

watch "azurerm_cosmosdb_sql_container" "default_ttl" {
  when    = "lowered"
  rule    = "expires-data"
  endless = true
  moment  = "at-apply"
  why     = "default_ttl is set or lowered: items older than that are deleted, those that are there too"
}

watch "azurerm_redis_cache" "sku_name" {
  when  = "changes"
  rule  = "resized"
  score = 50
  why   = "sku_name changes: the cache is moved, and may lose what it holds"
}

watch "azurerm_redis_cache" "capacity" {
  when  = "lowered"
  rule  = "resized"
  score = 50
  why   = "capacity is lowered: the cache may lose what it holds"
}

watch "azurerm_redis_cache" "non_ssl_port_enabled" {
  when  = "becomes"
  value = true
  rule  = "encryption-off"
  why   = "non_ssl_port_enabled goes on: clients may connect without TLS"
}

watch "azurerm_redis_cache" "non_ssl_port_enabled" {
  when  = "leaves"
  value = true
  rule  = "listener-changed"
  score = 55
  why   = "non_ssl_port_enabled goes off: clients without TLS are cut off"
}

# Storage and messages

watch "azurerm_storage_account" "allow_nested_items_to_be_public" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  why   = "allow_nested_items_to_be_public goes on: containers may be made public"
}

watch "azurerm_storage_account" "public_network_access_enabled" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 55
  why   = "public_network_access_enabled goes on: the account can be reached from the internet"
}

watch "azurerm_storage_account" "public_network_access_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 55
  why   = "public_network_access_enabled goes off: whoever uses the public endpoint is cut off"
}

watch "azurerm_storage_account" "network_rules.default_action" {
  when  = "becomes"
  value = "Allow"
  rule  = "public-access"
  score = 60
  why   = "default_action becomes Allow: all networks are let in"
}

watch "azurerm_storage_account" "network_rules.default_action" {
  when  = "becomes"
  value = "Deny"
  rule  = "access-closed"
  score = 55
  why   = "default_action becomes Deny: whoever no rule lets in is cut off"
}

watch "azurerm_storage_account" "network_rules.ip_rules" {
  when = "shrinks"
  rule = "access-closed"
  why  = "an address is no longer let in"
}

watch "azurerm_storage_account" "network_rules.virtual_network_subnet_ids" {
  when  = "shrinks"
  rule  = "access-closed"
  score = 50
  why   = "a subnet is no longer let in"
}

watch "azurerm_storage_account" "shared_access_key_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 60
  why   = "shared_access_key_enabled goes off: whoever uses an account key or a token made from it is locked out"
}

watch "azurerm_storage_account" "account_replication_type" {
  when  = "becomes"
  value = "LRS"
  rule  = "redundancy-off"
  why   = "account_replication_type becomes LRS: there is one data centre left"
}

watch "azurerm_storage_account" "https_traffic_only_enabled" {
  when  = "leaves"
  value = true
  rule  = "encryption-off"
  why   = "https_traffic_only_enabled goes off: plain HTTP is taken"
}

watch "azurerm_storage_account" "min_tls_version" {
  when  = "changes"
  rule  = "listener-changed"
  score = 38
  why   = "min_tls_version changes: older clients may be cut off"
}

watch "azurerm_storage_account" "blob_properties.versioning_enabled" {
  when  = "leaves"
  value = true
  rule  = "versioning-off"
  why   = "versioning goes off: what is overwritten from now on does not come back"
}

watch "azurerm_storage_account" "blob_properties.delete_retention_policy.days" {
  when = "lowered"
  rule = "backup-reduced"
  why  = "delete_retention_policy is shortened: what is deleted from now on can be brought back for a shorter time"

  outcome      = "none"
  recovery     = "reversible"
  recovery_why = "the old time can be set again; what is deleted meanwhile goes after the shorter one"
}

watch "azurerm_storage_account" "blob_properties.delete_retention_policy" {
  when  = "removed"
  rule  = "backup-reduced"
  score = 60
  why   = "delete_retention_policy is removed: blobs that are deleted from now on do not come back"

  outcome      = "none"
  recovery     = "reversible"
  recovery_why = "the policy can be set again; what is deleted meanwhile does not come back"
}

watch "azurerm_storage_account" "blob_properties.container_delete_retention_policy" {
  when  = "removed"
  rule  = "backup-reduced"
  score = 60
  why   = "container_delete_retention_policy is removed: containers that are deleted from now on do not come back"

  outcome      = "none"
  recovery     = "reversible"
  recovery_why = "the policy can be set again; what is deleted meanwhile does not come back"
}

watch "azurerm_storage_container" "container_access_type" {
  when   = "becomes"
  value  = "blob"
  rule   = "public-access"
  score  = 64
  create = true
  why    = "container_access_type becomes blob: everyone may read the blobs"
}

watch "azurerm_storage_container" "container_access_type" {
  when   = "becomes"
  value  = "container"
  rule   = "public-access"
  score  = 66
  create = true
  why    = "container_access_type becomes container: everyone may list and read the blobs"
}

watch "azurerm_storage_container" "container_access_type" {
  when  = "becomes"
  value = "private"
  rule  = "access-closed"
  why   = "container_access_type becomes private: whoever reads without a login is cut off"
}

watch "azurerm_eventhub" "message_retention" {
  when  = "lowered"
  rule  = "retention-shortened"
  score = 55
  why   = "message_retention is lowered: events older than that are deleted"
}

watch "azurerm_servicebus_queue" "default_message_ttl" {
  when  = "changes"
  rule  = "retention-shortened"
  score = 40
  why   = "default_message_ttl changes: messages may be dropped sooner"
}

watch "azurerm_servicebus_queue" "status" {
  when  = "becomes"
  value = "Disabled"
  rule  = "switched-off"
  why   = "the queue goes off"
}

watch "azurerm_servicebus_namespace" "public_network_access_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 55
  why   = "public_network_access_enabled goes off: whoever uses the public endpoint is cut off"
}

watch "azurerm_servicebus_namespace" "local_auth_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 55
  why   = "local_auth_enabled goes off: whoever uses a key is locked out"
}

watch "azurerm_container_registry" "admin_enabled" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 40
  why   = "admin_enabled goes on: one password opens the registry"
}

watch "azurerm_container_registry" "public_network_access_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 55
  why   = "public_network_access_enabled goes off: whoever pulls through the public endpoint is cut off"
}

watch "azurerm_container_registry" "anonymous_pull_enabled" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  why   = "anonymous_pull_enabled goes on: everyone may pull the images"
}

watch "azurerm_backup_policy_vm" "retention_daily.count" {
  when = "lowered"
  rule = "backup-reduced"
  why  = "the daily backups are kept for a shorter time: older ones are deleted"
}

watch "azurerm_backup_policy_vm" "retention_weekly" {
  when = "removed"
  rule = "backup-reduced"
  why  = "weekly backups are no longer kept"
}

watch "azurerm_backup_policy_vm" "retention_monthly" {
  when = "removed"
  rule = "backup-reduced"
  why  = "monthly backups are no longer kept"
}

watch "azurerm_recovery_services_vault" "soft_delete_enabled" {
  when  = "leaves"
  value = true
  rule  = "backup-reduced"
  score = 60
  why   = "soft_delete_enabled goes off: backups that are deleted from now on do not come back"

  outcome      = "none"
  recovery     = "reversible"
  recovery_why = "it can be switched on again; backups that are deleted meanwhile do not come back"
}

watch "azurerm_recovery_services_vault" "storage_mode_type" {
  when  = "becomes"
  value = "LocallyRedundant"
  rule  = "redundancy-off"
  why   = "storage_mode_type becomes LocallyRedundant: backups are in one data centre"
}

# Compute and clusters

watch "azurerm_kubernetes_cluster" "kubernetes_version" {
  when = "changes"
  rule = "cluster-upgrade"
  why  = "kubernetes_version changes: the control plane is upgraded, which can't be taken back"
}

watch "azurerm_kubernetes_cluster" "default_node_pool.node_count" {
  when  = "lowered"
  rule  = "resized"
  score = 36
  why   = "node_count of the default pool is lowered"
}

watch "azurerm_kubernetes_cluster" "default_node_pool.vm_size" {
  when  = "changes"
  rule  = "resized"
  score = 55
  why   = "vm_size of the default pool changes: all its nodes are exchanged"
}

watch "azurerm_kubernetes_cluster" "api_server_access_profile.authorized_ip_ranges" {
  when = "removed"
  rule = "public-access"
  why  = "authorized_ip_ranges is removed: everyone reaches the API of the cluster"
}

watch "azurerm_kubernetes_cluster" "api_server_access_profile.authorized_ip_ranges" {
  when  = "becomes"
  value = "0.0.0.0/0"
  rule  = "public-access"
  why   = "the API of the cluster is opened to everyone"
}

watch "azurerm_kubernetes_cluster" "api_server_access_profile.authorized_ip_ranges" {
  when = "shrinks"
  rule = "access-closed"
  why  = "a network may no longer reach the API of the cluster"
}

watch "azurerm_kubernetes_cluster" "local_account_disabled" {
  when  = "becomes"
  value = true
  rule  = "access-closed"
  why   = "local_account_disabled goes on: whoever uses the cluster's own accounts is locked out"
}

watch "azurerm_kubernetes_cluster" "oms_agent" {
  when = "removed"
  rule = "alarm-silenced"
  why  = "oms_agent is removed: the cluster is no longer monitored"
}

watch "azurerm_kubernetes_cluster" "oidc_issuer_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 62
  why   = "oidc_issuer_enabled goes off: workloads lose their identity"
}

watch "azurerm_kubernetes_cluster" "workload_identity_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 62
  why   = "workload_identity_enabled goes off: workloads lose their identity"
}

watch "azurerm_kubernetes_cluster_node_pool" "node_count" {
  when  = "becomes"
  value = 0
  rule  = "scaled-to-zero"
  why   = "node_count becomes 0: all nodes of the pool are removed"
}

watch "azurerm_kubernetes_cluster_node_pool" "max_count" {
  when  = "becomes"
  value = 0
  rule  = "scaled-to-zero"
  why   = "max_count becomes 0: all nodes of the pool are removed"
}

watch "azurerm_kubernetes_cluster_node_pool" "orchestrator_version" {
  when  = "changes"
  rule  = "cluster-upgrade"
  score = 38
  why   = "orchestrator_version changes: all nodes of the pool are exchanged"
}

watch "azurerm_linux_virtual_machine" "size" {
  aliases = ["azurerm_windows_virtual_machine"]
  when    = "changes"
  rule    = "resized"
  score   = 45
  why     = "size changes: the machine restarts"
}

watch "azurerm_linux_virtual_machine_scale_set" "instances" {
  aliases = ["azurerm_windows_virtual_machine_scale_set"]
  when    = "becomes"
  value   = 0
  rule    = "scaled-to-zero"
  why     = "instances becomes 0: all machines are deleted"
}

watch "azurerm_linux_virtual_machine_scale_set" "sku" {
  aliases = ["azurerm_windows_virtual_machine_scale_set"]
  when    = "changes"
  rule    = "resized"
  score   = 40
  why     = "sku changes: the machines are exchanged"
}

watch "azurerm_linux_web_app" "enabled" {
  aliases = ["azurerm_windows_web_app", "azurerm_linux_function_app", "azurerm_windows_function_app"]
  when    = "leaves"
  value   = true
  rule    = "switched-off"
  score   = 70
  why     = "enabled goes off: the app is stopped"
}

watch "azurerm_linux_web_app" "https_only" {
  aliases = ["azurerm_windows_web_app", "azurerm_linux_function_app", "azurerm_windows_function_app"]
  when    = "leaves"
  value   = true
  rule    = "encryption-off"
  score   = 45
  why     = "https_only goes off: plain HTTP is taken"
}

watch "azurerm_linux_web_app" "public_network_access_enabled" {
  aliases = ["azurerm_windows_web_app", "azurerm_linux_function_app", "azurerm_windows_function_app"]
  when    = "leaves"
  value   = true
  rule    = "access-closed"
  score   = 55
  why     = "public_network_access_enabled goes off: whoever comes from the internet is cut off"
}

watch "azurerm_linux_web_app" "site_config.ip_restriction" {
  aliases = ["azurerm_windows_web_app", "azurerm_linux_function_app", "azurerm_windows_function_app"]
  when    = "removed"
  rule    = "public-access"
  score   = 60
  why     = "ip_restriction is removed: everyone is let in"
}

watch "azurerm_linux_web_app" "site_config.ip_restriction" {
  aliases = ["azurerm_windows_web_app", "azurerm_linux_function_app", "azurerm_windows_function_app"]
  when    = "shrinks"
  rule    = "ingress-removed"
  why     = "an access rule is removed or changed"
}

watch "azurerm_linux_web_app" "virtual_network_subnet_id" {
  aliases = ["azurerm_windows_web_app", "azurerm_linux_function_app", "azurerm_windows_function_app"]
  when    = "removed"
  rule    = "detached"
  score   = 50
  why     = "the app leaves its network: what is inside can't be reached any more"
}

watch "azurerm_service_plan" "sku_name" {
  when  = "changes"
  rule  = "resized"
  score = 38
  why   = "sku_name changes: the apps of the plan restart"
}

watch "azurerm_service_plan" "worker_count" {
  when  = "lowered"
  rule  = "resized"
  score = 36
  why   = "worker_count is lowered"
}

watch "azurerm_container_app" "ingress.external_enabled" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 55
  why   = "external_enabled goes on: the app can be reached from outside"
}

watch "azurerm_container_app" "ingress.external_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 55
  why   = "external_enabled goes off: whoever comes from outside is cut off"
}

watch "azurerm_container_app" "template.max_replicas" {
  when  = "becomes"
  value = 0
  rule  = "scaled-to-zero"
  why   = "max_replicas becomes 0: the app is stopped"
}

# Traffic, DNS and network

watch "azurerm_dns_a_record" "records" {
  aliases = ["azurerm_dns_aaaa_record", "azurerm_private_dns_a_record", "azurerm_private_dns_aaaa_record"]
  when    = "changes"
  rule    = "record-changed"
  why     = "the record points elsewhere: clients go there when their caches expire"
}

watch "azurerm_dns_a_record" "target_resource_id" {
  aliases = ["azurerm_dns_cname_record"]
  when    = "changes"
  rule    = "record-changed"
  why     = "the record points elsewhere: clients go there when their caches expire"
}

watch "azurerm_dns_cname_record" "record" {
  aliases = ["azurerm_private_dns_cname_record"]
  when    = "changes"
  rule    = "record-changed"
  why     = "the record points elsewhere: clients go there when their caches expire"
}

watch "azurerm_dns_ns_record" "records" {
  when  = "changes"
  rule  = "record-changed"
  score = 65
  why   = "the zone is delegated elsewhere: all names below it are answered by others"
}

watch "azurerm_dns_mx_record" "record" {
  when  = "shrinks"
  rule  = "record-changed"
  score = 60
  why   = "a mail server is removed or changed: mail goes elsewhere"
}

watch "azurerm_dns_txt_record" "record" {
  when  = "shrinks"
  rule  = "record-changed"
  score = 28
  why   = "a text is removed or changed: who verifies by it may refuse"
}

watch "azurerm_dns_a_record" "ttl" {
  aliases = ["azurerm_dns_cname_record", "azurerm_private_dns_a_record", "azurerm_private_dns_cname_record"]
  when    = "changes"
  rule    = "record-changed"
  score   = 22
  why     = "ttl changes: later changes are seen sooner or later than before"
}

watch "azurerm_route" "next_hop_in_ip_address" {
  when = "changes"
  rule = "route-changed"
  why  = "the route goes through another address"
}

watch "azurerm_route" "next_hop_type" {
  when = "changes"
  rule = "route-changed"
  why  = "the route goes another way"
}

watch "azurerm_route_table" "route" {
  when  = "shrinks"
  rule  = "route-changed"
  score = 62
  why   = "a route is removed or changed: what goes there is cut off or takes another way"
}

watch "azurerm_subnet" "service_endpoints" {
  when  = "shrinks"
  rule  = "route-changed"
  score = 55
  why   = "a service endpoint is removed: services that let this subnet in no longer do"
}

watch "azurerm_subnet" "delegation" {
  when  = "shrinks"
  rule  = "route-changed"
  score = 50
  why   = "a delegation is removed or changed"
}

watch "azurerm_virtual_network" "dns_servers" {
  when  = "changes"
  rule  = "route-changed"
  score = 58
  why   = "dns_servers change: everything in the network resolves names elsewhere"
}

watch "azurerm_virtual_network" "address_space" {
  when  = "shrinks"
  rule  = "route-changed"
  score = 60
  why   = "a range of the network is removed"
}

watch "azurerm_virtual_network_peering" "allow_forwarded_traffic" {
  when  = "leaves"
  value = true
  rule  = "route-changed"
  why   = "allow_forwarded_traffic goes off: traffic from behind the other network is dropped"
}

watch "azurerm_virtual_network_peering" "allow_virtual_network_access" {
  when  = "leaves"
  value = true
  rule  = "route-changed"
  score = 62
  why   = "allow_virtual_network_access goes off: the networks no longer reach each other"
}

watch "azurerm_virtual_network_peering" "use_remote_gateways" {
  when  = "leaves"
  value = true
  rule  = "route-changed"
  score = 60
  why   = "use_remote_gateways goes off: the network loses its gateway"
}

watch "azurerm_application_gateway" "backend_address_pool" {
  when  = "shrinks"
  rule  = "listener-changed"
  score = 50
  why   = "a backend pool is removed or changed"
}

watch "azurerm_application_gateway" "http_listener" {
  when  = "shrinks"
  rule  = "listener-changed"
  score = 50
  why   = "a listener is removed or changed"
}

watch "azurerm_application_gateway" "request_routing_rule" {
  when  = "shrinks"
  rule  = "listener-changed"
  score = 50
  why   = "a routing rule is removed or changed: traffic goes elsewhere"
}

watch "azurerm_application_gateway" "ssl_certificate" {
  when = "shrinks"
  rule = "listener-changed"
  why  = "a certificate is removed or changed: clients see another one"
}

watch "azurerm_application_gateway" "probe" {
  when = "shrinks"
  rule = "health-check-changed"
  why  = "a probe is removed or changed: if it gets no answer, the backends leave the rotation"
}

watch "azurerm_application_gateway" "firewall_policy_id" {
  when    = "removed"
  rule    = "guardrail-off"
  score   = 60
  outcome = "exposure"
  why     = "firewall_policy_id is removed: the firewall in front of the gateway goes"
}

watch "azurerm_web_application_firewall_policy" "policy_settings.mode" {
  when    = "becomes"
  value   = "Detection"
  rule    = "guardrail-off"
  outcome = "exposure"
  why     = "mode becomes Detection: nothing is blocked any more"
}

watch "azurerm_web_application_firewall_policy" "policy_settings.enabled" {
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  score   = 60
  outcome = "exposure"
  why     = "the firewall policy goes off"
}

watch "azurerm_lb_rule" "backend_port" {
  when  = "changes"
  rule  = "listener-changed"
  score = 50
  why   = "backend_port changes: traffic goes to another port"
}

watch "azurerm_lb_rule" "frontend_port" {
  when  = "changes"
  rule  = "listener-changed"
  score = 60
  why   = "frontend_port changes: clients on the old port are cut off"
}

watch "azurerm_lb_rule" "backend_address_pool_ids" {
  when    = "shrinks"
  rule    = "detached"
  score   = 60
  outcome = "outage"
  why     = "a backend pool is taken off the rule"
}

watch "azurerm_lb_probe" "port" {
  when = "changes"
  rule = "health-check-changed"
  why  = "the port of the probe changes: if it gets no answer, the backends leave the rotation"
}

watch "azurerm_lb_probe" "request_path" {
  when = "changes"
  rule = "health-check-changed"
  why  = "the path of the probe changes: if it gets no answer, the backends leave the rotation"
}

# Keys, identity, watching

watch "azurerm_key_vault" "public_network_access_enabled" {
  when  = "leaves"
  value = true
  rule  = "access-closed"
  score = 55
  why   = "public_network_access_enabled goes off: whoever uses the public endpoint is cut off"
}

watch "azurerm_key_vault" "public_network_access_enabled" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 55
  why   = "public_network_access_enabled goes on: the vault can be reached from the internet"
}

watch "azurerm_key_vault" "network_acls.default_action" {
  when  = "becomes"
  value = "Allow"
  rule  = "public-access"
  score = 60
  why   = "default_action becomes Allow: all networks are let in"
}

watch "azurerm_key_vault" "network_acls.default_action" {
  when  = "becomes"
  value = "Deny"
  rule  = "access-closed"
  score = 55
  why   = "default_action becomes Deny: whoever no rule lets in is cut off"
}

watch "azurerm_key_vault" "access_policy" {
  when    = "shrinks"
  rule    = "detached"
  score   = 55
  outcome = "access-loss"
  why     = "an access policy is removed or changed: somebody may lose access"
}

watch "azurerm_key_vault" "rbac_authorization_enabled" {
  when  = "changes"
  rule  = "access-closed"
  score = 62
  why   = "rbac_authorization_enabled changes: the grants of the other kind stop counting"
}

watch "azurerm_key_vault" "enable_rbac_authorization" {
  when  = "changes"
  rule  = "access-closed"
  score = 62
  why   = "enable_rbac_authorization changes: the grants of the other kind stop counting"
}

watch "azurerm_key_vault_access_policy" "secret_permissions" {
  when    = "shrinks"
  rule    = "detached"
  score   = 55
  outcome = "access-loss"
  why     = "a permission on secrets is taken away"
}

watch "azurerm_key_vault_access_policy" "key_permissions" {
  when    = "shrinks"
  rule    = "detached"
  score   = 55
  outcome = "access-loss"
  why     = "a permission on keys is taken away"
}

watch "azurerm_key_vault_secret" "value" {
  when = "changes"
  rule = "rotation-changed"
  why  = "the secret gets another value: who holds the old one is locked out"
}

watch "azurerm_key_vault_secret" "expiration_date" {
  when  = "changes"
  rule  = "rotation-changed"
  score = 36
  why   = "expiration_date changes"
}

watch "azurerm_log_analytics_workspace" "retention_in_days" {
  when = "lowered"
  rule = "retention-shortened"
  why  = "retention_in_days is lowered: older logs are deleted"
}

watch "azurerm_log_analytics_workspace" "daily_quota_gb" {
  when    = "lowered"
  rule    = "audit-off"
  score   = 36
  endless = true
  why     = "daily_quota_gb is lowered: what comes after it is dropped"
}

watch "azurerm_monitor_metric_alert" "enabled" {
  when  = "leaves"
  value = true
  rule  = "alarm-silenced"
  why   = "the alert goes off: nobody is told"
}

watch "azurerm_monitor_metric_alert" "action" {
  when = "shrinks"
  rule = "alarm-silenced"
  why  = "the alert loses an action: somebody is no longer told"
}

watch "azurerm_monitor_scheduled_query_rules_alert_v2" "enabled" {
  when  = "leaves"
  value = true
  rule  = "alarm-silenced"
  why   = "the alert goes off: nobody is told"
}

watch "azurerm_monitor_action_group" "enabled" {
  when  = "leaves"
  value = true
  rule  = "alarm-silenced"
  why   = "the action group goes off: nobody is told"
}

watch "azurerm_monitor_action_group" "email_receiver" {
  when = "shrinks"
  rule = "alarm-silenced"
  why  = "a receiver is removed or changed"
}

watch "azurerm_monitor_diagnostic_setting" "enabled_log" {
  when  = "shrinks"
  rule  = "audit-off"
  score = 38
  why   = "a log is no longer collected"
}

# Locked for good

# https://learn.microsoft.com/azure/storage/blobs/immutable-time-based-retention-policy-overview
watch "azurerm_storage_container_immutability_policy" "locked" {
  when   = "becomes"
  value  = true
  rule   = "locked-for-good"
  create = true
  why    = "locked goes on: the retention can never be shortened or taken off again, nor the container deleted while it holds blobs"
}

watch "azurerm_storage_account" "immutability_policy.state" {
  when   = "becomes"
  value  = "Locked"
  rule   = "locked-for-good"
  create = true
  why    = "the immutability policy becomes Locked: the retention can never be shortened or taken off again"
}

# https://learn.microsoft.com/azure/backup/backup-azure-immutable-vault-concept
watch "azurerm_recovery_services_vault" "immutability" {
  aliases = ["azurerm_data_protection_backup_vault"]
  when    = "becomes"
  value   = "Locked"
  rule    = "locked-for-good"
  create  = true
  why     = "immutability becomes Locked: it can never be switched off, and no backup can be deleted before its time"
}

# Connections without encryption

watch "azurerm_postgresql_flexible_server_configuration" "value" {
  aliases = ["azurerm_mysql_flexible_server_configuration"]
  when    = "becomes"
  value   = "OFF"
  with    = { name = "require_secure_transport" }
  rule    = "encryption-off"
  create  = true
  why     = "require_secure_transport becomes OFF: clients may connect without encryption"
}

watch "azurerm_postgresql_server" "ssl_enforcement_enabled" {
  aliases = ["azurerm_mysql_server", "azurerm_mariadb_server"]
  when    = "leaves"
  value   = true
  rule    = "encryption-off"
  why     = "ssl_enforcement_enabled goes off: clients may connect without encryption"
}

# Policies

# https://learn.microsoft.com/azure/governance/policy/concepts/assignment-structure#enforcement-mode
watch "azurerm_subscription_policy_assignment" "enforce" {
  aliases = ["azurerm_management_group_policy_assignment", "azurerm_resource_group_policy_assignment", "azurerm_resource_policy_assignment"]
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  score   = 60
  why     = "enforce goes off: the policy only reports from then on, and denies nothing"
}

watch "azurerm_subscription_policy_assignment" "enforce" {
  aliases = ["azurerm_management_group_policy_assignment", "azurerm_resource_group_policy_assignment", "azurerm_resource_policy_assignment"]
  when    = "becomes"
  value   = true
  rule    = "access-closed"
  score   = 38
  outcome = "outage"
  moment  = "next-deploy"
  why     = "enforce goes on: where the policy denies something, deployments that break it fail from then on"
}

# Capacity that is cut, and not to nothing: that stands with the type.

watch "azurerm_kubernetes_cluster" "default_node_pool.node_count" {
  when = "cut"
  rule = "capacity-cut"
  why  = "node_count is cut to a quarter or less, or to one: the pods of the other nodes are moved, or wait"
}

watch "azurerm_kubernetes_cluster" "default_node_pool.max_count" {
  when = "cut"
  rule = "capacity-cut"
  why  = "max_count is cut to a quarter or less, or to one: the pool no longer grows with the load"
}

watch "azurerm_kubernetes_cluster_node_pool" "node_count" {
  when = "cut"
  rule = "capacity-cut"
  why  = "node_count is cut to a quarter or less, or to one: the pods of the other nodes are moved, or wait"
}

watch "azurerm_kubernetes_cluster_node_pool" "max_count" {
  when = "cut"
  rule = "capacity-cut"
  why  = "max_count is cut to a quarter or less, or to one: the pool no longer grows with the load"
}

watch "azurerm_linux_virtual_machine_scale_set" "instances" {
  aliases = ["azurerm_windows_virtual_machine_scale_set", "azurerm_orchestrated_virtual_machine_scale_set"]
  when    = "cut"
  rule    = "capacity-cut"
  why     = "instances is cut to a quarter or less, or to one: the other machines are deleted"
}

watch "azurerm_monitor_autoscale_setting" "profile.capacity.maximum" {
  when = "cut"
  rule = "capacity-cut"
  why  = "the maximum is cut to a quarter or less, or to one: what is above it is deleted, and it no longer grows with the load"
}

watch "azurerm_service_plan" "worker_count" {
  when = "cut"
  rule = "capacity-cut"
  why  = "worker_count is cut to a quarter or less, or to one: the other workers are taken away"
}

watch "azurerm_container_app" "template.max_replicas" {
  when = "cut"
  rule = "capacity-cut"
  why  = "max_replicas is cut to a quarter or less, or to one: it no longer grows with the load"
}

# App Service starts an app anew when its settings change:
# https://learn.microsoft.com/en-us/azure/app-service/configure-common

watch "azurerm_linux_web_app" "app_settings" {
  aliases = ["azurerm_windows_web_app", "azurerm_linux_function_app", "azurerm_windows_function_app", "azurerm_app_service", "azurerm_function_app"]
  when    = "changes"
  rule    = "resized"
  score   = 20
  why     = "app_settings changes: the app restarts at once"
}

watch "azurerm_linux_web_app" "connection_string" {
  aliases = ["azurerm_windows_web_app", "azurerm_linux_function_app", "azurerm_windows_function_app", "azurerm_app_service", "azurerm_function_app"]
  when    = "changes"
  rule    = "resized"
  score   = 20
  why     = "connection_string changes: the app restarts at once"
}
