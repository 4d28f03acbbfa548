package render_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
)

var update = flag.Bool("update", false, "write the golden files of testdata anew")

// write renders r or fails the test.
func write(tb testing.TB, format string, r *report.Report, o render.Options) string {
	tb.Helper()
	f, ok := render.Lookup(format)
	if !ok {
		tb.Fatalf("no format %q", format)
	}
	var b bytes.Buffer
	if err := f.Write(&b, r, o); err != nil {
		tb.Fatalf("%s: %v", format, err)
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got); go test ./analyzer/render -update writes it anew:\n%s", path, diff)
	}
}

func TestGolden(t *testing.T) {
	t.Parallel()
	for _, s := range samples() {
		for _, f := range render.Formats() {
			t.Run(s.name+"/"+f.Name, func(t *testing.T) {
				t.Parallel()
				golden(t, s.name+"."+f.Name, write(t, f.Name, s.report, render.Options{}))
			})
		}
	}
}

func TestGoldenWidths(t *testing.T) {
	t.Parallel()
	for _, width := range [...]int{40, 120} {
		name := fmt.Sprintf("critical.%d", width)
		golden(t, name, write(t, "terminal", criticalReport(), render.Options{Width: width}))
	}
	golden(t, "critical.color", write(t, "terminal", criticalReport(), render.Options{Color: true}))
	golden(t, "critical.verbose", write(t, "terminal", criticalReport(), render.Options{Verbose: true, Top: 6}))
}
