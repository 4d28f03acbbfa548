package rules

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// Checks returns the read-only commands that would settle what the plan can't, for a
// change that takes an object away: those of the knowledge tables, filled with what the
// instance is known by before the change. A command with a value that is missing or
// masked is left out.
func Checks(pass *ChangePass) []string {
	if !destroys(pass.Change) || pass.Type.Routine {
		return nil
	}
	var templates []string // the copies that something had made come first: reports name one
	for _, c := range pass.Companions {
		if c.Check != "" && !slices.Contains(templates, c.Check) {
			templates = append(templates, c.Check)
		}
	}
	templates = append(templates, pass.Table.Checks(pass.Type.Name)...)
	var commands []string
	for _, template := range templates {
		if command, ok := fill(template, pass.Change.Before); ok {
			commands = append(commands, command)
		}
	}
	return commands
}

// fill puts values into a template; a part in <> is left out if a value of
// it is missing. Values are written behind one another and never looked at as template.
func fill(template string, values plan.Object) (string, bool) {
	var out strings.Builder
	for template != "" {
		fixed, rest, optional := strings.Cut(template, "<")
		text, ok := fillAll(fixed, values)
		if !ok {
			return "", false
		}
		out.WriteString(text)
		if !optional {
			break
		}
		part, behind, _ := strings.Cut(rest, ">")
		if text, ok := fillAll(part, values); ok {
			out.WriteString(text)
		}
		template = behind
	}
	return out.String(), true
}

func fillAll(template string, values plan.Object) (string, bool) {
	var out strings.Builder
	for {
		fixed, rest, open := strings.Cut(template, "{")
		out.WriteString(fixed)
		if !open {
			return out.String(), true
		}
		name, behind, _ := strings.Cut(rest, "}")
		text := word(values, name)
		if text == "" {
			return "", false
		}
		out.WriteString(Quote(text))
		template = behind
	}
}

// word returns a value that can be given to a program, else nothing: none that is
// masked, holds control characters or would be taken for an option.
func word(values plan.Object, name string) string {
	v, _ := attribute(values, name)
	text := ""
	switch v := v.(type) {
	case string:
		text = v
	case json.Number:
		text = v.String()
	}
	if strings.HasPrefix(text, "-") || strings.Contains(text, plan.MaskText) || strings.ContainsFunc(text, unicode.IsControl) {
		return ""
	}
	return text
}

// Quote makes one word of a POSIX shell; a word of letters, digits and a few signs stays
// as it is.
func Quote(s string) string {
	plain := s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:@%+,") == ""
	if plain {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
