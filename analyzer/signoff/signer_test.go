package signoff_test

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/tfblast/tfblast/analyzer/signoff"
)

// Every line of a key, and every name of a certificate, tells who the signer is, whether or
// not it lets the key sign.
func TestOwnChange(t *testing.T) {
	t.Parallel()
	const work, private = "alice@corp.example", "al@home.org"
	key, old, other, authority := newKey(t), newKey(t), newKey(t), newKey(t)
	named := func(names ...string) ssh.Signer {
		return certify(t, key, authority, func(c *ssh.Certificate) { c.ValidPrincipals = names })
	}
	corp := allow("*@corp.example", "cert-authority", authority)
	for _, tt := range []struct {
		name   string
		signer ssh.Signer // key, if nil
		lines  []string
		author string // alice, if empty
		want   signoff.Reason
		// why is part of the refusal's sentence.
		why string
	}{
		{name: "nothing in common", lines: []string{allow(work, "", key), allow(alice, "", other)}},
		{name: "the line that lets sign", lines: []string{allow(alice, "", key)}, want: signoff.OwnChange, why: alice + " is an author"},
		{
			name: "a line for git", lines: []string{allow(alice, `namespaces="git"`, key), allow(work, `namespaces="tfblast"`, key)},
			want: signoff.OwnChange, why: work + " may be " + alice + ", an author of the change (by lines 1, 2 of",
		},
		{name: "a line that is over", lines: []string{allow(work, "", key), allow(alice, `valid-before="20200101Z"`, key)}, want: signoff.OwnChange},
		{name: "a line to come", lines: []string{allow(work, "", key), allow(alice, `valid-after="20300101Z"`, key)}, want: signoff.OwnChange},
		{name: "a line with an option of tomorrow", lines: []string{allow(work, "", key), allow(alice, "frobnicate", key)}, want: signoff.OwnChange},
		{name: "a line with a bad time", lines: []string{allow(alice, `valid-before="never"`, key), allow(work, "", key)}, want: signoff.OwnChange},
		{name: "a line as an authority", lines: []string{allow(alice, "cert-authority", key), allow(work, "", key)}, want: signoff.OwnChange},
		{name: "patterns for git", lines: []string{allow("*@example.com", `namespaces="git"`, key), allow(work, "", key)}, want: signoff.OwnChange},
		{name: "all but the author", lines: []string{allow("*@example.com,!"+alice, `namespaces="git"`, key), allow(work, "", key)}},
		{name: "another key of the same name", lines: []string{allow(work, "", key), allow(alice+","+work, `valid-before="20200101Z"`, old)}, want: signoff.OwnChange},
		{
			name: "two steps away", author: private, want: signoff.OwnChange,
			lines: []string{allow(work, "", key), allow(alice+","+work, "", old), allow(alice, `namespaces="git"`, other), allow(private, `namespaces="file"`, other)},
		},
		{name: "an authority that certifies both", lines: []string{allow(work, "", key), allow(alice+","+work, "cert-authority", other)}},
		{name: "another name of the certificate", signer: named(work, alice), lines: []string{corp}, want: signoff.OwnChange, why: "(by the certificate)"},
		{name: "the certificate alone", signer: named(work), lines: []string{corp}},
		{name: "a line for git beside the certificate", signer: named(work), lines: []string{corp, allow(alice, `namespaces="git"`, key)}, want: signoff.OwnChange},
		{
			name: "what the certificate is called", lines: []string{corp}, want: signoff.OwnChange,
			signer: certify(t, key, authority, func(c *ssh.Certificate) { c.ValidPrincipals, c.KeyId = []string{work}, alice }),
		},
		{name: "a sub-address of the author", author: "alice+tf@example.com", lines: []string{allow(alice, "", key)}, want: signoff.OwnChange},
		{name: "a sub-address of the signer", lines: []string{allow("alice+tf@example.com", "", key)}, want: signoff.OwnChange},
		{name: "a sub-address of nobody", author: "+tf@example.com", lines: []string{allow(alice, "", key)}},
		{name: "another domain", author: "alice@example.com.org", lines: []string{allow(alice, "", key)}},
		{name: "the address of the account", author: "1+Alice@users.noreply.github.com", lines: []string{allow(work+",github:alice", "", key)}, want: signoff.OwnChange},
		{name: "the old address of the account", author: "alice@users.noreply.github.com", lines: []string{allow(work+",github:ALICE", "", key)}, want: signoff.OwnChange},
		{name: "two addresses of the account", author: "1+alice@users.noreply.github.com", lines: []string{allow("alice@users.noreply.github.com", "", key)}, want: signoff.OwnChange},
		{name: "the address of another account", author: "1+bob@users.noreply.github.com", lines: []string{allow(work+",github:alice", "", key)}},
		{name: "a user of another host", author: "1-alice@users.noreply.gitlab.com", lines: []string{allow(work+",github:1-alice", "", key)}},
		{name: "a pattern that fits no address", author: bob, lines: []string{allow("adm-*", "", key)}, want: signoff.AuthorUnknown},
		{name: "an address for git only", author: bob, lines: []string{allow("alice", "", key), allow(alice, `namespaces="git"`, key)}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			signers, _ := signoff.ParseAllowedSigners("signers", []byte(strings.Join(tt.lines, "")), time.UTC)
			s, signer := subject(), tt.signer
			if s.ForbidOwn, s.Authors = true, []string{tt.author}; tt.author == "" {
				s.Authors = []string{alice}
			}
			if signer == nil {
				signer = key
			}
			v := verify(sign(t, signer, statement()), signers, s)
			switch {
			case tt.want == "" && len(v.Granted) != 1:
				t.Errorf("refused: %v", v.Refused[0])
			case tt.want != "" && (len(v.Refused) != 1 || v.Refused[0].Reason != tt.want || !strings.Contains(v.Refused[0].Why, tt.why)):
				t.Errorf("verdict %+v, want %s with %q", v, tt.want, tt.why)
			}
		})
	}
}

