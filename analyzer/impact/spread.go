package impact

import "github.com/tfblast/tfblast/analyzer/graph"

// spread finds how far away what lies downstream is: the walk of Walker, for many hubs
// at once. A layer holds what is reached over the same number of prior-state edges, a
// level within it what has the same distance; every step carries the lanes that get
// there so. Nodes at which many lanes arrive over the same distance cost one step.
type spread struct {
	hubs *hubs
	// place is where the masks of a node are.
	place []int32
	// settled holds the lanes that were at a node, pending those that arrive at it next:
	// at an instance on the next level, at another node on this one. ahead holds those
	// that arrive in the next layer.
	settled, pending, ahead []mask
	// wave are the instances with pending lanes, queue the other nodes, over those with
	// lanes ahead.
	wave, queue, over []graph.NodeID
	level             []arrival
	// seeds and later are the arrivals of this layer and of the next one by distance.
	seeds, later [][]arrival
	direct       tally
}

// arrival is a node with the lanes that get there.
type arrival struct {
	node  graph.NodeID
	lanes mask
}

// newSpread uses the given masks, which are clear between runs, for its own.
func newSpread(h *hubs, settled []mask) *spread {
	return &spread{hubs: h, place: h.any.place, settled: settled, pending: make([]mask, len(settled)), ahead: make([]mask, len(settled))}
}

// run finds the number of direct dependents and the largest distance of each hub.
func (s *spread) run(hubs []int32) {
	clear(s.settled)
	s.direct.reset()
	var depth [lanes]int
	for lane, at := range hubs {
		hub := &s.hubs.list[at]
		if hub.exclude != none {
			s.settled[s.place[hub.exclude]].set(lane)
		}
		var m mask
		m.set(lane)
		s.expand(hub.row, &m)
	}
	s.finish(0)
	for d := 1; ; d++ {
		if len(s.wave) == 0 && d >= len(s.seeds) {
			if !s.nextLayer() {
				break
			}
			d = 0
		}
		reached := s.step(d)
		reached.each(func(lane int) { depth[lane] = max(depth[lane], d) })
	}
	for lane, at := range hubs {
		s.hubs.list[at].count.Direct, s.hubs.list[at].count.Depth = s.direct.of(lane), depth[lane]
	}
}

// nextLayer makes the arrivals of the next layer those of this one.
func (s *spread) nextLayer() bool {
	for d := range s.seeds {
		s.seeds[d] = s.seeds[d][:0]
	}
	s.seeds, s.later = s.later, s.seeds[:0]
	return len(s.seeds) > 0
}

// step settles everything at one distance of the layer and returns the lanes that reach
// an existing instance there.
func (s *spread) step(d int) (reached mask) {
	if d < len(s.seeds) {
		for i := range s.seeds[d] {
			s.arrive(s.seeds[d][i].node, &s.seeds[d][i].lanes)
		}
	}
	s.level = s.level[:0]
	for _, n := range s.wave {
		if m := s.take(n); !m.empty() {
			s.level = append(s.level, arrival{n, m})
		}
	}
	s.wave = s.wave[:0]
	for i := range s.level {
		a := &s.level[i]
		if s.hubs.classes[a.node].Exists() {
			reached.or(&a.lanes)
			if d == 1 {
				s.direct.add(&a.lanes)
			}
		}
		s.expand(s.hubs.graph.DependentArcs(a.node), &a.lanes)
	}
	s.finish(d)
	return reached
}

// finish settles what is no instance at the distance.
func (s *spread) finish(d int) {
	for i := 0; i < len(s.queue); i++ { // grows while it is read
		n := s.queue[i]
		if m := s.take(n); !m.empty() {
			s.expand(s.hubs.graph.DependentArcs(n), &m)
		}
	}
	s.queue = s.queue[:0]
	s.keep(d)
}

// take settles the lanes that arrive at a node and were not there before.
func (s *spread) take(n graph.NodeID) mask {
	at := s.place[n]
	m, settled := s.pending[at], &s.settled[at]
	s.pending[at] = mask{}
	for i := range m {
		m[i] &^= settled[i]
		settled[i] |= m[i]
	}
	return m
}

// expand lets lanes go over the edges of a row.
func (s *spread) expand(row []graph.Arc, m *mask) {
	for _, e := range row {
		n := e.Node()
		to := *m
		settled := &s.settled[s.place[n]]
		for i := range to {
			to[i] &^= settled[i]
		}
		switch {
		case to.empty():
		case e.Source() != graph.PriorState:
			s.arrive(n, &to)
		default:
			ahead := &s.ahead[s.place[n]]
			if ahead.empty() {
				s.over = append(s.over, n)
			}
			ahead.or(&to)
		}
	}
}

func (s *spread) arrive(n graph.NodeID, m *mask) {
	pending := &s.pending[s.place[n]]
	if pending.empty() {
		if s.hubs.graph.Kind(n) == graph.Managed {
			s.wave = append(s.wave, n)
		} else {
			s.queue = append(s.queue, n)
		}
	}
	pending.or(m)
}

// keep puts what goes on in the next layer where its distance belongs: an instance is
// one further than the level that leads to it.
func (s *spread) keep(d int) {
	for _, n := range s.over {
		at := d
		if s.hubs.graph.Kind(n) == graph.Managed {
			at++
		}
		for len(s.later) <= at {
			if len(s.later) < cap(s.later) {
				s.later = s.later[:len(s.later)+1]
				s.later[len(s.later)-1] = s.later[len(s.later)-1][:0]
			} else {
				s.later = append(s.later, nil)
			}
		}
		ahead := &s.ahead[s.place[n]]
		s.later[at] = append(s.later[at], arrival{n, *ahead})
		*ahead = mask{}
	}
	s.over = s.over[:0]
}
