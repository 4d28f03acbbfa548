package analyzer

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
)

// titles are attributes that say what an object is called, beside the labels and descriptions
// of the tables.
var titles = []string{"name", "display_name", "friendly_name", "title"}

// withAdvice adds to the sentence about a replace what makes it needless, where nothing but
// words that the author changed forces it: a description, a label, a name.
func (a *analysis) withAdvice(why string, pass *rules.ChangePass) string {
	c := pass.Change
	if c.Action != plan.ActionReplace || pass.Type.Routine || len(c.ReplacePaths) == 0 || c.Doubt != "" {
		return why
	}
	for _, o := range pass.ForcedBy {
		name := plan.TopName(o.Path)
		if o.Origin != rules.OriginAuthor || !a.table.Harmless(name) && !slices.Contains(titles, name) {
			return why
		}
	}
	paths := topNames(c.ReplacePaths)
	return strings.TrimSuffix(why, ".") + "; leave " + strings.Join(paths, " and ") + " as before and it is not replaced."
}
