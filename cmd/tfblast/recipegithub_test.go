package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/review/reviewtest"
)

// actionsStep is a step of a job, or of a composite action, as far as recipes use it.
type actionsStep struct {
	ID               string
	Name             string
	If               string
	Uses             string
	Run              yaml.Node
	Shell            string
	WorkingDirectory string `yaml:"working-directory"`
	Env, With        map[string]string
}

type actionsWorkflow struct {
	Permissions map[string]string
	Jobs        map[string]struct {
		Strategy struct{ Matrix map[string][]string }
		Defaults struct {
			Run struct {
				WorkingDirectory string `yaml:"working-directory"`
			}
		}
		Steps []actionsStep
	}
}

type actionFile struct {
	Inputs map[string]struct {
		Default  string
		Required bool
	}
	Outputs map[string]struct{ Value string }
	Runs    struct {
		Using string
		Steps []actionsStep
	}
}

// prepared are the actions that recipes use for what the stand-in programs are.
var prepared = []string{"actions/checkout@v6", "hashicorp/setup-terraform@v3", "opentofu/setup-opentofu@v1"}

// ownAction is what recipes call action.yml of this repository.
const ownAction = "tfblast/tfblast@v1"

// actionsJob is a job of GitHub Actions.
type actionsJob struct {
	*job
	server *reviewtest.Server
	// pull is true for a job of a pull request, fork for one from another repository, whose
	// token can only read.
	pull, fork bool
	// event is the key of another event that is about the pull request, empty for none.
	event string
	// failed is true as soon as a step has failed, code its exit code.
	failed bool
	code   int
	// inputs replace the defaults of the action's inputs.
	inputs map[string]string
	ran    int
}

func newActionsJob(j *job, pull bool) *actionsJob {
	j.Helper()
	a := &actionsJob{job: j, server: reviewtest.NewGitHub(j), pull: pull}
	root := filepath.Dir(j.dir)
	event := filepath.Join(root, "event.json")
	text := `{"ref": "refs/heads/main"}`
	if pull {
		text = fmt.Sprintf(`{"pull_request": {"number": %d, "head": {"sha": %q}}}`, reviewtest.Number, reviewtest.Head)
	}
	j.must(os.WriteFile(event, []byte(text), 0o600))
	j.set(map[string]string{
		"GITHUB_ACTIONS": "true", "GITHUB_API_URL": a.server.URL, "GITHUB_REPOSITORY": reviewtest.Project,
		"GITHUB_EVENT_PATH": event, "GITHUB_SERVER_URL": "https://github.example", "GITHUB_RUN_ID": "5",
		"GITHUB_STEP_SUMMARY": filepath.Join(root, "summary.md"), "GITHUB_PATH": filepath.Join(root, "path.txt"),
		"RUNNER_OS": "Linux", "RUNNER_ARCH": "X64", "RUNNER_TEMP": root,
	})
	return a
}

// startedBy makes the job one of another event.
func (a *actionsJob) startedBy(event, text string) {
	a.Helper()
	a.event = event
	a.must(os.WriteFile(a.env["GITHUB_EVENT_PATH"], []byte(text), 0o600))
}

// scope is what expressions can name.
type scope struct {
	job            *actionsJob
	inputs, matrix map[string]string
	outputs        map[string]map[string]string // by step
	recipe         recipe
	folder         string
	// lax is true where a job's own shell counts: that of an action names its shell.
	lax bool
}

var expression = regexp.MustCompile(`\$\{\{ *(.*?) *\}\}`)

