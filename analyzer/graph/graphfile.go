package graph

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// Pair is one line of `terraform graph`: From depends on To. Both are addresses of
// resources, with instance keys where the graph has them.
type Pair struct{ From, To string }

// Drawing is a graph that Terraform drew.
type Drawing struct {
	Pairs []Pair
	// Resources holds the configuration addresses of all resources in it.
	Resources map[string]bool
}

// ErrNoGraph is in the error of ReadGraphFile for a file that is no graph.
var ErrNoGraph = errors.New("no graph of Terraform: want the output of terraform graph")

var (
	// dotEdge is an edge of either form: Terraform 1.7 and later write plain addresses;
	// older versions, and graphs of a plan, put "[root] " in front and a word in
	// parentheses behind.
	dotEdge = regexp.MustCompile(`^\s*"((?:[^"\\]|\\.)*)"\s*->\s*"((?:[^"\\]|\\.)*)"`)
	dotNode = regexp.MustCompile(`^\s*"((?:[^"\\]|\\.)*)"\s*(?:\[|;|$)`)
	dotWord = regexp.MustCompile(` \([a-z ]+\)$`)
)

// ReadGraphFile reads the output of `terraform graph` (or `tofu graph`). What is no
// resource in it (locals, modules, providers) is followed to the resources behind.
func ReadGraphFile(r io.Reader) (*Drawing, error) {
	edges := map[string][]string{}
	names := map[string]bool{}
	seen := false
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadString('\n')
		seen = seen || strings.HasPrefix(strings.TrimSpace(line), "digraph")
		if m := dotEdge.FindStringSubmatch(line); m != nil {
			from, to := dotName(m[1]), dotName(m[2])
			edges[from] = append(edges[from], to)
			names[from], names[to] = true, true
		} else if m := dotNode.FindStringSubmatch(line); m != nil {
			names[dotName(m[1])] = true
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read graph: %w", err)
		}
	}
	if !seen {
		return nil, ErrNoGraph
	}
	d := &Drawing{Pairs: resourcePairs(edges), Resources: map[string]bool{}}
	for name := range names {
		if inst, err := address.ParseInstance(name); err == nil && isResource(name) {
			d.Resources[inst.Static()] = true
		}
	}
	return d, nil
}

func dotName(quoted string) string {
	name := strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(quoted)
	return dotWord.ReplaceAllString(strings.TrimPrefix(name, "[root] "), "")
}

// resourcePairs keeps the edges between resources, over everything that is none.
func resourcePairs(edges map[string][]string) []Pair {
	var pairs []Pair
	for _, from := range address.SortedKeys(edges) {
		if !isResource(from) {
			continue
		}
		reached := map[string]bool{from: true}
		for stack := slices.Clone(edges[from]); len(stack) > 0; {
			to := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			if reached[to] {
				continue
			}
			reached[to] = true
			if isResource(to) {
				pairs = append(pairs, Pair{From: from, To: to})
				continue
			}
			stack = append(stack, edges[to]...)
		}
	}
	slices.SortFunc(pairs, func(a, b Pair) int {
		if c := address.Compare(a.From, b.From); c != 0 {
			return c
		}
		return address.Compare(a.To, b.To)
	})
	return pairs
}

// notResources are words with which the names of other nodes begin, within a module too.
var notResources = []string{"var", "local", "output", "check", "provider", "meta", "root"}

func isResource(name string) bool {
	inst, err := address.ParseInstance(name)
	return err == nil && !slices.Contains(notResources, inst.Type) && !strings.HasPrefix(inst.Type, "provider[")
}

// addGraphFile adds the pairs of a graph file where the configuration does not explain
// them: like the prior state, it sees what plan JSON leaves out, for whole resources.
func addGraphFile(b *builder, p *plan.Plan, o Options) {
	if o.Drawing == nil {
		return
	}
	b.checkDrawing(p, o.Drawing)
	known := b.knownPaths(p, o)
	resolved := newResolution(b, b.outgoing())
	all := newEvery(b)
	for _, pair := range o.Drawing.Pairs {
		from, err := address.ParseInstance(pair.From)
		if err != nil {
			continue
		}
		to, err := address.ParseInstance(pair.To)
		if err != nil {
			continue
		}
		origin, target := b.resources[from.Static()], b.resources[to.Static()]
		for _, id := range b.meant(from) {
			if origin != nil && target != nil && resolved.complete(id) && known.path(origin, target) {
				continue
			}
			at := all.of(target, b.places[id].scope)
			if exact, ok := b.instance(to.String()); ok && to.Key.Kind != address.NoKey {
				at = exact
			}
			b.arc(id, at, GraphFile, false)
		}
	}
}

// checkDrawing warns of a graph that was drawn of another configuration: one that lacks
// managed resources of the plan.
func (b *builder) checkDrawing(p *plan.Plan, d *Drawing) {
	if p.Config == nil {
		return
	}
	var missing []string
	for _, s := range b.scopesInOrder() {
		for _, blk := range s.blocks {
			if blk != nil && blk.config != nil && plan.ManagedMode(blk.config.Mode) && !d.Resources[blk.resource.static] {
				missing = append(missing, blk.resource.static)
			}
		}
	}
	slices.SortFunc(missing, address.Compare)
	missing = slices.Compact(missing)
	if len(missing) > 0 {
		b.diagnostics = append(b.diagnostics, diagnostic.Warnf("the graph does not fit the plan: it lacks %d resource(s) such as %s", len(missing), missing[0]).
			WithDetail("For these the gaps stay. Draw it of the same configuration with terraform graph."))
	}
}

// meant lists the instances that an address of a graph means: one, or all of a resource.
func (b *builder) meant(inst address.Instance) []NodeID {
	if id, ok := b.instance(inst.String()); ok && inst.Key.Kind != address.NoKey {
		return []NodeID{id}
	}
	if r := b.resources[inst.Static()]; r != nil {
		return r.members
	}
	return nil
}
