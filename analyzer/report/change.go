package report

import "github.com/tfblast/tfblast/analyzer/risk"

// Change is one planned change of one resource instance (or of one deposed object).
type Change struct {
	// Rank counts from 1 in the order of the report.
	Rank  int    `json:"rank"`
	Stack string `json:"stack"`
	// Address is the instance's absolute address.
	Address         string  `json:"address"`
	PreviousAddress *string `json:"previous_address"`
	// Deposed is the key of the deposed object that the change is about.
	Deposed *string `json:"deposed"`
	// Module is the address of the module instance, empty for the root module.
	Module   string `json:"module"`
	Mode     string `json:"mode"`
	Type     string `json:"type"`
	Name     string `json:"name"`
	Provider string `json:"provider"`
	// Class is the type's risk class, such as "data-store".
	Class string `json:"class"`
	// Location is where the block stands in the source, nil without source.
	Location *Location `json:"location,omitempty"`

	// Action is create, read, update, delete, replace, forget, no-op, or the plan's
	// own words where this version does not know them.
	Action string `json:"action"`
	// Disruptive is true for delete, replace and any unknown action, and for an in-place
	// update that a rule calls an outage or a loss.
	Disruptive bool `json:"disruptive"`
	Moved      bool `json:"moved"`
	Imported   bool `json:"imported"`
	// Deferred is the reason why the plan puts the change off, or empty.
	Deferred string `json:"deferred,omitempty"`
	// Order is set for a replace: destroy-before-create, create-before-destroy or
	// create-then-forget.
	Order string `json:"order,omitempty"`
	// OrderForcedBy is the resource whose create_before_destroy made a replace create
	// first; empty if it is the changed one's own, or not known.
	OrderForcedBy string `json:"order_forced_by,omitempty"`
	// Reason is the plan's action_reason keyword, or empty.
	Reason string `json:"reason,omitempty"`
	// Why is one plain sentence: what happens and what makes it happen.
	Why string `json:"why"`
	// ReplacePaths are the attribute paths that force a replacement.
	ReplacePaths []string `json:"replace_paths"`
	// ForcedBy says where each forcing path of a replace comes from.
	ForcedBy []Origin `json:"forced_by,omitempty"`
	// Certainty is certain, or possible where only unknown values make the change: they
	// may turn out to be what they were.
	Certainty string `json:"certainty"`
	// Changed lists the paths of the attributes that differ, in natural order.
	Changed []string `json:"changed"`
	// Unknown lists the changed paths whose new value is known after apply.
	Unknown []string `json:"known_after_apply,omitempty"`
	// Sensitive lists the changed paths whose values are never shown.
	Sensitive []string `json:"sensitive,omitempty"`
	// CausedBy are the changes that directly cause this one, Causes those at the root of
	// it, in natural order. A root change has neither.
	CausedBy []string `json:"caused_by,omitempty"`
	Causes   []string `json:"causes,omitempty"`
	// ProbableRename is set on a delete that is probably one half of a rename.
	ProbableRename *ProbableRename `json:"probable_rename,omitempty"`
	// Values shows the attributes that the values policy allows to show.
	Values []Value `json:"values,omitempty"`
	// Diff compares list-like blocks and policy documents by content, by path.
	Diff []ContentDiff `json:"diff,omitempty"`

	// Outcomes lists what the change may come to, worst first: data-loss, outage,
	// access-loss, exposure, new-identity, stuck, cost, or none alone. It is empty where
	// the plan does not show what the change does.
	Outcomes []string `json:"outcomes"`
	// When is when that takes effect: at-apply, next-maintenance, next-deploy, after-days, caches-expire.
	When string `json:"when"`
	// Opaque is true if the plan does not show what the change does.
	Opaque bool `json:"opaque"`
	// Downtime is how long what a delete or a replace that destroys first takes away is
	// usually missing; nil where no outage follows from that, or nothing is known of it.
	Downtime *Downtime `json:"downtime,omitempty"`
	// CreateFirst says whether create_before_destroy would close that gap of a replace; nil
	// where nothing is known of it.
	CreateFirst *CreateFirst `json:"create_before_destroy,omitempty"`

	Recovery Recovery `json:"recovery"`
	Risk     Risk     `json:"risk"`
	// Owners are the teams that own the instance, as the policy says.
	Owners []string `json:"owners,omitempty"`
	// Ignored is set where a policy takes the change out of the plan's level.
	Ignored    *risk.Ignored `json:"ignored,omitempty"`
	Downstream Downstream    `json:"downstream"`
	// ActsOn is what the change acts on beside what depends on it, nil for nothing.
	ActsOn *ActsOn `json:"acts_on,omitempty"`
	// Others is what other tools say of the same block or address, the worst first;
	// OthersOmitted counts what is left out of it for its number.
	Others        []Other `json:"others,omitempty"`
	OthersOmitted int     `json:"others_omitted,omitempty"`
	// Meaning is a short digest of what the change does, by which a later report tells
	// whether it still does the same; empty in reports of earlier versions. No sensitive
	// value is in it.
	Meaning string `json:"meaning,omitempty"`
	// Baseline is new, worse, changed or same beside an earlier report; empty without one,
	// or where that one does not say.
	Baseline string `json:"baseline,omitempty"`
	// Outside is what a look-up outside of the plan saw, nil where there was none.
	Outside *Outside `json:"outside,omitempty"`
}

