package analyzer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// The bounds of text that comes from outside, in bytes. Diagnostics name addresses.
const (
	maxOutsideText    = 300
	maxDiagnosticText = 2000
)

// shownFrom is text from outside as reports have it: masked as the plan's own where it holds
// what the plan hides, without control characters and invisible ones, and not too long.
func (a *analysis) shownFrom(text string) string {
	return shownText(text, maxOutsideText, a.plan.Hides)
}

func shownText(text string, most int, hides func(string) bool) string {
	shown := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	if hides(text) || hides(shown) {
		return plan.MaskText
	}
	if len(shown) <= most {
		return shown
	}
	cut := most
	for !utf8.RuneStart(shown[cut]) {
		cut--
	}
	return shown[:cut] + "…"
}

func (a *analysis) maskObservation(o *risk.Observation) {
	for _, list := range [][]string{o.Uses, o.Facts} {
		for i := range list {
			list[i] = a.shownFrom(list[i])
		}
	}
	for i := range o.Missing {
		gap := &o.Missing[i]
		gap.Why = shownText(gap.Why, maxOutsideText, a.plan.Holds)
		for _, list := range [][]string{gap.About, gap.Actions} {
			for i := range list {
				list[i] = shownText(list[i], maxOutsideText, a.plan.Holds)
			}
		}
	}
}
