package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// annotations says for each kind of annotation how many of them a step can show: GitHub
// takes the first 10 of a kind and drops the others
// (github.com/orgs/community/discussions/26680). One notice is the verdict, one may be what
// the policy changed.
var annotations = []struct {
	kind  string
	floor risk.Level
	shown int
}{
	{"error", risk.LevelHigh, 10},
	{"warning", risk.LevelMedium, 10},
	{"notice", risk.LevelInfo, 9},
}

// writeGitHub writes workflow commands that annotate a run of GitHub Actions and the lines
// of the pull request (docs.github.com/en/actions/reference/workflows-and-actions/
// workflow-commands). The first one is the verdict, with what the others leave out.
func writeGitHub(w io.Writer, r *report.Report, o Options) error {
	list, below := problems(r, o)
	var lines []string
	left := below
	used := make([]int, len(annotations))
	notes := policyNotes(r)
	if len(notes) > 0 {
		used[len(annotations)-1]++
	}
	for i := range list {
		p := &list[i]
		kind := 0
		if p.ignored != "" {
			kind = len(annotations) - 1
		}
		for kind < len(annotations)-1 && p.level < annotations[kind].floor {
			kind++
		}
		if used[kind]++; used[kind] > annotations[kind].shown {
			left = append(left, p.level)
			continue
		}
		lines = append(lines, workflowCommand(annotations[kind].kind, p.place, p.title, p.message))
	}
	message := verdict(r)
	if r.WhatIf != nil {
		message = clean(whatIfSentence(r.WhatIf)) + " " + message
	}
	if r.Summary.LowerBound {
		message += " (" + lowerBoundNote + ")"
	}
	if len(left) > 0 {
		message += ". Without an annotation of their own: " + levelCounts(left)
	}
	title := fmt.Sprintf("tfblast: %s %d", r.Summary.Level, r.Summary.Score)
	out := bufio.NewWriter(w)
	_, _ = out.WriteString(workflowCommand("notice", place{}, title, message)) // bufio keeps the error for Flush
	if len(notes) > 0 {
		for i := range notes {
			notes[i] = ended(notes[i])
		}
		if more := len(notes) - shownEffects; more > 0 {
			notes = append(notes[:shownEffects:shownEffects], fmt.Sprintf("… and %d more", more))
		}
		_, _ = out.WriteString(workflowCommand("notice", place{}, "policy", strings.Join(notes, " ")))
	}
	for _, line := range lines {
		_, _ = out.WriteString(line)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write github annotations: %w", err)
	}
	return nil
}

// A workflow command ends with its line; in its properties colons and commas mean
// something as well. The runner decodes exactly these
// (github.com/actions/runner, src/Runner.Common/ActionCommand.cs).
var (
	commandData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	commandProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func workflowCommand(kind string, at place, title, message string) string {
	var b strings.Builder
	b.WriteString("::" + kind + " ")
	if at.line > 0 {
		fmt.Fprintf(&b, "file=%s,line=%d,", commandProperty.Replace(at.file), at.line)
	}
	b.WriteString("title=" + commandProperty.Replace(shorten(title, maxHeading)) + "::" + commandData.Replace(message) + "\n")
	return b.String()
}
