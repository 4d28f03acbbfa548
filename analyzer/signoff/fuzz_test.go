package signoff_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/tfblast/tfblast/analyzer/signoff"
)

// FuzzParse: what is read as an approval was written by Encode, and what is granted is
// what was signed.
func FuzzParse(f *testing.F) {
	key := newKey(f)
	whole := sign(f, key, statement())
	signers := allowed(f, allow(alice, "", key))
	f.Add(whole)
	f.Add(bytes.Replace(whole, []byte("pull/7"), []byte("pull/8"), 1))
	f.Add([]byte("{}\n-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		approval, err := signoff.Parse(content)
		if err != nil {
			return
		}
		line, err := approval.Statement.Encode()
		if err != nil || !bytes.Equal(line, approval.Line) {
			t.Errorf("%q is read as %q, %v", approval.Line, line, err)
		}
		v := verify(content, signers, subject())
		if len(v.Granted) > 0 && !bytes.HasPrefix(whole, approval.Line) {
			t.Errorf("granted: %s", content)
		}
	})
}

// FuzzParseAllowedSigners: no file makes the reader fail, and each line is used or named.
func FuzzParseAllowedSigners(f *testing.F) {
	key := newKey(f)
	f.Add([]byte(allow(alice, `namespaces="tfblast",valid-after="20260101"`, key)))
	f.Add([]byte("\"a b\" cert-authority,valid-before=\"20260101Z\" ssh-ed25519 AAAA\n# c\n\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		_, problems := signoff.ParseAllowedSigners("file", content, time.UTC)
		if len(problems) > bytes.Count(content, []byte("\n"))+1 {
			t.Errorf("%d problems", len(problems))
		}
	})
}
