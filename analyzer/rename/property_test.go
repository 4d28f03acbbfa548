package rename_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/rename"
)

var randomTypes = []string{"aws_s3_bucket", "aws_sqs_queue", "aws_iam_role", "google_storage_bucket"}

// randomAddress is an address that no other number gives.
func randomAddress(r *rand.Rand, prefix string, n int) (where, typ string) {
	typ = randomTypes[r.IntN(len(randomTypes))]
	switch r.IntN(4) {
	case 0:
		return address.Join(moduleAt(prefix, n), typ+".this"), typ
	case 1:
		return address.Join("module."+prefix, typ+at(".r%d", n)), typ
	case 2:
		return typ + at(".%s[\"k%d\"]", prefix, n), typ
	}
	return typ + at(".%s%d", prefix, n), typ
}

func moduleAt(prefix string, n int) string { return at("module.%s[\"m%d\"]", prefix, n) }

// randomRename makes a plan that renames n objects to addresses of their own, among
// others that stay, go for good and come anew.
func randomRename(r *rand.Rand, n int) (rows []row, want map[string]string) {
	want = map[string]string{}
	for i := range n {
		from, typ := randomAddress(r, "old", i)
		to := typ + at(".new[\"t%d\"]", i)
		if r.IntN(2) == 0 {
			to = moduleAt("fresh", i) + "." + typ + ".main"
		}
		name := at("object-%d-%d", i, r.IntN(1000))
		common := attributes{"name": name, "bucket": name, "size": r.IntN(3), "encrypted": r.IntN(2) == 0, "region": "eu-west-1"}
		rows = append(rows,
			row{at: from, before: common.with(attributes{"id": "id-" + name, "arn": "arn:" + name})},
			row{at: to, after: common, unknown: []string{"id", "arn"}})
		want[from] = to
	}
	for i := range n {
		other := attributes{"name": at("other-%d", i), "size": 1, "region": "eu-west-1"}
		switch where, _ := randomAddress(r, "else", i); r.IntN(3) {
		case 0:
			rows = append(rows, row{at: where, before: other, after: other})
		case 1:
			rows = append(rows, row{at: where, before: other})
		default:
			rows = append(rows, row{at: where, after: other})
		}
	}
	return rows, want
}

// TestFindRandom: objects with a name of their own are found again under any other
// address, nothing else is paired, and the order of the file does not matter.
func TestFindRandom(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		rows, want := randomRename(r, 1+r.IntN(40))
		pairs := rename.Find(read(t, rows...))
		got := map[string]string{}
		for _, p := range pairs {
			got[p.From] = p.To
			if !p.Certain {
				t.Errorf("seed %d: %s -> %s is not certain: %s", seed, p.From, p.To, p.Note)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
		}
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		if diff := cmp.Diff(pairs, rename.Find(read(t, rows...))); diff != "" {
			t.Fatalf("seed %d, in another order:\n%s", seed, diff)
		}
	}
}

// TestShiftRandom: whatever elements leave a list, the ones that really go are found.
func TestShiftRandom(t *testing.T) {
	t.Parallel()
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 2))
		var before, after, wantLost []string
		n := 2 + r.IntN(12)
		for i := range n {
			element := at("element-%02d", i)
			before = append(before, element)
			if r.IntN(4) > 0 {
				after = append(after, element)
			} else {
				wantLost = append(wantLost, at("aws_rule.r[%d]", i))
			}
		}
		kept := len(after) > 0 && !slices.Equal(after, before[:len(after)])
		pairs := rename.Find(read(t, list("aws_rule.r", "cidr", before, after)...))
		if !kept {
			if pairs != nil {
				t.Fatalf("seed %d: %v, want none", seed, pairs)
			}
			continue
		}
		shifted := 0
		for i, element := range after {
			if before[i] != element {
				shifted++
			}
		}
		if len(pairs) != shifted {
			t.Fatalf("seed %d: %d pairs, want %d", seed, len(pairs), shifted)
		}
		for _, p := range pairs {
			from, to := indexIn(t, p.From), indexIn(t, p.To)
			if before[from] != after[to] {
				t.Fatalf("seed %d: %s holds %s, %s gets %s", seed, p.From, before[from], p.To, after[to])
			}
			if diff := cmp.Diff(wantLost, p.Lost); diff != "" {
				t.Fatalf("seed %d: lost (-want +got):\n%s", seed, diff)
			}
		}
		checkMoves(t, seed, n, before, after, rename.StateMoves(pairs))
	}
}

