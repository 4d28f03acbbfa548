package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/cli"
)

var day = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

func TestEveryCommandAndFlagHasItsPage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := write(dir, day); err != nil {
		t.Fatal(err)
	}
	root := cli.Command(cli.Process{Now: time.Now})
	pages := 0
	var check func(*cobra.Command)
	check = func(cmd *cobra.Command) {
		page := read(t, filepath.Join(dir, "man", strings.ReplaceAll(cmd.CommandPath(), " ", "-")+".1"))
		if !strings.Contains(page, `"Nov 2026"`) {
			t.Errorf("%s: the page is not dated Nov 2026", cmd.CommandPath())
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if name := `\-\-` + strings.ReplaceAll(f.Name, "-", `\-`); !f.Hidden && !strings.Contains(page, name) && !strings.Contains(page, "--"+f.Name) {
				t.Errorf("%s: the page does not name --%s", cmd.CommandPath(), f.Name)
			}
		})
		pages++
		for _, sub := range cmd.Commands() {
			if sub.IsAvailableCommand() && !sub.IsAdditionalHelpTopicCommand() {
				check(sub)
			}
		}
	}
	check(root)
	if pages < 5 {
		t.Errorf("%d pages only", pages)
	}
}

// A page says what a flag takes, and its default once, in words.
func TestPagesShowValues(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := write(dir, day); err != nil {
		t.Fatal(err)
	}
	page := read(t, filepath.Join(dir, "man", "tfblast-comment.1"))
	for _, want := range []string{"fail-on\\fP=LEVEL", "format\\fP=FORMAT", "max-age\\fP=DURATION", "post-timeout\\fP=TIME", "(default 2m0s)"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of comment does not hold %q", want)
		}
	}
	pages, err := filepath.Glob(filepath.Join(dir, "man", "*.1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range pages {
		for _, not := range []string{"=[]", "=0s", "=\n", `=""`} {
			if strings.Contains(read(t, name), "\\fP"+not) {
				t.Errorf("%s shows a flag with %q", filepath.Base(name), not)
			}
		}
	}
}

// Homebrew installs the pages that it is told of, one by one.
func TestHomebrewHasAllPages(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := write(dir, day); err != nil {
		t.Fatal(err)
	}
	pages, err := filepath.Glob(filepath.Join(dir, "man", "*.1"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("%d pages: %v", len(pages), err)
	}
	config := read(t, filepath.Join("..", "..", "..", "..", ".goreleaser.yaml"))
	for _, page := range pages {
		if line := "      - man/" + filepath.Base(page) + "\n"; strings.Count(config, line) != 1 {
			t.Errorf(".goreleaser.yaml does not list %q", line)
		}
	}
	if listed := strings.Count(config, "      - man/"); listed != len(pages) {
		t.Errorf(".goreleaser.yaml lists %d pages, want %d", listed, len(pages))
	}
}

func TestSameBytesTwice(t *testing.T) {
	t.Parallel()
	one, two := t.TempDir(), t.TempDir()
	for _, dir := range []string{one, two} {
		if err := write(dir, day); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(one, "*", "*"))
	if err != nil || len(files) < 9 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	for _, file := range files {
		again := filepath.Join(two, filepath.Base(filepath.Dir(file)), filepath.Base(file))
		if read(t, file) != read(t, again) {
			t.Errorf("%s differs from one run to the next", filepath.Base(file))
		}
	}
}

func TestBashCompletionParses(t *testing.T) {
	t.Parallel()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash")
	}
	dir := t.TempDir()
	if err := write(dir, day); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), bash, "-n", filepath.Join(dir, "completions", "tfblast.bash")).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestDate(t *testing.T) {
	t.Parallel()
	now := func() time.Time { return day }
	for epoch, want := range map[string]time.Time{"": day, "0": time.Unix(0, 0).UTC(), "1793534400": time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)} {
		if got, err := date(epoch, now); err != nil || !got.Equal(want) {
			t.Errorf("%q: %v, %v, want %v", epoch, got, err, want)
		}
	}
	if _, err := date("yesterday", now); err == nil {
		t.Error("a word passes as an epoch")
	}
}

func read(t *testing.T, file string) string {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
