# Google Cloud. Facts are from the Google Cloud documentation and that of the
# hashicorp/google provider. The provider's own deletion_protection is read from the
# prior value: with it on, the provider refuses the delete at apply.

# Databases

type "google_sql_database_instance" {
  class    = "data-store"
  loses    = "every database on the instance; its backups go with it unless they are retained"
  recovery = "lost"
  safe     = ["settings.tier", "settings.availability_type", "settings.disk_size", "settings.disk_type", "settings.edition", "settings.deletion_protection_enabled", "settings.retain_backups_on_delete", "settings.backup_configuration.enabled"]
  advice   = "Export or clone it first: its backups do not outlive it by default, and its name can't be reused for a while."

  case "settings[0].retain_backups_on_delete" {
    equals = true
    tier   = "restorable"
    why    = "backups are retained after the instance is deleted"
  }

  circumstance "settings[0].backup_configuration[0].enabled" {
    equals = false
    points = 5
    rule   = "no-backup"
    why    = "automated backups are off"
  }

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion_protection is on: the provider refuses the delete until it is switched off"
  }

  circumstance "settings[0].deletion_protection_enabled" {
    equals = true
    points = -5
    rule   = "protected"
    why    = "deletion_protection_enabled is on: Cloud SQL refuses the delete until it is switched off"
  }
}

type "google_sql_database" {
  class    = "data-store"
  loses    = "one database with all its tables"
  recovery = "unknown"

  case "deletion_policy" {
    equals = "ABANDON"
    tier   = "reversible"
    kept   = true
    why    = "deletion_policy is ABANDON: the database stays"
  }
}

type "google_sql_user" {
  class = "identity"
  loses = "a database login and its grants"

  case "deletion_policy" {
    equals = "ABANDON"
    tier   = "reversible"
    kept   = true
    why    = "deletion_policy is ABANDON: the user stays"
  }
}

type "google_spanner_instance" {
  class    = "data-store"
  loses    = "every database on the instance"
  recovery = "lost"

  circumstance "force_destroy" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "force_destroy is set: backups are deleted first"
  }
}

type "google_spanner_database" {
  class    = "data-store"
  loses    = "the database with all its rows"
  recovery = "unknown"

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion_protection is on: the provider refuses the delete until it is switched off"
  }

  circumstance "enable_drop_protection" {
    equals = true
    points = -5
    rule   = "protected"
    why    = "enable_drop_protection is on: Spanner refuses the delete until it is switched off"
  }
}

type "google_bigtable_instance" {
  class    = "data-store"
  loses    = "every table on the instance, with its backups"
  recovery = "lost"

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion_protection is on: the provider refuses the delete until it is switched off"
  }

  circumstance "force_destroy" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "force_destroy is set: backups are deleted first"
  }
}

type "google_bigtable_table" {
  class    = "data-store"
  loses    = "the table with all its rows"
  recovery = "unknown"

  circumstance "deletion_protection" {
    equals = "PROTECTED"
    points = -10
    rule   = "protected"
    why    = "deletion protection is on: Bigtable refuses the delete until it is switched off"
  }
}

type "google_firestore_database" {
  class    = "data-store"
  loses    = "every document in the database"
  recovery = "lost"

  case "deletion_policy" {
    equals = "ABANDON"
    tier   = "reversible"
    kept   = true
    why    = "deletion_policy is ABANDON: the database stays"
  }

  circumstance "delete_protection_state" {
    equals = "DELETE_PROTECTION_ENABLED"
    points = -10
    rule   = "protected"
    why    = "delete protection is on: Firestore refuses the delete until it is switched off"
  }
}

type "google_alloydb_cluster" {
  class    = "data-store"
  loses    = "the cluster with all its databases"
  recovery = "unknown"

  circumstance "deletion_policy" {
    equals = "FORCE"
    points = 10
    rule   = "force-destroy"
    why    = "deletion_policy is FORCE: instances in it go without a question"
  }
}

type "google_alloydb_instance" {
  class    = "server"
  loses    = "one database instance; the rows are in the cluster and stay"
  recovery = "recreatable"
}

type "google_redis_instance" {
  class    = "cache"
  renewed  = true
  loses    = "everything in the instance; its address may change"
  recovery = "lost"
  safe     = ["memory_size_gb"]
}

