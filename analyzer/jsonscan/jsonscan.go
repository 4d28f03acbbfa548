// Package jsonscan walks JSON that lies in memory without making values of it, at a speed
// near that of memory.
//
// It is strict where a reader of plans has to be: grammar, UTF-8, escapes and repeated
// names. It is made for the JSON that programs write, in which the names of an object
// ascend, and gives up on what is rare: deep nesting, names with escapes, objects of many
// unsorted names. Giving up is no error.
// What is accepted here, jsontext accepts with its default options; whoever gets a
// refusal asks jsontext, which also says what is wrong and where (RFC 8259; RFC 7493 for
// repeated names).
package jsonscan

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Refused is the position that stands for "not accepted".
const Refused = -1

// maxDepth bounds how deep accepted values nest.
const maxDepth = 60

// Space returns the position of the first byte at or after i that is no white space; it
// may be len(b).
func Space(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\t' || b[i] == '\r') {
		i++
	}
	return i
}

// Skip returns the position behind the value that begins at i, or Refused.
func Skip(b []byte, i int) int {
	if i >= len(b) {
		return Refused
	}
	switch b[i] {
	case '{', '[':
		return skipNested(b, i)
	case '"':
		end, _ := String(b, i)
		return end
	}
	return skipScalar(b, i)
}

// skipScalar skips a number, true, false or null.
func skipScalar(b []byte, i int) int {
	switch b[i] {
	case 'n':
		return literal(b, i, "null")
	case 't':
		return literal(b, i, "true")
	case 'f':
		return literal(b, i, "false")
	}
	return number(b, i)
}

func literal(b []byte, i int, word string) int {
	if len(b)-i >= len(word) && string(b[i:i+len(word)]) == word {
		return i + len(word)
	}
	return Refused
}

// number skips a number as RFC 8259, section 6 writes it.
func number(b []byte, i int) int {
	if i < len(b) && b[i] == '-' {
		i++
	}
	switch {
	case i < len(b) && b[i] == '0':
		i++
	case i < len(b) && b[i] >= '1' && b[i] <= '9':
		i = digits(b, i)
	default:
		return Refused
	}
	if i < len(b) && b[i] == '.' {
		end := digits(b, i+1)
		if end == i+1 {
			return Refused
		}
		i = end
	}
	if i < len(b) && (b[i] == 'e' || b[i] == 'E') {
		i++
		if i < len(b) && (b[i] == '+' || b[i] == '-') {
			i++
		}
		end := digits(b, i)
		if end == i {
			return Refused
		}
		i = end
	}
	return i
}

func digits(b []byte, i int) int {
	for i < len(b) && b[i] >= '0' && b[i] <= '9' {
		i++
	}
	return i
}

const (
	ones  = 0x0101010101010101
	highs = 0x8080808080808080
)

// Quote returns the position of the first quote at or after i, Refused if there is none.
// Most strings are short, and for these it is the fastest way.
func Quote(b []byte, i int) int {
	for i+8 <= len(b) {
		w := binary.LittleEndian.Uint64(b[i:]) ^ (ones * '"')
		if found := (w - ones) &^ w & highs; found != 0 {
			return i + bits.TrailingZeros64(found)>>3
		}
		i += 8
	}
	for ; i < len(b); i++ {
		if b[i] == '"' {
			return i
		}
	}
	return Refused
}

// String returns the position behind the string whose opening quote stands at i, or
// Refused, and whether it has no escape: then what stands between the quotes is its text.
func String(b []byte, i int) (end int, plain bool) {
	if i >= len(b) || b[i] != '"' {
		return Refused, false
	}
	i++
	start, plain, wide := i, true, uint64(0)
	for {
		// Eight bytes at a time: the first that is a quote, a backslash or a control
		// character.
		for i+8 <= len(b) {
			w := binary.LittleEndian.Uint64(b[i:])
			quote, slash := w^(ones*'"'), w^(ones*'\\')
			found := ((quote - ones) &^ quote) | ((slash - ones) &^ slash) | ((w - ones*0x20) &^ w)
			found &= highs
			if found == 0 {
				wide |= w & highs
				i += 8
				continue
			}
			n := bits.TrailingZeros64(found) &^ 7
			wide |= w & (1<<n - 1) & highs
			i += n >> 3
			break
		}
		for i < len(b) && b[i] != '"' && b[i] != '\\' && b[i] >= 0x20 {
			wide |= uint64(b[i] & 0x80)
			i++
		}
		if i >= len(b) || b[i] < 0x20 {
			return Refused, false
		}
		if b[i] == '"' {
			if wide != 0 && !utf8.Valid(b[start:i]) {
				return Refused, false
			}
			return i + 1, plain
		}
		plain = false
		if i = escape(b, i); i == Refused {
			return Refused, false
		}
	}
}

