package aws

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// recordingVersion is the version of a recording's form.
const recordingVersion = 1

// Recorder keeps the answers of AWS for a Recording. Of a request nothing is kept but what
// was asked: no header, so no credentials. From answers everything that may hold a secret
// is taken out (strip.go), and what a plan hides is masked (recordmask.go).
type Recorder struct {
	mu        sync.Mutex
	head      head
	exchanges map[request]exchange
	// answers counts the questions that AWS answered.
	answers int
	// hides say of a text whether a plan hides it.
	hides []func(string) bool
}

// head is the first line of a recording.
type head struct {
	Version int       `json:"tfblast_aws_recording"`
	Now     time.Time `json:"now"`
	Region  string    `json:"region"`
}

// request is what was asked. Path has the query as well, Body is that of the request.
type request struct {
	Service string `json:"service"`
	Region  string `json:"region"`
	Account string `json:"account,omitempty"`
	Method  string `json:"method"`
	Path    string `json:"path"`
	Target  string `json:"target,omitempty"`
	Body    string `json:"body,omitempty"`
}

// exchange is a request and its answer, a line of a recording.
type exchange struct {
	request
	Status int               `json:"status"`
	Header map[string]string `json:"header,omitempty"`
	// Answer is the body of the answer; Binary is true if it is in base64.
	Answer string `json:"answer"`
	Binary bool   `json:"binary,omitempty"`
	// TooLarge is true if the answer was not read to its end.
	TooLarge bool `json:"too_large,omitempty"`
}

// NewRecorder returns a recorder for one client.
func NewRecorder() *Recorder { return &Recorder{exchanges: map[request]exchange{}} }

func (r *Recorder) begin(now time.Time, region string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.head = head{recordingVersion, now.UTC(), region}
}

// WriteTo writes the recording as lines of JSON, in an order that does not depend on which
// answer came first.
func (r *Recorder) WriteTo(w io.Writer) (int64, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var text bytes.Buffer
	lines := json.NewEncoder(&text)
	lines.SetEscapeHTML(false)
	if err := lines.Encode(r.head); err != nil {
		return 0, fmt.Errorf("write the recording: %w", err)
	}
	list := make([]exchange, 0, len(r.exchanges))
	for _, e := range r.exchanges {
		if e, ok := r.masked(e); ok {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b exchange) int { return a.compare(b.request) })
	for _, e := range list {
		if err := lines.Encode(e); err != nil {
			return 0, fmt.Errorf("write the recording: %w", err)
		}
	}
	n, err := text.WriteTo(w)
	if err != nil {
		return n, fmt.Errorf("write the recording: %w", err)
	}
	return n, nil
}

func (r request) compare(o request) int {
	return cmp.Or(
		cmp.Compare(r.Service, o.Service), cmp.Compare(r.Account, o.Account), cmp.Compare(r.Region, o.Region), cmp.Compare(r.Target, o.Target),
		cmp.Compare(r.Method, o.Method), cmp.Compare(r.Path, o.Path), cmp.Compare(r.Body, o.Body))
}

// through is a client that keeps what it gets. account tells sessions of several roles
// apart, which ask the same.
func (r *Recorder) through(client aws.HTTPClient, account string) aws.HTTPClient {
	return doer(func(req *http.Request) (*http.Response, error) {
		asked, err := asked(req, account)
		if err != nil {
			return nil, err
		}
		resp, err := client.Do(req)
		if err != nil {
			return nil, err
		}
		answer, err := readBody(resp)
		if failed, ok := errors.AsType[*unreadable](err); ok {
			r.keep(exchange{request: asked, Status: resp.StatusCode, TooLarge: failed.tooLarge})
		}
		if err != nil {
			return nil, err
		}
		resp.Body = io.NopCloser(bytes.NewReader(answer))
		r.keep(answered(asked, resp, answer))
		return resp, nil
	})
}

// keep keeps an answer; of several attempts the last counts.
func (r *Recorder) keep(e exchange) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.exchanges[e.request] = e
}

// counting is a client that counts what it gets: behind one that checks it, so that only answers
// of AWS count, and none that say no or only whose the credentials are.
func (r *Recorder) counting(client aws.HTTPClient) aws.HTTPClient {
	return doer(func(req *http.Request) (*http.Response, error) {
		resp, err := client.Do(req)
		if _, service := scopeOf(req.Header.Get("Authorization")); err == nil && resp.StatusCode == http.StatusOK && service != "sts" {
			r.mu.Lock()
			r.answers++
			r.mu.Unlock()
		}
		return resp, err
	})
}

// Answers counts the questions about objects that AWS answered: without any a recording holds
// nothing to replay.
func (r *Recorder) Answers() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.answers
}

// doer is a function that sends requests.
type doer func(*http.Request) (*http.Response, error)

// Do implements aws.HTTPClient.
func (d doer) Do(req *http.Request) (*http.Response, error) { return d(req) }

// asked is what a request asks for, without where it is sent to and by whom.
func asked(req *http.Request, account string) (request, error) {
	a := request{Account: account, Method: req.Method, Target: req.Header.Get("X-Amz-Target"), Path: req.URL.EscapedPath()}
	a.Region, a.Service = scopeOf(req.Header.Get("Authorization"))
	if query := req.URL.Query(); len(query) > 0 {
		a.Path += "?" + query.Encode() // sorted
	}
	if req.Body == nil || req.Body == http.NoBody {
		return a, nil
	}
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return request{}, fmt.Errorf("read the request: %w", err)
	}
	req.Body = io.NopCloser(bytes.NewReader(body))
	a.Body = canonical(req.Header.Get("Content-Type"), body)
	return a, nil
}

// scopeOf is the region and service that a request is signed for: the credential in the
// header is KEY/DATE/REGION/SERVICE/aws4_request.
func scopeOf(authorization string) (region, service string) {
	_, rest, _ := strings.Cut(authorization, "Credential=")
	rest, _, _ = strings.Cut(rest, ",")
	parts := strings.Split(rest, "/")
	if len(parts) != 5 {
		return "", ""
	}
	return parts[2], parts[3]
}

// canonical is the body of a request in a form that equal requests share.
func canonical(contentType string, body []byte) string {
	switch {
	case strings.HasPrefix(contentType, "application/x-www-form-urlencoded"):
		if form, err := url.ParseQuery(string(body)); err == nil {
			return form.Encode()
		}
	case isCBOR(contentType):
		if text, err := cborText(body); err == nil {
			return text
		}
	}
	return string(body)
}
