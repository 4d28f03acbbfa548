package review

import (
	"crypto/rand"
	"fmt"
	"os"
	"strings"
)

// Output is one output of a step of GitHub Actions.
type Output struct{ Name, Value string }

// AppendOutputs adds outputs to the file of GITHUB_OUTPUT. Each stands between delimiters
// that are made up on the spot and are in no value, so that no value can end early and set
// another output.
func AppendOutputs(path string, outputs []Output) error {
	return appendTo(path, formatOutputs(outputs, rand.Text))
}

func formatOutputs(outputs []Output, random func() string) string {
	var b strings.Builder
	for _, o := range outputs {
		delimiter := "tfblast_" + random()
		for strings.Contains(o.Value, delimiter) {
			delimiter = "tfblast_" + random()
		}
		fmt.Fprintf(&b, "%s<<%s\n%s\n%s\n", o.Name, delimiter, o.Value, delimiter)
	}
	return b.String()
}

// AppendSummary adds Markdown to the file of GITHUB_STEP_SUMMARY.
func AppendSummary(path, markdown string) error { return appendTo(path, markdown+"\n") }

// appendTo adds to a file that the runner has made.
func appendTo(path, text string) error {
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY|os.O_CREATE, 0o644) //nolint:gosec // the runner reads it as another user
	if err != nil {
		return err
	}
	if _, err := f.WriteString(text); err != nil {
		f.Close() //nolint:errcheck // the first error counts
		return err
	}
	return f.Close()
}
