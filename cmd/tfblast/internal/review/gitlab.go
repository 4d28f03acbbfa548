package review

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// gitLab is a merge request on GitLab.
type gitLab struct {
	client   *gitlab.Client
	project  string
	number   int64
	commit   string
	pipeline int64
	now      func() time.Time
	self     int64 // our user, 0 until known
	url      string
	located  bool // the address was asked for
}

// gitLabHints say what to do about a refusal.
var gitLabHints = map[int]string{
	http.StatusUnauthorized: "the token is not valid: GITLAB_TOKEN must hold a project, group or personal access token with the scope `api`; " +
		"CI_JOB_TOKEN can't write comments",
	http.StatusForbidden: "the token may not do this: it needs the scope `api` and the role Reporter (Developer for --status and --label)",
	http.StatusNotFound:  "check the project and the number: either they don't exist or the token can't see them",
}

// noLimiter leaves the pace to the answers of the host.
type noLimiter struct{}

func (noLimiter) Wait(context.Context) error { return nil }

func newGitLab(t Target, now func() time.Time) (*gitLab, error) {
	client, err := gitlab.NewClient(t.Token, gitlab.WithBaseURL(t.API), gitlab.WithHTTPClient(httpClient()),
		gitlab.WithoutRetries(), gitlab.WithCustomLimiter(noLimiter{}), gitlab.WithUserAgent("tfblast"))
	if err != nil {
		return nil, fmt.Errorf("GitLab at %s: %w", t.API, err)
	}
	return &gitLab{
		client: client, project: t.Project, number: int64(t.Number), commit: t.Commit, pipeline: t.pipeline, now: now, url: t.url,
	}, nil
}

func (g *gitLab) fail(doing string, resp *gitlab.Response, err error) error {
	var answer *http.Response
	if resp != nil {
		answer = resp.Response
	}
	return hostError(doing, answer, err, gitLabHints, g.now())
}

func (g *gitLab) Comments(ctx context.Context, page int) ([]Comment, int, error) {
	if g.self == 0 {
		user, resp, err := g.client.Users.CurrentUser(gitlab.WithContext(ctx))
		if err != nil {
			return nil, 0, g.fail("ask whose token this is", resp, err)
		}
		g.self = user.ID
	}
	list, resp, err := g.client.Notes.ListMergeRequestNotes(g.project, g.number,
		&gitlab.ListMergeRequestNotesOptions{ListOptions: gitlab.ListOptions{Page: int64(page), PerPage: perPage}}, gitlab.WithContext(ctx))
	if err != nil {
		return nil, 0, g.fail("list the comments", resp, err)
	}
	comments := make([]Comment, 0, len(list))
	for _, n := range list {
		comments = append(comments, g.comment(n))
	}
	return comments, int(resp.NextPage), nil
}

// locate asks for the address of the merge request, which only its pipelines know. Notes have
// none of their own. Without it the comment has no address, and nothing else is amiss.
func (g *gitLab) locate(ctx context.Context) {
	if g.url != "" || g.located {
		return
	}
	g.located = true
	if mr, _, err := g.client.MergeRequests.GetMergeRequest(g.project, g.number, nil, gitlab.WithContext(ctx)); err == nil {
		g.url = webAddress(mr.WebURL)
	}
}

func (g *gitLab) comment(n *gitlab.Note) Comment {
	c := Comment{ID: n.ID, Body: n.Body, Author: n.Author.Username, Own: n.Author.ID == g.self && !n.System}
	if g.url != "" {
		c.URL = fmt.Sprintf("%s#note_%d", g.url, n.ID)
	}
	return c
}

func (g *gitLab) Create(ctx context.Context, body string) (Comment, error) {
	g.locate(ctx)
	n, resp, err := g.client.Notes.CreateMergeRequestNote(g.project, g.number,
		&gitlab.CreateMergeRequestNoteOptions{Body: &body}, gitlab.WithContext(ctx))
	if err != nil {
		return Comment{}, g.fail("create the comment", resp, err)
	}
	if n.ID == 0 {
		return Comment{}, unconfirmed("create the comment", resp.Response, "note")
	}
	return g.comment(n), nil
}

func (g *gitLab) Update(ctx context.Context, id int64, body string) (Comment, error) {
	g.locate(ctx)
	n, resp, err := g.client.Notes.UpdateMergeRequestNote(g.project, g.number, id,
		&gitlab.UpdateMergeRequestNoteOptions{Body: &body}, gitlab.WithContext(ctx))
	if err != nil {
		return Comment{}, g.fail("update the comment", resp, err)
	}
	if n.ID != id {
		return Comment{}, unconfirmed("update the comment", resp.Response, "note of this number")
	}
	return g.comment(n), nil
}

// Labels returns all labels at once: they are a part of the merge request.
func (g *gitLab) Labels(ctx context.Context, _ int) ([]string, int, error) {
	mr, resp, err := g.client.MergeRequests.GetMergeRequest(g.project, g.number, nil, gitlab.WithContext(ctx))
	if err != nil {
		return nil, 0, g.fail("list the labels", resp, err)
	}
	return mr.Labels, 0, nil
}

func (g *gitLab) ChangeLabels(ctx context.Context, add string, remove []string) error {
	options := &gitlab.UpdateMergeRequestOptions{}
	if add != "" {
		options.AddLabels = &gitlab.LabelOptions{add}
	}
	if len(remove) > 0 {
		gone := gitlab.LabelOptions(remove)
		options.RemoveLabels = &gone
	}
	changed, resp, err := g.client.MergeRequests.UpdateMergeRequest(g.project, g.number, options, gitlab.WithContext(ctx))
	if err != nil {
		return g.fail("change the labels", resp, err)
	}
	if add != "" && !slices.ContainsFunc(changed.Labels, func(l string) bool { return strings.EqualFold(l, add) }) {
		return unconfirmed("change the labels", resp.Response, "label "+add)
	}
	return nil
}

// gitLabStates are GitLab's words: it knows no broken state of its own.
var gitLabStates = map[State]gitlab.BuildStateValue{Success: gitlab.Success, Failure: gitlab.Failed, Broken: gitlab.Failed}

func (g *gitLab) SetStatus(ctx context.Context, s Status) error {
	if g.commit == "" {
		mr, resp, err := g.client.MergeRequests.GetMergeRequest(g.project, g.number, nil, gitlab.WithContext(ctx))
		if err != nil {
			return g.fail("look up the merge request's commit", resp, err)
		}
		if g.commit = mr.SHA; g.commit == "" {
			return unconfirmed("look up the merge request's commit", resp.Response, "commit")
		}
	}
	options := &gitlab.SetCommitStatusOptions{State: gitLabStates[s.State], Name: &s.Context, Description: &s.Description}
	if s.URL != "" {
		options.TargetURL = &s.URL
	}
	if g.pipeline != 0 {
		options.PipelineID = &g.pipeline
	}
	set, resp, err := g.client.Commits.SetCommitStatus(g.project, g.commit, options, gitlab.WithContext(ctx))
	if err != nil && strings.Contains(err.Error(), "Cannot transition status") && strings.Contains(err.Error(), "from :"+string(options.State)) {
		return nil // it is in this state already
	}
	if err != nil {
		return g.fail("set the commit status", resp, err)
	}
	if set.ID == 0 {
		return unconfirmed("set the commit status", resp.Response, "status")
	}
	return nil
}
