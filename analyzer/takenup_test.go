package analyzer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// What runs by a recipe and changes in the same plan has the new one at apply.
func TestTakenUp(t *testing.T) {
	t.Parallel()
	const (
		definition = `{"address":"aws_ecs_task_definition.a","mode":"managed","type":"aws_ecs_task_definition","name":"a","change":{"actions":["delete","create"],"before":{"family":"a","cpu":"256","arn":"a:1"},"after":{"family":"a","cpu":"512"},"after_unknown":{"arn":true},"replace_paths":[["cpu"]]}}`
		template   = `{"address":"aws_launch_template.a","mode":"managed","type":"aws_launch_template","name":"a","change":{"actions":["update"],"before":{"name":"a","image_id":"ami-1","latest_version":1},"after":{"name":"a","image_id":"ami-2"},"after_unknown":{"latest_version":true}}}`
		uses       = `,{"address":"%[1]s.b","mode":"managed","type":"%[1]s","name":"b","change":{"actions":[%[2]q],"before":{%[3]s"name":"b"},"after":{%[3]s"name":"b"},"after_unknown":{%[4]s}}}`
		block      = `{"address":"%[1]s.a","mode":"managed","type":"%[1]s","name":"a"},{"address":"%[2]s.b","mode":"managed","type":"%[2]s","name":"b","expressions":{%[3]s}}`
		ofService  = `"task_definition":{"references":["aws_ecs_task_definition.a.arn","aws_ecs_task_definition.a"]}`
		ofGroup    = `"launch_template":[{"version":{"references":["aws_launch_template.a.latest_version","aws_launch_template.a"]}}]`
		version    = `"launch_template":[{"version":true}]`
		refresh    = `"instance_refresh":[{"strategy":"Rolling"}],`
	)
	for _, tt := range []struct{ name, recipe, user, action, has, unknown, reads, want string }{
		{"a service that moves on", definition, "aws_ecs_service", "update", "", `"task_definition":true`, ofService, "at-apply"},
		{"a service that ignores it", definition, "aws_ecs_service", "no-op", "", "", ofService, "next-deploy"},
		{"a service that is only made now", definition, "aws_ecs_service", "create", "", `"task_definition":true`, ofService, "next-deploy"},
		{"nodes that are rolled over", template, "aws_eks_node_group", "update", "", version, ofGroup, "at-apply"},
		{"a group that waits", template, "aws_autoscaling_group", "update", "", version, ofGroup, "next-deploy"},
		{"a group that refreshes its instances", template, "aws_autoscaling_group", "update", refresh, version, ofGroup, "at-apply"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			recipe := strings.Split(tt.recipe, `"`)[3]
			recipe = strings.TrimSuffix(recipe, ".a")
			text := `{"format_version":"1.2","resource_changes":[` + tt.recipe + fmt.Sprintf(uses, tt.user, tt.action, tt.has, tt.unknown) +
				`],"configuration":{"root_module":{"resources":[` + fmt.Sprintf(block, recipe, tt.user, tt.reads) + `]}}}`
			p, err := plan.Read(t.Context(), strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := find(t, r, recipe+".a").When; got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
}
