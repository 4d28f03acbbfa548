package render_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"charm.land/lipgloss/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// commandStart matches lines that CI systems take for commands; commandInside what
// they look for anywhere in a line.
var (
	commandStart  = regexp.MustCompile(`^\s*::`)
	commandInside = regexp.MustCompile(`##\[|##[a-zA-Z]+\[|section_(start|end):\d|travis_fold:\w`)
)

// checkLines fails on runes and commands that no report may hold.
func checkLines(tb testing.TB, text string) {
	tb.Helper()
	if !utf8.ValidString(text) {
		tb.Error("not UTF-8")
	}
	if text != "" && !strings.HasSuffix(text, "\n") {
		tb.Error("no newline at the end")
	}
	for line := range strings.SplitSeq(text, "\n") {
		if commandStart.MatchString(line) || commandInside.MatchString(line) {
			tb.Errorf("a CI command: %q", line)
		}
		for _, r := range line {
			if !unicode.IsPrint(r) || unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Zl, unicode.Zp) {
				tb.Errorf("rune %U in %q", r, line)
				break
			}
		}
	}
}

// annotation is a workflow command as the github format writes it.
var annotation = regexp.MustCompile(`^::(error|warning|notice) (file=[^:,]+,line=\d+,)?title=[^:,]*::(.*)$`)

// checkFormat checks the lines of a report, the commands of the github format decoded as
// the runner decodes them.
func checkFormat(tb testing.TB, format, text string) {
	tb.Helper()
	if format == "github" {
		decode := strings.NewReplacer("%25", "%", "%0A", "\n", "%0D", "\r", "%3A", ":", "%2C", ",")
		var lines strings.Builder
		for line := range strings.Lines(text) {
			parts := annotation.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
			if parts == nil {
				tb.Errorf("no annotation: %q", line)
				continue
			}
			if got := decode.Replace(parts[3]); strings.Contains(got, "\n") || strings.Contains(got, "\r") {
				tb.Errorf("an annotation of several lines: %q", got)
			}
			lines.WriteString("x" + parts[3] + "\n")
		}
		text = lines.String()
	}
	checkLines(tb, text)
}

func TestNothingHostileGetsThrough(t *testing.T) {
	t.Parallel()
	for _, f := range render.Formats() {
		for _, o := range []render.Options{{}, {Verbose: true, Top: 100}, {Width: 40, Top: 100}, {MinLevel: risk.LevelHigh}} {
			checkFormat(t, f.Name, write(t, f.Name, hostileReport(), o))
		}
	}
}

// TestWidths holds every line of the terminal report to the width, coloured or not.
func TestWidths(t *testing.T) {
	t.Parallel()
	for _, s := range samples() {
		for _, width := range [...]int{0, 20, 40, 59, 60, 61, 80, 120, 200} {
			limit := max(width, 40)
			if width == 0 {
				limit = 80
			}
			for _, color := range [...]bool{false, true} {
				o := render.Options{Width: width, Color: color, Top: 50, Verbose: true}
				for line := range strings.SplitSeq(write(t, "terminal", s.report, o), "\n") {
					if w := lipgloss.Width(line); w > limit {
						t.Errorf("%s at %d: %d columns: %q", s.name, width, w, line)
					}
					if strings.HasSuffix(line, " ") {
						t.Errorf("%s at %d: spaces at the end: %q", s.name, width, line)
					}
				}
			}
		}
	}
}

var sgr = regexp.MustCompile("\x1b\\[[0-9;]*m")

// TestColorOnlyAddsColor takes the colours off again; nothing else may differ.
func TestColorOnlyAddsColor(t *testing.T) {
	t.Parallel()
	for _, s := range samples() {
		colored := write(t, "terminal", s.report, render.Options{Color: true})
		if !strings.Contains(colored, "\x1b[") {
			t.Errorf("%s: no colour", s.name)
		}
		if got, want := sgr.ReplaceAllString(colored, ""), write(t, "terminal", s.report, render.Options{}); got != want {
			t.Errorf("%s: text with and without colour differ (-without +with):\n%s", s.name, cmp.Diff(want, got))
		}
	}
}

func TestDeterministic(t *testing.T) {
	t.Parallel()
	for _, f := range render.Formats() {
		first := write(t, f.Name, boundsReport(), render.Options{})
		for range 20 {
			if write(t, f.Name, boundsReport(), render.Options{}) != first {
				t.Fatalf("%s: not the same bytes", f.Name)
			}
		}
	}
}

func TestLookup(t *testing.T) {
	t.Parallel()
	if got, want := fmt.Sprint(render.Names()), "[terminal markdown json sarif junit gitlab github]"; got != want {
		t.Errorf("Names() = %s, want %s", got, want)
	}
	for _, name := range render.Names() {
		if f, ok := render.Lookup(name); !ok || f.Name != name || f.Write == nil {
			t.Errorf("Lookup(%q) = %v, %v", name, f.Name, ok)
		}
	}
	if _, ok := render.Lookup("html"); ok {
		t.Error("Lookup finds a format that is not there")
	}
}

func FuzzTerminal(f *testing.F) {
	for _, s := range hostileStrings() {
		f.Add(s, 80)
		f.Add(s, 40)
	}
	f.Fuzz(func(t *testing.T, s string, width int) {
		width = 40 + max(width, -width, 0)%100
		r := hostileShell(s)
		r.Changes = append(r.Changes, hostileChange(1, s))
		text := write(t, "terminal", r, render.Options{Width: width})
		checkLines(t, text)
		for line := range strings.SplitSeq(text, "\n") {
			if w := lipgloss.Width(line); w > width {
				t.Errorf("%d columns of %d: %q", w, width, line)
			}
		}
	})
}

// A change with thousands of causes names the first in what people read.
func TestManyCauses(t *testing.T) {
	t.Parallel()
	r := hostileReport()
	r.Changes = r.Changes[:1]
	for i := range 3000 {
		r.Changes[0].CausedBy = append(r.Changes[0].CausedBy, fmt.Sprintf("t.cause[%d]", i))
	}
	total := len(r.Changes[0].CausedBy)
	for _, format := range []string{"terminal", "markdown"} {
		text := write(t, format, r, render.Options{})
		if strings.Contains(text, "t.cause[2999]") || !strings.Contains(text, fmt.Sprintf("and %d more", total-10)) {
			t.Errorf("%s names all causes, or does not count what it leaves out", format)
		}
	}
	if text := write(t, "json", r, render.Options{}); !strings.Contains(text, "t.cause[2999]") {
		t.Error("json leaves causes out")
	}
}
