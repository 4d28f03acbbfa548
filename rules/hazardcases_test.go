package rules_test

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
)

// at makes an object with a value at a dotted path; each name but the last is a block.
func at(path string, v any) plan.Object {
	name, rest, nested := strings.Cut(path, ".")
	if !nested {
		return plan.Object{name: v}
	}
	return plan.Object{name: []any{map[string]any(at(rest, v))}}
}

// sets is an update that sets one attribute.
func sets(resourceType, path string, before, after any) plan.Change {
	return plan.Change{
		Type: resourceType, Action: plan.ActionUpdate, Before: at(path, before), After: at(path, after),
		Changed: []plan.Attribute{{Path: path, Before: before, After: after}},
	}
}

// hazard makes the cases of a rule that watches an attribute: it goes from a to b, stays,
// and something like it happens.
func hazard(resourceType, path string, a, b any, miss plan.Change, missed string) []ruleCase {
	return []ruleCase{
		{kind: positive, name: "set in place", change: sets(resourceType, path, a, b)},
		{kind: negative, name: "it stays", change: sets(resourceType, path, b, b)},
		{kind: negative, name: "the resource is deleted", change: plan.Change{Type: resourceType, Action: plan.ActionDelete, Before: at(path, a)}},
		{kind: nearMiss, name: missed, change: miss},
	}
}

