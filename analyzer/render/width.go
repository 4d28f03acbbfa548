package render

import (
	"sort"
	"strings"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
)

const ellipsis = "…"

// maxText is the number of columns from which on texts are shortened in human reports.
const maxText = 2000

// fit cuts cleaned text at the end so that it takes at most width columns.
func fit(s string, width int) string {
	if len(s) <= width || lipgloss.Width(s) <= width {
		return s
	}
	return head(s, width-1) + ellipsis
}

// shorten takes the middle out of cleaned text so that it takes at most width
// columns. The end gets the larger part: it holds an address's type, name and key.
func shorten(s string, width int) string {
	if len(s) <= width || lipgloss.Width(s) <= width {
		return s
	}
	front := (width - 1) * 2 / 5
	return head(s, front) + ellipsis + tail(s, width-1-front)
}

// beside is how much of what two values have in common stays in front of and behind what
// differs.
const beside = 12

// apart leaves out of two values what they have in common at both ends, where one of them takes
// more than width columns, so that what differs is seen.
func apart(before, after string, width int) (shortBefore, shortAfter string) {
	if lipgloss.Width(before) <= width && lipgloss.Width(after) <= width || before == after || before == unset || after == unset || after == knownLater {
		return before, after
	}
	b, a := []rune(before), []rune(after)
	shared := min(len(b), len(a))
	front := 0
	for front < shared && b[front] == a[front] {
		front++
	}
	back := 0
	for back < shared-front && b[len(b)-1-back] == a[len(a)-1-back] {
		back++
	}
	cut := func(r []rune) string {
		text, from, to := "", max(0, front-beside), len(r)-max(0, back-beside)
		if from > 1 {
			text = ellipsis
		} else {
			from = 0
		}
		if len(r)-to > 1 {
			return text + string(r[from:to]) + ellipsis
		}
		return text + string(r[from:])
	}
	return cut(b), cut(a)
}

// shortenAddress is shorten for addresses: the word module, which stands in front of
// every name of a module, goes first, so that the keys that tell instances apart stay.
func shortenAddress(s string, width int) string {
	if lipgloss.Width(s) <= width {
		return s
	}
	return shorten(strings.ReplaceAll(s, "module.", ellipsis), width)
}

// pad fills s with spaces on its right up to width columns.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-lipgloss.Width(s)))
}

// padLeft fills s with spaces on its left up to width columns.
func padLeft(s string, width int) string {
	return strings.Repeat(" ", max(0, width-lipgloss.Width(s))) + s
}

// head returns the longest beginning of s that takes at most width columns.
func head(s string, width int) string {
	cuts := runeStarts(s, width)
	n := sort.Search(len(cuts), func(i int) bool { return lipgloss.Width(s[:cuts[i]]) > width })
	if n == 0 {
		return ""
	}
	return s[:cuts[n-1]]
}

// tail returns the longest end of s that takes at most width columns.
func tail(s string, width int) string {
	// Only marks take no column, and cleaned text has few of them in a row.
	from := max(0, len(s)-utf8.UTFMax*(width+1)*(maxMarks+1))
	for from < len(s) && !utf8.RuneStart(s[from]) {
		from++
	}
	s = s[from:]
	cuts := runeStarts(s, len(s))
	n := sort.Search(len(cuts), func(i int) bool { return lipgloss.Width(s[cuts[i]:]) <= width })
	if n == len(cuts) {
		return ""
	}
	return s[cuts[n]:]
}

// runeStarts returns the offsets of the runes of s, and its length, as far as a
// beginning of width columns can reach.
func runeStarts(s string, width int) []int {
	limit := (width + 1) * maxMarks
	cuts := make([]int, 0, min(limit, len(s))+1)
	for i := range s {
		if len(cuts) > limit {
			return cuts
		}
		cuts = append(cuts, i)
	}
	return append(cuts, len(s))
}

// noBreak is a space at which wrap does not break a line. Cleaned text holds none.
const noBreak = "\u00a0"

// wrap breaks cleaned text into lines of at most width columns, at spaces where it
// can. No line begins with what a CI system takes for a command. There is always one
// line at least.
func wrap(s string, width int) []string {
	var lines []string
	line := ""
	flush := func() {
		lines = append(lines, strings.ReplaceAll(line, noBreak, " "))
		line = ""
	}
	for word := range strings.SplitSeq(s, " ") {
		if word == "" {
			continue
		}
		if line != "" {
			if lipgloss.Width(line)+1+lipgloss.Width(word) <= width {
				line += " " + word
				continue
			}
			flush()
		}
		line = openLine(word)
		for lipgloss.Width(line) > width {
			part := breakWord(line, width)
			if part == "" { // a rune wider than the line
				break
			}
			rest := line[len(part):]
			line = part
			flush()
			line = openLine(rest)
		}
	}
	if line != "" || len(lines) == 0 {
		flush()
	}
	return lines
}

// breakWord returns the beginning of a long word that goes on one line: up to a joint
// of an address or a path, if there is one in the second half.
func breakWord(word string, width int) string {
	part := head(word, width)
	if i := strings.LastIndexAny(part, ".["); i > 0 && i >= len(part)/2 {
		return part[:i]
	}
	if i := strings.LastIndexAny(part, "/_-"); i >= len(part)/2 {
		return part[:i+1]
	}
	return part
}
