package aws_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/aws"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/fixtures"
)

// result is what a look-up returns.
type result struct {
	externals    []graph.External
	observations []risk.Observation
	diagnostics  []diagnostic.Diagnostic
}

func look(t *testing.T, c *aws.Client, changes ...*plan.Change) result {
	t.Helper()
	var r result
	r.externals, r.observations, r.diagnostics = c.Look(t.Context(), &plan.Plan{Timestamp: planned}, changes)
	return r
}

// text prints everything that was found, for a golden file.
func (r result) text() string {
	var b strings.Builder
	for _, o := range r.observations {
		fmt.Fprintf(&b, "%s: %s\n", o.Address, o.State)
		for _, u := range o.Uses {
			fmt.Fprintf(&b, "  use: %s\n", u)
		}
		for _, f := range o.Facts {
			fmt.Fprintf(&b, "  %s\n", f)
		}
		for _, m := range o.Missing {
			fmt.Fprintf(&b, "  not looked up: %s\n", m)
		}
		for _, e := range r.externals {
			if e.On == o.Address {
				fmt.Fprintf(&b, "  <- %s (%s) in %s, known as %s %s.%s\n", e.Name(), e.Note, e.Place, strings.Join(e.Identifiers, " "), e.Type, e.Called)
			}
		}
	}
	for _, d := range r.diagnostics {
		fmt.Fprintf(&b, "%s: %s\n  %s\n", d.Severity, d.Summary, d.Detail)
	}
	return b.String()
}

func (r result) of(address string) risk.Observation {
	for _, o := range r.observations {
		if o.Address == address {
			return o
		}
	}
	return risk.Observation{}
}

// on are the dependents of an object.
func (r result) on(address string) []graph.External {
	var list []graph.External
	for _, e := range r.externals {
		if e.On == address {
			list = append(list, e)
		}
	}
	return list
}

var world = filepath.Join("testdata", "world.txtar")

// Every type of the table is looked up over the wire, each in its own protocol.
func TestLookAll(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	r := look(t, newClient(t, s.options()), instances()...)
	fixtures.Golden(t, filepath.Join("testdata", "look.golden"), []byte(r.text()))
	looked := map[string]bool{}
	for _, c := range instances() {
		looked[c.Type] = true
	}
	for _, name := range aws.Types() {
		if !looked[name] {
			t.Errorf("no instance of %s is looked up here", name)
		}
	}
	if len(aws.Types()) < 25 {
		t.Errorf("%d types", len(aws.Types()))
	}
}

// The table of calls holds what is really called, and nothing else.
func TestCallsAreMade(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	var made []aws.Call
	o := s.options()
	o.Load = append(o.Load, recordCalls(&made))
	look(t, newClient(t, o), instances()...)
	seen := map[[2]string]bool{}
	for _, c := range made {
		seen[[2]string{c.Service, c.Operation}] = true
	}
	for _, c := range aws.Calls() {
		if !seen[[2]string{c.Service, c.Operation}] {
			t.Errorf("%s %s is in the table and nothing calls it", c.Service, c.Operation)
		}
		delete(seen, [2]string{c.Service, c.Operation})
	}
	for c := range seen {
		t.Errorf("%s is called and not in the table", c)
	}
}

// read are the beginnings of the names of operations that change nothing.
var read = []string{"Describe", "Get", "List"}

// contents are operations that begin so and hand out what an object holds, or make
// something new.
var contents = []string{
	"GetSecretValue", "GetObject", "GetParameter", "GetParameters", "GetAuthorizationToken", "GetRecords", "GetItem", "GetPublicKey",
	"GetRandomPassword", "GetSessionToken", "GetFederationToken", "GetPasswordData", "GetConsoleOutput", "GetDownloadUrlForLayer",
	"GetParametersForImport", "GetFunction", "GetLogEvents", "GetShardIterator", "GetTemplate", "GetExport", "GetLaunchTemplateData",
}

func TestCallsOnlyRead(t *testing.T) {
	t.Parallel()
	for _, c := range aws.Calls() {
		if !slices.ContainsFunc(read, func(b string) bool { return strings.HasPrefix(c.Operation, b) }) {
			t.Errorf("%s %s is no read", c.Service, c.Operation)
		}
		if slices.Contains(contents, c.Operation) {
			t.Errorf("%s %s reads contents", c.Service, c.Operation)
		}
		if c.Service == "" || !strings.Contains(c.Action, ":") {
			t.Errorf("%+v: incomplete", c)
		}
	}
}

func TestPolicy(t *testing.T) {
	t.Parallel()
	policy, err := aws.Policy()
	if err != nil {
		t.Fatal(err)
	}
	fixtures.Golden(t, filepath.Join("testdata", "policy.golden"), policy)
	for _, c := range aws.Calls() {
		if !strings.Contains(string(policy), `"`+c.Action+`"`) {
			t.Errorf("the policy lacks %s", c.Action)
		}
	}
}

// An instance is called unused only if every answer came, in full, about an object that is
// there.
func TestLookUnusedOnlyIfProven(t *testing.T) {
	t.Parallel()
	idle := deleted("aws_security_group.idle", "id", "sg-idle", "arn", arnOf("ec2", "security-group/sg-idle"))
	s := newWire(t, world)
	if got := look(t, newClient(t, s.options()), idle).of(idle.Address); got.State != risk.Unused {
		t.Fatalf("with all answers: %+v", got)
	}
	for _, failing := range []string{"ec2.DescribeSecurityGroups", "ec2.DescribeNetworkInterfaces", "ec2.DescribeSecurityGroupReferences"} {
		s := newWire(t, world)
		s.before = refuse(failing, 403, "UnauthorizedOperation")
		got := look(t, newClient(t, s.options()), idle).of(idle.Address)
		if got.State == risk.Unused || len(got.Missing) == 0 {
			t.Errorf("without %s: %+v", failing, got)
		}
	}
	gone := deleted("aws_security_group.gone", "id", "sg-gone")
	if got := look(t, newClient(t, s.options()), gone).of(gone.Address); got.State == risk.Unused {
		t.Errorf("an object that is not there: %+v", got)
	}
}

// What is left out is said.
func TestLookLeftOut(t *testing.T) {
	t.Parallel()
	s := newWire(t, world)
	deposed := deleted("aws_instance.web", "id", "i-1")
	deposed.DeposedKey = "abc"
	created := deleted("aws_instance.new")
	created.Before = nil
	r := look(t, newClient(t, s.options()), deposed, created, deleted("google_sql_database_instance.x"), deleted("aws_unheard_of.a"), deleted("aws_unheard_of.b"))
	if len(r.observations) > 0 || len(s.calls()) > 0 {
		t.Errorf("%+v, and calls %v", r.observations, s.calls())
	}
	for _, want := range []string{"aws_unheard_of (2)", "deposed objects are not looked up (1)", "other providers are not looked up (1)"} {
		if !strings.Contains(r.text(), want) {
			t.Errorf("%q is not said in:\n%s", want, r.text())
		}
	}
}
