package cli_test

import (
	"bytes"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/cli"
)

// result is what one run of tfblast left behind.
type result struct {
	code           cli.ExitCode
	stdout, stderr string
}

// run runs tfblast in this process, with stdin as its standard input.
func run(t *testing.T, stdin string, args ...string) result {
	t.Helper()
	return runOn(t, strings.NewReader(stdin), args...)
}

func runOn(t *testing.T, stdin io.Reader, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := cli.Main(t.Context(), args, cli.Process{
		Stdin: stdin, Stdout: &stdout, Stderr: &stderr,
		Getenv: func(string) string { return "" },
		Now:    func() time.Time { return time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC) },
	})
	return result{code, stdout.String(), stderr.String()}
}

// runAllFormats runs tfblast once for all formats. It returns what came out by its name,
// standard error included, and all of that in one.
func runAllFormats(t *testing.T, stdin string, args ...string) (printed map[string]string, all string) {
	t.Helper()
	dir := t.TempDir()
	for _, format := range render.Names() {
		args = append(args, "-f", format+"="+filepath.Join(dir, format))
	}
	r := run(t, stdin, args...)
	printed = map[string]string{"standard output": r.stdout, "standard error": r.stderr}
	for _, format := range render.Names() {
		path := filepath.Join(dir, format)
		if _, err := os.Stat(path); err == nil {
			printed[format] = readFile(t, path)
		} else if r.code != cli.ExitError {
			t.Errorf("%s was not written: exit code %d", format, r.code)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(printed)) {
		all += printed[name]
	}
	return printed, all
}

// readFile returns a file as text.
func readFile(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
