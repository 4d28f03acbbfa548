package config_test

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tfblast/tfblast/analyzer/config"
)

func TestLoadErrors(t *testing.T) {
	t.Parallel()
	f := files{"empty/readme.md": "", "tests/a.tftest.hcl": "", "editor/.#main.tf": "", "editor/main.tf~": ""}.fs()
	for dir, want := range map[string]string{
		"none":    "configuration folder none: file does not exist",
		"empty":   "configuration folder empty: holds no .tf, .tofu, .tf.json or .tofu.json file",
		"tests":   "configuration folder tests: holds no .tf, .tofu, .tf.json or .tofu.json file",
		"editor":  "configuration folder editor: holds no .tf, .tofu, .tf.json or .tofu.json file",
		"../away": "configuration folder ../away: lies outside of the folder that is read",
		"/root":   "configuration folder /root: lies outside of the folder that is read",
	} {
		t.Run(dir, func(t *testing.T) {
			t.Parallel()
			tree, _, err := config.Load(f, dir)
			if tree != nil || err == nil || err.Error() != want {
				t.Errorf("tree %v, error %v, want %s", tree, err, want)
			}
		})
	}
	if _, _, err := config.Load(f, "none"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%v is no fs.ErrNotExist", err)
	}
}

func TestWhichFiles(t *testing.T) {
	t.Parallel()
	m := load(t, files{
		"a.tf": `output "a" { value = var.tf }`, "a.tofu": `output "a" { value = var.tofu }`,
		"b.tf.json": `{"output": {"b": {"value": "${var.tf}"}}}`, "b.tofu.json": `{"output": {"b": {"value": "${var.tofu}"}}}`,
		"c.tf": `output "c" {}`, "c.tofu.json": `{"output": {"d": {}}}`,
		"e.tofu": "\xef\xbb\xbfoutput \"e\" {}", ".hidden.tf": `output "no" {}`, "x.tfvars": "no = 1", "y.tftest.hcl": "run {}",
		"dir.tf/main.tf": `output "no" {}`,
		"override.tf":    `output "a" { value = var.lost }`, "override.tofu": `output "a" { depends_on = [x.y] }`,
	}).Root
	var names []string
	for name := range m.Outputs {
		names = append(names, name)
	}
	slices.Sort(names)
	equal(t, "outputs", []string{"a", "b", "c", "d", "e"}, names)
	equal(t, "a", []string{"value: var.tofu -> variable tofu", "depends_on: x.y -> x.y"}, shown(m.Outputs["a"]))
	equal(t, "b", []string{"value: var.tofu -> variable tofu"}, shown(m.Outputs["b"]))
}

func TestSyntaxErrorsKeepTheRest(t *testing.T) {
	t.Parallel()
	m := loadWith(t, files{
		"good.tf": `output "good" { value = a.b }`,
		"bad.tf":  "output \"first\" { value = a.b }\nresource \"a\" \"b\" {\n  x = = 1\n  y = \"CANARY\n}\n",
	}, "error bad.tf:4: Invalid multi-line string",
		"error bad.tf:5: Invalid multi-line string", "error bad.tf:3: Invalid expression").Root
	if m.Outputs["good"] == nil || m.Outputs["first"] == nil {
		t.Errorf("outputs: %v", m.Outputs)
	}
	_, diags, err := config.Load(files{"many.tf": strings.Repeat("a = = 1\n", 50)}.fs(), ".")
	if err != nil || len(diags) == 0 || len(diags) > 12 {
		t.Errorf("%d diagnostics, %v", len(diags), err)
	}
}

func TestModulesThatAreMissing(t *testing.T) {
	t.Parallel()
	tree, diags, err := config.Load(files{
		"live/app/main.tf": `
module "up"      { source = "../../lib/m" }
module "out"     { source = "../../../m" }
module "none"    { source = "./none" }
module "empty"   { source = "../empty" }
module "web"     { source = "web/web" }
module "there"   { source = "reg/there" }
module "away"    { source = "reg/away" }
module "abs"     { source = "reg/abs" }
module "windows" { source = ".\\w" }
module "computed" { source = "${path.module}/x" }
`,
		"live/app/w/x.tf":       "",
		"live/empty/README":     "",
		"lib/m/main.tf":         `module "loop" { source = "../m" }`,
		"shared/there/x.tf":     `module "sub" { source = "./sub" }`,
		"shared/there/sub/x.tf": `resource "a" "b" {}`,
		"live/app/.terraform/modules/modules.json": `{"Modules": [
			{"Key": "there", "Dir": "../../shared/there"}, {"Key": "away", "Dir": "../../../away"}, {"Key": "abs", "Dir": "/abs"}]}`,
	}.fs(), "live/app")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "diagnostics", []string{
		"warning live/app/main.tf:9: module.abs is not read: its folder lies outside of the folder that is read",
		"warning live/app/main.tf:8: module.away is not read: its folder lies outside of the folder that is read",
		"warning live/app/main.tf:11: module.computed is not read: its source is not downloaded",
		"warning live/app/main.tf:5: module.empty is not read: its folder live/empty: holds no .tf, .tofu, .tf.json or .tofu.json file",
		"warning live/app/main.tf:4: module.none is not read: its folder live/app/none: file does not exist",
		"warning live/app/main.tf:3: module.out is not read: its folder lies outside of the folder that is read",
		"warning lib/m/main.tf:1: module.up.module.loop is not read: lib/m calls itself",
		"warning live/app/main.tf:6: module.web is not read: its source is not downloaded",
	}, summaries(diags))
	for _, d := range diags {
		if d.Detail == "" {
			t.Errorf("%s: no remedy", d.Summary)
		}
	}
	for _, path := range []string{"module.up", "module.there", "module.there.module.sub", "module.windows"} {
		if tree.Module(path) == nil {
			t.Errorf("%s is missing", path)
		}
	}
	if tree.Root.Calls["none"].Module != nil || tree.Module("module.up").Calls["loop"].Module != nil {
		t.Error("a module without a source")
	}
}

