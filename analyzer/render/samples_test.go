package render_test

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// sample is a report made by hand.
type sample struct {
	name   string
	report *report.Report
}

// samples returns new reports, one for each kind of plan that a renderer meets.
func samples() []sample {
	list := []sample{
		{"critical", criticalReport()},
		{"empty", emptyReport()},
		{"noise", noiseReport()},
		{"bounds", boundsReport()},
		{"hostile", hostileReport()},
		{"many", manyReport()},
		{"stacks", stacksReport()},
		{"origin", originReport()},
		{"news", newsReport("aws_sqs_queue.old", `aws_instance.gone["a"]`)},
	}
	for _, s := range list {
		settle(s.report)
	}
	return list
}

// settle fills in what every change has.
func settle(r *report.Report) *report.Report {
	for i := range r.Changes {
		c := &r.Changes[i]
		c.Certainty, c.When = cmp.Or(c.Certainty, "certain"), cmp.Or(c.When, "at-apply")
	}
	return r
}

func baseReport() *report.Report {
	return &report.Report{
		SchemaVersion: report.SchemaVersion,
		Tool:          report.Tool{Name: "tfblast", Version: "0.1.0"},
		Plan: report.Plan{
			Source: "plan.json", TerraformVersion: "1.11.4", FormatVersion: "1.2", Complete: new(true),
			Fingerprint: "sha256:" + strings.Repeat("0123456789abcdef", 4), Timestamp: "2026-03-01T09:30:00Z",
		},
		Summary: report.Summary{Actions: map[string]int{}, Levels: levels(0, 0, 0, 0, 0)},
		Graph:   report.Graph{Sources: map[string]int{}, Coverage: report.Coverage{Complete: true}},
	}
}

func levels(critical, high, medium, low, info int) map[string]int {
	return map[string]int{"critical": critical, "high": high, "medium": medium, "low": low, "info": info}
}

func rated(score int, factors ...risk.Factor) report.Risk {
	return report.Risk{Level: risk.LevelOf(score), Score: score, Factors: factors}
}

func emptyReport() *report.Report {
	r := baseReport()
	r.Summary.Resources = 412
	r.Summary.Actions["no-op"] = 412
	r.Graph.Resources, r.Graph.Edges = 412, 980
	return r
}

