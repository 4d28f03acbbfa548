package graph

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// Name says that an attribute of one type holds the unique name of an instance of another.
type Name = plan.Name

// holdings is what instances are known by and what they hold of others.
type holdings struct {
	finder  *plan.Finder
	objects []knownObject
	ids     identifiers
	names   nameIndex
}

// findHoldings begins to look for the values that connect instances and returns how to
// wait for what it found. It needs nothing of the builder but its instances, so it runs
// beside what follows.
func findHoldings(b *builder, p *plan.Plan, o Options) func() *holdings {
	if o.NoInferred {
		return nil
	}
	instances, found := b.instances(), make(chan *holdings, 1)
	go func() {
		h := &holdings{finder: p.NewFinder(o.Names)}
		h.objects = objectsOf(instances, p, h.finder)
		h.ids, h.names = identifiersOf(h.objects, h.finder), namesOf(h.objects, o.Names, h.finder)
		found <- h
	}()
	return func() *holdings { return <-found }
}

// addInferred adds an edge where an instance holds the unique id or name of another one
// and nothing else connects the two: ids that are written out, those that came through
// a data source or another stack.
func addInferred(b *builder, o Options, wait func() *holdings) {
	if o.NoInferred {
		return
	}
	h := wait()
	known := newKnownEdges(b)
	var found []finding
	for i := range h.objects {
		reader := &h.objects[i]
		note := func(argument string, to owner) {
			if to.node == reader.node {
				return
			}
			// Nearly all ids that a plan holds got there by a reference, and to find that is
			// cheap.
			if !known.reads(reader.node, argument, to.node) {
				found = append(found, finding{from: reader.node, to: to.node, argument: argument, attribute: h.finder.PathText(to.attribute)})
			}
		}
		h.look(reader, reader.facts, o.Names, note)
		b.held.note(h, reader, o)
	}
	b.held.sort()
	b.addFindings(known, found)
}

// look visits the owners of the ids and names that facts of an instance are about.
func (h *holdings) look(reader *knownObject, facts []plan.Fact, names []Name, note func(argument string, to owner)) {
	for rest := facts; len(rest) > 0; {
		f, n := rest[0], 1
		switch f.Kind {
		case plan.Mention:
			if to, ok := h.ids[f.Hash]; ok {
				note(firstName(h.finder.PathText(f.Path)), to)
			}
		case plan.HeldName:
			n = sameValue(rest, names)
			if to, ok := h.names.owner(rest[:n], reader, h.finder); ok {
				note(firstName(h.finder.RulePath(f)), to)
			}
		case plan.Identity, plan.MaskedIdentity, plan.OwnName, plan.Scope:
		}
		rest = rest[n:]
	}
}

// sameValue counts the facts at the start of a list that are about one value: those of all
// rules for its path, in the order of the rules.
func sameValue(facts []plan.Fact, rules []Name) int {
	n := 1
	for n < len(facts) && facts[n].Kind == plan.HeldName && facts[n].Path > facts[n-1].Path &&
		rules[facts[n].Path].Path == rules[facts[0].Path].Path {
		n++
	}
	return n
}

// knownObject is one side of an instance with what is known of its values.
type knownObject struct {
	node  NodeID
	kind  string // the resource's type
	facts []plan.Fact
	// held is true for the values that Graph.Held is about; gone are the facts of those that
	// the change puts another known value in the place of.
	held bool
	gone []plan.Fact
}

func objectsOf(instances instances, p *plan.Plan, finder *plan.Finder) []knownObject {
	objects := make([]knownObject, 0, len(p.Unchanged)+len(p.Changes))
	for _, c := range p.Changes {
		id, ok := instances.find(c.Address)
		if !ok || c.DeposedKey != "" {
			continue
		}
		if c.Before != nil {
			facts := finder.Object(c.Type, c.Before, c.Managed() && instances.nodes[id].existing)
			stay, gone := splitGone(facts, c, finder)
			objects = append(objects, knownObject{id, c.Type, stay, c.Action != plan.ActionNoOp, gone})
		}
		if c.After != nil && c.Action != plan.ActionNoOp {
			objects = append(objects, knownObject{node: id, kind: c.Type, facts: slices.Clone(finder.Object(c.Type, c.After, false)), held: c.Before == nil})
		}
	}
	for _, u := range p.Unchanged {
		if id, ok := instances.find(u.Address); ok {
			objects = append(objects, knownObject{node: id, kind: u.Resource.Type, facts: u.Facts()})
		}
	}
	return objects
}

