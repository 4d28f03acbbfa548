package policy

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// glob is a pattern over a whole text: * stands for any run of characters, dots and
// brackets included, ? for one. Everything else stands for itself, so that addresses such
// as web[0] need no escape.
type glob string

// matches reports whether the whole text fits.
func (g glob) matches(text string) bool {
	if strings.Contains(string(g), "?") {
		return g.matchesByCharacter(text)
	}
	part, rest, more := strings.Cut(string(g), "*")
	if !more || !strings.HasPrefix(text, part) {
		return text == string(g)
	}
	text = text[len(part):]
	for { // what stands between two stars is taken where it fits first
		if part, rest, more = strings.Cut(rest, "*"); !more {
			return strings.HasSuffix(text, part)
		}
		at := strings.Index(text, part)
		if at < 0 {
			return false
		}
		text = text[at+len(part):]
	}
}

// matchesByCharacter goes through both once; where they part it goes back to the last star
// and lets that take one character more.
func (g glob) matchesByCharacter(text string) bool {
	at, i := 0, 0
	star, taken := -1, 0
	for i < len(text) {
		switch {
		case at < len(g) && g[at] == '*':
			star, taken = at, i
			at++
		case at < len(g) && g[at] == '?':
			i += width(text[i:])
			at++
		case at < len(g) && g[at] == text[i]:
			i++
			at++
		case star >= 0:
			taken += width(text[taken:])
			at, i = star+1, taken
		default:
			return false
		}
	}
	for at < len(g) && g[at] == '*' {
		at++
	}
	return at == len(g)
}

func width(text string) int {
	_, size := utf8.DecodeRuneInString(text)
	return size
}

// matchesAny reports whether one of the patterns fits.
func matchesAny(patterns []glob, text string) bool {
	return slices.ContainsFunc(patterns, func(g glob) bool { return g.matches(text) })
}

func globs(patterns []string) []glob {
	list := make([]glob, len(patterns))
	for i, p := range patterns {
		list[i] = glob(p)
	}
	return list
}
