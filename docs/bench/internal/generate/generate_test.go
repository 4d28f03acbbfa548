package generate_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/docs/bench/internal/generate"
)

// changing is a mix in which a few hundred instances show every action.
var changing = generate.Mix{Update: 10, Replace: 5, Create: 10, Delete: 10}

func write(t *testing.T, o generate.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := generate.Write(&b, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func analyze(t *testing.T, text []byte) *report.Report {
	t.Helper()
	p, err := plan.Read(t.Context(), bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestShapes(t *testing.T) {
	t.Parallel()
	for _, shape := range generate.Shapes() {
		for _, n := range []int{1, 60, 463} {
			text := write(t, generate.Options{Instances: n, Shape: shape, Seed: 7, Mix: changing})
			var p tfjson.Plan
			if err := json.Unmarshal(text, &p); err != nil {
				t.Fatalf("%s of %d: %v", shape, n, err)
			}
			if len(p.ResourceChanges) != n {
				t.Errorf("%s of %d: %d resource changes", shape, n, len(p.ResourceChanges))
			}
			r := analyze(t, text)
			for _, d := range r.Diagnostics {
				t.Errorf("%s of %d: diagnostic %+v", shape, n, d)
			}
			if !r.Graph.Coverage.Complete {
				t.Errorf("%s of %d: the graph lacks edges: %+v", shape, n, r.Graph.Coverage)
			}
		}
	}
}

func TestActions(t *testing.T) {
	t.Parallel()
	var p tfjson.Plan
	if err := json.Unmarshal(write(t, generate.Options{Instances: 600, Seed: 7, Mix: changing}), &p); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, rc := range p.ResourceChanges {
		a := rc.Change.Actions
		switch {
		case a.Replace():
			found["replace"] = true
			if rc.ActionReason == "" || len(rc.Change.AfterUnknown.(map[string]any)) == 0 {
				t.Errorf("%s: replaced without a reason or without unknown values", rc.Address)
			}
		case a.Delete():
			found["delete"] = rc.Change.After == nil
		case a.Create():
			found["create"] = rc.Change.Before == nil
		case a.Update():
			found["update"] = true
			if jsonText(t, rc.Change.Before) == jsonText(t, rc.Change.After) {
				t.Errorf("%s: updated without a difference", rc.Address)
			}
		case a.NoOp():
			if jsonText(t, rc.Change.Before) != jsonText(t, rc.Change.After) {
				t.Errorf("%s: left alone with a difference", rc.Address)
			}
		}
	}
	for _, want := range []string{"replace", "delete", "create", "update"} {
		if !found[want] {
			t.Errorf("no instance shows %s as Terraform writes it", want)
		}
	}
}

func jsonText(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestReferencesAndMarks(t *testing.T) {
	t.Parallel()
	var p tfjson.Plan
	if err := json.Unmarshal(write(t, generate.Options{Instances: 300, Seed: 3}), &p); err != nil {
		t.Fatal(err)
	}
	vpcs, sensitive, subnets := map[any]string{}, 0, 0
	for _, rc := range p.ResourceChanges {
		before := rc.Change.Before.(map[string]any)
		if rc.Type == "aws_vpc" {
			vpcs[before["id"]] = rc.ModuleAddress
		}
		if marks := rc.Change.BeforeSensitive.(map[string]any); marks["result"] == true || marks["password"] == true {
			sensitive++
		}
	}
	for _, rc := range p.ResourceChanges {
		if rc.Type != "aws_subnet" {
			continue
		}
		subnets++
		id := rc.Change.Before.(map[string]any)["vpc_id"]
		if vpcs[id] != rc.ModuleAddress {
			t.Errorf("%s: vpc_id %v is none of its module's networks", rc.Address, id)
		}
	}
	if subnets == 0 || sensitive == 0 {
		t.Errorf("%d subnets, %d instances with a marked password, want both", subnets, sensitive)
	}
	r := analyze(t, write(t, generate.Options{Instances: 300, Seed: 3}))
	if r.Graph.Sources["inferred"] == 0 {
		t.Errorf("sources %v: no id is written out without a reference", r.Graph.Sources)
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	t.Parallel()
	for _, shape := range generate.Shapes() {
		o := generate.Options{Instances: 300, Shape: shape, Seed: 1, Mix: changing}
		first := write(t, o)
		if !bytes.Equal(first, write(t, o)) {
			t.Errorf("%s: the same seed wrote other bytes", shape)
		}
		o.Seed = 2
		if bytes.Equal(first, write(t, o)) {
			t.Errorf("%s: another seed wrote the same bytes", shape)
		}
	}
}

type fullDisk struct{}

var errFull = errors.New("no space left")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestRefused(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		o    generate.Options
		want string
	}{
		"none":     {generate.Options{}, "want at least 1"},
		"shape":    {generate.Options{Instances: 1, Shape: "ring"}, `unknown shape "ring"`},
		"negative": {generate.Options{Instances: 1, Mix: generate.Mix{Update: -1}}, "share -1 is negative"},
		"too much": {generate.Options{Instances: 1, Mix: generate.Mix{Update: 60, Delete: 60}}, "120 of 100"},
	} {
		err := generate.Write(&bytes.Buffer{}, tt.o)
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", name, err, tt.want)
		}
	}
	if err := generate.Write(fullDisk{}, generate.Options{Instances: 500}); !errors.Is(err, errFull) {
		t.Errorf("error %v, want the writer's", err)
	}
}
