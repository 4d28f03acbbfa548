package address_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tfblast/tfblast/analyzer/address"
)

func TestCompareNaturalOrder(t *testing.T) {
	t.Parallel()
	want := []string{
		"",
		"a.b",
		"a.b[0]",
		"a.b[2]",
		"a.b[10]",
		"a.b[99999999999999999998]",
		"a.b[99999999999999999999]",
		"a.web0b",
		"a.web01",
		"a.web1",
		"a.web01a",
		"a.web1b",
		"a.web2",
		"a.web10",
		`a.web["x"]`,
		"a.webb",
		"module.a[2].x.y",
		"module.a[10].x.y",
		"é",
	}
	got := slices.Clone(want)
	shuffle := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		shuffle.Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
		slices.SortFunc(got, address.Compare)
		if !slices.Equal(got, want) {
			t.Fatalf("sorted as %q, want %q", got, want)
		}
	}
}

// checkOrder fails unless Compare is a total order on the three strings.
func checkOrder(tb testing.TB, a, b, c string) {
	tb.Helper()
	sign := func(x, y string) int { return cmp.Compare(address.Compare(x, y), 0) }
	for _, x := range []string{a, b, c} {
		if sign(x, x) != 0 {
			tb.Fatalf("%q is not equal to itself", x)
		}
	}
	for _, p := range [][2]string{{a, b}, {b, c}, {a, c}} {
		if sign(p[0], p[1]) != -sign(p[1], p[0]) {
			tb.Fatalf("%q and %q: not antisymmetric", p[0], p[1])
		}
		if (sign(p[0], p[1]) == 0) != (p[0] == p[1]) {
			tb.Fatalf("%q and %q: equal in the order, but not the same", p[0], p[1])
		}
	}
	s := []string{a, b, c}
	slices.SortFunc(s, address.Compare)
	if sign(s[0], s[1]) > 0 || sign(s[1], s[2]) > 0 || sign(s[0], s[2]) > 0 {
		tb.Fatalf("%q: not transitive", s)
	}
}

// Short strings over few characters meet every branch often.
func TestCompareTotalOrder(t *testing.T) {
	t.Parallel()
	const alphabet = "0012a[.\xffé"
	random := rand.New(rand.NewPCG(3, 4))
	draw := func() string {
		b := make([]byte, random.IntN(6))
		for i := range b {
			b[i] = alphabet[random.IntN(len(alphabet))]
		}
		return string(b)
	}
	for range 50_000 {
		checkOrder(t, draw(), draw(), draw())
	}
}

func FuzzCompare(f *testing.F) {
	f.Add("a.b[2]", "a.b[10]", "a.b[02]")
	f.Add("0", "00", "")
	f.Add("x1y01", "x01y1", "x1y1")
	f.Fuzz(func(t *testing.T, a, b, c string) { checkOrder(t, a, b, c) })
}
