package expect

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// Trailer is the key of the commit trailer that declares an intent, as in
//
//	Tfblast-Expect: replace aws_instance.web[*] max=3
//	Tfblast-Expect: max delete=0 affected=10 level=high
const Trailer = "Tfblast-Expect"

// ParseTrailers reads the expectation that commit messages declare, in their order; nil if
// none does. Trailers are looked for in the whole message.
func ParseTrailers(messages []string) (*Expectation, error) {
	var e *Expectation
	for _, message := range messages {
		for line := range strings.Lines(message) {
			key, value, ok := strings.Cut(strings.TrimSpace(line), ":")
			if !ok || !strings.EqualFold(strings.TrimSpace(key), Trailer) {
				continue
			}
			if e == nil {
				e = &Expectation{Changes: []Change{}}
			}
			if err := e.addTrailer(strings.TrimSpace(value)); err != nil {
				return nil, fmt.Errorf("trailer `%.200q`: %w", strings.TrimSpace(line), err)
			}
		}
	}
	return e, nil
}

func (e *Expectation) addTrailer(value string) error {
	words, err := fields(value)
	if err != nil {
		return err
	}
	if len(words) > 1 && words[0] == "max" {
		return e.addLimits(words[1:])
	}
	if len(words) < 2 || len(words) > 3 {
		return errors.New("want ACTION[,ACTION] ADDRESS [max=N], or max NAME=N ")
	}
	var most *int
	if len(words) == 3 {
		text, ok := strings.CutPrefix(words[2], "max=")
		n, err := strconv.Atoi(text)
		if !ok || err != nil {
			return fmt.Errorf("%q: want max=N", words[2])
		}
		most = &n
	}
	c, err := newChange(words[1], strings.Split(words[0], ","), most)
	if err != nil {
		return err
	}
	e.Changes = append(e.Changes, c)
	return nil
}

func (e *Expectation) addLimits(words []string) error {
	var added Max
	for _, word := range words {
		name, text, _ := strings.Cut(word, "=")
		if name == "level" {
			level, err := risk.ParseLevel(text)
			if err != nil {
				return err
			}
			added.Level = lower(added.Level, &level)
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 {
			return fmt.Errorf("%q: want NAME=N with a number of 0 or more", word)
		}
		switch name {
		case "delete":
			added.Delete = lower(added.Delete, &n)
		case "replace":
			added.Replace = lower(added.Replace, &n)
		case "affected":
			added.Affected = lower(added.Affected, &n)
		default:
			return fmt.Errorf("%q: want delete, replace, affected or level", name)
		}
	}
	e.Max = Join(e, &Expectation{Max: added}).Max
	return nil
}

// fields cuts a text at blanks, those in quotes left out.
func fields(text string) ([]string, error) {
	var words []string
	var word strings.Builder
	quoted, escaped := false, false
	for _, r := range text {
		if (r == ' ' || r == '\t') && !quoted {
			if word.Len() > 0 {
				words = append(words, word.String())
				word.Reset()
			}
			continue
		}
		if r == '"' && !escaped {
			quoted = !quoted
		}
		escaped = quoted && r == '\\' && !escaped
		word.WriteRune(r)
	}
	if quoted {
		return nil, errors.New("a quote does not end")
	}
	if word.Len() > 0 {
		words = append(words, word.String())
	}
	return words, nil
}
