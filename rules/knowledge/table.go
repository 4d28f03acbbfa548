package knowledge

import (
	"cmp"
	"embed"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed *.hcl
var builtinFiles embed.FS

// otherClass names the class of types that nothing is known about.
const otherClass = "other"

// Table is a set of classes, rows and name patterns. It never changes after it was
// parsed and is safe for use by several goroutines.
type Table struct {
	classes  map[string]Class
	types    map[string]Type
	patterns []pattern
	harmless map[string]bool
	// matters holds attributes of a type that the harmless list does not apply to.
	matters map[string]map[string]bool
	// safe holds printable attributes under a type's name, or under the prefix of a
	// provider's types ("aws").
	safe map[string]map[string]bool
	// names stand in the order of the files.
	names []Name
}

// Builtin parses the tables that are built into the program. An error names the file
// and the line; it can only be a mistake in the program's own data.
// They are parsed once.
func Builtin() (*Table, error) { return builtin() }

var builtin = sync.OnceValues(func() (*Table, error) { return Parse(builtinFiles) })

// Lookup returns what is known about a resource type. It never fails: a type without
// a row is judged by the first pattern that fits its name, and one without a fitting
// pattern has the class "other" and the recovery tier unknown. Both have Known false.
func (t *Table) Lookup(resourceType string) Type {
	if known, ok := t.types[resourceType]; ok {
		return known
	}
	if known, ok := t.types[strings.ToLower(resourceType)]; ok {
		return known
	}
	for _, p := range t.patterns {
		if p.matches(resourceType) {
			return Type{
				Name: resourceType, Class: p.class, Because: p.because, Recovery: p.recovery,
				Container: p.container,
			}
		}
	}
	return Type{
		Name: resourceType, Class: t.classes[otherClass], Recovery: TierUnknown,
		Because: "nothing is known about its type",
	}
}

// Harmless reports whether a change of this top-level attribute alone is noise on
// nearly every type: tags, labels, descriptions. It is about in-place updates only.
// HarmlessOn also knows the exceptions.
func (t *Table) Harmless(attribute string) bool { return t.harmless[attribute] }

// HarmlessOn is Harmless with the exceptions of one type: the tags of a
// google_compute_instance, for example, are what firewall rules select it by.
func (t *Table) HarmlessOn(resourceType, attribute string) bool {
	return t.harmless[attribute] && !t.matters[resourceType][attribute]
}

// Safe reports whether the values of an attribute may be printed: it is in the list
// of the type, or in that of the provider's types. The attribute is a path such as
// "settings[0].tier"; numeric indices do not count, and a map key in a path makes it
// unsafe. Nothing is safe unless a list says so. It speaks of plain values and lists
// of them only: under some types the same name is a block, and what a block holds is
// to be asked for by its own paths.
func (t *Table) Safe(resourceType, attribute string) bool {
	path := withoutIndices(attribute)
	prefix, _, _ := strings.Cut(resourceType, "_")
	return t.safe[resourceType][path] || t.safe[prefix][path]
}

// Types returns the names of all types that have a row, sorted.
func (t *Table) Types() []string { return slices.Sorted(maps.Keys(t.types)) }

// Classes returns all classes, the heaviest delete first, then by name.
func (t *Table) Classes() []Class {
	return slices.SortedFunc(maps.Values(t.classes), func(a, b Class) int {
		return cmp.Or(cmp.Compare(b.Delete, a.Delete), cmp.Compare(a.Name, b.Name))
	})
}

// withoutIndices removes numeric indices: "a[0].b[12]" becomes "a.b". Any other
// bracket stays, so that the path matches nothing.
func withoutIndices(path string) string {
	if !strings.Contains(path, "[") {
		return path
	}
	var out strings.Builder
	for {
		open := strings.IndexByte(path, '[')
		if open < 0 {
			out.WriteString(path)
			return out.String()
		}
		end := strings.IndexByte(path[open:], ']')
		if end < 2 || strings.Trim(path[open+1:open+end], "0123456789") != "" {
			out.WriteString(path)
			return out.String()
		}
		out.WriteString(path[:open])
		path = path[open+end+1:]
	}
}
