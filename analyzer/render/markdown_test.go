package render_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
)

// parsed is what a Markdown reader sees of a text.
type parsed struct {
	words strings.Builder // the text, code included
	plain strings.Builder // the text outside of code, code replaced by a blank
	kinds []ast.NodeKind
	html  []string // lines of HTML blocks
	tags  []string // HTML within lines
	cells int
	// fences are the fenced code blocks, each with its language as first line.
	fences []string
}

// parse reads Markdown as GitHub does: with tables, bare links and strike-through.
func parse(source string) *parsed {
	src := []byte(source)
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(src))
	p := &parsed{}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		p.kinds = append(p.kinds, n.Kind())
		if n.Type() == ast.TypeBlock {
			p.plain.WriteString("\n")
		}
		switch n := n.(type) {
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					p.words.Write(t.Segment.Value(src))
				}
			}
			p.plain.WriteString(" ")
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			p.words.Write(n.Segment.Value(src))
			p.plain.Write(n.Segment.Value(src))
		case *ast.String:
			p.words.Write(n.Value)
			p.plain.Write(n.Value)
		case *ast.HTMLBlock:
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				p.html = append(p.html, strings.TrimSpace(string(line.Value(src))))
			}
		case *ast.RawHTML:
			p.tags = append(p.tags, string(n.Segments.Value(src)))
		case *ast.FencedCodeBlock:
			p.fences = append(p.fences, string(n.Language(src))+"\n"+string(n.Lines().Value(src)))
		case *east.TableCell:
			p.cells++
		}
		return ast.WalkContinue, nil
	})
	return p
}

func (p *parsed) has(kinds ...ast.NodeKind) bool {
	for _, k := range p.kinds {
		if slices.Contains(kinds, k) {
			return true
		}
	}
	return false
}

// live matches what hosts turn into links outside of code: mentions, issues, merge
// requests, labels, milestones, epics, snippets, commits, addresses, emoji, formulas.
var live = regexp.MustCompile("[@#!~%&$]\\w|\\b(GH|[A-Z]{2,})-\\d|\\b[0-9a-fA-F]{7,}\\b|https?://|\\bwww\\.\\w|:\\w+:|[<>\\[\\]*_`|\\\\]")

func checkInert(t *testing.T, what string, p *parsed) {
	t.Helper()
	if p.has(ast.KindLink, ast.KindAutoLink, ast.KindImage, ast.KindRawHTML, ast.KindHTMLBlock, ast.KindFencedCodeBlock,
		ast.KindCodeBlock, ast.KindHeading, ast.KindThematicBreak, east.KindStrikethrough, east.KindTaskCheckBox) {
		t.Errorf("%s: not only text and code: %v", what, p.kinds)
	}
	if m := live.FindString(p.plain.String()); m != "" {
		t.Errorf("%s: %q outside of code in %q", what, m, p.plain.String())
	}
}

// checkSpan holds a code span to be the text, in a line and in a table.
func checkSpan(t *testing.T, s string) {
	t.Helper()
	want := render.Shorten(render.CleanText(s), 400)
	if want == "" {
		want = " "
	}
	line := parse("- a " + render.CodeSpan(s, false) + " b\n")
	checkInert(t, "line", line)
	if got := line.words.String(); got != "a "+want+" b" {
		t.Errorf("code span of %q reads %q", s, got)
	}
	first := parse("- " + render.CodeSpan(s, false) + "\n")
	checkInert(t, "first in a list", first)
	source := "| a | b |\n|---|---|\n| x " + render.CodeSpan(s, true) + " | y " + render.Prose(s, true) + " z |\n"
	table := parse(source)
	if table.cells != 4 || !table.has(east.KindTable) {
		t.Errorf("code span of %q breaks its table: %d cells", s, table.cells)
	}
	checkInert(t, "table", table)
	// goldmark keeps the backslash of an escaped pipe in the segment's source.
	want = strings.ReplaceAll(want, `\|`, `\\x7c`)
	if strings.ContainsAny(want[:1], "=+-@") {
		want = fmt.Sprintf(`\x%02x`, want[0]) + want[1:]
	}
	got, _, _ := strings.Cut(html(t, source), "</code>")
	if _, code, _ := strings.Cut(got, "<code>"); unescape(code) != want {
		t.Errorf("in a table, the code span of %q reads %q, want %q", s, unescape(code), want)
	}
}

