package policy

import (
	"bytes"
	"io"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// MaxFile is the most bytes that a policy file may have.
const MaxFile = 1 << 19

const (
	// maxDepth bounds how deep brackets nest: the parser goes down with them.
	maxDepth = 100
	// maxParts bounds what one expression is made of.
	maxParts = 5000
	// maxWeight bounds what base points are multiplied by.
	maxWeight = 3
)

// loader reads files into a policy and gathers what is wrong with them.
type loader struct {
	policy  *Policy
	blocks  []Block
	classes []string
	// builtin are the names of built-in rules and of what the tables call a circumstance.
	builtin []string
	// named is where each name of a rule, owner, environment and test was first given.
	named map[string]place
	// context has values that are not known, for what is checked before there is a plan.
	context *hcl.EvalContext
	diags   hcl.Diagnostics
}

func (l *loader) fail(at hcl.Range, summary, format string, args ...any) {
	l.diags = append(l.diags, wrong(at, summary, format, args...))
}

func (l *loader) warn(at hcl.Range, summary, format string, args ...any) {
	d := wrong(at, summary, format, args...)
	d.Severity = hcl.DiagWarning
	l.diags = append(l.diags, d)
}

// Load reads policy files into one policy: what a later one says is added to what the
// earlier ones say. Everything is checked now, so that no rule can fail when it first
// fires. The policy is nil if the diagnostics have errors. Write prints them.
func Load(files []File) (*Policy, hcl.Diagnostics) {
	table, err := knowledge.Builtin()
	if err != nil {
		return nil, hcl.Diagnostics{{Severity: hcl.DiagError, Summary: "The built-in tables can't be read", Detail: err.Error()}}
	}
	functions := Functions()
	l := &loader{
		policy: &Policy{files: files, table: table, language: &language{Schema(table), functions, builtinNames(table)}, functions: callable(append(functions, rankOf()))},
		blocks: Blocks(), classes: classWords(table), builtin: builtinNames(table), named: map[string]place{},
	}
	for _, file := range files {
		if body := l.parse(file); body != nil {
			l.file(body)
		}
	}
	l.checkOverrides()
	if !l.diags.HasErrors() {
		l.checkTogether()
	}
	if l.diags.HasErrors() {
		return nil, l.diags
	}
	return l.policy, l.diags
}

// builtinNames lists the names that factors and findings of the built-in rules carry.
func builtinNames(table *knowledge.Table) []string {
	var names []string
	for _, r := range rules.All() {
		names = append(names, r.ID)
	}
	for _, name := range table.Types() {
		for _, c := range table.Lookup(name).Circumstances {
			names = append(names, c.Rule)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// parse reads one file. HCL's own messages have the place and the remedy.
func (l *loader) parse(file File) *hclsyntax.Body {
	start := hcl.Range{Filename: file.Name, Start: hcl.InitialPos, End: hcl.InitialPos}
	if len(file.Content) > MaxFile {
		l.fail(start, "The file is too large", "A policy file has %d bytes at most; this one has %d. Split it: --policy can be given several times.", MaxFile, len(file.Content))
		return nil
	}
	if at, deep := tooDeep(file); deep {
		l.fail(at, "Too many brackets", "Expressions nest %d brackets or signs deep at most.", maxDepth)
		return nil
	}
	parsed, problems := hclsyntax.ParseConfig(canonical(file.Content), file.Name, hcl.InitialPos)
	l.diags = append(l.diags, withoutValues(problems)...)
	if problems.HasErrors() {
		return nil
	}
	body, ok := parsed.Body.(*hclsyntax.Body)
	if !ok {
		l.fail(start, "Not HCL", "A policy is written in HCL's native syntax.")
		return nil
	}
	return body
}

// tooDeep looks for brackets that nest too deep, and for chains of signs that the parser
// goes down with as well.
func tooDeep(file File) (hcl.Range, bool) {
	tokens, _ := hclsyntax.LexConfig(canonical(file.Content), file.Name, hcl.InitialPos)
	depth, signs := 0, 0
	for _, t := range tokens {
		switch t.Type { //nolint:exhaustive // other tokens don't nest
		case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc:
			depth++
		case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen, hclsyntax.TokenTemplateSeqEnd, hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc:
			depth--
		case hclsyntax.TokenBang, hclsyntax.TokenMinus, hclsyntax.TokenQuestion:
			signs++
		case hclsyntax.TokenNewline:
			signs = 0
		}
		if depth+signs > maxDepth {
			return t.Range, true
		}
	}
	return hcl.Range{}, false
}

// canonical is a file without a byte order mark and with plain line ends.
func canonical(content []byte) []byte {
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	return bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
}

// withoutValues drops what makes HCL print the values of variables below a snippet: while
// a policy is read there are none.
func withoutValues(problems hcl.Diagnostics) hcl.Diagnostics {
	for _, p := range problems {
		p.Expression, p.EvalContext = nil, nil
	}
	return problems
}

// Write prints diagnostics with the lines of the files that they are about, as Terraform
// does. Width is where lines are wrapped, 0 for nowhere.
func Write(w io.Writer, diags hcl.Diagnostics, files []File, width uint, color bool) error {
	sources := map[string]*hcl.File{}
	for _, f := range files {
		sources[f.Name] = &hcl.File{Bytes: canonical(f.Content)}
	}
	return hcl.NewDiagnosticTextWriter(w, sources, width, color).WriteDiagnostics(diags)
}
