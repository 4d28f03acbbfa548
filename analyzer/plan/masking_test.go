package plan_test

import (
	"fmt"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// A marked value of this kind is masked where it is marked and nowhere else: it stands
// in harmless places by chance.
func TestCommonWordsAreNotSpread(t *testing.T) {
	t.Parallel()
	for _, value := range []string{
		`"short"`, `"7chars!"`, `true`, `"true"`, `"FALSE"`, `123456789012`, `"123456789012"`, `"-1.5000000e10"`, `null`,
		`"eu-west-1"`, `"us-gov-east-1"`, `"ap-southeast-2"`, `"eu-central-1a"`, `"europe-west1"`, `"europe-west4-a"`, `"us-central1-f"`,
		`"northamerica-northeast1"`, `"westeurope"`, `"northeurope"`, `"eastus2"`, `"southcentralus"`, `"germanywestcentral"`, `"australiaeast"`,
	} {
		t.Run(value, func(t *testing.T) {
			t.Parallel()
			c := only(t, changes(entry(fmt.Sprintf(`"actions":["update"],"before":{"a":%[1]s,"b":%[1]s,"c":"other"},"after":{"a":%[1]s,"b":%[1]s,"c":"x"},"after_sensitive":{"a":true}`, value))))
			if value != "null" && !plan.IsMasked(c.After["a"]) {
				t.Errorf("not masked where it is marked: %v", c.After["a"])
			}
			if plan.IsMasked(c.After["b"]) || plan.IsMasked(c.Before["b"]) {
				t.Error("masked where it is not marked")
			}
		})
	}
}

func TestMaskedValuesKeepEquality(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		before, after string
		equal         bool
	}{
		{`"x"`, `"x"`, true},
		{`"x"`, `"y"`, false},
		{`"1"`, `1`, false},
		{`1`, `1`, true},
		{`{"k":["x",null],"l":1}`, `{"l":1,"k":["x",null]}`, true},
		{`{"k":"x"}`, `{"k":"y"}`, false},
		{`{"k":"x","l":null}`, `{"k":"x"}`, true},
		{`["x","y"]`, `["y","x"]`, false},
		{`"x"`, `null`, false},
	} {
		c := only(t, changes(entry(fmt.Sprintf(`"actions":["update"],"before":{"a":%s},"after":{"a":%s},"before_sensitive":{"a":true}`, tt.before, tt.after))))
		if got := plan.Equal(c.Before["a"], c.After["a"]); got != tt.equal {
			t.Errorf("%s and %s: equal is %t", tt.before, tt.after, got)
		}
		if changed := len(c.Changed) > 0; changed == tt.equal {
			t.Errorf("%s and %s: changed %v", tt.before, tt.after, c.Changed)
		}
		for _, a := range c.Changed {
			if a.Path != "a" || !a.Sensitive || a.Unknown {
				t.Errorf("%s and %s: attribute %+v", tt.before, tt.after, a)
			}
		}
	}
}

// The token of a value is the same in all of the plan, so that edges by value hold.
func TestMaskedValuesMatchAcrossInstances(t *testing.T) {
	t.Parallel()
	p := read(t, changes(
		`{"address":"a.b","mode":"managed","change":{"actions":["no-op"],"before":{"id":"secret-id-0001"},"after":{"id":"secret-id-0001"},"after_sensitive":{"id":true}}}`,
		`{"address":"a.c","mode":"managed","change":{"actions":["no-op"],"before":{},"after":{"target":"secret-id-0001","l":["secret-id-0001"],"other":"secret-id-0001 x"}}}`))
	id, user := p.Changes[0].After["id"], p.Changes[1].After
	if !plan.IsMasked(id) || !plan.Equal(id, user["target"]) || !plan.Equal([]any{id}, user["l"]) {
		t.Errorf("%v and %v do not match", id, user)
	}
	if plan.Equal(id, user["other"]) {
		t.Error("another value matches")
	}
}

func TestSecretsByForm(t *testing.T) {
	t.Parallel()
	for value, secret := range map[string]bool{
		"-----BEGIN RSA PRIVATE KEY-----\nMII":          true,
		"-----BEGIN PRIVATE KEY-----":                   true,
		"-----BEGIN PUBLIC KEY-----":                    false,
		"-----BEGIN CERTIFICATE-----":                   false,
		"key AKIAIOSFODNN7EXAMPLE.":                     true,
		"ASIAIOSFODNN7EXAMPLE":                          true,
		"AKIA-short":                                    false,
		"ghp_16C7e42F292c6912E7710c838347Ae178B4a":      true,
		"github_pat_11AAAAAAA0abcdefghijkl":             true,
		"glpat-abcdefghijklmnopqrst":                    true,
		"xoxb-1234567890-abcdef":                        true,
		"sk_live_4eC39HqLyjWDarjtT1":                    true,
		"rk_test_4eC39HqLyjWDarjtT1":                    true,
		"AIzaSyA-1234567890abcdefghijklmnopqrs":         true,
		"hvs.CAESIJabcdefghijklmnopqrst":                true,
		"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2ln": true,
		"postgres://app:hunter2@db.example.org/app":     true,
		"https://user@example.org/":                     false,
		"https://example.org:8443/a@b":                  false,
		"Server=db;Password=hunter2;":                   true,
		`api_key: "abc"`:                                true,
		"AccountKey=abc==":                              true,
		"TOKEN : abc":                                   true,
		"the password is long":                          false,
		"arn:aws:secretsmanager:eu-west-1:1:secret":     false,
		"ghost_writer":                                  false,
		"t3.large":                                      false,
	} {
		c := only(t, changes(entry(`"actions":["create"],"after":{"a":`+quoted(t, value)+`,"m":{`+quoted(t, value)+`:1}}`)))
		if got := plan.IsMasked(c.After["a"]); got != secret {
			t.Errorf("%q: masked is %t", value, got)
		}
		if _, kept := c.After["m"].(map[string]any)[value]; kept == secret {
			t.Errorf("%q: kept as a key is %t", value, kept)
		}
	}
}

func TestSecretsByName(t *testing.T) {
	t.Parallel()
	for name, secret := range map[string]bool{
		"password": true, "master_password": true, "admin_passwd": true, "client_secret": true, "token": true,
		"private_key": true, "private_key_pem": true, "apikey": true, "api_key": true, "access_key": true,
		"primary_connection_string": true, "credentials": true, "DB_PASSWORD": true, "auth_key": true,
		"secret_arn": false, "secret_id": false, "kms_key_id": false, "token_type": false, "secret_name": false,
		"http_tokens": false, "secret_permissions": false, "token_ttl": false, "client_credential_method": false,
		"tokens": true, "http_token": true, "app_http_tokens": true, "secret_permissions_key": true, "HTTP_TOKENS": true,
		"password_length": false, "key": false, "name": false, "description": false,
	} {
		c := only(t, changes(entry(`"actions":["create"],"after":{"`+name+`":"x","l":[{"`+name+`":["y"],"empty":""}],"n":{"`+name+`":null}}`)))
		if got := plan.IsMasked(c.After[name]); got != secret {
			t.Errorf("%s: masked is %t", name, got)
		}
		if got := plan.IsMasked(c.After["l"]); got != secret {
			t.Errorf("%s in a block: masked is %t", name, got)
		}
		if plan.IsMasked(c.After["n"]) {
			t.Errorf("%s: null is masked", name)
		}
	}
	c := only(t, changes(entry(`"actions":["create"],"after":{"password":"","token":5,"secret":true}`)))
	if plan.IsMasked(map[string]any(c.After)) {
		t.Errorf("what is no text is masked by its name: %v", c.After)
	}
}
