package policy

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// file reads what one file holds.
func (l *loader) file(body *hclsyntax.Body) {
	top := blockNamed(l.blocks, fileBlock)
	f := l.read(top, body, body.Range())
	l.settings(f, &l.policy.base)
	l.eachBlock(top, body, func(kind *Block, block *hclsyntax.Block) { l.block(kind, block, &l.policy.base) })
}

// settings keeps fail_on and strict.
func (l *loader) settings(f *fields, s *section) {
	if level := f.level("fail_on"); level != nil {
		s.failOn = append(s.failOn, levelSetting{placeOf(f.placeOf("fail_on")), *level})
	}
	if f.flags["strict"] {
		s.strict = append(s.strict, placeOf(f.placeOf("strict")))
	}
}

// eachBlock checks which blocks stand in a body and hands each to read.
func (l *loader) eachBlock(parent *Block, body *hclsyntax.Body, read func(*Block, *hclsyntax.Block)) {
	seen := map[string]place{}
	for _, block := range body.Blocks {
		if !slices.Contains(parent.Blocks, block.Type) {
			l.unknownBlock(parent, block)
			continue
		}
		kind := blockNamed(l.blocks, block.Type)
		if first, twice := seen[block.Type]; twice && kind.Once {
			l.fail(block.DefRange(), "A second block", "One %q block is enough; the first stands in line %d.", block.Type, first.line)
		}
		seen[block.Type] = placeOf(block.DefRange())
		if l.label(kind, block) {
			read(kind, block)
		}
	}
}

func (l *loader) unknownBlock(parent *Block, block *hclsyntax.Block) {
	for _, a := range parent.Arguments {
		if a.Name == block.Type {
			l.fail(block.TypeRange, "An argument and no block", "Write %s = ... with an equals sign.", a.Name)
			return
		}
	}
	if len(parent.Blocks) == 0 {
		l.fail(block.TypeRange, "Unknown block", "%s holds no blocks.", blockTitle(parent))
		return
	}
	l.fail(block.TypeRange, "Unknown block", "%s holds no block %q. %s", blockTitle(parent), block.Type, didYouMean(block.Type, parent.Blocks))
}

// label checks the label of a block.
func (l *loader) label(kind *Block, block *hclsyntax.Block) bool {
	switch {
	case kind.Label == "" && len(block.Labels) > 0:
		l.fail(block.LabelRanges[0], "A label too many", "%s has no label.", blockTitle(kind))
		return false
	case kind.Label != "" && len(block.Labels) == 0:
		l.fail(block.DefRange(), "Missing label", "Write %s \"%s\" { ... }.", kind.Name, strings.ToUpper(kind.Label))
		return false
	case kind.Label != "" && len(block.Labels) > 1:
		l.fail(block.LabelRanges[1], "A label too many", "%s has one label, its %s.", blockTitle(kind), kind.Label)
		return false
	case kind.Label != "" && !isName(block.Labels[0]):
		l.fail(block.LabelRanges[0], "Wrong name", "A %s is not empty, has no spaces at its ends, no line breaks, and %d characters at most.", kind.Label, maxName)
		return false
	}
	return true
}

const maxName = 100

func isName(label string) bool {
	return label != "" && len(label) <= maxName && strings.TrimSpace(label) == label &&
		!strings.ContainsFunc(label, func(r rune) bool { return r < ' ' || r == 0x7f || r == '�' })
}

// once refuses a name that a block of the same kind has already.
func (l *loader) once(block *hclsyntax.Block) {
	key := block.Type + " " + block.Labels[0]
	at := placeOf(block.LabelRanges[0])
	if first, twice := l.named[key]; twice {
		l.fail(block.LabelRanges[0], "A name twice", "There is a %s %q in %s, line %d. Reports go by the name: choose another one.", block.Type, block.Labels[0], first.file, first.line)
		return
	}
	l.named[key] = at
}