var hazardCases = map[string][]ruleCase{
	"engine-upgrade": hazard("google_sql_database_instance", "database_version", "POSTGRES_15", "POSTGRES_16",
		sets("google_sql_database_instance", "maintenance_version", "1", "2"), "another version"),
	"resized": hazard("aws_instance", "instance_type", "t3.small", "t3.large",
		sets("aws_instance", "monitoring", false, true), "another setting"),
	"redundancy-off": hazard("aws_db_instance", "multi_az", true, false,
		sets("aws_db_instance", "multi_az", false, true), "switched on"),
	"storage-changed": hazard("aws_db_instance", "iops", number("3000"), number("1000"),
		sets("aws_db_instance", "iops", number("1000"), number("3000")), "raised"),
	"backup-reduced": hazard("aws_db_instance", "backup_retention_period", number("7"), number("0"),
		sets("aws_db_instance", "backup_retention_period", number("7"), number("14")), "raised"),
	"scaled-to-zero": append(
		hazard("kubernetes_deployment_v1", "spec.replicas", "3", "0", sets("kubernetes_deployment_v1", "spec.replicas", "3", "10"), "a number with a 0 in it"),
		ruleCase{kind: positive, name: "a group of the cloud", change: sets("aws_autoscaling_group", "desired_capacity", number("2"), number("0"))},
		ruleCase{kind: nearMiss, name: "one is left", change: sets("aws_autoscaling_group", "desired_capacity", number("2"), number("1"))},
		ruleCase{kind: nearMiss, name: "it was 0", change: sets("aws_autoscaling_group", "desired_capacity", number("0"), number("2"))},
	),
	"capacity-cut": append(
		hazard("aws_autoscaling_group", "desired_capacity", number("8"), number("1"), sets("aws_autoscaling_group", "desired_capacity", number("8"), number("3")), "more than a quarter stays"),
		ruleCase{kind: positive, name: "the most of a group of pods, as text", change: sets("kubernetes_deployment_v1", "spec.replicas", "10", "2")},
		ruleCase{kind: positive, name: "three to one", change: sets("aws_ecs_service", "desired_count", number("3"), number("1"))},
		ruleCase{kind: positive, name: "capacity of a table", change: with(sets("aws_dynamodb_table", "read_capacity", number("500"), number("1")), "billing_mode", "PROVISIONED")},
		ruleCase{kind: nearMiss, name: "two to one", change: sets("aws_ecs_service", "desired_count", number("2"), number("1"))},
		ruleCase{kind: nearMiss, name: "four to three", change: sets("aws_ecs_service", "desired_count", number("4"), number("3"))},
		ruleCase{kind: nearMiss, name: "three to two", change: sets("aws_ecs_service", "desired_count", number("3"), number("2"))},
		ruleCase{kind: nearMiss, name: "it grows", change: sets("aws_ecs_service", "desired_count", number("1"), number("10"))},
		ruleCase{kind: nearMiss, name: "nothing is left, which is more", change: sets("aws_ecs_service", "desired_count", number("10"), number("0"))},
		ruleCase{kind: nearMiss, name: "a table that is paid by request", change: with(sets("aws_dynamodb_table", "read_capacity", number("500"), number("1")), "billing_mode", "PAY_PER_REQUEST")},
	),
	"switched-off": hazard("aws_kms_key", "is_enabled", true, false,
		sets("aws_kms_key", "is_enabled", false, true), "switched on"),
	"public-access": append(
		hazard("aws_s3_bucket_public_access_block", "block_public_acls", true, false,
			sets("aws_s3_bucket_public_access_block", "block_public_acls", false, true), "switched on"),
		ruleCase{kind: positive, name: "a new function that everyone may call", change: plan.Change{
			Type: "aws_lambda_function_url", Action: plan.ActionCreate, After: plan.Object{"authorization_type": "NONE"},
		}},
		ruleCase{kind: nearMiss, name: "a new database of which it is not known yet", change: plan.Change{
			Type: "aws_db_instance", Action: plan.ActionCreate, Changed: []plan.Attribute{{Path: "publicly_accessible", Unknown: true}},
		}},
		ruleCase{kind: nearMiss, name: "a new function that asks who calls", change: plan.Change{
			Type: "aws_lambda_function_url", Action: plan.ActionCreate, After: plan.Object{"authorization_type": "AWS_IAM"},
		}},
	),
	"access-closed": hazard("aws_eks_cluster", "vpc_config.endpoint_public_access", true, false,
		sets("aws_eks_cluster", "vpc_config.endpoint_private_access", false, true), "another way in is opened"),
	"versioning-off": hazard("aws_s3_bucket_versioning", "versioning_configuration.status", "Enabled", "Suspended",
		sets("aws_s3_bucket_versioning", "versioning_configuration.status", "Suspended", "Enabled"), "switched on"),
	"record-changed": append(
		hazard("cloudflare_record", "content", "192.0.2.1", "192.0.2.2", sets("cloudflare_record", "comment", "a", "b"), "a comment"),
		ruleCase{kind: nearMiss, name: "the same addresses in another order", change: sets("aws_route53_record", "records", []any{"192.0.2.1", "192.0.2.2"}, []any{"192.0.2.2", "192.0.2.1"})},
	),
	"listener-changed": hazard("aws_lb_listener", "certificate_arn", "arn:a", "arn:b",
		sets("aws_lb_listener", "tcp_idle_timeout_seconds", number("60"), number("90")), "a timeout"),
	"health-check-changed": hazard("aws_lb_target_group", "health_check.path", "/", "/health",
		sets("aws_lb_target_group", "health_check.interval", number("10"), number("30")), "how often it asks"),
	"cluster-upgrade": hazard("aws_eks_cluster", "version", "1.30", "1.31",
		sets("aws_eks_cluster", "upgrade_policy.support_type", "STANDARD", "EXTENDED"), "how long it is supported"),
	"rotation-changed": hazard("google_sql_user", "password", "a", "b",
		sets("google_sql_user", "deletion_policy", "", "ABANDON"), "another attribute"),
	"retention-shortened": append(
		hazard("aws_cloudwatch_log_group", "retention_in_days", number("365"), number("30"),
			sets("aws_cloudwatch_log_group", "retention_in_days", number("30"), number("365")), "longer"),
		ruleCase{kind: positive, name: "from no end to a month", change: sets("aws_cloudwatch_log_group", "retention_in_days", number("0"), number("30"))},
		ruleCase{kind: nearMiss, name: "from a month to no end", change: sets("aws_cloudwatch_log_group", "retention_in_days", number("30"), number("0"))},
	),
	"expires-data": append(
		hazard("aws_dynamodb_table", "ttl.enabled", false, true, sets("aws_dynamodb_table", "ttl.enabled", true, false), "switched off"),
		ruleCase{kind: positive, name: "a prefix is lost", change: sets("aws_s3_bucket_lifecycle_configuration", "rule", expires("tmp/", "30"), expires("", "30"))},
		ruleCase{kind: positive, name: "sooner", change: sets("aws_s3_bucket_lifecycle_configuration", "rule", expires("tmp/", "30"), expires("tmp/", "7"))},
		ruleCase{kind: positive, name: "a new rule of Google", change: sets("google_storage_bucket", "lifecycle_rule", nil, deletes("30"))},
		ruleCase{kind: positive, name: "a first rule for a bucket that is there", change: plan.Change{
			Type: "aws_s3_bucket_lifecycle_configuration", Action: plan.ActionCreate, After: plan.Object{"bucket": "logs", "rule": expires("", "30")},
		}},
		ruleCase{kind: nearMiss, name: "a first rule for a bucket that the plan makes", change: plan.Change{
			Type: "aws_s3_bucket_lifecycle_configuration", Action: plan.ActionCreate, After: plan.Object{"rule": expires("", "30")},
		}},
		ruleCase{kind: nearMiss, name: "a new bucket with a rule", change: plan.Change{
			Type: "google_storage_bucket", Action: plan.ActionCreate, After: plan.Object{"lifecycle_rule": deletes("30")},
		}},
		ruleCase{kind: nearMiss, name: "later", change: sets("google_storage_bucket", "lifecycle_rule", deletes("30"), deletes("60"))},
		ruleCase{kind: nearMiss, name: "a longer prefix", change: sets("aws_s3_bucket_lifecycle_configuration", "rule", expires("tmp/", "30"), expires("tmp/a/", "30"))},
		ruleCase{kind: nearMiss, name: "rules in another order", change: sets("aws_s3_bucket_lifecycle_configuration", "rule",
			append(expires("a/", "30"), expires("b/", "7")...), append(expires("b/", "7"), expires("a/", "30")...))},
		ruleCase{kind: positive, name: "of Azure", change: sets("azurerm_storage_management_policy", "rule", blobs("90"), blobs("30"))},
		ruleCase{kind: nearMiss, name: "of Azure, later", change: sets("azurerm_storage_management_policy", "rule", blobs("30"), blobs("90"))},
	),
	"alarm-silenced": hazard("aws_cloudwatch_metric_alarm", "alarm_actions", []any{"arn:a", "arn:b"}, []any{"arn:b"},
		sets("aws_cloudwatch_metric_alarm", "alarm_actions", []any{"arn:a"}, []any{"arn:b", "arn:a"}), "one more is told"),
	"audit-off": hazard("aws_cloudtrail", "enable_logging", true, false,
		sets("aws_cloudtrail", "enable_logging", false, true), "switched on"),
	"disarmed": append(
		hazard("aws_s3_bucket", "force_destroy", false, true,
			sets("aws_s3_bucket", "force_destroy", true, false), "switched off"),
		ruleCase{kind: positive, name: "no final backup from now on", change: sets("aws_fsx_windows_file_system", "skip_final_backup", false, true)},
		ruleCase{kind: positive, name: "a zone with its records", change: sets("aws_route53_zone", "force_destroy", nil, true)},
		ruleCase{kind: nearMiss, name: "it was so before", change: sets("aws_fsx_windows_file_system", "skip_final_backup", true, true)},
		ruleCase{kind: nearMiss, name: "a new object", change: plan.Change{
			Type: "aws_fsx_windows_file_system", Action: plan.ActionCreate, After: plan.Object{"skip_final_backup": true},
		}},
	),
	"key-changed": hazard("aws_secretsmanager_secret", "kms_key_id", "a", "b",
		sets("aws_secretsmanager_secret", "recovery_window_in_days", number("7"), number("30")), "another attribute"),
	"route-changed": hazard("aws_route_table", "route", []any{map[string]any{"cidr_block": "10.0.0.0/8"}, map[string]any{"cidr_block": "0.0.0.0/0"}},
		[]any{map[string]any{"cidr_block": "0.0.0.0/0"}},
		sets("aws_route_table", "route", []any{map[string]any{"cidr_block": "0.0.0.0/0"}}, []any{map[string]any{"cidr_block": "10.0.0.0/8"}, map[string]any{"cidr_block": "0.0.0.0/0"}}), "one more route"),
	"detached": hazard("aws_lb", "security_groups", []any{"sg-1", "sg-2"}, []any{"sg-2"},
		sets("aws_lb", "security_groups", []any{"sg-1"}, []any{"sg-2", "sg-1"}), "one more is attached"),
	"encryption-off": hazard("azurerm_storage_account", "https_traffic_only_enabled", true, false,
		sets("azurerm_storage_account", "https_traffic_only_enabled", false, true), "switched on"),
	"guardrail-off": hazard("aws_iam_role", "permissions_boundary", "arn:a", "",
		sets("aws_iam_role", "permissions_boundary", "arn:a", "arn:b"), "another one"),
	"locked-for-good": append(
		hazard("google_storage_bucket", "retention_policy.is_locked", false, true,
			sets("google_storage_bucket", "retention_policy.retention_period", number("60"), number("90")), "longer, and not locked"),
		ruleCase{kind: positive, name: "a vault in compliance mode", change: plan.Change{
			Type: "aws_backup_vault_lock_configuration", Action: plan.ActionCreate, After: plan.Object{"changeable_for_days": number("3")},
		}},
		ruleCase{kind: nearMiss, name: "a vault in governance mode", change: plan.Change{
			Type: "aws_backup_vault_lock_configuration", Action: plan.ActionCreate, After: plan.Object{"min_retention_days": number("7")},
		}},
		ruleCase{kind: positive, name: "objects in compliance mode", change: plan.Change{
			Type: "aws_s3_bucket_object_lock_configuration", Action: plan.ActionCreate, After: at("rule.default_retention.mode", "COMPLIANCE"),
		}},
		ruleCase{kind: nearMiss, name: "objects in governance mode", change: plan.Change{
			Type: "aws_s3_bucket_object_lock_configuration", Action: plan.ActionCreate, After: at("rule.default_retention.mode", "GOVERNANCE"),
		}},
		ruleCase{kind: positive, name: "blobs", change: sets("azurerm_storage_container_immutability_policy", "locked", false, true)},
	),
	"renamed": hazard("aws_db_instance", "identifier", "a", "b",
		sets("aws_db_instance", "copy_tags_to_snapshot", false, true), "another attribute"),
	"update-refused": {
		{kind: positive, name: "another major version with the parameter group of the old one", change: with(sets("aws_db_instance", "engine_version", "15.4", "16.3"), "parameter_group_name", "shop-pg15")},
		{kind: positive, name: "a cluster", change: with(sets("aws_rds_cluster", "engine_version", "15.4", "16.3"), "db_cluster_parameter_group_name", "shop-pg15")},
		{kind: positive, name: "no backups, and a replica", held: []string{"aws_db_instance.replica"}, change: sets("aws_db_instance", "backup_retention_period", number("7"), number("0"))},
		{kind: negative, name: "a minor version", change: with(sets("aws_db_instance", "engine_version", "15.4", "15.6"), "parameter_group_name", "shop-pg15")},
		{kind: nearMiss, name: "the parameter group of AWS", change: with(sets("aws_db_instance", "engine_version", "15.4", "16.3"), "parameter_group_name", "default.postgres15")},
		{kind: nearMiss, name: "another parameter group", change: plan.Change{
			Type: "aws_db_instance", Action: plan.ActionUpdate,
			Before:  plan.Object{"engine_version": "15.4", "parameter_group_name": "shop-pg15"},
			After:   plan.Object{"engine_version": "16.3", "parameter_group_name": "shop-pg16"},
			Changed: []plan.Attribute{{Path: "engine_version", Before: "15.4", After: "16.3"}, {Path: "parameter_group_name", Before: "shop-pg15", After: "shop-pg16"}},
		}},
		{kind: nearMiss, name: "a parameter group that is known after apply", change: plan.Change{
			Type: "aws_db_instance", Action: plan.ActionUpdate,
			Before:  plan.Object{"engine_version": "15.4", "parameter_group_name": "shop-pg15"},
			After:   plan.Object{"engine_version": "16.3"},
			Changed: []plan.Attribute{{Path: "engine_version", Before: "15.4", After: "16.3"}, {Path: "parameter_group_name", Before: "shop-pg15", Unknown: true}},
		}},
		{kind: nearMiss, name: "no backups, and no replica", change: sets("aws_db_instance", "backup_retention_period", number("7"), number("0"))},
	},
	"part-dropped": hazard("aws_dynamodb_table", "stream_enabled", true, false,
		sets("aws_dynamodb_table", "stream_enabled", false, true), "switched on"),
	"points-elsewhere": append(
		hazard("google_pubsub_subscription", "push_config.push_endpoint", "https://a.example", "https://b.example",
			sets("google_pubsub_subscription", "ack_deadline_seconds", number("10"), number("20")), "another attribute"),
		ruleCase{kind: positive, name: "the environment of a function", change: sets("aws_lambda_function", "environment.variables",
			map[string]any{"DB_HOST": "a", "LOG_LEVEL": "info"}, map[string]any{"DB_HOST": "b", "LOG_LEVEL": "info"})},
		ruleCase{kind: positive, name: "the environment of a container", change: plan.Change{
			Type: "aws_ecs_task_definition", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"container_definitions": `[{"name":"app","environment":[{"name":"QUEUE_URL","value":"a"}]}]`},
			After:  plan.Object{"container_definitions": `[{"name":"app","environment":[{"name":"QUEUE_URL","value":"b"}]}]`},
		}},
		ruleCase{kind: positive, name: "a service of Cloud Run, first version", change: sets("google_cloud_run_service", "template",
			environment("spec", "containers", "DB_HOST", "a"), environment("spec", "containers", "DB_HOST", "b"))},
		ruleCase{kind: positive, name: "a container app", change: sets("azurerm_container_app", "template",
			environment("container", "", "ORDERS_URL", "a"), environment("container", "", "ORDERS_URL", "b"))},
		ruleCase{kind: positive, name: "a pod's container", change: sets("kubernetes_pod", "spec",
			environment("container", "", "brokerAddress", "a"), environment("container", "", "brokerAddress", "b"))},
		ruleCase{kind: positive, name: "the settings of an app", change: sets("azurerm_linux_web_app", "app_settings",
			map[string]any{"ConnectionStrings__Default": "a"}, map[string]any{"ConnectionStrings__Default": "b"})},
		ruleCase{kind: positive, name: "the data of a config map", change: sets("kubernetes_config_map_v1", "data",
			map[string]any{"DATABASE_HOST": "a"}, map[string]any{"DATABASE_HOST": "b"})},
		ruleCase{kind: positive, name: "a batch job", change: sets("aws_batch_job_definition", "container_properties",
			`{"image":"x","environment":[{"name":"BUCKET","value":"a"}]}`, `{"image":"x","environment":[{"name":"BUCKET","value":"b"}]}`)},
		ruleCase{kind: nearMiss, name: "a file in a config map", change: sets("kubernetes_config_map_v1", "data",
			map[string]any{"app.properties": "a"}, map[string]any{"app.properties": "b"})},
		ruleCase{kind: nearMiss, name: "data of another kind", change: sets("acme_thing", "data",
			map[string]any{"DATABASE_HOST": "a"}, map[string]any{"DATABASE_HOST": "b"})},
		ruleCase{kind: nearMiss, name: "a new image", change: sets("aws_batch_job_definition", "container_properties",
			`{"image":"x","environment":[{"name":"BUCKET","value":"a"}]}`, `{"image":"y","environment":[{"name":"BUCKET","value":"a"}]}`)},
		ruleCase{kind: nearMiss, name: "a variable that is no place", change: sets("aws_lambda_function", "environment.variables",
			map[string]any{"DB_HOST": "a", "LOG_LEVEL": "info"}, map[string]any{"DB_HOST": "a", "LOG_LEVEL": "debug"})},
		ruleCase{kind: nearMiss, name: "one more variable", change: sets("azurerm_linux_web_app", "app_settings",
			map[string]any{"DB_HOST": "a"}, map[string]any{"DB_HOST": "a", "CACHE_HOST": "b"})},
	),
	"ingress-moved": {
		gone("the same in a rule of its own", positive, newRule("10.0.0.0/16", "443", "443")),
		gone("wider, in sources and ports", positive, newRule("10.0.0.0/8", "1", "1024")),
		gone("two halves", positive, newRule("10.0.0.0/17", "443", "443"), newRule("10.0.128.0/17", "443", "443")),
		gone("half of the sources", nearMiss, newRule("10.0.0.0/17", "443", "443")),
		gone("another port", nearMiss, newRule("10.0.0.0/16", "8443", "8443")),
		gone("nothing beside it", negative),
		swapped("a tag more", positive, "google_compute_firewall", googleRule("db", "1000"), googleRule("db", "900")),
		swapped("for other machines", nearMiss, "google_compute_firewall", googleRule("db", "1000"), googleRule("cache", "1000")),
		swapped("behind what may deny it", nearMiss, "google_compute_firewall", googleRule("db", "1000"), googleRule("db", "65000")),
		swapped("to everywhere", positive, "azurerm_network_security_rule", azureRule("10.1.0.0/16", "200"), azureRule("*", "100")),
		swapped("an earlier rule of the list", positive, "aws_network_acl_rule", listRule("100", "allow"), listRule("90", "allow")),
		swapped("a later rule of the list", nearMiss, "aws_network_acl_rule", listRule("100", "allow"), listRule("200", "allow")),
		swapped("a rule that denies", nearMiss, "aws_network_acl_rule", listRule("100", "allow"), listRule("90", "deny")),
		swapped("to somewhere else", nearMiss, "azurerm_network_security_rule", azureRule("10.1.0.0/16", "200"), azureRule("10.2.0.0/16", "100")),
	},
	"ingress-removed": append(
		slices.Concat([]ruleCase{
			gone("half of the sources go on", positive, newRule("10.0.0.0/17", "443", "443")),
			gone("all of the sources go on", nearMiss, newRule("10.0.0.0/16", "443", "443")),
			{kind: positive, name: "a rule of OpenStack", change: plan.Change{Type: "openstack_networking_secgroup_rule_v2", Action: plan.ActionDelete, Before: plan.Object{
				"direction": "ingress", "ethertype": "IPv4", "protocol": "tcp", "port_range_min": number("22"), "port_range_max": number("22"), "remote_ip_prefix": "10.0.0.0/8",
			}}},
		}, hazard("aws_security_group", "ingress",
			[]any{ingress("443"), ingress("22")}, []any{ingress("443")},
			sets("aws_security_group", "ingress", []any{ingress("443")}, []any{ingress("22"), ingress("443")}), "one more rule")),
		ruleCase{kind: positive, name: "the rule is deleted", change: plan.Change{
			Type: "aws_vpc_security_group_ingress_rule", Action: plan.ActionDelete,
			Before: plan.Object{"cidr_ipv4": "10.0.0.0/8", "from_port": number("22"), "to_port": number("22"), "ip_protocol": "tcp"},
		}},
		ruleCase{kind: nearMiss, name: "an outbound rule is deleted", change: plan.Change{
			Type: "aws_security_group_rule", Action: plan.ActionDelete,
			Before: plan.Object{"type": "egress", "cidr_blocks": []any{"0.0.0.0/0"}, "protocol": "-1"},
		}},
		ruleCase{kind: positive, name: "from a part of the network only", change: sets("aws_security_group", "ingress",
			[]any{map[string]any{"cidr_blocks": []any{"10.1.0.0/16"}, "protocol": "-1"}},
			[]any{map[string]any{"cidr_blocks": []any{"10.1.4.0/24"}, "protocol": "-1"}})},
		ruleCase{kind: nearMiss, name: "from a wider network", change: sets("aws_security_group", "ingress",
			[]any{map[string]any{"cidr_blocks": []any{"10.1.4.0/24"}, "protocol": "-1"}},
			[]any{map[string]any{"cidr_blocks": []any{"10.1.0.0/16"}, "protocol": "-1"}})},
		ruleCase{kind: nearMiss, name: "only the description of a rule changes", change: sets("aws_security_group", "ingress",
			[]any{map[string]any{"cidr_blocks": []any{"10.0.0.0/8"}, "protocol": "-1", "description": "a"}},
			[]any{map[string]any{"cidr_blocks": []any{"10.0.0.0/8"}, "protocol": "-1", "description": "b"}})},
	),
}

