package provenance

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Identity is a name with an address, as commits have it.
type Identity struct{ Name, Email string }

// Commit is one commit of the change.
type Commit struct {
	// Hash is the commit's full hash.
	Hash              string
	Author, Committer Identity
	// Message is the whole message.
	Message string
}

// Stated is what somebody says about the change.
type Stated string

// What can be said.
const (
	// Auto: the commits tell.
	Auto Stated = "auto"
	Yes  Stated = "yes"
	No   Stated = "no"
)

// ParseStated reads a word; the error lists the words.
func ParseStated(word string) (Stated, error) {
	switch s := Stated(word); s {
	case Auto, Yes, No:
		return s, nil
	}
	return "", fmt.Errorf("%q: want yes, no or auto", word)
}

// Result is what the commits of a change tell of its origin. Its texts come out of
// commits: control characters are gone, and they are cut where they are long.
type Result struct {
	// AIAssisted is the answer: what was stated, else whether there is Evidence. It says
	// nothing unless Known.
	AIAssisted bool   `json:"ai_assisted"`
	Stated     Stated `json:"stated"`
	// Commits is the number of commits looked at.
	Commits int `json:"commits"`
	// Evidence says which commits show it and why, in the order of the commits.
	Evidence []Evidence `json:"evidence"`
	// Authors are the addresses of the people who wrote the change, in lower case and
	// sorted: authors, committers and co-authors, no assistants and no bots.
	Authors []string `json:"authors"`
	// Assisting are the addresses of the assistants, in the same form. A pattern may be
	// wider than meant, so nobody with such an address is above suspicion.
	Assisting []string `json:"-"`
}

// Known reports whether the question of AIAssisted has an answer: somebody stated it, or
// there were commits to look at.
func (r Result) Known() bool { return r.Stated != Auto || r.Commits > 0 }

// Overruled reports whether it was stated that no assistant took part, and commits show one.
func (r Result) Overruled() bool { return r.Stated == No && len(r.Evidence) > 0 }

// MarshalJSON writes null for AIAssisted where nobody knows.
func (r Result) MarshalJSON() ([]byte, error) {
	type plain Result
	out := struct {
		AIAssisted *bool `json:"ai_assisted"`
		plain
	}{plain: plain(r)}
	if r.Known() {
		out.AIAssisted = &r.AIAssisted
	}
	return json.Marshal(out)
}

// Possible are the addresses of all who may have written the change: the authors, and
// where there are any also what passes for an assistant.
func (r Result) Possible() []string {
	if len(r.Authors) == 0 {
		return nil
	}
	return slices.Concat(r.Authors, r.Assisting)
}

// Evidence is one sign of an assistant.
type Evidence struct {
	Commit string `json:"commit"`
	// Assistant is its title, empty where it is not known which one.
	Assistant string `json:"assistant,omitempty"`
	// Sign is author, committer, trailer, line or bot.
	Sign string `json:"sign"`
	// Text is what was found.
	Text string `json:"text"`
}

// Inspect looks for signs of assistants in the commits of a change. Trailers are looked
// for in the whole message, as a squash leaves them in its middle.
func Inspect(commits []Commit, table *Table, stated Stated) Result {
	r := Result{Stated: stated, Commits: len(commits), Evidence: []Evidence{}, Authors: []string{}}
	for _, c := range commits {
		i := inspection{table: table, commit: c, result: &r}
		i.identity("author", c.Author)
		if c.Committer != c.Author {
			i.identity("committer", c.Committer)
		}
		for line := range strings.Lines(c.Message) {
			i.line(strings.TrimSpace(line))
		}
	}
	slices.Sort(r.Authors)
	r.Authors = slices.Compact(r.Authors)
	slices.Sort(r.Assisting)
	r.Assisting = slices.Compact(r.Assisting)
	r.AIAssisted = stated == Yes || stated != No && len(r.Evidence) > 0
	return r
}

// inspection looks at one commit.
type inspection struct {
	table  *Table
	commit Commit
	result *Result
}

func (i inspection) found(sign, text string, a Assistant) {
	e := Evidence{Commit: safe(i.commit.Hash), Assistant: a.Title, Sign: sign, Text: safe(text)}
	if !slices.Contains(i.result.Evidence, e) {
		i.result.Evidence = append(i.result.Evidence, e)
	}
}

