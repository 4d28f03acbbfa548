package policy

import "github.com/tfblast/tfblast/analyzer/risk"

// Input is a report as far as a policy can ask about it. All text is masked already.
type Input struct {
	Plan     Plan
	Changes  []Change
	Findings []Finding
	// Provenance and Expectation are what is known of the change beside the plan; their zero
	// values stand for nothing.
	Provenance  Provenance
	Expectation Expectation
	// Watched is the address of an instance of which Result tells the effects apart, empty
	// for none.
	Watched string
}

// Plan is the plan as a whole.
type Plan struct {
	// Source is the plan's name as given, Stack and Workspace where it belongs to.
	Source, Stack, Workspace string
	// TerraformVersion is empty where the plan does not say.
	TerraformVersion string
	// LowerBound says that counts may be too low. Incomplete is true if the plan says that
	// it leaves changes out, Errored if planning failed half-way.
	LowerBound, Incomplete, Errored bool
	// Resources counts managed instances, Affected those hit by a disruptive change,
	// Disruptive the disruptive changes.
	Resources, Affected, Disruptive int
	// Create to Forget count managed instances by action, Unknown those whose action this
	// version does not know.
	Create, Update, Replace, Delete, Forget, Unknown int
	// Moved, Imported and Deposed count instances and objects.
	Moved, Imported, Deposed int
}

// Change is one change with all that the built-in rules say of it.
type Change struct {
	Address, Module, Mode, Type, Name, Provider, Class string
	// PreviousAddress is where a moved instance comes from, empty for others. What is
	// ignored there and here is ignored.
	PreviousAddress string
	// Action and the words below are those of the report.
	Action, Order, Reason, Certainty, When string
	Disruptive, Moved, Imported            bool
	Deposed, Deferred, Opaque              bool
	// Changed and ReplacePaths are attribute paths, Origins what forces a replace.
	Changed, ReplacePaths, Origins []string
	Outcomes, CausedBy, Causes     []string
	// Owners are the teams that own the instance, as Settings.Owners gives them.
	Owners []string
	// Factors make up Score, which is what risk.Score gives of them.
	Factors []risk.Factor
	Score   int

	Recovery   Recovery
	Downstream Downstream
	// ActsOn counts the instances that the change acts on beside what depends on it.
	ActsOn int
}

// Recovery is what it takes to undo a change.
type Recovery struct{ Tier, Why string }

// Downstream counts what depends on the changed instance.
type Downstream struct {
	Direct, Total, Touched, Unchanged, Changing, Leaving, New, Data, Outputs, Depth int
	LowerBound, UpperBound                                                          bool
	// Owners are the teams that own what is counted in Total.
	Owners []string
}

// Finding is a risk of the plan as a whole.
type Finding struct {
	Rule, Summary string
	Score         int
	Addresses     []string
}
