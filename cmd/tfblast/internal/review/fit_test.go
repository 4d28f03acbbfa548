package review_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/review"
)

func longMarkdown(folds int) string {
	var b strings.Builder
	b.WriteString("### Critical\n\n| # |\n|--:|\n| 1 |\n\n")
	for i := range folds {
		fmt.Fprintf(&b, "<details><summary>%d</summary>\n\n- `</details>` in a line\n- more\n\n</details>\n", i)
	}
	b.WriteString("\n---\n\nMade by tfblast\n")
	return b.String()
}

// Whatever the limit, no fold stays open, and what is left out is counted.
func TestFit(t *testing.T) {
	t.Parallel()
	text := longMarkdown(40)
	if got := review.Fit(text, len(text), ""); got != text {
		t.Error("a text that fits was changed")
	}
	for limit := 250; limit < len(text); limit += 7 {
		got := review.Fit(text, limit, "https://ci.example/1")
		if len(got) > limit {
			t.Errorf("limit %d: %d bytes", limit, len(got))
		}
		open, shut := strings.Count("\n"+got, "\n<details>"), strings.Count("\n"+got, "\n</details>")
		if open != shut {
			t.Errorf("limit %d: %d folds begin and %d end", limit, open, shut)
		}
		left := 40 - open
		if !strings.Contains(got, fmt.Sprintf("**Shortened:** %d entries left out", left)) && !strings.Contains(got, "entries and lines left out") {
			t.Errorf("limit %d: %d entries are gone, and the end is %q", limit, left, got[max(len(got)-150, 0):])
		}
		if !strings.HasPrefix(got, "### Critical\n") || !strings.HasSuffix(got, "<https://ci.example/1>\n") {
			t.Errorf("limit %d: the head or the link is missing", limit)
		}
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	if n := review.Limit(review.GitHub); n > 65536 || n < 60000 {
		t.Errorf("GitHub's limit is %d", n)
	}
	if n := review.Limit(review.GitLab); n > 1_000_000 || n < 900_000 {
		t.Errorf("GitLab's limit is %d", n)
	}
	if n := review.Limit(review.Summary); n > 1<<20 || n < 1_000_000 {
		t.Errorf("the limit of a job summary is %d", n)
	}
}
