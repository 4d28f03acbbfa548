package plan_test

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/plan"
)

func readBytes(tb testing.TB, b []byte) (*plan.Plan, error) {
	tb.Helper()
	return plan.Read(tb.Context(), bytes.NewReader(b))
}

func TestRepaired(t *testing.T) {
	t.Parallel()
	whole := changes(entry(`"actions":["delete"],"before":{"name":"käse"}`))
	const banner = "[command]/usr/local/bin/terraform-bin show -json tfplan\n"
	tests := []struct{ name, input, diagnostic string }{
		{"plain", whole, ""},
		{"plain, with white space around", " \r\n\t" + whole + " \r\n\n", ""},
		{"gzip", gzipped(t, whole), ""},
		{"zstd", zstandard(t, whole), ""},
		{"zstd within gzip", gzipped(t, zstandard(t, whole)), ""},
		{"UTF-16 little-endian", inUTF16(t, whole+"\r\n", binary.LittleEndian), "UTF-16"},
		{"UTF-16 big-endian", inUTF16(t, whole, binary.BigEndian), "UTF-16"},
		{"UTF-16 within gzip", gzipped(t, inUTF16(t, whole, binary.LittleEndian)), "UTF-16"},
		{"UTF-8 with a mark", "\ufeff" + whole, "UTF-8 with a byte order mark"},
		{"a banner", banner + whole, "1 line(s) stand before the JSON"},
		{"a coloured banner", "\x1b[36m" + strings.TrimSpace(banner) + "\x1b[0m\n" + whole, "1 line(s) stand before the JSON"},
		{"three lines before", "one\n\n" + banner + whole, "3 line(s) stand before the JSON"},
		{"a warning before", "╷\n│ Warning: Unable to open CLI configuration file\n╵\n" + whole, "3 line(s) stand before the JSON"},
		{"debug lines after", whole + "\n\n::debug::Terraform exited with code 0.\n::debug::stderr: \n", "after the JSON"},
		{"a debug line at once", whole + "::debug::Terraform exited with code 0.\n", "after the JSON"},
		{"the plan once more in a debug line", whole + "\n::debug::stdout: " + strings.Repeat(whole, 2000) + "\n::debug::exitcode: 0\n", "after the JSON"},
		{"output command after", whole + "\n::set-output name=exitcode::0\n##[debug]end\n", "after the JSON"},
		{"no format_version", `{` + strings.TrimPrefix(whole, `{"format_version":"1.2",`), "no format_version"},
		{"newer minor version", strings.Replace(whole, `"1.2"`, `"1.99"`, 1), `"1.99" is newer`},
		{"first version", strings.Replace(whole, `"1.2"`, `"0.1"`, 1), ""},
		{"version without a minor part", strings.Replace(whole, `"1.2"`, `"1"`, 1), ""},
	}
	want := read(t, whole)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := read(t, tt.input)
			if diff := cmp.Diff(want.Changes, got.Changes); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
			if want.Fingerprint() != got.Fingerprint() {
				t.Error("the fingerprint differs")
			}
			if got.Unread {
				t.Error("something counts as unread")
			}
			if tt.diagnostic == "" {
				if len(got.Diagnostics) > 0 {
					t.Errorf("diagnostics: %v", got.Diagnostics)
				}
				return
			}
			if len(got.Diagnostics) != 1 || !strings.Contains(got.Diagnostics[0].Summary, tt.diagnostic) {
				t.Errorf("diagnostics %v, want one with %q", got.Diagnostics, tt.diagnostic)
			}
		})
	}
}

// What a plan may lack is no reason to refuse it.
func TestReadWithoutChanges(t *testing.T) {
	t.Parallel()
	state := `"prior_state":{"values":{"root_module":{"resources":[{"address":"a.b","mode":"managed","type":"a"}]}}}`
	tests := []struct {
		name, input string
		diagnostic  string
	}{
		{"empty list", changes(), ""},
		{"nothing planned", document(`"planned_values":{"root_module":{}}`), ""},
		{"only data planned", document(`"planned_values":{"root_module":{"resources":[{"address":"data.a.b","mode":"data"}]}}`), ""},
		{"planning failed", document(`"errored":true`, `"planned_values":{"root_module":{"resources":[{"address":"a.b","mode":"managed"}]}}`), "cut down"},
		{"a state and nothing planned", document(`"planned_values":{"root_module":{}}`, state), "lists no resource changes"},
		{"nulls for members", document(`"resource_changes":[],"planned_values":null,"prior_state":null,"configuration":null,"variables":null,"output_changes":null`), ""},
		{"nulls within", document(`"resource_changes":[]`, `"planned_values":{"root_module":null,"outputs":{"a":null}}`,
			`"prior_state":{"values":{"root_module":{"resources":[null],"child_modules":[null]}}}`, `"variables":{"a":null}`,
			`"resource_drift":[null]`, `"action_invocations":[null]`, `"deferred_action_invocations":[null,{}]`,
			`"configuration":{"provider_config":{"a":null},"root_module":{"variables":{"a":null},"outputs":{"a":null},"module_calls":{"a":null},`+
				`"resources":[null,{"address":"a.b","provisioners":[null]}]}}`), ""},
		{"null configuration module", document(`"resource_changes":[]`, `"configuration":{"root_module":null}`), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := read(t, tt.input)
			var all []string
			for _, d := range p.Diagnostics {
				all = append(all, d.Summary)
			}
			if tt.diagnostic == "" && len(all) > 0 || !strings.Contains(strings.Join(all, "\n"), tt.diagnostic) {
				t.Errorf("diagnostics %q, want %q", all, tt.diagnostic)
			}
		})
	}
}
