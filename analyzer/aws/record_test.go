package aws_test

import (
	"bytes"
	"encoding/base64"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/config"

	"github.com/tfblast/tfblast/analyzer/aws"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// record looks everything up and returns what was found and the recording of it.
func record(t *testing.T) (result, []byte) {
	t.Helper()
	s := newWire(t, world)
	o := s.options()
	o.Recorder = aws.NewRecorder()
	r := look(t, newClient(t, o), instances()...)
	var recording bytes.Buffer
	if _, err := o.Recorder.WriteTo(&recording); err != nil {
		t.Fatal(err)
	}
	return r, recording.Bytes()
}

func readRecording(t *testing.T, text []byte) *aws.Recording {
	t.Helper()
	r, err := aws.ReadRecording(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A replay finds what was found, without a network, credentials or a clock; so every field
// that is read was kept.
func TestReplay(t *testing.T) {
	t.Parallel()
	live, text := record(t)
	var dialled []string
	offline := &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		dialled = append(dialled, r.URL.String())
		return nil, io.ErrUnexpectedEOF
	})}
	replayed := look(t, newClient(t, aws.Options{Now: present, Recording: readRecording(t, text), Client: offline, Region: "us-west-2"}), instances()...)
	if got, want := replayed.text(), live.text(); got != want {
		t.Errorf("the replay found:\n%s\nwant:\n%s", got, want)
	}
	if len(dialled) > 0 {
		t.Errorf("a replay went to %v", dialled)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Equal runs are recorded in equal bytes.
func TestRecordingIsStable(t *testing.T) {
	t.Parallel()
	_, first := record(t)
	_, second := record(t)
	if !bytes.Equal(first, second) {
		a, b := strings.Split(string(first), "\n"), strings.Split(string(second), "\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("two recordings of the same answers differ in line %d:\n%s\n%s", i+1, a[i], b[i])
			}
		}
		t.Errorf("two recordings of the same answers have %d and %d lines", len(a), len(b))
	}
}

// What is planted in answers in every form, and the credentials, are not in a recording.
func TestRecordingHoldsNoSecret(t *testing.T) {
	t.Parallel()
	planted := string(readFile(t, world))
	if !strings.Contains(planted, "event-source-token-canary") {
		t.Fatal("no secret is planted in a policy")
	}
	if n := strings.Count(planted, "-canary"); n < 12 {
		t.Fatalf("%d secrets are planted in the world", n)
	}
	_, text := record(t)
	for line := range strings.SplitSeq(string(text), "\n") {
		if strings.Contains(line, "canary") || strings.Contains(line, "AKIDTEST") {
			t.Errorf("a secret is in the recording: %s", line)
		}
		if _, answer, ok := strings.Cut(line, `"answer":"`); ok && strings.Contains(line, `"binary":true`) {
			plain, err := base64.StdEncoding.DecodeString(answer[:strings.IndexByte(answer, '"')])
			if err != nil || bytes.Contains(plain, []byte("canary")) {
				t.Errorf("a secret is in the recording, or it can't be read (%v): %q", err, plain)
			}
		}
	}
}

// What the plan hides is in no recording either: not in names that come back, nor in what is
// asked about them.
func TestRecordingHoldsNothingHidden(t *testing.T) {
	t.Parallel()
	const secret = "correct-horse-battery"
	p, err := plan.Read(t.Context(), strings.NewReader(`{"format_version": "1.2", "timestamp": "`+planned+`", "resource_changes": [
{"address": "aws_iam_role.app", "mode": "managed", "type": "aws_iam_role", "name": "app", "change": {"actions": ["delete"], "before": {"id": "app", "name": "app", "arn": "arn:aws:iam::111122223333:role/app"}, "after": null}},
{"address": "aws_security_group.g", "mode": "managed", "type": "aws_security_group", "name": "g", "change": {"actions": ["delete"], "before": {"id": "sg-app", "x": "`+secret+`"}, "after": null, "before_sensitive": {"x": true}}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer("db-of-team-data", secret, "orders-export", "of-"+secret, "resize", secret).Replace(string(readFile(t, world)))
	if strings.Count(text, secret) < 3 {
		t.Fatal("the secret is not planted")
	}
	planted := filepath.Join(t.TempDir(), "world.txtar")
	if err := os.WriteFile(planted, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s := newWire(t, planted)
	o := s.options()
	o.Recorder = aws.NewRecorder()
	newClient(t, o).Look(t.Context(), p, p.Changes)
	var recorded bytes.Buffer
	if _, err := o.Recorder.WriteTo(&recorded); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(recorded.String(), secret) || !strings.Contains(recorded.String(), plan.MaskText) {
		t.Errorf("the recording: %s", recorded.String())
	}
	_, observations, _ := newClient(t, aws.Options{Now: present, Recording: readRecording(t, recorded.Bytes())}).Look(t.Context(), p, p.Changes)
	if len(observations) != 2 || observations[1].State != risk.InUse || len(observations[1].Missing) > 0 {
		t.Errorf("its replay: %+v", observations)
	}
}

// Errors are recorded and replayed as they were.
func TestReplayFailing(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	s.before = refuse("", 403, "AccessDenied")
	o := s.options()
	o.Recorder = aws.NewRecorder()
	live := look(t, newClient(t, o), oneOfEach()...)
	var recording bytes.Buffer
	if _, err := o.Recorder.WriteTo(&recording); err != nil {
		t.Fatal(err)
	}
	replayed := look(t, newClient(t, aws.Options{Now: present, Recording: readRecording(t, recording.Bytes())}), oneOfEach()...)
	if got, want := replayed.text(), live.text(); got != want {
		t.Errorf("the replay found:\n%s\nwant:\n%s", got, want)
	}
}

// What was not recorded is not looked up; it is not missing from AWS.
func TestReplayOfOtherPlan(t *testing.T) {
	t.Parallel()
	_, text := record(t)
	other := deleted("aws_security_group.other", "id", "sg-other", "arn", arnOf("ec2", "security-group/sg-other"))
	r := look(t, newClient(t, aws.Options{Now: present, Recording: readRecording(t, text)}), other)
	if got := r.of(other.Address); got.State != risk.NotLookedUp || !strings.Contains(r.text(), "record it again") {
		t.Errorf("%s", r.text())
	}
}

// Roles are not assumed in a replay, and what they bring is not recorded.
func TestReplayRoles(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	s.before = func(w http.ResponseWriter, call string, _ *http.Request) bool {
		if call == "sts.AssumeRole" {
			_, _ = io.WriteString(w, `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>role-canary</SecretAccessKey><SessionToken>role-canary</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`)
			return true
		}
		return false
	}
	o := s.options()
	o.Roles = []string{"arn:aws:iam::111122223333:role/reader"}
	o.Recorder = aws.NewRecorder()
	live := look(t, newClient(t, o), instances()...)
	var recording bytes.Buffer
	if _, err := o.Recorder.WriteTo(&recording); err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"canary", "ASIAROLE", "AssumeRole"} {
		if strings.Contains(recording.String(), secret) {
			t.Errorf("%s is in the recording", secret)
		}
	}
	replayed := look(t, newClient(t, aws.Options{Now: present, Recording: readRecording(t, recording.Bytes()), Roles: o.Roles}), instances()...)
	if got, want := replayed.text(), live.text(); got != want {
		t.Errorf("the replay found:\n%s\nwant:\n%s", got, want)
	}
}

func TestReadRecordingRefuses(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"empty": "", "a plan": `{"format_version": "1.2"}`, "no JSON": "Terraform will perform", "another version": `{"tfblast_aws_recording": 2}`,
		"a broken line": `{"tfblast_aws_recording": 1, "now": "2026-01-01T00:00:00Z"}` + "\n" + `{"service": "ec2", "sta`,
	} {
		if _, err := aws.ReadRecording(strings.NewReader(text)); err == nil {
			t.Errorf("%s was read", name)
		}
	}
}

func FuzzReadRecording(f *testing.F) {
	f.Add([]byte(`{"tfblast_aws_recording": 1, "now": "2026-01-01T00:00:00Z", "region": "eu-west-1"}` + "\n" + `{"service": "ec2", "method": "POST", "path": "/", "status": 200, "answer": "x"}`))
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := aws.ReadRecording(bytes.NewReader(text))
		if err != nil {
			return
		}
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://127.0.0.1/", strings.NewReader(""))
		if err != nil {
			t.Fatal(err)
		}
		if resp, err := r.RoundTrip(req); err == nil {
			_ = resp.Body.Close()
		}
	})
}

// A client refuses every call that is not in the table, whoever makes it.
func TestRefusesOtherCalls(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	o := s.options()
	if err := aws.Guard(t.Context(), newClient(t, o)); err == nil || !strings.Contains(err.Error(), "not among the calls") {
		t.Errorf("error %v", err)
	}
	if len(s.calls()) > 0 {
		t.Errorf("calls %v", s.calls())
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	o := s.options()
	o.Timeout = -1
	if _, err := aws.New(t.Context(), o); err == nil {
		t.Error("a negative timeout was taken")
	}
	o = s.options()
	o.Profile = "no-such-profile"
	o.Load = append(o.Load, config.WithSharedConfigFiles([]string{filepath.Join(t.TempDir(), "none")}))
	if _, err := aws.New(t.Context(), o); err == nil || !strings.Contains(err.Error(), "no-such-profile") {
		t.Errorf("error %v", err)
	}
}
