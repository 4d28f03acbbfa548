# Azure. Facts are from the Azure documentation and that of the hashicorp/azurerm
# provider. What the provider's features block decides (purge on destroy, for example)
# is not in a plan's prior values: such rows say unknown.

# Containers

type "azurerm_resource_group" {
  class    = "container"
  loses    = "every resource in the group, also those that Terraform does not manage"
  recovery = "unknown"
  advice   = "List what is in it: az resource list --resource-group NAME. The provider refuses to delete a group that still holds resources unless its features block says otherwise."
}

type "azurerm_subscription" {
  class    = "container"
  loses    = "everything in the subscription"
  recovery = "unknown"
}

type "azurerm_management_group" {
  class    = "container"
  loses    = "the group with the policies and roles that it passes on to its subscriptions"
  recovery = "unknown"
}

# Databases

type "azurerm_mssql_server" {
  aliases   = ["azurerm_sql_server"]
  class     = "data-store"
  loses     = "every database on the server"
  recovery  = "lost"
  container = true
  advice    = "List its databases: az sql db list --server NAME --resource-group GROUP."
}

type "azurerm_mssql_database" {
  aliases      = ["azurerm_sql_database"]
  class        = "data-store"
  loses        = "the database with all its rows"
  recovery     = "restorable"
  recovery_why = "a deleted database can be restored within its retention time while its server exists"
  advice       = "See whether its server goes in the same plan: then nothing is left to restore from."
}

type "azurerm_mssql_elasticpool" {
  class = "compute"
  loses = "the shared capacity of its databases; Azure refuses to delete one that holds databases"
}

type "azurerm_mssql_managed_instance" {
  class     = "data-store"
  loses     = "every database on the instance"
  recovery  = "unknown"
  container = true
}

type "azurerm_mssql_managed_database" {
  class        = "data-store"
  loses        = "the database with all its rows"
  recovery     = "restorable"
  recovery_why = "a deleted database can be restored within its retention time while its instance exists"
  advice       = "See whether its instance goes in the same plan: then nothing is left to restore from."
}

type "azurerm_mssql_firewall_rule" {
  class = "glue"
  loses = "one address range's way to the server"
}

type "azurerm_postgresql_flexible_server" {
  class     = "data-store"
  loses     = "every database on the server, and its host name while it is away"
  recovery  = "unknown"
  container = true
  advice    = "Whether a deleted server can be restored depends on its backups: settle it before applying."
}

type "azurerm_postgresql_server" {
  class     = "data-store"
  loses     = "every database on the server"
  recovery  = "unknown"
  container = true
}

type "azurerm_postgresql_flexible_server_database" {
  class    = "data-store"
  loses    = "one database with all its tables"
  recovery = "unknown"
}

type "azurerm_postgresql_flexible_server_configuration" {
  class = "glue"
  loses = "one server setting, which goes back to its default"
}

type "azurerm_mysql_flexible_server" {
  aliases   = ["azurerm_mysql_server", "azurerm_mariadb_server"]
  class     = "data-store"
  loses     = "every database on the server"
  recovery  = "unknown"
  container = true
}

type "azurerm_mysql_flexible_database" {
  aliases  = ["azurerm_mysql_database", "azurerm_mariadb_database"]
  class    = "data-store"
  loses    = "one database with all its tables"
  recovery = "unknown"
}

type "azurerm_cosmosdb_account" {
  class     = "data-store"
  loses     = "every database in the account, and its endpoint"
  recovery  = "unknown"
  container = true

  case "backup[0].type" {
    equals = "Continuous"
    tier   = "restorable"
    why    = "continuous backup is on: a deleted account can be restored within its retention time"
  }
}

type "azurerm_cosmosdb_sql_database" {
  aliases  = ["azurerm_cosmosdb_mongo_database"]
  class    = "data-store"
  loses    = "the database with all its containers"
  recovery = "unknown"
}

