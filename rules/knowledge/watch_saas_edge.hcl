# Changes of single attributes that do more than the plan's "update" says: names, CDN and filters in front of sites.
# The form is that of watch_other.hcl. Facts are from the documentation of the provider and the
# service.

# https://developers.cloudflare.com/ssl/origin-configuration/ssl-modes/
watch "cloudflare_zone_setting" "value" {
  when  = "becomes"
  value = "flexible"
  with  = { setting_id = "ssl" }
  rule  = "encryption-off"
  score = 45
  why   = "ssl becomes flexible: what goes from Cloudflare to the origin is no longer encrypted"
}

watch "cloudflare_zone_setting" "value" {
  when  = "leaves"
  value = "strict"
  with  = { setting_id = "ssl" }
  rule  = "encryption-off"
  score = 36
  why   = "ssl is no longer strict: the certificate of the origin is not checked"
}

watch "cloudflare_zone_setting" "value" {
  when  = "lowered"
  with  = { setting_id = "min_tls_version" }
  rule  = "encryption-off"
  score = 45
  why   = "min_tls_version is lowered: clients may use an older TLS again"
}

watch "cloudflare_zone_setting" "value" {
  when  = "leaves"
  value = "on"
  with  = { setting_id = "always_use_https" }
  rule  = "encryption-off"
  score = 36
  why   = "always_use_https goes off: visitors who come without encryption are no longer sent on to it"
}

watch "cloudflare_zone_settings_override" "settings.always_use_https" {
  when  = "leaves"
  value = "on"
  rule  = "encryption-off"
  score = 36
  why   = "always_use_https goes off: visitors who come without encryption are no longer sent on to it"
}

watch "cloudflare_zone" "paused" {
  when  = "becomes"
  value = true
  rule  = "guardrail-off"
  score = 62
  why   = "the zone is paused: Cloudflare only answers its names, the addresses behind them are shown and nothing filters the traffic"
}

# https://developers.cloudflare.com/dns/dnssec/
watch "cloudflare_zone_dnssec" "status" {
  when  = "becomes"
  value = "disabled"
  rule  = "switched-off"
  score = 60
  why   = "DNSSEC goes off: while the parent zone still holds its DS record, resolvers that check refuse its names"
}

watch "cloudflare_load_balancer" "enabled" {
  when  = "leaves"
  value = true
  rule  = "switched-off"
  why   = "the load balancer is switched off: its name leads nowhere by it"
}

watch "cloudflare_load_balancer" "default_pools" {
  when  = "shrinks"
  rule  = "capacity-cut"
  score = 38
  why   = "default_pools loses a pool: what it took goes to those that are left"
}

watch "cloudflare_load_balancer" "fallback_pool" {
  when   = "changes"
  rule   = "points-elsewhere"
  score  = 25
  moment = "at-apply"
  why    = "where traffic goes when no pool is healthy changes"
}

watch "cloudflare_load_balancer" "proxied" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 50
  why   = "proxied goes off: the addresses behind it are shown, and nothing filters the traffic"
}

# https://registry.terraform.io/providers/cloudflare/cloudflare/latest/docs/resources/load_balancer_pool
watch "cloudflare_load_balancer_pool" "enabled" {
  when  = "leaves"
  value = true
  rule  = "switched-off"
  score = 60
  why   = "the pool is switched off: it takes no traffic, and a load balancer that has no other pool answers with errors"
}

watch "cloudflare_load_balancer_pool" "origins.enabled" {
  when  = "leaves"
  value = true
  rule  = "capacity-cut"
  why   = "a server of the pool is switched off: the others take its traffic"
}

watch "cloudflare_load_balancer_pool" "origins" {
  when = "removed"
  rule = "scaled-to-zero"
  why  = "the pool has no server any more"
}

watch "cloudflare_load_balancer_pool" "origins.address" {
  when   = "shrinks"
  rule   = "points-elsewhere"
  score  = 36
  moment = "at-apply"
  why    = "traffic of the pool goes to other servers"
}

watch "cloudflare_ruleset" "rules.enabled" {
  when  = "leaves"
  value = true
  with  = { phase = "http_request_firewall_managed" }
  rule  = "guardrail-off"
  score = 50
  why   = "a rule of the firewall is switched off: what it held back gets through"
}

watch "cloudflare_ruleset" "rules" {
  when  = "removed"
  with  = { phase = "http_request_firewall_managed" }
  rule  = "guardrail-off"
  score = 62
  why   = "all rules of the firewall go: what they held back gets through"
}

