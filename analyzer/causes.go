package analyzer

import (
	"slices"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// causes finds which changes cause which others: an argument that reads what another
// instance changes, a data source that is read again, replace_triggered_by, a key that
// went with another instance.
type causes struct {
	analysis *analysis
	direct   map[graph.NodeID][]graph.NodeID
	roots    *rootCauses
}

func findCauses(a *analysis) causes {
	c := causes{analysis: a, direct: map[graph.NodeID][]graph.NodeID{}}
	c.roots = newRootCauses(a.graph, c.direct)
	for _, change := range a.plan.Changes {
		if !change.Noteworthy() {
			continue
		}
		node, ok := a.isLive(change)
		if !ok {
			continue
		}
		found := c.of(change, node)
		slices.SortFunc(found, a.graph.CompareAddress)
		found = slices.DeleteFunc(slices.Compact(found), func(n graph.NodeID) bool { return n == node })
		if len(found) > 0 {
			c.direct[node] = found
		}
	}
	return c
}

// of returns the direct causes of one change, none for a root change.
func (c causes) of(change *plan.Change, node graph.NodeID) []graph.NodeID {
	switch change.Action {
	case plan.ActionReplace:
		return c.ofReplace(change, node)
	case plan.ActionUpdate:
		return c.orUnknown(c.ofArguments(change, node, topNames(changedPaths(change))), change, node, changedPaths(change))
	case plan.ActionDelete:
		return c.ofDelete(change, node)
	case plan.ActionRead:
		return c.changing(c.analysis.graph.Dependencies(node))
	case plan.ActionNoOp, plan.ActionCreate, plan.ActionForget:
	}
	return nil
}

// ofReplace: what forces the replacement decides. Nobody but the author is the cause of
// one that was asked for or of a tainted object. Of several forcing paths one that
// another change makes differ is enough: it would force the replacement by itself.
func (c causes) ofReplace(change *plan.Change, node graph.NodeID) []graph.NodeID {
	if change.Reason == tfjson.ActionReasonReplaceByRequest || change.Reason == tfjson.ActionReasonReplaceBecauseTainted {
		return nil
	}
	if change.Reason == tfjson.ActionReasonReplaceByTriggers {
		return c.ofTriggers(node)
	}
	var found []graph.NodeID
	for _, argument := range topNames(change.ReplacePaths) {
		found = append(found, c.ofArgument(change, node, argument)...)
	}
	return c.orUnknown(found, change, node, change.ReplacePaths)
}

// orUnknown gives a change without a cause those of its dependencies that change, where
// it has no value of its own: all that differs is unknown, and must come from somewhere
// that the plan's configuration does not show, such as a dynamic block.
func (c causes) orUnknown(found []graph.NodeID, change *plan.Change, node graph.NodeID, paths []string) []graph.NodeID {
	if len(found) > 0 {
		return found
	}
	names := slices.DeleteFunc(topNames(paths), func(name string) bool {
		return c.analysis.table.HarmlessOn(change.Type, name)
	})
	own := slices.ContainsFunc(names, func(name string) bool { return !unknownOnly(change, name) })
	if own || len(names) == 0 {
		return nil
	}
	all := c.changing(c.analysis.graph.Dependencies(node))
	for _, name := range names {
		found = append(found, c.pinned(all, change.Before[name])...)
	}
	return found
}

// ofTriggers: with source the triggers are known, else every changing dependency may be
// one.
func (c causes) ofTriggers(node graph.NodeID) []graph.NodeID {
	var triggers []graph.NodeID
	for _, r := range c.analysis.graph.Reads(node, "replace_triggered_by") {
		triggers = append(triggers, r.Node)
	}
	if found := c.changing(triggers); len(found) > 0 {
		return found
	}
	return c.changing(c.analysis.graph.Dependencies(node))
}

// ofDelete: an instance goes with the key that another change takes away.
func (c causes) ofDelete(change *plan.Change, node graph.NodeID) []graph.NodeID {
	if change.Reason != tfjson.ActionReasonDeleteBecauseEachKey && change.Reason != tfjson.ActionReasonDeleteBecauseCountIndex {
		return nil
	}
	var found []graph.NodeID
	for _, argument := range []string{"for_each", "count"} {
		for _, r := range c.analysis.graph.Reads(node, argument) {
			found = append(found, r.Node)
		}
	}
	found = c.changing(found)
	for _, name := range address.SortedKeys(change.Before) { // what it holds of one tells whose key it has
		found = c.pinned(found, change.Before[name])
	}
	return found
}

// ofArguments returns what makes the arguments change. An argument that differs by
// itself makes the change the author's own.
func (c causes) ofArguments(change *plan.Change, node graph.NodeID, arguments []string) []graph.NodeID {
	var found []graph.NodeID
	for _, argument := range arguments {
		because := c.ofArgument(change, node, argument)
		if len(because) == 0 && !c.computed(change, node, argument) {
			return nil
		}
		found = append(found, because...)
	}
	return found
}

// ofArgument returns what makes one argument change. Where it refers to something that
// the plan does not explain and gets unknown, it may be any changing dependency.
func (c causes) ofArgument(change *plan.Change, node graph.NodeID, argument string) []graph.NodeID {
	found := c.pinned(c.changed(c.analysis.graph.Reads(node, argument)), change.Before[argument])
	if len(found) == 0 && unknownOnly(change, argument) && c.analysis.graph.ReadsUnresolved(node, argument) {
		return c.pinned(c.changing(c.analysis.graph.Dependencies(node)), change.Before[argument])
	}
	return found
}

// pinned leaves out the siblings of an object that the argument is known to hold: one text
// names one object, and if that is made anew it is cause enough. Of several instances of
// one block that the plan can't tell apart, which is all of a for_each whose values are
// other objects, the others only stand behind the same reference. All stay where the value
// names none or several of them, or is no plain text.
func (c causes) pinned(found []graph.NodeID, held plan.Value) []graph.NodeID {
	text, ok := held.(string)
	if !ok || text == "" || len(found) < 2 {
		return found
	}
	var named []graph.NodeID
	for _, n := range found {
		if change := c.analysis.live[n]; destroysObject(change) && isIdentity(text, change) {
			named = append(named, n)
		}
	}
	if len(named) == 0 {
		return found
	}
	return slices.DeleteFunc(slices.Clone(found), func(n graph.NodeID) bool {
		siblings := 0
		for _, holder := range named {
			if holder == n {
				return false
			}
			if sameBlock(c.analysis.live[holder].Instance, c.analysis.live[n].Instance) {
				siblings++
			}
		}
		return siblings == 1
	})
}

// sameBlock reports whether two instances come from one block of the configuration.
func sameBlock(x, y address.Instance) bool {
	return x.Mode == y.Mode && x.Type == y.Type && x.Name == y.Name &&
		slices.EqualFunc(x.Module, y.Module, func(a, b address.ModuleStep) bool { return a.Name == b.Name })
}

// isIdentity reports whether a text is what an object is known by, and nothing more.
func isIdentity(text string, c *plan.Change) bool {
	return text == c.Before["id"] || text == c.Before["arn"] || text == c.Before["self_link"]
}

// destroysObject reports whether a change takes the id of an object away.
func destroysObject(c *plan.Change) bool {
	return c.Managed() && (c.Action == plan.ActionReplace || c.Action == plan.ActionDelete)
}

// computed reports whether an attribute gets its value from the provider: a consequence
// of the change and no cause. Tags that default_tags repeat are such a consequence too.
func (c causes) computed(change *plan.Change, node graph.NodeID, argument string) bool {
	return len(c.analysis.graph.Reads(node, argument)) == 0 && unknownOnly(change, argument) ||
		c.analysis.table.HarmlessOn(change.Type, argument)
}

// changed picks the instances whose attribute changes: any attribute of one that is
// created, replaced or read again, the named one of one that is updated.
func (c causes) changed(reads []graph.Read) []graph.NodeID {
	var found []graph.NodeID
	for _, r := range reads {
		change := c.analysis.live[r.Node]
		if change == nil || change.Action == plan.ActionNoOp || change.Action == plan.ActionForget {
			continue
		}
		partly := change.Action == plan.ActionUpdate || change.Action == plan.ActionReplace
		if !partly || r.Attribute == "" || changesAttribute(change, r.Attribute) {
			found = append(found, r.Node)
		}
	}
	return found
}

// changing picks the instances that the plan does anything to.
func (c causes) changing(nodes []graph.NodeID) []graph.NodeID {
	return slices.DeleteFunc(slices.Clone(nodes), func(n graph.NodeID) bool {
		change := c.analysis.live[n]
		return change == nil || change.Action == plan.ActionNoOp
	})
}

// causesOf names the direct and the root causes of a change.
func (a *analysis) causesOf(c *plan.Change) (direct, roots []string) {
	node, ok := a.isLive(c)
	if !ok {
		return nil, nil
	}
	for _, n := range a.causes.direct[node] {
		direct = append(direct, a.graph.Address(n))
	}
	return direct, a.causes.roots.of(node)
}

func changedPaths(c *plan.Change) []string {
	paths := make([]string, 0, len(c.Changed))
	for _, a := range c.Changed {
		paths = append(paths, a.Path)
	}
	return paths
}

// topNames returns the attribute names with which paths begin, each once.
func topNames(paths []string) []string {
	var names []string
	for _, p := range paths {
		if name := plan.TopName(p); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// changesAttribute reports whether a change touches the attribute of that name.
func changesAttribute(c *plan.Change, name string) bool {
	return slices.Contains(topNames(changedPaths(c)), name)
}

// unknownOnly reports whether all that changes below an attribute is unknown.
func unknownOnly(c *plan.Change, name string) bool {
	for _, a := range c.Changed {
		if top := topNames([]string{a.Path}); top[0] == name && !a.Unknown {
			return false
		}
	}
	return true
}
