package rules

import "github.com/tfblast/tfblast/analyzer/risk"

// The rules about who gets in, and about what guards, locks and records.

var publicAccess = Rule{
	ID: idPublicAccess, Title: "It can be reached or read by more than before",
	Looks: "Public addresses, public ACLs and access blocks, logins that are no longer asked for.",
	Why:   "Nothing is destroyed, and still it may be the worst change of the plan.",

	Example:    "block_public_policy of a bucket goes from true to false.",
	Fix:        "Serve public files through a distribution in front, and leave the block on.",
	References: []string{"https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idPublicAccess) },
}

var accessClosed = Rule{
	ID: idAccessClosed, Title: "Ways in are closed",
	Looks: "Public endpoints, local accounts, keys and networks that are no longer let in, and nodes and people that go from the map of those who may sign in to a cluster.",
	Why:   "Whoever uses them is cut off, and the pipeline may be one of them.",

	Example:    "endpoint_public_access of a cluster goes from true to false.",
	Fix:        "Make sure that the pipeline and the people on call reach it the other way before this one is closed.",
	References: []string{"https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idAccessClosed) },
}

var disarmed = Rule{
	ID: idDisarmed, Title: "A later delete is made easier",
	Looks: "force_destroy, skip_final_snapshot and the like that go on.",
	Why:   "The next plan can destroy what this one disarms.",

	Example:    "skip_final_snapshot goes from false to true.",
	Fix:        "Ask what is to be destroyed next, and have that reviewed by itself.",
	References: []string{"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html"},

	Change: func(pass *ChangePass) []risk.Factor {
		factors := watched(pass, idDisarmed)
		for i := range factors {
			factors[i].Why += nextVictim(pass)
		}
		return factors
	},
}

var encryptionOff = Rule{
	ID: idEncryptionOff, Title: "Traffic or data is no longer encrypted",
	Looks: "Encryption in transit or by default that goes off.",
	Why:   "Passwords and data travel in clear.",

	Example:    "transit_encryption_enabled goes from true to false.",
	Fix:        "Leave it on, or show that nothing confidential passes.",
	References: []string{"https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idEncryptionOff) },
}

var guardrailOff = Rule{
	ID: idGuardrailOff, Title: "A guardrail is taken away",
	Looks: "Permissions boundaries, firewalls, reviews and second factors that go off.",
	Why:   "Nothing breaks; the next mistake or attack is no longer stopped.",

	Example:    "permissions_boundary of a role is removed.",
	Fix:        "Have it approved by those who set the guardrail.",
	References: []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idGuardrailOff) },
}

var auditOff = Rule{
	ID: idAuditOff, Title: "Less is recorded",
	Looks: "Trails, audit and access logs that go off or are written elsewhere.",
	Why:   "What is not recorded can't be found out later.",

	Example:    "enable_logging of a trail goes from true to false.",
	Fix:        "Leave it on. Who needs it off should say for how long and to whom.",
	References: []string{"https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idAuditOff) },
}

var lockedForGood = Rule{
	ID: idLockedForGood, Title: "A lock is set that nobody can take off",
	Looks: "Locks in compliance mode, locked retention and immutability policies, newly set or made longer.",
	Why:   "Neither Terraform nor the administrator nor the provider's support gets it off again: what it holds is kept, and paid for, until the time is over.",

	Example:    "A vault lock is created with changeable_for_days: after these days it holds for good, and no backup in the vault can be deleted before its time.",
	Fix:        "Try the retention unlocked or in governance mode first, and have the length approved by whoever pays for it.",
	References: []string{"https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html", "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html", "https://cloud.google.com/storage/docs/bucket-lock"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idLockedForGood) },
}

var ingressRemoved = Rule{
	ID: idIngressRemoved, Title: "A way in is closed by a rule",
	Looks: "Security groups, firewalls and network policies that no longer let something in.",
	Why:   "Whatever connects that way is cut off at once.",

	Example:    "The rule for port 5432 from the application's group is gone.",
	Fix:        "See whether connections still use it; if it only moves, add the new rule first.",
	References: []string{"https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"},

	Change: checkIngressRemoved,
}

func checkIngressRemoved(pass *ChangePass) []risk.Factor { return watched(pass, idIngressRemoved) }
