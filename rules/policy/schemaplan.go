package policy

import "github.com/tfblast/tfblast/analyzer/risk"

func findingAttributes() []Attribute {
	return []Attribute{
		{Name: "rule", Doc: "The name of the rule that found it.", text: func(s *subject) string { return s.finding.Rule }},
		{Name: "score", Doc: "Its score, 0 to 100.", number: func(s *subject) int { return s.finding.Score }},
		{Name: "level", Doc: "The level of that score.", Words: levelWords(), text: func(s *subject) string { return risk.LevelOf(s.finding.Score).String() }},
		{Name: "summary", Doc: "What was found, in one sentence.", text: func(s *subject) string { return s.finding.Summary }},
		{Name: "addresses", Doc: "The instances concerned.", texts: func(s *subject) []string { return s.finding.Addresses }},
	}
}

func planAttributes() []Attribute {
	return []Attribute{
		{Name: "stack", Doc: "The stack's name (`--stack`, or the plan's folder).", text: func(s *subject) string { return s.plan.Stack }},
		{Name: "workspace", Doc: "The workspace, empty where nothing says which.", text: func(s *subject) string { return s.plan.Workspace }},
		{Name: "environments", Doc: "The `environment` blocks of the policy that apply.", texts: func(s *subject) []string { return s.judged.environments }},
		{Name: "source", Doc: "The plan's file name as given.", text: func(s *subject) string { return s.plan.Source }},
		{Name: "terraform_version", Doc: "The version that wrote the plan, or empty.", text: func(s *subject) string { return s.plan.TerraformVersion }},
		{Name: "score", Doc: "The highest score of its changes and findings that are not ignored. Rules about the plan see it with what the other rules raise, the others without.", number: func(s *subject) int { return s.judged.score }},
		{Name: "level", Doc: "The level of that score.", Words: levelWords(), text: func(s *subject) string { return risk.LevelOf(s.judged.score).String() }},
		{Name: "resources", Doc: "Managed instances in state or plan.", number: func(s *subject) int { return s.plan.Resources }},
		{Name: "affected", Doc: "Existing instances that a disruptive change hits.", number: func(s *subject) int { return s.plan.Affected }},
		{Name: "disruptive", Doc: "Changes that are disruptive, ignored ones included.", number: func(s *subject) int { return s.plan.Disruptive }},
		{Name: "create", Doc: "Instances that are created.", number: func(s *subject) int { return s.plan.Create }},
		{Name: "update", Doc: "Instances that are updated in place.", number: func(s *subject) int { return s.plan.Update }},
		{Name: "replace", Doc: "Instances that are replaced.", number: func(s *subject) int { return s.plan.Replace }},
		{Name: "delete", Doc: "Instances that are deleted.", number: func(s *subject) int { return s.plan.Delete }},
		{Name: "forget", Doc: "Instances that Terraform stops managing.", number: func(s *subject) int { return s.plan.Forget }},
		{Name: "unknown", Doc: "Instances whose action this version does not know.", number: func(s *subject) int { return s.plan.Unknown }},
		{Name: "moved", Doc: "Instances with a new address.", number: func(s *subject) int { return s.plan.Moved }},
		{Name: "imported", Doc: "Imported instances.", number: func(s *subject) int { return s.plan.Imported }},
		{Name: "deposed", Doc: "Leftover objects that are deleted.", number: func(s *subject) int { return s.plan.Deposed }},
		{Name: "complete", Doc: "False if the plan says that it leaves changes out.", flag: func(s *subject) bool { return !s.plan.Incomplete }},
		{Name: "errored", Doc: "True if planning failed half-way.", flag: func(s *subject) bool { return s.plan.Errored }},
		{Name: "lower_bound", Doc: "True if counts may be too low.", flag: func(s *subject) bool { return s.plan.LowerBound }},
	}
}
