package plan

// marks says which parts of a value are sensitive. A plan writes them as a shadow of
// the value, with true at each sensitive place (before_sensitive, after_sensitive,
// sensitive_values). A nil *marks marks nothing.
type marks struct {
	// all is true if the value is sensitive as a whole.
	all bool
	// keys holds the marks of an object's attributes.
	keys map[string]*marks
	// elements holds the marks of a list's elements, all of them together: elements
	// move between the two sides of a change, so a mark on one counts for each.
	elements *marks
}

// marksOf merges the shadows: a place is marked if any of them marks it.
func marksOf(shadows ...any) *marks {
	var m *marks
	for _, shadow := range shadows {
		m = m.merge(shadow)
	}
	return m
}

func (m *marks) merge(shadow any) *marks {
	switch shadow := shadow.(type) {
	case bool:
		if shadow {
			m = m.orNew()
			m.all = true
		}
	case map[string]any:
		for k, v := range shadow {
			if child := m.key(k).merge(v); child != nil {
				m = m.orNew()
				if m.keys == nil {
					m.keys = map[string]*marks{}
				}
				m.keys[k] = child
			}
		}
	case []any:
		for _, v := range shadow {
			if child := m.element().merge(v); child != nil {
				m = m.orNew()
				m.elements = child
			}
		}
	case nil:
	default:
		// No Terraform writes a string or a number here. What it means is unknown, so it marks.
		m = m.orNew()
		m.all = true
	}
	return m
}

// with merges other marks in, which may be changed by it.
func (m *marks) with(other *marks) *marks {
	switch {
	case m == nil:
		return other
	case other == nil:
		return m
	}
	m.all = m.all || other.all
	m.elements = m.elements.with(other.elements)
	for k, child := range other.keys {
		if m.keys == nil {
			m.keys = map[string]*marks{}
		}
		m.keys[k] = m.keys[k].with(child)
	}
	return m
}

func (m *marks) orNew() *marks {
	if m == nil {
		return &marks{}
	}
	return m
}

func (m *marks) key(k string) *marks {
	if m == nil {
		return nil
	}
	return m.keys[k]
}

func (m *marks) element() *marks {
	if m == nil {
		return nil
	}
	return m.elements
}

// step returns the marks one step of a path further on: of the attribute or key k, or,
// where the value is a list, of its elements. A mark on the whole stays.
func (m *marks) step(k string) *marks {
	if m.sensitive() {
		return m
	}
	if child := m.key(k); child != nil {
		return child
	}
	return m.element()
}

// below returns the marks of an object's attribute, or, for no name, of a list's elements,
// as if all were marked if the whole is.
func (m *marks) below(name string) *marks {
	switch {
	case m.sensitive():
		return m
	case name == "":
		return m.element()
	}
	return m.key(name)
}

// fits reports whether the marks have the shape of v. They may not: the two sides of a
// change can hold a list and an object.
func (m *marks) fits(v any) bool {
	switch v.(type) {
	case map[string]any:
		return m == nil || m.keys != nil
	case []any:
		return m == nil || m.elements != nil
	}
	return m == nil
}

// sensitive reports whether the value as a whole is marked.
func (m *marks) sensitive() bool { return m != nil && m.all }
