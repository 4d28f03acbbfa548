package graph

import "hash/maphash"

// index finds nodes by their addresses: a table of node numbers with open addressing,
// four bytes a slot. The addresses themselves stay in the nodes.
type index struct {
	seed maphash.Seed
	// slots holds IDs, one too high, so that 0 is a free slot; their number is a power of 2.
	slots []int32
	used  int
}

func newIndex() index { return index{seed: maphash.MakeSeed()} }

// find returns the node with the address, none if there is none.
func (x *index) find(nodes []node, addr string) NodeID {
	if len(x.slots) == 0 {
		return none
	}
	mask := uint64(len(x.slots) - 1) //nolint:gosec // there are slots
	for at := maphash.String(x.seed, addr) & mask; ; at = (at + 1) & mask {
		switch slot := x.slots[at]; {
		case slot == 0:
			return none
		case nodes[slot-1].name == addr:
			return NodeID(slot - 1)
		}
	}
}

// put adds a node whose address is in no other.
func (x *index) put(nodes []node, id NodeID) {
	if x.used*3 >= len(x.slots)*2 {
		x.grow(nodes)
	}
	x.place(nodes[id].name, int32(id)+1)
	x.used++
}

func (x *index) place(addr string, slot int32) {
	mask := uint64(len(x.slots) - 1) //nolint:gosec // there are slots
	at := maphash.String(x.seed, addr) & mask
	for x.slots[at] != 0 {
		at = (at + 1) & mask
	}
	x.slots[at] = slot
}

func (x *index) grow(nodes []node) {
	old := x.slots
	x.slots = make([]int32, max(64, 2*len(old)))
	for _, slot := range old {
		if slot != 0 {
			x.place(nodes[slot-1].name, slot)
		}
	}
}

// reserve makes room for a number of nodes.
func (x *index) reserve(nodes int) {
	slots := 64
	for slots*2 < nodes*3 {
		slots *= 2
	}
	x.slots = make([]int32, slots)
}

// renumber gives the nodes other IDs: rank holds the new one of each.
func (x *index) renumber(rank []NodeID) {
	for at, slot := range x.slots {
		if slot != 0 {
			x.slots[at] = int32(rank[slot-1]) + 1
		}
	}
}
