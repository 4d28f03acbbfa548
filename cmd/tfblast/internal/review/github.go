package review

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
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
	// graphQL is the address of the other API.
	graphQL string
	// self is our login. If the host does not say, it is empty, and known is true all the same.
	self  string
	known bool
	// app is true if the token is that of an app.
	app bool
	// inActions is true in a job of GitHub Actions.
	inActions bool
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

// labelHint is added where a label can't be set. Labels that the repository does not have are
// made on the way, which takes another permission (github.com/actions/labeler, "Permissions").
const labelHint = "; for --label also `issues: write`, unless the repository has the labels tfblast:critical to tfblast:info already"

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
	return &gitHub{
		client: client, graphQL: graphQLOf(t.API), owner: owner, repo: repo, number: t.Number, commit: t.Commit, now: now,
		inActions: t.actions, hints: gitHubHints,
	}, nil
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

func (g *gitHub) comment(c *github.IssueComment) Comment {
	author := c.GetUser().GetLogin()
	comment := Comment{ID: c.GetID(), Body: c.GetBody(), URL: c.GetHTMLURL(), Author: author}
	if g.self != "" {
		comment.Own = strings.EqualFold(author, g.self) ||
			g.app && c.GetUser().GetType() == "Bot" && strings.EqualFold(author, g.self+"[bot]") // GraphQL's name of a bot
		return comment
	}
	comment.Own = c.GetUser().GetType() == "Bot"
	comment.Likely = comment.Own && g.inActions && strings.EqualFold(author, actionsBot)
	return comment
}

func (g *gitHub) Create(ctx context.Context, body string) (Comment, error) {
	c, resp, err := g.client.Issues.CreateComment(ctx, g.owner, g.repo, g.number, &github.IssueComment{Body: &body})
	if err != nil {
		return Comment{}, g.fail("create the comment", resp, err)
	}
	if c.GetID() == 0 {
		return Comment{}, unconfirmed("create the comment", resp.Response, "comment")
	}
	if g.self == "" {
		g.self = c.GetUser().GetLogin() // who makes a comment is its author
	}
	return g.comment(c), nil
}

func (g *gitHub) Update(ctx context.Context, id int64, body string) (Comment, error) {
	c, resp, err := g.client.Issues.EditComment(ctx, g.owner, g.repo, id, &github.IssueComment{Body: &body})
	if err != nil {
		return Comment{}, g.fail("update the comment", resp, err)
	}
	if c.GetID() != id {
		return Comment{}, unconfirmed("update the comment", resp.Response, "comment of this number")
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
	if add != "" {
		labels, resp, err := g.client.Issues.AddLabelsToIssue(ctx, g.owner, g.repo, g.number, []string{add})
		if err != nil {
			return hintMore(g.fail("add the label", resp, err), labelHint)
		}
		if !slices.ContainsFunc(labels, func(l *github.Label) bool { return strings.EqualFold(l.GetName(), add) }) {
			return unconfirmed("add the label", resp.Response, "label "+add)
		}
	}
	for _, name := range remove {
		resp, err := g.client.Issues.RemoveLabelForIssue(ctx, g.owner, g.repo, g.number, url.PathEscape(name))
		if err != nil && (resp == nil || resp.Response == nil || resp.StatusCode != http.StatusNotFound) {
			return g.fail("remove the label", resp, err)
		}
	}
	return nil
}

// hintMore adds to the hint about missing permissions.
func hintMore(err error, more string) error {
	if e, ok := errors.AsType[*HostError](err); ok && e.Hint == gitHubHints[http.StatusForbidden] {
		e.Hint += more
	}
	return err
}

func (g *gitHub) SetStatus(ctx context.Context, s Status) error {
	if g.commit == "" {
		pull, resp, err := g.client.PullRequests.Get(ctx, g.owner, g.repo, g.number)
		if err != nil {
			return g.fail("look up the pull request's commit", resp, err)
		}
		if g.commit = pull.GetHead().GetSHA(); g.commit == "" {
			return unconfirmed("look up the pull request's commit", resp.Response, "commit")
		}
	}
	state := string(s.State)
	status := github.RepoStatus{State: &state, Context: &s.Context, Description: &s.Description}
	if s.URL != "" {
		status.TargetURL = &s.URL
	}
	set, resp, err := g.client.Repositories.CreateStatus(ctx, g.owner, g.repo, g.commit, status)
	if err != nil {
		return g.fail("set the commit status", resp, err)
	}
	if set.GetID() == 0 {
		return unconfirmed("set the commit status", resp.Response, "status")
	}
	return nil
}
