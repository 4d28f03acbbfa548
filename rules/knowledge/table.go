package knowledge

import (
	"cmp"
	"slices"
	"strings"
)

//go:generate go run -tags bootstrap ./internal/generate

// otherClass names the class of types that nothing is known about.
const otherClass = "other"

// Table is a set of classes, rows and name patterns. It never changes after it was
// parsed and is safe for use by several goroutines.
//
// It holds slices only, sorted by what they are searched for: the linker lays such a
// table out as it is, so that the built-in one costs nothing before it is asked.
type Table struct {
	// classes are sorted by name.
	classes []Class
	// rows stand in the order of the files, entries are sorted by name.
	rows     []row
	entries  []entry
	patterns []pattern
	// harmless and harmlessBlocks, which is for attributes of blocks, are sorted.
	harmless, harmlessBlocks []string
	// providers are sorted by prefix.
	providers []provider
	// names stand in the order of the files.
	names []Name
	// checks, companions, timings, downtimes and outside are sorted by type.
	checks     []Check
	companions []Companion
	timings    []Timing
	downtimes  []Downtime
	outside    []Outside
	// createFirst is sorted by type, createForms and unique stand in the order of the files.
	createFirst []CreateFirst
	createForms []CreateFirst
	unique      []string
	// watched is sorted by type, chartValues stand in the order of the files.
	watched     []watched
	chartValues []Watch
	// actsOn is sorted by type.
	actsOn []ActsOn
	// flags are sorted by type, flagForms stand in the order of the files.
	flags     []Flag
	flagForms []Flag
	// oneWays are sorted by type.
	oneWays []OneWay
	// adjust is nil, or has the last word on a type.
	adjust func(Type) Type
}

// row is what is known about a type under each of its names: Type.Name is empty.
type row struct {
	known Type
	// matters holds attributes that the harmless list does not apply to.
	matters []string
}

// entry is a name of a type and the index of its row.
type entry struct {
	name string
	row  int
}

// provider holds the attributes, sorted, that may be printed for all types whose name
// begins with the prefix ("aws"), and those that steer something where they stand in a block.
type provider struct {
	prefix   string
	safe     []string
	steering []string
}

// Builtin returns the tables that are built into the program: those of the HCL files,
// written down as Go in builtin.go by go generate. The error is nil.
func Builtin() (*Table, error) { return &builtinTable, nil }

// row finds the row of a type by its exact name.
func (t *Table) row(resourceType string) (*row, bool) {
	i, found := slices.BinarySearchFunc(t.entries, resourceType, func(e entry, name string) int { return cmp.Compare(e.name, name) })
	if !found {
		return nil, false
	}
	return &t.rows[t.entries[i].row], true
}

// Lookup returns what is known about a resource type. It never fails: a type without
// a row is judged by the first pattern that fits its name, and one without a fitting
// pattern has the class "other" and the recovery tier unknown. Both have Known false.
func (t *Table) Lookup(resourceType string) Type {
	if t.adjust != nil {
		return t.adjust(t.find(resourceType))
	}
	return t.find(resourceType)
}

func (t *Table) find(resourceType string) Type {
	for _, name := range [...]string{resourceType, strings.ToLower(resourceType)} {
		if found, ok := t.row(name); ok {
			known := found.known
			known.Name = name
			return known
		}
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
		Name: resourceType, Class: t.class(otherClass), Recovery: TierUnknown,
		Because: "nothing is known about its type",
	}
}

// Harmless reports whether a change of this top-level attribute alone is noise on
// nearly every type: tags, labels, descriptions. It is about in-place updates only.
// HarmlessOn also knows the exceptions.
func (t *Table) Harmless(attribute string) bool {
	_, found := slices.BinarySearch(t.harmless, attribute)
	return found
}

// HarmlessOn is Harmless for an attribute path, with the exceptions of one type: the tags of a
// google_compute_instance, for example, are what firewall rules select it by. Of what stands in
// a block less is noise, and what a map holds says nothing.
func (t *Table) HarmlessOn(resourceType, path string) bool {
	name := path
	if end := strings.IndexAny(path, ".["); end >= 0 {
		name = path[:end]
	}
	if t.Harmless(name) {
		known, ok := t.row(resourceType)
		return !ok || !slices.Contains(known.matters, name)
	}
	return t.harmlessWithin(resourceType, path)
}

// harmlessWithin reports whether a path leads to an attribute of a block, or into one, that is
// noise there.
func (t *Table) harmlessWithin(resourceType, path string) bool {
	for {
		_, below, inBlock := strings.Cut(path, "].")
		if !inBlock {
			return false
		}
		path = below
		name := path
		if end := strings.IndexAny(path, ".["); end >= 0 {
			name = path[:end]
		}
		if _, found := slices.BinarySearch(t.harmlessBlocks, name); found {
			p, known := t.provider(resourceType)
			return !known || !slices.Contains(p.steering, name)
		}
	}
}

// provider returns what holds for all types of a type's provider.
func (t *Table) provider(resourceType string) (provider, bool) {
	prefix, _, _ := strings.Cut(resourceType, "_")
	i, found := slices.BinarySearchFunc(t.providers, prefix, func(p provider, prefix string) int { return cmp.Compare(p.prefix, prefix) })
	if !found {
		return provider{}, false
	}
	return t.providers[i], true
}

// Safe reports whether the values of an attribute may be printed: it is in the list
// of the type, or in that of the provider's types. The attribute is a path such as
// "settings[0].tier"; numeric indices do not count, and a map key in a path makes it
// unsafe unless the list has all keys of the map, as map.*. Nothing is safe unless a list says so. It speaks of plain values and lists
// of them only: under some types the same name is a block, and what a block holds is
// to be asked for by its own paths.
func (t *Table) Safe(resourceType, attribute string) bool {
	path := withoutIndices(attribute)
	if p, found := t.provider(resourceType); found {
		for _, form := range [...]string{path, anyKey(path)} {
			if _, safe := slices.BinarySearch(p.safe, form); safe {
				return true
			}
		}
	}
	known, ok := t.row(resourceType)
	return ok && slices.Contains(known.known.Safe, path)
}

// anyKey writes the path of an element of a map as that of any of its elements, map.*.
func anyKey(path string) string {
	if of, _, quoted := strings.Cut(path, `["`); quoted {
		return of + ".*"
	}
	return path[:strings.LastIndexByte(path, '.')+1] + "*"
}

// Types returns the names of all types that have a row, sorted.
func (t *Table) Types() []string {
	types := make([]string, 0, len(t.entries))
	for _, e := range t.entries {
		types = append(types, e.name)
	}
	return types
}

// Classes returns all classes, the heaviest delete first, then by name.
func (t *Table) Classes() []Class {
	return slices.SortedFunc(slices.Values(t.classes), func(a, b Class) int {
		return cmp.Or(cmp.Compare(b.Delete, a.Delete), cmp.Compare(a.Name, b.Name))
	})
}

// class returns the class of that name, and the zero one if there is none.
func (t *Table) class(name string) Class {
	for i := range t.classes {
		if t.classes[i].Name == name {
			return t.classes[i]
		}
	}
	return Class{}
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
