// Package knowledge holds what is known about resource types before any plan is read:
// the risk class of a type, what is lost with it, what its attributes prove about
// recovery, and which attributes are harmless or may be printed.
//
// The facts are data, in the HCL files beside this code: classes.hcl (classes and
// their base points), defaults.hcl (attribute lists and name patterns for types that
// have no row) and one file a provider. They come from the providers' and the clouds'
// documentation; where that is silent a row says nothing. See
// docs/decisions/0006-knowledge-format.md.
package knowledge

// Tier says what it takes to undo a delete or a replace after it was applied.
type Tier string

const (
	// TierReversible means that applying the old configuration undoes it, nothing is lost.
	TierReversible Tier = "reversible"
	// TierRecreatable means that it comes back empty-handed but equal, after a gap or
	// with a new identity.
	TierRecreatable Tier = "recreatable"
	// TierRestorable means that it comes back from a backup, a snapshot or a version
	// that the prior value proves to exist.
	TierRestorable Tier = "restorable"
	// TierLost means that data or identity is gone for good.
	TierLost Tier = "lost"
	// TierUnknown means that the tables do not know.
	TierUnknown Tier = "unknown"
)

// Tiers lists all tiers, from harmless to worst; unknown comes last.
func Tiers() []Tier {
	return []Tier{TierReversible, TierRecreatable, TierRestorable, TierLost, TierUnknown}
}

// Holds says what a class keeps that can be lost. Empty means nothing of its own.
type Holds string

const (
	// HoldsNothing means that configuration is all there is.
	HoldsNothing Holds = ""
	// HoldsData means data that no configuration brings back.
	HoldsData Holds = "data"
	// HoldsKeys means keys or secrets that other data depends on.
	HoldsKeys Holds = "keys"
	// HoldsIdentity means principals that others have granted something to.
	HoldsIdentity Holds = "identity"
)

// Class is a group of resource types that weigh the same.
type Class struct {
	// Name is the class's word in reports and policies, such as "data-store".
	Name string
	// Title is the class in plain words, such as "data store".
	Title string
	// Aside is true if what depends on it goes on without it, and misses only its records.
	Aside bool
	// Noun names one of the class within a sentence, with its article: "a data store".
	Noun string
	// Holds is what types of the class keep.
	Holds Holds
	// Delete, Replace, Forget, Update and Create are the base points of each action,
	// 0 to 100, on the scale of the score.
	Delete, Replace, Forget, Update, Create int
	// Seamless is true if a replace that creates first changes nothing for those who use
	// it: another server or service stands ready before the old one goes.
	Seamless bool
	// Outcome is what the destroy of an object comes to beside the loss of what it holds:
	// "outage", "access-loss" or "exposure", empty for nothing.
	Outcome string
	// Renewed is true if a new object is known by another id, name or address than the one
	// that it takes the place of.
	Renewed bool
	// Container is true if the content of an object goes with it, Network if that is so of
	// types that are a network as a whole.
	Container, Network bool
	// Hosts is true if what runs on an object stops when it is cut off.
	Hosts bool
	// Relied is true if others than the objects of this state hold a copy of the identity.
	Relied bool
	// Recovery is the tier after a delete or a replace for types of the class whose
	// row says none.
	Recovery Tier
}

// Condition is a test of one attribute in the prior value ("before") of a change.
// Exactly one of Equals, Absent and Null is set.
type Condition struct {
	// Attribute is a top-level attribute or a path such as
	// "settings[0].deletion_protection_enabled".
	Attribute string
	// Equals is a bool, a string, an int64 or a float64; nil if Absent or Null is true.
	Equals any
	// Absent holds where the attribute is missing, null or empty ("", [] or {}).
	Absent bool
	// Null holds where the attribute is there and null: the version of the provider knows
	// it, and nobody set it.
	Null bool
}

// Case is a recovery tier that a prior value proves.
type Case struct {
	Condition
	Tier Tier
	// Why is the proof in one clause, fit to follow "restorable: ".
	Why string
	// Kept is true if a delete leaves the object as it is: the provider only forgets it.
	Kept bool
}

// Circumstance adds points to a delete or a replace if its condition holds. Negative
// points speak for the change.
type Circumstance struct {
	Condition
	// With are settings that must hold before as well. Has and Lacks are attributes that
	// must be there, or must not: of another version of the provider.
	With       []Setting
	Has, Lacks []string
	Points     int
	// Why says in one plain clause what the points are for.
	Why string
	// Rule is the identifier of the factor, such as "no-final-snapshot".
	Rule string
}

// Type is what is known about one resource type. Its slices are shared: read only.
type Type struct {
	Name  string
	Class Class
	// Known is true if the tables have a row for the type itself.
	Known bool
	// Because says what a type without a row was judged by, such as "its name looks
	// like a database"; empty where Known is true.
	Because string
	// Loses names in one clause what goes with the resource; it may be empty.
	Loses string
	// Recovery is the tier after a delete or a replace if no case holds.
	Recovery Tier
	// RecoveryWhy is the proof of Recovery in one clause. It is set where Recovery is
	// restorable and may be empty elsewhere.
	RecoveryWhy string
	// Cases are tried in order; the first that holds gives the tier.
	Cases []Case
	// Circumstances each count on their own.
	Circumstances []Circumstance
	// Safe lists the type's own attributes that may be printed, without indices
	// ("settings.tier"). Table.Safe also knows the lists of the provider.
	Safe []string
	// Routine is true for types that everyday changes replace without harm.
	Routine bool
	// RoutineWhy says why, in one clause; set if and only if Routine is true.
	RoutineWhy string
	// Opaque is true if the plan does not show what a change of the type does.
	Opaque bool
	// Container is true if content that the plan may not show goes with the resource.
	Container bool
	// Outcomes is what a destroy comes to, in place of the Outcome of the class; empty where
	// the class says it.
	Outcomes []string
	// Advice says what to look at before applying; it may be empty.
	Advice string
}
