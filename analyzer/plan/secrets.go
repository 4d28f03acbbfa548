package plan

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
)

// minSecret is the length in bytes from which a marked string is looked for in other
// strings. Shorter ones turn up in harmless text by chance.
const minSecret = 8

// minLine is the length in bytes from which one line of a longer secret is looked for.
const minLine = 24

// collected holds the strings that a part of the plan marks as sensitive.
type collected struct{ texts map[string]bool }

func newCollected() *collected { return &collected{texts: map[string]bool{}} }

// change adds the marked strings of a change; c may be nil.
func (s *collected) change(c *tfjson.Change) {
	if c != nil {
		m := marksOf(c.BeforeSensitive, c.AfterSensitive)
		s.collect(c.Before, m)
		s.collect(c.After, m)
	}
}

// collect adds the strings below the marked places of v.
func (s *collected) collect(v any, m *marks) {
	if m == nil {
		return
	}
	if m.all || !m.fits(v) {
		s.collectAll(v)
		return
	}
	switch v := v.(type) {
	case map[string]any:
		for k, child := range m.keys {
			s.collect(v[k], child)
		}
	case []any:
		for _, e := range v {
			s.collect(e, m.elements)
		}
	}
}

// collectAll adds every string of v. Names of attributes are no secrets, but the keys
// of a map may be; the two can't be told apart, so only keys that do not read as a name
// are added.
func (s *collected) collectAll(v any) {
	switch v := v.(type) {
	case string:
		s.texts[v] = true
	case []any:
		for _, e := range v {
			s.collectAll(e)
		}
	case map[string]any:
		for k, e := range v {
			if !readsAsName(k) {
				s.texts[k] = true
			}
			s.collectAll(e)
		}
	}
}

// readsAsName reports whether a key is made as names are: an identifier in which
// letters follow digits once at most (x509cert, but not 7f3a9c).
func readsAsName(k string) bool {
	mixed := 0
	for i := 1; i < len(k); i++ {
		if isDigit(k[i-1]) && !isDigit(k[i]) && k[i] != '_' && k[i] != '-' {
			mixed++
		}
	}
	return mixed < 2 && isIdentifier(k)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// secrets finds what was collected in other strings.
type secrets struct {
	seen map[string]bool
	// byPrefix finds a secret by its first minSecret bytes, pairs says by the first
	// two bytes whether it is worth to look.
	byPrefix map[string][]string
	pairs    [1 << 16]bool
}

func newSecrets(all []*collected) *secrets {
	s := &secrets{seen: map[string]bool{}, byPrefix: map[string][]string{}}
	for _, c := range all {
		for text := range c.texts {
			s.add(text)
		}
	}
	return s
}

// add takes one secret and the forms in which other strings may hold it: as text of a
// JSON string (with and without Terraform's escapes for <, > and &), of an address, in a
// URL, in base64.
func (s *secrets) add(secret string) {
	if s.seen[secret] {
		return
	}
	s.seen[secret] = true
	forms := append([]string{secret, strings.TrimSpace(secret)}, longLines(secret)...)
	for _, plain := range forms {
		if len(plain) < minSecret || commonWord(plain) {
			continue
		}
		s.index(plain)
		if !unescaped(plain) {
			s.index(inJSON(plain))
			s.index(inJSON(inJSON(plain)))
			escaped := strconv.Quote(plain)
			s.index(escaped[1 : len(escaped)-1])
			key := address.Key{Kind: address.StringKey, Text: plain}.String()
			s.index(key[2 : len(key)-2])
			s.index(url.QueryEscape(plain))
			s.index(url.PathEscape(plain))
		}
		for shift := range 3 {
			core := base64Core(base64.StdEncoding, plain, shift)
			s.index(core)
			if strings.ContainsAny(core, "+/") { // the alphabets differ in these alone
				s.index(base64Core(base64.URLEncoding, plain, shift))
			}
		}
	}
}

// unescaped reports whether a text is written as it is in JSON, addresses and URLs.
func unescaped(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !isDigit(c) && (c|0x20 < 'a' || c|0x20 > 'z') && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return true
}

// longLines returns the lines of a secret of several lines, such as a private key, that
// are long enough to give it away.
func longLines(secret string) []string {
	if !strings.Contains(secret, "\n") {
		return nil
	}
	var lines []string
	for line := range strings.Lines(secret) {
		if line = strings.TrimSpace(line); len(line) >= minLine && !strings.HasPrefix(line, "-----") {
			lines = append(lines, line)
		}
	}
	return lines
}

// inJSON is how the text stands within a JSON string that Terraform has written.
func inJSON(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		return text
	}
	return string(quoted[1 : len(quoted)-1])
}

