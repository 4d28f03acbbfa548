package config

import (
	"maps"
	"slices"
)

// metaBlocks are the nested blocks of resources with their number of labels: JSON
// writes them like arguments.
var metaBlocks = map[string]int{"lifecycle": 0, "provisioner": 1, "connection": 0, "dynamic": 1}

// merge lays the body of an override file's block over this one: arguments replace those
// of the same name, nested blocks all of the same type, a dynamic block counting as the
// type that it makes, and lifecycle is merged argument by argument
// (terraform: website/docs/language/files/override.mdx).
func (b *body) merge(over *body) {
	lifecycle := append(b.nested("lifecycle", 0), over.nested("lifecycle", 0)...)
	if len(lifecycle) > 1 {
		merged := lifecycle[0]
		for _, blk := range lifecycle[1:] {
			merged.body.merge(blk.body)
		}
		lifecycle = []block{merged}
	}
	rest := over.without("lifecycle")
	replaced := []string{"lifecycle"}
	for name := range rest.attributes {
		replaced = append(replaced, name)
	}
	for _, blk := range rest.blocks {
		replaced = append(replaced, blk.made())
	}
	blocks := slices.DeleteFunc(b.blocks, func(blk block) bool { return slices.Contains(replaced, blk.made()) })
	b.attributes = b.without(replaced...).attributes
	maps.Copy(b.attributes, rest.attributes)
	b.blocks = slices.Concat(blocks, rest.blocks, lifecycle)
}

// made is the type of block that stands in the configuration in the end.
func (blk block) made() string {
	if blk.typ == "dynamic" && len(blk.labels) == 1 {
		return blk.labels[0]
	}
	return blk.typ
}
