package rename

import (
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// Of the unchanged instances of a lean plan only digests of their values are known. They
// serve where the values of other objects do: to see that nobody else has one.

// digested visits the digests of an unchanged instance under the names that each gives to
// attributes.
func (f *finder) digested(u *plan.Unchanged, visit func(name string, sum uint32)) {
	for _, d := range u.Digests() {
		if name := f.digestName(u, d); !generated[name] {
			visit(name, d.Sum)
		}
	}
}

// digestName is the name of the attribute that a digest is of.
func (f *finder) digestName(u *plan.Unchanged, d plan.Digest) string {
	name := f.plan.PathText(d.Path)
	if to, ok := successors[u.Resource.Type].attributes[name]; ok {
		return to
	}
	return name
}

// familyOf is the type in whose group the instances of a type are, whatever provider
// configuration they have.
func familyOf(typ string) string { return groupOf(typ, "").typ }

// countUnchanged is countOthers for unchanged instances.
func (f *finder) countUnchanged(held map[holding]*holders, texts map[uint64]int) {
	if len(f.plan.Unchanged) == 0 {
		return
	}
	shared := map[uint32]map[uint64][]holding{} // by digest and key
	for at, h := range held {
		sum, ok := plan.DigestOf(f.own(h.to).attributes[at.attribute])
		if !ok {
			continue
		}
		if shared[sum] == nil {
			shared[sum] = map[uint64][]holding{}
		}
		shared[sum][at.key] = append(shared[sum][at.key], at)
	}
	for _, u := range f.plan.Unchanged {
		for _, d := range u.Digests() {
			same := shared[d.Sum]
			if same == nil {
				continue // as are nearly all
			}
			name := f.digestName(u, d)
			if generated[name] {
				continue
			}
			for key, holdings := range same {
				f.countText(texts, name, key)
				for _, at := range holdings {
					if at.attribute == name && at.group.typ == familyOf(u.Resource.Type) {
						held[at].count++
					}
				}
			}
		}
	}
}

// varyUnchanged is variedAttributes for unchanged instances.
func (f *finder) varyUnchanged(blocks map[string]bool, varied map[variation]int) {
	last, wanted, static := (*plan.UnchangedResource)(nil), false, ""
	for _, u := range f.plan.Unchanged {
		if u.Resource != last { // instances of one block stand side by side
			last, static = u.Resource, u.Instance().Static()
			wanted = blocks[static]
		}
		if wanted {
			f.digested(u, func(name string, _ uint32) { varied[variation{static, name}]++ })
		}
	}
}

// dropUnchanged drops the pairs all of whose values an unchanged instance of the group may
// have, too.
func (f *finder) dropUnchanged(found map[uint64]*match, attributes []string, g groupName) {
	if len(f.plan.Unchanged) == 0 || len(found) == 0 {
		return
	}
	wanted := map[uint64]map[string]uint32{}
	for digest, m := range found {
		wanted[digest] = map[string]uint32{}
		for _, name := range attributes {
			if sum, ok := plan.DigestOf(f.own(m.to).attributes[name]); ok {
				wanted[digest][name] = sum
			}
		}
	}
	for _, u := range f.plan.Unchanged {
		if familyOf(u.Resource.Type) != g.typ {
			continue
		}
		sums := map[string]uint32{}
		f.digested(u, func(name string, sum uint32) { sums[name] = sum })
		for digest, values := range wanted {
			if contains(sums, values) {
				delete(found, digest)
				delete(wanted, digest)
			}
		}
	}
}

func contains(all, some map[string]uint32) bool {
	for name, sum := range some {
		if other, ok := all[name]; !ok || other != sum {
			return false
		}
	}
	return true
}

// addUnchanged adds the unchanged instances of blocks whose count changes. What they hold
// is not known, so that no shift is seen where one of them would be part of it.
func (f *finder) addUnchanged(changing map[string]bool, blocks map[string][]*object) {
	for _, u := range f.plan.Unchanged {
		if strings.HasSuffix(u.Address, `"]`) || !strings.HasSuffix(u.Address, "]") {
			continue // no index
		}
		at := u.Address
		if open := strings.LastIndexByte(at, '['); open > 0 {
			at = at[:open]
		}
		if changing[at] {
			blocks[at] = append(blocks[at], f.object(&plan.Change{
				Address: u.Address, Instance: u.Instance(), Mode: tfjson.ManagedResourceMode,
				Type: u.Resource.Type, Name: u.Resource.Name, Action: plan.ActionNoOp,
			}))
		}
	}
}

// tallyUnchanged is tallies for unchanged instances.
func (f *finder) tallyUnchanged(tops map[top]bool, modules, resources map[string]*tally) {
	other := func(tallies map[string]*tally, at string) {
		if tallies[at] == nil {
			tallies[at] = &tally{}
		}
		tallies[at].others++
	}
	for _, u := range f.plan.Unchanged {
		inst := u.Instance()
		if !tops[topOf(inst)] {
			continue
		}
		for i, step := range inst.Module {
			other(modules, inst.Module[:i+1].String())
			if step.Key.Kind != address.NoKey {
				other(modules, withoutKey(inst.Module[:i+1]))
			}
		}
		other(resources, address.Join(inst.Module.String(), inst.Local()))
	}
}
