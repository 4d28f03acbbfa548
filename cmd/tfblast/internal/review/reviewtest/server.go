// Package reviewtest holds stand-ins for the APIs of GitHub and GitLab, as far as package
// review uses them: servers that keep comments, labels and statuses, answer in the shapes
// of the real ones, page by page, and fail on demand. Only tests import it.
package reviewtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Comment is a comment that a server keeps.
type Comment struct {
	ID     int64
	Author string
	Body   string
	// Bot is true for a comment by an app or by Actions.
	Bot bool
	// System is true for a note that GitLab writes itself.
	System bool
	// Fixed is true for a comment that the token may not edit.
	Fixed bool
}

// Status is a commit status that a server keeps.
type Status struct{ Commit, State, Context, Description, TargetURL string }

// Fault is a failure of the next requests that it fits.
type Fault struct {
	// Method and Path say which requests fail; Path is a part of the path.
	Method, Path string
	// Times is how many of them do.
	Times int
	// Code is the status, 0 for a connection that breaks off.
	Code   int
	Header map[string]string
	Body   string
	// Done is true if the request is carried out all the same.
	Done bool
}

// Server keeps one pull or merge request, number 7 of the project acme/infra.
type Server struct {
	// URL is the address of the API.
	URL string
	// Token is the secret that the API asks for.
	Token string

	mu       sync.Mutex
	next     int64
	comments []Comment
	labels   []string
	statuses []Status
	faults   []Fault
	requests []string
	app      bool
	perPage  int
	pull     Pull
}

// What both servers keep.
const (
	Project = "acme/infra"
	Number  = 7
	Head    = "0123456789abcdef0123456789abcdef01234567"
	// User is the login of the token's owner; an app's token has none, its comments are by Bot.
	User = "blast"
	Bot  = "github-actions[bot]"
	// userID is the number of User, otherID of anyone else.
	userID  = 11
	otherID = 12
)

// Cleaner runs a function at the end of a test.
type Cleaner interface{ Cleanup(f func()) }

func start(c Cleaner, prefix string, handle func(*Server) http.Handler) *Server {
	s := &Server{Token: "token-that-nobody-may-see", next: 100, perPage: 100}
	handler := handle(s)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.requests = append(s.requests, r.Method+" "+r.URL.RequestURI())
		if s.fail(w, r, handler) {
			return
		}
		handler.ServeHTTP(w, r)
	}))
	c.Cleanup(server.Close)
	s.URL = server.URL + prefix
	return s
}

// fail answers a request with the first fault that it fits.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, handler http.Handler) bool {
	for i := range s.faults {
		f := &s.faults[i]
		if f.Times == 0 || f.Method != r.Method || !strings.Contains(r.URL.Path, f.Path) {
			continue
		}
		f.Times--
		if f.Done {
			handler.ServeHTTP(httptest.NewRecorder(), r)
		}
		if f.Code == 0 {
			if connection, _, err := http.NewResponseController(w).Hijack(); err == nil {
				connection.Close() //nolint:errcheck // it breaks off
			}
			return true
		}
		w.Header().Set("Content-Type", "application/json")
		for name, value := range f.Header {
			w.Header().Set(name, value)
		}
		w.WriteHeader(f.Code)
		_, _ = w.Write([]byte(f.Body))
		return true
	}
	return false
}

// Fail makes requests fail.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, f)
}

// ActAsApp makes the token that of an app, which can ask the GraphQL API only whose it is.
func (s *Server) ActAsApp() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.app = true
}

// PageSize makes pages smaller than asked for.
func (s *Server) PageSize(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.perPage = n
}

// Remove removes a comment.
func (s *Server) Remove(id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.comments = slices.DeleteFunc(s.comments, func(c Comment) bool { return c.ID == id })
}

// Add adds a comment of anyone and returns its number.
func (s *Server) Add(c Comment) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(c)
}

func (s *Server) add(c Comment) int64 {
	s.next++
	c.ID = s.next
	s.comments = append(s.comments, c)
	return c.ID
}

// SetLabels sets the labels.
func (s *Server) SetLabels(labels ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.labels = labels
}

// Comments returns the comments in the order in which they were made.
func (s *Server) Comments() []Comment {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Comment(nil), s.comments...)
}

// Labels returns the labels.
func (s *Server) Labels() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.labels...)
}

// Statuses returns the statuses, the last one last.
func (s *Server) Statuses() []Status {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Status(nil), s.statuses...)
}

// Requests returns what was asked, as "METHOD PATH".
func (s *Server) Requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.requests...)
}

// author is the name under which the token writes.
func (s *Server) author() (name string, bot bool) {
	if s.app {
		return Bot, true
	}
	return User, false
}

// page cuts a list to the page that the request asks for, and returns the number of the
// next one, 0 behind the last.
func page[T any](s *Server, r *http.Request, list []T) ([]T, int) {
	number := max(atoi(r.URL.Query().Get("page")), 1)
	size := atoi(r.URL.Query().Get("per_page"))
	if size == 0 {
		size = 30
	}
	size = min(size, s.perPage)
	from := min((number-1)*size, len(list))
	to := min(from+size, len(list))
	if to == len(list) {
		return list[from:to], 0
	}
	return list[from:to], number + 1
}

func atoi(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// find is the index of the comment of a number, -1 for none.
func (s *Server) find(id string) int {
	for i := range s.comments {
		if fmt.Sprint(s.comments[i].ID) == id {
			return i
		}
	}
	return -1
}

func decode(r *http.Request) map[string]any {
	body := map[string]any{}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		return map[string]any{}
	}
	return body
}

func text(body map[string]any, name string) string {
	value, _ := body[name].(string)
	return value
}

func answer(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	if value != nil {
		_ = json.NewEncoder(w).Encode(value)
	}
}
