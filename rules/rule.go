// Package rules holds the built-in rules: each gives points to a change, or finds a
// risk of the plan as a whole, and says why. What is known about resource types is
// data in rules/knowledge; a rule turns it into points.
package rules

import (
	"time"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// The IDs of the built-in rules, as factors and findings carry them.
const (
	idClassAction     = "class-action"
	idRoutine         = "routine"
	idDataLoss        = "data-loss"
	idReplaceOrder    = "replace-order"
	idCircumstance    = "circumstance"
	idRequested       = "requested"
	idReach           = "reach"
	idCutsOff         = "cuts-off"
	idOpaque          = "opaque"
	idPlanErrored     = "plan-errored"
	idEnvironmentWipe = "environment-wipe"
	idUnknownAction   = "unknown-action"
	idForgotten       = "forgotten"
	idPartialPlan     = "partial-plan"
	idInvocations     = "action-invocations"
	idContradicted    = "contradiction"
	idExposure        = "opened-to-world"
	idProtectionOff   = "protection-off"
	idNameCollision   = "name-collision"
	idSurprise        = "surprise"
	idCombination     = "combination"
	idListMoved       = "list-moved"
	idUsersGo         = "users-go-too"
	idOutsideUse      = "outside-use"
	idProvenUnused    = "proven-unused"
)

// Rule is one built-in rule. Exactly one of Change, Impact and Plan is set.
type Rule struct {
	// ID names the rule in factors and findings.
	ID string
	// Title is the rule in a few words.
	Title string
	// Looks says what the rule looks for, Why why that matters.
	Looks, Why string
	// Example is a piece of a plan that the rule finds, Fix what to do about it.
	Example, Fix string
	// References are addresses of documentation and of published incidents.
	References []string

	// Change gives points for what one change is by itself.
	Change func(*ChangePass) []risk.Factor
	// Impact gives points for a change in its surroundings. It runs after the change
	// rules.
	Impact func(*ImpactPass) []risk.Factor
	// Plan finds risks of the plan as a whole. It runs last.
	Plan func(*PlanPass) []risk.Finding
}

// ChangePass is what a change rule sees.
type ChangePass struct {
	Change *plan.Change
	Type   knowledge.Type
	Table  *knowledge.Table
	// Recovery is the tier of the change, as RecoveryOf gives it.
	Recovery Recovery
	// ForcedBy says what forces a replace, Possible that it may turn out not to be needed.
	ForcedBy []Origin
	Possible bool
	// Companions are what goes in the same plan, or stays, beside what belongs to it.
	Companions []Companion
	// Dangerous is true for an in-place update that does what a rule calls an outage or a
	// loss.
	Dangerous bool
	// Shifted is true if the object goes only since a list behind a count moved up: another
	// one had to go. Inserted is true if it goes only since an element was put in front of it.
	Shifted, Inserted bool
	// Provisioned is true if the change may run a provisioner: its block has one, or
	// the plan does not hold the block.
	Provisioned bool
	// Told reports whether the plan gives another object the same new value, which is masked:
	// those who read it there learn of it. Nil where nothing is known of other objects.
	Told func(plan.Value) bool
	// Remade tells of an attribute whose new value is not known whether it is certainly another
	// one, since what makes it up is replaced, and whether the plan stores it where others read
	// it. Nil where nothing is known of other objects.
	Remade func(path string) (sure, stored bool)
	// Twin is the instance that the plan creates with the unique name, or in the place, of this
	// one that it deletes; empty for none.
	Twin string
	// HeldBy lists the existing instances that hold this one in an attribute of their type and
	// stay, in natural order. Nil where nothing is known of other objects.
	HeldBy func(knowledge.Holder) []string
	// OwnerIsNew is true if the plan creates what an authoritative instance owns a list of, or
	// the namespace of a network policy, or if that is known only after apply.
	OwnerIsNew bool
	// GranteeIsNew is true if the plan creates everyone who gets a permission, or what it is
	// on.
	GranteeIsNew bool
	// TakesBack lists the paths at which an update sets back what someone changed outside
	// Terraform.
	TakesBack []string
	// LetThrough is true if another change of the plan lets something pass to or from what a
	// network policy isolates, or by another rule of the access list that changes.
	LetThrough bool
	// Beside lists the changes of the plan after which rules of the same firewall let something
	// in, in natural order. Nil where nothing is known of other changes.
	Beside func() []Beside
	// Standing lists the other changes of the plan to rules of the same firewall, also those that
	// stay as they are, and to the firewall or the network itself, in natural order. Nil where
	// nothing is known of other changes.
	Standing func() []*plan.Change
	// OwnAccounts are the accounts of AWS in which the stack has objects, as far as they are seen.
	OwnAccounts []string

	// hits are those of Hits once watchedRead is true.
	hits        []Hit
	watchedRead bool
}

// ImpactPass is what an impact rule sees.
type ImpactPass struct {
	ChangePass
	// Unchanged counts the existing instances that depend firmly on the changed one, or on
	// what an update changes of it, and that the plan leaves as they are; LowerBound says that there may be more, UpperBound that there may be less.
	Unchanged              int
	LowerBound, UpperBound bool
	// Dependents counts all existing instances downstream, Leaving those of them that the
	// plan deletes or forgets.
	Dependents, Leaving int
	// Acts is what the change acts on beside what depends on it, nil for nothing.
	Acts *Acting
	// Users depend directly on the changed instance and stay; they are those that the
	// flags of its type ask for, in natural order.
	Users []User
	// Superseded is true if nothing misses the changed instance: what it serves goes in the
	// same plan, or another one takes its place.
	Superseded bool
	// GoneFirst names the instances that depend directly on the changed one and that a replace
	// which it causes destroys before it, without those that everyday changes replace; in natural order.
	GoneFirst []string
	// Outside is what was found outside of the state, nil for nothing.
	Outside *Outside
	// Sum is the sum of the points so far; it may be negative.
	Sum int
}

// PlanPass is what a plan rule sees.
type PlanPass struct {
	Plan *plan.Plan
	// Resources counts managed instances in state or plan; Existing those that are
	// there before apply.
	Resources, Existing int
	// Disruptive holds the addresses of existing instances that are deleted, replaced
	// or changed by an unknown action, in natural order.
	Disruptive []string
	// Gone holds the changes of Disruptive, in the same order.
	Gone []*plan.Change
	// Table is what is known about types. Without it no type is everyday business.
	Table *knowledge.Table
	// Now is the clock that time is measured against; zero means that there is none.
	Now time.Time
	// Count counts what lies downstream of a change; nil where nothing is counted.
	Count func(*plan.Change) Downstream
	// Modules are the module instances that lose many instances, Causes the changes that
	// cause others; in natural order.
	Modules []ModuleLoss
	Causes  []Cause
	// Computed reports whether a path of a change holds what the provider makes: nobody
	// writes it. Nil where the configuration is not known.
	Computed func(c *plan.Change, path string) bool
	// Dangerous reports whether a rule calls an in-place update an outage or a loss. Nil where
	// nothing is known of updates.
	Dangerous func(*plan.Change) bool
	// Guarded reports whether prevent_destroy stands on a change's block in the source. Nil
	// without source.
	Guarded func(*plan.Change) bool
	// Exports are the outputs of the root module that change with an object.
	Exports []Export
	// Renamed holds the addresses of objects that are probably the same as created ones.
	Renamed []string
	// NewNames counts those of them whose names change with their keys.
	NewNames int
	// Shifted counts resources with an index shift that lost an element; ShiftLost is what had
	// to go of them. ShiftAdded holds the addresses at which elements were put in front of
	// others.
	Shifted               int
	ShiftLost, ShiftAdded []string
}

// builtin lists the rules once: each change runs through it.
var builtin = [...]*Rule{
	&classAction, &routine, &textRecord, &dataLoss, &replaceOrder, &nameCollision, &circumstances, &requested, &exposure, &protectionOff,
	&surprise, &combination, &listMoved,
	&engineUpgrade, &resized, &redundancyOff, &storageChanged, &backupReduced, &scaledToZero, &capacityCut, &switchedOff,
	&publicAccess, &accessClosed, &versioningOff, &recordChanged, &listenerChanged, &healthCheckChanged, &clusterUpgrade,
	&rotationChanged, &retentionShortened, &expiresData, &alarmSilenced, &auditOff, &disarmed, &keyChanged,
	&routeChanged, &detached, &encryptionOff, &guardrailOff, &lockedForGood, &renamed, &updateRefused, &partDropped, &pointsElsewhere,
	&policyWidened, &principalOpened, &denyRemoved, &statementRemoved, &ingressRemoved, &egressRemoved, &ingressMoved,
	&reach, &cutsOff, &authoritative, &inUse, &pipelineNeeds, &taken, &usersGo, &outsideUse, &provenUnused, &opaque,
	&planErrored, &environmentWipe, &unknownAction, &contradicted, &invocations, &forgotten, &partialPlan,
	&destroyMode, &wholeContainer, &wholeModule, &massReplace, &monitoringGoes, &oneCause, &disarmedStep, &unchangedBelow, &hiddenReplace,
	&lostState, &emptyState, &targetedPlan, &driftReverted, &driftRecorded, &stalePlan, &reviewSize, &leavesStack, &preventDestroy, &applyStops, &unnamedCluster,
	&probableRename, &indexShift,
}

// All returns the built-in rules in the order in which reports name them.
func All() []Rule {
	all := make([]Rule, 0, len(builtin))
	for _, r := range builtin {
		all = append(all, *r)
	}
	return all
}

// Lookup returns the rule of that ID, and false if there is none.
func Lookup(id string) (Rule, bool) {
	for _, r := range All() {
		if r.ID == id {
			return r, true
		}
	}
	return Rule{}, false
}

// ChangeFactors runs the change rules.
func ChangeFactors(pass *ChangePass) []risk.Factor {
	var factors []risk.Factor
	for _, r := range builtin {
		if r.Change != nil {
			factors = append(factors, r.Change(pass)...)
		}
	}
	return factors
}

// ImpactFactors runs the impact rules on top of the factors that a change has.
func ImpactFactors(pass *ImpactPass, factors []risk.Factor) []risk.Factor {
	for _, r := range builtin {
		if r.Impact != nil {
			pass.Sum = 0
			for _, f := range factors {
				pass.Sum += f.Points
			}
			factors = append(factors, r.Impact(pass)...)
		}
	}
	return factors
}

// PlanFindings runs the plan rules.
func PlanFindings(pass *PlanPass) []risk.Finding {
	var findings []risk.Finding
	for _, r := range builtin {
		if r.Plan != nil {
			findings = append(findings, r.Plan(pass)...)
		}
	}
	return findings
}
