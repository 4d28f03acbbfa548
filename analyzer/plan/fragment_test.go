package plan_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
)

const (
	plantedID    = "AKIAIOSFODNN7EXAMPLF"
	plantedToken = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
	plantedKey   = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA0Zt6Vq1\nxY8bQ2k=\n-----END RSA PRIVATE KEY-----"
)

// opened reads a plan that makes an object with a text, and returns what is kept of it.
func opened(t *testing.T, text string) plan.Value {
	t.Helper()
	return only(t, changes(entry(`"actions":["create"],"after":{"document":`+quoted(t, text)+`}`))).After["document"]
}

// The whole secret goes, and nothing but the secret.
func TestFragmentsAreTakenOutOfDocuments(t *testing.T) {
	t.Parallel()
	escaped := strings.Trim(quoted(t, plantedKey), `"`)
	for name, tt := range map[string]struct {
		text string
		gone []string
		kept []string
	}{
		"policy":                 {`{"Statement":[{"Sid":"` + plantedID + `","Action":"s3:*","Principal":"*"}]}`, []string{plantedID}, []string{`"Sid":"(hidden 1)"`, `"Action":"s3:*","Principal":"*"`}},
		"a word for it":          {`{"Sid":"password=hunter22 x","Action":"*"}`, []string{"hunter22"}, []string{`"Sid":"password=(hidden 1)"`, `"Action":"*"`}},
		"member":                 {`{"a":{"rootPassword":"hunter22","n":1},"b":["x"]}`, []string{"hunter22"}, []string{`"n":1},"b":["x"]`}},
		"number":                 {`{"db_password":12345678,"n":12345679}`, []string{"12345678,"}, []string{`"n":12345679`}},
		"below a member":         {`{"secret":{"a":["hunter22"]},"b":"y"}`, []string{"hunter22"}, []string{`"b":"y"`}},
		"escaped name":           {`{"pass\u0077ord": "hunter22", "token": "x-hunter23"}`, []string{"hunter22", "hunter23"}, nil},
		"name beside the value":  {`[{"name":"DB_PASSWORD","value":"hunter22"},{"value":"hunter23","name":"API_TOKEN"},{"name":"HOST","value":"db.example.org"},{"token":"x-hunter24"}]`, []string{"hunter22", "hunter23", "hunter24"}, []string{"db.example.org", "HOST"}},
		"key as name":            {`{"x ` + plantedToken + `":"v"}`, []string{plantedToken}, []string{`"x (hidden 1)":"v"`}},
		"address":                {`{"url":"postgres://app:hun@te@r22@db.example.org/app"}`, []string{"hun@te", "r22"}, []string{"postgres://app:(hidden 1)@db.example.org/app"}},
		"key in a list":          {`{"l":["-----BEGIN PRIVATE KEY-----","MIIEowIBAAKCAQEA0Zt6Vq1","xY8bQ2k=","-----END PRIVATE KEY-----","*"]}`, []string{"MIIEow", "xY8b"}, []string{`"*"`}},
		"key without end":        {`{"Sid":"-----BEGIN PRIVATE KEY-----\nMIIEow","Action":"*"}`, []string{"MIIEow"}, []string{`"Sid":"(hidden 1)","Action":"*"`}},
		"key in JSON":            {`{"k":` + quoted(t, plantedKey) + `,"o":"x"}`, []string{"MIIEow", "xY8b"}, []string{`"o":"x"`}},
		"JSON in JSON":           {`{"doc":` + quoted(t, `{"password":"hunter22","open":"x"}`) + `}`, []string{"hunter22"}, []string{`\"open\":\"x\"`}},
		"key of AWS beside":      {`{"id":"` + plantedID + `","v":"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}`, []string{plantedID, "wJalr", "bPxR"}, nil},
		"YAML":                   {"auth:\n  rootPassword: hunter22\nreplicas: 0\n", []string{"hunter22"}, []string{"replicas: 0", "rootPassword:"}},
		"YAML of one quote":      {"auth: {password: 'hunter 22, x', on: true}\nreplicas: 0\n", []string{"hunter", "22"}, []string{"replicas: 0", "on: true"}},
		"YAML block":             {"tls:\n  key: |\n    " + strings.ReplaceAll(plantedKey, "\n", "\n    ") + "\n  on: true\n", []string{"MIIEow", "xY8b"}, []string{"on: true"}},
		"YAML folded":            {"token: >-\n  hunter22\n  hunter23\nreplicas: 0\n", []string{"hunter22", "hunter23"}, []string{"replicas: 0"}},
		"YAML next line":         {"password:\n  hunter22\n  hunter23\nreplicas: 0\n", []string{"hunter22", "hunter23"}, []string{"replicas: 0"}},
		"YAML alias":             {"a: &x hunter22\npassword: *x\nreplicas: 0\n", []string{"hunter22"}, []string{"replicas: 0"}},
		"YAML comment":           {"replicas: 0 # password: hunter22\n", []string{"hunter22"}, []string{"replicas: 0"}},
		"YAML environment":       {"env:\n- name: DB_PASSWORD\n  value: hunter22\n- name: HOST\n  value: db.example.org\n", []string{"hunter22"}, []string{"db.example.org"}},
		"YAML documents":         {"a: 1\n---\ntoken: hunter22\n", []string{"hunter22"}, []string{"a: 1\n---\n"}},
		"script":                 {"#!/bin/sh\nexport DB_PASSWORD=\"hunter 22\" # x\nrun --now\n", []string{"hunter", "22"}, []string{"#!/bin/sh", "run --now"}},
		"key in a script":        {"#!/bin/sh\ncat <<E\n" + plantedKey + "\nE\nrun\n", []string{"MIIEow", "xY8b"}, []string{"cat <<E", "\nE\nrun\n"}},
		"escaped key":            {"#!/bin/sh\necho '" + escaped + "'\nrun\n", []string{"MIIEow", "xY8b"}, []string{"\nrun\n"}},
		"token in a script":      {"#!/bin/sh\ncurl -H 'x: " + plantedToken + "' h\nrun\n", []string{plantedToken}, []string{"curl -H 'x: (hidden 1)' h"}},
		"value of several lines": {"#!/bin/sh\nTOKEN='hunter22\nhunter23'\n", []string{"hunter22", "hunter23"}, nil},
		"line that goes on":      {"#!/bin/sh\nTOKEN=hunter22\\\nhunter23\n", []string{"hunter22", "hunter23"}, nil},
		"text to an end":         {"#!/bin/sh\nTOKEN=<<E\nhunter22\nE\n", []string{"hunter22"}, nil},
		"key without any end":    {"#!/bin/sh\n" + plantedKey[:50], []string{"MIIEow"}, nil},
		"cut JSON":               {`{"token":"hunter22","a":`, []string{"hunter22"}, []string{`{"token":"(hidden`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v := opened(t, tt.text)
			text := plan.Text(v)
			for _, secret := range tt.gone {
				if strings.Contains(text, secret) {
					t.Errorf("%q is in %q", secret, text)
				}
			}
			for _, part := range tt.kept {
				if !strings.Contains(text, part) {
					t.Errorf("%q is not in %q", part, text)
				}
			}
			if json.Valid([]byte(tt.text)) && !json.Valid([]byte(text)) {
				t.Errorf("no JSON any more: %s", text)
			}
			if tt.kept == nil && json.Valid([]byte(tt.text)) == plan.IsMasked(v) {
				t.Errorf("kept: %q", text)
			}
		})
	}
}

