package analyzer

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/rules"
)

const (
	contentLines  = 20  // lines shown of one attribute
	contentLength = 240 // characters of one line
	contentJSON   = 256 << 10
)

const knownLater = "(known after apply)"

// entry is one rule, statement, record or name of a list, as content.
type entry struct {
	// key says which entries of before and after are the same one, empty if only their
	// content does.
	key string
	// text is the entry in one line; same is equal for entries of the same content.
	text, same string
	// parts are lists within an entry whose difference is told by element, by name.
	parts []part
	// raw is what the entry was read from, where it names what differs.
	raw map[string]any
}

type part struct {
	name     string
	elements []string
}

// contentDiff compares the list-like blocks and documents of a change by content: where
// an entry stands in its list does not matter. Values are those of the masked model;
// environments are told by name only.
func (a *analysis) contentDiff(c *plan.Change) []report.ContentDiff {
	if a.options.values() == ValuesNone || c.Doubt != "" || !c.Managed() {
		return nil
	}
	d := contentDiffer{kind: c.Type, unknown: map[string]bool{}}
	for _, attribute := range c.Changed {
		if attribute.Unknown {
			d.unknown[attribute.Path] = true
		}
	}
	if path, of := standalone(c); of != nil {
		if before, after := of(c.Before), of(c.After); !slices.EqualFunc(before, after, func(x, y entry) bool { return x.same == y.same }) {
			d.add(path, before, after)
		}
		return d.found
	}
	changes := c.Action == plan.ActionUpdate || c.Action == plan.ActionReplace
	if changes && c.Type == rules.ReleaseType {
		d.chartDiff(c.Before, c.After)
		return d.found
	}
	if changes {
		d.object("", map[string]any(c.Before), map[string]any(c.After), 0)
	}
	return d.found
}

type contentDiffer struct {
	kind    string
	unknown map[string]bool
	found   []report.ContentDiff
}

// object compares two objects attribute by attribute.
func (d *contentDiffer) object(path string, before, after map[string]any, depth int) {
	if before == nil || after == nil || depth > 8 {
		return
	}
	for _, name := range address.SortedKeys(before) {
		b, a := before[name], after[name]
		if plan.Equal(b, a) {
			continue
		}
		at := name
		if path != "" {
			at = path + "." + name
		}
		if d.unmade(at, a) {
			continue
		}
		a = d.withUnknown(at, a)
		if read := d.reader(name, b, a); read != nil {
			d.add(at, read(b), read(a))
			if last := &d.found[len(d.found)-1]; last.Empty() && (plan.IsMasked(b) || plan.IsMasked(a)) {
				d.found = d.found[:len(d.found)-1] // what differs may be what is masked
			}
			continue
		}
		d.within(at, b, a, depth)
	}
	for _, name := range address.SortedKeys(after) {
		if _, both := before[name]; !both {
			if read := d.reader(name, nil, after[name]); read != nil {
				d.add(name, nil, read(after[name]))
			}
		}
	}
}

// unmade reports whether so much of a value is made at apply that nothing can be
// compared: all of it, or elements of a list or a map that are not told apart.
func (d *contentDiffer) unmade(path string, after any) bool {
	switch after := after.(type) {
	case map[string]any:
		return d.unknown[path]
	case []any:
		return slices.ContainsFunc(after, func(e any) bool { return e == nil }) || d.unknown[path] && len(after) == 0
	}
	return d.unknown[path]
}

// withUnknown adds the keys of a map whose values are made at apply, which the plan
// leaves out.
func (d *contentDiffer) withUnknown(path string, after any) any {
	m, ok := after.(map[string]any)
	if !ok {
		return after
	}
	whole := maps.Clone(m)
	for unknown := range d.unknown {
		rest, below := strings.CutPrefix(unknown, path)
		if !below || rest == "" {
			continue
		}
		key := strings.TrimPrefix(rest, ".")
		if quoted, ok := strings.CutPrefix(rest, "["); ok {
			text, err := strconv.Unquote(strings.TrimSuffix(quoted, "]"))
			if err != nil {
				continue
			}
			key = text
		} else if rest[0] != '.' || strings.ContainsAny(key, ".[") {
			continue
		}
		whole[key] = knownLater
	}
	return whole
}

