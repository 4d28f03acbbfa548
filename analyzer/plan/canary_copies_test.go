package plan_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

func quoted(tb testing.TB, s string) string {
	tb.Helper()
	b, err := json.Marshal(s)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

// declaring is a plan in which a sensitive variable has the value secret, with one
// change of the given address and user_data.
func declaring(tb testing.TB, secret, addr, userData string) string {
	tb.Helper()
	return document(`"variables":{"v":{"value":`+quoted(tb, secret)+`}}`,
		`"configuration":{"root_module":{"variables":{"v":{"sensitive":true}}}}`,
		`"resource_changes":[{"address":`+quoted(tb, addr)+`,"mode":"managed","change":{"actions":["create"],"after":{"user_data":`+quoted(tb, userData)+`}}}]`)
}

// secretsOfManyForms need escapes in one notation or another.
var secretsOfManyForms = []string{
	"Canary-7f3a9c51", "eight_ch", `qu"ote\back/7f`, "a<b>&c-7f3a", "line one\nline two 7f", "${interp}-%{dir}", "käse-🚀-7f3a", "sp ace+plus%41=", "\u200b7f3a9c51x",
}

func TestCopiesAreMasked(t *testing.T) {
	t.Parallel()
	inJSON := func(s string) string { q := quoted(t, s); return q[1 : len(q)-1] }
	inPlainJSON := func(s string) string { q := strconv.Quote(s); return q[1 : len(q)-1] }
	forms := map[string]func(string) string{
		"alone":              func(s string) string { return s },
		"within text":        func(s string) string { return "#!/bin/sh\nexport A='" + s + "'\n" },
		"in JSON":            func(s string) string { return `{"a": "x ` + inJSON(s) + `"}` },
		"in unescaped JSON":  func(s string) string { return `{"a": "` + inPlainJSON(s) + `"}` },
		"in a URL's query":   func(s string) string { return "https://h/?q=" + url.QueryEscape(s) + "&r=1" },
		"in a URL's path":    func(s string) string { return "https://h/" + url.PathEscape(s) + "/x" },
		"base64, aligned":    func(s string) string { return base64.StdEncoding.EncodeToString([]byte("abc" + s + " and more")) },
		"base64, one off":    func(s string) string { return base64.StdEncoding.EncodeToString([]byte("a" + s + " and more")) },
		"base64, two off":    func(s string) string { return base64.StdEncoding.EncodeToString([]byte("ab" + s)) },
		"base64 for URLs":    func(s string) string { return base64.URLEncoding.EncodeToString([]byte("?>" + s + "<?")) },
		"base64, not padded": func(s string) string { return base64.RawStdEncoding.EncodeToString([]byte(s)) },
		"base64 within JSON": func(s string) string {
			return `{"d":"` + base64.StdEncoding.EncodeToString([]byte("x: "+s+"\n")) + `"}`
		},
		"in an address's key": func(s string) string { return `a.b` + (address.Key{Kind: address.StringKey, Text: s}).String() },
	}
	for _, secret := range secretsOfManyForms {
		for form, write := range forms {
			t.Run(form+" "+secret, func(t *testing.T) {
				t.Parallel()
				text := write(secret)
				c := only(t, declaring(t, secret, "a.b", text))
				if !plan.IsMasked(c.After["user_data"]) {
					t.Errorf("%q is kept: %q", secret, c.After["user_data"])
				}
				// What only looks alike stays.
				other := strings.ReplaceAll(write("Kanary-nothing-alike"), secret, "")
				if c := only(t, declaring(t, secret, "a.b", other)); plan.IsMasked(c.After["user_data"]) {
					t.Errorf("%q is masked for %q", other, secret)
				}
			})
		}
	}
}

// Keys that hold a secret are replaced wherever the address stands, the same by the same.
func TestKeysOfAddressesAreMasked(t *testing.T) {
	t.Parallel()
	for _, secret := range secretsOfManyForms {
		t.Run(secret, func(t *testing.T) {
			t.Parallel()
			key := address.Key{Kind: address.StringKey, Text: "x " + secret}
			addr := "module.m" + key.String() + ".module.n[\"plain\"].a.b" + key.String()
			p := read(t, document(`"variables":{"v":{"value":`+quoted(t, secret)+`}}`,
				`"configuration":{"root_module":{"variables":{"v":{"sensitive":true}}}}`,
				fmt.Sprintf(`"resource_changes":[{"address":%s,"mode":"managed","change":{"actions":["create"],"after":{"m":{%s:1}}}}]`, quoted(t, addr), quoted(t, key.Text)),
				fmt.Sprintf(`"prior_state":{"values":{"root_module":{"resources":[{"address":%s,"mode":"managed"}]}}}`, quoted(t, addr))))
			c := p.Changes[0]
			const want = `module.m["(sensitive)"].module.n["plain"].a.b["(sensitive)"]`
			if c.Address != want || p.Prior[0].Address != want || c.Instance.String() != want {
				t.Errorf("address %s, in the prior state %s, parsed %s, want %s", c.Address, p.Prior[0].Address, c.Instance, want)
			}
			if _, ok := c.After.Get(`m["(sensitive)"]`); !ok {
				t.Errorf("the key of the map is not the one of the address: %v", c.After)
			}
			if len(p.Diagnostics) != 0 {
				t.Errorf("diagnostics: %v", p.Diagnostics)
			}
		})
	}
}

// Two keys stay two, and get the same numbers each time.
func TestReplacedKeysStayApart(t *testing.T) {
	t.Parallel()
	text := document(`"variables":{"v":{"value":["Canary-7f3a9c51","Kanary-8e4b0d62"]}}`,
		`"configuration":{"root_module":{"variables":{"v":{"sensitive":true}}}}`,
		`"resource_changes":[{"address":"a.b","mode":"managed","change":{"actions":["update"],"before":{},`+
			`"after":{"m":{"Canary-7f3a9c51":1},"n":{"Kanary-8e4b0d62":1,"Canary-7f3a9c51":1},"o":{"x Kanary-8e4b0d62":1},"p":[{"y Canary-7f3a9c51":1}]}}}]`)
	first := read(t, text)
	if n, ok := first.Changes[0].After["n"].(map[string]any); !ok || len(n) != 2 {
		t.Errorf("keys fell together: %v", first.Changes[0].After["n"])
	}
	for range 50 {
		again := read(t, text)
		if plan.Text(map[string]any(first.Changes[0].After)) != plan.Text(map[string]any(again.Changes[0].After)) {
			t.Fatalf("read as %v, then as %v", first.Changes[0].After, again.Changes[0].After)
		}
		if first.Fingerprint() != again.Fingerprint() {
			t.Fatal("the fingerprint is not the same each time")
		}
	}
}
