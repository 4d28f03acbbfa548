package plan_test

import (
	"regexp"
	"strings"
	"testing"
)

const printed = `{"format_version":"1.2","terraform_version":"1.11.4","timestamp":"2025-01-02T03:04:05Z",` +
	`"resource_changes":[` +
	`{"address":"a.b","mode":"managed","change":{"actions":["delete","create"],"before":{"n":1,"s":"x","u":1},"after":{"n":2,"s":"y"},"after_unknown":{"u":true},"after_sensitive":{"s":true},"replace_paths":[["n"]]}},` +
	`{"address":"a.c","mode":"managed","change":{"actions":["update"],"before":{"n":1},"after":{"n":2}}},` +
	`{"address":"a.d","mode":"managed","change":{"actions":["no-op"],"before":{"n":1},"after":{"n":1}}}],` +
	`"output_changes":{"o":{"actions":["update"]},"p":{"actions":["no-op"]}},` +
	`"action_invocations":[{"address":"action.x.y","lifecycle_action_trigger":{"triggering_resource_address":"a.b","action_trigger_event":"AfterCreate"}}]}`

func TestFingerprint(t *testing.T) {
	t.Parallel()
	base := read(t, printed).Fingerprint()
	if !regexp.MustCompile(`^sha256:[0-9a-f]{64}$`).MatchString(base) {
		t.Errorf("fingerprint %q", base)
	}
	tests := []struct {
		name, old, new string
		same           bool
	}{
		{"the same plan", "", "", true},
		{"another time", "2025-01-02", "2026-01-02", true},
		{"another version", "1.11.4", "1.12.0", true},
		{"another no-op", `"before":{"n":1},"after":{"n":1}}`, `"before":{"n":5},"after":{"n":5}}`, true},
		{"another secret", `"s":"y"`, `"s":"z"`, true},
		{"a no-op that is not there", `,{"address":"a.d","mode":"managed","change":{"actions":["no-op"],"before":{"n":1},"after":{"n":1}}}`, "", true},
		{"another secret attribute", `"s":"y"`, `"s":"x"`, false},
		{"another address", `"a.c"`, `"a.e"`, false},
		{"another action", `["update"],"before":{"n":1}`, `["create"],"before":{"n":1}`, false},
		{"another order", `["delete","create"]`, `["create","delete"]`, false},
		{"another value", `"after":{"n":2}}}`, `"after":{"n":3}}}`, false},
		{"another form of the number", `"after":{"n":2}}}`, `"after":{"n":2.0}}}`, false},
		{"another replace path", `[["n"]]`, `[["u"]]`, false},
		{"not unknown", `"after_unknown":{"u":true}`, `"after_unknown":{}`, false},
		{"a move", `{"address":"a.d",`, `{"address":"a.d","previous_address":"a.x",`, false},
		{"an import", `"change":{"actions":["no-op"],`, `"change":{"importing":{"id":"x"},"actions":["no-op"],`, false},
		{"a deposed object", `{"address":"a.c",`, `{"address":"a.c","deposed":"00",`, false},
		{"another output action", `"o":{"actions":["update"]}`, `"o":{"actions":["delete"]}`, false},
		{"another event", "AfterCreate", "BeforeCreate", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if !strings.Contains(printed, tt.old) {
				t.Fatalf("the plan has no %s", tt.old)
			}
			got := read(t, strings.Replace(printed, tt.old, tt.new, 1)).Fingerprint()
			if (got == base) != tt.same {
				t.Errorf("the same is %t", got == base)
			}
		})
	}
}

// The order of the file and of the members of an object mean nothing.
func TestFingerprintIgnoresOrder(t *testing.T) {
	t.Parallel()
	a := `{"address":"a.b","mode":"managed","change":{"actions":["create"],"after":{"x":1,"y":2},"replace_paths":[["x"],["y"]]}}`
	b := `{"address":"a.c","mode":"managed","change":{"actions":["create"],"after":{"x":1}}}`
	turned := `{"mode":"managed","change":{"replace_paths":[["y"],["x"]],"after":{"y":2,"x":1},"actions":["create"]},"address":"a.b"}`
	if read(t, changes(a, b)).Fingerprint() != read(t, changes(b, turned)).Fingerprint() {
		t.Error("the order counts")
	}
}
