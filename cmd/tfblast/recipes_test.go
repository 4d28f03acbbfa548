package main

import (
	"bytes"
	"fmt"
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

func testAzure(t *testing.T, r recipe, done ledger) {
	t.Helper()
	var pipeline struct{ Steps []struct{ Bash yaml.Node } }
	r.decode(t, &pipeline)
	each(t, done, func(j *job, o outcome) {
		code := 0
		for _, step := range pipeline.Steps {
			if s := r.script(step.Bash); s.text != "" && code == 0 {
				code = j.run(s, shellAzure, ".", nil)
			}
		}
		j.want(code, o.code)
		if o.code == 1 {
			if !j.missing("report.md") || strings.Contains(j.output, "##vso") {
				j.Errorf("a report of a broken plan; output:\n%s", j.output)
			}
			return
		}
		j.holds(j.output, "##vso[task.uploadsummary]"+filepath.Join(j.dir, "report.md"))
		j.holds(j.file("report.md"), "### ")
		j.holds(j.file("blast.xml"), "<testsuites ")
	})
	t.Run("terraform fails", func(t *testing.T) {
		j := newJob(t, done, calmPlan)
		j.set(map[string]string{"STAND_IN_CODE": "3"})
		j.want(j.run(r.script(pipeline.Steps[0].Bash), shellAzure, ".", nil), 3)
		if strings.Contains(j.programs(), "plan") {
			t.Errorf("went on after terraform init failed: %s", j.programs())
		}
	})
}

func testAtlantis(t *testing.T, r recipe, done ledger) {
	t.Helper()
	var file struct {
		Workflows map[string]struct {
			Plan struct{ Steps []yaml.Node }
		}
	}
	r.decode(t, &file)
	each(t, done, func(j *job, o outcome) {
		j.configure(filepath.Dir(j.env[fakePlanJSON]), "live/network")
		show := filepath.Join(j.dir, "show.json")
		j.set(map[string]string{
			"PLANFILE": filepath.Join(j.dir, "default.tfplan"), "SHOWFILE": show, "WORKSPACE": "default",
			"REPO_REL_DIR": "live/network", "ATLANTIS_TERRAFORM_VERSION": "1.11.4", "DIR": filepath.Join(j.dir, "live/network"),
		})
		j.program("terraform1.11.4", j.readProgram("terraform"))
		code := 0
		for _, step := range file.Workflows["tfblast"].Plan.Steps {
			if code != 0 {
				break
			}
			var custom struct {
				Run struct{ Command yaml.Node }
			}
			var short struct{ Run yaml.Node }
			switch {
			case step.Value == "init":
			case step.Value == "plan": // Atlantis' own step
				code = j.command([]string{"terraform1.11.4", "plan", "-out=" + j.env["PLANFILE"]}, "live/network", nil)
			case step.Decode(&short) == nil && short.Run.Kind == yaml.ScalarNode:
				code = j.run(r.script(short.Run), shellAtlantis, "live/network", nil)
			case step.Decode(&custom) == nil && custom.Run.Command.Value != "":
				code = j.run(r.script(custom.Run.Command), shellAtlantis, "live/network", nil)
			default:
				j.Fatalf("line %d: a step of an unknown kind", step.Line)
			}
		}
		j.want(code, o.code)
		if gone := j.missing("default.tfplan"); gone != (o.code != 0) {
			j.Errorf("exit code %d, and the file of the plan is gone: %t", o.code, gone)
		}
		if o.code != 1 {
			j.holds(j.output, "stack live/network/default")
		}
	})
	t.Run("show fails", func(t *testing.T) {
		j := newJob(t, done, gravePlan)
		j.set(map[string]string{"PLANFILE": filepath.Join(j.dir, "p"), "SHOWFILE": filepath.Join(j.dir, "s"), "ATLANTIS_TERRAFORM_VERSION": ""})
		j.must(os.WriteFile(filepath.Join(j.dir, "p"), []byte("no plan"), 0o600))
		j.want(j.run(r.scripts(t)[0], shellAtlantis, ".", nil), 1)
		if !j.missing("p") {
			t.Error("a plan that can't be shown can be applied")
		}
	})
}

// readProgram is the script of a program on PATH.
func (j *job) readProgram(name string) string {
	j.Helper()
	content, err := os.ReadFile(filepath.Join(j.bin, name))
	j.must(err)
	return string(content)
}

func testJenkins(t *testing.T, r recipe, done ledger) {
	t.Helper()
	scripts := r.scripts(t)
	if len(scripts) != 3 {
		t.Fatalf("%d shell steps, want those of Plan, Blast radius and Apply", len(scripts))
	}
	each(t, done, func(j *job, o outcome) {
		j.want(j.run(scripts[0], shellJenkins, ".", nil), 0)
		j.want(j.run(scripts[1], shellJenkins, ".", nil), o.code)
		if o.code == 1 {
			return // the recipe calls error()
		}
		j.holds(j.file("report.md"), "### ")
		// The step junit makes a build unstable as well, which must mean the same.
		if failed := !strings.Contains(j.file("blast.xml"), `failures="0"`); failed != (o.code == 2) {
			j.Errorf("tests fail: %t, exit code %d", failed, o.code)
		}
		j.want(j.run(scripts[2], shellJenkins, ".", nil), 0)
		j.holds(j.programs(), "terraform apply -input=false tfplan")
	})
}

func testTerragrunt(t *testing.T, r recipe, done ledger) {
	t.Helper()
	s := r.scripts(t)[0]
	each(t, done, func(j *job, o outcome) {
		j.want(j.run(s, shebang(j, r), ".", nil), o.code)
		if o.code != 1 {
			j.holds(j.file("report.md"), "plans/live/network", "plans/live/the app")
		}
	})
	t.Run("no plans", func(t *testing.T) {
		j := newJob(t, done, calmPlan)
		j.set(map[string]string{"STAND_IN_EMPTY": "1"})
		j.want(j.run(s, shebang(j, r), ".", nil), 1)
		j.holds(j.output, "no unit has a plan")
	})
}

// shebang is the shell that a script asks for.
func shebang(j *job, r recipe) []string {
	j.Helper()
	first, _, _ := bytes.Cut(r.content, []byte("\n"))
	if string(first) != "#!/usr/bin/env bash" {
		j.Fatalf("%s begins with %q", r.name, first)
	}
	return []string{"bash", "{0}"}
}

func testPreCommit(t *testing.T, r recipe, done ledger) {
	t.Helper()
	var hooks []struct {
		ID       string
		Entry    yaml.Node
		Language string
		Files    string
		Pass     *bool `yaml:"pass_filenames"`
	}
	r.decode(t, &hooks)
	for _, hook := range hooks {
		if hook.Language != "system" || hook.Pass == nil || *hook.Pass {
			t.Fatalf("%s: a hook of another kind than those that are tested", hook.ID)
		}
		files := regexp.MustCompile(hook.Files)
		s := r.script(hook.Entry)
		// pre-commit starts an entry without a shell.
		run := func(j *job) int { j.ledger.tick(s); return j.command(strings.Fields(s.text), ".", nil) }
		switch hook.ID {
		case "tfblast-plan":
			each(t, done, func(j *job, o outcome) { j.want(run(j), o.code) })
			if !files.MatchString("live/main.tf") || !files.MatchString("x.tofu") || files.MatchString("README.md") {
				t.Errorf("%s: files %s", hook.ID, hook.Files)
			}
		case "tfblast-policy":
			testPolicyHook(t, done, run)
			if !files.MatchString("live/.tfblast.hcl") || !files.MatchString(".tfblast.hcl") || files.MatchString("x.tfblast.hcl") {
				t.Errorf("%s: files %s", hook.ID, hook.Files)
			}
		default:
			t.Errorf("%s has no test", hook.ID)
		}
	}
}

// testPolicyHook checks a policy that is right and one that is not.
func testPolicyHook(t *testing.T, done ledger, run func(*job) int) {
	t.Helper()
	for policy, want := range map[string]int{"fail_on = \"high\"\n": 0, "fail_on = \"hgh\"\n": 1} {
		t.Run(fmt.Sprintf("policy %d", want), func(t *testing.T) {
			j := newJob(t, done, calmPlan)
			j.must(os.WriteFile(filepath.Join(j.dir, ".tfblast.hcl"), []byte(policy), 0o600))
			j.want(run(j), want)
		})
	}
}
