# How long an object is usually missing; downtime_aws.hcl says what the figures mean.

downtime "google_sql_database_instance" {
  from = 5
  to   = 20
  why  = "Cloud SQL sets up a new instance; restoring takes longer the more it holds, and the deleted name is held back for a week"
}

downtime "google_sql_database" {
  from    = 0
  to      = 1
  why     = "an empty database is made at once"
  aliases = ["google_bigquery_dataset", "google_bigquery_table", "google_bigtable_table", "google_pubsub_topic", "google_pubsub_subscription"]
}

downtime "google_alloydb_cluster" {
  from    = 10
  to      = 30
  why     = "the cluster and its instances are set up anew; restoring takes longer the more it holds"
  aliases = ["google_alloydb_instance"]
}

downtime "google_spanner_instance" {
  from    = 1
  to      = 5
  why     = "instance and databases are made anew, without data"
  aliases = ["google_spanner_database", "google_bigtable_instance", "google_firestore_database"]
}

downtime "google_redis_instance" {
  from    = 5
  to      = 20
  why     = "the nodes are set up anew, with nothing in them"
  aliases = ["google_redis_cluster", "google_memcache_instance", "google_memorystore_instance"]
}

downtime "google_filestore_instance" {
  from    = 5
  to      = 20
  why     = "a new instance is set up, without files"
  aliases = ["google_netapp_volume"]
}

downtime "google_managed_kafka_cluster" {
  from = 20
  to   = 40
  why  = "the brokers are set up anew, without topics"
}

downtime "google_storage_bucket" {
  from = 0
  to   = 1
  why  = "an empty bucket is made at once, unless somebody else has taken its name"
}

downtime "google_cloud_tasks_queue" {
  from = 0
  to   = 10080
  why  = "a queue of a new name is there at once; the name of a deleted one can be held back for up to a week"
}

downtime "google_compute_instance" {
  from    = 1
  to      = 5
  why     = "the old server is shut down, a new one starts and runs its setup"
  aliases = ["google_workbench_instance", "google_notebooks_instance"]
}

downtime "google_compute_disk" {
  from    = 0
  to      = 3
  why     = "a new disk is made and attached, empty or from a snapshot"
  aliases = ["google_compute_region_disk", "google_compute_attached_disk"]
}

downtime "google_compute_instance_group_manager" {
  from    = 2
  to      = 15
  why     = "all servers of the group are shut down before new ones start and pass their checks"
  aliases = ["google_compute_region_instance_group_manager"]
}

downtime "google_container_cluster" {
  from = 5
  to   = 15
  why  = "a new control plane is set up; nodes and workloads come after it"
}

downtime "google_container_node_pool" {
  from = 3
  to   = 15
  why  = "its nodes are drained and shut down before new ones start"
}

downtime "google_dataproc_cluster" {
  from = 2
  to   = 10
  why  = "the nodes are set up anew, without what HDFS held"
}

downtime "google_composer_environment" {
  from = 25
  to   = 60
  why  = "a new environment is set up, without the history of its runs"
}

downtime "google_cloud_run_service" {
  from    = 0
  to      = 3
  why     = "a new service is deployed, and who may call it must be set again"
  aliases = ["google_cloud_run_v2_service"]
}

downtime "google_cloudfunctions_function" {
  from    = 2
  to      = 5
  why     = "the function is built and deployed anew"
  aliases = ["google_cloudfunctions2_function"]
}

downtime "google_app_engine_flexible_app_version" {
  from = 5
  to   = 15
  why  = "an image is built and servers are started"
}

downtime "google_data_fusion_instance" {
  from = 15
  to   = 30
  why  = "a new instance is set up, without pipelines"
}

downtime "google_vertex_ai_endpoint" {
  from = 5
  to   = 20
  why  = "models are deployed to it again"
}

downtime "google_compute_network" {
  from    = 1
  to      = 5
  why     = "the network is back soon; all that stands in it goes first and comes after it, and takes its own time"
  aliases = ["google_compute_subnetwork"]
}

downtime "google_compute_firewall" {
  from = 0
  to   = 2
  why  = "what it let pass is shut out until the new one is there"
  aliases = [
    "google_compute_route", "google_compute_address", "google_compute_global_address", "google_compute_network_firewall_policy_rule",
    "google_compute_firewall_policy_rule", "google_compute_security_policy",
  ]
}

downtime "google_compute_router" {
  from    = 1
  to      = 5
  why     = "the router is set up anew, and what hangs on it (NAT, tunnels, sessions) after it"
  aliases = ["google_compute_router_nat", "google_compute_router_interface", "google_compute_router_peer"]
}

downtime "google_compute_vpn_tunnel" {
  from    = 2
  to      = 10
  why     = "new tunnels are set up; they come up once the other side agrees"
  aliases = ["google_compute_ha_vpn_gateway", "google_compute_vpn_gateway", "google_compute_external_vpn_gateway"]
}

downtime "google_compute_network_peering" {
  from    = 0
  to      = 5
  why     = "both sides must be there before anything passes"
  aliases = ["google_service_networking_connection"]
}

downtime "google_vpc_access_connector" {
  from = 2
  to   = 5
  why  = "the servers of the connector are set up anew"
}

downtime "google_compute_forwarding_rule" {
  from    = 0
  to      = 3
  why     = "a regional rule takes effect soon; its address is another one unless it is reserved"
  aliases = ["google_compute_region_backend_service", "google_compute_target_pool"]
}

downtime "google_compute_global_forwarding_rule" {
  from = 3
  to   = 10
  why  = "changes of global load balancers are rolled out to all edges"
  aliases = [
    "google_compute_backend_service", "google_compute_backend_bucket", "google_compute_url_map", "google_compute_target_http_proxy",
    "google_compute_target_https_proxy", "google_compute_target_tcp_proxy",
  ]
}

downtime "google_compute_managed_ssl_certificate" {
  from    = 15
  to      = 60
  why     = "the new certificate must be validated and rolled out before connections can use it"
  aliases = ["google_certificate_manager_certificate"]
}

downtime "google_dns_record_set" {
  from = 0
  to   = 2
  why  = "records are handed out within about two minutes; resolvers that asked in between remember that there was none"
}

downtime "google_dns_managed_zone" {
  from = 10
  to   = 2880
  why  = "the new zone may have other name servers: the domain must be delegated to them, and resolvers keep the old ones for up to two days"
}

downtime "google_api_gateway_gateway" {
  from    = 2
  to      = 10
  why     = "a new gateway is deployed, with another address"
  aliases = ["google_api_gateway_api_config"]
}

downtime "google_apigee_instance" {
  from = 20
  to   = 60
  why  = "a new instance is set up"
}
