package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/review/reviewtest"
)

// hostKey is where a script keeps its server.
type hostKey struct{}

// atEnd closes a server at the end of a script.
type atEnd struct{ script *testscript.TestScript }

// Cleanup implements reviewtest.Cleaner.
func (a atEnd) Cleanup(f func()) { a.script.Defer(f) }

// cmdHost starts a stand-in for a code host and makes the script a job of its CI, for
// merge or pull request 7: host github|gitlab.
func cmdHost(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: host github|gitlab")
	}
	var settings map[string]string
	var server *reviewtest.Server
	switch args[0] {
	case "github":
		server = reviewtest.NewGitHub(atEnd{ts})
		event := ts.MkAbs("event.json")
		ts.Check(os.WriteFile(event, fmt.Appendf(nil, `{"pull_request": {"number": %d, "head": {"sha": "%s"}}}`,
			reviewtest.Number, reviewtest.Head), 0o600))
		settings = map[string]string{
			"GITHUB_ACTIONS": "true", "GITHUB_API_URL": server.URL, "GITHUB_REPOSITORY": reviewtest.Project, "GITHUB_TOKEN": server.Token,
			"GITHUB_EVENT_PATH": event, "GITHUB_SERVER_URL": "https://github.example", "GITHUB_RUN_ID": "5",
			"GITHUB_OUTPUT": ts.MkAbs("outputs.txt"), "GITHUB_STEP_SUMMARY": ts.MkAbs("summary.md"),
		}
	case "gitlab":
		server = reviewtest.NewGitLab(atEnd{ts})
		settings = map[string]string{
			"GITLAB_CI": "true", "CI_API_V4_URL": server.URL, "CI_PROJECT_ID": reviewtest.ProjectID, "GITLAB_TOKEN": server.Token,
			"CI_MERGE_REQUEST_IID": fmt.Sprint(reviewtest.Number), "CI_COMMIT_SHA": reviewtest.Head,
			"CI_JOB_URL": "https://gitlab.example/acme/infra/-/jobs/9",
		}
	default:
		ts.Fatalf("no host %q", args[0])
	}
	for name, value := range settings {
		ts.Setenv(name, value)
	}
	*ts.Value(hostKey{}).(**reviewtest.Server) = server
}

// cmdKept writes down what the host keeps: the comments as comment1.md and so on, labels
// and statuses one a line. It fails if there are not as many comments as said: kept N.
func cmdKept(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: kept N")
	}
	server := *ts.Value(hostKey{}).(**reviewtest.Server)
	comments := server.Comments()
	for i, c := range comments {
		ts.Check(os.WriteFile(ts.MkAbs(fmt.Sprintf("comment%d.md", i+1)), []byte(c.Body), 0o600))
	}
	var statuses strings.Builder
	for _, s := range server.Statuses() {
		fmt.Fprintf(&statuses, "%s %s %s: %s (%s)\n", s.Commit[:7], s.Context, s.State, s.Description, s.TargetURL)
	}
	ts.Check(os.WriteFile(ts.MkAbs("statuses.txt"), []byte(statuses.String()), 0o600))
	ts.Check(os.WriteFile(ts.MkAbs("labels.txt"), []byte(strings.Join(server.Labels(), "\n")+"\n"), 0o600))
	if fmt.Sprint(len(comments)) != args[0] {
		ts.Fatalf("%d comments, want %s", len(comments), args[0])
	}
}

// cmdPull changes the pull request that the host keeps; the word HEAD stands for the commit
// that is checked out:
//
//	pull open|closed|merged HEAD AUTHOR     its state, its head and who opened it
//	pull commit HASH EMAIL [LOGIN]          one more commit, by an account or by nobody's
//	pull review LOGIN STATE HASH TIME       one more review, by an app if LOGIN ends in [bot]
//	pull dismiss LOGIN                      dismisses the reviews of LOGIN
//	pull team SLUG LOGIN...                 a team of the organisation acme
func cmdPull(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: pull open|closed|merged|commit|review|dismiss|team ARG...")
	}
	for i, arg := range args {
		if arg == "HEAD" {
			ts.Check(ts.Exec("git", "rev-parse", "HEAD"))
			args[i] = strings.TrimSpace(ts.ReadFile("stdout"))
		}
	}
	server := *ts.Value(hostKey{}).(**reviewtest.Server)
	p := server.Pull()
	switch word, rest := args[0], args[1:]; {
	case word == "commit" && len(rest) >= 2:
		c := reviewtest.Commit{Hash: rest[0], Email: rest[1]}
		if len(rest) > 2 {
			c.Login = rest[2]
		}
		p.Commits = append(p.Commits, c)
	case word == "review" && len(rest) == 4:
		p.Reviews = append(p.Reviews, reviewtest.Review{
			Login: rest[0], State: rest[1], Commit: rest[2], Submitted: rest[3], Bot: strings.HasSuffix(rest[0], "[bot]"),
		})
	case word == "dismiss":
		for i := range p.Reviews {
			if p.Reviews[i].Login == rest[0] {
				p.Reviews[i].State = "DISMISSED"
			}
		}
	case word == "team":
		if p.Teams == nil {
			p.Teams = map[string][]string{}
		}
		p.Teams[rest[0]] = rest[1:]
	case len(rest) == 2:
		p.State, p.Head, p.Author = word, rest[0], rest[1]
	default:
		ts.Fatalf("pull %s: what arguments?", word)
	}
	server.SetPull(p)
}

// cmdFault makes requests to the host fail: fault METHOD PATH CODE TIMES.
func cmdFault(ts *testscript.TestScript, neg bool, args []string) {
	f := reviewtest.Fault{}
	if neg || len(args) != 4 {
		ts.Fatalf("usage: fault METHOD PATH CODE TIMES")
	}
	f.Method, f.Path = args[0], args[1]
	_, err := fmt.Sscan(args[2]+" "+args[3], &f.Code, &f.Times)
	ts.Check(err)
	f.Body = `{"message": "refused"}`
	(*ts.Value(hostKey{}).(**reviewtest.Server)).Fail(f)
}
