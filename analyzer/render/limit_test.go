package render_test

import (
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// limitReport has n changes of all levels; every tenth one causes the two behind it.
func limitReport(n int) *report.Report {
	r := emptyReport()
	root := ""
	for i := range n {
		address := fmt.Sprintf("module.region[\"eu-central-%d\"].module.service.aws_instance.web[%d]", i%7, i)
		c := report.Change{
			Rank: i + 1, Address: address, Mode: "managed", Type: "aws_instance", Name: "web", Action: "delete", Disruptive: true,
			Why: "The module is gone from the configuration.", Risk: rated(100 - 100*i/n), Recovery: report.Recovery{Tier: "recreatable", Why: "no data"},
		}
		switch i % 10 {
		case 0:
			root = address
		case 1, 2:
			c.CausedBy, c.Causes = []string{root}, []string{root}
		}
		c.Downstream = chain(address, i%20)
		r.Changes = append(r.Changes, c)
		r.Summary.Levels[c.Risk.Level.String()]++
	}
	r.Summary.Level, r.Summary.Score, r.Summary.Affected = risk.LevelCritical, 100, n
	r.Summary.Actions["delete"] = n
	for i := range 6 {
		r.Findings = append(r.Findings, risk.Finding{Rule: "mass", Level: risk.LevelMedium, Score: 40, Summary: "Many go.", Addresses: instanceNames("aws_instance.web", i+1)})
	}
	return settle(r)
}

var (
	rowLevel  = regexp.MustCompile(`(?m)^\| \d+ \| \S+ (\w+) (?:→ \S+ \w+ )?\|`)
	causes    = regexp.MustCompile(`causes \d+ more changes? \(([^)]*)\)`)
	more      = regexp.MustCompile(`(?m)^… and \d+ more with what they cause: ([\w, ]+) \(`)
	leftOut   = regexp.MustCompile(`Left out: (\d+) changes? \(([^)]*)\)`)
	harmless  = regexp.MustCompile(`(?m)^Also (\d+) (?:harmless|at level info)`)
	levelPart = regexp.MustCompile(`(\d+) (\w+)`)
)

// accounted counts by level all changes that a Markdown report shows or says it leaves out.
func accounted(text string) map[string]int {
	counts := map[string]int{}
	for _, m := range rowLevel.FindAllStringSubmatch(text, -1) {
		counts[m[1]]++
	}
	lists := append(causes.FindAllStringSubmatch(text, -1), more.FindAllStringSubmatch(text, -1)...)
	if m := leftOut.FindStringSubmatch(text); m != nil {
		lists = append(lists, m[1:])
	}
	for _, m := range lists {
		for _, part := range levelPart.FindAllStringSubmatch(m[1], -1) {
			n, _ := strconv.Atoi(part[1])
			counts[part[2]] += n
		}
	}
	if m := harmless.FindStringSubmatch(text); m != nil {
		n, _ := strconv.Atoi(m[1])
		counts["info"] += n
	}
	return counts
}

func lengthIn(l render.Limit, text string) int {
	if l.Unit == render.UnitUTF16 {
		return len(utf16.Encode([]rune(text)))
	}
	return len(text)
}

// TestLimits holds a report of 5,000 changes to the limit of each host: within it, well
// formed, and with every change shown or counted under its level.
func TestLimits(t *testing.T) {
	t.Parallel()
	r := limitReport(5000)
	for _, host := range render.LimitNames() {
		t.Run(host, func(t *testing.T) {
			t.Parallel()
			limit, ok := render.LimitOf(host)
			if !ok {
				t.Fatal("no limit")
			}
			text := write(t, "markdown", r, render.Options{Limit: limit, FullReport: "https://ci.example/run/7"})
			if n := lengthIn(limit, text); limit.Max > 0 && n > limit.Max {
				t.Errorf("length %d of %d", n, limit.Max)
			}
			if limit.Flat {
				checkFlat(t, host, withoutLink(text))
			} else {
				checkDocument(t, host, withoutLink(text))
			}
			want := maps.Clone(r.Summary.Levels)
			if got := accounted(text); !maps.Equal(got, want) {
				t.Errorf("accounts for %v, want %v", got, want)
			}
			shortened := strings.Contains(text, "Left out: ")
			if shortened != (host == "github" || host == "bitbucket" || host == "azure") {
				t.Errorf("shortened: %v", shortened)
			}
			if shortened && !strings.Contains(text, "[The full report](<https://ci.example/run/7>)") {
				t.Error("does not say where the full report is")
			}
			if shortened && !strings.Contains(text, "**Action:**") {
				t.Error("explains no change")
			}
		})
	}
}

func withoutLink(text string) string {
	return strings.Replace(text, "[The full report](<https://ci.example/run/7>)", "", 1)
}

// TestAnyLimit goes through limits down to the verdict alone.
func TestAnyLimit(t *testing.T) {
	t.Parallel()
	list := append(samples(), sample{"large", limitReport(700)})
	for _, s := range list {
		for i, limit := 0, 600; limit < 120_000; i, limit = i+1, limit+limit/3+7 {
			kinds := []render.Limit{{Max: limit}, {Max: limit, Unit: render.UnitUTF16}, {Max: limit, Flat: true}}
			for _, l := range kinds[i%len(kinds):][:1] {
				o := render.Options{Limit: l, Verbose: limit%2 == 0}
				var b strings.Builder
				f, _ := render.Lookup("markdown")
				if err := f.Write(&b, s.report, o); err != nil {
					if limit > 16_000 || b.Len() > 0 || !strings.Contains(err.Error(), "too low: the verdict alone takes") {
						t.Errorf("%s within %d: %v", s.name, limit, err)
					}
					continue
				}
				what := fmt.Sprintf("%s within %+v", s.name, l)
				if n := lengthIn(l, b.String()); n > limit {
					t.Errorf("%s: length %d", what, n)
				}
				if l.Flat {
					checkFlat(t, what, b.String())
				} else {
					checkDocument(t, what, b.String())
				}
				if s.name != "hostile" && s.name != "critical" && s.name != "stacks" && s.name != "many" && s.name != "bounds" { // those are no whole reports
					if got := accounted(b.String()); !sameCounts(got, s.report.Summary.Levels) {
						t.Errorf("%s: accounts for %v, want %v", what, got, s.report.Summary.Levels)
					}
				}
			}
		}
	}
}

func sameCounts(a, b map[string]int) bool {
	for _, l := range risk.Levels() {
		if a[l.String()] != b[l.String()] {
			return false
		}
	}
	return true
}

// A longer limit never shows less.
func TestMoreRoomShowsMore(t *testing.T) {
	t.Parallel()
	r := limitReport(700)
	before := 0
	for _, limit := range []int{5_000, 10_000, 20_000, 40_000, 65_536, 200_000} {
		text := write(t, "markdown", r, render.Options{Limit: render.Limit{Max: limit}})
		rows := len(rowLevel.FindAllString(text, -1))
		if rows < before {
			t.Errorf("%d rows within %d, %d within less", rows, limit, before)
		}
		before = rows
	}
	whole := write(t, "markdown", r, render.Options{})
	if before != len(rowLevel.FindAllString(whole, -1)) {
		t.Errorf("%d rows within a limit that is enough", before)
	}
	severe := 0
	for i := range r.Changes {
		if c := &r.Changes[i]; c.Risk.Level >= risk.LevelHigh && len(c.Causes) == 0 {
			severe++
		}
	}
	if before < severe {
		t.Errorf("%d rows for %d root changes at high and above", before, severe)
	}
}

func TestGoldenLimits(t *testing.T) {
	t.Parallel()
	for name, l := range map[string]render.Limit{"limit.short": {Max: 9_000}, "limit.flat": {Max: 9_000, Flat: true, NoGraphs: true}} {
		golden(t, name, write(t, "markdown", limitReport(300), render.Options{Limit: l, FullReport: "https://ci.example/run/7"}))
	}
}

func TestLimitOf(t *testing.T) {
	t.Parallel()
	if got, want := render.LimitNames(), []string{"github", "github-summary", "gitlab", "bitbucket", "azure", "none"}; !slices.Equal(got, want) {
		t.Errorf("names %q, want %q", got, want)
	}
	for host, want := range map[string]int{"github": 65_536, "github-summary": 1_048_576, "gitlab": 1_000_000, "bitbucket": 32_767, "azure": 150_000, "none": 0} {
		if l, ok := render.LimitOf(host); !ok || l.Max != want {
			t.Errorf("%s: %d, %v", host, l.Max, ok)
		}
	}
	if _, ok := render.LimitOf("gitea"); ok {
		t.Error("a limit of an unknown host")
	}
	if l := (render.Limit{Max: 10, Unit: render.UnitUTF16}).Less("a😀"); l.Max != 7 {
		t.Errorf("10 less 3 is %d", l.Max)
	}
	if l := (render.Limit{}).Less("abc"); l.Max != 0 {
		t.Errorf("no limit less 3 is %d", l.Max)
	}
}

func TestFullReport(t *testing.T) {
	t.Parallel()
	for full, want := range map[string]string{
		"":                            "The full report: `--markdown-limit none` or `-f json`",
		"artifact report.md":          "The full report: artifact `report.md`",
		"https://ci.example/a(b)?c=d": "[The full report](<https://ci.example/a(b)?c=d>)",
		"https://ci.example/<b>":      "The full report: `https://ci.example/<b>`",
		"javascript:alert(1)":         "The full report: `javascript:alert(1`)",
		"https:///x":                  "The full report: `https:///x`",
	} {
		text := write(t, "markdown", limitReport(700), render.Options{Limit: render.Limit{Max: 9_000}, FullReport: full})
		if !strings.Contains(text, ". "+want+"\n") {
			t.Errorf("%q: no %q in %q", full, want, text[:600])
		}
	}
}

func BenchmarkMarkdownLimit(b *testing.B) {
	r := limitReport(5000)
	f, _ := render.Lookup("markdown")
	limit, _ := render.LimitOf("github")
	for b.Loop() {
		_ = f.Write(io.Discard, r, render.Options{Limit: limit})
	}
}

// Where not all that is high or critical has a row, the rows have the room: one change is
// explained, and nothing lower is named.
func TestSevereRowsComeFirst(t *testing.T) {
	t.Parallel()
	r := limitReport(5000)
	for i := range r.Changes { // all critical but the last hundred, which are deleted as well
		r.Changes[i].CausedBy, r.Changes[i].Causes = nil, nil
		r.Changes[i].Risk = rated(90)
		if i >= 4900 {
			r.Changes[i].Risk = rated(40)
		}
	}
	settle(r)
	for _, host := range []string{"github", "bitbucket", "azure"} {
		limit, _ := render.LimitOf(host)
		text := write(t, "markdown", r, render.Options{Limit: limit})
		if share := len(rowLevel.FindAllString(text, -1)) * 120 * 100 / limit.Max; share < 60 {
			t.Errorf("%s: %d rows", host, len(rowLevel.FindAllString(text, -1)))
		}
		if strings.Contains(text, "Also deleted") {
			t.Errorf("%s: names lower changes while critical ones have no row", host)
		}
		if n := strings.Count(text, "**Action:**"); n != 1 {
			t.Errorf("%s: explains %d changes", host, n)
		}
	}
}
