# Changes of single attributes that do more than the plan's "update" says: other providers.
# watch "TYPE" "ATTRIBUTE" belongs to a rule (watch_rules.hcl), which gives score, moment and
# outcome where the watch has none of its own. Facts are from the documentation of the
# provider and the service.

watch "cloudflare_record" "content" {
  when = "changes"
  rule = "record-changed"
  why  = "the record points elsewhere: clients go there when their caches expire"
}

watch "cloudflare_record" "value" {
  when = "changes"
  rule = "record-changed"
  why  = "the record points elsewhere: clients go there when their caches expire"
}

watch "cloudflare_dns_record" "content" {
  when = "changes"
  rule = "record-changed"
  why  = "the record points elsewhere: clients go there when their caches expire"
}

watch "cloudflare_record" "proxied" {
  aliases = ["cloudflare_dns_record"]
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  score   = 50
  outcome = "exposure"
  why     = "proxied goes off: the address behind it is shown, and nothing filters the traffic"
}

watch "cloudflare_record" "ttl" {
  aliases = ["cloudflare_dns_record"]
  when    = "changes"
  rule    = "record-changed"
  score   = 22
  why     = "ttl changes: later changes are seen sooner or later than before"
}

watch "github_repository" "visibility" {
  when   = "becomes"
  value  = "public"
  rule   = "public-access"
  score  = 75
  create = true
  why    = "visibility becomes public: everyone may read the code and its history"

  recovery     = "lost"
  recovery_why = "what was public may have been copied: making it private again does not take that back"
}

watch "github_repository" "private" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  score = 75
  why   = "private goes off: everyone may read the code and its history"

  recovery     = "lost"
  recovery_why = "what was public may have been copied: making it private again does not take that back"
}

watch "github_repository" "archived" {
  when  = "becomes"
  value = true
  rule  = "switched-off"
  score = 45
  why   = "the repository is archived: nobody may push any more"
}

watch "github_branch_protection" "required_pull_request_reviews" {
  when    = "removed"
  rule    = "guardrail-off"
  outcome = "exposure"
  why     = "required_pull_request_reviews is removed: nobody has to review"
}

watch "github_branch_protection" "required_status_checks" {
  when    = "removed"
  rule    = "guardrail-off"
  outcome = "exposure"
  why     = "required_status_checks is removed: failing checks no longer hold a merge up"
}

watch "github_branch_protection" "enforce_admins" {
  when    = "leaves"
  value   = true
  rule    = "guardrail-off"
  score   = 45
  outcome = "exposure"
  why     = "enforce_admins goes off: administrators may pass the rules by"
}

watch "github_branch_protection" "allows_force_pushes" {
  when    = "becomes"
  value   = true
  rule    = "guardrail-off"
  outcome = "none"
  why     = "allows_force_pushes goes on: history may be overwritten"
}

watch "github_actions_secret" "plaintext_value" {
  when   = "changes"
  rule   = "rotation-changed"
  score  = 36
  moment = "next-deploy"
  why    = "the secret gets another value"
}

watch "datadog_monitor" "query" {
  when  = "changes"
  rule  = "alarm-silenced"
  score = 25
  why   = "the query of the monitor changes"
}

watch "cloudflare_zone_settings_override" "settings.ssl" {
  when  = "becomes"
  value = "off"
  rule  = "encryption-off"
  score = 62
  why   = "ssl becomes off: visitors reach the zone without encryption only"
}

watch "cloudflare_zone_settings_override" "settings.ssl" {
  when  = "becomes"
  value = "flexible"
  rule  = "encryption-off"
  score = 45
  why   = "ssl becomes flexible: what goes from Cloudflare to the origin is no longer encrypted"
}

watch "cloudflare_zone_settings_override" "settings.ssl" {
  when  = "leaves"
  value = "strict"
  rule  = "encryption-off"
  score = 36
  why   = "ssl is no longer strict: the certificate of the origin is not checked"
}

watch "cloudflare_zone_settings_override" "settings.min_tls_version" {
  when  = "lowered"
  rule  = "encryption-off"
  score = 45
  why   = "min_tls_version is lowered: clients may use an older TLS again"
}

watch "cloudflare_zone_setting" "value" {
  when  = "becomes"
  value = "off"
  rule  = "encryption-off"
  score = 62
  with  = { setting_id = "ssl" }
  why   = "ssl becomes off: visitors reach the zone without encryption only"
}

# https://registry.terraform.io/providers/cyrilgdn/postgresql/latest/docs/resources/postgresql_role
watch "postgresql_role" "superuser" {
  when    = "becomes"
  value   = true
  rule    = "public-access"
  score   = 62
  outcome = "exposure"
  why     = "the role may do everything in every database of the server"
}
