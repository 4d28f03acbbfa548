//go:build unix

package main

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestExecute(t *testing.T) {
	t.Parallel()
	r, err := execute(t.Context(), "true", time.Minute)
	if err != nil || r.wall <= 0 || r.peak <= 0 {
		t.Errorf("true: %+v, error %v; want a wall time and a peak", r, err)
	}
	if _, err := execute(t.Context(), "sleep 60", 50*time.Millisecond); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("sleep beyond the limit: error %v, want a deadline", err)
	}
	_, err = execute(t.Context(), "sh -c 'echo no such plan >&2; exit 3'", time.Minute)
	if err == nil || !strings.Contains(err.Error(), "no such plan") {
		t.Errorf("failing command: error %v, want what it complained of", err)
	}
}

func TestTurns(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		command     string
		limit, slow time.Duration
		runs        int
	}{
		"each turn":             {"true", time.Minute, time.Minute, 3},
		"slow ones once":        {"true", time.Minute, 0, 1},
		"failed ones no more":   {"false", time.Minute, time.Minute, 0},
		"too slow ones no more": {"sleep 60", 50 * time.Millisecond, time.Minute, 0},
	} {
		c := &contender{name: name, command: tt.command}
		for range 3 {
			c.turn(t.Context(), tt.limit, tt.slow)
		}
		if len(c.runs) != tt.runs || (tt.runs == 0) != (c.gaveUp != "") {
			t.Errorf("%s: %d runs, gave up %q; want %d runs", name, len(c.runs), c.gaveUp, tt.runs)
		}
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	contenders := []*contender{
		{name: "scan", runs: []result{{wall: 2 * time.Second, cpu: time.Second, peak: 3e6}, {wall: time.Second, cpu: time.Second, peak: 2e6}}},
		{name: "slower", runs: []result{{wall: 3 * time.Second, cpu: 4 * time.Second, peak: 5e6}}},
		{name: "broken", gaveUp: "did not finish in 5m0s"},
	}
	var b strings.Builder
	if err := writeTable(&b, contenders, "scan"); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"| scan | 1.000 s | 1.00 | 1.000 s | 3.0 MB | 2 |",
		"| slower | 3.000 s | 3.00 | 4.000 s | 5.0 MB | 1 |",
		"| broken | did not finish in 5m0s | | | | |",
	} {
		if !strings.Contains(b.String(), want+"\n") {
			t.Errorf("no line %q in\n%s", want, b.String())
		}
	}
}

func TestReadContenders(t *testing.T) {
	t.Parallel()
	found, err := readContenders(strings.NewReader("a\ttrue\nb c\techo 'x\ty'\n"))
	if err != nil || len(found) != 2 || found[1].name != "b c" || found[1].command != "echo 'x\ty'" {
		t.Errorf("read %v, error %v", found, err)
	}
	for _, bad := range []string{"", "no tab\n"} {
		if _, err := readContenders(strings.NewReader(bad)); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}
