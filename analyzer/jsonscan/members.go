package jsonscan

import "bytes"

// maxNames bounds the names of an object that Members walks, unless they ascend.
const maxNames = 32

// Members walks the members of one object:
//
//	m := jsonscan.Object(b, i)
//	for m.Next() {
//		switch string(m.Name) { … }
//		m.Skip() // or m.End = what read the value
//	}
//	end := m.End // Refused if the object was
//
// A caller that reads a value on its own puts the position behind it into End.
type Members struct {
	// Name is the present member's name; it aliases the input.
	Name []byte
	// Value is the position at which the present member's value begins.
	Value int
	// End is the position behind the present value, after the last member that behind the
	// object. Refused ends the walk.
	End int

	b     []byte
	first bool
	// last is the greatest name so far while names ascend. Else names holds all of them.
	ascends bool
	last    span
	names   [maxNames]span
	count   int
}

// Object begins a walk over the object whose brace stands at i.
func Object(b []byte, i int) Members {
	m := Members{b: b, End: Refused, first: true, ascends: true}
	if i < len(b) && b[i] == '{' {
		m.End = i + 1
	}
	return m
}

// Next moves to the next member. It returns false behind the last one and where the
// object was refused.
func (m *Members) Next() bool {
	if m.End == Refused {
		return false
	}
	b, i := m.b, Space(m.b, m.End)
	switch {
	case i >= len(b):
		m.End = Refused
		return false
	case b[i] == '}':
		m.End = i + 1
		return false
	case m.first:
		m.first = false
	case b[i] != ',':
		m.End = Refused
		return false
	default:
		i = Space(b, i+1)
	}
	end, plain := String(b, i)
	if end == Refused || !plain || !m.note(span{i + 1, end - 1}) {
		m.End = Refused
		return false
	}
	m.Name = b[i+1 : end-1]
	m.Value = colon(b, end)
	m.End = Refused // until the value is read
	return m.Value != Refused
}

// Skip passes over the present value.
func (m *Members) Skip() { m.End = Skip(m.b, m.Value) }

// Raw passes over the present value and returns it, nil if it was refused.
func (m *Members) Raw() []byte {
	m.Skip()
	if m.End == Refused {
		return nil
	}
	return m.b[m.Value:m.End]
}

// note remembers a name. It returns false for one that repeats, and where that can't be
// told.
func (m *Members) note(name span) bool {
	if m.count < maxNames {
		m.names[m.count] = name
	}
	m.count++
	text := m.b[name.start:name.end]
	if m.ascends {
		if m.count == 1 || bytes.Compare(m.b[m.last.start:m.last.end], text) < 0 {
			m.last = name
			return true
		}
		m.ascends = false
	}
	if m.count > maxNames {
		return false
	}
	for _, s := range m.names[:m.count-1] {
		if s.end-s.start == len(text) && bytes.Equal(m.b[s.start:s.end], text) {
			return false
		}
	}
	return true
}

// Elements walks the elements of one array:
//
//	for e := jsonscan.Array(b, i); e.Next(); { e.Skip() }
type Elements struct {
	// Value is the position at which the present element begins.
	Value int
	// End is the position behind the present element, after the last one that behind the
	// array. Refused ends the walk.
	End int

	b     []byte
	first bool
}

// Array begins a walk over the array whose bracket stands at i.
func Array(b []byte, i int) Elements {
	e := Elements{b: b, End: Refused, first: true}
	if i < len(b) && b[i] == '[' {
		e.End = i + 1
	}
	return e
}

// Next moves to the next element. It returns false behind the last one and where the
// array was refused.
func (e *Elements) Next() bool {
	if e.End == Refused {
		return false
	}
	b, i := e.b, Space(e.b, e.End)
	switch {
	case i >= len(b):
		e.End = Refused
		return false
	case b[i] == ']' && e.first:
		e.End = i + 1
		return false
	case e.first:
		e.first = false
	case b[i] == ']':
		e.End = i + 1
		return false
	case b[i] != ',':
		e.End = Refused
		return false
	default:
		i = Space(b, i+1)
	}
	e.Value, e.End = i, Refused // until the element is read
	return true
}

// Skip passes over the present element.
func (e *Elements) Skip() { e.End = Skip(e.b, e.Value) }
