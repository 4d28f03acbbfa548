package render

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// A low change says why it has its points, unless its class is all there is, or the report
// explains it anyway.
func TestReasonLine(t *testing.T) {
	t.Parallel()
	change := func(level risk.Level, points int) *report.Change {
		return &report.Change{Risk: report.Risk{Level: level, Factors: []risk.Factor{
			{Rule: "class-action", Points: 12, Why: "updates a compute resource in place"},
			{Rule: "cluster-upgrade", Points: points, Why: "it is rolled out anew"},
		}}}
	}
	if got := reasonLine(&selection{}, change(risk.LevelLow, reasonPoints)); got != "it is rolled out anew (cluster-upgrade)" {
		t.Errorf("low: %q", got)
	}
	if got := reasonLine(&selection{}, change(risk.LevelLow, reasonPoints-1)); got != "" {
		t.Errorf("few points: %q", got)
	}
	if got := reasonLine(&selection{}, change(risk.LevelMedium, 40)); got != "" {
		t.Errorf("medium: %q", got)
	}
	explained := change(risk.LevelLow, 20)
	if got := reasonLine(&selection{details: []*report.Change{explained}}, explained); got != "" {
		t.Errorf("explained: %q", got)
	}
}
