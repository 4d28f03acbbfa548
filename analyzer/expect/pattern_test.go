package expect

import (
	"strings"
	"testing"
)

func TestPattern(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		pattern, address string
		want             bool
	}{
		{"aws_instance.web", "aws_instance.web", true},
		{"aws_instance.web", "aws_instance.web2", false},
		{"aws_instance.web", "aws_instance.web[0]", true},
		{"aws_instance.web", `aws_instance.web["a.b"]`, true},
		{"aws_instance.web", "module.a.aws_instance.web", false},
		{"aws_instance.web[*]", "aws_instance.web[3]", true},
		{"aws_instance.web[*]", "aws_instance.web", false},
		{"aws_instance.web[0]", "aws_instance.web[1]", false},
		{`aws_instance.web["eu-*"]`, `aws_instance.web["eu-1.x[]"]`, true},
		{`aws_instance.web["eu-*"]`, `aws_instance.web["us-1"]`, false},
		{`aws_instance.web["a\"]b"]`, `aws_instance.web["a\"]b"]`, true},
		{"aws_*.*", "aws_instance.web[0]", true},
		{"aws_*.*", "aws_instance.a.b", false},
		{"*.web", "aws_instance.web", true},
		{"*.web", "module.web", true},
		{"module.app.**", "module.app.aws_instance.web", true},
		{"module.app.**", `module.app["x"].module.b.aws_instance.web[0]`, true},
		{`module.app["y"].**`, `module.app["x"].aws_instance.web`, false},
		{"module.app.**", "module.apps.aws_instance.web", false},
		{"**", "module.a.b.c", true},
		{"**.aws_instance.web", "aws_instance.web", true},
		{"**.aws_instance.web", "module.a.aws_instance.web[1]", true},
		{"**.aws_instance.*.**", "module.a.aws_instance.web", true},
		{"module.**.aws_x.y", "module.a.module.b.aws_x.y", true},
		{"module.**.aws_x.y", "module.a.module.b.aws_x.z", false},
		{"**", "", false},
		{"**", "not an address[", false},
	} {
		p, err := parsePattern(tt.pattern)
		if err != nil {
			t.Errorf("%s: %v", tt.pattern, err)
			continue
		}
		if p.matches(tt.address) != tt.want {
			t.Errorf("%s fits %s: %t", tt.pattern, tt.address, !tt.want)
		}
	}
	for _, text := range []string{"", ".", "a.", "a..b", "a[", "a[]", "a[0]b", `a["x]`, "a.**[0]", "a.b**"} {
		if p, err := parsePattern(text); err == nil {
			t.Errorf("%q is read as %v", text, p)
		}
	}
}

// What can be the address of a change can be declared, and the rest says what to write.
func TestPlace(t *testing.T) {
	t.Parallel()
	for pattern, want := range map[string]string{
		"aws_x.a": "", "module.m.aws_x.a[0]": "", "module.m[*].module.n.data.aws_x.a": "", "data.aws_x.a": "", "output.a": "", "*.*": "",
		"action.a.b": "", "ephemeral.a.b": "", "*.a.b": "", "m*.a.b.c": "", "module.app.**": "", "**": "", "module.**": "", "a.b.c.**": "", "module.module.a.b": "",
		"module.app*": "write module.app*.**", `module.app["x"].module.b`: "for all that lies in it", "aws_x": "write aws_x.*", "module": "write module.*",
		"module.m.aws_*": "write module.m.aws_*.*", "aws_x.a.id": "ends at the name of a resource", "module.m.aws_x.a.b.c": "ends at the name of a resource",
	} {
		p, err := parsePattern(pattern)
		if err != nil {
			t.Fatal(err)
		}
		switch err := p.checkPlace(pattern); {
		case want == "" && err != nil:
			t.Errorf("%s: %v", pattern, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %q", pattern, err, want)
		}
	}
}

// FuzzPattern compares with the plain definition of a pattern, and makes sure that an
// address fits itself and all that is.
func FuzzPattern(f *testing.F) {
	f.Add("**.a*b.**", `module.x["y.z"].a1b[0].c`)
	f.Add("a.**.b", "a.b.b.c.b")
	all, err := parsePattern("**")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, address string) {
		if len(text) > 24 || len(address) > 32 {
			return
		}
		segments, err := split(address)
		if err != nil {
			if all.matches(address) {
				t.Errorf("%q is no address and fits", address)
			}
			return
		}
		if !all.matches(address) {
			t.Errorf("%q does not fit **", address)
		}
		if own, err := parsePattern(address); err == nil && !own.matches(address) {
			t.Errorf("%q does not fit itself", address)
		}
		p, err := parsePattern(text)
		if err != nil {
			return
		}
		if p.matches(address) != defined(p, segments) {
			t.Errorf("%q fits %q: %t", text, address, p.matches(address))
		}
	})
}

func defined(p pattern, segments []segment) bool {
	if len(p) == 0 {
		return len(segments) == 0
	}
	if p[0].name == anySegments {
		return defined(p[1:], segments) || len(segments) > 0 && defined(p, segments[1:])
	}
	return len(segments) > 0 && definedGlob(p[0].name, segments[0].name) &&
		(!p[0].keyed || segments[0].keyed && definedGlob(p[0].key, segments[0].key)) && defined(p[1:], segments[1:])
}

func definedGlob(pattern, text string) bool {
	if pattern == "" {
		return text == ""
	}
	if pattern[0] == '*' {
		return definedGlob(pattern[1:], text) || text != "" && definedGlob(pattern, text[1:])
	}
	rest, ok := strings.CutPrefix(text, pattern[:1])
	return ok && definedGlob(pattern[1:], rest)
}