// Downtime is how long an object is usually missing: from when its destroy begins until a new
// one can be used, without the time to bring data back. After a delete it counts from when
// somebody makes it again.
type Downtime struct {
	// FromMinutes is 0 for less than a minute.
	FromMinutes int `json:"from_minutes"`
	ToMinutes   int `json:"to_minutes"`
	// Why says in one clause what takes the time.
	Why string `json:"why"`
}

// CreateFirst is what create_before_destroy would do for a replace that destroys first.
type CreateFirst struct {
	// ClosesGap is true if it would leave no time without the object.
	ClosesGap bool `json:"closes_gap"`
	// Why is one clause. It may be empty where the gap would be closed.
	Why string `json:"why"`
}

// Outside is what a look-up outside of the plan saw of an instance.
type Outside struct {
	// Recorded is the time in RFC 3339 at which it was seen; empty where that is now.
	Recorded string `json:"recorded,omitempty"`
	// Source is where it was looked for: aws.
	Source string `json:"source"`
	// State is in-use, unused (proven by complete answers), unsettled (nothing was found,
	// which proves nothing) or not-looked-up.
	State string `json:"state"`
	// Facts are plain clauses, those that show use first.
	Facts []string `json:"facts,omitempty"`
	// Missing says what could not be looked up, and why.
	Missing []string `json:"missing,omitempty"`
	// Dependents are objects outside of the state that depend on the instance itself;
	// Truncated is true if there are more of them.
	Dependents []External `json:"dependents,omitempty"`
	Truncated  bool       `json:"truncated,omitempty"`
}

// External is an object outside of the state.
type External struct {
	// Kind is what it is, ID how its service calls it, Place where it is.
	Kind  string `json:"kind"`
	ID    string `json:"id"`
	Place string `json:"place"`
	// Note says more of it in a few words.
	Note string `json:"note,omitempty"`
}

// Origin is one forcing path of a replace and where it comes from.
type Origin struct {
	// Path is the attribute path, empty where none forces the replace.
	Path string `json:"path"`
	// Origin is author, upstream, drift, default, sensitive, trigger, tainted, requested
	// or unexplained.
	Origin string `json:"origin"`
	// By is the address of what makes it so, nil for none.
	By *string `json:"by"`
}

// Location is a place in the configuration source.
type Location struct {
	// File is slash-separated and relative to the root module's folder, or begins with ../.
	File string `json:"file"`
	// Line is the block's first line, EndLine its last; 0 where that is not known.
	Line    int `json:"line"`
	EndLine int `json:"end_line,omitempty"`
}

// ProbableRename says that a deleted and a created object are probably the same.
type ProbableRename struct {
	// Address is the created instance.
	Address string `json:"address"`
	// MovedBlock avoids the destroy; empty where no block can.
	MovedBlock string `json:"moved_block,omitempty"`
	// Command does the same on the state, for a POSIX shell; empty where none can.
	Command string `json:"command,omitempty"`
	// Certain is false if the attributes allow some doubt.
	Certain bool `json:"certain"`
	// Keep lists attributes whose old values must be kept as well, since they name the
	// object and change with its key: the move alone would lead to a replace.
	Keep []string `json:"keep,omitempty"`
	// Note says what the block or command can't do.
	Note string `json:"note,omitempty"`
}

