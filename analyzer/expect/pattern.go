package expect

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// segment is a part of an address between dots: a name and, in brackets, a key.
type segment struct {
	name, key string
	keyed     bool
}

// anySegments stands in a pattern for any number of segments, none among them.
const anySegments = "**"

// pattern is an address whose names and keys may hold *, which stands for any text. The
// segment ** stands for any number of segments. Without a key a segment fits all
// instances.
type pattern []segment

func parsePattern(text string) (pattern, error) {
	segments, err := split(text)
	if err != nil {
		return nil, fmt.Errorf("address %q: %w", text, err)
	}
	for _, s := range segments {
		if s.name == anySegments && s.keyed {
			return nil, fmt.Errorf("address %q: ** has no key", text)
		}
		if s.name != anySegments && strings.Contains(s.name, "**") {
			return nil, fmt.Errorf("address %q: ** stands for whole parts between dots", text)
		}
	}
	return segments, nil
}

// checkPlace refuses a pattern that no address can fit, such as a module's: it would
// declare, or forbid, nothing. What can fit is [module.NAME.]… and then TYPE.NAME, with data,
// ephemeral or action in front or not, or output.NAME.
func (p pattern) checkPlace(text string) error {
	rest := p
	for len(rest) > 1 && rest[0].name == "module" && rest[1].name != anySegments {
		rest = rest[2:]
	}
	if slices.ContainsFunc(p, func(s segment) bool { return s.name == anySegments }) {
		return nil
	}
	kinds := func(kind string) bool { return glob(rest[0].name, kind) }
	switch {
	case len(rest) == 0:
		return fmt.Errorf("address %q: this is a module, and no change has its address: for all that lies in it write %s.%s", text, text, anySegments)
	case len(rest) == 1:
		return fmt.Errorf("address %q: no change has such an address: write %s.* for all names right there, or %s for all that there is", text, text, anySegments)
	case len(rest) == 2, len(rest) == 3 && slices.ContainsFunc([]string{"data", "ephemeral", "action"}, kinds), len(rest) > 3 && kinds("module"):
		return nil
	}
	return fmt.Errorf("address %q: no change has such an address: it ends at the name of a resource, as in TYPE.NAME; %s stands for any number of parts", text, anySegments)
}

// split cuts an address at its dots, those in keys left out.
func split(text string) (pattern, error) {
	var segments pattern
	for {
		i := strings.IndexAny(text, ".[")
		current := segment{name: text}
		rest := ""
		if i >= 0 {
			current.name, rest = text[:i], text[i:]
		}
		if current.name == "" {
			return nil, errors.New("a name is missing")
		}
		if strings.HasPrefix(rest, "[") {
			end, err := keyEnd(rest)
			if err != nil {
				return nil, err
			}
			current.key, current.keyed, rest = rest[1:end], true, rest[end+1:]
		}
		segments = append(segments, current)
		if rest == "" {
			return segments, nil
		}
		if rest[0] != '.' {
			return nil, errors.New("want a dot behind a key")
		}
		text = rest[1:]
	}
}

// keyEnd finds the bracket that ends a key.
func keyEnd(text string) (int, error) {
	quoted := false
	for i := 1; i < len(text); i++ {
		switch {
		case quoted && text[i] == '\\':
			i++
		case text[i] == '"':
			quoted = !quoted
		case text[i] == ']' && !quoted:
			if i == 1 {
				return 0, errors.New("a key is empty")
			}
			return i, nil
		}
	}
	return 0, errors.New("a key does not end")
}

// matches reports whether an address fits. One that is none fits no pattern.
func (p pattern) matches(address string) bool {
	segments, err := split(address)
	return err == nil && p.fits(segments)
}

// fits goes back to the last ** only, as a match further left can't help.
func (p pattern) fits(segments []segment) bool {
	i, j := 0, 0
	star, mark := -1, 0
	for j < len(segments) {
		switch {
		case i < len(p) && p[i].name == anySegments:
			star, mark = i, j
			i++
		case i < len(p) && p[i].fitsOne(segments[j]):
			i++
			j++
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	for i < len(p) && p[i].name == anySegments {
		i++
	}
	return i == len(p)
}

func (s segment) fitsOne(other segment) bool {
	return glob(s.name, other.name) && (!s.keyed || other.keyed && glob(s.key, other.key))
}

// glob matches a whole text; * stands for any text.
func glob(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(text, parts[0])
	if !ok || len(parts) == 1 {
		return ok && rest == ""
	}
	last := len(parts) - 1
	for _, part := range parts[1:last] {
		_, after, found := strings.Cut(rest, part)
		if !found {
			return false
		}
		rest = after
	}
	return strings.HasSuffix(rest, parts[last])
}
