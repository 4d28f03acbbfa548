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

// labels says how many labels each kind of block has.
var labels = map[string]int{
	"class": 1, "harmless": 0, "provider": 1, "pattern": 1, "type": 1, "case": 1, "circumstance": 1, "name": 2,
	"check": 1, "companion": 1, "timing": 1, "outside": 1,
	"hazard": 1, "watch": 2,
	"acts_on":       1,
	"authoritative": 1, "refused": 1, "pipeline": 1, "withdrawn": 1,
}

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
		b.add(file, map[string]func(*hclsyntax.Block){"class": b.addClass, "hazard": b.addHazard})
	}
	if b.table.class(otherClass).Name == "" {
		b.errs = append(b.errs, fmt.Errorf("no file of %v has a class %q: unknown types need it", names, otherClass))
	}
	for _, file := range bodies {
		b.checkKinds(file)
		b.add(file, map[string]func(*hclsyntax.Block){
			"harmless": b.addHarmless, "provider": b.addProvider, "pattern": b.addPattern, "type": b.addType, "name": b.addName,
			"check": b.addCheck, "companion": b.addCompanion, "timing": b.addTiming, "outside": b.addOutside,
			"watch":         b.addWatch,
			"acts_on":       b.addActsOn,
			"authoritative": b.addAuthoritative, "refused": b.addRefused, "pipeline": b.addPipeline, "withdrawn": b.addWithdrawn,
		})
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
	slices.SortStableFunc(t.outside, func(a, b Outside) int { return cmp.Compare(a.Type, b.Type) })
	slices.SortStableFunc(t.flags, func(a, b Flag) int { return cmp.Compare(a.Type, b.Type) })
	slices.Sort(t.harmless)
	slices.SortFunc(t.providers, func(a, b provider) int { return cmp.Compare(a.prefix, b.prefix) })
	for _, p := range t.providers {
		slices.Sort(p.safe)
	}
	b.sortWatches()
}

// add hands each block of a file to the function for its kind, if there is one and
// the block has the right number of labels.
func (b *builder) add(file *hclsyntax.Body, kinds map[string]func(*hclsyntax.Block)) {
	for _, block := range file.Blocks {
		if read, ok := kinds[block.Type]; ok && len(block.Labels) == labels[block.Type] {
			read(block)
		}
	}
}

// checkKinds reports what is not a block of a known kind with the right labels.
func (b *builder) checkKinds(file *hclsyntax.Body) {
	for _, name := range slices.Sorted(maps.Keys(file.Attributes)) {
		b.failf(file.Attributes[name].NameRange, "attribute %q stands outside of a block", name)
	}
	for _, block := range file.Blocks {
		b.checkKind(block, "class", "harmless", "provider", "pattern", "type", "name", "check", "companion", "timing", "outside", "hazard", "watch", "acts_on",
			"authoritative", "refused", "pipeline", "withdrawn")
		for _, inner := range block.Body.Blocks {
			if block.Type != "type" {
				b.failf(inner.DefRange(), "a %s holds no blocks", block.Type)
				continue
			}
			b.checkKind(inner, "case", "circumstance")
		}
	}
}

func (b *builder) checkKind(block *hclsyntax.Block, kinds ...string) {
	for _, kind := range kinds {
		if block.Type != kind {
			continue
		}
		if len(block.Labels) != labels[kind] {
			b.failf(block.DefRange(), "%s: want %d labels, got %d", kind, labels[kind], len(block.Labels))
		}
		return
	}
	b.failf(block.DefRange(), "unknown block %q: want one of %v", block.Type, kinds)
}

func (b *builder) failf(at hcl.Range, format string, args ...any) {
	b.errs = append(b.errs, fmt.Errorf("%s: "+format, append([]any{at}, args...)...))
}
