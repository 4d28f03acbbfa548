package analyzer

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/impact"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// maxReferred bounds the instances that one argument counts for. Only what may mean all
// instances of a resource comes there, and is marked as a guess.
const maxReferred = 100

// acting is what one change acts on.
type acting struct {
	row *knowledge.ActsOn
	// targets are the existing instances that the change acts on directly, in natural
	// order, without those that the plan itself takes away: their own changes speak for
	// them.
	targets []graph.NodeID
	// guessed is true if the targets rest on more than the plan says for sure.
	guessed bool
	// behind is true if the changed instance itself lies downstream of a target.
	behind  bool
	lasting bool
	// count is of the targets and, if the effect travels, of all downstream of them,
	// without the changed instance; both is of the changed instance as well.
	count, both impact.Count
}

// actsThrough says of which attributes the graph has to remember what they hold.
func actsThrough(t *knowledge.Table) func(resourceType, argument string) bool {
	return func(resourceType, argument string) bool {
		row, ok := t.ActsOn(resourceType)
		return ok && (slices.Contains(row.Through, argument) || slices.Contains(row.Joins, argument))
	}
}

// disrupts reports whether a change takes effect on what it acts on: it takes the
// connection away, or is an update that cuts somebody off.
func (a *analysis) disrupts(c *plan.Change) bool {
	if outcome := a.dangerous[c]; outcome == rules.OutcomeOutage || outcome == rules.OutcomeAccessLoss {
		return true
	}
	return c.Disruptive() && c.DeposedKey == "" && c.Order != plan.CreateThenForget
}

// act finds and counts what changes act on, for all of them at once.
func (a *analysis) act(changes []*plan.Change) {
	if a.acting == nil {
		a.acting = map[*plan.Change]*acting{}
	}
	var list []*acting
	var sets [][]graph.NodeID
	for _, c := range changes {
		node, ok := a.isLive(c)
		if !ok || !a.disrupts(c) {
			continue
		}
		row, ok := a.table.ActsOn(c.Type)
		if !ok || a.otherEndGoes(node, row) {
			continue
		}
		t := a.actingOf(c, node, row)
		if len(t.targets) == 0 {
			continue
		}
		a.acting[c] = t
		list, sets = append(list, t), append(sets, t.targets)
		if !row.Travels {
			continue
		}
		if t.behind = a.liesBehind(node, t.targets); !t.behind {
			both := append(slices.Clone(t.targets), node)
			slices.Sort(both)
			list, sets = append(list, t), append(sets, slices.Compact(both))
		}
	}
	a.countActing(list, sets)
}

// countActing counts each set for its acting; of two sets for one, the second holds the
// changed instance as well.
func (a *analysis) countActing(list []*acting, sets [][]graph.NodeID) {
	counts := a.walker.Reaches(a.classes, sets)
	for i, t := range list {
		switch {
		case !t.row.Travels:
			t.count = impact.Count{Exact: true}
			for _, id := range t.targets {
				t.count.Add(a.classes[id], 1)
			}
		case i > 0 && list[i-1] == t:
			t.both = counts[i]
		default:
			t.count, t.both = counts[i], counts[i]
		}
	}
	for c, t := range a.acting {
		if node, ok := a.graph.Lookup(c.Address); ok && t.behind {
			t.count.Add(a.classes[node], -1)
		}
	}
}

// otherEndGoes reports whether the plan deletes one of the ends that a connection joins:
// then its loss adds nothing to that.
func (a *analysis) otherEndGoes(node graph.NodeID, row *knowledge.ActsOn) bool {
	return slices.ContainsFunc(row.Joins, func(argument string) bool {
		found, _ := a.referred(node, argument)
		return len(found) > 0 && !slices.ContainsFunc(found, func(id graph.NodeID) bool {
			c := a.live[id]
			return c == nil || c.Action != plan.ActionDelete
		})
	})
}

