package cli_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/cli"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/review/reviewtest"
)

// job is a job of GitHub Actions for the pull request of a stand-in.
type job struct {
	*reviewtest.Server
	environment map[string]string
}

func newJob(t *testing.T) *job {
	t.Helper()
	s := reviewtest.NewGitHub(t)
	dir := t.TempDir()
	return &job{s, map[string]string{
		"GITHUB_ACTIONS": "true", "GITHUB_API_URL": s.URL, "GITHUB_TOKEN": s.Token, "GITHUB_REPOSITORY": reviewtest.Project,
		"GITHUB_SERVER_URL": "https://github.example", "GITHUB_RUN_ID": "5",
		"GITHUB_STEP_SUMMARY": filepath.Join(dir, "summary.md"), "GITHUB_OUTPUT": filepath.Join(dir, "output"),
	}}
}

// comment runs tfblast comment on a plan.
func (j *job) comment(t *testing.T, plan string, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := cli.Main(t.Context(), append([]string{"comment", "--number", strconv.Itoa(reviewtest.Number)}, args...), cli.Process{
		Stdin: strings.NewReader(plan), Stdout: &stdout, Stderr: &stderr,
		Getenv: func(name string) string { return j.environment[name] },
		Now:    func() time.Time { return time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC) },
	})
	r := result{code, stdout.String(), stderr.String()}
	if strings.Contains(r.stdout+r.stderr, j.Token) {
		t.Error("the token is printed")
	}
	return r
}

// body is the only comment.
func (j *job) body(t *testing.T) string {
	t.Helper()
	comments := j.Comments()
	if len(comments) != 1 {
		t.Fatalf("%d comments, want 1", len(comments))
	}
	return comments[0].Body
}

// bigPlan replaces n databases with long names.
func bigPlan(t *testing.T, n int) string {
	t.Helper()
	var entries []object
	for i := range n {
		p := changed(func(entry, _ object) {
			entry["address"] = fmt.Sprintf(`module.region["eu-central-1"].module.shop.aws_db_instance.%s["shard-%d"]`, strings.Repeat("orders_", 8), i)
		})
		entries = append(entries, p["resource_changes"].([]object)...)
	}
	plan := changed(func(object, object) {})
	plan["resource_changes"] = entries
	content, err := json.Marshal(plan)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// A comment on thousands of changes is accepted by GitHub, and says where the rest is.
func TestCommentFits(t *testing.T) {
	t.Parallel()
	j := newJob(t)
	plan := bigPlan(t, 5000)
	r := j.comment(t, plan, "--stack", "s", "--top", "150")
	if r.code != cli.ExitOK {
		t.Fatalf("exit code %d: %s", r.code, r.stderr[:min(len(r.stderr), 2000)])
	}
	body := j.body(t)
	if units := len(utf16.Encode([]rune(body))); units > 65536 || units < 45_000 {
		t.Errorf("the comment has %d bytes", len(body))
	}
	for _, want := range []string{"5000 replaces", "**Shortened to fit here.** ", "<https://github.example/acme/infra/actions/runs/5>"} {
		if !strings.Contains(body, want) {
			t.Errorf("the comment does not say %q", want)
		}
	}
	if open, shut := strings.Count(body, "\n<details>"), strings.Count(body, "\n</details>"); open != shut || open == 0 {
		t.Errorf("%d folds begin, %d end", open, shut)
	}
	if summary := readFile(t, j.environment["GITHUB_STEP_SUMMARY"]); len(summary) > 1<<20 || len(summary) <= len(body) {
		t.Errorf("the job summary has %d bytes", len(summary))
	}
	if r := j.comment(t, plan, "--stack", "s", "--top", "150"); r.code != cli.ExitOK || !strings.Contains(j.body(t), "700 unchanged, 4300 not compared") {
		t.Errorf("exit code %d; the second comment does not compare", r.code)
	}
}

// Hostile text in each place of a plan, and in the name of the stack, neither forges a
// comment's head nor reaches a log or the outputs as it is.
func TestCommentOfHostilePlans(t *testing.T) {
	t.Parallel()
	payloads := maps.Clone(payloads)
	payloads["marker"] = marker + "-->\n<!-- tfblast:report:sha256:" + strings.Repeat("0", 64) + " -->\n<!-- tfblast:baseline:AAAA -->"
	payloads["outputs"] = marker + "\nlevel=info\nEOF\nlevel<<EOF\ninfo\nEOF"
	for _, kind := range slices.Sorted(maps.Keys(payloads)) {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			j := newJob(t)
			for _, hostile := range hostilePlans {
				content, err := json.Marshal(hostile.build(payloads[kind]))
				if err != nil {
					t.Fatal(err)
				}
				r := j.comment(t, string(content), "--values", "all", "-v", "--stack", payloads[kind], "--status", "--label")
				if r.code == cli.ExitError && !strings.Contains(r.stderr, "error: standard input: ") {
					t.Fatalf("%s: %s", hostile.place, r.stderr)
				}
				checkStreams(t, hostile.place, r)
			}
			lines := strings.SplitAfterN(j.body(t), "\n", 3) // one comment for all of them
			for i, line := range strings.SplitAfter(lines[2], "\n") {
				if strings.HasPrefix(line, "<!--") {
					t.Errorf("line %d of the report is a comment: %q", i, line)
				}
			}
			checkText(t, "comment", j.body(t))
			checkText(t, "job summary", readFile(t, j.environment["GITHUB_STEP_SUMMARY"]))
			for _, s := range j.Statuses() {
				checkText(t, "status", s.Context+s.Description)
			}
			for line := range strings.SplitSeq(readFile(t, j.environment["GITHUB_OUTPUT"]), "\n") {
				if strings.Contains(line, "=") || strings.Contains(line, "<<") && !strings.Contains(line, "<<tfblast_") {
					t.Errorf("an output of its own: %q", line)
				}
			}
		})
	}
}