type "google_redis_cluster" {
  class    = "cache"
  renewed  = true
  loses    = "everything in the cluster; its address changes"
  recovery = "unknown"

  circumstance "deletion_protection_enabled" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion_protection_enabled is on: Memorystore refuses the delete until it is switched off"
  }
}

type "google_memorystore_instance" {
  class    = "data-store"
  loses    = "everything in the instance"
  recovery = "unknown"

  circumstance "deletion_protection_enabled" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion_protection_enabled is on: Memorystore refuses the delete until it is switched off"
  }
}

type "google_memcache_instance" {
  class    = "cache"
  loses    = "a cache that keeps nothing over a restart"
  recovery = "recreatable"
}

type "google_bigquery_dataset" {
  class    = "data-store"
  loses    = "every table and view of the dataset"
  recovery = "unknown"
  advice   = "Deleted tables can be recovered only within the time travel window."

  case "delete_contents_on_destroy" {
    equals = false
    tier   = "recreatable"
    why    = "BigQuery refuses to delete a dataset that holds tables"
  }

  circumstance "delete_contents_on_destroy" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "delete_contents_on_destroy is set: its tables go without a question"
  }
}

type "google_bigquery_table" {
  class    = "data-store"
  loses    = "the table with all its rows"
  recovery = "unknown"
  advice   = "A deleted table can be recovered only within the time travel window."

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion_protection is on: the provider refuses the delete until it is switched off"
  }
}

type "google_healthcare_dataset" {
  class    = "data-store"
  loses    = "every store in the dataset"
  recovery = "lost"
}

type "google_healthcare_fhir_store" {
  class    = "data-store"
  loses    = "every record in the store"
  recovery = "lost"
}

# Storage

type "google_storage_bucket" {
  class    = "data-store"
  loses    = "the bucket's objects and its name, which another project may take"
  recovery = "unknown"
  safe     = ["versioning.enabled"]
  advice   = "Count what is in it: gcloud storage du --summarize gs://NAME."

  case "force_destroy" {
    equals = false
    tier   = "recreatable"
    why    = "Cloud Storage refuses to delete a bucket that holds objects, so only an empty one can go"
  }

  case "soft_delete_policy[0].retention_duration_seconds" {
    equals = 0
    tier   = "lost"
    why    = "soft delete is off and force_destroy deletes every object"
  }

  circumstance "force_destroy" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "force_destroy is set: every object is deleted first"
  }
}

type "google_storage_bucket_object" {
  class    = "glue"
  loses    = "one object, which comes from the configuration"
  recovery = "recreatable"
}

type "google_compute_disk" {
  aliases  = ["google_compute_region_disk"]
  class    = "data-store"
  loses    = "every file on the disk"
  recovery = "lost"
  advice   = "Look for a recent snapshot: gcloud compute snapshots list --filter=sourceDisk:NAME."

  case "create_snapshot_before_destroy" {
    equals = true
    tier   = "restorable"
    why    = "a snapshot is taken before the delete"
  }
}

type "google_compute_snapshot" {
  class    = "data-store"
  loses    = "the backup itself"
  recovery = "lost"
}

type "google_compute_image" {
  class    = "data-store"
  loses    = "the image; templates that name it can start nothing new"
  recovery = "lost"
}

type "google_filestore_instance" {
  class    = "data-store"
  renewed  = true
  loses    = "every file; the server's address changes"
  recovery = "lost"

  circumstance "deletion_protection_enabled" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion_protection_enabled is on: Filestore refuses the delete until it is switched off"
  }
}

type "google_filestore_backup" {
  class    = "data-store"
  loses    = "the backup itself"
  recovery = "lost"
}

type "google_netapp_volume" {
  class    = "data-store"
  loses    = "every file on the volume"
  recovery = "lost"
}

type "google_artifact_registry_repository" {
  class    = "artifact"
  loses    = "every image and package in the repository"
  recovery = "lost"
}

type "google_sourcerepo_repository" {
  class    = "data-store"
  loses    = "the code with its whole history"
  recovery = "lost"
}

# Messages

type "google_pubsub_topic" {
  class    = "traffic"
  loses    = "the topic; its subscriptions receive nothing more"
  recovery = "recreatable"
}

type "google_pubsub_subscription" {
  class    = "data-store"
  loses    = "the messages that wait in the subscription; a new one gets those that are published after it is made"
  recovery = "recreatable"
  outcomes = ["data-loss", "outage"]
  safe     = ["filter"]
}

