package generate

// appendMarks appends the object that Terraform writes about an instance's values:
// collections are walked, empty ones kept, simple members left out, and what marked
// says is true. It serves sensitive_values, before_sensitive, after_sensitive and
// after_unknown.
func appendMarks(dst []byte, i *instance, s side, marked func(*attribute) bool, scratch []byte) ([]byte, []byte) {
	dst = append(dst, '{')
	first := true
	for n := range i.resource.attrs {
		a := &i.resource.attrs[n]
		isMarked := marked(a)
		if !isMarked {
			if s == after && a.computed && i.action.makesNew() {
				continue
			}
			scratch = appendTemplate(scratch[:0], a.value, i, s)
			if scratch[0] != '[' && scratch[0] != '{' {
				continue
			}
		}
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(append(append(dst, '"'), a.name...), '"', ':')
		if isMarked {
			dst = append(dst, "true"...)
		} else {
			dst, _ = appendSkeleton(dst, scratch)
		}
	}
	return append(dst, '}'), scratch
}

// appendSkeleton appends the marks of the first value in compact JSON text and returns
// what follows that value.
func appendSkeleton(dst, value []byte) (marks, rest []byte) {
	switch value[0] {
	case '{':
		return appendObjectSkeleton(append(dst, '{'), value[1:])
	case '[':
		dst = append(dst, '[')
		value = value[1:]
		for first := true; value[0] != ']'; first = false {
			if !first {
				dst = append(dst, ',')
			}
			dst, value = appendSkeleton(dst, value)
			if value[0] == ',' {
				value = value[1:]
			}
		}
		return append(dst, ']'), value[1:]
	}
	return append(dst, "false"...), value[simpleLength(value):]
}

func appendObjectSkeleton(dst, value []byte) (marks, rest []byte) {
	for first := true; value[0] != '}'; {
		size := simpleLength(value)
		name := value[:size]
		value = value[size+1:]
		if value[0] == '{' || value[0] == '[' {
			if !first {
				dst = append(dst, ',')
			}
			first = false
			dst = append(append(dst, name...), ':')
			dst, value = appendSkeleton(dst, value)
		} else {
			value = value[simpleLength(value):]
		}
		if value[0] == ',' {
			value = value[1:]
		}
	}
	return append(dst, '}'), value[1:]
}

// simpleLength is the length of the string, number or word that the text begins with.
func simpleLength(text []byte) int {
	if text[0] == '"' {
		for i := 1; ; i++ {
			switch text[i] {
			case '\\':
				i++
			case '"':
				return i + 1
			}
		}
	}
	for i, c := range text {
		if c == ',' || c == ']' || c == '}' {
			return i
		}
	}
	return len(text)
}
