package aws_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/aws"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/report"
)

// recordedAnswers is the recording of the shared group.
func recordedAnswers(t *testing.T) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(sharedGroup, "aws.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// replayOf is the report of a replay at a time, with the plan's time set.
func replayOf(t *testing.T, planned string, now time.Time) *report.Report {
	t.Helper()
	p := readPlan(t)
	p.Timestamp = planned
	r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{Source: "plan.json", Stack: "shared", Outside: newClient(t, aws.Options{Now: now, Recording: readRecording(t, recordedAnswers(t))})})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Answers that are older than the plan, or than a day, lower nothing, and what they show of use
// still counts. So it is where it isn't known how old they are.
func TestOldRecording(t *testing.T) {
	t.Parallel()
	alone := analyze(t, nil)
	const soon = "2026-03-15T10:42:07Z"
	for _, c := range []struct {
		planned string
		now     time.Time
		proves  bool
		why     string
	}{
		{planned: soon, now: present, proves: true},
		{planned: "2026-03-15T11:42:06+01:00", now: present, proves: true},
		{planned: soon, now: present.Add(24 * time.Hour), proves: true},
		{planned: soon, now: present.Add(-time.Hour), proves: true},
		{planned: "2025-03-15T10:42:07Z", now: present, proves: true},
		{planned: "2026-03-15T10:42:08Z", now: present, why: "older than the plan"},
		{planned: "9999-03-15T10:42:08Z", now: present, why: "older than the plan"},
		{planned: "", now: present, why: "the plan has no time"},
		{planned: "yesterday", now: present, why: "the plan has no time"},
		{planned: "0001-01-01T00:00:00Z", now: present, why: "a time that can't be"},
		{planned: "1970-01-01T00:00:00Z", now: present, why: "a time that can't be"},
		{planned: soon, now: present.Add(24*time.Hour + time.Second), why: "older than 24 hours"},
		{planned: soon, now: present.AddDate(0, 0, 259), why: "older than 24 hours"},
		{planned: soon, why: "not known what time it is"},
	} {
		r := replayOf(t, c.planned, c.now)
		planned := fmt.Sprint(c.planned, " at ", c.now)
		group, bucket := changeOf(t, r, "aws_security_group.shared"), changeOf(t, r, "aws_s3_bucket.scratch")
		if group.Outside.State != "in-use" || group.Risk.Score <= changeOf(t, alone, group.Address).Risk.Score {
			t.Errorf("%q: the group: %+v, score %d", planned, group.Outside, group.Risk.Score)
		}
		warned := slices.ContainsFunc(r.Diagnostics, func(d diagnostic.Diagnostic) bool {
			return d.Severity == diagnostic.Warning && strings.Contains(d.Summary, "proves nothing") && strings.Contains(d.Summary, c.why) &&
				strings.Contains(d.Detail, "lowers no score")
		})
		incomplete := r.Graph.Coverage.Outside.Incomplete
		if c.proves {
			if bucket.Outside.State != "unused" || incomplete != 0 || warned {
				t.Errorf("%q: the bucket: %+v, %d incomplete, warned %v", planned, bucket.Outside, incomplete, warned)
			}
			continue
		}
		if bucket.Outside.State != "unsettled" || bucket.Risk.Score != changeOf(t, alone, bucket.Address).Risk.Score ||
			incomplete != r.Graph.Coverage.Outside.Asked || !warned || slices.Contains(bucket.Outside.Facts, "there is no object in it, and no version of one") {
			t.Errorf("%q: the bucket: %+v, score %d, %d incomplete, warned %v", planned, bucket.Outside, bucket.Risk.Score, incomplete, warned)
		}
	}
}

// A recording can't be of the future, nor of a time when there was none.
func TestImpossibleRecording(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, time.March, 16, 10, 42, 6, 0, time.UTC)
	for date, ok := range map[string]bool{
		"2026-03-15T10:42:07Z": true, "2026-03-17T10:42:06Z": true, "2026-03-17T10:42:07Z": false, "0001-01-01T00:00:00Z": false, "9999-01-01T00:00:00Z": false,
	} {
		content := bytes.Replace(recordedAnswers(t), []byte("2026-03-15T10:42:07Z"), []byte(date), 1)
		_, err := aws.New(t.Context(), aws.Options{Recording: readRecording(t, content), Now: now})
		if (err == nil) != ok || err != nil && !strings.Contains(err.Error(), "record it again") {
			t.Errorf("%s: error %v, want one: %v", date, err, !ok)
		}
	}
}

// planned is a time before that of the tests' recordings.
const planned = "2026-03-15T09:58:31Z"
