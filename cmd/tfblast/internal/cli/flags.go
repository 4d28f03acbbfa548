package cli

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/objectstore"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// flags holds the flags of the analysis as given.
type flags struct {
	formats                       []string
	output                        string
	gates                         gates
	minLevel                      string
	top                           int
	stack, values, now, terraform string
	config, graph, baseline       string
	sarifIn                       []string
	sarifMessages                 bool
	markdownLimit                 string
	policy                        policyFlags
	noInferred                    bool
	noColor, quiet, verbose       bool
	aws                           awsFlags
	s3                            storeFlags
	signoff                       signoffFlags
	intent                        intentFlags
}

func (f *flags) register(set *pflag.FlagSet) {
	set.SortFlags = false
	set.StringArrayVarP(&f.formats, "format", "f", nil, "output `FORMAT`, or FORMAT=FILE; repeatable: "+strings.Join(render.Names(), ", ")+" (default terminal)")
	set.StringVarP(&f.output, "output", "o", "", "write the report to `FILE` and not to standard output")
	f.gates.register(set)
	f.signoff.register(set, 0)
	f.intent.register(set)
	set.StringVar(&f.minLevel, "min-level", "info", "leave changes below `LEVEL` out of reports for people")
	set.IntVar(&f.top, "top", 0, "list and explain `N` changes in reports for people")
	set.StringVar(&f.markdownLimit, "markdown-limit", "none", "shorten markdown to what `HOST` takes: "+strings.Join(render.LimitNames(), ", "))
	set.StringVar(&f.stack, "stack", "", "`NAME` of the stack (default: the plan's folder within its repository)")
	set.StringVar(&f.config, "config", "", "`DIR` of the plan's configuration, or none (default: the plan's folder, if it fits)")
	set.StringVar(&f.graph, "graph", "", "`FILE` with the output of terraform graph for the same configuration")
	set.StringVar(&f.baseline, "baseline", "", "`FILE` with an earlier JSON report: mark what is new, worse and gone since")
	set.StringArrayVar(&f.sarifIn, "sarif-in", nil, "`FILE` with results of another tool (SARIF), to stand beside the changes; repeatable")
	set.BoolVar(&f.sarifMessages, "sarif-messages", false, "show the messages of --sarif-in too; they may quote values, secret ones among them")
	set.BoolVar(&f.noInferred, "no-inferred", false, "no dependencies that rest on equal values only")
	set.StringVar(&f.values, "values", string(analyzer.ValuesSafe), "attribute `VALUES` to show: none, safe or all; sensitive ones never are")
	f.policy.register(set)
	f.aws.register(set)
	f.s3.register(set)
	set.StringVar(&f.now, "now", "", "the present time for time-based findings, as `RFC3339` (default: the clock)")
	set.StringVar(&f.terraform, "terraform", "", "`PATH` of the terraform or tofu that shows binary plans")
	set.BoolVar(&f.noColor, "no-color", false, "no colour")
	set.BoolVarP(&f.quiet, "quiet", "q", false, "no diagnostics on standard error, only errors")
	set.BoolVarP(&f.verbose, "verbose", "v", false, "list harmless changes one by one and print diagnostics in full")
}

// registerReading registers the flags that say how a plan is read, for commands that write
// no report.
func (f *flags) registerReading(set *pflag.FlagSet) {
	f.minLevel, f.values = "info", string(analyzer.ValuesSafe)
	set.SortFlags = false
	set.StringVar(&f.stack, "stack", "", "`NAME` of the stack (default: the plan's folder within its repository)")
	set.StringVar(&f.config, "config", "", "`DIR` of the configuration, or none (default: the plan's folder, if it fits)")
	set.StringVar(&f.graph, "graph", "", "`FILE` with the output of terraform graph for the same configuration")
	set.BoolVar(&f.noInferred, "no-inferred", false, "no dependencies that rest on equal values only")
	f.policy.register(set)
	f.s3.register(set)
	set.StringVar(&f.now, "now", "", "the present time, as `RFC3339` (default: the clock)")
	set.StringVar(&f.terraform, "terraform", "", "`PATH` of the terraform or tofu that shows binary plans")
	set.BoolVarP(&f.quiet, "quiet", "q", false, "no diagnostics on standard error, only errors")
}