// checkMoves runs the commands on a list and fails where a target is taken, or where
// an element does not end at its index.
func checkMoves(t *testing.T, seed uint64, n int, before, after, commands []string) {
	t.Helper()
	state := make([]string, 3*n)
	copy(state, before)
	for _, command := range commands {
		var from, to int
		if _, err := fmt.Sscanf(command, "terraform state mv 'aws_rule.r[%d]' 'aws_rule.r[%d]'", &from, &to); err != nil {
			t.Fatalf("seed %d: %s: %v", seed, command, err)
		}
		if state[to] != "" || state[from] == "" {
			t.Fatalf("seed %d: %s: from %q to %q", seed, command, state[from], state[to])
		}
		state[from], state[to] = "", state[from]
	}
	if !slices.Equal(state[:len(after)], after) {
		t.Fatalf("seed %d: %q after the moves, want %q", seed, state[:len(after)], after)
	}
}

func indexIn(tb testing.TB, s string) int {
	tb.Helper()
	inst, err := address.ParseInstance(s)
	if err != nil {
		tb.Fatal(err)
	}
	return int(inst.Key.Int)
}

// manyRenames is a plan of n deletes and n creates of one type.
func manyRenames(tb testing.TB, n int) *plan.Plan {
	tb.Helper()
	var rows []row
	for i := range n {
		a := attributes{"name": at("object-%d", i), "size": 50, "encrypted": true, "region": "eu-west-1", "engine": "x", "text": "the same in each of them"}
		rows = append(rows,
			row{at: at("aws_thing.a[\"k%d\"]", i), before: a.with(attributes{"id": at("id-%d", i)})},
			row{at: at("aws_thing.b[\"k%d\"]", i), after: a})
	}
	return read(tb, rows...)
}

// alike is a plan of n deletes and n creates that nothing tells apart.
func alike(tb testing.TB, n int) *plan.Plan {
	tb.Helper()
	var rows []row
	for i := range n {
		a := attributes{"size": 50, "text": "the same in each of them"}
		rows = append(rows, row{at: at("aws_thing.a[\"k%d\"]", i), before: a}, row{at: at("aws_thing.b[\"k%d\"]", i), after: a.with(attributes{at("only%d", i): "x"})})
	}
	return read(tb, rows...)
}

// longCount is a plan in which a list of n elements is replaced by half of them, none
// of which is like what was.
func longCount(tb testing.TB, n int) *plan.Plan {
	tb.Helper()
	var before, after []string
	for i := range n {
		before = append(before, at("before-%d", i))
		if i%2 == 0 {
			after = append(after, at("after-%d", i))
		}
	}
	return read(tb, list("aws_rule.r", "cidr", before, after)...)
}

func BenchmarkFind(b *testing.B) {
	for name, p := range map[string]*plan.Plan{"unique": manyRenames(b, 10_000), "alike": alike(b, 10_000), "count": longCount(b, 10_000)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				rename.Find(p)
			}
		})
	}
}

// TestFindTime holds the search to a time that a quadratic one does not keep.
func TestFindTime(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	many := manyRenames(t, 10_000)
	for name, p := range map[string]*plan.Plan{"unique": many, "alike": alike(t, 10_000), "count": longCount(t, 10_000)} {
		start := time.Now()
		rename.Find(p)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: %v for 10,000 deletes, want less than a second", name, took)
		}
	}
	if pairs := rename.Find(many); len(pairs) != 10_000 || len(rename.Blocks(pairs)) != 1 {
		t.Errorf("%d pairs in %d blocks, want 10000 in 1", len(pairs), len(rename.Blocks(pairs)))
	}
}
