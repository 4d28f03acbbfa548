package graph

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// local is the node of a local value with what the source says it is made of. Without
// source it is a reference that nothing explains.
func (b *builder) local(s *scope, use plan.Use) NodeID {
	name := use.Reference.Name
	if id, ok := s.locals[name]; ok {
		return id
	}
	if s.source == nil {
		return b.unresolved(s, use.Text)
	}
	uses, ok := s.source.Locals[name]
	if !ok {
		return b.unresolved(s, use.Text)
	}
	id := b.node(Passage, formLocal, s, name)
	if s.locals == nil {
		s.locals = map[string]NodeID{}
	}
	s.locals[name] = id
	for _, u := range uses {
		b.sourceUse(s, id, asPlanUse(u))
	}
	return id
}

// asPlanUse is a reference of the source in the form of the plan's.
func asPlanUse(u config.Use) plan.Use {
	return plan.Use{Text: u.Text, Reference: u.Reference, Argument: u.Argument}
}

// sourceUse adds an arc for a reference that only the source shows.
func (b *builder) sourceUse(s *scope, from NodeID, use plan.Use) {
	if use.Reference.Kind == address.RefUnknown {
		return // an action or a form that the plan's references don't have either
	}
	b.useFrom(s, from, use, SourceCode)
	b.wait(s, from, use)
}

// wait adds what a reference to a module as a whole waits for: Terraform lets it come
// after everything in the module, whatever its outputs are made of. Only the source tells
// such a reference from one to an output behind a computed index.
func (b *builder) wait(s *scope, from NodeID, use plan.Use) {
	if use.Reference.Kind != address.RefModule || whole(use) {
		return
	}
	for _, c := range s.instances(use.Reference.Name) {
		if use.Reference.Key.Kind == address.NoKey || use.Reference.Key == c.key {
			b.arc(from, b.content(c), SourceCode, false)
		}
	}
}

// waits is wait for references that the plan lists as well. The dependent has the given
// key and is repeated as given.
func (b *builder) waits(s *scope, from NodeID, uses []config.Use, repetition config.Repetition, key address.Key) {
	for _, u := range uses {
		use := asPlanUse(u)
		if pairs(u.Index, key) {
			use.Reference.Key = key
		}
		use, _ = passed(use, repetition, key)
		b.wait(s, from, use)
	}
}

// pairs reports whether an index picks the instance with the dependent's own key.
func pairs(index config.Index, key address.Key) bool {
	return index == config.IndexEachKey && key.Kind == address.StringKey || index == config.IndexCountIndex && key.Kind == address.IntKey
}

// refine makes a reference as exact as the source shows it to be for a dependent with
// the given key: the instance behind [each.key] or [count.index], the output or
// attribute behind an index that is no constant. A plan cuts a reference at such an
// index. The second result is true if the reference became one of the dependent's own.
func refine(s *scope, use plan.Use, sources []config.Use, key address.Key) (plan.Use, bool) {
	if use.Reference.Key.Kind != address.NoKey {
		return use, false
	}
	first := firstName(use.Argument)
	var same []config.Use
	for _, u := range sources {
		if firstName(u.Argument) == first && u.Reference.Key.Kind == address.NoKey && sameTarget(u.Reference, use.Reference) {
			same = append(same, u)
		}
	}
	if len(same) == 0 {
		return use, false
	}
	index, ref := same[0].Index, same[0].Reference
	if handed, ok := handedKey(s, same); ok {
		index, key = config.IndexEachKey, handed
		if key.Kind == address.IntKey {
			index = config.IndexCountIndex
		}
	}
	for _, u := range same[1:] {
		if u.Index != same[0].Index {
			index = config.IndexOther
		}
		if u.Reference.Output != ref.Output {
			ref.Output = ""
		}
		if u.Reference.Attribute != ref.Attribute {
			ref.Attribute = ""
		}
	}
	if use.Reference.Kind == address.RefModule && ref.Output != "" && !whole(use) {
		use.Reference.Kind, use.Reference.Output = address.RefOutput, ref.Output
	}
	if use.Reference.Attribute == "" {
		use.Reference.Attribute = ref.Attribute
	}
	if pairs(index, key) {
		use.Reference.Key = key
		return use, true
	}
	return use, false
}

