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
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/fixtures"
)

// pair says that the resource from depends on the resource to, both without keys.
type pair struct{ from, to string }

// drawn is a configuration of which Terraform drew the graph, with a plan of it.
type drawn struct {
	name, dir string
	plan      *plan.Plan
	tree      *config.Tree
	dot       []byte
	// partial is true if modules of the configuration are not beside it.
	partial bool
}

// allDrawn lists the fixtures and what lies in testdata/graphs and testdata/truth.
// testdata/graphs holds modules as the public ones are written, planned where nothing
// exists yet: there the prior state helps nobody. The plans are from terraform 1.11.4
// and from stand-in providers with the real schemas.
func allDrawn(t *testing.T) []drawn {
	t.Helper()
	var all []drawn
	add := func(name, dir string) {
		dot, err := os.ReadFile(filepath.Join(dir, "graph.dot"))
		if err != nil {
			return // a public plan: its configuration can't be run
		}
		tree, _, err := config.Load(os.DirFS(dir), ".")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		d := drawn{name: name, dir: dir, plan: readPlanFile(t, filepath.Join(dir, "plan.json")), tree: tree, dot: dot}
		d.partial = len(missingModules(tree.Root)) > 0
		if found := graph.CompareSource(d.plan.Config, tree); len(found) > 0 && !d.partial {
			t.Errorf("%s: the source does not fit: %v", name, found)
		}
		all = append(all, d)
	}
	for _, f := range fixtures.All(t) {
		add("fixtures/"+f.Name, f.Dir)
	}
	for _, folder := range []string{"graphs", "truth"} {
		dirs, err := filepath.Glob(filepath.Join("testdata", folder, "*"))
		if err != nil || len(dirs) == 0 {
			t.Fatalf("nothing in testdata/%s: %v", folder, err)
		}
		for _, dir := range dirs {
			add(folder+"/"+filepath.Base(dir), dir)
		}
	}
	return all
}

// The golden file holds what our graph misses of the graph that Terraform drew of the
// same configuration, without and with the configuration's source. Plan JSON leaves local
// values out, so without source a resource that does not exist yet loses what it refers
// to through them. For existing instances the prior state fills the gap, and nothing may
// be missing; but it lists no dependencies of a data source. With source nothing may be
// missing at all, and little may be held that Terraform does not know.
func TestGroundTruth(t *testing.T) {
	t.Parallel()
	all := allDrawn(t)
	if len(all) < 25 {
		t.Errorf("%d configurations, want 25 or more", len(all))
	}
	var table bytes.Buffer
	fmt.Fprintln(&table, "# configuration: pairs in Terraform's closed graph; found, missed, held by ours alone: without source; with source")
	sums := map[string]*[2]truth{}
	for _, d := range all {
		without, with := compareTruth(t, d.plan, d.dot, graph.Options{NoInferred: true}), compareTruth(t, d.plan, d.dot, graph.Options{Source: d.tree, NoInferred: true})
		note := ""
		if d.partial {
			note = " (modules are not beside it)"
		}
		fmt.Fprintf(&table, "%s: %d; %s; %s%s\n", d.name, without.found+len(without.missed), without, with, note)
		existing := map[string]bool{}
		for _, s := range d.plan.Prior {
			existing[staticOf(t, s.Address)] = true
		}
		for _, at := range without.missed {
			fmt.Fprintf(&table, "  missed without source %s -> %s\n", at.from, at.to)
			if existing[at.from] && existing[at.to] && !isData(t, at.from) {
				t.Errorf("%s: %s depends on %s, both exist, and the graph does not know", d.name, at.from, at.to)
			}
		}
		for _, at := range with.missed {
			fmt.Fprintf(&table, "  missed with source %s -> %s\n", at.from, at.to)
			if !d.partial {
				t.Errorf("%s: %s depends on %s, and the graph does not know with the source", d.name, at.from, at.to)
			}
		}
		of := kindOf(d)
		if sums[of] == nil {
			sums[of] = &[2]truth{}
		}
		sums[of][0].add(without)
		sums[of][1].add(with)
	}
	for kind, sum := range sums {
		if with := sum[1]; 100*with.extra > 2*with.found {
			t.Errorf("%s: %d pairs beside the %d that Terraform knows", kind, with.extra, with.found)
		}
	}
	fixtures.Golden(t, filepath.Join("testdata", "ground-truth.golden"), table.Bytes())
	comparedInDocs(t, summary(sums))
}

