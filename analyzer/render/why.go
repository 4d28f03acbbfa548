package render

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// whyLeads stand in front of the attributes that a change's reason names.
var whyLeads = [...]string{": forced by ", "Updated in place: "}

// whyProse is a change's reason as Markdown: the attributes that it names and their values
// are code, also those that read like words.
func whyProse(c *report.Change) string {
	text := shorten(clean(c.Why), maxText)
	for _, lead := range whyLeads {
		before, rest, found := strings.Cut(text, lead)
		if !found {
			continue
		}
		if before += lead; before == lead {
			before = strings.TrimPrefix(lead, ": ")
		}
		var b strings.Builder
		b.WriteString(prose(before, false) + " ")
		rest = namedAttributes(&b, c, rest)
		if rest == "" || b.Len() == len(prose(before, false))+1 {
			break
		}
		b.WriteByte(rest[0])
		if rest = rest[1:]; strings.HasPrefix(rest, " ") {
			b.WriteByte(' ')
		}
		b.WriteString(prose(rest, false))
		return b.String()
	}
	return prose(c.Why, false)
}

// namedAttributes writes the list of attributes at the beginning of text and returns what
// is behind it: nothing, or something that begins with a punctuation mark.
func namedAttributes(b *strings.Builder, c *report.Change, text string) string {
	for lead := ""; ; lead = ", " {
		rest, comma := strings.CutPrefix(text, lead)
		path := ""
		for _, p := range slices.Concat(c.ReplacePaths, c.Changed) {
			p = clean(p)
			if len(p) > len(path) && strings.HasPrefix(rest, p) && endsName(rest[len(p):]) {
				path = p
			}
		}
		if !comma || path == "" {
			return text
		}
		b.WriteString(lead + codeSpan(path, false))
		rest = rest[len(path):]
		for _, v := range c.Values {
			before, after := shortValue(v.Before), shortValue(v.After)
			if behind, ok := strings.CutPrefix(rest, " ("+before+arrow+after+")"); ok && clean(v.Path) == path && endsName(behind) {
				b.WriteString(" (" + shortCode(before) + arrow + shortCode(after) + ")")
				rest = behind
				break
			}
		}
		for _, note := range [...]string{" " + knownLater, " (sensitive)"} {
			if behind, ok := strings.CutPrefix(rest, note); ok {
				b.WriteString(note)
				rest = behind
			}
		}
		if text = rest; text != "" && text[0] == ' ' {
			b.WriteString(" " + prose(text, false))
			return ""
		}
	}
}

// endsName reports whether a name or a value may end in front of text.
func endsName(text string) bool { return text == "" || strings.IndexByte(" ,;.", text[0]) >= 0 }

// absent stands in a reason for a value that is not set.
const absent = "none"

// shortValue is how a reason writes a value.
func shortValue(v *string) string {
	if v == nil {
		return absent
	}
	return valueText(v)
}

func shortCode(value string) string {
	if value == absent || value == knownLater {
		return value
	}
	return codeSpan(value, false)
}
