package review_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/review"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/review/reviewtest"
)

const superseded = "_This report of tfblast stands in a newer comment below._\n"

var now = time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC)

// rig is a review of a stand-in, whose pauses take no time.
type rig struct {
	*review.Review
	t      *testing.T
	server *reviewtest.Server
	pauses []time.Duration
}

// hosts are the stand-ins by the name of their host.
var hosts = map[string]func(reviewtest.Cleaner) *reviewtest.Server{
	review.GitHub: reviewtest.NewGitHub, review.GitLab: reviewtest.NewGitLab,
}

func newRig(t *testing.T, host string) *rig {
	t.Helper()
	return newRigIn(t, host, false)
}

// newRigIn is a rig in a job of GitHub Actions or elsewhere.
func newRigIn(t *testing.T, host string, actions bool) *rig {
	t.Helper()
	g := &rig{t: t, server: hosts[host](t)}
	project := reviewtest.Project
	if host == review.GitLab {
		project = reviewtest.ProjectID
	}
	target, err := review.Discover(
		review.Given{Host: host, API: g.server.URL, Project: project, Number: reviewtest.Number, TokenVariable: "TOKEN"},
		environment("TOKEN="+g.server.Token, fmt.Sprint("GITHUB_ACTIONS=", actions)))
	if err != nil {
		t.Fatal(err)
	}
	clock := now
	opened, err := target.Open(func() time.Time { return clock })
	if err != nil {
		t.Fatal(err)
	}
	g.Review = &review.Review{
		Host: opened, Now: func() time.Time { return clock }, Deadline: now.Add(2 * time.Minute),
		Pause: func(_ context.Context, d time.Duration) error {
			g.pauses = append(g.pauses, d)
			clock = clock.Add(d)
			return nil
		},
	}
	return g
}

// onEach runs a test on both hosts.
func onEach(t *testing.T, test func(g *rig)) {
	t.Helper()
	for host := range hosts {
		t.Run(host, func(t *testing.T) {
			t.Parallel()
			test(newRig(t, host))
		})
	}
}

func (g *rig) post(t *testing.T, stack, body string) (created bool) {
	t.Helper()
	_, created, err := g.Post(t.Context(), review.NewMarker(stack), "", body)
	if err != nil {
		t.Fatal(err)
	}
	return created
}

// bodies are the comments without their heads.
func (g *rig) bodies() []string {
	var list []string
	for _, c := range g.server.Comments() {
		_, body, found := strings.Cut(c.Body, "\n\n")
		if !found {
			body = c.Body
		}
		list = append(list, body)
	}
	return list
}

func (g *rig) want(t *testing.T, bodies ...string) {
	t.Helper()
	if diff := cmp.Diff(bodies, g.bodies()); diff != "" {
		t.Errorf("comments (-want +got):\n%s", diff)
	}
}

func TestPostUpdatesInPlace(t *testing.T) {
	t.Parallel()
	onEach(t, func(g *rig) {
		t := g.t
		g.server.Add(reviewtest.Comment{Author: "someone", Body: "hello"})
		if !g.post(t, "live/net", "one") {
			t.Error("the first comment was not created")
		}
		if g.post(t, "live/net", "two") {
			t.Error("the second was created anew")
		}
		g.want(t, "hello", "two")
	})
}

// A comment has an address, also where no job tells that of the request.
func TestAddress(t *testing.T) {
	t.Parallel()
	onEach(t, func(g *rig) {
		t := g.t
		for range 2 {
			c, _, err := g.Post(t.Context(), review.NewMarker("s"), "", "report")
			if err != nil || !strings.HasPrefix(c.URL, "https://") || !strings.Contains(c.URL, "/acme/infra/") || !strings.HasSuffix(c.URL, fmt.Sprint(c.ID)) {
				t.Errorf("the address is %q, %v", c.URL, err)
			}
		}
	})
}

