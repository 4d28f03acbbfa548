package analyzer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
)

// selfCheck looks for signs of a missing edge: an argument that refers to instances and
// becomes unknown although none of them changes. Terraform makes a value unknown only
// where something that it is made of is.
func (a *analysis) selfCheck() []diagnostic.Diagnostic {
	type sign struct{ address, argument string }
	var signs []sign
	for _, c := range a.plan.Changes {
		if len(c.Changed) == 0 {
			continue
		}
		node, ok := a.isLive(c)
		if !ok || c.Before == nil {
			continue
		}
		for _, attribute := range c.Changed {
			if !attribute.Unknown || strings.ContainsAny(attribute.Path, ".[") {
				continue
			}
			reads := a.graph.Reads(node, attribute.Path)
			if !slices.ContainsFunc(reads, a.managedRead) || len(a.causes.ofArgument(c, node, attribute.Path)) > 0 {
				continue
			}
			if len(a.causes.changed(reads)) == 0 {
				signs = append(signs, sign{c.Address, attribute.Path})
			}
		}
	}
	if len(signs) == 0 {
		return nil
	}
	slices.SortFunc(signs, func(a, b sign) int {
		return cmp.Or(address.Compare(a.address, b.address), address.Compare(a.argument, b.argument))
	})
	more := ""
	if n := len(signs) - 1; n > 0 {
		more = fmt.Sprintf(" (and %d more)", n)
	}
	return []diagnostic.Diagnostic{
		diagnostic.Infof("%s: %s becomes unknown, and nothing that it refers to changes%s", signs[0].address, signs[0].argument, more).
			WithDetail("Either the provider computes it anew, or a dependency is missing in the graph."),
	}
}

// managedRead reports whether a managed instance is read. What only data sources give may
// be null, and the provider then computes the argument: no sign of anything.
func (a *analysis) managedRead(r graph.Read) bool { return a.graph.Kind(r.Node) == graph.Managed }

// analyzeWithoutSource makes the report without the configuration's source, if that
// explains what the graph with source does not: then the source is of another time than
// the plan. Else it returns nil.
func analyzeWithoutSource(ctx context.Context, p *plan.Plan, o Options) (*report.Report, error) {
	folder := o.ConfigFolder
	o.Config, o.ConfigFolder, o.ConfigFits = nil, "", false
	a, _, err := newAnalysis(p, o)
	if err != nil || len(a.selfCheck()) > 0 {
		return nil, err
	}
	r, err := Analyze(ctx, p, o)
	if err != nil {
		return nil, err
	}
	r.Diagnostics = append(r.Diagnostics,
		diagnostic.Warnf("the configuration in %s does not explain the plan, so it was not used", folder).
			WithDetail("An argument becomes unknown, and by the source nothing that it refers to changes: the source was edited after the plan was made."))
	return r, nil
}
