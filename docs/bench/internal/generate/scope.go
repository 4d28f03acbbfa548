package generate

import "strconv"

// A scope is one instance of a module, its expressions' surroundings.
type scope struct {
	module   *module
	parent   *scope
	call     *call // nil for the root module
	address  string
	config   string // the address without instance keys
	label    string // goes into names
	env, svc string
	hash     uint64
	children map[*call]*scope // those of calls without keys
}

func rootScope(m *module, seed uint64) *scope {
	return &scope{module: m, label: "root", env: "root", svc: "root", hash: mix(seed, 0)}
}

// child returns the scope of one instance of a module call; the key is empty for a
// call without keys.
func (s *scope) child(c *call, key string) *scope {
	if known := s.children[c]; known != nil {
		return known
	}
	k := &scope{module: c.module, parent: s, call: c, env: s.env, svc: c.name}
	step, last := "module."+c.name, c.name
	if key != "" {
		k.svc, last = key, key
	}
	k.config = dotted(s.config, step)
	if key != "" {
		step += "[" + strconv.Quote(key) + "]"
	}
	k.address = dotted(s.address, step)
	k.hash = hashText(s.hash, step)
	if s.parent == nil {
		k.env, k.label = last, last
	} else {
		k.label = s.label + "-" + last
	}
	if c.keys == nil {
		if s.children == nil {
			s.children = map[*call]*scope{}
		}
		s.children[c] = k
	}
	return k
}

// forget drops the scope of a call without keys, so that what was walked is not held.
func (s *scope) forget(c *call) { delete(s.children, c) }

// eachChild calls visit for each instance of each module call.
func (s *scope) eachChild(visit func(*scope) error) error {
	for _, c := range s.module.calls {
		keys := c.keys
		if keys == nil {
			keys = []string{""}
		}
		for _, key := range keys {
			if err := visit(s.child(c, key)); err != nil {
				return err
			}
		}
		if s.parent == nil {
			s.forget(c)
		}
	}
	return nil
}

// argument returns what the module call binds a variable to.
func (s *scope) argument(name string) *binding {
	if s.call == nil {
		return nil
	}
	return find(s.call.args, name)
}

func find(bindings []binding, name string) *binding {
	for i := range bindings {
		if bindings[i].name == name {
			return &bindings[i]
		}
	}
	return nil
}

// An instance is one resource instance.
type instance struct {
	resource *resource
	scope    *scope
	key      string // empty for a resource without count and for_each
	index    int
	hash     uint64
	action   action
}

func (s *scope) instance(r *resource, index int) *instance {
	i := &instance{resource: r, scope: s, index: index, hash: hashText(s.hash, r.address)}
	if r.keys != nil {
		i.key = r.keys[index]
		i.hash = hashText(i.hash, i.key)
	}
	return i
}

// address is the instance's absolute address.
func (i *instance) address() string {
	a := dotted(i.scope.address, i.resource.address)
	switch {
	case i.resource.counted:
		return a + "[" + i.key + "]"
	case i.key != "":
		return a + "[" + strconv.Quote(i.key) + "]"
	}
	return a
}

func (i *instance) appendName(dst []byte) []byte {
	dst = append(dst, i.scope.label...)
	if i.resource.name != "this" {
		dst = append(append(dst, '-'), i.resource.name...)
	}
	if i.key != "" {
		dst = append(append(dst, '-'), i.key...)
	}
	return dst
}

func dotted(prefix, name string) string {
	if prefix == "" {
		return name
	}
	return prefix + "." + name
}
