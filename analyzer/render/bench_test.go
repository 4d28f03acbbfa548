package render_test

import (
	"fmt"
	"io"
	"testing"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// largeReport makes a report of n changes of which each lists so many dependents. With
// chain each change is caused by all that stand before it in its run of ten, else the
// changes have nothing to do with one another.
func largeReport(n, dependents int, chain bool) *report.Report {
	r := baseReport()
	resources := make([]report.Affected, dependents)
	for i := range resources {
		resources[i] = report.Affected{
			Address:  fmt.Sprintf("module.app[%q].aws_instance.web[%d]", fmt.Sprint("k", i%7), i),
			Distance: 1 + i%4, Via: "module.network.aws_subnet.app", Action: []string{"no-op", "update", "replace"}[i%3],
		}
	}
	for i := range n {
		c := report.Change{
			Rank: i + 1, Address: fmt.Sprintf("module.network.aws_subnet.app[%d]", i), Module: "module.network", Mode: "managed",
			Type: "aws_subnet", Name: "app", Provider: "registry.terraform.io/hashicorp/aws", Class: "network-core",
			Action: "replace", Disruptive: true, Order: "destroy-before-create", Reason: "replace_because_cannot_update",
			Why:          "Replaced, destroy first: forced by cidr_block (10.0.0.0/24 → 10.0.1.0/24).",
			ReplacePaths: []string{"cidr_block"}, Changed: []string{"arn", "cidr_block", "id", "tags"}, Unknown: []string{"arn", "id"},
			Values:   []report.Value{{Path: "cidr_block", Before: new("10.0.0.0/24"), After: new("10.0.1.0/24")}},
			Recovery: report.Recovery{Tier: "recreatable", Why: "applying the old configuration makes an equal one"},
			Risk: report.Risk{Level: risk.LevelHigh, Score: 79, Factors: []risk.Factor{
				{Rule: "class-action", Points: 48, Why: "replaces a core network"},
				{Rule: "reach", Points: 30, Why: "100 unchanged instances depend on it"},
			}},
			Downstream: report.Downstream{
				Direct: dependents / 4, Total: dependents, Touched: dependents, Unchanged: dependents, Depth: 4, Resources: resources,
			},
		}
		if chain && i%10 > 0 {
			first := i - i%10
			c.CausedBy, c.Causes = []string{r.Changes[i-1].Address}, []string{r.Changes[first].Address}
		}
		r.Changes = append(r.Changes, c)
	}
	return r
}

// counter counts what is written to it.
type counter struct{ n int64 }

func (c *counter) Write(b []byte) (int, error) {
	c.n += int64(len(b))
	return len(b), nil
}

func BenchmarkWrite(b *testing.B) {
	wide, long := largeReport(1_000, 100, false), largeReport(20_000, 1, true)
	for _, f := range render.Formats() {
		for _, shape := range []struct {
			name   string
			report *report.Report
			top    int
		}{{"wide", wide, 0}, {"long", long, 0}, {"all", long, 2_000}} {
			if f.Name == "json" && shape.top > 0 {
				continue // it always holds everything
			}
			b.Run(f.Name+"/"+shape.name, func(b *testing.B) {
				options := render.Options{Top: shape.top}
				var size counter
				if err := f.Write(&size, shape.report, options); err != nil {
					b.Fatal(err)
				}
				b.SetBytes(size.n)
				b.ReportAllocs()
				for b.Loop() {
					if err := f.Write(io.Discard, shape.report, options); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
