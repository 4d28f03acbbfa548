package impact_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/impact"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// shapes says for each kind of plan which earlier instances the i-th of n refers to.
var shapes = []struct {
	name string
	to   func(random *rand.Rand, i, n int) []int
}{
	{"layered", func(random *rand.Rand, i, n int) []int {
		const layers, fan = 20, 9
		width := max(1, n/layers)
		layer := i / width
		if layer == 0 {
			return nil
		}
		to := make([]int, fan)
		for f := range to {
			to[f] = (layer-1)*width + random.IntN(width)
		}
		return to
	}},
	{"chain", func(_ *rand.Rand, i, _ int) []int {
		if i == 0 {
			return nil
		}
		return []int{i - 1}
	}},
	{"star", func(_ *rand.Rand, i, _ int) []int {
		if i == 0 {
			return nil
		}
		return []int{0}
	}},
	{"web", func(random *rand.Rand, i, _ int) []int {
		to := make([]int, 0, 9)
		for range min(i, 9) {
			to = append(to, i-1-random.IntN(min(i, 500)))
		}
		return to
	}},
}

// shapedPlan makes a plan of n resources with one instance each in memory. The graph of
// it has two nodes for each.
func shapedPlan(n int, to func(random *rand.Rand, i, n int) []int) *plan.Plan {
	random := rand.New(rand.NewPCG(1, 2))
	root := &plan.ModuleConfig{}
	p := &plan.Plan{Config: &plan.Configuration{Root: root}, HasChanges: true}
	for i := range n {
		name := "r" + strconv.Itoa(i)
		r := &plan.ResourceConfig{Mode: "managed", Type: "t", Name: name}
		for _, other := range to(random, i, n) {
			r.Uses = append(r.Uses, plan.Use{
				Text: fmt.Sprintf("t.r%d.id", other), Argument: "input",
				Reference: address.Reference{Kind: address.RefResource, Mode: address.Managed, Type: "t", Name: "r" + strconv.Itoa(other), Attribute: "id"},
			})
		}
		root.Resources = append(root.Resources, r)
		p.Changes = append(p.Changes, &plan.Change{
			Address: "t." + name, Instance: address.Instance{Mode: address.Managed, Type: "t", Name: name},
			Mode: "managed", Type: "t", Name: name, Action: plan.ActionDelete, Before: plan.Object{},
		})
	}
	return p
}

// BenchmarkCounts counts for 10,000 changes, evenly spread, over graphs of up to a million
// nodes: the exponent of its growth is what a fit over the sizes gives. The smallest graph
// has only half as many instances.
func BenchmarkCounts(b *testing.B) {
	for _, shape := range shapes {
		for _, nodes := range []int{10_000, 30_000, 100_000, 300_000, 1_000_000} {
			b.Run(fmt.Sprintf("%s/%d", shape.name, nodes), func(b *testing.B) {
				g, _ := graph.Build(shapedPlan(nodes/2, shape.to), graph.Options{})
				classes := impact.ClassesOf(g, func(graph.NodeID) impact.Class { return impact.Unchanged })
				managed := g.Managed()
				sources := make([]impact.Source, 10_000)
				for i := range sources {
					sources[i].Node = managed[i*len(managed)/len(sources)]
				}
				reached := 0
				for b.Loop() {
					reached = 0
					for _, c := range impact.NewWalker(g).Counts(classes, sources) {
						reached += c.Total()
					}
				}
				b.ReportMetric(float64(reached)/float64(len(sources)), "reached/source")
			})
		}
	}
}

// BenchmarkShapes builds the graph of each shape.
func BenchmarkShapes(b *testing.B) {
	for _, shape := range shapes {
		b.Run(shape.name, func(b *testing.B) {
			p := shapedPlan(50_000, shape.to)
			for b.Loop() {
				graph.Build(p, graph.Options{NoInferred: true})
			}
		})
	}
}
