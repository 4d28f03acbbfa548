# What teams work with: code hosting, sign-in, secrets, monitoring. Facts are from the
# providers' own documentation.

# Code hosting and pipelines

type "github_repository_environment" {
  class    = "identity"
  loses    = "the environment with its secrets, variables and reviewers"
  recovery = "lost"
}

type "github_team_repository" {
  aliases  = ["github_repository_collaborator", "github_repository_collaborators", "github_team_members", "gitlab_group_membership", "gitlab_project_membership", "tfe_team_access"]
  class    = "identity"
  loses    = "somebody's access"
  recovery = "reversible"
}

type "github_repository_deploy_key" {
  aliases  = ["gitlab_deploy_token", "gitlab_deploy_key", "gitlab_group_deploy_token", "gitlab_project_deploy_token"]
  class    = "key"
  loses    = "what machines fetch the code with"
  recovery = "recreatable"
}

type "github_repository_webhook" {
  aliases = ["github_actions_variable", "github_branch_default", "gitlab_project_variable", "tfe_variable"]
  class   = "glue"
  loses   = "a setting that pipelines read or are started by"
}

type "github_repository_file" {
  class    = "glue"
  loses    = "a file in the newest revision; history keeps it"
  recovery = "reversible"
}

type "github_branch" {
  class    = "data-store"
  loses    = "a branch with commits that no other branch has"
  recovery = "unknown"
}

type "github_organization_settings" {
  class    = "identity"
  loses    = "settings of the whole organization, which go back to their defaults"
  recovery = "reversible"
}

type "tfe_team" {
  class = "identity"
  loses = "the team with its tokens and what it may do"
}

type "tfe_project" {
  class    = "container"
  loses    = "the project; it can't be deleted while it holds workspaces"
  recovery = "recreatable"
}

type "spacelift_stack" {
  class    = "data-store"
  loses    = "the stack with its run history, and its state where Spacelift keeps it"
  recovery = "lost"
}

# Sign-in

type "auth0_connection" {
  class    = "identity"
  loses    = "where users come from; for a database connection, all its users"
  recovery = "lost"

  # https://auth0.com/docs/authenticate/database-connections
  circumstance "strategy" {
    equals = "auth0"
    points = 25
    rule   = "no-backup"
    why    = "its users and their passwords are in the connection itself, and go with it"
  }
}

type "keycloak_realm" {
  class    = "container"
  loses    = "the realm with all users, groups and clients"
  recovery = "lost"
}

type "auth0_tenant" {
  class    = "identity"
  loses    = "nothing by itself: the provider only forgets the settings"
  recovery = "reversible"
}

# Secrets and certificates

type "vault_database_secret_backend_role" {
  aliases  = ["vault_kubernetes_auth_backend_role", "vault_pki_secret_backend_role", "vault_jwt_auth_backend_role", "vault_approle_auth_backend_role"]
  class    = "identity"
  loses    = "what programs sign in as, or which credentials they are given"
  recovery = "reversible"
}

type "acme_registration" {
  class    = "identity"
  loses    = "the account with the authority"
  recovery = "recreatable"
}

type "acme_certificate" {
  class    = "glue"
  loses    = "a certificate: it is revoked unless that is switched off"
  recovery = "recreatable"
}

type "consul_keys" {
  class = "glue"
  loses = "settings that programs read, where delete is set on them"
}

type "launchdarkly_feature_flag" {
  class    = "glue"
  loses    = "a flag with its rules: programs get their built-in default"
  recovery = "lost"
}

# Monitoring

type "datadog_user" {
  aliases = ["datadog_role"]
  class   = "identity"
  loses   = "somebody's access"
}

# Values that live in the state

type "cloudinit_config" {
  aliases  = ["template_file", "external"]
  class    = "glue"
  loses    = "a text that is made again"
  recovery = "recreatable"
  routine  = "only a text; what uses it shows its own change in the plan"
}

# https://docs.github.com/en/issues/using-labels-and-milestones-to-track-work/managing-labels
type "github_issue_label" {
  aliases  = ["gitlab_label", "gitlab_project_label", "gitlab_group_label"]
  class    = "glue"
  loses    = "the label, and which issues had it"
  recovery = "recreatable"
}
