package render

import (
	"fmt"
	"html"
	"strings"
)

// maxSpan is the number of columns from which on code spans are shortened.
const maxSpan = 400

// codeSpan writes text from a plan as a code span: no mention, reference, link, HTML
// or emphasis can arise in it. The fence is longer than any run of backticks in the
// text; a text that begins or ends with one gets the spaces that Markdown takes off
// again (CommonMark 0.31, section 6.1). In a table a pipe must be escaped even in code
// (GFM 0.29, section 4.10); one behind a backslash becomes `\x7c`, as renderers differ
// there.
func codeSpan(s string, table bool) string {
	s = shorten(clean(s), maxSpan)
	if s == "" {
		return "` `"
	}
	if table {
		s = strings.ReplaceAll(s, `\|`, `\\x7c`)
		s = strings.ReplaceAll(s, "|", `\|`)
		s = noFormula(s)
	}
	fence := strings.Repeat("`", longestRun(s, '`')+1)
	padding := ""
	if s[0] == '`' || s[len(s)-1] == '`' ||
		s[0] == ' ' && s[len(s)-1] == ' ' && strings.Trim(s, " ") != "" {
		padding = " "
	}
	return fence + padding + s + padding + fence
}

// noFormula escapes the first sign of what a spreadsheet would take for a formula when a
// table is copied into one.
func noFormula(s string) string {
	if strings.ContainsRune("=+-@", rune(s[0])) {
		return fmt.Sprintf(`\x%02x`, s[0]) + s[1:]
	}
	return s
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// codeHTML writes text from a plan as code inside a block of HTML, where code spans
// are not read.
func codeHTML(s string) string {
	return "<code>" + html.EscapeString(shorten(clean(s), maxSpan)) + "</code>"
}

// prose writes a sentence that may quote a plan. Plain words stay words; any other
// one becomes a code span, so that names read as names and nothing in them is taken
// for Markdown, a mention, or a reference to an issue, commit or milestone. What stands in
// quotes, as words do that a plan made up, is one as well. Escaping
// by backslash would not do: hosts look for mentions in the rendered text. What is quoted
// in an address or as a value stays in one span; other runs of spaces become one.
func prose(s string, table bool) string {
	var b strings.Builder
	for _, word := range proseWords(shorten(clean(s), maxText)) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		before, core, after := peel(word)
		if strings.Contains(core, " ") {
			before, core, after = peelQuoted(word)
		}
		quoted := core != "" && strings.HasSuffix(before, `"`) && strings.HasPrefix(after, `"`)
		if b.Len() == 0 && opensBlock(word) || quoted || !plainWord(core) {
			b.WriteString(before + codeSpan(core, table) + after)
			continue
		}
		b.WriteString(word)
	}
	return b.String()
}

// peel takes opening and closing punctuation off a word.
func peel(word string) (before, core, after string) {
	core = strings.TrimLeft(word, `("'`)
	before = word[:len(word)-len(core)]
	trimmed := strings.TrimRight(core, `)"',.;:!?`)
	if strings.HasPrefix(core[len(trimmed):], ")") {
		trimmed = strings.TrimSuffix(trimmed, "(s") // "resource(s)"
	}
	return before, trimmed, core[len(trimmed):]
}

// opensBlock reports whether a word at the beginning of a list item starts another
// block there: "-", "1.", "2)".
func opensBlock(word string) bool {
	digits := strings.TrimRight(word, ".)")
	return word == "-" || digits != word && strings.Trim(digits, "0123456789") == ""
}

// ownSigns are the signs beyond ASCII that stand in sentences of our own.
const ownSigns = "→…–—›≥≤·×"

// plainWord reports whether a word means nothing to Markdown or to a host, nor looks like
// what does: letters of ASCII, with an apostrophe, hyphen or slash between them; numbers;
// signs of our own.
func plainWord(core string) bool {
	if core == "" || core == "-" {
		return true
	}
	if strings.Trim(strings.TrimSuffix(core, "%"), "0123456789.,") == "" {
		return len(core) < minDigest && core[0] >= '0' && core[0] <= '9'
	}
	digits, joints := false, false
	hex := 0                       // length of the run of hexadecimal digits that we are in; -1 in a word
	for i, r := range core + "–" { // a sign at the end ends the last run
		switch {
		case 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9':
			digits = digits || r <= '9'
			if hex >= 0 && strings.ContainsRune("0123456789abcdefABCDEF", r) {
				hex++
			} else {
				hex = -1
			}
			continue
		case strings.ContainsRune(ownSigns, r):
		case (r == '-' || r == '/' || r == '\'') && i > 0:
			joints = true
		default:
			return false
		}
		if hex >= minDigest {
			return false
		}
		hex = 0
	}
	return !digits || !joints
}

// minDigest is the length from which on hosts take hexadecimal digits for a commit.
const minDigest = 7
