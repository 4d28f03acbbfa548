package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

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
	t.Run("a unit is gone", func(t *testing.T) {
		j := newJob(t, done, calmPlan)
		j.want(j.run(s, shebang(j, r), ".", nil), 0)
		j.must(os.WriteFile(filepath.Join(j.dir, "plans", "notes.json"), []byte("{}"), 0o600))
		j.set(map[string]string{"STAND_IN_GONE": "live/the app"})
		j.want(j.run(s, shebang(j, r), ".", nil), 0)
		report := j.file("report.md")
		j.holds(report, "plans/live/network")
		if strings.Contains(report, "the app") || j.missing("plans/notes.json") {
			t.Errorf("the report holds the unit that is gone, or another file was removed:\n%s", report)
		}
		j.set(map[string]string{"STAND_IN_EMPTY": "1"})
		j.want(j.run(s, shebang(j, r), ".", nil), 1)
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