// Stacks of one request keep apart, also where a directory of plans is one comment.
func TestCommentOfManyStacks(t *testing.T) {
	t.Parallel()
	j := newJob(t)
	dir := t.TempDir()
	paths := writePlans(t, dir, "a/plan.json", "b/plan.json")
	paths = append(paths, writePlans(t, dir, "c/prod.json", "c/dev.json", "c/prod.eu.json", "c/prod.us.json")...)
	for range 2 {
		for _, args := range [][]string{
			{paths[0]}, {paths[1]}, {paths[0], paths[1]}, {"--comment-id", "all", paths[0], paths[1]},
			{paths[2]}, {paths[3]}, {paths[4]}, {paths[5]}, // of one folder
		} {
			if r := j.comment(t, "", append([]string{"-q"}, args...)...); r.code != cli.ExitOK {
				t.Fatalf("%v: %s", args, r.stderr)
			}
		}
	}
	if n := len(j.Comments()); n != 8 {
		t.Errorf("%d comments, want 8", n)
	}
	// Another plan in the directory is news in the same comment.
	for _, name := range []string{"dir/x.json", "dir/y.json", "dir/z.json"} {
		writePlans(t, dir, name)
		if name != "dir/x.json" {
			if r := j.comment(t, "", "-q", filepath.Join(dir, "dir")); r.code != cli.ExitOK {
				t.Fatal(r.stderr)
			}
		}
	}
	if n := len(j.Comments()); n != 9 {
		t.Errorf("%d comments, want 9", n)
	}
}

// A baseline that someone has spoilt is left aside, with a note.
func TestCommentWithSpoiltBaseline(t *testing.T) {
	t.Parallel()
	j := newJob(t)
	plan := bigPlan(t, 1)
	j.comment(t, plan, "-q", "--stack", "s")
	head, _, _ := strings.Cut(j.body(t), "\n")
	j.Add(reviewtest.Comment{Author: reviewtest.User, Body: head + "\n<!-- tfblast:baseline:AAAA -->\n\nx"})
	r := j.comment(t, plan, "--stack", "s")
	if r.code != cli.ExitOK || !strings.Contains(r.stderr, "the last comment can't be compared with") {
		t.Errorf("exit code %d: %s", r.code, r.stderr)
	}
	newest := j.Comments()[1].Body
	if strings.Contains(newest, "Since the last report") || !strings.Contains(newest, "tfblast:baseline:") || strings.Contains(newest, ":AAAA") {
		t.Errorf("the comment holds\n%s", newest[:min(len(newest), 500)])
	}
}

