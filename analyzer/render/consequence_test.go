package render

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/report"
)

// Spans of minutes are put in the unit that is read at once.
func TestSpanText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		from, to int
		want     string
	}{
		{0, 1, "less than a minute"},
		{0, 5, "up to 5 min"},
		{0, 10_080, "up to 7 days"},
		{1, 1, "1 min"},
		{10, 30, "10 to 30 min"},
		{30, 90, "30 to 90 min"},
		{30, 240, "30 min to 4 hours"},
		{120, 240, "2 to 4 hours"},
		{10, 2880, "10 min to 2 days"},
		{60, 61, "60 to 61 min"},
	}
	for _, tt := range tests {
		if got := spanText(tt.from, tt.to); got != tt.want {
			t.Errorf("%d to %d: %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
}

// The downtime stands behind the outage, and says of a delete that nothing comes by itself.
func TestOutcomeDowntime(t *testing.T) {
	t.Parallel()
	down := &report.Downtime{FromMinutes: 2, ToMinutes: 5, Why: "it is set up"}
	tests := []struct {
		change report.Change
		want   string
	}{
		{report.Change{Action: "replace", Outcomes: []string{"data-loss", "outage", "stuck"}, Downtime: down}, "data loss, outage (if it is not refused; making it again, empty, usually takes 2 to 5 min), stuck"},
		{report.Change{Action: "replace", Outcomes: []string{"outage", "stuck"}, Downtime: down}, "outage (if it is not refused; usually 2 to 5 min), stuck"},
		{report.Change{Action: "delete", Outcomes: []string{"data-loss", "outage"}, Downtime: down}, "data loss, outage (making it again, empty, usually takes 2 to 5 min)"},
		{report.Change{Action: "replace", Outcomes: []string{"outage"}, Downtime: down}, "outage (usually 2 to 5 min)"},
		{report.Change{Action: "delete", Outcomes: []string{"outage"}, Downtime: down}, "outage (making it again usually takes 2 to 5 min)"},
		{report.Change{Action: "replace", Outcomes: []string{"outage"}}, "outage"},
	}
	for _, tt := range tests {
		if got := outcomeText(&tt.change); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
	if got, want := createFirstText(&report.CreateFirst{ClosesGap: true}), "would close the gap"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := createFirstText(&report.CreateFirst{Why: "it is attached once"}), "would not close the gap: it is attached once"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