// actingOf finds the targets of a change.
func (a *analysis) actingOf(c *plan.Change, node graph.NodeID, row *knowledge.ActsOn) *acting {
	t := &acting{row: row, lasting: true}
	for _, argument := range row.Through {
		found, guessed := a.referred(node, argument)
		t.targets, t.guessed = append(t.targets, found...), t.guessed || guessed
	}
	if len(t.targets) == 0 && len(row.Onward) > 0 { // no argument is named after what leads on
		t.targets = a.stated(node, func(resourceType string) bool { return slices.Contains(row.Onward, resourceType) })
		t.guessed = len(t.targets) > 0
	}
	t.targets = append(t.targets, a.carried(node, row)...)
	if beside := a.inRegion(c, row, t.targets); len(beside) > 0 {
		t.targets, t.guessed = append(t.targets, beside...), true
	}
	if len(t.targets) == 0 && !row.Travels { // the state says what it is connected with
		t.targets, t.guessed = a.stated(node, func(string) bool { return true }), true
	}
	t.targets = a.staying(node, row, a.onward(node, row, t.targets))
	if a.replaced(c, node, t) {
		t.lasting = false
	}
	if c.Action == plan.ActionReplace && !leavesTarget(c, row) {
		t.lasting = false
		if c.Order == plan.CreateBeforeDestroy {
			t.targets = nil // it never goes missing
		}
	}
	return t
}

// replaced reports whether the plan puts another object in the place of a deleted one: on
// all that it acts on, it creates one of a type of which there is at most one to an object,
// or one that joins the same ends, or the same object under another address.
func (a *analysis) replaced(c *plan.Change, node graph.NodeID, t *acting) bool {
	if c.Action != plan.ActionDelete || len(t.targets) == 0 {
		return false
	}
	if pair, ok := a.renames[c.Address]; ok && pair.Certain {
		return true
	}
	if !t.row.Single && len(t.row.Joins) == 0 {
		return false
	}
	made := a.madeOn(c.Type, t.row)
	return !slices.ContainsFunc(t.targets, func(id graph.NodeID) bool {
		return !slices.ContainsFunc(made[id], func(other graph.NodeID) bool { return t.row.Single || a.joinsSame(node, other, t.row) })
	})
}

// madeOn finds the instances of a type that the plan creates by what they act on.
func (a *analysis) madeOn(resourceType string, row *knowledge.ActsOn) map[graph.NodeID][]graph.NodeID {
	if made, known := a.made[resourceType]; known {
		return made
	}
	made := map[graph.NodeID][]graph.NodeID{}
	for _, c := range a.plan.Changes {
		node, ok := a.isLive(c)
		if !ok || c.Type != resourceType || c.Action != plan.ActionCreate {
			continue
		}
		for _, argument := range row.Through {
			found, _ := a.referred(node, argument)
			for _, id := range found {
				made[id] = append(made[id], node)
			}
		}
	}
	if a.made == nil {
		a.made = map[string]map[graph.NodeID][]graph.NodeID{}
	}
	a.made[resourceType] = made
	return made
}

// joinsSame reports whether two connections have the same ends.
func (a *analysis) joinsSame(one, other graph.NodeID, row *knowledge.ActsOn) bool {
	joined := false
	for _, argument := range row.Joins {
		x, _ := a.referred(one, argument)
		y, _ := a.referred(other, argument)
		slices.Sort(x)
		slices.Sort(y)
		if !slices.Equal(slices.Compact(x), slices.Compact(y)) {
			return false
		}
		joined = joined || len(x) > 0
	}
	return joined
}

// leavesTarget reports whether the plan puts another known value where a change refers to
// what it acts on.
func leavesTarget(c *plan.Change, row *knowledge.ActsOn) bool {
	return slices.ContainsFunc(c.Changed, func(changed plan.Attribute) bool {
		return !changed.Unknown && slices.ContainsFunc(topNames([]string{changed.Path}), func(name string) bool { return slices.Contains(row.Through, name) })
	})
}

