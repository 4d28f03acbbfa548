# Changes of single attributes that do more than the plan's "update" says: sign-in and secrets.
# The form is that of watch_other.hcl. Facts are from the documentation of the provider and the
# service.

# https://registry.terraform.io/providers/okta/okta/latest/docs/resources/policy_mfa
watch "okta_policy_mfa" "status" {
  aliases = ["okta_policy_signon", "okta_app_signon_policy_rule", "okta_policy_rule_mfa", "okta_policy_rule_signon", "okta_authenticator"]
  when    = "becomes"
  value   = "INACTIVE"
  rule    = "guardrail-off"
  score   = 65
  why     = "it is switched off: the next policy or rule that fits holds, at last the default one, which may ask for less"
}

watch "okta_policy_password" "status" {
  aliases = ["okta_policy_rule_password"]
  when    = "becomes"
  value   = "INACTIVE"
  rule    = "guardrail-off"
  score   = 50
  why     = "it is switched off: the next policy or rule that fits holds, at last the default one"
}

watch "okta_policy_mfa" "okta_otp.enroll" {
  aliases = ["okta_policy_mfa_default"]
  when    = "leaves"
  value   = "REQUIRED"
  rule    = "guardrail-off"
  score   = 50
  why     = "okta_otp is no longer required of users"
}

watch "okta_policy_mfa" "okta_push.enroll" {
  aliases = ["okta_policy_mfa_default"]
  when    = "leaves"
  value   = "REQUIRED"
  rule    = "guardrail-off"
  score   = 50
  why     = "okta_push is no longer required of users"
}

watch "okta_policy_mfa" "okta_verify.enroll" {
  aliases = ["okta_policy_mfa_default"]
  when    = "leaves"
  value   = "REQUIRED"
  rule    = "guardrail-off"
  score   = 50
  why     = "okta_verify is no longer required of users"
}

watch "okta_policy_mfa" "fido_webauthn.enroll" {
  aliases = ["okta_policy_mfa_default"]
  when    = "leaves"
  value   = "REQUIRED"
  rule    = "guardrail-off"
  score   = 50
  why     = "fido_webauthn is no longer required of users"
}

watch "okta_policy_mfa" "webauthn.enroll" {
  aliases = ["okta_policy_mfa_default"]
  when    = "leaves"
  value   = "REQUIRED"
  rule    = "guardrail-off"
  score   = 50
  why     = "webauthn is no longer required of users"
}

watch "okta_policy_mfa" "google_otp.enroll" {
  aliases = ["okta_policy_mfa_default"]
  when    = "leaves"
  value   = "REQUIRED"
  rule    = "guardrail-off"
  score   = 50
  why     = "google_otp is no longer required of users"
}

watch "okta_policy_mfa" "phone_number.enroll" {
  aliases = ["okta_policy_mfa_default"]
  when    = "leaves"
  value   = "REQUIRED"
  rule    = "guardrail-off"
  score   = 50
  why     = "phone_number is no longer required of users"
}

# https://registry.terraform.io/providers/okta/okta/latest/docs/resources/app_signon_policy_rule
watch "okta_app_signon_policy_rule" "factor_mode" {
  when  = "becomes"
  value = "1FA"
  rule  = "guardrail-off"
  score = 65
  why   = "one factor is enough to sign in to the application"
}

watch "okta_app_signon_policy_rule" "constraints" {
  when = "removed"
  rule = "guardrail-off"
  why  = "no particular kind of factor is asked for any more"
}

watch "okta_app_signon_policy_rule" "access" {
  aliases = ["okta_policy_rule_signon"]
  when    = "becomes"
  value   = "ALLOW"
  rule    = "public-access"
  score   = 55
  why     = "whom the rule kept out gets in"
}

watch "okta_app_signon_policy_rule" "access" {
  aliases = ["okta_policy_rule_signon"]
  when    = "becomes"
  value   = "DENY"
  rule    = "access-closed"
  score   = 60
  why     = "whom the rule let in is kept out"
}

watch "okta_policy_rule_signon" "mfa_required" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 65
  why   = "mfa_required goes off: a password is enough to sign in"
}

