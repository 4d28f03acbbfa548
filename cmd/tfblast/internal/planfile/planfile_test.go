package planfile_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
)

// folder makes a directory with files of these names; a name with a slash at its end is
// a directory.
func folder(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		var err error
		if strings.HasSuffix(name, "/") {
			err = os.MkdirAll(path, 0o755)
		} else {
			err = os.WriteFile(path, []byte(name), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestExpand(t *testing.T) {
	t.Parallel()
	dir := folder(t, "b10.json", "b9.json", "a.json.gz", "c.json.zst", "d.tfplan", "notes.txt", "json", "sub.json/", "sub/x.json",
		"sub/deep/y.tfplan", "sub/notes.md", ".terraform/modules/modules.json", ".hidden/plan.json", "sub/.git/z.json")
	inDir := func(name string) planfile.Plan {
		return planfile.Plan{Name: filepath.Join(dir, name), Folder: dir}
	}
	listed := func(name string) planfile.Plan {
		path := filepath.Join(dir, name)
		return planfile.Plan{Name: path, Folder: filepath.Dir(path), Root: dir}
	}
	for _, test := range []struct {
		name string
		args []string
		want []planfile.Plan
	}{
		{"nothing", nil, nil},
		{"standard input", []string{"-"}, []planfile.Plan{{Name: "-", Folder: "."}}},
		{"a file of any name", []string{filepath.Join(dir, "notes.txt")}, []planfile.Plan{inDir("notes.txt")}},
		{"a missing file, which opening reports", []string{"no/such.json"}, []planfile.Plan{{Name: "no/such.json", Folder: "no"}}},
		{
			"a directory and what is below it, in natural order and without hidden folders",
			[]string{dir},
			[]planfile.Plan{
				listed("a.json.gz"), listed("b9.json"), listed("b10.json"), listed("c.json.zst"), listed("d.tfplan"),
				listed("sub/deep/y.tfplan"), listed("sub/x.json"),
			},
		},
		{
			"several, in the order of the arguments",
			[]string{filepath.Join(dir, "b9.json"), "-", filepath.Join(dir, "sub", "deep")},
			[]planfile.Plan{
				inDir("b9.json"),
				{Name: "-", Folder: "."},
				{Name: filepath.Join(dir, "sub", "deep", "y.tfplan"), Folder: filepath.Join(dir, "sub", "deep"), Root: filepath.Join(dir, "sub", "deep")},
			},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, _, err := planfile.Expand(test.args)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("plans (-want +got):\n%s", diff)
			}
		})
	}
}

// What is left out is told of, but for what stands beside plans as a matter of course.
func TestExpandSkips(t *testing.T) {
	t.Parallel()
	dir := folder(t, "PLAN.JSON", "prod.out", "prod.plan", "TFPLAN", "main.tf", "x.tf.json", ".hidden", "README.md", "notes.txt", "a.bin", "sub/b.bin", "sub/x.tf", "plain")
	plans, skipped, err := planfile.Expand([]string{dir})
	if err != nil || len(plans) != 4 || len(skipped) != 1 {
		t.Fatalf("%+v, %+v and error %v", plans, skipped, err)
	}
	d := skipped[0].Diagnostics()
	if len(d) != 1 || d[0].Summary != dir+": 4 files were not taken for a plan (.bin 2, .txt 1, no ending 1)" || !strings.Contains(d[0].Detail, ".plan") {
		t.Errorf("%+v", d)
	}
	if _, skipped, err := planfile.Expand([]string{folder(t, "plan.json", "main.tf")}); err != nil || len(skipped) > 0 {
		t.Errorf("%+v and error %v, want nothing to be told", skipped, err)
	}
}

func TestExpandEmptyDirectory(t *testing.T) {
	t.Parallel()
	dir := folder(t, "notes.txt", "sub/x.tf", ".hidden/x.json")
	_, _, err := planfile.Expand([]string{dir})
	if err == nil || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "name the files") {
		t.Errorf("error %v, want one that names the directory and says what to do", err)
	}
}

