# Networks that stand in front of sites: DNS, CDN, filters. Facts are from the providers' own
# documentation.

# https://registry.terraform.io/providers/cloudflare/cloudflare/latest/docs

type "cloudflare_worker_route" {
  aliases  = ["cloudflare_workers_route", "cloudflare_workers_custom_domain", "cloudflare_pages_domain"]
  class    = "traffic"
  loses    = "the way of requests for some addresses to the program that answers them"
  recovery = "reversible"
}

type "cloudflare_page_rule" {
  class    = "traffic"
  loses    = "redirects, caching or other settings for some addresses"
  recovery = "reversible"
}

type "cloudflare_filter" {
  aliases = [
    "cloudflare_access_rule", "cloudflare_api_shield", "cloudflare_api_shield_schema", "cloudflare_bot_management", "cloudflare_content_scanning", "cloudflare_firewall_rule", "cloudflare_leaked_credential_check",
    "cloudflare_page_shield_policy", "cloudflare_rate_limit", "cloudflare_user_agent_blocking_rule", "cloudflare_zone_hold", "cloudflare_zone_lockdown", "cloudflare_r2_bucket_lock", "cloudflare_hostname_tls_setting", "cloudflare_token_validation_rules",
    "cloudflare_zero_trust_device_posture_rule", "cloudflare_zero_trust_dlp_custom_profile", "cloudflare_zero_trust_dlp_dataset", "cloudflare_zero_trust_dlp_entry", "cloudflare_zero_trust_dlp_predefined_profile", "cloudflare_zero_trust_gateway_policy", "cloudflare_zero_trust_gateway_settings",
    "cloudflare_teams_rule", "cloudflare_teams_account",
  ]
  class    = "guard"
  loses    = "a filter: what it held back gets through, and what it let past may be held back"
  recovery = "reversible"
  safe     = ["action", "enabled", "mode", "paused"]
}

type "cloudflare_list" {
  aliases  = ["cloudflare_list_item", "cloudflare_teams_list", "cloudflare_zero_trust_list"]
  class    = "guard"
  loses    = "addresses or names that rules go by"
  recovery = "reversible"
}

type "cloudflare_api_token" {
  aliases  = ["cloudflare_account_token", "cloudflare_zero_trust_access_service_token", "cloudflare_access_service_token", "cloudflare_zero_trust_access_short_lived_certificate", "cloudflare_turnstile_widget", "cloudflare_oauth_client"]
  class    = "trust"
  loses    = "what programs or pages sign in with; a new one has another id or secret"
  recovery = "lost"
}

type "cloudflare_zero_trust_access_group" {
  aliases  = ["cloudflare_access_group", "cloudflare_account_member", "cloudflare_user_group", "cloudflare_user_group_members", "cloudflare_zero_trust_access_mtls_certificate", "cloudflare_zero_trust_organization", "cloudflare_client_certificate", "cloudflare_mtls_certificate"]
  class    = "identity"
  loses    = "who gets in"
  recovery = "recreatable"
}

type "cloudflare_custom_ssl" {
  aliases  = ["cloudflare_keyless_certificate", "cloudflare_universal_ssl_setting", "cloudflare_authenticated_origin_pulls", "cloudflare_authenticated_origin_pulls_certificate", "cloudflare_authenticated_origin_pulls_hostname_certificate", "cloudflare_custom_hostname_fallback_origin"]
  class    = "traffic"
  loses    = "what encrypts or proves the way between visitors, Cloudflare and the origin"
  recovery = "recreatable"
}

# https://developers.cloudflare.com/dns/dnssec/
type "cloudflare_zone_dnssec" {
  aliases  = ["dnsimple_ds_record"]
  class    = "traffic"
  loses    = "the signatures of the zone: while the parent zone still holds its DS record, resolvers that check refuse its names"
  recovery = "recreatable"
}

type "cloudflare_email_routing_rule" {
  aliases  = ["cloudflare_email_routing_address", "cloudflare_email_routing_catch_all", "cloudflare_email_routing_dns", "cloudflare_email_routing_settings", "dnsimple_email_forward"]
  class    = "network-rule"
  loses    = "where mail for an address is sent on to"
  recovery = "recreatable"
}