// base64Core returns the part of the encoding of a longer text that depends on secret
// alone, where secret starts shift bytes after a group of three.
func base64Core(encoding *base64.Encoding, secret string, shift int) string {
	padded := append(make([]byte, shift, shift+len(secret)), secret...)
	encoded := encoding.EncodeToString(padded)
	start := []int{0, 2, 3}[shift]
	whole := (shift + len(secret)) * 8 / 6 // characters that no following byte changes
	return encoded[start:whole]
}

func (s *secrets) index(form string) {
	if len(form) < minSecret {
		return
	}
	prefix := form[:minSecret]
	if slices.Contains(s.byPrefix[prefix], form) {
		return
	}
	s.byPrefix[prefix] = append(s.byPrefix[prefix], form)
	s.pairs[pair(form)] = true
}

func pair(s string) uint16 { return uint16(s[0])<<8 | uint16(s[1]) }

// in reports whether text is or holds a collected secret.
func (s *secrets) in(text string) bool {
	if len(s.byPrefix) == 0 {
		return false
	}
	for i := 0; i+minSecret <= len(text); i++ {
		if !s.pairs[pair(text[i:])] {
			continue
		}
		for _, form := range s.byPrefix[text[i:i+minSecret]] {
			if strings.HasPrefix(text[i:], form) {
				return true
			}
		}
	}
	return false
}

// region matches the region and zone names of AWS, Google Cloud and Azure: they are
// marked together with real secrets, and stand everywhere.
var region = regexp.MustCompile(`^(?:` +
	`(?:af|ap|ca|cn|eu|il|me|mx|sa|us)(?:-gov|-iso[a-z]?)?-(?:north|south|east|west|central)(?:east|west)?-\d[a-z]?` +
	`|(?:africa|asia|australia|europe|me|northamerica|southamerica|us)-(?:north|south|east|west|central)(?:east|west)?\d{1,2}(?:-[a-z])?` +
	`|(?:east|west|central|northcentral|southcentral|westcentral)us[23]?|(?:north|west)europe` +
	`|(?:uk|france|germany|switzerland|norway|poland|italy|spain|sweden|brazil|canada|mexico|qatar|uae|israel|australia|japan|korea|(?:south|east)(?:asia|india)?)` +
	`(?:south|west|north|east|central|westcentral|southeast|eastasia)?)$`)

// commonWord reports whether a marked string is one that would be found everywhere: a
// boolean, a number or a region.
func commonWord(s string) bool {
	if _, err := strconv.ParseFloat(s, 64); err == nil {
		return true
	}
	if _, err := strconv.ParseBool(s); err == nil {
		return true
	}
	return region.MatchString(s)
}

// secretName matches names of attributes whose values are secrets whatever the plan
// marks.
var secretName = regexp.MustCompile(`(?i)(passw(or)?d|passphrase|secret|token|private_?key|api_?key|access_?key|client_?key|credential|connection_?string|sas_?url|auth_?key|signing_?key)`)

// plainName matches names that speak of a secret and hold only what identifies it.
var plainName = regexp.MustCompile(`(?i)_(arns?|ids?|names?|types?|versions?|days|enabled|expiry|length|at)$`)

// settingNames are names in the schemas of the providers that speak of a secret and hold a
// setting: one of a few words that the schema lists, or a length of time.
var settingNames = map[string]bool{
	"http_tokens":    true, // instance metadata: optional or required
	"api_key_source": true, "auth_token_update_strategy": true, "bearer_token_sending_methods": true,
	"client_credential_method": true, "credential_provider_vendor": true, "secret_permissions": true,
	"secret_status": true, "resource_aws_iam_access_key_status": true,
	"token_policies": true, "token_bound_cidrs": true, // of roles of Vault
	"password_expiration_duration": true, "secret_rotation_interval": true, "token_ttl": true,
}

// secretAttribute reports whether an attribute's name says that it holds a secret.
func secretAttribute(name string) bool {
	return secretName.MatchString(name) && !plainName.MatchString(name) && !settingNames[name]
}
