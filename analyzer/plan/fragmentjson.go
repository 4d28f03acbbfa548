package plan

import (
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// openJSON takes fragments out of the texts of a JSON document, which stays one; false for what
// is none. All else stays as it is written.
func (o *opener) openJSON(text string) (string, bool) {
	if first := strings.TrimLeft(text, " \t\r\n"); first == "" || first[0] != '{' && first[0] != '[' {
		return "", false
	}
	d := &jsonOpener{opener: o, text: text, decoder: jsontext.NewDecoder(strings.NewReader(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))}
	if d.value(false) != nil {
		return "", false
	}
	if _, err := d.decoder.ReadToken(); !errors.Is(err, io.EOF) {
		return "", false
	}
	return d.applied(), true
}

type jsonOpener struct {
	*opener
	text    string
	decoder *jsontext.Decoder
	// spans are what is replaced, in the order in which they were found: one that holds others
	// stands behind them.
	spans []span
}

func (d *jsonOpener) applied() string {
	slices.SortStableFunc(d.spans, func(a, b span) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	var b strings.Builder
	from := 0
	for _, s := range d.spans {
		if s.start < from {
			continue
		}
		b.WriteString(d.text[from:s.start])
		b.WriteString(s.text)
		from = s.end
	}
	b.WriteString(d.text[from:])
	return b.String()
}

// value reads one value. With secret, no text or number of it is kept.
func (d *jsonOpener) value(secret bool) error {
	kind := d.decoder.PeekKind()
	switch {
	case kind == '{':
		return d.object(secret)
	case kind == '[':
		return d.array(secret)
	case kind == '"':
		_, err := d.string(secret)
		return err
	case kind == '0' && secret:
		raw, err := d.decoder.ReadValue()
		if err == nil {
			d.put(len(raw), d.placeholder(string(raw)))
		}
		return err
	}
	_, err := d.decoder.ReadToken()
	return err
}

// string reads a text and returns it as it was.
func (d *jsonOpener) string(secret bool) (string, error) {
	raw, err := d.decoder.ReadValue()
	if err != nil {
		return "", err
	}
	unquoted, err := jsontext.AppendUnquote(nil, raw)
	if err != nil {
		return "", err
	}
	text := string(unquoted)
	shown := text
	if secret && tells(text) {
		shown = d.placeholder(text)
	} else if !secret {
		shown = d.leaf(text)
	}
	if shown != text {
		d.put(len(raw), shown)
	}
	return text, nil
}

// put replaces the value of a length that was read last by a text.
func (d *jsonOpener) put(length int, text string) {
	end := int(d.decoder.InputOffset())
	quoted, err := jsontext.AppendQuote(nil, text)
	if err != nil { // of a text that is no UTF-8
		quoted = []byte(`"` + d.placeholder(text) + `"`)
	}
	d.spans = append(d.spans, span{start: end - length, end: end, text: string(quoted)})
}

func (d *jsonOpener) object(secret bool) error {
	if _, err := d.decoder.ReadToken(); err != nil {
		return err
	}
	named, taken := false, -1 // taken is the number of the span of value if it was taken out
	var value span
	for d.decoder.PeekKind() != '}' {
		name, err := d.string(false)
		if err != nil {
			return err
		}
		kind := d.decoder.PeekKind()
		before := len(d.spans)
		from := int(d.decoder.InputOffset())
		if kind == '"' {
			text, err := d.string(secret || namesSecret(name))
			if err != nil {
				return err
			}
			switch to := int(d.decoder.InputOffset()); {
			case isNaming(name):
				named = named || namesSecret(text)
			case strings.EqualFold(name, "value") && tells(text):
				from += strings.IndexByte(d.text[from:to], '"')
				quoted, _ := jsontext.AppendQuote(nil, d.placeholder(text))
				value = span{start: from, end: to, text: string(quoted)}
				if taken = -1; len(d.spans) > before {
					taken = before
				}
			}
			continue
		}
		if err := d.value(secret || namesSecret(name)); err != nil {
			return err
		}
	}
	switch {
	case !named || value.end == 0:
	case taken >= 0:
		d.spans[taken] = value
	default:
		d.spans = append(d.spans, value)
	}
	_, err := d.decoder.ReadToken()
	return err
}

// array reads a list. The lines of a key may be its elements.
func (d *jsonOpener) array(secret bool) error {
	if _, err := d.decoder.ReadToken(); err != nil {
		return err
	}
	inKey := false
	for d.decoder.PeekKind() != ']' {
		if d.decoder.PeekKind() != '"' {
			if err := d.value(secret); err != nil {
				return err
			}
			continue
		}
		raw, err := d.decoder.ReadValue()
		if err != nil {
			return err
		}
		unquoted, err := jsontext.AppendUnquote(nil, raw)
		if err != nil {
			return err
		}
		text := string(unquoted)
		inKey = inKey && keyLine.MatchString(text)
		shown := text
		switch {
		case inKey, secret && tells(text):
			shown = d.placeholder(text)
		case !secret:
			shown = d.leaf(text)
		}
		if shown != text {
			d.put(len(raw), shown)
		}
		if strings.Contains(text, "PRIVATE KEY") {
			inKey = strings.Contains(text, "-----BEGIN") && !strings.Contains(text, "-----END")
		}
	}
	_, err := d.decoder.ReadToken()
	return err
}

// tells reports whether a text can be a secret: it is more than a wildcard, a sign or a word for
// yes or no.
func tells(text string) bool {
	switch strings.ToLower(text) {
	case "true", "false", "null":
		return false
	}
	return strings.ContainsFunc(text, func(r rune) bool { return !strings.ContainsRune(" *?-_.:/", r) })
}

// isNaming reports whether a member gives the name of what the member value beside it holds.
func isNaming(name string) bool {
	return strings.EqualFold(name, "name") || strings.EqualFold(name, "key")
}
