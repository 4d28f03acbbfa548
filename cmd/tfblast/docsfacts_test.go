package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

func readPage(t *testing.T, page string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(repository, page))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// The table of classes in docs/scoring.md holds the numbers of the knowledge tables.
func TestDocsClasses(t *testing.T) {
	t.Parallel()
	page := readPage(t, filepath.Join("docs", "scoring.md"))
	table, err := knowledge.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	for _, c := range table.Classes() {
		holds := string(c.Holds)
		if c.Holds == knowledge.HoldsNothing {
			holds = "-"
		}
		fmt.Fprintf(&want, "| `%s` | %s | %s | %d | %d | %d | %d | %d | %s |\n",
			c.Name, c.Title, holds, c.Delete, c.Replace, c.Forget, c.Update, c.Create, c.Recovery)
	}
	if !strings.Contains(page, "|\n"+want.String()+"\n") {
		t.Errorf("docs/scoring.md: the table of classes must have these rows and no other:\n%s", want.String())
	}
}

// docs/scoring.md explains every rule, under its ID.
func TestDocsRules(t *testing.T) {
	t.Parallel()
	page := readPage(t, filepath.Join("docs", "scoring.md"))
	for _, r := range rules.All() {
		if !strings.Contains(page, "\n| `"+r.ID+"` |") {
			t.Errorf("docs/scoring.md: no row for the rule %s (%s)", r.ID, r.Title)
		}
	}
}

// importRow is a row of the package table in docs/architecture.md: the package, what it
// is for, what it may import.
var (
	importRow = regexp.MustCompile("(?m)^\\| `([a-z/]+)` \\| [^|]+ \\| ([^|]+) \\|$")
	codeSpan  = regexp.MustCompile("`([a-z/]+)`")
)

const modulePath = "github.com/tfblast/tfblast/"

// A package imports no more of ours than docs/architecture.md says it may, and the table
// names every package.
func TestDocsImports(t *testing.T) {
	t.Parallel()
	allowed := map[string][]string{}
	for _, row := range importRow.FindAllStringSubmatch(readPage(t, filepath.Join("docs", "architecture.md")), -1) {
		allowed[row[1]] = []string{}
		for _, span := range codeSpan.FindAllStringSubmatch(row[2], -1) {
			allowed[row[1]] = append(allowed[row[1]], span[1])
		}
	}
	sources := goFiles(t)
	for folder, imports := range sources {
		may, listed := allowed[folder]
		if !listed {
			t.Errorf("docs/architecture.md: no row for %s", folder)
			continue
		}
		for _, imported := range imports {
			if !slices.Contains(may, imported) {
				t.Errorf("%s imports %s, which docs/architecture.md does not allow", folder, imported)
			}
		}
	}
	for folder := range allowed {
		if _, there := sources[folder]; !there {
			t.Errorf("docs/architecture.md: there is no package %s", folder)
		}
	}
}

// goFiles lists our packages and which of ours each imports outside of tests.
func goFiles(t *testing.T) map[string][]string {
	t.Helper()
	packages := map[string][]string{}
	err := filepath.WalkDir(repository, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (entry.Name() == "testdata" || len(entry.Name()) > 2 && entry.Name()[0] == '.') {
			return filepath.SkipDir
		}
		if entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		folder, err := filepath.Rel(repository, filepath.Dir(path))
		if err != nil {
			return err
		}
		folder = filepath.ToSlash(folder)
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		list := packages[folder]
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if ours, ok := strings.CutPrefix(imported, modulePath); ok && !slices.Contains(list, ours) {
				list = append(list, ours)
			}
		}
		packages[folder] = list
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return packages
}

var link = regexp.MustCompile(`\]\(([^()\s]+)\)`)

// Links between pages lead to files and headings that are there.
func TestDocsLinks(t *testing.T) {
	t.Parallel()
	pages := docPages(t, "docs")
	top, err := filepath.Glob(filepath.Join(repository, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, page := range append(pages, top...) {
		content, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(withoutBlocks(string(content)), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			found++
			path, anchor, _ := strings.Cut(m[1], "#")
			target := page
			if path != "" {
				target = filepath.Join(filepath.Dir(page), filepath.FromSlash(path))
			}
			if _, err := os.Stat(target); err != nil {
				t.Errorf("%s: the link %s leads nowhere", page, m[1])
				continue
			}
			if anchor != "" && !slices.Contains(anchors(t, target), anchor) {
				t.Errorf("%s: the link %s names no heading of its page", page, m[1])
			}
		}
	}
	if found == 0 {
		t.Error("no page has a link")
	}
}

// withoutBlocks removes code blocks from a page.
func withoutBlocks(page string) string {
	var kept []string
	inside := false
	for line := range strings.SplitSeq(page, "\n") {
		if strings.HasPrefix(line, fence) {
			inside = !inside
			continue
		}
		if !inside {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}

// anchors lists the names by which GitHub links to the headings of a page.
func anchors(t *testing.T, page string) []string {
	t.Helper()
	content, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for line := range strings.SplitSeq(withoutBlocks(string(content)), "\n") {
		if !strings.HasPrefix(line, "#") {
			continue
		}
		name := strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r):
				return unicode.ToLower(r)
			}
			return -1
		}, strings.TrimSpace(strings.TrimLeft(line, "#")))
		names = append(names, name)
	}
	return names
}
