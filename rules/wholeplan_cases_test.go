package rules_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
)

// instances makes n changes of one type.
func instances(n int, c plan.Change) []*plan.Change {
	list := make([]*plan.Change, 0, n)
	for i := range n {
		one := c
		one.Address = fmt.Sprintf("%s.a[%d]", c.Type, i)
		list = append(list, &one)
	}
	return list
}

func destroyed(resourceType string, n int) []*plan.Change {
	return instances(n, plan.Change{Type: resourceType, Action: plan.ActionDelete})
}

func created(resourceType string, n int, after plan.Object) []*plan.Change {
	return instances(n, plan.Change{Type: resourceType, Action: plan.ActionCreate, After: after})
}

func replaced(resourceType, path string, n int) []*plan.Change {
	return instances(n, plan.Change{
		Type: resourceType, Action: plan.ActionReplace, Order: plan.DestroyBeforeCreate, ReplacePaths: []string{path},
	})
}

// losing is the pass of a plan whose changes all take existing instances away.
func losing(existing int, gone []*plan.Change) *rules.PlanPass {
	return &rules.PlanPass{Plan: &plan.Plan{Changes: gone}, Existing: existing, Gone: gone}
}

func counting(pass *rules.PlanPass, d rules.Downstream) *rules.PlanPass {
	pass.Count = func(*plan.Change) rules.Downstream { return d }
	return pass
}

func planned(p plan.Plan, existing int) *rules.PlanPass {
	return &rules.PlanPass{Plan: &p, Existing: existing}
}

func inModule(existing, within int, gone []*plan.Change) *rules.PlanPass {
	pass := losing(existing, gone)
	pass.Modules = []rules.ModuleLoss{{Module: "module.a", Existing: within, Gone: gone}}
	return pass
}

func causing(gone []*plan.Change) *rules.PlanPass {
	pass := losing(2*len(gone), gone)
	pass.Causes = []rules.Cause{{Address: "aws_vpc.a", Changes: gone}}
	return pass
}

// disarming is the pass of a plan that changes a protection beside deletes.
func disarming(before, after bool, gone []*plan.Change) *rules.PlanPass {
	update := &plan.Change{
		Address: "aws_db_instance.a", Type: "aws_db_instance", Action: plan.ActionUpdate,
		Before: plan.Object{"deletion_protection": before}, After: plan.Object{"deletion_protection": after},
	}
	return &rules.PlanPass{Plan: &plan.Plan{Changes: append([]*plan.Change{update}, gone...)}, Existing: 20, Gone: gone}
}

// beside is the pass of a search domain that is replaced for its engine version.
func besideOf(path string, before, after plan.Value) *rules.PlanPass {
	gone := replaced("aws_opensearch_domain", "engine_version", 1)
	gone[0].Changed = []plan.Attribute{
		{Path: "engine_version", Before: "OpenSearch_2.11", After: "OpenSearch_2.9"}, {Path: path, Before: before, After: after},
	}
	return losing(5, gone)
}

var noon = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)

// made is the pass of a plan with one delete, made at a time and looked at at noon.
func made(timestamp string, now time.Time) *rules.PlanPass {
	pass := losing(5, destroyed("aws_db_instance", 1))
	pass.Plan.Timestamp, pass.Now = timestamp, now
	return pass
}

func tagged(n int) []*plan.Change {
	return instances(n, plan.Change{Type: "aws_sqs_queue", Action: plan.ActionUpdate, Changed: []plan.Attribute{{Path: `tags["team"]`}}})
}

// driftedOn is the pass of a plan with one change and an object that drifted at a path.
func driftedOn(c plan.Change, path string) *rules.PlanPass {
	if c.Address == "" {
		c.Address = c.Type + ".a"
	}
	return planned(plan.Plan{
		Drift: 1, Changes: []*plan.Change{&c},
		Drifted: []*plan.Drifted{{Address: "aws_ecs_service.a", Changed: []plan.Attribute{{Path: path, Before: number("2"), After: number("8")}}}},
	}, 5)
}

