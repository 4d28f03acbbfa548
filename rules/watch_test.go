package rules_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// levelOf is the level of a change that nothing depends on.
func levelOf(t *testing.T, c plan.Change) risk.Level {
	t.Helper()
	return risk.LevelOf(scoreOf(passOf(builtin(t), c), 0))
}

func database(more plan.Object) plan.Change {
	before, after := plan.Object{"instance_class": "a", "multi_az": false}, plan.Object{"instance_class": "b", "multi_az": false}
	for name, v := range more {
		before[name], after[name] = v, v
	}
	return plan.Change{
		Type: "aws_db_instance", Action: plan.ActionUpdate, Before: before, After: after, Changed: []plan.Attribute{{Path: "instance_class"}},
	}
}

func openPort(action plan.Action, port string) plan.Change {
	return plan.Change{Type: "aws_vpc_security_group_ingress_rule", Action: action, Before: plan.Object{}, After: plan.Object{
		"cidr_ipv4": "0.0.0.0/0", "from_port": number(port), "to_port": number(port), "ip_protocol": "tcp",
	}}
}

// Pairs that differ in one setting stand side by side.
func TestLevelsOfUpdates(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change plan.Change
		want   risk.Level
	}{
		{"another class in the maintenance window", database(nil), risk.LevelMedium},
		{"another class at once, without a standby", database(plan.Object{"apply_immediately": true}), risk.LevelHigh},
		{"another class at once, with a standby", database(plan.Object{"apply_immediately": true, "multi_az": true}), risk.LevelMedium},
		{"no backups", sets("aws_db_instance", "backup_retention_period", number("7"), number("0")), risk.LevelHigh},
		{"fewer backups", sets("aws_db_instance", "backup_retention_period", number("30"), number("7")), risk.LevelMedium},
		{"more backups", sets("aws_db_instance", "backup_retention_period", number("7"), number("30")), risk.LevelLow},
		{"no tasks", sets("aws_ecs_service", "desired_count", number("3"), number("0")), risk.LevelHigh},
		{"another number of tasks", sets("aws_ecs_service", "desired_count", number("3"), number("5")), risk.LevelLow},
		{"an open port for SSH", openPort(plan.ActionCreate, "22"), risk.LevelHigh},
		{"an open port for a database", openPort(plan.ActionCreate, "5432"), risk.LevelHigh},
		{"an open port for the web", openPort(plan.ActionCreate, "443"), risk.LevelLow},
		{"an open port for the web in an existing rule", openPort(plan.ActionUpdate, "443"), risk.LevelLow},
		{"an open port for something", openPort(plan.ActionCreate, "8443"), risk.LevelMedium},
		{"a name server", plan.Change{
			Type: "aws_route53_record", Action: plan.ActionUpdate,
			Before: plan.Object{"type": "NS", "records": []any{"a"}}, After: plan.Object{"type": "NS", "records": []any{"b"}},
		}, risk.LevelHigh},
		{"a text record", plan.Change{
			Type: "aws_route53_record", Action: plan.ActionUpdate,
			Before: plan.Object{"type": "TXT", "records": []any{"a"}}, After: plan.Object{"type": "TXT", "records": []any{"b"}},
		}, risk.LevelLow},
		{"only the TTL", sets("aws_route53_record", "ttl", number("300"), number("60")), risk.LevelLow},
		{"tags of a database", plan.Change{
			Type: "aws_db_instance", Action: plan.ActionUpdate,
			Before: plan.Object{"tags": map[string]any{"a": "1"}, "engine_version": "15"}, After: plan.Object{"tags": map[string]any{"a": "2"}, "engine_version": "15"},
			Changed: []plan.Attribute{{Path: "tags.a"}, {Path: "tags_all.a"}},
		}, risk.LevelInfo},
		{"a policy of the same meaning", policyChange(policy(`"s3:GetObject"`, `"*"`, ""), policy(`["s3:GetObject"]`, `["*"]`, "")), risk.LevelInfo},
		{"a policy that allows one thing more", policyChange(policy(`"s3:GetObject"`, `"*"`, ""), policy(`["s3:GetObject","s3:ListBucket"]`, `"*"`, "")), risk.LevelLow},
		{"a policy that allows everything", policyChange(policy(`"s3:GetObject"`, `"*"`, ""), policy(`"*"`, `"*"`, "")), risk.LevelHigh},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := levelOf(t, tt.change); got != tt.want {
				pass := passOf(builtin(t), tt.change)
				t.Errorf("level %s, want %s: %+v", got, tt.want, rules.ChangeFactors(&pass))
			}
		})
	}
}

