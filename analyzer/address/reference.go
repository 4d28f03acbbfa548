package address

import "strings"

// ReferenceKind says what a reference refers to.
type ReferenceKind uint8

// The kinds of references that a configuration's expressions hold. Inert ones
// (each, count, path, terraform, self) carry no dependency of their own: what
// each.value is made of stands in the for_each expression.
const (
	RefInert ReferenceKind = iota
	RefResource
	RefModule
	RefOutput
	RefVariable
	RefLocal
	RefUnknown
)

// Reference is one reference of an expression, relative to the module in which the
// expression stands.
type Reference struct {
	Kind ReferenceKind
	// Mode and Type are set for resources.
	Mode Mode
	Type string
	// Name is the resource's, module call's, variable's or local value's name.
	Name string
	// Key is the constant instance key, if the reference has one.
	Key Key
	// Output is the module output's name.
	Output string
	// Attribute is the first attribute read of a resource, or empty.
	Attribute string
}

// Local prints the resource of a RefResource within its module, without key.
func (r Reference) Local() string {
	return Instance{Mode: r.Mode, Type: r.Type, Name: r.Name}.Local()
}

// ParseReference reads one entry of a `references` or `depends_on` list. What it
// can't read has the kind RefUnknown, so that the caller can say so.
func ParseReference(s string) Reference {
	head, rest, err := parseName(s)
	if err != nil {
		return Reference{Kind: RefUnknown, Name: s}
	}
	switch head {
	case "each", "count", "path", "terraform", "tofu", "self":
		return Reference{Kind: RefInert, Name: s}
	case "var", "local":
		return parseValueReference(head, s, rest)
	case "module":
		return parseModuleReference(s, rest)
	}
	return parseResourceReference(s)
}

func parseValueReference(head, s, rest string) Reference {
	name, _, err := parseName(strings.TrimPrefix(rest, "."))
	if err != nil || !strings.HasPrefix(rest, ".") {
		return Reference{Kind: RefUnknown, Name: s}
	}
	if head == "var" {
		return Reference{Kind: RefVariable, Name: name}
	}
	return Reference{Kind: RefLocal, Name: name}
}

func parseModuleReference(s, rest string) Reference {
	name, rest, err := parseName(strings.TrimPrefix(rest, "."))
	if err != nil {
		return Reference{Kind: RefUnknown, Name: s}
	}
	ref := Reference{Kind: RefModule, Name: name}
	if strings.HasPrefix(rest, "[") {
		key, after, err := parseKey(rest)
		if err != nil {
			return ref // an index that is no constant: all instances
		}
		ref.Key, rest = key, after
	}
	if strings.HasPrefix(rest, ".") {
		if output, _, err := parseName(rest[1:]); err == nil {
			ref.Kind, ref.Output = RefOutput, output
		}
	}
	return ref
}

func parseResourceReference(s string) Reference {
	mode, rest := parseMode(s)
	typ, rest, err := parseName(rest)
	if err != nil || !strings.HasPrefix(rest, ".") {
		return Reference{Kind: RefUnknown, Name: s}
	}
	name, rest, err := parseName(rest[1:])
	if err != nil {
		return Reference{Kind: RefUnknown, Name: s}
	}
	ref := Reference{Kind: RefResource, Mode: mode, Type: typ, Name: name}
	if strings.HasPrefix(rest, "[") {
		key, after, err := parseKey(rest)
		if err != nil {
			return ref
		}
		ref.Key, rest = key, after
	}
	if strings.HasPrefix(rest, ".") {
		if attribute, _, err := parseName(rest[1:]); err == nil {
			ref.Attribute = attribute
		}
	}
	return ref
}

// LongestChains returns the uses that a references list holds. Since format version
// 0.2 (Terraform 1.0) each use is written as a chain from its longest form to the bare
// resource (a.b["k"].id, a.b["k"], a.b); each chain gives its first entry. The list
// is no set: a bare a.b that follows a chain's end is a use of its own, of all
// instances. Older versions wrote no chains, so there each entry counts as it stands.
func LongestChains(references []string) []string {
	uses := make([]string, 0, len(references))
	previous := ""
	for _, ref := range references {
		if previous == "" || !isProperPrefix(ref, previous) {
			uses = append(uses, ref)
		}
		previous = ref
	}
	return uses
}

// isProperPrefix reports whether short ends one or more steps before long.
func isProperPrefix(short, long string) bool {
	return len(short) < len(long) && strings.HasPrefix(long, short) &&
		(long[len(short)] == '.' || long[len(short)] == '[')
}
