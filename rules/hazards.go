package rules

import "github.com/tfblast/tfblast/analyzer/risk"

// The IDs of the rules whose facts are the watches of the knowledge tables.
const (
	idEngineUpgrade      = "engine-upgrade"
	idResized            = "resized"
	idRedundancyOff      = "redundancy-off"
	idStorageChanged     = "storage-changed"
	idBackupReduced      = "backup-reduced"
	idScaledToZero       = "scaled-to-zero"
	idSwitchedOff        = "switched-off"
	idPublicAccess       = "public-access"
	idAccessClosed       = "access-closed"
	idVersioningOff      = "versioning-off"
	idRecordChanged      = "record-changed"
	idListenerChanged    = "listener-changed"
	idHealthCheckChanged = "health-check-changed"
	idClusterUpgrade     = "cluster-upgrade"
	idRotationChanged    = "rotation-changed"
	idRetentionShortened = "retention-shortened"
	idExpiresData        = "expires-data"
	idAlarmSilenced      = "alarm-silenced"
	idAuditOff           = "audit-off"
	idDisarmed           = "disarmed"
	idKeyChanged         = "key-changed"
	idRouteChanged       = "route-changed"
	idDetached           = "detached"
	idEncryptionOff      = "encryption-off"
	idGuardrailOff       = "guardrail-off"
	idRenamed            = "renamed"
	idPartDropped        = "part-dropped"
	idPointsElsewhere    = "points-elsewhere"
	idIngressRemoved     = "ingress-removed"
)

var engineUpgrade = Rule{
	ID: idEngineUpgrade, Title: "An engine is upgraded in place",
	Looks:  "Changes of engine_version, database_version, runtime and the like.",
	Why:    "The database is down while it is upgraded, and there is no way back but a backup.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idEngineUpgrade) },
}

var resized = Rule{
	ID: idResized, Title: "It restarts with another size or other settings",
	Looks:  "Changes of instance classes, machine types, capacities and parameter groups.",
	Why:    "The plan says update in place; the service stops and starts.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idResized) },
}

var redundancyOff = Rule{
	ID: idRedundancyOff, Title: "There is less to fail over to",
	Looks:  "Multi-AZ, replicas, standbys and zones that are switched off or removed.",
	Why:    "Nothing happens at apply, and the next failure is an outage.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idRedundancyOff) },
}

var storageChanged = Rule{
	ID: idStorageChanged, Title: "The storage changes under load",
	Looks:  "Changes of storage type and performance.",
	Why:    "It takes hours, is slower meanwhile and can't be stopped.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idStorageChanged) },
}

var backupReduced = Rule{
	ID: idBackupReduced, Title: "Fewer backups",
	Looks:  "Backup retention that becomes 0 or shorter, backups and point-in-time recovery that go off.",
	Why:    "Backups that exist are deleted, and the next loss is final.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idBackupReduced) },
}

var scaledToZero = Rule{
	ID: idScaledToZero, Title: "Nothing is left to serve",
	Looks:  "Desired counts, sizes and concurrency that become 0.",
	Why:    "It is an outage, written as a number.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idScaledToZero) },
}

var switchedOff = Rule{
	ID: idSwitchedOff, Title: "It is switched off",
	Looks:  "Keys, distributions, queues, schedules and accounts that are disabled.",
	Why:    "It still exists and does nothing: for its users that is a delete.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idSwitchedOff) },
}

var publicAccess = Rule{
	ID: idPublicAccess, Title: "It can be reached or read by more than before",
	Looks:  "Public addresses, public ACLs and access blocks, logins that are no longer asked for.",
	Why:    "Nothing is destroyed, and still it may be the worst change of the plan.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idPublicAccess) },
}

var accessClosed = Rule{
	ID: idAccessClosed, Title: "Ways in are closed",
	Looks:  "Public endpoints, local accounts, keys and networks that are no longer let in.",
	Why:    "Whoever uses them is cut off, and the pipeline may be one of them.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idAccessClosed) },
}

var versioningOff = Rule{
	ID: idVersioningOff, Title: "Old versions are no longer kept",
	Looks:  "Versioning that goes off.",
	Why:    "What is overwritten or deleted from then on does not come back.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idVersioningOff) },
}

var recordChanged = Rule{
	ID: idRecordChanged, Title: "A name points elsewhere",
	Looks:  "Changes of the value, the alias or the TTL of DNS records.",
	Why:    "Clients follow when their caches expire, and come back as late.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idRecordChanged) },
}

var listenerChanged = Rule{
	ID: idListenerChanged, Title: "Traffic is taken or sent in another way",
	Looks:  "Changes of ports, protocols, certificates, rules and targets of what takes traffic.",
	Why:    "Clients that do not change with it are cut off.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idListenerChanged) },
}

