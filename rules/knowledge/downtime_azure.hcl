# How long an object is usually missing; downtime_aws.hcl says what the figures mean.

downtime "azurerm_postgresql_flexible_server" {
  from = 5
  to   = 20
  why  = "a new server is set up; restoring takes longer the more it holds"
  aliases = [
    "azurerm_mysql_flexible_server", "azurerm_postgresql_server", "azurerm_mysql_server", "azurerm_mariadb_server",
  ]
}

downtime "azurerm_mssql_server" {
  from    = 1
  to      = 5
  why     = "the server is made anew, without its databases"
  aliases = ["azurerm_sql_server", "azurerm_mssql_elasticpool"]
}

downtime "azurerm_mssql_database" {
  from    = 1
  to      = 5
  why     = "an empty database is made; restoring takes longer the more it holds"
  aliases = ["azurerm_sql_database"]
}

downtime "azurerm_postgresql_flexible_server_database" {
  from    = 0
  to      = 2
  why     = "an empty database is made at once"
  aliases = ["azurerm_mysql_flexible_database", "azurerm_postgresql_database", "azurerm_mysql_database", "azurerm_mariadb_database"]
}

downtime "azurerm_mssql_managed_instance" {
  from = 30
  to   = 240
  why  = "an instance is set up anew; the first one in a subnet takes up to four hours"
}

downtime "azurerm_cosmosdb_account" {
  from = 5
  to   = 20
  why  = "the account must be gone everywhere before one of its name is made, and is empty then"
}

downtime "azurerm_cosmosdb_sql_database" {
  from    = 0
  to      = 2
  why     = "it is made at once, without data"
  aliases = ["azurerm_cosmosdb_sql_container", "azurerm_cosmosdb_mongo_database", "azurerm_cosmosdb_mongo_collection"]
}

downtime "azurerm_mongo_cluster" {
  from = 5
  to   = 20
  why  = "a new cluster is set up, without data"
}

downtime "azurerm_redis_cache" {
  from    = 15
  to      = 40
  why     = "a new cache is set up, with nothing in it"
  aliases = ["azurerm_managed_redis", "azurerm_redis_enterprise_cluster"]
}

downtime "azurerm_search_service" {
  from = 2
  to   = 15
  why  = "a new service is set up, without indexes"
}

downtime "azurerm_kusto_cluster" {
  from = 10
  to   = 20
  why  = "the servers are set up anew, without databases"
}

downtime "azurerm_synapse_workspace" {
  from    = 5
  to      = 15
  why     = "workspace and pools are set up anew"
  aliases = ["azurerm_synapse_sql_pool", "azurerm_synapse_spark_pool"]
}

downtime "azurerm_databricks_workspace" {
  from    = 3
  to      = 10
  why     = "a new workspace is set up, without notebooks and jobs"
  aliases = ["azurerm_machine_learning_workspace"]
}

downtime "azurerm_hdinsight_hadoop_cluster" {
  from    = 15
  to      = 30
  why     = "the nodes are set up anew"
  aliases = ["azurerm_hdinsight_kafka_cluster", "azurerm_hdinsight_spark_cluster"]
}

downtime "azurerm_eventhub_namespace" {
  from    = 1
  to      = 5
  why     = "the namespace is made anew, without what waits in it; a deleted name may be held back for a while"
  aliases = ["azurerm_servicebus_namespace", "azurerm_iothub", "azurerm_signalr_service", "azurerm_eventgrid_domain", "azurerm_eventgrid_topic"]
}

downtime "azurerm_eventhub" {
  from    = 0
  to      = 1
  why     = "it is made at once, without what waits in the old one"
  aliases = ["azurerm_servicebus_queue", "azurerm_servicebus_topic", "azurerm_servicebus_subscription"]
}

downtime "azurerm_storage_account" {
  from = 1
  to   = 5
  why  = "an empty account is made, unless its name is held back or taken by somebody else"
}

