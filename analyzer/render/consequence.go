package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// originNotes put origins in words that stand behind a forcing path. What the author
// wrote needs none.
var originNotes = map[string]string{
	"drift": "changed outside Terraform", "default": "had no value before", "sensitive": "hidden", "unexplained": "unexplained",
}

// forcedBy lists the paths that force a replace, each once, with where it comes from.
// name writes a path or an address.
func forcedBy(c *report.Change, name func(string) string) string {
	shown := c.ReplacePaths[:min(len(c.ReplacePaths), namesShown)]
	parts := make([]string, len(shown))
	for i, path := range shown {
		parts[i] = name(path) + originNote(c, path, name)
	}
	text := strings.Join(parts, ", ")
	if more := len(c.ReplacePaths) - len(shown); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	if text != "" && c.Certainty == "possible" {
		text += "; known after apply, so it may turn out the same"
	}
	return text
}

func originNote(c *report.Change, path string, name func(string) string) string {
	i := slices.IndexFunc(c.ForcedBy, func(o report.Origin) bool { return o.Path == path })
	if i < 0 {
		return ""
	}
	o := c.ForcedBy[i]
	if o.By != nil {
		return " (from " + name(*o.By) + ")"
	}
	if note := originNotes[o.Origin]; note != "" {
		return " (" + note + ")"
	}
	return ""
}

// moments put in words when a change takes effect, where that is not at apply.
var moments = map[string]string{
	"next-maintenance": "in the next maintenance window",
	"next-deploy":      "at the next deploy or restart", "after-days": "after days", "caches-expire": "as caches expire",
}

// outcomeText says what a change may come to, and when if that is later; it is empty
// where there is nothing to say.
func outcomeText(c *report.Change) string {
	if len(c.Outcomes) == 0 || slices.Equal(c.Outcomes, []string{"none"}) {
		return ""
	}
	words := make([]string, len(c.Outcomes))
	for i, o := range c.Outcomes {
		words[i] = strings.ReplaceAll(clean(o), "-", " ")
	}
	text := strings.Join(words, ", ")
	if moment := moments[c.When]; moment != "" {
		text += "; " + moment
	}
	return text
}