// Each stack has its comment, and none overwrites another's.
func TestManyStacks(t *testing.T) {
	t.Parallel()
	onEach(t, func(g *rig) {
		t := g.t
		var want []string
		for round := range 2 {
			want = nil
			for i := range 40 {
				body := fmt.Sprintf("stack %d, round %d", i, round)
				want = append(want, body)
				g.post(t, fmt.Sprintf("live/%d", i), body)
			}
		}
		g.want(t, want...)
	})
}

// The comment is found on the last page as well.
func TestPages(t *testing.T) {
	t.Parallel()
	onEach(t, func(g *rig) {
		t := g.t
		g.server.PageSize(3)
		g.post(t, "s", "first")
		for range 31 {
			g.server.Add(reviewtest.Comment{Author: "someone", Body: "talk"})
		}
		if g.post(t, "s", "second") {
			t.Error("the comment on another page was not found")
		}
		if got := g.bodies()[0]; got != "second" {
			t.Errorf("the comment holds %q", got)
		}
	})
}

// A marker counts in our own comments and at their very start only.
func TestForgedMarkers(t *testing.T) {
	t.Parallel()
	marker := string(review.NewMarker("s"))
	for name, forged := range map[string]reviewtest.Comment{
		"another user":          {Author: "mallory", Body: marker + "\n\nx"},
		"behind text":           {Author: reviewtest.User, Body: "look: " + marker + "\n\nx"},
		"on the second line":    {Author: reviewtest.User, Body: "\n" + marker + "\n\nx"},
		"behind a space":        {Author: reviewtest.User, Body: " " + marker + "\n\nx"},
		"text behind it":        {Author: reviewtest.User, Body: marker + " x\n\nx"},
		"cut off":               {Author: reviewtest.User, Body: strings.TrimSuffix(marker, " -->") + "\n\nx"},
		"the name in clear":     {Author: reviewtest.User, Body: "<!-- tfblast:report:s -->\n\nx"},
		"another digest":        {Author: reviewtest.User, Body: string(review.NewMarker("t")) + "\n\nx"},
		"capital digits":        {Author: reviewtest.User, Body: strings.ToUpper(marker) + "\n\nx"},
		"in the name of a user": {Author: reviewtest.User + "[bot]", Body: marker + "\n\nx"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onEach(t, func(g *rig) {
				t := g.t
				id := g.server.Add(forged)
				if !g.post(t, "s", "report") {
					t.Error("the forged comment was taken for ours")
				}
				for _, c := range g.server.Comments() {
					if c.ID == id && c.Body != forged.Body {
						t.Errorf("the forged comment was changed to %q", c.Body)
					}
				}
			})
		})
	}
	t.Run("a note of GitLab itself", func(t *testing.T) {
		t.Parallel()
		g := newRig(t, review.GitLab)
		g.server.Add(reviewtest.Comment{Author: reviewtest.User, System: true, Body: marker + "\n\nx"})
		if !g.post(t, "s", "report") {
			t.Error("the note was taken for ours")
		}
	})
}

// No name makes the marker of another one or breaks out of its own.
func TestMarkers(t *testing.T) {
	t.Parallel()
	seen := map[review.Marker]string{}
	for _, name := range []string{"", "a", "A", "a ", "a\n", "a -->\n<!-- tfblast:report:sha256:", "-->", "--!>", "@team", string(review.NewMarker("a")), "\x00", "ä"} {
		m := review.NewMarker(name)
		if other, twice := seen[m]; twice {
			t.Errorf("%q and %q have one marker", name, other)
		}
		seen[m] = name
		text := string(m)
		if strings.Count(text, "-->") != 1 || !strings.HasSuffix(text, " -->") || strings.ContainsAny(text, "\n@\x00") {
			t.Errorf("%q has the marker %q", name, m)
		}
	}
}

const evil = "evil[bot]"

