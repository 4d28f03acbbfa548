package analyzer

import (
	"context"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
)

// Explain says all there is to say about the change of one instance, or about an
// instance that the plan leaves alone. The address is that of the instance after apply,
// or its previous one. An address that the plan does not have is an error that lists the
// nearest.
func Explain(ctx context.Context, p *plan.Plan, o Options, wanted string) (*report.Explanation, error) {
	a, _, err := newAnalysis(p, o)
	if err != nil {
		return nil, err
	}
	c, err := a.entry(wanted)
	if err != nil {
		return nil, err
	}
	o.watched = &watched{address: c.Address}
	r, err := Analyze(ctx, p, o)
	if err != nil {
		return nil, err
	}
	e := &report.Explanation{
		SchemaVersion: r.SchemaVersion, Tool: r.Tool, Plan: r.Plan, Graph: r.Graph,
		Changes: []report.Change{}, Cascade: []report.Caused{}, Farthest: [][]string{}, Diagnostics: r.Diagnostics,
	}
	e.Policy = o.watched.effects
	if c.DeposedKey == "" && !c.Noteworthy() {
		e.Changes = append(e.Changes, a.change(c))
	}
	var deposed []report.Change
	for _, change := range r.Changes {
		switch {
		case change.Address != c.Address:
		case change.Deposed != nil:
			deposed = append(deposed, change)
		default:
			e.Changes = append(e.Changes, change)
		}
		if slices.Contains(change.CausedBy, c.Address) || slices.Contains(change.Causes, c.Address) {
			e.Cascade = append(e.Cascade, report.Caused{Address: change.Address, Action: change.Action, Rank: change.Rank})
		}
	}
	e.Changes = append(e.Changes, deposed...)
	e.Dependencies, e.Dependents = []report.Link{}, []report.Link{}
	if node, ok := a.graph.Lookup(c.Address); ok {
		e.Dependencies = a.links(a.graph.DependencyLinks(node))
		e.Dependents = a.links(a.graph.DependentLinks(node))
		e.Farthest = a.farthest(node)
	}
	for i := range e.Changes {
		e.Dependents = append(e.Dependents, outsideLinks(e.Changes[i].Outside)...)
	}
	e.Commands = a.commands(c)
	for i := range e.Changes {
		for _, check := range e.Changes[i].Recovery.Check {
			e.Commands = append(e.Commands, report.Command{Line: check, Why: "what the plan can't tell: backups, users, content"})
		}
	}
	return e, nil
}

// entry finds the change of an address, that of its live object first, or makes the
// no-op of an instance that only the state has.
func (a *analysis) entry(wanted string) (*plan.Change, error) {
	if node, ok := a.graph.Lookup(wanted); ok && a.live[node] != nil {
		return a.live[node], nil
	}
	var known []string
	for _, c := range a.plan.Changes {
		if c.Address == wanted || c.PreviousAddress == wanted {
			return c, nil
		}
		known = append(known, c.Address)
	}
	for _, c := range existing(&plan.Plan{Prior: a.plan.Prior}, map[string]string{}) {
		if c.Address == wanted {
			return c, nil
		}
		known = append(known, c.Address)
	}
	return nil, unknownAddress(wanted, "is no instance of this plan", known)
}

var linkKinds = map[graph.Kind]string{
	graph.Managed: "managed", graph.Data: "data", graph.Output: "output", graph.Unresolved: "unresolved",
}

// outsideLinks are the edges to what a look-up found outside of the state.
func outsideLinks(o *report.Outside) []report.Link {
	if o == nil {
		return nil
	}
	var links []report.Link
	for _, e := range o.Dependents {
		note := e.Place
		if e.Note != "" {
			note += ", " + e.Note
		}
		links = append(links, report.Link{Address: e.Kind + " " + e.ID, Kind: "external", Sources: []string{o.Source}, Note: note})
	}
	return links
}

func (a *analysis) links(list []graph.Link) []report.Link {
	links := []report.Link{}
	for _, l := range list {
		kind := a.graph.Kind(l.Node)
		link := report.Link{
			Address: a.graph.Address(l.Node), Kind: linkKinds[kind], Attributes: l.Attributes, Through: l.Through,
			AllInstances: !l.Exact, Creation: l.Creation, Sources: []string{},
		}
		for _, s := range l.Sources {
			link.Sources = append(link.Sources, s.String())
		}
		if kind == graph.Managed || kind == graph.Data {
			action, _ := a.fate(l.Node)
			link.Action = string(action)
		}
		links = append(links, link)
	}
	return links
}

// maxFarthest bounds the paths to the most distant dependents.
const maxFarthest = 3

// farthest returns shortest paths to the dependents at the largest distance. At distance
// 1 there is nothing between that the dependents don't say.
func (a *analysis) farthest(node graph.NodeID) [][]string {
	found := a.walker.Downstream(node).Resources
	via := map[graph.NodeID]graph.NodeID{}
	for _, r := range found {
		via[r.Node] = r.Via
	}
	paths := [][]string{}
	for _, r := range found {
		if last := found[len(found)-1].Distance; r.Distance < last || last < 2 || len(paths) == maxFarthest {
			continue
		}
		path := []string{a.graph.Address(r.Node)}
		for at := r.Node; at != node && len(path) <= r.Distance; {
			at = via[at]
			path = append(path, a.graph.Address(at))
		}
		slices.Reverse(path)
		paths = append(paths, path)
	}
	return paths
}

// commands lists what to run next: only what reads. An address whose key is masked can't
// be given to a program.
func (a *analysis) commands(c *plan.Change) []report.Command {
	commands := []report.Command{}
	if strings.Contains(c.Address+c.PreviousAddress, plan.MaskText) {
		return commands
	}
	program := "terraform"
	if strings.HasPrefix(c.ProviderName, "registry.opentofu.org/") {
		program = "tofu"
	}
	if len(c.Before) > 0 || c.Action != plan.ActionCreate && c.Action != plan.ActionRead {
		inState := c.Address
		if c.Moved() {
			inState = c.PreviousAddress
		}
		commands = append(commands, report.Command{
			Line: program + " state show " + shellQuote(inState), Why: "what the state knows of the object",
		})
	}
	if a.plan.State {
		return commands
	}
	return append(commands, report.Command{
		Line: program + " plan -target=" + shellQuote(c.Address), Why: "what apply would do to it, with what it depends on",
	})
}

// shellQuote makes one word of a POSIX shell.
func shellQuote(s string) string {
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
