package policy

import _ "embed" // for the starter file

//go:embed starter.hcl
var starter string

// Starter is a commented policy file to begin with. It passes Load.
func Starter() []byte { return []byte(starter) }
