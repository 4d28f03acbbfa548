package signoff

import (
	"bytes"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/hiddeco/sshsig"
	"golang.org/x/crypto/ssh"
)

// MaxApproval bounds an approval file, in bytes. One with a certificate has about two
// thousand.
const MaxApproval = 64 << 10

// Approval is a signed statement, read but not yet believed.
type Approval struct {
	Statement Statement
	// Line is the signed bytes: the statement's line with its end.
	Line []byte
	// signature is well-formed; whether it fits the line, intact tells.
	signature *sshsig.Signature
}

// Sign signs a statement and returns the approval file: the statement's line, then the
// armored signature, so that `ssh-keygen -Y verify` checks the first line against the
// rest. The signer is a key, one in an agent, or either with a certificate.
func Sign(signer ssh.Signer, s Statement) ([]byte, error) {
	line, err := s.Encode()
	if err != nil {
		return nil, err
	}
	if plainKey(signer.PublicKey()).Type() == ssh.KeyAlgoRSA {
		algorithms, ok := signer.(ssh.AlgorithmSigner)
		if !ok {
			return nil, errors.New("sign: this RSA key signs with SHA-1 only; use an Ed25519 key")
		}
		signer = sha2Signer{algorithms}
	}
	signature, err := sshsig.Sign(bytes.NewReader(line), signer, sshsig.HashSHA512, Namespace)
	if err != nil {
		return nil, fmt.Errorf("sign with %s: %w", KeyFingerprint(signer.PublicKey()), err)
	}
	return append(line, sshsig.Armor(signature)...), nil
}

// sha2Signer makes an RSA key sign as the signature format asks for; the default of a key
// with a certificate would be SHA-1.
type sha2Signer struct{ ssh.AlgorithmSigner }

// Sign signs with rsa-sha2-512.
func (s sha2Signer) Sign(rand io.Reader, data []byte) (*ssh.Signature, error) {
	return s.SignWithAlgorithm(rand, data, ssh.KeyAlgoRSASHA512)
}

const (
	armorBegin = "-----BEGIN SSH SIGNATURE-----\n"
	armorEnd   = "-----END SSH SIGNATURE-----"
)

// Parse reads an approval file. It checks form only: one statement in the form of Encode,
// one signature, nothing else. The line ends of Windows are taken as well.
func Parse(content []byte) (*Approval, error) {
	if len(content) > MaxApproval {
		return nil, fmt.Errorf("more than %d bytes", MaxApproval)
	}
	content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n"))
	end := bytes.IndexByte(content, '\n') + 1
	if end == 0 {
		return nil, errors.New("no signature below the statement")
	}
	line, armor := content[:end], content[end:]
	statement, err := ParseStatement(line)
	if err != nil {
		return nil, err
	}
	signature, err := parseArmor(armor)
	if err != nil {
		return nil, err
	}
	return &Approval{Statement: statement, Line: bytes.Clone(line), signature: signature}, nil
}

// parseArmor reads one armored signature with nothing before or behind it.
func parseArmor(armor []byte) (*sshsig.Signature, error) {
	text := strings.TrimSpace(string(armor))
	if !strings.HasPrefix(text, armorBegin) || !strings.HasSuffix(text, armorEnd) || strings.Count(text, "-----BEGIN") != 1 {
		return nil, errors.New("want one SSH signature below the statement and nothing else")
	}
	block, rest := pem.Decode(append([]byte(text), '\n'))
	if block == nil || len(bytes.TrimSpace(rest)) > 0 || len(block.Headers) > 0 {
		return nil, errors.New("the signature's armor is damaged")
	}
	signature, err := sshsig.ParseSignature(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("signature: %w", err)
	}
	return signature, nil
}

// dsa is the type of keys that OpenSSH no longer makes.
const dsa = "ssh-dss"

// intact reports whether the signature was made over the line by the key that it names.
func (a *Approval) intact() error {
	key := a.signature.PublicKey
	if plainKey(key).Type() == dsa {
		return errors.New("DSA keys are too weak")
	}
	if plainKey(key).Type() == ssh.KeyAlgoRSA &&
		a.signature.Signature.Format != ssh.KeyAlgoRSASHA256 && a.signature.Signature.Format != ssh.KeyAlgoRSASHA512 {
		return fmt.Errorf("signature algorithm %q is too weak", a.signature.Signature.Format)
	}
	return sshsig.Verify(bytes.NewReader(a.Line), a.signature, key, a.signature.HashAlgorithm, a.signature.Namespace)
}

// plainKey is the key itself, without its certificate.
func plainKey(key ssh.PublicKey) ssh.PublicKey {
	if certificate, ok := key.(*ssh.Certificate); ok {
		return certificate.Key
	}
	return key
}

// KeyFingerprint names a key as `ssh-keygen -l` does; a certificate has the name of its
// key.
func KeyFingerprint(key ssh.PublicKey) string { return ssh.FingerprintSHA256(plainKey(key)) }
