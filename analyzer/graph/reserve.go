package graph

import "github.com/tfblast/tfblast/analyzer/plan"

// reserve makes room for the nodes, arcs and references that the configuration gives, so
// that their lists need not grow while they are long. It counts what is written; what
// source, providers and the prior state add is little.
func (b *builder) reserve() {
	nodes, edges, uses := len(b.nodes), 0, 0
	written := map[*plan.ModuleConfig]int{} // references in the module itself
	for _, s := range b.scopesInOrder() {
		for _, blk := range s.blocks {
			if blk == nil {
				continue
			}
			if n := len(blk.instances); n != 1 {
				nodes++
				edges += n + 1
			}
			if blk.config != nil {
				nodes++
				edges += len(blk.instances)
			}
		}
		if s.config == nil {
			continue
		}
		n, ok := written[s.config]
		if !ok {
			n = usesOf(s.config)
			written[s.config] = n
		}
		nodes += len(s.config.Outputs)
		uses += n
		if s.call != nil {
			nodes += len(s.call.Inputs) + 1
			for _, list := range s.call.Inputs {
				uses += len(list)
			}
		}
	}
	b.nodes = append(make([]node, 0, nodes), b.nodes...)
	b.arcs = arcs{from: make([]NodeID, 0, edges+uses), edges: make([]Arc, 0, edges+uses)}
	b.reads.noted = make([]use, 0, uses)
}

func usesOf(m *plan.ModuleConfig) int {
	n := 0
	for _, r := range m.Resources {
		n += len(r.Uses)
	}
	for _, o := range m.Outputs {
		n += len(o.Uses)
	}
	return n
}
