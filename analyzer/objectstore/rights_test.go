package objectstore_test

import (
	"context"
	"maps"
	"slices"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go/middleware"

	"github.com/tfblast/tfblast/analyzer/objectstore"
)

// The rights are those of the calls that a store makes, no more and no fewer.
func TestRights(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.put(t, "prod/plan.json", "{}")
	var mu sync.Mutex
	called := map[string]bool{}
	note := func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
		mu.Lock()
		called[middleware.GetOperationName(ctx)] = true
		mu.Unlock()
		return next.HandleInitialize(ctx, in)
	}
	store := s.store(t, objectstore.Options{Load: []func(*config.LoadOptions) error{config.WithAPIOptions([]func(*middleware.Stack) error{
		func(stack *middleware.Stack) error {
			return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("note", note), middleware.After)
		},
	})}})
	if _, err := read(t, store, "s3://plans/prod/plan.json"); err != nil {
		t.Fatal(err)
	}
	if _, err := store.List(t.Context(), mustParse(t, "s3://plans/prod/"), 10); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second finds the first
		if err := store.Create(t.Context(), mustParse(t, "s3://plans/out.md"), "text/plain", writing("x")); err != nil {
			t.Fatal(err)
		}
	}
	named := map[string]bool{}
	var actions []string
	for _, r := range objectstore.Rights() {
		actions = append(actions, r.Action)
		if r.Operation != "" {
			named[r.Operation] = true
		}
	}
	if !maps.Equal(called, named) {
		t.Errorf("called %v, rights for %v", called, named)
	}
	var granted []string
	for _, st := range objectstore.Statements(mustParse(t, "s3://plans/prod/")) {
		granted = append(granted, st.Action...)
		if want := map[string]string{"TfblastObjects": "arn:aws:s3:::plans/prod/*", "TfblastList": "arn:aws:s3:::plans", "TfblastKeys": "*"}[st.Sid]; st.Resource != want {
			t.Errorf("%s: %s, want %s", st.Sid, st.Resource, want)
		}
	}
	slices.Sort(granted)
	slices.Sort(actions)
	if !slices.Equal(granted, actions) {
		t.Errorf("granted %q, want %q", granted, actions)
	}
}
