package analyzer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// What is created with the name of what is deleted may come too early.
func TestTwin(t *testing.T) {
	t.Parallel()
	const entry = `{"address":"%[1]s.%[2]s","mode":"managed","type":"%[1]s","name":"%[2]s","change":{"actions":[%[3]q],"before":%[4]s,"after":%[5]s}}`
	for _, tt := range []struct {
		name, kind, gone, made string
		stuck                  bool
	}{
		{"a role of the same name", "aws_iam_role", `{"name":"app"}`, `{"name":"app"}`, true},
		{"a role of another name", "aws_iam_role", `{"name":"app"}`, `{"name":"web"}`, false},
		{"a role whose name is known later", "aws_iam_role", `{"name":"app"}`, `{}`, false},
		{"a subnet of the same range", "aws_subnet", `{"vpc_id":"vpc-1","cidr_block":"10.0.1.0/24"}`, `{"vpc_id":"vpc-1","cidr_block":"10.0.1.0/24"}`, true},
		{"the same range of another network", "aws_subnet", `{"vpc_id":"vpc-1","cidr_block":"10.0.1.0/24"}`, `{"vpc_id":"vpc-2","cidr_block":"10.0.1.0/24"}`, false},
	} {
		text := `{"format_version":"1.2","resource_changes":[` + fmt.Sprintf(entry, tt.kind, "a", "delete", tt.gone, "null") + "," +
			fmt.Sprintf(entry, tt.kind, "b", "create", "null", tt.made) + `]}`
		p, err := plan.Read(t.Context(), strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := find(t, r, tt.kind+".a").Outcomes; slices.Contains(got, "stuck") != tt.stuck {
			t.Errorf("%s: %v, stuck %v", tt.name, got, tt.stuck)
		}
	}
}
