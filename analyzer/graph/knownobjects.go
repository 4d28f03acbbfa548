package graph

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// knownObjects are the sides of instances of which the plan knows values: those of changes,
// then the unchanged ones. They are named by their numbers.
type knownObjects struct {
	plan    *plan.Plan
	finder  *plan.Finder
	changed []knownObject
	// nodes are those of the unchanged.
	nodes []NodeID
}

// knownObject is one side of a change with what is known of its values.
type knownObject struct {
	node  NodeID
	kind  string // the resource's type
	facts []plan.Fact
	// held is true for the values that Graph.Held is about; gone are the facts of those that
	// the change puts another known value in the place of.
	held bool
	gone []plan.Fact
}

// objectsOf is given the instances, and the nodes of the plan's changes and of what it
// leaves unchanged.
func objectsOf(p *plan.Plan, names []Name, instances []node, changed, unchanged []NodeID) *knownObjects {
	o := &knownObjects{plan: p, finder: p.NewFinder(names), nodes: unchanged}
	for i, c := range p.Changes {
		id := changed[i]
		if id == none {
			continue
		}
		if c.Before != nil {
			facts := o.finder.Object(c.Type, c.Before, c.Managed() && instances[id].existing)
			stay, gone := splitGone(facts, c, o.finder)
			o.changed = append(o.changed, knownObject{id, c.Type, stay, c.Action != plan.ActionNoOp, gone})
		}
		if c.After != nil && c.Action != plan.ActionNoOp {
			o.changed = append(o.changed, knownObject{node: id, kind: c.Type, facts: slices.Clone(o.finder.Object(c.Type, c.After, false)), held: c.Before == nil})
		}
	}
	return o
}

func (o *knownObjects) len() int32 { return int32(len(o.changed) + len(o.nodes)) } //nolint:gosec // at most two for a node

// unchanged returns the entry of an object, nil for one side of a change.
func (o *knownObjects) unchanged(object int32) *plan.Unchanged {
	if at := int(object) - len(o.changed); at >= 0 {
		return o.plan.Unchanged[at]
	}
	return nil
}

func (o *knownObjects) node(object int32) NodeID {
	if at := int(object) - len(o.changed); at >= 0 {
		return o.nodes[at]
	}
	return o.changed[object].node
}

func (o *knownObjects) kind(object int32) string {
	if u := o.unchanged(object); u != nil {
		return u.Resource.Type
	}
	return o.changed[object].kind
}

func (o *knownObjects) facts(object int32) []plan.Fact {
	if u := o.unchanged(object); u != nil {
		return u.Facts()
	}
	return o.changed[object].facts
}

// byNode lists the objects in the order of their nodes, of which there are as many as given.
func (o *knownObjects) byNode(nodes int) []int32 {
	next := make([]int32, nodes+1)
	for i := range o.len() {
		next[o.node(i)+1]++
	}
	for i := range nodes {
		next[i+1] += next[i]
	}
	order := make([]int32, o.len())
	for i := range o.len() {
		at := &next[o.node(i)]
		order[*at] = i
		*at++
	}
	return order
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
