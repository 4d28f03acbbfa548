package analyzer

import (
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/rules"
)

// The words for how sure a change is.
const (
	certain  = "certain"
	possible = "possible"
)

// maxCauses bounds the causes that are named for one forcing path: caused_by has all.
const maxCauses = 5

// originOfReason holds the reasons that force a replace without a path.
var originOfReason = map[tfjson.ActionReason]string{
	tfjson.ActionReasonReplaceByRequest:      rules.OriginRequested,
	tfjson.ActionReasonReplaceBecauseTainted: rules.OriginTainted,
	tfjson.ActionReasonReplaceByTriggers:     rules.OriginTrigger,
}

// forcedBy finds where each forcing path of a replace comes from, in natural order of
// the paths.
func (a *analysis) forcedBy(c *plan.Change) []rules.Origin {
	if c.Action != plan.ActionReplace {
		return nil
	}
	node, ok := a.isLive(c)
	origin := originOfReason[c.Reason]
	if origin == "" && len(c.ReplacePaths) == 0 {
		origin = rules.OriginUnexplained
	}
	var found []rules.Origin
	switch {
	case origin == rules.OriginTrigger && ok:
		found = a.byCauses(found, "", origin, a.causes.ofTriggers(node))
	case origin != "":
		found = append(found, rules.Origin{Origin: origin})
	}
	for _, path := range c.ReplacePaths {
		found = a.originOf(found, c, node, ok, path)
	}
	return found
}

// byCauses adds an origin for each of several causes, or one without a cause.
func (a *analysis) byCauses(found []rules.Origin, path, origin string, causes []graph.NodeID) []rules.Origin {
	if len(causes) == 0 {
		return append(found, rules.Origin{Path: path, Origin: origin})
	}
	slices.SortFunc(causes, a.graph.CompareAddress)
	causes = slices.Compact(causes)
	for _, n := range causes[:min(len(causes), maxCauses)] {
		found = append(found, rules.Origin{Path: path, Origin: origin, By: a.graph.Address(n)})
	}
	return found
}

// originOf finds the origin of one forcing path. What someone changed outside counts
// before all else if the plan sets it back: nobody wrote it.
func (a *analysis) originOf(found []rules.Origin, c *plan.Change, node graph.NodeID, live bool, path string) []rules.Origin {
	differs := c.ChangedAround(path)
	if a.setBack(c, path) {
		return append(found, rules.Origin{Path: path, Origin: rules.OriginDrift})
	}
	argument := topNames([]string{path})[0]
	unknown := slices.ContainsFunc(differs, func(d plan.Attribute) bool { return d.Unknown })
	var causes []graph.NodeID
	if live {
		causes = a.named(a.behind(c, node, argument, unknown), c.Before[argument])
	}
	origin := rules.OriginAuthor
	switch {
	case len(causes) > 0:
		origin = rules.OriginUpstream
	case len(differs) == 0 || unknown:
		origin = rules.OriginUnexplained
	case slices.ContainsFunc(differs, func(d plan.Attribute) bool { return d.Sensitive }):
		origin = rules.OriginSensitive
	case !slices.ContainsFunc(differs, func(d plan.Attribute) bool { return !plan.Empty(d.Before) }) && !a.written(c, argument):
		origin = rules.OriginDefault
	}
	return a.byCauses(found, path, origin, causes)
}

// behind lists what makes an argument differ. Where its references do not lead to
// anything that changes, a value that is not known comes from a cause of the change.
func (a *analysis) behind(c *plan.Change, node graph.NodeID, argument string, unknown bool) []graph.NodeID {
	causes := slices.DeleteFunc(a.causes.ofArgument(c, node, argument), func(n graph.NodeID) bool { return n == node })
	if len(causes) == 0 && unknown {
		return slices.Clone(a.causes.direct[node])
	}
	return causes
}

// named keeps those of several causes that a value names, if there are any: the others
// only stand behind the same reference.
func (a *analysis) named(causes []graph.NodeID, held plan.Value) []graph.NodeID {
	exact := slices.DeleteFunc(slices.Clone(causes), func(n graph.NodeID) bool {
		return a.live[n] == nil || !holdsIdentity(held, a.live[n])
	})
	if len(exact) > 0 {
		return exact
	}
	return causes
}

// written reports whether the author of the configuration wrote an argument: its block in
// the root module holds it, or the call of its module sets the variable behind it.
// Where the plan does not show the block, nobody is known to have.
func (a *analysis) written(c *plan.Change, argument string) bool {
	if a.plan.Config == nil || a.plan.Config.Root == nil {
		return false
	}
	block := a.planned(c.Instance)
	if block == nil {
		return false
	}
	if _, found := slices.BinarySearchFunc(block.Arguments, argument, address.Compare); !found {
		return false
	}
	if len(c.Instance.Module) == 0 {
		return true
	}
	call := a.callOf(c.Instance.Module)
	return call != nil && slices.ContainsFunc(block.Uses, func(u plan.Use) bool {
		variable, ok := strings.CutPrefix(u.Text, "var.")
		if !ok || !plan.Within(u.Argument, argument) {
			return false
		}
		_, set := call.Inputs[topNames([]string{variable})[0]]
		return set
	})
}

