package graph_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// record makes the recorded truth again:
//
//	go test ./analyzer/graph -run TestTerraform -record
//
// It needs terraform on the PATH and no network: terraform_data and
// terraform_remote_state are built in. The committed files are from terraform 1.11.4.
var record = flag.Bool("record", false, "run terraform on all of testdata/truth and write what it says beside each")

// replaceTruth holds, for each managed instance, what else Terraform changes when it
// plans to replace that one.
type replaceTruth map[string][]string

// Terraform must say today what the recorded files say. The whole of testdata/truth is
// run only to record it.
func TestTerraform(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("runs terraform some forty times")
	}
	binary, err := exec.LookPath("terraform")
	if err != nil {
		t.Skip("terraform is not on PATH")
	}
	names := []string{"crossed-keys", "shifted-index", "for-over-all", "module-maps"}
	if *record {
		names = truthNames(t)
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := workspace{binary: binary, dir: t.TempDir(), source: filepath.Join("testdata", "truth", name)}
			w.lay(t)
			if _, err := os.Stat(filepath.Join(w.dir, "before")); err == nil {
				w.apply(t, "before")
			} else {
				w.apply(t, "")
			}
			w.run(t, "init", "-no-color")
			before := w.plan(t)
			text := w.run(t, "show", "-json", "tfplan")
			for _, c := range before.Changes {
				if c.Action != plan.ActionNoOp {
					t.Fatalf("the plan is not empty: %s of %s", c.Action, c.Address)
				}
			}
			truth := replaceTruth{}
			for _, c := range before.Changes {
				truth[c.Address] = w.replace(t, c.Address)
			}
			if *record {
				w.write(t, "plan.json", text)
				w.write(t, "graph.dot", w.run(t, "graph"))
				w.write(t, "truth.json", truth.text(t))
				return
			}
			if diff := cmp.Diff(readTruth(t, name), truth); diff != "" {
				t.Errorf("terraform says otherwise than the recorded file (-recorded +now):\n%s", diff)
			}
		})
	}
}

// truthNames lists the configurations with a recorded truth, or that want one.
func truthNames(t *testing.T) []string {
	t.Helper()
	folders, err := filepath.Glob(filepath.Join("testdata", "truth", "*", "main.tf"))
	if err != nil || len(folders) == 0 {
		t.Fatalf("no configuration in testdata/truth: %v", err)
	}
	var names []string
	for _, f := range folders {
		names = append(names, filepath.Base(filepath.Dir(f)))
	}
	return names
}

func readTruth(t *testing.T, name string) replaceTruth {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "truth", name, "truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	truth := replaceTruth{}
	if err := json.Unmarshal(text, &truth); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return truth
}

// text prints one instance a line, in natural order.
func (r replaceTruth) text(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	start := "{\n "
	for _, addr := range slices.SortedFunc(maps.Keys(r), address.Compare) {
		key, err := json.Marshal(addr)
		if err != nil {
			t.Fatal(err)
		}
		others, err := json.Marshal(r[addr])
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(start)
		start = ",\n "
		b.Write(key)
		b.WriteString(": ")
		b.Write(others)
	}
	b.WriteString("\n}\n")
	return b.Bytes()
}

// workspace is a folder with a configuration and its state, laid out from source.
type workspace struct{ binary, dir, source string }

// lay puts the configuration into the folder.
func (w workspace) lay(t *testing.T) {
	t.Helper()
	if err := os.CopyFS(w.dir, os.DirFS(w.source)); err != nil {
		t.Fatal(err)
	}
	for _, made := range []string{"plan.json", "truth.json", "graph.dot"} {
		if err := os.Remove(filepath.Join(w.dir, made)); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
}

// apply applies the configuration in a folder below; its state becomes that of the
// workspace.
func (w workspace) apply(t *testing.T, folder string) {
	t.Helper()
	inner := workspace{binary: w.binary, dir: filepath.Join(w.dir, folder)}
	inner.run(t, "init", "-no-color")
	inner.run(t, "apply", "-auto-approve", "-no-color")
	if folder == "" {
		return
	}
	if err := os.Rename(filepath.Join(inner.dir, "terraform.tfstate"), filepath.Join(w.dir, "terraform.tfstate")); err != nil {
		t.Fatal(err)
	}
}

func (w workspace) write(t *testing.T, name string, text []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(w.source, name), text, 0o600); err != nil {
		t.Fatal(err)
	}
}

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

// replace lists what Terraform changes with the replacement of an instance.
func (w workspace) replace(t *testing.T, addr string) []string {
	t.Helper()
	others := []string{}
	for _, c := range w.plan(t, "-replace="+addr).Changes {
		if c.Action != plan.ActionNoOp && c.Address != addr {
			others = append(others, c.Address)
		}
	}
	return others
}
