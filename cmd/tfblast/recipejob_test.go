package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// The plans of recipes: one that every gate of them refuses, and one that none does.
const (
	gravePlan = "kubernetes-shop-namespace-renamed"
	calmPlan  = "moved"
)

// standInScript stands in for terraform and tofu: fakeTerraform plans and shows.
const standInScript = `#!/bin/sh
printf '%%s\n' "${0##*/} $*" >> "$STAND_IN_LOG"
case "$1" in
init | apply) exit "${STAND_IN_CODE:-0}" ;;
esac
exec %q "$@"
`

// terragruntScript stands in for terragrunt: two units that have the same plan.
const terragruntScript = `#!/bin/sh
printf '%s\n' "${0##*/} $*" >> "$STAND_IN_LOG"
[ "$1 $2 $3 $5 $7 $8" = "run --all --out-dir --json-out-dir -- plan" ] || exit 9
for unit in live/network "live/the app"; do
	[ "$unit" != "$STAND_IN_GONE" ] || continue
	mkdir -p "$6/$unit"
	[ -z "$STAND_IN_EMPTY" ] || continue
	if [ -n "$FAKE_CUT" ]; then head -c 100 "$FAKE_PLAN"; else cat "$FAKE_PLAN"; fi > "$6/$unit/tfplan.json"
done
`

// How CI systems start the script of a step; {0} stands for its file.
var (
	// docs.github.com/actions/reference/workflows-and-actions/workflow-syntax: a step without
	// shell, and one with `shell: bash`.
	shellGitHub     = []string{"bash", "-e", "{0}"}
	shellGitHubBash = []string{"bash", "--noprofile", "--norc", "-eo", "pipefail", "{0}"}
	// microsoft/azure-pipelines-tasks, BashV3: the code of the last command counts.
	shellAzure = []string{"bash", "--noprofile", "--norc", "{0}"}
	// gitlab-org/gitlab-runner, shells/bash.go.
	shellGitLab = []string{"bash", "-eo", "pipefail", "{0}"}
	// jenkinsci/durable-task-plugin, BourneShellScript.
	shellJenkins = []string{"sh", "-xe", "{0}"}
	// runatlantis.io/docs/custom-workflows: the default of shell and shellArgs.
	shellAtlantis = []string{"sh", "-c", "{text}"}
)

// job is a run of a recipe: a checkout, programs on PATH and an environment.
type job struct {
	*testing.T
	ledger ledger
	// dir is the checkout.
	dir string
	bin string
	env map[string]string
	// output is what the last step printed on both streams.
	output string
}

// newJob makes a checkout that holds the configuration of a fixture, whose plan the stand-in
// programs make.
func newJob(t *testing.T, done ledger, fixture string) *job {
	t.Helper()
	root := t.TempDir()
	j := &job{T: t, ledger: done, dir: filepath.Join(root, "checkout"), bin: filepath.Join(root, "bin")}
	j.must(os.MkdirAll(filepath.Join(j.dir, ".git"), 0o755)) // stacks are named from here
	j.must(os.MkdirAll(j.bin, 0o755))
	source, err := filepath.Abs(filepath.Join(fixtureFolder, fixture))
	j.must(err)
	j.configure(source, ".")
	path := filepath.SplitList(os.Getenv("PATH"))
	j.env = map[string]string{
		// The programs of TestMain are found by the stand-ins alone.
		"PATH": strings.Join(append([]string{j.bin}, path[1:]...), string(filepath.ListSeparator)),
		"HOME": root, "TMPDIR": root, "TERM": "dumb", "GORACE": os.Getenv("GORACE"),
		"STAND_IN_LOG": filepath.Join(root, "programs.txt"), fakePlanJSON: filepath.Join(source, "plan.json"),
	}
	for _, name := range []string{"terraform", "tofu"} {
		j.program(name, fmt.Sprintf(standInScript, filepath.Join(path[0], "fake-terraform")))
	}
	j.program("terragrunt", terragruntScript)
	j.program("tfblast", fmt.Sprintf("#!/bin/sh\nexec %q \"$@\"\n", filepath.Join(path[0], "tfblast")))
	return j
}