// gone is a rule of a group that is deleted, and beside what the plan makes for it.
func gone(name string, k kind, beside ...plan.Change) ruleCase {
	c := ruleCase{kind: k, name: name, change: plan.Change{Type: "aws_security_group_rule", Action: plan.ActionDelete, Before: plan.Object{
		"type": "ingress", "security_group_id": "sg-1", "cidr_blocks": []any{"10.0.0.0/16"}, "protocol": "tcp", "from_port": number("443"), "to_port": number("443"),
	}}}
	for i := range beside {
		c.beside = append(c.beside, rules.Beside{Change: &beside[i]})
	}
	return c
}

// newRule is a new rule for a source.
func newRule(source, from, to string) plan.Change {
	return plan.Change{
		Type: "aws_vpc_security_group_ingress_rule", Address: "aws_vpc_security_group_ingress_rule.new", Action: plan.ActionCreate,
		After: plan.Object{"security_group_id": "sg-1", "cidr_ipv4": source, "ip_protocol": "tcp", "from_port": number(from), "to_port": number(to)},
	}
}

// googleRule is a firewall rule of Google for a tag.
func googleRule(tag, priority string) plan.Object {
	return plan.Object{
		"direction": "INGRESS", "network": "main", "priority": number(priority), "target_tags": []any{tag}, "source_ranges": []any{"10.0.0.0/8"},
		"allow": []any{map[string]any{"protocol": "tcp", "ports": []any{"5432"}}},
	}
}

