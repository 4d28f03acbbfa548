package analyzer

import (
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

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
	differs := differing(c, path)
	if a.setBack(c, path, differs) {
		return append(found, rules.Origin{Path: path, Origin: rules.OriginDrift})
	}
	var causes []graph.NodeID
	if live {
		causes = slices.DeleteFunc(a.causes.ofArgument(c, node, topNames([]string{path})[0]), func(n graph.NodeID) bool { return n == node })
	}
	unknown := slices.ContainsFunc(differs, func(d plan.Attribute) bool { return d.Unknown })
	if len(causes) == 0 && live && unknown && len(differs) > 0 {
		causes = slices.Clone(a.causes.direct[node])
	}
	origin := rules.OriginAuthor
	switch {
	case len(causes) > 0:
		origin = rules.OriginUpstream
	case len(differs) == 0 || unknown:
		origin = rules.OriginUnexplained
	case slices.ContainsFunc(differs, func(d plan.Attribute) bool { return d.Sensitive }):
		origin = rules.OriginSensitive
	case !slices.ContainsFunc(differs, func(d plan.Attribute) bool { return !isEmpty(d.Before) }) && !a.writtenAtRoot(c, node, live, path):
		origin = rules.OriginDefault
	}
	return a.byCauses(found, path, origin, causes)
}

// writtenAtRoot reports whether an argument of a block in the root module refers to
// something: then its author has written it, and no module's default.
func (a *analysis) writtenAtRoot(c *plan.Change, node graph.NodeID, live bool, path string) bool {
	if len(c.Instance.Module) > 0 || !live {
		return false
	}
	if len(a.graph.Reads(node, topNames([]string{path})[0])) > 0 {
		return true
	}
	block := a.configBlock(c)
	if block == nil {
		return false
	}
	top := topNames([]string{path})[0]
	return slices.ContainsFunc(block.Uses, func(u plan.Use) bool { return within(u.Argument, top) })
}

// configBlock finds the block of a change in the plan's configuration, nil for none.
func (a *analysis) configBlock(c *plan.Change) *plan.ResourceConfig {
	if a.plan.Config == nil || a.plan.Config.Root == nil {
		return nil
	}
	return a.planned(c.Instance)
}

// differing lists what a change changes at, below or above a path.
func differing(c *plan.Change, path string) []plan.Attribute {
	var found []plan.Attribute
	for _, d := range c.Changed {
		if within(d.Path, path) || within(path, d.Path) {
			found = append(found, d)
		}
	}
	return found
}

// within reports whether a path is another one or lies below it.
func within(path, above string) bool {
	rest, ok := strings.CutPrefix(path, above)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// setBack reports whether a path differs because someone changed it outside Terraform,
// and the plan gives it the value that it had, or one that is not known yet.
func (a *analysis) setBack(c *plan.Change, path string, differs []plan.Attribute) bool {
	for _, drifted := range a.drifted[c.Address] {
		if !within(drifted.Path, path) && !within(path, drifted.Path) {
			continue
		}
		for _, d := range differs {
			if d.Path != drifted.Path || d.Unknown || plan.Equal(d.After, drifted.Before) {
				return true
			}
		}
	}
	return false
}

func isEmpty(v plan.Value) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
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
		differs := differing(c, path)
		if len(differs) == 0 || slices.ContainsFunc(differs, func(d plan.Attribute) bool { return !d.Unknown }) {
			return certain
		}
	}
	for _, argument := range topNames(paths) {
		if slices.ContainsFunc(a.graph.Reads(node, argument), a.givesNewIdentity) {
			return certain
		}
	}
	return possible
}

// givesNewIdentity reports whether an argument reads the id of an object that is made
// anew for certain, by a service that chooses ids itself.
func (a *analysis) givesNewIdentity(r graph.Read) bool {
	c := a.live[r.Node]
	if c == nil || c.Mode == tfjson.DataResourceMode || r.Attribute != "id" {
		return false
	}
	if c.Action == plan.ActionCreate {
		return true
	}
	if c.Action != plan.ActionReplace || namedByArgument(c) {
		return false
	}
	known, ok := a.certainties[r.Node]
	if !ok {
		a.certainties[r.Node] = possible // while it is asked for, should changes cause each other
		known = a.certaintyOf(c, r.Node)
		a.certainties[r.Node] = known
	}
	return known == certain
}

// namedByArgument reports whether the id of an object is a name that its configuration
// gives it, and so may stay the same.
func namedByArgument(c *plan.Change) bool {
	id, ok := c.Before["id"].(string)
	if !ok || id == "" {
		return true
	}
	for name, v := range c.Before {
		text, ok := v.(string)
		identity := name == "id" || name == "arn" || name == "self_link" || strings.HasSuffix(name, "_id")
		if ok && !identity && len(text) > 2 && strings.Contains(id, text) {
			return true
		}
	}
	return false
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
