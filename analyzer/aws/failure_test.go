package aws_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go/middleware"

	"github.com/tfblast/tfblast/analyzer/aws"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// recordCalls keeps what goes through the SDK's own stack.
func recordCalls(made *[]aws.Call) func(*config.LoadOptions) error {
	var mu sync.Mutex
	return config.WithAPIOptions([]func(*middleware.Stack) error{func(stack *middleware.Stack) error {
		return stack.Finalize.Add(middleware.FinalizeMiddlewareFunc("TestCalls", func(ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler) (middleware.FinalizeOutput, middleware.Metadata, error) {
			mu.Lock()
			*made = append(*made, aws.Call{Service: middleware.GetServiceID(ctx), Operation: middleware.GetOperationName(ctx)})
			mu.Unlock()
			return next.HandleFinalize(ctx, in)
		}), middleware.After)
	}})
}

// refuse answers one call, or all for "", with an error code in the call's own protocol.
func refuse(only string, status int, code string) func(http.ResponseWriter, string, *http.Request) bool {
	return func(w http.ResponseWriter, call string, r *http.Request) bool {
		if only != "" && call != only {
			return false
		}
		target := r.Header.Get("X-Amz-Target")
		if strings.HasPrefix(call, "sts.") {
			return false
		}
		switch {
		case target != "" || strings.HasPrefix(call, "lambda.") || strings.HasPrefix(call, "eks.") || strings.HasPrefix(call, "apigateway."):
			w.Header().Set("Content-Type", "application/x-amz-json-1.1")
			w.Header().Set("X-Amzn-Errortype", code)
			w.WriteHeader(status)
			_, _ = fmt.Fprintf(w, `{"__type": %q, "message": "no"}`, code)
		case strings.HasPrefix(call, "ec2."):
			w.WriteHeader(status)
			_, _ = fmt.Fprintf(w, "<Response><Errors><Error><Code>%s</Code><Message>no</Message></Error></Errors><RequestID>1</RequestID></Response>", code)
		case strings.HasPrefix(call, "s3."):
			w.WriteHeader(status)
			_, _ = fmt.Fprintf(w, "<Error><Code>%s</Code><Message>no</Message></Error>", code)
		default:
			w.WriteHeader(status)
			_, _ = fmt.Fprintf(w, "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>no</Message></Error><RequestId>1</RequestId></ErrorResponse>", code)
		}
		return true
	}
}

// oneOfEach has an instance for each protocol: EC2, Query, JSON 1.0, JSON 1.1, REST-XML,
// REST-JSON.
func oneOfEach() []*plan.Change {
	want := map[string]bool{
		"aws_subnet.a": true, "aws_iam_group.g": true, "aws_sqs_queue.jobs": true, "aws_kms_key.k": true, "aws_s3_bucket.logs": true,
		"aws_route53_zone.z": true, "aws_eks_cluster.c": true, "aws_lambda_function.f": true,
	}
	var list []*plan.Change
	for _, c := range instances() {
		if want[c.Address] {
			list = append(list, c)
		}
	}
	return list
}

// Whatever goes wrong, nothing is called unused, and the report says what was not looked
// up and what to do.
func TestLookFailing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		before func(http.ResponseWriter, string, *http.Request) bool
		want   string
	}{
		"denied":        {refuse("", 403, "AccessDenied"), "access denied"},
		"denied JSON":   {refuse("", 400, "AccessDeniedException"), "access denied"},
		"denied EC2":    {refuse("", 403, "UnauthorizedOperation"), "access denied"},
		"expired":       {refuse("", 403, "ExpiredToken"), "sign in again"},
		"expired JSON":  {refuse("", 400, "ExpiredTokenException"), "sign in again"},
		"expired EC2":   {refuse("", 400, "RequestExpired"), "sign in again"},
		"unknown error": {refuse("", 400, "SomethingNew"), "SomethingNew"},
		"gone":          {refuse("", 404, "ResourceNotFoundException"), "there is no such object"},
		"no XML, no JSON": {func(w http.ResponseWriter, call string, _ *http.Request) bool {
			_, _ = io.WriteString(w, "<html>proxy: please sign in")
			return !strings.HasPrefix(call, "sts.")
		}, "can't be read"},
		"broken off": {func(w http.ResponseWriter, call string, _ *http.Request) bool {
			if strings.HasPrefix(call, "sts.") {
				return false
			}
			w.Header().Set("Content-Length", "4000")
			_, _ = io.WriteString(w, `{"Aliases": [{"Al`)
			return true
		}, "not looked up"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newWire(t, world)
			s.before = c.before
			o := s.options()
			o.Now = time.Time{}
			o.Load = append(o.Load, config.WithRetryMaxAttempts(1))
			r := look(t, newClient(t, o), oneOfEach()...)
			if len(r.observations) != len(oneOfEach()) || len(r.externals) > 0 {
				t.Errorf("%d observations and %v", len(r.observations), r.externals)
			}
			for _, o := range r.observations {
				if o.State != risk.NotLookedUp && o.State != risk.Unsettled || len(o.Missing) == 0 {
					t.Errorf("%+v", o)
				}
			}
			if !strings.Contains(r.text(), c.want) {
				t.Errorf("%q is not said in:\n%s", c.want, r.text())
			}
		})
	}
}

