package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/terminal"
)

// usage prints how a command is called. It is no template of cobra's: templates call
// methods by their names, and with them in the program the linker keeps every method of
// every type, most of them calls of AWS that nobody makes (about 90 MB).
func usage(cmd *cobra.Command) error {
	var b strings.Builder
	b.WriteString("Usage:")
	if cmd.Runnable() {
		b.WriteString("\n  " + cmd.UseLine())
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\n  " + cmd.CommandPath() + " [command]")
	}
	if cmd.HasExample() {
		b.WriteString("\n\nExamples:\n" + cmd.Example)
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\n\nAvailable Commands:")
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() || c.Name() == "help" {
				fmt.Fprintf(&b, "\n  %-*s %s", c.NamePadding(), c.Name(), c.Short)
			}
		}
	}
	if cmd.HasAvailableLocalFlags() {
		b.WriteString("\n\nFlags:\n" + strings.TrimRight(cmd.LocalFlags().FlagUsagesWrapped(terminal.DefaultWidth), " \n"))
	}
	if cmd.HasAvailableInheritedFlags() {
		b.WriteString("\n\nGlobal Flags:\n" + strings.TrimRight(cmd.InheritedFlags().FlagUsagesWrapped(terminal.DefaultWidth), " \n"))
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n\nUse \"%s [command] --help\" for more information about a command.", cmd.CommandPath())
	}
	b.WriteString("\n")
	_, err := cmd.OutOrStdout().Write([]byte(b.String()))
	return err
}

// addVersion gives a command the flag --version.
func addVersion(cmd *cobra.Command, p Process) {
	asked := cmd.Flags().Bool("version", false, "version for tfblast")
	run := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if !*asked {
			return run(cmd, args)
		}
		_, err := fmt.Fprintf(p.Stdout, "tfblast %s\n", version())
		return err
	}
}