func serviceChange(action plan.Action, paths ...string) plan.Change {
	c := plan.Change{Type: "aws_ecs_service", Action: action}
	for _, path := range paths {
		c.Changed = append(c.Changed, plan.Attribute{Path: path, Before: number("8"), After: number("2")})
	}
	return c
}

// recreated is the pass of a plan that acts on an object which is gone.
func recreated(action plan.Action) *rules.PlanPass {
	return planned(plan.Plan{
		Drifted: []*plan.Drifted{{Address: "aws_ecs_service.a", Gone: true}},
		Changes: []*plan.Change{{Address: "aws_ecs_service.a", Type: "aws_ecs_service", Action: action}},
	}, 5)
}

// computedChange is the pass of a plan that makes a drifted attribute anew.
func computedChange(computed bool) *rules.PlanPass {
	c := serviceChange(plan.ActionUpdate)
	c.Changed = []plan.Attribute{{Path: "etag", Before: "a", Unknown: true}}
	pass := driftedOn(c, "etag")
	pass.Computed = func(*plan.Change, string) bool { return computed }
	return pass
}

// leaving is the pass of a plan in which one object goes or is made anew.
func leaving(resourceType string, action plan.Action, before, after plan.Object) *rules.PlanPass {
	return losing(20, instances(1, plan.Change{Type: resourceType, Action: action, Before: before, After: after}))
}

// exporting adds an output that reads the object that goes.
func exporting(pass *rules.PlanPass, attributes ...string) *rules.PlanPass {
	pass.Exports = []rules.Export{{Output: "out", Change: pass.Gone[0], Attributes: attributes}}
	return pass
}

// guarding adds a source in which prevent_destroy stands, or does not.
func guarding(pass *rules.PlanPass, protects bool) *rules.PlanPass {
	pass.Guarded = func(*plan.Change) bool { return protects }
	return pass
}

