package knowledge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// Check holds the read-only commands that settle what a plan can't tell of an instance
// of a type: whether a snapshot exists, whether anything is attached or in use.
type Check struct {
	Type string
	// Commands have placeholders such as {identifier}: attributes of the instance, with
	// indexes where one stands in a list. A part in <> is left out if a placeholder
	// in it has no value.
	Commands []string
}

// Checks returns the commands for a type, nil for none. They are shared: read only.
func (t *Table) Checks(resourceType string) []string {
	i, found := slices.BinarySearchFunc(t.checks, resourceType, func(c Check, name string) int { return cmp.Compare(c.Type, name) })
	if !found {
		return nil
	}
	return t.checks[i].Commands
}

// Placeholders lists the attributes that a command of a check names, in its order.
func Placeholders(command string) []string {
	var names []string
	for {
		_, rest, open := strings.Cut(command, "{")
		name, behind, shut := strings.Cut(rest, "}")
		if !open || !shut {
			return names
		}
		names, command = append(names, name), behind
	}
}

func (b *builder) addCheck(block *hclsyntax.Block) {
	from := newBody(block)
	types := append([]string{block.Labels[0]}, from.texts("aliases")...)
	commands := from.texts("commands")
	if len(commands) == 0 {
		b.failf(from.at, "commands is missing or empty")
	}
	for _, c := range commands {
		for _, pair := range [...]string{"{}", "<>"} {
			if strings.Count(c, pair[:1]) != strings.Count(c, pair[1:]) {
				b.failf(from.at, "%q: %s do not pair", c, pair)
			}
		}
		if slices.Contains(Placeholders(c), "") {
			b.failf(from.at, "%q: a placeholder names no attribute", c)
		}
	}
	b.errs = append(b.errs, from.finish()...)
	for _, name := range types {
		if slices.ContainsFunc(b.table.checks, func(o Check) bool { return o.Type == name }) {
			b.failf(from.at, "check %q stands twice", name)
		}
		b.table.checks = append(b.table.checks, Check{Type: name, Commands: commands})
	}
}
