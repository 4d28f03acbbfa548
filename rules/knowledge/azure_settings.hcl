# Azure: policies, settings and parts of other resources. Facts are from the documentation
# of the services and that of the hashicorp/azurerm provider.

# Network and traffic

type "azurerm_network_interface_security_group_association" {
  class    = "network-core"
  loses    = "the packet filter of one interface"
  recovery = "reversible"
  outcomes = ["exposure"]
}

type "azurerm_network_interface_backend_address_pool_association" {
  aliases  = ["azurerm_network_interface_application_security_group_association", "azurerm_nat_gateway_public_ip_association"]
  class    = "network-core"
  loses    = "one link of the network: the interface's place in a group or behind the balancer, or its address"
  recovery = "reversible"
}

type "azurerm_subnet_nat_gateway_association" {
  class    = "network-core"
  loses    = "the subnet's way out by the gateway's address"
  recovery = "reversible"
}

type "azurerm_local_network_gateway" {
  aliases = ["azurerm_express_route_gateway", "azurerm_virtual_hub", "azurerm_virtual_wan", "azurerm_virtual_hub_connection", "azurerm_route_server"]
  class   = "network-core"
  loses   = "a link between networks; Azure refuses to delete one that connections use"
}

type "azurerm_firewall_policy" {
  aliases = ["azurerm_firewall_policy_rule_collection_group", "azurerm_firewall_network_rule_collection", "azurerm_firewall_application_rule_collection", "azurerm_firewall_nat_rule_collection"]
  class   = "network-core"
  loses   = "rules of the firewall: what they let through is cut off"
}

type "azurerm_application_security_group" {
  class = "network-core"
  loses = "the group that security rules name; Azure refuses to delete one in use"
}

type "azurerm_network_ddos_protection_plan" {
  class = "network-core"
  loses = "the protection of networks against floods; Azure refuses to delete one in use"
}

type "azurerm_private_link_service" {
  class = "network-core"
  loses = "the private service: every endpoint that others made to it stops working"
}

type "azurerm_private_dns_resolver" {
  aliases = ["azurerm_private_dns_resolver_inbound_endpoint", "azurerm_private_dns_resolver_outbound_endpoint", "azurerm_private_dns_resolver_dns_forwarding_ruleset"]
  class   = "traffic"
  loses   = "the address that other networks send their DNS queries to, or the forwarding of names"
}

type "azurerm_lb_backend_address_pool" {
  aliases = ["azurerm_lb_probe", "azurerm_lb_nat_rule", "azurerm_lb_outbound_rule", "azurerm_lb_nat_pool"]
  class   = "traffic"
  loses   = "a part of the balancer: what it takes in or sends on"
}

type "azurerm_web_application_firewall_policy" {
  aliases = ["azurerm_cdn_frontdoor_firewall_policy", "azurerm_frontdoor_firewall_policy"]
  class   = "identity"
  loses   = "the filter in front of the application; Azure refuses to delete one in use"

  outcomes = ["exposure"]
}

type "azurerm_frontdoor" {
  aliases = ["azurerm_cdn_frontdoor_endpoint", "azurerm_cdn_frontdoor_origin", "azurerm_cdn_frontdoor_origin_group", "azurerm_cdn_frontdoor_route", "azurerm_cdn_frontdoor_custom_domain", "azurerm_cdn_profile", "azurerm_cdn_endpoint", "azurerm_cdn_endpoint_custom_domain", "azurerm_traffic_manager_azure_endpoint", "azurerm_traffic_manager_external_endpoint"]
  class   = "traffic"
  loses   = "a way from the public name to the application"
}

type "azurerm_app_service_custom_hostname_binding" {
  aliases  = ["azurerm_app_service_certificate", "azurerm_app_service_certificate_binding", "azurerm_app_service_managed_certificate"]
  class    = "traffic"
  loses    = "the name that the application answers to, or its certificate"
  recovery = "recreatable"
}

type "azurerm_app_service_virtual_network_swift_connection" {
  class    = "network-core"
  loses    = "the application's way into the network"
  recovery = "reversible"
}

type "azurerm_network_watcher" {
  aliases = ["azurerm_network_watcher_flow_log"]
  class   = "observability"
  loses   = "the record of connections from then on"
}

# Who may do what

type "azurerm_policy_definition" {
  aliases  = ["azurerm_policy_assignment", "azurerm_subscription_policy_assignment", "azurerm_resource_group_policy_assignment", "azurerm_management_group_policy_assignment", "azurerm_resource_policy_assignment", "azurerm_policy_set_definition"]
  class    = "identity"
  loses    = "a limit for everything in its scope"
  recovery = "recreatable"
}

type "azurerm_security_center_subscription_pricing" {
  class    = "observability"
  loses    = "the paid watch over the subscription, which goes back to the free one"
  recovery = "reversible"
}

type "azurerm_storage_account_network_rules" {
  class    = "identity"
  loses    = "which networks reach the account: all do once the rules are gone"
  recovery = "reversible"
}

type "azurerm_mssql_virtual_network_rule" {
  aliases  = ["azurerm_postgresql_firewall_rule", "azurerm_postgresql_flexible_server_firewall_rule", "azurerm_mysql_firewall_rule", "azurerm_mysql_flexible_server_firewall_rule"]
  class    = "glue"
  loses    = "the way into the database for one network or address range"
  recovery = "reversible"
}

type "azurerm_eventhub_authorization_rule" {
  aliases  = ["azurerm_eventhub_namespace_authorization_rule", "azurerm_servicebus_namespace_authorization_rule", "azurerm_servicebus_queue_authorization_rule"]
  class    = "key"
  loses    = "the keys that programs sign in with"
  recovery = "lost"
}