// Credentials that have failed are not tried again for each of many questions.
func TestLookExpiredOnce(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	s.before = refuse("", 403, "ExpiredToken")
	o := s.options()
	o.Concurrency, o.Now = 1, time.Time{}
	r := look(t, newClient(t, o), many(50)...)
	if n := s.count("ec2.DescribeSecurityGroups") + s.count("ec2.DescribeNetworkInterfaces") + s.count("ec2.DescribeSecurityGroupReferences"); n != 1 {
		t.Errorf("%d calls with credentials that have expired", n)
	}
	if len(r.diagnostics) != 1 || !strings.Contains(r.text(), "and 45 more") {
		t.Errorf("want one diagnostic for all:\n%s", r.text())
	}
}

// One cause is said once, with all that it kept from being asked, however each service calls it.
func TestLookSaysEachCauseOnce(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		code string
		want []string
	}{
		{"AccessDenied", []string{"access denied (", "ec2:DescribeSecurityGroups", "kms:DescribeKey", "s3:ListBucketVersions"}},
		{"ExpiredToken", []string{"ExpiredToken, ExpiredTokenException"}},
	} {
		s := newWire(t, world)
		s.before = func(w http.ResponseWriter, call string, r *http.Request) bool {
			if r.Header.Get("X-Amz-Target") != "" {
				return refuse("", 400, c.code+"Exception")(w, call, r)
			}
			return refuse("", 403, c.code)(w, call, r)
		}
		o := s.options()
		o.Now, o.Concurrency = time.Time{}, 1
		changes := instances()
		if c.code == "ExpiredToken" { // two places, so that each is found to have expired
			changes = []*plan.Change{deleted("aws_security_group.a", "id", "sg-a"), deleted("aws_kms_key.k", "key_id", "k", "arn", "arn:aws:kms:us-east-1:111122223333:key/k")}
		}
		r := look(t, newClient(t, o), changes...)
		var warnings []string
		for _, d := range r.diagnostics {
			if d.Severity == diagnostic.Warning {
				warnings = append(warnings, d.Summary)
			}
		}
		if len(warnings) != 1 {
			t.Errorf("%s: %d warnings:\n%s", c.code, len(warnings), strings.Join(warnings, "\n"))
		}
		for _, want := range c.want {
			if !strings.Contains(strings.Join(warnings, "\n"), want) {
				t.Errorf("%s: %q is not said in %q", c.code, want, warnings)
			}
		}
	}
}

// A call that is throttled is tried again.
func TestLookThrottled(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	var mu sync.Mutex
	throttled := map[string]bool{}
	refuseOnce := refuse("", 400, "ThrottlingException")
	s.before = func(w http.ResponseWriter, call string, r *http.Request) bool {
		mu.Lock()
		first := !throttled[call]
		throttled[call] = true
		mu.Unlock()
		return first && refuseOnce(w, call, r)
	}
	key := deleted("aws_kms_key.k", "key_id", "k-1", "arn", arnOf("kms", "key/k-1"))
	r := look(t, newClient(t, s.options()), key)
	if o := r.of(key.Address); o.State != risk.InUse || len(o.Missing) > 0 {
		t.Errorf("%+v", o)
	}
	if n := s.count("kms.DescribeKey"); n != 2 {
		t.Errorf("DescribeKey was called %d times, want 2", n)
	}
}

// A server that is slow costs no more than the time that was given, and what it did not
// answer is not looked up.
func TestLookSlow(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	release := make(chan struct{})
	t.Cleanup(func() { close(release) })
	s.before = func(_ http.ResponseWriter, call string, r *http.Request) bool {
		if call == "ec2.DescribeNetworkInterfaces" {
			select {
			case <-release:
			case <-r.Context().Done():
			}
		}
		return false
	}
	o := s.options()
	o.Timeout = 300 * time.Millisecond
	r := look(t, newClient(t, o), many(3)...)
	for _, o := range r.observations {
		if o.State == risk.Unused || len(o.Missing) == 0 {
			t.Errorf("%+v", o)
		}
	}
	if !strings.Contains(r.text(), "--aws-timeout") {
		t.Errorf("the remedy is not said in:\n%s", r.text())
	}
}