// onward adds to targets what the types that lead on from them act on, such as the
// subnets that are associated with a route table, or those of an access list itself.
func (a *analysis) onward(node graph.NodeID, row *knowledge.ActsOn, targets []graph.NodeID) []graph.NodeID {
	if len(row.Onward) == 0 {
		return targets
	}
	reached := slices.Clone(targets)
	for _, id := range targets {
		further, known := a.further[id]
		if !known {
			for _, dependent := range append([]graph.NodeID{id}, a.walker.Direct(id)...) {
				if !slices.Contains(row.Onward, a.typeOf(dependent)) || !a.classes[dependent].Exists() {
					continue
				}
				link, ok := a.table.ActsOn(a.typeOf(dependent))
				if !ok {
					continue
				}
				for _, argument := range link.Through {
					found, _ := a.referred(dependent, argument)
					further = append(further, found...)
				}
			}
			if a.further == nil {
				a.further = map[graph.NodeID][]graph.NodeID{}
			}
			a.further[id] = further
		}
		reached = append(reached, further...)
	}
	return slices.DeleteFunc(reached, func(id graph.NodeID) bool { return id == node })
}

// staying sorts targets and leaves out what the plan takes away and what the effect spares.
func (a *analysis) staying(node graph.NodeID, row *knowledge.ActsOn, targets []graph.NodeID) []graph.NodeID {
	slices.Sort(targets)
	return slices.DeleteFunc(slices.Compact(targets), func(id graph.NodeID) bool {
		c := a.live[id]
		return id == node || !a.classes[id].Exists() || c != nil && c.Disruptive() ||
			len(row.Spares) > 0 && slices.Contains(row.Spares, a.typeOf(id))
	})
}

// referred lists the managed instances to which an argument refers: those whose ids or
// names it holds before the change, and others by its references. Where it holds an id
// of a type, references to other instances of that type are more than it means. Where
// there is neither, what its name fits among what the state says of the instance.
func (a *analysis) referred(node graph.NodeID, argument string) (found []graph.NodeID, guessed bool) {
	found = slices.Clone(a.graph.Held(node, argument))
	held := map[string]bool{}
	fitting := len(found) > 0
	for _, id := range found {
		kind := a.typeOf(id)
		held[kind], fitting = true, fitting && fits(argument, kind)
	}
	if fitting {
		return found, false
	}
	reads, anything := a.graph.Referred(node, argument, maxReferred)
	added := 0
	for _, id := range reads {
		if !held[a.typeOf(id)] {
			found = append(found, id)
			added++
		}
	}
	if len(found) > 0 || anything {
		return found, added > 1
	}
	found = a.stated(node, func(resourceType string) bool { return fits(argument, resourceType) })
	return found, len(found) > 0
}

// stated lists managed instances of some types on which an instance depends directly.
func (a *analysis) stated(node graph.NodeID, of func(resourceType string) bool) []graph.NodeID {
	var found []graph.NodeID
	for _, id := range a.graph.DirectDependencies(node, maxReferred) {
		if of(a.typeOf(id)) {
			found = append(found, id)
		}
	}
	return found
}

// typeOf is the resource type of an instance.
func (a *analysis) typeOf(id graph.NodeID) string {
	if c := a.live[id]; c != nil {
		return c.Type
	}
	inst, err := address.ParseInstance(a.graph.Address(id))
	if err != nil {
		return ""
	}
	return inst.Type
}

// fits reports whether an argument such as subnet_id is named after a type.
func fits(argument, resourceType string) bool {
	for _, suffix := range [...]string{"_ids", "_id", "_arns", "_arn", "_names", "_name"} {
		if name, ok := strings.CutSuffix(argument, suffix); ok {
			argument = name
			break
		}
	}
	return strings.HasSuffix(resourceType, "_"+argument)
}

// liesBehind reports whether an instance lies downstream of one of the targets.
func (a *analysis) liesBehind(node graph.NodeID, targets []graph.NodeID) bool {
	if slices.ContainsFunc(targets, func(id graph.NodeID) bool { return a.graph.DependsDirectly(node, id) }) {
		return true
	}
	return slices.Contains(a.walker.Union(targets), node)
}
