package aws

import (
	"context"
	"slices"
	"sync"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// Source is how observations say that they are from here.
const Source = "aws"

// Look asks AWS about the objects of a plan's changes, as they are before the change. It returns
// what depends on them, an observation for each that it has questions about, and what could
// not be looked up, in the order of the changes. What is found may be in the plan's state
// as well: who calls knows the state. No failure is an error; each is a diagnostic, and the
// observation of its object says that it was not looked up.
func (c *Client) Look(ctx context.Context, p *plan.Plan, changes []*plan.Change) ([]graph.External, []risk.Observation, []diagnostic.Diagnostic) {
	ctx, cancel := context.WithTimeout(ctx, c.options.Timeout)
	defer cancel()
	if c.options.Recorder != nil {
		c.options.Recorder.hide(p.Hides)
	}
	inquiries, skipped := c.inquiries(p, changes)
	c.ask(ctx, inquiries)
	var externals []graph.External
	var observations []risk.Observation
	missed := missing{}
	for i := range inquiries {
		found, seen := inquiries[i].conclude(missed)
		externals, observations = append(externals, found...), append(observations, seen)
	}
	var dated []diagnostic.Diagnostic
	if c.options.Recording != nil {
		dated = c.options.Recording.date(p, c.present, observations)
	}
	return externals, observations, slices.Concat(dated, missed.diagnostics(), assumedRegions(inquiries), skipped)
}

// inquiry is all that is asked about one object.
type inquiry struct {
	target
	lookup lookup
	query  *query
	// answers are those to the questions, then those to the metrics.
	answers []answer
	// err is why nothing could be asked.
	err error
}

// inquiries lists the objects that there are questions about, and what is left out.
func (c *Client) inquiries(p *plan.Plan, changes []*plan.Change) ([]inquiry, []diagnostic.Diagnostic) {
	rows := byType()
	var list []inquiry
	left := leftOut{types: map[string]int{}}
	for _, change := range changes {
		if left.skips(change) {
			continue
		}
		row, known := rows[change.Type]
		if _, isRecorded := recorded[change.Type]; !known && isRecorded {
			row, known = unknownType, true
		}
		if !known {
			left.types[change.Type]++
			continue
		}
		if c.options.Now.IsZero() {
			row.traffic = nil
		}
		list = append(list, inquiry{target: targetOf(p, change), lookup: row, answers: make([]answer, len(row.questions)+len(row.traffic))})
	}
	return list, left.diagnostics()
}

// ask asks everything, at most so much at a time as the options say. Metrics are asked for
// together, as soon as it is known where.
func (c *Client) ask(ctx context.Context, inquiries []inquiry) {
	w := newWorkers(c.options.Concurrency)
	for i := range inquiries {
		w.do(func() { c.settle(ctx, &inquiries[i]) })
	}
	w.wait()
	for _, g := range c.gaugesOf(inquiries) {
		w.do(func() { g.read(ctx, c.options) })
	}
	for _, s := range shareables(inquiries) {
		w.do(func() { s.fetch(ctx) })
	}
	w.wait()
	for i := range inquiries {
		n := &inquiries[i]
		if n.err != nil {
			continue
		}
		for at := range n.lookup.questions {
			w.do(func() { n.query.put(ctx, n.lookup.questions[at], &n.answers[at]) })
		}
	}
	w.wait()
}

// settle finds where an object is asked about.
func (c *Client) settle(ctx context.Context, n *inquiry) {
	in, err := c.sessions.of(ctx, &n.target)
	if err != nil {
		n.err = err
		return
	}
	n.query = &query{target: n.target, in: in, options: c.options, maxPages: c.options.MaxPages}
}

// put asks one question. Once credentials have failed nothing more is asked with them.
func (q *query) put(ctx context.Context, one question, a *answer) {
	if gone := q.in.gone.Load(); gone != nil {
		a.err = *gone
		return
	}
	if a.err = ctx.Err(); a.err != nil {
		return
	}
	a.err = one.ask(ctx, q, a)
	if a.err != nil && failureOf(a.err).sessionWide() {
		q.in.gone.Store(&a.err)
	}
}

// gaugesOf collects the metrics of all objects by where CloudWatch keeps them, in the order
// of the objects.
func (c *Client) gaugesOf(inquiries []inquiry) []gauges {
	var order []*session
	by := map[*session]*gauges{}
	for i := range inquiries {
		n := &inquiries[i]
		for at, m := range n.lookup.traffic {
			a := &n.answers[len(n.lookup.questions)+at]
			if n.err != nil {
				continue
			}
			dimensions := m.dimensions(n.query)
			if a.unasked = dimensions == nil; a.unasked {
				continue // an object that has no such metric
			}
			in := n.query.in
			if m.region != "" {
				in = in.at(m.region)
			}
			if by[in] == nil {
				order, by[in] = append(order, in), &gauges{in: in}
			}
			by[in].list = append(by[in].list, gauge{m, dimensions, a})
		}
	}
	var list []gauges
	for _, in := range order {
		list = append(list, by[in].batches()...)
	}
	return list
}

// workers do at most so much at a time.
type workers struct {
	slots chan struct{}
	group sync.WaitGroup
}

func newWorkers(n int) *workers { return &workers{slots: make(chan struct{}, n)} }

// do waits for a free slot and does the work beside.
func (w *workers) do(work func()) {
	w.slots <- struct{}{}
	w.group.Go(func() {
		defer func() { <-w.slots }()
		work()
	})
}

func (w *workers) wait() { w.group.Wait() }
