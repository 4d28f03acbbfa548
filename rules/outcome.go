package rules

import (
	"maps"
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// What a change may come to, worst first.
const (
	OutcomeDataLoss    = "data-loss"
	OutcomeOutage      = "outage"
	OutcomeAccessLoss  = "access-loss"
	OutcomeExposure    = "exposure"
	OutcomeNewIdentity = "new-identity"
	OutcomeStuck       = "stuck"
	OutcomeCost        = "cost"
	OutcomeNone        = "none"
)

// outcomeOrder is the order in which outcomes are listed.
var outcomeOrder = []string{
	OutcomeDataLoss, OutcomeOutage, OutcomeAccessLoss, OutcomeExposure, OutcomeNewIdentity, OutcomeStuck, OutcomeCost,
}

// outcomeOfRule says what a factor of a rule means, whatever the class.
var outcomeOfRule = map[string]string{
	idExposure: OutcomeExposure, "protected": OutcomeStuck,
	idInUse: OutcomeStuck, idPipelineNeeds: OutcomeAccessLoss, "authority": OutcomeOutage, idCutsOff: OutcomeOutage,
}

// Outcomes lists what a change may come to: none stands alone. The list is empty where
// the plan does not show what the change does.
func Outcomes(pass *ChangePass, factors []risk.Factor) []string {
	found := map[string]bool{}
	for _, f := range factors {
		if outcome, ok := outcomeOfRule[f.Rule]; ok {
			found[outcome] = true
		}
		if f.Rule == idNameCollision {
			found[collisionOutcome(pass)] = true
		}
	}
	if slices.ContainsFunc(factors, func(f risk.Factor) bool { return f.Rule == idWithdrawn }) {
		if f := withdraws(pass); f != nil {
			found[f.Outcome] = true
		}
	}
	for _, h := range seen(pass) {
		if h.Outcome != OutcomeNone {
			found[h.Outcome] = true
		}
	}
	if f, _ := authority(pass); f != nil {
		found[f.Outcome] = true
	}
	if refusedUnlessEmpty(pass) {
		found[OutcomeStuck] = true
	}
	c := pass.Change
	if (destroys(c) || !c.Action.Known() || c.Doubt != "") && !pass.Type.Routine {
		outcomesOfDestroy(pass, found)
	}
	var list []string
	for _, outcome := range outcomeOrder {
		if found[outcome] {
			list = append(list, outcome)
		}
	}
	if len(list) == 0 && !Opaque(pass) {
		return []string{OutcomeNone}
	}
	return list
}

func outcomesOfDestroy(pass *ChangePass, found map[string]bool) {
	c, class := pass.Change, pass.Type.Class
	if _, stays := kept(c, pass.Type); stays {
		return
	}
	losesData := pass.losesContent() || class.Aside && pass.Recovery.Tier == knowledge.TierLost
	found[OutcomeDataLoss] = found[OutcomeDataLoss] || losesData
	gap := c.Order != plan.CreateBeforeDestroy || losesData || !pass.Type.Known || class.Relied
	gap = gap && !pass.Table.Backup(pass.Type.Name)
	comes := pass.Type.Outcomes
	if f := withdraws(pass); f != nil && f.Instead {
		comes = []string{f.Outcome}
	} else if is, ok := purposeOf(c); ok {
		comes = []string{is.outcome}
	} else if len(comes) == 0 && class.Outcome != "" {
		comes = []string{class.Outcome}
	}
	for _, outcome := range comes {
		found[outcome] = found[outcome] || gap || outcome == OutcomeDataLoss
	}
	if c.Action == plan.ActionReplace && newIdentity(pass) {
		found[OutcomeNewIdentity] = true
	}
	if children, _ := pass.going(knowledge.RoleChild); len(children) > 0 && protected(pass) {
		found[OutcomeStuck] = true
	}
}

// addressed are attributes that others outside of the plan know an object by.
var addressed = []string{"public_ip", "dns_name", "endpoint", "fqdn", "name_servers", "ip_address", "unique_id", "key_id"}

// newIdentity reports whether the new object is known by another name, address or ARN:
// the class has such things, and the plan does not show that they stay.
func newIdentity(pass *ChangePass) bool {
	if pass.Type.Class.Renewed {
		return true
	}
	names := slices.Clone(addressed)
	for _, name := range pass.Table.UniqueNames(pass.Type.Name) {
		names = append(names, name.Attribute)
	}
	for _, name := range names {
		before := pass.Change.Before[name]
		if plan.Empty(before) || before == false {
			continue
		}
		after, known := pass.Change.After[name]
		if !known && slices.Contains(addressed, name) && pass.Type.Class.Holds != knowledge.HoldsData || known && !plan.Equal(before, after) {
			return true
		}
	}
	return false
}

// When says when a change takes effect, in the words of the report: what is known of the
// attribute that matters most goes before what is known of the type. What is stuck is so at
// apply. A replace by which something goes missing is felt by that. The outcomes are those of
// Outcomes.
func When(pass *ChangePass, outcomes []string) string {
	if slices.Contains(outcomes, OutcomeStuck) {
		return knowledge.AtApply
	}
	lost := map[string]bool{}
	if pass.Change.Action == plan.ActionReplace && !pass.Type.Routine {
		outcomesOfDestroy(pass, lost)
		maps.DeleteFunc(lost, func(_ string, found bool) bool { return !found })
	}
	if hits := seen(pass); len(hits) > 0 && len(lost) == 0 {
		_, _, isMap := configMapOf(pass.Change.Type, pass.Change.After) // a program reads others when it starts
		if hits[0].Moment != knowledge.AtApply || isMap {
			return hits[0].Moment
		}
	}
	if is, ok := purposeOf(pass.Change); ok && destroys(pass.Change) {
		return is.moment
	}
	return pass.Table.When(pass.Type.Name, string(pass.Change.Action))
}

// seen are the hits of a change that matter by themselves, the heaviest first: lighter ones
// say nothing that a reviewer has to prepare for.
func seen(pass *ChangePass) []Hit {
	hits := pass.watchedHits()
	lighter := slices.IndexFunc(hits, func(h Hit) bool { return risk.LevelOf(h.least()) < risk.LevelMedium })
	if lighter < 0 {
		return hits
	}
	return hits[:lighter]
}
