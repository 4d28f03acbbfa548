package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// verdict says in one line what the plan does: its actions and what they affect, and
// whether a policy takes something out of it.
func verdict(r *report.Report) string { return deeds(r) + policyPart(r) }

func deeds(r *report.Report) string {
	s := &r.Summary
	parts := actionCounts(s.Actions)
	for _, more := range [...]struct {
		n    int
		noun string
	}{{s.Moved, "move"}, {s.Imported, "import"}, {s.Deposed, "deposed object"}, {s.Deferred, "deferred change"}} {
		if more.n > 0 {
			parts = append(parts, quantity(more.n, more.noun))
		}
	}
	if n := len(r.Invocations); n > 0 {
		parts = append(parts, quantity(n, "provider action"))
	}
	switch {
	case len(parts) == 0 && len(r.Changes) > 0:
		return quantity(len(r.Changes), "change") + " · " + affected(r)
	case len(parts) == 0 && s.LowerBound && !r.Plan.Errored:
		return "No changes are listed, and the plan does not show all."
	case len(parts) == 0 && r.Plan.Errored:
		return "No changes were planned before the error."
	case len(parts) == 0 && len(r.Outputs) > 0:
		return fmt.Sprintf("No changes but of %s. %s", quantity(len(r.Outputs), "output"), resourcesStay(s.Resources))
	case len(parts) == 0:
		return "No changes. " + resourcesStay(s.Resources)
	}
	return strings.Join(parts, ", ") + " · " + affected(r)
}

func resourcesStay(n int) string {
	switch n {
	case 0:
		return "The plan holds no resources."
	case 1:
		return "The only resource stays as it is."
	default:
		return fmt.Sprintf("All %d resources stay as they are.", n)
	}
}

// affected says how much of the whole is affected, or that nothing is.
func affected(r *report.Report) string {
	s := &r.Summary
	if s.Affected == 0 && !disruptive(r.Changes) {
		if s.LowerBound {
			return "nothing destroyed or replaced that this plan shows"
		}
		return "nothing is destroyed or replaced"
	}
	bound := ""
	if s.LowerBound {
		bound = "at least "
	}
	return fmt.Sprintf("%s%d of %s affected%s", bound, s.Affected, quantity(s.Resources, "resource"), besideThem(&r.Graph))
}

func disruptive(changes []report.Change) bool {
	for i := range changes {
		if changes[i].Disruptive {
			return true
		}
	}
	return false
}

// planFacts names a plan: where it is from, what wrote it, when.
func planFacts(p *report.Plan) []string {
	source := clean(p.Source)
	if source == "-" {
		source = "standard input"
	}
	facts := []string{source}
	if namesStack(p) {
		facts = append(facts, "stack "+clean(p.Stack))
	}
	if p.TerraformVersion != "" {
		facts = append(facts, "Terraform "+clean(p.TerraformVersion))
	}
	if p.Timestamp != "" {
		facts = append(facts, "planned "+clean(p.Timestamp))
	}
	return facts
}

// namesStack reports whether a plan's stack says more than its source does.
func namesStack(p *report.Plan) bool {
	return p.Stack != "" && !strings.HasPrefix(p.Source, p.Stack+"/")
}

const lowerBoundNote = "as far as this plan shows"

// levelWord is the headline's word for the plan's level and score.
func levelWord(level risk.Level, score int) string {
	return fmt.Sprintf("%s %d", strings.ToUpper(level.String()), score)
}

// boundedTotal writes the downstream count with the mark of how exact it is.
func boundedTotal(d *report.Downstream) string {
	switch {
	case d.LowerBound && d.UpperBound:
		return fmt.Sprintf("about %d", d.Total)
	case d.LowerBound:
		return fmt.Sprintf("≥ %d", d.Total)
	case d.UpperBound:
		return fmt.Sprintf("≤ %d", d.Total)
	default:
		return fmt.Sprint(d.Total)
	}
}

// downstreamSentence says how many resources depend on a change and what becomes of them.
func downstreamSentence(d *report.Downstream) string {
	if d.Total == 0 && !d.LowerBound {
		where := "that exists"
		if d.External > 0 {
			where = "in this state"
		}
		return "nothing " + where + " depends on it" + alsoReached(d)
	}
	if d.Total == 0 {
		return "nothing that this plan shows depends on it" + alsoReached(d)
	}
	noun := "resources"
	if d.Total == 1 {
		noun = "resource"
	}
	var split, parts []string
	for _, part := range [...]struct {
		n    int
		word string
	}{{d.Unchanged, "unchanged"}, {d.Changing, "changing"}, {d.Leaving, "leaving"}} {
		if part.n > 0 {
			split, parts = append(split, fmt.Sprintf("%d %s", part.n, part.word)), append(parts, part.word)
		}
	}
	s := boundedTotal(d) + " " + noun
	switch {
	case len(split) == 1 && d.Total > 1:
		s += ", all " + parts[0]
	case len(split) == 1:
		s += ", " + parts[0]
	case len(split) > 1:
		s += ": " + strings.Join(split, ", ")
	}
	if d.Depth > 1 {
		least := ""
		if slices.ContainsFunc(d.Resources, func(r report.Affected) bool { return r.DistanceLowerBound }) {
			least = "at least "
		}
		s += fmt.Sprintf("; %d direct, the farthest %s%d steps away", d.Direct, least, d.Depth)
	}
	return s + alsoReached(d)
}

