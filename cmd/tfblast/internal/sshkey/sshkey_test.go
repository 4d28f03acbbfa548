package sshkey_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/sshkey"
)

// files is a folder with a key in the forms in which it can be named.
type files struct {
	dir    string
	signer ssh.Signer
	key    ed25519.PrivateKey
}

const passphrase = "correct horse"

func newFiles(t *testing.T) files {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	f := files{dir: t.TempDir(), key: key}
	if f.signer, err = ssh.NewSignerFromKey(key); err != nil {
		t.Fatal(err)
	}
	plain, err := ssh.MarshalPrivateKey(key, "")
	if err != nil {
		t.Fatal(err)
	}
	locked, err := ssh.MarshalPrivateKeyWithPassphrase(key, "", []byte(passphrase))
	if err != nil {
		t.Fatal(err)
	}
	certificate := &ssh.Certificate{Key: f.signer.PublicKey(), CertType: ssh.UserCert, ValidPrincipals: []string{"a"}, ValidBefore: ssh.CertTimeInfinity}
	if err := certificate.SignCert(rand.Reader, f.signer); err != nil {
		t.Fatal(err)
	}
	public := ssh.MarshalAuthorizedKey(f.signer.PublicKey())
	for name, content := range map[string][]byte{
		"plain": pem.EncodeToMemory(plain), "plain.pub": public, "plain-cert.pub": ssh.MarshalAuthorizedKey(certificate),
		"locked": pem.EncodeToMemory(locked), "locked.pub": public, "alone.pub": public, "garbage": []byte("no key"),
		"alone-cert.pub": ssh.MarshalAuthorizedKey(certificate),
	} {
		if err := os.WriteFile(filepath.Join(f.dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// serve runs an agent that has the key and returns its socket.
func (f files) serve(t *testing.T) string {
	t.Helper()
	keyring := agent.NewKeyring()
	if err := keyring.Add(agent.AddedKey{PrivateKey: f.key}); err != nil {
		t.Fatal(err)
	}
	socket := filepath.Join(t.TempDir(), "s")
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			go func() { _ = agent.ServeAgent(keyring, connection) }()
		}
	}()
	return socket
}

func TestFind(t *testing.T) {
	t.Parallel()
	f := newFiles(t)
	withAgent := f.serve(t)
	good := func(string) ([]byte, error) { return []byte(passphrase), nil }
	bad := func(string) ([]byte, error) { return []byte("wrong"), nil }
	silent := func(string) ([]byte, error) { return nil, errors.New("hung up") }
	never := func(string) ([]byte, error) { t.Error("asked"); return nil, nil }
	for _, tt := range []struct {
		name, file, agent string
		ask               func(string) ([]byte, error)
		certified         bool
		want              string // in the error, empty for none
	}{
		{name: "a private key", file: "plain", ask: never},
		{name: "a public key beside its private half", file: "plain.pub", ask: never},
		{name: "a certificate beside the key", file: "plain-cert.pub", certified: true},
		{name: "a public key, the rest in the agent", file: "alone.pub", agent: withAgent},
		{name: "a certificate, the rest in the agent", file: "alone-cert.pub", agent: withAgent, certified: true},
		{name: "with a passphrase", file: "locked", ask: good},
		{name: "a public key beside a private half with a passphrase", file: "locked.pub", ask: good},
		{name: "with a passphrase, in the agent", file: "locked", agent: withAgent, ask: never},

		{name: "a wrong passphrase", file: "locked", ask: bad, want: "passphrase"},
		{name: "no answer", file: "locked", ask: silent, want: "hung up: add the key to an agent"},
		{name: "no agent", file: "alone.pub", want: "ssh-add"},
		{name: "an agent that is gone", file: "alone.pub", agent: filepath.Join(f.dir, "none"), want: "ssh-add"},
		{name: "no key", file: "garbage", want: "no SSH key"},
		{name: "no file", file: "none", want: "no such file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			signer, release, err := sshkey.Finder{Agent: tt.agent, Passphrase: tt.ask}.Find(t.Context(), filepath.Join(f.dir, tt.file))
			defer release()
			if tt.want != "" {
				if err == nil || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("error %v, want %q", err, tt.want)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			signature, err := signer.Sign(rand.Reader, []byte("x"))
			if err != nil {
				t.Fatal(err)
			}
			if err := f.signer.PublicKey().Verify([]byte("x"), signature); err != nil {
				t.Error(err)
			}
			if _, certified := signer.PublicKey().(*ssh.Certificate); certified != tt.certified {
				t.Errorf("with a certificate: %t", certified)
			}
		})
	}
}

// A certificate for another key is refused.
func TestFindMismatch(t *testing.T) {
	t.Parallel()
	a, b := newFiles(t), newFiles(t)
	content, err := os.ReadFile(filepath.Join(b.dir, "plain-cert.pub"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(a.dir, "plain-cert.pub")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := (sshkey.Finder{}).Find(t.Context(), path); err == nil || !strings.Contains(err.Error(), "does not belong") {
		t.Errorf("error %v", err)
	}
}

// An agent that does not answer is waited for no longer than the run lasts.
func TestSilentAgent(t *testing.T) {
	t.Parallel()
	f := newFiles(t)
	socket := filepath.Join(t.TempDir(), "agent")
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "unix", socket)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close() //nolint:errcheck // the test is over
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		connection, err := listener.Accept()
		if err != nil {
			t.Error(err)
			return
		}
		_, _ = connection.Read(make([]byte, 1)) // it asks, and waits
		cancel()
		<-t.Context().Done()
		_ = connection.Close()
	}()
	never := func(string) ([]byte, error) { return nil, errors.New("asked") }
	if _, _, err := (sshkey.Finder{Agent: socket, Passphrase: never}).Find(ctx, filepath.Join(f.dir, "locked")); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
