# Machines, databases, networks and names of other clouds and providers. Facts are from the
# providers' own documentation.

type "tencentcloud_instance" {
  aliases = ["alicloud_instance", "scaleway_instance_server", "openstack_compute_instance_v2", "oci_core_instance", "vsphere_virtual_machine"]
  class   = "compute"
  loses   = "what is on its system disk, and its address unless that is kept apart"
}

type "alicloud_db_instance" {
  aliases  = ["oci_database_autonomous_database"]
  class    = "data-store"
  loses    = "the database with all its tables"
  recovery = "unknown"
}

type "openstack_blockstorage_volume_v3" {
  class    = "data-store"
  loses    = "every file on the volume"
  recovery = "lost"
}

# https://registry.terraform.io/providers/terraform-provider-openstack/openstack/latest/docs/resources/networking_secgroup_v2
type "openstack_networking_secgroup_v2" {
  class = "network-rule"
  loses = "the rules of every port in the group; OpenStack refuses to delete one in use"
}

type "openstack_networking_secgroup_rule_v2" {
  class = "glue"
  loses = "one permission to connect"
}

type "alicloud_vpc" {
  aliases = ["hcloud_network"]
  class   = "network-core"
  loses   = "the network with its addresses"
}

type "digitalocean_domain" {
  aliases  = ["ns1_zone"]
  class    = "container"
  loses    = "the zone with all its records"
  recovery = "lost"
}

type "digitalocean_record" {
  aliases = ["ns1_record"]
  class   = "traffic"
  loses   = "an answer to a name: clients find nothing once their caches expire"
}

type "fastly_service_vcl" {
  aliases = ["fastly_service_compute"]
  class   = "traffic"
  loses   = "the service at the edge: its names get no answer"
}

# Cloudflare

type "cloudflare_certificate_pack" {
  aliases  = ["cloudflare_custom_hostname", "cloudflare_origin_ca_certificate"]
  class    = "traffic"
  loses    = "a certificate: until a new one is issued, browsers refuse the name"
  recovery = "recreatable"
}

type "cloudflare_load_balancer_pool" {
  safe  = ["enabled", "minimum_origins", "origins.enabled", "origins.weight"]
  class = "traffic"
  loses = "the servers behind the balancer"
}

type "cloudflare_worker_script" {
  aliases = ["cloudflare_workers_script", "cloudflare_pages_project"]
  class   = "service"
  loses   = "the program at the edge: what it answered gets no answer"
}

type "cloudflare_access_application" {
  aliases = ["cloudflare_access_policy", "cloudflare_zero_trust_access_application", "cloudflare_zero_trust_access_policy"]
  safe    = ["decision", "domain", "include.email_domain.domain", "include.everyone", "session_duration", "type"]
  class   = "identity"
  loses   = "the sign-in in front of an application: without it the application is open or shut to all"
}

type "cloudflare_tunnel" {
  aliases  = ["cloudflare_zero_trust_tunnel_cloudflared"]
  class    = "network-core"
  loses    = "the way from the edge to the servers; a new tunnel has another id and token"
  recovery = "recreatable"
}

type "cloudflare_zone_settings_override" {
  aliases  = ["cloudflare_zone_setting", "cloudflare_argo"]
  safe     = ["setting_id", "settings.min_tls_version", "settings.ssl"]
  class    = "traffic"
  loses    = "settings of the zone, which go back to what they were or stay"
  recovery = "reversible"
}

type "cloudflare_d1_database" {
  class    = "data-store"
  loses    = "the database with all its tables"
  recovery = "lost"
}

# Data platforms

type "mongodbatlas_privatelink_endpoint" {
  class = "network-core"
  loses = "the private way to the database"
}

type "mongodbatlas_cloud_backup_schedule" {
  class    = "data-store"
  loses    = "the schedule of backups; those that exist stay until they expire"
  recovery = "reversible"
}

type "snowflake_user" {
  aliases = ["snowflake_role", "snowflake_account_role", "snowflake_grant_privileges_to_account_role"]
  class   = "identity"
  loses   = "who may read and write what"
}

type "databricks_catalog" {
  aliases  = ["databricks_schema"]
  class    = "data-store"
  loses    = "the tables that it manages; those kept elsewhere stay as files"
  recovery = "unknown"
}

type "databricks_cluster" {
  aliases = ["databricks_job", "databricks_sql_endpoint"]
  class   = "compute"
  loses   = "what runs the work; data stays"
}

type "databricks_grants" {
  aliases  = ["databricks_grant", "databricks_cluster_policy", "databricks_permissions"]
  class    = "identity"
  loses    = "who may use what"
  recovery = "reversible"
}

type "elasticstack_elasticsearch_index" {
  class    = "data-store"
  loses    = "the index with all its documents"
  recovery = "lost"
}

type "postgresql_extension" {
  class    = "data-store"
  loses    = "the extension, and with drop_cascade the columns that use it"
  recovery = "unknown"
}

# Kubernetes beside its own provider

# What they name in Git is applied by something else than Terraform.
type "argocd_application" {
  class   = "service"
  loses   = "the application, and with cascade everything that it deployed"
  opaque  = true
  aliases = ["argocd_application_set"]
}

type "argocd_project" {
  aliases  = ["argocd_cluster", "argocd_repository"]
  class    = "identity"
  loses    = "what may be deployed from where to where"
  recovery = "reversible"
}

type "flux_bootstrap_git" {
  class  = "service"
  loses  = "Flux with what it keeps in step: with keep_namespace off its namespace goes"
  opaque = true
}

type "kubernetes_secret_v1_data" {
  class    = "key"
  loses    = "entries of a secret that others own"
  recovery = "reversible"
}

type "kubernetes_env" {
  aliases  = ["kubernetes_node_taint"]
  class    = "compute"
  loses    = "a setting on an object that others own: pods are restarted or moved"
  recovery = "reversible"
}

type "kubernetes_token_request_v1" {
  class   = "glue"
  loses   = "the remembered token, which expires by itself"
  routine = "it stands for a token that expires"
}

type "rancher2_cluster" {
  class    = "cluster"
  loses    = "the cluster, with its machines where Rancher made them"
  recovery = "lost"
}

type "nomad_job" {
  class  = "service"
  loses  = "the running job"
  opaque = true
}

type "harbor_project" {
  class    = "container"
  loses    = "the project; Harbor refuses to delete one that holds images unless it is forced"
  recovery = "unknown"
}

type "docker_container" {
  class = "compute"
  loses = "the running container with what it wrote outside of volumes"
}

type "docker_image" {
  class    = "glue"
  loses    = "the local copy of an image, unless it is kept"
  recovery = "recreatable"
  routine  = "it is pulled or built again"
}

type "docker_volume" {
  class    = "data-store"
  loses    = "every file on the volume"
  recovery = "lost"
}