type "azurerm_cosmosdb_sql_container" {
  aliases  = ["azurerm_cosmosdb_mongo_collection"]
  class    = "data-store"
  loses    = "the container with all its items"
  recovery = "unknown"
}

type "azurerm_mongo_cluster" {
  class    = "data-store"
  loses    = "every database of the cluster"
  recovery = "unknown"
}

type "azurerm_redis_cache" {
  aliases  = ["azurerm_managed_redis"]
  class    = "cache"
  loses    = "everything in the cache; its access keys change"
  recovery = "lost"
  advice   = "Ask whether sessions, queues or locks live in it."
}

type "azurerm_kusto_cluster" {
  class     = "data-store"
  loses     = "every database of the cluster"
  recovery  = "lost"
  container = true
}

type "azurerm_kusto_database" {
  class    = "data-store"
  loses    = "the database with all its tables"
  recovery = "lost"
}

type "azurerm_synapse_workspace" {
  class     = "data-store"
  loses     = "the workspace with its pools and pipelines"
  recovery  = "unknown"
  container = true
}

type "azurerm_synapse_sql_pool" {
  class    = "data-store"
  loses    = "the warehouse with all its tables"
  recovery = "unknown"
}

type "azurerm_search_service" {
  class    = "data-store"
  loses    = "every index of the service"
  recovery = "lost"
}

type "azurerm_databricks_workspace" {
  class    = "data-store"
  renewed  = true
  loses    = "notebooks, jobs and the workspace's own storage; its address changes"
  recovery = "lost"
}

type "azurerm_data_factory" {
  class    = "other"
  loses    = "pipelines that are not in a repository, triggers and run history"
  recovery = "lost"
}

# Storage

type "azurerm_storage_account" {
  class     = "data-store"
  loses     = "every blob, file, table and queue in the account; its access keys change"
  recovery  = "unknown"
  container = true
  advice    = "Azure may recover a deleted account for a short time if its name was not taken; do not count on it."
}

type "azurerm_storage_container" {
  aliases  = ["azurerm_storage_data_lake_gen2_filesystem"]
  class    = "data-store"
  loses    = "every blob in the container"
  recovery = "unknown"
}

type "azurerm_storage_blob" {
  class    = "glue"
  loses    = "one blob, which comes from the configuration"
  recovery = "recreatable"
}

type "azurerm_storage_share" {
  class    = "data-store"
  loses    = "every file in the share"
  recovery = "unknown"
}

type "azurerm_storage_table" {
  class    = "data-store"
  loses    = "every row in the table"
  recovery = "lost"
}

type "azurerm_storage_queue" {
  class    = "data-store"
  loses    = "the messages that wait in the queue"
  recovery = "recreatable"
  outcomes = ["data-loss", "outage"]
}

type "azurerm_storage_management_policy" {
  class  = "glue"
  loses  = "the rules that move and expire blobs"
  advice = "Read the new rules on their own: expired blobs may not come back."
}

type "azurerm_managed_disk" {
  class    = "data-store"
  loses    = "every file on the disk"
  recovery = "lost"
}

type "azurerm_snapshot" {
  class    = "data-store"
  loses    = "the backup itself"
  recovery = "lost"
}

type "azurerm_image" {
  aliases  = ["azurerm_shared_image", "azurerm_shared_image_version"]
  class    = "data-store"
  loses    = "the image; sets that name it can start nothing new"
  recovery = "lost"
}

type "azurerm_netapp_volume" {
  class    = "data-store"
  loses    = "every file on the volume, with its snapshots"
  recovery = "lost"
}

type "azurerm_container_registry" {
  class    = "artifact"
  loses    = "every image in the registry"
  recovery = "lost"
}

type "azurerm_recovery_services_vault" {
  class    = "data-store"
  loses    = "the vault; Azure refuses to delete one that still protects something"
  recovery = "recreatable"
}

