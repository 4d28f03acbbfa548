# Sign-in, secrets, code hosting: who gets in, and what holds others back. Facts are from the
# providers' own documentation.

# Okta: https://registry.terraform.io/providers/okta/okta/latest/docs

# The client id may be given; the secret is another one all the same.
type "okta_app_oauth" {
  aliases  = ["auth0_client", "okta_app_saml"]
  class    = "trust"
  loses    = "an application's sign-in with all assignments: a new one has another id, and another secret or certificate"
  recovery = "recreatable"
  safe     = ["status", "type", "app_type"]
}

type "keycloak_openid_client" {
  aliases  = ["keycloak_saml_client"]
  class    = "trust"
  loses    = "an application's sign-in with its roles: a new one has another secret unless the configuration gives it"
  recovery = "recreatable"
}

type "okta_auth_server" {
  class    = "trust"
  loses    = "what issues tokens, with its scopes and policies: a new one has another address and other keys, and old tokens are refused"
  recovery = "lost"
}

type "okta_idp_oidc" {
  aliases  = ["okta_idp_saml", "okta_idp_saml_key", "okta_idp_social", "keycloak_oidc_identity_provider", "keycloak_saml_identity_provider", "cloudflare_zero_trust_access_identity_provider", "cloudflare_access_identity_provider"]
  class    = "trust"
  loses    = "a way to sign in with another service, and whose account there is whose here"
  recovery = "recreatable"
}

type "okta_api_token" {
  aliases  = ["okta_app_token"]
  class    = "trust"
  loses    = "a token that programs sign in with; a new one is another"
  recovery = "lost"
}

type "okta_app_bookmark" {
  aliases  = ["okta_app_auto_login", "okta_app_basic_auth", "okta_app_secure_password_store", "okta_app_shared_credentials", "okta_app_swa", "okta_app_three_field"]
  class    = "identity"
  loses    = "an application on the users' page, with its assignments and the passwords that it remembers"
  recovery = "recreatable"
}

type "okta_app_group_assignment" {
  aliases  = ["okta_app_group_assignments", "okta_app_user", "okta_app_access_policy_assignment", "okta_app_oauth_role_assignment", "okta_app_oauth_api_scope", "okta_app_oauth_redirect_uri"]
  class    = "identity"
  loses    = "who or what may use an application"
  recovery = "reversible"
}

type "okta_group_memberships" {
  aliases  = ["okta_user_group_memberships", "okta_group_owner", "okta_group_owners"]
  class    = "identity"
  loses    = "who is in a group, or owns it"
  recovery = "reversible"
}

type "okta_admin_role_targets" {
  aliases  = ["okta_admin_role_custom", "okta_admin_role_custom_assignments", "okta_group_role", "okta_resource_set", "okta_user_admin_roles"]
  class    = "identity"
  loses    = "what administrators may do, and over whom"
  recovery = "recreatable"
}

# https://registry.terraform.io/providers/okta/okta/latest/docs/resources/group_rule
type "okta_group_rule" {
  class    = "identity"
  loses    = "who is put into the groups by it"
  recovery = "reversible"

  circumstance "remove_assigned_users" {
    equals = true
    points = 8
    rule   = "in-service"
    why    = "remove_assigned_users is set: everyone whom the rule put into the groups is taken out"
  }
}

type "okta_auth_server_policy" {
  aliases  = ["okta_auth_server_claim", "okta_auth_server_policy_rule", "okta_auth_server_scope"]
  class    = "identity"
  loses    = "which applications get tokens, and with what in them"
  recovery = "recreatable"
}

