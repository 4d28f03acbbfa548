package signoff_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"

	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/analyzer/signoff"
)

// Each way of moving an approval to where it does not belong is refused, for its own
// reason.
func TestVerifyRefuses(t *testing.T) {
	t.Parallel()
	key, other := newKey(t), newKey(t)
	line := allow(alice, "", key)
	tests := []struct {
		name      string
		statement func(*signoff.Statement)
		subject   func(*signoff.Subject)
		file      func(content []byte) []byte
		signers   string
		want      signoff.Reason
	}{
		{name: "as it should be"},
		{name: "a lower level now", subject: func(s *signoff.Subject) { s.Level = risk.LevelMedium }},
		{name: "no plan file named", statement: func(s *signoff.Statement) { s.PlanFile = "" }},
		{name: "made a little ahead", statement: func(s *signoff.Statement) { s.Made = now.Add(4 * time.Minute) }},
		{name: "just young enough", subject: func(s *signoff.Subject) { s.MaxAge = time.Hour }},
		{name: "another author", subject: func(s *signoff.Subject) { s.ForbidOwn, s.Authors = true, []string{bob} }},
		{name: "line ends of Windows", file: func(c []byte) []byte { return bytes.ReplaceAll(c, []byte("\n"), []byte("\r\n")) }},

		{name: "another plan", subject: func(s *signoff.Subject) { s.Fingerprint, s.Context = digest("dd"), "pull/8" }, want: signoff.OtherPlan},
		{name: "a changed plan", subject: func(s *signoff.Subject) { s.Fingerprint = digest("dd") }, want: signoff.ChangedPlan},
		{name: "a replay", subject: func(s *signoff.Subject) { s.Context = "pull/8" }, want: signoff.Replayed},
		{name: "another file", subject: func(s *signoff.Subject) { s.PlanFile = digest("dd") }, want: signoff.ChangedFile},
		{name: "no file to compare", subject: func(s *signoff.Subject) { s.PlanFile = "" }, want: signoff.UnboundFile},
		{
			name: "no file named", statement: func(s *signoff.Statement) { s.PlanFile = "" },
			subject: func(s *signoff.Subject) { s.RequireFile = true }, want: signoff.UnboundFile,
		},
		{name: "another intent", subject: func(s *signoff.Subject) { s.Expectation = digest("dd") }, want: signoff.OtherExpectation},
		{name: "no intent any more", subject: func(s *signoff.Subject) { s.Expectation = "" }, want: signoff.OtherExpectation},
		{name: "a higher level now", subject: func(s *signoff.Subject) { s.Level = risk.LevelCritical }, want: signoff.Graver},
		{name: "expired", subject: func(s *signoff.Subject) { s.Now = now.Add(time.Hour) }, want: signoff.Expired},
		{name: "too old", subject: func(s *signoff.Subject) { s.MaxAge = time.Hour - time.Second }, want: signoff.Expired},
		{name: "from the future", subject: func(s *signoff.Subject) { s.Now = now.Add(-2 * time.Hour) }, want: signoff.NotYetMade},
		{name: "the author's own", subject: func(s *signoff.Subject) { s.ForbidOwn, s.Authors = true, []string{bob, "Alice@Example.COM"} }, want: signoff.OwnChange},
		{name: "no author known", subject: func(s *signoff.Subject) { s.ForbidOwn = true }, want: signoff.AuthorUnknown},
		{
			name: "a name that is no address", signers: allow("alice", "", key),
			subject: func(s *signoff.Subject) { s.ForbidOwn, s.Authors = true, []string{bob} }, want: signoff.AuthorUnknown,
		},
		{
			name: "the author's own, by pattern", signers: allow("*@example.com", "", key),
			subject: func(s *signoff.Subject) { s.ForbidOwn, s.Authors = true, []string{alice} }, want: signoff.OwnChange,
		},

		{name: "unknown signer", signers: allow(alice, "", other), want: signoff.UnknownSigner},
		{name: "no signers", signers: "# none\n", want: signoff.UnknownSigner},
		{name: "the authority's own key", signers: allow("*", "cert-authority", key), want: signoff.UnknownSigner},
		{name: "a key for other things", signers: allow(alice, `namespaces="git,file"`, key), want: signoff.WrongNamespace},
		{name: "a key for this too", signers: allow(alice, `namespaces="git,tf*"`, key)},
		{name: "a key for all but this", signers: allow(alice, `namespaces="*,!tfblast"`, key), want: signoff.WrongNamespace},
		{name: "a key to come", signers: allow(alice, `valid-after="20260302Z"`, key), want: signoff.OutsideValidity},
		{name: "a key that was", signers: allow(alice, `valid-before="202603011159Z"`, key), want: signoff.OutsideValidity},
		{name: "a key in its time", signers: allow(alice, `Valid-After="20260301115959Z",VALID-BEFORE="202603011200Z"`, key)},

		{name: "an edited level", file: replace(`"level":"high"`, `"level":"critical"`), want: signoff.Edited},
		{name: "an edited context", file: replace("pull/7", "pull/8"), want: signoff.Edited},
		{name: "a later end", file: replace(`"expires_at":"2026`, `"expires_at":"2036`), want: signoff.Edited},
		{name: "another's signature", file: func(c []byte) []byte { return swapped(t, c, other) }, want: signoff.Edited},
		{name: "another namespace", file: func(c []byte) []byte { return inNamespace(t, c, key, "git") }, want: signoff.WrongNamespace},
		{name: "empty", file: func([]byte) []byte { return nil }, want: signoff.Malformed},
		{name: "no signature", file: func(c []byte) []byte { return c[:bytes.IndexByte(c, '\n')+1] }, want: signoff.Malformed},
		{name: "cut off", file: func(c []byte) []byte { return c[:len(c)-40] }, want: signoff.Malformed},
		{name: "two signatures", file: func(c []byte) []byte { return append(c, c[bytes.IndexByte(c, '\n')+1:]...) }, want: signoff.Malformed},
		{name: "words behind", file: func(c []byte) []byte { return append(c, "x"...) }, want: signoff.Malformed},
		{name: "words between", file: replace("\n-----BEGIN", "\nx\n-----BEGIN"), want: signoff.Malformed},
		{name: "a member twice", file: replace(`"score":71`, `"score":0,"score":71`), want: signoff.Malformed},
		{name: "a member too many", file: replace(`"score":71`, `"score":71,"x":1`), want: signoff.Malformed},
		{name: "blanks", file: replace(`{"`, `{ "`), want: signoff.Malformed},
		{name: "a later version", file: replace(`"tfblast_approval":1`, `"tfblast_approval":2`), want: signoff.Malformed},
		{name: "too long", file: func(c []byte) []byte { return append(c, bytes.Repeat([]byte("\n"), signoff.MaxApproval)...) }, want: signoff.Malformed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			made, want, lines := statement(), subject(), line
			if tt.statement != nil {
				tt.statement(&made)
			}
			if tt.subject != nil {
				tt.subject(&want)
			}
			if tt.signers != "" {
				lines = tt.signers
			}
			content := sign(t, key, made)
			if tt.file != nil {
				edited := tt.file(bytes.Clone(content))
				if bytes.Equal(edited, content) {
					t.Fatal("the file was not edited")
				}
				content = edited
			}
			v := verify(content, allowed(t, lines), want)
			switch {
			case tt.want == "" && len(v.Granted) != 1:
				t.Errorf("refused: %v", v.Refused[0])
			case tt.want != "" && len(v.Granted) > 0:
				t.Error("granted")
			case tt.want != "" && (v.Refused[0].Reason != tt.want || v.Refused[0].Why == "" || v.Refused[0].File != "a.approval"):
				t.Errorf("refused as %v, want %s", v.Refused[0], tt.want)
			}
		})
	}
}

