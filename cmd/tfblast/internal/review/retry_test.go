package review_test

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/review"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/review/reviewtest"
)

const second = time.Second

// Failures that may pass are tried again, with the pauses that the host asks for.
func TestRetries(t *testing.T) {
	t.Parallel()
	reset := strconv.FormatInt(now.Add(40*second).Unix(), 10)
	for _, test := range []struct {
		name   string
		fault  reviewtest.Fault
		pauses []time.Duration
	}{
		{"500", reviewtest.Fault{Code: 500, Times: 2}, []time.Duration{second, 2 * second}},
		{"502 without JSON", reviewtest.Fault{Code: 502, Times: 1, Body: "<html>bad gateway</html>"}, []time.Duration{second}},
		{"503 with Retry-After", reviewtest.Fault{Code: 503, Times: 1, Header: map[string]string{"Retry-After": "20"}}, []time.Duration{20 * second}},
		{"504", reviewtest.Fault{Code: 504, Times: 3}, []time.Duration{second, 2 * second, 4 * second}},
		{"408", reviewtest.Fault{Code: 408, Times: 1}, []time.Duration{second}},
		{"429 with Retry-After", reviewtest.Fault{Code: 429, Times: 1, Header: map[string]string{"Retry-After": "7"}}, []time.Duration{7 * second}},
		{
			"429 with a date",
			reviewtest.Fault{Code: 429, Times: 1, Header: map[string]string{"Retry-After": now.Add(9 * second).Format(http.TimeFormat)}},
			[]time.Duration{9 * second},
		},
		{"429 alone", reviewtest.Fault{Code: 429, Times: 1}, []time.Duration{60 * second}},
		{
			"429 of GitLab",
			reviewtest.Fault{Code: 429, Times: 1, Header: map[string]string{"RateLimit-Remaining": "0", "RateLimit-Reset": reset}},
			[]time.Duration{41 * second},
		},
		{
			"403 of an exhausted limit",
			reviewtest.Fault{
				Code: 403, Times: 1, Header: map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset},
				Body: `{"message": "API rate limit exceeded"}`,
			},
			[]time.Duration{41 * second},
		},
		{
			"403 of the secondary limit",
			reviewtest.Fault{
				Code: 403, Times: 1, Header: map[string]string{"Retry-After": "30"},
				Body: `{"message": "You have exceeded a secondary rate limit", "documentation_url": "https://docs.github.com/x#secondary-rate-limits"}`,
			},
			[]time.Duration{30 * second},
		},
		{
			"200 that breaks off",
			reviewtest.Fault{Code: 200, Times: 1, Body: `{"id": 1, "bo`},
			[]time.Duration{second},
		},
		{"a connection that breaks off", reviewtest.Fault{Times: 1}, []time.Duration{second}},
	} {
		for _, on := range []struct{ what, method, path string }{
			{"list", http.MethodGet, "/" + strconv.Itoa(reviewtest.Number) + "/"},
			{"create", http.MethodPost, "/" + strconv.Itoa(reviewtest.Number) + "/"},
		} {
			t.Run(test.name+"/"+on.what, func(t *testing.T) {
				t.Parallel()
				onEach(t, func(g *rig) {
					t := g.t
					f := test.fault
					f.Method, f.Path = on.method, on.path
					g.server.Fail(f)
					if !g.post(t, "s", "report") {
						t.Error("not created")
					}
					g.want(t, "report")
					if diff := cmp.Diff(test.pauses, g.pauses); diff != "" && (f.Code != 0 || len(g.pauses) > 1) {
						t.Errorf("pauses (-want +got):\n%s", diff)
					}
				})
			})
		}
	}
}

// A comment that was written before the answer got lost is not written twice.
func TestLostAnswer(t *testing.T) {
	t.Parallel()
	for _, code := range []int{0, 500, 502} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			t.Parallel()
			onEach(t, func(g *rig) {
				t := g.t
				g.server.Fail(reviewtest.Fault{Method: http.MethodPost, Code: code, Times: 1, Done: true})
				g.post(t, "s", "report")
				g.want(t, "report")
			})
		})
	}
}

