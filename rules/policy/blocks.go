package policy

// Kind is what an argument of a block holds.
type Kind string

// The kinds of arguments. All but the first two are constants.
const (
	// KindCondition is an expression that is true or false.
	KindCondition Kind = "condition"
	// KindMessage is text with ${…} in it.
	KindMessage Kind = "text with ${…}"
	KindText    Kind = "text"
	KindNumber  Kind = "whole number"
	KindFlag    Kind = "true or false"
	KindTexts   Kind = "list of texts"
	KindLevel   Kind = "level"
	KindClass   Kind = "class"
	KindTier    Kind = "recovery tier"
	KindFactor  Kind = "number"
	// KindDate is a day, such as "2027-01-31"; KindTime is a moment in RFC 3339.
	KindDate Kind = "date"
	KindTime Kind = "time"
	// KindDuration is a length of time, such as "24h" or "90m".
	KindDuration Kind = "duration"
)

// Block is one kind of block.
type Block struct {
	// Name is the block's type, Label what its label is, empty for none.
	Name, Label string
	// Doc says what the block does, in one sentence or two.
	Doc string
	// Arguments stand in the order in which they are explained.
	Arguments []Argument
	// Blocks are the names of those that may stand in it.
	Blocks []string
	// Classes is true if each class may be an argument, of KindFactor.
	Classes bool
	// Once is true if a file or environment has one at most.
	Once bool
}

// Argument is one argument of a block.
type Argument struct {
	Name, Doc string
	Kind      Kind
	Required  bool
}

// fileBlock is the name under which Blocks has what stands in a file outside of blocks.
const fileBlock = ""

var (
	failOnArgument = Argument{Name: "fail_on", Kind: KindLevel, Doc: "Fail (exit code 2) if the plan's level is this one or a higher one."}
	strictArgument = Argument{Name: "strict", Kind: KindFlag, Doc: "If true, a gate whose question the plan can't answer fails, as with `--strict`."}
)

