package policy

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// File is one policy file. Name is how messages name it.
type File struct {
	Name    string
	Content []byte
}

// Policy is what one file or several together say. It is never changed after Load and may
// be used by several goroutines.
type Policy struct {
	files        []File
	table        *knowledge.Table
	language     *language
	functions    map[string]function.Function
	base         section
	environments []environment
	owners       []owner
	groups       []Group
	assistants   []Assistant
	cases        []Case
}

// section is what may stand in a file as well as in an environment.
type section struct {
	rules     []*rule
	ignores   []*ignore
	overrides []*override
	weights   []weight
	failOn    []levelSetting
	limits    []limits
	strict    []place
	gates     []*gate
}

// environment is an environment block.
type environment struct {
	name  string
	place place
	match []glob
	section
}

// place is where a block stands.
type place struct {
	file string
	line int
}

func placeOf(r hcl.Range) place { return place{r.Filename, r.Start.Line} }

// rule is a rule block, checked.
type rule struct {
	name  string
	place place
	level risk.Level
	about about
	when  *condition
	// message is text with ${…} in it.
	message *evaluated
}

// about is what a rule is asked about.
type about int

const (
	aboutPlan about = iota
	aboutChange
	aboutFinding
)

// ignore is an ignore block.
type ignore struct {
	place         place
	address, rule glob
	// named is where the rule is named.
	named  hcl.Range
	reason string
	// expires is the day's begin, zero for never.
	expires time.Time
}

// override is an override block; empty fields say nothing.
type override struct {
	place           place
	pattern         glob
	class, recovery string
	routine         *bool
	reason          string
	// at is the block; valid is false where its class is no class.
	at    hcl.Range
	valid bool
}

// weight is what the base points of a class are multiplied by.
type weight struct {
	place  place
	class  string
	factor float64
	reason string
}

type levelSetting struct {
	place place
	level risk.Level
}

// limits are the most that a plan may do, nil for no limit.
type limits struct {
	place                     place
	delete, replace, affected *int
}

// owner is an owners block.
type owner struct {
	team  string
	place place
	match []glob
}

// Digest is a digest of what the files hold: "sha256:" and 64 hexadecimal digits. Neither
// names nor kinds of line ends count; the order of the files does.
func Digest(files []File) string {
	sum := sha256.New()
	for _, f := range files {
		content := canonical(f.Content)
		_, _ = fmt.Fprintf(sum, "%d\n", len(content)) // a hash takes all
		_, _ = sum.Write(content)
	}
	return "sha256:" + hex.EncodeToString(sum.Sum(nil))
}

// Gates lists the names of the gate blocks, in the order of the files.
func (p *Policy) Gates() []string {
	var names []string
	for _, s := range p.sections() {
		for _, g := range s.gates {
			names = append(names, g.name)
		}
	}
	return names
}

// GroupMembers lists the members of all groups, as they are written.
func (p *Policy) GroupMembers() []string {
	var members []string
	for _, g := range p.groups {
		members = append(members, g.Members...)
	}
	return members
}

// Assistants lists the AI assistants that the policy adds to those that are known.
func (p *Policy) Assistants() []Assistant { return p.assistants }

// Rules lists the names of the rules, in the order of the files.
func (p *Policy) Rules() []string {
	var names []string
	for _, s := range p.sections() {
		for _, r := range s.rules {
			names = append(names, r.name)
		}
	}
	return names
}

func (p *Policy) sections() []*section {
	list := []*section{&p.base}
	for i := range p.environments {
		list = append(list, &p.environments[i].section)
	}
	return list
}