// value is the value of an expression; one that is not known here fails the test.
func (s *scope) value(text string) string {
	s.job.Helper()
	parts := strings.Split(text, ".")
	switch {
	case text == "github.token":
		return s.job.server.Token
	case text == "github.event.pull_request.number":
		if s.job.pull {
			return fmt.Sprint(reviewtest.Number)
		}
		return ""
	case text == "github.event.issue.pull_request.url":
		return map[bool]string{true: "https://api.github.example/pulls/7"}[s.job.event == "issue"]
	case text == "github.event.workflow_run.pull_requests[0].number":
		return map[bool]string{true: fmt.Sprint(reviewtest.Number)}[s.job.event == "workflow_run"]
	case text == "github.event.pull_request.head.repo.full_name == github.repository":
		return fmt.Sprint(s.job.pull && !s.job.fork)
	case len(parts) == 2 && parts[0] == "inputs":
		if value, ok := s.inputs[parts[1]]; ok {
			return value
		}
	case len(parts) == 2 && parts[0] == "matrix":
		if value, ok := s.matrix[parts[1]]; ok {
			return value
		}
	case len(parts) == 4 && parts[0] == "steps" && parts[2] == "outputs":
		if outputs, ok := s.outputs[parts[1]]; ok {
			return outputs[parts[3]]
		}
	}
	s.job.Fatalf("%s: the expression %q has no value here", s.recipe.name, text)
	return ""
}

// fill puts values in place of expressions.
func (s *scope) fill(text string) string {
	s.job.Helper()
	return expression.ReplaceAllStringFunc(text, func(m string) string {
		return s.value(expression.FindStringSubmatch(m)[1])
	})
}

var comparison = regexp.MustCompile(`^(\S+) (==|!=) '([^']*)'$`)

// runs decides the condition of a step: terms joined by &&. Without always() a step needs all
// before it to have passed.
func (s *scope) runs(condition string) bool {
	s.job.Helper()
	result, always := true, false
	for term := range strings.SplitSeq(condition, " && ") {
		m := comparison.FindStringSubmatch(term)
		switch {
		case term == "":
		case term == "always()":
			always = true
		case m != nil:
			result = result && (s.value(m[1]) == m[3]) == (m[2] == "==")
		default:
			s.job.Fatalf("%s: the condition %q is not understood", s.recipe.name, term)
		}
	}
	return result && (always || !s.job.failed)
}

// steps runs steps in order.
func (s *scope) steps(steps []actionsStep) {
	s.job.Helper()
	for _, step := range steps {
		if s.outputs[step.ID] == nil {
			s.outputs[step.ID] = map[string]string{}
		}
		if !s.runs(step.If) {
			continue
		}
		switch {
		case slices.Contains(prepared, step.Uses):
		case step.Uses == ownAction:
			s.action(step)
		case step.Uses == "" && step.Run.Value != "":
			s.step(step)
		default:
			s.job.Fatalf("%s: step %q uses %q, which is not known here", s.recipe.name, step.Name, step.Uses)
		}
	}
}

// step runs the script of a step.
func (s *scope) step(step actionsStep) {
	s.job.Helper()
	shell := shellGitHub
	switch {
	case step.Shell == "bash":
		shell = shellGitHubBash
	case step.Shell != "" || !s.lax:
		s.job.Fatalf("%s: step %q has the shell %q", s.recipe.name, step.Name, step.Shell)
	}
	file := s.recipe.script(step.Run)
	if expression.MatchString(file.text) {
		s.job.Fatalf("%s:%d: an expression in a script is an injection", file.at.file, file.at.line)
	}
	s.job.ran++
	output := filepath.Join(s.job.TempDir(), "output.txt")
	env := map[string]string{"GITHUB_OUTPUT": output, "PATH": s.job.path()}
	for name, value := range step.Env {
		env[name] = s.fill(value)
	}
	folder := s.folder
	if step.WorkingDirectory != "" {
		folder = s.fill(step.WorkingDirectory)
	}
	if code := s.job.run(file, shell, folder, env); code != 0 && !s.job.failed {
		s.job.failed, s.job.code = true, code
	}
	maps.Copy(s.outputs[step.ID], readOutputs(s.job.job, output))
}

