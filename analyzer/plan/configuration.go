package plan

import (
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
)

// Configuration is what a plan tells of the configuration: which expression refers to
// what. It holds no values but the regions of providers.
type Configuration struct {
	// Providers holds provider configurations by the key that resources name.
	Providers map[string]*ProviderConfig
	// Root is the root module.
	Root *ModuleConfig
}

// ProviderConfig is one provider block.
type ProviderConfig struct {
	// Module is the configuration address of the module that it stands in.
	Module string
	Uses   []Use
	// Region is the constant that the block writes for region, where it has the form of one;
	// else it is empty.
	Region string
	// Arguments names the arguments and nested blocks that the block writes, in blocks with
	// dots between, each once and sorted.
	Arguments []string
}

// ModuleConfig is one module of the configuration.
type ModuleConfig struct {
	Resources []*ResourceConfig
	// Calls, Outputs and Variables are sorted by name.
	Calls     []*ModuleCall
	Outputs   []*OutputConfig
	Variables []string
}

// ResourceConfig is one resource, data or ephemeral block.
type ResourceConfig struct {
	Mode tfjson.ResourceMode
	Type string
	Name string
	// ProviderKey names the provider configuration in Configuration.Providers.
	ProviderKey string
	// Repeated is true for a block with count or for_each, Provisioned for one with a
	// provisioner.
	Repeated, Provisioned bool
	// Arguments names the arguments and nested blocks that the block writes, sorted.
	Arguments []string
	Uses      []Use
}

// Block finds the block that an instance comes from, nil if the configuration has none.
func (c *Configuration) Block(inst address.Instance) *ResourceConfig {
	module := c.Root
	for _, step := range inst.Module {
		i, found := slices.BinarySearchFunc(module.Calls, step.Name, func(call *ModuleCall, name string) int {
			return address.Compare(call.Name, name)
		})
		if !found {
			return nil
		}
		module = module.Calls[i].Module
	}
	for _, r := range module.Resources {
		if r.Type == inst.Type && r.Name == inst.Name && string(r.Mode) == string(inst.Mode) {
			return r
		}
	}
	return nil
}

// ProviderOf finds the provider configuration of a change, nil if the plan has none: the
// provider then takes everything from its surroundings. A module without a block of its own
// has that of the root. It is false where the plan does not show whose it is: of an object
// whose block is gone only if all providers of that name are one.
func (c *Configuration) ProviderOf(change *Change) (*ProviderConfig, bool) {
	if r := c.Block(change.Instance); r != nil {
		if p := c.Providers[r.ProviderKey]; p != nil {
			return p, true
		}
		return c.Providers[r.ProviderKey[strings.LastIndexByte(r.ProviderKey, ':')+1:]], true
	}
	local, _, _ := strings.Cut(change.Type, "_")
	var found *ProviderConfig
	n := 0
	for key, p := range c.Providers {
		name, _, _ := strings.Cut(key[strings.LastIndexByte(key, ':')+1:], ".")
		if name == local {
			found, n = p, n+1
		}
	}
	return found, n <= 1
}

// Local is the block's address within its module, such as data.aws_ami.base.
func (r *ResourceConfig) Local() string {
	return address.Instance{Mode: address.Mode(r.Mode), Type: r.Type, Name: r.Name}.Local()
}

// ModuleCall is one module block.
type ModuleCall struct {
	Name string
	// Inputs holds, by name of the called module's variable, what its value refers to.
	Inputs map[string][]Use
	// Repetition is what count or for_each refers to; DependsOn is the explicit list.
	Repetition, DependsOn []Use
	Module                *ModuleConfig
}

// OutputConfig is one output block.
type OutputConfig struct {
	Name string
	Uses []Use
}

// Use is one reference that an expression makes, in its longest form.
type Use struct {
	// Text is the reference as the plan writes it.
	Text      string
	Reference address.Reference
	// Argument is the path of the argument in which it stands, without indexes, or one
	// of count, for_each, depends_on and provisioner.
	Argument string
}
