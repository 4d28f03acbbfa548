package aws_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go/encoding/cbor"

	"github.com/tfblast/tfblast/analyzer/aws"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// It is known of every call what its answer looks like.
func TestForms(t *testing.T) {
	t.Parallel()
	calls := aws.Calls()
	for _, c := range calls {
		if !aws.HasForm(c) {
			t.Errorf("%s %s has no form", c.Service, c.Operation)
		}
	}
	calls = slices.CompactFunc(calls, func(a, b aws.Call) bool { return a.Service == b.Service && a.Operation == b.Operation })
	if aws.Forms != len(calls) {
		t.Errorf("%d forms for %d calls", aws.Forms, len(calls))
	}
}

// same answers every call but those for the identity.
func same(status int, contentType, body string) func(http.ResponseWriter, string, *http.Request) bool {
	return func(w http.ResponseWriter, call string, _ *http.Request) bool {
		if strings.HasPrefix(call, "sts.") {
			return false
		}
		w.Header().Set("Content-Type", contentType)
		if contentType == "application/cbor" {
			w.Header().Set("Smithy-Protocol", "rpc-v2-cbor")
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
		return true
	}
}

// hollow answers each call in its own protocol, with nothing in the answer.
func hollow(w http.ResponseWriter, call string, r *http.Request) bool {
	service, operation, _ := strings.Cut(call, ".")
	root := operation + "Response"
	switch {
	case service == "sts":
		return false
	case service == "monitoring":
		return same(http.StatusOK, "application/cbor", string(cbor.Encode(cbor.Map{})))(w, call, r)
	case service == "s3":
		root = map[string]string{"ListObjectVersions": "ListVersionsResult", "ListMultipartUploads": "ListMultipartUploadsResult", "GetBucketVersioning": "Versioning"}[operation]
	case slices.Contains([]string{"ec2", "route53", "cloudfront"}, service):
	case slices.Contains([]string{"iam", "rds", "elasticache", "elasticloadbalancing"}, service):
		return same(http.StatusOK, "text/xml", fmt.Sprintf("<%s><%sResult></%sResult></%s>", root, operation, operation, root))(w, call, r)
	default:
		return same(http.StatusOK, "application/json", "{}")(w, call, r)
	}
	return same(http.StatusOK, "text/xml", "<"+root+"/>")(w, call, r)
}

// declared answers as the world does and says that it is HTML.
type declared struct{ http.ResponseWriter }

func (d declared) WriteHeader(status int) {
	d.Header().Set("Content-Type", "text/html; charset=utf-8")
	d.ResponseWriter.WriteHeader(status)
}

// What is no answer of AWS proves nothing, alive and replayed.
func TestLookNoAnswer(t *testing.T) {
	t.Parallel()
	const large = aws.MostBytes + 1
	for name, before := range map[string]func(http.ResponseWriter, string, *http.Request) bool{
		"page":               same(200, "text/html", "<html><head><title>Sign in</title></head><body><p>Proxy</p></body></html>"),
		"page called XML":    same(200, "text/xml", "<html><head><title>Sign in</title></head><body><p>Proxy</p></body></html>"),
		"another root":       same(200, "text/xml", `<?xml version="1.0"?><x></x>`),
		"text":               same(200, "text/plain", "please sign in"),
		"nothing":            same(200, "text/plain", ""),
		"spaces":             same(200, "text/xml", " \n"),
		"no content":         same(204, "text/plain", ""),
		"an empty object":    same(200, "application/json", "{}"),
		"null":               same(200, "application/json", "null"),
		"a list":             same(200, "application/json", "[]"),
		"an error page":      same(403, "text/html", "<html><body>no</body>"),
		"an error text":      same(403, "text/plain", "no"),
		"CBOR that is a map": same(200, "application/cbor", string(cbor.Encode(cbor.Map{}))),
		"no CBOR":            same(200, "application/cbor", "\xff"),
		"hollow":             hollow,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newWire(t, world)
			s.before = before
			o := s.options()
			o.Recorder = aws.NewRecorder()
			o.Load = append(o.Load, config.WithRetryMaxAttempts(1))
			r := look(t, newClient(t, o), instances()...)
			for _, got := range r.observations {
				if got.State != risk.NotLookedUp || len(got.Facts) > 0 || len(got.Uses) > 0 || len(got.Missing) == 0 {
					t.Errorf("%+v", got)
				}
			}
			var text bytes.Buffer
			if _, err := o.Recorder.WriteTo(&text); err != nil {
				t.Fatal(err)
			}
			again := look(t, newClient(t, aws.Options{Now: present, Recording: readRecording(t, text.Bytes())}), instances()...)
			if got, want := again.text(), r.text(); got != want {
				t.Errorf("the replay found:\n%s\nwant:\n%s", got, want)
			}
		})
	}
	t.Run("called HTML", func(t *testing.T) {
		t.Parallel()
		s := newWire(t, world)
		s.before = func(w http.ResponseWriter, call string, _ *http.Request) bool {
			if strings.HasPrefix(call, "sts.") {
				return false
			}
			s.answer(declared{w}, call, false, map[string]string{})
			return true
		}
		empty := deleted("aws_s3_bucket.empty", "id", "empty", "bucket", "empty", "arn", "arn:aws:s3:::empty", "region", region)
		if got := look(t, newClient(t, s.options()), empty).of(empty.Address); got.State != risk.NotLookedUp {
			t.Errorf("%+v", got)
		}
	})
	t.Run("too large", func(t *testing.T) {
		t.Parallel()
		s := newWire(t, world)
		s.before = func(w http.ResponseWriter, call string, _ *http.Request) bool {
			if call == "ec2.DescribeNetworkInterfaces" {
				_, _ = io.WriteString(w, `<DescribeNetworkInterfacesResponse><networkInterfaceSet/>`)
				_, _ = io.CopyN(w, spaces{}, large)
				_, _ = io.WriteString(w, `</DescribeNetworkInterfacesResponse>`)
				return true
			}
			return false
		}
		o := s.options()
		o.Recorder = aws.NewRecorder()
		idle := deleted("aws_security_group.idle", "id", "sg-idle", "arn", arnOf("ec2", "security-group/sg-idle"))
		r := look(t, newClient(t, o), idle)
		if got := r.of(idle.Address); got.State == risk.Unused || !strings.Contains(r.text(), "too large") {
			t.Errorf("%s", r.text())
		}
		if n := s.count("ec2.DescribeNetworkInterfaces"); n != 1 {
			t.Errorf("asked %d times", n)
		}
		var text bytes.Buffer
		if _, err := o.Recorder.WriteTo(&text); err != nil || text.Len() > 10_000 {
			t.Fatalf("%d bytes, error %v", text.Len(), err)
		}
		again := look(t, newClient(t, aws.Options{Now: present, Recording: readRecording(t, text.Bytes())}), idle)
		if got, want := again.text(), r.text(); got != want {
			t.Errorf("the replay found:\n%s\nwant:\n%s", got, want)
		}
	})
}

