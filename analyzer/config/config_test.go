package config_test

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

type files map[string]string

func (f files) fs() fstest.MapFS {
	out := fstest.MapFS{}
	for name, text := range f {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// load reads a configuration that has no problems.
func load(t *testing.T, f files) *config.Tree {
	t.Helper()
	tree, diags, err := config.Load(f.fs(), ".")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		t.Errorf("%s: %s", d.Severity, d.Summary)
	}
	return tree
}

// loadWith reads a configuration and wants these problems.
func loadWith(t *testing.T, f files, want ...string) *config.Tree {
	t.Helper()
	tree, diags, err := config.Load(f.fs(), ".")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "diagnostics", want, summaries(diags))
	return tree
}

func summaries(diags []diagnostic.Diagnostic) []string {
	var out []string
	for _, d := range diags {
		out = append(out, string(d.Severity)+" "+d.Summary)
	}
	return out
}

func equal(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

var indexNames = map[config.Index]string{
	config.IndexNone: "", config.IndexConstant: "constant", config.IndexEachKey: "each.key",
	config.IndexCountIndex: "count.index", config.IndexEachValue: "each.value", config.IndexOther: "other",
}

// show prints a use: argument, text, what the reference means, and the marks.
func show(u config.Use) string {
	r := u.Reference
	s := u.Argument + ": " + u.Text + " ->"
	switch r.Kind {
	case address.RefInert:
		s += " inert"
	case address.RefResource:
		s += " " + r.Local() + r.Key.String()
		if r.Attribute != "" {
			s += " attribute " + r.Attribute
		}
	case address.RefModule, address.RefOutput:
		s += " module " + r.Name + r.Key.String()
		if r.Output != "" {
			s += " output " + r.Output
		}
	case address.RefVariable:
		s += " variable " + r.Name
	case address.RefLocal:
		s += " local " + r.Name
	case address.RefUnknown:
		s += " unknown " + r.Name
	}
	if u.Index != config.IndexNone {
		s += ", index " + indexNames[u.Index]
	}
	if u.IndexRef != nil {
		s += fmt.Sprintf(" of %d %s", u.IndexRef.Kind, u.IndexRef.Name)
	}
	if u.OutputIndex != config.IndexNone {
		s += ", output index " + indexNames[u.OutputIndex]
	}
	if u.Conditional {
		s += ", conditional"
	}
	return s
}

func shown(uses []config.Use) []string {
	var out []string
	for _, u := range uses {
		out = append(out, show(u))
	}
	return out
}
