package plan

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/tfblast/tfblast/analyzer/jsonscan"
)

// chunk is the size in bytes from which a buffer is handed on to the workers.
const chunk = 256 << 10

// errMalformed stands for JSON that the stream can't follow; explain says what is wrong.
var errMalformed = errors.New("malformed")

// stream follows the structure of one JSON document as far as its caller asks, and cuts
// the values below into units. It looks only at quotes and brackets; whoever reads a unit
// checks it.
type stream struct {
	r io.Reader
	// buf[pos:end] is read and not yet passed. Nothing before keep is needed any more but
	// by units; start is where the value begins that is being passed.
	buf         []byte
	pos, end    int
	keep, start int
	base        int64 // the offset of buf[0] in the document
	failed      error // of r, io.EOF at the end
	frames      []frame
	units       []unit
	emit        func(batch)
	fresh       func() []byte
}

// frame is an object or array that is open.
type frame struct {
	object bool
	// names are those of the members passed, current the one that is open.
	names   []string
	current string
	count   int
	// known holds the names once there are many.
	known map[string]bool
	// at is where the open member or element stands, made when it is asked for.
	at *location
}

// location is where a value stands: the way to it from the top.
type location struct {
	above *location
	name  string
	index int // in a list, -1 in an object
}

// pointer writes a location as a JSON pointer (RFC 6901).
func (l *location) pointer() jsontext.Pointer {
	var way []*location
	for ; l != nil; l = l.above {
		way = append(way, l)
	}
	var p jsontext.Pointer
	for _, step := range slices.Backward(way) {
		if step.index >= 0 {
			p = p.AppendToken(strconv.Itoa(step.index))
		} else {
			p = p.AppendToken(step.name)
		}
	}
	return p
}

// manyNames is from how many names on an object's are looked up in a map.
const manyNames = 16

// add notes a name, and returns false for one that repeats.
func (f *frame) add(name string) bool {
	if len(f.names) == manyNames {
		f.known = make(map[string]bool, 2*manyNames)
		for _, n := range f.names {
			f.known[n] = true
		}
	}
	if f.known != nil {
		if f.known[name] {
			return false
		}
		f.known[name] = true
	} else if slices.Contains(f.names, name) {
		return false
	}
	f.current, f.at = name, nil
	return true
}

