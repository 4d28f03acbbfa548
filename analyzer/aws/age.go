package aws

import (
	"fmt"
	"slices"
	"time"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

var (
	// firstRecording is a time before which nothing was recorded.
	firstRecording = time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC)
	// maxAhead is how far the clocks of who records and who replays may differ.
	maxAhead = 24 * time.Hour
	// maxAge is how old answers may be that prove something: what they tell of traffic is of one
	// day too.
	maxAge = 24 * time.Hour
)

// checkDate refuses a date that no recording can have. The zero time as the present one
// leaves out whether it lies ahead.
func (r *Recording) checkDate(now time.Time) error {
	switch {
	case r.now.Before(firstRecording):
		return fmt.Errorf("the recording says that it is of %s, when nothing was recorded: record it again", r.now.UTC().Format(time.RFC3339))
	case !now.IsZero() && r.now.After(now.Add(maxAhead)):
		return fmt.Errorf("the recording says that it is of %s, and now it is %s: record it again, or see to the clock or --now",
			r.now.UTC().Format(time.RFC3339), now.UTC().Format(time.RFC3339))
	}
	return nil
}

// Accounts lists the accounts that were asked with roles, sorted; none where the
// credentials themselves asked.
func (r *Recording) Accounts() []string {
	var accounts []string
	for asked := range r.exchanges {
		if asked.Account == "" { // whose the credentials are is asked only where there is no role
			return nil
		}
		accounts = append(accounts, asked.Account)
	}
	slices.Sort(accounts)
	return slices.Compact(accounts)
}

// tooOld says why a recording proves nothing about a plan, empty if it may: what was unused
// before the plan was made, or a day ago, may have been taken into use since. A plan of which it
// is not known when it was made, and a present that is not known, are newer than any recording.
func (r *Recording) tooOld(p *plan.Plan, now time.Time) string {
	planned, err := time.Parse(time.RFC3339, p.Timestamp)
	switch {
	case err != nil:
		return "the plan has no time, so the recording may be older"
	case planned.Before(firstRecording):
		return "the plan has a time that can't be, so the recording may be older"
	case r.now.Before(planned):
		return "the recording is older than the plan"
	case now.IsZero():
		return "it is not known what time it is now, so the recording may be old"
	case now.Sub(r.now) > maxAge:
		return fmt.Sprintf("the recording is older than %d hours", int(maxAge.Hours()))
	}
	return ""
}

// date says in the observations that they are from a recording, and takes from them what an
// old one can't prove. It may raise a score still, and never lower one.
func (r *Recording) date(p *plan.Plan, now time.Time, observations []risk.Observation) []diagnostic.Diagnostic {
	old := r.tooOld(p, now)
	for i := range observations {
		o := &observations[i]
		o.Recorded = r.now.UTC()
		if old == "" {
			continue
		}
		if o.State == risk.Unused {
			o.State, o.Facts = risk.Unsettled, o.Facts[1:] // the first says that it is unused
		}
		o.Missing = append(o.Missing, old)
	}
	if old == "" || len(observations) == 0 {
		return nil
	}
	return []diagnostic.Diagnostic{diagnostic.Warnf("AWS: the recording of %s proves nothing: %s", r.now.UTC().Format(time.RFC3339), old).
		WithDetail("What was unused then may be in use, so it lowers no score; what was in use counts. Record again, after the plan is made and within a day before it is looked at.")}
}
