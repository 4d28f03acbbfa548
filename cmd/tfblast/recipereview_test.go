package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/review/reviewtest"
)

func testGitHub(t *testing.T, r recipe, done ledger) {
	t.Helper()
	w := readWorkflow(t, r)
	each(t, done, func(j *job, o outcome) {
		a := newActionsJob(j, true)
		a.installs()
		a.workflow(r, w)
		j.want(a.code, o.code)
		summary, _ := os.ReadFile(j.env["GITHUB_STEP_SUMMARY"])
		comments := a.server.Comments()
		if len(comments) != 1 {
			t.Fatalf("%d comments, want 1; output:\n%s", len(comments), j.output)
		}
		switch o.code {
		case 0:
			j.holds(comments[0].Body, "Info 0")
			j.holds(strings.Join(a.server.Labels(), " "), "tfblast:info")
		case 2:
			j.holds(comments[0].Body, "Critical", "`fail-on`", "main.tf:")
			j.holds(strings.Join(a.server.Labels(), " "), "tfblast:critical")
			j.holds(string(summary), "### ", "resources affected. Ask someone")
		default:
			j.holds(comments[0].Body, "No report")
		}
		if got := strings.Contains(string(summary), "Ask someone"); got != (o.code == 2) {
			t.Errorf("exit code %d, and someone is asked: %t", o.code, got)
		}
	})
	for _, fork := range []bool{false, true} {
		t.Run(fmt.Sprintf("read-only token, fork %t", fork), func(t *testing.T) {
			j := newJob(t, done, gravePlan)
			a := newActionsJob(j, true)
			a.fork, a.inputs = fork, map[string]string{"version": "path"}
			a.server.Fail(reviewtest.Fault{
				Method: http.MethodPost, Path: "/comments", Code: http.StatusForbidden, Times: 9,
				Body: `{"message": "Resource not accessible by integration"}`,
			})
			a.workflow(r, w)
			summary, err := os.ReadFile(j.env["GITHUB_STEP_SUMMARY"])
			j.must(err)
			j.holds(string(summary), "### ", "Critical")
			if fork {
				j.want(a.code, 2) // the gate alone decides
				j.holds(string(summary), "Ask someone")
				return
			}
			j.want(a.code, 1) // never a green job without its comment
			if strings.Contains(string(summary), "Ask someone") {
				t.Error("a failure to comment passes for a failed gate")
			}
		})
	}
}

func testGitHubMatrix(t *testing.T, r recipe, done ledger) {
	t.Helper()
	w := readWorkflow(t, r)
	each(t, done, func(j *job, o outcome) {
		for _, stack := range []string{"network", "app"} {
			j.configure(filepath.Dir(j.env[fakePlanJSON]), stack)
		}
		a := newActionsJob(j, true)
		a.installs()
		a.workflow(r, w)
		j.want(a.code, o.code)
		if comments := a.server.Comments(); len(comments) != 2 {
			t.Errorf("%d comments, want one for each stack", len(comments))
		}
		if strings.Contains(j.programs(), "terraform") {
			t.Errorf("terraform was run: %s", j.programs())
		}
	})
}

