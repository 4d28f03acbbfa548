package review

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/google/go-github/v89/github"
)

func (g *gitHub) fail(doing string, resp *github.Response, err error) error {
	var answer *http.Response
	if resp != nil {
		answer = resp.Response
	}
	failed := hostError(doing, answer, err, g.hints, g.now())
	e, ok := failed.(*HostError) //nolint:errorlint // made right above
	if !ok {
		return failed
	}
	message, page := gitHubMessage(err)
	details := gitHubDetails(err)
	if answer, ok := errors.AsType[*github.ErrorResponse](err); ok {
		e.Err = &plainError{text: plainAnswer(answer, details), err: err}
	}
	switch {
	case secondary(e.Status, message, page):
		if !e.Again {
			e.Again, e.Wait = true, secondaryPause
		}
		e.Hint = "too many requests in a short time, GitHub asks to wait: this is no lack of permissions"
	case strings.Contains(details, "too long"):
		e.Hint = "the text is longer than GitHub takes: show less with --top or --min-level"
	case e.Status == http.StatusUnprocessableEntity && details != "":
		e.Hint = "" // it says itself what is wrong
	case e.Status == http.StatusForbidden && !e.Again && strings.Contains(message, "locked"):
		e.Hint = "the conversation of the pull request is locked: unlock it, or leave the comment out with --no-comment"
	}
	return failed
}

// secondaryPause is how long to wait where a secondary limit names no time
// (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api).
const secondaryPause = time.Minute

// secondary reports whether an answer is about one of GitHub's secondary rate limits, which it
// words in several ways.
func secondary(status int, message, page string) bool {
	if status != http.StatusForbidden && status != http.StatusTooManyRequests {
		return false
	}
	message = strings.ToLower(message)
	return strings.Contains(message, "secondary rate limit") || strings.Contains(message, "abuse detection") ||
		strings.Contains(page, "secondary-rate-limits") || strings.Contains(page, "abuse-rate-limits")
}

// gitHubMessage is what an answer says, and the page that it points to.
func gitHubMessage(err error) (message, page string) {
	if e, ok := errors.AsType[*github.AbuseRateLimitError](err); ok {
		return e.Message, "#secondary-rate-limits"
	}
	if e, ok := errors.AsType[*github.ErrorResponse](err); ok {
		return e.Message, e.DocumentationURL
	}
	return "", ""
}

// gitHubDetails are the single errors that an answer lists, empty for none.
func gitHubDetails(err error) string {
	answer, ok := errors.AsType[*github.ErrorResponse](err)
	if !ok {
		return ""
	}
	var list []string
	for _, e := range answer.Errors {
		text := e.Message
		if text == "" {
			text = strings.Join(strings.Fields(e.Resource+" "+e.Field+" "+e.Code), " ")
		}
		if text != "" {
			list = append(list, text)
		}
	}
	return strings.Join(list, ", ")
}

// plainError is an error of a client's with a text for people.
type plainError struct {
	text string
	err  error
}

func (e *plainError) Error() string { return e.text }
func (e *plainError) Unwrap() error { return e.err }

// plainAnswer is what GitHub has answered, without the forms of Go.
func plainAnswer(answer *github.ErrorResponse, details string) string {
	text := strings.TrimSuffix(answer.Message, ".")
	if text == "" {
		text = "no message"
	}
	if details != "" {
		text += " (" + details + ")"
	}
	if answer.Response == nil {
		return text
	}
	text = fmt.Sprintf("%d %s", answer.Response.StatusCode, text)
	if asked := answer.Response.Request; asked != nil && asked.URL != nil {
		text = fmt.Sprintf("%s %s://%s%s: %s", asked.Method, asked.URL.Scheme, asked.URL.Host, asked.URL.EscapedPath(), text)
	}
	return text
}
