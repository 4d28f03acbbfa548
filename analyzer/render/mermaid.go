package render

import (
	"fmt"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// The bounds of a drawn blast: a picture of more is no picture.
const (
	graphNodes = 12
	graphDepth = 4
	graphLabel = 48 // columns
	minGraph   = 2  // dependents from which on a picture says more than the list
)

// graph draws a change and the nearest of what depends on it, in the direction in which
// the effect travels.
func (m *sheet) graph(c *report.Change) {
	outside := externals(c)
	if m.limit.Flat || m.limit.NoGraphs || len(c.Downstream.Resources)+len(outside) < minGraph {
		return
	}
	top, hidden, unchanged := downstreamTree(c.Address, &c.Downstream, graphNodes, graphDepth)
	m.line()
	m.line("```mermaid")
	m.line("flowchart LR")
	m.line(`  n0["`, mermaidLabel(c.Address+" ("+actionWord(c)+")"), `"]:::changed`)
	next := 1
	m.graphBranches(0, top, &next)
	if hidden > 0 {
		m.line(fmt.Sprintf(`  n0 -.-> more["%s"]`, mermaidText(moreDependents(hidden, unchanged))))
	}
	m.graphOutside(c, outside, next)
	m.line("  classDef changed stroke:#d1242f,stroke-width:3px")
	m.line("  classDef stays stroke:#bf8700,stroke-width:2px")
	m.line("  classDef goes stroke-dasharray:4 3")
	if len(outside) > 0 {
		m.line("  classDef outside stroke:#8250df,stroke-width:2px")
	}
	m.line("```")
}

// graphOutside draws the first of what depends on the change from outside of the state.
func (m *sheet) graphOutside(c *report.Change, outside []report.External, next int) {
	for i := range outside {
		if i == graphNodes {
			break
		}
		m.line(fmt.Sprintf(`  n0 --> n%d["%s"]:::outside`, next, mermaidLabel(outside[i].Kind+" "+outside[i].ID+" (outside)")))
		next++
	}
	if more := c.Downstream.External - min(len(outside), graphNodes); more > 0 && len(outside) > 0 {
		m.line(fmt.Sprintf(`  n0 -.-> further["%s"]`, mermaidText(fmt.Sprintf("and %d more outside", more))))
	}
}

// externals are the objects outside of the state that depend on the change itself.
func externals(c *report.Change) []report.External {
	if c.Outside == nil {
		return nil
	}
	return c.Outside.Dependents
}

func (m *sheet) graphBranches(parent int, list []*branch, next *int) {
	for _, b := range list {
		n := *next
		*next++
		did, class := formOf(b.action).did, "goes"
		if b.action == noOp {
			class = "stays"
		}
		if b.count > 1 {
			did = fmt.Sprintf("%d %s", b.count, did)
		}
		m.line(fmt.Sprintf(`  n%d --> n%d["%s"]:::%s`, parent, n, mermaidLabel(b.address+" ("+did+")"), class))
		m.graphBranches(n, b.children, next)
	}
}

// mermaidLabel writes text from a plan for a quoted label.
func mermaidLabel(s string) string { return mermaidText(shorten(clean(s), graphLabel)) }

// mermaidText writes text for a quoted label of Mermaid: whatever is no letter, digit or
// harmless sign becomes an entity code (mermaid.js.org/syntax/flowchart, "Entity codes to
// escape characters"), so that no quote, bracket, tag, link or direction can end the label
// or mean anything in it.
func mermaidText(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', r == '…',
			i > 0 && ('0' <= r && r <= '9' || strings.ContainsRune("_.,-() ", r)):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "#%d;", r)
		}
	}
	return b.String()
}