watch "okta_policy_rule_signon" "primary_factor" {
  when  = "becomes"
  value = "PASSWORD_IDP"
  rule  = "guardrail-off"
  score = 40
  why   = "a password comes first again"
}

watch "okta_policy_rule_signon" "session_lifetime" {
  when  = "becomes"
  value = 0
  rule  = "guardrail-off"
  score = 40
  why   = "sessions no longer end by their age"
}

watch "okta_policy_rule_mfa" "enroll" {
  when  = "becomes"
  value = "NEVER"
  rule  = "guardrail-off"
  score = 62
  why   = "users are never asked to set up a second factor"
}

watch "okta_policy_password" "password_min_length" {
  aliases = ["okta_policy_password_default"]
  when    = "lowered"
  rule    = "guardrail-off"
  score   = 45
  why     = "shorter passwords are accepted"
}

watch "okta_policy_password" "password_max_lockout_attempts" {
  aliases = ["okta_policy_password_default"]
  when    = "becomes"
  value   = 0
  rule    = "guardrail-off"
  score   = 55
  why     = "any number of wrong passwords may be tried"
}

watch "okta_threat_insight_settings" "action" {
  when  = "leaves"
  value = "block"
  rule  = "guardrail-off"
  score = 50
  why   = "suspicious addresses are no longer blocked"
}

watch "okta_network_zone" "gateways" {
  when  = "changes"
  rule  = "guardrail-off"
  score = 30
  why   = "other addresses belong to the zone: what policies allow or deny by it changes"
}

watch "okta_network_zone" "usage" {
  when  = "leaves"
  value = "BLOCKLIST"
  rule  = "guardrail-off"
  score = 50
  why   = "the addresses are no longer blocked"
}

watch "okta_network_zone" "status" {
  when  = "becomes"
  value = "INACTIVE"
  rule  = "guardrail-off"
  score = 50
  why   = "the zone is switched off: what policies allow or deny by it changes"
}

watch "okta_app_oauth" "status" {
  aliases = ["okta_app_saml", "okta_auth_server", "okta_idp_oidc", "okta_idp_saml", "okta_idp_social"]
  when    = "becomes"
  value   = "INACTIVE"
  rule    = "switched-off"
  score   = 65
  why     = "it is switched off: nobody signs in by it"
}

watch "okta_app_oauth" "redirect_uris" {
  when = "shrinks"
  rule = "access-closed"
  why  = "an address is taken from redirect_uris: sign-ins that come back to it are refused"
}

watch "okta_app_oauth" "wildcard_redirect" {
  when  = "leaves"
  value = "DISABLED"
  rule  = "guardrail-off"
  score = 45
  why   = "redirect addresses are matched loosely"
}

watch "okta_app_oauth" "pkce_required" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 40
  why   = "PKCE is no longer required"
}

watch "okta_app_oauth" "token_endpoint_auth_method" {
  when  = "becomes"
  value = "none"
  rule  = "guardrail-off"
  score = 55
  why   = "the application no longer proves who it is"
}

watch "okta_app_oauth" "authentication_policy" {
  aliases = ["okta_app_saml"]
  when    = "changes"
  rule    = "guardrail-off"
  score   = 45
  why     = "another policy says what users must prove to sign in to the application"
}

watch "okta_app_oauth" "authentication_policy" {
  aliases = ["okta_app_saml"]
  when    = "removed"
  rule    = "guardrail-off"
  score   = 50
  why     = "only the default policy says what users must prove to sign in to the application"
}

watch "okta_app_saml" "sso_url" {
  when   = "changes"
  rule   = "points-elsewhere"
  score  = 45
  moment = "at-apply"
  why    = "sign-ins are sent to another address"
}

watch "okta_app_saml" "audience" {
  when  = "changes"
  rule  = "access-closed"
  score = 50
  why   = "audience changes: an application that expects the old one refuses sign-ins"
}

# https://registry.terraform.io/providers/okta/okta/latest/docs/resources/auth_server
watch "okta_auth_server" "audiences" {
  when  = "changes"
  rule  = "access-closed"
  score = 60
  why   = "audiences changes: programs that expect the old one refuse tokens"
}