// A comment that is deleted between looking and writing is made anew.
func TestDeletedMeanwhile(t *testing.T) {
	t.Parallel()
	for host, method := range map[string]string{review.GitHub: http.MethodPatch, review.GitLab: http.MethodPut} {
		t.Run(host, func(t *testing.T) {
			t.Parallel()
			g := newRig(t, host)
			g.post(t, "s", "one")
			g.server.Fail(reviewtest.Fault{Method: method, Code: 404, Times: 1, Body: `{"message": "Not Found"}`})
			if !g.post(t, "s", "two") || len(g.pauses) > 0 {
				t.Errorf("not created at once; pauses %v", g.pauses)
			}
			g.want(t, "one", "two")
		})
	}
}

// Failures that don't pass are reported at once, with what to do, and without the token.
func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		host string
		code int
		hint string
	}{
		{review.GitHub, 401, "GITHUB_TOKEN"},
		{review.GitHub, 403, "pull-requests: write"},
		{review.GitHub, 404, "check the repository and the number"},
		{review.GitHub, 410, "switched off"},
		{review.GitHub, 422, "locked"},
		{review.GitHub, 200, "check its address (--api)"},
		{review.GitHub, 301, ""},
		{review.GitHub, 501, ""},
		{review.GitLab, 401, "CI_JOB_TOKEN can't write comments"},
		{review.GitLab, 403, "scope `api`"},
		{review.GitLab, 404, "check the project and the number"},
		{review.GitLab, 422, ""},
		{review.GitLab, 200, "check its address (--api)"},
		{review.GitLab, 301, ""},
	} {
		t.Run(fmt.Sprintf("%s/%d", test.host, test.code), func(t *testing.T) {
			t.Parallel()
			g := newRig(t, test.host)
			body := `{"message": "No way"}`
			if test.code == 200 {
				body = "<html>Welcome</html>"
			}
			g.server.Fail(reviewtest.Fault{
				Method: http.MethodPost, Code: test.code, Times: 1, Body: body,
				Header: map[string]string{"Location": "https://elsewhere.example/"},
			})
			_, _, err := g.Post(t.Context(), review.NewMarker("s"), "", "report")
			if err == nil {
				t.Fatal("no error")
			}
			if text := err.Error(); !strings.HasPrefix(text, "create the comment: ") || !strings.Contains(text, test.hint) || strings.Contains(text, g.server.Token) {
				t.Errorf("the error is %q", text)
			}
			if len(g.pauses) > 0 || len(g.server.Comments()) > 0 {
				t.Errorf("pauses %v, comments %v", g.pauses, g.bodies())
			}
		})
	}
}

