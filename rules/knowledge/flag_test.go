package knowledge_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tfblast/tfblast/rules/knowledge"
)

func TestFlags(t *testing.T) {
	t.Parallel()
	table, err := knowledge.Parse(fstest.MapFS{"a.hcl": {Data: []byte(oneClass + `
authoritative "foo_list" {
  aliases = ["foo_*_list"]
  of      = ["owner"]
  create  = 40
  outcome = "outage"
  why     = "it owns the list"
}

refused "foo_list" {
  users = ["foo_user", "bar_*"]
  why   = "it is in use"
}

pipeline "foo_key" {
  in       = ["name"]
  contains = ["state"]
  delete   = 70
  why      = "it holds the state"
}

withdrawn "foo_grant" {
  same    = ["to"]
  delete  = 60
  outcome = "access-loss"
  why     = "others work by it"
}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]knowledge.FlagKind{
		"foo_list":   {knowledge.FlagAuthoritative, knowledge.FlagRefused},
		"foo_a_list": {knowledge.FlagAuthoritative},
		"foo_key":    {knowledge.FlagPipeline},
		"foo_grant":  {knowledge.FlagWithdrawn},
		"foo__list":  nil, "foo_lists": nil, "foo": nil, "foo_a_key": nil,
	} {
		var got []knowledge.FlagKind
		for _, f := range table.Flags(name) {
			got = append(got, f.Kind)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	refused := table.Flags("foo_list")[1]
	for name, want := range map[string]bool{"foo_user": true, "bar_x": true, "bar_": true, "foo_users": false, "foo": false, "bar": false} {
		if refused.UsedBy(name) != want {
			t.Errorf("used by %s: %v", name, !want)
		}
	}
}

func TestFlagsRefused(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		`authoritative "a" {
  outcome = "outage"
  why     = "w"
}`: "want delete or create",
		`authoritative "a" {
  create  = 20
  outcome = "outage"
  why     = "w"
}`: "create wants of",
		`authoritative "a" {
  delete  = 101
  outcome = "outage"
  why     = "w"
}`: "want 1 to 100",
		`authoritative "a" {
  delete  = 20
  outcome = "trouble"
  why     = "w"
}`: `outcome = "trouble"`,
		`refused "a" { why = "w" }`:     "want users or with",
		`refused "a" { users = ["b"] }`: "why is missing",
		`pipeline "a" {
  delete = 60
  why    = "w"
}`: "want in and contains",
		`pipeline "a" {
  in     = ["b"]
  delete = 60
  why    = "w"
}`: "want in and contains",
		`pipeline "a" {
  users = ["b"]
  why   = "w"
}`: "want delete",
		`withdrawn "a" {
  outcome = "outage"
  why     = "w"
}`: "want delete",
		`withdrawn "a" {
  contains = ["text"]
  delete   = 60
  outcome  = "outage"
  why      = "w"
}`: "in goes with contains",
	} {
		if _, err := knowledge.Parse(fstest.MapFS{"a.hcl": {Data: []byte(oneClass + source + "\n")}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", source, err, want)
		}
	}
}

// Reasons are clauses, and what is compared without case is written in small letters.
func TestBuiltinFlags(t *testing.T) {
	t.Parallel()
	table, checked := builtin(t), 0
	for _, name := range append(table.Types(), "google_kms_crypto_key_iam_policy", "google_kms_crypto_key_iam_binding") {
		for _, f := range table.Flags(name) {
			checked++
			if strings.HasSuffix(f.Why, ".") || f.Why != strings.TrimSpace(f.Why) {
				t.Errorf("%s: %q: want a clause", name, f.Why)
			}
			for _, text := range f.Contains {
				if text != strings.ToLower(text) || len(text) < 4 {
					t.Errorf("%s: %q: want four small letters or more", name, text)
				}
			}
		}
	}
	if checked < 80 {
		t.Errorf("%d flags", checked)
	}
}