// wholePlanCases holds the cases of the rules that look at several changes together.
var wholePlanCases = map[string][]ruleCase{
	"drift-recorded": {
		{kind: positive, name: "a setting was changed", pass: &rules.PlanPass{Plan: &plan.Plan{
			Drifted: []*plan.Drifted{{Address: "aws_db_instance.a", Changed: []plan.Attribute{{Path: "instance_class"}}}},
		}}},
		{kind: positive, name: "an object is gone", pass: &rules.PlanPass{Plan: &plan.Plan{
			Drifted: []*plan.Drifted{{Address: "aws_db_instance.a", Gone: true}}, Changes: []*plan.Change{{Action: plan.ActionNoOp}},
		}}},
		{kind: negative, name: "nothing was found", pass: &rules.PlanPass{Plan: &plan.Plan{}}},
		{kind: nearMiss, name: "the plan changes something too", pass: &rules.PlanPass{Plan: &plan.Plan{
			Drifted: []*plan.Drifted{{Address: "aws_db_instance.a", Gone: true}}, Changes: destroyed("aws_instance", 1),
		}}},
	},
	"apply-stops": {
		{kind: positive, name: "a protected database is replaced", pass: losing(3, []*plan.Change{protectedDatabase(plan.ActionReplace, true)})},
		{kind: positive, name: "and what depends on it goes before", pass: &rules.PlanPass{
			Plan: &plan.Plan{}, Existing: 3, Gone: []*plan.Change{protectedDatabase(plan.ActionDelete, true)},
			Count: func(*plan.Change) rules.Downstream { return rules.Downstream{Leaving: 2} },
		}},
		{kind: negative, name: "it is not protected", pass: losing(3, []*plan.Change{protectedDatabase(plan.ActionDelete, false)})},
		{kind: nearMiss, name: "it is only forgotten", pass: losing(3, []*plan.Change{protectedDatabase(plan.ActionForget, true)})},
	},
	"unnamed-cluster": {
		{kind: positive, name: "only a path to a file", pass: through("helm_release", plan.ActionDelete, "kubernetes", "kubernetes.config_path")},
		{kind: positive, name: "no provider block", pass: through("kubernetes_namespace", plan.ActionDelete)},
		{kind: negative, name: "a host", pass: through("kubernetes_namespace", plan.ActionDelete, "host", "token")},
		{kind: nearMiss, name: "a context", pass: through("kubernetes_namespace", plan.ActionDelete, "config_context", "config_path")},
		{kind: nearMiss, name: "a host in a block", pass: through("helm_release", plan.ActionDelete, "kubernetes", "kubernetes.host")},
		{kind: nearMiss, name: "a create", pass: through("kubernetes_namespace", plan.ActionCreate, "config_path")},
		{kind: nearMiss, name: "a plan without providers", pass: &rules.PlanPass{Plan: &plan.Plan{
			Changes: destroyed("kubernetes_namespace", 1), Config: &plan.Configuration{Root: &plan.ModuleConfig{}},
		}}},
		{kind: nearMiss, name: "another provider", pass: through("aws_instance", plan.ActionDelete, "region")},
	},
	"destroy-mode": {
		{kind: positive, name: "all that exists", pass: losing(3, destroyed("aws_db_instance", 3))},
		{kind: negative, name: "one of many", pass: losing(9, destroyed("aws_db_instance", 1))},
		{kind: nearMiss, name: "one thing stays", pass: losing(4, destroyed("aws_db_instance", 3))},
		{kind: nearMiss, name: "something is created", pass: func() *rules.PlanPass {
			pass := losing(3, destroyed("aws_db_instance", 3))
			pass.Plan.Changes = append(pass.Plan.Changes, created("aws_instance", 1, nil)...)
			return pass
		}()},
		{kind: nearMiss, name: "there was one thing only", pass: losing(1, destroyed("aws_db_instance", 1))},
	},
	"whole-container": {
		{kind: positive, name: "a resource group", pass: counting(losing(9, destroyed("azurerm_resource_group", 1)), rules.Downstream{Leaving: 3})},
		{kind: positive, name: "a network is replaced", pass: counting(losing(9, replaced("aws_vpc", "cidr_block", 1)), rules.Downstream{Changing: 2, Leaving: 1})},
		{kind: negative, name: "a server", pass: counting(losing(9, destroyed("aws_instance", 1)), rules.Downstream{Leaving: 3})},
		{kind: nearMiss, name: "a subnet is no network", pass: counting(losing(9, destroyed("aws_subnet", 1)), rules.Downstream{Leaving: 3})},
		{kind: nearMiss, name: "nearly empty", pass: counting(losing(9, destroyed("azurerm_resource_group", 1)), rules.Downstream{Leaving: 2})},
		{kind: nearMiss, name: "everything goes", pass: counting(losing(1, destroyed("azurerm_resource_group", 1)), rules.Downstream{Leaving: 3})},
	},
	"whole-module": {
		{kind: positive, name: "all five", pass: inModule(20, 5, destroyed("aws_instance", 5))},
		{kind: negative, name: "one of five", pass: inModule(20, 5, destroyed("aws_instance", 1))},
		{kind: nearMiss, name: "one stays", pass: inModule(20, 6, destroyed("aws_instance", 5))},
		{kind: nearMiss, name: "a small one", pass: inModule(20, 4, destroyed("aws_instance", 4))},
		{kind: nearMiss, name: "it holds all that there is", pass: inModule(5, 5, destroyed("aws_instance", 5))},
	},
	"mass-replace": {
		{kind: positive, name: "a new image", pass: losing(20, replaced("aws_instance", "ami", 5))},
		{kind: negative, name: "one", pass: losing(20, replaced("aws_instance", "ami", 1))},
		{kind: nearMiss, name: "four", pass: losing(20, replaced("aws_instance", "ami", 4))},
		{kind: nearMiss, name: "for different attributes", pass: losing(20, append(replaced("aws_instance", "ami", 3), replaced("aws_instance", "subnet_id", 3)...))},
		{kind: nearMiss, name: "everyday business", pass: losing(20, replaced("aws_ecs_task_definition", "container_definitions", 5))},
		{kind: nearMiss, name: "another change causes it", pass: causing(replaced("aws_instance", "subnet_id", 5))},
	},
	"monitoring-goes": {
		{kind: positive, name: "five alarms", pass: losing(20, destroyed("aws_cloudwatch_metric_alarm", 5))},
		{kind: positive, name: "of two kinds", pass: losing(20, append(destroyed("datadog_monitor", 3), destroyed("google_monitoring_alert_policy", 2)...))},
		{kind: negative, name: "one", pass: losing(20, destroyed("aws_cloudwatch_metric_alarm", 1))},
		{kind: nearMiss, name: "four", pass: losing(20, destroyed("aws_cloudwatch_metric_alarm", 4))},
		{kind: nearMiss, name: "dashboards", pass: losing(20, destroyed("aws_cloudwatch_dashboard", 5))},
		{kind: nearMiss, name: "what they watch goes too", pass: losing(20, append(destroyed("aws_cloudwatch_metric_alarm", 5), destroyed("aws_db_instance", 5)...))},
		{kind: nearMiss, name: "others take their place", pass: func() *rules.PlanPass {
			pass := losing(20, destroyed("datadog_monitor", 5))
			pass.Plan.Changes = append(pass.Plan.Changes, created("datadog_monitor", 1, nil)...)
			return pass
		}()},
		{kind: nearMiss, name: "they are replaced", pass: losing(20, replaced("aws_cloudwatch_metric_alarm", "alarm_name", 5))},
	},
	"one-cause": {
		{kind: positive, name: "five others", pass: causing(replaced("aws_subnet", "vpc_id", 5))},
		{kind: negative, name: "none", pass: losing(20, replaced("aws_subnet", "vpc_id", 5))},
		{kind: nearMiss, name: "four others", pass: causing(replaced("aws_subnet", "vpc_id", 4))},
		{kind: nearMiss, name: "updates", pass: causing(instances(5, plan.Change{Type: "aws_subnet", Action: plan.ActionUpdate}))},
		{kind: nearMiss, name: "everyday business", pass: causing(replaced("aws_ecs_task_definition", "family", 5))},
	},
	"disarmed-and-destroyed": {
		{kind: positive, name: "off, and a delete", pass: disarming(true, false, destroyed("aws_db_instance", 1))},
		{kind: positive, name: "off, and a child goes", pass: counting(disarming(true, false, destroyed("aws_db_instance", 1)), rules.Downstream{Leaving: 1})},
		{kind: negative, name: "no protection", pass: disarming(false, false, destroyed("aws_db_instance", 1))},
		{kind: nearMiss, name: "off, and nothing is destroyed", pass: disarming(true, false, nil)},
		{kind: nearMiss, name: "on, and a delete", pass: disarming(false, true, destroyed("aws_db_instance", 1))},
		{kind: nearMiss, name: "off, and something light goes", pass: disarming(true, false, destroyed("aws_cloudwatch_metric_alarm", 1))},
	},
	"unchanged-downstream": {
		{kind: positive, name: "ten stay", pass: counting(losing(20, destroyed("aws_db_instance", 1)), rules.Downstream{Unchanged: 10})},
		{kind: negative, name: "nothing depends on it", pass: losing(20, destroyed("aws_db_instance", 1))},
		{kind: nearMiss, name: "nine stay", pass: counting(losing(20, destroyed("aws_db_instance", 1)), rules.Downstream{Unchanged: 9})},
		{kind: nearMiss, name: "there may be fewer", pass: counting(losing(20, destroyed("aws_db_instance", 1)), rules.Downstream{Unchanged: 10, UpperBound: true})},
		{kind: nearMiss, name: "they go too", pass: counting(losing(20, destroyed("aws_db_instance", 1)), rules.Downstream{Leaving: 10})},
		{kind: nearMiss, name: "a replace", pass: counting(losing(20, replaced("aws_db_instance", "engine", 1)), rules.Downstream{Unchanged: 10})},
	},
	"hidden-replace": {
		{kind: positive, name: "a count beside a version", pass: besideOf("cluster_config[0].instance_count", number("3"), number("4"))},
		{kind: negative, name: "the version only", pass: besideOf("engine_version", "OpenSearch_2.11", "OpenSearch_2.9")},
		{kind: nearMiss, name: "tags", pass: besideOf("tags.team", "a", "b")},
		{kind: nearMiss, name: "a repetition of the version", pass: besideOf("version_label", "OpenSearch_2.11", "OpenSearch_2.9")},
		{kind: nearMiss, name: "a name with the version in it", pass: besideOf("log_group", "logs-OpenSearch_2.11", "logs-OpenSearch_2.9")},
		{kind: nearMiss, name: "a value that is made at apply", pass: besideOf("endpoint", "search.example", nil)},
	},
	"lost-state": {
		{kind: positive, name: "ten named ones, nothing exists", pass: planned(plan.Plan{Changes: created("aws_s3_bucket", 10, plan.Object{"bucket": "logs"})}, 0)},
		{kind: positive, name: "next to nothing exists", pass: planned(plan.Plan{Changes: created("aws_s3_bucket", 20, plan.Object{"bucket": "logs"})}, 2)},
		{kind: negative, name: "one", pass: planned(plan.Plan{Changes: created("aws_s3_bucket", 1, plan.Object{"bucket": "logs"})}, 0)},
		{kind: nearMiss, name: "nine", pass: planned(plan.Plan{Changes: created("aws_s3_bucket", 9, plan.Object{"bucket": "logs"})}, 0)},
		{kind: nearMiss, name: "beside others that exist", pass: planned(plan.Plan{Changes: created("aws_s3_bucket", 20, plan.Object{"bucket": "logs"})}, 3)},
		{kind: nearMiss, name: "names are made", pass: planned(plan.Plan{Changes: created("aws_s3_bucket", 10, plan.Object{"bucket_prefix": "logs"})}, 0)},
		{kind: nearMiss, name: "imported", pass: planned(plan.Plan{Changes: instances(10, plan.Change{
			Type: "aws_s3_bucket", Action: plan.ActionCreate, Imported: true, After: plan.Object{"bucket": "logs"},
		})}, 0)},
	},
	"empty-state": {
		{kind: positive, name: "ten without names", pass: planned(plan.Plan{Changes: created("aws_subnet", 10, nil)}, 0)},
		{kind: negative, name: "one", pass: planned(plan.Plan{Changes: created("aws_subnet", 1, nil)}, 0)},
		{kind: nearMiss, name: "one exists", pass: planned(plan.Plan{Changes: created("aws_subnet", 10, nil)}, 1)},
		{kind: nearMiss, name: "names, which is another finding", pass: planned(plan.Plan{Changes: created("aws_s3_bucket", 10, plan.Object{"bucket": "logs"})}, 0)},
	},
	"targeted-plan": {
		{kind: positive, name: "not complete", pass: planned(plan.Plan{Complete: no()}, 0)},
		{kind: negative, name: "complete", pass: planned(plan.Plan{Complete: new(true)}, 0)},
		{kind: nearMiss, name: "it does not say", pass: planned(plan.Plan{}, 0)},
		{kind: nearMiss, name: "failed", pass: planned(plan.Plan{Complete: no(), Errored: true}, 0)},
		{kind: nearMiss, name: "put off", pass: planned(plan.Plan{Complete: no(), Invocations: []*plan.Invocation{{Deferred: true}}}, 0)},
	},
	"drift-reverted": {
		{kind: positive, name: "a count", pass: driftedOn(serviceChange(plan.ActionUpdate, "desired_count"), "desired_count")},
		{kind: positive, name: "a replace", pass: driftedOn(serviceChange(plan.ActionReplace, "desired_count"), "desired_count")},
		{kind: positive, name: "below the path that drifted", pass: driftedOn(serviceChange(plan.ActionUpdate, "load_balancer[0].container_port"), "load_balancer[0]")},
		{kind: positive, name: "deleted outside", pass: recreated(plan.ActionCreate)},
		{kind: positive, name: "another object's value", pass: computedChange(false)},
		{kind: negative, name: "no drift", pass: planned(plan.Plan{Changes: []*plan.Change{new(serviceChange(plan.ActionUpdate, "desired_count"))}}, 5)},
		{kind: nearMiss, name: "another attribute", pass: driftedOn(serviceChange(plan.ActionUpdate, "desired_count_max"), "desired_count")},
		{kind: nearMiss, name: "another object", pass: driftedOn(plan.Change{Address: "aws_ecs_service.b", Action: plan.ActionUpdate, Changed: []plan.Attribute{{Path: "desired_count"}}}, "desired_count")},
		{kind: nearMiss, name: "it stays as it is", pass: driftedOn(serviceChange(plan.ActionNoOp), "desired_count")},
		{kind: nearMiss, name: "it is deleted, which is no setting back", pass: driftedOn(serviceChange(plan.ActionDelete, "desired_count"), "desired_count")},
		{kind: nearMiss, name: "deleted outside and left so", pass: recreated(plan.ActionNoOp)},
		{kind: nearMiss, name: "the provider makes it anew", pass: computedChange(true)},
	},
	"prevent-destroy": {
		{kind: positive, name: "a delete", pass: guarding(losing(20, destroyed("aws_db_instance", 1)), true)},
		{kind: positive, name: "a replace in a plan that failed", pass: func() *rules.PlanPass {
			pass := guarding(losing(20, replaced("aws_db_instance", "engine", 1)), true)
			pass.Plan.Errored = true
			return pass
		}()},
		{kind: negative, name: "nothing protects it", pass: guarding(losing(20, destroyed("aws_db_instance", 1)), false)},
		{kind: nearMiss, name: "no source", pass: losing(20, destroyed("aws_db_instance", 1))},
		{kind: nearMiss, name: "what it protects stays", pass: guarding(planned(plan.Plan{Changes: instances(1, plan.Change{Type: "aws_db_instance", Action: plan.ActionUpdate})}, 5), true)},
		{kind: nearMiss, name: "the old object is forgotten", pass: func() *rules.PlanPass {
			pass := guarding(losing(20, replaced("aws_db_instance", "engine", 1)), true)
			pass.Gone[0].Order = plan.CreateThenForget
			return pass
		}()},
	},
	"leaves-the-stack": {
		{kind: positive, name: "a fixed address goes", pass: leaving("aws_eip", plan.ActionDelete, plan.Object{"public_ip": "203.0.113.7"}, nil)},
		{kind: positive, name: "a fixed address is another", pass: leaving("aws_eip", plan.ActionReplace, plan.Object{"public_ip": "203.0.113.7"}, plan.Object{})},
		{kind: positive, name: "an output follows", pass: exporting(leaving("aws_instance", plan.ActionReplace, nil, nil), "private_ip")},
		{kind: positive, name: "an output follows a whole object", pass: exporting(leaving("aws_instance", plan.ActionDelete, nil, nil))},
		{kind: positive, name: "a gateway gets another address", pass: leaving("aws_nat_gateway", plan.ActionReplace,
			plan.Object{"public_ip": "203.0.113.7", "allocation_id": "eipalloc-1"}, plan.Object{"allocation_id": "eipalloc-2"})},
		{kind: negative, name: "a server without outputs", pass: leaving("aws_instance", plan.ActionReplace, plan.Object{"public_ip": "203.0.113.7"}, nil)},
		{kind: nearMiss, name: "the address is updated in place", pass: planned(plan.Plan{Changes: instances(1, plan.Change{Type: "aws_eip", Action: plan.ActionUpdate, Before: plan.Object{"public_ip": "203.0.113.7"}})}, 5)},
		{kind: nearMiss, name: "a gateway keeps its address", pass: leaving("aws_nat_gateway", plan.ActionReplace,
			plan.Object{"public_ip": "203.0.113.7", "allocation_id": "eipalloc-1"}, plan.Object{"allocation_id": "eipalloc-1"})},
		{kind: nearMiss, name: "a gateway goes, and its address has a change of its own", pass: leaving("aws_nat_gateway", plan.ActionDelete,
			plan.Object{"public_ip": "203.0.113.7", "allocation_id": "eipalloc-1"}, nil)},
		{kind: nearMiss, name: "an inner load balancer", pass: leaving("aws_lb", plan.ActionDelete, plan.Object{"dns_name": "internal-a", "internal": true}, nil)},
		{kind: nearMiss, name: "an inner address", pass: leaving("google_compute_address", plan.ActionDelete, plan.Object{"address": "10.0.0.1", "address_type": "INTERNAL"}, nil)},
		{kind: nearMiss, name: "what the output reads stays", pass: exporting(leaving("aws_instance", plan.ActionReplace, plan.Object{"private_ip": "10.0.0.1"}, plan.Object{"private_ip": "10.0.0.1"}), "private_ip")},
		{kind: nearMiss, name: "the output of what everyday changes replace", pass: exporting(leaving("aws_ecs_task_definition", plan.ActionReplace, nil, nil), "arn")},
		{kind: nearMiss, name: "the old one is only forgotten", pass: func() *rules.PlanPass {
			pass := leaving("aws_eip", plan.ActionReplace, plan.Object{"public_ip": "203.0.113.7"}, nil)
			pass.Gone[0].Order = plan.CreateThenForget
			return pass
		}()},
	},
	"stale-plan": {
		{kind: positive, name: "a day", pass: made("2026-03-01T12:00:00Z", noon)},
		{kind: positive, name: "three weeks", pass: made("2026-02-09T12:00:00+01:00", noon)},
		{kind: negative, name: "now", pass: made("2026-03-02T12:00:00Z", noon)},
		{kind: nearMiss, name: "a day short of a minute", pass: made("2026-03-01T12:01:00Z", noon)},
		{kind: nearMiss, name: "later than now", pass: made("2026-05-01T12:00:00Z", noon)},
		{kind: nearMiss, name: "no clock", pass: made("2026-03-01T12:00:00Z", time.Time{})},
		{kind: nearMiss, name: "no timestamp", pass: made("", noon)},
		{kind: nearMiss, name: "nothing to apply", pass: &rules.PlanPass{Plan: &plan.Plan{Timestamp: "2026-02-01T12:00:00Z"}, Now: noon}},
	},
	"review-size": {
		{kind: positive, name: "fifty", pass: planned(plan.Plan{Changes: created("aws_subnet", 50, nil)}, 0)},
		{kind: positive, name: "two hundred", pass: planned(plan.Plan{Changes: created("aws_subnet", 200, nil)}, 0)},
		{kind: negative, name: "one", pass: planned(plan.Plan{Changes: created("aws_subnet", 1, nil)}, 0)},
		{kind: nearMiss, name: "forty-nine", pass: planned(plan.Plan{Changes: created("aws_subnet", 49, nil)}, 0)},
		{kind: nearMiss, name: "tags only", pass: planned(plan.Plan{Changes: tagged(60)}, 60)},
		{kind: nearMiss, name: "no-ops", pass: planned(plan.Plan{Changes: instances(60, plan.Change{Action: plan.ActionNoOp})}, 60)},
	},
	"probable-rename": {
		{kind: positive, name: "a pair", pass: &rules.PlanPass{Plan: &plan.Plan{}, Renamed: []string{"t.a"}}},
		{kind: negative, name: "none", pass: planned(plan.Plan{}, 0)},
		{kind: nearMiss, name: "an index shift", pass: &rules.PlanPass{Plan: &plan.Plan{}, Shifted: 1, ShiftLost: []string{"t.a[0]"}}},
	},
	"index-shift": {
		{kind: positive, name: "one went", pass: &rules.PlanPass{Plan: &plan.Plan{}, Shifted: 1, ShiftLost: []string{"t.a[0]"}}},
		{kind: positive, name: "one was put in front", pass: &rules.PlanPass{Plan: &plan.Plan{}, ShiftAdded: []string{"t.a[0]"}}},
		{kind: negative, name: "none", pass: planned(plan.Plan{}, 0)},
		{kind: nearMiss, name: "a rename", pass: &rules.PlanPass{Plan: &plan.Plan{}, Renamed: []string{"t.a"}}},
	},
}

