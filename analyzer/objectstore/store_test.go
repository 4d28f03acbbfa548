package objectstore_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"github.com/tfblast/tfblast/analyzer/objectstore"
)

// server is an S3 server on the loopback that holds the bucket "plans".
type server struct {
	url     string
	backend *s3mem.Backend
	mu      sync.Mutex
	seen    []*http.Request
	// before answers a request itself where it returns true.
	before func(http.ResponseWriter, *http.Request) bool
}

func newServer(t *testing.T) *server {
	t.Helper()
	s := &server{backend: s3mem.New()}
	if err := s.backend.CreateBucket("plans"); err != nil {
		t.Fatal(err)
	}
	fake := gofakes3.New(s.backend).Server()
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.seen = append(s.seen, r.Clone(context.WithoutCancel(r.Context())))
		s.mu.Unlock()
		if s.before == nil || !s.before(w, r) {
			fake.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(web.Close)
	s.url = web.URL
	return s
}

// store connects to the server; nothing is taken from the machine's own configuration.
func (s *server) store(t *testing.T, o objectstore.Options) *objectstore.Store {
	t.Helper()
	o.Endpoint = s.url
	o.Load = append(o.Load,
		config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider("AKIDTEST", "secret", "")),
		config.WithSharedConfigFiles([]string{}), config.WithSharedCredentialsFiles([]string{}), config.WithRetryMaxAttempts(2))
	store, err := objectstore.New(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return store
}

func (s *server) put(t *testing.T, key, content string) string {
	t.Helper()
	r, err := s.backend.PutObject("plans", key, map[string]string{}, strings.NewReader(content), int64(len(content)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(r.VersionID)
}

func (s *server) writes() []*http.Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []*http.Request
	for _, r := range s.seen {
		if r.Method == http.MethodPut {
			list = append(list, r)
		}
	}
	return list
}

func mustParse(t *testing.T, text string) objectstore.URL {
	t.Helper()
	u, err := objectstore.ParseURL(text)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func read(t *testing.T, store *objectstore.Store, text string) (string, error) {
	t.Helper()
	r, err := store.Open(t.Context(), mustParse(t, text))
	if err != nil {
		return "", err
	}
	defer r.Close() //nolint:errcheck // it was only read
	content, err := io.ReadAll(r)
	return string(content), err
}

func writing(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	long := strings.Repeat("0123456789abcdef", 1<<16)
	s.put(t, "prod/plan.json", long)
	s.put(t, "odd/a b+c?d=é%20.json", "odd")
	store := s.store(t, objectstore.Options{})
	for url, want := range map[string]string{"s3://plans/prod/plan.json": long, "s3://plans/odd/a b+c?d=é%20.json": "odd"} {
		if got, err := read(t, store, url); err != nil || got != want {
			t.Errorf("%s: %d bytes and error %v, want %d bytes", url, len(got), err, len(want))
		}
	}
	for url, want := range map[string]string{
		"s3://plans/nothing.json": "there is no such object",
		"s3://nowhere/plan.json":  "there is no such bucket",
		"s3://plans/prod/":        "name the object's key",

		"s3://plans/prod/plan.json?x=1": `"?x=1" counts as a part of the key: only ?versionId=VERSION does not`,
	} {
		if _, err := read(t, store, url); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), url) {
			t.Errorf("%s: error %v, want one that says %q", url, err, want)
		}
	}
}

// A report under a key that nobody meant would be found by nobody.
func TestCreateRefusesQuery(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	store := s.store(t, objectstore.Options{})
	err := store.Create(t.Context(), mustParse(t, "s3://plans/r.md?x=1"), "text/plain", writing("x"))
	if err == nil || !strings.Contains(err.Error(), "leave it out") {
		t.Errorf("error %v", err)
	}
	if list, err := store.List(t.Context(), mustParse(t, "s3://plans/"), 10); err != nil || len(list) > 0 {
		t.Errorf("%v, error %v", list, err)
	}
}

func TestReadVersion(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	if err := s.backend.SetVersioningConfiguration("plans", gofakes3.VersioningConfiguration{Status: gofakes3.VersioningEnabled}); err != nil {
		t.Fatal(err)
	}
	first := s.put(t, "plan.json", "first")
	s.put(t, "plan.json", "second")
	store := s.store(t, objectstore.Options{})
	for url, want := range map[string]string{"s3://plans/plan.json": "second", "s3://plans/plan.json?versionId=" + first: "first"} {
		if got, err := read(t, store, url); err != nil || got != want {
			t.Errorf("%s: %q and error %v, want %q", url, got, err, want)
		}
	}
}

// A stream that breaks off is an error: half a plan must not pass for a plan.
func TestReadBroken(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.before = func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Length", "1000")
		_, _ = io.WriteString(w, `{"format_version"`)
		panic(http.ErrAbortHandler)
	}
	if got, err := read(t, s.store(t, objectstore.Options{}), "s3://plans/plan.json"); err == nil || !strings.Contains(err.Error(), "s3://plans/plan.json") {
		t.Errorf("%q and error %v, want an error that names the object", got, err)
	}
}

