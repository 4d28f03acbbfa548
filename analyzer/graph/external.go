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
	// Identifiers are ids and ARNs of it, or of what it is a part of. If an instance of the
	// state is known by one of them, it is that instance and not outside. Only identifiers
	// that are unique by their form are told apart so; names are not.
	Identifiers []string
	// Type is the resource type that manages such objects and Called how an instance of it
	// would be called there, for objects that have no unique identifier; else both are empty.
	Type, Called string
}

// Name is how reports call the object.
func (e External) Name() string { return e.Kind + " " + e.ID }