// block reads one block into a section.
func (l *loader) block(kind *Block, block *hclsyntax.Block, s *section) {
	at := block.DefRange()
	f := l.read(kind, block.Body, at)
	if kind.Name != "environment" && kind.Name != "test" {
		l.eachBlock(kind, block.Body, func(*Block, *hclsyntax.Block) {})
	}
	where := placeOf(at)
	switch kind.Name {
	case "rule":
		l.once(block)
		l.rule(f, block, s)
	case "ignore":
		l.ignore(f, s)
	case "override":
		l.override(f, block, s)
	case "limits":
		s.limits = append(s.limits, limits{where, f.number("delete"), f.number("replace"), f.number("affected")})
		if len(f.attrs) == 0 {
			l.fail(at, "An empty block", "Give one of delete, replace and affected.")
		}
	case "weights":
		l.weights(f, s)
	case "owners":
		l.policy.owners = append(l.policy.owners, owner{block.Labels[0], where, globs(f.lists["match"])})
	case "group":
		l.once(block)
		l.group(f, block)
	case "gate":
		l.once(block)
		l.gate(f, block, s)
	case "assistant":
		l.once(block)
		l.assistant(f, block)
	case "environment":
		l.once(block)
		l.environment(f, kind, block)
	case "test":
		l.once(block)
		l.test(f, kind, block)
	}
}

func (l *loader) environment(f *fields, kind *Block, block *hclsyntax.Block) {
	e := environment{name: block.Labels[0], place: placeOf(block.DefRange()), match: globs(f.lists["match"])}
	l.settings(f, &e.section)
	l.eachBlock(kind, block.Body, func(kind *Block, block *hclsyntax.Block) { l.block(kind, block, &e.section) })
	l.policy.environments = append(l.policy.environments, e)
}

// everything reports whether a pattern leaves nothing out, as one that is not given.
func everything(pattern string) bool { return strings.Trim(pattern, "*") == "" }

func (l *loader) ignore(f *fields, s *section) {
	if everything(f.texts["address"]) && everything(f.texts["rule"]) {
		l.fail(f.at, "It would ignore everything", `Say what is ignored: address = "module.batch.*", rule = "NAME", or both.`)
	}
	s.ignores = append(s.ignores, &ignore{
		place: placeOf(f.at), address: glob(f.texts["address"]), rule: glob(f.texts["rule"]), named: f.placeOf("rule"),
		reason: strings.TrimSpace(f.texts["reason"]), expires: f.times["expires"],
	})
}

func (l *loader) weights(f *fields, s *section) {
	if len(f.attrs) == 0 {
		l.fail(f.at, "An empty block", "Give at least one class a weight, such as data-store = 1.5.")
	}
	for _, class := range l.classes {
		factor, ok := f.nums[class]
		if !ok {
			continue
		}
		if factor < 1 && f.texts["reason"] == "" {
			l.fail(f.placeOf(class), "Missing reason", "A weight below 1 makes changes look less dangerous. Say why: reason = \"...\".")
		}
		s.weights = append(s.weights, weight{placeOf(f.placeOf(class)), class, factor, strings.TrimSpace(f.texts["reason"])})
	}
}

// checkTogether checks what can be known only when all files are read: names that stand
// in one file and are meant in another.
func (l *loader) checkTogether() {
	names := append(l.policy.Rules(), l.builtin...)
	for _, s := range l.policy.sections() {
		for _, i := range s.ignores {
			l.checkRuleName(string(i.rule), i.named, names)
		}
	}
	for _, c := range l.policy.cases {
		for _, e := range c.expects {
			l.checkRuleName(string(e.rule), e.named, names)
		}
	}
	l.checkGroups()
}

// checkRuleName refuses the name of a rule, or a pattern of names, that no rule has.
func (l *loader) checkRuleName(name string, at hcl.Range, names []string) {
	if name == "" || slices.ContainsFunc(names, glob(name).matches) {
		return
	}
	l.fail(at, "Unknown rule", "No rule of the policy and no built-in one is called %q. %s", name, didYouMean(name, names))
}
