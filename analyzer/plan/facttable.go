package plan

import (
	"hash/maphash"
	"sync"
)

// Path numbers an attribute path of one plan.
type Path uint32

// factTable is what the facts of one plan share: how values are hashed, and the paths. It
// holds no value. Several goroutines may use it.
type factTable struct {
	seed    maphash.Seed
	lock    sync.RWMutex
	numbers map[string]Path
	texts   []string
}

func newFactTable() *factTable {
	return &factTable{seed: maphash.MakeSeed(), numbers: map[string]Path{}}
}

func (t *factTable) hash(text []byte) uint64 { return maphash.Bytes(t.seed, text) }

// path returns the number of an attribute path.
func (t *factTable) path(text []byte) Path {
	t.lock.RLock()
	number, ok := t.numbers[string(text)]
	t.lock.RUnlock()
	if ok {
		return number
	}
	t.lock.Lock()
	defer t.lock.Unlock()
	if number, ok := t.numbers[string(text)]; ok {
		return number
	}
	number = Path(len(t.texts)) //nolint:gosec // paths are few
	t.texts = append(t.texts, string(text))
	t.numbers[t.texts[number]] = number
	return number
}

func (t *factTable) pathText(p Path) string {
	t.lock.RLock()
	defer t.lock.RUnlock()
	return t.texts[p]
}
