package report

import "github.com/tfblast/tfblast/analyzer/diagnostic"

// WhatIf says that a report is about a change that nobody has planned: everything but
// the named instances stays as it is.
type WhatIf struct {
	// Action is replace, delete or update.
	Action string `json:"action"`
	// Addresses are the instances with the action, in natural order.
	Addresses []string `json:"addresses"`
}

// HotSpots ranks the instances of a state by what would break if one of them went.
type HotSpots struct {
	SchemaVersion string `json:"schema_version"`
	Tool          Tool   `json:"tool"`
	Plan          Plan   `json:"plan"`
	Graph         Graph  `json:"graph"`
	// HotSpots holds the first of the ranking: by Total, then by the weight of the class,
	// then by address in natural order.
	HotSpots []HotSpot `json:"hot_spots"`
	// Truncated is true if not all managed instances are listed.
	Truncated   bool                    `json:"truncated"`
	Diagnostics []diagnostic.Diagnostic `json:"diagnostics"`
}

// HotSpot is one managed instance with what depends on it.
type HotSpot struct {
	// Rank counts from 1.
	Rank    int    `json:"rank"`
	Address string `json:"address"`
	Type    string `json:"type"`
	// Class is the type's risk class, such as "data-store".
	Class string `json:"class"`
	// Total counts the existing managed instances downstream, Direct those at distance 1;
	// Depth is the largest distance.
	Total  int `json:"total"`
	Direct int `json:"direct"`
	Depth  int `json:"depth"`
	// Data and Outputs count data sources and root module outputs; they are in no total.
	Data    int `json:"data"`
	Outputs int `json:"outputs"`
	// LowerBound and UpperBound say that there may be more or less than Total.
	LowerBound bool `json:"lower_bound"`
	UpperBound bool `json:"upper_bound"`
}
