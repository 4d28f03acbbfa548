package review

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/go-github/v89/github"
)

// gitHub is a pull request on GitHub or GitHub Enterprise Server.
type gitHub struct {
	client      *github.Client
	owner, repo string
	number      int
	commit      string
	now         func() time.Time
	// self is our login. Tokens of apps, that of Actions among them, can't ask who they
	// are: then it is empty, and known is true all the same.
	self  string
	known bool
	// hints say what to do about a refusal.
	hints map[int]string
}

// gitHubHints say what to do about a refusal to write.
var gitHubHints = map[int]string{
	http.StatusUnauthorized: "the token is not valid (any more): pass the job's own as GITHUB_TOKEN: ${{ github.token }}",
	http.StatusForbidden: "the token may not do this: give the job `permissions: pull-requests: write` (and `statuses: write` for --status); " +
		"on pull requests from forks GITHUB_TOKEN can only read",
	http.StatusNotFound:            "check the repository and the number: either they don't exist or the token can't see them",
	http.StatusGone:                "the repository has issues and comments switched off",
	http.StatusUnprocessableEntity: "GitHub does not accept what was sent: is the conversation locked, or the number that of an issue?",
}

func newGitHub(t Target, now func() time.Time) (*gitHub, error) {
	owner, repo, ok := strings.Cut(t.Project, "/")
	if !ok || owner == "" || repo == "" || strings.Contains(repo, "/") {
		return nil, fmt.Errorf("repository %q: want OWNER/NAME", t.Project)
	}
	api := strings.TrimSuffix(t.API, "/") + "/"
	client, err := github.NewClient(github.WithHTTPClient(httpClient()), github.WithAuthToken(t.Token),
		github.WithURLs(&api, nil), github.WithUserAgent("tfblast"), github.WithDisableRateLimitCheck())
	if err != nil {
		return nil, fmt.Errorf("GitHub at %s: %w", t.API, err)
	}
	return &gitHub{client: client, owner: owner, repo: repo, number: t.Number, commit: t.Commit, now: now, hints: gitHubHints}, nil
}

func (g *gitHub) fail(doing string, resp *github.Response, err error) error {
	var answer *http.Response
	if resp != nil {
		answer = resp.Response
	}
	return hostError(doing, answer, err, g.hints, g.now())
}

// perPage is the most that GitHub and GitLab put on one page.
const perPage = 100

func (g *gitHub) Comments(ctx context.Context, page int) ([]Comment, int, error) {
	if err := g.whoAmI(ctx); err != nil {
		return nil, 0, err
	}
	list, resp, err := g.client.Issues.ListComments(ctx, g.owner, g.repo, g.number,
		&github.IssueListCommentsOptions{ListOptions: github.ListOptions{Page: page, PerPage: perPage}})
	if err != nil {
		return nil, 0, g.fail("list the comments", resp, err)
	}
	comments := make([]Comment, 0, len(list))
	for _, c := range list {
		comments = append(comments, g.comment(c))
	}
	return comments, resp.NextPage, nil
}

// whoAmI finds out our login. An app's token is refused with 403; its comments are those of
// a bot, and no person can write as one.
func (g *gitHub) whoAmI(ctx context.Context) error {
	if g.known {
		return nil
	}
	user, resp, err := g.client.Users.Get(ctx, "")
	if err == nil {
		g.self, g.known = user.GetLogin(), true
		return nil
	}
	failed := g.fail("ask whose token this is", resp, err)
	if e, ok := failed.(*HostError); ok && e.Status == http.StatusForbidden && !e.Again { //nolint:errorlint // made right above
		g.known = true
		return nil
	}
	return failed
}

func (g *gitHub) comment(c *github.IssueComment) Comment {
	own := strings.EqualFold(c.GetUser().GetLogin(), g.self)
	if g.self == "" {
		own = c.GetUser().GetType() == "Bot"
	}
	return Comment{ID: c.GetID(), Body: c.GetBody(), URL: c.GetHTMLURL(), Own: own}
}

func (g *gitHub) Create(ctx context.Context, body string) (Comment, error) {
	c, resp, err := g.client.Issues.CreateComment(ctx, g.owner, g.repo, g.number, &github.IssueComment{Body: &body})
	if err != nil {
		return Comment{}, g.fail("create the comment", resp, err)
	}
	return g.comment(c), nil
}

func (g *gitHub) Update(ctx context.Context, id int64, body string) (Comment, error) {
	c, resp, err := g.client.Issues.EditComment(ctx, g.owner, g.repo, id, &github.IssueComment{Body: &body})
	if err != nil {
		return Comment{}, g.fail("update the comment", resp, err)
	}
	return g.comment(c), nil
}

func (g *gitHub) Labels(ctx context.Context, page int) ([]string, int, error) {
	list, resp, err := g.client.Issues.ListLabelsByIssue(ctx, g.owner, g.repo, g.number, &github.ListOptions{Page: page, PerPage: perPage})
	if err != nil {
		return nil, 0, g.fail("list the labels", resp, err)
	}
	names := make([]string, 0, len(list))
	for _, l := range list {
		names = append(names, l.GetName())
	}
	return names, resp.NextPage, nil
}

func (g *gitHub) ChangeLabels(ctx context.Context, add string, remove []string) error {
	if _, resp, err := g.client.Issues.AddLabelsToIssue(ctx, g.owner, g.repo, g.number, []string{add}); err != nil {
		return g.fail("add the label", resp, err)
	}
	for _, name := range remove {
		resp, err := g.client.Issues.RemoveLabelForIssue(ctx, g.owner, g.repo, g.number, url.PathEscape(name))
		if err != nil && (resp == nil || resp.Response == nil || resp.StatusCode != http.StatusNotFound) {
			return g.fail("remove the label", resp, err)
		}
	}
	return nil
}

func (g *gitHub) SetStatus(ctx context.Context, s Status) error {
	if g.commit == "" {
		pull, resp, err := g.client.PullRequests.Get(ctx, g.owner, g.repo, g.number)
		if err != nil {
			return g.fail("look up the pull request's commit", resp, err)
		}
		g.commit = pull.GetHead().GetSHA()
	}
	state := string(s.State)
	status := github.RepoStatus{State: &state, Context: &s.Context, Description: &s.Description}
	if s.URL != "" {
		status.TargetURL = &s.URL
	}
	_, resp, err := g.client.Repositories.CreateStatus(ctx, g.owner, g.repo, g.commit, status)
	if err != nil {
		return g.fail("set the commit status", resp, err)
	}
	return nil
}
