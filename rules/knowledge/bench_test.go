package knowledge_test

import (
	"os"
	"testing"

	"github.com/tfblast/tfblast/rules/knowledge"
)

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := knowledge.Parse(os.DirFS(".")); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	table := builtin(b)
	for name, resourceType := range map[string]string{
		"known": "google_sql_database_instance", "guessed": "acme_graph_database", "unknown": "acme_frobnicator_setting",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				table.Lookup(resourceType)
			}
		})
	}
}

func BenchmarkSafe(b *testing.B) {
	table := builtin(b)
	b.ReportAllocs()
	for b.Loop() {
		table.Safe("aws_db_instance", "instance_class")
		table.Safe("google_sql_database_instance", "settings[0].tier")
	}
}