func alsoReached(d *report.Downstream) string {
	var also []string
	if d.New > 0 {
		also = append(also, fmt.Sprintf("%d new", d.New))
	}
	if d.Released > 0 {
		also = append(also, fmt.Sprintf("%d that this plan releases", d.Released))
	}
	if d.Data > 0 {
		also = append(also, quantity(d.Data, "data source"))
	}
	if d.Outputs > 0 {
		also = append(also, quantity(d.Outputs, "output"))
	}
	if len(also) == 0 {
		return ""
	}
	return "; not counted: " + strings.Join(also, ", ")
}

// harmlessLine sums up the changes at level info that are not listed.
func harmlessLine(changes []*report.Change) string {
	counts, still := map[string]int{}, map[string]int{}
	kind := "harmless"
	for _, c := range changes {
		if c.Action == noOp {
			still[actionWord(c)]++
		} else {
			counts[c.Action]++
		}
		if c.Disruptive || loses(c.Action) {
			kind = "at level info"
		}
	}
	parts := actionCounts(counts)
	for _, word := range [...]string{"move", "import", "move, import", noOp} {
		if n := still[word]; n > 0 {
			parts = append(parts, quantity(n, word))
		}
	}
	return fmt.Sprintf("+ %d %s: %s", len(changes), kind, strings.Join(parts, ", "))
}

// leftOut says what the table does not list because of --top and --min-level.
func leftOut(s selection, o Options) []string {
	var list []string
	if n := len(s.more); n > 0 {
		list = append(list, fmt.Sprintf("… and %d more (--top %d lists them)", n, n+len(s.rows)))
	}
	if s.below > 0 {
		list = append(list, fmt.Sprintf("%s below %s left out (--min-level)", quantity(s.below, "change"), o.MinLevel))
	}
	return list
}

// unresolvedShown is the number of unresolved references that reports name.
const unresolvedShown = 3

// coverageLine says in one line how far the dependency graph can be trusted.
func coverageLine(g *report.Graph) string {
	c := &g.Coverage
	if c.Complete {
		return "Graph: " + quantity(g.Edges, "edge") + " between " + quantity(g.Resources, "resource") + andOutside(g) + ", none known to be missing." + lookedUp(c.Outside)
	}
	sentences := []string{"Graph incomplete, counts may be too low."}
	if len(c.Unresolved) > 0 {
		sentences = append(sentences, "Unresolved: "+unresolvedList(c.Unresolved)+".")
	}
	for _, reason := range c.Reasons {
		sentences = append(sentences, sentence(reason))
	}
	if c.Remedy != "" {
		sentences = append(sentences, "To make them exact: "+strings.TrimSuffix(clean(c.Remedy), ".")+".")
	}
	return strings.Join(sentences, " ") + lookedUp(c.Outside)
}

// ended is text from elsewhere with a full stop. It begins as it is written: often with an
// address, or with the name of a stack.
func ended(text string) string { return strings.TrimSuffix(clean(text), ".") + "." }

// sentence makes a clause of our own a sentence: a plain first word gets a capital letter, a
// name or an address stays what it is.
func sentence(clause string) string {
	text := ended(clause)
	word, _, _ := strings.Cut(text, " ")
	word = strings.TrimRight(word, ",.")
	if word == "" || strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") != "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// unresolvedList names the first unresolved references and counts the others.
func unresolvedList(list []report.Unresolved) string {
	var names []string
	for i, u := range list {
		if i == unresolvedShown {
			return strings.Join(names, ", ") + fmt.Sprintf(" and %d more", len(list)-i)
		}
		name := shorten(clean(u.Reference), defaultWidth)
		if u.In != "" {
			name += " in " + shorten(clean(u.In), defaultWidth)
		}
		names = append(names, fmt.Sprintf("%s (%s)", name, quantity(u.Resources, "resource")))
	}
	return strings.Join(names, ", ")
}

// diagnosticsLine counts the diagnostics by severity, the worst first.
func diagnosticsLine(list []diagnostic.Diagnostic) string {
	counts := map[diagnostic.Severity]int{}
	for _, d := range list {
		counts[d.Severity]++
	}
	var parts []string
	for _, kind := range [...]struct {
		severity diagnostic.Severity
		noun     string
	}{{diagnostic.Error, "error"}, {diagnostic.Warning, "warning"}, {diagnostic.Info, "note"}} {
		if n := counts[kind.severity]; n > 0 {
			parts = append(parts, quantity(n, kind.noun))
		}
	}
	return strings.Join(parts, ", ")
}

// invocationPhrase says what triggers an action invocation.
func invocationPhrase(a *report.ActionInvocation) (phrase, trigger string) {
	phrase = "from the command line"
	if a.Trigger != "" {
		phrase = "triggered by"
		if a.Event != "" {
			phrase = clean(a.Event) + " of"
		}
	}
	return phrase, clean(a.Trigger)
}
