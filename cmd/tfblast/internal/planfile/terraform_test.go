package planfile_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
)

// binaryPlan is what a binary plan file begins with.
const binaryPlan = "PK\x03\x04 and so on"

// writeProgram writes a shell script and returns its path.
func writeProgram(t *testing.T, script string) string {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the stand-in for terraform is a shell script")
	}
	path := filepath.Join(t.TempDir(), "terraform")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func writeBinaryPlan(t *testing.T) planfile.Plan {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "tfplan")
	if err := os.WriteFile(path, []byte(binaryPlan), 0o600); err != nil {
		t.Fatal(err)
	}
	return planfile.Plan{Name: path, Folder: dir}
}

func TestShow(t *testing.T) {
	t.Parallel()
	// The last argument is the file; the script prints the others and then the file.
	program := writeProgram(t, `while [ $# -gt 1 ]; do printf '%s ' "$1"; shift; done; cat "$1"`)
	plan := writeBinaryPlan(t)
	want := "show -json -no-color " + binaryPlan
	got, err := readPlan(t, planfile.Opener{Terraform: program}, plan)
	if err != nil || got != want {
		t.Errorf("file: got %q and error %v, want %q", got, err, want)
	}
	got, err = readPlan(t, planfile.Opener{Terraform: program, Stdin: strings.NewReader(binaryPlan)}, planfile.Plan{Name: "-", Folder: "."})
	if err != nil || got != want {
		t.Errorf("standard input: got %q and error %v, want %q", got, err, want)
	}
	if err := os.Mkdir(filepath.Join(plan.Folder, ".terraform"), 0o755); err != nil {
		t.Fatal(err)
	}
	want = "-chdir=" + plan.Folder + " " + want
	got, err = readPlan(t, planfile.Opener{Terraform: program}, plan)
	if err != nil || got != want {
		t.Errorf("initialised folder: got %q and error %v, want %q", got, err, want)
	}
}

func TestShowFails(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, script, want string }{
		{"silently", "exit 3", "exit status 3): no message;"},
		{"with a whole plan", "echo '{}'; exit 1", "`terraform show -json` failed on this binary plan (exit status 1)"},
		{"with a message", "echo 'Error: no schema' >&2; echo more >&2; exit 1", ": Error: no schema; run it in the folder"},
		{"with a frame", `printf '\n╷\n│ Error: no schema\n│ more\n╵\n' >&2; exit 1`, ": Error: no schema;"},
		{"in colour", `printf '\033[31m╷\033[0m\033[0m\n\033[31m│\033[0m \033[31mError: \033[0mno schema\n' >&2; exit 1`, ": Error: no schema;"},
		{"by a signal", "kill -9 $$", "signal: killed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := readPlan(t, planfile.Opener{Terraform: writeProgram(t, test.script)}, writeBinaryPlan(t))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
	if _, err := readPlan(t, planfile.Opener{Terraform: filepath.Join(t.TempDir(), "none")}, writeBinaryPlan(t)); err == nil {
		t.Error("a program that does not exist is no error")
	}
}

// TestShowUnread closes the stream before its end: the program must not be left waiting.
func TestShowUnread(t *testing.T) {
	t.Parallel()
	program := writeProgram(t, `i=0; while [ $i -lt 20000 ]; do echo "0123456789"; i=$((i+1)); done; exit 1`)
	stream, err := planfile.Opener{Terraform: program}.Open(t.Context(), writeBinaryPlan(t))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(stream, make([]byte, 10)); err != nil {
		t.Fatal(err)
	}
	if err := stream.Close(); err == nil || !strings.Contains(err.Error(), "exit status 1") {
		t.Errorf("close: error %v, want that of the program", err)
	}
}

func TestShowStopsWithContext(t *testing.T) {
	t.Parallel()
	program := writeProgram(t, "exec sleep 60")
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	stream, err := planfile.Opener{Terraform: program}.Open(ctx, writeBinaryPlan(t))
	if err == nil {
		_, _ = io.ReadAll(stream) // ends with the program
		err = stream.Close()
	}
	if err == nil || ctx.Err() == nil {
		t.Errorf("error %v, context %v: want the program stopped", err, ctx.Err())
	}
}
