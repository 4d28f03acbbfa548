package render

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// invisible holds printable-by-category runes that show nothing or change their
// neighbours: variation selectors, the grapheme joiner, fillers and blank signs.
var invisible = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x034f, Hi: 0x034f, Stride: 1}, // combining grapheme joiner
		{Lo: 0x115f, Hi: 0x1160, Stride: 1}, // Hangul fillers
		{Lo: 0x17b4, Hi: 0x17b5, Stride: 1}, // Khmer inherent vowels
		{Lo: 0x180b, Hi: 0x180f, Stride: 1}, // Mongolian variation selectors
		{Lo: 0x2800, Hi: 0x2800, Stride: 1}, // Braille blank
		{Lo: 0x3164, Hi: 0x3164, Stride: 1}, // Hangul filler
		{Lo: 0xfe00, Hi: 0xfe0f, Stride: 1}, // variation selectors
		{Lo: 0xffa0, Hi: 0xffa0, Stride: 1}, // half-width Hangul filler
	},
	R32: []unicode.Range32{
		{Lo: 0xe0000, Hi: 0xe0fff, Stride: 1}, // tags and further variation selectors
	},
}

// forbidden reports whether r must not reach a reader as it is. unicode.IsPrint already
// refuses control and format characters (bidi controls, zero-width ones, the byte
// order mark), line and paragraph separators, odd spaces, and unassigned runes.
func forbidden(r rune) bool {
	return !unicode.IsPrint(r) || unicode.Is(invisible, r)
}

// clean makes text from a plan fit for one line of a human report: forbidden runes and
// invalid bytes become visible escapes, and whatever a CI system would take for a
// command is broken up by an escape. An escape stays readable as what it stands for:
// `\x1b`, `\u202e`, `\n`.
func clean(s string) string {
	return breakCommands(visible(s))
}

// maxMarks is the number of combining marks that a letter or digit may carry; more of
// them would grow over the lines around. Other signs carry none.
const maxMarks = 4

// visible replaces forbidden runes and bytes that are not UTF-8 by escapes.
func visible(s string) string {
	if plainASCII(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	marks := maxMarks // a mark at the beginning would mark our own text
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsMark(r):
			marks++
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			marks = 0
		default:
			marks = maxMarks
		}
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case forbidden(r) || marks > maxMarks:
			b.WriteString(escapeRune(r))
		default:
			b.WriteRune(r)
		}
		i += size
	}
	return b.String()
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

func escapeRune(r rune) string {
	switch {
	case r == '\n':
		return `\n`
	case r == '\r':
		return `\r`
	case r == '\t':
		return `\t`
	case r < 0x100:
		return fmt.Sprintf(`\x%02x`, r)
	case r < 0x10000:
		return fmt.Sprintf(`\u%04x`, r)
	default:
		return fmt.Sprintf(`\U%08x`, r)
	}
}

// commandWords begin commands of GitLab and Travis.
var commandWords = [...]string{"section_start", "section_end", "travis_fold"}

// breakCommands makes CI commands impossible anywhere in a line, as some systems look
// for them behind other text: `##[` and `##vso[` (Azure, GitHub), `##teamcity[`,
// `::name::` (GitHub), `section_start:` (GitLab), `travis_fold:`. ARNs keep the double
// colons of their empty fields, and IPv6 addresses theirs.
func breakCommands(s string) string {
	if strings.Contains(s, "##") {
		s = strings.ReplaceAll(s, "##", `#\x23`)
	}
	for _, word := range commandWords {
		s = strings.ReplaceAll(s, word+":", word+`\x3a`)
	}
	// A comment would pass for the marker by which a host's comment is found again, an
	// attachment for a file of the machine (docs.gitlab.com/ci/testing/unit_test_reports).
	s = strings.ReplaceAll(s, "<!--", `<\x21--`)
	s = strings.ReplaceAll(s, "[[ATTACHMENT", `[\x5bATTACHMENT`)
	if strings.Contains(s, "::") {
		s = breakColons(s)
	}
	return s
}

// arnColons is the number of colons in front of an ARN's last part.
const arnColons = 5

// breakColons escapes the last colon of each run of several that stands before a
// letter or at the end of s, outside of ARNs.
func breakColons(s string) string {
	var b strings.Builder
	arn := 0 // colons still to come in the ARN that we are in
	for i := range len(s) {
		c := s[i]
		switch {
		case strings.HasPrefix(s[i:], "arn:") && (i == 0 || !isWordByte(s[i-1])):
			arn = arnColons
		case c == ':' && arn > 0:
			arn--
			b.WriteByte(c)
			continue
		case c <= ' ' || c == '"' || c == ',':
			arn = 0
		}
		if c == ':' && i > 0 && s[i-1] == ':' && (i+1 == len(s) || isCommandByte(s[i+1])) {
			b.WriteString(`\x3a`)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func isWordByte(c byte) bool {
	return isCommandByte(c) || '0' <= c && c <= '9'
}

// isCommandByte reports whether a workflow command's name can start with c.
func isCommandByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_' || c == '-'
}

// openLine makes cleaned text fit to be the first thing on a line.
func openLine(s string) string {
	if rest, ok := strings.CutPrefix(s, "::"); ok {
		return `:\x3a` + rest
	}
	return s
}
