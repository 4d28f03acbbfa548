//go:build unix

// Command measure runs commands in turns and prints a Markdown table of their wall
// time, processor time and peak memory. It reads them from its standard input, a line
// for each: a name, a tab, and a command for sh.
//
//	printf 'scan\tread scan plan.json\ntfblast\ttfblast plan.json\n' | measure -rounds 5
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", err) //nolint:forbidigo // a command of its own
		os.Exit(1)                               //nolint:forbidigo // a command of its own
	}
}

// A contender is one command and its runs.
type contender struct {
	name, command string
	runs          []result
	gaveUp        string
}

func run() error {
	rounds := flag.Int("rounds", 5, "runs of each command")
	limit := flag.Duration("limit", 5*time.Minute, "a command that takes longer is ended and not run again")
	slow := flag.Duration("slow", 20*time.Second, "a command that takes longer is run once")
	unit := flag.String("unit", "", "the command that the others are compared with; the first if empty")
	flag.Parse()
	contenders, err := readContenders(os.Stdin) //nolint:forbidigo // a command of its own
	if err != nil {
		return err
	}
	if *unit == "" {
		*unit = contenders[0].name
	}
	for range *rounds {
		for _, c := range contenders {
			c.turn(context.Background(), *limit, *slow)
		}
	}
	out := os.Stdout //nolint:forbidigo // a command of its own
	return writeTable(out, contenders, *unit)
}

func readContenders(r io.Reader) ([]*contender, error) {
	var contenders []*contender
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		name, command, found := strings.Cut(lines.Text(), "\t")
		if !found {
			return nil, fmt.Errorf("line %q: want a name, a tab and a command", lines.Text())
		}
		contenders = append(contenders, &contender{name: name, command: command})
	}
	if len(contenders) == 0 && lines.Err() == nil {
		return nil, errors.New("no commands on the standard input")
	}
	return contenders, lines.Err()
}

// turn runs the command once more, unless it is slow or failed.
func (c *contender) turn(ctx context.Context, limit, slow time.Duration) {
	if c.gaveUp != "" || len(c.runs) > 0 && c.runs[0].wall > slow {
		return
	}
	r, err := execute(ctx, c.command, limit)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		c.gaveUp = fmt.Sprintf("did not finish in %v (%.0f MB until then)", limit, float64(r.peak)/1e6)
	case err != nil:
		c.gaveUp = "failed: " + err.Error()
	default:
		c.runs = append(c.runs, r)
	}
}

// best returns the run with the least wall time, with the highest peak of all runs.
func (c *contender) best() result {
	best := c.runs[0]
	for _, r := range c.runs[1:] {
		peak := max(best.peak, r.peak)
		if r.wall < best.wall {
			best = r
		}
		best.peak = peak
	}
	return best
}

func writeTable(w io.Writer, contenders []*contender, unit string) error {
	var scale float64
	for _, c := range contenders {
		if c.name == unit && c.gaveUp == "" {
			scale = c.best().wall.Seconds()
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "| command | wall | × %s | user + sys | peak memory | runs |\n|---|--:|--:|--:|--:|--:|\n", unit)
	for _, c := range contenders {
		if c.gaveUp != "" {
			fmt.Fprintf(&b, "| %s | %s | | | | |\n", c.name, c.gaveUp)
			continue
		}
		r, ratio := c.best(), "–"
		if scale > 0 {
			ratio = fmt.Sprintf("%.2f", r.wall.Seconds()/scale)
		}
		fmt.Fprintf(&b, "| %s | %.3f s | %s | %.3f s | %.1f MB | %d |\n",
			c.name, r.wall.Seconds(), ratio, r.cpu.Seconds(), float64(r.peak)/1e6, len(c.runs))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
