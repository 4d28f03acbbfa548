package render

import "strings"

// proseWords splits cleaned text at its spaces, but not within a key of an address
// (`x["two words"]`) and not within a quoted value.
func proseWords(s string) []string {
	var words []string
	for s = strings.TrimLeft(s, " "); s != ""; s = strings.TrimLeft(s, " ") {
		end := wordEnd(s)
		words = append(words, s[:end])
		s = s[end:]
	}
	return words
}

// wordEnd is the length of the word at the beginning of s.
func wordEnd(s string) int {
	opened := len(s) - len(strings.TrimLeft(s, "("))
	if n := quotedLen(s[opened:]); n > 0 && strings.Contains(s[opened+1:opened+n-1], " ") && closes(s[opened+n:]) {
		i := opened + n
		return i + len(s[i:]) - len(strings.TrimLeft(s[i:], closing))
	}
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == ' ':
			return i
		case s[i] == '[' && i > 0:
			if n := quotedLen(s[i+1:]); n > 0 && strings.HasPrefix(s[i+1+n:], "]") {
				i += 1 + n
			}
		}
	}
	return len(s)
}

// closing are the signs that end a clause or a quote behind a word.
const closing = `)"',.;:!?`

// closes reports whether a quote may end in front of s.
func closes(s string) bool { return s == "" || s[0] == ' ' || strings.IndexByte(closing, s[0]) >= 0 }

// quotedLen is the length of the quoted string at the beginning of s, 0 for none.
func quotedLen(s string) int {
	if s == "" || s[0] != '"' {
		return 0
	}
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

// peelQuoted takes the punctuation off a word that holds a quoted text: its quotes stay.
func peelQuoted(word string) (before, core, after string) {
	core = strings.TrimLeft(word, "(")
	before = word[:len(word)-len(core)]
	trimmed := strings.TrimRight(core, ").,;:!?")
	return before, trimmed, core[len(trimmed):]
}
