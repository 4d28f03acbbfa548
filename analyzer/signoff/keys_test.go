package signoff_test

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/analyzer/signoff"
)

var now = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

const (
	alice = "alice@example.com"
	bob   = "bob@example.com"
)

// digest is a digest that begins with the given hexadecimal digits.
func digest(begin string) string { return "sha256:" + begin + strings.Repeat("0", 64-len(begin)) }

func newKey(tb testing.TB) ssh.Signer {
	tb.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	return signerOf(tb, private)
}

func newRSA(tb testing.TB) ssh.Signer {
	tb.Helper()
	private, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		tb.Fatal(err)
	}
	return signerOf(tb, private)
}

func signerOf(tb testing.TB, private any) ssh.Signer {
	tb.Helper()
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		tb.Fatal(err)
	}
	return signer
}

// allow is a line of a file of allowed signers.
func allow(principals, options string, key ssh.Signer) string {
	line := principals + " "
	if options != "" {
		line += options + " "
	}
	return line + string(bytes.TrimSpace(ssh.MarshalAuthorizedKey(key.PublicKey()))) + " comment\n"
}

func allowed(tb testing.TB, lines ...string) *signoff.AllowedSigners {
	tb.Helper()
	signers, problems := signoff.ParseAllowedSigners("allowed_signers", []byte(strings.Join(lines, "")), time.UTC)
	if len(problems) > 0 {
		tb.Fatalf("allowed signers: %v", problems)
	}
	return signers
}

// certify gives a key a certificate.
func certify(tb testing.TB, key, authority ssh.Signer, edit func(*ssh.Certificate)) ssh.Signer {
	tb.Helper()
	certificate := &ssh.Certificate{
		Key: key.PublicKey(), CertType: ssh.UserCert, KeyId: "test", ValidPrincipals: []string{alice},
		ValidAfter: uint64(now.Add(-time.Hour).Unix()), ValidBefore: uint64(now.Add(time.Hour).Unix()),
	}
	if edit != nil {
		edit(certificate)
	}
	if err := certificate.SignCert(rand.Reader, authority); err != nil {
		tb.Fatal(err)
	}
	signer, err := ssh.NewCertSigner(certificate, key)
	if err != nil {
		tb.Fatal(err)
	}
	return signer
}

func statement() signoff.Statement {
	return signoff.Statement{
		Version: signoff.StatementVersion, Fingerprint: digest("aa"), PlanFile: digest("bb"), Context: "pull/7",
		Level: risk.LevelHigh, Score: 71, Made: now.Add(-time.Hour), Expires: now.Add(time.Hour), Expectation: digest("cc"),
	}
}

func subject() signoff.Subject {
	return signoff.Subject{
		Fingerprint: digest("aa"), PlanFile: digest("bb"), Context: "pull/7", Level: risk.LevelHigh,
		Expectation: digest("cc"), Now: now,
	}
}

func sign(tb testing.TB, key ssh.Signer, s signoff.Statement) []byte {
	tb.Helper()
	content, err := signoff.Sign(key, s)
	if err != nil {
		tb.Fatal(err)
	}
	return content
}

func verify(content []byte, signers *signoff.AllowedSigners, s signoff.Subject) signoff.Verdict {
	return signoff.Verify([]signoff.File{{Name: "a.approval", Content: content}}, signers, s)
}
