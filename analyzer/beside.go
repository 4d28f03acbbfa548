package analyzer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
)

// beside returns what lists the other changes of the plan after which rules of the same
// firewall let something in; nil for a change that is no such rule.
func (a *analysis) beside(c *plan.Change) func() []rules.Beside {
	firewall := rules.FirewallOf(c.Type, c.Before)
	if firewall == "" {
		return nil
	}
	return func() []rules.Beside {
		if a.letting == nil {
			a.letting = lettingIn(a.plan.Changes)
		}
		var list []rules.Beside
		for _, other := range a.letting[firewall] {
			if other != c {
				list = append(list, rules.Beside{Change: other, Later: a.dependsOn(other, c)})
			}
		}
		return list
	}
}

// lettingIn gathers the changes that let something in by their firewall, in natural order.
func lettingIn(changes []*plan.Change) map[string][]*plan.Change {
	found := map[string][]*plan.Change{}
	for _, c := range changes {
		if firewall := rules.FirewallOf(c.Type, c.After); firewall != "" && rules.LetsIn(c) {
			found[firewall] = append(found[firewall], c)
		}
	}
	for _, list := range found {
		slices.SortFunc(list, func(x, y *plan.Change) int { return address.Compare(x.Address, y.Address) })
	}
	return found
}

// dependsOn reports whether the instance of one change depends directly on that of another.
func (a *analysis) dependsOn(c, other *plan.Change) bool {
	from, ok := a.isLive(c)
	to, alive := a.isLive(other)
	return ok && alive && slices.Contains(a.walker.Direct(to), from)
}

// standing returns what lists the other rules of a change's firewall that the plan shows, those
// that stay as well, and the firewall itself; nil for a change that is no such rule.
func (a *analysis) standing(c *plan.Change) func() []*plan.Change {
	firewall := cmp.Or(rules.FirewallOf(c.Type, c.After), rules.FirewallOf(c.Type, c.Before))
	if firewall == "" {
		return nil
	}
	return func() []*plan.Change {
		if a.walls == nil {
			a.walls = byFirewall(a.plan.Changes)
		}
		var list []*plan.Change
		for _, other := range a.walls[withoutProject(firewall)] {
			own := rules.FirewallOf(other.Type, other.After)
			apart := own != "" && own != firewall && own != withoutProject(own) && firewall != withoutProject(firewall)
			if other != c && !apart {
				list = append(list, other)
			}
		}
		return list
	}
}

// withoutProject leaves the project of Google out of the name of a firewall: of a new rule it
// is known only after apply.
func withoutProject(firewall string) string {
	if name, ok := strings.CutPrefix(firewall, "google "); ok {
		return "google " + name[strings.LastIndex(name, "/")+1:]
	}
	return firewall
}

// byFirewall gathers rules, and what they belong to, by their firewall, in natural order.
func byFirewall(changes []*plan.Change) map[string][]*plan.Change {
	found := map[string][]*plan.Change{}
	for _, c := range changes {
		if !c.Managed() || c.Deferred != "" || c.DeposedKey != "" {
			continue
		}
		names := []string{withoutProject(rules.FirewallOf(c.Type, c.After)), withoutProject(rules.FirewallOf(c.Type, c.Before))}
		for _, firewall := range slices.Compact(names) {
			if firewall != "" {
				found[firewall] = append(found[firewall], c)
			}
		}
	}
	for _, list := range found {
		slices.SortFunc(list, func(x, y *plan.Change) int { return address.Compare(x.Address, y.Address) })
	}
	return found
}
