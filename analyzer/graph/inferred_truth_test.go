package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/fixtures"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// The truth about inferred edges is what the other sources say: configuration and
// dependencies are taken out of a plan, and what its values alone tell is compared with
// the graph of the whole plan. An edge is right if the whole graph has a path; mirrored if
// it has the path the other way round, which the whole plan would have ruled out; else it
// is wrong. Recall is over the exact direct dependencies that read an attribute: it counts
// how many of them the inferred edges connect, the rest reads what is no identifier.
func TestInferredTruth(t *testing.T) {
	t.Parallel()
	var table bytes.Buffer
	fmt.Fprintln(&table, "configuration: inferred edges; right, mirrored, wrong; exact direct dependencies; connected")
	var sum inferredTruth
	for _, d := range allDrawn(t) {
		r := inferredTruthOf(t, d)
		if r.edges+r.dependencies == 0 {
			continue
		}
		fmt.Fprintf(&table, "%s: %s\n", d.name, r)
		for _, at := range r.wrong {
			fmt.Fprintf(&table, "  wrong %s -> %s\n", at.from, at.to)
		}
		sum.add(r)
	}
	precision, recall := float64(sum.right)/float64(sum.edges), float64(sum.connected)/float64(sum.dependencies)
	fmt.Fprintf(&table, "all: %s; precision %.3f, recall %.3f\n", sum, precision, recall)
	if precision < 0.97 {
		t.Errorf("precision is %.3f", precision)
	}
	fixtures.Golden(t, filepath.Join("testdata", "inferred.golden"), table.Bytes())
}

type inferredTruth struct {
	edges, right, mirrored  int
	wrong                   []pair
	dependencies, connected int
}

func (r *inferredTruth) add(other inferredTruth) {
	r.edges += other.edges
	r.right += other.right
	r.mirrored += other.mirrored
	r.wrong = append(r.wrong, other.wrong...)
	r.dependencies += other.dependencies
	r.connected += other.connected
}

func (r inferredTruth) String() string {
	return fmt.Sprintf("%d; %d, %d, %d; %d; %d", r.edges, r.right, r.mirrored, len(r.wrong), r.dependencies, r.connected)
}

func inferredTruthOf(t *testing.T, d drawn) inferredTruth {
	t.Helper()
	whole, _ := graph.Build(d.plan, graph.Options{Source: d.tree, NoInferred: true})
	bare, diagnostics := graph.Build(withoutEdges(t, filepath.Join(d.dir, "plan.json")), graph.Options{Names: builtinNames(t)})
	for _, problem := range diagnostics {
		t.Errorf("%s: %s", d.name, problem.Summary)
	}
	known, claimed := pairsOf(whole), pairsOf(bare)
	var r inferredTruth
	for _, to := range bare.Managed() {
		for e := range bare.Dependents(to) {
			if e.Source != graph.Inferred || bare.Kind(e.Node) != graph.Managed {
				continue
			}
			at := pair{bare.Address(e.Node), bare.Address(to)}
			r.edges++
			switch {
			case known[at]:
				r.right++
			case known[pair{at.to, at.from}]:
				r.mirrored++
			default:
				r.wrong = append(r.wrong, at)
			}
		}
	}
	for _, from := range whole.Managed() {
		for _, link := range whole.DependencyLinks(from) {
			if whole.Kind(link.Node) != graph.Managed || !link.Exact || len(link.Attributes) == 0 || !whole.Existing(from) || !whole.Existing(link.Node) {
				continue
			}
			r.dependencies++
			if claimed[pair{whole.Address(from), whole.Address(link.Node)}] {
				r.connected++
			}
		}
	}
	return r
}

func pairsOf(g *graph.Graph) map[pair]bool {
	pairs := map[pair]bool{}
	for _, to := range g.Managed() {
		for from := range reachedFrom(g, to) {
			if g.Kind(from) == graph.Managed {
				pairs[pair{g.Address(from), g.Address(to)}] = true
			}
		}
	}
	return pairs
}

// withoutEdges reads a plan without its configuration and without what its prior state
// lists as dependencies.
func withoutEdges(t *testing.T, path string) *plan.Plan {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	delete(all, "configuration")
	var cut func(any)
	cut = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if _, resource := v["provider_name"]; resource {
				delete(v, "depends_on")
			}
			for _, e := range v {
				cut(e)
			}
		case []any:
			for _, e := range v {
				cut(e)
			}
		}
	}
	cut(all["prior_state"])
	if text, err = json.Marshal(all); err != nil {
		t.Fatal(err)
	}
	p, err := plan.Read(t.Context(), bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return p
}

func builtinNames(tb testing.TB) []graph.Name {
	tb.Helper()
	table, err := knowledge.Builtin()
	if err != nil {
		tb.Fatal(err)
	}
	var names []graph.Name
	for _, n := range table.Names() {
		for _, h := range n.HeldBy {
			names = append(names, graph.Name{
				Holder: h.Type, Path: h.Path, Owner: n.Type, Attribute: n.Attribute, Until: n.Until, Within: n.Within,
			})
		}
	}
	return names
}
