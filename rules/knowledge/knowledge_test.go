package knowledge_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/rules/knowledge"
)

// builtin returns the tables that are built in.
func builtin(tb testing.TB) *knowledge.Table {
	tb.Helper()
	table, err := knowledge.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	return table
}

// The numbers are the promise of the guide: so many types of each provider are known.
func TestCoverage(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	counts := map[string]int{}
	for _, name := range table.Types() {
		prefix, _, _ := strings.Cut(name, "_")
		switch prefix {
		case "aws", "google", "azurerm":
			counts[prefix]++
		case "kubernetes", "helm", "kubectl":
			counts["kubernetes"]++
		default:
			counts["others"]++
		}
	}
	for provider, floor := range map[string]int{"aws": 110, "google": 45, "azurerm": 45, "kubernetes": 20, "others": 25} {
		if counts[provider] < floor {
			t.Errorf("%s: %d types have a row, want at least %d", provider, counts[provider], floor)
		}
	}
	if !slices.IsSorted(table.Types()) {
		t.Error("Types is not sorted")
	}
}

func TestClassPoints(t *testing.T) {
	t.Parallel()
	classes := builtin(t).Classes()
	if len(classes) != 20 {
		t.Errorf("%d classes, want 20", len(classes))
	}
	for i, c := range classes {
		if c.Delete < c.Replace || c.Replace < c.Update || c.Update < c.Create {
			t.Errorf("%s: want delete >= replace >= update >= create, got %d, %d, %d, %d", c.Name, c.Delete, c.Replace, c.Update, c.Create)
		}
		if lookedAt := c.Name == "dashboard"; c.Create != 10 && !lookedAt || c.Create > 10 {
			t.Errorf("%s: create has %d points, want 10: low, and no more", c.Name, c.Create)
		}
		if c.Update >= 35 {
			t.Errorf("%s: update has %d points, want at most low", c.Name, c.Update)
		}
		if i > 0 && cmp.Compare(classes[i-1].Delete, c.Delete) < 0 {
			t.Errorf("%s stands behind a lighter class", c.Name)
		}
	}
}

func TestRows(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	losing := []string{"container", "data-store", "key", "cluster", "identity"}
	for _, name := range table.Types() {
		row := table.Lookup(name)
		if row.Name != name || !row.Known || row.Because != "" {
			t.Errorf("%s: name %q, known %v, because %q", name, row.Name, row.Known, row.Because)
		}
		if slices.Contains(losing, row.Class.Name) && row.Loses == "" {
			t.Errorf("%s: a %s loses something", name, row.Class.Name)
		}
		if row.Routine != (row.RoutineWhy != "") {
			t.Errorf("%s: routine %v, because %q", name, row.Routine, row.RoutineWhy)
		}
		if row.Routine && row.Class.Delete >= 35 {
			t.Errorf("%s: routine, and a %s", name, row.Class.Name)
		}
		for _, c := range row.Cases {
			checkCondition(t, name, c.Condition)
			if strings.HasSuffix(c.Why, ".") {
				t.Errorf("%s: %q is a sentence, want a clause", name, c.Why)
			}
		}
		for _, c := range row.Circumstances {
			checkCondition(t, name, c.Condition)
			most := 40
			if row.Routine {
				most = 60 // it says of which objects a replacement is no everyday business
			}
			if c.Points == 0 || c.Points < -30 || c.Points > most {
				t.Errorf("%s: %s has %d points", name, c.Rule, c.Points)
			}
			if c.Rule != strings.ToLower(c.Rule) || strings.ContainsAny(c.Rule, " _") {
				t.Errorf("%s: rule %q: want words joined by hyphens", name, c.Rule)
			}
			if c.Rule == "protected" && c.Points > 0 {
				t.Errorf("%s: protection adds %d points", name, c.Points)
			}
		}
	}
}

func checkCondition(t *testing.T, name string, c knowledge.Condition) {
	t.Helper()
	if c.Attribute == "" || c.Absent && c.Null || (c.Equals != nil) == (c.Absent || c.Null) {
		t.Errorf("%s: condition %+v: want an attribute and either Equals, Absent or Null", name, c)
	}
	switch c.Equals.(type) {
	case nil, bool, string, int64, float64:
	default:
		t.Errorf("%s: %s equals a %T", name, c.Attribute, c.Equals)
	}
}

