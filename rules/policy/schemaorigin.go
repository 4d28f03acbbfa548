package policy

import "github.com/tfblast/tfblast/analyzer/risk"

// Provenance is where a change comes from. The zero value is that of one of which nothing
// is known.
type Provenance struct {
	// AIAssisted says whether an assistant took part; nil where nobody knows.
	AIAssisted *bool
	// Stated is what was said of it: auto, yes or no; empty stands for auto.
	Stated string
	// Inspected is true if there were commits to look at. Commits and Authors count them and
	// the people who wrote them, Assistants are the titles of the assistants found.
	Inspected        bool
	Commits, Authors int
	Assistants       []string
}

// Expectation is how a plan compares with the declared intent. The zero value is that of a
// plan without one.
type Expectation struct {
	// Declared is true if anything was declared, Exceeded if the plan does more, or may.
	Declared, Exceeded bool
	// Beyond counts what was not declared and the limits exceeded, Missing what was declared
	// and is not planned.
	Beyond, Missing int
}

// The words of provenance.stated.
const (
	statedAuto = "auto"
	statedYes  = "yes"
	statedNo   = "no"
)

func provenanceAttributes() []Attribute {
	inspected := func(s *subject) bool { return s.origin.Inspected }
	return []Attribute{
		{
			Name: "ai_assisted", Doc: "True if an AI assistant took part. Open without commits to look at and without `--ai-assisted`.",
			flag:  func(s *subject) bool { return s.origin.AIAssisted != nil && *s.origin.AIAssisted },
			known: func(s *subject) bool { return s.origin.AIAssisted != nil },
		},
		{Name: "known", Doc: "True if `provenance.ai_assisted` is not open.", flag: func(s *subject) bool { return s.origin.AIAssisted != nil }},
		{Name: "stated", Doc: "What `--ai-assisted` says.", Words: []string{statedAuto, statedYes, statedNo}, text: func(s *subject) string {
			if s.origin.Stated == "" {
				return statedAuto
			}
			return s.origin.Stated
		}},
		{Name: "commits", Doc: "The commits of the change. Open without `--base`.", number: func(s *subject) int { return s.origin.Commits }, known: inspected},
		{Name: "authors", Doc: "The people who wrote them. Open without `--base`.", number: func(s *subject) int { return s.origin.Authors }, known: inspected},
		{Name: "assistants", Doc: "The titles of the assistants that were found. Open without `--base`.", texts: func(s *subject) []string { return s.origin.Assistants }, known: inspected},
	}
}

func expectationAttributes() []Attribute {
	return []Attribute{
		{Name: "declared", Doc: "True if the author declared what the change is to do.", flag: func(s *subject) bool { return s.intent.Declared }},
		{Name: "exceeded", Doc: "True if the plan does more than was declared; false where there was no need to declare.", flag: func(s *subject) bool { return s.intent.Exceeded }},
		{Name: "beyond", Doc: "How much more: what was not declared, and the limits exceeded.", number: func(s *subject) int { return s.intent.Beyond }},
		{Name: "missing", Doc: "Declared changes that the plan does not make.", number: func(s *subject) int { return s.intent.Missing }},
	}
}

func levelAttributes() []Attribute {
	var all []Attribute
	for _, l := range risk.Levels() {
		name := l.String()
		all = append(all, Attribute{
			Name: name, Doc: "The level `" + name + "`.", Words: []string{name}, constant: true, text: func(*subject) string { return name },
		})
	}
	return all
}
