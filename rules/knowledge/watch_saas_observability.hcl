# Changes of single attributes that do more than the plan's "update" says: monitoring and on-call.
# The form is that of watch_other.hcl. Facts are from the documentation of the provider and the
# service.

# https://registry.terraform.io/providers/DataDog/datadog/latest/docs/resources/logs_index
watch "datadog_logs_index" "retention_days" {
  when  = "lowered"
  rule  = "retention-shortened"
  score = 45
  why   = "logs are kept for fewer days"

  recovery     = "lost"
  recovery_why = "logs that went meanwhile do not come back, except from an archive"
}

watch "datadog_logs_index" "flex_retention_days" {
  when  = "lowered"
  rule  = "retention-shortened"
  score = 45
  why   = "logs are kept for fewer days"

  recovery     = "lost"
  recovery_why = "logs that went meanwhile do not come back, except from an archive"
}

watch "datadog_logs_index" "daily_limit" {
  when = "lowered"
  rule = "alarm-silenced"
  why  = "logs beyond a lower number a day are not kept"
}

watch "datadog_logs_index" "exclusion_filter" {
  when  = "appears"
  rule  = "alarm-silenced"
  score = 36
  why   = "logs that a filter fits are not kept"
}

watch "datadog_logs_archive" "query" {
  when  = "changes"
  rule  = "audit-off"
  score = 40
  why   = "other logs are archived than before"
}

watch "datadog_logs_custom_pipeline" "is_enabled" {
  when  = "leaves"
  value = true
  rule  = "alarm-silenced"
  why   = "logs are no longer worked on by the pipeline: what alerts on its attributes sees nothing"
}

# https://registry.terraform.io/providers/DataDog/datadog/latest/docs/resources/downtime_schedule
watch "datadog_downtime_schedule" "scope" {
  when   = "becomes"
  value  = "*"
  with   = { "monitor_identifier.monitor_tags" = "*", "one_time_schedule.end" = "", "recurring_schedule.recurrence.duration" = "" }
  rule   = "alarm-silenced"
  score  = 55
  create = true
  why    = "every monitor is muted, and no end is set"
}

watch "datadog_downtime_schedule" "scope" {
  when   = "becomes"
  value  = "*"
  with   = { "monitor_identifier.monitor_tags" = "*" }
  rule   = "alarm-silenced"
  score  = 38
  create = true
  why    = "every monitor is muted for a time"
}

watch "datadog_downtime" "scope" {
  when   = "becomes"
  value  = "*"
  with   = { end = 0, end_date = "" }
  rule   = "alarm-silenced"
  score  = 50
  create = true
  why    = "every monitor that the downtime fits is muted, and no end is set"
}

watch "datadog_downtime_schedule" "one_time_schedule.end" {
  when  = "removed"
  rule  = "alarm-silenced"
  score = 42
  why   = "the downtime no longer ends by itself"
}

watch "datadog_monitor" "notify_no_data" {
  when  = "leaves"
  value = true
  rule  = "alarm-silenced"
  score = 36
  why   = "nobody is told when data stop coming"
}

watch "datadog_monitor" "draft_status" {
  when  = "becomes"
  value = "draft"
  rule  = "alarm-silenced"
  score = 42
  why   = "the monitor is a draft: it tells nobody"
}

watch "datadog_synthetics_test" "status" {
  when  = "becomes"
  value = "paused"
  rule  = "alarm-silenced"
  why   = "the test is paused: what it watches raises no alert"
}

watch "datadog_security_monitoring_rule" "enabled" {
  when  = "leaves"
  value = true
  rule  = "audit-off"
  score = 50
  why   = "the rule is switched off: what it looks for is not told"
}

watch "datadog_sensitive_data_scanner_rule" "is_enabled" {
  aliases = ["datadog_sensitive_data_scanner_group"]
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  score   = 50
  why     = "sensitive values are no longer hidden"
}

watch "datadog_ip_allowlist" "enabled" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 62
  why   = "users and keys may sign in from any address"
}

watch "datadog_organization_settings" "settings.saml_strict_mode.enabled" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 60
  why   = "users may sign in by password again"
}

watch "datadog_organization_settings" "settings.private_widget_share" {
  when  = "becomes"
  value = true
  rule  = "public-access"
  score = 40
  why   = "users may share widgets outside of the organization"
}

watch "datadog_integration_aws_account" "metrics_config.enabled" {
  when  = "leaves"
  value = true
  rule  = "alarm-silenced"
  score = 50
  why   = "metrics of the account stop: alerts on them see nothing"
}

# https://registry.terraform.io/providers/PagerDuty/pagerduty/latest/docs/resources/escalation_policy
watch "pagerduty_escalation_policy" "rule.target.type" {
  when  = "leaves"
  value = "schedule_reference"
  rule  = "alarm-silenced"
  score = 50
  why   = "a schedule is taken out of the policy: whoever is on call by it is no longer called"
}

watch "pagerduty_schedule" "layer.users" {
  when  = "removed"
  rule  = "alarm-silenced"
  score = 55
  why   = "nobody is on call by the schedule"
}

watch "pagerduty_service" "escalation_policy" {
  when = "changes"
  rule = "alarm-silenced"
  why  = "others are called than before"
}