// Links to folders may lead anywhere, and round in circles: they are named and not followed. One
// to a file is a file.
func TestExpandLinks(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege there")
	}
	elsewhere := folder(t, "live/plan.json", "one.json")
	link := func(dir, name, to string) {
		t.Helper()
		if err := os.Symlink(to, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	dir := folder(t, "sub/plan.json")
	link(dir, "sub/round", dir)
	link(dir, "net.json", filepath.Join(elsewhere, "live"))
	link(dir, "one.json", filepath.Join(elsewhere, "one.json"))
	link(dir, "gone.json", filepath.Join(elsewhere, "gone.json"))
	link(dir, ".hidden", elsewhere)
	plans, skipped, err := planfile.Expand([]string{dir})
	if err != nil || len(skipped) != 1 {
		t.Fatalf("%+v and error %v", skipped, err)
	}
	var names []string
	for _, p := range plans {
		names = append(names, strings.TrimPrefix(p.Name, dir+string(filepath.Separator)))
	}
	if diff := cmp.Diff([]string{"gone.json", "one.json", filepath.Join("sub", "plan.json")}, names); diff != "" { // opening says what is gone
		t.Errorf("plans (-want +got):\n%s", diff)
	}
	if d := skipped[0].Diagnostics(); len(d) != 1 || d[0].Summary != dir+": links to folders are not followed: net.json, sub/round" {
		t.Errorf("%+v", d)
	}
	for i := range 7 {
		link(dir, fmt.Sprintf("m%d", i), elsewhere)
	}
	if _, skipped, _ = planfile.Expand([]string{dir}); !strings.HasSuffix(skipped[0].Diagnostics()[0].Summary, ": m0, m1, m2, m3, m4 and 4 more") {
		t.Errorf("%+v", skipped[0].Diagnostics())
	}
	only := folder(t, "notes.txt")
	link(only, "live", filepath.Join(elsewhere, "live"))
	if _, _, err := planfile.Expand([]string{only}); err == nil || !strings.Contains(err.Error(), "holds no plan") || !strings.Contains(err.Error(), "not followed: live") {
		t.Errorf("error %v, want one that names the link", err)
	}
	linked := filepath.Join(t.TempDir(), "linked")
	link(filepath.Dir(linked), "linked", filepath.Join(elsewhere, "live"))
	if plans, _, err := planfile.Expand([]string{linked}); err != nil || len(plans) != 1 {
		t.Errorf("a link that is named: %+v, error %v", plans, err)
	}
}

// A folder that can't be read may hold plans.
func TestExpandClosedFolder(t *testing.T) {
	t.Parallel()
	dir := folder(t, "plan.json", "sub/x.json")
	if err := os.Chmod(filepath.Join(dir, "sub"), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadDir(filepath.Join(dir, "sub")); err == nil {
		t.Skip("nothing is closed to this user")
	}
	if _, _, err := planfile.Expand([]string{dir}); err == nil || !strings.Contains(err.Error(), "sub") {
		t.Errorf("error %v, want one that names the folder", err)
	}
}

// readPlan opens a plan and returns what is in it; the error is that of opening, reading
// or closing.
func readPlan(t *testing.T, o planfile.Opener, p planfile.Plan) (string, error) {
	t.Helper()
	stream, err := o.Open(t.Context(), p)
	if err != nil {
		return "", err
	}
	content, err := io.ReadAll(stream)
	return string(content), errors.Join(err, stream.Close())
}

func TestOpen(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, content := range []string{"", "P", "PK", "PK\x03", "PK\x05\x06", "{}", "\x1f\x8b\x08", strings.Repeat("long ", 10_000)} {
		path := filepath.Join(dir, "plan")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		for name, o := range map[string]planfile.Opener{path: {}, "-": {Stdin: strings.NewReader(content)}} {
			got, err := readPlan(t, o, planfile.Plan{Name: name, Folder: dir})
			if err != nil || got != content {
				t.Errorf("%s with %.10q: got %.10q and error %v", name, content, got, err)
			}
		}
	}
}

func TestOpenFails(t *testing.T) {
	t.Parallel()
	dir := folder(t, "sub/")
	broken := errors.New("broken pipe")
	for _, test := range []struct {
		name   string
		opener planfile.Opener
		plan   string
		want   string
	}{
		{"a missing file", planfile.Opener{}, filepath.Join(dir, "x.json"), "no such file"},
		{"a word that may be meant as a command", planfile.Opener{}, "no-such-command", `this version has no command "no-such-command"`},
		{"a directory", planfile.Opener{}, filepath.Join(dir, "sub"), "is a directory"},
		{"no standard input", planfile.Opener{}, "-", "no standard input"},
		{"a standard input that can't be read", planfile.Opener{Stdin: failingReader{broken}}, "-", "broken pipe"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := readPlan(t, test.opener, planfile.Plan{Name: test.plan, Folder: dir})
			if err == nil || !strings.Contains(err.Error(), test.want) || got != "" {
				t.Errorf("got %q and error %v, want an error with %q", got, err, test.want)
			}
		})
	}
}

type failingReader struct{ err error }

func (r failingReader) Read([]byte) (int, error) { return 0, r.err }
