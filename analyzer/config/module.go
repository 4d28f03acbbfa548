package config

import "github.com/hashicorp/hcl/v2"

// module reads the gathered blocks of a folder.
func (d *definitions) module(dir string) *Module {
	m := &Module{
		Dir:    dir,
		Locals: map[string][]Use{}, Outputs: map[string][]Use{},
		Resources: map[string]*Resource{}, Actions: map[string]*Resource{},
		Calls: map[string]*Call{}, Variables: map[string]Variable{},
	}
	for _, name := range sortedNames(d.locals) {
		m.Locals[name] = d.loader.valueUses(d.locals[name], "value")
	}
	for _, blk := range d.blocks {
		d.read(m, blk)
	}
	return m
}

// read adds one block of the top level to the module.
func (d *definitions) read(m *Module, blk block) {
	switch blk.typ {
	case "resource", "data", "ephemeral":
		d.addResource(m, blk)
	case "action":
		r := d.resource(blk)
		m.Actions[r.Local] = r
	case "module":
		m.Calls[blk.labels[0]] = d.call(blk)
	case "output":
		m.Outputs[blk.labels[0]] = d.output(blk)
	case "variable":
		m.Variables[blk.labels[0]] = d.variable(blk)
	case "provider":
		m.Providers = append(m.Providers, d.provider(blk))
	case "check":
		d.check(m, blk)
	case "moved":
		m.Moved = append(m.Moved, Moved{
			From: d.loader.name(blk.body.expr("from")), To: d.loader.name(blk.body.expr("to")), At: blk.at,
		})
	case "removed":
		m.Removed = append(m.Removed, d.removed(blk))
	case "import":
		m.Imports = append(m.Imports, d.imported(blk))
	}
}

func (d *definitions) addResource(m *Module, blk block) {
	r := d.resource(blk)
	if first, ok := m.Resources[r.Local]; ok {
		d.duplicate(r.Local, r.At, first.At)
		return
	}
	m.Resources[r.Local] = r
}

func (d *definitions) output(blk block) []Use {
	uses := d.loader.usesOf(blk.body.expr("value"), "value")
	uses = append(uses, d.loader.referenceUses(blk.body.expr("depends_on"), "depends_on")...)
	return append(uses, d.conditions(blk, "precondition", "precondition")...)
}

// conditions are the uses of nested blocks such as precondition.
func (d *definitions) conditions(blk block, typ, argument string) []Use {
	return d.loader.uses(func(c *collector) {
		for _, inner := range blk.body.nested(typ, 0) {
			c.fixed(inner.body, argument)
		}
	})
}

func (d *definitions) variable(blk block) Variable {
	return Variable{
		Sensitive:  d.loader.mayHold(blk.body.expr("sensitive")),
		Ephemeral:  d.loader.mayHold(blk.body.expr("ephemeral")),
		HasDefault: blk.body.expr("default") != nil,
		Uses:       d.conditions(blk, "validation", "validation"),
		At:         blk.at,
	}
}

func (d *definitions) provider(blk block) Provider {
	alias, _ := d.loader.text(blk.body.expr("alias"))
	return Provider{
		Name: blk.labels[0], Alias: alias, At: blk.at,
		Uses: d.loader.uses(func(c *collector) {
			c.body(blk.body.without("alias", "version"), context{})
		}),
	}
}

// check reads a check block. The data source that it may hold belongs to the module
// (terraform: internal/configs/checks.go).
func (d *definitions) check(m *Module, blk block) {
	m.Checks = append(m.Checks, Check{Name: blk.labels[0], Uses: d.conditions(blk, "assert", "assert"), At: blk.at})
	for _, data := range blk.body.nested("data", 2) {
		if len(data.labels) == 2 {
			d.addResource(m, data)
		}
	}
}

// removed reads a removed block. Without a lifecycle the object is destroyed
// (terraform: internal/configs/removed.go).
func (d *definitions) removed(blk block) Removed {
	r := Removed{From: d.loader.name(blk.body.expr("from")), Destroy: true, At: blk.at}
	for _, lifecycle := range blk.body.nested("lifecycle", 0) {
		if v := d.loader.boolean(lifecycle.body.expr("destroy")); v != nil {
			r.Destroy = *v
		}
	}
	return r
}

// imported reads an import block. Its target is no dependency, the indexes in it are.
func (d *definitions) imported(blk block) Import {
	to := blk.body.expr("to")
	return Import{
		To: d.loader.name(to), At: blk.at,
		Uses: d.loader.uses(func(c *collector) {
			c.indexes(to, context{argument: "to"})
			c.body(blk.body.without("to", "provider"), context{})
		}),
	}
}

// indexes adds the references of the indexes in a name.
func (c *collector) indexes(expr hcl.Expression, ctx context) {
	if expr == nil {
		return
	}
	_, steps, _ := flatten(c.loader.reference(expr))
	for _, s := range steps {
		if s.index != nil {
			c.expression(s.index, ctx)
		}
	}
}
