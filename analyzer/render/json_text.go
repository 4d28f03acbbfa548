package render

import (
	"bytes"
	"unicode/utf8"
)

// appendJSONText appends s as a JSON string. Beyond what JSON asks for it escapes what
// must not reach a terminal or a log as it is: forbidden runes, the second of two number
// signs and the colons with which CI commands begin or end. It decodes to the same text,
// apart from bytes that are not UTF-8, each of which becomes U+FFFD.
func appendJSONText(b []byte, s string) []byte {
	b = append(b, '"')
	begin := len(b)
	from := 0 // what stands before is written
	for i := 0; i < len(s); {
		c := s[i]
		if ' ' <= c && c <= '~' && c != '"' && c != '\\' && c != '#' && c != ':' {
			i++
			continue
		}
		if c == '#' && (i == 0 || s[i-1] != '#') {
			i++
			continue
		}
		r, size := rune(c), 1
		if c >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
			if (r != utf8.RuneError || size > 1) && !forbidden(r) {
				i += size
				continue
			}
		}
		b = append(b, s[from:i]...)
		if c == ':' && !endsInCommand(b[begin:]) {
			b = append(b, ':')
		} else {
			b = appendJSONEscape(b, r)
		}
		i += size
		from = i
	}
	return append(append(b, s[from:]...), '"')
}

// endsInCommand reports whether a colon would make a command of an encoded text.
func endsInCommand(text []byte) bool {
	for _, word := range commandWords {
		if bytes.HasSuffix(text, []byte(word)) {
			return true
		}
	}
	return false
}

// appendJSONEscape appends r as one JSON escape, or as two for a surrogate pair.
func appendJSONEscape(b []byte, r rune) []byte {
	switch r {
	case '"', '\\':
		return append(b, '\\', byte(r))
	case '\b':
		return append(b, `\b`...)
	case '\f':
		return append(b, `\f`...)
	case '\n':
		return append(b, `\n`...)
	case '\r':
		return append(b, `\r`...)
	case '\t':
		return append(b, `\t`...)
	}
	if r >= 0x10000 {
		r -= 0x10000
		return appendHex(appendHex(b, 0xd800+(r>>10)), 0xdc00+(r&0x3ff))
	}
	return appendHex(b, r)
}

// appendHex appends the escape of a rune below 0x10000.
func appendHex(b []byte, r rune) []byte {
	const digits = "0123456789abcdef"
	return append(b, '\\', 'u', digits[r>>12&0xf], digits[r>>8&0xf], digits[r>>4&0xf], digits[r&0xf])
}