func replace(old, text string) func([]byte) []byte {
	return func(c []byte) []byte { return bytes.Replace(c, []byte(old), []byte(text), 1) }
}

// swapped puts the other key's name into the signature and leaves what was signed.
func swapped(t *testing.T, content []byte, other ssh.Signer) []byte {
	t.Helper()
	line, armor, _ := bytes.Cut(content, []byte("\n"))
	signature, err := sshsig.Unarmor(armor)
	if err != nil {
		t.Fatal(err)
	}
	signature.PublicKey = other.PublicKey()
	return slices.Concat(line, []byte("\n"), sshsig.Armor(signature))
}

func inNamespace(t *testing.T, content []byte, key ssh.Signer, namespace string) []byte {
	t.Helper()
	line := content[:bytes.IndexByte(content, '\n')+1]
	signature, err := sshsig.Sign(bytes.NewReader(line), key, sshsig.HashSHA256, namespace)
	if err != nil {
		t.Fatal(err)
	}
	return append(bytes.Clone(line), sshsig.Armor(signature)...)
}

func TestVerifyCertificates(t *testing.T) {
	t.Parallel()
	authority, rsaKey := newKey(t), newRSA(t)
	line := allow("*@example.com", "cert-authority", authority)
	tests := []struct {
		name  string
		edit  func(*ssh.Certificate)
		lines string
		want  signoff.Reason
		names []string
	}{
		{name: "as it should be", names: []string{alice}},
		{name: "several names", edit: func(c *ssh.Certificate) { c.ValidPrincipals = []string{"x@other.org", bob, alice} }, names: []string{alice, bob}},
		{name: "for ever", edit: func(c *ssh.Certificate) { c.ValidAfter, c.ValidBefore = 0, ssh.CertTimeInfinity }, names: []string{alice}},
		{name: "other names", edit: func(c *ssh.Certificate) { c.ValidPrincipals = []string{"x@other.org"} }, want: signoff.UnknownSigner},
		{name: "a host", edit: func(c *ssh.Certificate) { c.CertType = ssh.HostCert }, want: signoff.UnknownSigner},
		{name: "restricted", edit: func(c *ssh.Certificate) { c.CriticalOptions = map[string]string{"force-command": "ls"} }, want: signoff.UnknownSigner},
		{name: "over", edit: func(c *ssh.Certificate) { c.ValidBefore = uint64(now.Unix()) }, want: signoff.OutsideValidity},
		{name: "to come", edit: func(c *ssh.Certificate) { c.ValidAfter = uint64(now.Unix()) + 1 }, want: signoff.OutsideValidity},
		{name: "no authority", lines: allow("*@example.com", "", authority), want: signoff.UnknownSigner},
		{name: "another authority", lines: allow("*@example.com", "cert-authority", newKey(t)), want: signoff.UnknownSigner},
		{name: "the key itself is allowed", lines: allow(bob, "", rsaKey), names: []string{bob}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			lines := line
			if tt.lines != "" {
				lines = tt.lines
			}
			v := verify(sign(t, certify(t, rsaKey, authority, tt.edit), statement()), allowed(t, lines), subject())
			switch {
			case tt.want == "" && len(v.Granted) == 0:
				t.Errorf("refused: %v", v.Refused[0])
			case tt.want == "" && !slices.Equal(v.Granted[0].Signer.Principals, tt.names):
				t.Errorf("signed by %q, want %q", v.Granted[0].Signer.Principals, tt.names)
			case tt.want != "" && (len(v.Granted) > 0 || v.Refused[0].Reason != tt.want):
				t.Errorf("verdict %+v, want %s", v, tt.want)
			}
		})
	}
}

