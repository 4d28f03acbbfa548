package objectstore_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/tfblast/tfblast/analyzer/objectstore"
)

// stallTime is long enough for a loopback, and what a test waits for an answer that never comes.
const stallTime = 100 * time.Millisecond

// A server that takes requests and answers nothing, or no more, is given up: the calls end. It
// is asked once.
func TestStall(t *testing.T) {
	t.Parallel()
	for name, begin := range map[string]string{"silent": "", "half-way": "half"} {
		s := newServer(t)
		end := make(chan struct{})
		t.Cleanup(func() { close(end) })
		s.before = func(w http.ResponseWriter, _ *http.Request) bool {
			if begin != "" {
				w.Header().Set("Content-Length", "100")
				_, _ = io.WriteString(w, begin)
				w.(http.Flusher).Flush()
			}
			<-end
			return true
		}
		_, err := read(t, s.store(t, objectstore.Options{Stall: stallTime}), "s3://plans/p")
		if err == nil || !strings.Contains(err.Error(), "--s3-timeout") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v, want one that names the remedy", name, err)
		}
		s.mu.Lock()
		if len(s.seen) != 1 {
			t.Errorf("%s: asked %d times", name, len(s.seen))
		}
		s.mu.Unlock()
	}
	s := newServer(t)
	end := make(chan struct{})
	t.Cleanup(func() { close(end) })
	s.before = func(http.ResponseWriter, *http.Request) bool { <-end; return true }
	err := s.store(t, objectstore.Options{Stall: stallTime}).Create(t.Context(), mustParse(t, "s3://plans/p"), "text/plain", writing("x"))
	if err == nil || !strings.Contains(err.Error(), "--s3-timeout") {
		t.Errorf("writing: error %v", err)
	}
}

// Errors are one line in our own words.
func TestErrorLines(t *testing.T) {
	t.Parallel()
	closed := httptest.NewServer(http.NotFoundHandler())
	closed.Close()
	s := newServer(t)
	s.before = func(w http.ResponseWriter, r *http.Request) bool {
		switch r.URL.Path {
		case "/plans/html":
			w.WriteHeader(http.StatusBadGateway)
			_, _ = io.WriteString(w, "<html>no</html>")
		case "/plans/odd":
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, "<Error><Code>Odd</Code><Message>two\nlines</Message></Error>")
		default:
			return false
		}
		return true
	}
	for url, want := range map[string]string{
		"s3://plans/none": `there is no such object; a prefix ends in "/" (NoSuchKey)`, "s3://nowhere/none": "there is no such bucket (NoSuchBucket)",
		"s3://plans/odd": "the store refused: Odd: two lines", "s3://plans/html": "Bad Gateway",
	} {
		checkLine(t, s, url, want)
	}
	s.url = closed.URL
	checkLine(t, s, "s3://plans/p", "can't be reached")
	for _, endpoint := range []string{"127.0.0.1:9000", "ftp://store", "http://", "store"} {
		if _, err := objectstore.New(t.Context(), objectstore.Options{Endpoint: endpoint}); err == nil || !strings.Contains(err.Error(), "want http:// or https://") {
			t.Errorf("%s: error %v", endpoint, err)
		}
	}
}

func checkLine(t *testing.T, s *server, url, want string) {
	t.Helper()
	_, err := read(t, s.store(t, objectstore.Options{}), url)
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%s: error %v, want one that says %q", url, err, want)
		return
	}
	for _, raw := range []string{"\n", "StatusCode", "RequestID", "operation error"} {
		if strings.Contains(err.Error(), raw) {
			t.Errorf("%s: error %q has words of the SDK", url, err)
		}
	}
}