// An answer of success that does not hold what was written is no success: the request may have
// gone to something that stores nothing.
func TestUnconfirmed(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		host, method, path, body, doing string
		do                              func(g *rig) error
	}{
		{review.GitHub, http.MethodPost, "/comments", "{}", "create the comment", posting},
		{review.GitHub, http.MethodPatch, "/comments", "{}", "update the comment", postingAgain},
		{review.GitHub, http.MethodPatch, "/comments", `{"id": 5}`, "update the comment", postingAgain},
		{review.GitHub, http.MethodPost, "/labels", "[]", "add the label", labelling},
		{review.GitHub, http.MethodPost, "/statuses", "{}", "set the commit status", settingStatus},
		{review.GitHub, http.MethodGet, "/pulls", "{}", "look up the pull request's commit", settingStatus},
		{review.GitLab, http.MethodPost, "/notes", "{}", "create the comment", posting},
		{review.GitLab, http.MethodPut, "/notes", "{}", "update the comment", postingAgain},
		{review.GitLab, http.MethodPut, "/merge_requests", "{}", "change the labels", labelling},
		{review.GitLab, http.MethodPost, "/statuses", "{}", "set the commit status", settingStatus},
		{review.GitLab, http.MethodGet, "/merge_requests", "{}", "look up the merge request's commit", settingStatus},
	} {
		t.Run(test.host+" "+test.method+test.path+test.body, func(t *testing.T) {
			t.Parallel()
			g := newRig(t, test.host)
			for _, code := range []int{http.StatusOK, http.StatusCreated} {
				g.server.Fail(reviewtest.Fault{Method: test.method, Path: test.path, Code: code, Times: 1, Body: test.body})
				err := test.do(g)
				if err == nil || !strings.HasPrefix(err.Error(), test.doing+": the answer (status "+fmt.Sprint(code)+") holds no ") || !strings.Contains(err.Error(), "--api") {
					t.Errorf("status %d: error %v", code, err)
				}
			}
			if err := test.do(g); err != nil || len(g.pauses) > 0 {
				t.Errorf("error %v, pauses %v", err, g.pauses)
			}
		})
	}
}

func posting(g *rig) error {
	_, _, err := g.Post(g.t.Context(), review.NewMarker("s"), "", "report")
	return err
}

func postingAgain(g *rig) error {
	if len(g.server.Comments()) == 0 {
		g.server.Add(reviewtest.Comment{Author: reviewtest.User, Body: review.Head(review.NewMarker("s"), "") + "old"})
	}
	return posting(g)
}

func labelling(g *rig) error { return g.Label(g.t.Context(), "tfblast:", "high") }

func settingStatus(g *rig) error {
	return g.SetStatus(g.t.Context(), review.Status{State: review.Success, Context: "tfblast/s", Description: "info 0"})
}

