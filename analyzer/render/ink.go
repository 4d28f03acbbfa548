package render

import (
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// ink writes text in the terminal's own sixteen colours, so that the reader's theme
// decides how they look; without colour it leaves text alone.
type ink struct{ on bool }

// with styles text but not the spaces at its end, so that a line can lose them.
func (k ink) with(s lipgloss.Style, text string) string {
	words := strings.TrimRight(text, " ")
	if !k.on || words == "" {
		return text
	}
	return s.Render(words) + text[len(words):]
}

func (k ink) bold(text string) string { return k.with(lipgloss.NewStyle().Bold(true), text) }

func (k ink) dim(text string) string { return k.with(lipgloss.NewStyle().Faint(true), text) }

// warn is for what the reader must not miss: unchanged dependents, broken plans.
func (k ink) warn(text string) string {
	return k.with(lipgloss.NewStyle().Foreground(lipgloss.Yellow), text)
}

func (k ink) good(text string) string {
	return k.with(lipgloss.NewStyle().Foreground(lipgloss.Green), text)
}

func (k ink) bad(text string) string {
	return k.with(lipgloss.NewStyle().Bold(true).Foreground(lipgloss.Red), text)
}

// level colours text by a level.
func (k ink) level(l risk.Level, text string) string {
	s := lipgloss.NewStyle()
	switch l {
	case risk.LevelCritical:
		s = s.Bold(true).Foreground(lipgloss.BrightRed)
	case risk.LevelHigh:
		s = s.Foreground(lipgloss.Red)
	case risk.LevelMedium:
		s = s.Foreground(lipgloss.Yellow)
	case risk.LevelLow:
		s = s.Foreground(lipgloss.Cyan)
	case risk.LevelInfo:
		s = s.Faint(true)
	}
	return k.with(s, text)
}