func html(t *testing.T, source string) string {
	t.Helper()
	var b strings.Builder
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(source), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func unescape(s string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&").Replace(s)
}

// checkProse holds prose to read as the text, with single spaces.
func checkProse(t *testing.T, s string) {
	t.Helper()
	want := strings.Join(strings.Fields(render.CleanText(s)), " ")
	if len(want) > 300 {
		return // words may have been shortened
	}
	for _, lead := range [...]string{"- **Why** ", "- "} {
		p := parse(lead + render.Prose(s, false) + "\n")
		checkInert(t, "prose", p)
		got := strings.TrimPrefix(p.words.String(), "Why")
		if strings.Join(strings.Fields(got), " ") != want {
			t.Errorf("prose of %q reads %q, want %q", s, got, want)
		}
	}
}

func TestMarkdownText(t *testing.T) {
	t.Parallel()
	for _, s := range hostileStrings() {
		checkSpan(t, s)
		checkProse(t, s)
	}
}

func TestProse(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ in, want string }{
		{"A plain sentence, with commas (and more): it's create-before-destroy, 10% of 1.5.", "A plain sentence, with commas (and more): it's create-before-destroy, 10% of 1.5."},
		{"aws_vpc.main is replaced", "`aws_vpc.main` is replaced"},
		{"ask @team, see #12.", "ask `@team`, see `#12`."},
		{"(aws_vpc.a)", "(`aws_vpc.a`)"},
		{"fixes GH-12 deadbee 1234567", "fixes `GH-12` `deadbee` `1234567`"},
		{"feedback, deadbee/x", "feedback, `deadbee/x`"},
		{"1. one", "`1`. one"},
		{"- one", "`-` one"},
		{"one - two", "one - two"},
		{"a|b", "`a|b`"},
		{"≥ 17 → größer", "≥ 17 → größer"},
		{"2 resource(s) with count", "2 resource(s) with count"},
		{`x["two words"].y goes, x["a\\"]b"] too`, "`x[\"two words\"].y` goes, `x[\"a\\\\\"]b\"]` too"},
		{`(module.a["b c"]: "  # head" → none)`, "(`module.a[\"b c\"]`: `\"  # head\"` → none)"},
		{`reason "to be or not", so`, `reason "to be or not", so`},
		{`"a b`, `"a b`},
	} {
		if got := render.Prose(tc.in, false); got != tc.want {
			t.Errorf("prose(%q) = %q, want %q", tc.in, got, tc.want)
		}
	}
}

// What a reason names is code, whatever it reads like.
func TestWhyProse(t *testing.T) {
	t.Parallel()
	value := func(s string) *string { return &s }
	for _, tc := range []struct {
		why  string
		want string
	}{
		{"Replaced, destroy first: forced by input (false → true).", "Replaced, destroy first: forced by `input` (`false` → `true`)."},
		{"Replaced, destroy first: forced by input (known after apply), name, 2 more; it moves here from a.b.", "Replaced, destroy first: forced by `input` (known after apply), `name`, 2 more; it moves here from `a.b`."},
		{"Replaced, create first: forced by text (none → \"  \n# head\"), other.", "Replaced, create first: forced by `text` (none → `\"  \\n# head\"`), `other`."},
		{"Updated in place: name, name[\"a b\"].c (sensitive).", "Updated in place: `name`, `name[\"a b\"].c` (sensitive)."},
		{"Replaced, create first: forced by zone (a-1 → (known after apply)).", "Replaced, create first: forced by `zone` (`a-1` → (known after apply))."},
		{"Replaced, create first: forced by strange.", "Replaced, create first: forced by strange."},
		{"Replaced, create first: forced by input`x`.", "Replaced, create first: forced by `` input`x` ``."},
		{"Destroyed.", "Destroyed."},
	} {
		c := &report.Change{
			Why: tc.why, ReplacePaths: []string{"input", "name", "text", "zone"}, Changed: []string{"other", "name[\"a b\"].c"},
			Values: []report.Value{{Path: "input", Before: value("false"), After: value("true")}, {Path: "text", After: value("  \n# head")}, {Path: "zone", Before: value("a-1"), After: value("(known after apply)")}},
		}
		got := render.WhyProse(c)
		if got != tc.want {
			t.Errorf("%q reads %q, want %q", tc.why, got, tc.want)
		}
		checkInert(t, tc.why, parse("- "+got+"\n"))
	}
	for _, s := range hostileStrings() {
		for _, why := range [...]string{": forced by " + s, ": forced by " + s + " (" + s + " → " + s + "), " + s, "Updated in place: " + s + s} {
			c := &report.Change{Why: why, ReplacePaths: []string{s}, Values: []report.Value{{Path: s, Before: &s, After: &s}}}
			checkInert(t, why, parse("- "+render.WhyProse(c)+"\n"))
		}
	}
}