downtime "azurerm_storage_container" {
  from    = 0
  to      = 5
  why     = "the deleted name can be used again after 30 seconds or later"
  aliases = ["azurerm_storage_share", "azurerm_storage_queue", "azurerm_storage_table", "azurerm_storage_data_lake_gen2_filesystem"]
}

downtime "azurerm_managed_disk" {
  from    = 0
  to      = 5
  why     = "a new disk is made and attached, empty or from a snapshot"
  aliases = ["azurerm_virtual_machine_data_disk_attachment"]
}

downtime "azurerm_netapp_volume" {
  from = 3
  to   = 10
  why  = "a new volume is made, without files"
}

downtime "azurerm_linux_virtual_machine" {
  from    = 2
  to      = 10
  why     = "the old server is deleted, a new one starts and runs its setup"
  aliases = ["azurerm_virtual_machine", "azurerm_windows_virtual_machine"]
}

downtime "azurerm_linux_virtual_machine_scale_set" {
  from    = 3
  to      = 15
  why     = "all servers of the set are deleted before new ones start and pass their checks"
  aliases = ["azurerm_windows_virtual_machine_scale_set", "azurerm_orchestrated_virtual_machine_scale_set"]
}

downtime "azurerm_kubernetes_cluster" {
  from = 5
  to   = 15
  why  = "control plane and first nodes are set up anew; workloads come after them"
}

downtime "azurerm_kubernetes_cluster_node_pool" {
  from = 5
  to   = 15
  why  = "its nodes are drained and deleted before new ones start"
}

downtime "azurerm_service_plan" {
  from    = 1
  to      = 5
  why     = "the plan and the apps on it are deployed anew"
  aliases = ["azurerm_app_service_plan"]
}

downtime "azurerm_linux_web_app" {
  from = 1
  to   = 5
  why  = "the app is made anew and its code must be deployed again"
  aliases = [
    "azurerm_app_service", "azurerm_function_app", "azurerm_linux_function_app", "azurerm_linux_web_app_slot", "azurerm_windows_function_app",
    "azurerm_windows_web_app", "azurerm_windows_web_app_slot", "azurerm_logic_app_standard", "azurerm_static_site", "azurerm_static_web_app",
  ]
}

downtime "azurerm_container_app_environment" {
  from = 3
  to   = 15
  why  = "the environment is set up anew, and all apps in it after that"
}

downtime "azurerm_container_app" {
  from    = 1
  to      = 5
  why     = "containers start anew"
  aliases = ["azurerm_container_group"]
}

downtime "azurerm_virtual_network" {
  from    = 0
  to      = 5
  why     = "the network is back soon; all that stands in it goes first and comes after it, and takes its own time"
  aliases = ["azurerm_subnet"]
}

downtime "azurerm_route_table" {
  from = 0
  to   = 2
  why  = "what it let pass takes another way, or none, until the new one is there"
  aliases = [
    "azurerm_route", "azurerm_subnet_route_table_association", "azurerm_subnet_network_security_group_association",
    "azurerm_network_security_group", "azurerm_subnet_nat_gateway_association", "azurerm_nat_gateway_public_ip_association",
    "azurerm_network_interface_security_group_association", "azurerm_network_interface_backend_address_pool_association",
    "azurerm_application_security_group",
  ]
}

downtime "azurerm_public_ip" {
  from    = 0
  to      = 2
  why     = "a new address is there at once; whoever knows the old one has to learn it"
  aliases = ["azurerm_network_interface"]
}

downtime "azurerm_nat_gateway" {
  from = 1
  to   = 3
  why  = "subnets reach nothing outside until the new gateway is associated with them"
}

downtime "azurerm_virtual_network_peering" {
  from    = 0
  to      = 3
  why     = "both sides must be there before anything passes"
  aliases = ["azurerm_virtual_hub_connection"]
}

downtime "azurerm_virtual_network_gateway" {
  from    = 30
  to      = 45
  why     = "Azure sets up the servers of a gateway in 30 to 45 minutes or longer, and takes its time to delete the old ones"
  aliases = ["azurerm_express_route_gateway"]
}