// splitGone copies the facts of a change's values before and sets apart those of what they
// hold where the plan puts another known value: that is held no longer.
func splitGone(facts []plan.Fact, c *plan.Change, finder *plan.Finder) (stay, left []plan.Fact) {
	gone := map[string]bool{}
	if c.Action == plan.ActionUpdate || c.Action == plan.ActionReplace {
		for _, a := range c.Changed {
			if !a.Unknown && !strings.ContainsAny(a.Path, "[") {
				gone[a.Path] = true
			}
		}
	}
	stay = slices.Clone(facts)
	if len(gone) == 0 {
		return stay, nil
	}
	isGone := func(f plan.Fact) bool {
		switch f.Kind {
		case plan.Mention:
			return gone[finder.PathText(f.Path)]
		case plan.HeldName:
			return gone[finder.RulePath(f)]
		case plan.Identity, plan.MaskedIdentity, plan.OwnName, plan.Scope:
		}
		return false
	}
	for _, f := range stay {
		if isGone(f) {
			left = append(left, f)
		}
	}
	return slices.DeleteFunc(stay, isGone), left
}

// finding is an instance that holds another one's id or name.
type finding struct {
	from, to            NodeID
	argument, attribute string
}

// addFindings adds the edges of those findings that nothing else explains. Where the owner
// itself depends on the one that holds its id, the id is a mirror of that: a VPC knows its
// default route table.
func (b *builder) addFindings(known *knownEdges, found []finding) {
	slices.SortFunc(found, func(x, y finding) int {
		return cmp.Or(cmp.Compare(x.to, y.to), cmp.Compare(x.from, y.from), cmp.Compare(x.argument, y.argument), strings.Compare(x.attribute, y.attribute))
	})
	found = slices.Compact(found)
	for start := 0; start < len(found); {
		end := start
		for end < len(found) && found[end].to == found[start].to {
			end++
		}
		known.walk(found[start].to)
		for _, f := range found[start:end] {
			if !known.connects(f.from) {
				b.add(arc{from: f.from, to: f.to, source: Inferred, exact: true, attribute: f.attribute})
			}
		}
		start = end
	}
}

// readKey is an argument, by its first name, of a body or instance.
type readKey struct {
	node     NodeID
	argument string
}

// knownEdges are the edges of all other sources.
type knownEdges struct {
	builder    *builder
	out        adjacency
	dependents adjacency
	// behind caches the instances that an argument reads, sorted.
	behind map[readKey][]NodeID
	// above and below hold for each node the number of the last walk that came by, towards
	// dependencies and towards dependents; seen that of the last look behind an argument.
	above, below, seen []int32
	round, looks       int32
}

func newKnownEdges(b *builder) *knownEdges {
	out := dependenciesOf(len(b.nodes), b.arcs)
	return &knownEdges{
		builder: b, out: out, dependents: out.reversed(), behind: map[readKey][]NodeID{},
		above: make([]int32, len(b.nodes)), below: make([]int32, len(b.nodes)), seen: make([]int32, len(b.nodes)),
	}
}

// reads reports whether an argument's own references lead to an instance.
func (k *knownEdges) reads(from NodeID, argument string, to NodeID) bool {
	if k.builder.reads.any(from) && k.leads(readKey{from, argument}, to) {
		return true
	}
	body, ok := k.builder.reads.body(from)
	return ok && k.leads(readKey{body, argument}, to)
}

func (k *knownEdges) leads(key readKey, to NodeID) bool {
	_, found := slices.BinarySearch(k.instances(key), to)
	return found
}

func (k *knownEdges) instances(key readKey) []NodeID {
	if found, ok := k.behind[key]; ok {
		return found
	}
	k.looks++
	var found, stack []NodeID
	k.builder.reads.each(key.node, key.argument, func(u use) { stack = append(stack, u.to) })
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if k.seen[n] == k.looks {
			continue
		}
		k.seen[n] = k.looks
		if k.builder.nodes[n].kind == Managed {
			found = append(found, n)
			continue
		}
		for e := range k.out.of(n) {
			stack = append(stack, e.Node)
		}
	}
	slices.Sort(found)
	k.behind[key] = found
	return found
}

// walk marks everything that depends on a node, and everything that it depends on.
func (k *knownEdges) walk(from NodeID) {
	k.round++
	k.mark(k.below, &k.dependents, from)
	k.mark(k.above, &k.out, from)
}

func (k *knownEdges) mark(marks []int32, edges *adjacency, from NodeID) {
	marks[from] = k.round
	for stack := []NodeID{from}; len(stack) > 0; {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for e := range edges.of(n) {
			if marks[e.Node] != k.round {
				marks[e.Node] = k.round
				stack = append(stack, e.Node)
			}
		}
	}
}

// connects reports whether a path leads from the last walk's start to a node or back.
func (k *knownEdges) connects(id NodeID) bool {
	return k.below[id] == k.round || k.above[id] == k.round
}
