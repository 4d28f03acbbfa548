// Package generate writes plans of any size in Terraform's JSON output format, in the
// order of members that Terraform writes. Attribute names, forms and sizes are those of
// real resource types; ids, ARNs and names are made up, but refer to one another as the
// configuration says. Every value is a function of the seed and of the instance's
// address, so that nothing but the configuration is held in memory.
package generate

import (
	"bufio"
	"fmt"
	"io"
)

// A Shape is how the instances of a plan depend on one another.
type Shape string

// The shapes.
const (
	// Layered has environments of a network and services, each with a database and a
	// cache: about 60 instances for a service.
	Layered Shape = "layered"
	// Chain has instances each of which depends on the one before.
	Chain Shape = "chain"
	// Star has one instance on which all others depend.
	Star Shape = "star"
	// Web has modules whose instances all read the outputs of five other modules.
	Web Shape = "web"
)

// Shapes returns all shapes.
func Shapes() []Shape { return []Shape{Layered, Chain, Star, Web} }

// Options says what is generated.
type Options struct {
	// Instances is the number of managed instances in resource_changes, at least 1.
	Instances int
	// Shape is how they depend on one another; empty means Layered.
	Shape Shape
	// Seed makes another plan of the same shape.
	Seed uint64
	// Mix is the mix of actions.
	Mix Mix
}

// Write writes a plan. Its error is w's, or says what is wrong with the options.
func Write(w io.Writer, o Options) error {
	if o.Instances < 1 {
		return fmt.Errorf("generate a plan of %d instances: want at least 1", o.Instances)
	}
	if err := o.Mix.check(); err != nil {
		return err
	}
	root, err := shape(o)
	if err != nil {
		return err
	}
	p := &printer{
		out: bufio.NewWriterSize(w, 1<<18), root: root, seed: o.Seed, mix: o.Mix,
		transitive: o.Shape == Layered || o.Shape == "",
	}
	if err := p.plan(); err != nil {
		return fmt.Errorf("write plan: %w", err)
	}
	return nil
}

// shape returns the root module of the shape.
func shape(o Options) (*module, error) {
	switch o.Shape {
	case Layered, "":
		return layered(o.Instances, o.Seed)
	case Chain:
		return chain(o.Instances)
	case Star:
		return star(o.Instances)
	case Web:
		return web(o.Instances, o.Seed)
	}
	return nil, fmt.Errorf("unknown shape %q: want one of %v", o.Shape, Shapes())
}
