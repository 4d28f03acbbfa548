package analyzer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// findingOf analyses a plan and returns the finding of a rule, nil if there is none.
func findingOf(t *testing.T, document, rule string, o analyzer.Options) *risk.Finding {
	t.Helper()
	p, err := plan.Read(t.Context(), strings.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	r, err := analyzer.Analyze(t.Context(), p, o)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(r.Findings, func(f risk.Finding) bool { return f.Rule == rule })
	if i < 0 {
		return nil
	}
	return &r.Findings[i]
}

// prevent_destroy counts where the source has it on the very block.
func TestPreventDestroy(t *testing.T) {
	t.Parallel()
	const document = `{"format_version":"1.2","resource_changes":[
		{"address":"aws_db_instance.a[0]","mode":"managed","type":"aws_db_instance","name":"a","index":0,
			"change":{"actions":["delete"],"before":{"id":"a"},"after":null}}],
		"configuration":{"root_module":{"resources":[
			{"address":"aws_db_instance.a","mode":"managed","type":"aws_db_instance","name":"a","count_expression":{"constant_value":0}}]}}}`
	for _, tt := range []struct {
		name, source string
		want         bool
	}{
		{"it stands there", `resource "aws_db_instance" "a" {
			count = 0
			lifecycle {
				prevent_destroy = true
			}
		}`, true},
		{"it is off", `resource "aws_db_instance" "a" {
			count = 0
			lifecycle {
				prevent_destroy = false
			}
		}`, false},
		{"on another block", `resource "aws_db_instance" "a" {
			count = 0
		}
		resource "aws_db_instance" "b" {
			lifecycle {
				prevent_destroy = true
			}
		}`, false},
		{"no source", "", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var o analyzer.Options
			if tt.source != "" {
				tree, _, err := config.Load(fstest.MapFS{"main.tf": {Data: []byte(tt.source)}}, ".")
				if err != nil {
					t.Fatal(err)
				}
				o.Config = tree
			}
			if got := findingOf(t, document, "prevent-destroy", o) != nil; got != tt.want {
				t.Errorf("found: %v, want %v", got, tt.want)
			}
		})
	}
}

// An output leaves the stack if its value changes with what is made anew, through modules
// too.
func TestExports(t *testing.T) {
	t.Parallel()
	const document = `{"format_version":"1.2",
		"output_changes":{"host":{"actions":[%s],"before":"a","after_unknown":%v}},
		"resource_changes":[
			{"address":"module.m.aws_instance.a","module_address":"module.m","mode":"managed","type":"aws_instance","name":"a",
				"change":{"actions":["delete","create"],"before":{"id":"i-1","private_ip":"10.0.0.1"},"after":{},"after_unknown":{"id":true,"private_ip":true},"replace_paths":[["ami"]]}},
			{"address":"aws_instance.b","mode":"managed","type":"aws_instance","name":"b",
				"change":{"actions":["delete","create"],"before":{"id":"i-2"},"after":{},"after_unknown":{"id":true},"replace_paths":[["ami"]]}}],
		"configuration":{"root_module":{
			"outputs":{"host":{"expression":{"references":["module.m.ip","module.m"]}}},
			"resources":[{"address":"aws_instance.b","mode":"managed","type":"aws_instance","name":"b"}],
			"module_calls":{"m":{"source":"./m","module":{
				"outputs":{"ip":{"expression":{"references":["aws_instance.a.private_ip","aws_instance.a"]}}},
				"resources":[{"address":"aws_instance.a","mode":"managed","type":"aws_instance","name":"a"}]}}}}}}`
	if f := findingOf(t, fmt.Sprintf(document, `"no-op"`, false), "leaves-the-stack", analyzer.Options{}); f != nil {
		t.Errorf("an output that stays: %+v", f)
	}
	f := findingOf(t, fmt.Sprintf(document, `"update"`, true), "leaves-the-stack", analyzer.Options{})
	if f == nil || !slices.Equal(f.Addresses, []string{"module.m.aws_instance.a"}) || !strings.Contains(f.Summary, `output "host"`) {
		t.Errorf("an output that changes: %+v", f)
	}
}