type "google_cloud_tasks_queue" {
  class    = "data-store"
  loses    = "the tasks that wait in the queue; its name can't be reused for days"
  recovery = "recreatable"
  outcomes = ["data-loss", "outage"]
}

type "google_managed_kafka_cluster" {
  class    = "data-store"
  loses    = "every topic with its messages"
  recovery = "lost"
}

# Keys and secrets

type "google_kms_key_ring" {
  class    = "key"
  loses    = "nothing: key rings can't be deleted and only leave the state"
  recovery = "reversible"
}

type "google_kms_crypto_key" {
  class        = "key"
  loses        = "every version of the key: what is encrypted under it can't be read"
  recovery     = "restorable"
  recovery_why = "its versions are only scheduled for destruction and can be restored until then"
  safe         = ["destroy_scheduled_duration"]
  advice       = "Until the scheduled destruction a version comes back by gcloud kms keys versions restore."

  circumstance "skip_initial_version_creation" {
    absent = true
    points = 15
    rule   = "in-service"
    why    = "all its versions are destroyed: from the moment that is scheduled nothing that is encrypted with it can be read"
  }

  circumstance "skip_initial_version_creation" {
    equals = false
    points = 15
    rule   = "in-service"
    why    = "all its versions are destroyed: from the moment that is scheduled nothing that is encrypted with it can be read"
  }
}

type "google_kms_crypto_key_version" {
  class        = "key"
  loses        = "one version of the key"
  recovery     = "restorable"
  recovery_why = "it is only scheduled for destruction and can be restored until then"

  circumstance "state" {
    equals = "ENABLED"
    points = 15
    rule   = "in-service"
    why    = "the version is enabled: from the moment its destruction is scheduled nothing that is encrypted with it can be read"
  }
}

type "google_secret_manager_secret" {
  class    = "key"
  loses    = "the secret with all its versions, at once"
  recovery = "lost"

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion_protection is on: the provider refuses the delete until it is switched off"
  }
}

type "google_secret_manager_secret_version" {
  class    = "identity"
  loses    = "the value that readers get, unless a newer version takes over"
  recovery = "recreatable"

  case "deletion_policy" {
    equals = "ABANDON"
    tier   = "reversible"
    kept   = true
    why    = "deletion_policy is ABANDON: the version stays"
  }

  case "deletion_policy" {
    equals = "DISABLE"
    tier   = "reversible"
    why    = "deletion_policy is DISABLE: the version stays and can be enabled again"
  }
}

type "google_service_account_key" {
  class    = "trust"
  loses    = "the key: its holder is locked out"
  recovery = "lost"
}

type "google_privateca_certificate_authority" {
  class    = "key"
  loses    = "the authority with its private key"
  recovery = "unknown"

  case "skip_grace_period" {
    equals = true
    tier   = "lost"
    why    = "skip_grace_period is set: it is deleted at once"
  }

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion_protection is on: the provider refuses the delete until it is switched off"
  }
}

# Identity and access

type "google_service_account" {
  class  = "trust"
  loses  = "the account; a new one of the same name has another id, and its old grants do not count for it"
  advice = "A deleted account can be undeleted for 30 days: gcloud beta iam service-accounts undelete ID."
}

type "google_project_iam_member" {
  aliases = ["google_folder_iam_member", "google_organization_iam_member", "google_storage_bucket_iam_member", "google_service_account_iam_member", "google_pubsub_topic_iam_member", "google_pubsub_subscription_iam_member", "google_secret_manager_secret_iam_member", "google_kms_crypto_key_iam_member", "google_bigquery_dataset_iam_member", "google_cloud_run_service_iam_member", "google_cloud_run_v2_service_iam_member"]
  class   = "glue"
  loses   = "one principal's role in a project"
}

type "google_project_iam_binding" {
  aliases = ["google_folder_iam_binding", "google_organization_iam_binding", "google_storage_bucket_iam_binding", "google_service_account_iam_binding"]
  class   = "identity"
  loses   = "a role for all who have it: it owns the role's whole list, also what other stacks granted"
}

type "google_project_iam_policy" {
  aliases  = ["google_folder_iam_policy", "google_organization_iam_policy", "google_storage_bucket_iam_policy"]
  class    = "identity"
  loses    = "the access of everyone to the project: it owns the whole policy"
  recovery = "lost"
  advice   = "Check that the account which would undo this keeps its own role."
}

