package generate

import (
	"maps"
	"slices"
	"strconv"
)

// A dependency is a resource of the configuration, seen from one of its scopes.
type dependency struct {
	scope    *scope
	resource *resource
}

func (d dependency) address() string { return dotted(d.scope.config, d.resource.address) }

// dependsOn appends the depends_on of the prior state: the addresses without keys of
// what the resource depends on. Terraform lists all ancestors; the shapes made for
// depth and density list the nearest only, since the full lists would grow with the
// square of the size.
func (p *printer) dependsOn(i *instance) {
	addresses := p.ancestors(dependency{scope: i.scope, resource: i.resource})
	for n, a := range addresses {
		if n == 0 {
			p.line = append(p.line, `,"depends_on":[`...)
		} else {
			p.line = append(p.line, ',')
		}
		p.line = strconv.AppendQuote(p.line, a)
	}
	if len(addresses) > 0 {
		p.line = append(p.line, ']')
	}
}

func (p *printer) ancestors(d dependency) []string {
	seen := map[string]bool{}
	queue := []dependency{d}
	for len(queue) > 0 {
		next := queue[0]
		queue = queue[1:]
		for _, found := range next.direct() {
			if a := found.address(); !seen[a] {
				seen[a] = true
				if p.transitive {
					queue = append(queue, found)
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// direct returns the resources that the block refers to, through variables and outputs.
func (d dependency) direct() []dependency {
	var found []dependency
	for n := range d.resource.attrs {
		for _, piece := range d.resource.attrs[n].value {
			if piece.ref != nil {
				found = appendTargets(found, d.scope, piece.ref)
			}
		}
	}
	return found
}

func appendTargets(dst []dependency, s *scope, r *reference) []dependency {
	switch {
	case r.variable != "":
		if b := s.argument(r.variable); b != nil && b.ref != nil {
			return appendTargets(dst, s.parent, b.ref)
		}
		return dst
	case r.module != "":
		child := s.child(s.module.byCall[r.module], "")
		return appendTargets(dst, child, find(child.module.outputs, r.output).ref)
	}
	return append(dst, dependency{scope: s, resource: s.module.byAddress[r.resource]})
}
