package policy_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/rules/policy"
)

// An override needs a reason where it makes something less dangerous than what stands
// before it, in whatever file or environment.
func TestOverrideBelowEarlierOnes(t *testing.T) {
	t.Parallel()
	const data = `override "zork_box" {
  class    = "data-store"
  recovery = "lost"
}
`
	tests := []struct {
		name string
		// files are a.hcl, b.hcl and so on; want is a part of the message, empty for none.
		files []string
		want  string
	}{
		{"below an earlier file", []string{data, `override "zork_box" { class = "server" }`}, "of zork_box becomes less dangerous than by the override in a.hcl:1"},
		{"with a reason", []string{data, "override \"zork_box\" {\n  class = \"server\"\n  reason = \"cattle\"\n}"}, ""},
		{"the other way round", []string{`override "zork_box" { class = "server" }`, data}, ""},
		{"the recovery alone", []string{data, `override "zork_box" { recovery = "restorable" }`}, "a.hcl:1"},
		{"in the same file", []string{data + `override "zork_*" { class = "server" }`}, "a.hcl:1"},
		{"patterns that overlap", []string{"override \"zork_*\" {\n  class = \"data-store\"\n  recovery = \"lost\"\n}", `override "*_crate" { class = "server" }`}, "of zork__crate becomes less dangerous than by the override in a.hcl:1"},
		{"patterns that do not", []string{"override \"zork_*\" {\n  class = \"data-store\"\n  recovery = \"lost\"\n}", `override "bcme_*" { class = "server" }`}, ""},
		{"an environment", []string{data, "environment \"e\" {\n  match = [\"*\"]\n  override \"zork_box\" { class = \"server\" }\n}"}, "a.hcl:1"},
		{"an environment below no other", []string{
			"environment \"e\" {\n  match = [\"e\"]\n" + data + "}", "environment \"f\" {\n  match = [\"f\"]\n  override \"zork_box\" { class = \"server\" }\n}",
		}, ""},
		{"a class below another's weight", []string{"weights { server = 3 }\noverride \"zork_box\" { class = \"server\" }", `override "zork_box" { class = "data-store" }`}, "a.hcl:2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var files []policy.File
			for i, text := range tt.files {
				files = append(files, policy.File{Name: string(rune('a'+i)) + ".hcl", Content: []byte(text)})
			}
			_, diags := policy.Load(files)
			if tt.want == "" {
				if len(diags) > 0 {
					t.Errorf("refused: %v", diags)
				}
				return
			}
			if len(diags) != 1 || diags[0].Summary != "Missing reason" || !strings.Contains(diags[0].Detail, tt.want) {
				t.Errorf("got %v, want %s", diags, tt.want)
			}
		})
	}
}
