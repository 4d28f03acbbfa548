package signoff_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"github.com/tfblast/tfblast/analyzer/signoff"
)

// workplace is a folder with a key of the real ssh-keygen in it.
type workplace struct {
	dir string
	key ssh.Signer
}

func newWorkplace(t *testing.T, keyType string) workplace {
	t.Helper()
	if _, err := exec.LookPath("ssh-keygen"); err != nil {
		t.Skip("NOT TESTED against OpenSSH: ssh-keygen is not on PATH")
	}
	w := workplace{dir: t.TempDir()}
	w.run(t, nil, "-q", "-t", keyType, "-N", "", "-C", alice, "-f", "key")
	private := w.read(t, "key")
	key, err := ssh.ParsePrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	w.key = key
	w.write(t, "allowed", []byte(allow(alice, `namespaces="tfblast"`, key)))
	return w
}

// run runs ssh-keygen in the folder and returns what it printed; ok is false if it failed.
func (w workplace) run(t *testing.T, stdin []byte, args ...string) (out string, ok bool) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "ssh-keygen", args...)
	cmd.Dir, cmd.Stdin = w.dir, bytes.NewReader(stdin)
	output, err := cmd.CombinedOutput()
	return string(output), err == nil
}

func (w workplace) write(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(w.dir, name), content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func (w workplace) read(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(w.dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// ssh-keygen verifies what Sign makes: the first line is the message, the rest the
// signature.
func TestOpenSSHVerifies(t *testing.T) {
	t.Parallel()
	for _, keyType := range []string{"ed25519", "ecdsa", "rsa"} {
		t.Run(keyType, func(t *testing.T) {
			t.Parallel()
			w := newWorkplace(t, keyType)
			line, armor, _ := bytes.Cut(sign(t, w.key, statement()), []byte("\n"))
			line = append(line, '\n')
			w.write(t, "sig", armor)
			verify := []string{"-Y", "verify", "-f", "allowed", "-I", alice, "-n", signoff.Namespace, "-s", "sig"}
			if out, ok := w.run(t, line, verify...); !ok {
				t.Errorf("refused: %s", out)
			}
			if out, ok := w.run(t, bytes.Replace(line, []byte("pull/7"), []byte("pull/8"), 1), verify...); ok {
				t.Errorf("an edited line: %s", out)
			}
		})
	}
}

// Verify takes what `ssh-keygen -Y sign` makes.
func TestOpenSSHSigns(t *testing.T) {
	t.Parallel()
	for _, keyType := range []string{"ed25519", "ecdsa", "rsa"} {
		t.Run(keyType, func(t *testing.T) {
			t.Parallel()
			w := newWorkplace(t, keyType)
			line, err := statement().Encode()
			if err != nil {
				t.Fatal(err)
			}
			w.write(t, "statement", line)
			for namespace, want := range map[string]signoff.Reason{signoff.Namespace: "", "file": signoff.WrongNamespace} {
				if out, ok := w.run(t, nil, "-Y", "sign", "-f", "key", "-n", namespace, "statement"); !ok {
					t.Fatalf("sign: %s", out)
				}
				content := append(bytes.Clone(line), w.read(t, "statement.sig")...)
				if err := os.Remove(filepath.Join(w.dir, "statement.sig")); err != nil {
					t.Fatal(err)
				}
				v := verify(content, allowed(t, string(w.read(t, "allowed"))), subject())
				switch {
				case want == "" && (len(v.Granted) != 1 || v.Granted[0].Signer.Name() != alice):
					t.Errorf("verdict %+v", v)
				case want != "" && (len(v.Refused) != 1 || v.Refused[0].Reason != want):
					t.Errorf("verdict %+v, want %s", v, want)
				}
			}
		})
	}
}

// A certificate of `ssh-keygen -s` is taken, and ssh-keygen takes what is signed with it.
func TestOpenSSHCertificate(t *testing.T) {
	t.Parallel()
	for _, keyType := range []string{"ed25519", "rsa"} {
		t.Run(keyType, func(t *testing.T) {
			t.Parallel()
			w := newWorkplace(t, keyType)
			w.run(t, nil, "-q", "-t", "ed25519", "-N", "", "-f", "ca")
			if out, ok := w.run(t, nil, "-s", "ca", "-I", "id", "-n", alice, "key.pub"); !ok {
				t.Fatalf("certify: %s", out)
			}
			key, _, _, _, err := ssh.ParseAuthorizedKey(w.read(t, "key-cert.pub"))
			if err != nil {
				t.Fatal(err)
			}
			signer, err := ssh.NewCertSigner(key.(*ssh.Certificate), w.key)
			if err != nil {
				t.Fatal(err)
			}
			signers := "*@example.com cert-authority " + string(w.read(t, "ca.pub"))
			content := sign(t, signer, statement())
			if v := verify(content, allowed(t, signers), subject()); len(v.Granted) != 1 {
				t.Errorf("verdict %+v", v)
			}
			w.write(t, "allowed", []byte(signers))
			line, armor, _ := bytes.Cut(content, []byte("\n"))
			w.write(t, "sig", armor)
			out, ok := w.run(t, append(line, '\n'), "-Y", "verify", "-f", "allowed", "-I", alice, "-n", signoff.Namespace, "-s", "sig")
			if !ok || !strings.Contains(out, alice) {
				t.Errorf("ssh-keygen: %s", out)
			}
		})
	}
}

// Where a file of allowed signers can be read in two ways, ssh-keygen is right.
func TestOpenSSHAgreesOnLines(t *testing.T) {
	t.Parallel()
	w := newWorkplace(t, "ed25519")
	line, armor, _ := bytes.Cut(sign(t, w.key, statement()), []byte("\n"))
	w.write(t, "sig", armor)
	var lines []string
	for _, principals := range []string{
		alice, "*", "alice@*", "!alice@example.com,*", "*,!bob@example.com", `"alice@example.com"`,
		"a?ice@example.com", "bob@example.com", "alice", "*,alice@example.com",
	} {
		lines = append(lines, allow(principals, "", w.key))
	}
	for _, options := range []string{
		`namespaces="tfblast"`, `namespaces="x"`, `namespaces="*,!tfblast"`, "namespaces=tfblast", "frobnicate", "cert-authority",
		`NAMESPACES="tfblast"`, `valid-after="20200101"`, `valid-before="20200101Z"`, `valid-after="29990101"`, `valid-after="2020"`,
		`valid-after="20200101",valid-before="29990101"`, `valid-after="20200101",valid-after="20200101"`,
	} {
		lines = append(lines, allow(alice, options, w.key))
	}
	for _, text := range lines {
		w.write(t, "allowed", []byte(text))
		out, theirs := w.run(t, append(bytes.Clone(line), '\n'), "-Y", "verify", "-f", "allowed", "-I", alice, "-n", signoff.Namespace, "-s", "sig",
			"-Overify-time="+now.Format("20060102150405"))
		signers, _ := signoff.ParseAllowedSigners("allowed", []byte(text), now.Location())
		v := verify(append(append(bytes.Clone(line), '\n'), armor...), signers, subject())
		if ours := len(v.Granted) == 1 && v.Granted[0].Signer.MayBe(alice); ours != theirs {
			t.Errorf("%sssh-keygen says %t, we %t\n%s", text, theirs, ours, out)
		}
	}
}
