package analyzer

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/impact"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// ownerIsNew reports whether what a created authoritative instance owns a list of, or the
// namespace of a created network policy, does not exist before the plan: then nothing stands
// on the list yet, and nothing runs there.
func (a *analysis) ownerIsNew(c *plan.Change) bool {
	if c.Action != plan.ActionCreate {
		return false
	}
	node, ok := a.graph.Lookup(c.Address)
	if !ok {
		return false
	}
	isNew := func(id graph.NodeID) bool { return a.classes[id] == impact.New }
	for _, f := range a.table.Flags(c.Type) {
		for _, argument := range f.Of {
			unknown := slices.ContainsFunc(c.Changed, func(changed plan.Attribute) bool { return changed.Unknown && changed.Path == argument })
			owners, _ := a.graph.Referred(node, argument, maxReferred)
			if unknown && len(owners) == 0 || slices.ContainsFunc(owners, isNew) {
				return true
			}
		}
	}
	policy, isPolicy := rules.PolicyOf(c.Type, c.After)
	if !isPolicy {
		return false
	}
	isNamespace := func(resourceType string) bool { return strings.HasPrefix(resourceType, "kubernetes_namespace") }
	if slices.ContainsFunc(a.stated(node, isNamespace), isNew) {
		return true
	}
	return policy.Namespace != "" && slices.ContainsFunc(a.plan.Changes, func(other *plan.Change) bool {
		return other.Action == plan.ActionCreate && len(other.Before) == 0 && isNamespace(other.Type) && namespaceOf(other) == policy.Namespace
	})
}

// namespaceOf is the name that a namespace gets.
func namespaceOf(c *plan.Change) string {
	name, _ := c.After.Get("metadata[0].name")
	text, _ := name.(string)
	return text
}

// letThrough reports whether another policy of the plan, new or changed, lets something pass
// in the namespace of a network policy.
func (a *analysis) letThrough(c *plan.Change) bool {
	if strings.HasPrefix(c.Type, "aws_") {
		return a.passesACL(c)
	}
	policy, ok := rules.PolicyOf(c.Type, c.After)
	return ok && slices.ContainsFunc(a.plan.Changes, func(other *plan.Change) bool {
		if other == c || other.Action != plan.ActionCreate && other.Action != plan.ActionUpdate {
			return false
		}
		beside, ok := rules.PolicyOf(other.Type, other.After)
		return ok && beside.Namespace == policy.Namespace && (policy.In && beside.InRules > 0 || policy.Out && !policy.In && beside.OutRules > 0)
	})
}

// users lists the instances that depend directly on a destroyed one and stay, of the types
// that the flags of its type name, in natural order. The list is good until the next call.
func (a *analysis) users(c *plan.Change) []rules.User {
	flags := a.table.Flags(c.Type)
	node, ok := a.isLive(c)
	if !ok || !c.Disruptive() || !slices.ContainsFunc(flags, func(f knowledge.Flag) bool { return len(f.Users) > 0 }) {
		return nil
	}
	direct := a.walker.Direct(node)
	slices.SortFunc(direct, a.graph.CompareAddress)
	sure := a.readers(node)
	users := a.using[:0]
	for _, id := range direct {
		resourceType := a.typeOf(id)
		if !slices.ContainsFunc(flags, func(f knowledge.Flag) bool { return f.UsedBy(resourceType) }) || slices.Contains(a.graph.Released(node), id) {
			continue
		}
		action, isNew := a.fate(id)
		updated := action == plan.ActionUpdate
		if stays := updated || action == plan.ActionNoOp || action == plan.ActionForget; isNew || !stays {
			continue
		}
		users = append(users, rules.User{
			Type: resourceType, Address: a.graph.Address(id), Updated: updated,
			Sure: sure[id] || updated && slices.ContainsFunc(a.live[id].Changed, func(changed plan.Attribute) bool { return changed.Unknown }),
		})
	}
	a.using = users
	return users
}

// goneFirst lists the instances that depend directly on a destroyed one and that are replaced
// because of it, destroy first.
func (a *analysis) goneFirst(c *plan.Change) []string {
	node, ok := a.isLive(c)
	if !ok || c.Action != plan.ActionReplace || !slices.ContainsFunc(a.table.Flags(c.Type), func(f knowledge.Flag) bool { return len(f.Users) > 0 }) {
		return nil
	}
	var gone []string
	for _, id := range a.walker.Direct(node) {
		other := a.live[id]
		if other == nil || other.Order != plan.DestroyBeforeCreate {
			continue
		}
		if by, _ := a.causesOf(other); !slices.Contains(by, c.Address) {
			continue
		}
		if t := a.table.Lookup(other.Type); !t.Routine && risk.LevelOf(t.Class.Replace) >= risk.LevelMedium {
			gone = append(gone, other.Address)
		}
	}
	slices.SortFunc(gone, address.Compare)
	return gone
}

// readers finds the managed instances that read an attribute of just this instance or hold
// its id, directly or through locals, outputs and the like.
func (a *analysis) readers(node graph.NodeID) map[graph.NodeID]bool {
	found, seen := map[graph.NodeID]bool{}, map[graph.NodeID]bool{node: true}
	for stack := []graph.NodeID{node}; len(stack) > 0; {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for e := range a.graph.Dependents(n) {
			reads := n != node || e.Attribute != "" || e.Source == graph.Inferred
			if !reads || !e.Exact || e.Creation || seen[e.Node] {
				continue
			}
			seen[e.Node] = true
			if a.graph.Kind(e.Node) == graph.Managed {
				found[e.Node] = true
			} else {
				stack = append(stack, e.Node)
			}
		}
	}
	return found
}