func TestReadDenied(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"AccessDenied": "s3:GetObject", "ExpiredToken": "sign in again", "InvalidAccessKeyId": "not known there", "InvalidObjectState": "restore it",
	} {
		s := newServer(t)
		s.before = func(w http.ResponseWriter, _ *http.Request) bool {
			w.WriteHeader(http.StatusForbidden)
			_, _ = fmt.Fprintf(w, "<Error><Code>%s</Code><Message>no</Message></Error>", code)
			return true
		}
		if _, err := read(t, s.store(t, objectstore.Options{}), "s3://plans/plan.json"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one that says %q", code, err, want)
		}
	}
}

// A bucket in another region is read there.
func TestReadElsewhere(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.put(t, "plan.json", "found")
	s.before = func(w http.ResponseWriter, r *http.Request) bool {
		if strings.Contains(r.Header.Get("Authorization"), "/eu-central-1/s3/") {
			return false
		}
		w.Header().Set("X-Amz-Bucket-Region", "eu-central-1")
		w.WriteHeader(http.StatusMovedPermanently)
		_, _ = io.WriteString(w, "<Error><Code>PermanentRedirect</Code></Error>")
		return true
	}
	if got, err := read(t, s.store(t, objectstore.Options{Region: "us-west-2"}), "s3://plans/plan.json"); err != nil || got != "found" {
		t.Errorf("%q and error %v", got, err)
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	var want []string
	for i := range 1203 { // more than one page
		key := fmt.Sprintf("prod/%04d/plan.json", i)
		s.put(t, key, "{}")
		want = append(want, "s3://plans/"+key)
	}
	s.put(t, "prod/folder/", "")
	s.put(t, "production.json", "{}")
	store := s.store(t, objectstore.Options{})
	list, err := store.List(t.Context(), mustParse(t, "s3://plans/prod/"), 2000)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, u := range list {
		got = append(got, u.String())
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%d objects, want %d", len(got), len(want))
	}
	if _, err := store.List(t.Context(), mustParse(t, "s3://plans/prod/"), 1202); err == nil {
		t.Error("a list over the limit came back as if it were whole")
	}
	if list, err := store.List(t.Context(), mustParse(t, "s3://plans/none/"), 10); err != nil || len(list) != 0 {
		t.Errorf("an empty prefix: %v and error %v", list, err)
	}
	if _, err := store.List(t.Context(), mustParse(t, "s3://nowhere/"), 10); err == nil {
		t.Error("a bucket that is not there was listed")
	}
}

func TestCreate(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	store := s.store(t, objectstore.Options{})
	u := mustParse(t, "s3://plans/reports/1.json")
	if err := store.Create(t.Context(), u, "application/json", writing("first")); err != nil {
		t.Fatal(err)
	}
	err := store.Create(t.Context(), u, "application/json", writing("second"))
	if !errors.Is(err, objectstore.ErrExists) {
		t.Errorf("error %v, want ErrExists", err)
	}
	if got, err := read(t, store, u.String()); err != nil || got != "first" {
		t.Errorf("the object holds %q (error %v), want what was there first", got, err)
	}
	for _, r := range s.writes() {
		if r.Header.Get("If-None-Match") != "*" {
			t.Error("a write that could overwrite")
		}
		if r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("media type %q", r.Header.Get("Content-Type"))
		}
	}
	for _, text := range []string{"s3://plans/reports/", "s3://plans", "s3://plans/a?versionId=1"} {
		if err := store.Create(t.Context(), mustParse(t, text), "text/plain", writing("x")); err == nil {
			t.Errorf("%s: was written", text)
		}
	}
}

