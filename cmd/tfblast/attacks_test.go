package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

// guardOf is the guard of a pipeline around a plan, with further arguments. It makes the
// file ran where it runs something.
func guardOf(plan string, args []string) []string {
	command := []string{
		"guard", "-o", "report.txt", "--require-approvals", "1", "--base", "main", "--context", "pull/7",
		"--approvals", "approvals", "--allowed-signers", "signers",
	}
	return append(append(command, args...), plan, "--", "touch", "ran", plan)
}

// cmdAttack runs the guard, which must refuse for a reason: exit code 2, the reason on
// standard error, and nothing run: [!] attack NAME REASON PLAN [ARG...]. With ! it can't
// even answer, which is exit code 1.
func cmdAttack(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 3 {
		ts.Fatalf("usage: [!] attack NAME REASON PLAN [ARG...]")
	}
	want := 2
	if neg {
		want = 1
	}
	reason, err := regexp.Compile(args[1])
	ts.Check(err)
	code := exitOf(ts, ts.Exec("tfblast", guardOf(args[2], args[3:])...))
	_, ran := os.Stat(ts.MkAbs("ran"))
	switch {
	case code != want:
		ts.Fatalf("%s: exit code %d, want %d", args[0], code, want)
	case ran == nil:
		ts.Fatalf("%s: the command was run", args[0])
	case !reason.MatchString(ts.ReadFile("stderr")):
		ts.Fatalf("%s: standard error does not match %q", args[0], args[1])
	}
}

// cmdGuarded runs the guard, which must let the command run: guarded PLAN [ARG...].
func cmdGuarded(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: guarded PLAN [ARG...]")
	}
	if code := exitOf(ts, ts.Exec("tfblast", guardOf(args[0], args[1:])...)); code != 0 {
		ts.Fatalf("exit code %d, want 0", code)
	}
	ts.Check(os.Remove(ts.MkAbs("ran")))
}

// The table of docs/signoff.md has the attacks of the script, and no other.
func TestDocsAttacks(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile(filepath.Join("testdata", "script", "attacks.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	var tried []string
	for _, m := range regexp.MustCompile(`(?m)^(?:! )?attack '((?:[^']|'')+)'`).FindAllStringSubmatch(string(script), -1) {
		tried = append(tried, strings.ReplaceAll(m[1], "''", "'"))
	}
	_, section, found := strings.Cut(readPage(t, filepath.Join("docs", "signoff.md")), "## What was tried against it\n")
	if !found || len(tried) == 0 {
		t.Fatalf("docs/signoff.md has no such section, or the script no attacks: %q", tried)
	}
	section, _, _ = strings.Cut(section, "\n## ")
	var told []string
	for _, m := range regexp.MustCompile(`(?m)^\| ([^|]+?) \|`).FindAllStringSubmatch(section, -1) {
		if m[1] != "attempt" {
			told = append(told, m[1])
		}
	}
	slices.Sort(tried)
	slices.Sort(told)
	if diff := cmp.Diff(tried, told); diff != "" {
		t.Errorf("docs/signoff.md (-script +page):\n%s", diff)
	}
}
