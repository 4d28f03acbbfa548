# Providers beside the big clouds. Facts are from the providers' own documentation.

# Terraform's own small providers: values that live in the state

type "random_id" {
  aliases  = ["random_integer", "random_pet", "random_shuffle", "random_string", "random_uuid", "random_bytes"]
  class    = "glue"
  loses    = "the generated value"
  recovery = "recreatable"
  routine  = "only a generated value; what uses it shows its own change in the plan"
}

type "random_password" {
  class    = "glue"
  loses    = "the generated password"
  recovery = "recreatable"
  routine  = "only a generated value; what uses it shows its own change in the plan"
}

type "null_resource" {
  class    = "glue"
  loses    = "nothing of its own; its provisioners may act on anything"
  recovery = "recreatable"
  routine  = "it stands for its provisioners, not for a thing in the cloud"
  opaque   = true
}

type "terraform_data" {
  class    = "glue"
  loses    = "nothing of its own; its provisioners may act on anything"
  recovery = "recreatable"
  routine  = "it stands for a value or its provisioners, not for a thing in the cloud"
  opaque   = true
}

type "local_file" {
  aliases  = ["local_sensitive_file"]
  class    = "glue"
  loses    = "a file where Terraform runs"
  recovery = "recreatable"
  routine  = "it is written again from the configuration"
}

type "archive_file" {
  class    = "glue"
  loses    = "an archive where Terraform runs"
  recovery = "recreatable"
  routine  = "it is packed again from its sources"
}

type "time_sleep" {
  class   = "glue"
  loses   = "nothing: it only waits"
  routine = "it stands for waiting, not for a thing in the cloud"
}

type "time_static" {
  aliases  = ["time_offset", "time_rotating"]
  class    = "glue"
  loses    = "a remembered time"
  recovery = "recreatable"
  routine  = "only a remembered time; what uses it shows its own change in the plan"
}

# Nothing is encrypted with it that only it could read: what is lost is whom others know by it.
type "tls_private_key" {
  class    = "key"
  loses    = "the private key, which only the state holds: whoever trusts it refuses a new one"
  recovery = "recreatable"
}

type "tls_self_signed_cert" {
  aliases  = ["tls_locally_signed_cert"]
  class    = "glue"
  loses    = "a certificate that the state holds"
  recovery = "recreatable"
  routine  = "it is signed again with the same key; what uses it shows its own change in the plan"

  circumstance "is_ca_certificate" {
    equals = true
    points = 54
    rule   = "authority"
    why    = "it is the certificate of an authority: what it signed is refused where the new one is trusted, and the reverse"
  }
}

type "tls_cert_request" {
  class    = "glue"
  loses    = "a certificate that the state holds"
  recovery = "recreatable"
  routine  = "it is signed again with the same key; what uses it shows its own change in the plan"
}

# Databases and messages

type "postgresql_database" {
  class    = "data-store"
  loses    = "the database with all its tables"
  recovery = "lost"
}

type "postgresql_schema" {
  class    = "data-store"
  loses    = "the schema; PostgreSQL refuses to drop one that holds tables unless drop_cascade is set"
  recovery = "recreatable"

  case "drop_cascade" {
    equals = true
    tier   = "lost"
    why    = "drop_cascade is set: its tables go too"
  }

  circumstance "drop_cascade" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "drop_cascade is set: its tables go without a question"
  }
}

type "postgresql_role" {
  class = "identity"
  loses = "a login and its grants"
}

type "postgresql_grant" {
  class = "glue"
  loses = "grants of a role"
}

type "mysql_database" {
  class    = "data-store"
  loses    = "the database with all its tables"
  recovery = "lost"
}

type "mysql_user" {
  class = "identity"
  loses = "a login and its grants"
}

type "mysql_grant" {
  class = "glue"
  loses = "grants of a user"
}

type "mongodbatlas_cluster" {
  aliases  = ["mongodbatlas_advanced_cluster"]
  class    = "data-store"
  renewed  = true
  loses    = "every database of the cluster; its connection addresses change"
  recovery = "lost"

  case "retain_backups_enabled" {
    equals = true
    tier   = "restorable"
    why    = "backup snapshots are retained after the cluster is deleted"
  }

  circumstance "termination_protection_enabled" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "termination protection is on: Atlas refuses the delete until it is switched off"
  }
}