func criticalReport() *report.Report {
	r := emptyReport()
	r.Now = new("2026-03-01T10:00:00Z")
	r.Summary = report.Summary{
		Level: risk.LevelCritical, Score: 97, Resources: 412, Affected: 37,
		Actions: map[string]int{"replace": 1, "delete": 2, "update": 60, "create": 1, "read": 1, "no-op": 348},
		Moved:   2, Imported: 1, Deposed: 1, Levels: levels(1, 1, 1, 2, 60),
	}
	r.Graph.Sources = map[string]int{"configuration": 700, "prior_state": 280}
	db := "module.storage.aws_db_instance.orders"
	r.Changes = []report.Change{
		ordersDatabase(db),
		{
			Rank: 2, Address: "aws_subnet.app[0]", Mode: "managed", Type: "aws_subnet", Name: "app", Action: "delete", Disruptive: true,
			Reason: "delete_because_count_index",
			Why:    "The subnet is deleted because its index is no longer within count.",
			Recovery: report.Recovery{
				Tier: "recreatable", Why: "a subnet holds no data, but everything in it must go first",
			},
			Risk: rated(64, risk.Factor{Rule: "network-core", Points: 50, Why: "a subnet is deleted"}, risk.Factor{Rule: "reach", Points: 14, Why: "12 unchanged resources depend on it"}),
			Downstream: report.Downstream{
				Direct: 12, Total: 12, Unchanged: 12, Depth: 1, Resources: instances("aws_instance.worker", "aws_subnet.app[0]", 12),
			},
		},
		{
			Rank: 3, Address: `aws_instance.bastion["eu"]`, Mode: "managed", Type: "aws_instance", Name: "bastion", Action: "delete",
			Deposed: new("a1b2c3d4"), Disruptive: true, Why: "The object left over from an earlier replacement is deleted.",
			Recovery: report.Recovery{Tier: "recreatable", Why: "the live object stays"},
			Risk:     rated(35, risk.Factor{Rule: "compute", Points: 35, Why: "an instance is deleted"}),
		},
		{
			Rank: 4, Address: "aws_security_group.web", PreviousAddress: new("aws_security_group.www"), Mode: "managed", Type: "aws_security_group", Name: "web",
			Action: "update", Moved: true, Why: "The group changes in place.", Changed: []string{"ingress", "egress"}, Diff: []report.ContentDiff{
				{Path: "ingress", Added: []string{"tcp 22 from 0.0.0.0/0"}, Removed: []string{"tcp 22 from 10.0.0.0/8"}, Changed: []string{"ssh"}, Omitted: 7},
				{Path: "egress"},
			}, Risk: rated(20), Recovery: report.Recovery{Tier: "reversible", Why: "the old rules can be applied again"},
		},
		{
			Rank: 5, Address: "aws_ecs_service.web", Mode: "managed", Type: "aws_ecs_service", Name: "web", Action: "update",
			Why: "The service changes in place.", Changed: []string{"desired_count"}, Risk: rated(12), Recovery: report.Recovery{Tier: "reversible", Why: "the old count can be applied again"},
		},
	}
	for i := range 58 {
		r.Changes = append(r.Changes, tagUpdate(len(r.Changes)+1, fmt.Sprintf("aws_sqs_queue.jobs[%d]", i)))
	}
	for i := range 2 {
		r.Changes = append(r.Changes, report.Change{
			Rank: len(r.Changes) + 1, Address: fmt.Sprintf("aws_sns_topic.alarm[%d]", i), Mode: "managed", Type: "aws_sns_topic", Name: "alarm",
			Action: "no-op", Moved: true, Why: "Only the address changes.", Recovery: report.Recovery{Tier: "reversible", Why: "nothing happens to the object"},
		})
	}
	r.Findings = []risk.Finding{
		{Rule: "index-shift", Level: risk.LevelHigh, Score: 70, Summary: "Removing aws_subnet.app[0] shifts the index of 3 subnets: each takes over the settings of the next one.", Addresses: []string{"aws_subnet.app[0]", "aws_subnet.app[1]", "aws_subnet.app[2]"}},
		{Rule: "many-updates", Level: risk.LevelLow, Score: 12, Summary: "58 queues change at once.", Addresses: instanceNames("aws_sqs_queue.jobs", 58)},
	}
	r.Gates = []report.Gate{
		{Name: "fail-on", Passed: false, Why: "the plan's level is critical, at or above high"},
		{Name: "max-delete", Passed: true, Why: "2 deletes, 5 allowed"},
	}
	r.Outputs = []report.Output{{Name: "endpoint", Action: "update"}, {Name: "old_name", Action: "delete"}}
	r.Invocations = []report.ActionInvocation{
		{Address: "action.aws_lambda_invoke.warm_up", Type: "aws_lambda_invoke", Provider: "registry.terraform.io/hashicorp/aws", Trigger: db, Event: "AfterCreate"},
		{Address: "action.local_command.note", Type: "local_command", Deferred: true},
	}
	r.Diagnostics = []diagnostic.Diagnostic{
		diagnostic.Warnf("aws_db_instance.orders: unknown attribute in prior state").WithDetail("The count may be too high. Refresh the state."),
		diagnostic.Infof("2 resource types have no risk facts"),
	}
	return settle(r)
}