// escape skips the escape that begins at i.
func escape(b []byte, i int) int {
	if i+1 >= len(b) {
		return Refused
	}
	switch b[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2
	case 'u':
	default:
		return Refused
	}
	first, ok := hex4(b, i+2)
	if !ok || first >= 0xdc00 && first < 0xe000 {
		return Refused
	}
	if first < 0xd800 || first >= 0xe000 {
		return i + 6
	}
	if i+7 >= len(b) || b[i+6] != '\\' || b[i+7] != 'u' {
		return Refused // half of a surrogate pair
	}
	if second, ok := hex4(b, i+8); !ok || second < 0xdc00 || second >= 0xe000 {
		return Refused
	}
	return i + 12
}

func hex4(b []byte, i int) (v uint32, ok bool) {
	if i+4 > len(b) {
		return 0, false
	}
	for _, c := range b[i : i+4] {
		switch {
		case c >= '0' && c <= '9':
			v = v<<4 | uint32(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			v = v<<4 | uint32(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return v, true
}

// span is a name between its quotes.
type span struct{ start, end int }

// skipNested skips an object or array. Where the names of an object ascend none repeats.
func skipNested(b []byte, i int) int {
	var (
		names   [maxDepth]span // the last name of each open object
		objects uint64         // a bit for each open value: is it an object
		depth   int
		begin   = i
	)
	for {
		// A value begins at i.
		if i >= len(b) {
			return Refused
		}
		switch c := b[i]; c {
		case '{', '[':
			if depth == maxDepth {
				return Refused
			}
			i = Space(b, i+1)
			if i < len(b) && b[i] == c+2 { // empty; the brackets are two apart in ASCII
				i++
				break
			}
			objects <<= 1
			if c == '{' {
				objects |= 1
				names[depth] = span{}
				depth++
				if i = nextName(b, i, &names[depth-1]); i == Refused {
					return Refused
				}
				continue
			}
			depth++
			continue
		case '"':
			i, _ = String(b, i)
		default:
			i = skipScalar(b, i)
		}
		if i == Refused {
			return Refused
		}
		// A value has ended at i.
		for {
			if depth == 0 {
				return i
			}
			if i < len(b) && b[i] <= ' ' {
				i = Space(b, i)
			}
			if i >= len(b) {
				return Refused
			}
			if b[i] == ',' {
				i = Space(b, i+1)
				if objects&1 == 0 {
					break
				}
				if i = nextName(b, i, &names[depth-1]); i == Refused {
					return skipUnsorted(b, begin, 0) // once more, with a look at all names
				}
				break
			}
			closing := byte(']')
			if objects&1 != 0 {
				closing = '}'
			}
			if b[i] != closing {
				return Refused
			}
			objects >>= 1
			depth--
			i++
		}
	}
}

// skipUnsorted skips a value in which the names of objects may stand in any order.
func skipUnsorted(b []byte, i, depth int) int {
	if i >= len(b) || depth == maxDepth {
		return Refused
	}
	switch b[i] {
	case '{':
		m := Object(b, i)
		for m.Next() {
			m.End = skipUnsorted(b, m.Value, depth+1)
		}
		return m.End
	case '[':
		e := Array(b, i)
		for e.Next() {
			e.End = skipUnsorted(b, e.Value, depth+1)
		}
		return e.End
	}
	return Skip(b, i)
}

// nextName reads a name that must come after last, and returns where its value begins.
func nextName(b []byte, i int, last *span) int {
	end, plain := String(b, i)
	if end == Refused || !plain {
		return Refused
	}
	name := span{i + 1, end - 1}
	if last.end != 0 && bytes.Compare(b[last.start:last.end], b[name.start:name.end]) >= 0 {
		return Refused
	}
	*last = name
	return colon(b, end)
}

// colon returns where the value behind a name begins.
func colon(b []byte, i int) int {
	if i < len(b) && b[i] <= ' ' {
		i = Space(b, i)
	}
	if i >= len(b) || b[i] != ':' {
		return Refused
	}
	i++
	if i < len(b) && b[i] <= ' ' {
		i = Space(b, i)
	}
	return i
}
