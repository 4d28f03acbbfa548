package plan

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

// maxPreamble bounds the bytes that may stand before the JSON.
const maxPreamble = 64 << 10

// planText matches lines that only the text of a plan has.
var planText = regexp.MustCompile(`(?m)^\s*(?:` +
	`(?:Terraform|OpenTofu) (?:will perform|used the selected providers|planned the following)` +
	`|No changes\. (?:Your infrastructure|Infrastructure is up-to-date)` +
	`|Plan: \d+ to (?:import|add|change|destroy)` +
	`|Resource actions are indicated with the following symbols` +
	`|An execution plan has been generated` +
	`|# \S+ (?:will be|must be|has been|has moved)` +
	`|Changes to Outputs:` +
	`|[A-Za-z0-9_.\[\]"-]+: Refreshing state\.\.\.)`)

// errorText matches the messages of a terraform that failed.
var errorText = regexp.MustCompile(`(?m)^\s*(?:[│╷|]\s*)*Error: `)

// colour matches the escape codes with which Terraform colours its text.
var colour = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// skipPreamble moves to the brace with which the plan begins. Lines before it, such as
// the command line that a CI wrapper prints, are passed over with one diagnostic.
func (in *input) skipPreamble() error {
	var skipped bytes.Buffer
	for {
		head, err := in.r.Peek(2)
		if len(head) == 0 {
			if err != nil && !errors.Is(err, io.EOF) {
				return wrapReadError(err)
			}
			return nothingFound(skipped.Bytes())
		}
		if head[0] == '{' {
			break
		}
		if skipped.Len() == 0 && bytes.HasPrefix(head, []byte("PK")) {
			return refuse(KindBinary, "this is a binary plan file")
		}
		if skipped.Len() == 0 && isJSONStart(head) {
			return refuse(KindNotPlan, "JSON, but not a plan: it begins with %q and not with an object", head[0])
		}
		if err := in.skipLine(&skipped); err != nil {
			return err
		}
	}
	text := colour.ReplaceAll(skipped.Bytes(), nil)
	if planText.Match(text) {
		return refuse(KindText, "this is the text of a plan, not its JSON")
	}
	if errorText.Match(text) {
		return refuse(KindEmpty, "an error message stands before the JSON")
	}
	if len(bytes.TrimSpace(text)) > 0 {
		in.diagnostics = append(in.diagnostics,
			diagnostic.Infof("%d line(s) stand before the JSON; they were passed over", bytes.Count(text, []byte("\n"))).
				WithDetail("A wrapper around terraform prints its command line so. In hashicorp/setup-terraform, set terraform_wrapper: false."))
	}
	return nil
}

// skipLine passes over the rest of the line, or over the white space before a brace.
func (in *input) skipLine(skipped *bytes.Buffer) error {
	for {
		b, err := in.r.ReadByte()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return wrapReadError(err)
		}
		skipped.WriteByte(b)
		if skipped.Len() > maxPreamble {
			if planText.Match(colour.ReplaceAll(skipped.Bytes(), nil)) {
				return refuse(KindText, "this is the text of a plan, not its JSON")
			}
			return refuse(KindNotPlan, "no JSON object in the first %d KiB", maxPreamble>>10)
		}
		if b == '\n' || isSpace(b) && len(bytes.TrimSpace(lastLine(skipped.Bytes()))) == 0 {
			return nil
		}
	}
}

func lastLine(b []byte) []byte { return b[bytes.LastIndexByte(b, '\n')+1:] }

// isJSONStart reports whether a first byte begins a JSON value other than an object.
// A bracket followed by a letter is a wrapper's "[command]".
func isJSONStart(head []byte) bool {
	switch c := head[0]; {
	case c == '[':
		return len(head) < 2 || !isLetter(head[1])
	case c == '"', c >= '0' && c <= '9':
		return true
	}
	return false
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' }

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\r' || b == '\n' }

// nothingFound says what an input without any JSON object is.
func nothingFound(text []byte) error {
	text = colour.ReplaceAll(text, nil)
	switch {
	case len(bytes.TrimSpace(text)) == 0:
		return refuse(KindEmpty, "the input is empty")
	case planText.Match(text):
		return refuse(KindText, "this is the text of a plan, not its JSON")
	}
	if errorText.Match(text) {
		return refuse(KindEmpty, "this is an error message, not a plan")
	}
	return refuse(KindNotPlan, "no JSON object found")
}

// wrapperLine matches what a CI wrapper prints after the JSON.
var wrapperLine = regexp.MustCompile(`^(?:::[\w-]+|##\[|\[command\])`)

// checkTrailing makes sure that nothing but white space and wrapper lines follows.
func checkTrailing(r io.Reader) (bool, error) {
	rest := bufio.NewReaderSize(r, maxPreamble)
	wrapped, within := false, false
	for {
		line, err := rest.ReadSlice('\n')
		switch text := bytes.TrimSpace(line); {
		case within, len(text) == 0:
		case text[0] == '{':
			return false, refuse(KindTwoDocuments, "two JSON documents in one stream")
		case wrapperLine.Match(text):
			wrapped = true
		default:
			return false, refuse(KindTrailing, "text follows the plan")
		}
		if errors.Is(err, io.EOF) {
			return wrapped, nil
		}
		// A wrapper may print the whole plan once more, as one line.
		within = errors.Is(err, bufio.ErrBufferFull) && (within || wrapperLine.Match(bytes.TrimSpace(line)))
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return false, wrapReadError(err)
		}
	}
}
