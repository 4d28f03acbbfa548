package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// combinationPoints is what going together adds to a change; where the parts of a
// protected object hold data, they have the points and it has heldByParts.
const combinationPoints, heldByParts = 10, 5

// roleParent is the protected object of which a change is a part.
const roleParent knowledge.Role = "protected parent"

// Companion is an object that belongs to a changed one.
type Companion struct {
	Role    knowledge.Role
	Address string
	// Stays is true if the plan leaves it, Content if its class holds data or keys.
	Stays, Content bool
	// Check is the template of the command that lists the copies that it had made.
	Check string
}

// maxNamesakes bounds the objects that one value may name: of more, none is meant.
const maxNamesakes = 100

// destroys reports whether a change takes the live object away.
func destroys(c *plan.Change) bool {
	return (c.Action == plan.ActionDelete || c.Action == plan.ActionReplace) && c.Managed() &&
		c.Deferred == "" && c.DeposedKey == "" && c.Order != plan.CreateThenForget && c.Doubt == ""
}

// identities are the attributes by which others name an object.
var identities = []string{
	"id", "arn", "self_link", "name", "identifier", "cluster_identifier", "key_id", "versionless_id", "cluster_name", "number", "project_id",
}

// Companions finds what belongs together among the changes of a plan, by values that the
// plan holds: for each destroyed object its backups, replicas, keys, parts and locks.
func Companions(p *plan.Plan, table *knowledge.Table) map[*plan.Change][]Companion {
	rows := map[string][]knowledge.Companion{}
	for _, row := range table.Companions() {
		rows[row.Type] = append(rows[row.Type], row)
	}
	f := companionFinder{table: table, found: map[*plan.Change][]Companion{}, named: map[string][]*plan.Change{}, held: map[string][]*plan.Change{}, rows: rows}
	for _, c := range p.Changes {
		if !destroys(c) {
			continue
		}
		f.destroyed = append(f.destroyed, c)
		index := f.named
		if slices.ContainsFunc(rows[c.Type], func(row knowledge.Companion) bool { return len(row.HeldAs) > 0 }) {
			index = f.held
		}
		for _, name := range identities {
			text, ok := c.Before[name].(string)
			if list := index[text]; ok && text != "" && (len(list) == 0 || list[len(list)-1] != c) {
				index[text] = append(list, c)
			}
		}
	}
	if len(f.destroyed) < 2 {
		return nil
	}
	for _, c := range p.Changes {
		f.through(c)
	}
	for _, c := range f.destroyed {
		f.heldBy(c)
	}
	for c, list := range f.found {
		slices.SortFunc(list, func(a, b Companion) int { return address.Compare(a.Address, b.Address) })
		f.found[c] = slices.Compact(list)
	}
	return f.found
}

type companionFinder struct {
	table     *knowledge.Table
	destroyed []*plan.Change
	// named and held hold destroyed objects by what others name them by: held those that
	// the others hold, such as keys.
	named, held map[string][]*plan.Change
	rows        map[string][]knowledge.Companion
	found       map[*plan.Change][]Companion
}

func (f *companionFinder) note(of, c *plan.Change, role knowledge.Role, check string) {
	if of != c {
		f.found[of] = append(f.found[of], Companion{
			Role: role, Address: c.Address, Check: check, Stays: !destroys(c), Content: role == knowledge.RoleChild && holdsContent(f.table.Lookup(c.Type)),
		})
	}
}

// through links a companion with what its own attributes name.
func (f *companionFinder) through(c *plan.Change) {
	for _, row := range f.rows[c.Type] {
		for _, attribute := range row.Through {
			for _, text := range texts(c.Before[attribute]) {
				if len(f.named[text]) > maxNamesakes {
					continue
				}
				for _, of := range f.named[text] {
					if (slices.Contains(row.Of, of.Type) || len(row.Of) == 0) && (row.Role != knowledge.RoleContent || writtenAnew(c, &row)) {
						f.note(of, c, row.Role, row.Check)
						if row.Role == knowledge.RoleChild && destroys(c) && protectedBy(f.table.Lookup(of.Type), of.Before) {
							f.note(c, of, roleParent, "")
						}
					}
				}
			}
		}
	}
}

// writtenAnew reports whether a plan makes a content again with the value that it has.
func writtenAnew(c *plan.Change, row *knowledge.Companion) bool {
	if c.Action != plan.ActionReplace || !destroys(c) || !holdAll(row.With, c.Before) {
		return false
	}
	written := false
	for _, name := range row.Same {
		if !plan.Equal(c.Before[name], c.After[name]) {
			return false
		}
		written = written || !plan.Empty(c.Before[name])
	}
	return written
}

// heldBy links an object with what it names: its key, or what keeps its backups.
func (f *companionFinder) heldBy(of *plan.Change) {
	if len(f.held) == 0 {
		return
	}
	of.Before.Walk(func(path string, v plan.Value) {
		text, ok := v.(string)
		if !ok || len(f.held[text]) == 0 {
			return
		}
		path = withoutIndexes(path)
		name := path[strings.LastIndexByte(path, '.')+1:]
		for _, other := range f.held[text] {
			for _, row := range f.rows[other.Type] {
				if slices.Contains(row.HeldAs, name) && (len(row.Of) == 0 || slices.Contains(row.Of, of.Type)) {
					f.note(of, other, row.Role, row.Check)
				}
			}
		}
	})
}

// texts returns a text, or the texts of a list.
func texts(v plan.Value) []string {
	if list, ok := v.([]any); ok {
		var all []string
		for _, e := range list {
			all = append(all, texts(e)...)
		}
		return all
	}
	if text, ok := v.(string); ok && text != "" {
		return []string{text}
	}
	return nil
}

