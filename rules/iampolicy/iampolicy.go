// Package iampolicy reads policy documents of AWS into their statements, in which the order and
// the forms that mean the same are left as the document writes them.
package iampolicy

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Statement is one statement of a document. An element is a text, a list of texts, or for
// principals an object of such by kind; nil where it is not there. Numbers are json.Number.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
type Statement struct {
	Sid, Effect                                                                  string
	Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition any
}

// errForm is returned for JSON that is no policy document.
var errForm = errors.New("no policy document: Statement is missing, or one of its statements has no action")

// Parse reads the statements of a document: a list of them, or one by itself. The error is for
// text that is no JSON, or no policy document. Of elements of one name the last counts.
func Parse(text string) ([]Statement, error) {
	var document struct{ Statement json.RawMessage }
	if err := decode(text, &document); err != nil {
		return nil, err
	}
	if len(document.Statement) == 0 {
		return nil, errForm
	}
	statements := make([]Statement, 1)
	var into any = &statements[0]
	if document.Statement[0] == '[' {
		into = &statements
	}
	if err := decode(string(document.Statement), into); err != nil {
		return nil, err
	}
	for _, s := range statements {
		if s.Action == nil && s.NotAction == nil {
			return nil, errForm
		}
	}
	return statements, nil
}

// decode reads all of a text, with numbers as they are written.
func decode(text string, into any) error {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		return fmt.Errorf("policy document: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: something stands behind it", errForm)
	}
	return nil
}

// Ambiguous reports whether a name stands twice in one object of a JSON text, whatever the case,
// as AWS makes no difference: readers differ in which of both they take. It is false for what is
// no JSON.
// https://www.rfc-editor.org/rfc/rfc8259#section-4
func Ambiguous(text string) bool {
	decoder := jsontext.NewDecoder(strings.NewReader(text))
	var names []map[string]bool // by depth
	for {
		token, err := decoder.ReadToken()
		if err != nil {
			return errors.Is(err, jsontext.ErrDuplicateName)
		}
		depth := decoder.StackDepth()
		for len(names) <= depth {
			names = append(names, nil)
		}
		if token.Kind() == jsontext.KindBeginObject {
			names[depth] = map[string]bool{}
			continue
		}
		if kind, length := decoder.StackIndex(depth); kind != jsontext.KindBeginObject || length%2 == 0 || token.Kind() != jsontext.KindString {
			continue // no name
		}
		name := strings.ToLower(token.String())
		if names[depth][name] {
			return true
		}
		names[depth][name] = true
	}
}
