package review

import (
	"fmt"
	"strings"
)

// The longest body that a host takes, in bytes, with a margin. GitHub refuses a comment of
// more than 65,536 characters and counts, by the strictest reading of its answers, bytes;
// GitLab takes 1,000,000 characters (https://docs.gitlab.com/administration/instance_limits/);
// a job summary may have 1 MiB (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands).
const (
	gitHubLimit  = 65_536 - 512
	gitLabLimit  = 1_000_000 - 1_000
	summaryLimit = 1<<20 - 1_024
)

// Summary is the place of a job summary in GitHub Actions.
const Summary = "github-summary"

// Limit is the longest text in bytes that a place takes: GitHub, GitLab or Summary.
func Limit(place string) int {
	switch place {
	case GitLab:
		return gitLabLimit
	case Summary:
		return summaryLimit
	}
	return gitHubLimit
}

const (
	foldStart = "<details>"
	foldEnd   = "</details>"
)

// Fit shortens Markdown to a number of bytes. It leaves out whole folds (<details> to
// </details>, on lines of their own) from the last to the first, then whole lines from the
// end, and says so at the end. full leads to the whole report, empty if nothing does.
func Fit(markdown string, limit int, full string) string {
	if len(markdown) <= limit {
		return markdown
	}
	pieces, folds := split(markdown)
	size := len(markdown)
	note := func(left int, what string) string {
		text := fmt.Sprintf("\n> **Shortened:** %d %s left out, as a comment may not be longer.", left, what)
		if full != "" {
			text += " The full report: <" + full + ">"
		}
		return text + "\n"
	}
	longest := len(note(len(markdown), "entries and lines"))
	left := 0
	for i := len(folds) - 1; i >= 0 && size+longest > limit; i-- {
		size -= len(pieces[folds[i]])
		pieces[folds[i]] = ""
		left++
	}
	what := "entries"
	for i := len(pieces) - 1; i >= 0 && size+longest > limit; i-- {
		if pieces[i] == "" {
			continue
		}
		size -= len(pieces[i])
		pieces[i] = ""
		left++
		what = "entries and lines"
	}
	return strings.Join(pieces, "") + note(left, what)
}

// split cuts Markdown into lines and folds, with their ends; folds lists which pieces are
// folds.
func split(markdown string) (pieces []string, folds []int) {
	depth, start := 0, 0
	at := 0
	for line := range strings.Lines(markdown) {
		if strings.HasPrefix(line, foldStart) {
			if depth == 0 {
				start = at
			}
			depth++
		}
		at += len(line)
		switch {
		case depth == 0:
			pieces = append(pieces, line)
		case strings.HasPrefix(line, foldEnd):
			if depth--; depth == 0 {
				folds = append(folds, len(pieces))
				pieces = append(pieces, markdown[start:at])
			}
		}
	}
	if depth > 0 {
		folds = append(folds, len(pieces))
		pieces = append(pieces, markdown[start:])
	}
	return pieces, folds
}