downtime "azurerm_virtual_network_gateway_connection" {
  from    = 1
  to      = 10
  why     = "the tunnel comes up once both sides agree"
  aliases = ["azurerm_local_network_gateway"]
}

downtime "azurerm_virtual_hub" {
  from = 10
  to   = 30
  why  = "the router of the hub is set up anew, and gateways and connections after it"
}

downtime "azurerm_route_server" {
  from = 15
  to   = 30
  why  = "its servers are set up anew, and its sessions after that"
}

downtime "azurerm_firewall" {
  from = 5
  to   = 20
  why  = "the servers of the firewall are set up anew, and routes must lead to its address"
}

downtime "azurerm_firewall_policy" {
  from = 2
  to   = 10
  why  = "the rules are rolled out to the firewall anew"
  aliases = [
    "azurerm_firewall_policy_rule_collection_group", "azurerm_firewall_application_rule_collection",
    "azurerm_firewall_nat_rule_collection", "azurerm_firewall_network_rule_collection",
  ]
}

downtime "azurerm_private_endpoint" {
  from    = 1
  to      = 5
  why     = "an interface is set up anew, and the private name leads to it after that"
  aliases = ["azurerm_private_link_service", "azurerm_private_dns_zone_virtual_network_link"]
}

downtime "azurerm_private_dns_resolver" {
  from    = 1
  to      = 5
  why     = "endpoints are set up anew, with other addresses unless these are fixed"
  aliases = ["azurerm_private_dns_resolver_inbound_endpoint", "azurerm_private_dns_resolver_outbound_endpoint"]
}

downtime "azurerm_bastion_host" {
  from = 5
  to   = 15
  why  = "its servers are set up anew"
}

downtime "azurerm_application_gateway" {
  from = 5
  to   = 10
  why  = "the servers of the gateway are set up anew, of the first version in up to 20 minutes"
}

downtime "azurerm_api_management" {
  from = 30
  to   = 45
  why  = "Azure sets up a new instance; a deleted one keeps the name until it is purged"
}

downtime "azurerm_api_management_api" {
  from    = 0
  to      = 2
  why     = "the API answers again as soon as its operations are there"
  aliases = ["azurerm_api_management_backend", "azurerm_api_management_named_value"]
}

downtime "azurerm_lb" {
  from    = 0
  to      = 3
  why     = "load balancer, rules and members are set anew"
  aliases = ["azurerm_lb_backend_address_pool", "azurerm_lb_nat_pool", "azurerm_lb_nat_rule", "azurerm_lb_outbound_rule", "azurerm_lb_probe"]
}

downtime "azurerm_cdn_frontdoor_profile" {
  from = 5
  to   = 45
  why  = "changes are rolled out to all edges"
  aliases = [
    "azurerm_cdn_frontdoor_endpoint", "azurerm_cdn_frontdoor_origin", "azurerm_cdn_frontdoor_origin_group", "azurerm_cdn_frontdoor_route",
    "azurerm_frontdoor",
  ]
}

downtime "azurerm_cdn_endpoint" {
  from    = 10
  to      = 90
  why     = "changes are rolled out to all edges, by some providers within 90 minutes only"
  aliases = ["azurerm_cdn_profile"]
}

downtime "azurerm_traffic_manager_profile" {
  from    = 0
  to      = 5
  why     = "endpoints must pass their checks, and resolvers that asked in between remember that there was no name"
  aliases = ["azurerm_traffic_manager_azure_endpoint", "azurerm_traffic_manager_external_endpoint"]
}

downtime "azurerm_dns_a_record" {
  from    = 0
  to      = 1
  why     = "records are handed out within about a minute; resolvers that asked in between remember that there was none"
  aliases = ["azurerm_dns_cname_record", "azurerm_dns_txt_record", "azurerm_private_dns_a_record"]
}

downtime "azurerm_dns_zone" {
  from = 10
  to   = 2880
  why  = "the new zone may have other name servers: the domain must be delegated to them, and resolvers keep the old ones for up to two days"
}

downtime "azurerm_private_dns_zone" {
  from = 1
  to   = 5
  why  = "zone, links to networks and records are made anew"
}