type "azuread_application_password" {
  aliases  = ["azuread_service_principal_password"]
  class    = "key"
  loses    = "a password that programs sign in with; the new one is another"
  recovery = "lost"
}

type "azuread_application_federated_identity_credential" {
  aliases  = ["azuread_app_role_assignment", "azuread_directory_role_assignment", "azuread_conditional_access_policy"]
  class    = "identity"
  loses    = "a sign-in, a role or a condition for it"
  recovery = "recreatable"
}

# Data

type "azurerm_postgresql_database" {
  class    = "data-store"
  loses    = "the database with all its tables; backups are of the whole server"
  recovery = "unknown"
}

type "azurerm_postgresql_configuration" {
  aliases  = ["azurerm_mysql_configuration"]
  class    = "glue"
  loses    = "a setting of the server, which goes back to its default"
  recovery = "reversible"
}

type "azurerm_mssql_failover_group" {
  class = "traffic"
  loses = "the listener's name and the failover to the other region; the databases stay"
}

type "azurerm_redis_enterprise_cluster" {
  aliases  = ["azurerm_redis_enterprise_database"]
  class    = "data-store"
  loses    = "everything in the cache"
  recovery = "lost"
}

type "azurerm_netapp_account" {
  aliases = ["azurerm_netapp_pool"]
  class   = "container"
  loses   = "the account or pool; Azure refuses to delete one that holds volumes"

  recovery = "recreatable"
}

type "azurerm_disk_encryption_set" {
  class    = "key"
  loses    = "the tie between disks and their key; Azure refuses to delete one in use"
  recovery = "recreatable"
}

type "azurerm_shared_image_gallery" {
  class    = "container"
  loses    = "the gallery; Azure refuses to delete one that holds images"
  recovery = "recreatable"
}

type "azurerm_storage_sync" {
  class = "glue"
  loses = "the sync service; Azure refuses to delete one with groups"
}

type "azurerm_app_configuration_key" {
  class = "glue"
  loses = "a setting that applications read"
}

type "azurerm_eventhub_consumer_group" {
  class = "glue"
  loses = "a reader's view of the hub; positions are kept by the readers"
}

type "azurerm_backup_policy_vm" {
  aliases = ["azurerm_backup_policy_file_share", "azurerm_backup_policy_vm_workload"]
  class   = "data-store"
  loses   = "the schedule of backups; Azure refuses to delete one that protects something"

  recovery = "recreatable"
}

# Services

type "azurerm_linux_web_app_slot" {
  aliases = ["azurerm_windows_web_app_slot", "azurerm_logic_app_standard", "azurerm_static_site", "azurerm_spring_cloud_service"]
  class   = "service"
  loses   = "the application with its address; it is down until it is deployed again"
}

type "azurerm_container_app_job" {
  class = "compute"
  loses = "a job with its runs"
}

type "azurerm_orchestrated_virtual_machine_scale_set" {
  class = "service"
  loses = "all machines of the set"
}

type "azurerm_availability_set" {
  aliases = ["azurerm_proximity_placement_group", "azurerm_dedicated_host"]
  class   = "compute"
  loses   = "where machines are placed; Azure refuses to delete one in use, and a machine that moves is made anew"
}

type "azurerm_api_management_api" {
  aliases = ["azurerm_api_management_api_operation", "azurerm_api_management_backend", "azurerm_api_management_product", "azurerm_api_management_named_value"]
  class   = "traffic"
  loses   = "a part of the API: its callers get no answer"
}

type "azurerm_eventgrid_topic" {
  aliases = ["azurerm_eventgrid_system_topic", "azurerm_eventgrid_domain", "azurerm_notification_hub", "azurerm_signalr_service", "azurerm_communication_service"]
  class   = "service"
  loses   = "the service with its address and keys: who sends to it gets no answer"
}

type "azurerm_eventgrid_event_subscription" {
  aliases = ["azurerm_eventgrid_system_topic_event_subscription"]
  class   = "glue"
  loses   = "the way of events to who handles them; those in between are dropped"
}

type "azurerm_data_factory_pipeline" {
  aliases = ["azurerm_automation_runbook", "azurerm_stream_analytics_job", "azurerm_cognitive_deployment", "azurerm_synapse_spark_pool"]
  class   = "compute"
  loses   = "what is run by a schedule or a call"
}

type "azurerm_automation_account" {
  class    = "container"
  loses    = "every runbook, schedule and credential in it"
  recovery = "lost"
}

type "azurerm_hdinsight_hadoop_cluster" {
  aliases  = ["azurerm_hdinsight_spark_cluster", "azurerm_hdinsight_kafka_cluster"]
  class    = "cluster"
  loses    = "the cluster with what is on its own disks; what lies in storage accounts stays"
  recovery = "unknown"
}

# Templates hold resources of their own, which the plan does not list.
type "azurerm_resource_group_template_deployment" {
  class     = "container"
  container = true
  opaque    = true
  loses     = "what the template made: resources that Terraform does not know"
  recovery  = "unknown"
}

type "azurerm_arc_kubernetes_cluster" {
  aliases = ["azurerm_kubernetes_cluster_extension", "azurerm_kubernetes_flux_configuration"]
  class   = "cluster"
  loses   = "what the cluster is managed or extended by; its workloads stay, except what the extension installed"

  recovery = "recreatable"
}

# Watching

type "azurerm_monitor_autoscale_setting" {
  class    = "service"
  loses    = "the scaling by load: the number of machines stays as it is"
  recovery = "reversible"
}

type "azurerm_monitor_data_collection_rule" {
  aliases = ["azurerm_log_analytics_solution", "azurerm_sentinel_alert_rule_scheduled", "azurerm_consumption_budget_subscription", "azurerm_consumption_budget_resource_group"]
  class   = "observability"
  loses   = "what it would have recorded or reported from then on"
}
