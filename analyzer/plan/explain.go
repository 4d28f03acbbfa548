package plan

import (
	"bytes"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// rest returns a reader of everything from keep on.
func (s *stream) rest() io.Reader {
	held := bytes.NewReader(s.buf[s.keep:s.end])
	if s.failed != nil {
		return io.MultiReader(held, failure{s.failed})
	}
	return io.MultiReader(held, s.r)
}

// failure is a reader that fails.
type failure struct{ err error }

func (f failure) Read([]byte) (int, error) { return 0, f.err }

// explain says what is wrong with the document near the present position. What was passed
// is put into a short form that nests alike, and jsontext reads on from there.
func (s *stream) explain() error {
	prefix := s.prefix()
	dec := jsontext.NewDecoder(io.MultiReader(bytes.NewReader(prefix), s.rest()))
	shift := s.base + int64(s.keep) - int64(len(prefix))
	for {
		if _, err := dec.ReadToken(); err != nil {
			return syntaxError(err, position{offset: shift + dec.InputOffset(), pointer: dec.StackPointer(), shift: shift})
		}
		if dec.StackDepth() == 0 {
			return refuse(KindSyntax, "invalid JSON (after %d bytes)", s.base+int64(s.pos))
		}
	}
}

// prefix writes what stands before keep with null for every value passed.
func (s *stream) prefix() []byte {
	var b []byte
	for i, f := range s.frames {
		inner := i == len(s.frames)-1
		if f.object {
			b = append(b, '{')
			for k, name := range f.names {
				if k > 0 {
					b = append(b, ',')
				}
				b = append(appendQuoted(b, name), ":null"...)
			}
			if !inner {
				if f.count > 0 {
					b = append(b, ',')
				}
				b = append(appendQuoted(b, f.current), ':')
			}
			continue
		}
		b = append(b, '[')
		for k := range f.count {
			if k > 0 {
				b = append(b, ',')
			}
			b = append(b, "null"...)
		}
		if !inner && f.count > 0 {
			b = append(b, ',')
		}
	}
	return b
}

func appendQuoted(b []byte, name string) []byte {
	quoted, err := jsontext.AppendQuote(b, name)
	if err != nil {
		return append(b, `""`...) // out of reach: the name was read from JSON
	}
	return quoted
}
