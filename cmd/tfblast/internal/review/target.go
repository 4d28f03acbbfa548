package review

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// The hosts that are known.
const (
	GitHub = "github"
	GitLab = "gitlab"
)

// Hosts lists them, for messages.
func Hosts() []string { return []string{GitHub, GitLab} }

// Target is a pull or merge request and how to get there.
type Target struct {
	// Host is GitHub or GitLab.
	Host string
	// API is the address of the host's REST API.
	API string
	// Project is OWNER/NAME on GitHub; on GitLab the path or number of the project.
	Project string
	// Number is the number of the pull or merge request.
	Number int
	// Commit is the commit whose status is set; empty stands for the request's head.
	Commit string
	// Token is the secret that opens the API. It is in no message.
	Token string
	// Job leads to the job that runs, empty if it is not known.
	Job string

	pipeline int64
	url      string
	actions  bool
}

// Given is what the user says of the target; the environment of the job fills in the rest.
type Given struct {
	Host, API, Project, Commit string
	Number                     int
	// TokenVariable names the environment variable that holds the token.
	TokenVariable string
}

// Discover finds the target in the environment of a job of GitHub Actions or GitLab CI,
// and in what is given.
func Discover(given Given, getenv func(string) string) (Target, error) {
	t := Target{Host: given.Host, API: given.API, Project: given.Project, Commit: given.Commit, Number: given.Number}
	if t.Host == "" {
		switch {
		case getenv("GITHUB_ACTIONS") == "true":
			t.Host = GitHub
		case getenv("GITLAB_CI") == "true":
			t.Host = GitLab
		default:
			return t, errors.New("this is no job of GitHub Actions or GitLab CI: name the place with --host, --repo and --number")
		}
	}
	var err error
	switch t.Host {
	case GitHub:
		err = t.fromActions(getenv)
	case GitLab:
		err = t.fromGitLabCI(getenv)
	default:
		err = fmt.Errorf("--host %q: want one of %s", t.Host, strings.Join(Hosts(), ", "))
	}
	if err != nil {
		return t, err
	}
	if given.TokenVariable != "" {
		if t.Token = getenv(given.TokenVariable); t.Token == "" {
			return t, fmt.Errorf("--token-env: the variable %s is empty", given.TokenVariable)
		}
	}
	return t, t.check(getenv)
}

// Open connects to the target.
func (t Target) Open(now func() time.Time) (Host, error) {
	if t.Host == GitLab {
		return newGitLab(t, now)
	}
	return newGitHub(t, now)
}

// check refuses a target of which something is missing.
func (t *Target) check(getenv func(string) string) error {
	what, variable := "pull request", "GITHUB_TOKEN"
	if t.Host == GitLab {
		what, variable = "merge request", "GITLAB_TOKEN"
	}
	switch {
	case t.Project == "":
		return errors.New("the repository is not known: name it with --repo")
	case t.Number <= 0:
		return fmt.Errorf("the number of the %s is not known: run this in a job for %ss, or name it with --number", what, what)
	case t.Token == "" && t.Host == GitLab && getenv("CI_JOB_TOKEN") != "":
		return errors.New("GITLAB_TOKEN is empty: CI_JOB_TOKEN is not enough, it can't write comments; " +
			"make a project access token with the scope `api` and keep it in the masked variable GITLAB_TOKEN")
	case t.Token == "":
		return fmt.Errorf("%s is empty: pass the token in it, or name another variable with --token-env", variable)
	}
	if u, err := url.Parse(t.API); err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" || u.User != nil {
		return errors.New("--api: want the address of the host's API, such as https://api.github.com or https://gitlab.com/api/v4")
	}
	if t.Host == GitHub && !gitHubName.MatchString(t.Project) {
		return fmt.Errorf("--repo %q: want OWNER/NAME", t.Project)
	}
	if t.Commit != "" && !commitName.MatchString(t.Commit) {
		return fmt.Errorf("--commit %q: want the whole name of a commit in hexadecimal digits", t.Commit)
	}
	return nil
}

var (
	gitHubName = regexp.MustCompile(`^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$`)
	commitName = regexp.MustCompile(`^[0-9a-f]{40}([0-9a-f]{24})?$`)
)

// fill sets what is not given.
func fill(to *string, from ...string) {
	for _, text := range from {
		if *to == "" {
			*to = text
		}
	}
}

