package rules_test

import (
	"encoding/json"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// kind says what a case shows of its rule. A near miss lacks one thing of a positive.
type kind string

const (
	positive kind = "positive"
	negative kind = "negative"
	nearMiss kind = "near miss"
)

// ruleCase is one input of a rule. Change and impact rules see the change, plan rules
// the plan.
type ruleCase struct {
	kind        kind
	name        string
	change      plan.Change
	provisioned bool
	forcedBy    []rules.Origin
	possible    bool
	companions  []rules.Companion
	unchanged   int
	// shifted, dependents and leaving are what the passes call so.
	shifted, inserted   bool
	held                []string
	twin                string
	dependents, leaving int
	acts                *rules.Acting
	score               int
	ownerIsNew          bool
	takesBack           []string
	users               []rules.User
	superseded          bool
	goneFirst           []string
	outside             *rules.Outside
	beside              []rules.Beside
	standing            []*plan.Change
	plan                plan.Plan
	existing            int
	disruptive          int
	// pass, if it is set, is all that a plan rule sees, but for the tables.
	pass *rules.PlanPass
	// lowers is true where a positive takes points away.
	lowers bool
}

func no() *bool { return new(false) }

func replaceOf(resourceType string, order plan.Order) plan.Change {
	return plan.Change{Type: resourceType, Action: plan.ActionReplace, Order: order}
}

func because(c plan.Change, reason tfjson.ActionReason) plan.Change {
	c.Reason = reason
	return c
}

// acting is what an instance of a type acts on: a number of unchanged instances.
func acting(resourceType string, unchanged int, lasting bool) *rules.Acting {
	table, err := knowledge.Builtin()
	if err != nil {
		return nil
	}
	row, ok := table.ActsOn(resourceType)
	if !ok {
		return nil
	}
	return &rules.Acting{Row: row, On: "aws_subnet.app", Unchanged: unchanged, Reach: unchanged, Lasting: lasting}
}

func changes(list ...plan.Change) plan.Plan {
	var p plan.Plan
	for _, c := range list {
		p.Changes = append(p.Changes, &c)
	}
	return p
}

// changeCases holds the cases of the rules that look at one change.
var changeCases = map[string][]ruleCase{
	"class-action": {
		{kind: nearMiss, name: "a data source of the same type", change: plan.Change{Type: "aws_db_instance", Mode: tfjson.DataResourceMode, Action: plan.ActionDelete}},
		{kind: positive, name: "a delete", change: plan.Change{Type: "aws_db_instance", Action: plan.ActionDelete}},
		{kind: positive, name: "an action of unknown name", change: plan.Change{Type: "aws_db_instance", Action: "melt"}},
		{kind: positive, name: "a deferred delete", change: plan.Change{Type: "aws_db_instance", Action: plan.ActionDelete, Deferred: "unknown"}},
		{kind: negative, name: "a no-op", change: plan.Change{Type: "aws_db_instance", Action: plan.ActionNoOp}},
		{kind: negative, name: "a data source is read", change: plan.Change{Type: "aws_db_instance", Mode: tfjson.DataResourceMode, Action: plan.ActionRead}},
		{kind: nearMiss, name: "a move and nothing else", change: plan.Change{Type: "aws_db_instance", Address: "aws_db_instance.b", PreviousAddress: "aws_db_instance.a", Action: plan.ActionNoOp}},
	},
	"routine": {
		{kind: positive, lowers: true, name: "a new revision", change: replaceOf("aws_ecs_task_definition", plan.DestroyBeforeCreate)},
		{kind: negative, name: "a database", change: replaceOf("aws_db_instance", plan.DestroyBeforeCreate)},
		{kind: nearMiss, name: "the same type in place", change: plan.Change{Type: "aws_ecs_task_definition", Action: plan.ActionUpdate}},
	},
	"opened-to-world": {
		{kind: positive, name: "a rule opened to everyone", change: plan.Change{
			Type: "aws_security_group", Action: plan.ActionUpdate,
			Before: plan.Object{"ingress": []any{map[string]any{"cidr_blocks": []any{"10.0.0.0/8"}}}},
			After:  plan.Object{"ingress": []any{map[string]any{"cidr_blocks": []any{"10.0.0.0/8", "0.0.0.0/0"}}}},
		}},
		{kind: positive, name: "a new rule open to everyone", change: plan.Change{
			Type: "aws_vpc_security_group_ingress_rule", Action: plan.ActionCreate, After: plan.Object{"cidr_ipv6": "::/0"},
		}},
		{kind: negative, name: "a rule for a network", change: plan.Change{
			Type: "aws_vpc_security_group_ingress_rule", Action: plan.ActionCreate, After: plan.Object{"cidr_ipv4": "10.0.0.0/8"},
		}},
		{kind: nearMiss, name: "it was open before", change: plan.Change{
			Type: "aws_security_group", Action: plan.ActionUpdate,
			Before: plan.Object{"ingress": []any{map[string]any{"cidr_blocks": []any{"0.0.0.0/0"}}}},
			After:  plan.Object{"ingress": []any{map[string]any{}, map[string]any{"cidr_blocks": []any{"0.0.0.0/0"}}}},
		}},
		{kind: nearMiss, name: "what goes out", change: plan.Change{
			Type: "google_compute_firewall", Action: plan.ActionUpdate, Before: plan.Object{},
			After: plan.Object{"direction": "EGRESS", "source_ranges": []any{"0.0.0.0/0"}},
		}},
		{kind: positive, name: "two halves of the internet", change: plan.Change{
			Type: "aws_security_group_rule", Action: plan.ActionCreate,
			After: plan.Object{"type": "ingress", "protocol": "tcp", "from_port": number("22"), "to_port": number("22"), "cidr_blocks": []any{"0.0.0.0/1", "128.0.0.0/1"}},
		}},
		{kind: positive, name: "a database for every address", change: plan.Change{
			Type: "azurerm_mssql_firewall_rule", Action: plan.ActionCreate, After: plan.Object{"start_ip_address": "1.0.0.0", "end_ip_address": "255.255.255.254"},
		}},
		{kind: positive, name: "a database for all that runs in Azure", change: plan.Change{
			Type: "azurerm_mssql_firewall_rule", Action: plan.ActionCreate, After: plan.Object{"start_ip_address": "0.0.0.0", "end_ip_address": "0.0.0.0"},
		}},
		{kind: nearMiss, name: "a database for one office", change: plan.Change{
			Type: "azurerm_mssql_firewall_rule", Action: plan.ActionCreate, After: plan.Object{"start_ip_address": "81.2.69.1", "end_ip_address": "81.2.69.254"},
		}},
		{kind: nearMiss, name: "a database for the private network", change: plan.Change{
			Type: "azurerm_mssql_firewall_rule", Action: plan.ActionCreate, After: plan.Object{"start_ip_address": "10.0.0.0", "end_ip_address": "10.255.255.255"},
		}},
		{kind: positive, name: "an access list of Atlas", change: plan.Change{
			Type: "mongodbatlas_project_ip_access_list", Action: plan.ActionCreate, After: plan.Object{"cidr_block": "0.0.0.0/0"},
		}},
		{kind: negative, name: "an access list of Atlas, one address", change: plan.Change{
			Type: "mongodbatlas_project_ip_access_list", Action: plan.ActionCreate, After: plan.Object{"ip_address": "81.2.69.7"},
		}},
		{kind: positive, name: "a firewall of DigitalOcean", change: sets("digitalocean_firewall", "inbound_rule",
			[]any{map[string]any{"protocol": "tcp", "port_range": "5432", "source_addresses": []any{"10.0.0.0/8"}}},
			[]any{map[string]any{"protocol": "tcp", "port_range": "5432", "source_addresses": []any{"0.0.0.0/0", "::/0"}}})},
		{kind: positive, name: "a firewall of Hetzner", change: plan.Change{
			Type: "hcloud_firewall", Action: plan.ActionCreate,
			After: plan.Object{"rule": []any{map[string]any{"direction": "in", "protocol": "tcp", "port": "any", "source_ips": []any{"::/0"}}}},
		}},
		{kind: nearMiss, name: "a firewall of Hetzner, what goes out", change: plan.Change{
			Type: "hcloud_firewall", Action: plan.ActionCreate,
			After: plan.Object{"rule": []any{map[string]any{"direction": "out", "protocol": "tcp", "port": "any", "source_ips": []any{"::/0"}}}},
		}},
		{kind: positive, name: "a firewall of Linode", change: plan.Change{
			Type: "linode_firewall", Action: plan.ActionCreate,
			After: plan.Object{"inbound": []any{map[string]any{"action": "ACCEPT", "protocol": "TCP", "ports": "22, 8000-8100", "ipv4": []any{"0.0.0.0/0"}}}},
		}},
		{kind: nearMiss, name: "a firewall of Linode that drops", change: plan.Change{
			Type: "linode_firewall", Action: plan.ActionCreate,
			After: plan.Object{"inbound": []any{map[string]any{"action": "DROP", "protocol": "TCP", "ports": "22", "ipv4": []any{"0.0.0.0/0"}}}},
		}},
		{kind: positive, name: "sources of a type that nobody knows", change: sets("acme_gate", "source_ranges", []any{"10.0.0.0/8"}, []any{"54.0.0.0/8"})},
		{kind: nearMiss, name: "half of the internet was let in before", change: sets("acme_gate", "source_ranges", []any{"0.0.0.0/0"}, []any{"128.0.0.0/1", "0.0.0.0/1"})},
		{kind: nearMiss, name: "a route to everywhere", change: plan.Change{
			Type: "aws_route", Action: plan.ActionCreate, After: plan.Object{"destination_cidr_block": "0.0.0.0/0"},
		}},
	},
	"list-moved": {
		{kind: positive, name: "the last server of a list", shifted: true, change: plan.Change{Type: "aws_instance", Action: plan.ActionDelete}},
		{kind: positive, name: "a server behind a new element", inserted: true, change: replaceOf("aws_instance", plan.DestroyBeforeCreate)},
		{kind: negative, name: "no list moved", change: plan.Change{Type: "aws_instance", Action: plan.ActionDelete}},
		{kind: nearMiss, name: "what is replaced every day", shifted: true, change: replaceOf("aws_ecs_task_definition", plan.DestroyBeforeCreate)},
	},
	"users-go-too": {
		{kind: positive, lowers: true, name: "a role and its only user", dependents: 2, leaving: 2, change: plan.Change{Type: "aws_iam_role", Action: plan.ActionDelete}},
		{kind: negative, name: "one of its users stays", dependents: 2, leaving: 1, change: plan.Change{Type: "aws_iam_role", Action: plan.ActionDelete}},
		{kind: nearMiss, name: "nobody is known to use it", change: plan.Change{Type: "aws_iam_role", Action: plan.ActionDelete}},
		{kind: nearMiss, name: "a pipeline signs in with it", dependents: 2, leaving: 2, change: plan.Change{
			Type: "aws_iam_role", Action: plan.ActionDelete, Before: plan.Object{"name": "github-actions-deploy"},
		}},
		{kind: nearMiss, name: "a database", dependents: 2, leaving: 2, change: plan.Change{Type: "aws_db_instance", Action: plan.ActionDelete}},
	},
	"name-collision": {
		{kind: positive, name: "another of the name is created where one is deleted", twin: "aws_iam_role.b", change: plan.Change{Type: "aws_iam_role", Action: plan.ActionDelete, Before: plan.Object{"name": "a"}}},
		{kind: nearMiss, name: "one is deleted, and none of the name is created", change: plan.Change{Type: "aws_iam_role", Action: plan.ActionDelete, Before: plan.Object{"name": "a"}}},
		{kind: positive, name: "created first with the same name", change: plan.Change{
			Type: "aws_lb", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"name": "web"}, After: plan.Object{"name": "web"},
		}},
		{kind: negative, name: "destroyed first", change: plan.Change{
			Type: "aws_lb", Action: plan.ActionReplace, Order: plan.DestroyBeforeCreate,
			Before: plan.Object{"name": "web"}, After: plan.Object{"name": "web"},
		}},
		{kind: positive, name: "a subnet with the same range in the same network", change: plan.Change{
			Type: "aws_subnet", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24", "availability_zone": "a"},
			After:  plan.Object{"vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24", "availability_zone": "b"},
		}},
		{kind: nearMiss, name: "a subnet with another range", change: plan.Change{
			Type: "aws_subnet", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24"}, After: plan.Object{"vpc_id": "vpc-1", "cidr_block": "10.0.1.0/24"},
		}},
		{kind: nearMiss, name: "a subnet in a network that is not known yet", change: plan.Change{
			Type: "aws_subnet", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"vpc_id": "vpc-1", "cidr_block": "10.0.0.0/24"}, After: plan.Object{"cidr_block": "10.0.0.0/24"},
			Changed: []plan.Attribute{{Path: "vpc_id", Unknown: true}},
		}},
		{kind: positive, name: "a volume is attached once", change: plan.Change{
			Type: "aws_volume_attachment", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"volume_id": "vol-1", "instance_id": "i-1"}, After: plan.Object{"volume_id": "vol-1"},
		}},
		{kind: negative, name: "a volume is detached first", change: plan.Change{
			Type: "aws_volume_attachment", Action: plan.ActionReplace, Order: plan.DestroyBeforeCreate,
			Before: plan.Object{"volume_id": "vol-1", "instance_id": "i-1"}, After: plan.Object{"volume_id": "vol-1"},
		}},
		{kind: positive, name: "what both lack is the same", change: plan.Change{
			Type: "aws_route_table_association", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"subnet_id": "subnet-1", "gateway_id": nil}, After: plan.Object{"subnet_id": "subnet-1", "gateway_id": nil},
		}},
		{kind: nearMiss, name: "what one lacks is to come", change: plan.Change{
			Type: "aws_route_table_association", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"subnet_id": "subnet-1"}, After: plan.Object{"subnet_id": "subnet-1"},
			Changed: []plan.Attribute{{Path: "gateway_id", Unknown: true}},
		}},
		{kind: nearMiss, name: "what may be the same is missing on both sides", change: plan.Change{
			Type: "aws_internet_gateway", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"vpc_id": nil}, After: plan.Object{"vpc_id": nil},
		}},
		{kind: positive, name: "an endpoint with the private name", change: plan.Change{
			Type: "aws_vpc_endpoint", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"vpc_id": "vpc-1", "service_name": "s", "private_dns_enabled": true}, After: plan.Object{"vpc_id": "vpc-1", "service_name": "s"},
		}},
		{kind: nearMiss, name: "an endpoint without one", change: plan.Change{
			Type: "aws_vpc_endpoint", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"vpc_id": "vpc-1", "service_name": "s", "private_dns_enabled": false}, After: plan.Object{"vpc_id": "vpc-1", "service_name": "s"},
		}},
		{kind: positive, name: "an object of Kubernetes with its name", change: plan.Change{
			Type: "kubernetes_deployment_v1", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"metadata": []any{map[string]any{"name": "web", "namespace": "shop"}}},
			After:  plan.Object{"metadata": []any{map[string]any{"name": "web", "namespace": "shop"}}},
		}},
		{kind: nearMiss, name: "an object of Kubernetes in another namespace", change: plan.Change{
			Type: "kubernetes_deployment_v1", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"metadata": []any{map[string]any{"name": "web", "namespace": "shop"}}},
			After:  plan.Object{"metadata": []any{map[string]any{"name": "web", "namespace": "store"}}},
		}},
		{kind: positive, name: "a name that only its type has", change: plan.Change{
			Type: "aws_mq_broker", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"broker_name": "orders"}, After: plan.Object{"broker_name": "orders"},
		}},
		{kind: positive, name: "a name that others hold", change: plan.Change{
			Type: "aws_lambda_function", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"function_name": "orders"}, After: plan.Object{"function_name": "orders"},
		}},
		{kind: nearMiss, name: "the name of what it belongs to", change: plan.Change{
			Type: "aws_rds_cluster_instance", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"cluster_identifier": "orders", "identifier": "a"}, After: plan.Object{"cluster_identifier": "orders", "identifier": "b"},
		}},
		{kind: nearMiss, name: "a name that repeats", change: plan.Change{
			Type: "aws_api_gateway_rest_api", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"name": "web"}, After: plan.Object{"name": "web"},
		}},
		{kind: nearMiss, name: "a name in another group", change: plan.Change{
			Type: "azurerm_virtual_network", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"name": "main", "resource_group_name": "a"}, After: plan.Object{"name": "main", "resource_group_name": "b"},
		}},
		{kind: nearMiss, name: "a revision of a family", change: plan.Change{
			Type: "aws_ecs_task_definition", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"family": "web"}, After: plan.Object{"family": "web"},
		}},
		{kind: nearMiss, name: "the name is made anew", change: plan.Change{
			Type: "aws_lb", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
			Before: plan.Object{"name": "web-1"}, After: plan.Object{"name_prefix": "web-"},
		}},
	},
	"protection-off": {
		{kind: positive, name: "deletion protection off", change: plan.Change{
			Type: "aws_db_instance", Action: plan.ActionUpdate,
			Before: plan.Object{"deletion_protection": true}, After: plan.Object{"deletion_protection": false},
		}},
		{kind: negative, name: "it was off", change: plan.Change{
			Type: "aws_db_instance", Action: plan.ActionUpdate,
			Before: plan.Object{"deletion_protection": false}, After: plan.Object{"deletion_protection": false},
		}},
		{kind: nearMiss, name: "switched on", change: plan.Change{
			Type: "aws_db_instance", Action: plan.ActionUpdate,
			Before: plan.Object{"deletion_protection": false}, After: plan.Object{"deletion_protection": true},
		}},
	},
	"data-loss": {
		{kind: positive, name: "a database without a final snapshot", change: plan.Change{
			Type: "aws_db_instance", Action: plan.ActionDelete, Before: plan.Object{"skip_final_snapshot": true},
		}},
		{kind: positive, name: "a replace loses as much", change: replaceOf("aws_dynamodb_table", plan.CreateBeforeDestroy)},
		{kind: negative, name: "an update", change: plan.Change{Type: "aws_db_instance", Action: plan.ActionUpdate}},
		{kind: negative, name: "a server holds nothing", change: plan.Change{Type: "aws_instance", Action: plan.ActionDelete}},
		{kind: nearMiss, name: "a final snapshot is taken", change: plan.Change{
			Type: "aws_db_instance", Action: plan.ActionDelete, Before: plan.Object{"skip_final_snapshot": false},
		}},
	},
	"replace-order": {
		{kind: positive, name: "destroyed first", change: replaceOf("aws_instance", plan.DestroyBeforeCreate)},
		{kind: positive, lowers: true, name: "created first", change: replaceOf("aws_instance", plan.CreateBeforeDestroy)},
		{kind: negative, name: "a delete has no order", change: plan.Change{Type: "aws_instance", Action: plan.ActionDelete}},
		{kind: nearMiss, name: "the old one is forgotten", change: replaceOf("aws_instance", plan.CreateThenForget)},
		{kind: nearMiss, name: "created first, of a type that nothing is known about", change: replaceOf("acme_thing", plan.CreateBeforeDestroy)},
		{kind: nearMiss, name: "created first, and empty", change: replaceOf("aws_dynamodb_table", plan.CreateBeforeDestroy)},
	},
	"circumstance": {
		{kind: positive, name: "force_destroy is set", change: plan.Change{
			Type: "aws_s3_bucket", Action: plan.ActionDelete, Before: plan.Object{"force_destroy": true},
		}},
		{kind: positive, lowers: true, name: "termination protection", change: plan.Change{
			Type: "aws_instance", Action: plan.ActionDelete, Before: plan.Object{"disable_api_termination": true, "force_destroy": nil},
		}},
		{kind: positive, name: "termination protection, and force_destroy", change: plan.Change{
			Type: "aws_instance", Action: plan.ActionDelete, Before: plan.Object{"disable_api_termination": true, "force_destroy": true},
		}},
		{kind: positive, name: "termination protection, in a version that switches it off", change: plan.Change{
			Type: "aws_instance", Action: plan.ActionDelete, Before: plan.Object{"disable_api_termination": true},
		}},
		{kind: nearMiss, name: "force_destroy, and nothing is protected", change: plan.Change{
			Type: "aws_instance", Action: plan.ActionDelete, Before: plan.Object{"disable_api_termination": false, "force_destroy": true},
		}},
		{kind: negative, name: "it is not set", change: plan.Change{
			Type: "aws_s3_bucket", Action: plan.ActionDelete, Before: plan.Object{"force_destroy": false},
		}},
		{kind: negative, name: "an update", change: plan.Change{
			Type: "aws_s3_bucket", Action: plan.ActionUpdate, Before: plan.Object{"force_destroy": true},
		}},
		{kind: nearMiss, name: "only this plan would set it", change: plan.Change{
			Type: "aws_s3_bucket", Action: plan.ActionReplace, Order: plan.DestroyBeforeCreate,
			Before: plan.Object{"force_destroy": false}, After: plan.Object{"force_destroy": true},
		}},
		{kind: nearMiss, name: "a leftover object", change: plan.Change{
			Type: "aws_s3_bucket", Action: plan.ActionDelete, DeposedKey: "01234567", Before: plan.Object{"force_destroy": true},
		}},
		{kind: nearMiss, name: "the same text is no truth", change: plan.Change{
			Type: "aws_s3_bucket", Action: plan.ActionDelete, Before: plan.Object{"force_destroy": "true"},
		}},
	},
	"requested": {
		{kind: positive, lowers: true, name: "asked for", change: because(replaceOf("aws_instance", plan.DestroyBeforeCreate), tfjson.ActionReasonReplaceByRequest)},
		{kind: negative, name: "forced", change: because(replaceOf("aws_instance", plan.DestroyBeforeCreate), tfjson.ActionReasonReplaceBecauseCannotUpdate)},
		{kind: nearMiss, name: "triggered by another", change: because(replaceOf("aws_instance", plan.DestroyBeforeCreate), tfjson.ActionReasonReplaceByTriggers)},
		{kind: nearMiss, name: "no replace", change: because(plan.Change{Type: "aws_instance", Action: plan.ActionDelete}, tfjson.ActionReasonReplaceByRequest)},
	},
	"reach": {
		{kind: positive, name: "others depend on it", change: plan.Change{Type: "aws_instance", Action: plan.ActionDelete}, unchanged: 1},
		{kind: positive, name: "it acts on others", change: plan.Change{Type: "aws_route_table_association", Action: plan.ActionDelete}, acts: acting("aws_route_table_association", 3, true)},
		{kind: negative, name: "nothing depends on it", change: plan.Change{Type: "aws_instance", Action: plan.ActionDelete}},
		{kind: nearMiss, name: "what it acts on changes as well", change: plan.Change{Type: "aws_route_table_association", Action: plan.ActionDelete}, acts: acting("aws_route_table_association", 0, true)},
		{kind: nearMiss, name: "an update", change: plan.Change{Type: "aws_instance", Action: plan.ActionUpdate}, unchanged: 50},
		{kind: nearMiss, name: "it is forgotten, not destroyed", change: plan.Change{Type: "aws_instance", Action: plan.ActionForget}, unchanged: 50},
	},
	"cuts-off": {
		{kind: positive, name: "a subnet with something in it loses its routes", score: 55, change: plan.Change{Type: "aws_route_table_association", Action: plan.ActionDelete}, acts: acting("aws_route_table_association", 2, true)},
		{kind: positive, name: "a listener goes", score: 54, change: plan.Change{Type: "aws_lb_listener", Action: plan.ActionDelete}, acts: acting("aws_lb_listener", 2, true)},
		{kind: negative, name: "a policy is detached", score: 20, change: plan.Change{Type: "aws_iam_role_policy_attachment", Action: plan.ActionDelete}, acts: acting("aws_iam_role_policy_attachment", 30, true)},
		{kind: negative, name: "it acts on nothing", score: 50, change: plan.Change{Type: "aws_route_table_association", Action: plan.ActionDelete}},
		{kind: nearMiss, name: "a subnet with nothing in it", score: 55, change: plan.Change{Type: "aws_route_table_association", Action: plan.ActionDelete}, acts: acting("aws_route_table_association", 1, true)},
		{kind: nearMiss, name: "a new one takes its place", score: 55, change: plan.Change{Type: "aws_route_table_association", Action: plan.ActionDelete}, acts: acting("aws_route_table_association", 9, false)},
		{kind: nearMiss, name: "the score is high enough", score: 62, change: plan.Change{Type: "aws_route_table_association", Action: plan.ActionDelete}, acts: acting("aws_route_table_association", 9, true)},
		{kind: nearMiss, name: "it is put off to a later plan", score: 35, change: plan.Change{Type: "aws_route_table_association", Action: plan.ActionDelete, Deferred: "unknown"}, acts: acting("aws_route_table_association", 9, true)},
	},
	"opaque": {
		{kind: positive, name: "a script", change: plan.Change{Type: "null_resource", Action: plan.ActionCreate}, provisioned: true},
		{kind: positive, name: "a chart", change: plan.Change{Type: "helm_release", Action: plan.ActionDelete}, score: 34},
		{kind: negative, name: "a bucket", change: plan.Change{Type: "aws_s3_bucket", Action: plan.ActionCreate}},
		{kind: negative, name: "a chart that stays as it is", change: plan.Change{Type: "helm_release", Action: plan.ActionNoOp}},
		{kind: nearMiss, name: "no provisioner", change: plan.Change{Type: "null_resource", Action: plan.ActionCreate}},
		{kind: nearMiss, name: "the score is high enough", change: plan.Change{Type: "helm_release", Action: plan.ActionDelete}, score: 35},
		{kind: nearMiss, name: "a leftover object", change: plan.Change{Type: "helm_release", Action: plan.ActionDelete, DeposedKey: "01234567"}},
	},
}

