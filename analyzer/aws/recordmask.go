package aws

import (
	"encoding/json"
	"encoding/xml"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// hide makes the recording leave out what a plan hides: names that come back may hold what
// the plan marks as sensitive.
func (r *Recorder) hide(hides func(string) bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.hides = append(r.hides, hides)
}

func (r *Recorder) isHidden(text string) bool {
	return slices.ContainsFunc(r.hides, func(hides func(string) bool) bool { return hides(text) })
}

// masked is an exchange without what is hidden; false if the question itself holds it, and
// then nothing of it can be kept.
func (r *Recorder) masked(e exchange) (exchange, bool) {
	for part := range strings.FieldsFuncSeq(e.Path+" "+e.Body, isSeparator) {
		if r.isHidden(part) {
			return exchange{}, false
		}
	}
	switch {
	case e.Binary: // numbers and the names that this program gave them
	case strings.HasPrefix(e.Answer, "<"):
		root, err := parseXML([]byte(e.Answer))
		if err != nil || root == nil || !r.maskElement(root) {
			return e, true
		}
		var b strings.Builder
		root.write(&b, "", false)
		e.Answer = xml.Header + b.String()
	case e.Answer != "":
		var v any
		if json.Unmarshal([]byte(e.Answer), &v) != nil {
			return e, true
		}
		left, changed := r.maskValue(v)
		if !changed {
			return e, true
		}
		if text, err := json.Marshal(left); err == nil {
			e.Answer = string(text)
		}
	}
	return e, true
}

// isSeparator reports whether a character stands between the parts of a path, a form or a
// document.
func isSeparator(c rune) bool { return strings.ContainsRune(" /?&=\"{}[]:,", c) }

// maskElement masks the texts of an element and of those in it, and reports whether there
// were any to mask.
func (r *Recorder) maskElement(e *element) bool {
	changed := r.isHidden(e.text)
	if changed {
		e.text = plan.MaskText
	}
	for _, c := range e.children {
		changed = r.maskElement(c) || changed
	}
	return changed
}

func (r *Recorder) maskValue(v any) (any, bool) {
	changed := false
	switch v := v.(type) {
	case string:
		if r.isHidden(v) {
			return plan.MaskText, true
		}
	case []any:
		for i, e := range v {
			left, masked := r.maskValue(e)
			v[i], changed = left, changed || masked
		}
	case map[string]any:
		for k, e := range v {
			left, masked := r.maskValue(e)
			v[k], changed = left, changed || masked
		}
	}
	return v, changed
}