// path is PATH with what steps have added to it.
func (a *actionsJob) path() string {
	content, err := os.ReadFile(a.env["GITHUB_PATH"])
	if err != nil {
		return a.env["PATH"]
	}
	added := strings.Fields(string(content))
	slices.Reverse(added)
	return strings.Join(append(added, a.env["PATH"]), string(filepath.ListSeparator))
}

// readOutputs reads a file of GITHUB_OUTPUT: NAME=VALUE, or NAME<<MARK and lines up to MARK.
func readOutputs(j *job, path string) map[string]string {
	j.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	outputs := map[string]string{}
	lines := strings.Split(strings.TrimSuffix(string(content), "\n"), "\n")
	for i := 0; i < len(lines); i++ {
		if name, end, ok := strings.Cut(lines[i], "<<"); ok {
			length := slices.Index(lines[i+1:], end)
			if length < 0 {
				j.Fatalf("%s: the output %s does not end", path, name)
			}
			outputs[name] = strings.Join(lines[i+1:i+1+length], "\n")
			i += length + 1
			continue
		}
		name, value, ok := strings.Cut(lines[i], "=")
		if !ok {
			j.Fatalf("%s: the line %q is no output", path, lines[i])
		}
		outputs[name] = value
	}
	return outputs
}

// action runs action.yml as a step.
func (s *scope) action(step actionsStep) {
	s.job.Helper()
	with := map[string]string{}
	for name, value := range step.With {
		with[name] = s.fill(value)
	}
	maps.Copy(s.outputs[step.ID], s.job.runAction(with))
}

// runAction runs action.yml with inputs and returns its outputs.
func (a *actionsJob) runAction(with map[string]string) map[string]string {
	a.Helper()
	r := readRecipe(a.T, "action.yml")
	var file actionFile
	r.decode(a.T, &file)
	inner := &scope{job: a, inputs: map[string]string{}, outputs: map[string]map[string]string{}, recipe: r, folder: "."}
	for name, input := range file.Inputs {
		inner.inputs[name] = inner.fill(input.Default)
		if _, ok := with[name]; input.Required && !ok {
			a.Fatalf("the input %s is missing", name)
		}
	}
	maps.Copy(inner.inputs, a.inputs)
	for name := range with {
		if _, ok := file.Inputs[name]; !ok {
			a.Fatalf("action.yml has no input %s", name)
		}
	}
	maps.Copy(inner.inputs, with)
	inner.steps(file.Runs.Steps)
	outputs := map[string]string{}
	for name, output := range file.Outputs {
		outputs[name] = inner.fill(output.Value)
	}
	return outputs
}

// workflow runs every job of a workflow, once for each value of its matrix.
func (a *actionsJob) workflow(r recipe, w actionsWorkflow) {
	a.Helper()
	for _, name := range slices.Sorted(maps.Keys(w.Jobs)) {
		spec := w.Jobs[name]
		rows := []map[string]string{{}}
		for key, values := range spec.Strategy.Matrix {
			var next []map[string]string
			for _, row := range rows {
				for _, value := range values {
					more := maps.Clone(row)
					more[key] = value
					next = append(next, more)
				}
			}
			rows = next
		}
		for _, row := range rows {
			a.failed = false
			s := &scope{job: a, matrix: row, outputs: map[string]map[string]string{}, recipe: r, folder: ".", lax: true}
			if folder := spec.Defaults.Run.WorkingDirectory; folder != "" {
				s.folder = s.fill(folder)
			}
			s.steps(spec.Steps)
		}
	}
}

func readWorkflow(t *testing.T, r recipe) actionsWorkflow {
	t.Helper()
	var w actionsWorkflow
	r.decode(t, &w)
	labels := strings.Contains(string(r.content), "label: true") // labels that are missing are made
	if w.Permissions["pull-requests"] != "write" || w.Permissions["contents"] != "read" ||
		(w.Permissions["issues"] == "write") != labels || len(w.Permissions) > 3 || len(w.Permissions) == 3 && !labels {
		t.Errorf("%s: permissions %v", r.name, w.Permissions)
	}
	return w
}