watch "cloudflare_ruleset" "rules.enabled" {
  when  = "leaves"
  value = true
  with  = { phase = "http_request_firewall_custom" }
  rule  = "guardrail-off"
  score = 50
  why   = "a rule of the firewall is switched off: what it held back gets through"
}

watch "cloudflare_ruleset" "rules" {
  when  = "removed"
  with  = { phase = "http_request_firewall_custom" }
  rule  = "guardrail-off"
  score = 62
  why   = "all rules of the firewall go: what they held back gets through"
}

watch "cloudflare_ruleset" "rules.enabled" {
  when  = "leaves"
  value = true
  with  = { phase = "http_ratelimit" }
  rule  = "guardrail-off"
  score = 50
  why   = "a rule of the firewall is switched off: what it held back gets through"
}

watch "cloudflare_ruleset" "rules" {
  when  = "removed"
  with  = { phase = "http_ratelimit" }
  rule  = "guardrail-off"
  score = 62
  why   = "all rules of the firewall go: what they held back gets through"
}

watch "cloudflare_ruleset" "rules.action" {
  when  = "leaves"
  value = "block"
  with  = { phase = "http_request_firewall_custom" }
  rule  = "guardrail-off"
  score = 45
  why   = "a rule of the firewall no longer blocks"
}

watch "cloudflare_ruleset" "rules.action" {
  when  = "becomes"
  value = "skip"
  with  = { phase = "http_request_firewall_custom" }
  rule  = "guardrail-off"
  score = 40
  why   = "a rule passes requests by other rules of the firewall"
}

# https://developers.cloudflare.com/cloudflare-one/policies/access/
watch "cloudflare_zero_trust_access_policy" "include.everyone" {
  aliases = ["cloudflare_access_policy"]
  when    = "appears"
  with    = { decision = "allow" }
  rule    = "public-access"
  score   = 78
  create  = true
  why     = "the policy includes everyone: whoever signs in by any method gets in, by a one-time code anybody with a mail address"
}

watch "cloudflare_zero_trust_access_policy" "include.everyone" {
  aliases = ["cloudflare_access_policy"]
  when    = "appears"
  with    = { decision = "bypass" }
  rule    = "public-access"
  score   = 78
  create  = true
  why     = "the policy lets everyone past the sign-in"
}

watch "cloudflare_zero_trust_access_group" "include.everyone" {
  aliases = ["cloudflare_access_group"]
  when    = "appears"
  rule    = "public-access"
  score   = 75
  create  = true
  why     = "the group includes everyone: whatever lets the group in lets anybody in"
}

watch "cloudflare_zero_trust_access_application" "policies.include.everyone" {
  when  = "appears"
  rule  = "public-access"
  score = 75
  why   = "a policy of the application includes everyone"
}

watch "cloudflare_zero_trust_access_policy" "include.login_method" {
  aliases = ["cloudflare_access_policy"]
  when    = "appears"
  rule    = "public-access"
  score   = 40
  outcome = "exposure"
  why     = "whoever signs in by this method gets in"
}

watch "cloudflare_zero_trust_access_policy" "decision" {
  aliases = ["cloudflare_access_policy"]
  when    = "becomes"
  value   = "bypass"
  rule    = "public-access"
  score   = 70
  why     = "decision becomes bypass: whom the policy includes gets in without a sign-in"
}

watch "cloudflare_zero_trust_access_policy" "decision" {
  aliases = ["cloudflare_access_policy"]
  when    = "becomes"
  value   = "non_identity"
  rule    = "public-access"
  score   = 45
  why     = "decision becomes non_identity: no identity provider is asked any more"
}

watch "cloudflare_zero_trust_access_policy" "require" {
  aliases = ["cloudflare_access_policy"]
  when    = "removed"
  rule    = "guardrail-off"
  why     = "require is removed: whom the policy includes has to fulfil nothing else"
}

watch "cloudflare_zero_trust_access_policy" "exclude" {
  aliases = ["cloudflare_access_policy"]
  when    = "removed"
  rule    = "guardrail-off"
  score   = 45
  why     = "exclude is removed: those whom it kept out may get in"
}

watch "cloudflare_zero_trust_access_application" "domain" {
  aliases = ["cloudflare_access_application"]
  when    = "changes"
  rule    = "guardrail-off"
  score   = 50
  why     = "domain changes: the old address is no longer behind this sign-in"
}

watch "cloudflare_zero_trust_access_application" "self_hosted_domains" {
  when  = "shrinks"
  rule  = "guardrail-off"
  score = 50
  why   = "an address is no longer behind this sign-in"
}

watch "cloudflare_zero_trust_access_application" "destinations.uri" {
  when  = "shrinks"
  rule  = "guardrail-off"
  score = 50
  why   = "an address is no longer behind this sign-in"
}

