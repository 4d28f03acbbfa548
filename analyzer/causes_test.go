package analyzer_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/fixtures"
)

// Each plan was made by one known decision. Its root leads, and holds all that the
// decision caused and nothing else.
func TestCascades(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		fixture, root string
		// caused counts the changes that the root causes, others those that it does not.
		caused, others int
	}{
		{"aws-three-tier-rds-encrypt", "module.db.module.db_instance.aws_db_instance.this[0]", 4, 0},
		{"aws-three-tier-vpc-cidr", "module.vpc.aws_vpc.this[0]", 57, 2},
		{"aws-web-small-sg-desc-cbd-on", "aws_security_group.web", 4, 0},
		{"aws-web-small-replace-triggered-by", "aws_lb.web", 13, 0},
		{"aws-web-small-table-key", "aws_dynamodb_table.sessions", 0, 0},
		{"google-gcp-app-sql-region", "google_sql_database_instance.db", 2, 0},
		{"google-gcp-app-network-renamed", "google_compute_network.vpc", 15, 0},
		{"azure-shop-rg-location-change", "azurerm_resource_group.main", 25, 0},
		{"replace-destroy-first", "terraform_data.database", 3, 0},
	} {
		t.Run(tt.fixture, func(t *testing.T) {
			t.Parallel()
			r := analyzeNamed(t, tt.fixture)
			caused, others := 0, 0
			for _, c := range r.Changes {
				switch {
				case c.Address == tt.root:
					if len(c.Causes) > 0 || len(c.CausedBy) > 0 {
						t.Errorf("the root is caused by %v", c.CausedBy)
					}
				case slices.Contains(c.Causes, tt.root):
					caused++
				default:
					others++
					t.Logf("not caused by the root: %s %s", c.Action, c.Address)
				}
			}
			if caused != tt.caused || others != tt.others {
				t.Errorf("%d changes are caused by the root and %d are not, want %d and %d", caused, others, tt.caused, tt.others)
			}
		})
	}
}

// Every chain of causes ends in a root, which is a change of the plan.
func TestCausesAreChanges(t *testing.T) {
	t.Parallel()
	for _, f := range fixtures.All(t) {
		r := analyze(t, f)
		if r == nil {
			continue
		}
		causes := map[string][]string{}
		for _, c := range r.Changes {
			causes[c.Address] = c.Causes
		}
		for _, c := range r.Changes {
			if (len(c.Causes) > 0) != (len(c.CausedBy) > 0) {
				t.Errorf("%s: %s is caused by %v, at the root by %v", f.Name, c.Address, c.CausedBy, c.Causes)
			}
			for _, root := range c.Causes {
				if above, known := causes[root]; !known || len(above) > 0 || root == c.Address {
					t.Errorf("%s: %s is the root of %s and has the causes %v", f.Name, root, c.Address, above)
				}
			}
		}
	}
}

// A change of tags touches nobody who reads an attribute, however much hangs on it.
func TestTouched(t *testing.T) {
	t.Parallel()
	for _, c := range analyzeNamed(t, "aws-three-tier-tags-only").Changes {
		if c.Address == "module.vpc.aws_vpc.this[0]" && (c.Downstream.Touched != 0 || c.Downstream.Total < 50) {
			t.Errorf("a change of its tags touches %d of %d", c.Downstream.Touched, c.Downstream.Total)
		}
	}
	for _, c := range analyzeNamed(t, "aws-three-tier-rds-encrypt").Changes {
		if c.Disruptive && c.Downstream.Touched != c.Downstream.Total {
			t.Errorf("%s touches %d of %d, a replace touches all", c.Address, c.Downstream.Touched, c.Downstream.Total)
		}
	}
}

func TestProbableRename(t *testing.T) {
	t.Parallel()
	for _, c := range analyzeNamed(t, "aws-web-small-rename-unmoved").Changes {
		if c.Action != "delete" {
			continue
		}
		if c.ProbableRename == nil || c.ProbableRename.Address != "aws_s3_bucket.static" || c.ProbableRename.MovedBlock == "" {
			t.Errorf("%s: %+v", c.Address, c.ProbableRename)
		}
	}
}

func analyzeNamed(t *testing.T, name string) *report.Report {
	t.Helper()
	i := slices.IndexFunc(fixtures.All(t), func(f fixtures.Fixture) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("no fixture %s", name)
	}
	return analyze(t, fixtures.All(t)[i])
}

// With the source that belongs to a plan, local values are no gap and keys pair up.
func TestGoldenWithSource(t *testing.T) {
	t.Parallel()
	used := 0
	for _, f := range fixtures.All(t) {
		if _, err := os.Stat(filepath.Join(f.Dir, "main.tf")); err != nil {
			continue
		}
		r := analyzeWith(t, f, func(o *analyzer.Options) { o.Config = loadSource(t, f.Dir); o.ConfigFolder, o.ConfigFits = ".", true })
		if r == nil {
			continue
		}
		used++
		checkInvariants(t, r)
		without := analyze(t, f)
		for _, c := range r.Changes {
			if c.Location == nil && c.Action != "delete" && c.Action != "forget" && c.Module == "" {
				t.Errorf("%s: %s has no place in the source", f.Name, c.Address)
			}
			for _, other := range without.Changes {
				if other.Address == c.Address && other.Deposed == nil && c.Deposed == nil && !other.Downstream.LowerBound && c.Downstream.Total > other.Downstream.Total {
					t.Errorf("%s: %s has %d downstream with source and %d without", f.Name, c.Address, c.Downstream.Total, other.Downstream.Total)
				}
			}
		}
	}
	if used < 30 {
		t.Errorf("only %d fixtures have their source", used)
	}
}