// spaces are endless.
type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

// One byte that no XML may hold spoils the answer, alive and replayed.
func TestLookControlByte(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	s.before = func(w http.ResponseWriter, call string, _ *http.Request) bool {
		if call != "ec2.DescribeNetworkInterfaces" {
			return false
		}
		_, _ = io.WriteString(w, "<DescribeNetworkInterfacesResponse><networkInterfaceSet/><requestId>\x01</requestId></DescribeNetworkInterfacesResponse>")
		return true
	}
	o := s.options()
	o.Recorder = aws.NewRecorder()
	idle := deleted("aws_security_group.idle", "id", "sg-idle", "arn", arnOf("ec2", "security-group/sg-idle"))
	live := look(t, newClient(t, o), idle)
	var text bytes.Buffer
	if _, err := o.Recorder.WriteTo(&text); err != nil {
		t.Fatal(err)
	}
	replayed := look(t, newClient(t, aws.Options{Now: present, Recording: readRecording(t, text.Bytes())}), idle)
	for _, r := range []result{live, replayed} {
		if got := r.of(idle.Address); got.State != risk.Unsettled || !strings.Contains(r.text(), "can't be read") {
			t.Errorf("%s", r.text())
		}
	}
}

// An answer that never ends costs no more than the time that was given, recorded or not.
func TestLookEndless(t *testing.T) {
	t.Parallel()
	for _, recorder := range []*aws.Recorder{nil, aws.NewRecorder()} {
		s := newWire(t, world)
		release := make(chan struct{})
		t.Cleanup(func() { close(release) })
		s.before = func(w http.ResponseWriter, call string, r *http.Request) bool {
			if call != "ec2.DescribeNetworkInterfaces" {
				return false
			}
			_, _ = io.WriteString(w, "<DescribeNetworkInterfacesResponse>")
			w.(http.Flusher).Flush() //nolint:forcetypeassert // that of net/http
			select {
			case <-release:
			case <-r.Context().Done():
			}
			return true
		}
		o := s.options()
		o.Timeout, o.Recorder = 300*time.Millisecond, recorder
		idle := deleted("aws_security_group.idle", "id", "sg-idle", "arn", arnOf("ec2", "security-group/sg-idle"))
		r := look(t, newClient(t, o), idle)
		if got := r.of(idle.Address); got.State == risk.Unused || !strings.Contains(r.text(), "--aws-timeout") {
			t.Errorf("%s", r.text())
		}
	}
}