// kindOf is the row of the summary that a configuration counts in.
func kindOf(d drawn) string {
	source := "all of the source"
	if d.partial {
		source = "source without the modules"
	}
	if slices.ContainsFunc(d.plan.Prior, func(s *plan.StateInstance) bool { return s.Mode == "managed" }) {
		return "applied before, " + source
	}
	return "nothing exists yet, " + source
}

// summary is the table of docs/graph.md.
func summary(sums map[string]*[2]truth) string {
	var b strings.Builder
	fmt.Fprintln(&b, "| configurations | | pairs in Terraform | without: found | missed | extra | with `--config`: found | missed | extra |")
	fmt.Fprintln(&b, "|---|---|---|---|---|---|---|---|---|")
	for _, kind := range slices.Sorted(maps.Keys(sums)) {
		without, with := sums[kind][0], sums[kind][1]
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %d | %d | %d | %d |\n", kind, without.configurations, without.found+len(without.missed),
			without.found, len(without.missed), without.extra, with.found, len(with.missed), with.extra)
	}
	return b.String()
}

// comparedInDocs checks that docs/graph.md shows a table as it is.
func comparedInDocs(t *testing.T, table string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "graph.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "\n"+table) {
		t.Errorf("docs/graph.md does not show this table:\n%s", table)
	}
}

// truth is how a graph compares with Terraform's.
type truth struct {
	configurations, found int
	// extra counts pairs that ours alone holds; gone those of resources without a block,
	// of which Terraform draws no dependencies and the state lists whole resources.
	extra, gone int
	missed      []pair
}

func (r *truth) add(other truth) {
	r.configurations++
	r.found += other.found
	r.extra += other.extra
	r.gone += other.gone
	r.missed = append(r.missed, other.missed...)
}

func (r truth) String() string {
	if r.gone > 0 {
		return fmt.Sprintf("%d %d %d (and %d of resources that are gone)", r.found, len(r.missed), r.extra, r.gone)
	}
	return fmt.Sprintf("%d %d %d", r.found, len(r.missed), r.extra)
}

func compareTruth(t *testing.T, p *plan.Plan, dot []byte, o graph.Options) truth {
	t.Helper()
	g, diagnostics := graph.Build(p, o)
	for _, d := range diagnostics {
		t.Error(d.Summary)
	}
	ours, theirs, shared := projection(t, g), closedPairs(parseDOT(t, dot)), sharedResources(t, g, dot)
	var r truth
	for at := range theirs {
		switch {
		case !shared[at.from] || !shared[at.to]:
		case ours[at]:
			r.found++
		default:
			r.missed = append(r.missed, at)
		}
	}
	for at := range ours {
		switch {
		case !shared[at.from] || !shared[at.to] || theirs[at]:
		case hasBlock(t, p, at.from) && hasBlock(t, p, at.to):
			r.extra++
		default:
			r.gone++
		}
	}
	slices.SortFunc(r.missed, func(a, b pair) int {
		return address.Compare(a.from+" "+a.to, b.from+" "+b.to)
	})
	return r
}

func hasBlock(t *testing.T, p *plan.Plan, resource string) bool {
	t.Helper()
	parsed, err := address.ParseInstance(resource)
	if err != nil {
		t.Fatal(err)
	}
	return p.Config.Block(parsed) != nil
}

// missingModules lists the calls whose source is not beside the configuration.
func missingModules(m *config.Module) []string {
	var missing []string
	for name, call := range m.Calls {
		if call.Module == nil {
			missing = append(missing, name)
			continue
		}
		missing = append(missing, missingModules(call.Module)...)
	}
	return missing
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