type "okta_policy_mfa" {
  aliases  = [
    "okta_app_signon_policy", "okta_app_signon_policy_rule", "okta_app_signon_policy_rules", "okta_authenticator", "okta_behavior", "okta_factor", "okta_network_zone", "okta_policy_device_assurance_android",
    "okta_policy_device_assurance_chromeos", "okta_policy_device_assurance_ios", "okta_policy_device_assurance_macos", "okta_policy_device_assurance_windows",
    "okta_policy_mfa_default", "okta_policy_password", "okta_policy_password_default", "okta_policy_rule_mfa", "okta_policy_rule_password", "okta_policy_rule_signon",
    "okta_policy_signon", "okta_threat_insight_settings", "okta_captcha_org_wide_settings", "okta_entity_risk_policy_rule", "okta_session_violation_policy_rule",
  ]
  class    = "guard"
  loses    = "what users must prove to sign in, and from where: the next policy that fits them holds"
  recovery = "reversible"
  safe     = ["access", "enroll", "factor_mode", "mfa_prompt", "mfa_required", "primary_factor", "priority", "status", "action", "usage"]
}

# https://registry.terraform.io/providers/okta/okta/latest/docs/resources/user_schema_property
type "okta_user_schema_property" {
  aliases  = ["okta_app_user_schema_property", "okta_group_schema_property"]
  class    = "data-store"
  loses    = "the attribute, with its value in every profile"
  recovery = "lost"
}

type "okta_domain" {
  aliases  = ["okta_domain_certificate", "okta_email_domain", "auth0_custom_domain"]
  class    = "traffic"
  loses    = "the name under which users sign in or mails are sent"
  recovery = "recreatable"
}

type "okta_trusted_origin" {
  class    = "identity"
  loses    = "which sites may call Okta from a browser"
  recovery = "reversible"
}

type "okta_log_stream" {
  aliases  = ["auth0_log_stream", "okta_event_hook", "auth0_event_stream"]
  class    = "observability"
  loses    = "where events of sign-in are sent to"
  recovery = "recreatable"
}

type "okta_brand" {
  aliases  = ["okta_theme", "okta_email_customization", "okta_template_sms", "okta_customized_signin_page", "okta_preview_signin_page", "okta_feature", "okta_profile_mapping", "auth0_branding", "auth0_branding_theme", "auth0_pages", "auth0_prompt", "auth0_prompt_custom_text", "auth0_email_template"]
  class    = "glue"
  loses    = "how pages and mails look, or a setting"
  recovery = "reversible"
}

# Auth0: https://registry.terraform.io/providers/auth0/auth0/latest/docs

type "auth0_resource_server" {
  aliases  = ["auth0_client_grant", "auth0_resource_server_scope", "auth0_resource_server_scopes", "auth0_connection_client", "auth0_connection_clients", "auth0_organization_connection", "auth0_organization_connections"]
  class    = "identity"
  loses    = "which applications and users may call an API, or sign in by what"
  recovery = "recreatable"
}

type "auth0_client_credentials" {
  class    = "trust"
  loses    = "how an application proves who it is"
  recovery = "recreatable"
}

type "auth0_organization" {
  aliases  = ["auth0_user"]
  class    = "identity"
  loses    = "the organization with its members, or the user"
  recovery = "lost"
}

type "auth0_attack_protection" {
  aliases  = ["auth0_guardian", "auth0_network_acl", "auth0_risk_assessments", "auth0_risk_assessments_new_device"]
  class    = "guard"
  loses    = "what holds attackers back at sign-in"
  recovery = "reversible"
}

type "auth0_action" {
  aliases  = ["auth0_trigger_action", "auth0_trigger_actions", "auth0_hook", "auth0_rule", "okta_inline_hook"]
  class    = "service"
  loses    = "code that runs at sign-in: checks and claims that it made are missing"
  recovery = "recreatable"
}

# Vault: https://registry.terraform.io/providers/hashicorp/vault/latest/docs

# Without delete_all_versions the newest version is marked as deleted, which can be undone.
type "vault_kv_secret_v2" {
  class    = "key"
  loses    = "the secret; versions that others wrote are in no configuration"
  recovery = "unknown"
  safe     = ["delete_all_versions", "mount", "name"]

  case "delete_all_versions" {
    equals = true
    tier   = "lost"
    why    = "delete_all_versions is set: every version of the secret is destroyed"
  }

  case "delete_all_versions" {
    equals = false
    tier   = "restorable"
    why    = "only the newest version is marked as deleted: vault kv undelete brings it back"
  }
}

