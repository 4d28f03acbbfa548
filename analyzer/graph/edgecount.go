package graph

// countEdges counts what leaves instances. The references of a block leave each of its
// instances.
func (b *builder) countEdges(g *Graph) {
	instances := make([]int32, len(b.nodes)) // of a body, one too many
	for _, s := range b.scopesInOrder() {
		for _, blk := range s.blocks {
			if blk != nil && blk.body != none {
				instances[blk.body] = int32(len(blk.instances)) + 1 //nolint:gosec // fewer than nodes
			}
		}
	}
	var counts [len(sourceNames)]int
	var seen [len(sourceNames)]bool
	for from, n := range b.nodes {
		ofBody, ofInstance := instances[from] > 0, n.kind == Managed || n.kind == Data
		if !ofBody && !ofInstance {
			continue
		}
		last := none
		for _, e := range g.dependencies.row(NodeID(from)) {
			to := e.Node()
			if to == last || b.nodes[to].kind == Unresolved {
				continue // the latter is none; the former another attribute of the same instance
			}
			last = to
			switch {
			case ofBody:
				counts[e.Source()] += int(instances[from]) - 1
				seen[e.Source()] = true
			case instances[to] == 0:
				counts[e.Source()]++
				seen[e.Source()] = true
			}
		}
	}
	for source, n := range counts {
		if seen[source] {
			g.edgeCounts[Source(source)] = n
		}
	}
}
