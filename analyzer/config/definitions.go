package config

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
)

// labelCounts holds the blocks of a file's top level that are read, with their number of
// labels.
var labelCounts = map[string]int{
	"resource": 2, "data": 2, "ephemeral": 2, "action": 2,
	"module": 1, "output": 1, "variable": 1, "provider": 1, "check": 1,
	"locals": 0, "moved": 0, "removed": 0, "import": 0,
}

// withoutReferences holds the blocks that nothing depends on.
var withoutReferences = map[string]bool{"terraform": true, "language": true, "list": true}

// definitions gathers a folder's blocks before they are read: an override file may still
// change them.
type definitions struct {
	loader *loader
	locals map[string]attribute
	blocks []block
	// byKey finds a block with a name of its own in blocks.
	byKey map[string]int
}

func newDefinitions(l *loader) *definitions {
	return &definitions{loader: l, locals: map[string]attribute{}, byKey: map[string]int{}}
}

// define adds the blocks of a plain file. Of two of the same name the first stands.
func (d *definitions) define(file []*body) {
	for _, blk := range d.topBlocks(file) {
		if blk.typ == "locals" {
			for _, name := range blk.body.names() {
				a := blk.body.attributes[name]
				if first, ok := d.locals[name]; ok {
					d.duplicate("local."+name, a.at, first.at)
					continue
				}
				d.locals[name] = a
			}
			continue
		}
		key := d.key(blk)
		if i, ok := d.byKey[key]; ok && key != "" {
			d.duplicate(key, blk.at, d.blocks[i].at)
			continue
		}
		d.add(key, blk)
	}
}

// override lays the blocks of an override file over those of the same name.
func (d *definitions) override(file []*body) {
	for _, blk := range d.topBlocks(file) {
		if blk.typ == "locals" {
			for _, name := range blk.body.names() {
				if _, ok := d.locals[name]; !ok {
					d.loader.warnf(blk.body.attributes[name].at, "local.%s overrides nothing; read as a definition", name)
				}
				d.locals[name] = blk.body.attributes[name]
			}
			continue
		}
		key := d.key(blk)
		if i, ok := d.byKey[key]; ok && key != "" {
			d.blocks[i].body.merge(blk.body)
			continue
		}
		if key != "" && blk.typ != "provider" {
			d.loader.warnf(blk.at, "%s overrides nothing; read as a definition", key)
		}
		d.add(key, blk)
	}
}

func (d *definitions) add(key string, blk block) {
	if key != "" {
		d.byKey[key] = len(d.blocks)
	}
	d.blocks = append(d.blocks, blk)
}

func (d *definitions) duplicate(key string, at, first Position) {
	d.loader.warnf(at, "%s is defined twice; the one at %s:%d stands", key, first.File, first.Line)
}

// topBlocks lists the blocks of a file that are read, in the order of their lines.
func (d *definitions) topBlocks(file []*body) []block {
	var all []block
	for _, b := range file {
		for _, name := range b.names() {
			a := b.attributes[name]
			labels, known := labelCounts[name]
			found := b.nested(name, labels)
			switch {
			case withoutReferences[name]:
			case !known || len(found) == 0 && d.loader.native(a.expr) != nil:
				d.loader.warnf(a.at, "%s is no block that is known here; what it refers to is not read", printable(name))
			default:
				all = append(all, found...)
			}
		}
		all = append(all, b.blocks...)
	}
	slices.SortStableFunc(all, func(a, b block) int {
		return cmp.Or(cmp.Compare(a.at.Line, b.at.Line), cmp.Compare(a.typ, b.typ), slices.Compare(a.labels, b.labels))
	})
	seen := all[:0]
	for _, blk := range all {
		labels, known := labelCounts[blk.typ]
		switch {
		case withoutReferences[blk.typ]:
		case !known:
			d.loader.warnf(blk.at, "block %s is not known here; what it refers to is not read", printable(blk.typ))
		case len(blk.labels) != labels || slices.Contains(blk.labels, ""):
			d.loader.warnf(blk.at, "block %s with %d labels is not read: it takes %d", blk.typ, len(blk.labels), labels)
		default:
			if _, ok := modes[blk.typ]; ok {
				blk.body.settle(metaBlocks)
			}
			seen = append(seen, blk)
		}
	}
	return seen
}

// printable shortens a name that a file may have made of anything.
func printable(name string) string { return fmt.Sprintf("%.40q", name) }

// key names a block among those of its kind, and is empty for kinds without names.
func (d *definitions) key(blk block) string {
	switch blk.typ {
	case "resource", "data", "ephemeral", "action":
		return localAddress(modes[blk.typ], blk.labels[0], blk.labels[1])
	case "moved", "removed", "import":
		return ""
	case "provider":
		alias, _ := d.loader.text(blk.body.expr("alias"))
		return "provider." + blk.labels[0] + "." + alias
	}
	return blk.typ + "." + blk.labels[0]
}

var modes = map[string]address.Mode{
	"resource": address.Managed, "data": address.Data, "ephemeral": address.Ephemeral, "action": ModeAction,
}

func localAddress(mode address.Mode, typ, name string) string {
	if mode == ModeAction {
		return "action." + typ + "." + name
	}
	return address.Instance{Mode: mode, Type: typ, Name: name}.Local()
}

// sortedNames lists a map's keys in order.
func sortedNames[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
