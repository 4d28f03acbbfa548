package analyzer

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
)

// twins finds for each deleted instance the one that the plan creates with the same unique
// name, or where there can be one of them: Terraform makes neither wait for the other.
func (a *analysis) twins() map[*plan.Change]string {
	created := map[string]string{}
	for _, c := range a.plan.Changes {
		if c.Action == plan.ActionCreate && c.Managed() && c.Deferred == "" && !c.Imported {
			for _, place := range a.places(c, c.After) {
				created[place] = c.Address
			}
		}
	}
	if len(created) == 0 {
		return nil
	}
	found := map[*plan.Change]string{}
	for _, c := range a.plan.Changes {
		if c.Action != plan.ActionDelete || c.DeposedKey != "" {
			continue
		}
		for _, place := range a.places(c, c.Before) {
			if address := created[place]; address != "" {
				found[c] = address
				break
			}
		}
	}
	return found
}

// places lists what one instance of a type can have at a time, as keys.
func (a *analysis) places(c *plan.Change, o plan.Object) []string {
	t := a.table.Lookup(c.Type)
	if !t.Known || t.Routine || rules.Stays(c, t) {
		return nil
	}
	var keys []string
	key := func(attributes, within []string) {
		parts := []string{c.Type, c.ProviderName}
		for _, name := range attributes {
			v, _ := o.Get(name)
			if _, masked := v.(plan.Masked); masked || plan.Empty(v) {
				return
			}
			parts = append(parts, name, plan.Text(v))
		}
		for _, name := range within {
			if v, _ := o.Get(name); !plan.Empty(v) {
				parts = append(parts, name, plan.Text(v))
			}
		}
		keys = append(keys, strings.Join(parts, "\x00"))
	}
	for _, name := range a.table.UniqueNames(c.Type) {
		key([]string{name.Attribute}, name.Within)
	}
	for _, row := range a.table.CreateFirst(c.Type) {
		if row.Refused != "" && row.Outcome == rules.OutcomeStuck && len(row.WhileSame) > 0 && !slices.Contains(row.WhileSame, "") {
			key(row.WhileSame, nil)
		}
	}
	return keys
}
