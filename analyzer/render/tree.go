package render

import (
	"fmt"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// branch is one line of a drawn downstream tree.
type branch struct {
	address string
	// action is what the plan does with the instance, "no-op" for an unchanged one.
	action string
	// count is the number of instances that the line stands for; with more than one,
	// address ends in "[…]".
	count    int
	children []*branch
}

// minGroup is the number of sibling instances of one resource from which on they
// share a line.
const minGroup = 3

// downstreamTree builds the tree of a change's dependents from their Via addresses:
// at most lines branches, at most depth deep (deeper ones hang on the last level that
// there is). Unchanged instances go first: they are the ones that can break. It
// returns how many of the dependents that d counts are not drawn, and how many of
// these are unchanged.
func downstreamTree(root string, d *report.Downstream, lines, depth int) (top []*branch, hidden, hiddenUnchanged int) {
	nodes := growTree(root, d.Resources, depth)
	keep := pickNodes(nodes, lines)
	hidden, hiddenUnchanged = d.Total+d.New, d.Unchanged
	drawn := make([]*branch, len(nodes))
	for i, n := range nodes {
		if !keep[i] {
			continue
		}
		b := &branch{address: n.address, action: n.action, count: n.count}
		drawn[i] = b
		hidden -= n.count
		if n.action == noOp {
			hiddenUnchanged -= n.count
		}
		if n.parent < 0 {
			top = append(top, b)
		} else {
			drawn[n.parent].children = append(drawn[n.parent].children, b)
		}
	}
	return top, max(hidden, 0), max(hiddenUnchanged, 0)
}

// treeNode is one dependent, or a group of sibling instances of one resource.
type treeNode struct {
	address, action string
	count           int
	parent          int // index of the parent, which stands before; -1 at the top
	level           int
}

// growTree finds each dependent's parent. Parents stand before their children, as the
// report lists the nearest first; a dependent whose Via is not there hangs on the top.
func growTree(root string, resources []report.Affected, depth int) []treeNode {
	inner := make(map[string]bool, len(resources)) // instances that others hang on
	for _, a := range resources {
		inner[a.Via] = true
	}
	type group struct {
		parent           int
		resource, action string
	}
	sizes := map[group]int{}
	nodes := make([]treeNode, 0, len(resources))
	groups := make([]group, 0, len(resources))
	index := make(map[string]int, len(resources))
	for _, a := range resources {
		n := treeNode{address: a.Address, action: a.Action, count: 1, parent: -1}
		if p, ok := index[a.Via]; ok && a.Via != root {
			for nodes[p].level+1 >= depth && nodes[p].parent >= 0 {
				p = nodes[p].parent
			}
			n.parent, n.level = p, nodes[p].level+1
		}
		g := group{parent: n.parent, resource: withoutKey(a.Address), action: a.Action}
		if g.resource == a.Address || inner[a.Address] {
			g = group{}
		}
		sizes[g]++
		nodes, groups = append(nodes, n), append(groups, g)
		if _, seen := index[a.Address]; !seen {
			index[a.Address] = len(nodes) - 1
		}
	}
	// Leaves of one resource under one parent share the line of the first of them.
	kept := nodes[:0]
	first := map[group]int{}
	moved := make([]int, len(nodes))
	for i, n := range nodes {
		g := groups[i]
		if n.parent >= 0 {
			n.parent = moved[n.parent]
		}
		if g != (group{}) && sizes[g] >= minGroup {
			if at, ok := first[g]; ok {
				kept[at].count++
				moved[i] = at
				continue
			}
			first[g] = len(kept)
			n.address = g.resource + "[…]"
		}
		moved[i] = len(kept)
		kept = append(kept, n)
	}
	return kept
}

// pickNodes chooses at most limit nodes: unchanged ones first, each with the nodes
// that lead to it.
func pickNodes(nodes []treeNode, limit int) []bool {
	keep := make([]bool, len(nodes))
	if len(nodes) > limit {
		limit-- // one line says how many are missing
	}
	left := limit
	for _, unchanged := range [...]bool{true, false} {
		for i, n := range nodes {
			if (n.action == noOp) != unchanged {
				continue
			}
			need := 0
			for at := i; at >= 0 && !keep[at]; at = nodes[at].parent {
				need++
			}
			if need > left {
				continue
			}
			for at := i; at >= 0 && !keep[at]; at = nodes[at].parent {
				keep[at] = true
			}
			left -= need
		}
	}
	return keep
}

// moreDependents says how many dependents are not drawn.
func moreDependents(hidden, unchanged int) string {
	switch {
	case unchanged == 0:
		return fmt.Sprintf("… and %d more", hidden)
	case unchanged >= hidden:
		return fmt.Sprintf("… and %d more, all unchanged", hidden)
	default:
		return fmt.Sprintf("… and %d more, %d of them unchanged", hidden, unchanged)
	}
}

// withoutKey returns an instance address without its own key: `a.b["k"]` gives `a.b`.
func withoutKey(address string) string {
	if !strings.HasSuffix(address, "]") {
		return address
	}
	open := "["
	if strings.HasSuffix(address, `"]`) {
		open = `["`
	}
	if i := strings.LastIndex(address, open); i > 0 {
		return address[:i]
	}
	return address
}
