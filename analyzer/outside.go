package analyzer

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
)

// outside is what was found outside of the state about one change; nil for nothing.
type outside struct {
	seen *risk.Observation
	// dependents depend on the changed instance itself.
	dependents []graph.External
	// all are those and the ones that depend on what lies downstream of it, each once.
	all map[string]bool
}

// lookOutside asks about the disruptive changes of existing instances.
func (a *analysis) lookOutside(ctx context.Context) []diagnostic.Diagnostic {
	if a.options.Outside == nil {
		return nil
	}
	var asked []*plan.Change
	for _, c := range a.plan.Changes {
		if _, live := a.isLive(c); live && a.isDisruptive(c) {
			asked = append(asked, c)
		}
	}
	if w := a.options.watched; w != nil {
		asked = a.onlyBehind(w.address, asked)
	}
	externals, observations, diagnostics := a.options.Outside.Look(ctx, a.plan, asked)
	a.outside = make(map[*plan.Change]*outside, len(asked))
	for i := range observations {
		a.maskObservation(&observations[i])
		if c := a.changeAt(observations[i].Address); c != nil {
			a.outsideOf(c).seen = &observations[i]
		}
	}
	near := map[graph.NodeID]*surroundings{}
	for _, e := range externals {
		if on, ok := a.graph.Lookup(e.On); ok && a.live[on] != nil {
			if near[on] == nil {
				near[on] = a.surroundingsOf(on)
			}
			a.addExternal(e, on, near[on])
		}
	}
	for i := range diagnostics {
		d := &diagnostics[i]
		d.Summary, d.Detail = shownText(d.Summary, maxDiagnosticText, a.plan.Holds), shownText(d.Detail, maxDiagnosticText, a.plan.Holds)
	}
	return append(recorded(observations), diagnostics...)
}

// recorded tells of a report in which nobody was asked now. One recording answers for all.
func recorded(observations []risk.Observation) []diagnostic.Diagnostic {
	if len(observations) == 0 || observations[0].Recorded.IsZero() {
		return nil
	}
	o := &observations[0]
	return []diagnostic.Diagnostic{diagnostic.Infof("%s: from a recording of %s; nobody was asked now", strings.ToUpper(o.Source), recordedAt(o))}
}

// onlyBehind keeps the changes of an instance and of what lies downstream of it: what depends on
// these from outside is all that the instance's own report counts.
func (a *analysis) onlyBehind(addr string, changes []*plan.Change) []*plan.Change {
	node, ok := a.graph.Lookup(addr)
	if !ok {
		return nil
	}
	near := map[graph.NodeID]bool{node: true}
	for _, id := range a.walker.Union([]graph.NodeID{node}) {
		near[id] = true
	}
	return slices.DeleteFunc(changes, func(c *plan.Change) bool {
		id, ok := a.graph.Lookup(c.Address)
		return !ok || !near[id]
	})
}

func (a *analysis) changeAt(addr string) *plan.Change {
	if node, ok := a.graph.Lookup(addr); ok {
		return a.live[node]
	}
	return nil
}

func (a *analysis) outsideOf(c *plan.Change) *outside {
	if a.outside[c] == nil {
		a.outside[c] = &outside{all: map[string]bool{}}
	}
	return a.outside[c]
}

// addExternal adds an object to the change of what it depends on, and to those of what
// that depends on in turn. An object of the state is none from outside: the graph has it.
// Where the graph has no such edge, the object stays, under its address.
func (a *analysis) addExternal(e graph.External, on graph.NodeID, near *surroundings) {
	if node, known := a.graph.Known(e); known {
		if near.nodes[node] {
			return
		}
		e.Kind, e.ID, e.Note = "instance of this state", a.graph.Address(node), e.Name()+", which the plan does not connect"
	}
	own := a.outsideOf(a.live[on])
	own.dependents = append(own.dependents, e)
	key := keyOf(&e)
	own.all[key] = true
	for _, c := range near.upstream {
		a.outsideOf(c).all[key] = true
	}
}

