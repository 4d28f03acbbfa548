package review

import (
	"strings"
	"testing"
)

// FuzzHead reads heads of anything: what is read as a marker begins the body, and a body
// of ours gives back what was put in, whatever follows.
func FuzzHead(f *testing.F) {
	m := string(NewMarker("s"))
	for _, body := range []string{"", m, m + "\n", m + "\r\n" + baselineStart + "AA==" + commentEnd + "\r\n", " " + m, m + m, baselineStart + "AA" + commentEnd} {
		f.Add(body, "s")
	}
	f.Fuzz(func(t *testing.T, body, name string) {
		if got, ok := readHead(body); ok && !strings.HasPrefix(body, string(got.marker)) || !ok && got != (head{}) {
			t.Errorf("%q is read as %+v, %t", body, got, ok)
		}
		want := NewMarker(name)
		for _, baseline := range []string{"", "AAAA+/=="} {
			if got, ok := readHead(Head(want, baseline) + body); !ok || got != (head{marker: want, baseline: baseline}) {
				t.Errorf("%q behind %q is read as %+v, %t", body, baseline, got, ok)
			}
			if got, ok := readHead(Head(want, Keep(baseline)) + body); !ok || got != (head{want, baseline, baseline != ""}) {
				t.Errorf("%q behind %q, which is kept, is read as %+v, %t", body, baseline, got, ok)
			}
		}
	})
}
