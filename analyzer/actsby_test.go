package analyzer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/report"
)

// A gateway acts on what stands in the subnets of the routes that point to it.
func TestActsByRoutes(t *testing.T) {
	t.Parallel()
	for route, want := range map[string]int{"no-op": 3, "delete": 3, "update": 3, "update to another": 0} {
		var s stack
		s.add("aws_subnet.public", "no-op", nil)
		s.add("aws_subnet.private", "no-op", nil)
		s.add("aws_nat_gateway.main", "delete", nil, "subnet_id=aws_subnet.public.id")
		s.add("aws_route_table.private", "no-op", nil)
		action, elsewhere := strings.CutSuffix(route, " to another")
		s.add("aws_route.out", action, map[string]any{"nat_gateway_id": "main-0000000000a1b2c5"}, "nat_gateway_id=aws_nat_gateway.main.id", "route_table_id=aws_route_table.private.id")
		if elsewhere {
			s.changes[len(s.changes)-1]["change"].(map[string]any)["after"] = map[string]any{"nat_gateway_id": "main-00000000000000ff"}
		}
		s.add("aws_route_table_association.private", "no-op", nil, "subnet_id=aws_subnet.private.id", "route_table_id=aws_route_table.private.id")
		s.add("aws_instance.app", "no-op", nil, "subnet_id=aws_subnet.private.id")
		r := s.analyze(t)
		i := slices.IndexFunc(r.Changes, func(c report.Change) bool { return c.Address == "aws_nat_gateway.main" })
		got, listed := 0, ""
		if acts := r.Changes[i].ActsOn; acts != nil {
			got, listed = acts.Total, strings.Join(acts.Resources, " ")
		}
		if got < want || want == 0 && got > 0 || want > 0 && listed != "aws_route_table.private aws_subnet.private" {
			t.Errorf("route %s: acts on %d: %s", route, got, listed)
		}
	}
}

// The address translation of a region acts on the subnets that stand there, and on those that it
// names where it names some.
func TestActsInItsRegion(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, region string
		extra        []string
		want         string
	}{
		{"all of the region", "europe-west1", nil, "google_compute_router.r google_compute_subnetwork.here"},
		{"another region", "us-east1", nil, "google_compute_router.r"},
		{"named ones", "europe-west1", []string{"subnetwork=google_compute_subnetwork.there.id"}, "google_compute_router.r google_compute_subnetwork.there"},
	} {
		var s stack
		s.add("google_compute_network.n", "no-op", nil)
		s.add("google_compute_network.other", "no-op", nil)
		s.add("google_compute_router.r", "no-op", nil, "network=google_compute_network.n.id")
		s.add("google_compute_subnetwork.here", "no-op", map[string]any{"region": "europe-west1"}, "network=google_compute_network.n.id")
		s.add("google_compute_subnetwork.there", "no-op", map[string]any{"region": "europe-west4"}, "network=google_compute_network.n.id")
		s.add("google_compute_subnetwork.apart", "no-op", map[string]any{"region": "europe-west1"}, "network=google_compute_network.other.id")
		s.add("google_compute_router_nat.nat", "delete", map[string]any{"region": tt.region}, append(tt.extra, "router=google_compute_router.r.name")...)
		c := find(t, s.analyze(t), "google_compute_router_nat.nat")
		if c.ActsOn == nil {
			t.Fatalf("%s: acts on nothing", tt.name)
		}
		if got := strings.Join(c.ActsOn.Resources, " "); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}