// An object is there whole or not at all.
func TestCreateFailing(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	broken := errors.New("broken renderer")
	err := s.store(t, objectstore.Options{}).Create(t.Context(), mustParse(t, "s3://plans/r"), "text/plain", func(w io.Writer) error {
		_, _ = io.WriteString(w, "half")
		return broken
	})
	if !errors.Is(err, broken) || len(s.writes()) > 0 {
		t.Errorf("error %v and %d writes", err, len(s.writes()))
	}
}

// Of a write whose answer was lost the second attempt finds the first one's object.
func TestCreateAnswerLost(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	var once sync.Once
	s.before = func(w http.ResponseWriter, r *http.Request) bool {
		lost := false
		if r.Method == http.MethodPut {
			once.Do(func() {
				s.put(t, "r", "the report")
				w.WriteHeader(http.StatusServiceUnavailable)
				lost = true
			})
		}
		return lost
	}
	store := s.store(t, objectstore.Options{})
	if err := store.Create(t.Context(), mustParse(t, "s3://plans/r"), "text/plain", writing("the report")); err != nil {
		t.Error(err)
	}
	if len(s.writes()) != 2 {
		t.Errorf("%d writes, want 2", len(s.writes()))
	}
}

func TestCreateEncrypted(t *testing.T) {
	t.Parallel()
	for key, want := range map[string][2]string{
		"": {"", ""}, "default": {"aws:kms", ""}, "alias/reports": {"aws:kms", "alias/reports"},
	} {
		s := newServer(t)
		store := s.store(t, objectstore.Options{KMSKey: key})
		if err := store.Create(t.Context(), mustParse(t, "s3://plans/r"), "text/plain", writing("x")); err != nil {
			t.Fatal(err)
		}
		h := s.writes()[0].Header
		if got := [2]string{h.Get("X-Amz-Server-Side-Encryption"), h.Get("X-Amz-Server-Side-Encryption-Aws-Kms-Key-Id")}; got != want {
			t.Errorf("key %q: sent %q, want %q", key, got, want)
		}
	}
}

// A store that does not know conditional writes gets no unconditional ones.
func TestCreateUnconditional(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.before = func(w http.ResponseWriter, r *http.Request) bool {
		if r.Header.Get("If-None-Match") == "" {
			return false
		}
		w.WriteHeader(http.StatusNotImplemented)
		_, _ = io.WriteString(w, "<Error><Code>NotImplemented</Code></Error>")
		return true
	}
	err := s.store(t, objectstore.Options{}).Create(t.Context(), mustParse(t, "s3://plans/r"), "text/plain", writing("x"))
	if err == nil || !strings.Contains(err.Error(), "If-None-Match") {
		t.Errorf("error %v", err)
	}
}

// Reading asks for one object at a time: nothing is read ahead of the reader.
func TestReadStreams(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	begun := make(chan struct{})
	s.before = func(w http.ResponseWriter, _ *http.Request) bool {
		w.Header().Set("Content-Length", "10")
		_, _ = io.WriteString(w, "first")
		w.(http.Flusher).Flush()
		<-begun // the rest is sent only after the reader has the first half
		_, _ = io.WriteString(w, "after")
		return true
	}
	r, err := s.store(t, objectstore.Options{}).Open(t.Context(), mustParse(t, "s3://plans/p"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close() //nolint:errcheck // it was only read
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil || string(head[:]) != "first" {
		t.Fatalf("%q and error %v", head, err)
	}
	close(begun)
	rest, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(rest, []byte("after")) {
		t.Errorf("%q and error %v", rest, err)
	}
}