// A route for each gateway names one of them: only that one is the cause, if the plan
// proves which.
func TestPinnedCauses(t *testing.T) {
	t.Parallel()
	const all = `["t_nat.n[\"a\"]" "t_nat.n[\"b\"]"]`
	const replace, update = `["delete","create"]`, `["update"]`
	for _, tt := range []struct{ name, held, second, want string }{
		{"the value names one", `"nat-b"`, replace, `["t_nat.n[\"b\"]"]`},
		{"the value names none", `"nat-x"`, replace, all},
		{"the value is a list", `["nat-b"]`, replace, all},
		{"the value is longer", `"by-nat-b"`, replace, all},
		{"there was no value", `null`, replace, all},
		{"the one that it names stays", `"nat-b"`, update, all},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			gateway := func(key, actions string) string {
				return fmt.Sprintf(`{"address":"t_nat.n[\"%s\"]","mode":"managed","type":"t_nat","name":"n","index":"%s","change":{"actions":%s,
					"before":{"id":"nat-%s","zone":"x"},"after":{"zone":"y"},"after_unknown":{"id":true}}}`, key, key, actions, key)
			}
			document := fmt.Sprintf(`{"format_version":"1.2","resource_changes":[%s,%s,
				{"address":"t_route.r[\"b\"]","mode":"managed","type":"t_route","name":"r","index":"b","change":{"actions":["update"],
					"before":{"id":"r-b","nat":%s},"after":{"id":"r-b"},"after_unknown":{"nat":true}}}],
			"configuration":{"root_module":{"resources":[
				{"address":"t_nat.n","mode":"managed","type":"t_nat","name":"n","for_each_expression":{}},
				{"address":"t_route.r","mode":"managed","type":"t_route","name":"r","for_each_expression":{"references":["t_nat.n"]},
					"expressions":{"nat":{"references":["each.value.id","each.value"]}}}]}}}`, gateway("a", replace), gateway("b", tt.second), tt.held)
			p, err := plan.Read(t.Context(), strings.NewReader(document))
			if err != nil {
				t.Fatal(err)
			}
			r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range r.Changes {
				if c.Type == "t_route" {
					if got := fmt.Sprintf("%q", c.CausedBy); got != tt.want {
						t.Errorf("caused by %s, want %s", got, tt.want)
					}
					return
				}
			}
			t.Error("the plan has no such change")
		})
	}
}

// A delete for a key that went with one of several siblings is caused by the one whose id the
// object holds, if the plan proves which.
func TestPinnedDeletes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, held, want string }{
		{"it holds one", `"eip-b"`, `["t_eip.n[\"b\"]"]`},
		{"it holds none of them", `"eip-x"`, `["t_eip.n[\"a\"]" "t_eip.n[\"b\"]"]`},
		{"it holds a longer text", `"by-eip-b"`, `["t_eip.n[\"a\"]" "t_eip.n[\"b\"]"]`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			gone := func(resourceType, key, before string) string {
				return fmt.Sprintf(`{"address":"%s.n[\"%s\"]","mode":"managed","type":"%s","name":"n","index":"%s",
					"action_reason":"delete_because_each_key","change":{"actions":["delete"],"before":%s,"after":null}}`, resourceType, key, resourceType, key, before)
			}
			document := fmt.Sprintf(`{"format_version":"1.2","resource_changes":[%s,%s,%s],
			"configuration":{"root_module":{"resources":[
				{"address":"t_eip.n","mode":"managed","type":"t_eip","name":"n","for_each_expression":{}},
				{"address":"t_nat.n","mode":"managed","type":"t_nat","name":"n","for_each_expression":{"references":["t_eip.n"]},
					"expressions":{"allocation":{"references":["each.value.id","each.value"]}}}]}}}`,
				gone("t_eip", "a", `{"id":"eip-a"}`), gone("t_eip", "b", `{"id":"eip-b"}`), gone("t_nat", "b", `{"id":"nat-b","allocation":`+tt.held+`}`))
			p, err := plan.Read(t.Context(), strings.NewReader(document))
			if err != nil {
				t.Fatal(err)
			}
			r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{})
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(r.Changes, func(c report.Change) bool { return c.Type == "t_nat" })
			if i < 0 {
				t.Fatal("the plan has no such change")
			}
			if got := fmt.Sprintf("%q", r.Changes[i].CausedBy); got != tt.want {
				t.Errorf("caused by %s, want %s", got, tt.want)
			}
		})
	}
}