// A signature by SHA-1 is refused, also under a certificate.
func TestVerifyRefusesSHA1(t *testing.T) {
	t.Parallel()
	key, authority := newRSA(t), newKey(t)
	for _, signer := range []ssh.Signer{key, certify(t, key, authority, nil)} {
		content := sign(t, signer, statement())
		line, armor, _ := bytes.Cut(content, []byte("\n"))
		signature, err := sshsig.Unarmor(armor)
		if err != nil {
			t.Fatal(err)
		}
		signature.Signature.Format = ssh.KeyAlgoRSA
		content = slices.Concat(line, []byte("\n"), sshsig.Armor(signature))
		v := verify(content, allowed(t, allow(alice, "", key), allow("*", "cert-authority", authority)), subject())
		if len(v.Granted) > 0 || v.Refused[0].Reason != signoff.Edited && v.Refused[0].Reason != signoff.Malformed {
			t.Errorf("verdict %+v", v)
		}
	}
}

// One person is one approver, however many keys and files.
func TestApprovers(t *testing.T) {
	t.Parallel()
	a, a2, b, nameless, authority := newKey(t), newKey(t), newKey(t), newKey(t), newKey(t)
	signers := allowed(t, allow(alice+",al@home.org", "", a), allow("AL@home.org", "", a2), allow(bob, "", b),
		allow("*@elsewhere.org", "", nameless), allow("*", "cert-authority", authority))
	tests := []struct {
		name string
		keys []ssh.Signer
		want int
	}{
		{"nobody", nil, 0},
		{"one", []ssh.Signer{a}, 1},
		{"the same key twice", []ssh.Signer{a, a}, 1},
		{"two keys of one", []ssh.Signer{a, a2}, 1},
		{"two people", []ssh.Signer{a, b}, 2},
		{"a third that joins two", []ssh.Signer{a, b, certify(t, newKey(t), authority, func(c *ssh.Certificate) { c.ValidPrincipals = []string{alice, bob} })}, 1},
		{"one without a name", []ssh.Signer{a, nameless}, 2},
		{"two without a name", []ssh.Signer{nameless, nameless}, 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var files []signoff.File
			for _, key := range tt.keys {
				files = append(files, signoff.File{Name: "x", Content: sign(t, key, statement())})
			}
			v := signoff.Verify(files, signers, subject())
			if len(v.Refused) > 0 || len(signoff.People(v.Granted, nil)) != tt.want {
				t.Errorf("refused %v, approvers %v, want %d", v.Refused, signoff.People(v.Granted, nil), tt.want)
			}
		})
	}
}