// testAction tries what the recipes for GitHub leave out.
func testAction(t *testing.T, r recipe, done ledger) {
	t.Helper()
	t.Run("install", func(t *testing.T) { testInstall(t, r, done) })
	start := func(t *testing.T, fixture string, pull bool) *actionsJob {
		t.Helper()
		a := newActionsJob(newJob(t, done, fixture), pull)
		plan, err := os.ReadFile(a.env[fakePlanJSON])
		a.must(err)
		a.must(os.WriteFile(filepath.Join(a.dir, "plan.json"), plan, 0o600))
		a.inputs = map[string]string{"version": "path"}
		return a
	}
	t.Run("no pull request", func(t *testing.T) {
		a := start(t, gravePlan, false)
		outputs := a.runAction(map[string]string{"plan": "plan.json", "fail-on": "high", "label": "true"})
		a.want(a.code, 2)
		if outputs["exit-code"] != "2" || outputs["level"] != "critical" || outputs["report-path"] != filepath.Join(a.dir, "tfblast-report.md") {
			t.Errorf("outputs %v", outputs)
		}
		if n := len(a.server.Requests()); n != 0 {
			t.Errorf("%d requests, want none", n)
		}
		a.holds(a.file("tfblast-report.md"), "### ")
	})
	for event, text := range map[string]string{
		"issue":        fmt.Sprintf(`{"issue": {"number": %d, "pull_request": {"url": "https://api.github.example/pulls/7"}}}`, reviewtest.Number),
		"workflow_run": fmt.Sprintf(`{"workflow_run": {"head_sha": %q, "pull_requests": [{"number": %d}]}}`, reviewtest.Head, reviewtest.Number),
		"":             `{"ref": "refs/heads/main"}`,
	} {
		t.Run("event "+event, func(t *testing.T) {
			a := start(t, calmPlan, false)
			a.startedBy(event, text)
			with := map[string]string{"plan": "plan.json", "status": "true"}
			if event == "" {
				with["number"] = fmt.Sprint(reviewtest.Number)
			}
			a.runAction(with)
			a.want(a.code, 0)
			if len(a.server.Comments()) != 1 || len(a.server.Statuses()) != 1 {
				t.Errorf("comments %v, statuses %v", a.server.Comments(), a.server.Statuses())
			}
		})
	}
	t.Run("every gate and input", func(t *testing.T) {
		a := start(t, gravePlan, false)
		a.must(os.WriteFile(filepath.Join(a.dir, "a b.sarif"), []byte(`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Scanner"}}, "results": []}]}`), 0o600))
		a.must(os.WriteFile(filepath.Join(a.dir, "old.json"), []byte(`{"schema_version": "1", "summary": {"level": "low", "score": 5}, "changes": []}`), 0o600))
		a.runAction(map[string]string{
			"plan": "plan.json", "max-delete": "0", "max-replace": "0", "max-affected": "0", "baseline": "old.json", "sarif-in": "a b.sarif\n",
		})
		a.want(a.code, 2)
		a.holds(a.file("tfblast-report.md"), "`max-replace`", "`max-affected`", "`max-delete`", "`Scanner`", "Since the last report")
	})
	t.Run("no comment", func(t *testing.T) {
		a := start(t, calmPlan, true)
		outputs := a.runAction(map[string]string{"plan": "plan.json", "comment": "false"})
		a.want(a.code, 0)
		if outputs["exit-code"] != "0" || outputs["score"] != "0" || len(a.server.Requests()) != 0 {
			t.Errorf("outputs %v, requests %v", outputs, a.server.Requests())
		}
	})
	t.Run("several plans and flags", func(t *testing.T) {
		a := start(t, gravePlan, true)
		a.must(os.MkdirAll(filepath.Join(a.dir, "other stack"), 0o755))
		a.must(os.Rename(filepath.Join(a.dir, "plan.json"), filepath.Join(a.dir, "other stack", "plan.json")))
		a.must(os.WriteFile(filepath.Join(a.dir, "-odd.json"), []byte(a.file("other stack/plan.json")), 0o600))
		outputs := a.runAction(map[string]string{
			"plan": "other stack/plan.json\n-odd.json\n", "report": "the report.md", "args": "--max-replace=0\n--markdown-limit=github\n",
		})
		a.want(a.code, 2)
		if outputs["exit-code"] != "2" {
			t.Errorf("outputs %v", outputs)
		}
		a.holds(a.file("the report.md"), "other stack/plan.json", "-odd.json", "`max-replace`")
	})
	for _, words := range [][]string{{"True", "yes", "ON"}, {"NO", "off", "False"}} {
		t.Run("switches "+words[0], func(t *testing.T) {
			a := start(t, calmPlan, true)
			a.runAction(map[string]string{"plan": "plan.json", "fail-on": "critical", "comment": words[0], "label": words[1], "status": words[2], "strict": words[1]})
			a.want(a.code, 0)
			want := map[bool]int{true: 1, false: 0}[words[0] == "True"]
			if len(a.server.Comments()) != want || len(a.server.Labels()) != want || len(a.server.Statuses()) != want {
				t.Errorf("comments %v, labels %v, statuses %v", a.server.Comments(), a.server.Labels(), a.server.Statuses())
			}
		})
	}
	t.Run("wrong inputs", func(t *testing.T) {
		a := start(t, calmPlan, true)
		a.runAction(map[string]string{"plan": "plan.json"})
		for _, test := range []struct {
			input, value, says string
			told               bool // in the comment
		}{
			{"plan", "\n", "::error::tfblast: the input plan is empty", false},
			{"comment", "maybe", "::error::tfblast: the input comment is neither true nor false", false},
			{"comment", "", "::error::tfblast: the input comment is neither true nor false", false},
			{"args", "--help", "::error::tfblast: nothing was analysed", false},
			{"args", "-h", "::error::tfblast: nothing was analysed", false},
			{"args", "--no-such-flag", "unknown flag", false},
			{"strict", "maybe", `invalid argument "maybe" for "--strict" flag`, true},
			{"label", "", `invalid argument "" for "--label" flag`, true},
			{"fail-on", "Critical", `unknown level "Critical"`, true},
			{"max-delete", "x", `invalid argument "x" for "--max-delete" flag`, true},
		} {
			a.failed, a.code = false, 0
			outputs := a.runAction(map[string]string{"plan": "plan.json", test.input: test.value})
			if a.code != 1 || outputs["exit-code"] != "1" || outputs["level"] != "" || !strings.Contains(a.output, test.says) {
				t.Errorf("%s: %q: exit code %d, outputs %v:\n%s", test.input, test.value, a.code, outputs, a.output)
			}
			comments := a.server.Comments()
			if len(comments) != 1 || strings.Contains(comments[0].Body, "No report") != test.told {
				t.Errorf("%s: %q: comments %v", test.input, test.value, comments)
			}
			a.failed, a.code = false, 0
			a.runAction(map[string]string{"plan": "plan.json"})
			a.want(a.code, 0)
		}
	})
}

