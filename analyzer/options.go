package analyzer

import (
	"context"
	"fmt"
	"time"

	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/expect"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/provenance"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/policy"
)

// ValuesPolicy says which attribute values a report shows. Whatever is masked in the
// plan model is shown by none of them.
type ValuesPolicy string

// The values policies.
const (
	// ValuesNone shows no value at all.
	ValuesNone ValuesPolicy = "none"
	// ValuesSafe shows the attributes that the knowledge tables list as harmless and
	// telling.
	ValuesSafe ValuesPolicy = "safe"
	// ValuesAll shows every value that is not masked.
	ValuesAll ValuesPolicy = "all"
)

// ParseValuesPolicy reads a policy's word; the error lists the words.
func ParseValuesPolicy(word string) (ValuesPolicy, error) {
	switch p := ValuesPolicy(word); p {
	case ValuesNone, ValuesSafe, ValuesAll:
		return p, nil
	}
	return "", fmt.Errorf("unknown values policy %q: want one of none, safe, all", word)
}

// Options steers an analysis. The zero value is ready to use.
type Options struct {
	// Source and Stack are put into the report as they are.
	Source, Stack string
	// Version is the tool's version for the report.
	Version string
	// Now is what time-based findings measure against; the zero time means that there
	// are none.
	Now time.Time
	// Config is the source of the plan's configuration, as config.Load reads it; nil where
	// there is none. ConfigFolder is how the report names it.
	Config       *config.Tree
	ConfigFolder string
	// ConfigFits says that the source was found to fit the plan.
	ConfigFits bool
	// Drawing is a graph that Terraform drew of the configuration, as graph.ReadGraphFile
	// reads it; nil without one.
	Drawing *graph.Drawing
	// NoInferred leaves out dependency edges that rest on known values only.
	NoInferred bool
	// Values says which attribute values are shown; empty means ValuesSafe.
	Values ValuesPolicy
	// Policy is what the team's own rules say for this plan; nil for nothing.
	Policy *policy.Settings
	// Provenance is what the commits of the change tell of its origin; nil where nobody asked.
	Provenance *provenance.Result
	// Expectation is what the author declared the plan to do; nil for nothing.
	Expectation *expect.Expectation
	// Outside is asked about disruptive changes, nil for nobody.
	Outside Outside
	// MaxDownstream bounds the instances listed for one change; 0 means 100. Counts
	// are always of all.
	MaxDownstream int
	// watched is the instance that is explained, nil for none.
	watched *watched
}

// watched gathers what the policy changed for one instance.
type watched struct {
	address string
	effects []report.PolicyEffect
}

// Outside knows of objects that are not in the plan's state, such as aws.Client does.
type Outside interface {
	// Look returns what depends on the objects of disruptive changes of a plan, what it saw of
	// each of them, and what it could not look up. Whatever it can't tell is a diagnostic and
	// an observation that says so. What the plan hides is masked by who calls.
	Look(ctx context.Context, p *plan.Plan, disruptive []*plan.Change) ([]graph.External, []risk.Observation, []diagnostic.Diagnostic)
}

const defaultMaxDownstream = 100

func (o Options) maxDownstream() int {
	if o.MaxDownstream > 0 {
		return o.MaxDownstream
	}
	return defaultMaxDownstream
}

func (o Options) values() ValuesPolicy {
	if o.Values == "" {
		return ValuesSafe
	}
	return o.Values
}
