# Google Cloud: policies, settings and parts of other resources. Facts are from the
# documentation of the services and that of the hashicorp/google provider.

# Who may do what. A member adds one principal, a binding owns the list of one role, a
# policy owns all roles of an object.

type "google_compute_subnetwork_iam_member" {
  aliases = ["google_compute_instance_iam_member", "google_spanner_instance_iam_member", "google_spanner_database_iam_member", "google_bigquery_table_iam_member", "google_cloudfunctions_function_iam_member", "google_cloudfunctions2_function_iam_member", "google_artifact_registry_repository_iam_member", "google_iap_web_iam_member", "google_billing_account_iam_member", "google_iap_tunnel_instance_iam_member", "google_kms_key_ring_iam_member"]
  class   = "glue"
  loses   = "one principal's role on one resource"
}

type "google_bigquery_dataset_iam_binding" {
  aliases = ["google_compute_instance_iam_binding", "google_kms_crypto_key_iam_binding", "google_secret_manager_secret_iam_binding", "google_spanner_instance_iam_binding", "google_spanner_database_iam_binding", "google_pubsub_topic_iam_binding", "google_pubsub_subscription_iam_binding", "google_cloud_run_service_iam_binding", "google_cloud_run_v2_service_iam_binding", "google_kms_key_ring_iam_binding", "google_bigquery_table_iam_binding", "google_artifact_registry_repository_iam_binding"]
  class   = "identity"
  loses   = "a role on one resource for all who have it: it owns the role's whole list, also what other stacks granted"
}

type "google_bigquery_dataset_iam_policy" {
  aliases  = ["google_cloud_run_service_iam_policy", "google_compute_instance_iam_policy", "google_kms_crypto_key_iam_policy", "google_kms_key_ring_iam_policy", "google_secret_manager_secret_iam_policy", "google_spanner_instance_iam_policy", "google_spanner_database_iam_policy", "google_pubsub_topic_iam_policy", "google_pubsub_subscription_iam_policy", "google_service_account_iam_policy", "google_cloud_run_v2_service_iam_policy"]
  class    = "identity"
  loses    = "every role on one resource, also those that Terraform does not know"
  recovery = "lost"
}

type "google_bigquery_dataset_access" {
  class    = "identity"
  loses    = "one principal's or view's access to the dataset"
  recovery = "reversible"
}

type "google_storage_bucket_acl" {
  aliases  = ["google_storage_default_object_acl", "google_storage_object_acl", "google_storage_bucket_access_control"]
  class    = "identity"
  loses    = "who may read or write the objects by way of the list"
  recovery = "reversible"
}

type "google_project_iam_audit_config" {
  aliases  = ["google_folder_iam_audit_config", "google_organization_iam_audit_config"]
  class    = "observability"
  loses    = "the record of who read and wrote data, from then on"
  recovery = "reversible"
}

type "google_org_policy_policy" {
  aliases  = ["google_organization_policy", "google_project_organization_policy", "google_folder_organization_policy", "google_org_policy_custom_constraint"]
  class    = "identity"
  loses    = "a limit for all projects under it, which goes back to what is inherited"
  recovery = "reversible"
}

type "google_access_context_manager_access_policy" {
  class    = "container"
  loses    = "all perimeters and access levels under the policy"
  recovery = "lost"
}

type "google_access_context_manager_service_perimeter" {
  aliases  = ["google_access_context_manager_access_level", "google_access_context_manager_service_perimeter_resource"]
  class    = "identity"
  loses    = "the border around services that keeps data in"
  recovery = "recreatable"
}

type "google_iap_client" {
  aliases = ["google_iap_brand"]
  class   = "identity"
  loses   = "the client that users sign in with; brands can't be deleted and only leave the state"
}

type "google_identity_platform_config" {
  class    = "identity"
  loses    = "nothing by itself: the provider only forgets the settings"
  recovery = "reversible"
}

type "google_project_default_service_accounts" {
  class    = "identity"
  loses    = "what was done to the default service accounts, where it is set to be undone"
  recovery = "reversible"
}

