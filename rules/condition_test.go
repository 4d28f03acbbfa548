package rules

import (
	"encoding/json"
	"testing"
)

func parsedCondition(tb testing.TB, text string) condition {
	tb.Helper()
	if text == "" {
		return ""
	}
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		tb.Fatalf("%s: %v", text, err)
	}
	return conditionOf(v)
}

// Of two conditions the first says what the second says, or lets in more, or less, or others.
func TestConditionsCompare(t *testing.T) {
	t.Parallel()
	const (
		same, wider, narrower, other = "same", "wider", "narrower", "other"
	)
	tests := []struct{ name, a, b, want string }{
		{"a list of one", `{"StringEquals":{"k":"v"}}`, `{"stringEquals":{"K":["v"]}}`, same},
		{"no condition", ``, `{"StringEquals":{"k":"v"}}`, wider},
		{"one more value", `{"StringEquals":{"k":["v","w"]}}`, `{"StringEquals":{"k":"v"}}`, wider},
		{"another value", `{"StringEquals":{"k":"v"}}`, `{"StringEquals":{"k":"w"}}`, other},
		{"one more test", `{"StringEquals":{"k":"v","l":"w"}}`, `{"StringEquals":{"k":"v"}}`, narrower},
		{"a pattern", `{"StringLike":{"k":"v*"}}`, `{"StringEquals":{"k":"vw"}}`, wider},
		{"a star that is meant as one", `{"StringEquals":{"k":"v*"}}`, `{"StringEquals":{"k":"vw"}}`, other},
		{"a wider pattern", `{"StringLike":{"k":"repo:*"}}`, `{"StringLike":{"k":"repo:acme/*"}}`, wider},
		{"whatever the case", `{"StringEqualsIgnoreCase":{"k":"V"}}`, `{"StringEquals":{"k":"v"}}`, wider},
		{"ARNs are patterns", `{"ArnEquals":{"k":"arn:aws:s3:::*"}}`, `{"ArnLike":{"k":"arn:aws:s3:::b"}}`, wider},
		{"if it exists", `{"StringEqualsIfExists":{"k":"v"}}`, `{"StringEquals":{"k":"v"}}`, wider},
		{"another quantifier", `{"ForAllValues:StringEquals":{"k":"v"}}`, `{"ForAnyValue:StringEquals":{"k":"v"}}`, other},
		{"one shut out less", `{"StringNotEquals":{"k":"v"}}`, `{"StringNotEquals":{"k":["v","w"]}}`, wider},
		{"more shut out by a pattern", `{"StringNotLike":{"k":"v*"}}`, `{"StringNotEquals":{"k":"vw"}}`, narrower},
		{"a network in another", `{"IpAddress":{"k":"10.0.0.0/8"}}`, `{"IpAddress":{"k":["10.1.0.0/16","10.2.0.1"]}}`, wider},
		{"a network shut out", `{"NotIpAddress":{"k":"10.1.0.0/16"}}`, `{"NotIpAddress":{"k":"10.0.0.0/8"}}`, wider},
		{"a higher limit", `{"NumericLessThan":{"k":"3600"}}`, `{"NumericLessThan":{"k":900}}`, wider},
		{"a later date", `{"DateGreaterThan":{"k":"2026-02-01T00:00:00Z"}}`, `{"DateGreaterThan":{"k":"2026-01-01T00:00:00Z"}}`, narrower},
		{"a limit that is none", `{"NumericLessThan":{"k":"x"}}`, `{"NumericLessThan":{"k":"y"}}`, other},
		{"truth in capitals", `{"Bool":{"k":"True"}}`, `{"Bool":{"k":true}}`, same},
		{"no object", `["x"]`, `["y"]`, other},
	}
	for _, tt := range tests {
		a, b := parsedCondition(t, tt.a), parsedCondition(t, tt.b)
		got := other
		switch ab, ba := a.covers(b), b.covers(a); {
		case ab && ba:
			got = same
		case ab:
			got = wider
		case ba:
			got = narrower
		}
		if got != tt.want {
			t.Errorf("%s: %s is %s, want %s", tt.name, tt.a, got, tt.want)
		}
	}
}

// Whatever a condition is, it covers itself, is covered by none at all, and reads back.
func FuzzConditions(f *testing.F) {
	f.Add(`{"StringLike":{"token.actions.githubusercontent.com:sub":"repo:acme/*"}}`, `{"StringEquals":{"aws:SourceArn":["a\n","b\t"]}}`)
	f.Add(`{"NotIpAddress":{"aws:SourceIp":["10.0.0.0/8",1,null,true]}}`, `{"Null":{"k":{"a":[]}}}`)
	f.Add(`{"ForAllValues:StringLikeIfExists":{"":""},"x":1}`, `[]`)
	f.Fuzz(func(t *testing.T, one, two string) {
		var a, b any
		if json.Unmarshal([]byte(one), &a) != nil || json.Unmarshal([]byte(two), &b) != nil {
			return
		}
		x, y := conditionOf(a), conditionOf(b)
		if !x.covers(x) || !condition("").covers(x) {
			t.Errorf("%s does not cover itself", one)
		}
		if again := joined(x.tests()); again != x {
			t.Errorf("%q reads back as %q", x, again)
		}
		if x.covers(y) && len(loosenings(x, y)) > 0 {
			t.Errorf("%q covers %q, and is stricter", x, y)
		}
		_ = grant{principal: "Federated:" + one, condition: y}.depth()
		conditionPoints(grant{}, x, y)
	})
}
