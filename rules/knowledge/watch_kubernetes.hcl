# Changes of single attributes that do more than the plan's "update" says: Kubernetes.
# watch "TYPE" "ATTRIBUTE" belongs to a rule (watch_rules.hcl), which gives score, moment and
# outcome where the watch has none of its own. Facts are from the documentation of the
# provider and the service.

watch "kubernetes_deployment" "spec.replicas" {
  aliases = ["kubernetes_deployment_v1"]
  when    = "becomes"
  value   = 0
  rule    = "scaled-to-zero"
  why     = "replicas becomes 0: all pods are stopped"
}

watch "kubernetes_stateful_set" "spec.replicas" {
  aliases = ["kubernetes_stateful_set_v1"]
  when    = "becomes"
  value   = 0
  rule    = "scaled-to-zero"
  why     = "replicas becomes 0: all pods are stopped"
}

watch "kubernetes_replication_controller" "spec.replicas" {
  aliases = ["kubernetes_replication_controller_v1"]
  when    = "becomes"
  value   = 0
  rule    = "scaled-to-zero"
  why     = "replicas becomes 0: all pods are stopped"
}

watch "kubernetes_deployment" "spec.strategy.type" {
  aliases = ["kubernetes_deployment_v1"]
  when    = "becomes"
  value   = "Recreate"
  rule    = "redundancy-off"
  score   = 45
  moment  = "next-deploy"
  why     = "the strategy becomes Recreate: a deployment stops all pods first"
}

watch "kubernetes_horizontal_pod_autoscaler" "spec.max_replicas" {
  aliases = ["kubernetes_horizontal_pod_autoscaler_v1", "kubernetes_horizontal_pod_autoscaler_v2"]
  when    = "lowered"
  rule    = "resized"
  score   = 36
  why     = "max_replicas is lowered: there may be too few pods under load"
}

watch "kubernetes_cron_job" "spec.suspend" {
  aliases = ["kubernetes_cron_job_v1"]
  when    = "becomes"
  value   = true
  rule    = "switched-off"
  score   = 50
  why     = "the job is suspended"
}

watch "kubernetes_service" "spec.selector" {
  aliases = ["kubernetes_service_v1"]
  when    = "changes"
  rule    = "listener-changed"
  score   = 60
  why     = "selector changes: traffic goes to other pods, or to none"
}

watch "kubernetes_service" "spec.type" {
  aliases = ["kubernetes_service_v1"]
  when    = "leaves"
  value   = "LoadBalancer"
  rule    = "listener-changed"
  score   = 65
  why     = "type is no longer LoadBalancer: the load balancer and its address go"
}

watch "kubernetes_service" "spec.type" {
  aliases = ["kubernetes_service_v1"]
  when    = "becomes"
  value   = "LoadBalancer"
  rule    = "public-access"
  score   = 45
  why     = "type becomes LoadBalancer: the service may get a public address"
}

watch "kubernetes_service" "spec.port.port" {
  aliases = ["kubernetes_service_v1"]
  when    = "shrinks"
  rule    = "listener-changed"
  score   = 60
  why     = "a port is removed or changed: its clients are cut off"
}

watch "kubernetes_service" "spec.load_balancer_source_ranges" {
  aliases = ["kubernetes_service_v1"]
  when    = "removed"
  rule    = "public-access"
  score   = 60
  why     = "load_balancer_source_ranges is removed: everyone is let in"
}

watch "kubernetes_service" "spec.load_balancer_source_ranges" {
  aliases = ["kubernetes_service_v1"]
  when    = "shrinks"
  rule    = "access-closed"
  why     = "a network is no longer let in"
}

watch "kubernetes_ingress_v1" "spec.rule.host" {
  aliases = ["kubernetes_ingress"]
  when    = "shrinks"
  rule    = "listener-changed"
  score   = 60
  why     = "a host is removed: its requests are no longer answered"
}

watch "kubernetes_ingress_v1" "spec.tls" {
  aliases = ["kubernetes_ingress"]
  when    = "changes"
  rule    = "listener-changed"
  why     = "tls changes: clients see another certificate"
}

watch "kubernetes_network_policy" "spec.ingress" {
  aliases = ["kubernetes_network_policy_v1"]
  when    = "shrinks"
  rule    = "ingress-removed"
  why     = "a rule of the network policy is removed or changed"
}

watch "kubernetes_network_policy" "spec.egress" {
  aliases = ["kubernetes_network_policy_v1"]
  when    = "shrinks"
  rule    = "ingress-removed"
  why     = "a rule of the network policy is removed or changed"
}

watch "kubernetes_role" "rule.verbs" {
  aliases = ["kubernetes_role_v1", "kubernetes_cluster_role", "kubernetes_cluster_role_v1"]
  when    = "becomes"
  value   = "*"
  rule    = "public-access"
  score   = 60
  create  = true
  why     = "the role gets all verbs"
}

watch "kubernetes_role" "rule.resources" {
  aliases = ["kubernetes_role_v1", "kubernetes_cluster_role", "kubernetes_cluster_role_v1"]
  when    = "becomes"
  value   = "*"
  rule    = "public-access"
  score   = 50
  why     = "the role gets all resources"
}

watch "kubernetes_role_binding" "subject" {
  aliases = ["kubernetes_role_binding_v1", "kubernetes_cluster_role_binding", "kubernetes_cluster_role_binding_v1"]
  when    = "shrinks"
  rule    = "detached"
  score   = 50
  outcome = "access-loss"
  why     = "a subject loses the role"
}

