// Package iampolicy reads policy documents of AWS into their statements, in which the order and
// the forms that mean the same are left as the document writes them.
package iampolicy

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
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
// text that is no JSON, or no policy document.
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
