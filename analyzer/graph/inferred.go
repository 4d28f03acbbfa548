package graph

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// Name says that an attribute of one type holds the unique name of an instance of another.
// A name is shorter and less unique than an id, so it is looked for nowhere else.
type Name struct {
	// Holder is the type that holds the name, Path the attribute, dotted and without
	// indexes.
	Holder, Path string
	// Owner is the type that has the name, Attribute its top-level attribute.
	Owner, Attribute string
	// Until ends the name within the value that is held, such as the colon of
	// family:revision; empty where the value is the name.
	Until string
	// Within lists attributes in which holder and owner must agree where both have them,
	// such as region.
	Within []string
}

// addInferred adds an edge where an instance holds the unique id or name of another one
// and nothing else connects the two: ids that are written out, those that came through
// a data source or another stack.
func addInferred(b *builder, p *plan.Plan, o Options) {
	if o.NoInferred {
		return
	}
	objects := objectsOf(b, p)
	ids, names := identifiersOf(objects), namesOf(objects, o.Names)
	var found []finding
	for i := range objects {
		reader := &objects[i]
		note := func(argument string, to NodeID, attribute string) {
			if to != reader.node {
				found = append(found, finding{from: reader.node, to: to, argument: argument, attribute: attribute})
			}
		}
		for i, side := range reader.sides {
			eachLeaf(side, func(path string, value plan.Value) {
				if i == 0 && reader.gone[path] {
					return
				}
				argument := firstName(path)
				if owner, ok := ids.owner(value); ok && !isLabel(argument) {
					note(argument, owner.node, owner.attribute)
				}
				if owner, ok := names.owner(reader.kind, path, value, side); ok {
					note(argument, owner.node, owner.attribute)
				}
			})
		}
	}
	b.addFindings(found)
}

// knownObject is an instance with what is known of it: its values before, and those after
// where the plan changes it.
type knownObject struct {
	node NodeID
	kind string // the resource's type
	// before is nil if the instance owns nothing that others could hold.
	before plan.Object
	sides  []plan.Object
	// gone holds the paths, without indexes, at which the plan puts another known value.
	gone map[string]bool
}

// replacedValues returns where the plan puts another known value: what was held there is
// held no longer.
func replacedValues(c *plan.Change) map[string]bool {
	gone := map[string]bool{}
	if c.Action != plan.ActionUpdate && c.Action != plan.ActionReplace {
		return gone
	}
	for _, a := range c.Changed {
		if !a.Unknown && !strings.ContainsAny(a.Path, "[") {
			gone[a.Path] = true
		}
	}
	return gone
}

func objectsOf(b *builder, p *plan.Plan) []knownObject {
	var objects []knownObject
	for _, c := range p.Changes {
		id, ok := b.byAddress[c.Address]
		if !ok || c.DeposedKey != "" {
			continue
		}
		k := knownObject{node: id, kind: c.Type}
		if c.Managed() && b.nodes[id].existing {
			k.before = c.Before
		}
		if c.Before != nil {
			k.sides = append(k.sides, c.Before)
		}
		k.gone = replacedValues(c)
		if c.After != nil && c.Action != plan.ActionNoOp {
			k.sides = append(k.sides, c.After)
		}
		objects = append(objects, k)
	}
	return objects
}

// eachLeaf visits the strings and masked values of an object with their paths, without
// indexes, in no order.
func eachLeaf(o plan.Object, visit func(path string, value plan.Value)) {
	var walk func(path string, v any)
	walk = func(path string, v any) {
		switch v := v.(type) {
		case string, plan.Masked:
			visit(path, v)
		case []any:
			for _, e := range v {
				walk(path, e)
			}
		case map[string]any:
			for name, e := range v {
				walk(path+"."+name, e)
			}
		}
	}
	for name, v := range o {
		walk(name, v)
	}
}

// isLabel reports whether an attribute describes the instance for people: an id in it is
// no use of what it names.
func isLabel(attribute string) bool {
	switch attribute {
	case "tags", "tags_all", "labels", "effective_labels", "terraform_labels", "description", "id":
		return true
	}
	return false
}

// finding is an instance that holds another one's id or name.
type finding struct {
	from, to            NodeID
	argument, attribute string
}

// addFindings adds the edges of those findings that nothing else explains. Where the owner
// itself depends on the one that holds its id, the id is a mirror of that: a VPC knows its
// default route table.
func (b *builder) addFindings(found []finding) {
	slices.SortFunc(found, func(x, y finding) int {
		return cmp.Or(cmp.Compare(x.to, y.to), cmp.Compare(x.from, y.from), cmp.Compare(x.argument, y.argument), strings.Compare(x.attribute, y.attribute))
	})
	found = slices.Compact(found)
	known := newKnownEdges(b)
	found = slices.DeleteFunc(found, func(f finding) bool { return known.reads(f.from, f.argument, f.to) })
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

// knownEdges are the edges of all other sources.
type knownEdges struct {
	builder    *builder
	out        adjacency
	dependents adjacency
	// behind caches the instances that an argument reads.
	behind map[readKey]map[NodeID]bool
	// above and below hold for each node the number of the last walk that came by, towards
	// dependencies and towards dependents.
	above, below []int
	round        int
}

func newKnownEdges(b *builder) *knownEdges {
	arcs := unique(slices.Clone(b.arcs))
	return &knownEdges{
		builder: b, out: dependenciesOf(len(b.nodes), arcs), dependents: dependentsOf(len(b.nodes), arcs),
		behind: map[readKey]map[NodeID]bool{}, above: make([]int, len(b.nodes)), below: make([]int, len(b.nodes)),
	}
}

// reads reports whether an argument's own references lead to an instance. Nearly all ids
// that a plan holds got there by a reference, and this finds them at the least cost.
func (k *knownEdges) reads(from NodeID, argument string, to NodeID) bool {
	if k.instances(readKey{from, argument})[to] {
		return true
	}
	body, ok := k.builder.reads.bodies[from]
	return ok && k.instances(readKey{body, argument})[to]
}

func (k *knownEdges) instances(key readKey) map[NodeID]bool {
	if found, ok := k.behind[key]; ok {
		return found
	}
	found, seen := map[NodeID]bool{}, map[NodeID]bool{}
	var stack []NodeID
	for _, r := range k.builder.reads.byArgument[key] {
		stack = append(stack, r.Node)
	}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[n] {
			continue
		}
		seen[n] = true
		if k.builder.nodes[n].kind == Managed {
			found[n] = true
			continue
		}
		for e := range k.out.of(n) {
			stack = append(stack, e.Node)
		}
	}
	k.behind[key] = found
	return found
}

// walk marks everything that depends on a node, and everything that it depends on.
func (k *knownEdges) walk(from NodeID) {
	k.round++
	k.mark(k.below, &k.dependents, from)
	k.mark(k.above, &k.out, from)
}

func (k *knownEdges) mark(marks []int, edges *adjacency, from NodeID) {
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
