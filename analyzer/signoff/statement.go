// Package signoff binds a person's approval to one plan: a statement of what was
// approved, signed with an SSH key in the format of `ssh-keygen -Y sign`, and checked
// against a file of allowed signers as OpenSSH has it.
//
// Nothing here reads a file, a clock or an agent: contents, the time and signers are
// handed in.
package signoff

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// Namespace is the namespace of the signatures: one made for another purpose is not
// taken for an approval, nor the other way round.
const Namespace = "tfblast"

// StatementVersion is the version of the statement's form.
const StatementVersion = 1

// Statement is what a signer approves.
type Statement struct {
	// Version is StatementVersion.
	Version int `json:"tfblast_approval"`
	// Fingerprint is that of the plan: "sha256:" and 64 hexadecimal digits. It covers no
	// sensitive value.
	Fingerprint string `json:"fingerprint"`
	// PlanFile is the digest of the plan file's bytes in the same form, which covers
	// everything; empty for an approval that holds for any file with this fingerprint.
	PlanFile string `json:"plan_file,omitempty"`
	// Context is what the approval is for, such as a commit or a pull request. An approval
	// for another context is a replay.
	Context string `json:"context"`
	// Level and Score are those of the report that the signer saw.
	Level risk.Level `json:"level"`
	Score int        `json:"score"`
	// Made and Expires are in whole seconds, UTC. The signer's clock says when it was made.
	Made    time.Time `json:"made_at"`
	Expires time.Time `json:"expires_at"`
	// Expectation is the digest of the declared intent that the plan was held against;
	// empty where there was none.
	Expectation string `json:"expectation,omitempty"`
}

var digestForm = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)

// maxContext bounds a context, in bytes.
const maxContext = 512

// Check says what a statement lacks.
func (s Statement) Check() error {
	switch {
	case s.Version != StatementVersion:
		return fmt.Errorf("version %d: this version of tfblast reads %d", s.Version, StatementVersion)
	case !digestForm.MatchString(s.Fingerprint):
		return fmt.Errorf("fingerprint %q: want sha256: and 64 hexadecimal digits", s.Fingerprint)
	case s.PlanFile != "" && !digestForm.MatchString(s.PlanFile):
		return fmt.Errorf("plan_file %q: want sha256: and 64 hexadecimal digits", s.PlanFile)
	case s.Expectation != "" && !digestForm.MatchString(s.Expectation):
		return fmt.Errorf("expectation %q: want sha256: and 64 hexadecimal digits", s.Expectation)
	case s.Score < 0 || s.Score > 100:
		return fmt.Errorf("score %d: want 0 to 100", s.Score)
	case s.Made.IsZero() || !s.Expires.After(s.Made):
		return errors.New("expires_at must be later than made_at")
	}
	return CheckContext(s.Context)
}

// CheckContext says what is wrong with a context: it is one line of printable text.
func CheckContext(context string) error {
	switch {
	case strings.TrimSpace(context) == "":
		return errors.New("no context: name what is approved, such as a commit or a pull request")
	case len(context) > maxContext:
		return fmt.Errorf("the context has %d bytes, at most %d are taken", len(context), maxContext)
	case !utf8.ValidString(context) || strings.ContainsFunc(context, func(r rune) bool { return !unicode.IsPrint(r) }):
		return errors.New("the context holds characters that can't be printed")
	}
	return nil
}

// Encode writes the statement in its one form: a line of JSON with the members in the
// order of the type, and the end of the line. These bytes are what is signed.
func (s Statement) Encode() ([]byte, error) {
	s.Made, s.Expires = wholeSeconds(s.Made), wholeSeconds(s.Expires)
	if err := s.Check(); err != nil {
		return nil, fmt.Errorf("statement: %w", err)
	}
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil {
		return nil, fmt.Errorf("statement: %w", err)
	}
	return line.Bytes(), nil
}

// boundForm goes into the digest of Bound first: it is that of nothing else.
const boundForm = "tfblast plan with declared intent 1"

// Bound returns one digest for a plan and a declared intent, both given by their digests:
// "sha256:" and 64 hexadecimal digits. A statement binds the two as members of their own.
func Bound(fingerprint, expectation string) string {
	sum := sha256.Sum256([]byte(boundForm + "\n" + fingerprint + "\n" + expectation + "\n"))
	return "sha256:" + hex.EncodeToString(sum[:])
}

func wholeSeconds(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }

// ParseStatement reads a statement. Bytes that Encode would not write, such as another
// order, a member twice or one that is not known, are refused: two readers could
// understand them differently.
func ParseStatement(line []byte) (Statement, error) {
	var s Statement
	if err := json.Unmarshal(line, &s); err != nil {
		return Statement{}, fmt.Errorf("statement: %w", err)
	}
	again, err := s.Encode()
	if err != nil {
		return Statement{}, err
	}
	if !bytes.Equal(line, again) {
		return Statement{}, errors.New("statement: not in the form that tfblast writes")
	}
	return s, nil
}
