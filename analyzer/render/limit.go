package render

// Unit is what a host counts the length of a text in.
type Unit uint8

// The units. A host that counts characters is served with UTF-16 units: there are never
// fewer of them than code points, so a text that fits by one fits by the other.
const (
	// UnitBytes counts bytes of UTF-8.
	UnitBytes Unit = iota
	// UnitUTF16 counts UTF-16 code units: two for a rune beyond U+FFFF.
	UnitUTF16
)

// Length is the length of text in the unit.
func (u Unit) Length(text string) int {
	if u == UnitBytes {
		return len(text)
	}
	n := 0
	for _, r := range text {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}

// Limit says what a place for Markdown takes. The zero value takes everything.
type Limit struct {
	// Max is the greatest length of a text in Unit; 0 stands for no limit.
	Max  int
	Unit Unit
	// Flat is true for a place that shows HTML as text: nothing is folded there.
	Flat bool
	// NoGraphs is true for a place that does not draw Mermaid.
	NoGraphs bool
}

// marginShare is the part of a limit that a report leaves free, for what a host adds on
// its way in.
const marginShare = 64

// room is the length that a report may have, 0 for any.
func (l Limit) room() int { return l.Max - l.Max/marginShare }

// Less is the limit that is left beside text that the caller puts around a report, such
// as a marker.
func (l Limit) Less(text string) Limit {
	if l.Max > 0 {
		l.Max = max(l.Max-l.Unit.Length(text), 1)
	}
	return l
}

// hostLimits holds the limits by the name of the host.
//
//   - github: a comment or a description of more is refused with "Body is too long (maximum
//     is 65536 characters)", status 422 (github.com/orgs/community/discussions/27190).
//   - github-summary: a step's summary of more than 1024k is not uploaded
//     (docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands, "Step
//     isolation and limits": 1 MiB).
//   - gitlab: docs.gitlab.com/api/notes, body of a note: "Limited to 1,000,000 characters".
//   - bitbucket: "Please enter a non-empty value less than 32768 characters", status 400
//     (Bitbucket Server; jira.atlassian.com/browse/BSERV-14135). It escapes HTML
//     (confluence.atlassian.com/bitbucketserver, "Markdown syntax guide").
//   - azure: "A discussion comment cannot be longer than 150000 characters", status 400. It
//     draws Mermaid in wikis only (learn.microsoft.com/azure/devops/project/wiki/markdown-guidance).
var hostLimits = []struct {
	name  string
	limit Limit
}{
	{"github", Limit{Max: 65_536, Unit: UnitUTF16}},
	{"github-summary", Limit{Max: 1 << 20, Unit: UnitBytes}},
	{"gitlab", Limit{Max: 1_000_000, Unit: UnitUTF16}},
	{"bitbucket", Limit{Max: 32_767, Unit: UnitUTF16, Flat: true, NoGraphs: true}},
	{"azure", Limit{Max: 150_000, Unit: UnitUTF16, NoGraphs: true}},
	{"none", Limit{}},
}

// LimitOf returns the limit of a host by its name, and false for a name that is not in
// LimitNames.
func LimitOf(host string) (Limit, bool) {
	for _, h := range hostLimits {
		if h.name == host {
			return h.limit, true
		}
	}
	return Limit{}, false
}

// LimitNames returns the names that LimitOf knows, for help and messages.
func LimitNames() []string {
	names := make([]string, 0, len(hostLimits))
	for _, h := range hostLimits {
		names = append(names, h.name)
	}
	return names
}