// A new password weighs less where the plan stores it for those who need it.
func TestPasswordThatIsTold(t *testing.T) {
	t.Parallel()
	told := plan.Masked{}
	for _, tt := range []struct {
		name string
		told bool
		want risk.Level
	}{{"stored", true, risk.LevelLow}, {"not stored", false, risk.LevelMedium}} {
		pass := passOf(builtin(t), sets("aws_db_instance", "password", "a", told))
		pass.Told = func(v plan.Value) bool { return tt.told && v == told }
		if got := risk.LevelOf(scoreOf(pass, 0)); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// The address of a gateway that another change makes unknown is felt by who is let in by it.
func TestUnknownThatIsFeltHere(t *testing.T) {
	t.Parallel()
	c := sets("google_compute_router_nat", "nat_ips", []any{"a"}, nil)
	c.Changed = []plan.Attribute{{Path: "nat_ips[0]", Unknown: true}}
	if got := levelOf(t, c); got != risk.LevelMedium {
		t.Errorf("%v, want medium", got)
	}
}

// The replacement of a certificate is everyday business, that of an authority is none.
func TestAuthority(t *testing.T) {
	t.Parallel()
	for authority, want := range map[bool]risk.Level{true: risk.LevelHigh, false: risk.LevelInfo} {
		c := replacedFrom("tls_self_signed_cert", plan.DestroyBeforeCreate, plan.Object{"is_ca_certificate": authority})
		if got := levelOf(t, c); got != want {
			t.Errorf("authority %v: %v, want %v", authority, got, want)
		}
	}
}

// What can't be seen may be dangerous: it is named with its doubt, and no higher than medium.
func TestDoubt(t *testing.T) {
	t.Parallel()
	unknown := sets("aws_db_instance", "multi_az", true, nil)
	unknown.Changed = []plan.Attribute{{Path: "multi_az", Unknown: true}}
	follows := sets("aws_lb_listener", "certificate_arn", "arn:a", nil)
	follows.Changed = []plan.Attribute{{Path: "certificate_arn", Unknown: true}}
	tests := []struct {
		name, doubt string
		change      plan.Change
		want        risk.Level
	}{
		{"unknown", "the new value is known only after apply", unknown, risk.LevelMedium},
		{"it follows from another change", "the new value is known only after apply", follows, risk.LevelLow},
		{"hidden", "the value is hidden", sets("aws_db_instance", "multi_az", true, plan.Masked{}), risk.LevelMedium},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			pass := passOf(builtin(t), tt.change)
			hits := rules.Hits(&pass)
			if len(hits) != 1 || hits[0].Doubt != tt.doubt {
				t.Fatalf("hits %+v, want one with the doubt %q", hits, tt.doubt)
			}
			if got := levelOf(t, tt.change); got != tt.want {
				t.Errorf("level %s, want %s", got, tt.want)
			}
			for _, f := range rules.ChangeFactors(&pass) {
				if f.Rule == hits[0].Rule && !strings.HasPrefix(f.Why, "perhaps (") {
					t.Errorf("%q does not say that it may be so only", f.Why)
				}
			}
		})
	}
	never := sets("aws_db_instance", "multi_az", false, nil)
	never.Changed = unknown.Changed
	pass := passOf(builtin(t), never)
	if hits := rules.Hits(&pass); len(hits) > 0 {
		t.Errorf("a standby that was not there can't go: %+v", hits)
	}
}

// Every watch of the tables fires for a change that is made for it, and lifts the change to
// its score.
func TestEveryWatchFires(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	fired := 0
	for _, name := range table.Watched() {
		for _, w := range table.Watches(name) {
			c := firing(name, w)
			if w.Same != "" {
				c = with(c, w.Same, "one of its own")
			}
			pass := passOf(table, c)
			pass.HeldBy = func(knowledge.Holder) []string { return []string{"t.holder"} }
			found := false
			for _, h := range rules.Hits(&pass) {
				found = found || h.Path == w.Path && h.When == w.When && h.Score == w.Score
			}
			if !found {
				t.Errorf("%s %s %s: %+v gives %+v", name, w.Path, w.When, c, rules.Hits(&pass))
			}
			if got := scoreOf(pass, 0); got < w.Score {
				t.Errorf("%s %s %s scores %d, want %d at least", name, w.Path, w.When, got, w.Score)
			}
			if _, known := rules.Lookup(w.Rule); !known {
				t.Errorf("%s %s: there is no rule %s", name, w.Path, w.Rule)
			}
			fired++
		}
	}
	if fired < 300 {
		t.Errorf("%d watches, want more than 300", fired)
	}
}

func jsonOf(v any) any {
	switch v := v.(type) {
	case int64:
		text, _ := json.Marshal(v)
		return json.Number(text)
	default:
		return v
	}
}
