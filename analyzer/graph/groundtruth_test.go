package graph_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/fixtures"
)

// pair says that the resource from depends on the resource to, both without keys.
type pair struct{ from, to string }

// The golden file holds what our graph misses of the graph that Terraform drew of the
// same configuration. Plan JSON leaves local values out, so a resource that does not
// exist yet loses what it refers to through them. For existing instances the prior
// state fills the gap, and nothing may be missing; but it lists no dependencies of a
// data source.
func TestGroundTruth(t *testing.T) {
	t.Parallel()
	var table bytes.Buffer
	fmt.Fprintln(&table, "# fixture: pairs in Terraform's closed graph, found, missed, held by ours alone")
	compared := 0
	for _, f := range fixtures.All(t) {
		dot, err := os.ReadFile(filepath.Join(f.Dir, "graph.dot"))
		if err != nil {
			continue // a public plan: its configuration can't be run
		}
		p := readPlanFile(t, f.Plan)
		g, diagnostics := graph.Build(p)
		for _, d := range diagnostics {
			t.Errorf("%s: %s", f.Name, d.Summary)
		}
		existing := map[string]bool{}
		for _, s := range p.Prior {
			existing[staticOf(t, s.Address)] = true
		}
		ours, theirs, shared := projection(t, g), closedPairs(parseDOT(t, dot)), sharedResources(t, g, dot)
		found, missed, extra := 0, []pair{}, 0
		for at := range theirs {
			switch {
			case !shared[at.from] || !shared[at.to]:
			case ours[at]:
				found++
			default:
				missed = append(missed, at)
			}
		}
		for at := range ours {
			if shared[at.from] && shared[at.to] && !theirs[at] {
				extra++
			}
		}
		compared += found
		fmt.Fprintf(&table, "%s: %d %d %d %d\n", f.Name, found+len(missed), found, len(missed), extra)
		slices.SortFunc(missed, func(a, b pair) int {
			return address.Compare(a.from+" "+a.to, b.from+" "+b.to)
		})
		for _, at := range missed {
			fmt.Fprintf(&table, "  missed %s -> %s\n", at.from, at.to)
			if existing[at.from] && existing[at.to] && !isData(t, at.from) {
				t.Errorf("%s: %s depends on %s, both exist, and the graph does not know", f.Name, at.from, at.to)
			}
		}
	}
	if compared == 0 {
		t.Error("no pair was compared")
	}
	fixtures.Golden(t, filepath.Join("testdata", "ground-truth.golden"), table.Bytes())
}

func readPlanFile(t *testing.T, path string) *plan.Plan {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.Read(t.Context(), bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return p
}

func staticOf(t *testing.T, instance string) string {
	t.Helper()
	parsed, err := address.ParseInstance(instance)
	if err != nil {
		t.Fatal(err)
	}
	return parsed.Static()
}

func isData(t *testing.T, resource string) bool {
	t.Helper()
	parsed, err := address.ParseInstance(resource)
	if err != nil {
		t.Fatal(err)
	}
	return parsed.Mode == address.Data
}

// dotLine is a node or an edge as `terraform graph` of Terraform 1.7 and later writes
// them; older versions put every node in front of "[root] " and mark it "(expand)".
var dotLine = regexp.MustCompile(`^\s*"(?:\[root\] )?([^" ]+)(?: \(\w+\))?"(?: -> "(?:\[root\] )?([^" ]+)(?: \(\w+\))?")?`)

// parseDOT reads the nodes of a graph with what each of them points to.
func parseDOT(t *testing.T, dot []byte) map[string][]string {
	t.Helper()
	edges := map[string][]string{}
	for line := range strings.Lines(string(dot)) {
		m := dotLine.FindStringSubmatch(line)
		switch {
		case m == nil:
		case m[2] == "":
			if edges[m[1]] == nil {
				edges[m[1]] = []string{}
			}
		default:
			edges[m[1]] = append(edges[m[1]], m[2])
		}
	}
	if arrows := bytes.Count(dot, []byte("->")); arrows != len(slices.Concat(slices.Collect(maps.Values(edges))...)) {
		t.Fatalf("%d edges were read of %d", len(edges), arrows)
	}
	return edges
}

// closedPairs returns all pairs that a path connects.
func closedPairs(edges map[string][]string) map[pair]bool {
	closed := map[pair]bool{}
	for from := range edges {
		for stack := slices.Clone(edges[from]); len(stack) > 0; {
			to := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if !closed[pair{from, to}] {
				closed[pair{from, to}] = true
				stack = append(stack, edges[to]...)
			}
		}
	}
	return closed
}

// projection returns the pairs of resources of which an instance of one is reached
// from an instance of the other.
func projection(t *testing.T, g *graph.Graph) map[pair]bool {
	t.Helper()
	pairs := map[pair]bool{}
	for id := range graph.NodeID(g.Len()) {
		if !isInstance(g, id) {
			continue
		}
		to := staticOf(t, g.Address(id))
		for other := range reachedFrom(g, id) {
			if from := ""; isInstance(g, other) {
				if from = staticOf(t, g.Address(other)); from != to {
					pairs[pair{from, to}] = true
				}
			}
		}
	}
	return pairs
}

func isInstance(g *graph.Graph, id graph.NodeID) bool {
	return g.Kind(id) == graph.Managed || g.Kind(id) == graph.Data
}

// reachedFrom returns every node that depends on the node, directly or not. The node
// itself is in it only if it lies on a circle.
func reachedFrom(g *graph.Graph, id graph.NodeID) map[graph.NodeID]bool {
	reached := map[graph.NodeID]bool{}
	for stack := []graph.NodeID{id}; len(stack) > 0; {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for e := range g.Dependents(n) {
			if !reached[e.Node] {
				reached[e.Node] = true
				stack = append(stack, e.Node)
			}
		}
	}
	return reached
}

// sharedResources returns the resources of which both graphs have a node.
func sharedResources(t *testing.T, g *graph.Graph, dot []byte) map[string]bool {
	t.Helper()
	theirs, shared := parseDOT(t, dot), map[string]bool{}
	for id := range graph.NodeID(g.Len()) {
		if !isInstance(g, id) {
			continue
		}
		if resource := staticOf(t, g.Address(id)); theirs[resource] != nil {
			shared[resource] = true
		}
	}
	return shared
}