func ordersDatabase(address string) report.Change {
	web := "module.app.aws_ecs_task_definition.web"
	dependents := append([]report.Affected{
		{Address: web, Distance: 1, Via: address, Action: "no-op"},
		{Address: "aws_route53_record.db", Distance: 1, Via: address, Action: "update"},
		{Address: "aws_ssm_parameter.db_url", Distance: 1, Via: address, Action: "create"},
		{Address: "aws_cloudwatch_metric_alarm.db", Distance: 1, Via: address, Action: "delete"},
		{Address: "module.app.aws_ecs_service.web", Distance: 2, Via: web, Action: "no-op"},
		{Address: "module.app.aws_appautoscaling_target.web", Distance: 3, Via: "module.app.aws_ecs_service.web", Action: "no-op"},
		{Address: "module.app.aws_appautoscaling_policy.cpu", Distance: 4, Via: "module.app.aws_appautoscaling_target.web", Action: "no-op"},
		{Address: "module.app.aws_appautoscaling_policy.memory", Distance: 4, Via: "module.app.aws_appautoscaling_target.web", Action: "update"},
	}, instances("aws_lambda_function.report", address, 10)...)
	return report.Change{
		Rank: 1, Stack: "prod", Address: address, Module: "module.storage", Mode: "managed", Type: "aws_db_instance", Name: "orders",
		Provider: "registry.terraform.io/hashicorp/aws", Class: "data-store",
		Action: "replace", Disruptive: true, Order: "destroy-before-create", Reason: "replace_because_cannot_update",
		Why:          "The database is destroyed and created again, because availability_zone can't change in place.",
		ReplacePaths: []string{"availability_zone"}, ForcedBy: []report.Origin{{Path: "availability_zone", Origin: "drift"}},
		Outcomes:    []string{"data-loss", "outage"},
		Downtime:    &report.Downtime{FromMinutes: 10, ToMinutes: 30, Why: "a new instance is set up"},
		CreateFirst: &report.CreateFirst{Why: "its identifier must be unique and stays the same"},
		Changed:     []string{"address", "arn", "availability_zone", "endpoint", "instance_class", "password", "tags[\"team\"]", "username"},
		Unknown:     []string{"address", "arn", "endpoint"},
		Sensitive:   []string{"password"},
		Values: []report.Value{
			{Path: "availability_zone", Before: new("eu-central-1a"), After: new("eu-central-1b")},
			{Path: "endpoint", Before: new("orders.c1.eu-central-1.rds.amazonaws.com"), After: nil},
			{Path: "instance_class", Before: new("db.r6g.large"), After: nil},
		},
		Recovery: report.Recovery{
			Tier: "restorable", Why: "skip_final_snapshot is false, so a snapshot is taken before the destroy",
			Check: []string{"aws rds describe-db-snapshots --db-instance-identifier orders --region eu-central-1", "aws rds second"},
		},
		Risk: rated(
			97,
			risk.Factor{Rule: "stateful-loss", Points: 65, Why: "a data store is destroyed, and its data with it"},
			risk.Factor{Rule: "reach", Points: 17, Why: "14 unchanged resources depend on it"},
			risk.Factor{Rule: "destroy-first", Points: 20, Why: "nothing serves between destroy and create"},
			risk.Factor{Rule: "final-snapshot", Points: -5, Why: "a final snapshot is taken"},
		),
		Downstream: report.Downstream{
			Direct: 13, Total: 17, Unchanged: 14, Changing: 2, Leaving: 1, New: 1, Data: 1, Outputs: 2, Depth: 4,
			Resources: dependents,
		},
	}
}

func instances(resource, via string, n int) []report.Affected {
	list := make([]report.Affected, 0, n)
	for _, address := range instanceNames(resource, n) {
		list = append(list, report.Affected{Address: address, Distance: 1, Via: via, Action: "no-op"})
	}
	return list
}

func instanceNames(resource string, n int) []string {
	list := make([]string, 0, n)
	for i := range n {
		list = append(list, fmt.Sprintf("%s[%d]", resource, i))
	}
	return list
}

func tagUpdate(rank int, address string) report.Change {
	return report.Change{
		Rank: rank, Address: address, Mode: "managed", Action: "update", Why: "Only tags change.",
		Changed: []string{"tags"}, Risk: rated(2), Recovery: report.Recovery{Tier: "reversible", Why: "only tags change"},
	}
}

