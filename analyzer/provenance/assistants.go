// Package provenance says whether a change was made with the help of an AI assistant, by
// what the assistants leave in commits, and who its authors are.
//
// It sees commits that others have read and starts no program.
package provenance

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsimple"
)

//go:embed assistants.hcl
var builtin []byte

// Assistant is one AI assistant and what it leaves in commits. Patterns are compared
// without regard to the case of letters; * stands for any text.
type Assistant struct {
	ID    string `hcl:"id,label"`
	Title string `hcl:"title"`
	// Names and Emails are those of authors and co-authors, Lines whole lines of messages.
	Names  []string `hcl:"names,optional"`
	Emails []string `hcl:"emails,optional"`
	Lines  []string `hcl:"lines,optional"`
}

// Table is what is known of assistants.
type Table struct {
	// Trailers are keys of trailers that say by themselves that an assistant took part,
	// unless one of Denials stands behind them. People are keys that name a person.
	Trailers []string `hcl:"trailers"`
	Denials  []string `hcl:"denials"`
	People   []string `hcl:"people"`
	// Automation names bots that are no assistants.
	Automation []string    `hcl:"automation"`
	Assistants []Assistant `hcl:"assistant,block"`
}

// Builtin is the table that comes with the program. It is a new one each time.
func Builtin() (*Table, error) {
	return ParseTable("assistants.hcl", builtin)
}

// ParseTable reads a table in HCL; the name is for messages.
func ParseTable(name string, content []byte) (*Table, error) {
	var t Table
	if err := hclsimple.Decode(name, content, nil, &t); err != nil {
		return nil, fmt.Errorf("read the table of assistants: %w", err)
	}
	for _, list := range [][]string{t.Trailers, t.Denials, t.People, t.Automation} {
		lower(list)
	}
	for _, a := range t.Assistants {
		if err := a.prepare(); err != nil {
			return nil, fmt.Errorf("read the table of assistants: %s: %w", name, err)
		}
	}
	return &t, nil
}

// Add adds an assistant. One whose patterns fit everybody is refused.
func (t *Table) Add(a Assistant) error {
	a.Names, a.Emails, a.Lines = slices.Clone(a.Names), slices.Clone(a.Emails), slices.Clone(a.Lines)
	if err := a.prepare(); err != nil {
		return fmt.Errorf("add an assistant: %w", err)
	}
	t.Assistants = append(t.Assistants, a)
	return nil
}

// prepare puts patterns into lower case and refuses those that fit everybody.
func (a *Assistant) prepare() error {
	for _, list := range [][]string{a.Names, a.Emails, a.Lines} {
		lower(list)
		if slices.ContainsFunc(list, func(p string) bool { return strings.Trim(p, "* ") == "" }) {
			return fmt.Errorf("%s has a pattern that fits everybody", a.ID)
		}
	}
	return nil
}

func lower(list []string) {
	for i := range list {
		list[i] = strings.ToLower(list[i])
	}
}

// fits reports whether a text fits one of the patterns, which are in lower case.
func fits(patterns []string, text string) bool {
	text = strings.ToLower(strings.TrimSpace(text))
	return text != "" && slices.ContainsFunc(patterns, func(p string) bool { return fitsPattern(p, text) })
}

func fitsPattern(pattern, text string) bool {
	parts := strings.Split(pattern, "*")
	rest, ok := strings.CutPrefix(text, parts[0])
	if !ok || len(parts) == 1 {
		return ok && rest == ""
	}
	last := parts[len(parts)-1]
	for _, part := range parts[1 : len(parts)-1] {
		i := strings.Index(rest, part)
		if i < 0 {
			return false
		}
		rest = rest[i+len(part):]
	}
	return strings.HasSuffix(rest, last)
}

// byIdentity finds the assistant that has a name or an address.
func (t *Table) byIdentity(name, email string) (Assistant, bool) {
	for _, a := range t.Assistants {
		if fits(a.Names, name) || fits(a.Emails, email) {
			return a, true
		}
	}
	return Assistant{}, false
}

// botSuffix ends the names and, before the @, the addresses of GitHub's bots.
const botSuffix = "[bot]"

// unknownBot reports whether the identity is that of a bot of which nothing is known.
func (t *Table) unknownBot(name, email string) bool {
	local, _, _ := strings.Cut(strings.ToLower(email), "@")
	if _, login, ok := strings.Cut(local, "+"); ok {
		local = login
	}
	name = strings.ToLower(strings.TrimSpace(name))
	if !strings.HasSuffix(name, botSuffix) && !strings.HasSuffix(local, botSuffix) {
		return false
	}
	return !slices.Contains(t.Automation, name) && !slices.Contains(t.Automation, local)
}

// automated reports whether the identity is that of a bot that runs a fixed program.
func (t *Table) automated(name, email string) bool {
	local, _, _ := strings.Cut(strings.ToLower(email), "@")
	if _, login, ok := strings.Cut(local, "+"); ok {
		local = login
	}
	return slices.Contains(t.Automation, strings.ToLower(strings.TrimSpace(name))) || slices.Contains(t.Automation, local)
}