// What stands in place of a fragment is equal for equal ones only, and says nothing of it.
func TestFragmentsKeepEquality(t *testing.T) {
	t.Parallel()
	document := func(secret, more string) string {
		return quoted(t, fmt.Sprintf(`{"Sid":%q,"n":%q}`, secret, more))
	}
	other := "ghp_" + strings.Repeat("Zz9y", 8)
	for _, tt := range []struct {
		before, after string
		same          bool
	}{
		{document(plantedToken, "a"), document(plantedToken, "a"), true},
		{document(plantedToken, "a"), document(other, "a"), false},
		{document(plantedToken, "a"), document(plantedToken, "b"), false},
	} {
		text := changes(
			entry(fmt.Sprintf(`"actions":["update"],"before":{"z":%[1]s,"a":%[1]s,"m":%[1]s},"after":{"z":%[2]s,"a":%[1]s,"m":%[1]s}`, tt.before, tt.after)))
		c := only(t, text)
		if plan.Equal(c.Before["z"], c.After["z"]) != tt.same || (len(c.Changed) == 0) != tt.same {
			t.Errorf("%s and %s: %v and %v", tt.before, tt.after, c.Before["z"], c.After["z"])
		}
		for range 5 { // the numbers don't depend on the order of a map
			if again := only(t, text); !plan.Equal(map[string]any(c.After), map[string]any(again.After)) {
				t.Fatalf("%v and then %v", c.After, again.After)
			}
		}
	}
}

