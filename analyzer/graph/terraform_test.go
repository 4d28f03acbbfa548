package graph_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// Terraform itself says what depends on an instance: whatever else changes when it
// plans to replace that one. All of it must lie downstream in the graph of the plan
// that changes nothing.
func TestReplaceTruth(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("runs terraform some forty times")
	}
	binary, err := exec.LookPath("terraform")
	if err != nil {
		t.Skip("terraform is not on PATH")
	}
	for _, name := range []string{"crossed-keys", "shifted-index", "for-over-all", "module-maps"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := workspace{binary: binary, dir: t.TempDir()}
			if err := os.CopyFS(w.dir, os.DirFS(filepath.Join("testdata", "truth", name))); err != nil {
				t.Fatal(err)
			}
			w.run(t, "init", "-no-color")
			w.run(t, "apply", "-auto-approve", "-no-color")
			before := w.plan(t)
			for _, c := range before.Changes {
				if c.Action != plan.ActionNoOp {
					t.Fatalf("the plan is not empty: %s of %s", c.Action, c.Address)
				}
			}
			g, _ := graph.Build(before)
			changed, downstream := 0, 0
			for _, source := range g.Managed() {
				c, d := w.compare(t, g, source)
				changed, downstream = changed+c, downstream+d
			}
			if changed == 0 {
				t.Error("no replacement changes anything else")
			}
			t.Logf("%d instances: terraform changes %d others, %d lie downstream", len(g.Managed()), changed, downstream)
		})
	}
}

// workspace is a folder with a configuration and its state.
type workspace struct{ binary, dir string }

func (w workspace) run(t *testing.T, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), w.binary, args...)
	cmd.Dir = w.dir
	cmd.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+os.DevNull, "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1", "TF_INPUT=0", "TF_CLI_ARGS=")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("terraform %v: %v\n%s", args, err, stderr.Bytes())
	}
	return stdout.Bytes()
}

func (w workspace) plan(t *testing.T, args ...string) *plan.Plan {
	t.Helper()
	w.run(t, append([]string{"plan", "-refresh=false", "-no-color", "-out=tfplan"}, args...)...)
	p, err := plan.Read(t.Context(), bytes.NewReader(w.run(t, "show", "-json", "tfplan")))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// compare replaces one instance and returns how many others Terraform changes with it
// and how many lie downstream of it.
func (w workspace) compare(t *testing.T, g *graph.Graph, source graph.NodeID) (changed, downstream int) {
	t.Helper()
	reached := reachedFrom(g, source)
	for id := range reached {
		if g.Kind(id) == graph.Managed {
			downstream++
		}
	}
	for _, c := range w.plan(t, "-replace="+g.Address(source)).Changes {
		if c.Action == plan.ActionNoOp || c.Address == g.Address(source) {
			continue
		}
		changed++
		if id, ok := g.Lookup(c.Address); !ok || !reached[id] {
			t.Errorf("replacing %s changes %s, which is not downstream of it", g.Address(source), c.Address)
		}
	}
	return changed, downstream
}