// What GitHub lists as errors is told in words, with what to do about these.
func TestListedErrors(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"message": "Validation Failed", "errors": [{"resource": "IssueComment", "code": "unprocessable", "field": "data", "message": "Body is too long (maximum is 65536 characters)"}]}`: "/comments: 422 Validation Failed (Body is too long (maximum is 65536 characters)); the text is longer than GitHub takes: show less with --top or --min-level",
		`{"message": "Validation Failed", "errors": [{"resource": "IssueComment", "code": "missing_field", "field": "body"}]}`:                                                              "/comments: 422 Validation Failed (IssueComment body missing_field)",
		`{"message": "No way.", "errors": []}`: "/comments: 422 No way; GitHub does not accept what was sent: is the conversation locked, or the number that of an issue?",
		`{}`:                                   "/comments: 422 no message; GitHub does not accept",
	} {
		g := newRig(t, review.GitHub)
		g.server.Fail(reviewtest.Fault{Method: http.MethodPost, Path: "/comments", Code: 422, Times: 1, Body: body})
		if err := posting(g); err == nil || !strings.Contains(err.Error(), want) || strings.ContainsAny(err.Error(), "[]{}") {
			t.Errorf("%s: error %v", body, err)
		}
	}
}

// Nobody waits longer than the time limit, and nobody tries for ever.
func TestGiveUp(t *testing.T) {
	t.Parallel()
	onEach(t, func(g *rig) {
		t := g.t
		g.server.Fail(reviewtest.Fault{Method: http.MethodPost, Code: 429, Times: 1, Header: map[string]string{"Retry-After": "3600"}})
		_, _, err := g.Post(t.Context(), review.NewMarker("s"), "", "report")
		if err == nil || !strings.Contains(err.Error(), "the next try would be in 1h0m0s, after the time limit") || len(g.pauses) > 0 {
			t.Errorf("%v after pauses %v", err, g.pauses)
		}
		g.server.Fail(reviewtest.Fault{Method: http.MethodPost, Code: 500, Times: 100})
		_, _, err = g.Post(t.Context(), review.NewMarker("s"), "", "report")
		if err == nil || !strings.Contains(err.Error(), "tried 6 times") || len(g.pauses) != 5 {
			t.Errorf("%v after pauses %v", err, g.pauses)
		}
		if len(g.server.Comments()) > 0 {
			t.Errorf("comments %v", g.bodies())
		}
	})
}

// GitHub's secondary limits come as 403 too, often without a time to wait: at least a minute,
// and no word of permissions.
func TestSecondaryLimit(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"its page":    `{"message": "Slow down", "documentation_url": "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits"}`,
		"its message": `{"message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.", "documentation_url": "https://docs.github.com/rest"}`,
		"an old one":  `{"message": "You have triggered an abuse detection mechanism", "documentation_url": "https://developer.github.com/v3/#abuse-rate-limits"}`,
	} {
		for _, code := range []int{http.StatusForbidden, http.StatusTooManyRequests} {
			t.Run(fmt.Sprint(name, " ", code), func(t *testing.T) {
				t.Parallel()
				g := newRig(t, review.GitHub)
				g.server.Fail(reviewtest.Fault{Method: http.MethodPost, Path: "/comments", Code: code, Times: 1, Body: body})
				g.post(t, "s", "report")
				if diff := cmp.Diff([]time.Duration{time.Minute}, g.pauses); diff != "" {
					t.Errorf("pauses (-want +got):\n%s", diff)
				}
				g.Deadline = now.Add(80 * second) // 20 s from the clock of the pauses
				g.server.Fail(reviewtest.Fault{Method: http.MethodPatch, Path: "/comments", Code: code, Times: 1, Body: body})
				_, _, err := g.Post(t.Context(), review.NewMarker("s"), "", "again")
				if err == nil || !strings.Contains(err.Error(), "too many requests") || !strings.Contains(err.Error(), "after the time limit of --post-timeout") ||
					strings.Contains(err.Error(), "pull-requests: write") {
					t.Errorf("the error is %v", err)
				}
			})
		}
	}
}

// A refusal that names its reason gets the hint that fits.
func TestReasons(t *testing.T) {
	t.Parallel()
	g := newRig(t, review.GitHub)
	g.server.Fail(reviewtest.Fault{Method: http.MethodPost, Path: "/comments", Code: 403, Times: 1, Body: `{"message": "Unable to create comment because issue is locked."}`})
	if _, _, err := g.Post(t.Context(), review.NewMarker("s"), "", "report"); err == nil ||
		!strings.Contains(err.Error(), "the conversation of the pull request is locked: unlock it") || strings.Contains(err.Error(), "permissions") {
		t.Errorf("locked: %v", err)
	}
	g.server.Fail(reviewtest.Fault{Method: http.MethodPost, Path: "/labels", Code: 403, Times: 1, Body: `{"message": "Resource not accessible by integration"}`})
	if err := g.Label(t.Context(), "tfblast:", "high"); err == nil || !strings.Contains(err.Error(), "`issues: write`") {
		t.Errorf("label: %v", err)
	}
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	onEach(t, func(g *rig) {
		t := g.t
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, _, err := g.Post(ctx, review.NewMarker("s"), "", "report"); err == nil || len(g.pauses) > 0 {
			t.Errorf("%v after pauses %v", err, g.pauses)
		}
	})
}

// Of a page that a proxy answers with only the beginning is told.
func TestLongAnswer(t *testing.T) {
	t.Parallel()
	onEach(t, func(g *rig) {
		t := g.t
		g.server.Fail(reviewtest.Fault{Method: http.MethodPost, Code: 403, Times: 1, Body: `{"message": "` + strings.Repeat("ä", 5000) + `"}`})
		_, _, err := g.Post(t.Context(), review.NewMarker("s"), "", "report")
		if err == nil || len(err.Error()) > 1000 || !utf8.ValidString(err.Error()) || !strings.Contains(err.Error(), "the token may not do this") {
			t.Errorf("the error is %v", err)
		}
	})
}
