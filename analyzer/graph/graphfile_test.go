package graph_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/fixtures"
)

func TestReadGraphFile(t *testing.T) {
	t.Parallel()
	want := []graph.Pair{{From: "a.b", To: "c.d"}, {From: `module.m["x"].a.b`, To: "a.b"}}
	for name, text := range map[string]string{
		"plain": `digraph G {
  rankdir = "RL";
  "a.b" [label="a.b"];
  "a.b" -> "c.d";
  "module.m[\"x\"].a.b" -> "a.b";
}`,
		"of a plan, over what is no resource": `digraph {
	"[root] a.b (expand)" -> "[root] local.x (expand)"
	"[root] local.x (expand)" -> "[root] module.n.output.y (expand)"
	"[root] module.n.output.y (expand)" -> "[root] c.d (expand)"
	"[root] module.m[\"x\"].a.b" -> "[root] a.b (expand)"
	"[root] c.d (expand)" -> "[root] provider[\"registry.terraform.io/hashicorp/aws\"]"
	"[root] root" -> "[root] a.b (expand)"
}`,
	} {
		got, err := graph.ReadGraphFile(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got.Pairs); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if _, err := graph.ReadGraphFile(strings.NewReader("{}")); !errors.Is(err, graph.ErrNoGraph) {
		t.Errorf("no graph: %v", err)
	}
}

// With Terraform's own graph nothing of it is missing, local values included.
func TestGraphFileClosesGaps(t *testing.T) {
	t.Parallel()
	closed := 0
	for _, f := range fixtures.All(t) {
		dot, err := os.ReadFile(filepath.Join(f.Dir, "graph.dot"))
		if err != nil {
			continue
		}
		drawing, err := graph.ReadGraphFile(bytes.NewReader(dot))
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if len(drawing.Pairs) == 0 {
			continue
		}
		p := readPlanFile(t, f.Plan)
		without := compareTruth(t, p, dot, graph.Options{})
		with := compareTruth(t, p, dot, graph.Options{Drawing: drawing})
		if len(with.missed) > 0 {
			t.Errorf("%s: missed with the graph: %v", f.Name, with.missed)
		}
		closed += len(without.missed)
	}
	if closed == 0 {
		t.Error("no fixture has a gap to close")
	}
}

// A graph of another stack closes no gap and is told as what it is.
func TestForeignGraph(t *testing.T) {
	t.Parallel()
	p := testPlan{
		exist:  map[string]string{"t.a": "", "t.b": ""},
		config: module{blocks: map[string]block{"t.a": {}, "t.b": {uses: "local.x"}}},
	}.read(t)
	for i := range p.Prior {
		p.Prior[i].DependsOn = nil
	}
	p.Prior, p.HasPrior = nil, false
	foreign, err := graph.ReadGraphFile(strings.NewReader("digraph G {\n\"x.y\" -> \"x.z\";\n}"))
	if err != nil {
		t.Fatal(err)
	}
	g, diagnostics := graph.Build(p, graph.Options{Drawing: foreign})
	if g.Coverage().Complete() || len(diagnostics) != 1 {
		t.Errorf("complete is %t, diagnostics %v", g.Coverage().Complete(), diagnostics)
	}
	own, err := graph.ReadGraphFile(strings.NewReader("digraph G {\n\"t.a\" [label=\"t.a\"];\n\"t.b\" -> \"t.a\";\n}"))
	if err != nil {
		t.Fatal(err)
	}
	g, diagnostics = graph.Build(p, graph.Options{Drawing: own})
	if !g.Coverage().Complete() || len(diagnostics) != 0 {
		t.Errorf("complete is %t, diagnostics %v", g.Coverage().Complete(), diagnostics)
	}
}
