package plan

import (
	"bytes"
	"slices"
	"strings"
)

// FactKind says what a fact is about.
type FactKind uint8

// The kinds of facts.
const (
	// Identity is an identifier of the instance itself: its id, ARN or link, at a
	// top-level attribute.
	Identity FactKind = iota
	// MaskedIdentity is an id that was taken out; of its form nothing is known.
	MaskedIdentity
	// Mention is a value in the form of an identifier, or one that was taken out.
	Mention
	// OwnName is the instance's unique name, at a top-level attribute.
	OwnName
	// HeldName is a value that names another instance by one of the rules for names.
	HeldName
	// Scope is a top-level attribute within which a name is unique.
	Scope
)

// Fact is what one value of an instance says: a number that is equal for equal values of
// one plan and says nothing else of them.
type Fact struct {
	Hash uint64
	// Path is the attribute's path without indexes, of an unchanged instance only the
	// attribute's name; for HeldName it is the number of the rule in Needs.Names.
	Path Path
	Kind FactKind
}

// nameRules are the rules for names by where they look.
type nameRules struct {
	rules []Name
	// held lists rules by holder, owned the attributes of owners.
	held  map[string][]int
	owned map[string][]string
	// scopes are all attributes that a rule has within.
	scopes map[string]bool
}

func newNameRules(rules []Name) *nameRules {
	n := &nameRules{rules: rules, held: map[string][]int{}, owned: map[string][]string{}, scopes: map[string]bool{}}
	for i, r := range rules {
		n.held[r.Holder] = append(n.held[r.Holder], i)
		if !slices.Contains(n.owned[r.Owner], r.Attribute) {
			n.owned[r.Owner] = append(n.owned[r.Owner], r.Attribute)
		}
		for _, attribute := range r.Within {
			n.scopes[attribute] = true
		}
	}
	return n
}

// Finder finds the facts of instances. It is not safe for use by several goroutines.
type Finder struct {
	names *nameRules
	table *factTable

	kind string
	// known holds, by type, the attributes in the order in which objects have them.
	known map[string]*[]knownAttribute
	order *[]knownAttribute
	held  []int
	owned []string
	// top are the top-level strings of the present object.
	top []topString
	// path is the present attribute's; top is the number of its first name if facts may
	// know no more of it.
	path    []byte
	topPath Path
	topOnly bool
	facts   []Fact
	digests []Digest
	// label is true within an attribute that describes the instance for people.
	label bool
}

type topString struct{ name, value []byte }

// knownAttribute is an attribute of a type.
type knownAttribute struct {
	name string
	path Path
	// label and generated are what isLabel and isGenerated say of it.
	label, generated bool
}

func newFinder(names *nameRules, table *factTable) *Finder {
	return &Finder{names: names, table: table, known: map[string]*[]knownAttribute{}}
}

// attribute returns what is known of the present object's attribute number i. Nearly all
// objects of a type have the same attributes in the same order.
func (f *Finder) attribute(i int, name []byte) knownAttribute {
	if i < len(*f.order) && (*f.order)[i].name == string(name) {
		return (*f.order)[i]
	}
	a := knownAttribute{string(name), f.table.path(name), isLabel(string(name)), isGenerated(name)}
	if i == len(*f.order) {
		*f.order = append(*f.order, a)
	}
	return a
}

// NewFinder returns a finder for the values that the plan holds. Its facts can be compared
// with those of the plan's unchanged instances and with no others.
func (p *Plan) NewFinder(names []Name) *Finder {
	table := p.facts
	if table == nil { // a plan that was not read
		table = newFactTable()
	}
	return newFinder(newNameRules(names), table)
}

// PathText returns the attribute path of a digest of an unchanged instance.
func (p *Plan) PathText(path Path) string { return p.facts.pathText(path) }

// PathText returns the attribute path of a fact.
func (f *Finder) PathText(path Path) string { return f.table.pathText(path) }

// Hash is that of a value, to be compared with those of facts.
func (f *Finder) Hash(value string) uint64 { return f.table.hash([]byte(value)) }

// RulePath returns the path of the value that a HeldName fact is about.
func (f *Finder) RulePath(held Fact) string { return f.names.rules[held.Path].Path }

