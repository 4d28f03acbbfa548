# The blast radius of a plan as an OPA policy: for every instance that is destroyed or
# replaced, how many existing managed instances depend on it, directly or through others.
#
#     opa eval -f values -d docs/bench/blast.rego -i plan.json data.blast.counts
#
# It reads depends_on of the prior state. That names whole resources, without the keys of
# modules; a dependency within the module call of the dependant means the same instance of
# the module. Every step is an index, so the work grows with nodes and edges, not with
# their square. Modules may be nested three deep.
package blast

counts[change.address] := count(downstream) if {
	some change in input.resource_changes
	change.mode == "managed"
	"delete" in change.change.actions
	reached := graph.reachable(dependents, {change.address})
	downstream := {a | some a in reached; a != change.address; nodes[a].mode == "managed"}
}

root := input.prior_state.values.root_module

# Each module instance with the addresses of those around it, outermost first.
modules contains {"path": [""], "resources": object.get(root, "resources", [])}

modules contains {"path": ["", a.address], "resources": object.get(a, "resources", [])} if {
	some a in root.child_modules
}

modules contains {"path": ["", a.address, b.address], "resources": object.get(b, "resources", [])} if {
	some a in root.child_modules
	some b in a.child_modules
}

modules contains {"path": ["", a.address, b.address, c.address], "resources": object.get(c, "resources", [])} if {
	some a in root.child_modules
	some b in a.child_modules
	some c in b.child_modules
}

without_keys(address) := regex.replace(address, `\["[^"]*"\]|\[[0-9]+\]`, "")

nodes := {r.address: {"mode": r.mode, "path": m.path, "depends_on": object.get(r, "depends_on", [])} |
	some m in modules
	some r in m.resources
}

# The instances of a resource, by the module instance around them and its address. Lists
# of pairs are grouped by a comprehension within another, for which OPA builds an index;
# a rule that gathers sets under keys takes time with their square.
placed := [{"key": concat(" ", [around, without_keys(address)]), "address": address} |
	some address, node in nodes
	some around in node.path
]

keys := {p.key | some p in placed}

instances := {key: addresses |
	some key in keys
	addresses := [address |
		some i
		placed[i].key == key
		address := placed[i].address
	]
}

prefixes := {around: trim_left(concat("", [without_keys(around), "."]), ".") |
	some m in modules
	some around in m.path
}

# The deepest module instance around the dependant that the dependency is in as well.
shared(path, dependency) := path[max({k |
	some k, around in path
	startswith(dependency, prefixes[around])
})]

edges := [{"target": target, "dependent": address} |
	some address, node in nodes
	some dependency in node.depends_on
	some target in instances[concat(" ", [shared(node.path, dependency), dependency])]
]

targets := {e.target | some e in edges}

direct := {target: found |
	some target in targets
	found := [dependent |
		some i
		edges[i].target == target
		dependent := edges[i].dependent
	]
}

# graph.reachable follows only what is a key of the graph, so leaves are keys too.
dependents := {address: object.get(direct, address, []) | some address, _ in nodes}