watch "pagerduty_service" "incident_urgency_rule.urgency" {
  when  = "becomes"
  value = "low"
  rule  = "alarm-silenced"
  score = 45
  why   = "incidents count as of low urgency: people are called later, or not at all"
}

watch "pagerduty_event_orchestration_service" "catch_all.actions.suppress" {
  when    = "becomes"
  value   = true
  rule    = "alarm-silenced"
  score   = 50
  why     = "events that no rule fits call nobody"
}

watch "pagerduty_event_orchestration_service" "set.rule.actions.suppress" {
  when    = "becomes"
  value   = true
  rule    = "alarm-silenced"
  score   = 38
  why     = "events that a rule fits call nobody"
}

watch "pagerduty_event_orchestration_router" "catch_all.actions.route_to" {
  when = "changes"
  rule = "alarm-silenced"
  why  = "events that no rule fits go to others"
}

watch "pagerduty_user" "role" {
  when   = "becomes"
  value  = "admin"
  rule   = "public-access"
  score  = 45
  create = true
  why    = "the user administers the account"
}

watch "pagerduty_user" "role" {
  when   = "becomes"
  value  = "owner"
  rule   = "public-access"
  score  = 45
  create = true
  why    = "the user administers the account"
}

watch "opsgenie_schedule" "enabled" {
  aliases = ["opsgenie_api_integration", "opsgenie_email_integration"]
  when    = "leaves"
  value   = true
  rule    = "alarm-silenced"
  score   = 50
  why     = "it is switched off: nobody is called by it"
}

watch "grafana_contact_point" "pagerduty" {
  when  = "removed"
  rule  = "alarm-silenced"
  score = 45
  why   = "alerts are no longer sent by pagerduty"
}

watch "grafana_contact_point" "opsgenie" {
  when  = "removed"
  rule  = "alarm-silenced"
  score = 45
  why   = "alerts are no longer sent by opsgenie"
}

watch "grafana_contact_point" "slack" {
  when  = "removed"
  rule  = "alarm-silenced"
  score = 45
  why   = "alerts are no longer sent by slack"
}

watch "grafana_contact_point" "email" {
  when  = "removed"
  rule  = "alarm-silenced"
  score = 45
  why   = "alerts are no longer sent by email"
}

watch "grafana_contact_point" "webhook" {
  when  = "removed"
  rule  = "alarm-silenced"
  score = 45
  why   = "alerts are no longer sent by webhook"
}

watch "grafana_contact_point" "teams" {
  when  = "removed"
  rule  = "alarm-silenced"
  score = 45
  why   = "alerts are no longer sent by teams"
}

watch "grafana_contact_point" "oncall" {
  when  = "removed"
  rule  = "alarm-silenced"
  score = 45
  why   = "alerts are no longer sent by oncall"
}

watch "grafana_notification_policy" "contact_point" {
  when  = "changes"
  rule  = "alarm-silenced"
  score = 42
  why   = "alerts that no policy fits go to others"
}

watch "grafana_notification_policy" "policy" {
  when  = "removed"
  rule  = "alarm-silenced"
  score = 45
  why   = "all alerts go to the contact point of the root"
}

watch "grafana_rule_group" "rule.is_paused" {
  when  = "becomes"
  value = true
  rule  = "alarm-silenced"
  why   = "an alert is paused"
}

watch "grafana_rule_group" "rule.name" {
  when  = "shrinks"
  rule  = "alarm-silenced"
  score = 36
  why   = "an alert goes, or gets another name"
}

watch "grafana_data_source" "url" {
  when    = "changes"
  rule    = "points-elsewhere"
  score   = 36
  moment  = "at-apply"
  outcome = "none"
  why     = "dashboards and alerts read from elsewhere"
}

watch "grafana_user" "is_admin" {
  when   = "becomes"
  value  = true
  rule   = "public-access"
  score  = 55
  create = true
  why    = "the user administers the server"
}

watch "grafana_dashboard_public" "is_enabled" {
  when   = "becomes"
  value  = true
  rule   = "public-access"
  score  = 55
  create = true
  why    = "everyone with the link may see the dashboard"
}

watch "newrelic_nrql_alert_condition" "enabled" {
  aliases = ["newrelic_alert_condition", "newrelic_infra_alert_condition"]
  when    = "leaves"
  value   = true
  rule    = "alarm-silenced"
  why     = "the alert is switched off: nobody is told"
}

watch "newrelic_nrql_alert_condition" "nrql.query" {
  when  = "changes"
  rule  = "alarm-silenced"
  score = 25
  why   = "the query of the alert changes"
}

watch "newrelic_workflow" "enabled" {
  when  = "leaves"
  value = true
  rule  = "alarm-silenced"
  score = 45
  why   = "the workflow is switched off: nobody is told by it"
}

watch "newrelic_workflow" "destinations_enabled" {
  when  = "leaves"
  value = true
  rule  = "alarm-silenced"
  score = 45
  why   = "nobody is told by the workflow"
}

watch "newrelic_synthetics_monitor" "status" {
  aliases = ["newrelic_synthetics_script_monitor"]
  when    = "becomes"
  value   = "DISABLED"
  rule    = "alarm-silenced"
  why     = "the monitor is switched off: what it watches raises no alert"
}

watch "statuscake_uptime_check" "paused" {
  when  = "becomes"
  value = true
  rule  = "alarm-silenced"
  why   = "the check is paused"
}
