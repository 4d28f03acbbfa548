package config_test

import "testing"

// A block's last line is that of its closing brace, in both syntaxes; in JSON a list around it does not count.
func TestEndLine(t *testing.T) {
	t.Parallel()
	m := load(t, files{
		"main.tf": `resource "a" "one" {}

resource "a" "three" {
  b {
    c = <<-E
      }
    E
  }
} # here
data "d" "x" {
}`,
		"j.tf.json": `{
  "resource": {"a": {
    "json": {
      "b": {"c": 1}
    },
    "list": [
      {"b": 1}
    ],
    "short": {}
  }}
}`,
		"z_override.tf": "resource \"a\" \"one\" {\n\n\n  x = 1\n}",
	}).Root
	for name, want := range map[string][2]int{
		"a.one": {1, 1}, "a.three": {3, 9}, "data.d.x": {10, 11}, "a.json": {3, 5}, "a.list": {6, 7}, "a.short": {9, 9},
	} {
		r := m.Resources[name]
		if r == nil {
			t.Errorf("no %s", name)
			continue
		}
		if got := [2]int{r.At.Line, r.EndLine}; got != want {
			t.Errorf("%s stands in lines %v, want %v", name, got, want)
		}
	}
}
