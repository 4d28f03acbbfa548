package graph

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// Name says that an attribute of one type holds the unique name of an instance of another.
type Name = plan.Name

// holdings are what the values of instances say of each other.
type holdings struct {
	objects *knownObjects
	ids     identifiers
	names   nameIndex
}

// holdingsOf is given what objectsOf is.
func holdingsOf(p *plan.Plan, o Options, instances []node, changed, unchanged []NodeID) *holdings {
	if o.NoInferred && !o.Outside {
		return nil
	}
	objects := objectsOf(p, o.Names, instances, changed, unchanged)
	return &holdings{objects: objects, ids: identifiersOf(objects), names: namesOf(objects, o.Names)}
}

// addInferred adds an edge where an instance holds the unique id or name of another one
// and nothing else connects the two: ids that are written out, those that came through
// a data source or another stack.
func addInferred(b *builder, o Options, h *holdings) {
	if h == nil || o.NoInferred {
		return
	}
	b.held = heldBy(h, o)
	objects, finder := h.objects, h.objects.finder
	known := newKnownEdges(b)
	arguments := argumentNumbers{reads: &b.reads, finder: finder}
	var found []finding
	for _, i := range objects.byNode(len(b.places)) { // those of a block in a row
		reader := objects.node(i)
		for rest := objects.facts(i); len(rest) > 0; {
			f, n := rest[0], 1
			switch f.Kind {
			case plan.Mention:
				// Nearly all ids that a plan holds got there by a reference, and to find that is
				// cheap.
				to := h.ids.owner(f.Hash)
				if to == noOwner || objects.node(to) == reader || known.reads(reader, arguments.of(f.Path), objects.node(to)) {
					break
				}
				found = append(found, finding{from: reader, to: objects.node(to), attribute: finder.PathText(h.ids.attribute(f.Hash, to))})
			case plan.HeldName:
				n = sameValue(rest, h.names.rules)
				to, attribute, ok := h.names.owner(rest[:n], i)
				if !ok || to == reader || known.reads(reader, b.reads.argument(firstName(finder.RulePath(f))), to) {
					break
				}
				found = append(found, finding{from: reader, to: to, attribute: attribute})
			case plan.Identity, plan.MaskedIdentity, plan.OwnName, plan.Scope:
			}
			rest = rest[n:]
		}
	}
	b.addFindings(known, found)
}

// argumentNumbers finds the numbers of the arguments in which values stand by their paths.
type argumentNumbers struct {
	reads   *reads
	finder  *plan.Finder
	numbers []int32
}

const unknownArgument = -2

func (a *argumentNumbers) of(path plan.Path) int32 {
	for int(path) >= len(a.numbers) {
		a.numbers = append(a.numbers, unknownArgument)
	}
	if a.numbers[path] == unknownArgument {
		a.numbers[path] = a.reads.argument(firstName(a.finder.PathText(path)))
	}
	return a.numbers[path]
}

// sameValue counts the facts at the start of a list that are about one value: those of all
// rules for its path, in the order of the rules.
func sameValue(facts []plan.Fact, rules []Name) int {
	n := 1
	for n < len(facts) && facts[n].Kind == plan.HeldName && facts[n].Path > facts[n-1].Path &&
		rules[facts[n].Path].Path == rules[facts[0].Path].Path {
		n++
	}
	return n
}

// finding is an instance that holds another one's id or name.
type finding struct {
	from, to  NodeID
	attribute string
}

// addFindings adds the edges of those findings that nothing else explains. Where the owner
// itself depends on the one that holds its id, the id is a mirror of that: a VPC knows its
// default route table.
func (b *builder) addFindings(known *knownEdges, found []finding) {
	slices.SortFunc(found, func(x, y finding) int {
		return cmp.Or(cmp.Compare(x.to, y.to), cmp.Compare(x.from, y.from), strings.Compare(x.attribute, y.attribute))
	})
	found = slices.Compact(found)
	for start := 0; start < len(found); {
		end := start
		for end < len(found) && found[end].to == found[start].to {
			end++
		}
		known.walk(found[start].to)
		for _, f := range found[start:end] {
			if !known.connects(f.from) {
				b.add(arc{from: f.from, to: f.to, source: Inferred, exact: true, attribute: f.attribute})
			}
		}
		start = end
	}
}
