package graph

import (
	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// addReferences turns every reference of the configuration into arcs.
func (b *builder) addReferences() {
	b.root.walk(func(s *scope) {
		if s.config == nil {
			return
		}
		gate := b.gate(s)
		for _, r := range s.config.Resources {
			blk := s.blocks[r.Local()]
			b.uses(s, blk.body, r.Uses)
			b.arc(blk.body, gate, Configuration, true)
			if p := b.providers[r.ProviderKey]; p != nil {
				b.providerUses(blk.body, p)
			}
		}
		for _, o := range s.config.Outputs {
			b.uses(s, s.outputs[o.Name], o.Uses)
			b.arc(s.outputs[o.Name], gate, Configuration, true)
		}
	})
}

// gate is the node of what a module instance waits for, none if it waits for nothing.
func (b *builder) gate(s *scope) NodeID {
	if s.gate != none || s.parent == nil || s.call == nil {
		return s.gate
	}
	above := b.gate(s.parent)
	if above == none && len(s.call.Repetition) == 0 && len(s.call.DependsOn) == 0 {
		return none
	}
	s.gate = b.node(Passage, "call of "+s.path)
	b.arc(s.gate, above, Configuration, true)
	b.uses(s.parent, s.gate, s.call.Repetition)
	b.uses(s.parent, s.gate, s.call.DependsOn)
	return s.gate
}

// providerUses adds what a provider configuration refers to: an instance depends on
// the provider that manages it.
func (b *builder) providerUses(from NodeID, p *plan.ProviderConfig) {
	if len(p.Uses) == 0 {
		return
	}
	for _, s := range b.scopes[staticOf(p.Module)] {
		b.uses(s, from, p.Uses)
	}
}

func staticOf(module string) string {
	path, err := address.ParseModule(module)
	if err != nil {
		return module
	}
	return path.Static()
}

// uses adds an arc from a node to everything that the references mean in s.
func (b *builder) uses(s *scope, from NodeID, uses []plan.Use) {
	for _, use := range uses {
		to, exact := b.resolve(s, use)
		b.arc(from, to, Configuration, exact)
	}
}

// resolve finds the node that a reference means. What the plan does not explain
// becomes an unresolved node; only inert references give none.
func (b *builder) resolve(s *scope, use plan.Use) (to NodeID, exact bool) {
	ref := use.Reference
	switch ref.Kind {
	case address.RefInert:
		return none, true
	case address.RefResource:
		return b.resolveResource(s, use)
	case address.RefVariable:
		return b.input(s, ref.Name), true
	case address.RefOutput, address.RefModule:
		return b.resolveModule(s, use)
	case address.RefLocal, address.RefUnknown:
	}
	return b.unresolved(s, use.Text), true
}

func (b *builder) resolveResource(s *scope, use plan.Use) (NodeID, bool) {
	blk, ok := s.blocks[use.Reference.Local()]
	if !ok {
		return b.unresolved(s, use.Text), true
	}
	if use.Reference.Key.Kind != address.NoKey {
		for _, m := range blk.instances {
			if m.key == use.Reference.Key {
				return m.node, true
			}
		}
	}
	// No key, or one of which no instance is known: all instances. The arcs behind
	// the node say that they are not exact.
	return blk.every, true
}

// input is the node of a module's variable, with what the call gives to it.
func (b *builder) input(s *scope, name string) NodeID {
	if s.parent == nil || s.call == nil {
		return none // given from outside: nothing that the plan changes
	}
	id, ok := s.inputs[name]
	if !ok {
		id = b.node(Passage, describe(s, "input "+name))
		s.inputs[name] = id
		b.uses(s.parent, id, s.call.Inputs[name])
	}
	return id
}

// resolveModule finds an output of a module call, of one instance or of all, or the
// call as a whole.
func (b *builder) resolveModule(s *scope, use plan.Use) (NodeID, bool) {
	ref := use.Reference
	instances := s.children[ref.Name]
	if len(instances) == 0 {
		return b.unresolved(s, use.Text), true
	}
	whole := ref.Kind == address.RefModule && use.Argument == "depends_on"
	if ref.Key.Kind != address.NoKey {
		for _, c := range instances {
			if c.key == ref.Key {
				return b.moduleNode(s, c, use, whole)
			}
		}
	}
	if len(instances) == 1 {
		return b.moduleNode(s, instances[0], use, whole)
	}
	key := [2]string{ref.Name, ref.Output}
	if whole {
		key[1] = "and everything in it" // no output can have this name
	}
	if id, ok := s.all[key]; ok {
		return id, true
	}
	id := b.node(Passage, describe(s, "all of module."+ref.Name+" "+key[1]))
	s.all[key] = id
	for _, c := range instances {
		to, _ := b.moduleNode(s, c, use, whole)
		// depends_on means every instance; an output may mean one of them.
		b.arc(id, to, Configuration, whole)
	}
	return id, true
}

// moduleNode is the node of one module instance: its content, one output, or all.
func (b *builder) moduleNode(s, instance *scope, use plan.Use, whole bool) (NodeID, bool) {
	if whole {
		return b.content(instance), true
	}
	if use.Reference.Kind == address.RefOutput {
		if id, ok := instance.outputs[use.Reference.Output]; ok {
			return id, true
		}
		return b.unresolved(s, use.Text), true
	}
	key := [2]string{"", ""}
	id, ok := instance.all[key]
	if !ok {
		id = b.node(Passage, "all outputs of "+instance.path)
		instance.all[key] = id
		for _, name := range sortedKeys(instance.outputs) {
			b.arc(id, instance.outputs[name], Configuration, true)
		}
	}
	return id, true
}

// content is the node of everything in a module instance: what a depends_on of the
// module waits for.
func (b *builder) content(s *scope) NodeID {
	if s.content != none {
		return s.content
	}
	s.content = b.node(Passage, "everything in "+s.path)
	for _, local := range sortedKeys(s.blocks) {
		blk := s.blocks[local]
		for _, m := range blk.instances {
			b.arc(s.content, m.node, Configuration, true)
		}
		if len(blk.instances) == 0 {
			b.arc(s.content, blk.every, Configuration, true)
		}
	}
	for _, name := range sortedKeys(s.outputs) {
		b.arc(s.content, s.outputs[name], Configuration, true)
	}
	for _, name := range sortedKeys(s.children) {
		for _, c := range s.children[name] {
			b.arc(s.content, b.content(c), Configuration, true)
		}
	}
	return s.content
}

func (b *builder) unresolved(s *scope, text string) NodeID {
	id, ok := s.unresolved[text]
	if !ok {
		id = b.node(Unresolved, text)
		s.unresolved[text] = id
	}
	return id
}