// configure copies the configuration of a fixture into a folder of the checkout.
func (j *job) configure(source, folder string) {
	j.Helper()
	to := filepath.Join(j.dir, folder)
	j.must(os.MkdirAll(to, 0o755))
	files, err := filepath.Glob(filepath.Join(source, "*.tf"))
	j.must(err)
	for _, file := range files {
		content, err := os.ReadFile(file)
		j.must(err)
		j.must(os.WriteFile(filepath.Join(to, filepath.Base(file)), content, 0o644))
	}
	if modules := filepath.Join(source, "modules"); isFolder(modules) {
		j.must(os.CopyFS(filepath.Join(to, "modules"), os.DirFS(modules)))
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

func (j *job) must(err error) {
	j.Helper()
	if err != nil {
		j.Fatal(err)
	}
}

// program puts a program on PATH.
func (j *job) program(name, script string) {
	j.Helper()
	j.must(os.WriteFile(filepath.Join(j.bin, name), []byte(script), 0o755))
}

// set adds to the environment.
func (j *job) set(settings map[string]string) { maps.Copy(j.env, settings) }

// run runs a script of a recipe in a folder of the checkout and returns its exit code.
func (j *job) run(s script, shell []string, folder string, more map[string]string) int {
	j.Helper()
	j.ledger.tick(s)
	file := filepath.Join(j.TempDir(), "step.sh")
	j.must(os.WriteFile(file, []byte(s.text), 0o600))
	words := slices.Clone(shell)
	for i, word := range words {
		words[i] = strings.NewReplacer("{0}", file, "{text}", s.text).Replace(word)
	}
	return j.command(words, folder, more)
}

// command runs a command. Its standard input is an empty pipe, as with several CI systems.
func (j *job) command(words []string, folder string, more map[string]string) int {
	j.Helper()
	env := maps.Clone(j.env)
	maps.Copy(env, more)
	path, err := lookPath(words[0], env["PATH"])
	j.must(err)
	cmd := exec.Command(path, words[1:]...) //nolint:noctx // the recipe's own words
	cmd.Dir = filepath.Join(j.dir, folder)
	for _, name := range slices.Sorted(maps.Keys(env)) {
		cmd.Env = append(cmd.Env, name+"="+env[name])
	}
	cmd.Stdin = bytes.NewReader(nil)
	output, err := cmd.CombinedOutput()
	j.output = string(output)
	if failed, ok := errors.AsType[*exec.ExitError](err); ok {
		return failed.ExitCode()
	}
	j.must(err)
	return 0
}

// lookPath finds a program on a PATH that is not ours.
func lookPath(name, path string) (string, error) {
	for _, folder := range filepath.SplitList(path) {
		if found := filepath.Join(folder, name); strings.HasPrefix(name, "/") {
			return name, nil
		} else if info, err := os.Stat(found); err == nil && !info.IsDir() && info.Mode()&0o111 != 0 {
			return found, nil
		}
	}
	return "", fmt.Errorf("%s is not on PATH %s", name, path)
}

// want compares exit codes.
func (j *job) want(got, want int) {
	j.Helper()
	if got != want {
		j.Fatalf("exit code %d, want %d; output:\n%.2000s", got, want, j.output)
	}
}

// file is the content of a file of the checkout; it fails if there is none.
func (j *job) file(name string) string {
	j.Helper()
	content, err := os.ReadFile(filepath.Join(j.dir, name))
	j.must(err)
	return string(content)
}

// missing reports whether a file of the checkout is not there.
func (j *job) missing(name string) bool {
	_, err := os.Stat(filepath.Join(j.dir, name))
	return errors.Is(err, os.ErrNotExist)
}

// holds fails unless the text holds every part.
func (j *job) holds(text string, parts ...string) {
	j.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			j.Errorf("no %q in:\n%.2000s", part, text)
		}
	}
}

// programs lists the calls of the stand-in programs, one a line.
func (j *job) programs() string {
	j.Helper()
	content, err := os.ReadFile(j.env["STAND_IN_LOG"])
	j.must(err)
	return string(content)
}

// needShell skips, and says so, where recipes can't run.
func needShell(t *testing.T, programs ...string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("recipes are for POSIX shells: none of their steps was run")
	}
	for _, name := range append(programs, "bash", "sh") {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("no %s on PATH: no step of these recipes was run", name)
		}
	}
}