type "azurerm_data_protection_backup_vault" {
  class    = "data-store"
  loses    = "the backups in the vault"
  recovery = "unknown"
}

type "azurerm_backup_protected_vm" {
  class    = "data-store"
  loses    = "the machine's backups, as far as the provider's features let them go"
  recovery = "unknown"
}

# Messages

type "azurerm_servicebus_namespace" {
  class     = "data-store"
  loses     = "every queue and topic with its messages; its access keys change"
  recovery  = "lost"
  container = true
}

type "azurerm_servicebus_queue" {
  aliases  = ["azurerm_servicebus_subscription"]
  class    = "data-store"
  loses    = "the messages that wait in the queue"
  outcomes = ["data-loss", "outage"]
  recovery = "recreatable"
}

type "azurerm_servicebus_topic" {
  class    = "data-store"
  loses    = "the topic with its subscriptions and the messages that wait in them"
  outcomes = ["data-loss", "outage"]
  recovery = "recreatable"
}

type "azurerm_eventhub_namespace" {
  class     = "data-store"
  loses     = "every hub with its events; its access keys change"
  recovery  = "lost"
  container = true
}

type "azurerm_eventhub" {
  class    = "data-store"
  loses    = "the events that are kept in the hub"
  recovery = "lost"
}

type "azurerm_iothub" {
  class    = "data-store"
  loses    = "the identities of all devices"
  recovery = "lost"
}

# Keys and secrets

type "azurerm_key_vault" {
  class     = "key"
  loses     = "every key, secret and certificate in the vault"
  recovery  = "unknown"
  container = true
  advice    = "The provider purges a vault on destroy unless its features block says otherwise; look at purge_soft_delete_on_destroy."

  case "purge_protection_enabled" {
    equals = true
    tier   = "restorable"
    why    = "purge protection is on: it stays soft-deleted for its retention time and can be recovered"
  }
}

type "azurerm_key_vault_managed_hardware_security_module" {
  class     = "key"
  loses     = "every key in the module"
  recovery  = "unknown"
  container = true

  case "purge_protection_enabled" {
    equals = true
    tier   = "restorable"
    why    = "purge protection is on: it stays soft-deleted for its retention time and can be recovered"
  }
}

type "azurerm_key_vault_key" {
  class    = "key"
  loses    = "the key: what is encrypted under it can't be read"
  recovery = "unknown"
  advice   = "The provider purges keys on destroy unless its features block says otherwise."
}

type "azurerm_key_vault_secret" {
  class    = "key"
  loses    = "the secret with all its versions; the old configuration may hold its value"
  recovery = "unknown"
}

type "azurerm_key_vault_certificate" {
  class    = "key"
  loses    = "the certificate with its private key"
  recovery = "unknown"
}

type "azurerm_key_vault_access_policy" {
  class = "identity"
  loses = "a principal's access to the vault"
}

type "azurerm_app_configuration" {
  class    = "data-store"
  loses    = "every setting in the store"
  recovery = "unknown"

  case "purge_protection_enabled" {
    equals = true
    tier   = "restorable"
    why    = "purge protection is on: it stays soft-deleted for its retention time and can be recovered"
  }
}

# Identity and access

type "azurerm_user_assigned_identity" {
  class = "trust"
  loses = "the identity; a new one has other ids, and role assignments to the old one do not count for it"
}

type "azurerm_role_assignment" {
  class    = "identity"
  loses    = "a principal's role"
  recovery = "reversible"
}

type "azurerm_role_definition" {
  class = "identity"
  loses = "the permissions of everyone who has the role"
}

type "azurerm_federated_identity_credential" {
  class = "identity"
  loses = "the trust in an outside identity: pipelines that sign in through it are locked out"
}

type "azurerm_management_lock" {
  class    = "identity"
  loses    = "the lock: what it protected can be deleted"
  recovery = "reversible"
}

# Network

