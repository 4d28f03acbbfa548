package plan

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

// Read reads one plan. The input may be compressed (gzip, zstd), UTF-16 with a byte
// order mark, or preceded by the lines of a CI wrapper; the plan's diagnostics then
// say so. What is no whole plan is refused with a *RefusedError.
func Read(ctx context.Context, r io.Reader) (*Plan, error) {
	in, err := openDocument(ctx, r)
	if err != nil {
		return nil, err
	}
	defer in.close()
	w := &wire{}
	names, err := decodeWire(in, w.part)
	if err != nil {
		return nil, err
	}
	if err := checkKind(names); err != nil {
		return nil, err
	}
	return in.plan(w)
}

// openDocument opens an input and moves to where its JSON begins.
func openDocument(ctx context.Context, r io.Reader) (*input, error) {
	in, err := openInput(contextReader{ctx, r})
	if err != nil {
		return nil, err
	}
	if err := in.skipPreamble(); err != nil {
		in.close()
		return nil, err
	}
	return in, nil
}

// plan checks and masks what was read.
func (in *input) plan(w *wire) (*Plan, error) {
	diagnostics, err := w.check()
	if err != nil {
		return nil, err
	}
	p, err := w.build()
	if err != nil {
		return nil, err
	}
	p.Diagnostics = append(append(in.diagnostics, diagnostics...), p.Diagnostics...)
	return p, nil
}

// contextReader stops reading when its context is done.
type contextReader struct {
	ctx context.Context //nolint:containedctx // lives for one Read only
	r   io.Reader
}

func (c contextReader) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(b)
}

// decodeWire reads the one JSON object of the input into what part returns for the names
// of its members, nil for one to leave unread. It returns the names.
func decodeWire(in *input, part func(name string) any) ([]string, error) {
	dec := jsontext.NewDecoder(in.r)
	if _, err := dec.ReadToken(); err != nil {
		return nil, syntaxError(dec, err)
	}
	var names []string
	for dec.PeekKind() != '}' {
		token, err := dec.ReadToken()
		if err != nil {
			return nil, syntaxError(dec, err)
		}
		name := token.String()
		if name == "@level" || name == "@message" {
			return nil, refuse(KindLog, "this is the log stream of `terraform plan -json`, not a plan")
		}
		names = append(names, name)
		if target := part(name); target != nil {
			err = jsonv2.UnmarshalDecode(dec, target, decoding)
		} else {
			err = dec.SkipValue()
		}
		if err != nil {
			return nil, syntaxError(dec, err)
		}
	}
	if _, err := dec.ReadToken(); err != nil {
		return nil, syntaxError(dec, err)
	}
	unread := bytes.Clone(dec.UnreadBuffer())
	wrapped, err := checkTrailing(io.MultiReader(bytes.NewReader(unread), in.r))
	if err != nil {
		return nil, err
	}
	if wrapped {
		in.diagnostics = append(in.diagnostics, diagnostic.Infof("lines of a CI wrapper stand after the JSON; they were passed over"))
	}
	return names, nil
}

// checkKind refuses objects that are no plan by the names of their members.
func checkKind(names []string) error {
	has := map[string]bool{}
	for _, name := range names {
		has[name] = true
	}
	switch {
	case has["resource_changes"], has["planned_values"]:
		return nil
	case has["lineage"] && has["serial"], has["version"] && has["resources"] && has["terraform_version"]:
		return refuse(KindState, "this is a state file, not a plan")
	case has["format_version"] && has["values"], has["format_version"] && len(names) == 1,
		has["format_version"] && has["terraform_version"] && len(names) == 2:
		return refuse(KindState, "this is the output of `terraform show -json` for a state, not for a plan")
	case has["format_version"] && has["provider_schemas"]:
		return refuse(KindNotPlan, "this is the output of `terraform providers schema -json`, not a plan")
	case has["configuration"] || has["prior_state"] || has["errored"]:
		return nil
	}
	return refuse(KindNotPlan, "JSON, but not a plan: it has neither resource_changes nor planned_values")
}

// syntaxError says where the JSON is broken and whether it just ends too early.
func syntaxError(dec *jsontext.Decoder, err error) error {
	where := fmt.Sprintf("after %d bytes, at %s", dec.InputOffset(), place(dec.StackPointer()))
	if syntactic, ok := errors.AsType[*jsontext.SyntacticError](err); ok && syntactic.JSONPointer != "" {
		where = fmt.Sprintf("after %d bytes, at %s", syntactic.ByteOffset, place(syntactic.JSONPointer))
	}
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("interrupted: %w", err)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return refuse(KindTruncated, "the input ends in the middle of a plan (%s)", where)
	}
	if semantic, ok := errors.AsType[*jsonv2.SemanticError](err); ok && !isSyntactic(err) {
		return refuse(KindSyntax, "not in the form of a plan at %s: a JSON %s is not what Terraform writes there",
			place(semantic.JSONPointer), kindName(semantic.JSONKind))
	}
	if errors.Is(err, jsontext.ErrDuplicateName) {
		return refuse(KindSyntax, "a name stands twice in one JSON object (%s): which one counts can't be told", where)
	}
	if isSyntactic(err) {
		return refuse(KindSyntax, "invalid JSON (%s)", where) // the cause may quote the input
	}
	return wrapReadError(err)
}

func isSyntactic(err error) bool {
	_, ok := errors.AsType[*jsontext.SyntacticError](err)
	return ok
}

// kindName names a JSON kind in words.
func kindName(kind jsontext.Kind) string {
	switch kind {
	case 'n':
		return "null"
	case 't', 'f':
		return "boolean"
	case '"':
		return "string"
	case '0':
		return "number"
	case '{':
		return "object"
	case '[':
		return "array"
	case '}', ']', jsontext.KindInvalid:
	}
	return "value"
}
