package signoff

import "testing"

func TestMatchList(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		list, name string
		want       bool
	}{
		{"a", "a", true},
		{"a", "A", false},
		{"a", "ab", false},
		{"", "", true},
		{"*", "", true},
		{"*@x", "a@x", true},
		{"*@x", "a@xx", false},
		{"a?c", "abc", true},
		{"a?c", "ac", false},
		{"*a*b", "xaxab", true},
		{"*a*b", "xaxax", false},
		{"b,a", "a", true},
		{"*,!a", "a", false},
		{"!a,*", "a", false},
		{"!a", "b", false},
		{"**", "abc", true},
	} {
		if got := matchList(tt.list, tt.name); got != tt.want {
			t.Errorf("matchList(%q, %q) is %t", tt.list, tt.name, got)
		}
	}
}

// FuzzMatchPattern compares with the plain definition of a pattern.
func FuzzMatchPattern(f *testing.F) {
	f.Add("a*?c", "abbc")
	f.Add("**a", "aaa")
	f.Fuzz(func(t *testing.T, pattern, name string) {
		if len(pattern) > 12 || len(name) > 24 {
			return
		}
		if matchPattern(pattern, name) != defined(pattern, name) {
			t.Errorf("matchPattern(%q, %q) is %t", pattern, name, !defined(pattern, name))
		}
	})
}

func defined(pattern, name string) bool {
	if pattern == "" {
		return name == ""
	}
	if pattern[0] == '*' {
		return defined(pattern[1:], name) || name != "" && defined(pattern, name[1:])
	}
	return name != "" && (pattern[0] == '?' || pattern[0] == name[0]) && defined(pattern[1:], name[1:])
}
