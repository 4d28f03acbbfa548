package analyzer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// A connection that is replaced since what it hangs on is replaced is not the worse of both;
// what it cuts off counts for the other. By itself it is judged as ever.
func TestGiveAlong(t *testing.T) {
	t.Parallel()
	build := func(balancer, listener string) *report.Report {
		var s stack
		s.add("aws_lb.shop", balancer, nil)
		s.add("aws_lb_target_group.shop", "no-op", nil)
		for _, name := range []string{"a", "b", "c"} {
			s.add("aws_autoscaling_group."+name, "no-op", nil, "target_group_arns=aws_lb_target_group.shop.arn")
		}
		s.add("aws_lb_listener.https", listener, nil, "load_balancer_arn=aws_lb.shop.arn", "default_action=aws_lb_target_group.shop.arn")
		if balancer == "replace" {
			change := s.changes[len(s.changes)-1]["change"].(map[string]any)
			change["replace_paths"] = []any{[]string{"load_balancer_arn"}}
			change["after_unknown"] = map[string]any{"load_balancer_arn": true}
			before, after := change["before"].(map[string]any), change["after"].(map[string]any)
			before["load_balancer_arn"] = "arn:old"
			delete(after, "forced")
			delete(before, "forced")
		}
		return s.analyze(t)
	}
	r := build("replace", "replace")
	balancer, listener := find(t, r, "aws_lb.shop"), find(t, r, "aws_lb_listener.https")
	if balancer.Risk.Score <= listener.Risk.Score || balancer.Rank > listener.Rank {
		t.Errorf("balancer %d, listener %d", balancer.Risk.Score, listener.Risk.Score)
	}
	along := func(c report.Change) bool {
		return slices.ContainsFunc(c.Risk.Factors, func(f risk.Factor) bool {
			return f.Rule == "reach" && strings.Contains(f.Why, "aws_lb_listener.https goes with it")
		})
	}
	if !along(balancer) {
		t.Errorf("%+v", balancer.Risk.Factors)
	}
	if alone := find(t, build("no-op", "replace"), "aws_lb_listener.https"); alone.Risk.Score <= listener.Risk.Score {
		t.Errorf("by itself it has %d, with its balancer %d", alone.Risk.Score, listener.Risk.Score)
	}
}
