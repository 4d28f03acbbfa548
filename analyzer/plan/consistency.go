package plan

import (
	"errors"
	"fmt"
	"slices"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

// checkConsistency looks for what no Terraform writes: changes that contradict
// themselves or the state, two entries for one object, instances without an entry. Such
// a plan was edited or cut down, and its word is not taken where that would make it look
// safer than it is.
func (b *builder) checkConsistency() {
	listed := make(map[string]bool, len(b.plan.Changes)+len(b.plan.Unchanged)) // the live objects
	seen := map[[2]string]bool{}                                               // the deposed ones
	repeated := ""
	note := func(known bool, address string) {
		if known && repeated == "" {
			repeated = address
		}
	}
	for _, c := range b.plan.Changes {
		b.checkDeposed(c)
		if what := contradiction(c); what != "" {
			b.warn(diagnostic.Warnf("%s: the plan contradicts itself: %s", c.Address, what).
				WithDetail("Terraform writes no such entry. The action %q is not believed and counts as disruptive.", c.Action))
			c.Doubt = what
			b.plan.Unread = true
		}
		if key := [2]string{c.Address, c.DeposedKey}; c.DeposedKey != "" {
			note(seen[key], c.Address)
			seen[key] = true
			continue
		}
		note(listed[c.Address], c.Address)
		listed[c.Address] = true
	}
	for _, u := range b.plan.Unchanged {
		note(listed[u.Address], u.Address)
		listed[u.Address] = true
	}
	if repeated != "" {
		b.plan.Unread = true
		b.warn(diagnostic.Warnf("the plan has more than one entry for the same object, such as %s", repeated).
			WithDetail("Terraform writes one. All are shown, and the most disruptive one counts."))
	}
	b.checkUnlisted(listed)
}

// contradiction says in what a change can't be true, empty if in nothing.
func contradiction(c *Change) string {
	managed := c.Instance.Mode == address.Managed && c.Instance.Type != ""
	switch {
	case managed && c.Mode == tfjson.DataResourceMode:
		return "its mode is data and its address that of a managed resource"
	case c.Instance.Type != "" && c.Type != c.Instance.Type:
		return fmt.Sprintf("its type is %s and its address says %s", c.Type, c.Instance.Type)
	case c.Instance.Name != "" && c.Name != c.Instance.Name:
		return fmt.Sprintf("its name is %s and its address says %s", c.Name, c.Instance.Name)
	}
	before, after := len(c.Before) > 0, len(c.After) > 0
	switch c.Action {
	case ActionNoOp:
		switch {
		case len(c.ReplacePaths) > 0:
			return "no-op with paths that force a replacement"
		case before && !after && len(c.Changed) == 0:
			return "no-op, and no object is left after it"
		case len(c.Changed) > 0:
			return "no-op, and " + c.Changed[0].Path + " changes"
		}
	case ActionCreate:
		if before {
			return "create of what exists before"
		}
	case ActionUpdate:
		switch {
		case len(c.ReplacePaths) > 0:
			return "update in place with paths that force a replacement"
		case before && !after && len(c.Changed) == 0:
			return "update, and no object is left after it"
		}
	case ActionRead:
		if managed {
			return "read of a managed resource"
		}
	case ActionDelete, ActionReplace, ActionForget, unnamed:
	}
	return ""
}

// checkDeposed believes an entry to be about a deposed object only if the prior state
// has that object; else it may be about the live one.
func (b *builder) checkDeposed(c *Change) {
	if c.DeposedKey == "" || !b.plan.HasPrior || b.deposed[[2]string{c.Address, c.DeposedKey}] {
		return
	}
	b.warn(diagnostic.Warnf("%s: the prior state has no deposed object %s; the change counts as one of the live object", c.Address, c.DeposedKey))
	c.DeposedKey = ""
}

var errUnlisted = errors.New("the plan's list of changes was cut down")

// checkUnlisted looks for instances without an entry. Terraform lists each planned one,
// and each of the prior state unless -target left it out.
func (b *builder) checkUnlisted(listed map[string]bool) {
	p := b.plan
	for _, c := range p.Changes {
		listed[c.Address] = true
		if c.Moved() {
			listed[c.PreviousAddress] = true
		}
	}
	var missing []string
	for _, a := range p.Planned {
		if !listed[a] {
			missing = append(missing, a)
		}
	}
	if p.HasChanges && !p.Errored && (p.Complete == nil || *p.Complete) {
		for _, s := range p.Prior {
			if ManagedMode(s.Mode) && !listed[s.Address] {
				missing = append(missing, s.Address)
			}
		}
	}
	if len(missing) > 0 {
		slices.SortFunc(missing, address.Compare)
		missing = slices.Compact(missing)
		p.Unread = true
		b.warn(diagnostic.Warnf("%v: %d existing or planned instance(s) such as %s have no entry", errUnlisted, len(missing), missing[0]).
			WithDetail("Plans of Terraform before 1.8 made with -target look so; else changes are missing in this report. " +
				"Export the whole plan with terraform show -json tfplan."))
	}
	if !p.HasChanges && !p.Errored && len(p.Prior) > 0 {
		p.Unread = true
		b.warn(diagnostic.Warnf("the plan lists no resource changes and plans no resources, though its state has %d", len(p.Prior)).
			WithDetail("A plan made with -refresh-only looks so. So does one whose resource_changes were taken out: which it is can't be told."))
	}
}