type "vault_kv_secret" {
  aliases  = ["vault_generic_secret"]
  class    = "key"
  loses    = "the secret: what Terraform wrote last is in the old configuration or state only"
  recovery = "recreatable"
}

type "vault_generic_endpoint" {
  class    = "other"
  loses    = "what was written to a path, unless disable_delete is set"
  recovery = "unknown"
}

type "vault_namespace" {
  class    = "container"
  loses    = "the namespace with every engine, secret, sign-in and policy in it"
  recovery = "lost"
}

type "vault_aws_secret_backend" {
  aliases = [
    "vault_ad_secret_backend", "vault_alicloud_secret_backend", "vault_azure_secret_backend", "vault_consul_secret_backend", "vault_database_secrets_mount", "vault_gcp_secret_backend",
    "vault_kubernetes_secret_backend", "vault_ldap_secret_backend", "vault_mongodbatlas_secret_backend", "vault_nomad_secret_backend", "vault_os_secret_backend", "vault_rabbitmq_secret_backend",
    "vault_terraform_cloud_secret_backend",
  ]
  class    = "key"
  loses    = "the engine with its roles; credentials that it gave out are revoked"
  recovery = "lost"
}

type "vault_kmip_secret_backend" {
  aliases  = ["vault_kmip_secret_scope", "vault_gcpkms_secret_backend", "vault_gcpkms_secret_backend_key", "vault_keymgmt_key", "vault_transform_transformation"]
  class    = "key"
  loses    = "keys: what is encrypted under them may not be readable"
  recovery = "unknown"
}

type "vault_pki_secret_backend_root_cert" {
  aliases  = ["vault_pki_secret_backend_key", "vault_ssh_secret_backend_ca", "vault_kmip_secret_ca_generated"]
  class    = "key"
  loses    = "the key of an authority: whoever trusts it refuses what a new one signs"
  recovery = "lost"
}

type "vault_pki_secret_backend_issuer" {
  aliases  = ["vault_pki_secret_backend_config_ca", "vault_kmip_secret_ca_imported"]
  class    = "trust"
  loses    = "an authority as Vault knows it: nothing is signed by it until it is back"
  recovery = "unknown"
}

type "vault_pki_secret_backend_cert" {
  aliases  = ["vault_pki_secret_backend_sign", "vault_pki_secret_backend_root_sign_intermediate", "vault_pki_secret_backend_intermediate_set_signed", "vault_pki_secret_backend_intermediate_cert_request", "vault_pki_secret_backend_acme_eab"]
  class    = "glue"
  loses    = "a certificate or a request that the state remembers; it is revoked where revoke is set"
  recovery = "recreatable"
}

type "vault_kv_secret_backend_v2" {
  aliases = [
    "vault_pki_secret_backend_config_acme", "vault_pki_secret_backend_config_auto_tidy", "vault_pki_secret_backend_config_cluster", "vault_pki_secret_backend_config_cmpv2", "vault_pki_secret_backend_config_est",
    "vault_pki_secret_backend_config_issuers", "vault_pki_secret_backend_config_scep", "vault_pki_secret_backend_config_urls", "vault_pki_secret_backend_crl_config", "vault_transit_secret_backend_cache_config",
  ]
  class    = "glue"
  loses    = "settings of an engine; what it keeps stays"
  recovery = "reversible"
}

type "vault_database_secret_backend_connection" {
  class    = "identity"
  loses    = "how Vault reaches a database: no more credentials for it until it is back"
  recovery = "recreatable"
}

