package signoff

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

// AllowedSigners is a file of allowed signers: who may sign with which key, as
// ssh-keygen(1) describes it under ALLOWED SIGNERS.
type AllowedSigners struct {
	// lines are all that name somebody and a key, those that can't be used among them.
	lines []allowedLine
	// byKey and byName find lines by their key, and by the names that stand on them.
	byKey, byName map[string][]int
}

// allowedLine is one line of the file.
type allowedLine struct {
	number int
	// unused is true for a line that was not understood: it lets nobody sign, but still
	// tells whose the key is.
	unused     bool
	principals string // a list of patterns
	key        ssh.PublicKey
	authority  bool
	namespaces *string // a list of patterns; nil where all will do
	after      time.Time
	before     time.Time
}

// ParseAllowedSigners reads a file of allowed signers. A line that can't be understood is
// not used, as ssh-keygen does it, and a diagnostic says so: an option that is not known
// may be a restriction. Times without Z are in zone. The name is for messages.
func ParseAllowedSigners(name string, content []byte, zone *time.Location) (*AllowedSigners, []diagnostic.Diagnostic) {
	signers := &AllowedSigners{byKey: map[string][]int{}, byName: map[string][]int{}}
	var problems []diagnostic.Diagnostic
	number := 0
	for text := range bytes.Lines(content) {
		number++
		text := strings.TrimSpace(string(text))
		if text == "" || text[0] == '#' {
			continue
		}
		line, err := parseAllowedLine(text, zone)
		line.number, line.unused = number, err != nil
		signers.add(line)
		if err != nil {
			problems = append(problems, diagnostic.Diagnostic{
				Severity: diagnostic.Warning,
				Summary:  fmt.Sprintf("%s:%d: the line is not used: %v", name, number, err),
				Detail:   "Want principals, options, key type and key, as ssh-keygen(1) has it under ALLOWED SIGNERS.",
			})
		}
	}
	return signers, problems
}

// parseAllowedLine reads a line. Principals and key stand in the result also where what is
// between them is an error.
func parseAllowedLine(text string, zone *time.Location) (allowedLine, error) {
	var line allowedLine
	var err error
	if line.principals, text, err = cutPrincipals(text); err != nil {
		return line, err
	}
	if line.key, err = parseKey(text); err == nil {
		return line, nil
	}
	options, rest := cutOptions(text)
	if rest == "" {
		return line, err
	}
	if line.key, err = parseKey(rest); err != nil {
		return line, err
	}
	return line, line.addOptions(options, zone)
}

// cutPrincipals takes the first field off a line; it may stand in quotes.
func cutPrincipals(text string) (principals, rest string, err error) {
	if quoted, ok := strings.CutPrefix(text, `"`); ok {
		principals, rest, ok = strings.Cut(quoted, `"`)
		if !ok {
			return "", "", errors.New("a quote does not end")
		}
	} else if i := strings.IndexAny(text, " \t"); i >= 0 {
		principals, rest = text[:i], text[i:]
	}
	rest = strings.TrimLeft(rest, " \t")
	if principals == "" || rest == "" {
		return "", "", errors.New("no key behind the principals")
	}
	return principals, rest, nil
}

// cutOptions takes the options off: up to the first blank that stands in no quotes.
func cutOptions(text string) (options, rest string) {
	inQuotes := false
	for i := range len(text) {
		switch c := text[i]; {
		case c == '"' && (i == 0 || text[i-1] != '\\'):
			inQuotes = !inQuotes
		case (c == ' ' || c == '\t') && !inQuotes:
			return text[:i], strings.TrimLeft(text[i:], " \t")
		}
	}
	return text, ""
}

// parseKey reads a key's type and its base64 form; what follows is a comment.
func parseKey(text string) (ssh.PublicKey, error) {
	fields := strings.Fields(text)
	if len(fields) < 2 {
		return nil, errors.New("no key")
	}
	blob, err := base64.StdEncoding.DecodeString(fields[1])
	if err != nil {
		return nil, fmt.Errorf("key: %w", err)
	}
	key, err := ssh.ParsePublicKey(blob)
	if err != nil {
		return nil, fmt.Errorf("key: %w", err)
	}
	if key.Type() != fields[0] {
		return nil, fmt.Errorf("the key is of type %s, not %s", key.Type(), fields[0])
	}
	if _, certificate := key.(*ssh.Certificate); certificate {
		return nil, fmt.Errorf("a key of type %s can't be allowed here", key.Type())
	}
	return key, nil
}

