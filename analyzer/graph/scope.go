package graph

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// scope is one module instance: the place in which references are resolved. Its maps
// are made on first use: most module instances need few of them.
type scope struct {
	// path is the address of the module instance, number that of the scope.
	path   string
	number int32
	depth  int
	parent *scope
	key    address.Key
	// module is what all instances of the module have in common.
	module *module
	// config is nil for a module that the configuration no longer has.
	config *plan.ModuleConfig
	call   *plan.ModuleCall
	// source and sourceCall are the same as their source shows them; nil without source.
	source     *config.Module
	sourceCall *config.Call

	// blocks holds the blocks by the numbers of their resources, nil where the scope has
	// none of a resource.
	blocks   []*block
	children map[string]*calls
	inputs   map[string]NodeID
	locals   map[string]NodeID
	// outputs are the nodes of config.Outputs.
	outputs []NodeID
	// unresolved holds the nodes of references that nothing explains, by their text.
	unresolved map[string]NodeID
	// all holds, by module call and output name ("" for the call as a whole), the node
	// that stands for that output of every instance of the call.
	all map[[2]string]NodeID
	// gate is what everything in the module waits for: count, for_each and depends_on
	// of the calls around it. content is everything in the module.
	gate, content NodeID
	gated         bool
	itself        answer
}

// answer is a yes or no that is found once.
type answer uint8

const (
	unasked answer = iota
	yes
	no
)

// calls are the instances of one module call.
type calls struct {
	scopes []*scope
	byKey  map[address.Key]*scope
}

// module is what the instances of one module of the configuration have in common.
type module struct {
	// static is the address without keys, name that of the call.
	static, name string
	parent       *module
	depth        int
	resources    map[resourceName]*resource
	// numbered holds the resources by their numbers, sorted in natural order of their names.
	numbered, sorted []*resource
	// configured holds those of the configuration, in its order.
	configured []*resource
	outputs    map[string]int
	// children are the modules called, by name.
	children map[string]*module
	scopes   []*scope
}

const none NodeID = -1

func (b *builder) newModule(static string) *module {
	return &module{static: static, resources: map[resourceName]*resource{}}
}

func (b *builder) newScope(parent *scope, name string, key address.Key) *scope {
	s := &scope{parent: parent, key: key, gate: none, content: none, number: int32(len(b.paths))} //nolint:gosec // fewer than nodes
	if parent == nil {
		s.module = b.newModule("")
	} else {
		s.path = address.Join(parent.path, "module."+name+key.String())
		s.depth = parent.depth + 1
		s.module = parent.module.children[name]
		if s.module == nil {
			s.module = b.newModule(address.Join(parent.module.static, "module."+name))
			s.module.name, s.module.parent, s.module.depth = name, parent.module, parent.module.depth+1
			if parent.module.children == nil {
				parent.module.children = map[string]*module{}
			}
			parent.module.children[name] = s.module
			b.modules[s.module.static] = s.module
		}
		parent.add(name, s)
	}
	s.module.scopes = append(s.module.scopes, s)
	b.paths = append(b.paths, s.path)
	return s
}

func (s *scope) add(name string, child *scope) {
	c := s.children[name]
	if c == nil {
		if s.children == nil {
			s.children = map[string]*calls{}
		}
		c = &calls{}
		s.children[name] = c
	}
	c.scopes = append(c.scopes, child)
	if c.byKey != nil {
		c.byKey[child.key] = child
	}
}

// instances lists the scopes of a module call.
func (s *scope) instances(call string) []*scope {
	if c := s.children[call]; c != nil {
		return c.scopes
	}
	return nil
}

// fewKeys is the number of instances up to which a key is looked for one by one.
const fewKeys = 8

func (c *calls) find(key address.Key) *scope {
	if len(c.scopes) <= fewKeys {
		for _, s := range c.scopes {
			if s.key == key {
				return s
			}
		}
		return nil
	}
	if c.byKey == nil {
		c.byKey = make(map[address.Key]*scope, len(c.scopes))
		for _, s := range slices.Backward(c.scopes) {
			c.byKey[s.key] = s // of equal keys the first
		}
	}
	return c.byKey[key]
}

// child finds or makes the scope of a module instance below s.
func (b *builder) child(s *scope, step address.ModuleStep) *scope {
	if c := s.children[step.Name]; c != nil {
		if found := c.find(step.Key); found != nil {
			return found
		}
	}
	return b.newScope(s, step.Name, step.Key)
}

// configure attaches the configuration to all scopes. A call of which no instance is
// known gets one without key, so that what passes through it is not lost.
func (b *builder) configure(root *plan.ModuleConfig, tree *config.Tree) {
	b.root.config = root
	for stack := []*scope{b.root}; len(stack) > 0; {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if tree != nil {
			s.source = tree.Module(s.module.static)
		}
		if s.module.configured == nil {
			s.module.configured = make([]*resource, len(s.config.Resources))
			for i, r := range s.config.Resources {
				s.module.configured[i] = b.resource(s.module, nameOf(address.Mode(r.Mode), r.Type, r.Name))
			}
		}
		for i, r := range s.config.Resources {
			s.blockIn(s.module.configured[i]).config = r
		}
		for _, call := range s.config.Calls {
			if len(s.instances(call.Name)) == 0 {
				b.newScope(s, call.Name, address.Key{})
			}
			for _, c := range s.instances(call.Name) {
				c.call, c.config = call, call.Module
				if s.source != nil {
					c.sourceCall = s.source.Calls[call.Name]
				}
				stack = append(stack, c)
			}
		}
	}
}

// output is the node of an output, none if the configuration has no such output.
func (s *scope) output(name string) NodeID {
	if s.config == nil || len(s.outputs) == 0 {
		return none
	}
	if s.module.outputs == nil {
		s.module.outputs = make(map[string]int, len(s.config.Outputs))
		for i, o := range s.config.Outputs {
			s.module.outputs[o.Name] = i
		}
	}
	if i, ok := s.module.outputs[name]; ok && i < len(s.outputs) {
		return s.outputs[i]
	}
	return none
}

// scopesInOrder lists all scopes, each before those below it, in a fixed order.
func (b *builder) scopesInOrder() []*scope {
	if len(b.order) == len(b.paths) {
		return b.order
	}
	b.order = b.order[:0]
	for stack := []*scope{b.root}; len(stack) > 0; {
		s := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		b.order = append(b.order, s)
		for _, name := range slices.Backward(address.SortedKeys(s.children)) {
			for _, c := range slices.Backward(s.children[name].scopes) {
				stack = append(stack, c)
			}
		}
	}
	return b.order
}
