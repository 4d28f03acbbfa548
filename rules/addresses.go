package rules

import (
	"cmp"
	"encoding/binary"
	"net/netip"
	"slices"
	"strings"
)

// span is a range of addresses from the first to the last. Of IPv4 they are counted one by
// one, of IPv6 by the networks of 64 bits.
type span struct{ from, to uint64 }

// space is a set of public addresses: disjoint spans in order. Private and reserved ones are
// in none.
type space struct{ v4, v6 []span }

// everyone4 and everyone6 are how much of the public addresses counts as everyone: as much
// as a /8 of IPv4, which no organization uses for itself any more, and a /16 of IPv6.
const (
	everyone4 uint64 = 1 << 24
	everyone6 uint64 = 1 << 48
)

// notPublic are the special-purpose networks of IPv4 that the internet does not route.
// https://www.iana.org/assignments/iana-ipv4-special-registry
var notPublic = spansOf([]string{
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
	"192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
})

// global6 is what is given out of IPv6 for the internet.
// https://www.iana.org/assignments/ipv6-address-space
var global6 = []span{{0x2000 << 48, 0x4000<<48 - 1}}

// spansOf reads networks of IPv4 that are known to be well-formed.
func spansOf(networks []string) []span {
	all := make([]span, 0, len(networks))
	for _, n := range networks {
		p := netip.MustParsePrefix(n)
		from := position(p.Addr())
		all = append(all, span{from, from + 1<<(32-p.Bits()) - 1})
	}
	return joinedSpans(all)
}

// spaceOf reads what sources name of the public addresses: networks, addresses, ranges such
// as 192.0.2.1-192.0.2.9, and the words for everyone. Anything else is none.
func spaceOf(sources []string) space {
	var s space
	for _, source := range sources {
		first, last, ok := boundsOf(source)
		switch {
		case slices.Contains(internet, strings.ToLower(source)):
			s.v4, s.v6 = append(s.v4, span{0, 1<<32 - 1}), append(s.v6, global6...)
		case !ok:
		case first.Is4():
			s.v4 = append(s.v4, span{position(first), position(last)})
		default:
			s.v6 = append(s.v6, span{position(first), position(last)})
		}
	}
	s.v4 = without(joinedSpans(s.v4), notPublic)
	s.v6 = without(joinedSpans(s.v6), without([]span{{0, ^uint64(0)}}, global6))
	return s
}

// boundsOf reads the first and last address of a network, an address or a range.
func boundsOf(source string) (first, last netip.Addr, ok bool) {
	if p, err := netip.ParsePrefix(source); err == nil {
		if p.Addr().Is4In6() && p.Bits() >= 96 {
			p = netip.PrefixFrom(p.Addr().Unmap(), p.Bits()-96)
		}
		return p.Masked().Addr(), lastOf(p), true
	}
	begin, end, isRange := strings.Cut(source, "-")
	if !isRange {
		end = begin
	}
	first, errFirst := netip.ParseAddr(strings.TrimSpace(begin))
	last, errLast := netip.ParseAddr(strings.TrimSpace(end))
	first, last = first.Unmap(), last.Unmap()
	return first, last, errFirst == nil && errLast == nil && first.Is4() == last.Is4() && first.Compare(last) <= 0
}

// lastOf is the last address of a network.
func lastOf(p netip.Prefix) netip.Addr {
	bytes := p.Addr().AsSlice()
	for bit := p.Bits(); bit < 8*len(bytes); bit++ {
		bytes[bit/8] |= 0x80 >> (bit % 8)
	}
	last, _ := netip.AddrFromSlice(bytes)
	return last
}

func position(a netip.Addr) uint64 {
	bytes := a.AsSlice()
	if len(bytes) == 4 {
		return uint64(binary.BigEndian.Uint32(bytes))
	}
	return binary.BigEndian.Uint64(bytes)
}

// joinedSpans sorts spans and makes one of those that touch.
func joinedSpans(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	var out []span
	for _, s := range spans {
		if n := len(out); n > 0 && (s.from <= out[n-1].to || s.from == out[n-1].to+1) {
			out[n-1].to = max(out[n-1].to, s.to)
			continue
		}
		out = append(out, s)
	}
	return out
}

// without takes spans away from others; both are disjoint and in order.
func without(spans, gone []span) []span {
	var out []span
	for _, s := range spans {
		left := true
		for _, g := range gone {
			if g.to < s.from || g.from > s.to {
				continue
			}
			if g.from > s.from {
				out = append(out, span{s.from, g.from - 1})
			}
			if g.to >= s.to {
				left = false
				break
			}
			s.from = g.to + 1
		}
		if left {
			out = append(out, s)
		}
	}
	return out
}

// beyond is what a space holds and another one does not.
func (s space) beyond(other space) space {
	return space{without(s.v4, other.v4), without(s.v6, other.v6)}
}

// everyone reports whether a space is so much of the internet that it keeps nobody out.
func (s space) everyone() bool { return size(s.v4) >= everyone4 || size(s.v6) >= everyone6 }

func size(spans []span) uint64 {
	var n uint64
	for _, s := range spans {
		n += s.to - s.from + 1
	}
	return n
}
