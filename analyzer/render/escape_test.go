package render_test

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"

	"github.com/tfblast/tfblast/analyzer/render"
)

func TestClean(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ in, want string }{
		{"", ""},
		{`module.app["a"].aws_instance.web[0]`, `module.app["a"].aws_instance.web[0]`},
		{"Größe 日本 🇩🇪 é", "Größe 日本 🇩🇪 é"},
		{"\x1b[31mred", `\x1b[31mred`},
		{"a\x00b\x7fc\u0085d\u009b", `a\x00b\x7fc\x85d\x9b`},
		{"one\ntwo\r\n\tthree", `one\ntwo\r\n\tthree`},
		{"\u202e\u2066\u200e\u200f\u061c", `\u202e\u2066\u200e\u200f\u061c`},
		{"\u2028\u2029\u200b\u200d\ufeff\u00ad", `\u2028\u2029\u200b\u200d\ufeff\xad`},
		{"\ufe0f\U000e0041\U000e0101", `\ufe0f\U000e0041\U000e0101`},
		{"\xff\xc3(", `\xff\xc3(`},
		{"\u00a0\u3000", `\xa0\u3000`},
		{"x \u0301\"\u0301", `x \u0301"\u0301`},
		{"\u0301x", `\u0301x`},
		{"e\u0301\u0301\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301\u0301" + `\u0301\u0301`},
		{"::error file=x::boom", `:\x3aerror file=x:\x3aboom`},
		{"a:::b::", `a::\x3ab:\x3a`},
		{"##[group]x ##vso[task] ##teamcity[a]", `#\x23[group]x #\x23vso[task] #\x23teamcity[a]`},
		{"####[", `#\x23#\x23[`},
		{"section_start:1:a section_end: travis_fold:", `section_start\x3a1:a section_end\x3a travis_fold\x3a`},
		{"arn:aws:s3:::bucket", "arn:aws:s3:::bucket"},
		{"arn:aws:iam::aws:policy/Admin and arn:aws:iam::1:role/x", "arn:aws:iam::aws:policy/Admin and arn:aws:iam::1:role/x"},
		{"arn:aws:iam::error::x::y", `arn:aws:iam::error:\x3ax:\x3ay`},
		{"arn: ::error::", `arn: :\x3aerror:\x3a`},
		{"tcp 22 from ::/0, 2001:db8::1", "tcp 22 from ::/0, 2001:db8::1"},
		{"AWS::S3::Bucket", `AWS:\x3aS3:\x3aBucket`},
	} {
		got := render.CleanText(tc.in)
		if got != tc.want {
			t.Errorf("clean(%q) = %q, want %q", tc.in, got, tc.want)
		}
		if again := render.CleanText(got); again != got {
			t.Errorf("clean(%q) = %q, a second time %q", tc.in, got, again)
		}
	}
}

func TestShorten(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		in    string
		width int
		want  string
	}{
		{"short", 5, "short"},
		{"aws_instance.web", 10, "aws…ce.web"},
		{"日本語日本語日本語", 10, "日…日本語"},
		{"日本語", 6, "日本語"},
		{"abc", 1, "…"},
	} {
		if got := render.Shorten(tc.in, tc.width); got != tc.want {
			t.Errorf("shorten(%q, %d) = %q, want %q", tc.in, tc.width, got, tc.want)
		}
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		in    string
		width int
		want  string
	}{
		{"", 10, ""},
		{"one two three", 7, "one two|three"},
		{"  one   two ", 20, "one two"},
		{"module.app.aws_instance.web", 20, "module.app|.aws_instance.web"},
		{"abcdefghij", 4, "abcd|efgh|ij"},
		{"a\u00a0b c\u00a0d", 4, "a b|c d"},
		{"from ::/0", 7, `from|:\x3a/0`},
		{"日本語", 4, "日本|語"},
	} {
		if got := strings.Join(render.Wrap(tc.in, tc.width), "|"); got != tc.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", tc.in, tc.width, got, tc.want)
		}
	}
}

func FuzzEscape(f *testing.F) {
	for _, s := range hostileStrings() {
		f.Add(s, 20)
	}
	f.Fuzz(func(t *testing.T, s string, width int) {
		width = 4 + max(width, -width, 0)%100
		got := render.CleanText(s)
		checkLines(t, "x"+got+"\n")
		if strings.Contains(got, "\n") {
			t.Errorf("clean(%q) has a line break", s)
		}
		if w := lipgloss.Width(render.Shorten(got, width)); w > width {
			t.Errorf("shorten(%q, %d) takes %d columns", got, width, w)
		}
		checkLines(t, "x"+render.Shorten(got, width)+"x\n")
		for _, line := range render.Wrap(got, width) {
			checkLines(t, line+"\n")
			if w := lipgloss.Width(line); w > width {
				t.Errorf("wrap(%q, %d): %d columns in %q", got, width, w, line)
			}
		}
	})
}

// TestCleanForLogs checks the exported form, which may stand at the start of a line.
func TestCleanForLogs(t *testing.T) {
	t.Parallel()
	for _, s := range hostileStrings() {
		checkLines(t, render.Clean(s)+"\n")
	}
	if got, want := render.Clean("::/0\n::error::x"), `:\x3a/0\n:\x3aerror:\x3ax`; got != want {
		t.Errorf("Clean gives %q, want %q", got, want)
	}
}