type "cloudflare_logpush_job" {
  aliases  = ["cloudflare_healthcheck", "cloudflare_logpull_retention", "cloudflare_notification_policy", "cloudflare_notification_policy_webhooks", "cloudflare_web_analytics_site", "cloudflare_web_analytics_rule", "cloudflare_zero_trust_gateway_logging", "fastly_alert", "fastly_integration", "akamai_datastream"]
  class    = "observability"
  loses    = "what is recorded or told of the traffic from then on"
  recovery = "recreatable"
}

type "cloudflare_load_balancer_monitor" {
  aliases  = ["cloudflare_waiting_room", "cloudflare_waiting_room_rules", "cloudflare_address_map", "cloudflare_dns_firewall", "cloudflare_regional_hostname", "cloudflare_zero_trust_tunnel_cloudflared_route", "cloudflare_tunnel_route", "cloudflare_magic_wan_static_route", "cloudflare_static_route"]
  class    = "network-rule"
  loses    = "how traffic is led, or that a failing server is noticed"
  recovery = "recreatable"
}

type "cloudflare_zero_trust_tunnel_cloudflared_config" {
  aliases  = ["cloudflare_tunnel_config", "cloudflare_spectrum_application", "cloudflare_r2_custom_domain", "cloudflare_r2_managed_domain", "cloudflare_stream_live_input"]
  class    = "traffic"
  loses    = "which names lead to what"
  recovery = "recreatable"
}

type "cloudflare_workers_cron_trigger" {
  aliases  = ["cloudflare_hyperdrive_config", "cloudflare_queue_consumer", "cloudflare_snippet", "cloudflare_snippet_rules", "cloudflare_snippets", "cloudflare_worker_cron_trigger", "cloudflare_workers_deployment", "cloudflare_workers_kv", "cloudflare_workflow", "fastly_service_dictionary_items", "fastly_service_dynamic_snippet_content", "fastly_configstore", "fastly_configstore_entries"]
  class    = "compute"
  loses    = "what programs at the edge run by or read"
  recovery = "recreatable"
}

type "cloudflare_workers_for_platforms_dispatch_namespace" {
  class    = "container"
  loses    = "every program in the namespace"
  recovery = "lost"
}

type "cloudflare_queue" {
  class    = "data-store"
  loses    = "the messages that wait in the queue"
  recovery = "lost"
}

type "cloudflare_r2_bucket_lifecycle" {
  aliases  = ["cloudflare_r2_bucket_cors", "cloudflare_r2_bucket_event_notification", "cloudflare_r2_bucket_sippy", "cloudflare_argo_smart_routing", "cloudflare_argo_tiered_caching", "cloudflare_custom_pages", "cloudflare_managed_transforms", "cloudflare_regional_tiered_cache", "cloudflare_tiered_cache", "cloudflare_total_tls", "cloudflare_url_normalization_settings", "cloudflare_zone_cache_reserve", "cloudflare_zone_cache_variants"]
  class    = "glue"
  loses    = "a setting of a bucket or a zone"
  recovery = "reversible"
}

type "cloudflare_image" {
  aliases  = ["cloudflare_stream"]
  class    = "data-store"
  loses    = "the image or video"
  recovery = "lost"
}

type "cloudflare_secrets_store" {
  class    = "key"
  loses    = "every secret of the store"
  recovery = "lost"
}

type "cloudflare_secrets_store_secret" {
  class    = "key"
  loses    = "a secret that programs at the edge read"
  recovery = "recreatable"
}

# Names

type "akamai_dns_record" {
  aliases  = ["confluent_dns_record", "dnsimple_record", "dnsimple_zone_record"]
  class    = "traffic"
  loses    = "the name: resolvers remember that it is gone for as long as they cache"
  recovery = "reversible"
  safe     = ["active", "recordtype", "ttl", "type"]
}

type "akamai_dns_zone" {
  aliases  = ["fastly_dns_zone"]
  class    = "container"
  loses    = "the zone with all its records"
  recovery = "lost"
}

# https://registry.terraform.io/providers/dnsimple/dnsimple/latest/docs/resources/domain
type "dnsimple_domain" {
  class    = "container"
  loses    = "the domain in the account with all its records"
  recovery = "lost"

  circumstance "prevent_delete" {
    equals = true
    points = -10
    rule   = "protected"
    why    = "prevent_delete is on: the delete is refused until it is switched off"
  }
}

type "dnsimple_domain_delegation" {
  class    = "traffic"
  loses    = "which servers answer for the domain"
  recovery = "reversible"
}

type "dnsimple_lets_encrypt_certificate" {
  class    = "glue"
  loses    = "a certificate that the state remembers"
  recovery = "recreatable"
}

