# What is taken away, although nothing depends on it: rented services. The form is that of
# flags.hcl. Facts are from the documentation of the providers and the services.

withdrawn "github_repository_ruleset" {
  aliases = ["github_organization_ruleset"]
  with    = { enforcement = "active" }
  same    = ["repository", "target"]
  delete  = 60
  outcome = "exposure"
  why     = "whoever may write can do what the rules held up: push without a review, force-push, delete"
}

withdrawn "github_branch_protection_v3" {
  same    = ["repository", "branch"]
  delete  = 60
  outcome = "exposure"
  why     = "whoever may write can push to the branch without a review, and force-push"
}

withdrawn "gitlab_branch_protection" {
  same    = ["project", "branch"]
  delete  = 60
  outcome = "exposure"
  why     = "developers may push to the branch, and force-push"
}

withdrawn "gitlab_project_protected_environment" {
  aliases = ["gitlab_group_protected_environment"]
  delete  = 55
  outcome = "exposure"
  why     = "whoever may run pipelines can deploy to the environment"
}

# What users must prove

withdrawn "okta_policy_mfa" {
  aliases = ["okta_app_signon_policy", "okta_app_signon_policy_rule", "okta_policy_signon", "okta_policy_rule_signon", "okta_policy_rule_mfa"]
  with    = { status = "ACTIVE" }
  same    = ["name"]
  delete  = 62
  outcome = "exposure"
  why     = "the next policy or rule that fits holds, at last the default one, which may ask users for less"
}

withdrawn "okta_network_zone" {
  with    = { usage = "BLOCKLIST" }
  delete  = 60
  outcome = "exposure"
  why     = "the addresses are no longer blocked"
}

withdrawn "snowflake_network_policy_attachment" {
  aliases = ["snowflake_account_authentication_policy_attachment", "snowflake_account_password_policy_attachment"]
  delete  = 60
  outcome = "exposure"
  why     = "the account no longer asks for it: users may sign in from elsewhere, or by less"
}

withdrawn "auth0_attack_protection" {
  delete  = 60
  outcome = "exposure"
  why     = "wrong and stolen passwords are no longer noticed"
}

withdrawn "vault_identity_mfa_login_enforcement" {
  same    = ["name"]
  delete  = 60
  outcome = "exposure"
  why     = "no second factor is asked for at the sign-ins that it was for"
}

withdrawn "tfe_policy_set" {
  same    = ["name"]
  delete  = 55
  outcome = "exposure"
  why     = "runs are no longer checked by its policies"
}

# Filters

withdrawn "cloudflare_firewall_rule" {
  aliases = ["cloudflare_rate_limit", "cloudflare_zone_lockdown"]
  delete  = 50
  outcome = "exposure"
  why     = "what it held back gets through"
}

withdrawn "akamai_appsec_configuration" {
  aliases = ["akamai_appsec_security_policy", "akamai_appsec_activations", "akamai_appsec_waf_protection", "fastly_ngwaf_workspace"]
  delete  = 62
  outcome = "exposure"
  why     = "the firewall no longer looks at the traffic"
}

withdrawn "datadog_ip_allowlist" {
  with    = { enabled = true }
  delete  = 60
  outcome = "exposure"
  why     = "users and keys may sign in from any address"
}

# What is recorded

# https://developer.hashicorp.com/vault/docs/audit
withdrawn "vault_audit" {
  same    = ["type"]
  delete  = 60
  outcome = "none"
  why     = "what is done in Vault is no longer recorded there; tokens of the old records are hashed with a key that goes too"
}

withdrawn "mongodbatlas_auditing" {
  with    = { enabled = true }
  delete  = 55
  outcome = "none"
  why     = "what is done in the databases is no longer recorded"
}

withdrawn "okta_log_stream" {
  aliases = ["auth0_log_stream"]
  delete  = 45
  outcome = "none"
  why     = "events of sign-in are no longer sent to where they are kept or watched"
}

withdrawn "cloudflare_logpush_job" {
  same    = ["dataset"]
  delete  = 42
  outcome = "none"
  why     = "logs are no longer written"
}

withdrawn "datadog_logs_archive" {
  same    = ["query"]
  delete  = 45
  outcome = "none"
  why     = "logs are no longer archived: they are kept as long as their index keeps them"
}

withdrawn "datadog_integration_aws_account" {
  aliases = ["datadog_integration_aws", "datadog_integration_azure", "datadog_integration_gcp", "datadog_integration_gcp_sts", "newrelic_cloud_aws_link_account", "newrelic_cloud_azure_link_account", "newrelic_cloud_gcp_link_account"]
  delete  = 45
  outcome = "none"
  why     = "metrics of the account stop: alerts on them see nothing"
}

# Nobody is told

withdrawn "datadog_monitor_json" {
  aliases = ["grafana_rule_group", "newrelic_nrql_alert_condition", "newrelic_alert_condition", "newrelic_infra_alert_condition", "newrelic_alert_policy", "mongodbatlas_alert_configuration", "sentry_issue_alert", "sentry_metric_alert", "uptimerobot_monitor", "statuscake_uptime_check", "pingdom_check", "checkly_check", "betteruptime_monitor"]
  same    = ["name"]
  delete  = 38
  outcome = "none"
  why     = "what it watches raises no alert any more: nobody is told"
}

withdrawn "datadog_synthetics_test" {
  aliases = ["newrelic_synthetics_monitor", "newrelic_synthetics_script_monitor", "grafana_synthetic_monitoring_check", "datadog_security_monitoring_rule", "cloudflare_notification_policy"]
  same    = ["name"]
  delete  = 38
  outcome = "none"
  why     = "what it watches is watched by it no longer: nobody is told"
}

withdrawn "grafana_contact_point" {
  aliases = ["grafana_notification_policy", "newrelic_workflow", "newrelic_notification_channel", "newrelic_notification_destination", "datadog_monitor_notification_rule"]
  delete  = 45
  outcome = "none"
  why     = "alerts no longer reach whom it sent them to"
}

# https://support.pagerduty.com/main/docs/services-and-integrations
withdrawn "pagerduty_service_integration" {
  aliases = ["pagerduty_event_orchestration", "pagerduty_event_orchestration_integration", "opsgenie_api_integration", "opsgenie_email_integration", "grafana_oncall_integration"]
  delete  = 50
  outcome = "none"
  why     = "alerts that are sent with its key or to its address are refused: nobody is called by them"
}

withdrawn "pagerduty_event_orchestration_router" {
  aliases = ["pagerduty_event_orchestration_service", "pagerduty_ruleset_rule"]
  delete  = 42
  outcome = "none"
  why     = "alerts are no longer led to those whom they are for"
}

withdrawn "opsgenie_schedule" {
  aliases = ["opsgenie_escalation", "datadog_on_call_schedule", "datadog_on_call_escalation_policy", "grafana_oncall_schedule", "grafana_oncall_escalation_chain"]
  same    = ["name"]
  delete  = 45
  outcome = "none"
  why     = "whom it named is no longer called"
}
