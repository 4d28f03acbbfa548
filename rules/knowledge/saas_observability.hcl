# Monitoring and on-call: what is recorded, and who is told. Facts are from the providers' own
# documentation.

# Datadog: https://registry.terraform.io/providers/DataDog/datadog/latest/docs

type "datadog_dashboard_json" {
  aliases  = ["datadog_dashboard_list", "datadog_dashboard_v2", "datadog_powerpack", "datadog_powerpack_v2", "datadog_logs_metric", "datadog_spans_metric", "datadog_rum_metric", "datadog_metric_metadata", "datadog_metric_tag_configuration", "datadog_slo_correction", "datadog_service_definition_yaml", "datadog_software_catalog"]
  class    = "dashboard"
  loses    = "what is shown or counted"
  recovery = "recreatable"
}

# While it stands it silences: its end is noise.
type "datadog_downtime" {
  aliases  = ["datadog_downtime_schedule", "newrelic_alert_muting_rule", "newrelic_monitor_downtime", "grafana_mute_timing", "pagerduty_maintenance_window", "opsgenie_maintenance", "datadog_security_monitoring_suppression"]
  class    = "glue"
  loses    = "a silence: what it muted is told again"
  recovery = "recreatable"
  safe     = ["scope", "monitor_identifier.monitor_tags", "monitor_identifier.monitor_id", "monitor_tags", "one_time_schedule.end", "one_time_schedule.start", "end", "start_time", "end_time"]
}

type "datadog_monitor_json" {
  aliases = [
    "datadog_monitor_config_policy", "datadog_monitor_notification_rule", "datadog_security_monitoring_rule", "datadog_security_monitoring_rule_json", "datadog_security_monitoring_default_rule", "datadog_security_notification_rule", "datadog_cloud_configuration_rule",
    "datadog_cloud_workload_security_agent_rule", "datadog_csm_threats_agent_rule", "datadog_synthetics_suite", "datadog_incident_notification_rule", "datadog_webhook", "datadog_integration_pagerduty", "datadog_integration_pagerduty_service_object",
    "datadog_integration_opsgenie_service_object", "datadog_integration_slack_channel",
  ]
  class    = "observability"
  loses    = "an alert, or how it reaches somebody"
  recovery = "recreatable"
}

type "datadog_logs_index" {
  aliases = ["datadog_logs_archive", "datadog_logs_archive_order", "datadog_logs_custom_destination", "datadog_logs_custom_pipeline", "datadog_logs_index_order", "datadog_logs_integration_pipeline", "datadog_logs_pipeline_order", "datadog_apm_retention_filter", "datadog_rum_retention_filter", "datadog_observability_pipeline"]
  class   = "observability"
  loses   = "where logs and metrics go from then on"
  safe    = ["retention_days", "flex_retention_days", "daily_limit", "is_enabled"]
}

type "datadog_integration_aws" {
  aliases  = ["datadog_integration_aws_account", "datadog_integration_aws_event_bridge", "datadog_integration_azure", "datadog_integration_cloudflare_account", "datadog_integration_confluent_account", "datadog_integration_fastly_account", "datadog_integration_gcp", "datadog_integration_gcp_sts"]
  class    = "observability"
  loses    = "what is collected from an account elsewhere: its metrics stop, and alerts on them see nothing"
  recovery = "recreatable"
}

type "datadog_api_key" {
  aliases  = ["datadog_application_key", "datadog_service_account_application_key", "datadog_service_access_token", "newrelic_api_access_key", "grafana_service_account_token", "grafana_cloud_access_policy_token", "grafana_cloud_stack_service_account_token", "sentry_key"]
  class    = "trust"
  loses    = "a key that agents or programs sign in with: they stop reporting"
  recovery = "lost"
}

type "datadog_restriction_policy" {
  aliases  = ["datadog_dataset", "datadog_domain_allowlist", "datadog_ip_allowlist", "datadog_logs_restriction_query", "datadog_sensitive_data_scanner_group", "datadog_sensitive_data_scanner_rule", "newrelic_obfuscation_rule", "newrelic_obfuscation_expression"]
  class    = "guard"
  loses    = "a limit on who sees or changes what"
  recovery = "reversible"
}

