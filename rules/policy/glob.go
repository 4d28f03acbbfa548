package policy

import (
	"slices"
	"unicode/utf8"
)

// glob is a pattern over a whole text: * stands for any run of characters, dots and
// brackets included, ? for one. Everything else stands for itself, so that addresses such
// as web[0] need no escape.
type glob string

// matches goes through both once; where they part it goes back to the last star and lets
// that take one character more.
func (g glob) matches(text string) bool {
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
