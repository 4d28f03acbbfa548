package cli_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/cli"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/review/reviewtest"
)

// Whatever keeps a run from its report, the comment of the last one does not go on to show a
// verdict, and the job summary says that there is none.
func TestCommentWithoutReport(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, stderr string
		flags        []string
		spoil        func(t *testing.T, dir string)
	}{
		{name: "no plans left", stderr: "holds no plan", spoil: func(t *testing.T, dir string) {
			t.Helper()
			for _, name := range []string{"a.json", "b.json"} {
				if err := os.Remove(filepath.Join(dir, name)); err != nil {
					t.Fatal(err)
				}
			}
		}},
		{name: "no folder left", stderr: "no such file", spoil: func(t *testing.T, dir string) {
			t.Helper()
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}},
		{name: "plans broken", stderr: "a.json", spoil: func(t *testing.T, dir string) {
			t.Helper()
			for _, name := range []string{"a.json", "b.json"} {
				if err := os.WriteFile(filepath.Join(dir, name), []byte("{"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}},
		{name: "wrong value of a flag", stderr: "--now", flags: []string{"--now", "yesterday"}},
		{name: "wrong level of a gate", stderr: `invalid argument "Critical" for "--fail-on" flag: unknown level`, flags: []string{"--fail-on", "Critical"}},
		{name: "wrong limit", stderr: `invalid argument "x" for "--max-delete" flag: want a number`, flags: []string{"--max-delete=x", "--max-replace=y"}},
		{name: "wrong number", stderr: `invalid argument "few" for "--top" flag`, flags: []string{"--top", "few"}},
		{name: "wrong switch", stderr: `invalid argument "maybe" for "--strict" flag`, flags: []string{"--strict=maybe"}},
		{name: "wrong time", stderr: `for "--post-timeout" flag`, flags: []string{"--post-timeout", "soon"}},
		{name: "empty level", stderr: `invalid argument "" for "--fail-on" flag`, flags: []string{"--fail-on="}},
		{name: "no baseline", stderr: "--baseline", flags: []string{"--baseline", "missing.json"}},
		{name: "no results", stderr: "--sarif-in", flags: []string{"--sarif-in", "missing.sarif"}},
		{name: "no policy", stderr: "read policy", flags: []string{"--policy", "missing.hcl"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			j := newJob(t)
			dir := filepath.Join(t.TempDir(), "pl")
			writePlans(t, dir, "a.json", "b.json")
			if r := j.comment(t, "", "-q", "--label", dir); r.code != cli.ExitOK || !strings.Contains(j.body(t), "Info 0") {
				t.Fatalf("exit code %d: %s", r.code, r.stderr)
			}
			if test.spoil != nil {
				test.spoil(t, dir)
			}
			r := j.comment(t, "", append(test.flags, "-q", "--label", "--status", dir)...)
			if r.code != cli.ExitError || strings.Count(r.stderr, test.stderr) == 0 {
				t.Errorf("exit code %d, %q", r.code, r.stderr)
			}
			if body := j.body(t); !strings.Contains(body, "No report") || strings.Contains(body, "Info 0") {
				t.Errorf("the comment holds\n%s", body)
			}
			if labels := j.Labels(); len(labels) > 0 {
				t.Errorf("labels %q, which no report backs", labels)
			}
			statuses := j.Statuses()
			if len(statuses) != 1 || statuses[0].State != "error" {
				t.Errorf("statuses %+v", statuses)
			}
			if summary := readFile(t, j.environment["GITHUB_STEP_SUMMARY"]); strings.Count(summary, "No report") != 1 {
				t.Errorf("the job summary holds\n%s", summary)
			}
			if output := readFile(t, j.environment["GITHUB_OUTPUT"]); !strings.Contains(output, "\n1\n") {
				t.Errorf("the outputs are\n%s", output)
			}
		})
	}
}

// Where the place is not known the comment stays, and the job's summary and outputs say that
// there is no report.
func TestCommentWithoutPlace(t *testing.T) {
	t.Parallel()
	for name, flags := range map[string][]string{
		"unknown flag":   {"--no-such-flag"},
		"missing value":  {"--stack"},
		"another number": {"--number", "seven"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			j := newJob(t)
			calm := `{"format_version": "1.2", "resource_changes": []}`
			j.comment(t, calm, "-q", "--stack", "s")
			if err := os.Remove(j.environment["GITHUB_OUTPUT"]); err != nil {
				t.Fatal(err)
			}
			r := j.comment(t, calm, append([]string{"-q"}, flags...)...)
			if r.code != cli.ExitError || strings.Count(r.stderr, "tfblast: error: ") != 1 || !strings.Contains(j.body(t), "Info 0") {
				t.Errorf("exit code %d, %q, comment\n%s", r.code, r.stderr, j.body(t))
			}
			if summary := readFile(t, j.environment["GITHUB_STEP_SUMMARY"]); strings.Count(summary, "No report") != 1 {
				t.Errorf("the job summary holds\n%s", summary)
			}
			if output := readFile(t, j.environment["GITHUB_OUTPUT"]); !strings.Contains(output, "exit-code<<") || !strings.Contains(output, "\n1\n") {
				t.Errorf("the outputs are\n%s", output)
			}
		})
	}
}

// A wrong flag beside a plan that comes through a pipe is about that plan's comment.
func TestCommentWithoutReportOfPipe(t *testing.T) {
	t.Parallel()
	j := newJob(t)
	calm := `{"format_version": "1.2", "resource_changes": []}`
	j.comment(t, calm, "-q")
	for _, flags := range [][]string{{"--now", "yesterday"}, {"--fail-on", "Critical"}} {
		r := j.comment(t, calm, append(flags, "-q")...)
		if r.code != cli.ExitError || !strings.Contains(j.body(t), "No report") {
			t.Errorf("exit code %d, %q, comment\n%s", r.code, r.stderr, j.body(t))
		}
	}
}

// A report that the host does not take leaves no earlier verdict in its place; one that
// could not be sent at all can't be helped.
func TestCommentNotTaken(t *testing.T) {
	t.Parallel()
	for code, gone := range map[int]bool{http.StatusUnprocessableEntity: true, http.StatusTooManyRequests: false} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			t.Parallel()
			j := newJob(t)
			calm := `{"format_version": "1.2", "resource_changes": []}`
			j.comment(t, calm, "-q", "--stack", "s")
			j.Fail(reviewtest.Fault{Method: http.MethodPatch, Path: "/comments", Code: code, Times: 1, Body: `{"message": "No"}`})
			r := j.comment(t, bigPlan(t, 1), "-q", "--stack", "s", "--post-timeout", "5s")
			if r.code != cli.ExitError || strings.Count(r.stderr, "the report is not on the request") != 1 {
				t.Errorf("exit code %d, %q", r.code, r.stderr)
			}
			body := j.body(t)
			if strings.Contains(body, "No report") != gone || strings.Contains(body, "Info 0") == gone || !strings.Contains(body, "tfblast:baseline:") {
				t.Errorf("the comment holds\n%s", body)
			}
		})
	}
}

