package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// The IDs of the rules whose facts are the flags of the knowledge tables.
const (
	idAuthoritative = "authoritative"
	idInUse         = "in-use"
	idPipelineNeeds = "pipeline-needs"
)

// inUseFloor is the least score of a delete that the service is going to refuse: the apply
// stops half-way, and what was to be deleted stays. To a higher one it adds inUsePoints.
// Where replaces destroy others before that, they don't come back until somebody has cleared
// the way: goneFirstPoints more.
const inUseFloor, inUsePoints, goneFirstPoints = 62, 2, 6

// User is an existing instance that depends directly on a changed one and stays.
type User struct {
	Type, Address string
	// Updated is true if the plan changes it in place, false if it leaves it as it is.
	Updated bool
	// Sure is true if it uses just this instance; without it may be another one of the
	// same resource.
	Sure bool
}

var authoritative = Rule{
	ID: idAuthoritative, Title: "It owns a whole list, also what no state holds",
	Looks: "Deletes, replaces and creates of types that own a list as a whole: the IAM policy of a project, all attachments of a policy, the rules of a default security group.",
	Why:   "A delete takes away what others put on the list by hand or from another state, a create throws it out, and the plan shows neither.",

	Example:    "google_project_iam_policy.prod is deleted: nobody has a role on the project any more, neither services nor those who would repair it.",
	Fix:        "Use the type for a single member or attachment. Before a create, list what is there and import it; before a delete, take it out of the state with a removed block.",
	References: []string{"https://github.com/hashicorp/terraform-provider-aws/issues/133", "https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_iam"},

	Impact: checkAuthoritative,
}

func checkAuthoritative(pass *ImpactPass) []risk.Factor {
	f, least := authority(&pass.ChangePass)
	if f == nil || pass.Sum >= least {
		return nil
	}
	return []risk.Factor{{Rule: idAuthoritative, Points: least - pass.Sum, Why: f.Why}}
}

// authority finds the flag by which a change may take away what no state holds, and what the
// change scores at least; nil if there is none.
func authority(pass *ChangePass) (worst *knowledge.Flag, least int) {
	c := pass.Change
	creates := c.Action == plan.ActionCreate && c.Managed() && c.Deferred == "" && c.Doubt == "" && !c.Imported
	if !destroys(c) && !creates {
		return nil, 0
	}
	flags := pass.Table.Flags(c.Type)
	for i := range flags {
		f, score, values := &flags[i], flags[i].Delete, c.Before
		if creates {
			score, values = f.Create, c.After
		}
		if f.Kind != knowledge.FlagAuthoritative || score <= least || creates && (pass.OwnerIsNew || len(c.Before) > 0) || !holdAll(f.With, values) {
			continue
		}
		worst, least = f, score
	}
	return worst, least
}

// holdAll reports whether all settings hold in the values of one side.
func holdAll(settings []knowledge.Setting, values plan.Object) bool {
	return !slices.ContainsFunc(settings, func(s knowledge.Setting) bool { return !set(valuesAt(values, s.Path), s.Value) })
}

var inUse = Rule{
	ID: idInUse, Title: "The delete is refused while something uses it",
	Looks: "Deletes, and replaces that destroy first, of what an instance that stays is still using: the security group of a server, the certificate of a listener.",
	Why:   "The service refuses the delete, so the apply stops half-way, often only after minutes of trying.",

	Example:    "The target group of a listener is replaced, destroy first; the listener is only updated after that.",
	Fix:        "Set create_before_destroy with a name_prefix, or take it out of use in a change before.",
	References: []string{"https://github.com/hashicorp/terraform-provider-aws/issues/27476", "https://github.com/hashicorp/terraform-provider-aws/issues/2445"},

	Impact: checkInUse,
}

func checkInUse(pass *ImpactPass) []risk.Factor {
	c := pass.Change
	if !destroys(c) || c.Order == plan.CreateBeforeDestroy {
		return nil
	}
	for _, f := range pass.Table.Flags(c.Type) {
		if f.Kind != knowledge.FlagRefused || !holdAll(f.With, c.Before) {
			continue
		}
		users := pass.users(&f, func(u User) bool { return u.Sure && (!u.Updated || c.Action == plan.ActionReplace) })
		if len(users) > 0 {
			points, why := max(inUseFloor-pass.Sum, inUsePoints), f.Why+": "+some(users)
			if len(pass.GoneFirst) > 0 {
				points, why = points+goneFirstPoints, why+"; "+some(pass.GoneFirst)+isAre(len(pass.GoneFirst))+" destroyed before that and made anew only after it"
			}
			return []risk.Factor{{Rule: idInUse, Points: points, Why: why}}
		}
	}
	return nil
}

// users names the users of a flag's types that fit.
func (pass *ImpactPass) users(f *knowledge.Flag, fit func(User) bool) []string {
	var names []string
	for _, u := range pass.Users {
		if f.UsedBy(u.Type) && fit(u) {
			names = append(names, u.Address)
		}
	}
	return names
}

// refusedUnlessEmpty reports whether the service refuses to delete an object that holds
// anything, of a type that seldom holds nothing.
func refusedUnlessEmpty(pass *ChangePass) bool {
	return destroys(pass.Change) && slices.ContainsFunc(pass.Table.Flags(pass.Change.Type), func(f knowledge.Flag) bool {
		return f.Kind == knowledge.FlagRefused && len(f.Users) == 0 && holdAll(f.With, pass.Change.Before)
	})
}

var pipelineNeeds = Rule{
	ID: idPipelineNeeds, Title: "The pipeline needs it to undo the change",
	Looks: "Deletes and replaces of roles and identities that a pipeline signs in with, of the state's bucket and lock table, and of clusters and servers through which other instances of the plan are managed.",
	Why:   "After the apply there may be no way back by the same way: no login, no state or nothing to connect to.",

	Example:    "The role that token.actions.githubusercontent.com may assume is deleted by the pipeline that uses it.",
	Fix:        "Make sure of another way in before the apply, and do it by hand or from another stack.",
	References: []string{"https://developer.hashicorp.com/terraform/language/backend/s3", "https://docs.github.com/en/actions/concepts/security/openid-connect"},

	Impact: checkPipelineNeeds,
}

func checkPipelineNeeds(pass *ImpactPass) []risk.Factor {
	c := pass.Change
	if !destroys(c) {
		return nil
	}
	for _, f := range pass.Table.Flags(c.Type) {
		if f.Kind != knowledge.FlagPipeline || !holdAll(f.With, c.Before) {
			continue
		}
		why := f.Why
		if len(f.In) > 0 {
			text := named(&f, c.Before)
			if text == "" {
				continue
			}
			why += fmt.Sprintf(" (%s)", text)
		}
		if len(f.Users) > 0 {
			users := pass.users(&f, func(User) bool { return true })
			if len(users) == 0 {
				continue
			}
			why += ": " + some(users)
		}
		return []risk.Factor{{Rule: idPipelineNeeds, Points: max(f.Delete-pass.Sum, furtherPoints), Why: why}}
	}
	return nil
}

// named returns the text of a flag that one of its attributes holds, empty if none does. A
// masked value holds none.
func named(f *knowledge.Flag, values plan.Object) string {
	for _, path := range f.In {
		for _, v := range valuesAt(values, path) {
			held, _ := v.(string)
			held = strings.ToLower(held)
			for _, text := range f.Contains {
				if strings.Contains(held, text) {
					return text
				}
			}
		}
	}
	return ""
}