func TestBadManifest(t *testing.T) {
	t.Parallel()
	_, diags, err := config.Load(files{"main.tf": "", ".terraform/modules/modules.json": "{"}.fs(), ".")
	if err != nil || len(diags) != 1 || !strings.HasPrefix(diags[0].Summary, ".terraform/modules/modules.json: can't be read: ") {
		t.Errorf("%v, %v", diags, err)
	}
}

// Two calls at each of 30 levels would be a billion modules, and a ring has no end.
func TestModuleTreeIsBounded(t *testing.T) {
	t.Parallel()
	double := files{}
	for i := range 30 {
		double[fmt.Sprintf("%d/x.tf", i)] = fmt.Sprintf("module \"a\" {\nsource = \"../%d\"\n}\nmodule \"b\" {\nsource = \"../%d\"\n}", i+1, i+1)
	}
	double["30/x.tf"] = ""
	ring := files{"0/x.tf": `module "a" { source = "../1" }`, "1/x.tf": `module "a" { source = "../2" }`, "2/x.tf": `module "a" { source = "../0" }`}
	for name, f := range map[string]files{"double": double, "ring": ring} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, diags, err := config.Load(f.fs(), "0")
			if err != nil {
				t.Fatal(err)
			}
			if len(diags) != 1 {
				t.Errorf("%d diagnostics", len(diags))
			}
		})
	}
}

// What the parser would follow into its own stack's end is refused, or followed quickly.
func TestHostileNesting(t *testing.T) {
	t.Parallel()
	for name, unit := range map[string]string{
		"parentheses": "(", "lists": "[", "objects": "{a=", "not": "!", "minus": "- ", "conditions": "a?b:", "splats": "a[*]",
		"more splats": "[*]", "templates": `"${`, "directives": `"%{if a}`, "sums": "1+", "indexes": "[a.b]", "attributes": ".a",
	} {
		for _, n := range []int{4000, 20_000} {
			t.Run(fmt.Sprintf("%s %d", name, n), func(t *testing.T) {
				t.Parallel()
				start := time.Now()
				for file, text := range hostile(unit, n) {
					if _, _, err := config.Load(files{file: text}.fs(), "."); err != nil {
						t.Error(err)
					}
				}
				if spent := time.Since(start); spent > 20*time.Second {
					t.Errorf("took %v", spent)
				}
			})
		}
	}
}

// hostile holds a repeated unit in both syntaxes, and once behind JSON's escapes.
func hostile(unit string, n int) files {
	start := "a.b" + operator(unit)
	quoted := strings.ReplaceAll(strings.Repeat(unit, n), `"`, `\"`)
	hidden := strings.NewReplacer(
		"(", `\u0028`, "[", `\u005b`, "{", `\u007b`, "?", `\u003f`, "!", `\u0021`, "-", `\u002d`,
	).Replace(quoted)
	return files{
		"main.tf":        "locals {\nx = " + start + strings.Repeat(unit, n) + "1\n}\n",
		"main.tf.json":   `{"locals": {"x": "${` + start + quoted + `1}"}}`,
		"hidden.tf.json": `{"locals": {"x": "${` + start + hidden + `1}"}}`,
	}
}

// operator stands between a.b and a unit that starts an operand.
func operator(unit string) string {
	if unit == "[*]" || unit == "[a.b]" || unit == ".a" {
		return ""
	}
	return " + "
}

func TestNoLiteralIsKept(t *testing.T) {
	t.Parallel()
	tree, diags, err := config.Load(files{"main.tf": `
variable "v" {
  sensitive = true
  default   = "CANARY"
}
resource "a" "b" {
  password = "CANARY"
  joined   = "${var.v}CANARY${lookup(a.c, "CANARY")}"
  index    = a.c[md5("CANARY")].id
  object   = { CANARY = var.v, "CANARY" = 1 }
  count    = "CANARY"
  provider = "CANARY.{"
  dynamic "x" {
    for_each = ["CANARY"]
    content { y = "CANARY${x.value}" }
  }
  lifecycle {
    ignore_changes  = ["CANARY {"]
    prevent_destroy = "CANARY"
  }
}
`, "j.tf.json": `{"resource": {"a": {"j": {"x": {"CANARY/x": "CANARY${var.v}"}, "y": "${CANARY"}}}}`}.fs(), ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range tree.Root.Resources {
		if s := fmt.Sprintf("%+v %v", *r, shown(r.Uses)); strings.Contains(s, "CANARY") {
			t.Errorf("%s holds a literal: %s", r.Local, s)
		}
	}
	for _, d := range diags {
		if strings.Contains(d.Summary+d.Detail, "CANARY") {
			t.Errorf("a diagnostic holds a literal: %s", d.Summary)
		}
	}
}