watch "kubernetes_role_binding" "subject.name" {
  aliases = ["kubernetes_role_binding_v1", "kubernetes_cluster_role_binding", "kubernetes_cluster_role_binding_v1"]
  when    = "becomes"
  value   = "system:unauthenticated"
  rule    = "public-access"
  score   = 75
  create  = true
  why     = "the role is granted to everyone, without a login"
}

watch "kubernetes_role_binding" "subject.name" {
  aliases = ["kubernetes_role_binding_v1", "kubernetes_cluster_role_binding", "kubernetes_cluster_role_binding_v1"]
  when    = "becomes"
  value   = "system:anonymous"
  rule    = "public-access"
  score   = 75
  create  = true
  why     = "the role is granted to everyone, without a login"
}

watch "kubernetes_persistent_volume" "spec.persistent_volume_reclaim_policy" {
  aliases = ["kubernetes_persistent_volume_v1"]
  when    = "becomes"
  value   = "Delete"
  rule    = "disarmed"
  score   = 50
  why     = "the reclaim policy becomes Delete: when the claim goes, the disk goes with it"
}

watch "kubernetes_secret" "data" {
  aliases = ["kubernetes_secret_v1"]
  when    = "changes"
  rule    = "rotation-changed"
  score   = 36
  moment  = "next-deploy"
  why     = "the secret changes: pods read it when they start"
}

watch "kubernetes_pod_disruption_budget" "spec.min_available" {
  aliases = ["kubernetes_pod_disruption_budget_v1"]
  when    = "lowered"
  rule    = "redundancy-off"
  score   = 30
  moment  = "next-maintenance"
  why     = "min_available is lowered: a drain may stop more pods"
}

watch "kubernetes_deployment" "spec.template.spec.container.security_context.privileged" {
  aliases = ["kubernetes_deployment_v1", "kubernetes_stateful_set", "kubernetes_stateful_set_v1", "kubernetes_daemonset", "kubernetes_daemon_set_v1"]
  when    = "becomes"
  value   = true
  rule    = "guardrail-off"
  score   = 50
  why     = "a container becomes privileged: whoever breaks into it has the node"
}

watch "kubernetes_deployment" "spec.template.spec.host_network" {
  aliases = ["kubernetes_deployment_v1", "kubernetes_stateful_set", "kubernetes_stateful_set_v1", "kubernetes_daemonset", "kubernetes_daemon_set_v1"]
  when    = "becomes"
  value   = true
  rule    = "guardrail-off"
  score   = 45
  why     = "the pods use the network of their node: network policies no longer hold, and ports of the node are taken"
}

watch "kubernetes_deployment" "spec.template.spec.host_pid" {
  aliases = ["kubernetes_deployment_v1", "kubernetes_stateful_set", "kubernetes_stateful_set_v1", "kubernetes_daemonset", "kubernetes_daemon_set_v1"]
  when    = "becomes"
  value   = true
  rule    = "guardrail-off"
  score   = 45
  why     = "the pods see and can signal every process of their node"
}

# https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#failure-policy
watch "kubernetes_validating_webhook_configuration" "webhook.failure_policy" {
  aliases = ["kubernetes_validating_webhook_configuration_v1", "kubernetes_mutating_webhook_configuration", "kubernetes_mutating_webhook_configuration_v1"]
  of      = { "rule.resources" = "*", "rule.api_groups" = "*", "namespace_selector" = "", "object_selector" = "" }
  when    = "becomes"
  value   = "Fail"
  rule    = "access-closed"
  score   = 64
  create  = true
  outcome = "outage"
  why     = "every request for any resource goes through the webhook, and fails where it does not answer: if its own pods are down, nothing starts any more, they included"
}

watch "kubernetes_validating_webhook_configuration" "webhook.failure_policy" {
  aliases = ["kubernetes_validating_webhook_configuration_v1", "kubernetes_mutating_webhook_configuration", "kubernetes_mutating_webhook_configuration_v1"]
  of      = { "rule.resources" = "*", "rule.api_groups" = "*" }
  when    = "becomes"
  value   = "Fail"
  rule    = "access-closed"
  create  = true
  outcome = "outage"
  why     = "requests for any resource that its selector fits go through the webhook, and fail where it does not answer"
}

watch "kubernetes_validating_webhook_configuration" "webhook.rule.resources" {
  aliases = ["kubernetes_validating_webhook_configuration_v1", "kubernetes_mutating_webhook_configuration", "kubernetes_mutating_webhook_configuration_v1"]
  when    = "becomes"
  value   = "*"
  with    = { "webhook.failure_policy" = "Fail" }
  rule    = "access-closed"
  outcome = "outage"
  why     = "requests for any resource go through the webhook, and fail where it does not answer"
}

# Capacity that is cut, and not to nothing: that stands with the type.

watch "kubernetes_deployment" "spec.replicas" {
  aliases = ["kubernetes_deployment_v1", "kubernetes_stateful_set", "kubernetes_stateful_set_v1", "kubernetes_replication_controller", "kubernetes_replication_controller_v1"]
  when    = "cut"
  rule    = "capacity-cut"
  why     = "replicas is cut to a quarter or less, or to one: the other pods are stopped"
}

watch "kubernetes_horizontal_pod_autoscaler" "spec.max_replicas" {
  aliases = ["kubernetes_horizontal_pod_autoscaler_v1", "kubernetes_horizontal_pod_autoscaler_v2", "kubernetes_horizontal_pod_autoscaler_v2beta2"]
  when    = "cut"
  rule    = "capacity-cut"
  why     = "max_replicas is cut to a quarter or less, or to one: pods above it are stopped, and it no longer grows with the load"
}
