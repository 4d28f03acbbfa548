package terminal

import (
	"bytes"
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

func TestStartProgressNoTerminal(t *testing.T) {
	t.Parallel()
	if p := StartProgress(&bytes.Buffer{}, func(string) string { return "" }); p != nil {
		t.Error("progress for a buffer")
	}
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = null.Close() })
	p := StartProgress(null, func(string) string { return "xterm" })
	if p != nil {
		t.Fatal("progress for a device that is no terminal")
	}
	in := strings.NewReader("plan")
	if got := p.Reading("plan.json", 4, in); got != io.Reader(in) {
		t.Error("the reader is wrapped though nothing is shown")
	}
	p.Working("analysing")
	p.Done()
}

func TestProgressShowsAndGoes(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	ticks, stopped := make(chan time.Time), false
	p := newProgress(&out, 80, ticks, func() { stopped = true })
	go p.run(1)
	in := p.Reading("plan.json", 2000, strings.NewReader(strings.Repeat("x", 2000)))
	if _, err := io.CopyN(io.Discard, in, 1000); err != nil {
		t.Fatal(err)
	}
	ticks <- time.Time{} // still silent
	ticks <- time.Time{}
	ticks <- time.Time{} // the one before is drawn now
	p.Done()
	p.Done()
	want := clearLine + "reading plan.json [############............]  50 % of 2.0 kB"
	if got := out.String(); got != want+want+clearLine {
		t.Errorf("shown:\n%q\nwant twice, then an empty line:\n%q", got, want)
	}
	if !stopped {
		t.Error("the ticker goes on")
	}
}

func TestProgressSilentWhenShort(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	ticks := make(chan time.Time)
	p := newProgress(&out, 60, ticks, func() {})
	go p.run(10)
	ticks <- time.Time{}
	p.Done()
	if out.Len() != 0 {
		t.Errorf("short work shows %q", out.String())
	}
}

func TestProgressLine(t *testing.T) {
	t.Parallel()
	p := newProgress(io.Discard, 24, nil, func() {})
	if got := p.line(); got != "" {
		t.Errorf("before anything is known: %q", got)
	}
	p.Working("analysing 1204 resources of a very long name")
	if got := p.line(); got != "analysing 1204 resource" {
		t.Errorf("cut to the width: %q", got)
	}
	in := p.Reading("standard input", 0, strings.NewReader(strings.Repeat("x", 1500)))
	if _, err := io.Copy(io.Discard, in); err != nil {
		t.Fatal(err)
	}
	if got := p.line(); got != "reading standard 1.5 kB" {
		t.Errorf("a size that nobody knows: %q", got)
	}
}

func TestBytesText(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{0: "0 B", 999: "999 B", 1000: "1.0 kB", 1_234_567: "1.2 MB", 5_000_000_000: "5.0 GB", 9_000_000_000_000_000: "9000.0 TB"} {
		if got := bytesText(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
