package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// A module that loses all of at least moduleLeast instances goes as a whole.
	moduleLeast = 5
	// A container or network goes with its content if at least contentLeast instances in
	// it go too.
	contentLeast = 3
	// massLeast instances with one cause are many.
	massLeast = 5
)

var destroyMode = Rule{
	ID: idDestroyMode, Title: "Everything goes",
	Looks: "Plans that delete all existing instances, two or more, and create or keep nothing, as terraform destroy makes them.",
	Why:   "In the wrong workspace, account or state it takes production along, and no single line of it looks odd.",

	Example: "Plan: 0 to add, 0 to change, 41 to destroy, from `terraform destroy` in a folder whose workspace is still prod.",
	Fix:     "Check workspace, backend and account. Take data stores out of the state, or protect them, before a teardown.",
	References: []string{
		"https://developer.hashicorp.com/terraform/cli/commands/destroy",
		"https://aishippinglabs.com/blog/how-i-dropped-our-production-database-and-now-pay-10-more-for-aws",
	},

	Plan: func(pass *PlanPass) []risk.Finding {
		all := len(pass.Gone)
		if all < 2 || all != pass.Existing || slices.ContainsFunc(pass.Plan.Changes, keeps) {
			return nil
		}
		score := 15
		for _, c := range pass.Gone {
			t := pass.lookup(c)
			switch {
			case pass.weighty(c) && (t.Class.Holds == knowledge.HoldsData || t.Class.Holds == knowledge.HoldsKeys):
				score = 70
			case pass.weighty(c):
				score = max(score, 40)
			}
		}
		return finding(idDestroyMode, score, addressList(pass.Gone), "The plan deletes all %d existing instances and keeps nothing.", all)
	},
}

// keeps reports whether something managed is there after a change.
func keeps(c *plan.Change) bool {
	return c.Managed() && c.DeposedKey == "" && c.Action != plan.ActionDelete
}

var wholeContainer = Rule{
	ID: idWholeContainer, Title: "A container goes with what is in it",
	Looks: "Deletes and replaces of a resource group, project, namespace, account or network of which at least three instances go too.",
	Why:   "What the container holds outside of this state goes with it or keeps the apply from finishing, and the plan shows neither.",

	Example: "azurerm_resource_group.shop is replaced because of its location, and with it everything in it.",
	Fix:     "Look at what the container really holds before applying. Move what stays to another container first.",
	References: []string{
		"https://github.com/Azure/terraform-azurerm-network-security-group/issues/26",
		"https://threadreaderapp.com/scrolly/1302599857421668352",
	},

	Plan: func(pass *PlanPass) []risk.Finding {
		if len(pass.Gone) == pass.Existing {
			return nil // destroy-mode and environment-wipe say it
		}
		var found []*plan.Change
		most, worst := 0, ""
		for _, c := range pass.Gone {
			if !isContainer(c, pass.lookup(c)) {
				continue
			}
			below := pass.count(c)
			going := below.Leaving + below.Changing
			if going < contentLeast {
				continue
			}
			found = append(found, c)
			if going > most {
				most, worst = going, c.Address
			}
		}
		if len(found) == 0 {
			return nil
		}
		return finding(idWholeContainer, 65, addressList(found),
			"%s with what is in it: %s that depend on it are deleted or changed too.", goes(worst, len(found)), quantity(most, "instance"))
	},
}

// goes names the first of several that go.
func goes(first string, n int) string {
	if n == 1 {
		return first + " goes"
	}
	return fmt.Sprintf("%s goes, and %d more do,", first, n-1)
}

// isContainer reports whether others live within an instance: in a container, or in a
// network as a whole.
func isContainer(c *plan.Change, t knowledge.Type) bool {
	if t.Class.Network {
		return slices.ContainsFunc([]string{"_vpc", "_compute_network", "_virtual_network"}, func(ending string) bool {
			return strings.HasSuffix(c.Type, ending)
		})
	}
	return t.Class.Container
}