// A redirect is not followed: it could lead a signed request to another host.
func TestLookRedirected(t *testing.T) {
	t.Parallel()
	other := newWire(t, world)
	s := newWire(t, world)
	s.before = func(w http.ResponseWriter, call string, r *http.Request) bool {
		if strings.HasPrefix(call, "sts.") {
			return false
		}
		http.Redirect(w, r, other.url+r.URL.Path, http.StatusTemporaryRedirect)
		return true
	}
	o := s.options()
	o.Now, o.Load = time.Time{}, append(o.Load, config.WithRetryMaxAttempts(1))
	r := look(t, newClient(t, o), oneOfEach()...)
	for _, got := range r.observations {
		if got.State != risk.NotLookedUp && got.State != risk.Unsettled || len(got.Missing) == 0 {
			t.Errorf("%+v", got)
		}
	}
	if calls := other.calls(); len(calls) > 0 {
		t.Errorf("the other host was asked %v", calls)
	}
}

// An answer with too many pages is a count of at least so many, and never proof of nothing.
func TestLookManyPages(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	pages := 0
	s.before = func(w http.ResponseWriter, call string, _ *http.Request) bool {
		if call != "ec2.DescribeNetworkInterfaces" {
			return false
		}
		pages++
		_, _ = fmt.Fprintf(w, `<DescribeNetworkInterfacesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><networkInterfaceSet/><nextToken>t%d</nextToken></DescribeNetworkInterfacesResponse>`, pages)
		return true
	}
	o := s.options()
	o.MaxPages = 4
	idle := deleted("aws_security_group.idle", "id", "sg-idle", "arn", arnOf("ec2", "security-group/sg-idle"))
	got := look(t, newClient(t, o), idle).of(idle.Address)
	if got.State != risk.Unsettled || len(got.Missing) != 1 || pages != 4 {
		t.Errorf("%+v after %d pages", got, pages)
	}
}

// Objects of another account are not looked up with the wrong eyes, where they would seem
// to be gone.
func TestLookAccounts(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	foreign := deleted("aws_security_group.idle", "id", "sg-idle", "arn", "arn:aws:ec2:eu-west-1:999988887777:security-group/sg-idle")
	r := look(t, newClient(t, s.options()), foreign)
	if o := r.of(foreign.Address); o.State != risk.NotLookedUp || !strings.Contains(r.text(), "999988887777") || !strings.Contains(r.text(), "--aws-role") {
		t.Errorf("%s", r.text())
	}
	if calls := s.calls(); len(calls) != 1 || calls[0] != "sts.GetCallerIdentity" {
		t.Errorf("calls %v", calls)
	}
}

// With roles each object is looked up with the role of its account.
func TestLookRoles(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	var mu sync.Mutex
	keys := map[string]bool{}
	s.before = func(w http.ResponseWriter, call string, r *http.Request) bool {
		if call == "sts.AssumeRole" {
			role := "other"
			if body := r.Header.Get("X-Test"); body != "" {
				role = body
			}
			_, _ = fmt.Fprintf(w, `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>role-canary</SecretAccessKey><SessionToken>%s</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`, role)
			return true
		}
		mu.Lock()
		keys[strings.SplitN(strings.SplitN(r.Header.Get("Authorization"), "Credential=", 2)[1], "/", 2)[0]] = true
		mu.Unlock()
		return false
	}
	o := s.options()
	o.Roles = []string{"arn:aws:iam::999988887777:role/reader", "arn:aws:iam::111122223333:role/reader"}
	here := deleted("aws_security_group.a", "id", "sg-idle", "arn", "arn:aws:ec2:eu-west-1:999988887777:security-group/sg-idle")
	nowhere := deleted("aws_security_group.b", "id", "sg-idle", "arn", "arn:aws:ec2:eu-west-1:123412341234:security-group/sg-idle")
	unknown := deleted("aws_network_interface.c", "id", "eni-1")
	r := look(t, newClient(t, o), here, nowhere, unknown)
	if got := r.of(here.Address); got.State != risk.Unused {
		t.Errorf("%+v", got)
	}
	for _, c := range []*plan.Change{nowhere, unknown} {
		if got := r.of(c.Address); got.State != risk.NotLookedUp {
			t.Errorf("%+v", got)
		}
	}
	if len(keys) != 1 || !keys["ASIAROLE"] {
		t.Errorf("called with the keys %v, want the role's only", keys)
	}
	for _, roles := range [][]string{{"reader"}, {"arn:aws:s3:::b"}, {"arn:aws:iam::111122223333:role/a", "arn:aws:iam::111122223333:role/b"}} {
		o.Roles = roles
		if _, err := aws.New(t.Context(), o); err == nil {
			t.Errorf("roles %v were taken", roles)
		}
	}
}

