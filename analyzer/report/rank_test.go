package report_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/report"
)

// naiveRank sorts the changes themselves, one key after the other from the last.
func naiveRank(changes []report.Change) {
	deposed := func(c report.Change) string {
		if c.Deposed == nil {
			return ""
		}
		return *c.Deposed
	}
	for _, compare := range []func(x, y report.Change) int{
		func(x, y report.Change) int { return cmp.Compare(deposed(x), deposed(y)) },
		func(x, y report.Change) int { return address.Compare(x.Address, y.Address) },
		func(x, y report.Change) int { return address.Compare(x.Stack, y.Stack) },
		func(x, y report.Change) int { return y.Downstream.Total - x.Downstream.Total },
		func(x, y report.Change) int { return y.Risk.Score - x.Risk.Score },
	} {
		slices.SortStableFunc(changes, compare)
	}
	for i := range changes {
		changes[i].Rank = i + 1
	}
}

func TestRankAgainstNaive(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		changes := make([]report.Change, r.IntN(60))
		for i := range changes {
			c := &changes[i]
			c.Risk.Score, c.Downstream.Total = r.IntN(4), r.IntN(3)
			c.Stack, c.Address = fmt.Sprint(r.IntN(2)), fmt.Sprintf("a.b[%d]", r.IntN(12))
			c.Why = fmt.Sprint(i) // equal ones keep their order
			if r.IntN(3) == 0 {
				c.Deposed = new(fmt.Sprint(r.IntN(2)))
			}
		}
		want := slices.Clone(changes)
		naiveRank(want)
		report.Rank(changes)
		if diff := gocmp.Diff(want, changes); diff != "" {
			t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
		}
	}
}

func BenchmarkRank(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var changes []report.Change
			for i := range n {
				var c report.Change
				c.Address = fmt.Sprintf("module.network.aws_subnet.app[%d]", i*7919%n)
				c.Risk.Score = i * 31 % 100
				changes = append(changes, c)
			}
			for b.Loop() {
				report.Rank(slices.Clone(changes))
			}
		})
	}
}
