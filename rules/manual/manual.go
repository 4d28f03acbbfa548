// Package manual explains the built-in rules: the pages of docs/rules and what
// `tfblast rules` prints come from the rules themselves.
package manual

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

//go:generate go run ./internal/generate ../../docs/rules

// Kind is what a rule looks at, in a few words.
func Kind(r *rules.Rule) string {
	switch {
	case r.Change != nil:
		return "one change"
	case r.Impact != nil:
		return "one change and what depends on it"
	}
	return "the plan as a whole"
}

// Group is the rules of one kind, in the order in which reports name them.
type Group struct {
	Kind  string
	Rules []rules.Rule
}

// Groups lists the built-in rules by kind.
func Groups() []Group {
	var groups []Group
	for _, r := range rules.All() {
		kind := Kind(&r)
		i := slices.IndexFunc(groups, func(g Group) bool { return g.Kind == kind })
		if i < 0 {
			i = len(groups)
			groups = append(groups, Group{Kind: kind})
		}
		groups[i].Rules = append(groups[i].Rules, r)
	}
	return groups
}

// Setting is a circumstance that rows of the knowledge tables name: a factor of that name
// comes from the rule "circumstance".
type Setting struct {
	// Name is the factor's, such as "no-final-snapshot".
	Name string
	// Uses are the types and the settings that count, by type.
	Uses []Use
}

// Use is a setting of one type.
type Use struct {
	Type string
	knowledge.Circumstance
}

// Test is the setting in words, such as "deletion_protection = true".
func (u *Use) Test() string {
	if u.Absent || u.Null {
		return u.Attribute + " not set"
	}
	all := []string{fmt.Sprintf("%s = %v", u.Attribute, u.Equals)}
	for _, s := range u.With {
		all = append(all, fmt.Sprintf("%s = %v", s.Path, s.Value))
	}
	text := strings.Join(all, " and ")
	if len(u.Lacks) > 0 {
		text += " in versions without " + strings.Join(u.Lacks, ", ")
	}
	return text
}

// Settings lists the circumstances of a table by name.
func Settings(table *knowledge.Table) []Setting {
	var list []Setting
	for _, name := range table.Types() {
		for _, c := range table.Lookup(name).Circumstances {
			i := slices.IndexFunc(list, func(s Setting) bool { return s.Name == c.Rule })
			if i < 0 {
				i = len(list)
				list = append(list, Setting{Name: c.Rule})
			}
			list[i].Uses = append(list[i].Uses, Use{name, c})
		}
	}
	slices.SortFunc(list, func(a, b Setting) int { return cmp.Compare(a.Name, b.Name) })
	for _, s := range list {
		slices.SortStableFunc(s.Uses, func(a, b Use) int { return cmp.Compare(a.Type, b.Type) })
	}
	return list
}

const generated = "<!-- Generated from the rules by go generate ./rules/manual; don't edit. -->\n\n"

// Pages returns the pages of docs/rules by file name: one for each rule, and README.md
// with all of them.
func Pages(table *knowledge.Table) map[string]string {
	pages := map[string]string{"README.md": index()}
	for _, r := range rules.All() {
		pages[r.ID+".md"] = page(&r, table)
	}
	return pages
}

func index() string {
	var b strings.Builder
	b.WriteString(generated + "# Rules\n\n" +
		"Each factor of a score and each finding of a report names its rule. `tfblast rules` lists them,\n" +
		"`tfblast rules NAME` explains one. Their points stand in [scoring.md](../scoring.md).\n")
	for _, g := range Groups() {
		fmt.Fprintf(&b, "\n## Rules for %s\n\n| rule | what it is about |\n|---|---|\n", g.Kind)
		for _, r := range g.Rules {
			fmt.Fprintf(&b, "| [`%s`](%s.md) | %s |\n", r.ID, r.ID, cell(r.Title))
		}
	}
	return b.String()
}

func page(r *rules.Rule, table *knowledge.Table) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s# %s: %s\n\nA rule for %s.\n", generated, r.ID, prose(r.Title), Kind(r))
	for _, part := range [...]struct{ title, text string }{
		{"What it looks for", r.Looks}, {"Why", r.Why}, {"Example", r.Example}, {"What to do", r.Fix},
	} {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", part.title, prose(part.text))
	}
	if r.ID == "circumstance" {
		settings(&b, table)
	}
	b.WriteString("\n## References\n\n")
	for _, reference := range r.References {
		fmt.Fprintf(&b, "- <%s>\n", reference)
	}
	b.WriteString("\nPoints: [scoring.md](../scoring.md)\n")
	return b.String()
}

// settings writes the table of the circumstances, which reports have under names of their
// own.
func settings(b *strings.Builder, table *knowledge.Table) {
	b.WriteString("\n## Names\n\n| name | type | setting before the change | points | why |\n|---|---|---|--:|---|\n")
	for _, s := range Settings(table) {
		for _, u := range s.Uses {
			fmt.Fprintf(b, "| `%s` | `%s` | `%s` | %+d | %s |\n", s.Name, u.Type, u.Test(), u.Points, cell(u.Why))
		}
	}
}

// prose keeps text from being read as markup; what stands between backquotes is code.
func prose(text string) string {
	parts := strings.Split(text, "`")
	for i := 0; i < len(parts); i += 2 {
		parts[i] = strings.NewReplacer("_", `\_`, "*", `\*`, "[", `\[`, "<", `\<`).Replace(parts[i])
	}
	return strings.Join(parts, "`")
}

func cell(text string) string { return strings.ReplaceAll(prose(text), "|", `\|`) }
