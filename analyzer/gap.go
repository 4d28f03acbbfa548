package analyzer

import (
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
)

// gap reports how long an object is usually missing, and whether create_before_destroy would
// close that gap, where the outcomes of a change say that there is one.
func gap(pass *rules.ChangePass, factors []risk.Factor, out *report.Change) {
	if d, ok := rules.Downtime(pass, factors, out.Outcomes); ok {
		out.Downtime = &report.Downtime{FromMinutes: d.From, ToMinutes: d.To, Why: d.Why}
	}
	if f, ok := rules.WouldCreateFirst(pass, out.Outcomes); ok {
		out.CreateFirst = &report.CreateFirst{ClosesGap: f.ClosesGap, Why: f.Why}
	}
}
