package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// end is one end of a moved block, relative to the module that the block stands in: an
// instance, all instances of a resource, or a module with all in it.
type end struct {
	module address.Module
	// resource is nil for a module.
	resource *address.Instance
}

// moveBlock is a moved block whose ends are addresses, in a module of the configuration.
type moveBlock struct {
	in       string // the module's path
	from, to end
}

// applyMoves gives the instances of a state the addresses that the moved blocks of the
// configuration will give them: each block is followed where an instance stands at its
// from and none at its to, chains of blocks to their end (terraform:
// internal/refactoring/move_execute.go). It notes old and new addresses in moved.
func applyMoves(changes []*plan.Change, tree *config.Tree, moved map[string]string) []diagnostic.Diagnostic {
	blocks, diagnostics := moveBlocks(tree.Root, nil)
	taken := map[string]bool{}
	for _, c := range changes {
		taken[c.Address] = true
	}
	for _, c := range changes {
		from := c.Address
		for range blocks { // a chain has each block once at most
			to, ok := followOnce(c.Instance, blocks, taken)
			if !ok {
				break
			}
			delete(taken, c.Address)
			c.Instance, c.Address, c.Type, c.Name = to, to.String(), to.Type, to.Name
			taken[c.Address] = true
		}
		if c.Address != from {
			moved[from] = c.Address
		}
	}
	return diagnostics
}

// moveBlocks collects the blocks of a module and of those below it.
func moveBlocks(m *config.Module, found []moveBlock) ([]moveBlock, []diagnostic.Diagnostic) {
	var diagnostics []diagnostic.Diagnostic
	if m == nil {
		return found, nil
	}
	for _, block := range m.Moved {
		from, ok := parseEnd(block.From)
		to, ok2 := parseEnd(block.To)
		if !ok || !ok2 || (from.resource == nil) != (to.resource == nil) {
			diagnostics = append(diagnostics, diagnostic.Warnf("%s:%d: a moved block could not be read and was not followed", block.At.File, block.At.Line))
			continue
		}
		found = append(found, moveBlock{in: m.Path, from: from, to: to})
	}
	for _, name := range sortedNames(m.Calls) {
		var more []diagnostic.Diagnostic
		found, more = moveBlocks(m.Calls[name].Module, found)
		diagnostics = append(diagnostics, more...)
	}
	return found, diagnostics
}

func parseEnd(text string) (end, bool) {
	if inst, err := address.ParseInstance(text); err == nil {
		return end{module: inst.Module, resource: &inst}, true
	}
	module, err := address.ParseModule(text)
	return end{module: module}, err == nil && len(module) > 0
}

// followOnce finds the first block that moves an instance to where none is.
func followOnce(inst address.Instance, blocks []moveBlock, taken map[string]bool) (address.Instance, bool) {
	for _, b := range blocks {
		if to, ok := b.apply(inst); ok && !taken[to.String()] {
			return to, true
		}
	}
	return address.Instance{}, false
}

// apply returns where the block moves an instance, false if it does not concern it.
func (b moveBlock) apply(inst address.Instance) (address.Instance, bool) {
	depth := 0
	if b.in != "" {
		for depth <= len(inst.Module) && inst.Module[:depth].Static() != b.in {
			depth++
		}
		if depth > len(inst.Module) {
			return inst, false
		}
	}
	prefix, rest := inst.Module[:depth], inst.Module[depth:]
	n := len(b.from.module)
	if len(rest) < n || b.from.resource != nil && len(rest) != n {
		return inst, false
	}
	last := n - 1
	for i, step := range b.from.module {
		whole := b.from.resource == nil && i == last && step.Key.Kind == address.NoKey // all instances of the call
		if rest[i].Name != step.Name || !whole && rest[i].Key != step.Key {
			return inst, false
		}
	}
	to := inst
	target := slices.Clone(b.to.module)
	if b.from.resource == nil {
		if end := len(target) - 1; target[end].Key.Kind == address.NoKey && b.from.module[last].Key.Kind == address.NoKey {
			target[end].Key = rest[last].Key
		}
		to.Module = slices.Concat(prefix, target, rest[n:])
		return to, true
	}
	from, goal := b.from.resource, b.to.resource
	if inst.Local() != from.Local() {
		return inst, false
	}
	keyed := from.Key.Kind != address.NoKey || goal.Key.Kind != address.NoKey
	if keyed && inst.Key != from.Key {
		return inst, false
	}
	to.Module = slices.Concat(prefix, target)
	to.Type, to.Name = goal.Type, goal.Name
	if keyed {
		to.Key = goal.Key
	}
	return to, true
}
