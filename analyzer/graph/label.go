package graph

import "github.com/tfblast/tfblast/analyzer/address"

// node is a node in 24 bytes. What describes it is put together only when asked for.
type node struct {
	// name is the address of an instance; of another node what form makes of it.
	name string
	// path is the number of the module instance that the node belongs to, in Graph.paths.
	path int32
	kind Kind
	form form
	// existing is true for an instance that is there before apply.
	existing bool
}

// form says how a node's name and path make its description.
type form uint8

const (
	formName form = iota
	formAll
	formBlock
	formOutput
	formOf
	formInput
	formLocal
	formCall
	formOutputs
	formContent
)

func describe(n node, path string) string {
	switch n.form {
	case formName:
	case formAll:
		return "all of " + address.Join(path, n.name)
	case formBlock:
		return "block " + address.Join(path, n.name)
	case formOutput:
		return address.Join(path, "output."+n.name)
	case formOf:
		return within(path, n.name)
	case formInput:
		return within(path, "input "+n.name)
	case formLocal:
		return within(path, "local."+n.name)
	case formCall:
		return "call of " + path
	case formOutputs:
		return "all outputs of " + path
	case formContent:
		return "everything in " + path
	}
	return n.name
}

func within(path, what string) string {
	if path == "" {
		return what
	}
	return what + " of " + path
}
