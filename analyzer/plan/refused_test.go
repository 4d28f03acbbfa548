package plan_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/tfblast/tfblast/analyzer/plan"
)

const (
	show     = "terraform show -json tfplan"
	planOut  = "terraform plan -out=tfplan"
	humanTop = "\nTerraform used the selected providers to generate the following execution plan. Resource actions are indicated\n" +
		"with the following symbols:\n  + create\n\nTerraform will perform the following actions:\n\n"
	humanEntry  = "  # aws_thing.x will be created\n  + resource \"aws_thing\" \"x\" {\n      + id = (known after apply)\n    }\n\n"
	colourEntry = "\x1b[1m  # aws_thing.x\x1b[0m will be created\n\x1b[0m  \x1b[32m+\x1b[0m\x1b[0m resource \"aws_thing\" \"x\" {\n" +
		"      \x1b[32m+\x1b[0m\x1b[0m id = (known after apply)\n    }\n\n"
)

func TestRefused(t *testing.T) {
	t.Parallel()
	const valid = `{"format_version":"1.2","resource_changes":[]}`
	planned := `"planned_values":{"root_module":{"child_modules":[{"resources":[{"address":"module.m.a.b","mode":"managed"}]}]}}`
	tests := []struct {
		name, input string
		kind        plan.Kind
		remedy      string
	}{
		{"empty", "", plan.KindEmpty, "exit code"},
		{"white space", " \n\t\r\n  ", plan.KindEmpty, "exit code"},
		{"only an error", "\nError: Failed to read the given file as a state or plan file\n", plan.KindEmpty, "exit code"},
		{"a framed error", "╷\n│ Error: Inconsistent dependency lock file\n│ \n╵\n", plan.KindEmpty, "exit code"},
		{
			"a coloured error", "\x1b[31m╷\x1b[0m\x1b[0m\n\x1b[31m│\x1b[0m \x1b[0m\x1b[1m\x1b[31mError: \x1b[0m\x1b[0m\x1b[1mNo configuration\x1b[0m\n",
			plan.KindEmpty, "exit code",
		},
		{"an error before a plan", "Error: broken pipe\n" + valid, plan.KindEmpty, "exit code"},

		{"log stream", `{"@level":"info","@message":"Terraform 1.11.4","@module":"terraform.ui","type":"version"}` + "\n" +
			`{"@level":"info","@message":"Plan: 1 to add"}` + "\n", plan.KindLog, show},
		{"log stream, other order", `{"type":"version","@message":"x"}`, plan.KindLog, show},

		{"plan text", humanTop + humanEntry + "Plan: 1 to add, 0 to change, 0 to destroy.\n", plan.KindText, planOut},
		{"plan text of OpenTofu", strings.ReplaceAll(humanTop, "Terraform", "OpenTofu") + humanEntry, plan.KindText, planOut},
		{"coloured plan text", colourEntry, plan.KindText, planOut},
		{"coloured, no changes", "\x1b[0m\x1b[1m\x1b[32mNo changes.\x1b[0m\x1b[1m Your infrastructure matches the configuration.\x1b[0m\n", plan.KindText, planOut},
		{"coloured, sum", "\x1b[1mPlan:\x1b[0m 1 to add, 0 to change, 0 to destroy.\n", plan.KindText, planOut},
		{"refresh lines", "aws_thing.x[\"a\"]: Refreshing state... [id=1]\n", plan.KindText, planOut},
		{"plan text with a brace", humanTop + humanEntry + "{\n}\n", plan.KindText, planOut},
		{"long plan text", strings.Repeat(humanEntry, 1000), plan.KindText, planOut},
		{"long coloured text", strings.Repeat(colourEntry, 1000), plan.KindText, planOut},

		{"show of a state", `{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}`, plan.KindState, "tfblast whatif"},
		{"show of an empty state", `{"format_version":"1.0"}`, plan.KindState, "tfblast whatif"},
		{"show of an empty state, with a version", `{"format_version":"1.0","terraform_version":"1.11.4"}`, plan.KindState, "tfblast whatif"},
		{"state file", `{"version":4,"terraform_version":"1.11.4","serial":3,"lineage":"b0","outputs":{},"resources":[]}`, plan.KindState, "tfblast whatif"},

		{"binary plan", "PK\x03\x04tfplan", plan.KindBinary, "terraform show -json PLANFILE"},
		{"array", `[{"resource_changes":[]}]`, plan.KindNotPlan, show},
		{"array after a line", "\n[\n1]", plan.KindNotPlan, show},
		{"string", `"resource_changes"`, plan.KindNotPlan, show},
		{"number", `12`, plan.KindNotPlan, show},
		{"null", `null`, plan.KindNotPlan, show},
		{"empty object", `{}`, plan.KindNotPlan, show},
		{"some object", `{"name":"x","version":"1.0.0"}`, plan.KindNotPlan, show},
		{"provider schema", `{"format_version":"1.0","provider_schemas":{}}`, plan.KindNotPlan, show},
		{"prose", "hello\n", plan.KindNotPlan, show},
		{"much prose", strings.Repeat("hello\n", 20_000), plan.KindNotPlan, show},
		{"compressed many times", gzipped(t, gzipped(t, gzipped(t, gzipped(t, valid)))), plan.KindNotPlan, show},

		{"two documents", valid + "\n" + valid, plan.KindTwoDocuments, "a file of its own"},
		{"two documents on one line", valid + valid, plan.KindTwoDocuments, "a file of its own"},
		{"text after the plan", valid + "\nRegistering...\n", plan.KindTrailing, show},
		{"a brace after the plan", valid + "}", plan.KindTrailing, show},
		{"text after a wrapper's line", valid + "\n::debug::x\nhello", plan.KindTrailing, show},
		{"much text after a wrapper's line", valid + "\n::debug::" + strings.Repeat("x", 200_000) + "\nhello", plan.KindTrailing, show},

		{"major version 2", `{"format_version":"2.0","resource_changes":[]}`, plan.KindVersion, "tfblast version"},
		{"no number for a version", `{"format_version":"x","resource_changes":[]}`, plan.KindVersion, "tfblast version"},
		{"no number for a minor version", `{"format_version":"1.x","resource_changes":[]}`, plan.KindVersion, "tfblast version"},
		{"negative version", `{"format_version":"-1.0","resource_changes":[]}`, plan.KindVersion, "tfblast version"},

		{"no resource_changes", document(planned), plan.KindCutDown, show},
		{"null for resource_changes", document(planned, `"resource_changes":null`), plan.KindCutDown, show},
		{
			"no resource_changes for what exists", document(planned,
				`"prior_state":{"values":{"root_module":{"child_modules":[{"resources":[{"address":"module.m.a.b","mode":"managed"}]}]}}}`),
			plan.KindCutDown, show,
		},

		{"UTF-32", "\xff\xfe\x00\x00{\x00\x00\x00", plan.KindEncoding, "UTF-8"},
		{"UTF-16 without a mark", "{\x00\"\x00", plan.KindEncoding, "UTF-8"},
		{"UTF-16 without a mark, big end first", "\x00{\x00\"", plan.KindEncoding, "UTF-8"},

		{"actions twice", changes(entry(`"actions":["delete"],"actions":["no-op"]`)), plan.KindSyntax, show},
		{"resource_changes twice", `{"resource_changes":[` + entry(`"actions":["delete"]`) + `],"resource_changes":[]}`, plan.KindSyntax, show},
		{"a name twice below a value", changes(entry(`"actions":["create"],"after":{"a":1,"a":2}`)), plan.KindSyntax, show},
		{"a name twice in what is not read", document(`"resource_changes":[],"checks":[{"a":1,"a":2}]`), plan.KindSyntax, show},
		{"NaN", changes(entry(`"actions":["create"],"after":{"a":NaN}`)), plan.KindSyntax, show},
		{"deep nesting", changes(entry(`"actions":["create"],"after":{"a":` + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + `}`)), plan.KindSyntax, show},
		{"deep nesting in what is not read", document(`"checks":` + strings.Repeat(`{"a":`, 20_000) + `1` + strings.Repeat("}", 20_000)), plan.KindSyntax, show},
		{"broken UTF-8", "{\"resource_changes\":[\"\xff\"]}", plan.KindSyntax, show},
		{"null entry", changes("null"), plan.KindSyntax, show},
		{"entry without an address", changes("{}"), plan.KindSyntax, show},
		{"null deferred change", document(`"resource_changes":[],"deferred_changes":[null]`), plan.KindSyntax, show},
		{"deferred change of nothing", document(`"resource_changes":[],"deferred_changes":[{"reason":"x"}]`), plan.KindSyntax, show},
		{"object for a list", document(`"resource_changes":{}`), plan.KindSyntax, show},
		{"text for actions", changes(entry(`"actions":"delete"`)), plan.KindSyntax, show},
		{"number for a version", `{"format_version":1.2,"resource_changes":[]}`, plan.KindSyntax, show},
		{"text for errored", document(`"errored":"true"`), plan.KindSyntax, show},
		{"comma at the end", `{"resource_changes":[],}`, plan.KindSyntax, show},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			err := refusal(t, tt.input)
			if err.Kind != tt.kind {
				t.Errorf("kind %d, want %d: %v", err.Kind, tt.kind, err)
			}
			if !strings.Contains(err.Error(), tt.remedy) {
				t.Errorf("the message names no %q: %v", tt.remedy, err)
			}
			if plan.IsBinary(err) != (tt.kind == plan.KindBinary) {
				t.Errorf("IsBinary is %t", plan.IsBinary(err))
			}
		})
	}
}

