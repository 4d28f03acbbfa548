package cli_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/cli"
)

// Shells are offered the values of flags, and files where a file is wanted.
func TestCompletions(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ line, want string }{
		{"--format|", "terminal markdown json sarif junit gitlab github :4"},
		{"-f|", "terminal markdown json sarif junit gitlab github :4"},
		{"-f|markdown=", ":0"},
		{"--fail-on|", "critical high medium low info :4"},
		{"comment|--fail-on|", "critical high medium low info :4"},
		{"comment|--host|", "github gitlab :4"},
		{"plan|--values|", "none safe all :4"},
		{"--min-level|", "critical high medium low info :4"},
		{"--markdown-limit|", "github"},
		{"whatif|--action|", "replace delete update :4"},
		{"guard|--ai-assisted|", "yes no auto :4"},
		{"--config|", ":0"},
	} {
		r := run(t, "", append([]string{"__complete"}, strings.Split(test.line, "|")...)...)
		if got := strings.Join(strings.Fields(r.stdout), " "); r.code != cli.ExitOK || !strings.Contains(got, test.want) {
			t.Errorf("%s: exit code %d, offered %q, want %q", test.line, r.code, got, test.want)
		}
	}
}
