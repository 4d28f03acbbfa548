package plan_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/tfblast/tfblast/analyzer/plan"
)

var (
	uuidForm      = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	hexadecimal   = regexp.MustCompile(`^[0-9a-f]*[0-9][0-9a-f]*$`)
	digitsBetween = regexp.MustCompile(`^[0-9A-Za-z]*[0-9][A-Za-z][0-9A-Za-z]*$`)
	accountID     = regexp.MustCompile(`^[0-9]{12}$`)
	anyLetter     = regexp.MustCompile(`[A-Za-z]`)
)

// madeUp says by patterns what the reader says byte by byte.
func madeUp(s string) bool {
	if len(s) < 8 {
		return false
	}
	if uuidForm.MatchString(s) {
		return true
	}
	if _, err := time.Parse(time.RFC3339, s); err == nil || !anyLetter.MatchString(s) {
		return false
	}
	last := s[strings.LastIndexAny(s, "-_/:.|")+1:]
	return len(last) >= 8 && !accountID.MatchString(last) && (hexadecimal.MatchString(last) || digitsBetween.MatchString(last))
}

func TestMadeUp(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"i-0a1b2c3d4e5f60718": true, "vpc-0123456789abcdef0": true, "6f1c2a34-0b1d-4c5e-8f90-a1b2c3d4e5f6": true, "E1ABCDEFGHIJK2": true,
		"eu-central-1": false, "production-web-01": false, "123456789012": false, "db.r6g.large": false, "2024-05-06T07:08:09.123456789Z": false, "": false,
	} {
		if got := plan.IsMadeUp(text); got != want || madeUp(text) != want {
			t.Errorf("%q: %v, by patterns %v, want %v", text, got, madeUp(text), want)
		}
	}
	random := rand.New(rand.NewPCG(1, 2))
	const letters = "0123456789abcdefghXYZ-_/:.|é"
	found := 0
	for range 200_000 {
		var b strings.Builder
		for range random.IntN(24) {
			b.WriteByte(letters[random.IntN(len(letters))])
		}
		text := b.String()
		if random.IntN(4) == 0 {
			text += "-" + "0123456789ab"[:random.IntN(13)]
		}
		if got, want := plan.IsMadeUp(text), madeUp(text); got != want {
			t.Fatalf("%q: %v, by patterns %v", text, got, want)
		} else if got {
			found++
		}
	}
	if found < 10_000 {
		t.Errorf("only %d of the texts are made up", found)
	}
}
