package config

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// body is the content of a block in either syntax. In JSON nested blocks look like
// arguments, so there they stay in attributes until nested is asked for them.
type body struct {
	attributes map[string]attribute
	blocks     []block
}

// attribute is one argument. more holds what JSON's repeated keys add to it.
type attribute struct {
	expr hcl.Expression
	more []hcl.Expression
	at   Position
}

type block struct {
	typ    string
	labels []string
	body   *body
	at     Position
	// end is the last line, 0 where the block has none.
	end int
}

func nativeBody(b *hclsyntax.Body) *body {
	out := &body{attributes: map[string]attribute{}}
	if b == nil {
		return out
	}
	for name, a := range b.Attributes {
		if a != nil && a.Expr != nil {
			out.attributes[name] = attribute{expr: a.Expr, at: position(a.NameRange)}
		}
	}
	for _, blk := range b.Blocks {
		out.blocks = append(out.blocks, block{
			typ: blk.Type, labels: blk.Labels, body: nativeBody(blk.Body), at: position(blk.TypeRange), end: blk.CloseBraceRange.End.Line,
		})
	}
	return out
}

// nested returns the blocks of a type, with JSON's: objects below one key for each label.
func (b *body) nested(typ string, labels int) []block {
	var out []block
	for _, blk := range b.blocks {
		if blk.typ == typ {
			out = append(out, blk)
		}
	}
	if a, ok := b.attributes[typ]; ok {
		for _, expr := range a.all() {
			out = append(out, jsonBlocks(typ, expr, labels, nil, a.at)...)
		}
	}
	return out
}

// all returns the argument's expressions, more than one only in JSON.
func (a attribute) all() []hcl.Expression {
	return append([]hcl.Expression{a.expr}, a.more...)
}

// expr is the expression of an argument, nil if the body has none.
func (b *body) expr(name string) hcl.Expression {
	if a, ok := b.attributes[name]; ok {
		return a.expr
	}
	return nil
}

// names returns the arguments' names, sorted.
func (b *body) names() []string { return slices.Sorted(maps.Keys(b.attributes)) }

// without is the body less the arguments and nested blocks of these names.
func (b *body) without(names ...string) *body {
	out := &body{attributes: map[string]attribute{}}
	for name, a := range b.attributes {
		if !slices.Contains(names, name) {
			out.attributes[name] = a
		}
	}
	for _, blk := range b.blocks {
		if !slices.Contains(names, blk.typ) {
			out.blocks = append(out.blocks, blk)
		}
	}
	return out
}

// settle takes the nested blocks of these types, with their number of labels, out of
// JSON's arguments. What has not the form of such a block stays where it is.
func (b *body) settle(types map[string]int) {
	for _, typ := range slices.Sorted(maps.Keys(types)) {
		a, ok := b.attributes[typ]
		if !ok {
			continue
		}
		var found []block
		for _, expr := range a.all() {
			found = append(found, jsonBlocks(typ, expr, types[typ], nil, a.at)...)
		}
		if len(found) > 0 {
			delete(b.attributes, typ)
			b.blocks = append(b.blocks, found...)
		}
	}
}