type "google_project_iam_custom_role" {
  aliases = ["google_organization_iam_custom_role"]
  class   = "identity"
  loses   = "the permissions of everyone who has the role"
}

type "google_iam_workload_identity_pool" {
  aliases = ["google_iam_workload_identity_pool_provider"]
  class   = "identity"
  loses   = "the trust in outside identities: pipelines that sign in through it are locked out"
  advice  = "A deleted pool or provider keeps its name and can be undeleted for 30 days."
}

type "google_project" {
  class        = "container"
  loses        = "everything in the project"
  recovery     = "unknown"
  recovery_why = "a deleted project can be restored for 30 days, but some of its content goes earlier"
  advice       = "A deleted project can be restored for 30 days, but some of its content may go earlier."

  case "deletion_policy" {
    equals = "ABANDON"
    tier   = "reversible"
    kept   = true
    why    = "deletion_policy is ABANDON: the project stays"
  }

  circumstance "deletion_policy" {
    equals = "PREVENT"
    points = -10
    rule   = "protected"
    why    = "deletion_policy is PREVENT: the provider refuses the delete"
  }
}

type "google_folder" {
  class    = "container"
  loses    = "the folder; Google refuses to delete one that holds projects"
  recovery = "recreatable"

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion_protection is on: the provider refuses the delete until it is switched off"
  }
}

type "google_project_service" {
  class    = "other"
  loses    = "an API of the project, until it is enabled again"
  recovery = "reversible"

  case "disable_on_destroy" {
    equals = false
    tier   = "reversible"
    kept   = true
    why    = "disable_on_destroy is false: the API stays enabled"
  }
}

# Network

type "google_compute_network" {
  class = "network-core"
  loses = "the network; Google refuses to delete one in use"
}

type "google_compute_subnetwork" {
  class = "network-core"
  loses = "the subnet; Google refuses to delete one in use"
}

type "google_compute_router" {
  class = "network-core"
  loses = "the router with its NAT and BGP sessions"
}

type "google_compute_router_nat" {
  class = "network-core"
  loses = "the way out for machines without a public address"
}

type "google_compute_route" {
  class    = "network-rule"
  loses    = "the way to one destination"
  recovery = "reversible"
}

type "google_compute_firewall" {
  class    = "network-rule"
  loses    = "a firewall rule: what it allowed is refused, what it refused may be allowed"
  recovery = "reversible"
}

type "google_compute_address" {
  aliases  = ["google_compute_global_address"]
  class    = "network-rule"
  loses    = "the address: allow-lists and DNS records elsewhere still name it"
  recovery = "lost"
}

type "google_compute_network_peering" {
  class = "network-core"
  loses = "the link between two networks"
}

type "google_service_networking_connection" {
  class = "network-core"
  loses = "the private link to Google's services, which databases use"
}

type "google_compute_vpn_tunnel" {
  aliases = ["google_compute_vpn_gateway", "google_compute_ha_vpn_gateway"]
  class   = "network-core"
  loses   = "the tunnel"
}

type "google_vpc_access_connector" {
  class = "network-core"
  loses = "the way of serverless code into the network"
}

# Traffic entry and DNS

type "google_compute_forwarding_rule" {
  aliases = ["google_compute_global_forwarding_rule"]
  class   = "traffic"
  loses   = "the entry point; its address changes unless it is reserved"
}

type "google_compute_backend_service" {
  aliases = ["google_compute_region_backend_service"]
  class   = "traffic"
  loses   = "the set of backends; Google refuses to delete one in use"
}

type "google_compute_url_map" {
  class = "traffic"
  loses = "the routing of requests; Google refuses to delete one in use"
}

type "google_compute_target_https_proxy" {
  aliases = ["google_compute_target_http_proxy"]
  class   = "traffic"
  loses   = "a part of the entry point; Google refuses to delete one in use"
}

type "google_compute_managed_ssl_certificate" {
  aliases = ["google_certificate_manager_certificate"]
  class   = "certificate"
  loses   = "the certificate; a new one takes time until it is issued"
}

type "google_compute_health_check" {
  class = "glue"
  loses = "a check that backends rely on; Google refuses to delete one in use"
}

type "google_compute_security_policy" {
  class    = "network-rule"
  loses    = "the filter in front of the application; Google refuses to delete one in use"
  outcomes = ["exposure"]
}