type "vault_aws_secret_backend_role" {
  aliases = [
    "vault_ad_secret_backend_library", "vault_ad_secret_role", "vault_aws_secret_backend_static_role", "vault_azure_secret_backend_role", "vault_database_secret_backend_static_role", "vault_gcp_secret_impersonated_account",
    "vault_gcp_secret_roleset", "vault_gcp_secret_static_account", "vault_ldap_secret_backend_dynamic_role", "vault_ldap_secret_backend_library_set", "vault_ldap_secret_backend_static_role",
    "vault_os_secret_backend_account", "vault_os_secret_backend_host", "vault_ssh_secret_backend_role", "vault_terraform_cloud_secret_creds", "vault_token_auth_backend_role",
  ]
  class    = "identity"
  loses    = "which credentials programs are given"
  recovery = "recreatable"
}

type "vault_ldap_auth_backend" {
  aliases  = ["vault_gcp_auth_backend", "vault_github_auth_backend", "vault_jwt_auth_backend", "vault_oci_auth_backend", "vault_okta_auth_backend", "vault_radius_auth_backend", "vault_saml_auth_backend"]
  class    = "trust"
  loses    = "the way to sign in, with all its roles; tokens that came from it are revoked"
  recovery = "lost"
}

type "vault_ldap_auth_backend_group" {
  aliases = [
    "vault_aws_auth_backend_client", "vault_aws_auth_backend_sts_role", "vault_azure_auth_backend_config", "vault_github_team", "vault_github_user", "vault_kubernetes_auth_backend_config", "vault_ldap_auth_backend_user",
    "vault_okta_auth_backend_group", "vault_okta_auth_backend_user", "vault_aws_auth_backend_cert", "vault_userpass_auth_backend_user",
  ]
  class    = "identity"
  loses    = "how, or as what, somebody or something signs in"
  recovery = "recreatable"
}

type "vault_identity_entity" {
  aliases = [
    "vault_identity_entity_alias", "vault_identity_entity_policies", "vault_identity_group", "vault_identity_group_alias", "vault_identity_group_member_entity_ids", "vault_identity_group_member_group_ids",
    "vault_identity_group_policies", "vault_identity_oidc_assignment", "vault_identity_oidc_scope",
  ]
  class    = "identity"
  loses    = "who is whom in Vault, and what follows from it; a new one has another id"
  recovery = "recreatable"
}

type "vault_token" {
  aliases  = ["vault_approle_auth_backend_role_secret_id", "vault_identity_oidc_client", "vault_identity_oidc_key", "vault_identity_oidc_provider"]
  class    = "trust"
  loses    = "what programs sign in with: it is refused from then on, and a new one is another"
  recovery = "lost"
}

type "vault_audit" {
  aliases  = ["vault_audit_request_header"]
  class    = "observability"
  loses    = "the record of what is done in Vault from then on"
  recovery = "reversible"
}

type "vault_egp_policy" {
  aliases  = ["vault_rgp_policy", "vault_password_policy", "vault_quota_lease_count", "vault_quota_rate_limit", "vault_config_control_group", "vault_identity_mfa_login_enforcement", "vault_identity_mfa_duo", "vault_identity_mfa_okta", "vault_identity_mfa_pingid", "vault_identity_mfa_totp", "vault_mfa_duo", "vault_mfa_okta", "vault_mfa_pingid", "vault_mfa_totp"]
  class    = "guard"
  loses    = "a limit on what may be done in Vault, or what must be proven first"
  recovery = "reversible"
}

type "vault_raft_snapshot_agent_config" {
  class    = "data-store"
  loses    = "the schedule of snapshots; those that exist stay where they are"
  recovery = "reversible"
}

type "vault_secrets_sync_association" {
  aliases  = ["vault_secrets_sync_aws_destination", "vault_secrets_sync_azure_destination", "vault_secrets_sync_gcp_destination", "vault_secrets_sync_gh_destination", "vault_secrets_sync_github_apps", "vault_keymgmt_aws_kms", "vault_keymgmt_azure_kms", "vault_keymgmt_gcp_kms", "vault_secrets_sync_vercel_destination"]
  class    = "other"
  loses    = "the copying of secrets or keys to another service, and perhaps the copies"
  recovery = "recreatable"
}

