package aws_test

import (
	"bytes"
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

// replayOf is the report of a replay, with the plan's time set.
func replayOf(t *testing.T, planned string) *report.Report {
	t.Helper()
	p := readPlan(t)
	p.Timestamp = planned
	r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{Source: "plan.json", Stack: "shared", Outside: newClient(t, aws.Options{Recording: readRecording(t, recordedAnswers(t))})})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Answers that are older than the plan lower nothing, and what they show of use still counts.
func TestOldRecording(t *testing.T) {
	t.Parallel()
	alone := analyze(t, nil)
	for planned, proves := range map[string]bool{
		"2026-03-15T10:42:07Z": true, "2026-03-15T11:42:06+01:00": true, "2026-03-15T10:42:08Z": false, "": false, "yesterday": false,
	} {
		r := replayOf(t, planned)
		group, bucket := changeOf(t, r, "aws_security_group.shared"), changeOf(t, r, "aws_s3_bucket.scratch")
		if group.Outside.State != "in-use" || group.Risk.Score <= changeOf(t, alone, group.Address).Risk.Score {
			t.Errorf("%q: the group: %+v, score %d", planned, group.Outside, group.Risk.Score)
		}
		warned := slices.ContainsFunc(r.Diagnostics, func(d diagnostic.Diagnostic) bool {
			return d.Severity == diagnostic.Warning && strings.Contains(d.Summary, "proves nothing")
		})
		incomplete := r.Graph.Coverage.Outside.Incomplete
		if proves {
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
