package analyzer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// A block of a group becomes a rule of its own, which is applied after the group: the traffic is
// let in again, and not for a moment. In another group, or where its port is not known yet, it
// takes nothing over.
func TestBeside(t *testing.T) {
	t.Parallel()
	text := func(group, port, unknown string) string {
		rule := `{"security_group_id":"` + group + `","ip_protocol":"tcp","cidr_ipv4":"10.0.0.0/8","to_port":443` + port + `}`
		return `{"format_version":"1.2","resource_changes":[
			{"address":"aws_security_group.app","mode":"managed","type":"aws_security_group","name":"app","change":{"actions":["update"],
				"before":{"id":"sg-1","ingress":[{"protocol":"tcp","from_port":443,"to_port":443,"cidr_blocks":["10.0.0.0/16"]}]},"after":{"id":"sg-1","ingress":[]}}},
			{"address":"aws_vpc_security_group_ingress_rule.app","mode":"managed","type":"aws_vpc_security_group_ingress_rule","name":"app",
				"change":{"actions":["create"],"before":null,"after":` + rule + `,"after_unknown":{"id":true` + unknown + `}}}],
		"prior_state":{"values":{"root_module":{"resources":[{"address":"aws_security_group.app","mode":"managed","type":"aws_security_group","name":"app"}]}}},
		"configuration":{"root_module":{"resources":[
			{"address":"aws_security_group.app","mode":"managed","type":"aws_security_group","name":"app"},
			{"address":"aws_vpc_security_group_ingress_rule.app","mode":"managed","type":"aws_vpc_security_group_ingress_rule","name":"app",
				"expressions":{"security_group_id":{"references":["aws_security_group.app.id","aws_security_group.app"]}}}]}}}`
	}
	for _, tt := range []struct{ name, group, port, unknown, rule, outcome string }{
		{"in its group", "sg-1", `,"from_port":443`, "", "ingress-moved", ""},
		{"in another group", "sg-2", `,"from_port":443`, "", "ingress-removed", "access-loss"},
		{"at a port that is not known yet", "sg-1", "", `,"from_port":true`, "ingress-removed", "access-loss"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, err := plan.Read(t.Context(), strings.NewReader(text(tt.group, tt.port, tt.unknown)))
			if err != nil {
				t.Fatal(err)
			}
			r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{})
			if err != nil {
				t.Fatal(err)
			}
			at := slices.IndexFunc(r.Changes, func(c report.Change) bool { return c.Address == "aws_security_group.app" })
			c := r.Changes[at]
			i := slices.IndexFunc(c.Risk.Factors, func(f risk.Factor) bool { return strings.HasPrefix(f.Rule, "ingress-") })
			if i < 0 || c.Risk.Factors[i].Rule != tt.rule {
				t.Fatalf("factors %+v, want %s", c.Risk.Factors, tt.rule)
			}
			if tt.rule == "ingress-moved" && !strings.Contains(c.Risk.Factors[i].Why, "moves to aws_vpc_security_group_ingress_rule.app, which is applied after it") {
				t.Errorf("why: %s", c.Risk.Factors[i].Why)
			}
			if tt.outcome != "" && !slices.Contains(c.Outcomes, tt.outcome) {
				t.Errorf("outcomes %q, want %s", c.Outcomes, tt.outcome)
			}
		})
	}
}

// A deny shuts what an unchanged rule lets in, also in a plan of which only what is needed of
// unchanged instances is read. Of another group it does not, nor in a group that is new.
func TestStanding(t *testing.T) {
	t.Parallel()
	rule := func(name, group, access, priority, port string) string {
		return `{"name":"` + name + `","resource_group_name":"rg","network_security_group_name":"` + group + `","priority":` + priority + `,"direction":"Inbound","access":"` + access +
			`","protocol":"*","source_port_range":"*","destination_port_range":"` + port + `","source_address_prefix":"*","destination_address_prefix":"*"}`
	}
	entry := func(name, change string) string {
		return `{"address":"azurerm_network_security_rule.` + name + `","mode":"managed","type":"azurerm_network_security_rule","name":"` + name + `","change":{"actions":` + change + `}}`
	}
	const made = `,{"address":"azurerm_network_security_group.g","mode":"managed","type":"azurerm_network_security_group","name":"g","change":{"actions":["create"],"before":null,"after":{"name":"nsg","resource_group_name":"rg"},"after_unknown":{"id":true}}}`
	for _, tt := range []struct {
		name, group, more string
		want              risk.Level
	}{
		{"of its group", "nsg", "", risk.LevelHigh},
		{"of another group", "other", "", risk.LevelMedium},
		{"of a new group", "nsg", made, risk.LevelLow},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			web := rule("web", tt.group, "Allow", "500", "443")
			text := `{"format_version":"1.2","resource_changes":[` + entry("web", `["no-op"],"before":`+web+`,"after":`+web+`,"after_unknown":{},"before_sensitive":{},"after_sensitive":{}`) + "," +
				entry("deny", `["create"],"before":null,"after":`+rule("deny", "nsg", "Deny", "400", "*")+`,"after_unknown":{"id":true}`) + tt.more + `]}`
			needs, err := analyzer.Needs()
			if err != nil {
				t.Fatal(err)
			}
			p, err := plan.ReadLean(t.Context(), strings.NewReader(text), needs)
			if err != nil {
				t.Fatal(err)
			}
			r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := find(t, r, "azurerm_network_security_rule.deny").Risk; got.Level != tt.want {
				t.Errorf("level %s, want %s: %+v", got.Level, tt.want, got.Factors)
			}
		})
	}
}
