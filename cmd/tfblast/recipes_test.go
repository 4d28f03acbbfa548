package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// script is one script of a recipe, with its place.
type script struct {
	text string
	at   place
}

type place struct {
	file string
	line int
}

// ledger keeps which scripts were run.
type ledger map[place]bool

func (l ledger) tick(s script) { l[s.at] = true }

// scriptKeys are the keys under which the recipes' formats keep scripts, as one text or as
// a list of them.
var scriptKeys = []string{
	"run", "script", "before_script", "after_script", "bash", "sh", "pwsh", "powershell", "command", "entry",
}

// recipe is a file that holds scripts.
type recipe struct {
	name    string // relative to the repository
	content []byte
	root    *yaml.Node
}

func readRecipe(t *testing.T, name string) recipe {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(repository, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	r := recipe{name: name, content: content}
	if ext := filepath.Ext(name); ext == ".yml" || ext == ".yaml" {
		decoder := yaml.NewDecoder(bytes.NewReader(content))
		r.root = &yaml.Node{}
		if err := decoder.Decode(r.root); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if err := decoder.Decode(&yaml.Node{}); err != io.EOF { //nolint:errorlint // as documented
			t.Fatalf("%s: more than one document", name)
		}
	}
	return r
}

// decode reads the recipe's YAML.
func (r recipe) decode(t *testing.T, into any) {
	t.Helper()
	if err := r.root.Decode(into); err != nil {
		t.Fatalf("%s: %v", r.name, err)
	}
}

// script is the script in a node.
func (r recipe) script(n yaml.Node) script {
	return script{n.Value, place{r.name, n.Line}}
}

// groovy finds the shell steps of a Jenkinsfile: sh '…', sh ”'…”' and sh(…, script: ”'…”').
var groovy = regexp.MustCompile(`(?s)\bsh\b\s*(?:\((?:\w+: \w+, )*script: )?(?:'''(.*?)'''|'([^'\n]+)')`)

// scripts lists every script of the recipe in the order of its lines.
func (r recipe) scripts(t *testing.T) []script {
	t.Helper()
	switch {
	case r.root != nil:
		var found []script
		r.walk(r.root, &found)
		return found
	case filepath.Base(r.name) == "Jenkinsfile":
		var found []script
		for _, m := range groovy.FindAllSubmatchIndex(r.content, -1) {
			text := ""
			for i := 2; i < len(m); i += 2 {
				if m[i] >= 0 {
					text = string(r.content[m[i]:m[i+1]])
				}
			}
			found = append(found, script{text, place{r.name, 1 + bytes.Count(r.content[:m[0]], []byte("\n"))}})
		}
		if words := regexp.MustCompile(`\b(sh|bat|powershell|pwsh)\b`).FindAll(r.content, -1); len(words) != len(found) {
			t.Fatalf("%s: %d shell steps, of which %d are understood", r.name, len(words), len(found))
		}
		return found
	case bytes.HasPrefix(r.content, []byte("#!")):
		return []script{{string(r.content), place{r.name, 1}}}
	}
	t.Fatalf("%s: no kind of recipe that is known", r.name)
	return nil
}

func (r recipe) walk(n *yaml.Node, found *[]script) {
	if n.Kind != yaml.MappingNode {
		for _, child := range n.Content {
			r.walk(child, found)
		}
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		value := n.Content[i+1]
		switch isScript := slices.Contains(scriptKeys, n.Content[i].Value); {
		case isScript && value.Kind == yaml.ScalarNode:
			*found = append(*found, r.script(*value))
		case isScript && value.Kind == yaml.SequenceNode:
			for _, item := range value.Content {
				if item.Kind == yaml.ScalarNode {
					*found = append(*found, r.script(*item))
				}
			}
		default:
			r.walk(value, found)
		}
	}
}

// recipeTests run the recipes of a file. A file without a test fails TestRecipes.
var recipeTests = map[string]func(*testing.T, recipe, ledger){
	"action.yml":                       testAction,
	".pre-commit-hooks.yaml":           testPreCommit,
	"docs/recipes/Jenkinsfile":         testJenkins,
	"docs/recipes/atlantis.yaml":       testAtlantis,
	"docs/recipes/azure-pipelines.yml": testAzure,
	"docs/recipes/github-opentofu.yml": testGitHubMatrix,
	"docs/recipes/github.yml":          testGitHub,
	"docs/recipes/gitlab.yml":          testGitLab,
	"docs/recipes/hcp-terraform.sh":    testHCP,
	"docs/recipes/terragrunt.sh":       testTerragrunt,
}

// TestRecipes runs every script of every recipe as its CI system would, with stand-ins for
// what they call, and fails for a script that no test has run.
func TestRecipes(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it starts the program more than a hundred times, for what the scripts of testdata start as well")
	}
	needShell(t, "curl", "tar", "unzip", "awk", "find", "sort", "head")
	files := []string{"action.yml", ".pre-commit-hooks.yaml"}
	entries, err := os.ReadDir(filepath.Join(repository, "docs", "recipes"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		files = append(files, "docs/recipes/"+e.Name())
	}
	if len(files) != len(recipeTests) {
		t.Errorf("%d recipes, %d tests", len(files), len(recipeTests))
	}
	for _, name := range files {
		t.Run(strings.TrimPrefix(name, "docs/recipes/"), func(t *testing.T) {
			test := recipeTests[name]
			if test == nil {
				t.Fatal("this recipe has no test")
			}
			r, done := readRecipe(t, name), ledger{}
			test(t, r, done)
			scripts := r.scripts(t)
			if len(scripts) == 0 {
				t.Error("the recipe has no script")
			}
			for _, s := range scripts {
				if !done[s.at] {
					t.Errorf("%s:%d: this script was not run", s.at.file, s.at.line)
				}
			}
		})
	}
}

// outcome is what a recipe comes to with a plan.
type outcome struct {
	name, fixture string
	env           map[string]string
	code          int
}

// outcomes are those of every recipe: a gate that passes, one that fails, and a plan that
// breaks off.
var outcomes = []outcome{
	{name: "passes", fixture: calmPlan, code: 0},
	{name: "gate fails", fixture: gravePlan, code: 2},
	{name: "broken plan", fixture: gravePlan, env: map[string]string{fakeCut: "1"}, code: 1},
}

// each runs a test with every outcome.
func each(t *testing.T, done ledger, test func(*job, outcome)) {
	t.Helper()
	for _, o := range outcomes {
		t.Run(o.name, func(t *testing.T) {
			j := newJob(t, done, o.fixture)
			j.set(o.env)
			test(j, o)
		})
	}
}
