# Values that a Helm release gives to its chart and that do more than the plan's "update" says.
# chart_value "PATH" says how the path of a value ends: persistence.enabled is also the end of
# primary.persistence.enabled. No chart has to follow these names; most public ones do. With
# create = true a value counts also where none stood before: then the chart had its own.

chart_value "persistence.enabled" {
  aliases      = ["persistentVolume.enabled", "persistentVolumeClaim.enabled", "persistence.data.enabled"]
  when         = "leaves"
  value        = true
  create       = true
  rule         = "part-dropped"
  score        = 66
  outcome      = "data-loss"
  recovery     = "unknown"
  recovery_why = "a claim that leaves the chart is deleted, and its volume with it unless the storage class retains it"
  why          = "the claim leaves the chart and is deleted, and the pods start on an empty directory"
}

chart_value "persistence.existingClaim" {
  aliases = ["persistentVolume.existingClaim", "persistence.volumeName"]
  when    = "changes"
  rule    = "points-elsewhere"
  score   = 60
  moment  = "at-apply"
  why     = "the pods start on another volume"
}

chart_value "persistence.storageClass" {
  aliases = ["persistence.storageClassName", "persistentVolume.storageClass", "persistence.accessModes", "persistence.accessMode"]
  when    = "changes"
  rule    = "storage-changed"
  score   = 45
  outcome = "stuck"
  why     = "a claim can't be changed so: the upgrade is refused, or the claim is made anew and is empty"
}

chart_value "replicaCount" {
  aliases = ["replicas"]
  when    = "becomes"
  value   = 0
  create  = true
  rule    = "scaled-to-zero"
  why     = "all its pods are stopped"
}

chart_value "ingress.enabled" {
  aliases = ["httpRoute.enabled", "gateway.enabled", "route.enabled", "ingressRoute.enabled"]
  when    = "leaves"
  value   = true
  rule    = "listener-changed"
  score   = 62
  why     = "its way in from outside is deleted"
}

chart_value "service.enabled" {
  when  = "leaves"
  value = true
  rule  = "listener-changed"
  score = 62
  why   = "its service is deleted, and whoever calls it finds nothing"
}

chart_value "service.type" {
  when  = "leaves"
  value = "LoadBalancer"
  rule  = "listener-changed"
  score = 65
  why   = "the load balancer and its address go"
}

chart_value "service.type" {
  when  = "becomes"
  value = "LoadBalancer"
  rule  = "public-access"
  score = 45
  why   = "the service may get a public address"
}

chart_value "ingress.hostname" {
  aliases = ["ingress.host"]
  when    = "changes"
  rule    = "listener-changed"
  score   = 45
  why     = "requests for the old name are no longer answered"
}

chart_value "fullnameOverride" {
  aliases = ["nameOverride"]
  when    = "changes"
  rule    = "renamed"
  score   = 62
  outcome = "outage"
  why     = "all its objects get other names: the old ones are deleted, and new claims are empty"
}

# Stores that many charts bring along.

chart_value "postgresql.enabled" {
  aliases = [
    "postgresql-ha.enabled", "mysql.enabled", "mariadb.enabled", "mongodb.enabled", "redis.enabled", "rabbitmq.enabled",
    "kafka.enabled", "elasticsearch.enabled", "opensearch.enabled", "minio.enabled", "cassandra.enabled", "influxdb.enabled",
    "clickhouse.enabled", "valkey.enabled",
  ]
  when         = "leaves"
  value        = true
  rule         = "part-dropped"
  score        = 65
  recovery     = "unknown"
  recovery_why = "claims of stateful sets stay by default and others go with the chart; the plan shows neither"
  why          = "the store that came with the chart is deleted"
}

chart_value "backup.enabled" {
  aliases = ["backups.enabled"]
  when    = "leaves"
  value   = true
  rule    = "backup-reduced"
  why     = "no further backups are made"
}

chart_value "networkPolicy.enabled" {
  when  = "leaves"
  value = true
  rule  = "guardrail-off"
  score = 45
  why   = "its network policy is deleted: what that refused is allowed"
}

chart_value "auth.enabled" {
  when  = "leaves"
  value = true
  rule  = "public-access"
  why   = "a login is no longer asked for"
}

chart_value "tls.enabled" {
  when  = "leaves"
  value = true
  rule  = "encryption-off"
  why   = "it no longer speaks TLS"
}

chart_value "pdb.create" {
  aliases = ["podDisruptionBudget.enabled", "pdb.enabled", "podDisruptionBudget.create"]
  when    = "leaves"
  value   = true
  rule    = "redundancy-off"
  score   = 30
  moment  = "next-maintenance"
  why     = "a drain may stop all its pods at once"
}

chart_value "serviceMonitor.enabled" {
  aliases = ["prometheusRule.enabled", "podMonitor.enabled"]
  when    = "leaves"
  value   = true
  rule    = "alarm-silenced"
  score   = 20
  why     = "it is no longer watched"
}
