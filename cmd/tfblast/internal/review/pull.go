package review

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/google/go-github/v89/github"

	"github.com/tfblast/tfblast/analyzer/signoff"
)

// Pull is what a pull request on GitHub tells of who wrote it and who reviewed it.
type Pull struct {
	// Head is the full hash of its head commit.
	Head string
	// Author is the account that opened it.
	Author string
	// Closed is true if it was closed and not merged.
	Closed bool
	// Accounts are those of authors and committers, as far as GitHub knows whose an address
	// is. It tells of the first 250 commits only.
	Accounts []Account
	// Reviews are all reviews, in the order of the host.
	Reviews []signoff.Review
}

// Account is a GitHub account with an address that is its own.
type Account struct {
	Email, Login string
}

// Reader asks GitHub about one pull request, in spite of hiccups.
type Reader struct {
	Review
	hub *gitHub
}

// OpenReader connects to a pull request to read it. Deadline must be set before anything is
// asked.
func (t Target) OpenReader(now func() time.Time) (*Reader, error) {
	if t.Host != GitHub {
		return nil, errors.New("reviews are read from GitHub only")
	}
	hub, err := newGitHub(t, now)
	if err != nil {
		return nil, err
	}
	hub.hints = readingHints
	return &Reader{Review: Review{Host: hub, Now: now}, hub: hub}, nil
}

// readingHints say what to do about a refusal where nothing is written.
var readingHints = map[int]string{
	http.StatusUnauthorized: "the token is not valid (any more): pass the job's own as GITHUB_TOKEN: ${{ github.token }}",
	http.StatusForbidden:    "the token may not read this: give the job `permissions: pull-requests: read` and `contents: read`",
	http.StatusNotFound:     "check the repository and the number: either they don't exist or the token can't see them",
}

// Pull reads the pull request.
func (r *Reader) Pull(ctx context.Context) (Pull, error) {
	var p Pull
	err := r.try(ctx, func() (err error) {
		p, err = r.hub.pull(ctx)
		return err
	})
	return p, err
}

// Team lists the accounts of the active members of a team, those of the teams below it
// among them. The error is *NoTeamError where the token can't see it.
func (r *Reader) Team(ctx context.Context, org, slug string) ([]string, error) {
	var logins []string
	err := r.try(ctx, func() (err error) {
		logins, err = r.hub.team(ctx, org, slug)
		return err
	})
	if e, ok := errors.AsType[*HostError](err); ok && !e.Again && (e.Status == http.StatusForbidden || e.Status == http.StatusNotFound) {
		return nil, &NoTeamError{Org: org, Slug: slug, Status: e.Status}
	}
	return logins, err
}

// NoTeamError is a team whose members the host does not tell.
type NoTeamError struct {
	Org, Slug string
	// Status is the HTTP status, 403 or 404.
	Status int
}

// Error says what to do about it.
func (e *NoTeamError) Error() string {
	return fmt.Sprintf("who is in the team %s/%s can't be told (status %d): it does not exist, or the token may not read it; "+
		"GITHUB_TOKEN of a job never may, the token of an app with `members: read` or one with the scope read:org may", e.Org, e.Slug, e.Status)
}

func (g *gitHub) pull(ctx context.Context) (Pull, error) {
	found, resp, err := g.client.PullRequests.Get(ctx, g.owner, g.repo, g.number)
	if err != nil {
		return Pull{}, g.fail("read the pull request", resp, err)
	}
	p := Pull{
		Head: strings.ToLower(found.GetHead().GetSHA()), Author: found.GetUser().GetLogin(),
		Closed: found.GetState() == "closed" && !found.GetMerged(),
	}
	if p.Head == "" {
		return Pull{}, errors.New("read the pull request: the answer names no head commit")
	}
	err = g.pages("list the commits", func(page *github.ListOptions) (*github.Response, error) {
		list, resp, err := g.client.PullRequests.ListCommits(ctx, g.owner, g.repo, g.number, page)
		for _, c := range list {
			p.account(c.GetCommit().GetAuthor(), c.GetAuthor())
			p.account(c.GetCommit().GetCommitter(), c.GetCommitter())
		}
		return resp, err
	})
	if err != nil {
		return Pull{}, err
	}
	return p, g.pages("list the reviews", func(page *github.ListOptions) (*github.Response, error) {
		list, resp, err := g.client.PullRequests.ListReviews(ctx, g.owner, g.repo, g.number, page)
		for _, r := range list {
			p.Reviews = append(p.Reviews, reviewOf(r))
		}
		return resp, err
	})
}

// account remembers whose an address is.
func (p *Pull) account(identity *github.CommitAuthor, user *github.User) {
	a := Account{Email: strings.ToLower(identity.GetEmail()), Login: user.GetLogin()}
	if a.Login != "" {
		p.Accounts = append(p.Accounts, a)
	}
}

// reviewOf takes over a review. Only what GitHub calls a user is a person.
func reviewOf(r *github.PullRequestReview) signoff.Review {
	return signoff.Review{
		ID: r.GetID(), Login: r.GetUser().GetLogin(), Bot: r.GetUser().GetType() != "User",
		State: strings.ToUpper(r.GetState()), Commit: strings.ToLower(r.GetCommitID()), Submitted: r.GetSubmittedAt().UTC(),
	}
}

func (g *gitHub) team(ctx context.Context, org, slug string) ([]string, error) {
	var logins []string
	err := g.pages("list the members of the team "+org+"/"+slug, func(page *github.ListOptions) (*github.Response, error) {
		list, resp, err := g.client.Teams.ListTeamMembersBySlug(ctx, org, slug, &github.TeamListTeamMembersOptions{ListOptions: *page})
		for _, u := range list {
			logins = append(logins, u.GetLogin())
		}
		return resp, err
	})
	return logins, err
}

// pages goes through the pages of a list.
func (g *gitHub) pages(doing string, ask func(*github.ListOptions) (*github.Response, error)) error {
	for page := 1; page != 0; {
		resp, err := ask(&github.ListOptions{Page: page, PerPage: perPage})
		if err != nil {
			return g.fail(doing, resp, err)
		}
		if resp.NextPage != 0 && resp.NextPage <= page {
			return errors.New(doing + ": the host's pages don't end")
		}
		page = resp.NextPage
	}
	return nil
}
