package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/review"
)

// choices are the values that a flag takes, by its name, whatever command has it.
func choices() map[string][]string {
	var levels []string
	for _, level := range risk.Levels() {
		levels = append(levels, level.String())
	}
	return map[string][]string{
		"action":         {"replace", "delete", "update"},
		"ai-assisted":    {"yes", "no", "auto"},
		"fail-on":        levels,
		"format":         render.Names(),
		"host":           review.Hosts(),
		"markdown-limit": render.LimitNames(),
		"min-level":      levels,
		"require-from":   levels,
		"values":         {string(analyzer.ValuesNone), string(analyzer.ValuesSafe), string(analyzer.ValuesAll)},
	}
}

// addCompletions lets shells offer the values of flags, for a command and those below it.
func addCompletions(cmd *cobra.Command, values map[string][]string) {
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		offered, ok := values[f.Name]
		if !ok {
			return
		}
		// The only error is that the flag has its completions already.
		_ = cmd.RegisterFlagCompletionFunc(f.Name, func(_ *cobra.Command, _ []string, begun string) ([]string, cobra.ShellCompDirective) {
			if f.Name == "format" && strings.Contains(begun, "=") {
				return nil, cobra.ShellCompDirectiveDefault // a file
			}
			return offered, cobra.ShellCompDirectiveNoFileComp
		})
	})
	for _, sub := range cmd.Commands() {
		addCompletions(sub, values)
	}
}
