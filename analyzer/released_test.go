package analyzer_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// The state says that app depends on database. The source no longer does, and the plan
// changes app: it is released. Without source, or if app stays, it counts.
func TestReleased(t *testing.T) {
	t.Parallel()
	text := func(app string) string {
		return `{"format_version":"1.2","resource_changes":[
			{"address":"t.database","mode":"managed","type":"t","name":"database","change":{"actions":["delete","create"],"before":{"id":"1"},"after":{},"after_unknown":{"id":true}}},
			{"address":"t.app","mode":"managed","type":"t","name":"app","change":` + app + `}],
		"prior_state":{"values":{"root_module":{"resources":[
			{"address":"t.database","mode":"managed","type":"t","name":"database"},
			{"address":"t.app","mode":"managed","type":"t","name":"app","depends_on":["t.database"]}]}}},
		"configuration":{"root_module":{"resources":[
			{"address":"t.database","mode":"managed","type":"t","name":"database"},
			{"address":"t.app","mode":"managed","type":"t","name":"app","expressions":{"host":{"constant_value":"db.internal"}}}]}}}`
	}
	tree, _, err := config.Load(fstest.MapFS{"main.tf": {Data: []byte(`
		resource "t" "database" {}
		resource "t" "app" { host = "db.internal" }`)}}, ".")
	if err != nil {
		t.Fatal(err)
	}
	update := `{"actions":["update"],"before":{"host":"10.0.0.1"},"after":{"host":"db.internal"}}`
	stays := `{"actions":["no-op"],"before":{"host":"db.internal"},"after":{"host":"db.internal"}}`
	for _, tt := range []struct {
		name, app       string
		options         analyzer.Options
		total, released int
	}{
		{"changes, with source", update, analyzer.Options{Config: tree, ConfigFits: true}, 0, 1},
		{"changes, with source that does not fit", update, analyzer.Options{Config: tree}, 1, 0},
		{"changes, without source", update, analyzer.Options{}, 1, 0},
		{"stays, with source", stays, analyzer.Options{Config: tree, ConfigFits: true}, 1, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, err := plan.Read(t.Context(), strings.NewReader(text(tt.app)))
			if err != nil {
				t.Fatal(err)
			}
			r, err := analyzer.Analyze(t.Context(), p, tt.options)
			if err != nil {
				t.Fatal(err)
			}
			d := r.Changes[0].Downstream
			if r.Changes[0].Address != "t.database" || d.Total != tt.total || d.Released != tt.released {
				t.Errorf("%s: total %d, released %d, want %d and %d", r.Changes[0].Address, d.Total, d.Released, tt.total, tt.released)
			}
		})
	}
}
