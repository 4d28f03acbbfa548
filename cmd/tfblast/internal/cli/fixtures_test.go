package cli_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/cli"
	"github.com/tfblast/tfblast/fixtures"
)

// TestSameBytes reads every fixture twice, in all formats.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	for _, f := range fixtures.All(t) {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			first, _ := runAllFormats(t, "", "-v", f.Plan)
			second, _ := runAllFormats(t, "", "-v", f.Plan)
			if diff := cmp.Diff(first, second); diff != "" {
				t.Errorf("two runs differ (-first +second):\n%s", diff)
			}
		})
	}
}

// reportOf reads a plan as JSON; false where the plan is refused.
func reportOf(t *testing.T, path string) (report.Report, bool) {
	t.Helper()
	r := run(t, "", "-f", "json", "-q", path)
	var parsed report.Report
	if r.code == cli.ExitError {
		if r.stdout != "" || r.stderr == "" {
			t.Errorf("refused, with standard output %q and standard error %q", r.stdout, r.stderr)
		}
		return parsed, false
	}
	if err := json.Unmarshal([]byte(r.stdout), &parsed); err != nil {
		t.Fatalf("JSON report: %v", err)
	}
	return parsed, true
}

// TestGatesOfFixtures compares exit codes with what the report says: a gate fails at its
// level and above, a limit above its number.
func TestGatesOfFixtures(t *testing.T) {
	t.Parallel()
	seen := map[risk.Level]bool{}
	for _, f := range fixtures.All(t) {
		if len(seen) == len(risk.Levels()) {
			break
		}
		r, ok := reportOf(t, f.Plan)
		if !ok || seen[r.Summary.Level] {
			continue
		}
		seen[r.Summary.Level] = true
		if r.SchemaVersion == "" {
			t.Fatalf("%s: the report was not read", f.Name)
		}
		for _, level := range risk.Levels() {
			want := cli.ExitOK
			if r.Summary.Level >= level {
				want = cli.ExitGate
			}
			if got := run(t, "", "-q", "--fail-on", level.String(), f.Plan).code; got != want {
				t.Errorf("%s is %s: --fail-on %s exits with %d, want %d", f.Name, r.Summary.Level, level, got, want)
			}
		}
	}
	if len(seen) != len(risk.Levels()) {
		t.Errorf("the fixtures have the levels %v, want all", seen)
	}
}
