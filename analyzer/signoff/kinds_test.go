package signoff_test

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"io"
	"testing"

	"golang.org/x/crypto/ssh"
)

// securityKey signs as a FIDO key does: with its application, flags and a counter
// (OpenSSH's PROTOCOL.u2f).
type securityKey struct {
	public  ssh.PublicKey
	private ed25519.PrivateKey
	// flags are what the key says of its user: 1 for a touch.
	flags byte
}

const (
	securityKeyType = "sk-ssh-ed25519@openssh.com"
	application     = "ssh:"
)

func newSecurityKey(tb testing.TB, flags byte) securityKey {
	tb.Helper()
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	key, err := ssh.ParsePublicKey(ssh.Marshal(struct {
		Type        string
		Key         []byte
		Application string
	}{securityKeyType, public, application}))
	if err != nil {
		tb.Fatal(err)
	}
	return securityKey{public: key, private: private, flags: flags}
}

func (k securityKey) PublicKey() ssh.PublicKey { return k.public }

func (k securityKey) Sign(_ io.Reader, data []byte) (*ssh.Signature, error) {
	of, message := sha256.Sum256([]byte(application)), sha256.Sum256(data)
	rest := []byte{k.flags, 0, 0, 0, 7}
	signed := append(append(of[:], rest...), message[:]...)
	return &ssh.Signature{Format: securityKeyType, Blob: ed25519.Sign(k.private, signed), Rest: rest}, nil
}

// Keys of all kinds sign, and none of them signs for another.
func TestKindsOfKeys(t *testing.T) {
	t.Parallel()
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	authority := newKey(t)
	for name, key := range map[string]ssh.Signer{
		"Ed25519": newKey(t), "RSA": newRSA(t), "ECDSA": signerOf(t, curve), "FIDO": newSecurityKey(t, 1),
	} {
		content := sign(t, key, statement())
		if v := verify(content, allowed(t, allow(alice, "", key)), subject()); len(v.Granted) != 1 {
			t.Errorf("%s: refused: %v", name, v.Refused[0])
		}
		if v := verify(content, allowed(t, allow(alice, "", newKey(t))), subject()); len(v.Granted) != 0 {
			t.Errorf("%s: granted by another key", name)
		}
		if v := verify(swapped(t, content, newSecurityKey(t, 1)), allowed(t, allow(alice, "", key)), subject()); len(v.Granted) != 0 {
			t.Errorf("%s: granted with another's name", name)
		}
		certified := sign(t, certify(t, key, authority, nil), statement())
		if v := verify(certified, allowed(t, allow("*@example.com", "cert-authority", authority)), subject()); len(v.Granted) != 1 {
			t.Errorf("%s with a certificate: refused: %v", name, v.Refused[0])
		}
	}
}