watch "cloudflare_zero_trust_access_application" "allowed_idps" {
  aliases = ["cloudflare_access_application"]
  when    = "removed"
  rule    = "guardrail-off"
  score   = 40
  why     = "allowed_idps is removed: every identity provider of the account is accepted"
}

watch "cloudflare_zero_trust_gateway_policy" "enabled" {
  aliases = ["cloudflare_teams_rule"]
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  score   = 45
  why     = "the rule is switched off: what it held back gets through"
}

watch "cloudflare_zero_trust_gateway_policy" "action" {
  aliases = ["cloudflare_teams_rule"]
  when    = "leaves"
  value   = "block"
  rule    = "guardrail-off"
  score   = 45
  why     = "the rule no longer blocks"
}

watch "cloudflare_firewall_rule" "paused" {
  aliases = ["cloudflare_filter", "cloudflare_zone_lockdown", "cloudflare_user_agent_blocking_rule"]
  when    = "becomes"
  value   = true
  rule    = "guardrail-off"
  score   = 50
  why     = "it is paused: what it held back gets through"
}

watch "cloudflare_rate_limit" "disabled" {
  when  = "becomes"
  value = true
  rule  = "guardrail-off"
  score = 45
  why   = "the limit is switched off"
}

watch "cloudflare_access_rule" "mode" {
  when  = "leaves"
  value = "block"
  rule  = "guardrail-off"
  score = 40
  why   = "the addresses are no longer blocked"
}

watch "cloudflare_access_rule" "mode" {
  when  = "becomes"
  value = "whitelist"
  rule  = "guardrail-off"
  score = 45
  why   = "the addresses pass every other rule"
}

watch "cloudflare_bot_management" "fight_mode" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 38
  why   = "fight_mode goes off: bots are no longer held up"
}

# https://developers.cloudflare.com/r2/buckets/public-buckets/
watch "cloudflare_r2_managed_domain" "enabled" {
  when   = "becomes"
  value  = true
  rule   = "public-access"
  score  = 70
  create = true
  why    = "the bucket is open to everyone under its r2.dev address"
}

watch "cloudflare_r2_bucket_lifecycle" "rules.delete_objects_transition" {
  when = "appears"
  rule = "expires-data"
  why  = "objects are deleted by age from then on"
}

watch "cloudflare_r2_bucket_lifecycle" "rules.delete_objects_transition.condition.max_age" {
  when  = "lowered"
  rule  = "retention-shortened"
  score = 55
  why   = "objects are deleted at a lower age"
}

watch "cloudflare_r2_bucket_lock" "rules.enabled" {
  when  = "leaves"
  value = true
  rule  = "disarmed"
  why   = "a lock is switched off: objects may be deleted or overwritten"
}

watch "cloudflare_queue" "settings.message_retention_period" {
  when = "lowered"
  rule = "retention-shortened"
  why  = "messages that nobody reads in time go sooner"
}

watch "cloudflare_queue" "settings.delivery_paused" {
  when  = "becomes"
  value = true
  rule  = "switched-off"
  score = 55
  why   = "delivery is paused: nobody gets messages, and they expire in time"
}

watch "cloudflare_account" "settings.enforce_twofactor" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 62
  why   = "enforce_twofactor goes off: members of the account may sign in by password alone"
}

watch "cloudflare_account" "enforce_twofactor" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 62
  why   = "enforce_twofactor goes off: members of the account may sign in by password alone"
}

watch "cloudflare_logpush_job" "enabled" {
  when  = "leaves"
  value = true
  rule  = "audit-off"
  score = 45
  why   = "logs are no longer written"
}

watch "cloudflare_notification_policy" "enabled" {
  when  = "leaves"
  value = true
  rule  = "alarm-silenced"
  why   = "the notification is switched off: nobody is told"
}

# https://registry.terraform.io/providers/cloudflare/cloudflare/latest/docs/resources/universal_ssl_setting
watch "cloudflare_universal_ssl_setting" "enabled" {
  when    = "leaves"
  value   = true
  rule    = "encryption-off"
  score   = 65
  outcome = "outage"
  why     = "certificates of the zone go from the edge: without another one browsers refuse its names"
}

watch "cloudflare_waiting_room" "queue_all" {
  when  = "becomes"
  value = true
  rule  = "switched-off"
  why   = "everyone waits, and nobody gets through to the site"
}

watch "cloudflare_waiting_room" "suspended" {
  when    = "becomes"
  value   = true
  rule    = "guardrail-off"
  score   = 36
  outcome = "outage"
  why     = "the waiting room is suspended: all visitors go straight to the site"
}

