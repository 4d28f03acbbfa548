package rules_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

func checksOf(t *testing.T, command string, before plan.Object) []string {
	t.Helper()
	table, err := knowledge.Parse(fstest.MapFS{"a.hcl": {Data: []byte(`
class "other" {
  title = "other"
  delete = 1
  replace = 1
  forget = 1
  update = 1
  create = 0
  recovery = "unknown"
}
check "t" { commands = ["` + command + `"] }
`)}})
	if err != nil {
		t.Fatal(err)
	}
	pass := passOf(table, plan.Change{Type: "t", Action: plan.ActionDelete, Before: before})
	return rules.Checks(&pass)
}

// What has copies made says where they are.
func TestCheckOfASchedule(t *testing.T) {
	t.Parallel()
	pass := passOf(builtin(t), plan.Change{Type: "aws_rds_cluster", Action: plan.ActionDelete, Before: plan.Object{"arn": "arn:aws:rds:eu-west-1:123456789012:cluster:a"}})
	pass.Companions = []rules.Companion{{Role: knowledge.RoleSchedule, Check: "list {arn}< --region {region}>"}, {Role: knowledge.RoleSchedule, Check: "list {arn}< --region {region}>"}}
	if got, want := rules.Checks(&pass), "list arn:aws:rds:eu-west-1:123456789012:cluster:a"; len(got) != 1 || got[0] != want {
		t.Errorf("%v, want %s", got, want)
	}
}

func TestChecks(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, command string
		before        plan.Object
		want          string
	}{
		{"filled", "show {id}", plan.Object{"id": "db-1"}, "show db-1"},
		{"a number", "show {n}", plan.Object{"n": number("7")}, "show 7"},
		{"nested", "show {a[0].b}", plan.Object{"a": []any{map[string]any{"b": "x"}}}, "show x"},
		{"an optional part", "show {id}< --region {region}>", plan.Object{"id": "x", "region": "eu"}, "show x --region eu"},
		{"without it", "show {id}< --region {region}> -v", plan.Object{"id": "x"}, "show x -v"},
		{"quoted", "show {id}", plan.Object{"id": "a b'c"}, `show 'a b'\''c'`},
		{"a placeholder in a value", "show {id} {b}", plan.Object{"id": "{b}", "b": "$(id)"}, "show '{b}' '$(id)'"},
		{"missing", "show {id}", plan.Object{}, ""},
		{"null", "show {id}", plan.Object{"id": nil}, ""},
		{"a list", "show {id}", plan.Object{"id": []any{"a"}}, ""},
		{"masked", "show {id}", plan.Object{"id": plan.Masked{}}, ""},
		{"masked in part", "show {id}", plan.Object{"id": "a-" + plan.MaskText}, ""},
		{"an option", "show {id}", plan.Object{"id": "--profile=x"}, ""},
		{"a second line", "show {id}", plan.Object{"id": "a\nb"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := strings.Join(checksOf(t, tt.command, tt.before), "|"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// Only what takes a live object away is worth a question.
func TestChecksOfOtherChanges(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	before := plan.Object{"identifier": "orders"}
	for _, c := range []plan.Change{
		{Action: plan.ActionUpdate},
		{Action: plan.ActionCreate},
		{Action: plan.ActionForget},
		{Action: plan.ActionDelete, DeposedKey: "01234567"},
		{Action: plan.ActionDelete, Deferred: "unknown"},
		{Action: plan.ActionReplace, Order: plan.CreateThenForget},
	} {
		c.Type, c.Before = "aws_db_instance", before
		if pass := passOf(table, c); len(rules.Checks(&pass)) > 0 {
			t.Errorf("%+v has checks", c)
		}
	}
	pass := passOf(table, plan.Change{Type: "aws_db_instance", Action: plan.ActionDelete, Before: before})
	if got := rules.Checks(&pass); !slices.Equal(got, []string{"aws rds describe-db-snapshots --db-instance-identifier orders"}) {
		t.Errorf("checks of a delete: %q", got)
	}
}

// A shell takes a quoted word for what it was.
func TestQuote(t *testing.T) {
	t.Parallel()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no POSIX shell here")
	}
	for _, word := range []string{"plain-1.2_x/y:z@%+,", "", " ", "a b", "it's", `"`, "$HOME", "`id`", "~", "*", "{a,b}", "a;b", "#", "!x", "=x", "é"} {
		out, err := exec.CommandContext(t.Context(), shell, "-c", "printf %s "+rules.Quote(word)).Output()
		if err != nil || string(out) != word {
			t.Errorf("%q came back as %q, %v", word, out, err)
		}
	}
}
