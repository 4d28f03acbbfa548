package policy_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/tfblast/tfblast/rules/policy"
)

// FuzzLoad checks that no file crashes or hangs the reader, that a refusal says where and
// what to do, and that a policy that loads can be asked about a report, without a condition
// that can't be told.
func FuzzLoad(f *testing.F) {
	archive, err := txtar.ParseFile(filepath.Join("testdata", "errors.txtar"))
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range archive.Files {
		f.Add(file.Data)
	}
	f.Add(policy.Starter())
	f.Add([]byte(`rule "a" { when = anytrue([for c in change.changed : glob(c, "x*") if c != ""])` + "\n level = \"low\"\n message = \"%{ for o in change.outcomes }${o} %{ endfor }\"\n }"))
	f.Add([]byte("rule \"a\" {\n when = (((((1 + 2) % 2 == 1))))\n level = \"low\"\n message = <<EOT\nx ${plan.level}\nEOT\n }"))
	f.Fuzz(func(t *testing.T, content []byte) {
		files := []policy.File{{Name: "fuzz.hcl", Content: content}}
		p, diags := policy.Load(files)
		if (p == nil) != diags.HasErrors() {
			t.Fatalf("policy %v, diagnostics %v", p != nil, diags)
		}
		var out bytes.Buffer
		if err := policy.Write(&out, diags, files, 80, false); err != nil {
			t.Error(err)
		}
		for _, d := range diags {
			if d.Summary == "" || d.Detail == "" || d.Subject == nil {
				t.Errorf("%+v", d)
			}
		}
		if p == nil {
			return
		}
		s := p.Settings(policy.Scope{Stack: "prod", Workspace: "w", Now: now})
		facts := &policy.Facts{Plan: shop().Plan, Score: 64, Provenance: shop().Provenance, Owners: map[string][]string{"a": {"a.b"}}}
		asked := s.Requirements(facts)
		if diff := cmp.Diff(asked, s.Requirements(facts)); diff != "" {
			t.Errorf("another requirement the second time:\n%s", diff)
		}
		for _, r := range asked {
			if r.Open || r.Approvals < 1 || r.Gate == "" || r.Why == "" {
				t.Errorf("it loads, and then it asks for %+v", r)
			}
		}
		once, again := s.Apply(shop()), s.Apply(shop())
		if diff := cmp.Diff(once, again); diff != "" {
			t.Errorf("another result the second time:\n%s", diff)
		}
		for _, d := range once.Diagnostics {
			if bytes.Contains([]byte(d.Summary), []byte("can't be told")) {
				t.Errorf("it loads, and then it fails: %s", d.Summary)
			}
		}
	})
}