watch "cloudflare_email_routing_rule" "enabled" {
  aliases = ["cloudflare_email_routing_catch_all"]
  when    = "leaves"
  value   = true
  rule    = "switched-off"
  score   = 50
  why     = "mail is no longer sent on by the rule"
}

watch "cloudflare_spectrum_application" "ip_firewall" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 45
  why   = "IP access rules no longer hold for the application"
}

watch "cloudflare_spectrum_application" "tls" {
  when  = "becomes"
  value = "off"
  rule  = "encryption-off"
  score = 45
  why   = "tls becomes off: nothing is decrypted or encrypted at the edge"
}

watch "cloudflare_zero_trust_tunnel_cloudflared_config" "config.ingress.hostname" {
  when = "shrinks"
  rule = "part-dropped"
  why  = "a name no longer leads through the tunnel"
}

watch "cloudflare_tunnel_config" "config.ingress_rule.hostname" {
  when = "shrinks"
  rule = "part-dropped"
  why  = "a name no longer leads through the tunnel"
}

watch "cloudflare_registrar_domain" "auto_renew" {
  when    = "leaves"
  value   = true
  rule    = "disarmed"
  score   = 55
  moment  = "after-days"
  outcome = "outage"
  why     = "the domain is no longer renewed by itself: it goes when it expires"
}

watch "cloudflare_registrar_domain" "locked" {
  when  = "leaves"
  value = true
  rule  = "disarmed"
  why   = "the domain may be moved to another registrar"
}

# https://registry.terraform.io/providers/fastly/fastly/latest/docs/resources/service_vcl
watch "fastly_service_vcl" "domain.name" {
  aliases = ["fastly_service_compute"]
  when    = "shrinks"
  rule    = "part-dropped"
  score   = 62
  why     = "a name is taken off the service: it gets no answer by it"
}

watch "fastly_service_vcl" "backend.name" {
  aliases = ["fastly_service_compute"]
  when    = "shrinks"
  rule    = "capacity-cut"
  why     = "a backend is taken off the service"
}

watch "fastly_service_vcl" "backend.address" {
  aliases = ["fastly_service_compute"]
  when    = "shrinks"
  rule    = "points-elsewhere"
  score   = 42
  moment  = "at-apply"
  why     = "requests go to other servers"
}

watch "fastly_service_vcl" "backend.use_ssl" {
  aliases = ["fastly_service_compute"]
  when    = "leaves"
  value   = true
  rule    = "encryption-off"
  score   = 50
  why     = "what goes from the edge to a backend is no longer encrypted"
}

watch "fastly_service_vcl" "backend.ssl_check_cert" {
  aliases = ["fastly_service_compute"]
  when    = "leaves"
  value   = true
  rule    = "encryption-off"
  score   = 45
  why     = "the certificate of a backend is no longer checked"
}

watch "fastly_service_vcl" "request_setting.force_ssl" {
  when  = "leaves"
  value = true
  rule  = "encryption-off"
  score = 40
  why   = "visitors who come without encryption are no longer sent on to it"
}

watch "akamai_appsec_attack_group" "attack_group_action" {
  when  = "leaves"
  value = "deny"
  rule  = "guardrail-off"
  score = 55
  why   = "attacks of the group are no longer denied"
}

watch "akamai_appsec_rate_policy_action" "ipv4_action" {
  when  = "leaves"
  value = "deny"
  rule  = "guardrail-off"
  score = 45
  why   = "too many requests are no longer denied"
}

watch "akamai_appsec_custom_rule_action" "custom_rule_action" {
  when  = "leaves"
  value = "deny"
  rule  = "guardrail-off"
  score = 45
  why   = "what the rule looks for is no longer denied"
}

watch "akamai_dns_record" "target" {
  when = "changes"
  rule = "record-changed"
  why  = "the record points elsewhere: clients go there when their caches expire"
}

watch "dnsimple_zone_record" "value" {
  aliases = ["digitalocean_record"]
  when    = "changes"
  rule    = "record-changed"
  why     = "the record points elsewhere: clients go there when their caches expire"
}

watch "ns1_record" "answers" {
  when = "changes"
  rule = "record-changed"
  why  = "the record points elsewhere: clients go there when their caches expire"
}

watch "akamai_dns_record" "ttl" {
  aliases = ["dnsimple_zone_record", "digitalocean_record", "ns1_record"]
  when    = "changes"
  rule    = "record-changed"
  score   = 22
  why     = "ttl changes: later changes are seen sooner or later than before"
}

watch "dnsimple_domain_delegation" "name_servers" {
  when  = "changes"
  rule  = "record-changed"
  score = 70
  why   = "other servers answer for the domain: every name of it may get another answer"
}
