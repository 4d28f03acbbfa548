package render_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
)

// What other tools say stands beside the change, also where the change is not explained,
// and what fits no change is counted.
func TestOthers(t *testing.T) {
	t.Parallel()
	r := criticalReport()
	r.Changes = r.Changes[:4]
	for i := range r.Changes {
		for j := range 9 {
			r.Changes[i].Others = append(r.Changes[i].Others, report.Other{
				Tool: "Trivy", Rule: fmt.Sprintf("AVD-%d-%d", i, j), Summary: "open to everyone", Level: "error", Severity: "9.1", Line: 12,
			})
		}
	}
	r.Changes[0].OthersOmitted = 3
	r.OtherTools = []report.OtherTool{{Tool: "Trivy", Results: 40, Unplaced: 13, Suppressed: 2}, {Tool: "TFLint"}, {Tool: "x", Results: 1, Unplaced: 1}}
	marks := map[string][]string{
		"terminal": {
			"other tools  Trivy AVD-0-0 (error 9.1, line 12): open to everyone", "Trivy AVD-0-7 ", "… and 4 more",
			"Trivy: 40 results, 27 beside the changes, 13 fit no change of this plan; 2 suppressed in its own file", "TFLint: 0 results", "x: 1 result, 1 fit",
		},
		"markdown": {
			"- **Other tools**\n  - `Trivy` `AVD-0-0` (error 9.1, line 12): open to everyone\n", "  - … and 4 more\n",
			"#### Other tools\n\n- `Trivy`: 40 results, 27 beside the changes, 13 fit no change of this plan; 2 suppressed in its own file\n- `TFLint`: 0 results\n",
		},
		"json": {`"others_omitted": 3`, `"unplaced": 13`, `"rule": "AVD-0-8"`},
	}
	for format, parts := range marks {
		for _, top := range []int{0, 1} {
			text := write(t, format, r, render.Options{Width: 200, Top: top})
			for i := range r.Changes {
				parts = append(parts, fmt.Sprintf("AVD-%d-0", i))
			}
			for _, part := range parts {
				if !strings.Contains(text, part) {
					t.Errorf("%s, top %d: no %q in\n%s", format, top, part, text)
				}
			}
		}
	}
	for _, limit := range []int{4000, 8000} {
		text := write(t, "markdown", r, render.Options{Limit: render.Limit{Max: limit}})
		if len(text) > limit {
			t.Errorf("%d of %d bytes", len(text), limit)
		}
	}
}
