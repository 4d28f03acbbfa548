# The rules that the watches belong to: what a change scores at least by one of them, when
# its effect is felt, and what it leads to. A watch may say otherwise for itself.
#
#   replaces  a setting that holds from then on: a replace that changes it counts as well. What
#             an object goes through when it is changed in place, such as a restart, does not

hazard "engine-upgrade" {
  score   = 45
  moment  = "at-apply"
  outcome = "outage"

  recovery     = "unknown"
  recovery_why = "an older version can't be set again: the way back is a copy from before, which the plan does not show"
}

hazard "resized" {
  score   = 40
  moment  = "at-apply"
  outcome = "outage"
}

hazard "redundancy-off" {
  score    = 50
  moment   = "at-apply"
  outcome  = "outage"
  replaces = true
}

hazard "storage-changed" {
  score   = 36
  moment  = "at-apply"
  outcome = "outage"
}

hazard "backup-reduced" {
  score    = 50
  moment   = "at-apply"
  outcome  = "data-loss"
  replaces = true

  recovery     = "lost"
  recovery_why = "backups that the new setting drops do not come back with the old one"
}

hazard "scaled-to-zero" {
  score    = 65
  moment   = "at-apply"
  outcome  = "outage"
  replaces = true
}

hazard "capacity-cut" {
  score    = 42
  moment   = "at-apply"
  outcome  = "outage"
  replaces = true
}

hazard "switched-off" {
  score    = 62
  moment   = "at-apply"
  outcome  = "outage"
  replaces = true
}

hazard "public-access" {
  score    = 62
  moment   = "at-apply"
  outcome  = "exposure"
  replaces = true
}

hazard "access-closed" {
  score    = 45
  moment   = "at-apply"
  outcome  = "access-loss"
  replaces = true
}

hazard "versioning-off" {
  score    = 60
  moment   = "at-apply"
  outcome  = "none"
  replaces = true

  recovery     = "reversible"
  recovery_why = "versions that exist stay, and versioning can go on again; what is overwritten or deleted meanwhile does not come back"
}

hazard "record-changed" {
  score   = 42
  moment  = "caches-expire"
  outcome = "outage"
}

hazard "listener-changed" {
  score   = 45
  moment  = "at-apply"
  outcome = "outage"
}

hazard "health-check-changed" {
  score   = 38
  moment  = "at-apply"
  outcome = "outage"
}

hazard "cluster-upgrade" {
  score   = 60
  moment  = "at-apply"
  outcome = "outage"

  recovery     = "unknown"
  recovery_why = "an older version can't be set again: the way back is a new cluster"
}

hazard "rotation-changed" {
  score   = 40
  moment  = "at-apply"
  outcome = "access-loss"
}

hazard "retention-shortened" {
  score    = 45
  moment   = "at-apply"
  outcome  = "data-loss"
  replaces = true

  recovery     = "lost"
  recovery_why = "what is older than the new limit goes, and the old limit does not bring it back"
}

hazard "expires-data" {
  score    = 62
  moment   = "after-days"
  outcome  = "data-loss"
  replaces = true

  recovery     = "lost"
  recovery_why = "what has expired by the time it is set back is gone"
}

hazard "alarm-silenced" {
  score    = 38
  moment   = "at-apply"
  outcome  = "none"
  replaces = true
}

hazard "audit-off" {
  score    = 60
  moment   = "at-apply"
  outcome  = "none"
  replaces = true
}

hazard "disarmed" {
  score    = 45
  moment   = "at-apply"
  outcome  = "none"
  replaces = true
}

hazard "key-changed" {
  score   = 38
  moment  = "at-apply"
  outcome = "access-loss"
}

hazard "route-changed" {
  score   = 50
  moment  = "at-apply"
  outcome = "outage"
}

hazard "ingress-removed" {
  score   = 45
  moment  = "at-apply"
  outcome = "access-loss"
}

hazard "detached" {
  score   = 40
  moment  = "at-apply"
  outcome = "access-loss"
}

hazard "encryption-off" {
  score    = 55
  moment   = "at-apply"
  outcome  = "exposure"
  replaces = true
}

hazard "guardrail-off" {
  score    = 55
  moment   = "at-apply"
  outcome  = "exposure"
  replaces = true
}

hazard "locked-for-good" {
  score    = 60
  moment   = "at-apply"
  outcome  = "stuck"
  replaces = true

  recovery     = "lost"
  recovery_why = "the lock can't be taken off again: what it holds stays until its time is over"
}

hazard "renamed" {
  score   = 60
  moment  = "at-apply"
  outcome = "new-identity"
}

hazard "update-refused" {
  score   = 45
  moment  = "at-apply"
  outcome = "stuck"
}

hazard "part-dropped" {
  score   = 60
  moment  = "at-apply"
  outcome = "outage"

  recovery     = "recreatable"
  recovery_why = "an index is built again from the data; what a stream held is gone"
}

hazard "points-elsewhere" {
  score   = 36
  moment  = "next-deploy"
  outcome = "outage"
}