// A finding is as heavy as what it is about.
func TestWholePlanLevels(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, rule string
		pass       *rules.PlanPass
		want       risk.Level
	}{
		{"everything, data stores among it", "destroy-mode", losing(2, destroyed("aws_db_instance", 2)), risk.LevelHigh},
		{"everything, servers", "destroy-mode", losing(2, destroyed("aws_instance", 2)), risk.LevelMedium},
		{"everything, alarms", "destroy-mode", losing(2, destroyed("aws_cloudwatch_metric_alarm", 2)), risk.LevelLow},
		{"a module of alarms", "whole-module", inModule(20, 5, destroyed("aws_cloudwatch_metric_alarm", 5)), risk.LevelLow},
		{"a module of servers", "whole-module", inModule(20, 5, destroyed("aws_instance", 5)), risk.LevelMedium},
		{"alarms replaced together", "mass-replace", losing(20, replaced("aws_cloudwatch_metric_alarm", "alarm_name", 5)), risk.LevelLow},
		{"disarmed beside a delete", "disarmed-and-destroyed", disarming(true, false, destroyed("aws_db_instance", 1)), risk.LevelMedium},
		{"disarmed, and its child goes", "disarmed-and-destroyed", counting(disarming(true, false, destroyed("aws_db_instance", 1)), rules.Downstream{Leaving: 1}), risk.LevelHigh},
		{"an old plan that deletes", "stale-plan", made("2026-02-01T12:00:00Z", noon), risk.LevelMedium},
		{"yesterday's plan", "stale-plan", made("2026-03-01T11:00:00Z", noon), risk.LevelLow},
		{"an address others let in", "leaves-the-stack", leaving("aws_eip", plan.ActionDelete, plan.Object{"public_ip": "203.0.113.7"}, nil), risk.LevelMedium},
		{"an output", "leaves-the-stack", exporting(leaving("aws_instance", plan.ActionReplace, nil, nil), "id"), risk.LevelLow},
		{"a label is set back", "drift-reverted", driftedOn(serviceChange(plan.ActionUpdate, "tags.team"), "tags.team"), risk.LevelInfo},
		{"a setting is set back", "drift-reverted", driftedOn(serviceChange(plan.ActionUpdate, "enable_ecs_managed_tags"), "enable_ecs_managed_tags"), risk.LevelLow},
		{"a capacity is set back", "drift-reverted", driftedOn(serviceChange(plan.ActionUpdate, "desired_count"), "desired_count"), risk.LevelMedium},
		{"a new environment", "lost-state", planned(plan.Plan{Changes: created("aws_s3_bucket", 40, plan.Object{"bucket": "logs"})}, 0), risk.LevelLow},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r, ok := rules.Lookup(c.rule)
			if !ok {
				t.Fatalf("no rule %s", c.rule)
			}
			c.pass.Table = builtin(t)
			findings := r.Plan(c.pass)
			if len(findings) != 1 || findings[0].Level != c.want {
				t.Errorf("got %+v, want one of level %s", findings, c.want)
			}
		})
	}
}

