package rename

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// run holds the instances of one resource block with count, by index.
type run struct {
	module  string
	objects []*object
	// before and after are how many instances there are now and will be.
	before, after int
	// steps lists the index that each object comes from, by the index that it goes to.
	steps   []step
	lost    []int
	added   []int
	implied string // the address of the resource whose shift this one follows
}

// step says that the object at index from has the attributes planned for index to.
type step struct {
	from, to        int
	equal, compared int
	matched         bool // an attribute that changes at index to becomes what from has
	exact           bool // all that is known is equal
	differs         []string
}

// shifts finds the index shifts behind counts and takes their deletes and creates out
// of the search.
func (f *finder) shifts() []Pair {
	var found, silent []*run
	for _, r := range f.runs() {
		switch {
		case f.align(r):
			found = append(found, r)
		case len(r.steps) == 0 && r.before > r.after && r.allChange():
			silent = append(silent, r)
		}
	}
	for _, r := range silent {
		if leader := leaderOf(r, found); leader != nil && f.followShift(r, leader) {
			found = append(found, r)
		}
	}
	var pairs []Pair
	for _, r := range found {
		for _, o := range r.objects[min(r.before, r.after):] {
			o.taken = true
		}
		pairs = append(pairs, r.pairs()...)
	}
	return pairs
}

// runs lists the blocks whose count changes: indexes 0 to n-1 without a gap, of which
// exactly the last ones are deleted or created.
func (f *finder) runs() []*run {
	changing := map[string]bool{}
	for _, c := range f.all {
		if a := c.Action; a == plan.ActionDelete || a == plan.ActionCreate {
			if at, counted := countedBlock(c); counted {
				changing[at] = true
			}
		}
	}
	if len(changing) == 0 {
		return nil
	}
	blocks := map[string][]*object{}
	for _, c := range f.all {
		if at, counted := countedBlock(c); counted && changing[at] {
			blocks[at] = append(blocks[at], f.object(c))
		}
	}
	f.addUnchanged(changing, blocks)
	var runs []*run
	for _, at := range slices.SortedFunc(maps.Keys(changing), address.Compare) {
		slices.SortStableFunc(blocks[at], compareAddresses)
		if r, ok := newRun(blocks[at]); ok {
			runs = append(runs, r)
		}
	}
	return runs
}

// countedBlock returns the address of an instance without its index, and false for one
// that has none.
func countedBlock(c *plan.Change) (at string, counted bool) {
	if c.Instance.Key.Kind != address.IntKey {
		return "", false
	}
	if open := strings.LastIndexByte(c.Address, '['); open > 0 {
		return c.Address[:open], true
	}
	return address.Join(c.Instance.Module.String(), c.Instance.Local()), true
}

func newRun(objects []*object) (*run, bool) {
	r := &run{module: objects[0].change.Instance.Module.String(), objects: objects}
	for i, o := range objects { // natural order: by index
		c := o.change
		if c.Instance.Key.Int != int64(i) || c.Deferred != "" || strings.Contains(c.Address, plan.MaskText) {
			return nil, false
		}
		switch c.Action {
		case plan.ActionDelete:
			if c.Reason != "" && c.Reason != tfjson.ActionReasonDeleteBecauseCountIndex {
				return nil, false
			}
			if r.before++; r.before != i+1 {
				return nil, false
			}
		case plan.ActionCreate:
			if r.after++; r.after != i+1 || c.Imported {
				return nil, false
			}
		case plan.ActionNoOp, plan.ActionUpdate, plan.ActionReplace:
			r.before++
			r.after++
			if r.before != i+1 || r.after != i+1 {
				return nil, false
			}
		case plan.ActionRead, plan.ActionForget:
			return nil, false
		default:
			return nil, false
		}
	}
	return r, r.before > 0 && r.after > 0 && r.before != r.after
}

// align walks along the indexes and looks for the offset at which what is planned for
// one index is what another index has. It reports whether the block is a shift.
func (f *finder) align(r *run) bool {
	limit, offset, matched, missed := r.before-r.after, 0, 0, 0
	grows := limit < 0
	if grows {
		limit = -limit
	}
	budget := 8*len(r.objects) + 64 // comparisons at other offsets: keeps long lists linear
	var steps []step
	for i := range min(r.before, r.after) {
		if offset == 0 && r.objects[i].change.Action == plan.ActionNoOp {
			continue
		}
		best, ok := step{}, false
		for o := max(offset, 1); o <= limit && !ok && budget > 0; o++ {
			budget--
			s := stepAt(i, o, grows)
			if f.compareStep(r, &s); s.matched {
				best, ok = s, true
				offset = o
			}
		}
		switch {
		case ok:
			matched++
			steps = append(steps, best)
		case offset > 0: // the element shifts and changes, or what changes is unknown
			s := stepAt(i, offset, grows)
			f.compareStep(r, &s)
			if s.compared > 0 {
				missed++
			}
			steps = append(steps, s)
		default:
			missed++
		}
		if missed > matched+2 {
			return false
		}
	}
	if matched == 0 || missed > matched {
		return false
	}
	r.settle(steps)
	return true
}