// azureRule is a rule of a network security group to a destination.
func azureRule(destination, priority string) plan.Object {
	return plan.Object{
		"direction": "Inbound", "access": "Allow", "protocol": "Tcp", "priority": number(priority), "source_port_range": "*", "destination_port_range": "443",
		"source_address_prefix": "10.0.0.0/8", "destination_address_prefix": destination, "resource_group_name": "rg", "network_security_group_name": "nsg",
	}
}

// listRule is a rule of an access list of AWS.
func listRule(place, action string) plan.Object {
	return plan.Object{
		"network_acl_id": "acl-1", "rule_number": number(place), "rule_action": action, "egress": false, "protocol": "6",
		"cidr_block": "10.0.0.0/8", "from_port": number("443"), "to_port": number("443"),
	}
}

// swapped deletes one object and makes another one of its type beside it.
func swapped(name string, k kind, resourceType string, before, after plan.Object) ruleCase {
	return ruleCase{
		kind: k, name: name, lowers: resourceType == "google_compute_firewall",
		change: plan.Change{Type: resourceType, Action: plan.ActionDelete, Before: before},
		beside: []rules.Beside{{Change: &plan.Change{Type: resourceType, Address: resourceType + ".new", Action: plan.ActionCreate, After: after}}},
	}
}