type "datadog_child_organization" {
  class    = "container"
  loses    = "the organization with everything in it"
  recovery = "unknown"
}

type "datadog_on_call_schedule" {
  aliases = [
    "datadog_on_call_escalation_policy", "datadog_on_call_team_routing_rules", "grafana_oncall_escalation", "grafana_oncall_escalation_chain", "grafana_oncall_on_call_shift", "grafana_oncall_route", "grafana_oncall_schedule",
    "opsgenie_escalation", "opsgenie_schedule", "opsgenie_schedule_rotation", "opsgenie_team_routing_rule", "pagerduty_schedulev2",
  ]
  class    = "observability"
  loses    = "who is on call"
  recovery = "recreatable"
}

# PagerDuty: https://registry.terraform.io/providers/PagerDuty/pagerduty/latest/docs

type "pagerduty_service_integration" {
  aliases  = ["pagerduty_event_orchestration", "pagerduty_event_orchestration_integration", "grafana_oncall_integration", "opsgenie_api_integration", "opsgenie_email_integration", "pagerduty_ruleset"]
  class    = "observability"
  loses    = "where alerts are sent to; a new one has another key or address"
  recovery = "recreatable"
}

type "pagerduty_event_orchestration_router" {
  aliases  = ["pagerduty_event_orchestration_global", "pagerduty_event_orchestration_service", "pagerduty_event_orchestration_unrouted", "pagerduty_event_rule", "pagerduty_ruleset_rule", "pagerduty_service_event_rule", "pagerduty_alert_grouping_setting", "opsgenie_alert_policy", "opsgenie_notification_policy", "opsgenie_integration_action"]
  class    = "observability"
  loses    = "what is done with alerts: whom they are for, and which are dropped"
  recovery = "recreatable"
}

type "pagerduty_user_contact_method" {
  aliases  = ["pagerduty_user_notification_rule", "pagerduty_user_handoff_notification_rule", "datadog_on_call_user_notification_channel", "datadog_on_call_user_notification_rule", "grafana_oncall_user_notification_rule", "opsgenie_notification_rule", "opsgenie_user_contact"]
  class    = "observability"
  loses    = "how one person is called"
  recovery = "recreatable"
}

type "pagerduty_webhook_subscription" {
  aliases  = ["pagerduty_extension", "pagerduty_extension_servicenow", "pagerduty_slack_connection", "pagerduty_incident_workflow", "pagerduty_incident_workflow_trigger", "pagerduty_response_play", "pagerduty_business_service_subscriber", "grafana_oncall_outgoing_webhook"]
  class    = "observability"
  loses    = "what else happens when there is an incident"
  recovery = "recreatable"
}

type "pagerduty_business_service" {
  aliases  = ["pagerduty_service_dependency", "pagerduty_addon", "pagerduty_tag", "pagerduty_tag_assignment", "pagerduty_incident_custom_field", "pagerduty_service_custom_field", "pagerduty_service_custom_field_value", "opsgenie_incident_template", "opsgenie_service_incident_rule"]
  class    = "dashboard"
  loses    = "how services and incidents are described"
  recovery = "recreatable"
}

type "pagerduty_automation_actions_action" {
  aliases  = ["pagerduty_automation_actions_runner", "pagerduty_automation_actions_action_service_association", "pagerduty_automation_actions_action_team_association", "pagerduty_automation_actions_runner_team_association"]
  class    = "glue"
  loses    = "what may be run from an incident"
  recovery = "recreatable"
}

type "opsgenie_service" {
  aliases  = ["opsgenie_heartbeat"]
  class    = "observability"
  loses    = "a service or a sign of life that alerts are raised for"
  recovery = "recreatable"
}

type "opsgenie_team" {
  class    = "identity"
  loses    = "the team with its routing rules, and who is in it"
  recovery = "recreatable"
}

# Grafana: https://registry.terraform.io/providers/grafana/grafana/latest/docs