// What rules somebody out lets nobody in: names of lines that can't be used are not those
// under which the key signs.
func TestUnusableLinesGiveNoNames(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	signers, _ := signoff.ParseAllowedSigners("signers", []byte(allow(bob, "", key)+allow(alice, `namespaces="git"`, key)+allow(alice, "frobnicate", key)), time.UTC)
	v := verify(sign(t, key, statement()), signers, subject())
	if len(v.Granted) != 1 || strings.Join(v.Granted[0].Signer.Principals, " ") != bob {
		t.Errorf("verdict %+v, want %s alone", v, bob)
	}
}

// Two keys of one person are one approval, also where only a line that can't be used says so.
func TestPeopleByUnusableLines(t *testing.T) {
	t.Parallel()
	first, second := newKey(t), newKey(t)
	for name, lines := range map[string][]string{
		"over":                {allow(alice, "", first), allow("alice2@example.com", "", second), allow(alice, `valid-before="20200101Z"`, second)},
		"for git":             {allow(alice, "", first), allow("alice2@example.com", "", second), allow(alice, `namespaces="git"`, second)},
		"not understood":      {allow(alice, "", first), allow("alice2@example.com", "", second), allow(alice, "frobnicate", second)},
		"by a third key":      {allow(alice, "", first), allow("alice2@example.com", "", second), allow(alice+",alice2@example.com", "", newKey(t))},
		"by a common address": {allow(alice, "", first), allow("alice+2@example.com", "", second)},
	} {
		signers, _ := signoff.ParseAllowedSigners("signers", []byte(strings.Join(lines, "")), time.UTC)
		v := signoff.Verify([]signoff.File{{Name: "1", Content: sign(t, first, statement())}, {Name: "2", Content: sign(t, second, statement())}}, signers, subject())
		if people := signoff.People(v.Granted, nil); len(v.Granted) != 2 || len(people) != 1 {
			t.Errorf("%s: %d approvals by %d people, want 2 by 1", name, len(v.Granted), len(people))
		}
	}
}

// A key tells whose an account is, whatever its lines are for.
func TestAccounts(t *testing.T) {
	t.Parallel()
	key := newKey(t)
	signers := allowed(t, allow("github:Alice", `namespaces="tfblast"`, key), allow(alice, `namespaces="git"`, key), allow(bob, "", newKey(t)))
	for name, want := range map[string]string{alice: "alice", "alice+x@example.com": "alice", bob: "", "7+carl@users.noreply.github.com": "carl"} {
		if got := strings.Join(signers.Accounts(name), " "); !strings.Contains(got, want) || want == "" && got != "" {
			t.Errorf("accounts of %s: %q, want %q", name, got, want)
		}
	}
}
