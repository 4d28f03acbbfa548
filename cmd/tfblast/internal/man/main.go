// Command man writes tfblast's manual pages and shell completions into a folder, for the
// archives of a release:
//
//	go run ./cmd/tfblast/internal/man DIR
//
// SOURCE_DATE_EPOCH, in seconds since 1970, dates the pages
// (https://reproducible-builds.org/docs/source-date-epoch/); unset, they have the date of
// the present day.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/cli"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: man DIR")
		os.Exit(1)
	}
	date, err := date(os.Getenv("SOURCE_DATE_EPOCH"), time.Now)
	if err == nil {
		err = write(os.Args[1], date)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "man:", err)
		os.Exit(1)
	}
}

// date is the time that an epoch names, the present one where it is empty.
func date(epoch string, now func() time.Time) (time.Time, error) {
	if epoch == "" {
		return now().UTC(), nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: want seconds since 1970: %w", err)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// write makes DIR/man/*.1 and DIR/completions/tfblast.{bash,zsh,fish,ps1}.
func write(dir string, date time.Time) error {
	man, completions := filepath.Join(dir, "man"), filepath.Join(dir, "completions")
	for _, folder := range []string{man, completions} {
		if err := os.MkdirAll(folder, 0o755); err != nil { //nolint:gosec // what is packed is for everyone
			return fmt.Errorf("make folder: %w", err)
		}
	}
	root := cli.Command(cli.Process{Now: time.Now})
	root.DisableAutoGenTag = true
	showValues(root)
	header := &doc.GenManHeader{Section: "1", Date: &date, Source: "tfblast", Manual: "tfblast manual"}
	if err := doc.GenManTree(root, header, man); err != nil {
		return fmt.Errorf("write manual pages: %w", err)
	}
	return writeCompletions(root, completions)
}

// shown is a flag's value as the pages show it: under what it is called in help.
type shown struct{ pflag.Value }

// Type is not "string", which the pages would quote.
func (shown) Type() string { return "value" }

// showValues makes the pages of a command and those below it show what a flag takes
// (--fail-on=LEVEL) and tell its default in words, as help does.
func showValues(cmd *cobra.Command) {
	cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
		if f.NoOptDefVal != "" {
			return // a switch
		}
		name, usage := pflag.UnquoteUsage(f)
		if !slices.Contains([]string{"", "0", "0s", "[]"}, f.DefValue) && !strings.Contains(usage, "(default") {
			usage += fmt.Sprintf(" (default %s)", f.DefValue)
		}
		f.Value, f.DefValue, f.Usage = shown{f.Value}, name, usage
	})
	for _, sub := range cmd.Commands() {
		showValues(sub)
	}
}

func writeCompletions(root *cobra.Command, dir string) error {
	shells := []struct {
		ending string
		write  func(file string) error
	}{
		{"bash", func(file string) error { return root.GenBashCompletionFileV2(file, true) }},
		{"zsh", root.GenZshCompletionFile},
		{"fish", func(file string) error { return root.GenFishCompletionFile(file, true) }},
		{"ps1", root.GenPowerShellCompletionFileWithDesc},
	}
	for _, shell := range shells {
		if err := shell.write(filepath.Join(dir, "tfblast."+shell.ending)); err != nil {
			return fmt.Errorf("write %s completion: %w", shell.ending, err)
		}
	}
	return nil
}
