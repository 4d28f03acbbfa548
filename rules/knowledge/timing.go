package knowledge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// The moments at which a change takes effect.
const (
	// AtApply is as soon as the change is applied.
	AtApply = "at-apply"
	// NextDeploy is when whatever uses the object is deployed or started again.
	NextDeploy = "next-deploy"
	// NextMaintenance is in the next maintenance window of a service.
	NextMaintenance = "next-maintenance"
	// AfterDays is when a period has run out that the change sets or starts.
	AfterDays = "after-days"
	// CachesExpire is when copies that others hold are too old.
	CachesExpire = "caches-expire"
)

// Timing says that changes of a type take effect later than at apply.
type Timing struct {
	Type string
	// When is one of NextDeploy, AfterDays and CachesExpire.
	When string
	// Actions lists the actions that it holds for, in the words of plan.Action.
	Actions []string
	// TakenBy lists the types of what takes the change up as soon as it is changed itself; with
	// a path, only where something is set there.
	TakenBy []Holder
}

// TakenBy returns what takes changes of a type up once it is changed itself. It is shared:
// read only.
func (t *Table) TakenBy(resourceType string) []Holder {
	i, found := slices.BinarySearchFunc(t.timings, resourceType, func(c Timing, name string) int { return cmp.Compare(c.Type, name) })
	if !found {
		return nil
	}
	return t.timings[i].TakenBy
}

// When returns when an action on an instance of a type takes effect.
func (t *Table) When(resourceType, action string) string {
	i, found := slices.BinarySearchFunc(t.timings, resourceType, func(c Timing, name string) int { return cmp.Compare(c.Type, name) })
	if !found || !slices.Contains(t.timings[i].Actions, action) {
		return AtApply
	}
	return t.timings[i].When
}

func (b *builder) addTiming(block *hclsyntax.Block) {
	from := newBody(block)
	types := append([]string{block.Labels[0]}, from.texts("aliases")...)
	when, actions := from.required("when"), from.texts("actions")
	var takenBy []Holder
	for _, text := range from.texts("taken_by") {
		name, path, _ := strings.Cut(text, ".")
		takenBy = append(takenBy, Holder{name, path})
	}
	b.errs = append(b.errs, from.finish()...)
	if !slices.Contains([]string{NextDeploy, AfterDays, CachesExpire}, when) {
		b.failf(from.at, "when = %q: want %s, %s or %s", when, NextDeploy, AfterDays, CachesExpire)
	}
	for _, a := range actions {
		if !slices.Contains([]string{"create", "update", "replace", "delete"}, a) {
			b.failf(from.at, "action %q: want create, update, replace or delete", a)
		}
	}
	if len(actions) == 0 {
		b.failf(from.at, "actions is missing or empty")
	}
	for _, name := range types {
		if slices.ContainsFunc(b.table.timings, func(o Timing) bool { return o.Type == name }) {
			b.failf(from.at, "timing %q stands twice", name)
		}
		b.table.timings = append(b.table.timings, Timing{Type: name, When: when, Actions: actions, TakenBy: takenBy})
	}
}
