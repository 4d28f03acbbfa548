// Package render writes a finished report in one of several formats, one file a
// format. It sees the report model only: every count, sentence and level is settled
// before a renderer starts, and the same report gives the same bytes.
//
// Text that comes out of a plan (addresses, paths, values, sentences that quote them)
// is hostile until cleaned: the human formats show control and invisible characters as
// escapes and break up what a CI system would take for a command.
package render

import (
	"io"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// Options says how a report is to look. The zero value is plain text of 80 columns
// with everything in it that the defaults show.
type Options struct {
	// Color allows escape codes for colour in the terminal format.
	Color bool
	// Width is the number of columns that the terminal format may use; 0 stands for
	// 80, and less than 40 for 40.
	Width int
	// Top is the number of changes that human formats list and explain; 0 stands for
	// 20 listed and 5 explained.
	Top int
	// MinLevel makes human formats leave out lower changes; they say how many.
	MinLevel risk.Level
	// Verbose lists harmless changes one by one, explains low ones, and prints the
	// diagnostics instead of their number.
	Verbose bool
	// Limit is what the place takes that a Markdown report is for; LimitOf knows hosts. A
	// report that is too long is shortened by whole entries and says which it leaves out.
	Limit Limit
	// FullReport says in a shortened report where all of it is: the address of a page, or
	// words. Empty, it names the flags that write all.
	FullReport string
	// FailOn is the level at which a change is a failed test (junit); nil stands for high.
	FailOn *risk.Level
	// Folders holds, by stack, the folder of a plan's configuration source as a path with
	// slashes within its repository: formats that point at lines of files look there.
	Folders map[string]string
	// Rule explains a rule by its identifier (sarif); nil or false where nobody can.
	Rule func(id string) (RuleText, bool)
}

// RuleText is what there is to say about a rule.
type RuleText struct {
	// Title is the rule in a few words.
	Title string
	// Looks says what the rule looks for, Why why that matters, Fix what to do about it.
	Looks, Why, Fix string
	// References are addresses to read on; the first one stands for the rule.
	References []string
}

// Format is one output format.
type Format struct {
	// Name is the word of the --format flag.
	Name string
	// Write writes the report to w. Its error is w's, or that of an impossible value.
	Write func(w io.Writer, r *report.Report, o Options) error
}

// Formats returns all formats in the order in which help names them.
func Formats() []Format {
	return []Format{
		{Name: "terminal", Write: writeTerminal},
		{Name: "markdown", Write: writeMarkdown},
		{Name: "json", Write: writeJSON},
		{Name: "sarif", Write: writeSARIF},
		{Name: "junit", Write: writeJUnit},
		{Name: "gitlab", Write: writeGitLab},
		{Name: "github", Write: writeGitHub},
	}
}

// Lookup returns the format of that name, and false if there is none.
func Lookup(name string) (Format, bool) {
	for _, f := range Formats() {
		if f.Name == name {
			return f, true
		}
	}
	return Format{}, false
}

// Names returns the names of all formats, for messages.
func Names() []string {
	formats := Formats()
	names := make([]string, 0, len(formats))
	for _, f := range formats {
		names = append(names, f.Name)
	}
	return names
}