var wholeModule = Rule{
	ID: idWholeModule, Title: "A module goes as a whole",
	Looks: "Modules of which every existing instance, five or more, is deleted or replaced, while others stay.",
	Why:   "A renamed module, a lost key of a for_each or a wrong condition looks like this, beside a removal that was meant.",

	Example: "Renaming `module \"db\"` to `module \"database\"` deletes everything in module.db and creates it anew.",
	Fix:     "If the module was renamed, write a moved block from the old to the new name. If it is meant to go, back up what it holds.",
	References: []string{
		"https://developer.hashicorp.com/terraform/language/modules/develop/refactoring",
		"https://github.com/hashicorp/terraform/issues/9397",
	},

	Plan: func(pass *PlanPass) []risk.Finding {
		var found []ModuleLoss
		var gone []*plan.Change
		within := ""
		for _, m := range pass.Modules {
			whole := len(m.Gone) == m.Existing && m.Existing >= moduleLeast && m.Existing < pass.Existing
			if whole && (within == "" || !strings.HasPrefix(m.Module, within+".")) && len(pass.Gone) < pass.Existing {
				within = m.Module
				found, gone = append(found, m), append(gone, m.Gone...)
			}
		}
		if len(found) == 0 {
			return nil
		}
		score := 15
		if slices.ContainsFunc(gone, pass.weighty) {
			score = 40
		}
		return finding(idWholeModule, score, addressList(gone),
			"%s as a whole: all %s in there are deleted or replaced.", goes(found[0].Module, len(found)), quantity(len(gone), "instance"))
	},
}

var massReplace = Rule{
	ID: idMassReplace, Title: "Many are replaced for the same attribute",
	Looks: "Five or more instances of one type that the same attribute forces to be replaced, where no other change is the cause.",
	Why:   "A newer image or provider replaces them all in one apply, with nothing left to carry the traffic.",

	Example: "data.aws_ami.ubuntu finds a newer image, and all aws_instance.worker are replaced because of ami.",
	Fix:     "Pin the image or the provider's version, or replace the instances in steps.",
	References: []string{
		"https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle",
		"https://github.com/hashicorp/terraform/issues/16078",
	},

	Plan: func(pass *PlanPass) []risk.Finding {
		type cause struct{ kind, attribute string }
		caused := pass.caused()
		replaced := map[cause][]*plan.Change{}
		var causes []cause
		for _, c := range pass.Gone {
			if c.Action != plan.ActionReplace || pass.lookup(c).Routine || caused[c] {
				continue
			}
			var names []string
			for _, path := range c.ReplacePaths {
				if name := plan.TopName(path); !slices.Contains(names, name) {
					names = append(names, name)
				}
			}
			for _, name := range names {
				at := cause{c.Type, name}
				if replaced[at] == nil {
					causes = append(causes, at)
				}
				replaced[at] = append(replaced[at], c)
			}
		}
		var findings []risk.Finding
		var told []string
		for _, at := range causes {
			list := replaced[at]
			if len(list) < massLeast || slices.Contains(told, at.kind) {
				continue
			}
			told = append(told, at.kind)
			score := 15
			if slices.ContainsFunc(list, pass.weighty) {
				score = 45
			}
			findings = append(findings, finding(idMassReplace, score, addressList(list),
				"%d instances of %s are replaced because of the same attribute, %s.", len(list), shown(at.kind), at.attribute)...)
		}
		return findings
	},
}

var oneCause = Rule{
	ID: idOneCause, Title: "One change takes many others along",
	Looks: "Changes that cause the delete or replace of five or more other instances.",
	Why:   "The line that decides about all of them is a single one, and it may be the least conspicuous.",

	Example: "A new id of a replaced aws_vpc forces the replacement of every subnet and security group in it.",
	Fix:     "Look at the cause first: without it the others stay. Where unknown values force it, apply the cause alone to see which really change.",
	References: []string{
		"https://github.com/hashicorp/terraform/issues/26383",
		"https://github.com/terraform-aws-modules/terraform-aws-vpc/issues/106",
	},

	Plan: func(pass *PlanPass) []risk.Finding {
		var roots []string
		caused := map[*plan.Change]bool{}
		for _, cause := range pass.Causes {
			var disruptive []*plan.Change
			for _, c := range cause.Changes {
				if c.Disruptive() && pass.weighty(c) {
					disruptive = append(disruptive, c)
				}
			}
			if len(disruptive) < massLeast {
				continue
			}
			roots = append(roots, cause.Address)
			for _, c := range disruptive {
				caused[c] = true
			}
		}
		switch len(roots) {
		case 0:
			return nil
		case 1:
			return finding(idOneCause, 40, roots, "%s is the cause of %d other deletes and replaces.", roots[0], len(caused))
		}
		return finding(idOneCause, 40, roots, "%d changes are the cause of %d other deletes and replaces.", len(roots), len(caused))
	},
}
