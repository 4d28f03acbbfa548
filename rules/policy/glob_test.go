package policy

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

func TestGlob(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pattern, text string
		want          bool
	}{
		{"module.prod*", "module.prod.aws_vpc.main", true},
		{"module.prod*", "module.prod-eu[\"a\"].aws_vpc.main[0]", true},
		{"module.prod*", "module.staging.module.prod.aws_vpc.main", false},
		{"aws_vpc.*", "module.network.aws_vpc.main", false},
		{"*aws_vpc.*", "module.network.aws_vpc.main", true},
		{"aws_instance.web[0]", "aws_instance.web[0]", true},
		{"aws_instance.web[0]", "aws_instance.web0", false},
		{"aws_instance.web[?]", "aws_instance.web[7]", true},
		{"aws_instance.web[?]", "aws_instance.web[17]", false},
		{"a?c", "aéc", true},
		{"", "", true},
		{"", "a", false},
		{"*", "", true},
		{"**", "abc", true},
		{"*b*b*", "ab", false},
		{"a*b", "ab", true},
		{"a*b", "axbx", false},
	} {
		if got := glob(c.pattern).matches(c.text); got != c.want {
			t.Errorf("glob(%q, %q) = %t", c.text, c.pattern, got)
		}
	}
}

// A pattern means what it means as a regular expression.
func TestGlobAgainstRegexp(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	random := func(letters string, n int) string {
		var b strings.Builder
		runes := []rune(letters)
		for range r.IntN(n) {
			b.WriteRune(runes[r.IntN(len(runes))])
		}
		return b.String()
	}
	for range 20_000 {
		pattern, text := random("ab.é*?", 8), random("ab.é", 10)
		expression := strings.NewReplacer(`\*`, `(?s:.*)`, `\?`, `(?s:.)`).Replace(regexp.QuoteMeta(pattern))
		want := regexp.MustCompile("^" + expression + "$").MatchString(text)
		if got := glob(pattern).matches(text); got != want || glob(pattern).matchesByCharacter(text) != want {
			t.Fatalf("glob(%q, %q) = %t, want %t", text, pattern, got, want)
		}
	}
}
