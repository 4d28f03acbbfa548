package graph

// External is an object outside the state that depends on an instance of the plan, as a
// look-up outside of the plan found it.
type External struct {
	// On is the address of the instance that it depends on.
	On string
	// Kind is what it is, in the words of its service, such as "network interface".
	Kind string
	// ID is how its service calls it: an ARN, an id or a name. Kind and ID together name
	// the object.
	ID string
	// Place is where it is, such as an account and a region.
	Place string
	// Note says more of it in a few words, or is empty.
	Note string
	// Identifiers are ids, ARNs and names by which a state would know it, or the object
	// that it is a part of. If the plan's state holds one of them, it is not outside.
	Identifiers []string
}

// Name is how reports call the object.
func (e External) Name() string { return e.Kind + " " + e.ID }