func noiseReport() *report.Report {
	r := emptyReport()
	for i := range 3 {
		r.Changes = append(r.Changes, tagUpdate(i+1, fmt.Sprintf("aws_sqs_queue.jobs[%d]", i)))
	}
	r.Summary.Level, r.Summary.Score = risk.LevelInfo, 2
	r.Summary.Actions = map[string]int{"update": 3, "no-op": 409}
	r.Summary.Levels = levels(0, 0, 0, 0, 3)
	r.Plan.Source = "-"
	return r
}

func boundsReport() *report.Report {
	r := baseReport()
	r.Plan.Errored, r.Plan.Complete, r.Plan.Applyable = true, new(false), new(false)
	r.Summary = report.Summary{
		Level: risk.LevelMedium, Score: 45, LowerBound: true, Resources: 30, Affected: 9,
		Actions: map[string]int{"delete": 1, "update": 2, "frobnicate": 1, "no-op": 26}, Deferred: 1, Levels: levels(0, 0, 4, 0, 0),
	}
	for i, b := range [...][2]bool{{true, false}, {false, true}, {true, true}, {false, false}} {
		action := [...]string{"delete", "update", "frobnicate", "update"}[i]
		r.Changes = append(r.Changes, report.Change{
			Rank: i + 1, Address: fmt.Sprintf("aws_vpc.main[%d]", i), Mode: "managed", Type: "aws_vpc", Name: "main", Action: action, Disruptive: i == 0 || i == 2,
			Why: "The plan says so.", Risk: rated(45 - i), Recovery: report.Recovery{Tier: "unknown", Why: "nothing in the plan proves it"},
			Downstream: report.Downstream{
				Direct: 4, Total: 40, Unchanged: 40, Depth: 3, LowerBound: b[0], UpperBound: b[1], Truncated: true,
				Resources: []report.Affected{
					{Address: "aws_subnet.a", Distance: 1, Via: fmt.Sprintf("aws_vpc.main[%d]", i), Action: "no-op"},
					{Address: "aws_lost.a", Distance: 3, Via: "aws_not.listed", Action: "no-op"},
				},
			},
		})
	}
	r.Changes[3].Deferred = "instance_count_unknown"
	r.Graph.Resources, r.Graph.Edges = 30, 41
	r.Graph.Coverage = report.Coverage{
		Unresolved: []report.Unresolved{
			{Reference: "local.subnets", In: "module.app", Resources: 3},
			{Reference: "local.names", Resources: 1},
			{Reference: "each.value.parent", In: "module.app", Resources: 8},
			{Reference: "local.x", Resources: 1},
			{Reference: "local.y", Resources: 1},
		},
		Reasons: []string{"The plan was cut down by its exporter: it has no configuration."},
		Remedy:  "pass --config DIR",
	}
	r.Diagnostics = []diagnostic.Diagnostic{{Severity: diagnostic.Error, Summary: "resource_changes[3]: can't be read"}}
	return r
}

// hostileStrings are texts that a plan may hold to attack the reader of a report.
func hostileStrings() []string {
	return []string{
		"\x1b[2J\x1b]8;;https://evil.example\x07click\x1b]8;;\x07",
		"a\u202egnp.exe\u2066b\u200e\u200f\u061c\u200b\ufeff\ufe0f\U000e0041",
		"first\n::error file=x::boom\n##[error]boom\r\n##vso[task.setvariable variable=a]b\n##teamcity[buildStop]",
		"::set-output name=a::b",
		"section_start:1560896352:name\r\x1b[0K",
		"@everyone see #12 and owner/repo#3, GH-4, !5, ~bug, %1, &6, deadbeef01, https://evil.example www.evil.example a@b.example",
		"</code></summary><script>alert(1)</script><img src=x onerror=y><!-- x -->",
		"a | b \\| c ` d `` e ``` f [x](https://evil.example) ![i](y) *em* __strong__ ~~s~~ $x$ <b>",
		"``` ```\n\n# heading\n- item\n1. one\n> quote\n---\n| a | b |",
		"\xff\xfe broken \xc3\x28",
		"`",
		" ` ",
		"",
		"   ",
		"- 1. x",
		"1. x",
		"::/0",
		"日本語のとても長い名前👩‍👩‍👧‍👦🇩🇪🇫🇷" + strings.Repeat("広", 60),
		"e\u0301\u0301\u0301" + strings.Repeat("\u0301", 40),
		"aws_instance.this[\"" + strings.Repeat("very-long-key/", 25) + "\"]",
		strings.Repeat(":", 99) + "x",
		strings.Repeat("#", 99) + "[",
	}
}

