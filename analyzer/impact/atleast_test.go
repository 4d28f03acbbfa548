package impact_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/impact"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// The state says that something is reached, not that it is next to it.
func TestDistanceOverTheState(t *testing.T) {
	t.Parallel()
	p, err := plan.Read(t.Context(), strings.NewReader(`{"format_version":"1.2","complete":false,"resource_changes":[],
		"prior_state":{"values":{"root_module":{"resources":[
			{"address":"t.a","mode":"managed","type":"t","name":"a"},
			{"address":"t.b","mode":"managed","type":"t","name":"b"},
			{"address":"t.c","mode":"managed","type":"t","name":"c","depends_on":["t.a"]}]}}},
		"configuration":{"root_module":{"resources":[
			{"address":"t.a","mode":"managed","type":"t","name":"a"},
			{"address":"t.b","mode":"managed","type":"t","name":"b","expressions":{"x":{"references":["t.a.id","t.a"]}}},
			{"address":"t.c","mode":"managed","type":"t","name":"c","expressions":{"x":{"references":["local.y"]}}}]}}}`))
	if err != nil {
		t.Fatal(err)
	}
	g, _ := graph.Build(p, graph.Options{})
	source, _ := g.Lookup("t.a")
	got := map[string]bool{}
	for _, r := range impact.NewWalker(g).Downstream(source).Resources {
		got[g.Address(r.Node)] = r.AtLeast
	}
	if len(got) != 2 || got["t.b"] || !got["t.c"] {
		t.Errorf("distances that may be longer: %v, want only that of t.c", got)
	}
}
