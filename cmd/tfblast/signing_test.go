package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"

	"github.com/hiddeco/sshsig"
	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/crypto/ssh"
)

// cmdKeypair makes an SSH key and its public half: keypair FILE [PASSPHRASE].
func cmdKeypair(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: keypair FILE [PASSPHRASE]")
	}
	_, key, err := ed25519.GenerateKey(rand.Reader)
	ts.Check(err)
	block, err := ssh.MarshalPrivateKey(key, "")
	if len(args) == 2 {
		block, err = ssh.MarshalPrivateKeyWithPassphrase(key, "", []byte(args[1]))
	}
	ts.Check(err)
	signer, err := ssh.NewSignerFromKey(key)
	ts.Check(err)
	file := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(file), 0o755))
	ts.Check(os.WriteFile(file, pem.EncodeToMemory(block), 0o600))
	ts.Check(os.WriteFile(file+".pub", ssh.MarshalAuthorizedKey(signer.PublicKey()), 0o644))
}

// cmdAllow adds a line to a file of allowed signers: allow FILE KEY PRINCIPALS [OPTIONS].
func cmdAllow(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 || len(args) > 4 {
		ts.Fatalf("usage: allow FILE KEY PRINCIPALS [OPTIONS]")
	}
	key := strings.TrimSpace(ts.ReadFile(args[1] + ".pub"))
	file, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	ts.Check(err)
	_, err = file.WriteString(strings.Join(append(args[2:], key), " ") + "\n")
	ts.Check(err)
	ts.Check(file.Close())
}

// cmdSign signs a statement as approve does, but for any namespace: sign STATEMENT KEY NAMESPACE FILE.
func cmdSign(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: sign STATEMENT KEY NAMESPACE FILE")
	}
	statement := ts.ReadFile(args[0])
	signer, err := ssh.ParsePrivateKey([]byte(ts.ReadFile(args[1])))
	ts.Check(err)
	signature, err := sshsig.Sign(strings.NewReader(statement), signer, sshsig.HashSHA512, args[2])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[3]), append([]byte(statement), sshsig.Armor(signature)...), 0o644))
}

// cmdReplace replaces a text in a file, which must hold it: replace FILE OLD NEW.
func cmdReplace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	content := ts.ReadFile(args[0])
	if !strings.Contains(content, args[1]) {
		ts.Fatalf("%s does not hold %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(content, args[1], args[2])), 0o644))
}
