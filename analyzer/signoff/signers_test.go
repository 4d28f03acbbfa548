package signoff_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tfblast/tfblast/analyzer/signoff"
)

// A line that is not understood is not used, and a diagnostic names it.
func TestAllowedSignersProblems(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	good := strings.TrimSpace(strings.TrimPrefix(allow(alice, "", key), alice))
	fields := strings.Fields(good)
	for name, line := range map[string]string{
		"an option of tomorrow":  alice + " frobnicate " + good,
		"a value of tomorrow":    alice + ` frobnicate="x" ` + good,
		"no quotes":              alice + " valid-before=20300101 " + good,
		"an open quote":          alice + ` namespaces="x ` + good,
		"an open principal":      `"` + alice + " " + good,
		"twice":                  alice + ` namespaces="x",namespaces="tfblast" ` + good,
		"no comma":               alice + ` namespaces="tfblast"cert-authority ` + good,
		"a comma at the end":     alice + ` namespaces="tfblast", ` + good,
		"a value for a word":     alice + ` cert-authority="x" ` + good,
		"no value":               alice + " namespaces " + good,
		"a bad time":             alice + ` valid-after="20261301" ` + good,
		"a short time":           alice + ` valid-after="2026" ` + good,
		"no key":                 alice,
		"no principal":           good,
		"half a key":             alice + " " + fields[0] + " " + fields[1][:20],
		"another type":           alice + " ssh-rsa " + fields[1],
		"no base64":              alice + " ssh-ed25519 !!!",
		"an option but no key":   alice + " cert-authority",
		"a signature's own cert": alice + " " + strings.TrimPrefix(allow(alice, "", certify(t, key, newKey(t), nil)), alice+" "),
	} {
		signers, problems := signoff.ParseAllowedSigners("file", []byte("# head\n"+strings.TrimSpace(line)+"\n"), time.UTC)
		if len(problems) != 1 || !strings.HasPrefix(problems[0].Summary, "file:2: ") {
			t.Errorf("%s: diagnostics %v", name, problems)
		}
		if v := verify(sign(t, key, statement()), signers, subject()); len(v.Granted) > 0 {
			t.Errorf("%s: the line was used", name)
		}
	}
}

func TestAllowedSignersForms(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	good := strings.TrimSpace(strings.TrimPrefix(allow(alice, "", key), alice))
	for name, line := range map[string]string{
		"plain":              alice + " " + good,
		"tabs":               alice + "\t\t" + good,
		"quoted":             `"` + alice + `" ` + good,
		"blanks in front":    "  " + alice + " " + good,
		"a carriage return":  alice + " " + good + "\r",
		"blanks in a value":  alice + ` namespaces="a b,tfblast" ` + good,
		"in local time":      alice + ` valid-after="202603011400",valid-before="20260301140000" ` + good,
		"among other people": allow(bob, "", newKey(t)) + alice + " " + good,
		"behind a bad line":  "x y z\n" + alice + " " + good,
	} {
		signers, _ := signoff.ParseAllowedSigners("file", []byte(line), time.FixedZone("east", 2*3600))
		v := verify(sign(t, key, statement()), signers, subject())
		if len(v.Granted) != 1 || v.Granted[0].Signer.Name() != alice {
			t.Errorf("%s: verdict %+v", name, v)
		}
	}
}