type "google_dns_managed_zone" {
  class    = "container"
  renewed  = true
  loses    = "every record in the zone, and its name servers: a new zone may get others"
  recovery = "lost"

  case "visibility" {
    equals = "private"
    tier   = "recreatable"
    why    = "a private zone has no delegation"
  }

  circumstance "force_destroy" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "force_destroy is set: records that Terraform does not manage go too"
  }
}

type "google_dns_record_set" {
  class    = "traffic"
  loses    = "the name: resolvers remember that it is gone for as long as they cache"
  recovery = "reversible"
}

# Clusters and compute

type "google_container_cluster" {
  class    = "cluster"
  loses    = "every object in the cluster's API, its endpoint and its node pools"
  recovery = "lost"
  advice   = "Disks that the cluster made stay behind, unmanaged."

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion_protection is on: the provider refuses the delete until it is switched off"
  }
}

type "google_container_node_pool" {
  class = "service"
  loses = "the nodes: their pods are evicted and need room elsewhere"
  safe  = ["node_config.machine_type", "node_config.disk_size_gb", "node_config.disk_type", "node_config.image_type"]
}

type "google_compute_instance" {
  class   = "server"
  loses   = "what is on its boot disk and local disks, and its addresses unless they are reserved"
  matters = ["tags"]

  case "boot_disk[0].auto_delete" {
    equals = false
    tier   = "recreatable"
    why    = "the boot disk stays, unattached"
  }

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion_protection is on: Compute Engine refuses the delete until it is switched off"
  }
}

type "google_compute_instance_template" {
  aliases = ["google_compute_region_instance_template"]
  class   = "glue"
  loses   = "the recipe for new instances; running ones keep theirs"
  routine = "it can't be changed in place, so every change replaces it; running instances stay"
  matters = ["tags"]
}

type "google_compute_instance_group_manager" {
  aliases = ["google_compute_region_instance_group_manager"]
  class   = "service"
  loses   = "all its instances at once"
}

type "google_compute_autoscaler" {
  aliases = ["google_compute_region_autoscaler"]
  class   = "glue"
  loses   = "a scaling rule"
}

type "google_cloud_run_v2_service" {
  class = "service"
  loses = "the service and its default address"

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion_protection is on: the provider refuses the delete until it is switched off"
  }
}

type "google_cloud_run_service" {
  class = "service"
  loses = "the service and its default address"
}

type "google_cloud_run_v2_job" {
  class = "compute"
  loses = "the job and its run history"

  circumstance "deletion_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "deletion_protection is on: the provider refuses the delete until it is switched off"
  }
}

type "google_cloudfunctions_function" {
  aliases = ["google_cloudfunctions2_function"]
  class   = "service"
  loses   = "the function and its address"
}

type "google_cloud_scheduler_job" {
  class = "glue"
  loses = "a schedule: what it starts no longer runs"
}

type "google_app_engine_application" {
  class    = "other"
  loses    = "nothing: an App Engine application can't be deleted and only leaves the state"
  recovery = "reversible"
}

type "google_dataproc_cluster" {
  class    = "cluster"
  loses    = "running jobs and everything in the cluster's own file system"
  recovery = "lost"
}

type "google_dataflow_job" {
  class = "compute"
  loses = "a running job"
}

type "google_composer_environment" {
  class    = "service"
  loses    = "the scheduler with its run history and metadata"
  recovery = "lost"
}

type "google_workbench_instance" {
  class    = "server"
  loses    = "the notebook machine with everything on its disks"
  recovery = "lost"
}

# Observability

type "google_logging_project_bucket_config" {
  class    = "observability"
  loses    = "the bucket of logs; deleted buckets wait for 7 days"
  recovery = "unknown"
}

type "google_logging_project_sink" {
  class = "observability"
  loses = "the export of logs from now on; a new sink writes as another account"
}

type "google_logging_metric" {
  class = "observability"
  loses = "a metric from now on"
}

type "google_monitoring_alert_policy" {
  class = "observability"
  loses = "an alert"
}

type "google_monitoring_dashboard" {
  class = "dashboard"
  loses = "a dashboard"
}

type "google_monitoring_uptime_check_config" {
  class = "observability"
  loses = "an uptime check"
}

type "google_compute_attached_disk" {
  class    = "compute"
  loses    = "the machine's hold on a disk: the file system goes away under it"
  recovery = "reversible"
}