watch "okta_auth_server" "issuer_mode" {
  when  = "changes"
  rule  = "renamed"
  score = 62
  why   = "the issuer in tokens changes: programs that expect the old one refuse them"
}

watch "okta_group_role" "role_type" {
  when   = "becomes"
  value  = "SUPER_ADMIN"
  rule   = "public-access"
  score  = 65
  create = true
  why    = "members of the group may do everything in the organization"
}

watch "okta_group_role" "role_type" {
  when   = "becomes"
  value  = "ORG_ADMIN"
  rule   = "public-access"
  score  = 55
  create = true
  why    = "members of the group administer the organization"
}

watch "okta_user_admin_roles" "admin_roles" {
  when    = "becomes"
  value   = "SUPER_ADMIN"
  rule    = "public-access"
  score   = 62
  create  = true
  why     = "the user may do everything in the organization"
}

watch "okta_user" "status" {
  when  = "becomes"
  value = "DEPROVISIONED"
  rule  = "access-closed"
  score = 30
  why   = "the user is deactivated and loses all applications"
}

watch "okta_user" "status" {
  when  = "becomes"
  value = "SUSPENDED"
  rule  = "access-closed"
  score = 30
  why   = "the user is suspended"
}

watch "okta_group_rule" "status" {
  when  = "becomes"
  value = "INACTIVE"
  rule  = "access-closed"
  score = 40
  why   = "nobody is put into the groups by the rule any more"
}

watch "okta_group_memberships" "users" {
  when  = "removed"
  rule  = "access-closed"
  score = 50
  why   = "nobody is left in the group by this resource"
}

watch "auth0_attack_protection" "brute_force_protection.enabled" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 50
  why   = "many wrong passwords are no longer stopped"
}

watch "auth0_attack_protection" "suspicious_ip_throttling.enabled" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 50
  why   = "suspicious addresses are no longer slowed down"
}

watch "auth0_attack_protection" "breached_password_detection.enabled" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 50
  why   = "passwords that are known to be stolen are no longer noticed"
}

# https://registry.terraform.io/providers/auth0/auth0/latest/docs/resources/guardian
watch "auth0_guardian" "policy" {
  when  = "becomes"
  value = "never"
  rule  = "guardrail-off"
  score = 65
  why   = "no second factor is asked for any more"
}

watch "auth0_guardian" "policy" {
  when  = "leaves"
  value = "all-applications"
  rule  = "guardrail-off"
  score = 55
  why   = "not every sign-in asks for a second factor any more"
}

watch "auth0_client" "callbacks" {
  when = "shrinks"
  rule = "access-closed"
  why  = "an address is taken from callbacks: sign-ins that come back to it are refused"
}

watch "auth0_client" "jwt_configuration.alg" {
  when  = "becomes"
  value = "none"
  rule  = "guardrail-off"
  score = 60
  why   = "tokens are no longer signed"
}

watch "auth0_connection" "options.brute_force_protection" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 45
  why   = "many wrong passwords are no longer stopped"
}

watch "auth0_connection_clients" "enabled_clients" {
  when  = "shrinks"
  rule  = "access-closed"
  score = 50
  why   = "an application no longer has this way to sign in"
}

watch "auth0_connection" "enabled_clients" {
  when  = "shrinks"
  rule  = "access-closed"
  score = 50
  why   = "an application no longer has this way to sign in"
}

watch "keycloak_realm" "enabled" {
  when  = "leaves"
  value = true
  rule  = "switched-off"
  score = 70
  why   = "the realm is switched off: nobody signs in"
}

watch "keycloak_openid_client" "enabled" {
  aliases = ["keycloak_saml_client"]
  when    = "leaves"
  value   = true
  rule    = "switched-off"
  why     = "the client is switched off: nobody signs in by it"
}

watch "keycloak_realm" "ssl_required" {
  when  = "becomes"
  value = "none"
  rule  = "encryption-off"
  score = 60
  why   = "sign-ins without encryption are accepted"
}

watch "keycloak_realm" "registration_allowed" {
  when   = "becomes"
  value  = true
  rule   = "public-access"
  score  = 50
  create = true
  why    = "anybody may make an account"
}

