// Package bench_test measures the engine on a generated plan of 10,000 instances:
//
//	go test -run '^$' -bench . -benchmem -count 10 ./docs/bench | tee new.txt
//	benchstat old.txt new.txt
package bench_test

import (
	"bytes"
	"context"
	"io"
	"sync"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/impact"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/docs/bench/internal/generate"
)

const instances = 10_000

// text is the plan's JSON text, made once for all benchmarks.
var text = sync.OnceValues(func() ([]byte, error) {
	var b bytes.Buffer
	err := generate.Write(&b, generate.Options{Instances: instances, Seed: 1, Mix: generate.DefaultMix()})
	return b.Bytes(), err
})

func planText(b *testing.B) []byte {
	b.Helper()
	t, err := text()
	if err != nil {
		b.Fatal(err)
	}
	return t
}

func read(b *testing.B) *plan.Plan {
	b.Helper()
	needs, err := analyzer.Needs()
	if err != nil {
		b.Fatal(err)
	}
	p, err := plan.ReadLean(context.Background(), bytes.NewReader(planText(b)), needs)
	if err != nil {
		b.Fatal(err)
	}
	return p
}

func BenchmarkRead(b *testing.B) {
	b.SetBytes(int64(len(planText(b))))
	b.ReportAllocs()
	for b.Loop() {
		read(b)
	}
}

func BenchmarkGraph(b *testing.B) {
	p := read(b)
	b.ReportAllocs()
	for b.Loop() {
		graph.Build(p, graph.Options{})
	}
}

// BenchmarkImpact finds what is downstream of every change.
func BenchmarkImpact(b *testing.B) {
	p := read(b)
	g, _ := graph.Build(p, graph.Options{})
	var sources []graph.NodeID
	for _, c := range p.Changes {
		if id, ok := g.Lookup(c.Address); ok && c.Noteworthy() {
			sources = append(sources, id)
		}
	}
	if len(sources) == 0 {
		b.Fatal("the plan changes nothing")
	}
	b.ReportAllocs()
	for b.Loop() {
		w := impact.NewWalker(g)
		for _, id := range sources {
			w.Downstream(id)
		}
	}
}

func BenchmarkAnalyze(b *testing.B) {
	p := read(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := analyzer.Analyze(context.Background(), p, analyzer.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRender(b *testing.B) {
	r, err := analyzer.Analyze(context.Background(), read(b), analyzer.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range []string{"json", "markdown"} {
		f, ok := render.Lookup(name)
		if !ok {
			b.Fatalf("no format %s", name)
		}
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f.Write(io.Discard, r, render.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkWhole goes from the plan's bytes to the report's.
func BenchmarkWhole(b *testing.B) {
	f, _ := render.Lookup("json")
	b.SetBytes(int64(len(planText(b))))
	b.ReportAllocs()
	for b.Loop() {
		r, err := analyzer.Analyze(context.Background(), read(b), analyzer.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := f.Write(io.Discard, r, render.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
