# How long an object is usually missing; downtime_aws.hcl says what the figures mean.

# Kubernetes and what is installed on it

downtime "kubernetes_deployment" {
  from = 0
  to   = 5
  why  = "all pods end before new ones are started and become ready"
  aliases = [
    "kubernetes_deployment_v1", "kubernetes_daemonset", "kubernetes_daemon_set_v1", "kubernetes_pod", "kubernetes_pod_v1",
    "kubernetes_replication_controller", "kubernetes_replication_controller_v1",
  ]
}

downtime "kubernetes_stateful_set" {
  from    = 1
  to      = 10
  why     = "all pods end before new ones are started, one behind another"
  aliases = ["kubernetes_stateful_set_v1"]
}

downtime "kubernetes_service" {
  from    = 0
  to      = 5
  why     = "inside the cluster it is back at once, with another address; a load balancer of a cloud takes minutes"
  aliases = ["kubernetes_service_v1", "kubernetes_ingress", "kubernetes_ingress_v1"]
}

downtime "kubernetes_network_policy" {
  from    = 0
  to      = 1
  why     = "what it let pass is decided by other policies until the new one is there"
  aliases = ["kubernetes_network_policy_v1"]
}

downtime "kubernetes_persistent_volume_claim" {
  from    = 0
  to      = 5
  why     = "pods that use it must end, then a new volume is made and attached, empty"
  aliases = ["kubernetes_persistent_volume_claim_v1", "kubernetes_persistent_volume", "kubernetes_persistent_volume_v1"]
}

downtime "kubernetes_namespace" {
  from    = 1
  to      = 10
  why     = "all in it ends before the namespace goes, and comes back by what deploys it"
  aliases = ["kubernetes_namespace_v1"]
}

downtime "helm_release" {
  from = 1
  to   = 10
  why  = "all that the chart made is uninstalled, then installed again"
}

# Other clouds and services

downtime "digitalocean_droplet" {
  from    = 1
  to      = 5
  why     = "the old server is deleted, a new one starts and runs its setup"
  aliases = ["hcloud_server", "linode_instance", "scaleway_instance_server", "openstack_compute_instance_v2", "alicloud_instance", "tencentcloud_instance", "oci_core_instance"]
}

downtime "digitalocean_kubernetes_cluster" {
  from = 5
  to   = 15
  why  = "control plane and nodes are set up anew; workloads come after them"
}

downtime "digitalocean_database_cluster" {
  from    = 5
  to      = 20
  why     = "a new cluster is set up; restoring takes longer the more it holds"
  aliases = ["mongodbatlas_cluster", "mongodbatlas_advanced_cluster", "alicloud_db_instance"]
}

downtime "digitalocean_loadbalancer" {
  from    = 1
  to      = 5
  why     = "a new load balancer is set up, with another address"
  aliases = ["hcloud_load_balancer"]
}

downtime "cloudflare_record" {
  from    = 0
  to      = 5
  why     = "records are handed out within minutes; resolvers that asked in between remember that there was none"
  aliases = ["cloudflare_dns_record", "digitalocean_record", "ns1_record"]
}

downtime "cloudflare_zone" {
  from    = 10
  to      = 2880
  why     = "the domain must be delegated to the name servers of the new zone, and resolvers keep the old ones for up to two days"
  aliases = ["ns1_zone", "digitalocean_domain"]
}

downtime "databricks_cluster" {
  from = 3
  to   = 10
  why  = "servers start anew"
}
