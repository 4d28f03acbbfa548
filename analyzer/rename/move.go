package rename

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
)

// MovedBlock prints the moved block that makes the move, without a line break at its
// end; empty where none can, and Note says why. It is for the root module and may
// cover more pairs than this one: see Blocks.
func (p Pair) MovedBlock() string {
	if p.MoveFrom == "" || p.MoveTo == "" {
		return ""
	}
	return "moved {\n  from = " + p.MoveFrom + "\n  to   = " + p.MoveTo + "\n}"
}

// Blocks prints the moved blocks for all pairs, each block once, in natural order of
// their sources.
func Blocks(pairs []Pair) []string {
	sorted := slices.SortedFunc(slices.Values(pairs), func(a, b Pair) int {
		return cmp.Or(address.Compare(a.MoveFrom, b.MoveFrom), address.Compare(a.MoveTo, b.MoveTo))
	})
	var blocks []string
	for _, p := range sorted {
		if block := p.MovedBlock(); block != "" && !slices.Contains(blocks[max(0, len(blocks)-1):], block) {
			blocks = append(blocks, block)
		}
	}
	return blocks
}

// StateMove prints the command that moves the object of one pair in the state, quoted
// for a POSIX shell. It is empty where the types differ: Terraform refuses to move
// between types ("resource types don't match"). The pairs of an index shift need
// an order and a free index first: see StateMoves.
func StateMove(p Pair) string {
	if typeOf(p.From) != typeOf(p.To) {
		return ""
	}
	return stateMove(p.From, p.To)
}

// StateMoves prints the commands for all pairs in an order in which each target is
// free. Objects that an index shift ends are first put behind the last index, where
// the next apply destroys them.
func StateMoves(pairs []Pair) []string {
	var commands []string
	shifts := map[string][]Pair{}
	for _, p := range slices.SortedFunc(slices.Values(pairs), func(a, b Pair) int { return address.Compare(a.From, b.From) }) {
		if p.Kind != Shifted {
			if command := StateMove(p); command != "" {
				commands = append(commands, command)
			}
			continue
		}
		block, _ := splitIndex(p.From)
		shifts[block] = append(shifts[block], p)
	}
	for _, block := range slices.SortedFunc(maps.Keys(shifts), address.Compare) {
		commands = append(commands, shiftCommands(block, shifts[block])...)
	}
	return commands
}

// shiftCommands orders the moves of one block. pairs are sorted by index.
func shiftCommands(block string, pairs []Pair) []string {
	free := 0
	targets := map[string]bool{}
	for _, p := range pairs {
		free = max(free, indexOf(p.From)+1, indexOf(p.To)+1)
		targets[p.To] = true
	}
	for _, lost := range pairs[0].Lost {
		free = max(free, indexOf(lost)+1)
	}
	var commands []string
	for _, lost := range pairs[0].Lost {
		if targets[lost] {
			commands = append(commands, stateMove(lost, block+"["+strconv.Itoa(free)+"]"))
			free++
		}
	}
	if indexOf(pairs[0].From) < indexOf(pairs[0].To) { // upward: the last one first
		pairs = slices.Clone(pairs)
		slices.Reverse(pairs)
	}
	for _, p := range pairs {
		commands = append(commands, stateMove(p.From, p.To))
	}
	return commands
}

func stateMove(from, to string) string {
	return "terraform state mv " + quote(from) + " " + quote(to)
}

// quote makes one word of a POSIX shell.
func quote(s string) string {
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// splitIndex cuts the count index off an address.
func splitIndex(at string) (block string, index int) {
	inst, err := address.ParseInstance(at)
	if err != nil {
		return at, 0
	}
	return address.Join(inst.Module.String(), inst.Local()), int(inst.Key.Int)
}

func indexOf(at string) int {
	_, i := splitIndex(at)
	return i
}

func typeOf(at string) string {
	inst, err := address.ParseInstance(at)
	if err != nil {
		return at
	}
	return inst.Type
}
