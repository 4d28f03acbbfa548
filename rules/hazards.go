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
	idCapacityCut        = "capacity-cut"
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
	idLockedForGood      = "locked-for-good"
	idRenamed            = "renamed"
	idUpdateRefused      = "update-refused"
	idPartDropped        = "part-dropped"
	idPointsElsewhere    = "points-elsewhere"
	idIngressRemoved     = "ingress-removed"
	idIngressMoved       = "ingress-moved"
)

var engineUpgrade = Rule{
	ID: idEngineUpgrade, Title: "An engine is upgraded in place",
	Looks: "Changes of engine_version, database_version, runtime and the like.",
	Why:   "The database is down while it is upgraded, and there is no way back but a backup.",

	Example:    "engine_version of a database goes from 13.15 to 16.3, with apply_immediately.",
	Fix:        "Try the upgrade on a copy that was restored from a snapshot, take a snapshot right before, and choose the hour.",
	References: []string{"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idEngineUpgrade) },
}

var resized = Rule{
	ID: idResized, Title: "It restarts with another size or other settings",
	Looks: "Changes of instance classes, machine types, capacities and parameter groups.",
	Why:   "The plan says update in place; the service stops and starts.",

	Example:    "instance_class goes from db.r6g.large to db.t4g.small, with apply_immediately.",
	Fix:        "Let it wait for the maintenance window, or tell those who use it when it restarts.",
	References: []string{"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.DBInstance.Modifying.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idResized) },
}

var redundancyOff = Rule{
	ID: idRedundancyOff, Title: "There is less to fail over to",
	Looks: "Multi-AZ, replicas, standbys and zones that are switched off or removed.",
	Why:   "Nothing happens at apply, and the next failure is an outage.",

	Example:    "multi_az goes from true to false.",
	Fix:        "Keep the standby. If cost is the reason, have the service's owner decide.",
	References: []string{"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idRedundancyOff) },
}

var storageChanged = Rule{
	ID: idStorageChanged, Title: "The storage changes under load",
	Looks: "Changes of storage type and performance.",
	Why:   "It takes hours, is slower meanwhile and can't be stopped.",

	Example:    "storage_type goes from io2 to gp3.",
	Fix:        "Look at the load first, and choose a quiet hour: the volume is slower while it changes.",
	References: []string{"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.StorageTypes.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idStorageChanged) },
}

var backupReduced = Rule{
	ID: idBackupReduced, Title: "Fewer backups",
	Looks: "Backup retention that becomes 0 or shorter, backups and point-in-time recovery that go off.",
	Why:   "Backups that exist are deleted, and the next loss is final.",

	Example:    "backup_retention_period goes from 14 to 0.",
	Fix:        "Keep the backups. If they are made elsewhere, name the place in the review.",
	References: []string{"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idBackupReduced) },
}

var scaledToZero = Rule{
	ID: idScaledToZero, Title: "Nothing is left to serve",
	Looks: "Desired counts, sizes and concurrency that become 0.",
	Why:   "It is an outage, written as a number.",

	Example:    "desired_count of a service goes from 4 to 0.",
	Fix:        "If it is to be switched off, delete it in a change of its own; else put the number back.",
	References: []string{"https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idScaledToZero) },
}

var capacityCut = Rule{
	ID: idCapacityCut, Title: "Most of the capacity goes",
	Looks: "Counts, sizes and limits that fall to a quarter or less, or from several to one.",
	Why:   "What is left may not carry the load, and one instance has nothing to fail over to.",

	Example:    "desired_capacity of a group goes from 8 to 1.",
	Fix:        "Look at the load of the last weeks, and go down in steps. If it is drift, write the present number into the configuration.",
	References: []string{"https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-capacity-limits.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idCapacityCut) },
}

var switchedOff = Rule{
	ID: idSwitchedOff, Title: "It is switched off",
	Looks: "Keys, distributions, queues, schedules and accounts that are disabled.",
	Why:   "It still exists and does nothing: for its users that is a delete.",

	Example:    "is_enabled of a key goes from true to false.",
	Fix:        "Find out who uses it before it is disabled: the last use is in the audit log.",
	References: []string{"https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idSwitchedOff) },
}

var versioningOff = Rule{
	ID: idVersioningOff, Title: "Old versions are no longer kept",
	Looks: "Versioning that goes off.",
	Why:   "What is overwritten or deleted from then on does not come back.",

	Example:    "The status of a bucket's versioning goes from Enabled to Suspended.",
	Fix:        "Let old versions expire by a lifecycle rule instead.",
	References: []string{"https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idVersioningOff) },
}

var recordChanged = Rule{
	ID: idRecordChanged, Title: "A name points elsewhere",
	Looks: "Changes of the value, the alias or the TTL of DNS records, and of how a cluster looks names up.",
	Why:   "Clients follow when their caches expire, and come back as late.",

	Example:    "The records of api.example.com hold another address.",
	Fix:        "Lower the TTL a day before, and keep the old target running until caches have expired.",
	References: []string{"https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/best-practices-dns.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idRecordChanged) },
}

var listenerChanged = Rule{
	ID: idListenerChanged, Title: "Traffic is taken or sent in another way",
	Looks: "Changes of ports, protocols, certificates, rules and targets of what takes traffic.",
	Why:   "Clients that do not change with it are cut off.",

	Example:    "certificate_arn of a listener is another one.",
	Fix:        "Check that the new certificate has all host names, and that the new target group has healthy targets.",
	References: []string{"https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idListenerChanged) },
}

var healthCheckChanged = Rule{
	ID: idHealthCheckChanged, Title: "Another health check decides who gets traffic",
	Looks: "Changes of path, port, protocol and answer of health checks.",
	Why:   "If the new one gets no answer, everything leaves the rotation at once.",

	Example:    "The path of a target group's health check goes from / to /healthz.",
	Fix:        "Ask the path of every running version first: what does not answer is taken out.",
	References: []string{"https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idHealthCheckChanged) },
}

var clusterUpgrade = Rule{
	ID: idClusterUpgrade, Title: "A cluster or its nodes are upgraded",
	Looks: "Changes of the version of control planes, node pools and add-ons.",
	Why:   "A control plane can't go back, and nodes are exchanged under their workloads.",

	Example:    "version of a cluster goes from 1.31 to 1.32.",
	Fix:        "Look for APIs that are gone, upgrade the test cluster first, and know that there is no way back.",
	References: []string{"https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idClusterUpgrade) },
}

var rotationChanged = Rule{
	ID: idRotationChanged, Title: "A secret changes, or how it is rotated",
	Looks: "New values of passwords, tokens and secrets, and changes of their rotation.",
	Why:   "Who holds the old value is locked out.",

	Example:    "secret_string of a secret is a new value.",
	Fix:        "Make sure that everyone who reads it takes the new one, before the old one stops working.",
	References: []string{"https://safeguard.sh/resources/blog/cloudflare-r2-march-2025-credential-rotation-outage"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idRotationChanged) },
}

var retentionShortened = Rule{
	ID: idRetentionShortened, Title: "What is kept is kept for a shorter time",
	Looks: "Retention of logs, streams, queues and objects that is lowered or removed.",
	Why:   "What is older is deleted, with no delete in the plan.",

	Example:    "retention_in_days of a log group goes from 365 to 14.",
	Fix:        "Export what must be kept before: what is older is deleted at once.",
	References: []string{"https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idRetentionShortened) },
}

var expiresData = Rule{
	ID: idExpiresData, Title: "Data is deleted by a rule",
	Looks: "Expirations and lifecycle rules that are new, shorter or match more.",
	Why:   "The plan shows an update; the data is gone days later.",

	Example:    "The prefix of a lifecycle rule goes from tmp/ to nothing.",
	Fix:        "Read the rule as if it were a delete of all that it matches, and list some of these objects first.",
	References: []string{"https://todzhang.com/blogs/tech/en/files-lost-due-to-life-cycle-disaster-in-aws-s3"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idExpiresData) },
}

var alarmSilenced = Rule{
	ID: idAlarmSilenced, Title: "Nobody is told",
	Looks: "Alarms that go off or lose a target.",
	Why:   "The next outage is noticed by the customers.",

	Example:    "alarm_actions of an alarm becomes empty.",
	Fix:        "If it cries wolf, change the threshold and leave somebody to be told.",
	References: []string{"https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idAlarmSilenced) },
}

var keyChanged = Rule{
	ID: idKeyChanged, Title: "Another key encrypts it",
	Looks: "Changes of the key of a store.",
	Why:   "Whoever may not use the new key is locked out.",

	Example:    "kms_key_id of a bucket's encryption is another key.",
	Fix:        "Keep the old key: what was written with it needs it. See that readers may use the new one.",
	References: []string{"https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idKeyChanged) },
}

var routeChanged = Rule{
	ID: idRouteChanged, Title: "Traffic takes another way",
	Looks: "Routes, gateways, endpoints and networks that change or are removed in place.",
	Why:   "What is behind them is cut off without a change of its own.",

	Example:    "The gateway of the route to 0.0.0.0/0 is another one.",
	Fix:        "Know which address the traffic has afterwards: others may let in only the old one.",
	References: []string{"https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idRouteChanged) },
}

var detached = Rule{
	ID: idDetached, Title: "Something is detached",
	Looks: "Security groups, targets, policies and members that are taken off in place.",
	Why:   "What came through them is cut off.",

	Example:    "vpc_security_group_ids of an instance loses an element.",
	Fix:        "Find out what the one that goes lets in, and whether that is still needed.",
	References: []string{"https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idDetached) },
}

var renamed = Rule{
	ID: idRenamed, Title: "Others know it by what changes",
	Looks: "Identifiers and addresses that change in place.",
	Why:   "Its endpoint or address is another, and others hold the old one.",

	Example:    "identifier of a database goes from orders to orders-old.",
	Fix:        "Its endpoint changes with it: change everyone who has the old one in the same step, or leave the name.",
	References: []string{"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_RenameInstance.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idRenamed) },
}

var partDropped = Rule{
	ID: idPartDropped, Title: "A part of it is dropped",
	Looks: "Indexes and streams that are removed in place.",
	Why:   "The resource stays, and what used the part fails.",

	Example:    "A global_secondary_index is gone from a table.",
	Fix:        "Look for queries that use it. It is built anew only by reading the whole table.",
	References: []string{"https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idPartDropped) },
}

var pointsElsewhere = Rule{
	ID: idPointsElsewhere, Title: "Its settings point elsewhere",
	Looks: "Addresses, names and environment variables that tell a program where to go.",
	Why:   "The wrong database or queue is found out when it is used.",

	Example:    "DATABASE_HOST of a function goes to another host.",
	Fix:        "Check that the new place has the data and lets the program in.",
	References: []string{"https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idPointsElsewhere) },
}

var updateRefused = Rule{
	ID: idUpdateRefused, Title: "The service refuses the update",
	Looks: "Updates in place that the service does not take while something else stays as it is: another major version with the parameter group of the old one, no backups of a database that has a replica.",
	Why:   "The plan says that it can be done. The apply stops half-way.",

	Example:    "engine_version goes from 15.4 to 16.3, and parameter_group_name stays at a group of one's own for version 15.",
	Fix:        "Change what stands in the way in the same plan, or before.",
	References: []string{"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.MajorVersion.Process.html", "https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idUpdateRefused) },
}
