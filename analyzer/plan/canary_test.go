package plan_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// canary is a secret that can stand in every string of JSON as it is. canaryTwin is
// another of the same length.
const (
	canary     = "Canary-7f3a9c51-Tweet"
	canaryTwin = "Kanary-8e4b0d62-Chirp"
)

// copies is a second instance that holds the canary outside any mark.
func copies() string {
	return `{"address":"aws_copy.y[\"CANARY\"]","previous_address":"aws_copy.z[\"a CANARY b\"]","mode":"managed","type":"aws_copy","name":"y",` +
		`"change":{"actions":["delete","create"],"before":{"user_data":"#!/bin/sh\nexport X=CANARY\n","m":{"CANARY":1},"l":["x","CANARY"]},` +
		`"after":{"user_data":"CANARY","m":{"y CANARY":{"z":1}},"l":["CANARY"]},"after_unknown":{"m":{"CANARY":true}},` +
		`"replace_paths":[["m","CANARY"],["l",1]]}}`
}

// marked lists the places where a plan marks or declares a secret, CANARY standing for
// it. Each is a plan without the copies.
func marked() map[string][]string {
	change := func(text string) []string {
		return []string{`"resource_changes":[` + entry(text) + `,` + copies() + `]`}
	}
	with := func(members ...string) []string { return append(members, `"resource_changes":[`+copies()+`]`) }
	config := func(root string) []string { return with(`"configuration":{"root_module":{` + root + `}}`) }
	const update = `"actions":["update"],`
	return map[string][]string{
		"before only":             change(update + `"before":{"a":"CANARY"},"after":{"a":"x"},"before_sensitive":{"a":true},"after_sensitive":{}`),
		"before only, both sides": change(update + `"before":{"a":"CANARY"},"after":{"a":"CANARY"},"before_sensitive":{"a":true},"after_sensitive":false`),
		"after only":              change(update + `"before":{"a":"x"},"after":{"a":"CANARY"},"before_sensitive":{},"after_sensitive":{"a":true}`),
		"after only, both sides":  change(update + `"before":{"a":"CANARY"},"after":{"a":"x"},"after_sensitive":{"a":true}`),
		"both":                    change(update + `"before":{"a":"CANARY"},"after":{"a":"CANARY"},"before_sensitive":{"a":true},"after_sensitive":{"a":true}`),
		"whole object":            change(update + `"before":{"a":"x"},"after":{"a":{"b":["CANARY"]}},"after_sensitive":true`),
		"whole object before":     change(`"actions":["delete"],"before":{"a":{"b":["CANARY"]}},"after":null,"before_sensitive":true,"after_sensitive":false`),
		"nested lists":            change(update + `"before":{"l":[]},"after":{"l":[{"m":[["x"],["CANARY"]]}]},"after_sensitive":{"l":[{"m":[[false],[true]]}]}`),
		"list grows":              change(update + `"before":{"l":["x"]},"after":{"l":["CANARY","x"]},"before_sensitive":{"l":[true]},"after_sensitive":{"l":[]}`),
		"map values":              change(update + `"before":{},"after":{"m":{"k":"CANARY","o":"x"}},"after_sensitive":{"m":{"k":true}}`),
		"map keys":                change(update + `"before":{},"after":{"m":{"CANARY":"x"}},"after_sensitive":{"m":true}`),
		"marks of another shape":  change(update + `"before":{"m":{"k":"CANARY"},"l":["CANARY"]},"after":{"m":["x"]},"after_sensitive":{"m":[true],"l":{"x":true}}`),
		"a mark that is a word":   change(update + `"before":{},"after":{"a":"CANARY"},"after_sensitive":{"a":"yes"}`),
		"marks inside a text":     change(update + `"before":{},"after":{"a":"CANARY"},"after_sensitive":{"a":{"b":true}}`),
		"with white space around": change(update + `"before":{},"after":{"a":"  CANARY\n"},"after_sensitive":{"a":true}`),
		"deferred change":         with(`"deferred_changes":[{"reason":"r","resource_change":` + entry(update+`"before":{},"after":{"a":"CANARY"},"after_sensitive":{"a":true}`) + `}]`),
		"drift":                   with(`"resource_drift":[` + entry(update+`"before":{"a":"CANARY"},"after":{},"before_sensitive":{"a":true}`) + `]`),
		"output change":           with(`"output_changes":{"o":{"actions":["update"],"before":"CANARY","after":"x","before_sensitive":true,"after_sensitive":true}}`),
		"output change in part":   with(`"output_changes":{"o":{"actions":["update"],"before":{"k":"CANARY"},"after":{},"before_sensitive":{"k":true}}}`),
		"planned output":          with(`"planned_values":{"outputs":{"o":{"sensitive":true,"value":{"k":["CANARY"]}}},"root_module":{}}`),
		"planned instance":        with(`"planned_values":{"root_module":{"child_modules":[{"resources":[{"address":"data.a.b","mode":"data","values":{"s":"CANARY"},"sensitive_values":{"s":true}}]}]}}`),
		"prior output":            with(`"prior_state":{"values":{"outputs":{"o":{"sensitive":true,"value":"CANARY"}},"root_module":{}}}`),
		"prior instance": with(`"prior_state":{"values":{"root_module":{"child_modules":[{"resources":[{"address":"a.b[\"CANARY\"]","mode":"managed",` +
			`"values":{"s":{"t":"CANARY"}},"sensitive_values":{"s":{"t":true}},"depends_on":["a.c","a.d[\"CANARY\"]"]}]}]}}}`),
		"deposed object of the prior state": with(`"prior_state":{"values":{"root_module":{"resources":[{"address":"a.b","mode":"managed","deposed_key":"00","values":{"s":"CANARY"},"sensitive_values":{"s":true}}]}}}`),
		"action invocation": with(`"action_invocations":[{"address":"action.x.y[\"CANARY\"]","config_values":{"p":{"q":"CANARY"}},"config_sensitive":{"p":{"q":true}},` +
			`"lifecycle_action_trigger":{"triggering_resource_address":"a.b[\"CANARY\"]"}}]`),
		"deferred action invocation": with(`"deferred_action_invocations":[{"action_invocation":{"address":"action.x.y","config_values":{"p":"CANARY"},"config_sensitive":true}}]`),
		"value of a sensitive variable": with(`"variables":{"v":{"value":{"k":["CANARY"]}}}`,
			`"configuration":{"root_module":{"variables":{"v":{"sensitive":true}}}}`),
		"value of a variable with a telling name": with(`"variables":{"db_password":{"value":"CANARY"}}`),
		"default of a root variable":              config(`"variables":{"v":{"default":"CANARY","sensitive":true}}`),
		"default with a telling name":             config(`"variables":{"api_token":{"default":"CANARY"}}`),
		"default in a module":                     config(`"module_calls":{"m":{"module":{"module_calls":{"n":{"module":{"variables":{"v":{"default":{"k":"CANARY"},"sensitive":true}}}}}}}}`),
		"constant for a module's variable":        config(`"module_calls":{"m":{"expressions":{"v":{"constant_value":["CANARY"]}},"module":{"variables":{"v":{"sensitive":true}}}}}`),
		"constant with a telling name":            config(`"module_calls":{"m":{"expressions":{"password":{"constant_value":"CANARY"}},"module":{"variables":{"password":{}}}}}`),
		"provider block":                          with(`"configuration":{"provider_config":{"aws":{"name":"aws","expressions":{"secret_key":{"constant_value":"CANARY"}}}}}`),
		"provider's nested block":                 with(`"configuration":{"provider_config":{"aws":{"name":"aws","expressions":{"auth":[{"token":{"constant_value":"CANARY"}}]}}}}`),
		"resource argument":                       config(`"resources":[{"mode":"managed","type":"a","name":"b","expressions":{"login":[{"password":{"constant_value":"CANARY"}}]}}]`),
		"references": config(`"variables":{"v":{"default":"CANARY","sensitive":true}},"resources":[{"mode":"managed","type":"a","name":"b",` +
			`"expressions":{"x":{"references":["a.c[\"CANARY\"].id","a.c[\"CANARY\"]","a.c"]}},"depends_on":["a.d[\"CANARY\"]"]}]`),
	}
}