func (i inspection) identity(sign string, who Identity) {
	text := fmt.Sprintf("%s <%s>", who.Name, who.Email)
	switch a, known := i.table.byIdentity(who.Name, who.Email); {
	case known:
		i.found(sign, text, a)
		if fits(a.Emails, who.Email) {
			i.assisting(who.Email)
			return // the address is the assistant's; else a person runs it, as with aider
		}
	case i.table.unknownBot(who.Name, who.Email):
		i.found("bot", text, Assistant{})
		return
	case i.table.automated(who.Name, who.Email):
		return
	}
	if email := strings.ToLower(strings.TrimSpace(who.Email)); email != "" && !noReplies[email] {
		i.result.Authors = append(i.result.Authors, safe(email))
	}
}

func (i inspection) assisting(email string) {
	if email = strings.ToLower(strings.TrimSpace(email)); email != "" {
		i.result.Assisting = append(i.result.Assisting, safe(email))
	}
}

// noReplies are addresses that commits made on a web page have as their committer's.
var noReplies = map[string]bool{"noreply@github.com": true, "noreply@gitlab.com": true}

func (i inspection) line(line string) {
	for _, a := range i.table.Assistants {
		if fits(a.Lines, strings.TrimLeftFunc(line, func(r rune) bool { return r != '[' && !unicode.IsLetter(r) })) {
			i.found("line", line, a)
			return
		}
	}
	key, value, ok := strings.Cut(line, ":")
	if !ok {
		return
	}
	key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
	switch {
	case slices.Contains(i.table.Trailers, key):
		if !slices.Contains(i.table.Denials, strings.ToLower(value)) {
			name, email := splitIdentity(value)
			a, _ := i.table.byIdentity(name, email)
			i.found("trailer", line, a)
		}
	case slices.Contains(i.table.People, key):
		for _, who := range splitPeople(value) {
			i.person(key, line, who)
		}
	}
}

// person looks at somebody whom a trailer names.
func (i inspection) person(key, line string, who Identity) {
	if a, known := i.table.byIdentity(who.Name, who.Email); known {
		i.found("trailer", line, a)
		i.assisting(who.Email)
		return
	}
	if i.table.unknownBot(who.Name, who.Email) {
		i.found("bot", line, Assistant{})
		return
	}
	if key != "signed-off-by" && who.Email != "" && !i.table.automated(who.Name, who.Email) {
		i.result.Authors = append(i.result.Authors, safe(strings.ToLower(who.Email)))
	}
}

// splitPeople reads the people of a trailer: `Name <address>`, one behind the other, or
// without brackets.
func splitPeople(value string) []Identity {
	var people []Identity
	for value != "" {
		one, rest, ended := strings.Cut(value, ">")
		if ended {
			one += ">"
		}
		name, email := splitIdentity(one)
		if len(people) == 0 || strings.Index(email, "@") > 0 {
			people = append(people, Identity{Name: name, Email: email})
		}
		value = strings.TrimLeft(rest, " \t,;&")
	}
	return people
}

// splitIdentity reads `Name <address>`; either may be missing. Without brackets the address
// is the last word that looks like one.
func splitIdentity(value string) (name, email string) {
	name, rest, ok := strings.Cut(value, "<")
	if ok {
		email, _, _ = strings.Cut(rest, ">")
		return strings.TrimSpace(name), strings.TrimSpace(email)
	}
	words := strings.Fields(value)
	for i, word := range slices.Backward(words) {
		if word = strings.Trim(word, "()[]{},;\"'"); strings.Index(word, "@") > 0 {
			return strings.Join(words[:i], " "), word
		}
	}
	return strings.TrimSpace(value), ""
}

// maxText bounds a text out of a commit, in characters.
const maxText = 160

// safe makes a text fit for a terminal: what can't be printed becomes U+FFFD, and it is
// cut where it is long.
func safe(text string) string {
	text = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return utf8.RuneError
		}
		return r
	}, text)
	if runes := []rune(text); len(runes) > maxText {
		return string(runes[:maxText-1]) + "…"
	}
	return text
}
