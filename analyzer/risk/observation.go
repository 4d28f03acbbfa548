package risk

import (
	"strings"
	"time"
)

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
	// Missing is what could not be looked up, a reason once.
	Missing []Gap
	// Recorded is when it was seen, if that was not now; else the zero time.
	Recorded time.Time
}

// Whole reports whether every question about the instance was answered in full.
func (o *Observation) Whole() bool { return o.State != NotLookedUp && len(o.Missing) == 0 }

// Gap is what could not be looked up about an instance for one reason.
type Gap struct {
	// Why is the reason in plain words, such as "access denied".
	Why string
	// About are the questions in plain words, such as "its targets"; none where nothing could
	// be asked.
	About []string
	// Actions are those that the source would have to allow, such as "ec2:DescribeVpcs"; none
	// where that is not the reason.
	Actions []string
}

// String is a clause such as "its targets, its records: access denied".
func (g Gap) String() string {
	if len(g.About) == 0 {
		return g.Why
	}
	return strings.Join(g.About, ", ") + ": " + g.Why
}

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