type "azurerm_virtual_network" {
  class = "network-core"
  loses = "the network; Azure refuses to delete one in use"
}

type "azurerm_subnet" {
  class = "network-core"
  loses = "the subnet; Azure refuses to delete one in use"
}

type "azurerm_network_security_group" {
  class = "network-rule"
  loses = "the rules of its subnets and cards; Azure refuses to delete one in use"
}

type "azurerm_network_security_rule" {
  class = "glue"
  loses = "one rule of a group"
}

type "azurerm_subnet_network_security_group_association" {
  class    = "network-rule"
  outcomes = ["exposure"]
  loses    = "the packet filter of a subnet"
  recovery = "reversible"
}

type "azurerm_route_table" {
  class = "network-core"
  loses = "the routes of its subnets"
}

type "azurerm_route" {
  class    = "network-rule"
  loses    = "the way to one destination"
  recovery = "reversible"
}

type "azurerm_subnet_route_table_association" {
  class    = "network-rule"
  loses    = "the routes of a subnet; until then the default routes of Azure hold, and what went through a firewall or a gateway goes past it or nowhere"
  recovery = "reversible"
  outcomes = ["outage", "exposure"]
}

type "azurerm_virtual_network_peering" {
  class    = "network-core"
  loses    = "the link between two networks; the peering of the other side stays disconnected, and has to be made anew as well"
  recovery = "reversible"
}

type "azurerm_virtual_network_gateway" {
  class = "network-core"
  loses = "the gateway: all tunnels and lines through it are down, and a new one takes long"
}

type "azurerm_virtual_network_gateway_connection" {
  class = "network-core"
  loses = "the tunnel"
}

type "azurerm_express_route_circuit" {
  class    = "network-core"
  loses    = "the ordered line: a new one has to be ordered"
  recovery = "lost"
}

type "azurerm_nat_gateway" {
  class = "network-core"
  loses = "the way out for its subnets"
}

type "azurerm_firewall" {
  class = "network-core"
  loses = "the firewall: everything routed through it is cut off"
}

type "azurerm_public_ip" {
  class    = "network-rule"
  loses    = "the address: allow-lists and DNS records elsewhere still name it"
  recovery = "lost"
}

type "azurerm_network_interface" {
  class = "network-rule"
  loses = "a network card with its private address"
}

type "azurerm_private_endpoint" {
  class = "network-rule"
  loses = "the private way to a service; its address may change"
}

type "azurerm_bastion_host" {
  class = "traffic"
  loses = "the way in for administrators"
}

# Traffic entry and DNS

type "azurerm_lb" {
  class = "traffic"
  loses = "the entry point"
}

type "azurerm_lb_rule" {
  class = "glue"
  loses = "one port of the balancer"
}

type "azurerm_application_gateway" {
  class = "traffic"
  loses = "the entry point"
}

type "azurerm_cdn_frontdoor_profile" {
  class     = "traffic"
  loses     = "the profile with its endpoints and their host names"
  recovery  = "lost"
  container = true
}

type "azurerm_traffic_manager_profile" {
  class = "traffic"
  loses = "the profile and its DNS name"
}

type "azurerm_api_management" {
  class    = "traffic"
  loses    = "the gateway with its APIs, users and subscriptions"
  recovery = "unknown"
}

type "azurerm_dns_zone" {
  class    = "container"
  renewed  = true
  loses    = "every record in the zone, and its name servers: a new zone may get others"
  recovery = "lost"
}

type "azurerm_private_dns_zone" {
  class    = "container"
  loses    = "every record in the zone"
  recovery = "recreatable"
}

type "azurerm_private_dns_zone_virtual_network_link" {
  class    = "network-rule"
  loses    = "a network's view of a private zone"
  recovery = "reversible"
}