// Types that everyday changes replace wipe no environment.
func TestEverydayReplacesWipeNothing(t *testing.T) {
	t.Parallel()
	r, _ := rules.Lookup("environment-wipe")
	for _, c := range []struct {
		kind string
		want int
	}{{"aws_ecs_task_definition", 0}, {"aws_instance", 1}} {
		gone := replaced(c.kind, "family", 12)
		pass := losing(20, gone)
		pass.Table = builtin(t)
		for _, g := range gone {
			pass.Disruptive = append(pass.Disruptive, g.Address)
		}
		if got := r.Plan(pass); len(got) != c.want {
			t.Errorf("%s: got %+v, want %d findings", c.kind, got, c.want)
		}
	}
}

// through is a plan with one change, by way of a provider whose block has these arguments;
// without any there is no block.
func through(resourceType string, action plan.Action, arguments ...string) *rules.PlanPass {
	name, _, _ := strings.Cut(resourceType, "_")
	c := &plan.Change{Address: resourceType + ".a", Type: resourceType, Name: "a", Action: action}
	config := &plan.Configuration{Root: &plan.ModuleConfig{}, Providers: map[string]*plan.ProviderConfig{"local": {}}}
	if len(arguments) > 0 {
		config.Providers[name] = &plan.ProviderConfig{Arguments: arguments}
	}
	return &rules.PlanPass{Plan: &plan.Plan{Changes: []*plan.Change{c}, Config: config}}
}

func protectedDatabase(action plan.Action, on bool) *plan.Change {
	return &plan.Change{Address: "aws_db_instance.a", Type: "aws_db_instance", Action: action, Before: plan.Object{"deletion_protection": on}}
}
