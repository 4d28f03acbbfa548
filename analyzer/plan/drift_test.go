package plan_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What drifted is kept with the attributes that differ, and masked like all else.
func TestDrifted(t *testing.T) {
	t.Parallel()
	entry := func(address, change string) string {
		return `{"address":"` + address + `","mode":"managed","type":"a","change":` + change + `}`
	}
	p := read(t, document(`"resource_changes":[]`, `"resource_drift":[`+strings.Join([]string{
		entry("a.b", `{"actions":["update"],"before":{"x":1,"y":"o","z":{"k":"1"}},"after":{"x":1,"y":"n","z":{"k":"2"}}}`),
		entry("a.secret", `{"actions":["update"],"before":{"p":"first-secret"},"after":{"p":"second-secret"},"before_sensitive":{"p":true},"after_sensitive":{"p":true}}`),
		entry("a.gone", `{"actions":["delete"],"before":{"x":1},"after":null}`),
		entry("a.same", `{"actions":["update"],"before":{"x":1},"after":{"x":1}}`),
	}, ",")+`]`))
	if p.Drift != 4 {
		t.Errorf("drift %d, want 4", p.Drift)
	}
	got := map[string][]string{}
	for _, d := range p.Drifted {
		if d.Gone != (d.Address == "a.gone") {
			t.Errorf("%s: gone %v", d.Address, d.Gone)
		}
		for _, a := range d.Changed {
			got[d.Address] = append(got[d.Address], a.Path)
			if a.Sensitive != (d.Address == "a.secret") {
				t.Errorf("%s.%s: sensitive %v", d.Address, a.Path, a.Sensitive)
			}
		}
	}
	want := map[string][]string{"a.b": {"y", "z.k"}, "a.secret": {"p"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("drifted (-want +got):\n%s", diff)
	}
}