type "grafana_rule_group" {
  aliases  = ["grafana_alert_rule", "grafana_contact_point", "grafana_message_template", "grafana_notification_policy", "grafana_slo", "grafana_machine_learning_alert", "grafana_synthetic_monitoring_check", "grafana_synthetic_monitoring_check_alerts", "grafana_synthetic_monitoring_probe"]
  class    = "observability"
  loses    = "alerts, or whom they are sent to"
  recovery = "recreatable"
}

type "grafana_library_panel" {
  aliases  = ["grafana_annotation", "grafana_playlist", "grafana_report", "grafana_dashboard_public"]
  class    = "dashboard"
  loses    = "what is shown"
  recovery = "recreatable"
}

type "grafana_cloud_stack" {
  class     = "data-store"
  loses     = "the stack with its metrics, logs, traces, dashboards and alerts"
  recovery  = "lost"
  container = true

  circumstance "delete_protection" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "delete_protection is on: the delete is refused until it is switched off"
  }
}

type "grafana_organization" {
  class    = "container"
  loses    = "the organization with its dashboards, data sources and alerts"
  recovery = "lost"
}

type "grafana_service_account" {
  aliases  = ["grafana_cloud_access_policy", "grafana_cloud_stack_service_account"]
  class    = "trust"
  loses    = "whom programs sign in as, with all their tokens"
  recovery = "recreatable"
}

# New Relic: https://registry.terraform.io/providers/newrelic/newrelic/latest/docs

type "newrelic_nrql_alert_condition" {
  aliases = [
    "newrelic_alert_condition", "newrelic_alert_compound_condition", "newrelic_infra_alert_condition", "newrelic_synthetics_alert_condition", "newrelic_synthetics_multilocation_alert_condition", "newrelic_notification_channel", "newrelic_notification_destination",
    "newrelic_alert_channel", "newrelic_alert_policy_channel", "newrelic_workflow", "newrelic_synthetics_monitor", "newrelic_synthetics_script_monitor", "newrelic_synthetics_step_monitor", "newrelic_synthetics_cert_check_monitor",
    "newrelic_synthetics_broken_links_monitor", "newrelic_service_level",
  ]
  class    = "observability"
  loses    = "an alert, or whom it is sent to"
  recovery = "recreatable"
}

type "newrelic_one_dashboard" {
  aliases  = ["newrelic_one_dashboard_json", "newrelic_one_dashboard_raw", "newrelic_workload", "newrelic_entity_tags", "newrelic_events_to_metrics_rule"]
  class    = "dashboard"
  loses    = "what is shown or counted"
  recovery = "recreatable"
}

type "newrelic_cloud_aws_link_account" {
  aliases  = ["newrelic_cloud_aws_integrations", "newrelic_cloud_azure_link_account", "newrelic_cloud_azure_integrations", "newrelic_cloud_gcp_link_account", "newrelic_cloud_gcp_integrations", "newrelic_data_partition_rule", "newrelic_log_parsing_rule"]
  class    = "observability"
  loses    = "what is collected from then on, and how it is kept"
  recovery = "recreatable"
}

type "newrelic_nrql_drop_rule" {
  aliases  = ["newrelic_pipeline_cloud_rule", "newrelic_metric_pruning_rule"]
  class    = "glue"
  loses    = "which data are thrown away: from then on they are kept, and cost"
  recovery = "recreatable"
}

# Others

type "sentry_issue_alert" {
  aliases  = ["sentry_metric_alert", "sentry_notification_action", "sentry_cron_monitor", "sentry_uptime_monitor", "statuscake_uptime_check", "statuscake_ssl_check", "statuscake_contact_group", "uptimerobot_monitor", "uptimerobot_alert_contact", "checkly_check", "checkly_alert_channel", "pingdom_check", "betteruptime_monitor", "betteruptime_policy"]
  class    = "observability"
  loses    = "what is watched from outside, or who is told"
  recovery = "recreatable"
}

type "sentry_organization" {
  class    = "container"
  loses    = "the organization with its projects and their events"
  recovery = "lost"
}