// Facts that reports depend on, one a kind of proof.
func TestCases(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, attribute string
		equals          any
		absent          bool
		want            knowledge.Tier
	}{
		{"aws_db_instance", "skip_final_snapshot", false, false, knowledge.TierRestorable},
		{"aws_s3_bucket", "force_destroy", false, false, knowledge.TierRecreatable},
		{"aws_s3_bucket", "force_destroy", true, false, knowledge.TierLost},
		{"aws_dynamodb_table", "point_in_time_recovery[0].enabled", true, false, knowledge.TierRestorable},
		{"aws_secretsmanager_secret", "recovery_window_in_days", int64(0), false, knowledge.TierLost},
		{"aws_elasticache_replication_group", "final_snapshot_identifier", nil, true, knowledge.TierLost},
		{"aws_ebs_volume", "final_snapshot", true, false, knowledge.TierRestorable},
		{"google_sql_database_instance", "settings[0].retain_backups_on_delete", true, false, knowledge.TierRestorable},
		{"azurerm_key_vault", "purge_protection_enabled", true, false, knowledge.TierRestorable},
		{"kubernetes_persistent_volume_v1", "spec[0].persistent_volume_reclaim_policy", "Retain", false, knowledge.TierRecreatable},
	}
	table := builtin(t)
	for _, test := range tests {
		found := false
		for _, c := range table.Lookup(test.name).Cases {
			if c.Attribute == test.attribute && c.Equals == test.equals && c.Absent == test.absent {
				found = true
				if c.Tier != test.want {
					t.Errorf("%s with %s = %v: %s, want %s", test.name, test.attribute, test.equals, c.Tier, test.want)
				}
			}
		}
		if !found {
			t.Errorf("%s: no case for %s = %v", test.name, test.attribute, test.equals)
		}
	}
}

func TestRowDefaults(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, class                string
		recovery                   knowledge.Tier
		routine, opaque, container bool
	}{
		{name: "aws_db_instance", class: "data-store", recovery: knowledge.TierLost},
		{name: "aws_kms_key", class: "key", recovery: knowledge.TierRestorable},
		{name: "aws_cognito_user_pool", class: "data-store", recovery: knowledge.TierLost},
		{name: "aws_eip", class: "network-rule", recovery: knowledge.TierLost},
		{name: "aws_route_table_association", class: "network-rule", recovery: knowledge.TierReversible},
		{name: "aws_ecs_task_definition", class: "glue", recovery: knowledge.TierReversible, routine: true},
		{name: "aws_lambda_permission", class: "glue", recovery: knowledge.TierReversible},
		{name: "google_sql_database_instance", class: "data-store", recovery: knowledge.TierLost},
		{name: "azurerm_resource_group", class: "container", recovery: knowledge.TierUnknown, container: true},
		{name: "azurerm_mssql_server", class: "data-store", recovery: knowledge.TierLost, container: true},
		{name: "null_resource", class: "glue", recovery: knowledge.TierRecreatable, routine: true, opaque: true},
		{name: "helm_release", class: "service", recovery: knowledge.TierUnknown, opaque: true},
		{name: "tls_private_key", class: "key", recovery: knowledge.TierRecreatable},
	}
	table := builtin(t)
	for _, test := range tests {
		got := table.Lookup(test.name)
		if got.Class.Name != test.class || got.Recovery != test.recovery || got.Routine != test.routine ||
			got.Opaque != test.opaque || got.Container != test.container {
			t.Errorf("%s: %s, %s, routine %v, opaque %v, container %v; want %+v",
				test.name, got.Class.Name, got.Recovery, got.Routine, got.Opaque, got.Container, test)
		}
	}
}

// What code asks of a class stands in its row: each flag holds for one class.
func TestClassFlags(t *testing.T) {
	t.Parallel()
	for flag, holds := range map[string]func(knowledge.Class) bool{
		"container":    func(c knowledge.Class) bool { return c.Container },
		"network-core": func(c knowledge.Class) bool { return c.Network },
		"cluster":      func(c knowledge.Class) bool { return c.Hosts },
		"trust":        func(c knowledge.Class) bool { return c.Relied },
	} {
		var names []string
		for _, c := range builtin(t).Classes() {
			if holds(c) {
				names = append(names, c.Name)
			}
		}
		if len(names) != 1 || names[0] != flag {
			t.Errorf("the flag of %s holds for %v", flag, names)
		}
	}
}