// The token of an app asks the GraphQL API whose it is. Then no comment of another bot counts.
func TestAppToken(t *testing.T) {
	t.Parallel()
	g := newRig(t, review.GitHub)
	g.server.ActAsApp()
	marker := string(review.NewMarker("s"))
	g.server.Add(reviewtest.Comment{Author: "mallory", Body: marker + "\n\nforged"})
	g.server.Add(reviewtest.Comment{Author: evil, Bot: true, Body: marker + "\n\nbefore"})
	if !g.post(t, "s", "one") {
		t.Error("the comment of another bot was taken for ours")
	}
	g.server.Add(reviewtest.Comment{Author: evil, Bot: true, Body: marker + "\n\nafter"})
	if g.post(t, "s", "two") {
		t.Error("the second report was not written into the first")
	}
	g.want(t, "forged", "before", "two", "after")
}

// silent makes the GraphQL API refuse to tell whose token it is.
func silent(g *rig) {
	g.server.ActAsApp()
	g.server.Fail(reviewtest.Fault{Method: http.MethodPost, Path: "/graphql", Code: 404, Times: 100, Body: `{"message": "Not Found"}`})
}

// An app that can't find out who it is looks at the comments of bots, and never at those of
// people; in Actions first at those of Actions. What it may not edit it passes over, and what
// another bot wrote is never emptied.
func TestAppTokenUnknown(t *testing.T) {
	t.Parallel()
	marker := string(review.NewMarker("s"))
	bot := func(author, body string, fixed bool) reviewtest.Comment {
		return reviewtest.Comment{Author: author, Bot: true, Body: marker + "\n\n" + body, Fixed: fixed}
	}
	ours := func(body string) reviewtest.Comment { return bot(reviewtest.Bot, body, false) }
	for _, test := range []struct {
		name    string
		actions bool
		before  []reviewtest.Comment
		want    []string
	}{
		{"a person", false, []reviewtest.Comment{{Author: "mallory", Body: marker + "\n\nforged"}}, []string{"forged", "two"}},
		{"newer", true, []reviewtest.Comment{ours("ours"), bot(evil, "evil", false)}, []string{"two", "evil"}},
		{"older", true, []reviewtest.Comment{bot(evil, "evil", false), ours("ours")}, []string{"evil", "two"}},
		{"fixed", true, []reviewtest.Comment{bot(evil, "evil", true)}, []string{"evil", "two"}},
		{"fixed, newer, elsewhere", false, []reviewtest.Comment{ours("ours"), bot(evil, "evil", true)}, []string{"two", "evil"}},
		{"fixed, older, elsewhere", false, []reviewtest.Comment{bot(evil, "evil", true), ours("ours")}, []string{"evil", "two"}},
		{"newer, elsewhere", false, []reviewtest.Comment{ours("ours"), bot(evil, "evil", false)}, []string{"ours", "two"}},
		{"two of ours", true, []reviewtest.Comment{ours("old"), bot(evil, "evil", false), ours("ours")}, []string{superseded, "evil", "two"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			g := newRigIn(t, review.GitHub, test.actions)
			silent(g)
			for _, c := range test.before {
				g.server.Add(c)
			}
			g.post(t, "s", "one")
			g.post(t, "s", "two")
			g.want(t, test.want...)
		})
	}
}

// What another bot says of other stacks is no part of ours.
func TestOthersOfAnotherBot(t *testing.T) {
	t.Parallel()
	g := newRigIn(t, review.GitHub, true)
	silent(g)
	for author, baseline := range map[string]string{evil: "EVIL", reviewtest.Bot: "OURS"} {
		g.server.Add(reviewtest.Comment{Author: author, Bot: true, Body: review.Head(review.NewMarker("t"), baseline) + "x"})
	}
	g.post(t, "s", "report")
	found, err := g.Find(t.Context(), review.NewMarker("s"))
	if err != nil || cmp.Diff([]string{"OURS"}, found.Others) != "" {
		t.Errorf("others %v, %v", found.Others, err)
	}
}