watch "keycloak_realm" "security_defenses.brute_force_detection" {
  when  = "removed"
  rule  = "guardrail-off"
  score = 50
  why   = "many wrong passwords are no longer stopped"
}

watch "keycloak_realm" "password_policy" {
  when  = "removed"
  rule  = "guardrail-off"
  score = 50
  why   = "any password is accepted"
}

watch "keycloak_openid_client" "valid_redirect_uris" {
  when   = "becomes"
  value  = "*"
  rule   = "public-access"
  score  = 60
  create = true
  why    = "sign-ins may come back to any address: tokens can be stolen"
}

# https://developer.hashicorp.com/vault/api-docs/auth/kubernetes
watch "vault_kubernetes_auth_backend_role" "bound_service_account_names" {
  when   = "becomes"
  value  = "*"
  rule   = "public-access"
  score  = 50
  create = true
  why    = "every service account of the namespaces may sign in"
}

watch "vault_kubernetes_auth_backend_role" "bound_service_account_namespaces" {
  when   = "becomes"
  value  = "*"
  rule   = "public-access"
  score  = 60
  create = true
  why    = "service accounts of every namespace may sign in"
}

watch "vault_approle_auth_backend_role" "bind_secret_id" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 65
  why   = "no secret is needed to sign in"
}

watch "vault_approle_auth_backend_role" "secret_id_bound_cidrs" {
  when  = "removed"
  rule  = "guardrail-off"
  score = 45
  why   = "secrets may be used from any address"
}

watch "vault_jwt_auth_backend_role" "bound_claims" {
  when  = "removed"
  rule  = "guardrail-off"
  score = 62
  why   = "any token of the issuer may sign in by the role, as far as other bounds allow"
}

watch "vault_jwt_auth_backend_role" "bound_subject" {
  when  = "removed"
  rule  = "guardrail-off"
  score = 60
  why   = "tokens of any subject may sign in by the role, as far as other bounds allow"
}

watch "vault_jwt_auth_backend_role" "bound_audiences" {
  when  = "removed"
  rule  = "guardrail-off"
  score = 50
  why   = "tokens that were made for others may sign in by the role"
}

# https://developer.hashicorp.com/vault/docs/secrets/kv/kv-v2/upgrade
watch "vault_mount" "options.version" {
  when  = "changes"
  rule  = "engine-upgrade"
  score = 65
  why   = "the version of the engine changes: while it is converted nothing can be read, and paths are others afterwards"

  recovery     = "unknown"
  recovery_why = "a version 2 is not made a version 1 again in place"
}

watch "vault_kv_secret_backend_v2" "max_versions" {
  when = "lowered"
  rule = "retention-shortened"
  why  = "fewer versions of each secret are kept"
}

watch "vault_kv_secret_backend_v2" "delete_version_after" {
  when  = "added"
  rule  = "expires-data"
  score = 62
  why   = "versions of secrets are deleted by age, the newest too"
}

# https://developer.hashicorp.com/vault/api-docs/secret/transit
watch "vault_transit_secret_backend_key" "min_decryption_version" {
  when  = "raised"
  rule  = "key-changed"
  score = 65
  why   = "what was encrypted with an older version of the key can no longer be decrypted"
}

watch "vault_transit_secret_backend_key" "deletion_allowed" {
  when  = "becomes"
  value = true
  rule  = "disarmed"
  why   = "the key may be deleted, and with it what is encrypted under it"
}

watch "vault_transit_secret_backend_key" "exportable" {
  when  = "becomes"
  value = true
  rule  = "guardrail-off"
  score = 60
  why   = "the key may be read out; this cannot be taken back"
}

watch "vault_pki_secret_backend_role" "allow_any_name" {
  when   = "becomes"
  value  = true
  rule   = "public-access"
  score  = 60
  create = true
  why    = "certificates for any name may be had"
}

watch "vault_database_secret_backend_role" "creation_statements" {
  when  = "changes"
  rule  = "points-elsewhere"
  score = 30
  why   = "programs get other rights in the database with their next credentials"
}
