package analyzer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// maxNamed bounds the attributes that a sentence names.
const maxNamed = 4

// orders puts the order of a replace in words.
var orders = map[plan.Order]string{
	plan.DestroyBeforeCreate: "Replaced, destroy first",
	plan.CreateBeforeDestroy: "Replaced, create first",
	plan.CreateThenForget:    "Created anew, the old one stays and is no longer managed",
}

// leftovers puts in words what happens to a deposed object.
var leftovers = map[plan.Action]string{
	plan.ActionDelete: "is destroyed",
	plan.ActionForget: "is no longer managed and stays",
	plan.ActionNoOp:   "is not changed",
}

// why says in one sentence what happens to an instance and what makes it happen.
func why(c *plan.Change, t knowledge.Type, values []report.Value) string {
	var b strings.Builder
	if c.Deferred != "" {
		fmt.Fprintf(&b, "Put off to a later plan (%s): ", strings.ReplaceAll(c.Deferred, "_", " "))
	}
	if rules.Stays(c, t) && c.DeposedKey == "" {
		b.WriteString("No longer managed; the object stays")
	} else {
		b.WriteString(happens(c))
	}
	if cause := cause(c, values); cause != "" {
		b.WriteString(": ")
		b.WriteString(cause)
	}
	switch {
	case !c.Moved() || c.Action == plan.ActionNoOp:
	case c.Action.Leaving():
		fmt.Fprintf(&b, "; the state knows it as %s", c.PreviousAddress)
	default:
		fmt.Fprintf(&b, "; it moves here from %s", c.PreviousAddress)
	}
	if c.Doubt != "" {
		fmt.Fprintf(&b, "; but the plan contradicts itself: %s", c.Doubt)
	}
	if c.Imported && c.Action != plan.ActionNoOp {
		b.WriteString("; it is imported by the same plan")
	}
	b.WriteByte('.')
	return b.String()
}

func happens(c *plan.Change) string {
	if c.DeposedKey != "" {
		what, known := leftovers[c.Action]
		if !known {
			what = fmt.Sprintf("gets the action %q", string(c.Action))
		}
		return fmt.Sprintf("The deposed object %s, left over from an earlier replacement, %s", c.DeposedKey, what)
	}
	switch c.Action {
	case plan.ActionCreate:
		return "Created"
	case plan.ActionRead:
		return "Read during apply"
	case plan.ActionUpdate:
		return "Updated in place"
	case plan.ActionDelete:
		return "Destroyed"
	case plan.ActionForget:
		return "No longer managed; the object stays"
	case plan.ActionReplace:
		return orders[c.Order]
	case plan.ActionNoOp:
		return unchangedText(c)
	}
	return fmt.Sprintf("The plan says %q, which this version does not know; it is treated as a destroy", string(c.Action))
}

func unchangedText(c *plan.Change) string {
	switch {
	case c.Moved() && c.Imported:
		return "Imported and moved from " + c.PreviousAddress + ", not changed"
	case c.Moved():
		return "Moved from " + c.PreviousAddress + ", not changed"
	case c.Imported:
		return "Imported, not changed"
	}
	return "Not changed"
}

// cause names the attributes or the reason behind the action.
func cause(c *plan.Change, values []report.Value) string {
	reason, known := plan.ReasonText(c.Reason)
	if !known && c.Reason != "" {
		reason = fmt.Sprintf("reason %q, which this version does not know", string(c.Reason))
	}
	switch {
	case c.Action == plan.ActionReplace && len(c.ReplacePaths) > 0:
		forced := "forced by " + names(c, c.ReplacePaths, values)
		if c.Reason != "" && c.Reason != "replace_because_cannot_update" {
			return forced + "; " + reason
		}
		return forced
	case reason != "":
		return reason
	case c.Action == plan.ActionReplace:
		return "the plan does not say why"
	case c.Action == plan.ActionUpdate && len(c.Changed) == 0:
		return "no attribute differs that the plan shows"
	case c.Action == plan.ActionUpdate:
		paths := make([]string, 0, len(c.Changed))
		for _, a := range c.Changed {
			paths = append(paths, a.Path)
		}
		return names(c, paths, values)
	}
	return ""
}

// names lists attribute paths, with both values where they are shown.
func names(c *plan.Change, paths []string, values []report.Value) string {
	parts := make([]string, 0, maxNamed+1)
	for i, path := range paths {
		if i == maxNamed {
			parts = append(parts, fmt.Sprintf("%d more", len(paths)-maxNamed))
			break
		}
		shown := slices.IndexFunc(values, func(v report.Value) bool { return v.Path == path })
		if shown >= 0 && short(values[shown].Before) && short(values[shown].After) {
			path += fmt.Sprintf(" (%s → %s)", valueText(values[shown].Before), valueText(values[shown].After))
		} else {
			path += note(c, path)
		}
		parts = append(parts, path)
	}
	return strings.Join(parts, ", ")
}

// note says why the new value of an attribute is not shown, as far as the plan does.
func note(c *plan.Change, path string) string {
	i := slices.IndexFunc(c.Changed, func(a plan.Attribute) bool { return a.Path == path })
	switch {
	case i >= 0 && c.Changed[i].Sensitive:
		return " (sensitive)"
	case i >= 0 && c.Changed[i].Unknown:
		return " (known after apply)"
	}
	return ""
}

// maxShort bounds the length of a value in a sentence, in bytes.
const maxShort = 60

func short(s *string) bool { return s == nil || len(*s) <= maxShort }

func valueText(s *string) string {
	switch {
	case s == nil:
		return "none"
	case strings.TrimSpace(*s) != *s || *s == "":
		return `"` + *s + `"` // else its spaces would not show
	}
	return *s
}
