package report

import "github.com/tfblast/tfblast/analyzer/diagnostic"

// Explanation is all that is known about the change of one instance, or about an
// instance that the plan leaves alone.
type Explanation struct {
	SchemaVersion string `json:"schema_version"`
	Tool          Tool   `json:"tool"`
	Plan          Plan   `json:"plan"`
	Graph         Graph  `json:"graph"`
	// Changes holds the instance's change as the plan's report has it, then those of its
	// deposed objects. Rank is 0 for an instance that the plan leaves alone.
	Changes []Change `json:"changes"`
	// Dependencies are what the instance depends on directly, Dependents what depends on
	// it directly; in natural order.
	Dependencies []Link `json:"dependencies"`
	Dependents   []Link `json:"dependents"`
	// Cascade lists the changes that this one causes, in the order of their rank.
	Cascade []Caused `json:"cascade"`
	// Farthest holds paths to the most distant dependents, one each: addresses from the
	// instance to the dependent.
	Farthest [][]string `json:"farthest"`
	// Policy holds what policy files changed that is about the instance.
	Policy []PolicyEffect `json:"policy,omitempty"`
	// Commands are what to run next; none of them changes anything.
	Commands    []Command               `json:"commands"`
	Diagnostics []diagnostic.Diagnostic `json:"diagnostics"`
}

// Caused is a change that another one causes.
type Caused struct {
	Address string `json:"address"`
	Action  string `json:"action"`
	// Rank is that of the plan's report.
	Rank int `json:"rank"`
}

// Link is one direct dependency edge, seen from either end.
type Link struct {
	// Address is the other end: an instance, an output, a reference that nothing explains,
	// or the kind and id of an object outside of the state.
	Address string `json:"address"`
	// Kind is managed, data, output, unresolved or external.
	Kind string `json:"kind"`
	// Action is what the plan does with an instance, empty for other ends.
	Action string `json:"action,omitempty"`
	// Sources says where the edge was found: configuration, prior_state, source_code,
	// graph_file, inferred or aws.
	Sources []string `json:"sources"`
	// Attributes are the attributes of the dependency that are read; empty where the edge
	// carries none.
	Attributes []string `json:"attributes,omitempty"`
	// Through names what the edge passes through, from the dependent to the dependency.
	Through []string `json:"through,omitempty"`
	// AllInstances is true for an edge that means all instances of a resource because the
	// plan does not tell which.
	AllInstances bool `json:"all_instances"`
	// Creation is true for an edge that is read only when the dependent is created.
	Creation bool `json:"creation"`
	// Note says where an object outside of the state is, and what else is known of it.
	Note string `json:"note,omitempty"`
}

// Command is a command line for a POSIX shell that reads and changes nothing.
type Command struct {
	Line string `json:"line"`
	// Why says in one clause what it shows.
	Why string `json:"why"`
}
