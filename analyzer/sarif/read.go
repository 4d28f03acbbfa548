package sarif

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Bounds on one file. What no scan of a repository gives is refused, never cut.
const (
	// MaxSize is the size of a file in bytes, MaxResults the number of its results.
	MaxSize    = 64 << 20
	MaxResults = 50_000
	// maxPlaces bounds the places of one result that are looked at.
	maxPlaces = 20
	// maxName and maxSummary bound text that is kept, in characters.
	maxName, maxSummary = 120, 300
	// maxMessage bounds a message, in characters; a longer address of a page is left out.
	maxMessage, maxPage = 300, 200
)

// unnamed is what a tool is called that does not give its name.
const unnamed = "unnamed tool"

// ErrNoSARIF is the error for a file that is no SARIF log of version 2.1.0.
var ErrNoSARIF = errors.New("this is no SARIF log of version 2.1.0")

// Read reads a log. It returns ErrNoSARIF for what is none, and an error for one that is
// larger than its bounds.
func Read(r io.Reader) ([]Run, error) { return read(r, false) }

// ReadWithMessages is Read and keeps the messages of results, whatever they quote.
func ReadWithMessages(r io.Reader) ([]Run, error) { return read(r, true) }

func read(r io.Reader, messages bool) ([]Run, error) {
	content, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, err
	}
	if len(content) > MaxSize {
		return nil, fmt.Errorf("it is larger than %d MiB: let the tool write what matters only", MaxSize>>20)
	}
	var log wireLog
	content = bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))
	if err := json.Unmarshal(content, &log, jsontext.AllowInvalidUTF8(true), jsontext.AllowDuplicateNames(true)); err != nil {
		return nil, fmt.Errorf("%w: %s", ErrNoSARIF, where(err))
	}
	if log.Version != "2.1.0" || log.Runs == nil {
		return nil, ErrNoSARIF
	}
	if len(log.Runs) == 0 {
		return []Run{{Tool: unnamed, Unread: true}}, nil
	}
	var runs []Run
	total := 0
	for i := range log.Runs {
		total += len(log.Runs[i].Results)
		if total > MaxResults {
			return nil, fmt.Errorf("it holds more than %d results: let the tool write what matters only", MaxResults)
		}
		runs = append(runs, log.Runs[i].read(messages))
	}
	return runs, nil
}

// where says what is wrong with JSON, without quoting it.
func where(err error) string {
	if e, ok := errors.AsType[*json.SemanticError](err); ok {
		return fmt.Sprintf("a value of another kind than expected after %d bytes", e.ByteOffset)
	}
	if e, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		return fmt.Sprintf("no JSON after %d bytes", e.ByteOffset)
	}
	return "no JSON"
}

func (r *wireRun) read(messages bool) Run {
	out := Run{Tool: text(cmp.Or(r.Tool.Driver.Name, unnamed), maxName), Failed: r.failed(), Unread: r.Results == nil}
	rules := r.rulesByID()
	for i := range r.Results {
		result := &r.Results[i]
		switch {
		case result.Kind == "pass" || result.Kind == "notApplicable" || result.BaselineState == "absent":
		case result.suppressed():
			out.Suppressed++
		default:
			kept := r.result(result, rules)
			if messages {
				kept.Message = text(result.Message.Text, maxMessage)
			}
			out.Results = append(out.Results, kept)
		}
	}
	return out
}

// rulesByID finds the rules of the tool itself, then those of its extensions.
func (r *wireRun) rulesByID() map[string]*wireRule {
	found := map[string]*wireRule{}
	for _, component := range append([]wireComponent{r.Tool.Driver}, r.Tool.Extensions...) {
		for i := range component.Rules {
			if rule := &component.Rules[i]; found[rule.ID] == nil {
				found[rule.ID] = rule
			}
		}
	}
	return found
}

// ruleOf finds the rule of a result (SARIF 2.1.0, sections 3.27.5 to 3.27.7 and 3.52): by its
// index, else by its name, of which the last parts after a slash may be left out.
func (r *wireRun) ruleOf(result *wireResult, rules map[string]*wireRule) (*wireRule, string) {
	id := cmp.Or(result.RuleID, result.Rule.ID)
	index, component := result.Rule.Index, r.Tool.Driver
	if index == nil {
		index = result.RuleIndex
	}
	if at := result.Rule.ToolComponent.Index; at != nil && *at >= 0 && *at < len(r.Tool.Extensions) {
		component = r.Tool.Extensions[*at]
	}
	if index != nil && *index >= 0 && *index < len(component.Rules) {
		if rule := &component.Rules[*index]; id == "" || rule.ID == id || strings.HasPrefix(id, rule.ID+"/") {
			return rule, cmp.Or(id, rule.ID)
		}
	}
	for name := id; name != ""; {
		if rule := rules[name]; rule != nil {
			return rule, id
		}
		at := strings.LastIndexByte(name, '/')
		if at < 0 {
			break
		}
		name = name[:at]
	}
	return &wireRule{}, id
}

func (r *wireRun) result(result *wireResult, rules map[string]*wireRule) Result {
	rule, id := r.ruleOf(result, rules)
	out := Result{
		Rule:    text(cmp.Or(id, "unnamed rule"), maxName),
		Summary: text(cmp.Or(rule.ShortDescription.Text, rule.Name), maxSummary),
		Level:   level(result, rule),
	}
	if out.Summary == "" {
		out.Page = page(rule.HelpURI)
	}
	if score, err := strconv.ParseFloat(string(rule.Properties.SecuritySeverity), 64); err == nil && score > 0 && score <= 10 {
		out.Severity = score
	}
	for i := range result.Locations[:min(len(result.Locations), maxPlaces)] {
		if place, ok := r.place(&result.Locations[i]); ok {
			out.Places = append(out.Places, place)
		}
	}
	return out
}

// page is the address of a page, empty for anything else.
func page(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || len(uri) > maxPage {
		return ""
	}
	return u.String()
}

// level is the result's level, else the rule's, else warning; a result that is no failure
// has none (SARIF 2.1.0, sections 3.27.9 and 3.27.10).
func level(result *wireResult, rule *wireRule) string {
	if result.Kind != "" && result.Kind != "fail" {
		return "none"
	}
	for _, word := range []string{result.Level, rule.Default.Level} {
		switch word {
		case "error", "warning", "note", "none":
			return word
		}
	}
	return "warning"
}

// suppressed reports whether someone has accepted the result: every suppression that has a
// status must be accepted (SARIF 2.1.0, section 3.27.23).
func (r *wireResult) suppressed() bool {
	for _, s := range r.Suppressions {
		if s.Status != "" && s.Status != "accepted" {
			return false
		}
	}
	return len(r.Suppressions) > 0
}

// text cuts text of a tool; it stays untrusted.
func text(s string, limit int) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if runes := []rune(s); len(runes) > limit {
		return string(runes[:limit-1]) + "…"
	}
	return s
}
