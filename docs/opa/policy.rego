# Denies a plan that replaces a data store on which more than 20 instances depend that the
# plan leaves as they are. Its input is the report of `tfblast -f json`.
#
#     tfblast -f json=report.json plan.json
#     conftest test --policy docs/opa report.json
#     opa eval --fail-defined -d docs/opa/policy.rego -i report.json 'data.main.deny[_]'
package main

limit := 20

replaced contains change if {
	some change in input.changes
	change.class == "data-store"
	change.action == "replace"
	not change.ignored
}

deny contains message if {
	some change in replaced
	change.downstream.unchanged > limit
	message := sprintf("%s is replaced, and %d instances that the plan leaves alone depend on it (at most %d)", [
		change.address, change.downstream.unchanged, limit,
	])
}

# A count that may be too low is no proof that the limit holds.
warn contains message if {
	some change in replaced
	change.downstream.unchanged <= limit
	change.downstream.lower_bound
	message := sprintf("%s is replaced, and at least %d instances depend on it: the plan does not show all", [
		change.address, change.downstream.unchanged,
	])
}

# Schema 1 grows by optional fields only. Another one may mean something else by the same
# names, so nothing of it is let through unread.
deny contains message if {
	input.schema_version != "1"
	message := sprintf("a report of schema %v: this policy reads schema 1", [input.schema_version])
}

deny contains "no report of tfblast: the input has no schema_version" if not input.schema_version