// fill reads more behind end. What is before keep is handed on or dropped if there is no
// room.
func (s *stream) fill() error {
	if s.failed != nil {
		return s.failed
	}
	if s.end == len(s.buf) {
		s.makeRoom()
	}
	for range 100 {
		n, err := s.r.Read(s.buf[s.end:])
		s.end += n
		s.failed = err
		if n > 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return io.ErrNoProgress
}

func (s *stream) makeRoom() {
	from := s.keep
	switch {
	case len(s.units) > 0:
		next := s.fresh()
		if s.end-from > len(next)/2 {
			next = make([]byte, 2*(s.end-from))
		}
		copy(next, s.buf[from:s.end])
		s.flush()
		s.buf = next
	case from > len(s.buf)/2:
		copy(s.buf, s.buf[from:s.end])
	default:
		next := make([]byte, 2*len(s.buf))
		copy(next, s.buf[from:s.end])
		s.buf = next
	}
	s.base += int64(from)
	s.pos, s.end, s.start, s.keep = s.pos-from, s.end-from, s.start-from, 0
}

// flush hands the units on, with the buffer in which they lie.
func (s *stream) flush() {
	if len(s.units) > 0 {
		s.emit(batch{buf: s.buf, base: s.base, units: s.units})
		s.units = make([]unit, 0, cap(s.units))
	}
}

// next passes white space and returns the byte behind it, which is not passed.
func (s *stream) next() (byte, error) {
	for {
		for s.pos < s.end {
			if c := s.buf[s.pos]; !isSpace(c) {
				return c, nil
			}
			s.pos++
		}
		if err := s.fill(); err != nil {
			return 0, errMalformed
		}
	}
}

// expect passes one byte that must be c.
func (s *stream) expect(c byte) error {
	if b, err := s.next(); err != nil || b != c {
		return errMalformed
	}
	s.pos++
	return nil
}

// object visits the members of the object that comes next. visit must pass the value.
func (s *stream) object(visit func(name string) error) error {
	return s.nested('{', '}', func(f int) error {
		if err := s.memberName(f); err != nil {
			return err
		}
		if err := visit(s.frames[f].current); err != nil {
			return err
		}
		s.frames[f].names = append(s.frames[f].names, s.frames[f].current)
		return nil
	})
}

// array visits the elements of the array that comes next. visit must pass the value.
func (s *stream) array(visit func(i int) error) error {
	return s.nested('[', ']', func(f int) error {
		return visit(s.frames[f].count)
	})
}

// nested passes an object or array; f is the index of its frame.
func (s *stream) nested(opening, closing byte, element func(f int) error) error {
	if err := s.expect(opening); err != nil {
		return err
	}
	f := len(s.frames)
	s.frames = append(s.frames, frame{object: opening == '{'})
	for {
		s.keep = s.pos
		c, err := s.next()
		if err != nil {
			return err
		}
		if c == closing {
			s.pos++
			s.keep = s.pos
			s.frames = s.frames[:f]
			return nil
		}
		if s.frames[f].count > 0 {
			if err := s.expect(','); err != nil {
				return err
			}
		}
		if err := element(f); err != nil {
			return err
		}
		s.frames[f].count++
		s.frames[f].at = nil
	}
}

// memberName passes a name and its colon. A name that repeats is malformed.
func (s *stream) memberName(f int) error {
	c, err := s.next()
	if err != nil || c != '"' {
		return errMalformed
	}
	s.start = s.pos
	if err := s.passString(); err != nil {
		return err
	}
	text, err := jsontext.AppendUnquote(nil, s.buf[s.start:s.pos])
	if err != nil {
		return errMalformed
	}
	if err := s.expect(':'); err != nil {
		return err
	}
	name := string(text)
	if !s.frames[f].add(name) {
		return errMalformed
	}
	return nil
}

// isNull passes null if it comes next and reports whether it did.
func (s *stream) isNull() (bool, error) {
	c, err := s.next()
	if err != nil || c != 'n' {
		return false, err
	}
	if err := s.value(); err != nil {
		return false, err
	}
	if string(s.buf[s.start:s.pos]) != "null" {
		return false, errMalformed
	}
	return true, nil
}

// value passes the value that comes next: it is buf[start:pos].
func (s *stream) value() error {
	c, err := s.next()
	if err != nil {
		return err
	}
	s.start = s.pos
	switch c {
	case '"':
		return s.passString()
	case '{', '[':
		return s.passNested()
	}
	for {
		for s.pos < s.end {
			switch s.buf[s.pos] {
			case ',', '}', ']', ' ', '\n', '\t', '\r':
				if s.pos == s.start {
					return errMalformed
				}
				return nil
			case '"', '{', '[', ':':
				return errMalformed
			}
			s.pos++
		}
		if err := s.fill(); err != nil {
			return errMalformed
		}
	}
}

// passNested passes an object or array by counting brackets.
func (s *stream) passNested() error {
	depth := 0
	for {
		b := s.buf[:s.end]
		for i := s.pos; i < len(b); i++ {
			switch b[i] {
			case '"':
				if end := jsonscan.Quote(b, i+1); end > i && b[end-1] != '\\' {
					i = end // the quote itself
					continue
				}
				if end := closingQuote(b, i+1, i+1); end >= 0 {
					i = end - 1
					continue
				}
				s.pos = i
				if err := s.passString(); err != nil {
					return err
				}
				b, i = s.buf[:s.end], s.pos-1
			case '{', '[':
				depth++
			case '}', ']':
				if depth--; depth == 0 {
					s.pos = i + 1
					return nil
				}
			}
		}
		s.pos = s.end
		if err := s.fill(); err != nil {
			return errMalformed
		}
	}
}

// passString passes the string whose opening quote stands at pos.
func (s *stream) passString() error {
	for from := 1; ; {
		if end := closingQuote(s.buf[:s.end], s.pos+1, s.pos+from); end >= 0 {
			s.pos = end
			return nil
		}
		from = s.end - s.pos
		if err := s.fill(); err != nil {
			return errMalformed
		}
	}
}

// closingQuote returns the position behind the quote that ends the string whose text
// begins at begin, looking from from on; -1 if b does not hold it.
func closingQuote(b []byte, begin, from int) int {
	for {
		n := bytes.IndexByte(b[from:], '"')
		if n < 0 {
			return -1
		}
		quote := from + n
		first := quote
		for first > begin && b[first-1] == '\\' {
			first--
		}
		if (quote-first)%2 == 0 {
			return quote + 1
		}
		from = quote + 1
	}
}

// here is where the present value stands.
func (s *stream) here() *location {
	var above *location
	for i := range s.frames {
		f := &s.frames[i]
		if f.at == nil {
			f.at = &location{above: above, name: f.current, index: -1}
			if !f.object {
				f.at.index = f.count
			}
		}
		above = f.at
	}
	return above
}
