package generate

import (
	"fmt"
	"strings"
)

// A reference is what an expression points to: a resource's attribute or a variable.
type reference struct {
	variable string // of <var.NAME>
	module   string // of module.NAME.OUTPUT, only in the arguments of module calls
	output   string
	resource string // "aws_vpc.this" or "data.aws_ami.this"
	attr     string
	which    which
	key      string // of whichKey
}

// which says what instances of the resource a reference means.
type which uint8

const (
	whichOnly  which = iota // the resource has one instance
	whichAll                // [*]
	whichIndex              // [i]: the one with the same count index
	whichEach               // [each]: the one with the same key
	whichKey                // ["blue"]
)

func parseReference(text string) (*reference, error) {
	name := text
	r := &reference{}
	if open := strings.IndexByte(name, '['); open >= 0 {
		end := strings.IndexByte(name, ']')
		if end < open {
			return nil, fmt.Errorf("reference %q: [ without ]", text)
		}
		switch index := name[open+1 : end]; index {
		case "*":
			r.which = whichAll
		case "i":
			r.which = whichIndex
		case "each":
			r.which = whichEach
		default:
			r.which, r.key = whichKey, strings.Trim(index, `"`)
		}
		name = name[:open] + name[end+1:]
	}
	parts := strings.Split(name, ".")
	switch {
	case len(parts) == 2 && parts[0] == "var":
		r.variable = parts[1]
	case len(parts) == 3 && parts[0] == "module":
		r.module, r.output = parts[1], parts[2]
	case len(parts) >= 3:
		last := len(parts) - 1
		r.resource, r.attr = strings.Join(parts[:last], "."), parts[last]
	default:
		return nil, fmt.Errorf("reference %q: want TYPE.NAME.ATTRIBUTE, module.NAME.OUTPUT or var.NAME", text)
	}
	return r, nil
}

// chain appends the entries that Terraform writes for the reference: from the longest
// form down to the bare resource or module, and what the index is made of.
func (r *reference) chain(dst []string) []string {
	switch {
	case r.variable != "" && r.which == whichIndex:
		return append(dst, "var."+r.variable, "count.index")
	case r.variable != "":
		return append(dst, "var."+r.variable)
	case r.module != "":
		return append(dst, "module."+r.module+"."+r.output, "module."+r.module)
	}
	switch r.which {
	case whichIndex:
		return append(dst, r.resource, "count.index")
	case whichEach:
		return append(dst, r.resource, "each.key")
	case whichKey:
		one := r.resource + `["` + r.key + `"]`
		return append(dst, one+"."+r.attr, one, r.resource)
	case whichAll:
		return append(dst, r.resource)
	case whichOnly:
	}
	return append(dst, r.resource+"."+r.attr, r.resource)
}