// Of several comments with one marker the newest is kept; the others lose their text.
func TestDuplicates(t *testing.T) {
	t.Parallel()
	onEach(t, func(g *rig) {
		t := g.t
		marker := string(review.NewMarker("s"))
		for _, body := range []string{"old", "older", "newest"} {
			g.server.Add(reviewtest.Comment{Author: reviewtest.User, Body: marker + "\n\n" + body})
		}
		if g.post(t, "s", "now") {
			t.Error("a comment was created")
		}
		for i, body := range g.bodies() {
			if i < 2 && !strings.Contains(body, "newer comment") || i == 2 && body != "now" {
				t.Errorf("comment %d holds %q", i, body)
			}
		}
		before := len(g.server.Requests())
		g.post(t, "s", "again")
		for _, request := range g.server.Requests()[before:] {
			if strings.HasPrefix(request, "PATCH") && !strings.HasSuffix(request, "/103") {
				t.Errorf("an old comment was touched again: %s", request)
			}
		}
	})
}

func TestBaselineInComment(t *testing.T) {
	t.Parallel()
	onEach(t, func(g *rig) {
		t := g.t
		post := func(stack, baseline, body string) {
			if _, _, err := g.Post(t.Context(), review.NewMarker(stack), baseline, body); err != nil {
				t.Fatal(err)
			}
		}
		post("a", "AAAA", "<!-- tfblast:baseline:FORGED -->\nreport")
		post("b", "BBBB", "report")
		post("e", review.Keep("EEEE"), "no report")
		post("c", "", "<!-- tfblast:baseline:FORGED -->\nreport")
		found, err := g.Find(t.Context(), review.NewMarker("a"))
		if err != nil {
			t.Fatal(err)
		}
		if found.Baseline != "AAAA" || cmp.Diff([]string{"BBBB"}, found.Others) != "" {
			t.Errorf("baseline %q, others %q", found.Baseline, found.Others)
		}
		if found, err = g.Find(t.Context(), review.NewMarker("e")); err != nil || found.Baseline != "EEEE" {
			t.Errorf("the kept baseline is %q, %v", found.Baseline, err)
		}
		if found, err = g.Find(t.Context(), review.NewMarker("c")); err != nil || found.Comment == nil || found.Baseline != "" {
			t.Errorf("%+v, %v; want a comment without baseline", found, err)
		}
		if found, err = g.Find(t.Context(), review.NewMarker("d")); err != nil || found.Comment != nil {
			t.Errorf("%+v, %v; want no comment", found, err)
		}
	})
}

func TestLabel(t *testing.T) {
	t.Parallel()
	onEach(t, func(g *rig) {
		t := g.t
		g.server.SetLabels("bug", "tfblast:low", "tfblast:critical", "tfblaster")
		for _, level := range []string{"high", "high", "info"} {
			if err := g.Label(t.Context(), "tfblast:", level); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"bug", "tfblaster", "tfblast:" + level}, g.server.Labels()); diff != "" {
				t.Errorf("labels (-want +got):\n%s", diff)
			}
		}
		defer func() {
			if err := g.Label(t.Context(), "tfblast:", ""); err != nil || cmp.Diff([]string{"bug", "tfblaster"}, g.server.Labels()) != "" {
				t.Errorf("without a name the labels are %q, %v", g.server.Labels(), err)
			}
		}()
		before := len(g.server.Requests())
		if err := g.Label(t.Context(), "tfblast:", "info"); err != nil {
			t.Fatal(err)
		}
		for _, request := range g.server.Requests()[before:] {
			if !strings.HasPrefix(request, http.MethodGet) {
				t.Errorf("%s, although the label is set", request)
			}
		}
	})
}

func TestStatus(t *testing.T) {
	t.Parallel()
	onEach(t, func(g *rig) {
		t := g.t
		for _, state := range []review.State{review.Success, review.Success, review.Failure} {
			if err := g.SetStatus(t.Context(), review.Status{State: state, Context: "tfblast/s", Description: "d", URL: "https://ci.example/1"}); err != nil {
				t.Fatal(err)
			}
		}
		statuses := g.server.Statuses()
		last := statuses[len(statuses)-1]
		if last.Commit != reviewtest.Head || last.Context != "tfblast/s" || last.Description != "d" ||
			last.TargetURL != "https://ci.example/1" || !strings.HasPrefix(last.State, "fail") {
			t.Errorf("the last status is %+v", last)
		}
	})
}
