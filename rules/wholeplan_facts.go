package rules

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// The IDs of the rules for the plan as a whole that look at several changes together.
const (
	idDestroyMode    = "destroy-mode"
	idWholeContainer = "whole-container"
	idWholeModule    = "whole-module"
	idMassReplace    = "mass-replace"
	idOneCause       = "one-cause"
	idDisarmedStep   = "disarmed-and-destroyed"
	idUnchangedBelow = "unchanged-downstream"
	idHiddenReplace  = "hidden-replace"
	idLostState      = "lost-state"
	idEmptyState     = "empty-state"
	idTargetedPlan   = "targeted-plan"
	idDriftReverted  = "drift-reverted"
	idStalePlan      = "stale-plan"
	idReviewSize     = "review-size"
	idProbableRename = "probable-rename"
	idIndexShift     = "index-shift"
)

// weightyPoints is the base of a delete from which on a class weighs something: it leaves
// out observability and what only connects others.
const weightyPoints = 35

// Downstream counts the existing managed instances downstream of a change.
type Downstream struct {
	// Unchanged counts those that depend firmly on it and that the plan leaves as they
	// are, Changing and Leaving those that the plan changes or takes away too.
	Unchanged, Changing, Leaving int
	// UpperBound is true if there may be fewer.
	UpperBound bool
}

// ModuleLoss is a module instance of which the plan deletes or replaces instances.
type ModuleLoss struct {
	// Module is its address.
	Module string
	// Existing counts the managed instances in it and below it before apply; Gone is
	// those that are deleted or replaced.
	Existing int
	Gone     []*plan.Change
}

// Cause is a change at the root of others.
type Cause struct {
	// Address is the cause.
	Address string
	// Changes are the changes of existing instances that it causes, directly or not.
	Changes []*plan.Change
}

// count is Count, and nothing where there is none.
func (p *PlanPass) count(c *plan.Change) Downstream {
	if p.Count == nil {
		return Downstream{}
	}
	return p.Count(c)
}

// caused holds the changes that another one causes.
func (p *PlanPass) caused() map[*plan.Change]bool {
	caused := map[*plan.Change]bool{}
	for _, cause := range p.Causes {
		for _, c := range cause.Changes {
			caused[c] = true
		}
	}
	return caused
}

// lookup is what is known about a change's type.
func (p *PlanPass) lookup(c *plan.Change) knowledge.Type {
	if p.Table == nil {
		return knowledge.Type{}
	}
	return p.Table.Lookup(c.Type)
}

// everyday counts the instances among Disruptive that everyday changes replace.
func (p *PlanPass) everyday() int {
	n := 0
	for _, c := range p.Gone {
		if p.lookup(c).Routine {
			n++
		}
	}
	return n
}

// weighty reports whether the loss of an instance is more than a matter of routine.
func (p *PlanPass) weighty(c *plan.Change) bool {
	t := p.lookup(c)
	return !t.Routine && t.Class.Delete >= weightyPoints
}

// harmlessUpdate reports whether a change only touches labels, descriptions and the like.
func (p *PlanPass) harmlessUpdate(c *plan.Change) bool {
	if c.Action != plan.ActionUpdate || p.Table == nil || len(c.Changed) == 0 {
		return false
	}
	return !slices.ContainsFunc(c.Changed, func(a plan.Attribute) bool { return !p.Table.HarmlessOn(c.Type, a.Path) })
}

// addressList lists the addresses of changes in their order.
func addressList(changes []*plan.Change) []string {
	list := make([]string, 0, len(changes))
	for _, c := range changes {
		list = append(list, c.Address)
	}
	return list
}

// deferring reports whether the plan puts changes off.
func deferring(p *plan.Plan) bool {
	return slices.ContainsFunc(p.Changes, func(c *plan.Change) bool { return c.Deferred != "" }) ||
		slices.ContainsFunc(p.Invocations, func(i *plan.Invocation) bool { return i.Deferred })
}
