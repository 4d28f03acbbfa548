package knowledge_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

func TestLookupByName(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, class, because string }{
		{"acme_db_cluster", "data-store", "its name looks like a database"},
		{"acme_postgres_flexible_server", "data-store", "its name looks like a database"},
		{"acme_bucket", "data-store", "its name looks like storage"},
		{"acme_kms_key", "key", "its name looks like a key or a secret"},
		{"acme_db_subnet_group", "other", "its name looks like a setting of another resource"},
		{"acme_database_user", "identity", "its name looks like an identity or a grant"},
		{"google_bigtable_table_iam_member", "identity", "its name looks like an identity or a grant"},
		{"acme_route_table", "network-core", "its name looks like a part of the network"},
		{"acme_vpc", "network-core", "its name looks like a part of the network"},
		{"acme_kubernetes_cluster", "cluster", "its name looks like a cluster"},
		{"acme_project", "container", "its name looks like a container of other resources"},
		{"acme_dns_record", "traffic", "its name looks like a way in or a DNS name"},
		{"acme_instance", "compute", "its name looks like something that runs"},
		{"database_widget", "other", "nothing is known about its type"},
		{"acme_dbx", "other", "nothing is known about its type"},
		{"foo_widget", "other", "nothing is known about its type"},
		{"widget", "other", "nothing is known about its type"},
		{"_", "other", "nothing is known about its type"},
		{"", "other", "nothing is known about its type"},
	}
	table := builtin(t)
	for _, test := range tests {
		got := table.Lookup(test.name)
		if got.Known || got.Name != test.name || got.Class.Name != test.class || got.Because != test.because {
			t.Errorf("%q: name %q, known %v, class %s, because %q; want %s, because %q",
				test.name, got.Name, got.Known, got.Class.Name, got.Because, test.class, test.because)
		}
	}
}

// Types without a row: a delete or a replace is at least medium, an update at most
// low, and a base of high or more needs a name that speaks of data.
func TestUnknownTypesKeepTheContract(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	names := strings.FieldsSeq(`acme_db_cluster acme_bucket acme_secret acme_kubernetes_cluster acme_project
		acme_namespace acme_vpc acme_dns_record acme_instance acme_role acme_policy acme_widget acme_account`)
	for name := range names {
		got := table.Lookup(name)
		if low := min(got.Class.Delete, got.Class.Replace); risk.LevelOf(low) < risk.LevelMedium {
			t.Errorf("%s: delete or replace has %d points, want at least medium", name, low)
		}
		if risk.LevelOf(got.Class.Update) > risk.LevelLow {
			t.Errorf("%s: update has %d points, want at most low", name, got.Class.Update)
		}
		dataLike := got.Class.Name == "data-store" || got.Class.Name == "key"
		if high := risk.LevelOf(got.Class.Delete) >= risk.LevelHigh; high != dataLike {
			t.Errorf("%s: delete has %d points as a %s", name, got.Class.Delete, got.Class.Name)
		}
		if !dataLike && got.Class.Holds == knowledge.HoldsData {
			t.Errorf("%s: holds data by its name alone", name)
		}
		if dataLike && got.Recovery != knowledge.TierUnknown {
			t.Errorf("%s: recovery %s, want unknown", name, got.Recovery)
		}
	}
}
