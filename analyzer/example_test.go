package analyzer_test

import (
	"context"
	"fmt"
	"strings"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// A plan that deletes a database on which nothing else depends.
const smallPlan = `{
  "format_version": "1.2", "terraform_version": "1.11.4",
  "resource_changes": [{
    "address": "aws_db_instance.orders", "mode": "managed", "type": "aws_db_instance", "name": "orders",
    "provider_name": "registry.terraform.io/hashicorp/aws",
    "change": {"actions": ["delete"], "before": {"skip_final_snapshot": true}, "after": null},
    "action_reason": "delete_because_no_resource_config"
  }]
}`

func ExampleAnalyze() {
	ctx := context.Background()
	p, err := plan.Read(ctx, strings.NewReader(smallPlan))
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := analyzer.Analyze(ctx, p, analyzer.Options{Source: "plan.json"})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range r.Changes {
		fmt.Println(c.Risk.Level, c.Risk.Score, c.Action, c.Address)
		fmt.Println(c.Why)
		fmt.Println(c.Recovery.Tier)
	}
	// Output:
	// critical 90 delete aws_db_instance.orders
	// Destroyed: its block is gone from the configuration.
	// lost
}