func testGitLab(t *testing.T, r recipe, done ledger) {
	t.Helper()
	var file struct {
		Template struct {
			Variables map[string]string
			Script    []yaml.Node
			Artifacts struct {
				Paths   []string
				Reports map[string]string
			}
		} `yaml:".tfblast"`
	}
	r.decode(t, &file)
	if len(file.Template.Script) < 2 {
		t.Fatal("no script")
	}
	run := func(j *job, token string, more map[string]string) int {
		j.Helper()
		var text strings.Builder // a job's lines are one script
		for _, line := range file.Template.Script {
			j.ledger.tick(r.script(line))
			text.WriteString(line.Value + "\n")
		}
		j.set(file.Template.Variables)
		j.set(map[string]string{"GITLAB_CI": "true", "CI_PROJECT_DIR": j.dir, "GITLAB_TOKEN": token})
		j.set(more)
		whole := script{text.String(), place{r.name, file.Template.Script[0].Line}}
		return j.run(whole, shellGitLab, ".", nil)
	}
	request := func(server *reviewtest.Server) map[string]string {
		return map[string]string{
			"CI_API_V4_URL": server.URL, "CI_PROJECT_ID": reviewtest.ProjectID, "CI_MERGE_REQUEST_IID": fmt.Sprint(reviewtest.Number),
			"CI_COMMIT_SHA": reviewtest.Head, "TF_FOLDER": "stacks/network", "TF_COMMAND": "tofu",
		}
	}
	each(t, done, func(j *job, o outcome) {
		server := reviewtest.NewGitLab(j)
		j.configure(filepath.Dir(j.env[fakePlanJSON]), "stacks/network")
		j.want(run(j, server.Token, request(server)), o.code)
		if comments := server.Comments(); len(comments) != 1 {
			t.Fatalf("%d comments, want 1; output:\n%s", len(comments), j.output)
		}
		if o.code == 1 {
			j.holds(server.Comments()[0].Body, "No report")
			return
		}
		for _, path := range append(file.Template.Artifacts.Paths, file.Template.Artifacts.Reports["codequality"]) {
			if j.file(path) == "" {
				t.Errorf("the artifact %s is empty", path)
			}
		}
		if o.code == 2 {
			j.holds(j.file(file.Template.Artifacts.Reports["codequality"]), `"path": "stacks/network/main.tf"`)
		}
		j.holds(j.programs(), "tofu plan -input=false -out=tfplan")
	})
	t.Run("no merge request", func(t *testing.T) {
		j := newJob(t, done, gravePlan)
		j.want(run(j, "", nil), 2)
		j.holds(j.file("tfblast-report.md"), "Critical")
		j.holds(j.programs(), "terraform plan")
	})
	t.Run("terraform fails", func(t *testing.T) {
		j := newJob(t, done, calmPlan)
		j.want(run(j, "", map[string]string{"STAND_IN_CODE": "3"}), 3)
	})
}

func testHCP(t *testing.T, r recipe, done ledger) {
	t.Helper()
	s := r.scripts(t)[0]
	const token = "token-of-the-run"
	each(t, done, func(j *job, o outcome) {
		plan, err := os.ReadFile(j.env[fakePlanJSON])
		j.must(err)
		if o.code == 1 {
			plan = nil // 204: the plan is not finished
		}
		// Where plans are kept: an address that is secret by itself and gets no token.
		store := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			if req.Header.Get("Authorization") != "" {
				t.Error("the token went to another host")
			}
			_, _ = w.Write(plan)
		}))
		j.Cleanup(store.Close)
		api := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
			switch {
			case req.Header.Get("Authorization") != "Bearer "+token || req.URL.Path != "/api/v2/runs/run-1/plan/json-output":
				w.WriteHeader(http.StatusNotFound)
			case plan == nil:
				w.WriteHeader(http.StatusNoContent)
			default:
				http.Redirect(w, req, store.URL+"/object", http.StatusTemporaryRedirect)
			}
		}))
		j.Cleanup(api.Close)
		j.set(map[string]string{"TFC_URL": api.URL, "TFC_RUN": "run-1", "TFC_TOKEN": token, "TFC_WORKSPACE": "live-network"})
		j.want(j.run(s, shebang(j, r), ".", nil), o.code)
		if o.code != 1 {
			j.holds(j.file("report.md"), "stack `live-network`")
		}
		j.set(map[string]string{"TFC_TOKEN": "wrong"})
		if code := j.run(s, shebang(j, r), ".", nil); code == 0 || code == 2 {
			t.Errorf("exit code %d without a right to read", code)
		}
		if strings.Contains(j.output, token) {
			t.Error("the log holds the token")
		}
	})
}