func TestStatementRefuses(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	for name, edit := range map[string]func(*signoff.Statement){
		"no context":        func(s *signoff.Statement) { s.Context = " " },
		"two lines":         func(s *signoff.Statement) { s.Context = "a\nb" },
		"an escape":         func(s *signoff.Statement) { s.Context = "a\x1b[2J" },
		"reversed":          func(s *signoff.Statement) { s.Context = "a\u202eb" },
		"not UTF-8":         func(s *signoff.Statement) { s.Context = "a\xff" },
		"a long context":    func(s *signoff.Statement) { s.Context = strings.Repeat("a", 513) },
		"no fingerprint":    func(s *signoff.Statement) { s.Fingerprint = "" },
		"a cut fingerprint": func(s *signoff.Statement) { s.Fingerprint = s.Fingerprint[:70] },
		"a bad file digest": func(s *signoff.Statement) { s.PlanFile = "x" },
		"a bad expectation": func(s *signoff.Statement) { s.Expectation = "x" },
		"no end":            func(s *signoff.Statement) { s.Expires = s.Made },
		"no beginning":      func(s *signoff.Statement) { s.Made = time.Time{} },
		"a score":           func(s *signoff.Statement) { s.Score = 101 },
		"a version":         func(s *signoff.Statement) { s.Version = 0 },
	} {
		made := statement()
		edit(&made)
		if _, err := signoff.Sign(key, made); err == nil {
			t.Errorf("%s: signed", name)
		}
	}
}

// The digest of both is another one once either is.
func TestBound(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, pair := range [][2]string{{"sha256:a", "sha256:b"}, {"sha256:b", "sha256:a"}, {"sha256:a", "sha256:c"}, {"sha256:c", "sha256:b"}, {"sha256:a", ""}} {
		digest := signoff.Bound(pair[0], pair[1])
		if !strings.HasPrefix(digest, "sha256:") || len(digest) != len("sha256:")+64 || seen[digest] || digest != signoff.Bound(pair[0], pair[1]) {
			t.Errorf("%v: %s", pair, digest)
		}
		seen[digest] = true
	}
}
