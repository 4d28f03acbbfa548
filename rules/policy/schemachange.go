package policy

import (
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

func changeAttributes(table *knowledge.Table) []Attribute {
	return []Attribute{
		{Name: "address", Doc: "The instance's address, such as `module.app[\"a\"].aws_instance.web[0]`.", text: func(s *subject) string { return s.change.Address }},
		{Name: "module", Doc: "The address of its module, empty in the root module.", text: func(s *subject) string { return s.change.Module }},
		{Name: "type", Doc: "The resource type.", text: func(s *subject) string { return s.change.Type }},
		{Name: "name", Doc: "The resource's name in the configuration.", text: func(s *subject) string { return s.change.Name }},
		{Name: "mode", Doc: "A resource is `managed`, a data source is `data`.", Words: []string{"managed", "data"}, text: func(s *subject) string { return s.change.Mode }},
		{Name: "provider", Doc: "The provider's full name.", text: func(s *subject) string { return s.change.Provider }},
		{Name: "class", Doc: "The type's risk class, overrides applied.", Words: classWords(table), text: func(s *subject) string { return s.change.Class }},
		{Name: "action", Doc: "What the plan does: `create`, `read`, `update`, `delete`, `replace`, `forget`, `no-op`, or a word that this version does not know.", Words: actionWords(), text: func(s *subject) string { return s.change.Action }},
		{Name: "disruptive", Doc: "True for delete, replace, an unknown action, and an update that a rule calls an outage or a loss.", flag: func(s *subject) bool { return s.change.Disruptive }},
		{Name: "order", Doc: "For a replace, which object comes first; empty for the rest.", Words: orderWords(), text: func(s *subject) string { return s.change.Order }},
		{Name: "reason", Doc: "Terraform's `action_reason`, or empty.", text: func(s *subject) string { return s.change.Reason }},
		{Name: "certainty", Doc: "`possible` where only unknown values make the change.", Words: []string{"certain", "possible"}, text: func(s *subject) string { return s.change.Certainty }},
		{Name: "moved", Doc: "True if the instance gets another address.", flag: func(s *subject) bool { return s.change.Moved }},
		{Name: "imported", Doc: "True if the plan imports it.", flag: func(s *subject) bool { return s.change.Imported }},
		{Name: "deposed", Doc: "True if it is about a leftover object and not the live one.", flag: func(s *subject) bool { return s.change.Deposed }},
		{Name: "deferred", Doc: "True if it is put off to a later plan.", flag: func(s *subject) bool { return s.change.Deferred }},
		{Name: "opaque", Doc: "True if the plan does not show what the change does.", flag: func(s *subject) bool { return s.change.Opaque }},
		{Name: "changed", Doc: "The paths of the attributes that differ.", texts: func(s *subject) []string { return s.change.Changed }},
		{Name: "replace_paths", Doc: "The paths that force a replace.", texts: func(s *subject) []string { return s.change.ReplacePaths }},
		{Name: "origins", Doc: "Where these come from, one for each forcing path.", Words: originWords(), texts: func(s *subject) []string { return s.change.Origins }},
		{Name: "outcomes", Doc: "What the change may come to, the worst first.", Words: knowledge.Outcomes(), texts: func(s *subject) []string { return s.change.Outcomes }},
		{Name: "when", Doc: "When that takes effect.", Words: knowledge.Moments(), text: func(s *subject) string { return s.change.When }},
		{Name: "caused_by", Doc: "The addresses of the changes that cause it directly.", texts: func(s *subject) []string { return s.change.CausedBy }},
		{Name: "causes", Doc: "The addresses of those at the root of it; empty for a root.", texts: func(s *subject) []string { return s.change.Causes }},
		{Name: "rules", Doc: "The built-in rules that gave it points.", texts: func(s *subject) []string { return factorRules(s.verdict.Factors) }},
		{Name: "score", Doc: "Its score, 0 to 100, before any rule of the policy.", number: func(s *subject) int { return s.verdict.Score }},
		{Name: "level", Doc: "The level of that score.", Words: levelWords(), text: func(s *subject) string { return risk.LevelOf(s.verdict.Score).String() }},
		{Name: "acts_on", Doc: "How many instances it acts on beside what depends on it.", number: func(s *subject) int { return s.change.ActsOn }},
		{Name: "owners", Doc: "The teams of `owners` blocks that own the instance.", texts: func(s *subject) []string { return s.change.Owners }},
	}
}

func downstreamAttributes() []Attribute {
	return []Attribute{
		{Name: "total", Doc: "All of them: `unchanged` + `changing` + `leaving`.", number: func(s *subject) int { return s.change.Downstream.Total }},
		{Name: "unchanged", Doc: "Those that the plan leaves as they are.", number: func(s *subject) int { return s.change.Downstream.Unchanged }},
		{Name: "changing", Doc: "Those that it changes.", number: func(s *subject) int { return s.change.Downstream.Changing }},
		{Name: "leaving", Doc: "Those that it deletes or forgets.", number: func(s *subject) int { return s.change.Downstream.Leaving }},
		{Name: "direct", Doc: "Those at distance 1.", number: func(s *subject) int { return s.change.Downstream.Direct }},
		{Name: "touched", Doc: "Those that an update in place reaches; for the rest the same as `total`.", number: func(s *subject) int { return s.change.Downstream.Touched }},
		{Name: "new", Doc: "Those that the plan creates; they are in no total.", number: func(s *subject) int { return s.change.Downstream.New }},
		{Name: "data", Doc: "Data sources reached.", number: func(s *subject) int { return s.change.Downstream.Data }},
		{Name: "outputs", Doc: "Outputs of the root module reached.", number: func(s *subject) int { return s.change.Downstream.Outputs }},
		{Name: "depth", Doc: "The largest distance.", number: func(s *subject) int { return s.change.Downstream.Depth }},
		{Name: "lower_bound", Doc: "True if there may be more.", flag: func(s *subject) bool { return s.change.Downstream.LowerBound }},
		{Name: "upper_bound", Doc: "True if there may be less.", flag: func(s *subject) bool { return s.change.Downstream.UpperBound }},
		{Name: "owners", Doc: "The teams that own them.", texts: func(s *subject) []string { return s.change.Downstream.Owners }},
	}
}

func recoveryAttributes() []Attribute {
	return []Attribute{
		{Name: "tier", Doc: "What is left after it.", Words: tierWords(), text: func(s *subject) string { return s.change.Recovery.Tier }},
		{Name: "why", Doc: "The proof, in one clause.", text: func(s *subject) string { return s.change.Recovery.Why }},
	}
}
