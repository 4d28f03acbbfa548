package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/analyzer/expect"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/history"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/openfile"
)

// intentFlags are the flags that say what the plan is meant to do.
type intentFlags struct {
	file     string
	trailers bool
}

func (f *intentFlags) register(set *pflag.FlagSet) {
	set.StringVar(&f.file, "expect", "", "fail if the plan does more than `FILE` declares")
	set.BoolVar(&f.trailers, "expect-trailers", false, "fail if the plan does more than the trailers "+expect.Trailer+" of the commits since --base declare")
}

// maxIntent bounds a file with a declared intent, in bytes.
const maxIntent = 1 << 20

// load reads the declared intent, nil for none. Trailers that were asked for and are not
// there declare nothing, so that the plan may do nothing.
func (f *intentFlags) load(ctx context.Context, base string) (*expect.Expectation, error) {
	var declared *expect.Expectation
	if f.file != "" {
		content, err := openfile.Read(ctx, f.file, maxIntent)
		if err != nil {
			return nil, fmt.Errorf("--expect: %w", err)
		}
		if declared, err = expect.Parse(f.file, content); err != nil {
			return nil, fmt.Errorf("--expect: %w", err)
		}
	}
	if !f.trailers {
		return declared, nil
	}
	if base == "" {
		return nil, errors.New("--expect-trailers reads the commits of the change: pass --base REF")
	}
	change, err := history.Read(ctx, ".", base)
	if err != nil {
		return nil, err
	}
	var messages []string
	for _, c := range slices.Backward(change.Commits) {
		messages = append(messages, c.Message)
	}
	inCommits, err := expect.ParseTrailers(messages)
	if err != nil {
		return nil, fmt.Errorf("--expect-trailers: %w", err)
	}
	if inCommits == nil {
		inCommits = &expect.Expectation{Changes: []expect.Change{}}
	}
	return expect.Join(declared, inCommits), nil
}

// digestOf is the expectation's digest, empty for none.
func digestOf(e *expect.Expectation) string {
	if e == nil {
		return ""
	}
	return e.Digest()
}

// maxBeyond bounds what a gate lists.
const maxBeyond = 20

// intentGates holds the report against the declared intent.
func intentGates(e *expect.Expectation, r *report.Report) []report.Gate {
	if e == nil {
		return nil
	}
	result := e.Check(r)
	gate := report.Gate{Name: "expect", Passed: result.Met(), Why: "the plan does no more than was declared"}
	if r.Plan.Errored {
		gate.Passed = false
		gate.Why = "planning failed half-way, so what the plan would do is not known"
	} else if !gate.Passed {
		gate.Why = "the plan does more than was declared"
	}
	listed := "; not declared: "
	for i, b := range result.Beyond {
		if i == maxBeyond {
			gate.Why += fmt.Sprintf(" and %d more", len(result.Beyond)-maxBeyond)
			break
		}
		gate.Why += fmt.Sprintf("%s%s %s (%s)", listed, b.Action, b.Address, b.Why)
		listed = ", "
	}
	for _, over := range result.Exceeded {
		gate.Why += "; " + over
	}
	for _, unmet := range result.Unmet {
		gate.Why += "; declared but not planned: " + unmet
	}
	return []report.Gate{gate}
}
