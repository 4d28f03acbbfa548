package plan

import (
	"sync"
)

// interned keeps one copy of each string that stands in a document many times: addresses
// and the names in them. It is shared by the workers.
type interned struct {
	facts  *factTable
	shards [64]internShard
}

type internShard struct {
	sync.Mutex
	texts map[string]string
}

func newInterned() *interned {
	n := &interned{facts: newFactTable()}
	for i := range n.shards {
		n.shards[i].texts = map[string]string{}
	}
	return n
}

// text returns the one copy of a string.
func (n *interned) text(text []byte) string {
	if len(text) == 0 {
		return ""
	}
	s := &n.shards[n.facts.hash(text)&63]
	s.Lock()
	defer s.Unlock()
	if known, ok := s.texts[string(text)]; ok {
		return known
	}
	known := string(text)
	s.texts[known] = known
	return known
}
