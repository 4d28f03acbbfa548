package analyzer_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// stack is a plan in the making: resources by their addresses, each with its change.
type stack struct {
	changes, prior, blocks []map[string]any
}

// add adds a resource. The references are ARGUMENT=TARGET.ATTRIBUTE; one with a leading
// dash stands in the prior state only, as of a block that was removed.
func (s *stack) add(address, action string, values map[string]any, references ...string) {
	kind, name, _ := strings.Cut(address, ".")
	actions := map[string][]string{
		"delete": {"delete"}, "no-op": {"no-op"}, "create": {"create"}, "replace": {"delete", "create"}, "create first": {"create", "delete"},
		"update": {"update"}, "forget": {"forget"},
	}[action]
	if values == nil {
		values = map[string]any{}
	}
	id := map[string]any{"id": fmt.Sprintf("%s-%016x", name, len(s.changes)+0xa1b2c3)}
	maps.Copy(id, values)
	entry := map[string]any{"address": address, "mode": "managed", "type": kind, "name": name}
	with := func(more map[string]any) map[string]any {
		maps.Copy(more, entry)
		return more
	}
	change := map[string]any{"actions": actions, "before": id, "after": id}
	switch action {
	case "delete", "forget":
		change["after"] = nil
	case "replace", "create first":
		after := maps.Clone(id)
		id["forced"], after["forced"] = "old", "new"
		change["after"], change["replace_paths"] = after, []any{[]string{"forced"}}
	}
	if action == "create" {
		change["before"] = nil
	}
	s.changes = append(s.changes, with(map[string]any{"change": change}))
	expressions, depends := map[string]any{}, []string{}
	for _, r := range references {
		argument, target, _ := strings.Cut(strings.TrimPrefix(r, "-"), "=")
		parts := strings.Split(target, ".")
		depends = append(depends, parts[0]+"."+parts[1])
		if !strings.HasPrefix(r, "-") {
			expressions[argument] = map[string]any{"references": []string{target, parts[0] + "." + parts[1]}}
		}
	}
	if action != "create" {
		s.prior = append(s.prior, with(map[string]any{"values": id, "depends_on": depends}))
	}
	if action != "delete" || len(expressions) > 0 { // as of one whose count is now 0
		s.blocks = append(s.blocks, with(map[string]any{"expressions": expressions}))
	}
}

