package plan

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// structure holds the names of the format above the values of a plan. Below them, a
// name may be the key of a map, and so a secret.
var structure = map[string]bool{
	"resource_changes": true, "resource_drift": true, "deferred_changes": true, "resource_change": true,
	"change": true, "actions": true, "replace_paths": true, "importing": true, "address": true, "mode": true,
	"planned_values": true, "prior_state": true, "values": true, "root_module": true, "child_modules": true,
	"resources": true, "depends_on": true, "configuration": true, "provider_config": true, "module_calls": true,
	"variables": true, "outputs": true, "output_changes": true, "action_invocations": true,
	"deferred_action_invocations": true, "action_invocation": true, "format_version": true,
	"instances": true, "attributes": true, "dependencies": true, "sensitive_attributes": true, "version": true,
	"terraform_version": true, "timestamp": true, "complete": true, "applyable": true, "errored": true,
}

// place prints where in the file something stands, as far as the format's own names
// and list indexes reach.
func place(pointer jsontext.Pointer) string {
	var b strings.Builder
	for step := range pointer.Tokens() {
		if !structure[step] && !isIndex(step) {
			b.WriteString("/…")
			break
		}
		b.WriteString("/" + step)
	}
	if b.Len() == 0 {
		return "the top"
	}
	return b.String()
}

// isIndex reports whether a step can only be the index of a list.
func isIndex(step string) bool {
	return len(step) <= 7 && strings.Trim(step, "0123456789") == ""
}
