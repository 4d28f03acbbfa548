// Command gen writes a made-up plan of any size to its standard output:
//
//	go run ./docs/bench/gen -instances 100000 -shape layered -seed 1 > plan.json
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/tfblast/tfblast/docs/bench/internal/generate"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err) //nolint:forbidigo // a command of its own
		os.Exit(1)                           //nolint:forbidigo // a command of its own
	}
}

func run() error {
	o := generate.Options{Mix: generate.DefaultMix()}
	shape := ""
	flag.IntVar(&o.Instances, "instances", 1000, "number of managed resource instances")
	flag.StringVar(&shape, "shape", string(generate.Layered), fmt.Sprintf("one of %v", generate.Shapes()))
	flag.Uint64Var(&o.Seed, "seed", 1, "another seed makes another plan of the same shape")
	flag.Float64Var(&o.Mix.Update, "update", o.Mix.Update, "percent of instances updated in place")
	flag.Float64Var(&o.Mix.Replace, "replace", o.Mix.Replace, "percent of instances replaced")
	flag.Float64Var(&o.Mix.Create, "create", o.Mix.Create, "percent of instances created")
	flag.Float64Var(&o.Mix.Delete, "delete", o.Mix.Delete, "percent of instances deleted")
	flag.Parse()
	o.Shape = generate.Shape(shape)
	return generate.Write(os.Stdout, o) //nolint:forbidigo // a command of its own
}