func (s *stack) analyze(t *testing.T) *report.Report {
	t.Helper()
	text, err := json.Marshal(map[string]any{
		"format_version": "1.2", "resource_changes": s.changes,
		"prior_state":   map[string]any{"values": map[string]any{"root_module": map[string]any{"resources": s.prior}}},
		"configuration": map[string]any{"root_module": map[string]any{"resources": s.blocks}},
	})
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.Read(t.Context(), strings.NewReader(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func find(t *testing.T, r *report.Report, address string) report.Change {
	t.Helper()
	i := slices.IndexFunc(r.Changes, func(c report.Change) bool { return c.Address == address })
	if i < 0 {
		t.Fatalf("no change of %s", address)
	}
	return r.Changes[i]
}

// cluster is a network with a cluster in it, as of incident reports in which the
// associations of its subnets went.
func cluster(association string, references ...string) *stack {
	s := &stack{}
	s.add("aws_vpc.main", "no-op", nil)
	s.add("aws_subnet.app", "no-op", map[string]any{"id": "subnet-0a1b2c3d4e5f60718"}, "vpc_id=aws_vpc.main.id")
	s.add("aws_subnet.other", "no-op", map[string]any{"id": "subnet-0a1b2c3d4e5f60719"}, "vpc_id=aws_vpc.main.id")
	s.add("aws_route_table.private", "no-op", nil, "vpc_id=aws_vpc.main.id")
	s.add("aws_route_table_association.app", association, map[string]any{"subnet_id": "subnet-0a1b2c3d4e5f60718"}, references...)
	s.add("aws_eks_cluster.main", "no-op", nil, "vpc_config=aws_subnet.app.id")
	s.add("aws_eks_node_group.main", "no-op", nil, "cluster_name=aws_eks_cluster.main.name")
	s.add("aws_instance.elsewhere", "no-op", nil, "subnet_id=aws_subnet.other.id")
	return s
}

func TestActsOn(t *testing.T) {
	t.Parallel()
	declared := []string{"subnet_id=aws_subnet.app.id", "route_table_id=aws_route_table.private.id"}
	removed := []string{"-subnet_id=aws_subnet.app.id", "-route_table_id=aws_route_table.private.id", "-vpc_id=aws_vpc.main.id"}
	tests := []struct {
		name      string
		stack     *stack
		on        []string
		total     int
		unchanged int
		lasting   bool
		level     risk.Level
	}{
		{"deleted", cluster("delete", declared...), []string{"aws_subnet.app"}, 3, 3, true, risk.LevelCritical},
		{"deleted with its block", cluster("delete", removed...), []string{"aws_subnet.app"}, 3, 3, true, risk.LevelCritical},
		{"replaced", cluster("replace", declared...), []string{"aws_subnet.app"}, 3, 3, false, risk.LevelMedium},
		{"replaced, created first", cluster("create first", declared...), nil, 0, 0, false, risk.LevelMedium}, // a subnet has one route table: the create fails
		{"updated", cluster("update", declared...), nil, 0, 0, false, risk.LevelLow},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := find(t, tt.stack.analyze(t), "aws_route_table_association.app")
			if c.Risk.Level != tt.level {
				t.Errorf("%v %d, want %v: %+v", c.Risk.Level, c.Risk.Score, tt.level, c.Risk.Factors)
			}
			if (c.ActsOn == nil) != (tt.on == nil) {
				t.Fatalf("acts on %+v, want %v", c.ActsOn, tt.on)
			}
			if a := c.ActsOn; a != nil && (!slices.Equal(a.Resources, tt.on) || a.Total != tt.total || a.Unchanged != tt.unchanged || a.Lasting != tt.lasting) {
				t.Errorf("acts on %+v, want %+v", a, tt)
			}
		})
	}
}

// What the plan itself takes away speaks for itself, and a connection whose other end goes
// has no use any more.
func TestActsOnWhatStays(t *testing.T) {
	t.Parallel()
	s := cluster("delete", "-subnet_id=aws_subnet.app.id")
	for _, list := range []map[string]any{s.changes[1], s.changes[5], s.changes[6]} {
		change := list["change"].(map[string]any)
		change["actions"], change["after"] = []string{"delete"}, nil
	}
	if c := find(t, s.analyze(t), "aws_route_table_association.app"); c.ActsOn != nil {
		t.Errorf("the subnet goes as well: acts on %+v", c.ActsOn)
	}
	for _, topic := range []string{"delete", "no-op"} {
		s := &stack{}
		s.add("aws_sns_topic.t", topic, map[string]any{"arn": "arn:aws:sns:eu-west-1:123456789012:t"})
		s.add("aws_lambda_function.f", "no-op", map[string]any{"function_name": "f"})
		s.add("aws_lambda_alias.a", "no-op", nil, "function_name=aws_lambda_function.f.function_name")
		s.add("aws_lambda_permission.p", "delete", map[string]any{"source_arn": "arn:aws:sns:eu-west-1:123456789012:t"},
			"function_name=aws_lambda_function.f.function_name", "source_arn=aws_sns_topic.t.arn")
		c := find(t, s.analyze(t), "aws_lambda_permission.p")
		if (c.ActsOn != nil) != (topic == "no-op") {
			t.Errorf("topic %s: acts on %+v", topic, c.ActsOn)
		}
		if want := map[string]risk.Level{"delete": risk.LevelLow, "no-op": risk.LevelHigh}[topic]; c.Risk.Level != want {
			t.Errorf("topic %s: %v %d, want %v", topic, c.Risk.Level, c.Risk.Score, want)
		}
	}
}

func TestActsOnEveryday(t *testing.T) {
	t.Parallel()
	role := func(attachment string) *stack {
		s := &stack{}
		s.add("aws_iam_role.r", "no-op", nil)
		s.add("aws_iam_role_policy_attachment.a", attachment, nil, "role=aws_iam_role.r.name")
		for i := range 6 {
			s.add(fmt.Sprintf("aws_lambda_function.f%d", i), "no-op", nil, "role=aws_iam_role.r.arn")
		}
		return s
	}
	alarm := &stack{}
	alarm.add("aws_db_instance.d", "no-op", nil)
	alarm.add("aws_instance.i", "no-op", nil, "user_data=aws_db_instance.d.endpoint")
	alarm.add("aws_cloudwatch_metric_alarm.a", "delete", nil, "dimensions=aws_db_instance.d.identifier")
	for _, tt := range []struct {
		name, address string
		stack         *stack
		total         int
		worst         risk.Level
	}{
		{"a policy detached", "aws_iam_role_policy_attachment.a", role("delete"), 7, risk.LevelMedium},
		{"a policy exchanged", "aws_iam_role_policy_attachment.a", role("replace"), 7, risk.LevelLow},
		{"an alarm", "aws_cloudwatch_metric_alarm.a", alarm, 1, risk.LevelMedium},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := find(t, tt.stack.analyze(t), tt.address)
			if c.ActsOn == nil || c.ActsOn.Total != tt.total || c.Risk.Level > tt.worst {
				t.Errorf("%v %d, acts on %+v, want %d and at most %v", c.Risk.Level, c.Risk.Score, c.ActsOn, tt.total, tt.worst)
			}
		})
	}
}

