package graph_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/fixtures"
)

// Terraform itself says what depends on an instance: whatever else changes when it
// plans to replace that one. All of it must lie downstream in the graph of the plan
// that changes nothing. The golden file also holds how much the graph claims beyond:
// what stays as it is although it depends on the instance (a precondition, a depends_on,
// a constant attribute), and what the graph can't tell from it.
func TestReplaceTruth(t *testing.T) {
	t.Parallel()
	var table bytes.Buffer
	fmt.Fprintln(&table, "configuration instances effects | without source: missed claimed beyond | with source: missed claimed beyond")
	var sum, sumWith claims
	for _, name := range truthNames(t) {
		dir := filepath.Join("testdata", "truth", name)
		p := readPlanFile(t, filepath.Join(dir, "plan.json"))
		tree, problems, err := config.Load(os.DirFS(dir), ".")
		if err != nil || len(problems) > 0 {
			t.Fatalf("%s: %v %v", name, err, problems)
		}
		if found := graph.CompareSource(p.Config, tree); len(found) > 0 {
			t.Errorf("%s: the source does not fit: %v", name, found)
		}
		truth := readTruth(t, name)
		without, with := claimsOf(t, name, p, truth, graph.Options{}), claimsOf(t, name, p, truth, graph.Options{Source: tree})
		if without.effects == 0 {
			t.Errorf("%s: no replacement changes anything else", name)
		}
		fmt.Fprintf(&table, "%s %d %d | %s | %s\n", name, without.instances, without.effects, without, with)
		sum.add(without)
		sumWith.add(with)
	}
	fmt.Fprintf(&table, "all %d %d | %s | %s\n", sum.instances, sum.effects, sum, sumWith)
	fixtures.Golden(t, filepath.Join("testdata", "replace-truth.golden"), table.Bytes())
	comparedInDocs(t, fmt.Sprintf(`| | effects in Terraform | missed | claimed | of it beyond |
|---|---|---|---|---|
| without source | %d | %d | %d | %s |
| with `+"`--config`"+` | %d | %d | %d | %s |
`, sum.effects, sum.missed, sum.claimed, sum.beyond(), sumWith.effects, sumWith.missed, sumWith.claimed, sumWith.beyond()))
}

// claims compares what a graph claims with what Terraform changes.
type claims struct{ instances, effects, missed, claimed int }

func (c *claims) add(other claims) {
	c.instances += other.instances
	c.effects += other.effects
	c.missed += other.missed
	c.claimed += other.claimed
}

// String prints what is missed, what is claimed, and the share of it that is no effect.
func (c claims) String() string {
	return fmt.Sprintf("%d %d %s", c.missed, c.claimed, c.beyond())
}

func (c claims) beyond() string {
	beyond := c.claimed - (c.effects - c.missed)
	return fmt.Sprintf("%.0f%%", 100*float64(beyond)/float64(max(1, c.claimed)))
}

func claimsOf(t *testing.T, name string, p *plan.Plan, truth replaceTruth, o graph.Options) claims {
	t.Helper()
	g, diagnostics := graph.Build(p, o)
	for _, d := range diagnostics {
		t.Errorf("%s: %s", name, d.Summary)
	}
	var c claims
	for _, source := range g.Managed() {
		others, ok := truth[g.Address(source)]
		if !ok {
			t.Errorf("%s: nothing is recorded for %s", name, g.Address(source))
		}
		c.instances++
		c.effects += len(others)
		reached := reachedFrom(g, source)
		delete(reached, source) // on a circle
		for _, other := range others {
			if id, ok := g.Lookup(other); !ok || !reached[id] {
				c.missed++
				t.Errorf("%s: replacing %s changes %s, which is not downstream of it (source: %t)", name, g.Address(source), other, o.Source != nil)
			}
		}
		for id := range reached {
			if isInstance(g, id) {
				c.claimed++
			}
		}
	}
	return c
}