// The HTML and the lines of Mermaid that the report itself may hold.
var (
	ownHTML = regexp.MustCompile(`^(<details><summary>(?:\d+ · )?\S+ <b>\w+ \d+</b> · (?:<code>[^<>]*</code> › )?<code>[^<>]*</code></summary>|` +
		`<details><summary>(Diagnostics|Lesser findings): [\w, ]+</summary>|<details><summary>Also [a-z, ]+ \(\d+\)</summary>|</details>)$`)
	ownTag     = regexp.MustCompile(`^(<br>|</?details>|</?summary>)$`)
	ownMermaid = regexp.MustCompile(`^(mermaid|flowchart LR|  n0\["LABEL"\]:::changed|  n\d+ --> n\d+\["LABEL"\]:::(stays|goes|outside)|  n0 -\.-> (more|further)\["LABEL"\]|` +
		`  classDef (changed|stays|goes|outside) stroke[\w#:,-]+( \d)?|)$`)
	// ownHCL is what a block of configuration may hold: a moved block.
	ownHCL       = regexp.MustCompile(`^hcl\nmoved \{\n  from += [^\n]+\n  to +=[^\n]+\n\}\n$`)
	mermaidLabel = regexp.MustCompile(`"(?:[A-Za-z…]|#\d+;)(?:[A-Za-z0-9_.,() …-]|#\d+;)*"`)
)

// checkDocument holds a report to be tables of whole rows, folds that are closed, and no
// markup but the report's own.
func checkDocument(t *testing.T, what, source string) *parsed {
	t.Helper()
	checkLines(t, source)
	p := parse(source)
	for _, line := range p.html {
		if !ownHTML.MatchString(line) {
			t.Errorf("%s: HTML %q", what, line)
		}
	}
	for _, tag := range p.tags {
		if !ownTag.MatchString(tag) {
			t.Errorf("%s: tag %q", what, tag)
		}
	}
	for _, fence := range p.fences {
		if ownHCL.MatchString(fence) {
			continue
		}
		for line := range strings.Lines(fence) {
			if line = strings.TrimSuffix(line, "\n"); !ownMermaid.MatchString(mermaidLabel.ReplaceAllString(line, `"LABEL"`)) {
				t.Errorf("%s: Mermaid %q", what, line)
			}
		}
		if !strings.HasPrefix(fence, "mermaid\n") {
			t.Errorf("%s: a code block: %q", what, fence)
		}
	}
	markup := strings.Join(p.html, "") + strings.Join(p.tags, "")
	for _, tag := range []string{"details", "summary"} {
		if opened, closed := strings.Count(markup, "<"+tag+">"), strings.Count(markup, "</"+tag+">"); opened != closed {
			t.Errorf("%s: %d %s opened, %d closed", what, opened, tag, closed)
		}
	}
	if strings.Count(source, "\n```")%2 != 0 {
		t.Errorf("%s: an open code block", what)
	}
	if p.has(ast.KindLink, ast.KindAutoLink, ast.KindImage, ast.KindCodeBlock, east.KindStrikethrough, east.KindTaskCheckBox) {
		t.Errorf("%s: links, images, or code", what)
	}
	if p.cells%6 != 0 {
		t.Errorf("%s: %d cells in a table of 6 columns", what, p.cells)
	}
	if m := live.FindString(p.plain.String()); m != "" {
		t.Errorf("%s: %q outside of code", what, m)
	}
	return p
}

// checkFlat is checkDocument for a place that shows HTML as text.
func checkFlat(t *testing.T, what, source string) {
	t.Helper()
	p := checkDocument(t, what, source)
	if len(p.html)+len(p.tags) > 0 {
		t.Errorf("%s: HTML: %q %q", what, p.html, p.tags)
	}
	for _, fence := range p.fences {
		if !ownHCL.MatchString(fence) {
			t.Errorf("%s: a code block: %q", what, fence)
		}
	}
}

func TestMarkdownDocument(t *testing.T) {
	t.Parallel()
	for _, s := range samples() {
		checkDocument(t, s.name, write(t, "markdown", s.report, render.Options{Top: 40, Verbose: true}))
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range hostileStrings() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		checkSpan(t, s)
		checkProse(t, s)
		r := hostileShell(s)
		r.Changes = append(r.Changes, hostileChange(1, s))
		if p := checkDocument(t, "report", write(t, "markdown", r, render.Options{})); p.cells != 12 {
			t.Errorf("%d cells: a name breaks its row", p.cells)
		}
	})
}
