package knowledge

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// Role says what an object is to another one that is destroyed with it.
type Role string

const (
	// RoleBackup is a copy from which the other comes back, or what takes its copies along.
	RoleBackup Role = "backup"
	// RoleSchedule is what has copies of the other made: those that were made stay without it.
	RoleSchedule Role = "schedule"
	// RoleReplica is a running copy of the other.
	RoleReplica Role = "replica"
	// RoleKey is the key that encrypts the other and its backups.
	RoleKey Role = "key"
	// RoleChild is a part of the other that goes before it, protected or not.
	RoleChild Role = "child"
	// RoleKeeper is what keeps the backups of the other: without it nothing is restored.
	RoleKeeper Role = "keeper"
	// RoleContent is what the other holds, which the plan writes anew with the same value.
	RoleContent Role = "content"
	// RoleGuard is what keeps the other from being destroyed, such as a lock.
	RoleGuard Role = "guard"
)

// Companion says which objects belong together although each has a change of its own.
type Companion struct {
	// Type is the companion's type, Role what it is to the other.
	Type string
	Role Role
	// Of lists the types of the other; empty for a guard or a key of any type.
	Of []string
	// Through lists top-level attributes of the companion that name the other.
	Through []string
	// HeldAs lists attributes of the other, at any depth, that name the companion.
	HeldAs []string
	// Same lists the attributes that hold the value of a content: one of them is set, and all
	// stay as they are. With are settings that hold before. Both are for contents only.
	Same []string
	With []Setting
	// Check is the command that lists the copies that a schedule had made, with placeholders
	// as in a Check: attributes of the other. It may be empty.
	Check string
}

// Companions returns which objects belong together, sorted by type. The slice is shared:
// read only.
func (t *Table) Companions() []Companion { return t.companions }

// Backup reports whether a type is a copy of something else, or makes such copies:
// nothing runs on it.
func (t *Table) Backup(resourceType string) bool {
	return slices.ContainsFunc(t.companions, func(c Companion) bool {
		return c.Type == resourceType && (c.Role == RoleBackup || c.Role == RoleSchedule)
	})
}

func (b *builder) addCompanion(block *hclsyntax.Block) {
	from := newBody(block)
	c := Companion{
		Type: block.Labels[0], Role: Role(from.required("role")),
		Of: from.texts("of"), Through: from.texts("through"), HeldAs: from.texts("held_as"), Check: from.text("check"), Same: from.texts("same"), With: from.settings("with"),
	}
	if !slices.Contains([]Role{RoleBackup, RoleSchedule, RoleReplica, RoleKey, RoleChild, RoleKeeper, RoleContent, RoleGuard}, c.Role) {
		b.failf(from.at, "role = %q: want backup, schedule, replica, key, child, keeper, content or guard", c.Role)
	}
	if c.Check != "" && c.Role != RoleSchedule {
		b.failf(from.at, "check goes with role = %q", RoleSchedule)
	}
	if (c.Role == RoleContent) != (len(c.Same) > 0) {
		b.failf(from.at, "same goes with role = %q, and always with it", RoleContent)
	}
	if (len(c.Through) == 0) == (len(c.HeldAs) == 0) {
		b.failf(from.at, "a companion needs either through or held_as")
	}
	if len(c.Of) == 0 && c.Role != RoleGuard && c.Role != RoleKey {
		b.failf(from.at, "of is missing or empty")
	}
	for _, name := range append(slices.Clone(c.Through), c.HeldAs...) {
		if strings.ContainsAny(name, ".[") {
			b.failf(from.at, "%q: want the name of an attribute, not a path", name)
		}
	}
	b.errs = append(b.errs, from.finish()...)
	b.table.companions = append(b.table.companions, c)
}