// going names the companions of a role that go, and false if one of them stays.
func (pass *ChangePass) going(role knowledge.Role) (names []string, all bool) {
	all = true
	for _, c := range pass.Companions {
		switch {
		case c.Role != role:
		case c.Stays:
			all = false
		default:
			names = append(names, c.Address)
		}
	}
	return names, all && len(names) > 0
}

// scheduled names what has had copies of the object made.
func (pass *ChangePass) scheduled() []string {
	var names []string
	for _, c := range pass.Companions {
		if c.Role == knowledge.RoleSchedule {
			names = append(names, c.Address)
		}
	}
	return names
}

// Combined is the recovery of a change beside what else goes in the same plan: a backup
// that goes too proves nothing, and without its key no backup can be read.
func Combined(pass *ChangePass, alone Recovery) Recovery {
	if pass.Type.Class.Holds == knowledge.HoldsNothing || !destroys(pass.Change) {
		return alone
	}
	if keys, _ := pass.going(knowledge.RoleKey); len(keys) > 0 && alone.Tier != knowledge.TierRecreatable && alone.Tier != knowledge.TierReversible {
		return Recovery{knowledge.TierLost, "the key that its data and backups are encrypted with goes in the same plan: " + some(keys)}
	}
	if contents, _ := pass.going(knowledge.RoleContent); len(contents) > 0 && pass.Change.Action == plan.ActionReplace {
		return Recovery{knowledge.TierRecreatable, "its value is written again in the same plan: " + some(contents)}
	}
	if keepers, _ := pass.going(knowledge.RoleKeeper); len(keepers) > 0 {
		return Recovery{knowledge.TierLost, "what keeps its backups goes in the same plan: " + some(keepers)}
	}
	if by := pass.scheduled(); len(by) > 0 && (alone.Tier == knowledge.TierLost || alone.Tier == knowledge.TierUnknown) {
		return Recovery{knowledge.TierUnknown, "only from copies that " + some(by) + " had made: they stay, and the plan does not show them"}
	}
	backups, all := pass.going(knowledge.RoleBackup)
	if !all || alone.Tier != knowledge.TierUnknown && alone.Tier != knowledge.TierLost {
		return alone
	}
	return Recovery{knowledge.TierLost, "its backup goes in the same plan: " + some(backups)}
}

// maxSome bounds the addresses that a clause names.
const maxSome = 2

// some names the first addresses of a list.
func some(addresses []string) string { return firstOf(addresses, maxSome) }

// firstOf joins the first entries of a list and counts the rest.
func firstOf(list []string, most int) string {
	if len(list) <= most {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:most], ", "), len(list)-most)
}

var combination = Rule{
	ID: idCombination, Title: "What belongs to it goes in the same plan",
	Looks: "A destroyed data store whose backups, replica or key go too; a protected object whose parts go first, and those parts where they hold data; an object whose lock goes too.",
	Why:   "Each change alone can be undone with the help of the other; together they can't.",

	Example:    "A database is destroyed, and the vault with its snapshots too.",
	Fix:        "Do the two in two changes, and keep what could bring the first back until it is not needed.",
	References: []string{"https://aishippinglabs.com/blog/how-i-dropped-our-production-database-and-now-pay-10-more-for-aws"},

	Change: checkCombination,
}

func checkCombination(pass *ChangePass) []risk.Factor {
	if !destroys(pass.Change) {
		return nil
	}
	var factors []risk.Factor
	points := combinationPoints
	add := func(why string, names []string) {
		factors = append(factors, risk.Factor{Rule: idCombination, Points: points, Why: why + ": " + some(names)})
	}
	if pass.Type.Class.Holds != knowledge.HoldsNothing {
		if names, _ := pass.going(knowledge.RoleKey); len(names) > 0 {
			add("the key of its data and backups goes too", names)
		}
		if names, all := pass.going(knowledge.RoleBackup); all && len(pass.scheduled()) == 0 {
			add("its backups go too", names)
		} else if names, all := pass.going(knowledge.RoleReplica); all {
			add("its replica goes too", names)
		}
	}
	if names, _ := pass.going(roleParent); len(names) > 0 && pass.losesContent() {
		add("it is deleted before the protected object that it belongs to refuses, so that this is what is lost", names)
	}
	if names, _ := pass.going(knowledge.RoleChild); len(names) > 0 && protected(pass) {
		if slices.ContainsFunc(pass.Companions, func(c Companion) bool { return c.Role == knowledge.RoleChild && c.Content && !c.Stays }) {
			points = heldByParts // they have the points: it stays, and they don't
		}
		add("it is protected, but its parts are not: they go first, then the apply stops", names)
		points = combinationPoints
	}
	if names, _ := pass.going(knowledge.RoleGuard); len(names) > 0 {
		add("the lock that protects it goes in the same plan", names)
	}
	return factors
}

// protected reports whether a setting refuses the destroy of the object.
func protected(pass *ChangePass) bool { return protectedBy(pass.Type, pass.Change.Before) }

func protectedBy(t knowledge.Type, before plan.Object) bool {
	return slices.ContainsFunc(t.Circumstances, func(k knowledge.Circumstance) bool {
		return k.Rule == "protected" && applies(&k, before)
	})
}

// losesContent reports whether data or keys go with the object that no apply brings back.
func (pass *ChangePass) losesContent() bool {
	return holdsContent(pass.Type) && pass.Recovery.Tier != knowledge.TierRecreatable && pass.Recovery.Tier != knowledge.TierReversible
}

func holdsContent(t knowledge.Type) bool {
	return t.Class.Holds == knowledge.HoldsData || t.Class.Holds == knowledge.HoldsKeys
}
