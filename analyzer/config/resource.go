package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// resource reads a resource, data, ephemeral or action block.
func (d *definitions) resource(blk block) *Resource {
	l := d.loader
	r := &Resource{
		Mode: modes[blk.typ], Type: blk.labels[0], Name: blk.labels[1], At: blk.at, EndLine: max(blk.end, blk.at.Line),
		Provider:   l.name(blk.body.expr("provider")),
		Repetition: l.repetition(blk.body),
	}
	r.Local = localAddress(r.Mode, r.Type, r.Name)
	body := blk.body
	body.settle(metaBlocks)
	c := &collector{loader: l}
	c.body(body.without("count", "for_each", "depends_on", "provider", "lifecycle", "provisioner", "connection"), context{})
	c.uses = append(c.uses, r.Repetition.Uses...)
	c.uses = append(c.uses, l.referenceUses(body.expr("depends_on"), "depends_on")...)
	for _, inner := range body.blocks {
		switch inner.typ {
		case "lifecycle":
			d.lifecycle(r, c, inner)
		case "provisioner":
			r.Provisioned = true
			// Both take words of their own, not references.
			c.fixed(inner.body.without("when", "on_failure"), "provisioner")
		case "connection":
			// Only provisioners read it.
			c.fixed(inner.body, "provisioner")
		}
	}
	r.Uses = c.uses
	return r
}

// lifecycle reads a lifecycle block. Plan JSON holds nothing of it.
func (d *definitions) lifecycle(r *Resource, c *collector, blk block) {
	l := d.loader
	if v := l.boolean(blk.body.expr("create_before_destroy")); v != nil {
		r.CreateBeforeDestroy = v
	}
	if v := l.boolean(blk.body.expr("prevent_destroy")); v != nil {
		r.PreventDestroy = v
	}
	r.ReplaceTriggeredBy = append(r.ReplaceTriggeredBy,
		l.referenceUses(blk.body.expr("replace_triggered_by"), "replace_triggered_by")...)
	r.IgnoreChanges = append(r.IgnoreChanges, l.ignoreChanges(blk.body.expr("ignore_changes"))...)
	c.uses = append(c.uses, r.ReplaceTriggeredBy...)
	for _, name := range []string{"precondition", "postcondition"} {
		c.uses = append(c.uses, d.conditions(blk, name, name)...)
	}
	for _, trigger := range blk.body.nested("action_trigger", 0) {
		// Its events are words, not references (terraform 1.14).
		c.fixed(trigger.body.without("events", "actions"), "action_trigger")
		c.uses = append(c.uses, l.referenceUses(trigger.body.expr("actions"), "action_trigger")...)
	}
	// OpenTofu takes expressions for the rest, such as enabled and prevent_destroy.
	c.fixed(blk.body.without(
		"replace_triggered_by", "ignore_changes", "precondition", "postcondition", "action_trigger",
	), "lifecycle")
}

// ignoreChanges reads the attribute paths of ignore_changes. The word all, and the list
// with one star that Terraform 0.11 wrote, stand for everything.
func (l *loader) ignoreChanges(expr hcl.Expression) []string {
	var out []string
	for _, e := range l.references(expr) {
		root, steps, base := flatten(e)
		if text, ok := literal(e); ok && text == "*" {
			return []string{"all"}
		}
		if root != "" && base == nil {
			out = append(out, textOf(root, steps, context{}))
		}
	}
	if slices.Contains(out, "all") {
		return []string{"all"}
	}
	return out
}

// keyExpression is the expression behind the key of an object: a bare word is a name there.
func keyExpression(expr hcl.Expression) hcl.Expression {
	if key, ok := expr.(*hclsyntax.ObjectConsKeyExpr); ok {
		return key.Wrapped
	}
	return expr
}
