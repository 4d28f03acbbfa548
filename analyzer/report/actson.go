package report

// ActsOn is what a change acts on: the instances to which the attributes of a connection,
// permission or the like refer, and what lies downstream of these as far as the effect
// travels. It stands beside Downstream and is no part of it.
type ActsOn struct {
	// Effect is what the change does to it, as a verb: "cuts off".
	Effect string `json:"effect"`
	// Resources are the instances that the change acts on directly, in natural order.
	Resources []string `json:"resources"`
	// Total counts the existing managed instances acted on, direct ones included;
	// Unchanged those of them that the plan leaves as they are.
	Total     int `json:"total"`
	Unchanged int `json:"unchanged"`
	// LowerBound and UpperBound say that the counts may be too low or too high.
	LowerBound bool `json:"lower_bound"`
	UpperBound bool `json:"upper_bound"`
	// Lasting is true if nothing in the same plan takes the place of the changed object.
	Lasting bool `json:"lasting"`
	// Partial is true if the effect is on some ways only, such as one route of several.
	Partial bool `json:"partial"`
	// Direct counts the instances that Resources lists, or would list.
	Direct int `json:"direct"`
	// ResourcesAffected lists what lies downstream of Resources and counts in Total.
	ResourcesAffected []string `json:"resources_affected"`
	// Truncated is true if one of the lists does not hold all.
	Truncated bool `json:"truncated"`
}
