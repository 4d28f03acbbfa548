package rename_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/rename"
)

// An unchanged sibling that has the same value stands against a pair, whether its values
// are kept or only their digests.
func TestUnchangedSiblings(t *testing.T) {
	t.Parallel()
	const values = `"name":"orders-prod-cache","description":"holds the orders of the shop","size":"%s","tags":{"Name":"%s"}`
	goes := entry(`aws_cache.orders`, "aws_cache", "orders", `["delete"]`, fmt.Sprintf(values, "large", "orders"), "")
	comes := entry(`aws_cache.shop`, "aws_cache", "shop", `["create"]`, "", fmt.Sprintf(values, "large", "orders"))
	other := func(name, description, tag string) string {
		v := fmt.Sprintf(`"name":%q,"description":%q,"size":"large","tags":{"Name":%q}`, name, description, tag)
		return entry(`aws_cache.other["k"]`, "aws_cache", "other", `["no-op"]`, v, v)
	}
	for name, c := range map[string]struct {
		entries []string
		paired  bool
	}{
		"nobody else":                {[]string{goes, comes}, true},
		"another object":             {[]string{goes, comes, other("invoices-prod", "holds the invoices", "invoices")}, true},
		"the same name and the same": {[]string{goes, comes, other("orders-prod-cache", "holds the orders of the shop", "orders")}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := `{"format_version":"1.2","resource_changes":[` + strings.Join(c.entries, ",") + `]}`
			whole, err := plan.Read(t.Context(), strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			lean, err := plan.ReadLean(t.Context(), strings.NewReader(text), plan.Needs{})
			if err != nil {
				t.Fatal(err)
			}
			if len(lean.Unchanged) != len(c.entries)-2 {
				t.Fatalf("%d unchanged instances, want %d", len(lean.Unchanged), len(c.entries)-2)
			}
			for how, p := range map[string]*plan.Plan{"whole": whole, "lean": lean} {
				if got := len(rename.Find(p)) == 1; got != c.paired {
					t.Errorf("%s: paired %v, want %v", how, got, c.paired)
				}
			}
		})
	}
}

func entry(address, typ, name, actions, before, after string) string {
	side := func(values string) string {
		if values == "" {
			return "null"
		}
		return "{" + values + "}"
	}
	return fmt.Sprintf(`{"address":%q,"mode":"managed","type":%q,"name":%q,"provider_name":"p","change":{"actions":%s,"before":%s,"after":%s,"after_unknown":{},"before_sensitive":{},"after_sensitive":{}}}`,
		address, typ, name, actions, side(before), side(after))
}