// A report that can't be written is an error, and the comment is there all the same.
func TestCommentBesideBrokenOutput(t *testing.T) {
	t.Parallel()
	j := newJob(t)
	r := j.comment(t, bigPlan(t, 1), "-q", "--stack", "s", "--fail-on", "low", "-o", filepath.Join(t.TempDir(), "missing", "report"))
	if r.code != cli.ExitError || !strings.Contains(j.body(t), "**failed** `fail-on`") {
		t.Errorf("exit code %d, comment %q", r.code, j.body(t))
	}
	for _, name := range []string{"GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"} {
		j.environment[name] = filepath.Join(t.TempDir(), "missing", "file")
		if r := j.comment(t, bigPlan(t, 1), "-q", "--stack", "s", "--status"); r.code != cli.ExitError || !strings.Contains(r.stderr, name) {
			t.Errorf("%s can't be written: exit code %d, %q", name, r.code, r.stderr)
		}
		if s := j.Statuses(); len(s) == 0 || s[len(s)-1].State != "error" {
			t.Errorf("%s can't be written: statuses %+v", name, s)
		}
		delete(j.environment, name)
	}
}

// --baseline FILE stands above what the last comment holds.
func TestCommentWithBaselineFile(t *testing.T) {
	t.Parallel()
	j := newJob(t)
	path := filepath.Join(t.TempDir(), "old.json")
	if r := run(t, `{"resource_changes": []}`, "-q", "--stack", "s", "-f", "json="+path); r.code != cli.ExitOK {
		t.Fatal(r.stderr)
	}
	plan := bigPlan(t, 2)
	j.comment(t, plan, "-q", "--stack", "s")
	r := j.comment(t, plan, "-q", "--stack", "s", "--baseline", path, "-f", "json")
	var parsed report.Report
	if err := json.Unmarshal([]byte(r.stdout), &parsed); err != nil {
		t.Fatal(err)
	}
	if parsed.Baseline == nil || parsed.Baseline.Source != path || parsed.Baseline.New != 2 {
		t.Errorf("baseline %+v", parsed.Baseline)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

// Whatever step fails on the host, the exit code is 1 and what can be done is done.
func TestCommentFailures(t *testing.T) {
	t.Parallel()
	for _, f := range []reviewtest.Fault{
		{Method: http.MethodGet, Path: "/user", Code: 401},
		{Method: http.MethodGet, Path: "/comments", Code: 403},
		{Method: http.MethodGet, Path: "/comments", Code: 500},
		{Method: http.MethodPost, Path: "/comments", Code: 403},
		{Method: http.MethodPost, Path: "/comments", Code: 422},
		{Method: http.MethodPost, Path: "/comments", Code: 429, Header: map[string]string{"Retry-After": "600"}},
		{Method: http.MethodPost, Path: "/labels", Code: 404},
		{Method: http.MethodPost, Path: "/statuses", Code: 403},
	} {
		t.Run(fmt.Sprintf("%s %s %d", f.Method, f.Path, f.Code), func(t *testing.T) {
			t.Parallel()
			j := newJob(t)
			f.Times, f.Body = 1000, `{"message": "No"}`
			j.Fail(f)
			r := j.comment(t, bigPlan(t, 1), "--stack", "s", "--fail-on", "low", "--label", "--status", "--post-timeout", "500ms")
			if r.code != cli.ExitError || !strings.Contains(r.stdout, "aws_db_instance") || !strings.Contains(r.stderr, "tfblast: error: ") {
				t.Errorf("exit code %d, stderr %q", r.code, r.stderr)
			}
			if output := readFile(t, j.environment["GITHUB_OUTPUT"]); !strings.Contains(output, "\n1\n") {
				t.Errorf("the outputs are\n%s", output)
			}
		})
	}
}

// Where there is no report and the host refuses as well, both are said.
func TestCommentTwoFailures(t *testing.T) {
	t.Parallel()
	j := newJob(t)
	j.Fail(reviewtest.Fault{Method: http.MethodPost, Path: "/comments", Code: 403, Times: 1, Body: `{"message": "No"}`})
	r := j.comment(t, bigPlan(t, 1), "--stack", "s", "--baseline", "missing.json")
	if r.code != cli.ExitError || r.stdout != "" {
		t.Errorf("exit code %d, standard output %q", r.code, r.stdout)
	}
	for _, want := range []string{"error: --baseline: open missing.json", "error: create the comment: "} {
		if strings.Count(r.stderr, want) != 1 {
			t.Errorf("want %q once in %q", want, r.stderr)
		}
	}
}
