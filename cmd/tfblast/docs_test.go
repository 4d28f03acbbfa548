package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/cli"
)

// repository is relative to this package, in whose folder its tests run.
var repository = filepath.Join("..", "..")

// mark is the comment above a code block of a page that says what the block holds:
//
//	<!-- file: NAME -->            the content of a file that the page's commands find
//	<!-- file: NAME = CONTENT -->  the same without a block, for a file that is not shown
//	<!-- run: tfblast ARGS -->     all that the command prints: standard output, standard
//	                               error, then the exit code if it is not 0
//	<!-- part -->                  lines of the last run; the parts of a run follow each
//	                               other and hold every line that is not blank
//	<!-- excerpt: tfblast ARGS --> lines of what the command prints, in order; a line of
//	                               "…" stands for those left out
//
// `< NAME` at the end of ARGS makes a file the standard input. An argument that names a
// file of the repository is found under the same name.
var mark = regexp.MustCompile(`^<!-- (file|run|part|excerpt)(?:: (.*?))?(?: (=)(?: (.*))?)? -->$`)

const fence = "```"

// omission is the line that stands for lines left out.
const omission = "…"

// example is one mark with its block.
type example struct {
	verb, args string
	text       string // the block, or what stands in the mark itself
	start, end int    // the lines of the block, without its fences
}

// TestDocs runs the examples of the pages and compares what they print. With -update it
// writes the blocks of `run` again; parts and excerpts are for people to mend. It can't
// run beside other tests: each page has a working directory of its own.
func TestDocs(t *testing.T) {
	pages := docPages(t, "docs")
	root, err := filepath.Abs(repository)
	if err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, page := range pages {
		content, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(content), "\n")
		examples, err := parseExamples(lines)
		if err != nil {
			t.Errorf("%s: %v", page, err)
		}
		if len(examples) == 0 {
			continue
		}
		path, err := filepath.Abs(page)
		if err != nil {
			t.Fatal(err)
		}
		ran += len(examples)
		t.Run(filepath.Base(page), func(t *testing.T) {
			t.Chdir(t.TempDir())
			p := pageTest{root: root, lines: lines}
			p.run(t, examples)
			if p.changed {
				if err := os.WriteFile(path, []byte(strings.Join(p.lines, "\n")), 0o644); err != nil {
					t.Error(err)
				}
			}
		})
	}
	if ran == 0 {
		t.Error("no page has an example")
	}
}