# GitHub: https://registry.terraform.io/providers/integrations/github/latest/docs

type "github_branch_protection" {
  aliases  = ["github_branch_protection_v3", "github_organization_ruleset", "github_repository_ruleset"]
  class    = "guard"
  loses    = "the rules for who may push and merge, and what has to pass before"
  recovery = "reversible"
  safe     = ["enforcement", "enforce_admins", "allows_force_pushes", "allows_deletions", "required_pull_request_reviews.required_approving_review_count", "pattern", "target"]
}

type "github_repository_environment_deployment_policy" {
  aliases = [
    "github_actions_organization_permissions", "github_actions_organization_workflow_permissions", "github_actions_repository_access_level", "github_actions_repository_permissions", "github_enterprise_actions_permissions",
    "github_enterprise_actions_workflow_permissions", "github_enterprise_ip_allow_list_entry", "github_repository_deployment_branch_policy", "github_workflow_repository_permissions",
  ]
  class    = "guard"
  loses    = "a limit on what pipelines or people may do"
  recovery = "reversible"
}

type "github_app_installation_repository" {
  aliases = [
    "github_actions_organization_secret_repositories", "github_actions_organization_secret_repository", "github_actions_organization_variable_repositories", "github_actions_organization_variable_repository", "github_app_installation_repositories",
    "github_codespaces_organization_secret_repositories", "github_codespaces_user_secret", "github_dependabot_organization_secret_repositories", "github_dependabot_organization_secret_repository",
  ]
  class    = "identity"
  loses    = "which repositories an application, a secret or a variable reaches"
  recovery = "reversible"
}

type "github_organization_role" {
  aliases = [
    "github_actions_runner_group", "github_emu_group_mapping", "github_enterprise_actions_runner_group", "github_organization_custom_role", "github_organization_repository_role", "github_organization_role_team", "github_organization_role_team_assignment",
    "github_organization_role_user", "github_organization_security_manager", "github_team_settings", "github_team_sync_group_mapping", "gitlab_group_ldap_link", "gitlab_group_saml_link", "gitlab_group_share_group", "gitlab_member_role",
    "gitlab_project_job_token_scope", "gitlab_project_job_token_scopes", "gitlab_project_share_group", "tfe_team_project_access", "tfe_team_member", "tfe_team_members", "tfe_team_organization_member", "tfe_team_organization_members",
  ]
  class    = "identity"
  loses    = "who may do what"
  recovery = "reversible"
}

type "github_repository_topics" {
  aliases = [
    "github_actions_environment_variable", "github_actions_organization_variable", "github_issue", "github_issue_labels", "github_organization_webhook", "github_project_card", "github_project_column", "github_release", "github_repository_autolink_reference",
    "github_repository_custom_property", "github_repository_milestone", "github_repository_project", "github_repository_pull_request", "gitlab_group_hook", "gitlab_group_variable", "gitlab_instance_variable", "gitlab_pipeline_schedule",
    "gitlab_pipeline_schedule_variable", "gitlab_pipeline_trigger", "gitlab_project_badge", "gitlab_project_hook", "gitlab_project_issue", "gitlab_project_issue_board", "gitlab_project_milestone", "gitlab_release_link", "gitlab_topic",
    "tfe_project_variable_set", "tfe_run_trigger", "tfe_test_variable", "tfe_workspace_variable_set", "tfe_workspace_settings", "tfe_workspace_run",
  ]
  class    = "glue"
  loses    = "a setting or an entry beside the code"
  recovery = "recreatable"
}

type "github_repository_pages" {
  class    = "traffic"
  loses    = "the site that is served from the repository"
  recovery = "reversible"
}

type "github_repository_vulnerability_alerts" {
  aliases  = ["github_repository_dependabot_security_updates"]
  class    = "observability"
  loses    = "warnings of unsafe dependencies, or updates that take them away"
  recovery = "reversible"
}

# GitLab: https://registry.terraform.io/providers/gitlabhq/gitlab/latest/docs