// Value is one attribute with both of its values as text (JSON for lists and maps).
type Value struct {
	Path string `json:"path"`
	// Before is nil where the attribute had no value.
	Before *string `json:"before"`
	// After is nil where the attribute will have none.
	After *string `json:"after"`
}

// ContentDiff tells which rules, statements, records or names of one attribute come and
// go, wherever they stand in their list. If nothing does, the content is the same in
// another order or form. Lines are in natural order.
type ContentDiff struct {
	// Path is the attribute; "rule", "route" or "record" for a resource that is one itself.
	Path    string   `json:"path"`
	Added   []string `json:"added"`
	Removed []string `json:"removed"`
	// Changed holds those that keep their name, with what becomes of them.
	Changed []string `json:"changed,omitempty"`
	// Omitted counts the lines left out for their number.
	Omitted int `json:"omitted,omitempty"`
}

// Empty reports whether nothing comes, goes or changes.
func (d *ContentDiff) Empty() bool { return len(d.Added)+len(d.Removed)+len(d.Changed)+d.Omitted == 0 }

// Recovery says what it takes to undo the change after it was applied.
type Recovery struct {
	// Tier is reversible, recreatable, restorable, lost or unknown.
	Tier string `json:"tier"`
	// Why is the proof in one clause.
	Why string `json:"why"`
	// Check lists read-only commands that would settle what the plan can't, for a POSIX
	// shell.
	Check []string `json:"check,omitempty"`
}

// Risk is the score of a change and what it is made of.
type Risk struct {
	Level   risk.Level    `json:"level"`
	Score   int           `json:"score"`
	Factors []risk.Factor `json:"factors"`
}

// Downstream counts the existing managed instances that depend on the changed one,
// directly or through others. Total = Unchanged + Changing + Leaving.
type Downstream struct {
	// Direct counts those at distance 1.
	Direct int `json:"direct"`
	Total  int `json:"total"`
	// Touched counts those in Total that an in-place update reaches: readers of what
	// changes, and what lies downstream of them. For other actions it equals Total.
	Touched   int `json:"touched"`
	Unchanged int `json:"unchanged"`
	Changing  int `json:"changing"`
	// Leaving counts those that the same plan deletes or forgets.
	Leaving int `json:"leaving"`
	// New counts instances that the same plan creates; they are in no total.
	New int `json:"new"`
	// Released counts changing instances that depended on this one and, by the source, no
	// longer do; they are in no total.
	Released int `json:"released"`
	// Data counts data source instances reached; they are in no total.
	Data int `json:"data"`
	// Outputs counts root module outputs reached.
	Outputs int `json:"outputs"`
	// Depth is the largest distance among those counted in Total.
	Depth int `json:"depth"`
	// External counts objects outside of the state that depend on it or on what lies
	// downstream; they are in no total. It is 0 as well where nobody looked.
	External int `json:"external,omitempty"`
	// LowerBound is true where edges are missing: the count may be too low.
	LowerBound bool `json:"lower_bound"`
	// UpperBound is true where the count rests on whole-resource edges only.
	UpperBound bool `json:"upper_bound"`
	// Owners are the teams that own what is counted in Total, as the policy says.
	Owners []string `json:"owners,omitempty"`
	// Resources lists those counted in Total and New, nearest first.
	Resources []Affected `json:"resources"`
	// Truncated is true if Resources does not hold all of them.
	Truncated bool `json:"truncated"`
}

// Affected is one resource instance downstream of a change.
type Affected struct {
	Address string `json:"address"`
	// Distance counts resource instances along the shortest path, 1 for a direct one.
	Distance int `json:"distance"`
	// DistanceLowerBound is true if the path rests on the prior state, which lists what is
	// reached through others too: the distance may be longer.
	DistanceLowerBound bool `json:"distance_lower_bound,omitempty"`
	// Via is the instance before this one on one shortest path; at distance 1 it is
	// the changed instance itself.
	Via string `json:"via"`
	// Action is what the same plan does with the instance.
	Action string `json:"action"`
}
