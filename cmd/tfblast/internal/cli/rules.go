package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/terminal"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
	"github.com/tfblast/tfblast/rules/manual"
)

const rulesHelp = `rules lists the built-in rules. With a NAME, as factors and findings of a report
carry it, it explains that rule: what it looks for, why, an example, what to do,
and where to read on.`

const rulesExamples = `  tfblast rules
  tfblast rules data-loss
  tfblast rules no-final-snapshot`

func newRules(p Process) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "rules [NAME]",
		Short:   "List the rules, or explain one",
		Long:    rulesHelp,
		Example: rulesExamples,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("rules takes one NAME at most; see `tfblast rules --help`")
			}
			return nil
		},
		ValidArgsFunction: completeRules,
		RunE: func(_ *cobra.Command, args []string) error {
			table, err := knowledge.Builtin()
			if err != nil {
				return fmt.Errorf("built-in knowledge tables: %w", err)
			}
			s := &sheet{out: p.Stdout}
			if len(args) == 0 {
				s.list(table)
				return s.err
			}
			if r, ok := rules.Lookup(args[0]); ok {
				s.rule(&r)
				return s.err
			}
			for _, setting := range manual.Settings(table) {
				if setting.Name == args[0] {
					s.setting(&setting)
					return s.err
				}
			}
			return fmt.Errorf("no rule is called %q: want one of %s", args[0], strings.Join(ruleNames(table), ", "))
		},
	}
	cmd.AddCommand(newAWSPolicy(p))
	return cmd
}

// completeRules completes the NAME, with the titles beside.
func completeRules(_ *cobra.Command, args []string, begin string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var found []cobra.Completion
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, r := range rules.All() {
		if strings.HasPrefix(r.ID, begin) {
			found = append(found, cobra.CompletionWithDesc(r.ID, r.Title))
		}
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}

func ruleNames(table *knowledge.Table) []string {
	var names []string
	for _, r := range rules.All() {
		names = append(names, r.ID)
	}
	for _, s := range manual.Settings(table) {
		names = append(names, s.Name)
	}
	return names
}

// sheet writes text of the width of a terminal. It holds the first error of out.
type sheet struct {
	out io.Writer
	err error
}

func (s *sheet) line(text string) {
	if s.err == nil {
		_, s.err = fmt.Fprintln(s.out, text)
	}
}

// paragraph writes words behind a lead, and further lines below the first word. A word
// that is too long keeps its line.
func (s *sheet) paragraph(lead, text string) {
	line, empty := lead, true
	for word := range strings.FieldsSeq(render.Clean(text)) {
		if !empty && len(line)+1+len(word) > terminal.DefaultWidth {
			s.line(line)
			line, empty = strings.Repeat(" ", len(lead)), true
		}
		if !empty {
			line += " "
		}
		line, empty = line+word, false
	}
	s.line(line)
}

func (s *sheet) list(table *knowledge.Table) {
	settings := manual.Settings(table)
	for _, g := range manual.Groups() {
		s.line("Rules for " + g.Kind)
		for _, r := range g.Rules {
			s.paragraph(fmt.Sprintf("  %-22s  ", r.ID), r.Title)
		}
		s.line("")
	}
	s.line("Settings that the rule circumstance finds")
	for _, setting := range settings {
		s.paragraph(fmt.Sprintf("  %-22s  ", setting.Name), ofTypes(len(setting.Uses)))
	}
	s.line("")
	s.line("tfblast rules NAME explains one.")
}

func ofTypes(n int) string {
	if n == 1 {
		return "of 1 type"
	}
	return fmt.Sprintf("of %d types", n)
}

func (s *sheet) rule(r *rules.Rule) {
	s.paragraph("", r.ID+": "+r.Title)
	s.paragraph("", "A rule for "+manual.Kind(r)+".")
	s.line("")
	s.paragraph("looks for   ", r.Looks)
	s.paragraph("why         ", r.Why)
	s.paragraph("example     ", r.Example)
	s.paragraph("what to do  ", r.Fix)
	lead := "read on     "
	for _, reference := range r.References {
		s.paragraph(lead, reference)
		lead = strings.Repeat(" ", len(lead))
	}
}

func (s *sheet) setting(setting *manual.Setting) {
	s.paragraph("", setting.Name+": a setting that the rule circumstance finds, as it is before the change")
	for _, u := range setting.Uses {
		s.line("")
		s.line(fmt.Sprintf("%+4d  %s: %s", u.Points, u.Type, u.Test()))
		s.paragraph("      ", u.Why)
	}
}
