package plan

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// opener takes what looks like a secret out of a longer text and leaves the rest to read. What
// stands in place of a fragment is a number: equal fragments of one plan have the same one.
type opener struct {
	numbers map[string]int
	// holds reports whether a text holds what the plan marks.
	holds func(string) bool
	depth int
}

// maxOpened bounds how deep documents in the texts of documents are opened.
const maxOpened = 8

// structured reports whether a text is one of which only fragments are taken out: JSON, or
// something of several lines.
func structured(text string) bool {
	return strings.ContainsRune(text, '\n') || strings.HasPrefix(strings.TrimLeft(text, " \t\r"), "{") || strings.HasPrefix(strings.TrimLeft(text, " \t\r"), "[")
}

// documentNames are attributes that hold documents, of one line too.
var documentNames = map[string]bool{"values": true, "yaml_body": true, "policy": true}

// open returns a text without the fragments that look like secrets; false where it can't be
// told what of it is one.
func (o *opener) open(text string) (string, bool) {
	if o.depth >= maxOpened {
		return "", false
	}
	o.depth++
	defer func() { o.depth-- }()
	opened, ok := o.openJSON(text)
	if !ok {
		opened, ok = o.openYAML(text)
	}
	if !ok {
		opened, ok = o.openText(text)
	}
	if !ok || o.holds(opened) {
		return "", false
	}
	return opened, true
}

// leaf returns one text of a document without what looks like a secret in it, or what stands in
// its place where that can't be told.
func (o *opener) leaf(text string) string {
	if o.depth < maxOpened && structured(text) && looksSecret(text) {
		if opened, ok := o.open(text); ok {
			return opened
		}
		return o.placeholder(text)
	}
	opened, ok := o.openText(text)
	if !ok {
		return o.placeholder(text)
	}
	return opened
}

// hiddenText begins what stands in place of a fragment.
const hiddenText = "(hidden "

// placeholder is what stands in place of a fragment.
func (o *opener) placeholder(fragment string) string {
	if fragmentShown.MatchString(fragment) {
		return fragment // taken out before
	}
	n, ok := o.numbers[fragment]
	if !ok {
		n = len(o.numbers) + 1
		o.numbers[fragment] = n
	}
	return fmt.Sprintf("%s%d)", hiddenText, n)
}

// fragmentShown matches what stands in place of a fragment.
var (
	fragmentShown  = regexp.MustCompile(`^\(hidden \d+\)$`)
	fragmentInText = regexp.MustCompile(`\(hidden \d+\)`)
)

// span is a part of a text, to be replaced by text.
type span struct {
	start, end int
	text       string
}

// openText takes fragments out of a text of which no form is known.
func (o *opener) openText(text string) (string, bool) {
	var spans []span
	for _, form := range secretForms {
		if !strings.Contains(text, form.trigger) {
			continue
		}
		for _, at := range form.pattern.FindAllStringIndex(text, -1) {
			end, ok := form.end(text, at[1])
			if !ok {
				return "", false
			}
			spans = append(spans, span{start: at[0] + form.keep(text[at[0]:at[1]]), end: end})
		}
	}
	if plain := withoutARNs(text); mayAssign(plain) {
		for _, at := range assignment.FindAllStringSubmatchIndex(plain, -1) {
			end, ok := assignedEnd(text, at[0], at[2])
			if !ok {
				return "", false
			}
			spans = append(spans, span{start: at[2], end: end})
		}
	}
	for _, at := range randomRun.FindAllStringIndex(text, -1) {
		if isRandom(text[at[0]:at[1]]) {
			spans = append(spans, span{start: at[0], end: at[1]})
		}
	}
	return o.replace(text, spans), true
}

// replace puts placeholders where spans without a text stand; those that overlap are one.
func (o *opener) replace(text string, spans []span) string {
	if len(spans) == 0 {
		return text
	}
	slices.SortFunc(spans, func(a, b span) int { return a.start - b.start })
	joined := spans[:1]
	for _, s := range spans[1:] {
		last := &joined[len(joined)-1]
		if s.start >= last.end {
			joined = append(joined, s)
			continue
		}
		last.end = max(last.end, s.end)
	}
	var b strings.Builder
	from := 0
	for _, s := range joined {
		b.WriteString(text[from:s.start])
		b.WriteString(o.placeholder(text[s.start:s.end]))
		from = s.end
	}
	b.WriteString(text[from:])
	return b.String()
}

// assignedEnd returns where a value that something is given ends: with its line. It is false where
// it may go on.
func assignedEnd(text string, name, value int) (int, bool) {
	if strings.ContainsRune(text[name:value], '\n') {
		return 0, false
	}
	end := len(text)
	if length := strings.IndexByte(text[value:], '\n'); length >= 0 {
		end = value + length
	}
	line := strings.TrimRight(text[value:end], "\r")
	if end < len(text) {
		quote := text[value-1]
		open := (quote == '"' || quote == '\'' || quote == '`') && strings.IndexByte(line, quote) < 0
		if open || strings.HasSuffix(line, `\`) || strings.HasPrefix(line, "<<") || strings.HasPrefix(line, "|") || strings.HasPrefix(line, ">") || strings.HasPrefix(line, "`") {
			return 0, false
		}
	}
	return value + len(line), true
}

// randomRun matches what may be a key or a line of one; beside a secret it is taken for one.
var randomRun = regexp.MustCompile(`[A-Za-z0-9+/=]{32,}`)

// isRandom reports whether a run of letters and digits has of all kinds.
func isRandom(run string) bool {
	return strings.ContainsAny(run, "0123456789") && strings.ToLower(run) != run && strings.ToUpper(run) != run
}
