package sarif

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/report"
)

// maxOthers bounds the results that one change shows.
const maxOthers = 50

// Options say what is known of the files.
type Options struct {
	// Folders are the absolute paths, with slashes, of the root modules whose source was
	// used, by stack.
	Folders map[string]string
	// Exists reports whether there is a file of an absolute path with slashes.
	Exists func(string) bool
}

// Fit puts results beside the changes that they fit and counts the others, by tool. A result
// fits a change
//
//   - if its file is the one that the change's block stands in, and its line is in the block;
//   - or if it names the change's address, and its file is not one of another configuration.
//
// Nothing of it changes a score.
func Fit(r *report.Report, runs []Run, o Options) {
	f := newFitter(r, o)
	tools := map[string]*report.OtherTool{}
	for i := range runs {
		run := &runs[i]
		base, problem := f.baseOf(run)
		if problem != nil {
			r.Diagnostics = append(r.Diagnostics, *problem)
		}
		r.Diagnostics = append(r.Diagnostics, run.doubts()...)
		tool := tools[run.Tool]
		if tool == nil {
			tool = &report.OtherTool{Tool: run.Tool}
			tools[run.Tool] = tool
		}
		tool.Results += len(run.Results)
		tool.Suppressed += run.Suppressed
		for j := range run.Results {
			if !f.put(run.Tool, &run.Results[j], base) {
				tool.Unplaced++
			}
		}
	}
	for i, found := range f.found {
		r.Changes[i].Others, r.Changes[i].OthersOmitted = arrange(found)
	}
	for _, tool := range tools {
		r.OtherTools = append(r.OtherTools, *tool)
	}
	slices.SortFunc(r.OtherTools, func(a, b report.OtherTool) int { return strings.Compare(a.Tool, b.Tool) })
	if len(o.Folders) == 0 && slices.ContainsFunc(runs, hasFiles) {
		r.Diagnostics = append(r.Diagnostics, diagnostic.Warnf("results of other tools can't be put beside changes: it is not known where the changes' blocks stand").
			WithDetail("Pass the configuration with --config DIR."))
	}
}

// doubts say why what a run has found is not all: no results are no good news then.
func (r *Run) doubts() []diagnostic.Diagnostic {
	const remedy = "Let the job fail where the tool fails, and run it again."
	switch {
	case r.Failed:
		return []diagnostic.Diagnostic{diagnostic.Warnf("%s: the tool says that its run failed: results may be missing", r.Tool).WithDetail(remedy)}
	case r.Unread:
		return []diagnostic.Diagnostic{diagnostic.Warnf("%s: the file holds no list of results: the tool did not look for any, or they are elsewhere", r.Tool).WithDetail(remedy)}
	}
	return nil
}

// arrange sorts the results of one change, the worst first, leaves out what is said twice
// and cuts what is too much.
func arrange(list []report.Other) (kept []report.Other, omitted int) {
	slices.SortFunc(list, func(a, b report.Other) int {
		return cmp.Or(
			cmp.Compare(number(b.Severity), number(a.Severity)),
			slices.Index(levels, a.Level)-slices.Index(levels, b.Level),
			strings.Compare(a.Tool, b.Tool), strings.Compare(a.Rule, b.Rule), a.Line-b.Line, strings.Compare(a.Summary, b.Summary),
			strings.Compare(a.Message, b.Message),
		)
	})
	list = slices.Compact(list)
	if more := len(list) - maxOthers; more > 0 {
		return list[:maxOthers], more
	}
	return list, 0
}

var levels = []string{"error", "warning", "note", "none"}

func number(severity string) float64 {
	n, err := strconv.ParseFloat(severity, 64)
	if err != nil {
		return 0
	}
	return n
}

// block is where a change's block stands.
type block struct{ from, to, change int }

// named is a change that an address names.
type named struct {
	stack  string
	change int
}

type fitter struct {
	options Options
	// blocks are those of the changes by their files' absolute paths; names the changes by
	// address, with and without keys.
	blocks map[string][]block
	names  map[string][]named
	found  [][]report.Other
	exists map[string]bool
}

func newFitter(r *report.Report, o Options) *fitter {
	f := &fitter{
		options: o, blocks: map[string][]block{}, names: map[string][]named{},
		found: make([][]report.Other, len(r.Changes)), exists: map[string]bool{},
	}
	for i := range r.Changes {
		c := &r.Changes[i]
		f.names[c.Address] = append(f.names[c.Address], named{c.Stack, i})
		if inst, err := address.ParseInstance(c.Address); err == nil && inst.Static() != c.Address {
			f.names[inst.Static()] = append(f.names[inst.Static()], named{c.Stack, i})
		}
		if folder := o.Folders[c.Stack]; folder != "" && c.Location != nil {
			file := join(folder, c.Location.File)
			f.blocks[file] = append(f.blocks[file], block{c.Location.Line, max(c.Location.Line, c.Location.EndLine), i})
		}
	}
	return f
}

// put puts a result beside every change that it fits; it returns false if there is none.
func (f *fitter) put(tool string, result *Result, base string) bool {
	other := report.Other{Tool: tool, Rule: result.Rule, Summary: result.Summary, Page: result.Page, Message: result.Message, Level: result.Level}
	if result.Severity > 0 {
		other.Severity = strconv.FormatFloat(result.Severity, 'f', 1, 64)
	}
	lines := map[int]int{} // by change, the first line in its block
	for i := range result.Places {
		f.fits(&result.Places[i], base, lines)
	}
	for change, line := range lines {
		other.Line = line
		f.found[change] = append(f.found[change], other)
	}
	return len(lines) > 0
}

// fits adds the changes that a place fits.
func (f *fitter) fits(p *Place, base string, lines map[int]int) {
	file := f.absolute(p, base)
	for _, b := range f.blocks[file] {
		if file != "" && b.from <= p.Line && p.Line <= b.to {
			if _, ok := lines[b.change]; !ok {
				lines[b.change] = p.Line
			}
		}
	}
	for _, name := range p.Addresses {
		for _, n := range f.names[name] {
			if _, ok := lines[n.change]; !ok && f.belongs(p, file, n) {
				lines[n.change] = 0
			}
		}
	}
}

// belongs reports whether a place that names a change's address is about its stack: other
// configurations may use the same address.
func (f *fitter) belongs(p *Place, file string, n named) bool {
	if p.File == "" || !isSource(p.File) {
		return true
	}
	folder := f.options.Folders[n.stack]
	if folder == "" || file == "" {
		return false
	}
	if _, ok := strings.CutPrefix(file, strings.TrimSuffix(folder, "/")+"/"); ok {
		return true
	}
	return slices.ContainsFunc(f.blocks[file], func(b block) bool { return b.change == n.change })
}

// isSource reports whether a file is one of Terraform's or OpenTofu's.
func isSource(file string) bool {
	for _, ending := range []string{".tf", ".tofu", ".tf.json", ".tofu.json"} {
		if strings.HasSuffix(file, ending) {
			return true
		}
	}
	return false
}
