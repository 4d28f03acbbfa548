package plan_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// The mark of an id may stand behind an instance that holds it in clear and is not kept.
func TestLeanPlanMentionsHiddenIDs(t *testing.T) {
	t.Parallel()
	const unchanged = `{"address":"aws_y.b","mode":"managed","type":"aws_y","name":"b","change":{"actions":["no-op"],` +
		`"before":{"target":"orders-main"},"after":{"target":"orders-main"},"after_unknown":{},"before_sensitive":{},"after_sensitive":{}}}`
	const deleted = `{"address":"aws_x.a","mode":"managed","type":"aws_x","name":"a","change":{"actions":["delete"],` +
		`"before":{"id":"orders-main"},"after":null,"before_sensitive":{"id":true}}}`
	p, err := plan.ReadLean(t.Context(), strings.NewReader(`{"format_version":"1.2","resource_changes":[`+unchanged+`,`+deleted+`]}`), plan.Needs{})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Unchanged) != 1 || len(p.Changes) != 1 {
		t.Fatalf("%d unchanged and %d changes, want one of each", len(p.Unchanged), len(p.Changes))
	}
	own := p.NewFinder(nil).Object("aws_x", p.Changes[0].Before, true)
	for _, held := range p.Unchanged[0].Facts() {
		for _, f := range own {
			if held.Kind == plan.Mention && f.Kind == plan.MaskedIdentity && held.Hash == f.Hash {
				return
			}
		}
	}
	t.Errorf("the facts %v do not mention the id of %v", p.Unchanged[0].Facts(), own)
}

// Reading stops when its context is done, although no data comes.
func TestReadIsInterrupted(t *testing.T) {
	t.Parallel()
	silent, writer := io.Pipe()
	t.Cleanup(func() { _ = writer.Close() })
	ctx, cancel := context.WithCancel(t.Context())
	cancelled := make(chan error, 1)
	go func() {
		_, err := plan.Read(ctx, silent)
		cancelled <- err
	}()
	if _, err := writer.Write([]byte(`{"format_version":`)); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := <-cancelled; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was cancelled", err)
	}
}
