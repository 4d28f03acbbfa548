package risk

import "time"

// Observation is what a look-up outside of the plan saw of one instance.
type Observation struct {
	// Address is the instance.
	Address string
	// Source is where it was looked for, such as "aws".
	Source string
	// State is what the look-up came to.
	State Observed
	// Empty is true of an unused instance that could hold data: there is none in it.
	Empty bool
	// Uses are plain clauses that show use, such as "1,204 requests in the last 24 hours",
	// Facts other ones.
	Uses, Facts []string
	// Missing says in plain clauses what could not be looked up.
	Missing []string
	// Recorded is when it was seen, if that was not now; else the zero time.
	Recorded time.Time
}

// Whole reports whether every question about the instance was answered in full.
func (o *Observation) Whole() bool { return o.State != NotLookedUp && len(o.Missing) == 0 }

// Observed is what a look-up came to.
type Observed string

// What a look-up can come to.
const (
	// InUse means that something uses or depends on the instance.
	InUse Observed = "in-use"
	// Unused means that every question was answered in full, and that the answers prove
	// that nothing uses the instance and nothing is in it.
	Unused Observed = "unused"
	// Unsettled means that nothing was found, and that this proves nothing.
	Unsettled Observed = "unsettled"
	// NotLookedUp means that no question was answered.
	NotLookedUp Observed = "not-looked-up"
)
