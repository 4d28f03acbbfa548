package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// rows is the ranked table: a row for each root change, with what it causes folded in it.
func (m *sheet) rows(s *selection) section {
	table := section{
		noun: "%d change",
		open: "\n| # | Level | Score | Action | Resource | Downstream |\n|--:|:------|------:|:-------|:---------|-----------:|\n",
	}
	for i, c := range s.rows {
		level, score := levelSign(c.Risk.Level)+" "+c.Risk.Level.String(), strconv.Itoa(c.Risk.Score)
		if w := s.worst(c); w != nil {
			if w.Risk.Level != c.Risk.Level {
				level += " → " + levelSign(w.Risk.Level) + " " + w.Risk.Level.String()
			}
			score += fmt.Sprintf(" → %d", w.Risk.Score)
		}
		resource := m.addressCode(c, true)
		if i < defaultRows {
			resource += m.reason(c)
		}
		row := fmt.Sprintf("| %d | %s | %s | %s | %s | %s |\n", i+1, level, score,
			actionCode(c, true), resource+m.cascadeCell(s, c, i < defaultRows), rowTotal(c))
		table.add(row, levelsOf(s, c)...)
		if s.level(c) >= risk.LevelHigh {
			table.severe = i + 1
		}
	}
	return table
}

// levelsOf are the levels of a root and of all that it causes.
func levelsOf(s *selection, roots ...*report.Change) []risk.Level {
	var levels []risk.Level
	for _, c := range roots {
		levels = append(levels, c.Risk.Level)
		for _, caused := range s.cascades[c] {
			levels = append(levels, caused.Risk.Level)
		}
	}
	return levels
}

// levelCounts counts levels, the highest first: "2 high, 40 low".
func levelCounts(levels []risk.Level) string {
	counts := map[risk.Level]int{}
	for _, l := range levels {
		counts[l]++
	}
	var parts []string
	for _, l := range risk.Levels() {
		if n := counts[l]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, l))
		}
	}
	return strings.Join(parts, ", ")
}

// cascadeCell is what a root causes, for its row: counted by level, the worst one named
// if it ranks above the root, and the first of them folded if list says so.
func (m *sheet) cascadeCell(s *selection, c *report.Change, list bool) string {
	cascade := s.cascades[c]
	if len(cascade) == 0 {
		return ""
	}
	text := "causes " + quantity(len(cascade), "more change") + " (" + levelCounts(levelsOf(s, c)[1:]) + ")"
	worst := ""
	if w := s.worst(c); w != nil {
		worst = fmt.Sprintf(", the worst **%s %d**: %s %s", w.Risk.Level, w.Risk.Score, firstWord(w), codeSpan(w.Address, true))
	}
	switch {
	case m.limit.Flat:
		return "; " + text + worst
	case !list:
		return "<br>" + text + worst
	}
	var b strings.Builder
	b.WriteString("<br><details><summary>" + text + "</summary>")
	for i, caused := range cascade {
		if i > 0 {
			b.WriteString("<br>")
		}
		if i == cascadeShown {
			fmt.Fprintf(&b, "… and %d more (%s)", len(cascade)-i, levelCounts(levelsOf(s, cascade[i:]...)))
			break
		}
		fmt.Fprintf(&b, "%s %s %d %s%s", levelSign(caused.Risk.Level), caused.Risk.Level, caused.Risk.Score, actionSign(caused), codeSpan(caused.Address, true))
	}
	b.WriteString("</details>")
	return b.String() + strings.TrimPrefix(worst, ", ")
}

// unlisted says what the table leaves out because of the options, and sums up what is
// harmless.
func (m *sheet) unlisted(s *selection, o Options) {
	if n := len(s.more); n > 0 {
		levels := levelsOf(s, s.more...)
		m.line()
		m.line(prose(fmt.Sprintf("… and %d more with what they cause: %s (--top %d lists them)", len(levels), levelCounts(levels), n+len(s.rows)), false))
	}
	if s.below > 0 {
		m.line()
		m.line(prose(fmt.Sprintf("%s below %s left out (--min-level)", quantity(s.below, "change"), o.MinLevel), false))
	}
	if len(s.harmless) > 0 {
		m.line()
		m.line("Also ", prose(strings.TrimPrefix(harmlessLine(s.harmless), "+ "), false))
	}
}

// actionCode is a change's action with its sign.
func actionCode(c *report.Change, table bool) string {
	return actionSign(c) + prose(actionWord(c), table)
}

// actionSign is the action's sign as code with a space behind, or nothing.
func actionSign(c *report.Change) string {
	if symbol := actionSymbol(c); symbol != "" {
		return "`" + symbol + "` "
	}
	return ""
}

func (m *sheet) addressCode(c *report.Change, table bool) string {
	s := codeSpan(c.Address, table)
	if c.Deposed != nil {
		s += " (deposed " + codeSpan(*c.Deposed, table) + ")"
	}
	if m.stacks && c.Stack != "" {
		s = codeSpan(c.Stack, table) + " › " + s
	}
	if c.Ignored != nil {
		s += " (ignored)"
	}
	return s
}
