package graph

import (
	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// scope is one module instance: the place in which references are resolved.
type scope struct {
	// path is the address of the module instance, static the same without keys.
	path, static string
	parent       *scope
	key          address.Key
	// config is nil for a module that the configuration no longer has.
	config *plan.ModuleConfig
	call   *plan.ModuleCall
	// source and sourceCall are the same as their source shows them; nil without source.
	source     *config.Module
	sourceCall *config.Call

	blocks   map[string]*block // by address within the module
	children map[string][]*scope
	inputs   map[string]NodeID
	locals   map[string]NodeID
	outputs  map[string]NodeID
	// unresolved holds the nodes of references that nothing explains, by their text.
	unresolved map[string]NodeID
	// all holds, by module call and output name ("" for the call as a whole), the node
	// that stands for that output of every instance of the call.
	all map[[2]string]NodeID
	// gate is what everything in the module waits for: count, for_each and depends_on
	// of the calls around it. content is everything in the module.
	gate, content NodeID
}

// block is one resource block of a module instance.
type block struct {
	config    *plan.ResourceConfig
	instances []member
	// every stands for all instances of the block; body is what each of them refers to.
	every, body NodeID
}

type member struct {
	key  address.Key
	node NodeID
}

const none NodeID = -1

func newScope(parent *scope, name string, key address.Key) *scope {
	s := &scope{
		parent: parent, key: key, gate: none, content: none,
		blocks: map[string]*block{}, children: map[string][]*scope{}, inputs: map[string]NodeID{}, locals: map[string]NodeID{},
		outputs: map[string]NodeID{}, unresolved: map[string]NodeID{}, all: map[[2]string]NodeID{},
	}
	if parent != nil {
		s.path = address.Join(parent.path, "module."+name+key.String())
		s.static = address.Join(parent.static, "module."+name)
		parent.children[name] = append(parent.children[name], s)
	}
	return s
}

// child finds or makes the scope of a module instance below s.
func (s *scope) child(step address.ModuleStep) *scope {
	for _, c := range s.children[step.Name] {
		if c.key == step.Key {
			return c
		}
	}
	return newScope(s, step.Name, step.Key)
}

// configure attaches the configuration to s and everything below. A call of which no
// instance is known gets one without key, so that what passes through it is not lost.
func (s *scope) configure(module *plan.ModuleConfig, tree *config.Tree) {
	s.config = module
	if tree != nil {
		s.source = tree.Module(s.static)
	}
	for _, r := range module.Resources {
		s.block(r.Local()).config = r
	}
	for _, call := range module.Calls {
		if len(s.children[call.Name]) == 0 {
			newScope(s, call.Name, address.Key{})
		}
		for _, c := range s.children[call.Name] {
			c.call = call
			if s.source != nil {
				c.sourceCall = s.source.Calls[call.Name]
			}
			c.configure(call.Module, tree)
		}
	}
}

func (s *scope) block(local string) *block {
	b, ok := s.blocks[local]
	if !ok {
		b = &block{every: none, body: none}
		s.blocks[local] = b
	}
	return b
}

// walk visits s and all scopes below it in a fixed order.
func (s *scope) walk(visit func(*scope)) {
	visit(s)
	for _, name := range address.SortedKeys(s.children) {
		for _, c := range s.children[name] {
			c.walk(visit)
		}
	}
}
