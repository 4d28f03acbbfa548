package render

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/google/go-cmp/cmp"
)

// A command that is copied from the terminal is the command: the shell drops a backslash with
// the newline behind it.
func TestCommandsCanBeCopied(t *testing.T) {
	t.Parallel()
	id := "/subscriptions/00000000-0000-4000-a000-000000000000/resourceGroups/rg-shop-prod/providers/Microsoft.Network/publicIPAddresses/pip-ingress"
	for _, command := range []string{
		"aws s3 ls",
		"az network public-ip show --ids " + id + " --query ipConfiguration.id",
		"az network public-ip show --ids " + id,
		`gcloud compute addresses describe web --global --format "value(users)" --project acme-prod-with-a-long-name`,
		"aws x --filter 'a b c' --query 'Reservations[].Instances[].[InstanceId, State.Name]' --output text --no-cli-pager",
		strings.Repeat("x", 300),
		strings.Repeat(`\ `, 90) + "end",
	} {
		for _, width := range []int{40, 60, 80, 200} {
			var out strings.Builder
			p := newPage(&out, Options{Width: width})
			p.command("check", command)
			if err := p.out.Flush(); err != nil {
				t.Fatal(err)
			}
			text := strings.TrimPrefix(strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(out.String(), "'\\\n'", ""), "\\\n", "")), "check")
			if diff := cmp.Diff(shellWords(command), shellWords(strings.ReplaceAll(text, "\n", " "))); diff != "" {
				t.Errorf("%q at %d: %s\n%s", command, width, diff, out.String())
			}
			for line := range strings.Lines(out.String()) {
				if w := lipgloss.Width(strings.TrimSuffix(line, "\n")); w > width {
					t.Errorf("%q at %d: %d columns: %q", command, width, w, line)
				}
			}
		}
	}
}

func TestShellWords(t *testing.T) {
	t.Parallel()
	for command, want := range map[string][]string{
		"":                      nil,
		"  a   b ":              {"a", "b"},
		"a 'b c' \"d e\"":       {"a", "'b c'", "\"d e\""},
		`a b\ c "d\" e"`:        {"a", `b\ c`, `"d\" e"`},
		`a 'b\' c`:              {"a", `'b\'`, "c"},
		"a 'b c":                {"a", "'b c"},
		`--format=value("x y")`: {`--format=value("x y")`},
	} {
		if diff := cmp.Diff(want, shellWords(command)); diff != "" {
			t.Errorf("%q: %s", command, diff)
		}
	}
}

// Of two long values what differs is seen.
func TestApart(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 60)
	for _, tt := range []struct{ name, before, after, wantBefore, wantAfter string }{
		{"short ones", "a", "b", "a", "b"},
		{"at the end", long + "1", long + "2", "…aaaaaaaaaaaa1", "…aaaaaaaaaaaa2"},
		{"at the beginning", "1" + long, "2" + long, "1aaaaaaaaaaaa…", "2aaaaaaaaaaaa…"},
		{"in the middle", long + "1" + long, long + "23" + long, "…aaaaaaaaaaaa1aaaaaaaaaaaa…", "…aaaaaaaaaaaa23aaaaaaaaaaaa…"},
		{"one is more", "[" + long + "]", "[" + long + ",b]", "…aaaaaaaaaaaa]", "…aaaaaaaaaaaa,b]"},
		{"nothing before", unset, long, unset, long},
		{"known later", long, knownLater, long, knownLater},
		{"the same", long, long, long, long},
		{"wide letters", strings.Repeat("ж", 60) + "1", strings.Repeat("ж", 60) + "2", "…жжжжжжжжжжжж1", "…жжжжжжжжжжжж2"},
	} {
		before, after := apart(tt.before, tt.after, 40)
		if before != tt.wantBefore || after != tt.wantAfter {
			t.Errorf("%s: %q and %q, want %q and %q", tt.name, before, after, tt.wantBefore, tt.wantAfter)
		}
	}
}
