package plan_test

import (
	"regexp"
	"strings"
	"testing"
)

const meant = `{"format_version":"1.2","resource_changes":[` +
	`{"address":"a.u","mode":"managed","provider_name":"r/x","change":{"actions":["update"],` +
	`"before":{"id":"u-1","n":1,"s":"x","tick":"2025-01-02T03:04:05Z","stays":"as"},` +
	`"after":{"id":"u-1","n":2,"s":"y","stays":"as"},"after_unknown":{"tick":true},"before_sensitive":{"s":true},"after_sensitive":{"s":true}}},` +
	`{"address":"a.r","mode":"managed","change":{"actions":["delete","create"],"before":{"id":"r-1","n":1},"after":{"n":2},"after_unknown":{"id":true},"replace_paths":[["n"]]}},` +
	`{"address":"a.d","mode":"managed","change":{"actions":["delete"],"before":{"id":"d-1","n":5,"key":"k","seen":"2025-01-02T03:04:05Z"},"after":null,"before_sensitive":{"key":true}}},` +
	`{"address":"a.c","mode":"managed","change":{"actions":["create"],"before":null,"after":{"n":7,"until":"2025-01-02T03:04:05Z","key":"made"},"after_unknown":{"arn":true,"list":[{"x":false}]},"after_sensitive":{"key":true}}},` +
	`{"address":"a.i","mode":"managed","change":{"actions":["no-op"],"before":{"n":4},"after":{"n":4},"importing":{"id":"i-1"}}}]}`

// A change means the same until what it does is something else.
func TestMeaning(t *testing.T) {
	t.Parallel()
	meaningsOf := func(text string) string {
		var list []string
		for _, c := range read(t, text).Changes {
			list = append(list, c.Meaning())
		}
		return strings.Join(list, " ")
	}
	base := meaningsOf(meant)
	if !regexp.MustCompile(`^([0-9a-f]{16} ){4}[0-9a-f]{16}$`).MatchString(base) {
		t.Fatalf("meanings %q", base)
	}
	for _, test := range []struct {
		name, old, new string
		// differ are the last letters of the addresses whose change means something else.
		differ string
	}{
		{"another version", `"format_version":"1.2"`, `"format_version":"1.2","terraform_version":"1.12.0"`, ""},
		{"another planned value", `"n":2,"s":"y"`, `"n":3,"s":"y"`, "u"},
		{"another value before", `"n":1,"s":"x"`, `"n":0,"s":"x"`, "u"},
		{"another secret", `"s":"y"`, `"s":"z"`, ""},
		{"a secret that stays", `"s":"y"`, `"s":"x"`, "u"},
		{"an attribute that stays and is another", `"stays":"as"`, `"stays":"is"`, ""},
		{"a time that goes on", `"tick":"2025-01-02T03:04:05Z"`, `"tick":"2025-01-02T03:09:05Z"`, ""},
		{"known before apply", `"after_unknown":{"tick":true}`, `"after_unknown":{}`, "u"},
		{"another object that is updated", `"u-1"`, `"u-2"`, "u"},
		{"another action", `["update"]`, `["delete","create"]`, "u"},
		{"another provider", `"r/x"`, `"r/y"`, "u"},
		{"another order", `["delete","create"]`, `["create","delete"]`, "r"},
		{"another replace path", `[["n"]]`, `[["m"]]`, "r"},
		{"a deleted object that was another", `"d-1"`, `"d-2"`, "d"},
		{"a deleted object that held something else", `"n":5`, `"n":6`, "d"},
		{"another secret of what is deleted", `"key":"k"`, `"key":"l"`, ""},
		{"a time of what is deleted", `"seen":"2025-01-02T03:04:05Z"`, `"seen":"2025-02-02T03:04:05Z"`, ""},
		{"another made object", `"n":7`, `"n":8`, "c"},
		{"another time of what is made", `"until":"2025-01-02T03:04:05Z"`, `"until":"2026-01-02T03:04:05Z"`, "c"},
		{"another secret of what is made", `"key":"made"`, `"key":"other"`, ""},
		{"unknown of what is made", `"x":false`, `"x":true`, "c"},
		{"another id that is imported", `"i-1"`, `"i-2"`, "i"},
		{"a move", `{"address":"a.i"`, `{"previous_address":"a.x","address":"a.i"`, "i"},
	} {
		text := strings.ReplaceAll(meant, test.old, test.new)
		if text == meant {
			t.Fatalf("%s changes nothing", test.name)
		}
		var differ string
		for i, c := range read(t, text).Changes {
			if c.Meaning() != strings.Fields(base)[i] {
				differ += strings.TrimPrefix(c.Address, "a.")
			}
		}
		if differ != test.differ {
			t.Errorf("%s: %q mean something else, want %q", test.name, differ, test.differ)
		}
	}
}