type "mongodbatlas_project" {
  class    = "container"
  loses    = "the project; Atlas refuses to delete one that holds clusters"
  recovery = "recreatable"
}

type "mongodbatlas_database_user" {
  class = "identity"
  loses = "a database login"
}

type "mongodbatlas_project_ip_access_list" {
  class    = "network-rule"
  loses    = "an address range's way to every cluster of the project"
  recovery = "reversible"
}

type "mongodbatlas_network_peering" {
  class = "network-core"
  loses = "the link between two networks"
}

type "snowflake_database" {
  class    = "data-store"
  loses    = "the database with all its schemas and tables"
  recovery = "unknown"
}

type "snowflake_schema" {
  class    = "data-store"
  loses    = "the schema with all its tables"
  recovery = "unknown"
}

type "snowflake_table" {
  class    = "data-store"
  loses    = "the table with all its rows"
  recovery = "unknown"
}

type "snowflake_warehouse" {
  class = "compute"
  loses = "compute for queries; the tables stay"
}

type "kafka_topic" {
  class    = "data-store"
  loses    = "the topic with all its messages and offsets"
  recovery = "lost"
}

type "confluent_kafka_cluster" {
  class    = "data-store"
  renewed  = true
  loses    = "every topic with its messages; the bootstrap address changes"
  recovery = "lost"
}

type "confluent_kafka_topic" {
  class    = "data-store"
  loses    = "the topic with all its messages"
  recovery = "lost"
}

type "confluent_environment" {
  class    = "container"
  loses    = "every cluster of the environment"
  recovery = "lost"
}

type "rabbitmq_queue" {
  class    = "data-store"
  loses    = "the messages that wait in the queue"
  outcomes = ["data-loss", "outage"]
  recovery = "recreatable"
}

type "rabbitmq_vhost" {
  class    = "container"
  loses    = "every queue and exchange of the virtual host"
  recovery = "lost"
}

# Secrets and identity

type "vault_mount" {
  class    = "key"
  loses    = "every secret under the mount"
  recovery = "lost"
}

type "vault_policy" {
  class    = "identity"
  loses    = "the permissions of every token with the policy"
  recovery = "reversible"
}

type "vault_auth_backend" {
  class    = "trust"
  loses    = "the way to sign in, with all its roles; tokens that came from it are revoked"
  recovery = "lost"
}

type "vault_transit_secret_backend_key" {
  class    = "key"
  loses    = "the key: what is encrypted under it can't be read"
  recovery = "lost"
}

type "azuread_application" {
  aliases = ["azuread_application_registration"]
  class   = "trust"
  loses   = "the registration with its client id"
  advice  = "A deleted registration stays recoverable for 30 days in Entra ID."
}

type "azuread_service_principal" {
  class = "trust"
  loses = "the principal; a new one has another object id, and its old role assignments do not count for it"
}

type "azuread_group" {
  class = "identity"
  loses = "the group and its object id; whatever is granted to it is gone for its members"
}

type "azuread_user" {
  class = "identity"
  loses = "the user and the object id"
}

type "azuread_group_member" {
  class = "glue"
  loses = "one membership"
}

type "okta_group" {
  class    = "identity"
  loses    = "the group with its memberships and application assignments"
  recovery = "lost"
}

type "okta_user" {
  class    = "identity"
  loses    = "the user"
  recovery = "lost"
}

# Code

type "github_repository" {
  class    = "data-store"
  loses    = "code, issues, pull requests and releases"
  recovery = "lost"

  case "archive_on_destroy" {
    equals = true
    tier   = "reversible"
    why    = "archive_on_destroy is set: the repository is archived, not deleted"
  }

  circumstance "archive_on_destroy" {
    equals = true
    points = -25
    rule   = "retained"
    why    = "archive_on_destroy is set: it is archived, not deleted: nobody may push any more"
  }
}

type "github_team" {
  class = "identity"
  loses = "the team with its memberships and access"
}

type "github_team_membership" {
  class = "glue"
  loses = "one membership"
}

type "github_membership" {
  class = "identity"
  loses = "a person's place in the organization"
}

type "github_actions_secret" {
  aliases = [
    "github_actions_environment_secret", "github_actions_organization_secret", "github_codespaces_organization_secret", "github_codespaces_secret",
    "github_dependabot_organization_secret", "github_dependabot_secret",
  ]
  class    = "identity"
  loses    = "a secret of the pipelines; the configuration holds its value"
  recovery = "recreatable"
}