// Names that differ in their case only are other names.
func TestCaseVariantNamesDoNotOverride(t *testing.T) {
	t.Parallel()
	c := only(t, changes(entry(`"actions":["delete"],"Actions":["no-op"],"ACTIONS":["create"]`)))
	if c.Action != plan.ActionDelete {
		t.Errorf("action %s, want delete", c.Action)
	}
	p := read(t, document(`"resource_changes":[`+entry(`"actions":["delete"]`)+`]`, `"Resource_Changes":[]`, `"Errored":true`))
	if len(p.Changes) != 1 || p.Errored {
		t.Errorf("%d changes, errored %t", len(p.Changes), p.Errored)
	}
}

// A read that fails is no refusal: the file may be fine.
func TestReadFails(t *testing.T) {
	t.Parallel()
	broken := errors.New("disk on fire")
	_, err := plan.Read(t.Context(), iotest.ErrReader(broken))
	if !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
	if refused, ok := errors.AsType[*plan.RefusedError](err); ok {
		t.Errorf("refused: %v", refused)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := plan.Read(ctx, strings.NewReader(changes())); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

// Where something is broken is said without the keys of maps, which may be secrets.
func TestPlaceOfAnErrorNamesNoKey(t *testing.T) {
	t.Parallel()
	const secret = "correct-horse-battery"
	for i, input := range []string{
		changes(entry(`"actions":["create"],"after":{"tags":{"` + secret + `":{"a":1,"a":2}}}`)),
		changes(entry(`"actions":["create"],"after":{"tags":{"` + secret + `":NaN}}`)),
		changes(entry(`"actions":["create"],"after":{"tags":{"` + secret + `":"`)),
		changes(entry(`"actions":["create"],"after":{"` + secret + `":1,"` + secret + `":2}`)),
		document(`"output_changes":{"a":{"actions":["create"],"after":{"` + secret + `":[}}}`),
		document(`"configuration":{"root_module":{"module_calls":{"` + secret + `":1}}}`),
		document(`"` + secret + `":NaN`),
	} {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			err := refusal(t, input)
			if strings.Contains(err.Error(), secret) {
				t.Errorf("the message holds a key: %v", err)
			}
		})
	}
	err := refusal(t, changes(entry(`"actions":[1]`)))
	if want := "/resource_changes/0/change/actions/0"; !strings.Contains(err.Error(), want) {
		t.Errorf("the message does not say where: %v, want %s", err, want)
	}
}