func TestCanaryIsNowhere(t *testing.T) {
	t.Parallel()
	for name, members := range marked() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := document(members...)
			if !strings.Contains(text, "CANARY") {
				t.Fatal("the case holds no canary")
			}
			p := read(t, strings.ReplaceAll(text, "CANARY", canary))
			checkAbsent(t, p, canary)
			twin := read(t, strings.ReplaceAll(text, "CANARY", canaryTwin))
			if p.Fingerprint() != twin.Fingerprint() {
				t.Error("the fingerprint depends on the canary")
			}
			// Without the mark the copies are there, or the test would prove nothing.
			plain := read(t, document(`"resource_changes":[`+strings.ReplaceAll(copies(), "CANARY", canary)+`]`))
			found := 0
			eachString(plain, func(_, text string) { found += strings.Count(text, canary) })
			if found < 8 {
				t.Errorf("the canary is found %d times where nothing marks it", found)
			}
		})
	}
}

func checkAbsent(tb testing.TB, p *plan.Plan, secret string) {
	tb.Helper()
	eachString(p, func(path, text string) {
		if strings.Contains(text, secret) {
			tb.Errorf("plan%s holds the secret: %q", path, text)
		}
	})
	encoded, err := json.Marshal(p)
	if err != nil {
		tb.Fatal(err)
	}
	if strings.Contains(string(encoded), secret) {
		tb.Error("the plan as JSON holds the secret")
	}
	for _, c := range p.Changes {
		for _, a := range c.Changed {
			if text := a.Path + plan.Text(a.Before) + plan.Text(a.After); strings.Contains(text, secret) {
				tb.Errorf("%s: text holds the secret: %s", c.Address, text)
			}
		}
	}
}

