// Package sshkey finds the SSH key to sign with: in a file, or in an agent.
package sshkey

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"strings"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/openfile"
)

// Finder finds keys.
type Finder struct {
	// Agent is the path of the agent's socket, as SSH_AUTH_SOCK has it; empty for none.
	Agent string
	// Passphrase asks for the passphrase of a key.
	Passphrase func(prompt string) ([]byte, error)
}

// maxKey bounds the file of a key, in bytes.
const maxKey = 1 << 20

// certificateSuffix ends the names of certificates beside their keys.
const certificateSuffix = "-cert.pub"

// Find finds the signer that a file names, as `ssh-keygen -Y sign -f` does: a private
// key, or a public key or certificate, whose private half is in the agent, else in the
// file beside. A private key with a passphrase is looked for in the agent before anybody
// is asked. release ends the connection to the agent; it is never nil.
func (f Finder) Find(ctx context.Context, path string) (signer ssh.Signer, release func(), err error) {
	release = func() {}
	content, err := openfile.Read(ctx, path, maxKey)
	if err != nil {
		return nil, release, fmt.Errorf("read the key: %w", err)
	}
	if public, _, _, _, err := ssh.ParseAuthorizedKey(content); err == nil {
		return f.byPublicKey(ctx, path, public)
	}
	return f.byPrivateKey(ctx, path, content)
}

func (f Finder) byPublicKey(ctx context.Context, path string, public ssh.PublicKey) (ssh.Signer, func(), error) {
	certificate, certified := public.(*ssh.Certificate)
	private := strings.TrimSuffix(path, ".pub")
	key := public
	if certified {
		key, private = certificate.Key, strings.TrimSuffix(path, certificateSuffix)
	}
	signer, release, err := f.inAgent(ctx, key)
	if err != nil && private != path {
		var content []byte
		if content, err = openfile.Read(ctx, private, maxKey); err == nil {
			signer, release, err = f.byPrivateKey(ctx, private, content)
		}
	}
	if err != nil {
		return nil, release, fmt.Errorf("%s: the private half is neither in the agent nor in %s: add it with `ssh-add`", path, private)
	}
	if !bytes.Equal(signer.PublicKey().Marshal(), key.Marshal()) {
		return nil, release, fmt.Errorf("%s does not belong to the private key in %s", path, private)
	}
	if certified {
		if signer, err = ssh.NewCertSigner(certificate, signer); err != nil {
			return nil, release, fmt.Errorf("%s: %w", path, err)
		}
	}
	return signer, release, nil
}

func (f Finder) byPrivateKey(ctx context.Context, path string, content []byte) (ssh.Signer, func(), error) {
	release := func() {}
	signer, err := ssh.ParsePrivateKey(content)
	locked, isLocked := errors.AsType[*ssh.PassphraseMissingError](err)
	switch {
	case err == nil:
		return signer, release, nil
	case !isLocked:
		return nil, release, fmt.Errorf("%s is no SSH key that can be read (%w): name a private key, or a public one whose private half is in the agent", path, err)
	}
	if locked.PublicKey != nil {
		if signer, release, err := f.inAgent(ctx, locked.PublicKey); err == nil {
			return signer, release, nil
		}
	}
	passphrase, err := f.Passphrase("Passphrase of " + path + ":")
	if err != nil {
		return nil, release, fmt.Errorf("%s has a passphrase: %w: add the key to an agent with `ssh-add`", path, err)
	}
	signer, err = ssh.ParsePrivateKeyWithPassphrase(content, passphrase)
	clear(passphrase)
	if err != nil {
		return nil, release, fmt.Errorf("%s can't be opened with this passphrase: %w", path, err)
	}
	return signer, release, nil
}

// inAgent finds the private half of a key in the agent.
func (f Finder) inAgent(ctx context.Context, key ssh.PublicKey) (ssh.Signer, func(), error) {
	release := func() {}
	if f.Agent == "" {
		return nil, release, errors.New("no agent: SSH_AUTH_SOCK is not set")
	}
	connection, err := (&net.Dialer{}).DialContext(ctx, "unix", f.Agent)
	if err != nil {
		return nil, release, fmt.Errorf("reach the agent: %w", err)
	}
	signers, err := agent.NewClient(connection).Signers()
	if err != nil {
		_ = connection.Close()
		return nil, release, fmt.Errorf("ask the agent: %w", err)
	}
	for _, s := range signers {
		if bytes.Equal(s.PublicKey().Marshal(), key.Marshal()) {
			return s, func() { _ = connection.Close() }, nil
		}
	}
	_ = connection.Close()
	return nil, release, fmt.Errorf("the agent does not have the key %s", ssh.FingerprintSHA256(key))
}
