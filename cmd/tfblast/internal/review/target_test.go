package review_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/review"
)

const commit = "89abcdef0123456789abcdef0123456789abcdef"

// actions is the environment of a job of GitHub Actions.
func actions(t *testing.T, event string, more ...string) func(string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "event.json")
	if err := os.WriteFile(path, []byte(event), 0o600); err != nil {
		t.Fatal(err)
	}
	return environment(append([]string{
		"GITHUB_ACTIONS=true", "GITHUB_API_URL=https://api.github.com", "GITHUB_SERVER_URL=https://github.com",
		"GITHUB_REPOSITORY=acme/infra", "GITHUB_RUN_ID=5", "GITHUB_TOKEN=secret", "GITHUB_EVENT_PATH=" + path,
	}, more...)...)
}

// gitLabCI is the environment of a job of GitLab CI.
func gitLabCI(more ...string) func(string) string {
	return environment(append([]string{
		"GITLAB_CI=true", "CI_API_V4_URL=https://gitlab.example/api/v4", "CI_PROJECT_ID=42", "CI_MERGE_REQUEST_IID=7",
		"CI_COMMIT_SHA=" + commit, "CI_PIPELINE_ID=3", "GITLAB_TOKEN=secret", "CI_JOB_TOKEN=other",
		"CI_JOB_URL=https://gitlab.example/acme/infra/-/jobs/9",
	}, more...)...)
}

func environment(settings ...string) func(string) string {
	values := map[string]string{}
	for _, setting := range settings {
		name, value, _ := strings.Cut(setting, "=")
		values[name] = value
	}
	return func(name string) string { return values[name] }
}

const pullRequest = `{"number": 7, "pull_request": {"number": 7, "head": {"sha": "` + commit + `"}}}`

func TestDiscover(t *testing.T) {
	t.Parallel()
	gitHub := review.Target{
		Host: "github", API: "https://api.github.com", Project: "acme/infra", Number: 7, Token: "secret",
		Job: "https://github.com/acme/infra/actions/runs/5",
	}
	gitLab := review.Target{
		Host: "gitlab", API: "https://gitlab.example/api/v4", Project: "42", Number: 7, Token: "secret", Commit: commit,
		Job: "https://gitlab.example/acme/infra/-/jobs/9",
	}
	with := func(t review.Target, change func(*review.Target)) review.Target {
		change(&t)
		return t
	}
	for _, test := range []struct {
		name  string
		env   func(string) string
		given review.Given
		want  review.Target
	}{
		{"a pull request", actions(t, pullRequest), review.Given{}, with(gitHub, func(t *review.Target) { t.Commit = commit })},
		{
			"a comment on a pull request", actions(t, `{"issue": {"number": 7, "pull_request": {"url": "x"}}}`),
			review.Given{},
			gitHub,
		},
		{
			"a workflow behind another", actions(t, `{"workflow_run": {"head_sha": "`+commit+`", "pull_requests": [{"number": 7}]}}`),
			review.Given{},
			with(gitHub, func(t *review.Target) { t.Commit = commit }),
		},
		{
			"another number than the event's", actions(t, pullRequest),
			review.Given{Number: 8, Project: "acme/other"},
			with(gitHub, func(t *review.Target) { t.Number, t.Project = 8, "acme/other" }),
		},
		{
			"another token", actions(t, pullRequest, "BOT=mine"),
			review.Given{TokenVariable: "BOT"},
			with(gitHub, func(t *review.Target) { t.Commit, t.Token = commit, "mine" }),
		},
		{
			"GH_TOKEN", actions(t, pullRequest, "GITHUB_TOKEN=", "GH_TOKEN=gh"),
			review.Given{},
			with(gitHub, func(t *review.Target) { t.Commit, t.Token = commit, "gh" }),
		},
		{
			"no CI", environment("GITHUB_TOKEN=secret"),
			review.Given{Host: "github", Project: "acme/infra", Number: 7},
			with(gitHub, func(t *review.Target) { t.Job = "" }),
		},
		{"a merge request", gitLabCI(), review.Given{}, gitLab},
		{
			"merged results", gitLabCI("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA=0123456789abcdef0123456789abcdef01234567"),
			review.Given{},
			with(gitLab, func(t *review.Target) { t.Commit = "0123456789abcdef0123456789abcdef01234567" }),
		},
		{
			"the project of the request, not that of a fork", gitLabCI("CI_MERGE_REQUEST_PROJECT_ID=41"),
			review.Given{},
			with(gitLab, func(t *review.Target) { t.Project = "41" }),
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := review.Discover(test.given, test.env)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got, cmpopts.IgnoreUnexported(review.Target{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if _, err := got.Open(nil); err != nil {
				t.Errorf("open: %v", err)
			}
		})
	}
}

func TestDiscoverRefuses(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		env   func(string) string
		given review.Given
		want  string
	}{
		{"no CI", environment(), review.Given{}, "--host"},
		{"another host", environment(), review.Given{Host: "bitbucket"}, "want one of github, gitlab"},
		{"a push", actions(t, `{"ref": "refs/heads/main"}`), review.Given{}, "--number"},
		{"an issue", actions(t, `{"issue": {"number": 7}}`), review.Given{}, "--number"},
		{"several requests", actions(t, `{"workflow_run": {"pull_requests": [{"number": 7}, {"number": 8}]}}`), review.Given{}, "--number"},
		{"a broken event", actions(t, `{`), review.Given{}, "GITHUB_EVENT_PATH"},
		{"no token", actions(t, pullRequest, "GITHUB_TOKEN="), review.Given{}, "GITHUB_TOKEN is empty"},
		{"an empty token of its own", actions(t, pullRequest), review.Given{TokenVariable: "BOT"}, "the variable BOT is empty"},
		{"a repository that is a path", actions(t, pullRequest), review.Given{Project: "acme/infra/../x"}, "want OWNER/NAME"},
		{"a branch for a commit", actions(t, pullRequest), review.Given{Commit: "main"}, "--commit"},
		{"no address", actions(t, pullRequest), review.Given{API: "file:///etc"}, "--api"},
		{"a password in the address", actions(t, pullRequest), review.Given{API: "https://me:secret@github.example"}, "--api"},
		{"the job's token", gitLabCI("GITLAB_TOKEN="), review.Given{}, "CI_JOB_TOKEN is not enough"},
		{"no merge request", gitLabCI("CI_MERGE_REQUEST_IID="), review.Given{}, "the number of the merge request"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := review.Discover(test.given, test.env)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("the error is %v, want %q in it", err, test.want)
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the error shows a secret: %v", err)
			}
		})
	}
}

// What the environment names as the job's page goes into a comment only if it is an
// address and nothing else.
func TestJobAddress(t *testing.T) {
	t.Parallel()
	for _, address := range []string{"javascript:alert(1)", "https://x/> @team", "https://x/\n::stop-commands::", "x", "https://me:pw@x/"} {
		got, err := review.Discover(review.Given{}, gitLabCI("CI_JOB_URL="+address))
		if err != nil || got.Job != "" {
			t.Errorf("%q is taken as %q, %v", address, got.Job, err)
		}
	}
}
