package rules_test

import (
	"maps"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

func numberedAzure(priority, access, direction, port, source string) plan.Object {
	return plan.Object{
		"resource_group_name": "rg", "network_security_group_name": "nsg", "priority": number(priority), "access": access, "direction": direction,
		"protocol": "*", "source_port_range": "*", "destination_port_range": port, "source_address_prefix": source, "destination_address_prefix": "*",
	}
}

func numberedGoogle(priority, kind, protocol string, more plan.Object) plan.Object {
	o := plan.Object{
		"network": "n", "direction": "INGRESS", "priority": number(priority), "source_ranges": []any{"0.0.0.0/0"},
		kind: []any{map[string]any{"protocol": protocol, "ports": []any{}}},
	}
	maps.Copy(o, more)
	return o
}

// What a deny shuts depends on its number, on what it is about and on the rules beside it.
func TestLevelsOfDenies(t *testing.T) {
	t.Parallel()
	const azure, google = "azurerm_network_security_rule", "google_compute_firewall"
	stays := func(resourceType string, o plan.Object) *plan.Change {
		return &plan.Change{Type: resourceType, Action: plan.ActionNoOp, Before: o, After: o}
	}
	updated := func(resourceType string, before, after plan.Object) plan.Change {
		return plan.Change{Type: resourceType, Action: plan.ActionUpdate, Before: before, After: after}
	}
	web := stays(azure, numberedAzure("200", "Allow", "Inbound", "443", "*"))
	ssh := stays(azure, numberedAzure("150", "Allow", "Inbound", "22", "10.0.0.0/8"))
	early := stays(azure, numberedAzure("100", "Allow", "Inbound", "443", "*"))
	googleWeb := stays(google, plan.Object{"network": "n", "priority": number("1000"), "source_ranges": []any{"0.0.0.0/0"}, "allow": []any{map[string]any{"protocol": "tcp", "ports": []any{"443"}}}})
	all := func(priority string) plan.Object { return numberedAzure(priority, "Deny", "Inbound", "*", "*") }
	out := func(priority string) plan.Object { return numberedAzure(priority, "Deny", "Outbound", "*", "*") }
	deny := func(priority string, more plan.Object) plan.Object {
		return numberedGoogle(priority, "deny", "all", more)
	}
	group := func(rules ...any) plan.Object {
		return plan.Object{"resource_group_name": "rg", "name": "nsg", "security_rule": rules}
	}
	for _, tt := range []struct {
		name     string
		change   plan.Change
		standing []*plan.Change
		want     risk.Level
	}{
		{"Azure, all, before all that is seen", createOf(azure, all("110")), []*plan.Change{web, ssh}, risk.LevelHigh},
		{"Azure, all, between what is seen", createOf(azure, all("160")), []*plan.Change{web, ssh}, risk.LevelMedium},
		{"Azure, all, behind what is seen", createOf(azure, all("300")), []*plan.Change{web, ssh}, risk.LevelLow},
		{"Azure, all, and the same is let in before", createOf(azure, all("160")), []*plan.Change{web, early}, risk.LevelLow},
		{"Azure, all, first, with no other rule seen", createOf(azure, all("100")), nil, risk.LevelHigh},
		{"Azure, all, somewhere, with no other rule seen", createOf(azure, all("500")), nil, risk.LevelMedium},
		{"Azure, all, last", createOf(azure, all("4096")), nil, risk.LevelLow},
		{"Azure, all that goes out, last", createOf(azure, out("4096")), nil, risk.LevelMedium},
		{"Azure, all that goes out, and only rules of what comes in are seen", createOf(azure, out("100")), []*plan.Change{web}, risk.LevelHigh},
		{"Azure, the port of a rule", createOf(azure, numberedAzure("110", "Deny", "Inbound", "443", "*")), []*plan.Change{web, ssh}, risk.LevelMedium},
		{"Azure, another port", createOf(azure, numberedAzure("110", "Deny", "Inbound", "8080", "*")), []*plan.Change{web}, risk.LevelLow},
		{"Azure, one network", createOf(azure, numberedAzure("100", "Deny", "Inbound", "*", "198.51.100.0/24")), []*plan.Change{web}, risk.LevelLow},
		{"Azure, moved to the front", updated(azure, all("4096"), all("100")), []*plan.Change{web}, risk.LevelHigh},
		{"Azure, moved behind others still", updated(azure, all("4096"), all("4000")), []*plan.Change{web}, risk.LevelLow},
		{"Azure, in front already", updated(azure, all("110"), all("100")), []*plan.Change{web}, risk.LevelLow},
		{"Azure, an allow moves behind a deny", updated(azure, web.After, numberedAzure("4095", "Allow", "Inbound", "443", "*")), []*plan.Change{stays(azure, all("4000")), ssh}, risk.LevelMedium},
		{"Azure, a new group", createOf(azure, all("100")), []*plan.Change{{Type: "azurerm_network_security_group", Action: plan.ActionCreate}}, risk.LevelLow},
		{"Azure, inside of a group", updated("azurerm_network_security_group", group(map[string]any(web.After)), group(map[string]any(web.After), map[string]any(all("100")))), nil, risk.LevelHigh},
		{"Azure, inside of a group, last", updated("azurerm_network_security_group", group(map[string]any(web.After)), group(map[string]any(web.After), map[string]any(all("4096")))), nil, risk.LevelLow},
		{"Azure, a new rule that allows", createOf(azure, numberedAzure("300", "Allow", "Inbound", "8443", "10.0.0.0/8")), []*plan.Change{web}, risk.LevelLow},
		{"Google, all, before what is seen", createOf(google, deny("1", nil)), []*plan.Change{googleWeb}, risk.LevelHigh},
		{"Google, all, at the same number", createOf(google, deny("1000", nil)), []*plan.Change{googleWeb}, risk.LevelHigh},
		{"Google, all, behind what is seen", createOf(google, deny("65000", nil)), []*plan.Change{googleWeb}, risk.LevelLow},
		{"Google, all, first, with no other rule seen", createOf(google, deny("1", nil)), nil, risk.LevelHigh},
		{"Google, all, with no other rule seen", createOf(google, deny("2000", nil)), nil, risk.LevelMedium},
		{"Google, all, for what has a tag", createOf(google, deny("1", plan.Object{"target_tags": []any{"quarantine"}})), []*plan.Change{googleWeb}, risk.LevelLow},
		{"Google, all, switched off", createOf(google, deny("1", plan.Object{"disabled": true})), []*plan.Change{googleWeb}, risk.LevelLow},
		{"Google, switched on", updated(google, deny("1", plan.Object{"disabled": true}), deny("1", plan.Object{"disabled": false})), []*plan.Change{googleWeb}, risk.LevelHigh},
		{"Google, one network", createOf(google, deny("1", plan.Object{"source_ranges": []any{"198.51.100.0/24"}})), []*plan.Change{googleWeb}, risk.LevelLow},
		{"Google, all that goes out", createOf(google, deny("65000", plan.Object{"direction": "EGRESS", "destination_ranges": []any{"0.0.0.0/0"}, "source_ranges": nil})), nil, risk.LevelMedium},
		{"Google, moved to the front", updated(google, deny("65000", nil), deny("1", nil)), []*plan.Change{googleWeb}, risk.LevelHigh},
		{"Google, a new network", createOf(google, deny("1", nil)), []*plan.Change{{Type: "google_compute_network", Action: plan.ActionCreate}}, risk.LevelLow},
	} {
		pass := passOf(builtin(t), tt.change)
		pass.Standing = func() []*plan.Change { return tt.standing }
		if got := scoreOf(pass, 0); risk.LevelOf(got) != tt.want {
			t.Errorf("%s: got %v (%d), want %v", tt.name, risk.LevelOf(got), got, tt.want)
		}
	}
}