type "google_storage_hmac_key" {
  aliases  = ["google_sql_ssl_cert"]
  class    = "key"
  loses    = "credentials that programs sign in with"
  recovery = "lost"
}

type "google_resource_manager_lien" {
  class    = "identity"
  loses    = "the lock that keeps the project from being deleted"
  recovery = "reversible"
}

type "google_tags_tag_binding" {
  class    = "glue"
  loses    = "the tag on one resource, with the policies and firewall rules that go by it"
  recovery = "reversible"
}

type "google_tags_tag_key" {
  aliases = ["google_tags_tag_value"]
  class   = "identity"
  loses   = "a tag; Google refuses to delete one that is attached"
}

# Network and traffic

type "google_compute_router_peer" {
  aliases = ["google_compute_router_interface", "google_compute_interconnect_attachment", "google_compute_external_vpn_gateway"]
  class   = "network-core"
  loses   = "a session or path to another network: its routes go with it"
}

type "google_compute_firewall_policy" {
  aliases = ["google_compute_network_firewall_policy", "google_compute_region_network_firewall_policy"]
  class   = "network-core"
  loses   = "all rules of the policy for what it is associated with"
}

type "google_compute_firewall_policy_rule" {
  aliases = ["google_compute_network_firewall_policy_rule", "google_compute_firewall_policy_association", "google_compute_network_firewall_policy_association"]
  class   = "network-core"
  loses   = "what the rules let in or keep out"
}

type "google_compute_shared_vpc_host_project" {
  aliases = ["google_compute_shared_vpc_service_project"]
  class   = "network-core"
  loses   = "the use of the shared network by other projects; Google refuses while resources use it"
}

type "google_compute_service_attachment" {
  class = "network-core"
  loses = "the private service: who connects to it from other networks is cut off"
}

type "google_compute_network_endpoint_group" {
  aliases = ["google_compute_region_network_endpoint_group", "google_compute_global_network_endpoint_group", "google_compute_instance_group", "google_compute_target_pool", "google_compute_backend_bucket", "google_compute_target_tcp_proxy"]
  class   = "traffic"
  loses   = "what the balancer sends its traffic to; Google refuses to delete one in use"
}

type "google_compute_ssl_certificate" {
  aliases = ["google_compute_region_ssl_certificate"]
  class   = "traffic"
  loses   = "the certificate with its private key; Google refuses to delete one in use"
}

type "google_compute_ssl_policy" {
  class = "traffic"
  loses = "which ciphers are offered; Google refuses to delete one in use"
}

type "google_compute_packet_mirroring" {
  class    = "observability"
  loses    = "the copy of traffic that is looked at"
  recovery = "reversible"
}

type "google_dns_policy" {
  aliases = ["google_dns_response_policy", "google_dns_response_policy_rule"]
  class   = "traffic"
  loses   = "how names are resolved in the networks: forwarding, own answers, logging"
}

type "google_certificate_manager_certificate_map" {
  aliases = ["google_certificate_manager_certificate_map_entry", "google_certificate_manager_dns_authorization"]
  class   = "traffic"
  loses   = "which certificate is shown for which name, or the proof that it may be issued"
}

type "google_network_connectivity_hub" {
  aliases = ["google_network_connectivity_spoke", "google_network_services_gateway"]
  class   = "network-core"
  loses   = "the link between networks"
}

type "google_cloud_run_domain_mapping" {
  aliases  = ["google_app_engine_domain_mapping"]
  class    = "traffic"
  loses    = "the name that the service answers to, with its managed certificate"
  recovery = "recreatable"
}

type "google_api_gateway_gateway" {
  aliases = ["google_api_gateway_api", "google_api_gateway_api_config"]
  class   = "traffic"
  loses   = "the entry point: a new gateway has another address"
}

type "google_apigee_organization" {
  aliases  = ["google_apigee_instance"]
  class    = "container"
  loses    = "every API proxy, product and developer in it"
  recovery = "lost"
}

# Compute and data

