package rules

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// A pattern fits a text without wildcards if the regular expression of it does.
func TestFitsAgainstRegexp(t *testing.T) {
	t.Parallel()
	word := func(r *rand.Rand, letters string) string {
		var b strings.Builder
		for range r.IntN(7) {
			b.WriteByte(letters[r.IntN(len(letters))])
		}
		return b.String()
	}
	met := 0
	for seed := range uint64(20_000) {
		r := rand.New(rand.NewPCG(seed, 3))
		pattern, text := word(r, "ab*?"), word(r, "ab")
		want := regexp.MustCompile("^" + strings.NewReplacer("*", ".*", "?", ".").Replace(pattern) + "$").MatchString(text)
		if got := fits(pattern, text); got != want {
			t.Fatalf("seed %d: %q and %q: got %v, want %v", seed, pattern, text, got, want)
		}
		if want {
			met++
		}
	}
	if met < 1_000 {
		t.Errorf("only %d fit", met)
	}
}

// A pattern that fits another one fits whatever that one fits.
func TestFitsIsTransitive(t *testing.T) {
	t.Parallel()
	var words []string
	for _, a := range []string{"", "a", "b", "*", "?"} {
		for _, b := range []string{"", "a", "*", "?"} {
			for _, c := range []string{"", "a", "b", "*"} {
				words = append(words, a+b+c)
			}
		}
	}
	for _, x := range words {
		for _, y := range words {
			for _, z := range words {
				if fits(x, y) && fits(y, z) && !fits(x, z) {
					t.Fatalf("%q fits %q and that fits %q, but the first not the last", x, y, z)
				}
			}
		}
	}
}

// A document in any form covers itself.
func TestGrantsCoverThemselves(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`,
		`{"Statement":[{"Effect":"Deny","NotAction":["iam:*","sts:*"],"NotResource":"x","NotPrincipal":{"AWS":"1"}}]}`,
		`{"Statement":[{"Effect":"Allow","Principal":{"Service":["a","b"],"AWS":"*"},"Action":["x:Y"],"Condition":{"Bool":{"k":"true"}}}]}`,
	} {
		grants, ok := grantsOf(text)
		if !ok || len(grants) == 0 || len(beyond(grants, grants)) != 0 || !sameGrants(text, text) {
			t.Errorf("%s: %+v", text, grants)
		}
	}
	for _, text := range []string{"", "x", "[]", "{}", `{"Statement":1}`, `{"Statement":[1]}`, `{"Statement":null}`} {
		if grants, ok := grantsOf(text); ok && len(grants) > 0 {
			t.Errorf("%q is no document: %+v", text, grants)
		}
	}
}

// Documents that are too large to compare grant by grant count as new and as gone, never as
// the same.
func TestPermissionsOfLargeDocuments(t *testing.T) {
	t.Parallel()
	document := func(tag string) string {
		var statements []string
		for i := range 600 {
			statements = append(statements, fmt.Sprintf(`{"Effect":"Allow","Principal":"*","Action":"s3:Put%s%d","Resource":"x","Condition":{"StringLike":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/%d*"}}}`, tag, i, i))
		}
		statements = append(statements, `{"Effect":"Allow","Principal":"*","Action":"s3:Get`+tag+`","Resource":"x"}`)
		return `{"Statement":[` + strings.Join(statements, ",") + `]}`
	}
	c := &plan.Change{Type: "aws_s3_bucket_policy", Action: plan.ActionUpdate, Before: plan.Object{"policy": document("A")}, After: plan.Object{"policy": document("B")}}
	hits := permissionHits(&ChangePass{Change: c})
	if !slices.ContainsFunc(hits, func(h Hit) bool { return h.Rule == idPrincipalOpened && h.Score >= 60 }) {
		t.Errorf("%+v", hits)
	}
}
