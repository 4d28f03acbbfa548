package graph

import (
	"slices"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// addReferences turns every reference of the configuration into arcs.
func (b *builder) addReferences() {
	b.reads.bodies = make([]NodeID, len(b.places))
	for id := range b.reads.bodies {
		b.reads.bodies[id] = none
	}
	for _, s := range b.scopesInOrder() {
		if s.config == nil {
			continue
		}
		gate := b.gate(s)
		for i, r := range s.config.Resources {
			blk := s.blockOf(s.module.configured[i])
			b.blockUses(s, blk)
			b.arc(blk.body, gate, Configuration, true)
			if p := b.providers[r.ProviderKey]; p != nil {
				b.providerUses(blk.body, p)
			}
		}
		for i, o := range s.config.Outputs {
			b.uses(s, s.outputs[i], o.Uses)
			b.addHiddenOutput(s, i)
			b.arc(s.outputs[i], gate, Configuration, true)
		}
	}
}

// gate is the node of what a module instance waits for, none if it waits for nothing.
func (b *builder) gate(s *scope) NodeID {
	if s.gated || s.parent == nil || s.call == nil {
		return s.gate
	}
	s.gated = true
	above := b.gate(s.parent)
	if above == none && len(s.call.Repetition) == 0 && len(s.call.DependsOn) == 0 {
		return none
	}
	s.gate = b.node(Passage, formCall, s, "")
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
	m := b.modules[staticOf(p.Module)]
	if m == nil {
		return
	}
	for _, s := range m.scopes {
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
		if int(m.node) < len(b.reads.bodies) { // a graph of known paths has blocks without instances
			b.reads.bodies[m.node] = blk.body
		}
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
	attribute := b.attributes.number(use.Reference.Attribute)
	if from != to && from != none && to != none {
		b.arcs.add(from, newArc(to, attribute, source, exact, use.Argument == "provisioner"))
	}
	b.reads.note(from, use.Argument, to, attribute)
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
	blk := s.find(nameOf(use.Reference.Mode, use.Reference.Type, use.Reference.Name))
	if blk == nil {
		return b.unresolved(s, use.Text), true
	}
	if use.Reference.Key.Kind != address.NoKey {
		if id, ok := blk.instance(use.Reference.Key); ok {
			return id, true
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
		id = b.node(Passage, formInput, s, name)
		if s.inputs == nil {
			s.inputs = map[string]NodeID{}
		}
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
	instances := s.instances(ref.Name)
	if len(instances) == 0 {
		return b.unresolved(s, use.Text), true
	}
	whole := whole(use)
	if ref.Key.Kind != address.NoKey {
		if c := s.children[ref.Name].find(ref.Key); c != nil {
			return b.moduleNode(s, c, use, whole)
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
	id := b.node(Passage, formOf, s, "all of module."+ref.Name+" "+key[1])
	s.allAs(key, id)
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
		if id := instance.output(use.Reference.Output); id != none {
			return id, true
		}
		return b.unresolved(s, use.Text), true
	}
	key := [2]string{"", ""}
	id, ok := instance.all[key]
	if !ok {
		id = b.node(Passage, formOutputs, instance, "")
		instance.allAs(key, id)
		for _, output := range instance.outputs {
			b.arc(id, output, Configuration, true)
		}
	}
	return id, true
}

// content is the node of everything in a module instance: what a depends_on of the
// module waits for.
func (b *builder) content(top *scope) NodeID {
	if top.content != none {
		return top.content
	}
	for stack := []*scope{top}; len(stack) > 0; {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		done := s.content != none
		if !done {
			s.content = b.node(Passage, formContent, s, "")
		}
		if s != top {
			b.arc(s.parent.content, s.content, Configuration, true)
		}
		if done {
			continue
		}
		b.addContent(s)
		for _, name := range slices.Backward(address.SortedKeys(s.children)) {
			for _, c := range slices.Backward(s.children[name].scopes) {
				stack = append(stack, c)
			}
		}
	}
	return top.content
}

// addContent adds arcs to what stands in the module instance itself.
func (b *builder) addContent(s *scope) {
	for _, blk := range s.inOrder() {
		for _, m := range blk.instances {
			b.arc(s.content, m.node, Configuration, true)
		}
		if len(blk.instances) == 0 {
			b.arc(s.content, blk.every, Configuration, true)
		}
	}
	for _, output := range s.outputs {
		b.arc(s.content, output, Configuration, true)
	}
}

func (s *scope) allAs(key [2]string, id NodeID) {
	if s.all == nil {
		s.all = map[[2]string]NodeID{}
	}
	s.all[key] = id
}

func (b *builder) unresolved(s *scope, text string) NodeID {
	id, ok := s.unresolved[text]
	if !ok {
		id = b.node(Unresolved, formName, s, text)
		if s.unresolved == nil {
			s.unresolved = map[string]NodeID{}
		}
		s.unresolved[text] = id
	}
	return id
}
