package terminal

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/term"
)

const (
	// progressAfter is how long work goes on before anything is shown of it.
	progressAfter = time.Second
	// progressEvery is the time from one picture to the next.
	progressEvery = 100 * time.Millisecond
	// barWidth is the width of the bar in columns, without its brackets.
	barWidth = 24
	// clearLine takes the cursor to the first column and empties the line (ECMA-48: EL).
	clearLine = "\r\x1b[K"
)

// Progress shows on one line of a terminal how far long work has come, and takes the line
// away at the end. A nil Progress shows nothing.
type Progress struct {
	out   io.Writer
	width int
	ticks <-chan time.Time
	stop  func()

	read atomic.Int64

	mu   sync.Mutex // guards what follows
	what string
	size int64

	done, ended chan struct{}
	once        sync.Once
}

// StartProgress shows the progress of work on standard error if that is a terminal. It
// returns nil where nobody would see it: no terminal, TERM is "dumb", or CI is set, as CI
// systems do even where they give jobs a terminal. The first line appears after a second.
func StartProgress(stderr any, getenv func(string) string) *Progress {
	f, ok := stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) || getenv("TERM") == "dumb" || getenv("CI") != "" {
		return nil
	}
	ticker := time.NewTicker(progressEvery)
	p := newProgress(f, Describe(f, getenv).Width, ticker.C, ticker.Stop)
	go p.run(int(progressAfter / progressEvery))
	return p
}

func newProgress(out io.Writer, width int, ticks <-chan time.Time, stop func()) *Progress {
	return &Progress{out: out, width: width, ticks: ticks, stop: stop, done: make(chan struct{}), ended: make(chan struct{})}
}

// run draws a picture for each tick after the first few, until the work is done.
func (p *Progress) run(silent int) {
	defer close(p.ended)
	shown := false
	for {
		select {
		case <-p.ticks:
			if silent > 0 {
				silent--
				continue
			}
			shown = true
			_, _ = io.WriteString(p.out, clearLine+p.line())
		case <-p.done:
			if shown {
				_, _ = io.WriteString(p.out, clearLine)
			}
			return
		}
	}
}

// Reading says that what is read next is called name, and counts what is read from r.
// size is the number of bytes that r holds; 0 means that nobody knows.
func (p *Progress) Reading(name string, size int64, r io.Reader) io.Reader {
	if p == nil {
		return r
	}
	p.show("reading "+name, size)
	p.read.Store(0)
	return &countedReader{r, &p.read}
}

// Working says what is worked at now, where nothing is read.
func (p *Progress) Working(what string) {
	if p != nil {
		p.read.Store(0)
		p.show(what, 0)
	}
}

func (p *Progress) show(what string, size int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.what, p.size = what, size
}

// Done takes the line away and returns when that has happened, so that what is printed
// next begins on an empty line. It may be called more than once.
func (p *Progress) Done() {
	if p == nil {
		return
	}
	p.once.Do(func() {
		p.stop()
		close(p.done)
	})
	<-p.ended
}

// line is the picture of this moment, cut to the terminal's width.
func (p *Progress) line() string {
	p.mu.Lock()
	what, size := p.what, p.size
	p.mu.Unlock()
	read := p.read.Load()
	var figures string
	switch {
	case size > 0:
		share := min(float64(read)/float64(size), 1)
		full := int(share * barWidth)
		figures = fmt.Sprintf(" [%s%s] %3.0f %% of %s", strings.Repeat("#", full), strings.Repeat(".", barWidth-full), share*100, bytesText(size))
	case read > 0:
		figures = " " + bytesText(read)
	}
	name := []rune(what)
	if room := max(p.width-len(figures)-1, 0); len(name) > room {
		name = name[:room]
	}
	return string(name) + figures
}

// bytesText is a number of bytes in the unit that suits it: "512 B", "3.4 MB".
func bytesText(n int64) string {
	const unit = 1000
	if n < unit {
		return fmt.Sprintf("%d B", n)
	}
	value, prefix := float64(n)/unit, 0
	for value >= unit && prefix < len("kMGT")-1 {
		value, prefix = value/unit, prefix+1
	}
	return fmt.Sprintf("%.1f %cB", value, "kMGT"[prefix])
}

// countedReader adds what is read to a count.
type countedReader struct {
	from  io.Reader
	count *atomic.Int64
}

func (r *countedReader) Read(b []byte) (int, error) {
	n, err := r.from.Read(b)
	r.count.Add(int64(n))
	return n, err
}