// surroundings are what the graph connects with an instance, itself among them, and the
// disruptive changes of what it depends on.
type surroundings struct {
	nodes    map[graph.NodeID]bool
	upstream []*plan.Change
}

func (a *analysis) surroundingsOf(on graph.NodeID) *surroundings {
	s := &surroundings{nodes: map[graph.NodeID]bool{on: true}}
	for _, node := range a.walker.Union([]graph.NodeID{on}) {
		s.nodes[node] = true
	}
	a.graph.Upstream(on, func(node graph.NodeID) {
		s.nodes[node] = true
		if c := a.live[node]; c != nil && a.isDisruptive(c) {
			s.upstream = append(s.upstream, c)
		}
	})
	return s
}

// addOutside adds the nodes and edges that were found outside of the state to what the
// report says of the graph, and how far it was looked.
func (a *analysis) addOutside(g *report.Graph) {
	objects := map[string]bool{}
	for _, c := range a.plan.Changes {
		o := a.outside[c]
		if o == nil {
			continue
		}
		for i := range o.dependents {
			objects[keyOf(&o.dependents[i])] = true
			g.Sources[o.dependents[i].Source]++
			g.Edges++
		}
		if o.seen == nil {
			continue
		}
		if g.Coverage.Outside == nil {
			g.Coverage.Outside = &report.LookUps{Source: o.seen.Source, Recorded: recordedAt(o.seen)}
		}
		count(g.Coverage.Outside, o.seen)
	}
	g.External = len(objects)
}

// count adds what was seen of one change to the sum of all.
func count(sum *report.LookUps, seen *risk.Observation) {
	sum.Asked++
	if seen.Whole() {
		return
	}
	sum.Incomplete++
	if len(sum.Missing) < maxOutside {
		sum.Missing = append(sum.Missing, report.NotLookedUp{Address: seen.Address, Why: nonNil(clauses(seen.Missing))})
	}
	for _, gap := range seen.Missing {
		sum.Add(report.Cause{Why: gap.Why, Changes: 1, Actions: gap.Actions})
	}
}

// clauses says what could not be looked up.
func clauses(missing []risk.Gap) []string {
	var list []string
	for _, gap := range missing {
		list = append(list, gap.String())
	}
	return list
}

// recordedAt is when it was seen, empty where that is now.
func recordedAt(seen *risk.Observation) string {
	if seen.Recorded.IsZero() {
		return ""
	}
	return seen.Recorded.UTC().Format(time.RFC3339)
}

// keyOf tells objects apart.
func keyOf(e *graph.External) string { return e.Name() + " " + e.Place }

// pass is what rules see of it.
func (o *outside) pass() *rules.Outside {
	if o == nil {
		return nil
	}
	pass := &rules.Outside{Dependents: len(o.all)}
	if o.seen != nil {
		pass.State, pass.Empty, pass.Uses, pass.Facts = o.seen.State, o.seen.Empty, o.seen.Uses, o.seen.Facts
	}
	return pass
}

// maxOutside bounds the objects from outside that are listed for one change.
const maxOutside = 100

// reportOutside puts it into a change's report.
func (a *analysis) reportOutside(o *outside, d *report.Downstream, out *report.Change) {
	if o == nil {
		return
	}
	d.External = len(o.all)
	if o.seen == nil {
		return
	}
	seen := report.Outside{Recorded: recordedAt(o.seen), Source: o.seen.Source, State: string(o.seen.State), Facts: slices.Concat(o.seen.Uses, o.seen.Facts), Missing: clauses(o.seen.Missing)}
	for i, e := range o.dependents {
		if seen.Truncated = i == maxOutside; seen.Truncated {
			break
		}
		seen.Dependents = append(seen.Dependents, report.External{
			Kind: a.shownFrom(e.Kind), ID: a.shownFrom(e.ID),
			Place: a.shownFrom(e.Place), Note: a.shownFrom(e.Note),
		})
	}
	out.Outside = &seen
}