// A route acts on its table, and by the table's associations on their subnets; a new
// association of the same subnet takes the place of the old one.
func TestActsOnward(t *testing.T) {
	t.Parallel()
	s := cluster("no-op", "subnet_id=aws_subnet.app.id", "route_table_id=aws_route_table.private.id")
	s.add("aws_route.nat", "delete", map[string]any{"destination_cidr_block": "0.0.0.0/0"}, "route_table_id=aws_route_table.private.id")
	s.add("aws_route.peer", "delete", map[string]any{"destination_cidr_block": "10.3.0.0/16"}, "route_table_id=aws_route_table.private.id")
	c := find(t, s.analyze(t), "aws_route.peer")
	if c.ActsOn == nil || !c.ActsOn.Partial || c.Risk.Level != risk.LevelMedium {
		t.Errorf("%v %d, acts on %+v", c.Risk.Level, c.Risk.Score, c.ActsOn)
	}
	c = find(t, s.analyze(t), "aws_route.nat")
	if c.ActsOn == nil || !slices.Contains(c.ActsOn.Resources, "aws_subnet.app") || slices.Contains(c.ActsOn.Resources, "aws_subnet.other") || c.Risk.Level != risk.LevelCritical {
		t.Errorf("%v %d, acts on %+v", c.Risk.Level, c.Risk.Score, c.ActsOn)
	}
	s = cluster("delete", "subnet_id=aws_subnet.app.id")
	s.add("aws_route_table_association.again", "create", map[string]any{"subnet_id": "subnet-0a1b2c3d4e5f60718"}, "subnet_id=aws_subnet.app.id")
	c = find(t, s.analyze(t), "aws_route_table_association.app")
	if c.ActsOn == nil || c.ActsOn.Lasting || c.Risk.Level != risk.LevelMedium {
		t.Errorf("%v %d, acts on %+v", c.Risk.Level, c.Risk.Score, c.ActsOn)
	}
}

// A disk that the plan attaches to the same server again is away for a moment, another
// disk is no replacement.
func TestActsOnJoinsAgain(t *testing.T) {
	t.Parallel()
	for volume, want := range map[string]bool{"a": false, "b": true} {
		s := &stack{}
		s.add("aws_instance.i", "no-op", map[string]any{"id": "i-0a1b2c3d4e5f60718"})
		s.add("aws_eip.e", "no-op", nil, "instance=aws_instance.i.id")
		for _, name := range []string{"a", "b"} {
			s.add("aws_ebs_volume."+name, "no-op", map[string]any{"id": "vol-0a1b2c3d4e5f6071" + name})
		}
		link := func(volume string) map[string]any {
			return map[string]any{"instance_id": "i-0a1b2c3d4e5f60718", "volume_id": "vol-0a1b2c3d4e5f6071" + volume}
		}
		s.add("aws_volume_attachment.old", "delete", link("a"), "-instance_id=aws_instance.i.id", "-volume_id=aws_ebs_volume.a.id")
		s.add("aws_volume_attachment.new", "create", link(volume), "instance_id=aws_instance.i.id", "volume_id=aws_ebs_volume."+volume+".id")
		c := find(t, s.analyze(t), "aws_volume_attachment.old")
		if c.ActsOn == nil || c.ActsOn.Lasting != want || c.Risk.Level != map[bool]risk.Level{true: risk.LevelHigh, false: risk.LevelMedium}[want] {
			t.Errorf("volume %s: %v %d, acts on %+v", volume, c.Risk.Level, c.Risk.Score, c.ActsOn)
		}
	}
}

func TestActsOnAffected(t *testing.T) {
	t.Parallel()
	// The association, its subnet, the cluster and its nodes: each once.
	if got := cluster("delete", "subnet_id=aws_subnet.app.id").analyze(t).Summary.Affected; got != 4 {
		t.Errorf("%d affected, want 4", got)
	}
}

// An update that a rule calls an outage is disruptive: it counts in what is affected,
// with what it acts on; another update of the same type is not.
func TestDangerousUpdate(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		attribute string
		dangerous bool
	}{{"protocol", true}, {"alpn_policy", false}} {
		s := &stack{}
		s.add("aws_lb_target_group.web", "no-op", nil)
		s.add("aws_lb_listener.https", "update", map[string]any{tt.attribute: "HTTPS"}, "default_action=aws_lb_target_group.web.id")
		change, _ := s.changes[len(s.changes)-1]["change"].(map[string]any)
		before, _ := change["before"].(map[string]any)
		after := maps.Clone(before)
		after[tt.attribute] = "HTTP"
		change["after"] = after
		r := s.analyze(t)
		c := find(t, r, "aws_lb_listener.https")
		if c.Disruptive != tt.dangerous || (c.ActsOn != nil) != tt.dangerous || (r.Summary.Affected > 1) != tt.dangerous {
			t.Errorf("%s: disruptive %v, %d affected, acts on %+v, %+v", tt.attribute, c.Disruptive, r.Summary.Affected, c.ActsOn, c.Risk)
		}
	}
}
