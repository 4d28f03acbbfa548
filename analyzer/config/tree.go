// Package config reads the configuration source of Terraform and OpenTofu: what a plan's
// JSON leaves out of the dependency graph.
//
// A plan lists a local value by its name and never what it is made of, drops the index
// expressions, and holds no lifecycle, dynamic, check, moved, removed or import block.
// Load reads all of them, module by module, as references ([Use]) with their places. It
// evaluates nothing: the only literals that a [Tree] holds are names, constant instance keys
// and booleans, so no secret of the source can come out of it.
package config

import "github.com/tfblast/tfblast/analyzer/address"

// Position is a place in the source. File is slash-separated and relative to the file
// system that Load was given; Line counts from 1.
type Position struct {
	File string
	Line int
}

// Tree is a configuration: the root module and every module below it.
type Tree struct {
	Root    *Module
	modules map[string]*Module
}

// Module finds a module by its address in the configuration, such as module.a.module.b; ""
// is the root module. It is nil if there is none, or if its source was not found.
func (t *Tree) Module(static string) *Module { return t.modules[static] }

// Module is the content of one module's folder, override files merged in. Modules that
// are called from the same folder share everything but Path and Calls: treat it as read-only.
type Module struct {
	// Path is the address in the configuration, "" for the root module.
	Path string
	// Dir is the folder, relative to the file system that Load was given.
	Dir string
	// Locals and Outputs hold by name what a value refers to. An output's preconditions and
	// depends_on are among its uses.
	Locals, Outputs map[string][]Use
	// Resources holds resource, data and ephemeral blocks by local address, such as
	// data.aws_ami.base, those inside check blocks included.
	Resources map[string]*Resource
	// Actions holds the action blocks of Terraform 1.14, such as action.aws_lambda_invoke.x.
	Actions   map[string]*Resource
	Calls     map[string]*Call
	Variables map[string]Variable
	// The lists stand in the order of the files' names, then of their lines.
	Providers []Provider
	Moved     []Moved
	Removed   []Removed
	Imports   []Import
	Checks    []Check
}

// ModeAction is the mode of an action block. It is none of the modes of addresses: an
// action has no state.
const ModeAction address.Mode = "action"

// Resource is one resource, data, ephemeral or action block.
type Resource struct {
	// Local is the address within the module.
	Local      string
	Mode       address.Mode
	Type, Name string
	At         Position
	// EndLine is the block's last line in the file of At. What an override file adds lies
	// elsewhere.
	EndLine int
	// Provider is the provider argument as written, such as aws.west; empty if not set.
	Provider string
	// Uses holds every reference of the block, those of Repetition and
	// ReplaceTriggeredBy included.
	Uses       []Use
	Repetition Repetition
	// CreateBeforeDestroy and PreventDestroy are nil if not set, or set to what is no constant.
	CreateBeforeDestroy, PreventDestroy *bool
	ReplaceTriggeredBy                  []Use
	// IgnoreChanges holds attribute paths such as tags["a"], or the one word all.
	IgnoreChanges []string
	// Provisioned is true for a block with a provisioner.
	Provisioned bool
}

// Call is one module block.
type Call struct {
	Name string
	// Source is the address of the module as written, without user, password and query;
	// empty if it is no constant.
	Source string
	At     Position
	// Inputs holds, by name of the called module's variable, what its value refers to.
	Inputs     map[string][]Use
	Repetition Repetition
	DependsOn  []Use
	// Module is nil if the source was not found.
	Module *Module
	// Providers maps the called module's provider names to the caller's: aws.b to aws.west.
	Providers map[string]string
}

// Variable is one variable block.
type Variable struct {
	// Sensitive and Ephemeral are also true where the source gives no constant for them.
	Sensitive, Ephemeral, HasDefault bool
	// Uses is what its validations refer to (argument validation).
	Uses []Use
	At   Position
}

// Provider is one provider block. Alias is empty for the default configuration.
type Provider struct {
	Name, Alias string
	Uses        []Use
	At          Position
}

// Moved is one moved block. From and To are addresses relative to the module.
type Moved struct {
	From, To string
	At       Position
}

// Removed is one removed block.
type Removed struct {
	From string
	// Destroy is false if the object is forgotten instead (lifecycle { destroy = false }).
	Destroy bool
	At      Position
}

// Import is one import block. To may end in an index that is no constant: a.b[each.key].
type Import struct {
	To   string
	Uses []Use
	At   Position
}

// Check is one check block. A data block in it is among the module's resources.
type Check struct {
	Name string
	Uses []Use
	At   Position
}

// RepetitionKind says what multiplies a block.
type RepetitionKind uint8

// The kinds of repetition.
const (
	RepeatNone RepetitionKind = iota
	RepeatCount
	RepeatForEach
)

// Repetition is a block's count or for_each.
type Repetition struct {
	Kind RepetitionKind
	Uses []Use
	// Passes is set when for_each is exactly one whole reference, such as aws_subnet.this,
	// local.x, var.x or module.m.out: then the keys are the keys of what it names.
	Passes *Use
	// Constant holds the sorted keys of a for_each that is a map with constant keys, or
	// toset of constant strings; nil if the keys are not known from the source.
	Constant []string
	// ConstantCount is set when count is a constant.
	ConstantCount *int
}

// Index says which instances of what a reference names the source picks.
type Index uint8

// The kinds of index expressions. IndexOther is every one that is none of the others:
// computed indexes, splats, and uses of all instances by a for expression or a function.
const (
	IndexNone Index = iota
	IndexConstant
	IndexEachKey
	IndexCountIndex
	IndexEachValue
	IndexOther
)

// Use is one reference that an expression makes, in its longest form.
type Use struct {
	// Text is the reference with its indexes as written; an index that is neither a
	// constant nor one plain name is printed as [...].
	Text string
	// Reference holds the constant key and the first attribute or the output even behind
	// an index that is no constant. An action has the kind RefUnknown and its address as name.
	Reference address.Reference
	// Index is the index of the instance for a resource or module, and of the value for a
	// local or variable: the first step behind its name.
	Index Index
	// IndexRef is set for an IndexOther that is exactly one local or variable.
	IndexRef *address.Reference
	// Alone is true for the one use of a call's input or of a local value that is nothing
	// but this variable, local value, each.key or count.index.
	Alone bool
	// OutputIndex is the index right behind the name of a module's output.
	OutputIndex Index
	// Argument is the dotted path of the argument without indexes, a dynamic block counting
	// as the block that it makes; or one of count, for_each, depends_on, provisioner,
	// replace_triggered_by, precondition, postcondition, action_trigger, lifecycle,
	// validation, assert, and value for locals and outputs. JSON syntax does not tell a
	// map from a block, so there the path may run on into a map's keys.
	Argument string
	// Conditional is true for a use in a branch of a condition.
	Conditional bool
	At          Position
}