// hostileReport puts each hostile string into each text of a change, and one of them
// into each text of the rest.
func hostileReport() *report.Report {
	r := hostileShell("@everyone\n::error::x\x1b[2J ##[x] `|` #12 <b>")
	r.Provenance = &report.Provenance{AIAssisted: new(true), Stated: "auto", CommitCount: 9, Authors: 2}
	r.Expectation = &report.Expectation{Declared: true, Digest: r.Plan.Source, Exceeded: []report.Exceeded{{Why: r.Plan.Source}}, Missing: []string{r.Plan.Source}}
	for i, s := range hostileStrings() {
		r.Changes = append(r.Changes, hostileChange(i+1, s))
		r.Findings = append(r.Findings, risk.Finding{Rule: s, Level: risk.LevelHigh, Score: 60, Summary: s, Addresses: []string{s, s}})
		r.Gates = append(r.Gates, report.Gate{Name: s, Why: s})
		r.Provenance.Commits = append(r.Provenance.Commits, report.Commit{Hash: s, Signs: []report.Sign{{Kind: s, Assistant: s, Text: s}}})
		r.Expectation.Exceeded = append(r.Expectation.Exceeded, report.Exceeded{Address: s, Action: s, Why: s})
		r.Invocations = append(r.Invocations, report.ActionInvocation{Address: s, Type: s, Provider: s, Trigger: s, Event: s})
		r.Outputs = append(r.Outputs, report.Output{Name: s, Action: s})
		r.Diagnostics = append(r.Diagnostics, diagnostic.Diagnostic{Severity: diagnostic.Warning, Summary: s, Detail: s})
		r.Graph.Coverage.Unresolved = append(r.Graph.Coverage.Unresolved, report.Unresolved{Reference: s, In: s, Resources: 1})
	}
	return r
}

// hostileShell is a report whose texts outside of its lists are s.
func hostileShell(s string) *report.Report {
	r := baseReport()
	r.Tool = report.Tool{Name: s, Version: s}
	r.Plan = report.Plan{Source: s, Stack: s, TerraformVersion: s, FormatVersion: s, Timestamp: s}
	r.Summary = report.Summary{
		Level: risk.LevelCritical, Score: 99, Resources: 30, Affected: 9, LowerBound: true,
		Actions: map[string]int{s: 3, "delete": 2}, Levels: levels(9, 0, 0, 0, 0),
	}
	r.Graph.Coverage = report.Coverage{Remedy: s, Reasons: []string{s}}
	return r
}

func hostileChange(rank int, s string) report.Change {
	return report.Change{
		Rank: rank, Stack: s, Address: s, PreviousAddress: &s, Deposed: &s, Module: s, Mode: s, Type: s, Name: s, Provider: s, Class: s,
		Action: s, Disruptive: true, Moved: true, Deferred: s, Order: s, Reason: s, Why: s, ReplacePaths: []string{s}, ForcedBy: []report.Origin{{Path: s, Origin: s, By: &s}},
		Changed: []string{s, s + "u", s + "s", s + "n"}, Unknown: []string{s + "u"}, Sensitive: []string{s + "s"},
		Values:   []report.Value{{Path: s, Before: &s, After: &s}},
		Diff:     []report.ContentDiff{{Path: s, Added: []string{s}, Removed: []string{s}, Changed: []string{s}}},
		Recovery: report.Recovery{Tier: s, Why: s, Check: []string{s}},
		Risk:     rated(99, risk.Factor{Rule: s, Points: 99, Why: s}),
		Downstream: report.Downstream{
			Total: 2, Unchanged: 1, Changing: 1,
			Resources: []report.Affected{{Address: s + "a", Via: s, Distance: 1, Action: "no-op"}, {Address: s + "b", Via: s + "a", Distance: 2, Action: s}},
		},
	}
}

