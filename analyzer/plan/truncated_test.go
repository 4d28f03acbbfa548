package plan_test

import (
	"encoding/binary"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// No part of a plan that was cut off is read as a plan: it would look like a smaller,
// safer one.
func TestTruncatedPlanIsRefused(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"moved", "public-opentofu-plan-error", "public-hashicorp-action-reason"} {
		text := fixture(t, name)
		forms := map[string]string{
			"plain": text, "gzip": gzipped(t, text), "zstd": zstandard(t, text),
			"utf16": inUTF16(t, text, binary.LittleEndian), "banner": "[command]/usr/bin/terraform-bin show -json tfplan\n" + text,
		}
		for form, whole := range forms {
			t.Run(name+" "+form, func(t *testing.T) {
				t.Parallel()
				read(t, whole)
				step := max(1, len(whole)/400)
				for _, cuts := range [][2]int{{0, len(whole)}, {max(0, len(whole)-64), len(whole)}, {0, min(200, len(whole))}} {
					for cut := cuts[0]; cut < cuts[1]; cut += step {
						checkTruncated(t, form, whole, cut)
					}
					step = 1
				}
			})
		}
	}
}

func checkTruncated(t *testing.T, form, whole string, cut int) {
	t.Helper()
	err := refusal(t, whole[:cut])
	want := plan.KindTruncated
	switch {
	case cut == 0, form == "utf16" && cut == 2:
		want = plan.KindEmpty // only a byte order mark
	case form == "plain" || form == "gzip" && cut > 1 || form == "zstd" && cut > 3 || form == "utf16" && cut > 3 && cut%2 == 0:
	default:
		return // too short to tell what it is, or cut within a character
	}
	if err.Kind != want {
		t.Fatalf("cut after %d of %d bytes: kind %d, want %d: %v", cut, len(whole), err.Kind, want, err)
	}
}

// Damage in the middle of compressed data is an error, whatever it decompresses to.
func TestDamagedCompression(t *testing.T) {
	t.Parallel()
	text := fixture(t, "moved")
	for form, whole := range map[string]string{"gzip": gzipped(t, text), "zstd": zstandard(t, text)} {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			for at := 0; at < len(whole); at += max(1, len(whole)/200) {
				damaged := []byte(whole)
				damaged[at] ^= 0x55
				p, err := readBytes(t, damaged)
				if err == nil && p.Fingerprint() != read(t, text).Fingerprint() {
					t.Errorf("damage at byte %d: read as another plan", at)
				}
			}
		})
	}
}