// The fingerprint is that of any other secret, wherever the entry stands in the file.
func TestFragmentsAreNotInTheFingerprint(t *testing.T) {
	t.Parallel()
	one := func(address, secret string) string {
		return `{"address":"` + address + `","mode":"managed","change":{"actions":["create"],"after":{"policy":` + quoted(t, `{"Sid":"`+secret+`"}`) + `}}}`
	}
	other := "ghp_" + strings.Repeat("Zz9y", 8)
	first := read(t, changes(one("a.b", plantedID), one("a.c", plantedToken))).Fingerprint()
	if read(t, changes(one("a.b", plantedID), one("a.c", other))).Fingerprint() != first {
		t.Error("it depends on a secret")
	}
	if read(t, changes(one("a.c", plantedToken), one("a.b", plantedID))).Fingerprint() != first {
		t.Error("it depends on the order")
	}
}

// A text of a document that the plan marks elsewhere takes the document out as a whole.
func TestMarkedTextsHideTheDocument(t *testing.T) {
	t.Parallel()
	text := `"actions":["update"],"before":{"v":"Canary-7f3a9c51"},"after":{"v":"x","document":` +
		quoted(t, `{"Sid":"`+plantedID+` \u0043anary-7f3a9c51"}`) + `},"before_sensitive":{"v":true}`
	if v := only(t, changes(entry(text))).After["document"]; !plan.IsMasked(v) {
		t.Errorf("kept: %v", v)
	}
}

// A block that names a secret beside its value has it taken out.
func TestNamedValuesAreTakenOut(t *testing.T) {
	t.Parallel()
	c := only(t, changes(entry(`"actions":["create"],"after":{"set":[{"name":"db.password","value":"hunter22"},{"name":"auth.rootPassword","value":"x"},`+
		`{"name":"auth.on","value":"true"},{"name":"password","value":"false"},{"name":"existingSecret","value":"shop-db"},{"name":"replicas","value":"3"}]}`)))
	for i, masked := range []bool{true, true, false, false, false, false} {
		if v := c.After["set"].([]any)[i]; plan.IsMasked(v) != masked {
			t.Errorf("%v: masked is %t", v, !masked)
		}
	}
}

// A document of one line is one too where the attribute says so.
func TestFragmentsOfOneLine(t *testing.T) {
	t.Parallel()
	c := only(t, changes(entry(`"actions":["create"],"after":{"values":["replicas: 0 # `+plantedID+`"],"policy":"path \"*\" { capabilities = [\"sudo\"] } # `+plantedID+`","description":"see `+plantedID+`"}`)))
	if text := plan.Text(c.After["values"]); !strings.Contains(text, "replicas: 0") || strings.Contains(text, plantedID) {
		t.Errorf("values: %s", text)
	}
	if text := plan.Text(c.After["policy"]); !strings.Contains(text, "sudo") || strings.Contains(text, plantedID) {
		t.Errorf("policy: %s", text)
	}
	if !plan.IsMasked(c.After["description"]) {
		t.Errorf("description: %v", c.After["description"])
	}
}

// FuzzFragments checks that a token is kept nowhere, whatever the document around it.
func FuzzFragments(f *testing.F) {
	f.Add(`{"a":"`, `","b":["x"]}`)
	f.Add("a: |\n  ", "\nb: 1\n")
	f.Add("a: [x, '", "']\n")
	f.Add("#!/bin/sh\nexport A=", "\n")
	f.Add(`{"password":"`, `"}`)
	f.Fuzz(func(t *testing.T, before, after string) {
		text := before + " " + plantedToken + " " + after
		if strings.ToValidUTF8(text, "") != text {
			return
		}
		p, err := readBytes(t, []byte(changes(entry(`"actions":["create"],"after":{"document":`+quoted(t, text)+`}`))))
		if err != nil {
			t.Fatal(err)
		}
		kept := plan.Text(p.Changes[0].After["document"])
		if strings.Contains(kept, plantedToken) {
			t.Errorf("%q is kept as %q", text, kept)
		}
		if json.Valid([]byte(text)) && !json.Valid([]byte(kept)) && kept != plan.MaskText {
			t.Errorf("%q is JSON, %q is not", text, kept)
		}
	})
}
