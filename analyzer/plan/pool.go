package plan

import "sync"

// pool reads batches on all cores and keeps their findings in the document's order.
type pool struct {
	size     int // of buffers
	batches  chan batch
	free     chan []byte
	running  sync.WaitGroup
	findings []*findings // by worker
	sent     int
}

// newPool starts the workers.
func newPool(workers, size int, lean *lean, shared *interned) *pool {
	p := &pool{size: size, batches: make(chan batch, workers), free: make(chan []byte, 2*workers+2)}
	for range workers {
		w := newWorker(lean, shared)
		p.findings = append(p.findings, w.found)
		p.running.Go(func() {
			for b := range p.batches {
				w.read(&b)
				if len(b.buf) == p.size {
					select {
					case p.free <- b.buf:
					default:
					}
				}
			}
		})
	}
	return p
}

// fresh returns a buffer that nobody uses.
func (p *pool) fresh() []byte {
	select {
	case buf := <-p.free:
		return buf
	default:
		return make([]byte, p.size)
	}
}

func (p *pool) emit(b batch) {
	b.number = p.sent
	p.sent++
	p.batches <- b
}

// wait returns what all workers found. The error is that of the first place in the
// document.
func (p *pool) wait() ([]*findings, error) {
	close(p.batches)
	p.running.Wait()
	var first *unitError
	for _, f := range p.findings {
		if f.failed != nil && (first == nil || f.failed.offset < first.offset) {
			first = f.failed
		}
	}
	if first != nil {
		return nil, first
	}
	return p.findings, nil
}

// unitError is a unit that could not be read; offset is where it stands.
type unitError struct {
	offset int64
	err    error
}

func (e *unitError) Error() string { return e.err.Error() }
func (e *unitError) Unwrap() error { return e.err }
