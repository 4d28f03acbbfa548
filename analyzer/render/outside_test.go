package render_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
)

// What was not looked up is said once, with each reason once.
func TestOutsideSentence(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		outside report.Outside
		want    string
	}{
		{report.Outside{State: "not-looked-up", Missing: []string{"AWS can't be reached"}}, "not looked up (aws): AWS can't be reached"},
		{
			report.Outside{State: "not-looked-up", Missing: []string{"the zone itself, its records: access denied", "requests: the answer can't be read"}, Facts: []string{"a fact"}},
			"not looked up (aws): the zone itself, its records: access denied; requests: the answer can't be read; a fact",
		},
		{
			report.Outside{State: "in-use", Facts: []string{"running"}, Missing: []string{"its records: access denied", "requests: the answer can't be read"}, Recorded: "2026-03-15T10:42:07Z"},
			"in use (aws, recorded 2026-03-15T10:42:07Z); running; not looked up: its records: access denied; requests: the answer can't be read",
		},
		{report.Outside{State: "not-looked-up"}, "not looked up (aws)"},
	} {
		c.outside.Source = "aws"
		got := render.OutsideSentence(&report.Change{Outside: &c.outside}, strings.TrimSpace)
		if got != c.want {
			t.Errorf("%s\nwant %s", got, c.want)
		}
	}
}