// handedKey is the key that all uses pick by one and the same variable or local value, if
// that hands on the key of a module instance around: [var.name], where a call gives
// each.key to name.
func handedKey(s *scope, same []config.Use) (address.Key, bool) {
	for _, u := range same {
		if u.IndexRef == nil || *u.IndexRef != *same[0].IndexRef {
			return address.Key{}, false
		}
	}
	return valueAsKey(s, *same[0].IndexRef)
}

// maxHandedOn bounds the variables and local values that one key is followed through:
// broken source may define them in a circle.
const maxHandedOn = 100

// valueAsKey follows a variable or local value to the key that it is.
func valueAsKey(s *scope, ref address.Reference) (address.Key, bool) {
	for range maxHandedOn {
		if s == nil || s.source == nil {
			break
		}
		var uses []config.Use
		above := s
		switch ref.Kind {
		case address.RefLocal:
			uses = s.source.Locals[ref.Name]
		case address.RefVariable:
			if s.sourceCall != nil {
				uses = s.sourceCall.Inputs[ref.Name]
			}
			above = s.parent
		case address.RefInert, address.RefResource, address.RefModule, address.RefOutput, address.RefUnknown:
		}
		if len(uses) != 1 || !uses[0].Alone {
			return address.Key{}, false
		}
		switch uses[0].Text {
		case "each.key", "count.index":
			// Only a module call has a key to hand on: it is the one of the scope below.
			return s.key, ref.Kind == address.RefVariable && s.key.Kind != address.NoKey
		}
		s, ref = above, uses[0].Reference
	}
	return address.Key{}, false
}

// passed is refine for a for_each that is exactly a whole resource or module: each key
// of the dependent is the key of the instance that it gets as each.value.
func passed(use plan.Use, repetition config.Repetition, key address.Key) (plan.Use, bool) {
	p := repetition.Passes
	if p == nil || key.Kind != address.StringKey || use.Argument != "for_each" || use.Reference.Key.Kind != address.NoKey ||
		!sameTarget(p.Reference, use.Reference) || p.Index != config.IndexNone || p.Reference.Attribute != "" {
		return use, false
	}
	if p.Reference.Kind != address.RefResource && p.Reference.Kind != address.RefModule {
		return use, false
	}
	use.Reference.Key = key
	return use, true
}

// sameTarget reports whether two references are about the same resource or module.
func sameTarget(a, b address.Reference) bool {
	switch a.Kind {
	case address.RefResource:
		return b.Kind == address.RefResource && a.Local() == b.Local()
	case address.RefOutput, address.RefModule:
		return (b.Kind == address.RefOutput || b.Kind == address.RefModule) && a.Name == b.Name
	case address.RefInert, address.RefVariable, address.RefLocal, address.RefUnknown:
	}
	return false
}

func firstName(argument string) string {
	first, _, _ := strings.Cut(argument, ".")
	return first
}

// hiddenArguments are those that a plan's configuration never lists.
var hiddenArguments = []string{"replace_triggered_by", "precondition", "postcondition", "lifecycle", "action_trigger"}

// addHidden adds what the source of a block refers to and the plan does not list:
// lifecycle blocks, conditions, dynamic blocks. What the plan lists of an argument is left
// as the plan has it.
func (b *builder) addHidden(s *scope, blk *block, source *config.Resource) {
	listed := map[string][]plan.Use{}
	for _, use := range blk.config.Uses {
		first := firstName(use.Argument)
		listed[first] = append(listed[first], use)
	}
	for _, u := range source.Uses {
		use, first := asPlanUse(u), firstName(u.Argument)
		if !slices.Contains(hiddenArguments, first) && slices.ContainsFunc(listed[first], func(l plan.Use) bool { return covers(l.Reference, use.Reference) }) {
			b.waitEach(s, blk, u, source.Repetition)
			continue
		}
		use, waits := waitsForAll(blk, use)
		own := !waits && (u.Index == config.IndexEachKey || u.Index == config.IndexCountIndex)
		if !own || len(blk.instances) == 0 {
			b.sourceUse(s, blk.body, use)
			continue
		}
		for _, m := range blk.instances {
			use.Reference.Key = m.key
			b.sourceUse(s, m.node, use)
		}
	}
}

