package expect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// Result is how a plan and an expectation compare.
type Result struct {
	// Digest is that of the expectation.
	Digest string `json:"digest"`
	// Beyond is what the plan does beyond what was declared, in the order of the report.
	Beyond []Beyond `json:"beyond"`
	// Exceeded are the limits that the plan exceeds, one sentence each.
	Exceeded []string `json:"exceeded"`
	// Unmet are the declared changes that the plan does not make, by their patterns. They
	// fail nothing.
	Unmet []string `json:"unmet"`
}

// Met reports whether the plan does no more than was declared.
func (r Result) Met() bool { return len(r.Beyond)+len(r.Exceeded) == 0 }

// Compare is Check in the form of the report; nil without an expectation.
func (e *Expectation) Compare(r *report.Report) *report.Expectation {
	if e == nil {
		return nil
	}
	result := e.Check(r)
	out := &report.Expectation{Declared: e.Declares(), Digest: result.Digest, Exceeded: []report.Exceeded{}, Missing: result.Unmet}
	for _, b := range result.Beyond {
		out.Exceeded = append(out.Exceeded, report.Exceeded{Address: b.Address, Action: b.Action, Why: b.Why})
	}
	for _, limit := range result.Exceeded {
		out.Exceeded = append(out.Exceeded, report.Exceeded{Why: limit})
	}
	return out
}

// Beyond is something that nobody declared.
type Beyond struct {
	Address string `json:"address"`
	Action  string `json:"action"`
	// Why says what comes nearest to allowing it.
	Why string `json:"why"`
}

// Check holds a plan against the expectation. Moves and imports are things of their own,
// beside the action; so are outputs (as output.NAME) and provider actions. Reads of data
// sources need no declaration, unless what they do can't be seen.
func (e *Expectation) Check(r *report.Report) Result {
	result := Result{Digest: e.Digest(), Beyond: []Beyond{}, Exceeded: []string{}, Unmet: []string{}}
	met := make([]map[string]bool, len(e.Changes))
	for i := range met {
		met[i] = map[string]bool{}
	}
	for _, done := range doings(r) {
		if why := e.allow(done, met); why != "" {
			result.Beyond = append(result.Beyond, Beyond{Address: done.address, Action: done.action, Why: why})
		}
	}
	for i, c := range e.Changes {
		if len(met[i]) == 0 && !c.forbids() {
			result.Unmet = append(result.Unmet, strings.Join(c.Actions, ",")+" "+c.Address)
		}
	}
	result.Exceeded = append(result.Exceeded, e.Max.exceeded(r)...)
	return result
}

// doing is one thing that a plan does to one object. id tells apart what has the same
// address: an object and its deposed ones.
type doing struct{ address, id, action string }

// unclear is the action of a change that contradicts itself.
const unclear = "unclear"

func doings(r *report.Report) []doing {
	var all []doing
	for _, c := range r.Changes {
		d := doing{address: c.Address, id: c.Stack + "\x00" + c.Address}
		if c.Deposed != nil {
			d.id += "\x00" + *c.Deposed
		}
		add := func(action string) { all = append(all, doing{d.address, d.id, action}) }
		switch {
		case c.Action == "no-op" && c.Disruptive:
			add(unclear)
		case c.Action == "read" && c.Mode == "data" && !c.Opaque, c.Action == "no-op":
		default:
			add(c.Action)
		}
		if c.Moved {
			add("move")
		}
		if c.Imported {
			add("import")
		}
	}
	for _, i := range r.Invocations {
		all = append(all, doing{i.Address, "action\x00" + i.Address + "\x00" + i.Trigger + "\x00" + i.Event, "invoke"})
	}
	for _, o := range r.Outputs {
		if o.Action != "no-op" {
			all = append(all, doing{"output." + o.Name, "output\x00" + o.Name, o.Action})
		}
	}
	return all
}

// allow looks for a declaration of what is done and counts it there. It returns why there
// is none. What one declaration forbids no other one allows.
func (e *Expectation) allow(done doing, met []map[string]bool) (why string) {
	fits := func(c Change) bool { return c.pattern.matches(done.address) && slices.Contains(c.Actions, done.action) }
	for _, c := range e.Changes {
		if c.forbids() && fits(c) {
			return fmt.Sprintf("none were declared for %s: max is 0", c.Address)
		}
	}
	why = "nothing was declared for this address"
	for i, c := range e.Changes {
		switch {
		case fits(c) && c.Max != nil && len(met[i]) >= *c.Max && !met[i][done.id]:
			why = fmt.Sprintf("at most %d were declared for %s", *c.Max, c.Address)
		case fits(c):
			met[i][done.id] = true
			return ""
		case !c.forbids() && c.pattern.matches(done.address) && !strings.HasPrefix(why, "at most"):
			why = "declared for this address: " + strings.Join(c.Actions, ", ")
		}
	}
	return why
}

// forbids reports whether the declaration says that none of its changes may happen.
func (c Change) forbids() bool { return c.Max != nil && *c.Max == 0 }

// exceeded lists the limits that the plan exceeds.
func (m Max) exceeded(r *report.Report) []string {
	var all []string
	over := func(n int, most *int, what string) {
		if most == nil || n <= *most {
			return
		}
		all = append(all, fmt.Sprintf("%d %s, at most %d were declared", n, what, *most))
	}
	unknown := 0
	for action, n := range r.Summary.Actions {
		if !slices.Contains(known, action) {
			unknown += n
		}
	}
	over(r.Summary.Actions["delete"]+r.Summary.Deposed+unknown, m.Delete, "deleted")
	over(r.Summary.Actions["replace"]+unknown, m.Replace, "replaced")
	over(r.Summary.Affected, m.Affected, "affected")
	if m.Level != nil && r.Summary.Level > *m.Level {
		all = append(all, fmt.Sprintf("the plan's level is %s, at most %s was declared", r.Summary.Level, *m.Level))
	}
	return all
}

// known are the actions that this version understands.
var known = []string{"create", "update", "replace", "delete", "forget", "read", "no-op"}