func (f *Finder) begin(kind string) {
	f.order = f.known[kind]
	if f.order == nil {
		f.order = &[]knownAttribute{}
		f.known[kind] = f.order
	}
	f.kind, f.held, f.owned = kind, f.names.held[kind], f.names.owned[kind]
	f.top, f.path, f.facts, f.label = f.top[:0], f.path[:0], f.facts[:0], false
	f.topOnly, f.digests = false, f.digests[:0]
}

// isLabel reports whether an attribute describes the instance for people: an id in it is
// no use of what it names.
func isLabel(attribute string) bool {
	switch attribute {
	case "tags", "tags_all", "labels", "effective_labels", "terraform_labels", "description", "id":
		return true
	}
	return false
}

// text notes a string at the present path.
func (f *Finder) text(value []byte) {
	if !f.label && (isMadeUp(value) || isGlobal(value)) {
		f.mention(f.table.hash(value))
	}
	for _, rule := range f.held {
		r := &f.names.rules[rule]
		if string(f.path) != r.Path {
			continue
		}
		name := value
		if r.Until != "" {
			name, _, _ = bytes.Cut(value, []byte(r.Until))
		}
		f.add(HeldName, Path(rule), f.table.hash(name)) //nolint:gosec // an index of the rules
	}
}

// mention adds a value at the present path.
func (f *Finder) mention(hash uint64) {
	path := f.topPath
	if !f.topOnly { // else further names may be keys of a map, and so secrets
		path = f.table.path(f.path)
	}
	f.add(Mention, path, hash)
}

func (f *Finder) add(kind FactKind, path Path, hash uint64) {
	f.facts = append(f.facts, Fact{Hash: hash, Path: path, Kind: kind})
}

// own adds what the instance itself is known by, from its top-level strings.
func (f *Finder) own() {
	arn := f.topValue("arn")
	for _, s := range f.top {
		if isOwn(f.kind, s, arn) && (isGlobal(s.value) || isMadeUp(s.value) && !f.isName(s.value, arn)) {
			f.add(Identity, f.table.path(s.name), f.table.hash(s.value))
		}
	}
	for _, attribute := range f.owned {
		if value := f.topValue(attribute); len(value) > 0 {
			f.add(OwnName, f.table.path([]byte(attribute)), f.table.hash(value))
		}
	}
}

// scope adds the attributes within which names are unique, if the instance has or holds a
// name.
func (f *Finder) scope() {
	if len(f.held) == 0 && len(f.owned) == 0 {
		return
	}
	for _, s := range f.top {
		if f.names.scopes[string(s.name)] {
			f.add(Scope, f.table.path(s.name), f.table.hash(s.value))
		}
	}
}

func (f *Finder) topValue(name string) []byte {
	for _, s := range f.top {
		if string(s.name) == name {
			return s.value
		}
	}
	return nil
}

// isOwn reports whether an attribute holds the instance's own identifier and not that of
// another one.
func isOwn(kind string, s topString, arn []byte) bool {
	name := string(s.name)
	if plainIdentity(name) {
		return true
	}
	if base, ok := strings.CutSuffix(name, "_id"); ok {
		return strings.HasSuffix(kind, base) && strings.HasSuffix(kind[:len(kind)-len(base)], "_") // key_id of an aws_kms_key
	}
	switch {
	case len(arn) == 0:
		return false
	case strings.HasSuffix(name, "_arn"):
		return bytes.Contains(s.value, arn) // qualified_arn, invoke_arn, stream_arn
	}
	return name == "arn_suffix" && bytes.HasSuffix(arn, s.value)
}

func plainIdentity(name string) bool { return name == "id" || name == "arn" || name == "self_link" }

// isName reports whether an instance has the value in an attribute that is no identifier:
// then the provider uses a name as its id, and names are not unique among types.
func (f *Finder) isName(value, arn []byte) bool {
	for _, s := range f.top {
		if !bytes.Equal(s.value, value) || isOwn("", s, arn) {
			continue
		}
		if !hasAnySuffix(s.name, "_id", "arn", "url", "_link") {
			return true
		}
	}
	return false
}

func hasAnySuffix(name []byte, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if len(name) >= len(suffix) && string(name[len(name)-len(suffix):]) == suffix {
			return true
		}
	}
	return false
}