// waitEach is waits for a reference of a block.
func (b *builder) waitEach(s *scope, blk *block, use config.Use, repetition config.Repetition) {
	if use.Reference.Kind != address.RefModule {
		return
	}
	if len(blk.instances) == 0 {
		b.waits(s, blk.body, []config.Use{use}, repetition, address.Key{})
	}
	for _, m := range blk.instances {
		b.waits(s, m.node, []config.Use{use}, repetition, m.key)
	}
}

// addHiddenOutput adds what the source of an output refers to and the plan does not
// list: preconditions, and modules as a whole.
func (b *builder) addHiddenOutput(s *scope, output int) {
	if s.source == nil {
		return
	}
	name := s.config.Outputs[output].Name
	b.waits(s, s.outputs[output], s.source.Outputs[name], config.Repetition{}, address.Key{})
	for _, u := range s.source.Outputs[name] {
		if u.Argument == "precondition" {
			b.sourceUse(s, s.outputs[output], asPlanUse(u))
		}
	}
}

// covers reports whether a reference of the plan says at least what one of the source
// says. A dynamic block may stand beside a written one of the same name, of which alone
// the plan knows.
func covers(listed, source address.Reference) bool {
	switch listed.Kind {
	case address.RefResource, address.RefModule, address.RefOutput:
		return sameTarget(listed, source) &&
			(listed.Key.Kind == address.NoKey || listed.Key == source.Key) &&
			(listed.Output == "" || listed.Output == source.Output) &&
			(listed.Attribute == "" || listed.Attribute == source.Attribute)
	case address.RefVariable, address.RefLocal:
		return listed.Kind == source.Kind && listed.Name == source.Name
	case address.RefInert, address.RefUnknown:
	}
	return false
}

// Mismatch is one place where source and plan do not belong together.
type Mismatch struct {
	// Address is a configuration address.
	Address string
	// What says what is different.
	What string
}

// CompareSource lists where the source does not fit the plan: managed resources of the
// plan's configuration that the source lacks, and references of the plan that the
// source's argument does not make. An empty list means that they fit.
func CompareSource(c *plan.Configuration, tree *config.Tree) []Mismatch {
	var found []Mismatch
	compareModule(&found, c.Root, tree, "")
	return found
}

func compareModule(found *[]Mismatch, m *plan.ModuleConfig, tree *config.Tree, path string) {
	source := tree.Module(path)
	if source == nil {
		*found = append(*found, Mismatch{path, "is not in the source"})
		return
	}
	for _, r := range m.Resources {
		addr := address.Join(path, r.Local())
		if source.Resources[r.Local()] == nil {
			if plan.ManagedMode(r.Mode) {
				*found = append(*found, Mismatch{addr, "is not in the source"})
			}
			continue
		}
		uses := source.Resources[r.Local()].Uses
		for _, use := range r.Uses {
			if !listedIn(use, uses) {
				*found = append(*found, Mismatch{addr, "refers to " + use.Text + " in " + use.Argument + ", its source does not"})
				break
			}
		}
	}
	for _, call := range m.Calls {
		compareModule(found, call.Module, tree, address.Join(path, "module."+call.Name))
	}
}

func listedIn(use plan.Use, uses []config.Use) bool {
	first := firstName(use.Argument)
	return slices.ContainsFunc(uses, func(u config.Use) bool {
		if firstName(u.Argument) != first {
			return false
		}
		a, b := use.Reference, u.Reference
		switch a.Kind {
		case address.RefResource, address.RefModule, address.RefOutput:
			return sameTarget(a, b)
		case address.RefVariable, address.RefLocal:
			return a.Kind == b.Kind && a.Name == b.Name
		case address.RefInert, address.RefUnknown:
		}
		return b.Kind == a.Kind
	})
}
