package plan_test

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

const printed = `{"format_version":"1.2","terraform_version":"1.11.4","timestamp":"2025-01-02T03:04:05Z",` +
	`"resource_changes":[` +
	`{"address":"a.b","mode":"managed","change":{"actions":["delete","create"],"before":{"n":1,"s":"x","u":1},"after":{"n":2,"s":"y"},"after_unknown":{"u":true},"after_sensitive":{"s":true},"replace_paths":[["n"]]}},` +
	`{"address":"a.c","mode":"managed","change":{"actions":["update"],"before":{"n":1},"after":{"n":2}}},` +
	`{"address":"a.d","mode":"managed","change":{"actions":["no-op"],"before":{"n":1},"after":{"n":1}}},` +
	`{"address":"a.g","mode":"managed","provider_name":"r/x","change":{"actions":["delete"],"before":{"id":"db-dev","key":"k"},"after":null,"before_sensitive":{"key":true}}},` +
	`{"address":"a.i","mode":"managed","change":{"actions":["no-op"],"before":{"n":4},"after":{"n":4},"importing":{"id":"i-1","identity":{"arn":"r-1"}}}}],` +
	`"output_changes":{"o":{"actions":["update"],"before":"ov","after":"ow"},"p":{"actions":["no-op"],"before":5,"after":5},"q":{"actions":["delete"],"before":"qv","after":null,"before_sensitive":true}},` +
	`"complete":true,"applyable":true,"errored":false,` +
	`"action_invocations":[{"address":"action.x.y","config_values":{"size":1,"pin":8},"config_sensitive":{"pin":true},"lifecycle_action_trigger":{"triggering_resource_address":"a.b","action_trigger_event":"AfterCreate"}}]}`

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
		{"another output action", `"o":{"actions":["update"]`, `"o":{"actions":["delete"]`, false},
		{"another object that is deleted", `"id":"db-dev"`, `"id":"db-prod"`, false},
		{"another object that is replaced", `"before":{"n":1,"s":"x"`, `"before":{"n":0,"s":"x"`, false},
		{"another secret of what is deleted", `"key":"k"`, `"key":"l"`, true},
		{"another attribute that is secret", `"before_sensitive":{"key":true}`, `"before_sensitive":{"id":true}`, false},
		{"another provider", `"provider_name":"r/x"`, `"provider_name":"r/y"`, false},
		{"another id that is imported", `"id":"i-1"`, `"id":"i-2"`, false},
		{"another identity that is imported", `"arn":"r-1"`, `"arn":"r-2"`, false},
		{"another old value of an output", `"before":"ov"`, `"before":"oz"`, false},
		{"another new value of an output", `"after":"ow"`, `"after":"oz"`, false},
		{"an output that becomes known", `"after":"ow"`, `"after_unknown":true`, false},
		{"another secret output", `"before":"qv"`, `"before":"qz"`, true},
		{"an output that stays as it is", `"before":5,"after":5`, `"before":6,"after":6`, true},
		{"an incomplete plan", `"complete":true`, `"complete":false`, false},
		{"a plan that can't be applied", `"applyable":true`, `"applyable":false`, false},
		{"a plan that failed", `"errored":false`, `"errored":true`, false},
		{"another setting of an action", `"size":1`, `"size":2`, false},
		{"another secret setting of an action", `"pin":8`, `"pin":9`, true},
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

// What an empty plan means has a digest of its own.
func TestFingerprintOfNothing(t *testing.T) {
	t.Parallel()
	if got := read(t, changes()).Fingerprint(); got == fmt.Sprintf("sha256:%x", sha256.Sum256(nil)) {
		t.Error("an empty plan has the digest of an empty file")
	}
}
