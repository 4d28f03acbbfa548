package policy

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// rankFunction gives a level its number, so that HCL can compare levels by size. No policy
// can call it: its name is none.
const rankFunction = "rank of a level"

func rankOf() Function {
	return Function{
		Name: rankFunction, params: []cty.Type{cty.String}, result: cty.Number,
		call: func(args []cty.Value) (cty.Value, error) {
			level, err := risk.ParseLevel(args[0].AsString())
			return cty.NumberIntVal(int64(level)), err
		},
	}
}

// isLevel reports whether an operand is a level and can be nothing else.
func (f found) isLevel() bool {
	return len(f.words) > 0 && !slices.ContainsFunc(f.words, func(w string) bool { return !slices.Contains(levelWords(), w) })
}

// rank puts the numbers of levels in the place of the levels that are compared by size.
func rank(comparisons []*hclsyntax.BinaryOpExpr) {
	for _, e := range comparisons {
		e.LHS, e.RHS = ranked(e.LHS), ranked(e.RHS)
	}
}

func ranked(e hclsyntax.Expression) hclsyntax.Expression {
	at := e.Range()
	return &hclsyntax.FunctionCallExpr{
		Name: rankFunction, Args: []hclsyntax.Expression{e}, NameRange: at,
		OpenParenRange:  hcl.Range{Filename: at.Filename, Start: at.Start, End: at.Start},
		CloseParenRange: hcl.Range{Filename: at.Filename, Start: at.End, End: at.End},
	}
}

// levelNumber is the number of a level that is one of the words; anything else is below all.
func levelNumber(word string) float64 {
	level, err := risk.ParseLevel(word)
	if err != nil {
		return -1
	}
	return float64(level)
}