// callOf finds the call of a module, nil for none.
func (a *analysis) callOf(path address.Module) *plan.ModuleCall {
	module := a.plan.Config.Root
	var call *plan.ModuleCall
	for _, step := range path {
		i := slices.IndexFunc(module.Calls, func(c *plan.ModuleCall) bool { return c.Name == step.Name })
		if i < 0 {
			return nil
		}
		call = module.Calls[i]
		module = call.Module
	}
	return call
}

// setBack reports whether a path differs because someone changed it outside Terraform,
// and the plan gives it the value that it had, or one that is not known yet.
func (a *analysis) setBack(c *plan.Change, path string) bool {
	for _, drifted := range a.drifted[c.Address] {
		if !plan.Overlap(drifted.Path, path) {
			continue
		}
		for _, d := range c.ChangedAround(drifted.Path) {
			if !plan.Overlap(d.Path, path) {
				continue
			}
			if d.Path != drifted.Path || d.Unknown || plan.Equal(d.After, drifted.Before) {
				return true
			}
		}
	}
	return false
}

// takesBack lists the paths at which an update sets back what someone changed outside
// Terraform.
func (a *analysis) takesBack(c *plan.Change) []string {
	if c.Action != plan.ActionUpdate {
		return nil
	}
	var paths []string
	for _, drifted := range a.drifted[c.Address] {
		set := slices.ContainsFunc(c.ChangedAround(drifted.Path), func(d plan.Attribute) bool {
			return !d.Unknown && (d.Path != drifted.Path || plan.Equal(d.After, drifted.Before))
		})
		if set {
			paths = append(paths, drifted.Path)
		}
	}
	return paths
}

// driftedOf holds what drifted by address.
func driftedOf(p *plan.Plan) map[string][]plan.Attribute {
	drifted := make(map[string][]plan.Attribute, len(p.Drifted))
	for _, d := range p.Drifted {
		drifted[d.Address] = append(drifted[d.Address], d.Changed...)
	}
	return drifted
}

// certainty says whether a change may turn out not to be needed: only unknown values
// make it, and none of them is the identity of an object that is made anew.
func (a *analysis) certainty(c *plan.Change) string {
	if c.Deferred != "" || !c.Action.Known() || c.Doubt != "" {
		return possible
	}
	node, ok := a.isLive(c)
	if !ok {
		return certain
	}
	return a.certaintyOf(c, node)
}

func (a *analysis) certaintyOf(c *plan.Change, node graph.NodeID) string {
	paths := c.ReplacePaths
	switch {
	case c.Action == plan.ActionUpdate:
		paths = changedPaths(c)
	case c.Action != plan.ActionReplace || originOfReason[c.Reason] != "":
		return certain
	}
	if len(paths) == 0 {
		return certain
	}
	for _, path := range paths {
		differs := c.ChangedAround(path)
		if len(differs) == 0 || slices.ContainsFunc(differs, func(d plan.Attribute) bool { return !d.Unknown }) {
			return certain
		}
	}
	for _, argument := range topNames(paths) {
		held := c.Before[argument]
		if slices.ContainsFunc(a.graph.Reads(node, argument), func(r graph.Read) bool { return a.givesNewIdentity(r, held) }) {
			return certain
		}
		named := func(n graph.NodeID) bool { return a.givesNewIdentity(graph.Read{Node: n}, held) }
		if slices.ContainsFunc(a.behind(c, node, argument, true), named) {
			return certain
		}
	}
	return possible
}

// givesNewIdentity reports whether an argument reads what an object is known by that is
// made anew for certain; held is the argument's value before. Even where the service
// gives the new object the same name, Terraform destroys what reads it before the old one.
// A new random value is another one, whichever attribute is read.
func (a *analysis) givesNewIdentity(r graph.Read, held plan.Value) bool {
	c := a.live[r.Node]
	if c == nil || c.Mode == tfjson.DataResourceMode || !identity(r.Attribute) && !holdsIdentity(held, c) && !strings.HasPrefix(c.Type, "random_") {
		return false
	}
	if c.Action != plan.ActionReplace {
		return c.Action == plan.ActionCreate
	}
	known, ok := a.certainties[r.Node]
	if !ok {
		a.certainties[r.Node] = possible // while it is asked for, should changes cause each other
		known = a.certaintyOf(c, r.Node)
		a.certainties[r.Node] = known
	}
	return known == certain
}

// identity reports whether an attribute is one that an object is known by.
func identity(name string) bool {
	return name == "id" || name == "arn" || name == "self_link" || strings.HasSuffix(name, "_id") || strings.HasSuffix(name, "_arn")
}

// leastID is the length from which on an id within a longer value is no coincidence.
const leastID = 8

// holdsIdentity reports whether a value names an object, or is a list that does. A name
// or address that is made from an id names its object too.
func holdsIdentity(v plan.Value, c *plan.Change) bool {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	return slices.ContainsFunc(list, func(e any) bool {
		text, ok := e.(string)
		id, _ := c.Before["id"].(string)
		return ok && text != "" && (text == id || plan.Equal(e, c.Before["arn"]) || plan.Equal(e, c.Before["self_link"]) ||
			len(id) >= leastID && strings.Contains(text, id))
	})
}

// originsOf puts origins into the form of the report.
func originsOf(origins []rules.Origin) []report.Origin {
	var list []report.Origin
	for _, o := range origins {
		out := report.Origin{Path: o.Path, Origin: o.Origin}
		if o.By != "" {
			out.By = &o.By
		}
		list = append(list, out)
	}
	return list
}