// event is the part of a webhook event that names a pull request
// (https://docs.github.com/webhooks/webhook-events-and-payloads).
type event struct {
	PullRequest *struct {
		Number int `json:"number"`
		Head   struct {
			SHA string `json:"sha"`
		} `json:"head"`
	} `json:"pull_request"`
	Issue *struct {
		Number      int `json:"number"`
		PullRequest *struct {
			URL string `json:"url"`
		} `json:"pull_request"`
	} `json:"issue"`
	WorkflowRun *struct {
		HeadSHA      string `json:"head_sha"`
		PullRequests []struct {
			Number int `json:"number"`
		} `json:"pull_requests"`
	} `json:"workflow_run"`
}

// fromActions reads the variables of GitHub Actions
// (https://docs.github.com/actions/reference/workflows-and-actions/variables). The number is
// in the event only; GITHUB_SHA is a merge that nobody sees, so the commit is the event's.
func (t *Target) fromActions(getenv func(string) string) error {
	t.actions = getenv("GITHUB_ACTIONS") == "true"
	fill(&t.API, getenv("GITHUB_API_URL"), "https://api.github.com")
	fill(&t.Token, getenv("GITHUB_TOKEN"), getenv("GH_TOKEN"))
	if server, repo, run := getenv("GITHUB_SERVER_URL"), getenv("GITHUB_REPOSITORY"), getenv("GITHUB_RUN_ID"); run != "" {
		t.Job = webAddress(server + "/" + repo + "/actions/runs/" + run)
	}
	if t.Project != "" && t.Number != 0 {
		return nil // the event may be about another pull request
	}
	fill(&t.Project, getenv("GITHUB_REPOSITORY"))
	path := getenv("GITHUB_EVENT_PATH")
	if path == "" || t.Number != 0 {
		return nil
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the event of this run (GITHUB_EVENT_PATH): %w", err)
	}
	var e event
	if err := json.Unmarshal(content, &e); err != nil {
		return fmt.Errorf("read the event of this run (GITHUB_EVENT_PATH): %w", err)
	}
	switch {
	case e.PullRequest != nil:
		t.Number = e.PullRequest.Number
		fill(&t.Commit, e.PullRequest.Head.SHA)
	case e.Issue != nil && e.Issue.PullRequest != nil:
		t.Number = e.Issue.Number
	case e.WorkflowRun != nil && len(e.WorkflowRun.PullRequests) == 1:
		t.Number = e.WorkflowRun.PullRequests[0].Number
		fill(&t.Commit, e.WorkflowRun.HeadSHA)
	}
	return nil
}

// fromGitLabCI reads the variables of GitLab CI
// (https://docs.gitlab.com/ci/variables/predefined_variables/).
func (t *Target) fromGitLabCI(getenv func(string) string) error {
	fill(&t.API, getenv("CI_API_V4_URL"), "https://gitlab.com/api/v4")
	fill(&t.Token, getenv("GITLAB_TOKEN"))
	t.Job = webAddress(getenv("CI_JOB_URL"))
	if t.Project != "" && t.Number != 0 {
		return nil
	}
	if t.Number == 0 && getenv("CI_MERGE_REQUEST_IID") != "" {
		number, err := strconv.Atoi(getenv("CI_MERGE_REQUEST_IID"))
		if err != nil {
			return fmt.Errorf("CI_MERGE_REQUEST_IID: %w", err)
		}
		t.Number = number
		// In pipelines of merged results CI_COMMIT_SHA is a merge that nobody sees.
		fill(&t.Commit, getenv("CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"), getenv("CI_COMMIT_SHA"))
		t.pipeline, _ = strconv.ParseInt(getenv("CI_PIPELINE_ID"), 10, 64)
		if page := getenv("CI_MERGE_REQUEST_PROJECT_URL"); page != "" {
			t.url = webAddress(fmt.Sprintf("%s/-/merge_requests/%d", page, number))
		}
	}
	fill(&t.Project, getenv("CI_MERGE_REQUEST_PROJECT_ID"), getenv("CI_PROJECT_ID"))
	return nil
}

// webAddress is the text if it is the address of a page that may stand in a comment and a
// message as it is, else nothing.
func webAddress(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || len(text) > maxAddress || !plainAddress.MatchString(text) {
		return ""
	}
	return text
}

const maxAddress = 1000

var plainAddress = regexp.MustCompile(`^[A-Za-z0-9:/?&=#%._~+-]+$`)
