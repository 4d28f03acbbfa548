package cli_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/cli"
)

// stacksOf returns the stacks that a run gives its plans, in their order.
func stacksOf(t *testing.T, args ...string) string {
	t.Helper()
	r := run(t, `{"resource_changes": []}`, append([]string{"-f", "json"}, args...)...)
	if r.code != cli.ExitOK {
		t.Fatalf("exit code %d: %s", r.code, r.stderr)
	}
	var parsed report.Report
	if err := json.Unmarshal([]byte(r.stdout), &parsed); err != nil {
		t.Fatal(err)
	}
	if len(parsed.Plans) == 0 {
		return parsed.Plan.Stack
	}
	var stacks []string
	for _, p := range parsed.Plans {
		stacks = append(stacks, p.Stack)
	}
	return strings.Join(stacks, " ")
}

// writePlans writes empty plans and returns their paths.
func writePlans(t *testing.T, dir string, names ...string) []string {
	t.Helper()
	var paths []string
	for _, name := range names {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(`{"resource_changes": []}`), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

func TestStackNames(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		git   string // where .git lies
		plans []string
		want  string
	}{
		{"a folder of the repository", ".", []string{"live/net/plan.json"}, "live/net"},
		{"the repository's root", ".", []string{"plan.json"}, "."},
		{"an inner repository", "live", []string{"live/net/plan.json"}, "net"},
		{"no repository", "", []string{"live/net/plan.json"}, "net"},
		{"folders", ".", []string{"a/plan.json", "b/plan.json"}, "a b"},
		{"one folder", ".", []string{"a/x.json", "a/y.json"}, "a/x a/y"},
		{"the root", ".", []string{"x.json", "y.json.gz"}, "x y"},
		{"a name of its own", ".", []string{"live/prod.eu.json"}, "live/prod.eu"},
		{"a usual name beside one of its own", ".", []string{"a/tfplan.json", "a/y.json"}, "a a/y"},
		{"usual names", ".", []string{"a/tfplan.json", "a/plan.json"}, "a/tfplan a/plan"},
		{"a file called like a folder", ".", []string{"a/net.json", "a/net/plan.json"}, "a/net a/net/plan"},
		{"one alone and two in one folder", ".", []string{"a/x.json", "a/y.json", "b/plan.json"}, "a/x a/y b"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if test.git != "" {
				if err := os.MkdirAll(filepath.Join(dir, test.git, ".git"), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			if got := stacksOf(t, writePlans(t, dir, test.plans...)...); got != test.want {
				t.Errorf("stacks %q, want %q", got, test.want)
			}
		})
	}
}

func TestEqualStacks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	paths := writePlans(t, dir, "a/net/plan.json", "b/net/plan.json", "c/plan.json", "c/plan.tfplan")
	for name, args := range map[string][]string{
		"folders of one name": {paths[0], paths[1]},
		"files of one name":   {paths[2], paths[3]},
		"one file twice":      {paths[0], paths[0]},
		"given for several":   {"--stack", "x", paths[0], paths[2]},
		"given, and stdin":    {"--stack", "x", paths[0], "-"},
	} {
		r := run(t, `{"resource_changes": []}`, args...)
		if r.code != cli.ExitError || r.stdout != "" || !strings.Contains(r.stderr, "have the same stack name") {
			t.Errorf("%s: exit code %d, standard output %q, standard error %q", name, r.code, r.stdout, r.stderr)
		}
	}
	if got := stacksOf(t, "--stack", "prod", paths[0]); got != "prod" {
		t.Errorf("stack %q, want the given one", got)
	}
}