// within looks into blocks that have no form of their own.
func (d *contentDiffer) within(path string, before, after any, depth int) {
	switch b := before.(type) {
	case map[string]any:
		a, _ := after.(map[string]any)
		d.object(path, b, a, depth+1)
	case []any:
		a, _ := after.([]any)
		if len(a) != len(b) {
			return
		}
		for i := range b {
			bm, _ := b[i].(map[string]any)
			am, _ := a[i].(map[string]any)
			d.object(path+"["+strconv.Itoa(i)+"]", bm, am, depth+1)
		}
	}
}

// add compares entries and keeps what differs.
func (d *contentDiffer) add(path string, before, after []entry) {
	diff := report.ContentDiff{Path: path, Added: []string{}, Removed: []string{}}
	before, after = withoutCommon(before, after)
	before, after, diff.Changed = pairKeys(before, after)
	for _, e := range before {
		diff.Removed = append(diff.Removed, clip(e.text))
	}
	for _, e := range after {
		diff.Added = append(diff.Added, clip(e.text))
	}
	left := contentLines
	for _, lines := range []*[]string{&diff.Changed, &diff.Added, &diff.Removed} {
		slices.SortFunc(*lines, address.Compare)
		if len(*lines) > left {
			diff.Omitted += len(*lines) - left
			*lines = (*lines)[:left]
		}
		left -= len(*lines)
	}
	d.found = append(d.found, diff)
}

// withoutCommon leaves out the entries that both sides have, as often as both have them.
func withoutCommon(before, after []entry) (gone, come []entry) {
	count := map[string]int{}
	for _, e := range after {
		count[e.same]++
	}
	for _, e := range before {
		if count[e.same] > 0 {
			count[e.same]--
			continue
		}
		gone = append(gone, e)
	}
	clear(count)
	for _, e := range before {
		count[e.same]++
	}
	for _, e := range after {
		if count[e.same] > 0 {
			count[e.same]--
			continue
		}
		come = append(come, e)
	}
	return gone, come
}

// pairKeys tells of entries that have a key in common, of each key the first ones, how
// they change. The others are left.
func pairKeys(before, after []entry) (gone, come []entry, changed []string) {
	used := make([]bool, len(after))
	for _, b := range before {
		i := slices.IndexFunc(after, func(a entry) bool { return a.key != "" && a.key == b.key })
		for i >= 0 && used[i] {
			next := slices.IndexFunc(after[i+1:], func(a entry) bool { return a.key == b.key })
			if next < 0 {
				i = -1
				break
			}
			i += 1 + next
		}
		if i < 0 {
			gone = append(gone, b)
			continue
		}
		used[i] = true
		changed = append(changed, clip(changeText(b, after[i])))
	}
	for i, a := range after {
		if !used[i] {
			come = append(come, a)
		}
	}
	return gone, come, changed
}

// changeText says in one line what becomes of an entry.
func changeText(b, a entry) string {
	var differ []string
	for i, p := range b.parts {
		if i >= len(a.parts) {
			break
		}
		if now := a.parts[i].elements; len(p.elements) == 1 && len(now) == 1 && p.elements[0] != now[0] {
			differ = append(differ, strings.TrimSpace(p.name+" "+p.elements[0]+" → "+now[0]))
			continue
		}
		for _, e := range a.parts[i].elements {
			if !slices.Contains(p.elements, e) {
				differ = append(differ, "+ "+p.name+" "+e)
			}
		}
		for _, e := range p.elements {
			if !slices.Contains(a.parts[i].elements, e) {
				differ = append(differ, "- "+p.name+" "+e)
			}
		}
	}
	if len(differ) == 0 {
		for _, name := range address.SortedKeys(b.raw) {
			if !plan.Equal(b.raw[name], a.raw[name]) {
				differ = append(differ, name+" differs")
			}
		}
	}
	switch {
	case len(differ) > 0:
		return b.key + ": " + strings.Join(differ, ", ")
	case b.text == a.text:
		return b.text
	}
	return b.text + " → " + a.text
}