var healthCheckChanged = Rule{
	ID: idHealthCheckChanged, Title: "Another health check decides who gets traffic",
	Looks:  "Changes of path, port, protocol and answer of health checks.",
	Why:    "If the new one gets no answer, everything leaves the rotation at once.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idHealthCheckChanged) },
}

var clusterUpgrade = Rule{
	ID: idClusterUpgrade, Title: "A cluster or its nodes are upgraded",
	Looks:  "Changes of the version of control planes, node pools and add-ons.",
	Why:    "A control plane can't go back, and nodes are exchanged under their workloads.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idClusterUpgrade) },
}

var rotationChanged = Rule{
	ID: idRotationChanged, Title: "A secret changes, or how it is rotated",
	Looks:  "New values of passwords, tokens and secrets, and changes of their rotation.",
	Why:    "Who holds the old value is locked out.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idRotationChanged) },
}

var retentionShortened = Rule{
	ID: idRetentionShortened, Title: "What is kept is kept for a shorter time",
	Looks:  "Retention of logs, streams, queues and objects that is lowered or removed.",
	Why:    "What is older is deleted, with no delete in the plan.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idRetentionShortened) },
}

var expiresData = Rule{
	ID: idExpiresData, Title: "Data is deleted by a rule",
	Looks:  "Expirations and lifecycle rules that are new, shorter or match more.",
	Why:    "The plan shows an update; the data is gone days later.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idExpiresData) },
}

var alarmSilenced = Rule{
	ID: idAlarmSilenced, Title: "Nobody is told",
	Looks:  "Alarms that go off or lose a target.",
	Why:    "The next outage is noticed by the customers.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idAlarmSilenced) },
}

var auditOff = Rule{
	ID: idAuditOff, Title: "Less is recorded",
	Looks:  "Trails, audit and access logs that go off or are written elsewhere.",
	Why:    "What is not recorded can't be found out later.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idAuditOff) },
}

var disarmed = Rule{
	ID: idDisarmed, Title: "A later delete is made easier",
	Looks:  "force_destroy, skip_final_snapshot and the like that go on.",
	Why:    "The next plan can destroy what this one disarms.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idDisarmed) },
}

var keyChanged = Rule{
	ID: idKeyChanged, Title: "Another key encrypts it",
	Looks:  "Changes of the key of a store.",
	Why:    "Whoever may not use the new key is locked out.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idKeyChanged) },
}

var routeChanged = Rule{
	ID: idRouteChanged, Title: "Traffic takes another way",
	Looks:  "Routes, gateways, endpoints and networks that change or are removed in place.",
	Why:    "What is behind them is cut off without a change of its own.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idRouteChanged) },
}

var detached = Rule{
	ID: idDetached, Title: "Something is detached",
	Looks:  "Security groups, targets, policies and members that are taken off in place.",
	Why:    "What came through them is cut off.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idDetached) },
}

var encryptionOff = Rule{
	ID: idEncryptionOff, Title: "Traffic or data is no longer encrypted",
	Looks:  "Encryption in transit or by default that goes off.",
	Why:    "Passwords and data travel in clear.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idEncryptionOff) },
}

var guardrailOff = Rule{
	ID: idGuardrailOff, Title: "A guardrail is taken away",
	Looks:  "Permissions boundaries, firewalls, reviews and second factors that go off.",
	Why:    "Nothing breaks; the next mistake or attack is no longer stopped.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idGuardrailOff) },
}

var renamed = Rule{
	ID: idRenamed, Title: "Others know it by what changes",
	Looks:  "Identifiers and addresses that change in place.",
	Why:    "Its endpoint or address is another, and others hold the old one.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idRenamed) },
}

var partDropped = Rule{
	ID: idPartDropped, Title: "A part of it is dropped",
	Looks:  "Indexes and streams that are removed in place.",
	Why:    "The resource stays, and what used the part fails.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idPartDropped) },
}

var pointsElsewhere = Rule{
	ID: idPointsElsewhere, Title: "Its settings point elsewhere",
	Looks:  "Addresses, names and environment variables that tell a program where to go.",
	Why:    "The wrong database or queue is found out when it is used.",
	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idPointsElsewhere) },
}

var ingressRemoved = Rule{
	ID: idIngressRemoved, Title: "A way in is closed by a rule",
	Looks:  "Security groups, firewalls and network policies that no longer let something in.",
	Why:    "Whatever connects that way is cut off at once.",
	Change: checkIngressRemoved,
}

func checkIngressRemoved(pass *ChangePass) []risk.Factor { return watched(pass, idIngressRemoved) }
