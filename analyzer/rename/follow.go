package rename

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
)

// scope is one difference between two addresses that are equal otherwise: a key, a
// module call's name, a resource's name.
type scope struct {
	// what is the kind of the difference; prefix is the module instance it stands in.
	what, prefix string
	from         string
}

// aim is where a scope leads.
type aim struct {
	step   address.ModuleStep
	key    address.Key
	typ    string
	name   string
	parent string
	// support counts the pairs that say so; against counts neighbours that contradict.
	support, against int
	// torn is true if two pairs of the scope lead to different places.
	torn bool
}

const (
	changedKey    = "key"
	changedModule = "module"
	changedName   = "resource"
)

// follow adds the pairs that follow from those found: when a key, module or resource
// was renamed, what else stood under the old name comes back under the new one. Only
// neighbours with the same address otherwise are taken, and none that speak against
// it. A scope with more neighbours against it than for it is no rename.
func (f *finder) follow() {
	aims := f.aims()
	for _, o := range f.creates {
		f.byTo[o.change.Address] = o
	}
	var followers []*match
	from := map[*match][]scope{}
	for _, d := range f.free(f.deletes) {
		for _, s := range scopesOf(d.change.Instance) {
			a := aims[s]
			if a == nil || a.torn {
				continue
			}
			c := f.byTo[a.apply(d.change.Instance, s).String()]
			if c == nil || c.taken || f.partner[c] != nil || f.group(c.change) != f.group(d.change) || !sameType(d.change.Type, c.change.Type) {
				continue
			}
			v := f.compare(d, c)
			if v.unlike() {
				a.against++
				continue
			}
			m := &match{from: d, to: c, verdict: v, parent: a.parent}
			followers = append(followers, m)
			from[m] = append(from[m], s)
		}
	}
	f.dropDoubtful(aims)
	for _, m := range followers {
		doubtful := slices.ContainsFunc(from[m], func(s scope) bool { return aims[s].against > aims[s].support })
		if !doubtful && f.partner[m.from] == nil && f.partner[m.to] == nil {
			f.join(m)
		}
	}
}

// aims collects where the pairs found so far lead, and the moves that the plan already
// makes: a renamed key often has moved blocks for some of its resources only.
func (f *finder) aims() map[scope]*aim {
	aims := map[scope]*aim{}
	var telling []*object
	for _, c := range f.all {
		o := f.objects[c]
		if m := f.partner[o]; m != nil && m.from == o {
			telling = append(telling, o)
		} else if c.Moved() {
			telling = append(telling, f.object(c))
		}
	}
	slices.SortStableFunc(telling, compareAddresses) // the first pair of a scope names it
	for _, o := range telling {
		if m := f.partner[o]; m != nil && m.from == o {
			add(aims, o.change.Instance, m.to.change.Instance)
		}
		if !o.change.Moved() {
			continue
		}
		if before, err := address.ParseInstance(o.change.PreviousAddress); err == nil {
			add(aims, before, o.change.Instance)
		}
	}
	return aims
}

// add counts a pair for the scope in which its addresses differ.
func add(aims map[scope]*aim, from, to address.Instance) {
	s, a, ok := difference(from, to)
	if !ok {
		return
	}
	known := aims[s]
	if known == nil {
		a.parent, a.support = from.String(), 1
		aims[s] = &a
		return
	}
	known.support++
	if known.step != a.step || known.key != a.key || known.typ != a.typ || known.name != a.name {
		known.torn = true
	}
}

// dropDoubtful takes back the pairs of scopes that more neighbours speak against than
// for, unless an identifying attribute and all others are equal.
func (f *finder) dropDoubtful(aims map[scope]*aim) {
	for _, d := range f.deletes {
		m := f.partner[d]
		if m == nil || m.sure && m.verdict.equal == m.verdict.compared && !m.verdict.derived {
			continue
		}
		s, _, ok := difference(m.from.change.Instance, m.to.change.Instance)
		if ok && aims[s].against > aims[s].support {
			delete(f.partner, m.from)
			delete(f.partner, m.to)
		}
	}
}

// difference returns the one scope in which two addresses differ.
func difference(from, to address.Instance) (scope, aim, bool) {
	if len(from.Module) != len(to.Module) {
		return scope{}, aim{}, false
	}
	var s scope
	var a aim
	n := 0
	for i, step := range from.Module {
		other := to.Module[i]
		switch {
		case step == other:
			continue
		case step.Name == other.Name:
			s, a = keyScope(from.Module[:i], step.Key), aim{key: other.Key}
		case step.Key == other.Key:
			s, a = scope{changedModule, from.Module[:i].String(), step.Name}, aim{step: address.ModuleStep{Name: other.Name}}
		default:
			return scope{}, aim{}, false
		}
		n++
	}
	if from.Type != to.Type || from.Name != to.Name {
		s, a = scope{changedName, from.Module.String(), from.Local()}, aim{typ: to.Type, name: to.Name}
		n++
	}
	if from.Key != to.Key {
		s, a = keyScope(from.Module, from.Key), aim{key: to.Key}
		n++
	}
	return s, a, n == 1
}

// keyScope is the change of a key below a module. It is the same for every resource
// and module call in it: they often share the set behind for_each.
func keyScope(prefix address.Module, key address.Key) scope {
	return scope{changedKey, prefix.String(), key.String()}
}

// scopesOf lists the scopes that an address stands in, the widest first.
func scopesOf(inst address.Instance) []scope {
	var list []scope
	for i, step := range inst.Module {
		prefix := inst.Module[:i]
		list = append(list, keyScope(prefix, step.Key), scope{changedModule, prefix.String(), step.Name})
	}
	return append(list, scope{changedName, inst.Module.String(), inst.Local()}, keyScope(inst.Module, inst.Key))
}

// apply rewrites an address by what a scope says.
func (a *aim) apply(inst address.Instance, s scope) address.Instance {
	if s.what == changedName {
		inst.Type, inst.Name = a.typ, a.name
		return inst
	}
	inst.Module = slices.Clone(inst.Module)
	for i := range inst.Module {
		if inst.Module[:i].String() != s.prefix {
			continue
		}
		switch {
		case s.what == changedModule && inst.Module[i].Name == s.from:
			inst.Module[i].Name = a.step.Name
			return inst
		case s.what == changedKey && inst.Module[i].Key.String() == s.from:
			inst.Module[i].Key = a.key
			return inst
		}
	}
	inst.Key = a.key
	return inst
}