type "gitlab_project" {
  class    = "data-store"
  loses    = "code, issues and merge requests"
  recovery = "unknown"
}

type "gitlab_group" {
  class    = "container"
  loses    = "every project of the group"
  recovery = "unknown"
}

type "tfe_workspace" {
  class    = "data-store"
  loses    = "the workspace with its states and variables"
  recovery = "lost"

  case "force_delete" {
    equals = false
    tier   = "recreatable"
    why    = "a workspace that still manages resources is not deleted"
  }

  circumstance "force_delete" {
    equals = true
    points = 10
    rule   = "force-destroy"
    why    = "force_delete is set: it goes even if it still manages resources"
  }
}

# DNS and edge

type "cloudflare_zone" {
  class    = "container"
  loses    = "every record and setting of the zone; a new one may get other name servers"
  recovery = "lost"
}

type "cloudflare_dns_record" {
  aliases  = ["cloudflare_record"]
  class    = "traffic"
  loses    = "the name: resolvers remember that it is gone for as long as they cache"
  recovery = "reversible"
}

type "cloudflare_ruleset" {
  class    = "traffic"
  loses    = "all rules of a phase: it owns the whole list"
  recovery = "reversible"
}

type "cloudflare_load_balancer" {
  class = "traffic"
  loses = "the entry point"
}

type "cloudflare_r2_bucket" {
  class    = "data-store"
  loses    = "the bucket; Cloudflare refuses to delete one that holds objects"
  recovery = "recreatable"
}

type "cloudflare_workers_kv_namespace" {
  class    = "data-store"
  loses    = "every value of the namespace"
  recovery = "lost"
}

# Monitoring

type "datadog_monitor" {
  aliases = ["datadog_service_level_objective", "datadog_synthetics_test"]
  class   = "observability"
  loses   = "an alert and its history"
}

type "datadog_dashboard" {
  class = "dashboard"
  loses = "a dashboard; its address changes"
}

type "grafana_dashboard" {
  class = "dashboard"
  loses = "a dashboard"
}

type "grafana_folder" {
  class     = "observability"
  loses     = "a folder with its dashboards and alert rules"
  recovery  = "lost"
  container = true
}

type "grafana_data_source" {
  class = "observability"
  loses = "a data source that dashboards and alerts name"
}

type "pagerduty_service" {
  class    = "observability"
  loses    = "a service: events sent to it are refused, its history is hidden; nobody is called"
  recovery = "recreatable"
}

type "pagerduty_schedule" {
  aliases  = ["pagerduty_escalation_policy"]
  class    = "observability"
  loses    = "who is on call"
  recovery = "recreatable"
}

type "newrelic_alert_policy" {
  class = "observability"
  loses = "alerts"
}

type "sentry_project" {
  class    = "data-store"
  loses    = "every event of the project; its DSN changes"
  recovery = "lost"
}

# Smaller clouds

type "digitalocean_database_cluster" {
  class    = "data-store"
  loses    = "every database of the cluster, with its backups"
  recovery = "unknown"
}

type "digitalocean_kubernetes_cluster" {
  class    = "cluster"
  loses    = "every object in the cluster's API"
  recovery = "lost"
}

type "digitalocean_droplet" {
  aliases  = ["hcloud_server", "linode_instance"]
  class    = "server"
  loses    = "the machine with everything on its disk"
  recovery = "lost"
}

type "digitalocean_volume" {
  aliases  = ["hcloud_volume", "linode_volume"]
  class    = "data-store"
  loses    = "every file on the volume"
  recovery = "lost"
}

type "digitalocean_spaces_bucket" {
  class    = "data-store"
  loses    = "the bucket; DigitalOcean refuses to delete one that holds objects unless force_destroy is set"
  recovery = "unknown"

  case "force_destroy" {
    equals = false
    tier   = "recreatable"
    why    = "a bucket that holds objects is not deleted"
  }

  case "force_destroy" {
    equals = true
    tier   = "lost"
    why    = "force_destroy deletes every object first"
  }
}

type "digitalocean_loadbalancer" {
  aliases  = ["hcloud_load_balancer"]
  class    = "traffic"
  loses    = "the entry point and its address"
  recovery = "lost"
}
