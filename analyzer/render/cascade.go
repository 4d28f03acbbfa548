package render

import (
	"fmt"

	"github.com/tfblast/tfblast/analyzer/report"
)

// cascadeShown is the number of caused changes that a root's details name.
const cascadeShown = 8

// cascadeLine says in one line what a root change causes, naming the worst of it; empty
// if it causes nothing. The address comes through show.
func cascadeLine(s *selection, root *report.Change, show func(string) string) string {
	cascade := s.cascades[root]
	if len(cascade) == 0 {
		return ""
	}
	text := "causes " + quantity(len(cascade), "more change")
	worst := s.worst(root)
	if worst == nil {
		return text
	}
	return fmt.Sprintf("%s, the worst %s %d: %s %s", text, worst.Risk.Level, worst.Risk.Score, firstWord(worst), show(worst.Address))
}