// originReport is a report of a change that an assistant helped with and that does more than
// was declared.
func originReport() *report.Report {
	r := noiseReport()
	r.Provenance = &report.Provenance{
		AIAssisted: new(true), Stated: "auto", CommitCount: 9, Authors: 1,
		Commits: []report.Commit{{Hash: "0123456789abcdef0123456789abcdef01234567", Signs: []report.Sign{
			{Kind: "trailer", Assistant: "Cursor", Text: "Co-authored-by: Cursor <cursoragent@cursor.com>"}, {Kind: "bot", Text: "thinker[bot] <1+thinker[bot]@users.noreply.github.com>"},
		}}},
	}
	for i := range 6 {
		r.Provenance.Commits = append(r.Provenance.Commits, report.Commit{
			Hash: fmt.Sprintf("%040d", i), Signs: []report.Sign{{Kind: "trailer", Text: "Assisted-by: LLM"}},
		})
	}
	r.Expectation = &report.Expectation{
		Declared: true, Digest: "sha256:" + strings.Repeat("0", 64), Missing: []string{"delete aws_vpc.old"},
		Exceeded: []report.Exceeded{{Why: "3 affected, at most 1 were declared"}},
	}
	for i := range 22 {
		r.Expectation.Exceeded = append(r.Expectation.Exceeded, report.Exceeded{
			Address: fmt.Sprintf("aws_instance.web[%d]", i), Action: "update", Why: "nothing was declared for this address",
		})
	}
	return r
}

func manyReport() *report.Report {
	r := emptyReport()
	r.Summary.Level, r.Summary.Score, r.Summary.Affected = risk.LevelHigh, 75, 300
	r.Summary.Actions = map[string]int{"delete": 300, "no-op": 112}
	r.Summary.Levels = levels(0, 100, 100, 100, 0)
	for i := range 300 {
		address := fmt.Sprintf("module.region[\"eu-central-%d\"].module.service.aws_instance.web[%d]", i%7, i)
		c := report.Change{
			Rank: i + 1, Address: address, Mode: "managed", Type: "aws_instance", Name: "web", Action: "delete", Disruptive: true,
			Why: "The module is gone from the configuration.", Risk: rated(75 - i/5), Recovery: report.Recovery{Tier: "recreatable", Why: "no data"},
		}
		c.Downstream = chain(address, i%40)
		r.Changes = append(r.Changes, c)
	}
	return r
}

// chain is a downstream of n instances, each of which depends on the one before.
func chain(root string, n int) report.Downstream {
	d := report.Downstream{Direct: min(n, 1), Total: n, Unchanged: n, Depth: n}
	via := root
	for i := range n {
		address := fmt.Sprintf("terraform_data.step%d", i)
		d.Resources = append(d.Resources, report.Affected{Address: address, Distance: i + 1, Via: via, Action: "no-op"})
		via = address
	}
	return d
}

func stacksReport() *report.Report {
	r := criticalReport()
	r.Plan.Source, r.Plan.Fingerprint = "plans", ""
	r.Plans = []report.Plan{
		{Source: "plans/network.json", Stack: "network", TerraformVersion: "1.11.4", Complete: new(true)},
		{Source: "plans/app.json", Stack: "app", TerraformVersion: "1.9.0"},
	}
	for i := range r.Changes {
		r.Changes[i].Stack = [...]string{"network", "app"}[i%2]
	}
	for i := range r.Findings {
		r.Findings[i].Stack = "app"
	}
	return r
}
