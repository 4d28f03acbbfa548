package address

import (
	"errors"
	"fmt"
	"strings"
)

// Mode is the kind of block that a resource instance comes from.
type Mode string

// The modes that addresses know. Terraform's JSON calls them the same.
const (
	Managed   Mode = "managed"
	Data      Mode = "data"
	Ephemeral Mode = "ephemeral"
)

// ModuleStep is one module call on the way to an instance, with its key.
type ModuleStep struct {
	Name string
	Key  Key
}

// Module is the path of a module instance; the empty path is the root module.
type Module []ModuleStep

// String prints the path as Terraform does, such as module.app["a"].module.db; the
// root module prints "".
func (m Module) String() string { return m.print(true) }

// Static prints the path without instance keys: the address of the module in the
// configuration.
func (m Module) Static() string { return m.print(false) }

func (m Module) print(keys bool) string {
	var b strings.Builder
	for i, step := range m {
		if i > 0 {
			b.WriteByte('.')
		}
		b.WriteString("module.")
		b.WriteString(step.Name)
		if keys {
			b.WriteString(step.Key.String())
		}
	}
	return b.String()
}

// Instance is the address of one resource instance.
type Instance struct {
	Module Module
	Mode   Mode
	Type   string
	Name   string
	Key    Key
}

// String prints the address as Terraform does.
func (i Instance) String() string {
	return Join(i.Module.String(), i.Local()+i.Key.String())
}

// Local prints the resource within its module, without key: aws_instance.web, or
// data.aws_ami.base.
func (i Instance) Local() string {
	switch i.Mode {
	case Data:
		return "data." + i.Type + "." + i.Name
	case Ephemeral:
		return "ephemeral." + i.Type + "." + i.Name
	case Managed:
	}
	switch i.Type {
	case "data", "ephemeral", "module", "resource":
		// Such a type needs its mode spelled out, or it reads as the keyword.
		return "resource." + i.Type + "." + i.Name
	}
	return i.Type + "." + i.Name
}

// Static prints the resource without any instance key: its address in the
// configuration, as `depends_on` of a state lists it.
func (i Instance) Static() string { return Join(i.Module.Static(), i.Local()) }

// Join puts a module's address before an address that is relative to it.
func Join(module, local string) string {
	if module == "" {
		return local
	}
	return module + "." + local
}

// ParseInstance reads the absolute address of a resource or resource instance. The
// error says what is wrong with it and where.
func ParseInstance(s string) (Instance, error) {
	module, rest, err := parseModulePath(s)
	if err != nil {
		return Instance{}, err
	}
	if rest == "" {
		return Instance{}, fmt.Errorf("address %q: names no resource", s)
	}
	inst := Instance{Module: module}
	inst.Mode, rest = parseMode(rest)
	if inst.Type, rest, err = parseName(rest); err != nil {
		return Instance{}, fmt.Errorf("address %q: resource type: %w", s, err)
	}
	if !strings.HasPrefix(rest, ".") {
		return Instance{}, fmt.Errorf("address %q: no resource name after the type", s)
	}
	if inst.Name, rest, err = parseName(rest[1:]); err != nil {
		return Instance{}, fmt.Errorf("address %q: resource name: %w", s, err)
	}
	if rest == "" {
		return inst, nil
	}
	if inst.Key, rest, err = parseKey(rest); err != nil {
		return Instance{}, fmt.Errorf("address %q: instance key: %w", s, err)
	}
	if rest != "" {
		return Instance{}, fmt.Errorf("address %q: unexpected %q at its end", s, rest)
	}
	return inst, nil
}

// ParseModule reads the absolute address of a module or module instance; "" is the
// root module.
func ParseModule(s string) (Module, error) {
	module, rest, err := parseModulePath(s)
	if err != nil {
		return nil, err
	}
	if rest != "" || strings.HasSuffix(s, ".") {
		return nil, fmt.Errorf("address %q: not a module address", s)
	}
	return module, nil
}

// parseModulePath reads the module calls at the start of an address and returns what
// follows the last one's dot.
func parseModulePath(s string) (Module, string, error) {
	var module Module
	rest := s
	for strings.HasPrefix(rest, "module.") {
		name, after, err := parseName(rest[len("module."):])
		if err != nil {
			return nil, "", fmt.Errorf("address %q: module name: %w", s, err)
		}
		step := ModuleStep{Name: name}
		if strings.HasPrefix(after, "[") {
			if step.Key, after, err = parseKey(after); err != nil {
				return nil, "", fmt.Errorf("address %q: key of module %s: %w", s, name, err)
			}
		}
		module = append(module, step)
		if after == "" {
			return module, "", nil
		}
		if !strings.HasPrefix(after, ".") {
			return nil, "", fmt.Errorf("address %q: unexpected %q after module %s", s, after, name)
		}
		rest = after[1:]
	}
	return module, rest, nil
}

func parseMode(s string) (Mode, string) {
	for _, mode := range []Mode{Data, Ephemeral} {
		if rest, ok := strings.CutPrefix(s, string(mode)+"."); ok {
			return mode, rest
		}
	}
	// Terraform lets a reference spell the managed mode out.
	return Managed, strings.TrimPrefix(s, "resource.")
}

// parseName reads an identifier and returns what follows it.
func parseName(s string) (name, rest string, err error) {
	end := strings.IndexAny(s, ".[")
	if end < 0 {
		end = len(s)
	}
	if end == 0 {
		return "", s, errors.New("empty name")
	}
	if strings.ContainsAny(s[:end], " \t\r\n\"]") {
		return "", s, fmt.Errorf("bad name %q", s[:end])
	}
	return s[:end], s[end:], nil
}
