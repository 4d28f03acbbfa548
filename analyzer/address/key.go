// Package address parses, prints and orders Terraform's addresses and references.
//
// It follows the syntax that Terraform documents under "Resource Address Syntax"
// and that its show command prints. The package is a leaf: it imports nothing of
// tfblast, and no other package takes an address apart.
package address

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// KeyKind says what an instance key is.
type KeyKind uint8

// The kinds of instance keys: none (no count or for_each), a count index, a
// for_each key.
const (
	NoKey KeyKind = iota
	IntKey
	StringKey
)

// Key is an instance key. The zero value is "no key"; keys compare with ==.
type Key struct {
	Kind KeyKind
	Int  int64
	Text string
}

// String prints the key with its brackets as Terraform does; no key prints "".
func (k Key) String() string {
	switch k.Kind {
	case IntKey:
		return "[" + strconv.FormatInt(k.Int, 10) + "]"
	case StringKey:
		return "[" + quote(k.Text) + "]"
	case NoKey:
	}
	return ""
}

var errNoKey = errors.New("not an instance key")

// ParseKey reads a bracketed constant key, or no key from an empty text. The error says
// that it is neither.
func ParseKey(s string) (Key, error) {
	if s == "" {
		return Key{}, nil
	}
	key, rest, err := parseKey(s)
	if err == nil && rest != "" {
		err = errNoKey
	}
	return key, err
}

// parseKey reads a bracketed constant key at the start of s and returns what is left.
func parseKey(s string) (Key, string, error) {
	if len(s) < 3 || s[0] != '[' {
		return Key{}, s, errNoKey
	}
	if s[1] == '"' {
		text, n, err := unquote(s[1:])
		if err != nil {
			return Key{}, s, err
		}
		rest := s[1+n:]
		if !strings.HasPrefix(rest, "]") {
			return Key{}, s, errNoKey
		}
		return Key{Kind: StringKey, Text: text}, rest[1:], nil
	}
	end := strings.IndexByte(s, ']')
	if end < 0 {
		return Key{}, s, errNoKey
	}
	n, err := strconv.ParseInt(s[1:end], 10, 64)
	if err != nil || strconv.FormatInt(n, 10) != s[1:end] {
		return Key{}, s, errNoKey
	}
	return Key{Kind: IntKey, Int: n}, s[end+1:], nil
}

// quote writes an HCL quoted string as Terraform's addresses do: backslash escapes,
// \u and \U escapes for what can't be printed, and doubled template introducers
// (terraform: internal/addrs/instance_key.go). Bytes that are no UTF-8 stay as they are.
func quote(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte('"')
	for i, r := range s {
		switch r {
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\t':
			b.WriteString(`\t`)
		case '"':
			b.WriteString(`\"`)
		case '\\':
			b.WriteString(`\\`)
		case '$', '%':
			b.WriteRune(r)
			if strings.HasPrefix(s[i+1:], "{") {
				b.WriteRune(r)
			}
		default:
			writeRune(&b, r, s[i:])
		}
	}
	b.WriteByte('"')
	return b.String()
}

// writeRune writes the rune r that stands at the start of s.
func writeRune(b *strings.Builder, r rune, s string) {
	switch {
	case r == utf8.RuneError:
		_, size := utf8.DecodeRuneInString(s)
		b.WriteString(s[:size])
	case unicode.IsPrint(r):
		b.WriteRune(r)
	case r < 1<<16:
		fmt.Fprintf(b, `\u%04x`, r)
	default:
		fmt.Fprintf(b, `\U%08x`, r)
	}
}

// unquote reads a quoted string at the start of s and returns its text and the
// number of bytes read, quotes included.
func unquote(s string) (text string, n int, err error) {
	var b strings.Builder
	for i := 1; i < len(s); {
		c := s[i]
		switch {
		case c == '"':
			return b.String(), i + 1, nil
		case c == '\\':
			size, err := unescape(&b, s[i:])
			if err != nil {
				return "", 0, err
			}
			i += size
		case (c == '$' || c == '%') && strings.HasPrefix(s[i+1:], string(c)+"{"):
			b.WriteByte(c)
			i += 2
		default:
			b.WriteByte(c)
			i++
		}
	}
	return "", 0, errors.New("quoted key has no end")
}

// unescape reads one backslash escape at the start of s and returns its length.
func unescape(b *strings.Builder, s string) (int, error) {
	if len(s) < 2 {
		return 0, errors.New("quoted key ends in a backslash")
	}
	switch c := s[1]; c {
	case 'n':
		b.WriteByte('\n')
	case 'r':
		b.WriteByte('\r')
	case 't':
		b.WriteByte('\t')
	case '"', '\\':
		b.WriteByte(c)
	case 'u', 'U':
		digits := 4
		if c == 'U' {
			digits = 8
		}
		if len(s) < 2+digits {
			return 0, errors.New("quoted key ends within an escape")
		}
		r, err := strconv.ParseUint(s[2:2+digits], 16, 32)
		if err != nil || r > utf8.MaxRune {
			return 0, fmt.Errorf("quoted key has a bad escape %q", s[:2+digits])
		}
		b.WriteRune(rune(r))
		return 2 + digits, nil
	default:
		return 0, fmt.Errorf("quoted key has an unknown escape %q", s[:2])
	}
	return 2, nil
}
