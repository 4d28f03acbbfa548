package review

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// HostError is a refusal by the host.
type HostError struct {
	// Doing is what was tried, such as "create the comment".
	Doing string
	// Status is the HTTP status, 0 where there was no answer.
	Status int
	// Again is true for a failure that may pass.
	Again bool
	// Wait is how long the host asks to wait, 0 where it does not say.
	Wait time.Duration
	// Hint says what to do about it; it may be empty.
	Hint string
	// Err is what the client made of the answer.
	Err error
}

// Error says what was refused, why and what to do.
func (e *HostError) Error() string {
	text := e.Doing + ": " + e.Err.Error()
	if len(text) > longestAnswer { // a proxy may answer with a whole page
		text = strings.ToValidUTF8(text[:longestAnswer], "") + "…"
	}
	if e.Hint != "" {
		text += "; " + e.Hint
	}
	return text
}

// Unwrap returns the client's error.
func (e *HostError) Unwrap() error { return e.Err }

// Temporary reports whether an error is a failure that may pass: the same may work later, and
// something shorter would not work now.
func Temporary(err error) bool {
	e, ok := errors.AsType[*HostError](err)
	return ok && e.Again
}

// longestAnswer bounds what is told of an answer, in bytes.
const longestAnswer = 500

const (
	// attempts bounds how often one thing is tried.
	attempts = 6
	// firstPause is doubled from one attempt to the next, up to longestPause.
	firstPause   = time.Second
	longestPause = 30 * time.Second
)

// try does something until it works, fails for good, or time is up. A wait that the host
// asks for is kept.
func (r *Review) try(ctx context.Context, do func() error) error {
	pause := firstPause
	for n := 1; ; n++ {
		err := do()
		if err == nil {
			return nil
		}
		e, ok := errors.AsType[*HostError](err)
		if !ok || !e.Again || ctx.Err() != nil {
			return err
		}
		wait := max(pause, e.Wait)
		tried := "tried once"
		if n > 1 {
			tried = fmt.Sprintf("tried %d times", n)
		}
		if n == attempts {
			return fmt.Errorf("%w (%s)", err, tried)
		}
		if r.Now().Add(wait).After(r.Deadline) {
			return fmt.Errorf("%w (%s; the next try would be in %s, after the time limit of --post-timeout)", err, tried, wait.Round(time.Second))
		}
		if pauseErr := r.pause(ctx, wait); pauseErr != nil {
			return errors.Join(err, pauseErr)
		}
		pause = min(2*pause, longestPause)
	}
}

func (r *Review) pause(ctx context.Context, d time.Duration) error {
	if r.Pause != nil {
		return r.Pause(ctx, d)
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// hostError describes a failed request. hints says what to do about a status.
func hostError(doing string, resp *http.Response, err error, hints map[int]string, now time.Time) error {
	e := &HostError{Doing: doing, Err: err}
	if resp == nil {
		// No answer: the request may have arrived all the same.
		if _, lost := errors.AsType[*url.Error](err); lost && !errors.Is(err, errRedirect) {
			e.Again = true
		}
		return e
	}
	e.Status = resp.StatusCode
	e.Wait, e.Again = limited(resp, now)
	switch {
	case e.Again:
	case e.Status == http.StatusRequestTimeout, e.Status >= 500 && e.Status != http.StatusNotImplemented:
		e.Again = true
	case e.Status < 300 && noAnswer(err):
		e.Hint = noAPI
	case e.Status < 300:
		e.Again = true // a body that broke off
	default:
		e.Hint = hints[e.Status]
	}
	return e
}

// noAPI is the hint where something else than the API seems to answer.
const noAPI = "this is no answer of the host's API: check its address (--api), and what stands in between"

// unconfirmed is the error for an answer of success that does not hold what was written: it
// may not have been stored.
func unconfirmed(doing string, resp *http.Response, missing string) error {
	e := &HostError{Doing: doing, Hint: noAPI, Err: fmt.Errorf("the answer holds no %s", missing)}
	if resp != nil {
		e.Status = resp.StatusCode
		e.Err = fmt.Errorf("the answer (status %d) holds no %s", e.Status, missing)
	}
	return e
}

// noAnswer reports whether the body of an answer is whole and something else than the API
// sends, such as the page of a proxy.
func noAnswer(err error) bool {
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		return e.Error() != "unexpected end of JSON input"
	}
	_, other := errors.AsType[*json.UnmarshalTypeError](err)
	return other
}

// limited reports whether the host refuses because there were too many requests, and how
// long it asks to wait. GitHub says so with 403 or 429 and either Retry-After or an exhausted
// X-RateLimit-Remaining with the time of X-RateLimit-Reset
// (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api), GitLab with
// 429, Retry-After and RateLimit-Reset (https://docs.gitlab.com/security/rate_limits/).
func limited(resp *http.Response, now time.Time) (time.Duration, bool) {
	status := resp.StatusCode
	overload := status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
	if !overload && status != http.StatusForbidden {
		return 0, false
	}
	if text := resp.Header.Get("Retry-After"); text != "" {
		if seconds, err := strconv.Atoi(text); err == nil && seconds >= 0 {
			return time.Duration(min(seconds, maxSeconds)) * time.Second, true
		}
		if date, err := http.ParseTime(text); err == nil {
			return max(date.Sub(now), 0), true
		}
	}
	for _, prefix := range [...]string{"X-RateLimit-", "RateLimit-"} {
		if resp.Header.Get(prefix+"Remaining") != "0" {
			continue
		}
		if seconds, err := strconv.ParseInt(resp.Header.Get(prefix+"Reset"), 10, 64); err == nil {
			return max(time.Unix(seconds, 0).Sub(now), 0) + time.Second, true // the clocks may differ a little
		}
		return time.Minute, true
	}
	if status == http.StatusTooManyRequests {
		return time.Minute, true
	}
	return 0, overload
}

// maxSeconds keeps a number of seconds within what a time.Duration holds.
const maxSeconds = 1 << 30

// errRedirect refuses redirects that would lose a request or give its token away.
var errRedirect = errors.New("the API answers with a redirect to another place: name its present address")

// httpClient makes the requests. It follows redirects within one host only, and only those
// that keep the method: any other would turn the writing of a comment into reading, and a
// token would travel along.
func httpClient() *http.Client {
	return &http.Client{
		Timeout: requestTime,
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			first := via[0]
			if len(via) > 3 || req.Method != first.Method || req.URL.Host != first.URL.Host || req.URL.Scheme != first.URL.Scheme {
				return errRedirect
			}
			return nil
		},
	}
}

// requestTime bounds one request.
const requestTime = 30 * time.Second
