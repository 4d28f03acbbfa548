package graph

import (
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/config"
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
			b.blockUses(s, blk)
			b.arc(blk.body, gate, Configuration, true)
			if p := b.providers[r.ProviderKey]; p != nil {
				b.providerUses(blk.body, p)
			}
		}
		for _, o := range s.config.Outputs {
			b.uses(s, s.outputs[o.Name], o.Uses)
			b.addHiddenOutput(s, o.Name)
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
	for _, use := range s.call.Repetition {
		if s.sourceCall != nil {
			use, _ = passed(use, s.sourceCall.Repetition, s.key)
		}
		b.useFrom(s.parent, s.gate, use, Configuration)
	}
	if s.sourceCall != nil {
		b.waits(s.parent, s.gate, s.sourceCall.Repetition.Uses, s.sourceCall.Repetition, s.key)
	}
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

// blockUses adds the references of a block: from its body those that all instances
// make alike, from each instance those that the source shows to be its own.
func (b *builder) blockUses(s *scope, blk *block) {
	var source *config.Resource
	if s.source != nil {
		source = s.source.Resources[blk.config.Local()]
	}
	for _, m := range blk.instances {
		b.reads.bodies[m.node] = blk.body
	}
	for _, use := range blk.config.Uses {
		use, waits := waitsForAll(blk, use)
		if source == nil || waits {
			b.useFrom(s, blk.body, use, Configuration)
			continue
		}
		b.blockUse(s, blk, source, use)
	}
	if source != nil {
		b.addHidden(s, blk, source)
	}
}

// waitsForAll makes a data source's reference to a managed resource one to all of its
// instances: if any of them changes, Terraform reads every instance of the data source
// during apply, as with depends_on (terraform:
// internal/terraform/transform_reference.go, attachDataResourceDependsOnTransformer).
func waitsForAll(blk *block, use plan.Use) (plan.Use, bool) {
	ref := &use.Reference
	if blk.config.Mode != tfjson.DataResourceMode || ref.Kind != address.RefResource || ref.Mode != address.Managed {
		return use, false
	}
	ref.Key, ref.Attribute = address.Key{}, ""
	return use, true
}

// blockUse adds one reference of a block, from each instance if the source shows for any
// of them which instance it means.
func (b *builder) blockUse(s *scope, blk *block, source *config.Resource, use plan.Use) {
	refined := make([]plan.Use, len(blk.instances))
	own := false
	for i, m := range blk.instances {
		one, ok := refine(s, use, source.Uses, m.key)
		if !ok {
			one, ok = passed(one, source.Repetition, m.key)
		}
		refined[i], own = one, own || ok
	}
	if !own {
		use, _ = refine(s, use, source.Uses, address.Key{})
		b.useFrom(s, blk.body, use, Configuration)
		return
	}
	for i, m := range blk.instances {
		b.useFrom(s, m.node, refined[i], Configuration)
	}
}

// uses adds an arc from a node to everything that the references mean in s.
func (b *builder) uses(s *scope, from NodeID, uses []plan.Use) {
	for _, use := range uses {
		b.useFrom(s, from, use, Configuration)
	}
}

// useFrom adds the arc of one reference.
func (b *builder) useFrom(s *scope, from NodeID, use plan.Use, source Source) {
	if use.Argument == "depends_on" {
		use.Reference.Key = address.Key{} // Terraform waits for the whole resource or module
	}
	to, exact := b.resolve(s, use)
	b.add(arc{
		from: from, to: to, source: source, exact: exact,
		attribute: use.Reference.Attribute, creation: use.Argument == "provisioner",
	})
	b.reads.note(from, use.Argument, to, use.Reference.Attribute)
}

// whole reports whether a reference means everything in a module: a depends_on.
func whole(use plan.Use) bool {
	return use.Reference.Kind == address.RefModule && use.Argument == "depends_on"
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
	case address.RefLocal:
		return b.local(s, use), true
	case address.RefUnknown:
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
		for _, use := range s.call.Inputs[name] {
			if s.sourceCall != nil {
				use, _ = refine(s.parent, use, s.sourceCall.Inputs[name], s.key)
			}
			b.useFrom(s.parent, id, use, Configuration)
		}
		if s.sourceCall != nil {
			b.waits(s.parent, id, s.sourceCall.Inputs[name], config.Repetition{}, s.key)
		}
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
	whole := whole(use)
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
		for _, name := range address.SortedKeys(instance.outputs) {
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
	for _, local := range address.SortedKeys(s.blocks) {
		blk := s.blocks[local]
		for _, m := range blk.instances {
			b.arc(s.content, m.node, Configuration, true)
		}
		if len(blk.instances) == 0 {
			b.arc(s.content, blk.every, Configuration, true)
		}
	}
	for _, name := range address.SortedKeys(s.outputs) {
		b.arc(s.content, s.outputs[name], Configuration, true)
	}
	for _, name := range address.SortedKeys(s.children) {
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