type "google_compute_resource_policy" {
  class    = "data-store"
  loses    = "the schedule of snapshots or of starts and stops; snapshots that exist stay"
  recovery = "recreatable"
}

type "google_compute_disk_resource_policy_attachment" {
  aliases  = ["google_compute_region_disk_resource_policy_attachment"]
  class    = "data-store"
  loses    = "the schedule by which the disk is backed up; snapshots that exist stay"
  recovery = "reversible"
}

type "google_compute_node_group" {
  class = "compute"
  loses = "the hosts; Google refuses to delete a group that runs instances"
}

type "google_compute_project_metadata" {
  aliases  = ["google_compute_project_metadata_item"]
  class    = "identity"
  loses    = "settings for all instances of the project, SSH keys and OS Login among them"
  recovery = "reversible"
}

type "google_bigquery_job" {
  class   = "glue"
  loses   = "nothing by itself: the provider only forgets the job"
  routine = "it stands for work that has been done"
}

type "google_bigquery_routine" {
  aliases = ["google_bigquery_reservation", "google_bigquery_data_transfer_config"]
  class   = "glue"
  loses   = "a definition; tables stay"
}

type "google_firestore_index" {
  aliases = ["google_datastore_index", "google_firestore_field"]
  class   = "data-store"
  loses   = "an index: queries that need it fail until it is built again"

  recovery = "recreatable"
}

type "google_firestore_document" {
  class    = "data-store"
  loses    = "one document"
  recovery = "unknown"
}

type "google_pubsub_schema" {
  class = "glue"
  loses = "the form of messages: topics that refer to it refuse to publish"
}

type "google_storage_notification" {
  class    = "glue"
  loses    = "messages about new and changed objects"
  recovery = "recreatable"
}

type "google_container_registry" {
  class    = "data-store"
  loses    = "nothing by itself: the provider only forgets the registry, and its bucket stays"
  recovery = "reversible"
}

type "google_vertex_ai_dataset" {
  class    = "data-store"
  loses    = "the dataset with its annotations"
  recovery = "lost"
}

type "google_notebooks_instance" {
  class    = "data-store"
  loses    = "the notebook's disk with all files on it"
  recovery = "lost"
}

type "google_privateca_ca_pool" {
  class    = "key"
  loses    = "the pool; Google refuses to delete one that holds authorities"
  recovery = "recreatable"
}

type "google_backup_dr_backup_vault" {
  aliases  = ["google_gke_backup_backup_plan"]
  class    = "data-store"
  loses    = "the vault or plan; Google refuses while backups are in it, unless the deletion is forced"
  recovery = "unknown"
}

# Services

type "google_app_engine_standard_app_version" {
  aliases = ["google_app_engine_flexible_app_version"]
  class   = "service"
  loses   = "a version of the service; App Engine refuses to delete one that takes traffic"
}

type "google_workflows_workflow" {
  aliases = ["google_eventarc_trigger"]
  class   = "compute"
  loses   = "what runs on an event or a call"
}

type "google_cloudbuild_trigger" {
  aliases = ["google_cloudbuild_worker_pool"]
  class   = "glue"
  loses   = "a part of the build pipeline"
}

type "google_data_fusion_instance" {
  class    = "container"
  loses    = "every pipeline in the instance"
  recovery = "lost"
}

type "google_gke_hub_membership" {
  class    = "identity"
  loses    = "the cluster's place in the fleet, with what is configured by way of it"
  recovery = "recreatable"
}

type "google_vertex_ai_endpoint" {
  class = "service"
  loses = "the endpoint that answers with the model"
}

# Watching

type "google_monitoring_notification_channel" {
  class = "observability"
  loses = "whom alerts are sent to; Google refuses to delete one that alerts name, unless the deletion is forced"
}

type "google_logging_organization_sink" {
  aliases = ["google_logging_folder_sink"]
  class   = "observability"
  loses   = "the export of logs from then on"
}

type "google_billing_budget" {
  aliases = ["google_essential_contacts_contact"]
  class   = "observability"
  loses   = "a notice to somebody"
}