// request is what the flags ask for, checked.
type request struct {
	outputs []output
	render  render.Options
	options analyzer.Options
}

// output is one report to write.
type output struct {
	format render.Format
	path   string
	// flag is how the path was asked for, for messages.
	flag string
}

// check turns the flags into a request. clock gives the present time.
func (f *flags) check(clock func() time.Time) (request, error) {
	var r request
	var err error
	if r.outputs, err = f.outputs(); err != nil {
		return r, err
	}
	if r.options.Values, err = analyzer.ParseValuesPolicy(f.values); err != nil {
		return r, fmt.Errorf("--values: %w", err)
	}
	if r.options.Now, err = f.time(clock); err != nil {
		return r, err
	}
	if r.render.MinLevel, err = risk.ParseLevel(f.minLevel); err != nil {
		return r, fmt.Errorf("--min-level: %w", err)
	}
	if f.top < 0 {
		return r, fmt.Errorf("--top %d: want 0 or more", f.top)
	}
	if err := f.checkFiles(); err != nil {
		return r, err
	}
	if err := f.aws.check(); err != nil {
		return r, err
	}
	if err := f.s3.check(); err != nil {
		return r, err
	}
	if f.quiet && f.verbose {
		return r, errors.New("--quiet and --verbose contradict each other")
	}
	if r.render.Limit, err = f.limit(); err != nil {
		return r, err
	}
	r.render.Top, r.render.Verbose = f.top, f.verbose
	r.render.FailOn, r.render.Rule = f.gates.failOn, ruleText
	r.options.Version, r.options.Stack, r.options.NoInferred = version(), f.stack, f.noInferred
	return r, nil
}

// outputs reads --format and --output. Each report goes to a place of its own.
func (f *flags) outputs() ([]output, error) {
	formats := f.formats
	if len(formats) == 0 {
		formats = []string{"terminal"}
	}
	var outputs []output
	taken := map[string]bool{}
	for _, text := range formats {
		name, path, named := strings.Cut(text, "=")
		format, ok := render.Lookup(name)
		if !ok {
			return nil, fmt.Errorf("--format %q: want one of %s", name, strings.Join(render.Names(), ", "))
		}
		if named && path == "" {
			return nil, fmt.Errorf("--format %q: no file name after =", text)
		}
		flag := "--format " + text
		if !named {
			path, flag = f.output, "--output "+f.output
		}
		if path == "-" {
			path = ""
		}
		path = cleanPath(path)
		if taken[path] {
			where := "standard output"
			if path != "" {
				where = path
			}
			return nil, fmt.Errorf("--format %s: another report goes to %s already; write FORMAT=FILE", name, where)
		}
		taken[path] = true
		outputs = append(outputs, output{format: format, path: path, flag: flag})
	}
	if f.output != "" && f.output != "-" && !taken[cleanPath(f.output)] {
		return nil, fmt.Errorf("--output %s: every format names a file of its own", f.output)
	}
	return outputs, nil
}

// limit is what the host of --markdown-limit takes; commands without the flag have none.
func (f *flags) limit() (render.Limit, error) {
	if f.markdownLimit == "" {
		return render.Limit{}, nil
	}
	limit, ok := render.LimitOf(f.markdownLimit)
	if !ok {
		return limit, fmt.Errorf("--markdown-limit %q: want one of %s", f.markdownLimit, strings.Join(render.LimitNames(), ", "))
	}
	return limit, nil
}

// cleanPath is the one form of a path; an object's key stays as it is.
func cleanPath(path string) string {
	if path == "" || objectstore.IsURL(path) {
		return path
	}
	return filepath.Clean(path)
}

func (f *flags) time(clock func() time.Time) (time.Time, error) {
	if f.now == "" {
		return clock(), nil
	}
	t, err := time.Parse(time.RFC3339, f.now)
	if err != nil {
		return time.Time{}, fmt.Errorf("--now %q: want a time such as 2026-01-31T12:00:00Z", f.now)
	}
	return t, nil
}