type "gitlab_branch_protection" {
  aliases = [
    "gitlab_compliance_framework", "gitlab_group_branch_protection", "gitlab_group_level_mr_approvals", "gitlab_group_protected_environment", "gitlab_group_security_policy_attachment", "gitlab_project_approval_rule", "gitlab_project_compliance_frameworks",
    "gitlab_project_container_repository_protection", "gitlab_project_container_tag_protection", "gitlab_project_external_status_check", "gitlab_project_freeze_period", "gitlab_project_level_mr_approvals", "gitlab_project_package_protection_rule",
    "gitlab_project_protected_environment", "gitlab_project_push_rules", "gitlab_project_security_policy_attachment", "gitlab_tag_protection",
  ]
  class    = "guard"
  loses    = "the rules for who may push, merge or deploy, and what has to pass before"
  recovery = "reversible"
  safe     = ["allow_force_push", "approvals_required", "merge_access_level", "push_access_level", "unprotect_access_level"]
}

type "gitlab_project_access_token" {
  aliases  = ["gitlab_group_access_token", "gitlab_personal_access_token", "gitlab_group_service_account_access_token", "gitlab_cluster_agent_token", "tfe_agent_token", "tfe_audit_trail_token", "tfe_organization_token", "tfe_team_token", "tfe_oauth_client"]
  class    = "trust"
  loses    = "what programs sign in with; a new one is another"
  recovery = "lost"
}

type "gitlab_repository_file" {
  class    = "glue"
  loses    = "a file in the newest revision; history keeps it"
  recovery = "reversible"
}

type "gitlab_branch" {
  class    = "data-store"
  loses    = "a branch with commits that no other branch has"
  recovery = "unknown"
}

type "gitlab_project_mirror" {
  aliases  = ["gitlab_project_pull_mirror", "gitlab_project_push_mirror"]
  class    = "other"
  loses    = "the copying of a repository; the copy stays as it is"
  recovery = "reversible"
}

# HCP Terraform: https://registry.terraform.io/providers/hashicorp/tfe/latest/docs

type "tfe_organization" {
  class    = "container"
  loses    = "the organization with its workspaces, states, teams and modules"
  recovery = "lost"
}

type "tfe_policy_set" {
  aliases  = ["tfe_policy", "tfe_sentinel_policy", "tfe_project_policy_set", "tfe_workspace_policy_set", "tfe_workspace_run_task", "tfe_organization_run_task"]
  class    = "guard"
  loses    = "what is checked before a run is applied"
  recovery = "reversible"
}

type "tfe_variable_set" {
  class    = "other"
  loses    = "values that the runs of its workspaces are given"
  recovery = "recreatable"
}

type "tfe_notification_configuration" {
  aliases  = ["tfe_team_notification_configuration", "tfe_project_notification_configuration"]
  class    = "observability"
  loses    = "who is told of runs"
  recovery = "reversible"
}

type "tfe_registry_module" {
  aliases  = ["tfe_registry_provider", "tfe_no_code_module"]
  class    = "artifact"
  loses    = "the module or provider with all versions in the registry: runs that use it can't start"
  recovery = "unknown"
}

# LaunchDarkly: https://registry.terraform.io/providers/launchdarkly/launchdarkly/latest/docs

type "launchdarkly_project" {
  aliases  = ["launchdarkly_environment"]
  class    = "container"
  loses    = "every flag, segment and key in it: programs get their built-in defaults"
  recovery = "lost"
}

type "launchdarkly_access_token" {
  aliases  = ["launchdarkly_relay_proxy_configuration", "launchdarkly_sdk_key"]
  class    = "trust"
  loses    = "a key that programs sign in with; a new one is another"
  recovery = "lost"
}

type "launchdarkly_segment" {
  aliases  = ["launchdarkly_feature_flag_environment", "launchdarkly_destination", "launchdarkly_webhook", "launchdarkly_metric"]
  class    = "glue"
  loses    = "whom flags are for, or what is counted or told"
  recovery = "recreatable"
}
