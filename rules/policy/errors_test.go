package policy_test

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/tfblast/tfblast/fixtures"
	"github.com/tfblast/tfblast/rules/policy"
)

// onlyWarned are the files of testdata/errors.txtar that load, with a warning.
var onlyWarned = map[string]bool{"never-fires.hcl": true, "always-fires.hcl": true, "gate-never.hcl": true, "gate-owners-without-group.hcl": true, "gate-owners-nobody.hcl": true}

// Each wrong file is refused while it is read, with its place, its line and what to do.
func TestErrors(t *testing.T) {
	t.Parallel()
	archive, err := txtar.ParseFile(filepath.Join("testdata", "errors.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, f := range archive.Files {
		files := []policy.File{{Name: f.Name, Content: f.Data}}
		p, diags := policy.Load(files)
		if (p != nil) != onlyWarned[f.Name] || diags.HasErrors() == onlyWarned[f.Name] {
			t.Errorf("%s: policy %v, diagnostics %v", f.Name, p != nil, diags)
		}
		for _, d := range diags {
			if d.Summary == "" || d.Detail == "" || d.Subject == nil || d.Subject.Filename != f.Name {
				t.Errorf("%s: a message without a remedy or a place: %v", f.Name, d)
			}
		}
		if len(diags) == 0 {
			t.Errorf("%s: nothing is wrong with it", f.Name)
		}
		fmt.Fprintf(&out, "-- %s --\n", f.Name)
		if err := policy.Write(&out, diags, files, 100, false); err != nil {
			t.Fatal(err)
		}
	}
	fixtures.Golden(t, filepath.Join("testdata", "errors.golden"), out.Bytes())
}