// addOptions reads the options, each of which may stand once.
func (l *allowedLine) addOptions(text string, zone *time.Location) error {
	seen := map[string]bool{}
	for text != "" {
		name, rest, value, err := cutOption(text)
		if err != nil {
			return err
		}
		if seen[name] {
			return fmt.Errorf("the option %s stands twice", name)
		}
		seen[name] = true
		text = rest
		switch {
		case name == "cert-authority" && value == nil:
			l.authority = true
		case name == "namespaces" && value != nil:
			l.namespaces = value
		case name == "valid-after" && value != nil:
			l.after, err = parseTime(*value, zone)
		case name == "valid-before" && value != nil:
			l.before, err = parseTime(*value, zone)
		default:
			return fmt.Errorf("the option %q is not known, or has not the form of it", name)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// cutOption takes the first option off a list: its name in lower case and what stands in
// quotes behind =, nil for none.
func cutOption(text string) (name, rest string, value *string, err error) {
	i := strings.IndexAny(text, ",=")
	if i < 0 {
		return strings.ToLower(text), "", nil, nil
	}
	name = strings.ToLower(text[:i])
	if text[i] == ',' {
		if text[i+1:] == "" {
			return "", "", nil, errors.New("the options end in a comma")
		}
		return name, text[i+1:], nil, nil
	}
	quoted, ok := strings.CutPrefix(text[i+1:], `"`)
	if !ok {
		return "", "", nil, fmt.Errorf("%s: the value must stand in quotes", name)
	}
	content, rest, ok := strings.Cut(quoted, `"`)
	switch {
	case !ok || strings.Contains(content, `\`):
		return "", "", nil, fmt.Errorf("%s: the value does not end in a quote", name)
	case rest == "":
		return name, "", &content, nil
	case rest[0] != ',' || rest == ",":
		return "", "", nil, fmt.Errorf("%s: want a comma between options", name)
	}
	return name, rest[1:], &content, nil
}

// timeForms are the forms of a time by their length.
var timeForms = map[int]string{8: "20060102", 12: "200601021504", 14: "20060102150405"}

func parseTime(text string, zone *time.Location) (time.Time, error) {
	digits := text
	for _, suffix := range []string{"Z", "z", "UTC"} {
		if cut, ok := strings.CutSuffix(text, suffix); ok {
			digits, zone = cut, time.UTC
			break
		}
	}
	form, ok := timeForms[len(digits)]
	if !ok {
		return time.Time{}, fmt.Errorf("%q: want YYYYMMDD or YYYYMMDDHHMM[SS], with Z for UTC", text)
	}
	t, err := time.ParseInLocation(form, digits, zone)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q: want YYYYMMDD or YYYYMMDDHHMM[SS], with Z for UTC", text)
	}
	return t, nil
}

// find looks a key up. It must be allowed for the namespace at that time; else the refusal
// names what came nearest.
func (a *AllowedSigners) find(key ssh.PublicKey, namespace string, at time.Time) (Signer, *Refusal) {
	found := Signer{Key: KeyFingerprint(key)}
	refusal := refuse(UnknownSigner, "the key %s is not among the allowed signers", found.Key)
	allowed := false
	for _, line := range a.lines {
		if line.unused {
			continue
		}
		principals, no := line.allows(key, namespace, at)
		if no != nil {
			if no.Reason != UnknownSigner || line.authority {
				refusal = no
			}
			continue
		}
		found.Principals, allowed = append(found.Principals, principals...), true
	}
	if !allowed {
		return Signer{}, refusal
	}
	slices.Sort(found.Principals)
	found.Principals = slices.Compact(found.Principals)
	found.known = a.whose(key)
	return found, nil
}

// allows reports under which names a line lets a key sign.
func (l *allowedLine) allows(key ssh.PublicKey, namespace string, at time.Time) (principals []string, no *Refusal) {
	certificate, certified := key.(*ssh.Certificate)
	trusted := l.key
	presented := plainKey(key)
	if l.authority {
		if !certified {
			return nil, refuse(UnknownSigner, "the key %s is not among the allowed signers", KeyFingerprint(key))
		}
		presented = certificate.SignatureKey
	}
	switch {
	case !bytes.Equal(trusted.Marshal(), presented.Marshal()):
		return nil, refuse(UnknownSigner, "the key %s is not among the allowed signers", KeyFingerprint(key))
	case l.namespaces != nil && !matchList(*l.namespaces, namespace):
		return nil, refuse(WrongNamespace, "line %d of the allowed signers does not allow the namespace %s", l.number, namespace)
	case !l.after.IsZero() && at.Before(l.after):
		return nil, refuse(OutsideValidity, "the key is allowed from %s on (line %d)", l.after.UTC().Format(time.RFC3339), l.number)
	case !l.before.IsZero() && at.After(l.before):
		return nil, refuse(OutsideValidity, "the key was allowed until %s (line %d)", l.before.UTC().Format(time.RFC3339), l.number)
	case !l.authority:
		return names(l.principals), nil
	}
	return l.certified(certificate, at)
}

// certified lists the principals of a certificate that the line allows. Restrictions of a
// certificate (critical options) are for logins; one that has any is refused, as it was
// not given for this.
func (l *allowedLine) certified(certificate *ssh.Certificate, at time.Time) (principals []string, no *Refusal) {
	if certificate.CertType != ssh.UserCert {
		return nil, refuse(UnknownSigner, "the certificate is not that of a user")
	}
	checker := ssh.CertChecker{Clock: func() time.Time { return at }}
	why := errors.New("it names no principal")
	for _, principal := range certificate.ValidPrincipals {
		if !matchList(l.principals, principal) {
			why = fmt.Errorf("line %d of the allowed signers allows none of its principals", l.number)
			continue
		}
		if err := checker.CheckCert(principal, certificate); err != nil {
			reason := UnknownSigner
			if unix := at.Unix(); unix < 0 || uint64(unix) < certificate.ValidAfter || uint64(unix) >= certificate.ValidBefore {
				reason = OutsideValidity
			}
			return nil, refuse(reason, "the certificate of %s is not valid: %v", principal, err)
		}
		principals = append(principals, principal)
	}
	if len(principals) == 0 {
		return nil, refuse(UnknownSigner, "the certificate %q is not accepted: %v", certificate.KeyId, why)
	}
	return principals, nil
}
