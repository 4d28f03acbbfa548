package analyzer

import (
	"path/filepath"
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/impact"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
)

// block finds the source of the block that an instance comes from, nil without source.
func (a *analysis) block(inst address.Instance) *config.Resource {
	if a.options.Config == nil {
		return nil
	}
	module := a.options.Config.Module(inst.Module.Static())
	if module == nil {
		return nil
	}
	return module.Resources[inst.Local()]
}

// location is where the changed block stands in the source.
func (a *analysis) location(c *plan.Change) *report.Location {
	block := a.block(c.Instance)
	if block == nil {
		return nil
	}
	file, err := filepath.Rel(filepath.FromSlash(a.options.Config.Root.Dir), filepath.FromSlash(block.At.File))
	if err != nil {
		return nil
	}
	return &report.Location{File: filepath.ToSlash(file), Line: block.At.Line, EndLine: block.EndLine}
}

// orderForcedBy finds the resource that makes a replace create first: the plan's order
// already holds for all that it depends on (terraform:
// internal/terraform/transform_destroy_cbd.go). The nearest dependent that sets
// create_before_destroy is named, nothing if the block sets it itself.
func (a *analysis) orderForcedBy(c *plan.Change) string {
	if a.options.Config == nil || c.Order != plan.CreateBeforeDestroy || setsCreateFirst(a.block(c.Instance)) {
		return ""
	}
	node, ok := a.graph.Lookup(c.Address)
	if !ok {
		return ""
	}
	found := a.walker.Downstream(node).Resources
	i := slices.IndexFunc(found, func(r impact.Reached) bool {
		inst, err := address.ParseInstance(a.graph.Address(r.Node))
		return err == nil && setsCreateFirst(a.block(inst))
	})
	if i < 0 {
		return ""
	}
	inst, err := address.ParseInstance(a.graph.Address(found[i].Node))
	if err != nil {
		return ""
	}
	return inst.Static()
}

func setsCreateFirst(block *config.Resource) bool {
	return block != nil && block.CreateBeforeDestroy != nil && *block.CreateBeforeDestroy
}