type "azurerm_dns_a_record" {
  aliases  = ["azurerm_dns_cname_record", "azurerm_private_dns_a_record", "azurerm_dns_txt_record"]
  class    = "traffic"
  loses    = "the name: resolvers remember that it is gone for as long as they cache"
  recovery = "reversible"
}

# Clusters and compute

type "azurerm_kubernetes_cluster" {
  class     = "cluster"
  loses     = "every object in the cluster's API, its endpoint and its node resource group with the disks in it"
  recovery  = "lost"
  container = true
  safe      = ["default_node_pool.vm_size", "default_node_pool.node_count"]
}

type "azurerm_kubernetes_cluster_node_pool" {
  class = "service"
  loses = "the nodes: their pods are evicted and need room elsewhere"
}

type "azurerm_linux_virtual_machine" {
  aliases = ["azurerm_windows_virtual_machine"]
  class   = "server"
  loses   = "what is on its system disk and temporary disk"
  advice  = "Ask whether anything was set up on it by hand. Attached data disks are resources of their own."
}

type "azurerm_virtual_machine" {
  class = "server"
  loses = "what is on its system disk"

  case "delete_os_disk_on_termination" {
    equals = false
    tier   = "recreatable"
    why    = "the system disk stays, unattached"
  }

  circumstance "delete_data_disks_on_termination" {
    equals = true
    points = 15
    rule   = "force-destroy"
    why    = "delete_data_disks_on_termination is set: data disks go too"
  }
}

type "azurerm_linux_virtual_machine_scale_set" {
  aliases = ["azurerm_windows_virtual_machine_scale_set"]
  class   = "service"
  loses   = "all its instances at once"
}

type "azurerm_virtual_machine_data_disk_attachment" {
  class    = "compute"
  loses    = "the machine's hold on a disk: the file system goes away under it"
  recovery = "reversible"
}

type "azurerm_virtual_machine_extension" {
  class  = "compute"
  loses  = "an extension on a machine"
  opaque = true
}

type "azurerm_service_plan" {
  aliases = ["azurerm_app_service_plan"]
  class = "service"
  loses = "the machines of its apps; Azure refuses to delete one in use"
}

type "azurerm_linux_web_app" {
  aliases = ["azurerm_windows_web_app", "azurerm_linux_function_app", "azurerm_windows_function_app", "azurerm_app_service", "azurerm_function_app"]
  class   = "service"
  loses   = "the app with its slots and its default address"
}

type "azurerm_static_web_app" {
  class = "service"
  loses = "the site and its default address"
}

type "azurerm_container_app" {
  class = "service"
  loses = "the app with its revisions"
}

type "azurerm_container_app_environment" {
  class = "service"
  loses = "the environment and its default domain; Azure refuses to delete one that holds apps"
}

type "azurerm_container_group" {
  class = "service"
  loses = "the running containers and their address"
}

type "azurerm_logic_app_workflow" {
  class = "compute"
  loses = "the workflow and its run history"
}

type "azurerm_machine_learning_workspace" {
  class    = "data-store"
  loses    = "experiments, models and run history"
  recovery = "unknown"
}

type "azurerm_cognitive_account" {
  class    = "other"
  loses    = "the account; its access keys change"
  recovery = "unknown"
}

# Observability

type "azurerm_log_analytics_workspace" {
  class    = "observability"
  loses    = "every log line in the workspace"
  recovery = "unknown"
}

type "azurerm_application_insights" {
  class    = "observability"
  loses    = "the telemetry so far; its instrumentation key changes"
  recovery = "lost"
}

type "azurerm_monitor_metric_alert" {
  aliases = ["azurerm_monitor_scheduled_query_rules_alert_v2", "azurerm_monitor_activity_log_alert"]
  class   = "observability"
  loses   = "an alert"
}

type "azurerm_monitor_diagnostic_setting" {
  class = "observability"
  loses = "the export of logs from now on"
}

type "azurerm_monitor_action_group" {
  class = "observability"
  loses = "the receivers of alerts: nobody is called"
}
