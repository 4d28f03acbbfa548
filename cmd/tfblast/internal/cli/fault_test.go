package cli_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/cli"
)

// A fault of the program must not look like a failed gate, whose exit code is that of a
// Go program that crashes.
func TestFaultIsAnError(t *testing.T) {
	t.Parallel()
	var stdout, stderr bytes.Buffer
	code := cli.Main(t.Context(), []string{"-"}, cli.Process{
		Stdin: strings.NewReader("{}"), Stdout: &stdout, Stderr: &stderr,
		Getenv: func(string) string { return "" },
		Now:    func() time.Time { panic("the clock is broken") },
	})
	if code != cli.ExitError || stdout.Len() > 0 || !strings.Contains(stderr.String(), "internal error: the clock is broken") {
		t.Errorf("exit code %d, stdout %q, stderr %q", code, &stdout, &stderr)
	}
}
