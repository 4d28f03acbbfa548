package analyzer_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// The subnet's vpc_id becomes unknown. That is explained if the network is replaced, and
// a sign of a missing edge if it stays.
func TestSelfCheck(t *testing.T) {
	t.Parallel()
	text := func(network string) string {
		return `{"format_version":"1.2","resource_changes":[
			{"address":"aws_vpc.v","mode":"managed","type":"aws_vpc","name":"v","change":{"before":{"id":"vpc-1"},` + network + `}},
			{"address":"aws_subnet.s","mode":"managed","type":"aws_subnet","name":"s","change":{"actions":["delete","create"],
				"before":{"vpc_id":"vpc-1"},"after":{},"after_unknown":{"vpc_id":true},"replace_paths":[["vpc_id"]]}}],
		"configuration":{"root_module":{"resources":[
			{"address":"aws_vpc.v","mode":"managed","type":"aws_vpc","name":"v"},
			{"address":"aws_subnet.s","mode":"managed","type":"aws_subnet","name":"s","expressions":{"vpc_id":{"references":["aws_vpc.v.id","aws_vpc.v"]}}}]}}}`
	}
	for network, want := range map[string]bool{
		`"actions":["no-op"],"after":{"id":"vpc-1"}`:                           true,
		`"actions":["delete","create"],"after":{},"after_unknown":{"id":true}`: false,
	} {
		p, err := plan.Read(t.Context(), strings.NewReader(text(network)))
		if err != nil {
			t.Fatal(err)
		}
		r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, d := range r.Diagnostics {
			found = found || strings.Contains(d.Summary, "aws_subnet.s: vpc_id becomes unknown")
		}
		if found != want {
			t.Errorf("network %s: sign of a missing edge is %t, diagnostics %v", network, found, r.Diagnostics)
		}
	}
}