// What a refusal says of the plan is masked as well.
func TestCanaryIsInNoError(t *testing.T) {
	t.Parallel()
	text := document(`"variables":{"v":{"value":"CANARY"}}`, `"configuration":{"root_module":{"variables":{"v":{"sensitive":true}}}}`,
		`"planned_values":{"root_module":{"resources":[{"address":"a.b[\"CANARY\"]","mode":"managed"}]}}`)
	text = strings.ReplaceAll(text, "CANARY", canary)
	inputs := []string{text, text + text, text + canary}
	for cut := range text {
		inputs = append(inputs, text[:cut])
	}
	for _, input := range inputs {
		_, err := plan.Read(context.Background(), strings.NewReader(input))
		if err == nil {
			t.Fatalf("read: %s", input)
		}
		if strings.Contains(err.Error(), canary) {
			t.Errorf("the error holds the canary: %v", err)
		}
	}
}

// Diagnostics that name an instance name it without its secret key.
func TestCanaryIsInNoDiagnostic(t *testing.T) {
	t.Parallel()
	text := document(`"resource_changes":[`+
		`{"address":"a.b[\"CANARY\"]x","mode":"odd","action_reason":"why","change":{"actions":["explode"],"replace_paths":["CANARY"],"after":{"s":"CANARY"},"after_sensitive":{"s":true}}},`+
		`{"address":"a.b[\"CANARY\"]","mode":"odd","action_reason":"why","change":{"actions":["explode"]}}]`,
		`"planned_values":{"root_module":{"resources":[{"address":"a.c[\"CANARY\"]","mode":"managed"}]}}`)
	p := read(t, strings.ReplaceAll(text, "CANARY", canary))
	if len(p.Diagnostics) < 7 {
		t.Errorf("%d diagnostics: %v", len(p.Diagnostics), p.Diagnostics)
	}
	checkAbsent(t, p, canary)
}
