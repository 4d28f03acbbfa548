package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/rules/policy"
)

// What takes long to check is refused, however it is long.
func TestLargeExpressions(t *testing.T) {
	t.Parallel()
	const chained = `change.name == "a"`
	tests := []struct {
		name, when string
		fits       bool
	}{
		{"a chain that fits", strings.Repeat(chained+" && ", 500) + "change.disruptive", true},
		{"a chain", strings.Repeat(chained+" && ", 25000) + "change.disruptive", false},
		{"a list", `contains([` + strings.Repeat(`"a", `, 60000) + `"b"], change.name)`, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			source := fmt.Sprintf("rule \"r\" {\n  when = %s\n  level = \"high\"\n  message = \"m\"\n}", tt.when)
			_, diags := policy.Load([]policy.File{{Name: "a.hcl", Content: []byte(source)}})
			if got := !diags.HasErrors(); got != tt.fits {
				t.Errorf("loads: %t; %.300s", got, diags.Error())
			}
			if !tt.fits && (len(diags) != 1 || diags[0].Summary != "The expression is too large" && diags[0].Summary != "The file is too large") {
				t.Errorf("%.300s", diags.Error())
			}
		})
	}
}
