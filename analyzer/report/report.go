// Package report is the report model, schema 1: what every renderer draws from and
// what `-f json` prints. It holds finished text and numbers only; no renderer needs
// the plan, the graph or the rules.
//
// The schema stands in docs/report.schema.json. It grows by optional fields only.
package report

import (
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// SchemaVersion is the version of the JSON report.
const SchemaVersion = "1"

// Report is the analysis of one plan, or of several plans together.
type Report struct {
	SchemaVersion string `json:"schema_version"`
	Tool          Tool   `json:"tool"`
	// WhatIf is set on the report of a change that nobody has planned.
	WhatIf *WhatIf `json:"what_if,omitempty"`
	// Now is the time that time-based findings were measured against (RFC 3339);
	// nil where no clock was given, and then there are no time-based findings.
	Now *string `json:"now"`
	// Plan describes the plan. Of several plans it holds what they have in
	// common: the flags of all of them together, and no fingerprint.
	Plan Plan `json:"plan"`
	// Plans describes each of several plans; absent for a single one.
	Plans    []Plan         `json:"plans,omitempty"`
	Summary  Summary        `json:"summary"`
	Graph    Graph          `json:"graph"`
	Changes  []Change       `json:"changes"`
	Findings []risk.Finding `json:"findings"`
	Gates    []Gate         `json:"gates"`
	// OtherTools counts the results of other tools that were read, by tool; absent without any.
	OtherTools []OtherTool `json:"other_tools,omitempty"`
	// Baseline says how the report differs from an earlier one; nil without one.
	Baseline *Delta `json:"baseline,omitempty"`
	// Policy lists what policy files changed in this report, and the files that changed
	// nothing; empty without a policy.
	Policy []PolicyEffect `json:"policy,omitempty"`
	// Owners lists by team what is changed or affected of what it owns, in natural order.
	Owners map[string][]string `json:"owners,omitempty"`
	// Provenance says where the change comes from; nil where nobody asked.
	Provenance *Provenance `json:"provenance,omitempty"`
	// Expectation says how the plan compares with the declared intent; nil without one.
	Expectation *Expectation       `json:"expectation,omitempty"`
	Invocations []ActionInvocation `json:"action_invocations"`
	// Outputs lists the root module outputs that change, sorted by name. Other stacks
	// may read them.
	Outputs     []Output                `json:"outputs,omitempty"`
	Diagnostics []diagnostic.Diagnostic `json:"diagnostics"`
}

// Tool names the program that made the report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Plan describes the plan file that was analysed.
type Plan struct {
	// Source is the PLAN argument as given, "-" for standard input.
	Source string `json:"source"`
	// Stack names the root module that the plan belongs to; it may be empty.
	Stack string `json:"stack"`
	// TerraformVersion is the version that wrote the plan, empty if it does not say.
	TerraformVersion string `json:"terraform_version"`
	// FormatVersion is the version of the plan's JSON format, empty if absent.
	FormatVersion string `json:"format_version"`
	// Fingerprint is a digest of what the plan means, without sensitive values,
	// timestamps and order: "sha256:" and 64 hexadecimal digits.
	Fingerprint string `json:"fingerprint,omitempty"`
	// Complete is false for a plan that leaves changes out (-target, deferred),
	// nil where the plan does not say (before Terraform 1.8).
	Complete *bool `json:"complete"`
	// Errored is true if planning failed half-way.
	Errored bool `json:"errored"`
	// Applyable is false for a plan that apply would refuse, nil where not said.
	Applyable *bool `json:"applyable,omitempty"`
	// Timestamp is the time of planning as the plan has it (RFC 3339), or empty.
	Timestamp string `json:"timestamp,omitempty"`
}

// Summary counts the plan in resource instances.
type Summary struct {
	// Level and Score are the maximum over changes and findings that are not ignored.
	Level risk.Level `json:"level"`
	Score int        `json:"score"`
	// LowerBound is true where counts in this report may be too low.
	LowerBound bool `json:"lower_bound"`
	// Resources counts managed instances in state or plan, without deposed ones.
	Resources int `json:"resources"`
	// Affected counts distinct existing managed instances that are changed
	// disruptively or lie downstream of such a change.
	Affected int `json:"affected"`
	// Actions counts all managed instances by action, no-op among them; data reads
	// count under read, a word that this version does not know under itself.
	Actions  map[string]int `json:"actions"`
	Moved    int            `json:"moved"`
	Imported int            `json:"imported"`
	Deposed  int            `json:"deposed"`
	Deferred int            `json:"deferred,omitempty"`
	// Ignored counts changes that a policy takes out of Level, Score and Levels.
	Ignored int `json:"ignored,omitempty"`
	// Levels counts changes by level; all five words are present.
	Levels map[string]int `json:"levels"`
}

// Graph describes the dependency graph that the counts rest on.
type Graph struct {
	Resources int `json:"resources"`
	// Edges counts the dependency edges that leave resource instances; an edge to
	// all instances of a resource counts once.
	Edges int `json:"edges"`
	// External counts the objects outside of the state that look-ups found to depend on an
	// instance; they are in Edges and Sources and not in Resources. Of several plans it is
	// the sum.
	External int `json:"external,omitempty"`
	// Sources counts edges under the first source that has them.
	Sources  map[string]int `json:"sources"`
	Coverage Coverage       `json:"coverage"`
}

// Coverage says what the graph could not see.
type Coverage struct {
	// Complete is true if no edge is known to be missing.
	Complete bool `json:"complete"`
	// Unresolved lists references that nothing in the plan resolves.
	Unresolved []Unresolved `json:"unresolved"`
	// Reasons says in plain sentences why edges are missing.
	Reasons []string `json:"reasons,omitempty"`
	// Config says which configuration source was used; nil where none was.
	Config *ConfigSource `json:"config,omitempty"`
	// Remedy says what would make the counts exact; empty where nothing would.
	Remedy string `json:"remedy,omitempty"`
	// Outside says how far what lies outside of the state was looked up; nil where nobody
	// was asked. Complete is not about it.
	Outside *LookUps `json:"outside,omitempty"`
}

// LookUps counts the changes that someone was asked about who knows more than the state.
type LookUps struct {
	// Source is who was asked: aws.
	Source string `json:"source"`
	// Recorded is the time in RFC 3339 at which the answers were recorded, the earliest of
	// several; empty where they are of now.
	Recorded string `json:"recorded,omitempty"`
	// Asked counts the changes that there were questions about.
	Asked int `json:"asked"`
	// Incomplete counts those of them that were not looked up in full: what depends on them
	// and uses them may be more than the report has.
	Incomplete int `json:"incomplete"`
	// Missing says what was not answered of the first of those, by address.
	Missing []NotLookedUp `json:"missing,omitempty"`
}

// NotLookedUp is what was not answered about one change.
type NotLookedUp struct {
	Address string `json:"address"`
	// Why are clauses such as "its targets: access denied".
	Why []string `json:"why"`
}

// ConfigSource is the configuration source that the graph was completed with.
type ConfigSource struct {
	// Folder is the root module's folder as given.
	Folder string `json:"folder"`
	// Fits is true if the source holds every managed resource of the plan with the same
	// references.
	Fits bool `json:"fits"`
}

// Unresolved is a reference that the plan names but does not explain.
type Unresolved struct {
	// Reference is the reference as configured, such as "local.subnets".
	Reference string `json:"reference"`
	// In is the module in which it stands, empty for the root module.
	In string `json:"in"`
	// Resources counts the existing instances whose edges may be missing for it.
	Resources int `json:"resources"`
}

// Gate is one question that decides the exit code.
type Gate struct {
	// Name is the gate's name, such as "fail-on" or "max-delete".
	Name string `json:"name"`
	// Stack is the stack of the plan that was asked about in a report of several plans;
	// empty where all of them were.
	Stack  string `json:"stack,omitempty"`
	Passed bool   `json:"passed"`
	// Why says what was measured against what.
	Why string `json:"why"`
}

// ActionInvocation is a provider action that the plan will run beside its changes.
type ActionInvocation struct {
	// Stack is the stack of its plan in a report of several plans.
	Stack    string `json:"stack,omitempty"`
	Address  string `json:"address"`
	Type     string `json:"type"`
	Provider string `json:"provider"`
	// Trigger is the address of the resource instance whose change triggers the
	// action; empty where it was invoked from the command line.
	Trigger string `json:"trigger,omitempty"`
	// Event is the lifecycle event that triggers it, such as "AfterCreate".
	Event string `json:"event,omitempty"`
	// Deferred is true for an invocation that the plan puts off.
	Deferred bool `json:"deferred,omitempty"`
}

// Output is the planned change of a root module output. Values are never shown.
type Output struct {
	// Stack is the stack of its plan in a report of several plans.
	Stack string `json:"stack,omitempty"`
	Name  string `json:"name"`
	// Action is create, update, delete, or the plan's own words.
	Action string `json:"action"`
}
