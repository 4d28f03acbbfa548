package signoff

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/crypto/ssh"
)

// Signer is who made a signature, as the file of allowed signers has it.
type Signer struct {
	// Principals are the names under which the signer may sign, sorted; empty where the file
	// gives patterns only, as for `*@example.com` with a key that is no certificate authority.
	Principals []string `json:"principals"`
	// Key is the key's fingerprint as `ssh-keygen -l` prints it.
	Key string `json:"key"`
	// known is who that is by all that is known, whatever lets them sign.
	known identity
}

// identity is what tells of one person. It rules somebody out and lets nobody in, so a line
// that does not let a key sign counts as much as one that does.
type identity struct {
	// names stand for one name each, lists are lists of patterns.
	names, lists []string
	// lines are the numbers of the lines of allowed signers that it comes from, sorted.
	lines []int
}

// Name is what messages call the signer: the first name, else the key.
func (s Signer) Name() string {
	if len(s.Principals) > 0 {
		return s.Principals[0]
	}
	return s.Key
}

// names are all names of the signer, those under which nothing is signed among them.
func (s Signer) names() []string { return slices.Concat(s.Principals, s.known.names) }

// MayBe reports whether the signer could be the owner of a name. The case of letters does
// not count, nor does a sub-address (ann+tf@), and an address that GitHub gave to an account
// is that account: this is asked to rule somebody out.
func (s Signer) MayBe(name string) bool {
	form := canonical(name)
	if slices.ContainsFunc(s.names(), func(n string) bool { return canonical(n) == form }) {
		return true
	}
	name = strings.ToLower(name)
	return slices.ContainsFunc(s.known.lists, func(list string) bool {
		list = strings.ToLower(list)
		return matchList(list, name) || matchList(list, form)
	})
}

// ownChange is the refusal of a signer who may be one of the authors of a change.
func (s Signer) ownChange(authors []string) *Refusal {
	i := slices.IndexFunc(authors, s.MayBe)
	if i < 0 {
		return nil
	}
	if same := func(p string) bool { return canonical(p) == canonical(authors[i]) }; slices.ContainsFunc(s.Principals, same) {
		return refuse(OwnChange, "%s is an author of the change", s.Name())
	}
	return refuse(OwnChange, "%s may be %s, an author of the change (%s)", s.Name(), authors[i], s.known.source())
}

// source says where the identity comes from.
func (d identity) source() string {
	switch len(d.lines) {
	case 0:
		return "by the certificate"
	case 1:
		return fmt.Sprintf("by line %d of the allowed signers", d.lines[0])
	}
	const shown = 5
	var numbers []string
	for _, n := range d.lines[:min(len(d.lines), shown)] {
		numbers = append(numbers, strconv.Itoa(n))
	}
	if len(d.lines) > shown {
		numbers = append(numbers, "…")
	}
	return "by lines " + strings.Join(numbers, ", ") + " of the allowed signers"
}

// comparable reports whether the signer can be told from authors of commits, which are
// known by their e-mail addresses.
func (s Signer) comparable() bool {
	address := func(name string) bool { return strings.Contains(name, "@") }
	return slices.ContainsFunc(s.names(), address) || slices.ContainsFunc(s.known.lists, func(list string) bool {
		return address(list) || slices.Contains(strings.Split(list, ","), "*")
	})
}

// accounts are the accounts among a signer's names.
func (s Signer) accounts() []string {
	var list []string
	for _, name := range s.names() {
		if login, ok := strings.CutPrefix(canonical(name), Account); ok && login != "" {
			list = append(list, login)
		}
	}
	return list
}

// noReplyDomain begins the domains of the addresses that GitHub gives to accounts, as in
// 1234+ann@users.noreply.github.com; a server of one's own may have another ending.
const noReplyDomain = "users.noreply.github."

// canonical is the form in which two names are compared to find out whether they may be one
// person's: in lower case, an address without its sub-address, and as github:LOGIN one that
// GitHub gave to an account.
func canonical(name string) string {
	name = strings.ToLower(strings.TrimSpace(name))
	at := strings.LastIndexByte(name, '@')
	if at <= 0 {
		return name
	}
	local, domain := name[:at], strings.TrimRight(name[at+1:], ".")
	plus := strings.IndexByte(local, '+')
	switch {
	case strings.HasPrefix(domain, noReplyDomain):
		return Account + local[plus+1:]
	case plus > 0:
		local = local[:plus]
	}
	return local + "@" + domain
}

// add adds a line of the file. One without names or key tells nothing.
func (a *AllowedSigners) add(line allowedLine) {
	if line.key == nil {
		return
	}
	i := len(a.lines)
	a.lines = append(a.lines, line)
	key := string(line.key.Marshal())
	a.byKey[key] = append(a.byKey[key], i)
	if line.authority {
		return // it names whom others may certify
	}
	for _, name := range names(line.principals) {
		a.byName[canonical(name)] = append(a.byName[canonical(name)], i)
	}
}

// whose is who has a key: by its certificate, and by the lines of the file.
func (a *AllowedSigners) whose(key ssh.PublicKey) identity {
	var d identity
	if certificate, ok := key.(*ssh.Certificate); ok {
		d.names = slices.Clone(certificate.ValidPrincipals)
		if strings.Contains(certificate.KeyId, "@") {
			d.names = append(d.names, certificate.KeyId)
		}
		d.lists = slices.Clone(d.names) // a name of it may be a pattern
	}
	a.gather(&d, a.byKey[string(plainKey(key).Marshal())])
	return d
}

// gather adds what lines tell of a person, and then what other lines with the same keys and
// names tell. A line that can't be used counts: whoever has a key has it for all purposes.
func (a *AllowedSigners) gather(d *identity, first []int) {
	open, seen, asked := slices.Clone(first), map[int]bool{}, map[string]bool{}
	follow := func(index map[string][]int, what string) {
		if !asked[what] { // no name has the bytes of a key
			asked[what] = true
			open = append(open, index[what]...)
		}
	}
	for _, name := range d.names {
		follow(a.byName, canonical(name))
	}
	for len(open) > 0 {
		i := open[len(open)-1]
		open = open[:len(open)-1]
		if seen[i] {
			continue
		}
		seen[i] = true
		line := a.lines[i]
		d.lines, d.lists = append(d.lines, line.number), append(d.lists, line.principals)
		follow(a.byKey, string(line.key.Marshal()))
		if line.authority {
			continue
		}
		for _, name := range names(line.principals) {
			d.names = append(d.names, name)
			follow(a.byName, canonical(name))
		}
	}
	slices.Sort(d.lines)
	slices.Sort(d.names)
	d.names = slices.Compact(d.names)
}

// Named is who has a name, with all that the file lists beside it on a line, valid or not:
// this is asked to tell whether two are one person. Nil lists nothing.
func (a *AllowedSigners) Named(name string) Signer {
	found := Signer{Principals: []string{name}, Key: name, known: identity{names: []string{name}}}
	if a == nil {
		return found
	}
	for _, i := range a.byName[canonical(name)] {
		for _, p := range names(a.lines[i].principals) {
			if canonical(p) != canonical(name) {
				found.Principals = append(found.Principals, p)
			}
		}
	}
	slices.Sort(found.Principals[1:])
	found.Principals = slices.Compact(found.Principals)
	a.gather(&found.known, nil)
	return found
}

// Accounts are the GitHub accounts that the file lists for who has a name.
func (a *AllowedSigners) Accounts(name string) []string { return a.Named(name).accounts() }
