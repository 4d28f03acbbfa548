package render

import (
	"strings"

	"charm.land/lipgloss/v2"
)

// continued ends a line of a command that goes on.
const continued = " \\"

// openedBy is how much longer openLine may make a line.
const openedBy = 3

// command writes a command of a POSIX shell over as many lines as it takes, so that they can
// be copied: between words, or within a word that no line holds. The shell joins what stands
// at the very beginning of the next line to such a word.
func (p *page) command(label, command string) {
	words := shellWords(clean(command))
	lead, line := p.label(label), ""
	indent := strings.Repeat(" ", p.bodyIndent())
	for _, word := range words {
		if line != "" && lipgloss.Width(lead)+lipgloss.Width(line)+1+lipgloss.Width(word) <= p.width-len(continued) {
			line += " " + word
			continue
		}
		if line != "" {
			p.line(lead + openLine(line) + continued)
			lead = indent
		}
		for lipgloss.Width(lead)+lipgloss.Width(word) > p.width-len(continued)-openedBy {
			part := wordPart(word, p.width-lipgloss.Width(lead)-len(`'\\`)-openedBy)
			quote := ""
			if opensQuote(part) {
				quote = "'" // nothing joins lines within such quotes
			}
			p.line(lead + openLine(part) + quote + "\\")
			lead, word = "", quote+word[len(part):]
		}
		line = word
	}
	p.line(lead + openLine(line))
}

// wordPart is the beginning of a word that a line holds, up to a slash if there is one in its
// second half. It never ends in the middle of what a backslash protects.
func wordPart(word string, width int) string {
	part := head(word, max(width, 1))
	if end := strings.LastIndexByte(part, '/'); end >= len(part)/2 {
		part = part[:end+1]
	}
	for len(part) > 1 && strings.HasSuffix(part, "\\") {
		part = part[:len(part)-1]
	}
	return part
}

// opensQuote reports whether a part of a word ends within single quotes.
func opensQuote(part string) bool {
	quote, escaped := rune(0), false
	for _, r := range part {
		quote, escaped = quoted(r, quote, escaped)
	}
	return quote == '\''
}

// quoted follows the quotes of a shell from one rune to the next.
func quoted(r, quote rune, escaped bool) (rune, bool) {
	switch {
	case escaped:
		return quote, false
	case r == '\\' && quote != '\'':
		return quote, true
	case quote == r:
		return 0, false
	case quote == 0 && (r == '\'' || r == '"'):
		return r, false
	}
	return quote, false
}

// shellWords cuts a command at the spaces that part its words; those within quotes stay.
func shellWords(command string) []string {
	var words []string
	var word strings.Builder
	quote, escaped := rune(0), false
	for _, r := range command {
		if r == ' ' && quote == 0 && !escaped {
			if word.Len() > 0 {
				words = append(words, word.String())
				word.Reset()
			}
			continue
		}
		quote, escaped = quoted(r, quote, escaped)
		word.WriteRune(r)
	}
	if word.Len() > 0 {
		words = append(words, word.String())
	}
	return words
}
