package rules_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
)

// manyChanges makes n changes of everyday types and actions, with about sixty values on
// each side.
func manyChanges(n int) []plan.Change {
	types := []string{
		"aws_db_instance", "aws_security_group", "aws_s3_bucket", "google_sql_database_instance", "aws_route53_record",
		"aws_lambda_function", "azurerm_storage_account", "acme_frobnicator",
	}
	changes := make([]plan.Change, n)
	for i := range changes {
		before, after := plan.Object{}, plan.Object{}
		for j := range 30 {
			name := fmt.Sprintf("attribute_%d", j)
			before[name], after[name] = fmt.Sprintf("value %d of %d", j, i), fmt.Sprintf("value %d of %d", j, i)
		}
		for _, o := range []plan.Object{before, after} {
			o["name"], o["deletion_protection"], o["backup_retention_period"] = fmt.Sprint("object-", i), true, json.Number("7")
			o["tags"] = map[string]any{"Name": "x", "Team": "y", "Stage": "z"}
			o["ingress"] = []any{
				map[string]any{"from_port": json.Number("443"), "to_port": json.Number("443"), "protocol": "tcp", "cidr_blocks": []any{"10.0.0.0/8"}},
				map[string]any{"from_port": json.Number("80"), "to_port": json.Number("80"), "protocol": "tcp", "cidr_blocks": []any{"10.0.0.0/8"}},
			}
			o["settings"] = []any{map[string]any{"tier": "db-f1-micro", "backup_configuration": []any{map[string]any{"enabled": true}}}}
		}
		after["attribute_3"] = "another value"
		c := plan.Change{
			Address: fmt.Sprintf("t.r[%d]", i), Type: types[i%len(types)], Mode: "managed", Before: before, After: after,
			Changed: []plan.Attribute{{Path: "attribute_3"}, {Path: "tags.Name"}},
		}
		switch i % 4 {
		case 0:
			c.Action = plan.ActionUpdate
		case 1:
			c.Action, c.Order = plan.ActionReplace, plan.CreateBeforeDestroy
		case 2:
			c.Action, c.After = plan.ActionDelete, nil
		default:
			c.Action, c.Before = plan.ActionCreate, nil
		}
		changes[i] = c
	}
	return changes
}

func BenchmarkFactors(b *testing.B) {
	table := builtin(b)
	changes := manyChanges(5_000)
	b.ReportAllocs()
	for b.Loop() {
		for i := range changes {
			pass := passOf(table, changes[i])
			rules.ImpactFactors(&rules.ImpactPass{ChangePass: pass, Unchanged: 17}, rules.ChangeFactors(&pass))
		}
	}
}

func BenchmarkFindings(b *testing.B) {
	changes := manyChanges(5_000)
	p := plan.Plan{}
	for i := range changes {
		p.Changes = append(p.Changes, &changes[i])
	}
	b.ReportAllocs()
	for b.Loop() {
		rules.PlanFindings(&rules.PlanPass{Plan: &p, Resources: 5_000, Existing: 4_000})
	}
}