// Blocks lists what a policy file can hold. The first one is the file itself.
func Blocks() []Block {
	return []Block{
		{
			Name: fileBlock, Doc: "What stands in the file outside of any block.",
			Arguments: []Argument{failOnArgument, strictArgument},
			Blocks:    []string{"rule", "ignore", "override", "limits", "weights", "owners", "group", "gate", "assistant", "environment", "test"},
		},
		{
			Name: "rule", Label: "name", Doc: "Raises the level of each change or finding, or of the plan, for which its condition is true. It never lowers one.",
			Arguments: []Argument{
				{Name: "when", Kind: KindCondition, Required: true, Doc: "The condition. What it names decides what it is asked about: `change`, `downstream` and `recovery` about each change, `finding` about each finding, `plan` alone once."},
				{Name: "level", Kind: KindLevel, Required: true, Doc: "The level that it raises to."},
				{Name: "message", Kind: KindMessage, Required: true, Doc: "What the report says, in one sentence."},
			},
		},
		{
			Name: "ignore", Doc: "Takes changes, findings or what a rule says of them out of the plan's level. They stay in the report, marked. One of `address` and `rule` must be there.",
			Arguments: []Argument{
				{Name: "address", Kind: KindText, Doc: "A pattern of addresses, as in `glob`."},
				{Name: "rule", Kind: KindText, Doc: "A rule of the policy or a built-in one, or a pattern of names. With it only what this rule says is ignored."},
				{Name: "reason", Kind: KindText, Required: true, Doc: "Why; every report shows it."},
				{Name: "expires", Kind: KindDate, Doc: "The last day (UTC) on which it counts."},
			},
		},
		{
			Name: "override", Label: "type", Doc: "Says of a resource type, or of all that fit a pattern, what the built-in tables don't know or see differently.",
			Arguments: []Argument{
				{Name: "class", Kind: KindClass, Doc: "Its risk class."},
				{Name: "recovery", Kind: KindTier, Doc: "What is left after a delete or a replace; `reason` is the proof."},
				{Name: "routine", Kind: KindFlag, Doc: "If true, replaces and deletes are everyday business; if false, they are not."},
				{Name: "reason", Kind: KindText, Doc: "Why; required where the override may lower a score."},
			},
		},
		{
			Name: "limits", Doc: "Fails (exit code 2) if the plan does more than that. Ignored changes count.", Once: true,
			Arguments: []Argument{
				{Name: "delete", Kind: KindNumber, Doc: "The most instances that may be deleted."},
				{Name: "replace", Kind: KindNumber, Doc: "The most instances that may be replaced."},
				{Name: "affected", Kind: KindNumber, Doc: "The most existing instances that may be affected."},
			},
		},
		{
			Name: "weights", Doc: "Multiplies the base points of classes, each by a number from 0 to 3.", Once: true, Classes: true,
			Arguments: []Argument{{Name: "reason", Kind: KindText, Doc: "Why; required where a number is below 1."}},
		},
		{
			Name: "owners", Label: "team", Doc: "Says which team owns what, for routing reviews. An instance may have several owners.",
			Arguments: []Argument{{Name: "match", Kind: KindTexts, Required: true, Doc: "Patterns of addresses, as in `glob`."}},
		},
		{
			Name: "group", Label: "name", Doc: "Names people, for gates. A group is written in one place only: nobody adds to it elsewhere.",
			Arguments: []Argument{{Name: "members", Kind: KindTexts, Required: true, Doc: "The people: names of the file of allowed signers, `github:LOGIN`, or `github:ORG/TEAM`."}},
		},
		{
			Name: "gate", Label: "name", Doc: "Fails (exit code 2) if its condition is true and too few of the right people have approved of the plan.",
			Arguments: []Argument{
				{Name: "when", Kind: KindCondition, Required: true, Doc: "The condition. It can name `plan`, `provenance` and `expectation`. One that can't be told counts as true."},
				{Name: "approvals", Kind: KindNumber, Doc: "How many people must have approved (default: 1)."},
				{Name: "from", Kind: KindTexts, Doc: "The groups that these people must be of, one of them each (default: whoever may sign)."},
				{Name: "owners", Kind: KindFlag, Doc: "If true, each team of `owners` whose resources are changed or affected must have approved too: a member of the group of the team's name. Who counts above counts here as well."},
				{Name: "max_age", Kind: KindDuration, Doc: "Take no approval older than that, such as `24h` (default: that of `--max-age`; of two the shorter)."},
				{Name: "message", Kind: KindText, Doc: "What the report says beside it, in one sentence."},
			},
		},
		{
			Name: "assistant", Label: "id", Doc: "An AI assistant beside those that are known, by what it leaves in commits. In patterns `*` is any text, and the case of letters does not count. One of `names`, `emails` and `lines` must be there.",
			Arguments: []Argument{
				{Name: "title", Kind: KindText, Doc: "What reports call it (default: the id)."},
				{Name: "names", Kind: KindTexts, Doc: "Patterns of names of authors, committers and co-authors."},
				{Name: "emails", Kind: KindTexts, Doc: "Patterns of their addresses."},
				{Name: "lines", Kind: KindTexts, Doc: "Patterns of whole lines of messages."},
			},
		},
		{
			Name: "environment", Label: "name", Doc: "Settings for some stacks and workspaces only, beside those of the file.",
			Arguments: []Argument{
				{Name: "match", Kind: KindTexts, Required: true, Doc: "Patterns, as in `glob`: the stack, the folder that it is named after or the workspace must fit one of them."},
				failOnArgument, strictArgument,
			},
			Blocks: []string{"rule", "ignore", "override", "limits", "weights", "gate"},
		},
		{
			Name: "test", Label: "name", Doc: "A case for `tfblast policy test`. It has no effect on reports.",
			Arguments: []Argument{
				{Name: "plan", Kind: KindText, Required: true, Doc: "A plan's JSON file, relative to the policy file."},
				{Name: "stack", Kind: KindText, Doc: "The stack's name (default: empty)."},
				{Name: "workspace", Kind: KindText, Doc: "The workspace (default: empty)."},
				{Name: "now", Kind: KindTime, Doc: "The present time (default: the clock)."},
				{Name: "ai_assisted", Kind: KindFlag, Doc: "Whether an assistant took part (default: nobody knows)."},
			},
			Blocks: []string{"expect"},
		},
		{
			Name: "expect", Doc: "What the report must say. Without `rule` it is about the plan, or about the changes that fit `address`.",
			Arguments: []Argument{
				{Name: "rule", Kind: KindText, Doc: "A rule of the policy or a built-in one, or a pattern of names."},
				{Name: "address", Kind: KindText, Doc: "A pattern of addresses: only changes and findings that fit count."},
				{Name: "count", Kind: KindNumber, Doc: "On how many changes and findings the rule fires (default: at least one), or how many changes fit."},
				{Name: "level", Kind: KindLevel, Doc: "The level of each of these, or of the plan."},
				{Name: "ignored", Kind: KindFlag, Doc: "Whether each of these is ignored."},
				{Name: "gate", Kind: KindText, Doc: "A gate by its name, a `gate` block's or one such as `policy fail_on`; goes with `passed` alone."},
				{Name: "passed", Kind: KindFlag, Doc: "Whether the gate passes. There are no approvals in a test: a `gate` block passes if it asks for none."},
			},
		},
	}
}

func blockNamed(blocks []Block, name string) *Block {
	for i := range blocks {
		if blocks[i].Name == name {
			return &blocks[i]
		}
	}
	return nil
}
