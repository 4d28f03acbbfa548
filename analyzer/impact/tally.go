package impact

import "math/bits"

// lanes is the number of sources that one pass over the graph counts for; a mask holds
// a bit for each. With four words the masks of 100,000 nodes stay near a core's cache.
const (
	words = 4
	lanes = 64 * words
)

type mask [words]uint64

func (m *mask) or(o *mask) {
	for i := range m {
		m[i] |= o[i]
	}
}

func (m *mask) empty() bool {
	return m[0]|m[1]|m[2]|m[3] == 0
}

func (m *mask) set(lane int)      { m[lane>>6] |= 1 << (lane & 63) }
func (m *mask) has(lane int) bool { return m[lane>>6]>>(lane&63)&1 != 0 }

// tally counts for all lanes at once how many masks had their bits. The counters stand
// upright: plane i holds bit i of every lane's count, so that adding a mask is an
// addition with carry over a few words whatever the number of bits in it.
type tally struct {
	planes []mask
}

func (t *tally) add(m *mask) {
	carry := *m
	for i := 0; ; i++ {
		if i == len(t.planes) {
			t.planes = append(t.planes, mask{})
		}
		p := &t.planes[i]
		left := uint64(0)
		for w := range carry {
			both := p[w] & carry[w]
			p[w] ^= carry[w]
			carry[w] = both
			left |= both
		}
		if left == 0 {
			return
		}
	}
}

// addTimes adds a mask several times.
func (t *tally) addTimes(m *mask, times int32) {
	for shift := 0; times != 0; shift++ {
		if times&1 != 0 {
			t.addAt(m, shift)
		}
		times >>= 1
	}
}

// addAt adds a mask 2^shift times.
func (t *tally) addAt(m *mask, shift int) {
	for len(t.planes) < shift {
		t.planes = append(t.planes, mask{})
	}
	upper := tally{planes: t.planes[shift:]}
	upper.add(m)
	t.planes = append(t.planes[:shift], upper.planes...)
}

func (t *tally) reset() {
	for i := range t.planes {
		t.planes[i] = mask{}
	}
}

// of returns the count of a lane.
func (t *tally) of(lane int) int {
	n := 0
	for i := range t.planes {
		if t.planes[i].has(lane) {
			n |= 1 << i
		}
	}
	return n
}

// each visits the lanes in a mask.
func (m *mask) each(visit func(lane int)) {
	for w, word := range m {
		for ; word != 0; word &= word - 1 {
			visit(w<<6 | bits.TrailingZeros64(word))
		}
	}
}
