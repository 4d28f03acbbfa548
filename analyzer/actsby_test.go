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
