package review

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// readOutputs reads the file of GITHUB_OUTPUT as the runner does: NAME=VALUE, or NAME<<END
// and lines up to END.
func readOutputs(t *testing.T, text string) map[string]string {
	t.Helper()
	outputs := map[string]string{}
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		name, end, heredoc := strings.Cut(lines[i], "<<")
		if !heredoc {
			name, value, found := strings.Cut(lines[i], "=")
			if !found {
				t.Fatalf("line %q", lines[i])
			}
			outputs[name] = value
			continue
		}
		var value []string
		for i++; lines[i] != end; i++ {
			value = append(value, lines[i])
		}
		outputs[name] = strings.Join(value, "\n")
	}
	return outputs
}

// No value sets another output, even one that knows the delimiters that come first.
func TestOutputsCannotBreakOut(t *testing.T) {
	t.Parallel()
	for _, value := range []string{
		"", "high", "a\nlevel=info", "x\ntfblast_A\nlevel<<E\ninfo\nE", "tfblast_A", "tfblast_AB", "EOF\n", "a\r\nb", "%0Alevel=info", "<<",
	} {
		words := []string{"A", "B", "C", "D", "E"}
		random := func() string {
			word := words[0]
			words = words[1:]
			return word
		}
		got := readOutputs(t, formatOutputs([]Output{{"report-path", value}, {"level", "critical"}}, random))
		if diff := cmp.Diff(map[string]string{"report-path": value, "level": "critical"}, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", value, diff)
		}
	}
}

func TestAppend(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "output")
	if err := os.WriteFile(path, []byte("before=1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, level := range []string{"low", "high"} {
		if err := AppendOutputs(path, []Output{{"level", level}}); err != nil {
			t.Fatal(err)
		}
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"before": "1", "level": "high"}, readOutputs(t, string(content))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if strings.Count(string(content), "tfblast_") != 4 || strings.Contains(string(content), "tfblast_\n") {
		t.Errorf("no delimiters of their own:\n%s", content)
	}
	if err := AppendSummary(filepath.Join(path, "no"), "x"); err == nil {
		t.Error("a summary that can't be written is no error")
	}
}