// Two plans can't have the one name of --stack.
func TestCommentWithStackOfMany(t *testing.T) {
	t.Parallel()
	j := newJob(t)
	dir := filepath.Join(t.TempDir(), "pl")
	paths := writePlans(t, dir, "a.json")
	j.comment(t, "", "-q", "--stack", "x", paths[0])
	writePlans(t, dir, "b.json")
	r := j.comment(t, "", "-q", "--stack", "x", dir)
	if r.code != cli.ExitError || !strings.Contains(j.body(t), "No report") || !strings.Contains(r.stderr, "the same stack name") {
		t.Errorf("exit code %d, %q, comment\n%s", r.code, r.stderr, j.body(t))
	}
}

// Without its report a stack has no part in the label; those of the other stacks have.
func TestLabelWithoutReport(t *testing.T) {
	t.Parallel()
	j := newJob(t)
	calm := `{"format_version": "1.2", "resource_changes": []}`
	want := func(labels ...string) {
		t.Helper()
		if got := j.Labels(); !slices.Equal(got, labels) {
			t.Errorf("labels %q, want %q", got, labels)
		}
	}
	j.comment(t, bigPlan(t, 1), "-q", "--label", "--stack", "bad")
	level := j.Labels()
	if len(level) != 1 || level[0] == "tfblast:info" {
		t.Fatalf("labels %q", level)
	}
	j.comment(t, calm, "-q", "--label", "--stack", "calm")
	want(level...)
	j.comment(t, "no plan", "-q", "--label", "--stack", "bad")
	want("tfblast:info")
	j.comment(t, calm, "-q", "--label", "--stack", "calm") // the report that is gone does not come back
	want("tfblast:info")
	j.comment(t, "no plan", "-q", "--label", "--stack", "calm")
	want()
	j.comment(t, bigPlan(t, 1), "-q", "--label", "--stack", "bad")
	want(level...)
}