// docPages lists the pages in a folder of the repository and below it.
func docPages(t *testing.T, folder string) []string {
	t.Helper()
	var pages []string
	err := filepath.WalkDir(filepath.Join(repository, folder), func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Ext(path) == ".md" {
			pages = append(pages, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// parseExamples finds the marks of a page. Marks inside of code blocks are text.
func parseExamples(lines []string) ([]example, error) {
	var found []example
	for i := 0; i < len(lines); i++ {
		var current *example
		if m := mark.FindStringSubmatch(lines[i]); m != nil {
			found = append(found, example{verb: m[1], args: m[2], text: m[4] + "\n"})
			if m[3] != "" {
				continue
			}
			current = &found[len(found)-1]
			i++
		}
		if i == len(lines) || !strings.HasPrefix(lines[i], fence) {
			if current != nil {
				return found, fmt.Errorf("line %d: no code block below the mark", i)
			}
			continue
		}
		start := i + 1
		length := slices.Index(lines[start:], fence)
		if length < 0 {
			return found, fmt.Errorf("line %d: a code block does not end", start)
		}
		i = start + length
		if current != nil {
			current.start, current.end = start, i
			current.text = strings.Join(lines[start:i], "\n") + "\n"
		}
	}
	return found, nil
}

// pageTest is the state of one page's test.
type pageTest struct {
	root    string
	lines   []string
	changed bool
	// output is what the last run printed, parts what its parts hold.
	output, parts string
}

// run goes through the examples. What it writes again it writes from the last block to
// the first, so that line numbers stay right.
func (p *pageTest) run(t *testing.T, examples []example) {
	t.Helper()
	if err := os.Mkdir(".git", 0o755); err != nil { // stacks are named from here
		t.Fatal(err)
	}
	update := flag.Lookup("update").Value.String() == "true"
	var rewrites []func()
	for _, e := range examples {
		switch e.verb {
		case "file":
			if err := os.WriteFile(e.args, []byte(e.text), 0o644); err != nil {
				t.Fatal(err)
			}
		case "run":
			p.checkParts(t)
			p.output = p.execute(t, e.args)
			if update && p.output != e.text {
				text := strings.TrimSuffix(p.output, "\n")
				rewrites = append(rewrites, func() {
					p.lines = slices.Replace(p.lines, e.start, e.end, strings.Split(text, "\n")...)
				})
			} else if p.output != e.text {
				t.Errorf("line %d: %s (-page +output); to write it: go test ./cmd/tfblast -run TestDocs -update\n%s",
					e.start, e.args, cmp.Diff(e.text, p.output))
			}
		case "part":
			p.parts += e.text
		case "excerpt":
			checkExcerpt(t, e, p.execute(t, e.args))
		}
	}
	p.checkParts(t)
	p.changed = len(rewrites) > 0
	for _, rewrite := range slices.Backward(rewrites) {
		rewrite()
	}
}

// checkParts compares the parts of the last run with what it printed.
func (p *pageTest) checkParts(t *testing.T) {
	t.Helper()
	if p.parts == "" {
		return
	}
	if diff := cmp.Diff(withoutBlank(p.output), withoutBlank(p.parts)); diff != "" {
		t.Errorf("the parts differ from what they are parts of (-output +parts):\n%s", diff)
	}
	p.parts = ""
}

func withoutBlank(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n"), func(l string) bool { return strings.TrimSpace(l) == "" })
}

// checkExcerpt looks for the runs of lines of an excerpt, one behind the other.
func checkExcerpt(t *testing.T, e example, output string) {
	t.Helper()
	rest := "\n" + output
	for lines := range strings.SplitSeq("\n"+e.text, "\n"+omission+"\n") {
		lines = "\n" + strings.Trim(lines, "\n") + "\n"
		_, after, found := strings.Cut(rest, lines)
		if lines != "\n\n" && !found {
			t.Errorf("line %d: %s does not print, or not in this order:%s\n---\n%s", e.start, e.args, lines, output)
			return
		}
		if found {
			rest = "\n" + after
		}
	}
}

// execute runs a command line in process.
func (p *pageTest) execute(t *testing.T, line string) string {
	t.Helper()
	args := strings.Fields(line)
	if len(args) == 0 || args[0] != "tfblast" {
		t.Fatalf("%q: want a command line of tfblast", line)
	}
	args = args[1:]
	var stdin io.Reader
	if n := len(args); n > 1 && args[n-2] == "<" {
		p.provide(t, args[n-1])
		content, err := os.ReadFile(args[n-1])
		if err != nil {
			t.Fatal(err)
		}
		stdin, args = bytes.NewReader(content), args[:n-2]
	}
	for _, arg := range args {
		p.provide(t, arg)
	}
	var stdout, stderr bytes.Buffer
	code := cli.Main(context.Background(), args, cli.Process{
		Stdin: stdin, Stdout: &stdout, Stderr: &stderr,
		Getenv: func(string) string { return "" },
		Now:    func() time.Time { return time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC) },
	})
	stdout.Write(stderr.Bytes())
	if code != cli.ExitOK {
		fmt.Fprintf(&stdout, "exit code %d\n", code)
	}
	return stdout.String()
}

// provide copies a file of the repository into the working directory.
func (p *pageTest) provide(t *testing.T, arg string) {
	t.Helper()
	from := filepath.Join(p.root, filepath.FromSlash(arg))
	if info, err := os.Stat(from); err != nil || !info.Mode().IsRegular() {
		return
	}
	if _, err := os.Stat(arg); err == nil {
		return
	}
	content, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(arg), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(arg, content, 0o644); err != nil {
		t.Fatal(err)
	}
}
