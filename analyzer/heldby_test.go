package analyzer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// A database that has a replica can't do without backups, wherever the plan shows the replica.
func TestReplicaHoldsItsSource(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		replica, reads string
		stuck          bool
	}{
		"a replica that stays":   {`"actions":["no-op"],"before":{"identifier":"r","replicate_source_db":"shop-main"},"after":{"identifier":"r","replicate_source_db":"shop-main"}`, `"replicate_source_db":{"references":["aws_db_instance.main.identifier","aws_db_instance.main"]}`, true},
		"one that goes":          {`"actions":["delete"],"before":{"identifier":"r","replicate_source_db":"shop-main"},"after":null`, `"replicate_source_db":{"references":["aws_db_instance.main.identifier","aws_db_instance.main"]}`, false},
		"one of something else":  {`"actions":["no-op"],"before":{"identifier":"r","replicate_source_db":"another"},"after":{"identifier":"r","replicate_source_db":"another"}`, ``, false},
		"one that is only begun": {`"actions":["create"],"before":null,"after":{"identifier":"r","replicate_source_db":"shop-main"}`, `"replicate_source_db":{"references":["aws_db_instance.main.identifier","aws_db_instance.main"]}`, false},
	} {
		text := `{"format_version":"1.2","resource_changes":[
			{"address":"aws_db_instance.main","mode":"managed","type":"aws_db_instance","name":"main","change":{"actions":["update"],"before":{"identifier":"shop-main","backup_retention_period":7},"after":{"identifier":"shop-main","backup_retention_period":0}}},
			{"address":"aws_db_instance.r","mode":"managed","type":"aws_db_instance","name":"r","change":{` + tt.replica + `}}],
			"configuration":{"root_module":{"resources":[{"address":"aws_db_instance.main","mode":"managed","type":"aws_db_instance","name":"main"},
			{"address":"aws_db_instance.r","mode":"managed","type":"aws_db_instance","name":"r","expressions":{` + tt.reads + `}}]}}}`
		p, err := plan.Read(t.Context(), strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := find(t, r, "aws_db_instance.main").Outcomes; slices.Contains(got, "stuck") != tt.stuck {
			t.Errorf("%s: %v, stuck %v", name, got, tt.stuck)
		}
	}
}
