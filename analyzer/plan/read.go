package plan

import (
	"context"
	"errors"
	"fmt"
	"io"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Read reads one plan. The input may be compressed (gzip, zstd), UTF-16 with a byte
// order mark, or preceded by the lines of a CI wrapper; the plan's diagnostics then
// say so. What is no whole plan is refused with a *RefusedError.
func Read(ctx context.Context, r io.Reader) (*Plan, error) { return readPlan(ctx, r, nil) }

// ReadLean is Read for plans of any size: of instances that stay as they are it keeps
// only what is needed, in Unchanged instead of Changes.
func ReadLean(ctx context.Context, r io.Reader, needs Needs) (*Plan, error) {
	return readPlan(ctx, r, newLean(needs))
}

func readPlan(ctx context.Context, r io.Reader, lean *lean) (*Plan, error) {
	in, err := openDocument(ctx, r)
	if err != nil {
		return nil, err
	}
	defer in.close()
	return in.readPlan(lean)
}

func (in *input) readPlan(lean *lean) (*Plan, error) {
	w := &wire{}
	names, err := in.read(w, nil, lean)
	if err != nil {
		return nil, err
	}
	if err := checkKind(names); err != nil {
		return nil, err
	}
	p, err := in.plan(w)
	if err == nil && lean != nil {
		p.Lean, p.Needs = true, lean.needs
	}
	return p, err
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

// contextReader stops reading when its context is done, also while it waits for data.
type contextReader struct {
	ctx context.Context //nolint:containedctx // lives for one Read only
	r   io.Reader
}

func (c contextReader) Read(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil || c.ctx.Done() == nil {
		if err == nil {
			return c.r.Read(b)
		}
		return 0, err
	}
	type result struct {
		n   int
		err error
	}
	done := make(chan result, 1)
	go func() {
		n, err := c.r.Read(b)
		done <- result{n, err}
	}()
	select {
	case r := <-done:
		return r.n, r.err
	case <-c.ctx.Done():
		return 0, c.ctx.Err() // b is not used again: reading has failed
	}
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

// position says where a decoder stands: offset and pointer in the document, and how its
// own offsets and pointers are to be read.
type position struct {
	offset  int64
	pointer jsontext.Pointer
	shift   int64
	prefix  jsontext.Pointer
}

// syntaxError says where the JSON is broken and whether it just ends too early.
func syntaxError(err error, at position) error {
	offset, pointer := at.offset, at.pointer
	if syntactic, ok := errors.AsType[*jsontext.SyntacticError](err); ok {
		offset = at.shift + syntactic.ByteOffset
		if within := at.prefix + syntactic.JSONPointer; within != "" {
			pointer = within
		}
	}
	where := fmt.Sprintf("after %d bytes, at %s", offset, place(pointer))
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("interrupted: %w", err)
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return refuse(KindTruncated, "the input ends in the middle of a plan (%s)", where)
	}
	if semantic, ok := errors.AsType[*jsonv2.SemanticError](err); ok && !isSyntactic(err) {
		return refuseForm(at.prefix+semantic.JSONPointer, semantic.JSONKind)
	}
	if errors.Is(err, jsontext.ErrDuplicateName) {
		return refuse(KindSyntax, "a name stands twice in one JSON object (%s): which one counts can't be told", where)
	}
	if isSyntactic(err) {
		return refuse(KindSyntax, "invalid JSON (%s)", where) // the cause may quote the input
	}
	return wrapReadError(err)
}

// refuseForm refuses a value of a kind that does not belong where it stands.
func refuseForm(at jsontext.Pointer, kind jsontext.Kind) error {
	return refuse(KindSyntax, "not in the form of a plan at %s: a JSON %s is not what Terraform writes there", place(at), kindName(kind))
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
