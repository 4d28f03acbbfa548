package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/review"
)

// labelPrefix begins the labels that --label sets and removes.
const labelPrefix = "tfblast:"

// setLabel labels the request with the highest level of all its comments, so that of
// several stacks the worst one shows, whichever job comes last. Without a report only the
// others count; where there are none there is no label.
func (c *commentRun) setLabel(ctx context.Context, r *report.Report) error {
	var levels []risk.Level
	if r != nil {
		levels = append(levels, r.Summary.Level)
	}
	if !c.comment.noComment {
		found, err := c.review.Find(ctx, review.NewMarker(c.name))
		if err != nil {
			return err
		}
		for _, text := range found.Others {
			var other report.Baseline
			if other.UnmarshalText([]byte(text)) == nil {
				levels = append(levels, other.Level)
			}
		}
	}
	label := ""
	if len(levels) > 0 {
		label = slices.Max(levels).String()
	}
	return c.review.Label(ctx, labelPrefix, label)
}

const (
	// statusLimit is the longest description of a commit status on GitHub, in characters
	// (https://docs.github.com/rest/commits/statuses).
	statusLimit = 140
	// contextLimit bounds the status's name; both hosts take 255 characters.
	contextLimit = 200
)

// statusOf is the commit status of the comment's name.
func (c *commentRun) statusOf(state review.State, text string) review.Status {
	name := "tfblast"
	if c.name != "" && c.name != "." {
		name += "/" + render.Clean(c.name)
	}
	return review.Status{State: state, Context: cut(name, contextLimit), Description: cut(render.Clean(text), statusLimit), URL: c.target.Job}
}

// statusText is what the commit status says of a report.
func statusText(r *report.Report) string {
	s := r.Summary
	text := fmt.Sprintf("%s %d", s.Level, s.Score)
	if s.LowerBound {
		text += " as far as the plan shows"
	}
	text += fmt.Sprintf(", %d of %d affected", s.Affected, s.Resources)
	if failed, ok := errors.AsType[*GateError](gateError(r)); ok {
		text += "; failed: " + strings.Join(failed.Failed, ", ")
	}
	return text
}

// cut shortens text to a number of characters.
func cut(text string, limit int) string {
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit-1]) + "…"
	}
	return text
}

// summarize adds the report to the job summary of GitHub Actions. The limit is that of all that
// the step writes there; beyond it the runner would drop everything.
func (c *commentRun) summarize(r *report.Report) error {
	path := c.process.Getenv("GITHUB_STEP_SUMMARY")
	if path == "" {
		return nil
	}
	limit, err := limitOf(summaryPlace)
	if err != nil {
		return err
	}
	written := 0
	if info, err := os.Stat(path); err == nil {
		written = int(info.Size())
	}
	limit.Max = max(limit.Max-written, 1)
	text, err := c.markdown(r, limit)
	if written > 0 && (err != nil || len(text) >= limit.Max) {
		_, _ = fmt.Fprintln(c.process.Stderr, "tfblast: warning: the report is not in the job summary: what this step has written there before leaves no room")
		return nil //nolint:nilerr // what is left is too little for any report
	}
	if err != nil {
		return err
	}
	return appendSummary(path, text)
}

// summarizeFailure says in the job summary that there is no report.
func (c *commentRun) summarizeFailure() error {
	path := c.process.Getenv("GITHUB_STEP_SUMMARY")
	if path == "" {
		return nil
	}
	return appendSummary(path, noReport)
}

func appendSummary(path, text string) error {
	if err := review.AppendSummary(path, text); err != nil {
		return fmt.Errorf("write the job summary (GITHUB_STEP_SUMMARY): %w", err)
	}
	return nil
}

// setOutputs writes the outputs of a step of GitHub Actions. Without a report those about
// it are empty.
func (c *commentRun) setOutputs(r *report.Report, code ExitCode) error {
	path := c.process.Getenv("GITHUB_OUTPUT")
	if path == "" {
		return nil
	}
	var level, score, affected, owners, file string
	if r != nil {
		level, score, affected = r.Summary.Level.String(), strconv.Itoa(r.Summary.Score), strconv.Itoa(r.Summary.Affected)
		owners = strings.Join(slices.Sorted(maps.Keys(r.Owners)), ",")
		file = c.reportPath()
	}
	return review.AppendOutputs(path, []review.Output{
		{Name: "level", Value: level},
		{Name: "score", Value: score},
		{Name: "affected", Value: affected},
		{Name: "owners", Value: owners},
		{Name: "report-path", Value: file},
		{Name: "exit-code", Value: strconv.Itoa(int(code))},
	})
}

// reportPath is the absolute path of the first report that goes to a file, empty for none.
func (c *commentRun) reportPath() string {
	for _, out := range c.request.outputs {
		if out.path == "" {
			continue
		}
		if path, err := filepath.Abs(out.path); err == nil {
			return path
		}
		return out.path
	}
	return ""
}
