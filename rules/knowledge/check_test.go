package knowledge_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tfblast/tfblast/rules/knowledge"
)

// reading are words of commands that change nothing.
var reading = regexp.MustCompile(`^(describe|list|get|show|lookup|search|status|backend-health|show-backend-health|ls)`)

// placeholder is a path of attributes, with indexes.
var placeholder = regexp.MustCompile(`^[a-z0-9_]+(\[\d+\])?(\.[a-z0-9_]+(\[\d+\])?)*$`)

// Every command reads, is one word behind another, and names the instance it is about.
func TestBuiltinChecks(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	withChecks := 0
	for _, name := range table.Types() {
		commands := table.Checks(name)
		if len(commands) > 0 {
			withChecks++
		}
		for _, c := range commands {
			words := strings.Fields(strings.NewReplacer("<", "", ">", "").Replace(c))
			if !slices.Contains([]string{"aws", "gcloud", "az", "kubectl", "helm", "bq"}, words[0]) {
				t.Errorf("%s: %q begins with no tool that is known here", name, c)
			}
			if !slices.ContainsFunc(words[1:], reading.MatchString) {
				t.Errorf("%s: %q has no word that says it only reads", name, c)
			}
			if strings.ContainsAny(c, "|;&$`\n'") {
				t.Errorf("%s: %q is more than one plain command", name, c)
			}
			for _, p := range knowledge.Placeholders(c) {
				if !placeholder.MatchString(p) {
					t.Errorf("%s: %q: {%s} is no path", name, c, p)
				}
			}
		}
	}
	if withChecks < 120 {
		t.Errorf("%d types have checks, want 120 or more", withChecks)
	}
	if table.Checks("acme_thing") != nil {
		t.Error("a type without checks has some")
	}
}

func TestTogetherRefused(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, block, want string }{
		{"no commands", `check "a" {}`, "commands is missing or empty"},
		{"an open placeholder", `check "a" { commands = ["x {id"] }`, "{} do not pair"},
		{"an open part", `check "a" { commands = ["x <{id}"] }`, "<> do not pair"},
		{"an empty placeholder", `check "a" { commands = ["x {}"] }`, "names no attribute"},
		{"a check twice", "check \"a\" { commands = [\"x\"] }\ncheck \"b\" {\n commands = [\"x\"]\n aliases = [\"a\"]\n}", `"a" stands twice`},
		{"an unknown role", "companion \"a\" {\n role = \"friend\"\n of = [\"b\"]\n through = [\"c\"]\n}", "want backup"},
		{"neither way", "companion \"a\" {\n role = \"backup\"\n of = [\"b\"]\n}", "either through or held_as"},
		{"of nothing", "companion \"a\" {\n role = \"backup\"\n through = [\"c\"]\n}", "of is missing"},
		{"a path", "companion \"a\" {\n role = \"guard\"\n through = [\"c.d\"]\n}", "not a path"},
		{"an unknown moment", "timing \"a\" {\n when = \"soon\"\n actions = [\"update\"]\n}", "want next-deploy"},
		{"an unknown action", "timing \"a\" {\n when = \"after-days\"\n actions = [\"melt\"]\n}", `action "melt"`},
		{"never", "timing \"a\" { when = \"after-days\" }", "actions is missing"},
		{"an address without attributes", "outside \"a\" { what = \"b\" }", "attributes is missing"},
		{"an address twice", "outside \"a\" {\n attributes = [\"b\"]\n what = \"c\"\n aliases = [\"a\"]\n}", `"a" stands twice`},
		{"a timing twice", "timing \"a\" {\n when = \"after-days\"\n actions = [\"update\"]\n aliases = [\"a\"]\n}", `"a" stands twice`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := knowledge.Parse(fstest.MapFS{"a.hcl": {Data: []byte(oneClass + tt.block)}})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got error %v, want it to say %q", err, tt.want)
			}
		})
	}
}

// Backups and replicas are of types that hold something, and every type is known or
// looks like what its role says.
func TestBuiltinCompanions(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	for _, c := range table.Companions() {
		if c.Role == knowledge.RoleKey && table.Lookup(c.Type).Class.Holds != knowledge.HoldsKeys {
			t.Errorf("%s is a key, and holds %q", c.Type, table.Lookup(c.Type).Class.Holds)
		}
		for _, of := range c.Of {
			if !table.Lookup(of).Known && c.Role != knowledge.RoleBackup {
				t.Errorf("%s: nothing is known about %s", c.Type, of)
			}
		}
	}
}
