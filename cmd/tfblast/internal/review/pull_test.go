package review_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/signoff"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/review"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/review/reviewtest"
)

// newReader opens a reader of a stand-in, whose pauses take no time and are counted.
func newReader(t *testing.T) (*review.Reader, *reviewtest.Server, *int) {
	t.Helper()
	server := reviewtest.NewGitHub(t)
	clock, pauses := now, 0
	target := review.Target{Host: review.GitHub, API: server.URL, Project: reviewtest.Project, Number: reviewtest.Number, Token: server.Token}
	r, err := target.OpenReader(func() time.Time { return clock })
	if err != nil {
		t.Fatal(err)
	}
	r.Deadline = now.Add(2 * time.Minute)
	r.Pause = func(_ context.Context, d time.Duration) error {
		clock = clock.Add(d)
		pauses++
		return nil
	}
	return r, server, &pauses
}

func TestPull(t *testing.T) {
	t.Parallel()
	r, server, _ := newReader(t)
	server.PageSize(3)
	p := reviewtest.Pull{Head: strings.ToUpper(reviewtest.Head), Author: "Ann", State: "merged"}
	for i := range 8 {
		p.Commits = append(p.Commits, reviewtest.Commit{Hash: fmt.Sprint(i), Email: fmt.Sprintf("A%d@example.com", i), Login: fmt.Sprintf("a%d", i)})
		p.Reviews = append(p.Reviews, reviewtest.Review{Login: fmt.Sprintf("r%d", i), State: "approved", Commit: reviewtest.Head, Submitted: "2026-01-01T01:00:00+01:00"})
	}
	p.Commits[4].Login = "" // nobody's address
	p.Reviews[5].Login = "" // an account that is gone
	p.Reviews[6].Bot = true
	server.SetPull(p)
	got, err := r.Pull(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got.Head != reviewtest.Head || got.Author != "Ann" || got.Closed || len(got.Reviews) != 8 || len(got.Accounts) != 2*7 {
		t.Errorf("%+v", got)
	}
	want := signoff.Review{ID: 1007, Login: "r7", State: signoff.ReviewApproved, Commit: reviewtest.Head, Submitted: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	if diff := cmp.Diff(want, got.Reviews[7]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if !got.Reviews[5].Bot || !got.Reviews[6].Bot || got.Reviews[7].Bot {
		t.Error("who is no user is taken for one, or the other way round")
	}
	p.State = "closed"
	server.SetPull(p)
	if got, err := r.Pull(t.Context()); err != nil || !got.Closed {
		t.Errorf("closed: %+v, %v", got, err)
	}
}

// Each of the requests may hit a hiccup, and none of them may turn a refusal into silence.
func TestPullFailures(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/pulls/7", "/pulls/7/commits", "/pulls/7/reviews"} {
		for _, tt := range []struct {
			code, times int
			header      map[string]string
			passes      bool
		}{
			{code: http.StatusBadGateway, times: 2, passes: true},
			{code: http.StatusTooManyRequests, times: 1, header: map[string]string{"Retry-After": "3"}, passes: true},
			{code: http.StatusForbidden, times: 1, header: map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": fmt.Sprint(now.Unix() + 9)}, passes: true},
			{code: 0, times: 1, passes: true}, // tried again by the transport itself
			{code: http.StatusInternalServerError, times: 100},
			{code: http.StatusForbidden, times: 1},
			{code: http.StatusNotFound, times: 1},
			{code: http.StatusUnauthorized, times: 1},
		} {
			t.Run(fmt.Sprintf("%s %d %t", path, tt.code, tt.passes), func(t *testing.T) {
				t.Parallel()
				r, server, pauses := newReader(t)
				server.SetPull(reviewtest.Pull{Author: "ann", Reviews: []reviewtest.Review{{Login: "ben", State: "APPROVED"}}})
				server.Fail(reviewtest.Fault{Method: http.MethodGet, Path: path, Code: tt.code, Times: tt.times, Header: tt.header, Body: `{"message": "no"}`})
				got, err := r.Pull(t.Context())
				switch {
				case tt.passes && (err != nil || len(got.Reviews) != 1 || *pauses == 0 && tt.code != 0):
					t.Errorf("%+v, %d pauses, %v", got, *pauses, err)
				case !tt.passes && err == nil:
					t.Error("no error")
				case err != nil && strings.Contains(err.Error(), server.Token):
					t.Error("the token is in the error")
				}
			})
		}
	}
}

func TestExpand(t *testing.T) {
	t.Parallel()
	r, server, _ := newReader(t)
	server.PageSize(2)
	server.SetPull(reviewtest.Pull{Teams: map[string][]string{"leads": {"Zoe", "ann", "ben", "carl", "dora"}, "empty": {}}})
	var members []review.Member
	for _, text := range []string{"github:Xaver", "ANN", "github:acme/Leads", "acme/empty", "acme/nobody", "other/leads"} {
		m, err := review.ParseMember(text)
		if err != nil {
			t.Fatal(err)
		}
		members = append(members, m)
	}
	server.Fail(reviewtest.Fault{Method: http.MethodGet, Path: "/teams/empty/", Code: http.StatusForbidden, Times: 1})
	logins, unknown, err := r.Expand(t.Context(), members)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"ann", "ben", "carl", "dora", "xaver", "zoe"}, logins); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(unknown) != 3 || unknown[0].Slug != "empty" || unknown[0].Status != http.StatusForbidden || unknown[2].Org != "other" {
		t.Errorf("unknown %v", unknown)
	}
	// A team that can't be asked about now is no team without members.
	server.Fail(reviewtest.Fault{Method: http.MethodGet, Path: "/teams/leads/", Code: http.StatusBadGateway, Times: 100})
	_, _, err = r.Expand(t.Context(), members)
	if host, ok := errors.AsType[*review.HostError](err); !ok || host.Status != http.StatusBadGateway {
		t.Errorf("error %v", err)
	}
}

func TestParseMemberRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "github:", "/", "a/", "/b", "a/b/c", "ann@example.com", "a b", "../x", "a/..", "a?b", "a%2fb"} {
		if m, err := review.ParseMember(text); err == nil {
			t.Errorf("%q is %+v", text, m)
		}
	}
}

// Whoever has a hand in the change is found by account, and who can't be is named.
func TestLogins(t *testing.T) {
	t.Parallel()
	p := review.Pull{Author: "Opener", Accounts: []review.Account{{Email: "ann@example.com", Login: "Ann"}, {Email: "x@example.com", Login: "web-flow"}}}
	listed := func(email string) []string {
		if email == "dora@example.com" {
			return []string{"Dora"}
		}
		return nil
	}
	logins, unknown := p.Logins([]string{"ann@example.com", "dora@example.com", "12+Emil@users.noreply.github.com", "eve@example.com", "12+x@users.noreply.github.com.example"}, listed)
	if diff := cmp.Diff([]string{"ann", "dora", "emil", "opener", "web-flow"}, logins); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"eve@example.com", "12+x@users.noreply.github.com.example"}, unknown); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