// stepAt is the step of the element at the smaller index i by an offset.
func stepAt(i, offset int, grows bool) step {
	if grows {
		return step{from: i, to: i + offset}
	}
	return step{from: i + offset, to: i}
}

// settle keeps the steps and works out which elements are lost: those that no step
// takes along and that do not stay. Where the list grew, it works out which are new: those
// that no step leads to.
func (r *run) settle(steps []step) {
	r.steps = steps
	moved, taken := map[int]bool{}, map[int]bool{}
	first := min(steps[0].from, steps[0].to)
	for _, s := range steps {
		moved[s.from], taken[s.to] = true, true
		first = min(first, s.from, s.to)
	}
	if r.before < r.after {
		for i := first; i < r.after; i++ {
			if !taken[i] {
				r.added = append(r.added, i)
			}
		}
		return
	}
	for i := first; i < r.before; i++ {
		if !moved[i] {
			r.lost = append(r.lost, i)
		}
	}
}

// compareStep compares what is planned for one index with what another has. For an
// update only what changes counts: ids and the like stay with their index.
func (f *finder) compareStep(r *run, s *step) {
	from, to := r.objects[s.from], r.objects[s.to]
	before, after, own := f.before(from), f.after(to), f.before(to)
	stays := func(string) bool { return false }
	if a := to.change.Action; a == plan.ActionUpdate || a == plan.ActionNoOp {
		stays = func(name string) bool {
			_, there := own.attributes[name]
			return there && own.keys[name] == after.keys[name]
		}
	}
	v := compareSides(before, after, substitutions(from.change.Instance, to.change.Instance), stays)
	s.equal, s.compared, s.differs = v.equal, v.compared, v.differs
	s.exact = v.compared > 0 && v.equal == v.compared && !v.derived && !v.partial
	changed := 0
	for name, key := range after.keys {
		if stays(name) || key == own.keys[name] || strings.Contains(name, ".") {
			continue
		}
		if to.change.Action == plan.ActionCreate && f.after(from).keys[name] == key {
			continue // what it comes from keeps it: all elements have it
		}
		switch {
		case before.keys[name] == key:
			if weigh(after.attributes[name]) >= 1 {
				changed++
			}
		case slices.Contains(v.differs, name):
			return
		}
	}
	s.matched = changed > 0
}

// allChange reports whether each element that stays in the count changes. It does
// where all of them read another block that shifts from its first element on.
func (r *run) allChange() bool {
	for _, o := range r.objects[:r.after] {
		if o.change.Action == plan.ActionNoOp {
			return false
		}
	}
	return true
}

// leaderOf finds a shift in the same module with the same counts. Shifts of the kind
// that lose different elements lead nowhere.
func leaderOf(r *run, found []*run) *run {
	var leader *run
	for _, other := range found {
		if other.implied != "" || other.module != r.module || other.before != r.before || other.after != r.after {
			continue
		}
		if leader != nil && !slices.Equal(leader.lost, other.lost) {
			return nil
		}
		leader = cmp.Or(leader, other)
	}
	return leader
}

// followShift takes over the steps of a shift. It refuses if something that is known
// of the planned objects speaks against them.
func (f *finder) followShift(r, leader *run) bool {
	steps := make([]step, 0, len(leader.steps))
	for _, s := range leader.steps {
		s = step{from: s.from, to: s.to}
		if f.compareStep(r, &s); len(s.differs) > 0 {
			return false
		}
		steps = append(steps, s)
	}
	r.implied, r.steps, r.lost = leader.objects[0].change.Instance.Static(), steps, leader.lost
	return true
}

// addresses are those of the elements at some indexes.
func (r *run) addresses(indexes []int) []string {
	var list []string
	for _, i := range indexes {
		list = append(list, r.objects[i].change.Address)
	}
	return list
}

func (r *run) pairs() []Pair {
	lost, added := r.addresses(r.lost), r.addresses(r.added)
	var pairs []Pair
	for _, s := range r.steps {
		pairs = append(pairs, Pair{
			From: r.objects[s.from].change.Address, To: r.objects[s.to].change.Address, Kind: Shifted,
			Equal: s.equal, Compared: s.compared, Certain: s.matched && s.exact, Lost: lost, Added: added, Note: r.note(s),
		})
	}
	return pairs
}

// noteShift says why there is no moved block; seen with Terraform 1.11: a target that
// still holds an object blocks the move ("Unresolved resource instance address
// changes"), and a source that the count still has is an error.
const noteShift = "a moved block cannot shift an index into one that is taken; use for_each with stable keys"

func (r *run) note(s step) string {
	switch {
	case r.implied != "":
		return fmt.Sprintf("follows the index shift of %s; %s", r.implied, noteShift)
	case len(s.differs) > 0:
		return fmt.Sprintf("%s%s; %s", strings.Join(s.differs, ", "), differ(len(s.differs)), noteShift)
	}
	return noteShift
}
