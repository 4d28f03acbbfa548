package render

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// noOp is the action word of an instance that the plan leaves alone.
const noOp = "no-op"

// actionForm says how reports write one action of the report model.
type actionForm struct {
	word   string
	symbol string // Terraform's own sign for the action
	did    string // what the action does to a dependent, in one word
}

// actionForms lists the known actions, the most dangerous first: the order in which
// reports count them.
var actionForms = [...]actionForm{
	{"replace", "-/+", "replaced"},
	{"delete", "-", "deleted"},
	{"forget", ".", "forgotten"},
	{"update", "~", "updated"},
	{"create", "+", "created"},
	{"read", "<=", "read"},
	{noOp, "", "unchanged"},
}

// orderSymbols are Terraform's signs for a replace, by its order.
var orderSymbols = map[string]string{
	"destroy-before-create": "-/+",
	"create-before-destroy": "+/-",
	"create-then-forget":    "+/.",
}

var orderPhrases = map[string]string{
	"destroy-before-create": "destroyed first, then created again",
	"create-before-destroy": "the replacement is created before the old object is destroyed",
	"create-then-forget":    "the replacement is created, the old object is only forgotten",
}

// formOf returns how to write an action; a word that this version does not know stands in
// quotes, as it may say anything.
func formOf(action string) actionForm {
	for _, f := range actionForms {
		if f.word == action {
			return f
		}
	}
	word := "unknown action"
	if action != "" && action != "unknown" {
		word += " " + quotedWord(action)
	}
	return actionForm{word: word, symbol: unknownSymbol, did: word}
}

// unknownSymbol is the sign of an action that this version does not know.
const unknownSymbol = "?"

// quotedWord writes a word that a plan made up in quotes, on one line and shortened.
func quotedWord(word string) string {
	if runes := []rune(word); len(runes) > minWidth {
		word = string(runes[:minWidth-1]) + "…"
	}
	return clean(strconv.Quote(word))
}

// planWord is a keyword of a plan as it stands, and in quotes what is none.
func planWord(word string) string {
	if strings.Contains(word, "_") && strings.Trim(word, "abcdefghijklmnopqrstuvwxyz_") == "" {
		return word
	}
	return quotedWord(word)
}

// actionSymbol returns the sign of a change's action, with its order for a replace.
func actionSymbol(c *report.Change) string {
	if symbol, ok := orderSymbols[c.Order]; ok && c.Action == "replace" {
		return symbol
	}
	return formOf(c.Action).symbol
}

// actionWord returns a change's action in a word or two: "replace", "move",
// "update, import".
func actionWord(c *report.Change) string {
	words := make([]string, 0, 3)
	if c.Action != noOp || !c.Moved && !c.Imported {
		words = append(words, formOf(c.Action).word)
	}
	if c.Moved {
		words = append(words, "move")
	}
	if c.Imported {
		words = append(words, "import")
	}
	return strings.Join(words, ", ")
}

// actionSentence says how a change comes about, beside its Why.
func actionSentence(c *report.Change) string {
	sentence := actionWord(c)
	if phrase, ok := orderPhrases[c.Order]; ok && c.Action == "replace" {
		sentence += ": " + phrase
	}
	if c.Deferred != "" {
		sentence += "; deferred (" + planWord(c.Deferred) + ")"
	}
	return sentence
}

// quantity writes a count with its noun: "1 replace", "2 deletes".
func quantity(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		return fmt.Sprintf("%d %sies", n, stem)
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// actionCounts lists counts by action, known actions first, without no-op.
func actionCounts(counts map[string]int) []string {
	var parts []string
	var unknown []string
	for word := range counts {
		if word != noOp && formOf(word).symbol == unknownSymbol {
			unknown = append(unknown, word)
		}
	}
	slices.Sort(unknown)
	for i, f := range actionForms {
		if n := counts[f.word]; n > 0 && f.word != noOp {
			parts = append(parts, quantity(n, f.word))
		}
		if i == 1 { // an unknown action is as bad as a delete
			for _, word := range unknown {
				if n := counts[word]; n > 0 {
					parts = append(parts, fmt.Sprintf("%d × %s", n, formOf(word).word))
				}
			}
		}
	}
	return parts
}