// many are different groups that nothing uses.
func many(n int) []*plan.Change {
	var list []*plan.Change
	for i := range n {
		id := fmt.Sprintf("sg-%d", i)
		list = append(list, deleted(fmt.Sprintf("aws_security_group.g[%d]", i), "id", id, "arn", arnOf("ec2", "security-group/"+id)))
	}
	return list
}

// Five hundred changes are asked about side by side, and never more at a time than the
// bound.
func TestLookConcurrency(t *testing.T) {
	t.Parallel()
	const bound = 32 // what Options.Concurrency says of 0
	s := newWire(t, world)
	s.latency = 50 * time.Millisecond
	o := s.options()
	changes := many(500)
	begun := time.Now()
	r := look(t, newClient(t, o), changes...)
	t.Logf("%d changes: %d calls in %s, at most %d at a time", len(changes), total(s), time.Since(begun).Round(time.Millisecond), s.most)
	if len(r.observations) != 500 {
		t.Errorf("%d observations", len(r.observations))
	}
	for _, got := range r.observations {
		if len(got.Missing) != 1 || !strings.Contains(fmt.Sprint(got.Missing), "there is no such object") {
			t.Fatalf("%+v", got)
		}
	}
	// Each call of a list is about 200 groups; that none of them is there, each is asked alone.
	for call, want := range map[string]int{"ec2.DescribeNetworkInterfaces": 3, "ec2.DescribeSecurityGroupReferences": 3, "ec2.DescribeSecurityGroups": 3*3 + 500} {
		if n := s.count(call); n != want {
			t.Errorf("%s was called %d times, want %d", call, n, want)
		}
	}
	if most := s.most; most > bound || most < bound/2 {
		t.Errorf("%d calls at a time at most, want up to %d", most, bound)
	}
}

// One object that can't be asked about with the others takes nothing from them: what the
// call for all does not bring, each is asked for alone.
func TestLookTogether(t *testing.T) {
	t.Parallel()
	groups := []*plan.Change{
		deleted("aws_security_group.app", "id", "sg-app"), deleted("aws_security_group.gone", "id", "sg-gone"), deleted("aws_security_group.idle", "id", "sg-idle"),
	}
	want := map[string]result{}
	for _, c := range groups {
		s := newWire(t, world)
		want[c.Address] = look(t, newClient(t, s.options()), c)
	}
	for name, before := range map[string]func(s *wire) func(http.ResponseWriter, string, *http.Request) bool{
		"all answered": func(*wire) func(http.ResponseWriter, string, *http.Request) bool { return nil },
		"each list refused once": func(*wire) func(http.ResponseWriter, string, *http.Request) bool {
			var mu sync.Mutex
			refused := map[string]bool{}
			no := refuse("", 400, "InvalidGroup.NotFound")
			return func(w http.ResponseWriter, call string, r *http.Request) bool {
				mu.Lock()
				first := !refused[call]
				refused[call] = true
				mu.Unlock()
				return first && no(w, call, r)
			}
		},
		"cut short": func(s *wire) func(http.ResponseWriter, string, *http.Request) bool {
			return func(w http.ResponseWriter, call string, _ *http.Request) bool {
				if call != "ec2.DescribeNetworkInterfaces" || s.count(call) > 3 {
					return false
				}
				_, _ = io.WriteString(w, `<DescribeNetworkInterfacesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><networkInterfaceSet/><nextToken>t</nextToken></DescribeNetworkInterfacesResponse>`)
				return true
			}
		},
	} {
		s := newWire(t, world)
		s.before = before(s)
		o := s.options()
		o.Concurrency, o.MaxPages = 1, 3
		r := look(t, newClient(t, o), groups...)
		for _, c := range groups {
			alone := want[c.Address]
			if got := r.of(c.Address); fmt.Sprint(got) != fmt.Sprint(alone.of(c.Address)) {
				t.Errorf("%s: %+v, alone %+v", name, got, alone.of(c.Address))
			}
			if got := len(r.on(c.Address)); got != len(alone.externals) {
				t.Errorf("%s: %s has %d dependents, alone %d", name, c.Address, got, len(alone.externals))
			}
		}
	}
}

func total(s *wire) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, count := range s.seen {
		n += count
	}
	return n
}