// planCases holds the cases of the rules that look at the plan as a whole.
var planCases = map[string][]ruleCase{
	"plan-errored": {
		{kind: positive, name: "errored", plan: plan.Plan{Errored: true}},
		{kind: negative, name: "a plain plan"},
		{kind: nearMiss, name: "not complete", plan: plan.Plan{Complete: no()}},
	},
	"environment-wipe": {
		{kind: positive, name: "ten of twenty", existing: 20, disruptive: 10},
		{kind: positive, name: "all", existing: 10, disruptive: 10},
		{kind: negative, name: "one of twenty", existing: 20, disruptive: 1},
		{kind: nearMiss, name: "all nine", existing: 9, disruptive: 9},
		{kind: nearMiss, name: "ten of twenty-one", existing: 21, disruptive: 10},
	},
	"unknown-action": {
		{kind: positive, name: "a word of its own", plan: changes(plan.Change{Action: "melt"})},
		{kind: negative, name: "a delete", plan: changes(plan.Change{Action: plan.ActionDelete})},
		{kind: nearMiss, name: "a replace with an order of its own", plan: changes(plan.Change{Action: plan.ActionReplace})},
	},
	"forgotten": {
		{kind: positive, name: "forget", plan: changes(plan.Change{Action: plan.ActionForget})},
		{kind: positive, name: "created, and the old one forgotten", plan: changes(replaceOf("t", plan.CreateThenForget))},
		{kind: negative, name: "a no-op", plan: changes(plan.Change{Action: plan.ActionNoOp})},
		{kind: nearMiss, name: "a delete", plan: changes(plan.Change{Action: plan.ActionDelete})},
		{kind: nearMiss, name: "created, and the old one destroyed", plan: changes(replaceOf("t", plan.CreateBeforeDestroy))},
	},
	"contradiction": {
		{kind: positive, name: "an entry that can't be true", plan: changes(plan.Change{Action: plan.ActionNoOp, Doubt: "no-op, and id changes"})},
		{kind: negative, name: "a delete", plan: changes(plan.Change{Action: plan.ActionDelete})},
		{kind: nearMiss, name: "an action that nobody knows", plan: changes(plan.Change{Action: "melt"})},
	},
	"action-invocations": {
		{kind: positive, name: "an action of a provider", plan: plan.Plan{Invocations: []*plan.Invocation{{Address: "action.a.b"}}}},
		{kind: negative, name: "none", plan: plan.Plan{}},
		{kind: nearMiss, name: "a change that could trigger one", plan: changes(plan.Change{Action: plan.ActionUpdate})},
	},
	"partial-plan": {
		{kind: positive, name: "a change is put off", plan: plan.Plan{Complete: no(), Changes: []*plan.Change{{Deferred: "unknown"}}}},
		{kind: negative, name: "complete", plan: plan.Plan{Complete: new(true)}},
		{kind: nearMiss, name: "nothing is put off: a target", plan: plan.Plan{Complete: no()}},
		{kind: nearMiss, name: "planning failed, which is a finding of its own", plan: plan.Plan{Complete: no(), Errored: true}},
	},
}

func builtin(tb testing.TB) *knowledge.Table {
	tb.Helper()
	table, err := knowledge.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	return table
}

// passOf is what the analysis hands to the change rules.
func passOf(table *knowledge.Table, c plan.Change) rules.ChangePass {
	t := table.Lookup(rules.TypeOf(&c))
	return rules.ChangePass{Change: &c, Type: t, Table: table, Recovery: rules.RecoveryOf(&c, t)}
}

// scoreOf runs all rules of a change.
func scoreOf(pass rules.ChangePass, unchanged int) int {
	return risk.Score(rules.ImpactFactors(&rules.ImpactPass{ChangePass: pass, Unchanged: unchanged}, rules.ChangeFactors(&pass)))
}

func number(s string) json.Number { return json.Number(s) }