// Of several plans one that can't be read leaves the level of the others, with a word about it.
func TestCommentOnAPart(t *testing.T) {
	t.Parallel()
	j := newJob(t)
	dir := t.TempDir()
	paths := writePlans(t, dir, "a/plan.json", "b/plan.json")
	if err := os.WriteFile(paths[1], []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := j.comment(t, "", "-q", "--label", "--status", paths[0], paths[1])
	if r.code != cli.ExitError || !strings.Contains(j.body(t), "1 of 2 plans could not be read") {
		t.Errorf("exit code %d, comment\n%s", r.code, j.body(t))
	}
	if labels := j.Labels(); len(labels) != 1 || j.Statuses()[0].State != "error" {
		t.Errorf("labels %q, statuses %+v", labels, j.Statuses())
	}
}

// One comment for one set of plans, however it is spelt and whatever is in it.
func TestCommentIdentity(t *testing.T) {
	t.Parallel()
	j := newJob(t)
	root := t.TempDir()
	writePlans(t, root, ".git/x.json", "pl/a.json", "pl/b.json", "live/net/plan.json")
	at := func(path string) string { return filepath.Join(root, path) }
	same := [][]string{
		{root + "/pl"},
		{root + "/pl/"},
		{root + "/live/../pl"},
		{root + "/./pl//"},
		{"one plan"},
		{root + "/pl"},
		{"no folder"},
		{root + "/pl"},
	}
	for _, args := range same {
		switch args[0] {
		case "one plan":
			if err := os.Remove(at("pl/b.json")); err != nil {
				t.Fatal(err)
			}
		case "no folder":
			if err := os.RemoveAll(at("pl")); err != nil {
				t.Fatal(err)
			}
		default:
			j.comment(t, "", append([]string{"-q"}, args...)...)
			j.body(t) // one comment
		}
	}
	n := 1
	for _, group := range [][][]string{
		{{at("live/net/plan.json")}, {root + "/live/../live/net/plan.json"}},
		{{at("live/net/plan.json"), at("pl")}, {at("pl") + "/", at("live/net/plan.json")}},
		{{at("a b"), at("c")}},
		{{at("a"), at("b c")}},
		{{at("missing/plan.json")}},
		{{"--stack", "s", at("pl")}, {"--stack", "s", at("live/net/plan.json")}},
		{{"--comment-id", "i", "--stack", "s", at("pl")}, {"--comment-id", "i", at("live")}},
	} {
		n++
		for _, args := range group {
			j.comment(t, "", append([]string{"-q"}, args...)...)
			if got := len(j.Comments()); got != n {
				t.Fatalf("%d comments after %q, want %d", got, args, n)
			}
		}
	}
}

// What a step has written to its summary before counts against the limit.
func TestSummaryBesideOthers(t *testing.T) {
	t.Parallel()
	const limit = 1 << 20
	plan := bigPlan(t, 60)
	for _, before := range []int{0, limit - 100_000, limit - 20_000, limit - 100, limit + 5} {
		t.Run(fmt.Sprint(before), func(t *testing.T) {
			t.Parallel()
			j := newJob(t)
			path := j.environment["GITHUB_STEP_SUMMARY"]
			if err := os.WriteFile(path, []byte(strings.Repeat("x", before)), 0o600); err != nil {
				t.Fatal(err)
			}
			r := j.comment(t, plan, "--stack", "s", "--no-comment", "--top", "60")
			if r.code != cli.ExitOK {
				t.Fatalf("exit code %d: %s", r.code, r.stderr[max(len(r.stderr)-500, 0):])
			}
			summary := readFile(t, path)[before:]
			if len(summary) > max(limit-before, 0) {
				t.Errorf("%d bytes behind %d", len(summary), before)
			}
			if none := summary == ""; none != (before > limit-1000) || none != strings.Contains(r.stderr, "leaves no room") {
				t.Errorf("%d bytes behind %d, and the warning is %t", len(summary), before, strings.Contains(r.stderr, "leaves no room"))
			}
			if short := strings.Contains(summary, "**Shortened to fit here.**"); short != (before == limit-20_000) {
				t.Errorf("shortened: %t, with %d bytes before", short, before)
			}
		})
	}
}
