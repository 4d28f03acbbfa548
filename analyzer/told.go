package analyzer

import "github.com/tfblast/tfblast/analyzer/plan"

// toldBy returns, for a change, what reports whether the plan gives another object the same
// masked value, which the other one did not hold before. The values are gathered once, when
// somebody asks.
func toldBy(changes []*plan.Change) func(c *plan.Change) func(plan.Value) bool {
	var holders map[plan.Masked][]*plan.Change
	gather := func() {
		holders = map[plan.Masked][]*plan.Change{}
		for _, c := range changes {
			if c.Action != plan.ActionCreate && c.Action != plan.ActionUpdate && c.Action != plan.ActionReplace {
				continue
			}
			before := maskedIn(c.Before)
			for v := range maskedIn(c.After) {
				if !before[v] {
					holders[v] = append(holders[v], c)
				}
			}
		}
	}
	return func(c *plan.Change) func(plan.Value) bool {
		return func(v plan.Value) bool {
			masked, ok := v.(plan.Masked)
			if !ok {
				return false
			}
			if holders == nil {
				gather()
			}
			for _, holder := range holders[masked] {
				if holder != c {
					return true
				}
			}
			return false
		}
	}
}

// maskedIn lists the masked values of one side of a change.
func maskedIn(o plan.Object) map[plan.Masked]bool {
	found := map[plan.Masked]bool{}
	o.Walk(func(_ string, v plan.Value) {
		if masked, ok := v.(plan.Masked); ok {
			found[masked] = true
		}
	})
	return found
}
