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
		if o == "outage" && c.Downtime != nil {
			words[i] += " (" + downtimeText(c) + ")"
		}
	}
	text := strings.Join(words, ", ")
	if moment := moments[c.When]; moment != "" {
		text += "; " + moment
	}
	return text
}

// downtimeText says how long what a change takes away is usually missing. Where data goes as
// well, that is only the time until there is an empty one.
func downtimeText(c *report.Change) string {
	usual := spanText(c.Downtime.FromMinutes, c.Downtime.ToMinutes)
	text := "usually " + usual
	switch {
	case slices.Contains(c.Outcomes, "data-loss"):
		text = "making it again, empty, usually takes " + usual
	case c.Action == "delete":
		text = "making it again usually takes " + usual
	}
	if slices.Contains(c.Outcomes, "stuck") {
		return "if it is not refused; " + text
	}
	return text
}

// downtimeReason is downtimeText with what takes the time.
func downtimeReason(c *report.Change) string { return downtimeText(c) + ": " + clean(c.Downtime.Why) }

// createFirstText says what create_before_destroy would do for a replace that destroys first.
func createFirstText(f *report.CreateFirst) string {
	text := "would not close the gap"
	if f.ClosesGap {
		text = "would close the gap"
	}
	return strings.TrimSuffix(text+": "+clean(f.Why), ": ")
}

// spanText puts a span of minutes in words.
func spanText(from, to int) string {
	shortest, unit := inUnit(from)
	longest, longestUnit := inUnit(to)
	switch {
	case from == 0 && to == 1:
		return "less than a minute"
	case from == 0:
		return fmt.Sprintf("up to %d %s", longest, longestUnit)
	case from == to:
		return fmt.Sprintf("%d %s", longest, longestUnit)
	case unit == longestUnit:
		return fmt.Sprintf("%d to %d %s", shortest, longest, unit)
	}
	return fmt.Sprintf("%d %s to %d %s", shortest, unit, longest, longestUnit)
}

// inUnit puts minutes in the greatest unit of which there are two or more and no rest.
func inUnit(minutes int) (int, string) {
	for _, u := range [...]struct {
		minutes int
		name    string
	}{{24 * 60, "days"}, {60, "hours"}} {
		if minutes >= 2*u.minutes && minutes%u.minutes == 0 {
			return minutes / u.minutes, u.name
		}
	}
	return minutes, "min"
}
