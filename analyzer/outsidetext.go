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
func (a *analysis) shownFrom(text string, most int) string {
	shown := strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	if a.plan.Hides(text) || a.plan.Hides(shown) {
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
	for _, list := range [][]string{o.Uses, o.Facts, o.Missing} {
		for i := range list {
			list[i] = a.shownFrom(list[i], maxOutsideText)
		}
	}
}