# Fastly: https://registry.terraform.io/providers/fastly/fastly/latest/docs

type "fastly_tls_subscription" {
  aliases  = ["fastly_tls_activation", "fastly_tls_certificate", "fastly_tls_platform_certificate"]
  class    = "traffic"
  loses    = "a certificate: until a new one is active, browsers refuse the name"
  recovery = "recreatable"
}

type "fastly_tls_private_key" {
  class    = "identity"
  loses    = "a private key that certificates are made for; Fastly refuses to delete one in use"
  recovery = "recreatable"
}

type "fastly_domain" {
  aliases  = ["fastly_domain_v1", "fastly_domain_service_link", "fastly_domain_v1_service_link"]
  class    = "traffic"
  loses    = "the name's way to its service"
  recovery = "reversible"
}

type "fastly_service_acl_entries" {
  aliases  = ["fastly_compute_acl", "fastly_compute_acl_entries", "fastly_ngwaf_account_list", "fastly_ngwaf_account_rule", "fastly_ngwaf_thresholds", "fastly_ngwaf_virtual_patches", "fastly_ngwaf_workspace", "fastly_ngwaf_workspace_list", "fastly_ngwaf_workspace_rule", "fastly_tls_mutual_authentication"]
  class    = "guard"
  loses    = "whom the service lets in or turns away"
  recovery = "recreatable"
}

type "fastly_kvstore" {
  class    = "data-store"
  loses    = "every value of the store"
  recovery = "lost"
}

type "fastly_secretstore" {
  class    = "key"
  loses    = "every secret of the store"
  recovery = "lost"
}

type "fastly_object_storage_access_keys" {
  class    = "trust"
  loses    = "a key that programs sign in with; a new one is another"
  recovery = "lost"
}

type "fastly_custom_dashboard" {
  class    = "dashboard"
  loses    = "a dashboard"
  recovery = "recreatable"
}

# Akamai: https://techdocs.akamai.com/terraform/docs

type "akamai_property" {
  aliases  = ["akamai_property_include"]
  class    = "traffic"
  loses    = "how requests for its hosts are answered, with all versions of it"
  recovery = "recreatable"
}

type "akamai_property_activation" {
  aliases  = ["akamai_property_include_activation", "akamai_cloudlets_policy_activation", "akamai_cloudlets_application_load_balancer_activation", "akamai_edgeworkers_activation"]
  class    = "traffic"
  loses    = "its place on the network: what it answered or did is answered or done no longer"
  recovery = "reversible"
}

type "akamai_edge_hostname" {
  aliases  = ["akamai_gtm_domain", "akamai_gtm_property", "akamai_gtm_datacenter", "akamai_gtm_resource", "akamai_gtm_geomap", "akamai_gtm_cidrmap", "akamai_gtm_asmap"]
  class    = "traffic"
  loses    = "an answer to a name, or which servers it leads to"
  recovery = "recreatable"
}

type "akamai_edgekv" {
  class    = "data-store"
  loses    = "every value of the namespace"
  recovery = "unknown"
}

type "akamai_cps_dv_enrollment" {
  aliases  = ["akamai_cps_third_party_enrollment", "akamai_cps_upload_certificate", "akamai_cloudcertificates_certificate"]
  class    = "traffic"
  loses    = "a certificate: until a new one is active, browsers refuse the name"
  recovery = "recreatable"
}

type "akamai_appsec_configuration" {
  aliases = [
    "akamai_appsec_activations", "akamai_appsec_attack_group", "akamai_appsec_custom_deny", "akamai_appsec_custom_rule", "akamai_appsec_custom_rule_action", "akamai_appsec_ip_geo", "akamai_appsec_ip_geo_protection", "akamai_appsec_match_target", "akamai_appsec_penalty_box",
    "akamai_appsec_rate_policy", "akamai_appsec_rate_policy_action", "akamai_appsec_rate_protection", "akamai_appsec_reputation_profile", "akamai_appsec_reputation_profile_action", "akamai_appsec_reputation_protection", "akamai_appsec_rule", "akamai_appsec_security_policy",
    "akamai_appsec_slow_post_protection_setting", "akamai_appsec_waf_mode", "akamai_appsec_waf_protection", "akamai_clientlists_list", "akamai_clientlists_list_activation", "akamai_networklist_activations", "akamai_networklist_network_list",
  ]
  class    = "guard"
  loses    = "a filter: what it held back may get through"
  recovery = "recreatable"
}
