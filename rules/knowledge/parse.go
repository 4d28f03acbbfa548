package knowledge

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// blockKind is a kind of block: how many labels it has, and what reads it.
type blockKind struct {
	labels int
	read   func(*builder, *hclsyntax.Block)
}

// firstKinds are read before all others, which name them; rowKinds are the others at the
// top of a file, innerKinds those within a type, which its row reads.
var (
	firstKinds = map[string]blockKind{"class": {1, (*builder).addClass}, "hazard": {1, (*builder).addHazard}}
	rowKinds   = map[string]blockKind{
		"harmless": {0, (*builder).addHarmless}, "provider": {1, (*builder).addProvider}, "pattern": {1, (*builder).addPattern},
		"type": {1, (*builder).addType}, "name": {2, (*builder).addName}, "check": {1, (*builder).addCheck},
		"companion": {1, (*builder).addCompanion}, "timing": {1, (*builder).addTiming}, "outside": {1, (*builder).addOutside},
		"watch": {2, (*builder).addWatch}, "chart_value": {1, (*builder).addChartValue}, "acts_on": {1, (*builder).addActsOn},
		"authoritative": {1, (*builder).addAuthoritative}, "refused": {1, (*builder).addRefused}, "pipeline": {1, (*builder).addPipeline},
		"withdrawn": {1, (*builder).addWithdrawn}, "downtime": {1, (*builder).addDowntime},
		"one_way": {1, (*builder).addOneWay}, "create_first": {1, (*builder).addCreateFirst}, "unique": {0, (*builder).addUnique},
	}
	innerKinds = map[string]blockKind{"case": {labels: 1}, "circumstance": {labels: 1}}
)

// Parse reads all HCL files at the top of fsys into one table and checks them
// together. The error lists every mistake found, each with its file and line.
func Parse(fsys fs.FS) (*Table, error) {
	names, err := fs.Glob(fsys, "*.hcl")
	if err != nil {
		return nil, fmt.Errorf("list knowledge files: %w", err)
	}
	bodies, err := parseAll(fsys, names)
	if err != nil {
		return nil, fmt.Errorf("read knowledge files: %w", err)
	}
	b := builder{table: &Table{}, rowOf: map[string]int{}, watches: map[string][]Watch{}}
	for _, file := range bodies { // classes first: rows and patterns name them
		b.add(file, firstKinds)
	}
	if b.table.class(otherClass).Name == "" {
		b.errs = append(b.errs, fmt.Errorf("no file of %v has a class %q: unknown types need it", names, otherClass))
	}
	for _, file := range bodies {
		b.checkKinds(file)
		b.add(file, rowKinds)
	}
	if err := errors.Join(b.errs...); err != nil {
		return nil, fmt.Errorf("check knowledge files: %w", err)
	}
	b.sort()
	return b.table, nil
}

// parseAll parses the files side by side, since that is most of the time that it
// takes to load the tables; results and errors keep the order of names.
func parseAll(fsys fs.FS, names []string) ([]*hclsyntax.Body, error) {
	bodies := make([]*hclsyntax.Body, len(names))
	errs := make([]error, len(names))
	done := make(chan struct{})
	for i, name := range names {
		go func() {
			bodies[i], errs[i] = parseFile(fsys, name)
			done <- struct{}{}
		}()
	}
	for range names {
		<-done
	}
	return bodies, errors.Join(errs...)
}

// parseFile parses one file. Errors are HCL's own and begin with "file:line,column".
func parseFile(fsys fs.FS, name string) (*hclsyntax.Body, error) {
	source, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	file, problems := hclsyntax.ParseConfig(source, name, hcl.InitialPos)
	if problems.HasErrors() {
		return nil, problems
	}
	parsed, ok := file.Body.(*hclsyntax.Body)
	if !ok {
		return nil, fmt.Errorf("%s: not HCL's native syntax", name)
	}
	return parsed, nil
}

// builder fills a table and gathers what is wrong with its files.
type builder struct {
	table *Table
	// rowOf holds the index of a type's row by each of its names.
	rowOf map[string]int
	// hazards and watches are what is watched, by type.
	hazards []hazard
	watches map[string][]Watch
	errs    []error
}

// sort puts the parts of the table into the order in which they are searched.
func (b *builder) sort() {
	t := b.table
	slices.SortFunc(t.classes, func(a, b Class) int { return cmp.Compare(a.Name, b.Name) })
	for _, name := range slices.Sorted(maps.Keys(b.rowOf)) {
		t.entries = append(t.entries, entry{name, b.rowOf[name]})
	}
	slices.SortStableFunc(t.checks, func(a, b Check) int { return cmp.Compare(a.Type, b.Type) })
	slices.SortStableFunc(t.companions, func(a, b Companion) int { return cmp.Compare(a.Type, b.Type) })
	slices.SortStableFunc(t.timings, func(a, b Timing) int { return cmp.Compare(a.Type, b.Type) })
	slices.SortStableFunc(t.downtimes, func(a, b Downtime) int { return cmp.Compare(a.Type, b.Type) })
	slices.SortStableFunc(t.createFirst, func(a, b CreateFirst) int { return cmp.Compare(a.Type, b.Type) })
	slices.SortStableFunc(t.outside, func(a, b Outside) int { return cmp.Compare(a.Type, b.Type) })
	slices.SortStableFunc(t.flags, func(a, b Flag) int { return cmp.Compare(a.Type, b.Type) })
	slices.Sort(t.harmless)
	slices.Sort(t.harmlessBlocks)
	slices.SortStableFunc(t.oneWays, func(a, b OneWay) int { return cmp.Compare(a.Type, b.Type) })
	slices.SortFunc(t.providers, func(a, b provider) int { return cmp.Compare(a.prefix, b.prefix) })
	for _, p := range t.providers {
		slices.Sort(p.safe)
	}
	b.sortWatches()
}

// add hands each block of a file to the function for its kind, if there is one and
// the block has the right number of labels.
func (b *builder) add(file *hclsyntax.Body, kinds map[string]blockKind) {
	for _, block := range file.Blocks {
		if kind, ok := kinds[block.Type]; ok && len(block.Labels) == kind.labels {
			kind.read(b, block)
		}
	}
}

// checkKinds reports what is not a block of a known kind with the right labels.
func (b *builder) checkKinds(file *hclsyntax.Body) {
	for _, name := range slices.Sorted(maps.Keys(file.Attributes)) {
		b.failf(file.Attributes[name].NameRange, "attribute %q stands outside of a block", name)
	}
	top := maps.Clone(firstKinds)
	maps.Copy(top, rowKinds)
	for _, block := range file.Blocks {
		b.checkKind(block, top)
		for _, inner := range block.Body.Blocks {
			if block.Type != "type" {
				b.failf(inner.DefRange(), "a %s holds no blocks", block.Type)
				continue
			}
			b.checkKind(inner, innerKinds)
		}
	}
}

func (b *builder) checkKind(block *hclsyntax.Block, kinds map[string]blockKind) {
	kind, ok := kinds[block.Type]
	switch {
	case !ok:
		b.failf(block.DefRange(), "unknown block %q: want one of %v", block.Type, slices.Sorted(maps.Keys(kinds)))
	case len(block.Labels) != kind.labels:
		b.failf(block.DefRange(), "%s: want %d labels, got %d", block.Type, kind.labels, len(block.Labels))
	}
}

func (b *builder) failf(at hcl.Range, format string, args ...any) {
	b.errs = append(b.errs, fmt.Errorf("%s: "+format, append([]any{at}, args...)...))
}