// ingress lets the private network in through a port.
func ingress(port string) map[string]any {
	return map[string]any{"protocol": "tcp", "from_port": number(port), "to_port": number(port), "cidr_blocks": []any{"10.0.0.0/8"}}
}

// expires is a lifecycle rule of S3.
func expires(prefix, days string) []any {
	return []any{map[string]any{
		"status": "Enabled", "filter": []any{map[string]any{"prefix": prefix}}, "expiration": []any{map[string]any{"days": number(days)}},
	}}
}

// deletes is a lifecycle rule of Cloud Storage.
func deletes(age string) []any {
	return []any{map[string]any{"action": []any{map[string]any{"type": "Delete"}}, "condition": []any{map[string]any{"age": number(age)}}}}
}

// blobs is a lifecycle rule of Azure.
func blobs(days string) []any {
	return []any{map[string]any{
		"enabled": true, "filters": []any{map[string]any{"prefix_match": []any{"logs/"}}},
		"actions": []any{map[string]any{"base_blob": []any{map[string]any{"delete_after_days_since_modification_greater_than": number(days)}}}},
	}}
}

// environment is a variable in the environment of a container, which lies in a block, or
// in a block within one.
func environment(block, inner, name, value string) []any {
	env := []any{map[string]any{"env": []any{map[string]any{"name": name, "value": value}}}}
	if inner != "" {
		env = []any{map[string]any{inner: env}}
	}
	return []any{map[string]any{block: env}}
}
