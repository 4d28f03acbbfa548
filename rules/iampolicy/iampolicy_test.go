package iampolicy_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/tfblast/tfblast/rules/iampolicy"
)

func TestParse(t *testing.T) {
	t.Parallel()
	allow := iampolicy.Statement{Effect: "Allow", Action: "s3:*"}
	for _, tt := range []struct {
		name, text string
		want       []iampolicy.Statement
	}{
		{"one by itself", `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*"}}`, []iampolicy.Statement{allow}},
		{"a list", `{"Statement":[{"Effect":"Allow","Action":"s3:*"},{"Sid":"a","Effect":"Deny","NotAction":["a","b"]}]}`, []iampolicy.Statement{
			allow, {Sid: "a", Effect: "Deny", NotAction: []any{"a", "b"}},
		}},
		{"no statements", `{"Statement":[]}`, []iampolicy.Statement{}},
		{"a number", `{"Statement":{"Effect":"Allow","Action":"a","Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":1000000}}}}`, []iampolicy.Statement{{
			Effect: "Allow", Action: "a", Condition: map[string]any{"NumericLessThan": map[string]any{"aws:MultiFactorAuthAge": json.Number("1000000")}},
		}}},
		{"no document", `{"Action":"*"}`, nil},
		{"no action", `{"Statement":[{"Effect":"Allow"}]}`, nil},
		{"no JSON", `Allow`, nil},
		{"a list of texts", `{"Statement":["a"]}`, nil},
		{"more behind it", `{"Statement":{"Effect":"Allow","Action":"s3:*"}} {}`, nil},
	} {
		got, err := iampolicy.Parse(tt.text)
		if (err != nil) != (tt.want == nil) {
			t.Errorf("%s: error %v", tt.name, err)
		}
		if err == nil && !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%s: got %#v, want %#v", tt.name, got, tt.want)
		}
	}
}

func TestAmbiguous(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		`{"Statement":[{"Effect":"Allow","Action":"s3:*"}],"Statement":[{"Effect":"Deny","Action":"s3:*"}]}`:             true,
		`{"Statement":[{"Effect":"Allow","Action":"*","action":"s3:*"}]}`:                                                true,
		`{"Statement":[{"Effect":"Allow","Action":"*","Condition":{"Bool":{"a":"true","a":"false"}}}]}`:                  true,
		`{"Statement":[{"Effect":"Allow","Action":"*"},{"Effect":"Allow","Action":"*","Resource":["Effect","Effect"]}]}`: false,
		`{"Statement":{"Effect":"Allow","Action":"s3:*","Condition":{"Bool":{"a":"x"},"Null":{"a":"x"}}}}`:               false,
		`{"Statement":{"Effect":"Effect","Action":"Action"}}`:                                                            false,
		`path "*" {}`: false,
	} {
		if got := iampolicy.Ambiguous(text); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`{"Statement":[{"Effect":"Allow","Action":["a"],"Resource":"*"}]}`)
	f.Add(`{"Statement":{}}`)
	f.Fuzz(func(t *testing.T, text string) {
		iampolicy.Ambiguous(text)
		statements, err := iampolicy.Parse(text)
		if err != nil && statements != nil {
			t.Error("statements beside an error")
		}
		for _, s := range statements {
			if s.Action == nil && s.NotAction == nil {
				t.Error("a statement without an action")
			}
		}
	})
}
