package aws

import "slices"

// lookups is the table of what is asked, by resource type. A type stands in one row.
func lookups() []lookup {
	return slices.Concat(
		networkLookups(), routeLookups(), instanceLookups(), identityLookups(), keyLookups(), balancerLookups(), nameLookups(),
		databaseLookups(), cacheLookups(), tableLookups(), streamLookups(), functionLookups(), interfaceLookups(),
		deliveryLookups(), bucketLookups(), containerLookups(), secretLookups(), groupLookups(),
	)
}

// Types lists the resource types about which more is asked than AWS Config knows, sorted.
func Types() []string {
	var types []string
	for _, l := range lookups() {
		types = append(types, l.types...)
	}
	slices.Sort(types)
	return types
}

// byType finds the row of a type.
func byType() map[string]lookup {
	rows := map[string]lookup{}
	for _, l := range lookups() {
		for _, t := range l.types {
			rows[t] = l
		}
	}
	return rows
}
