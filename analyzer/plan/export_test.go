package plan

import (
	"context"
	"io"
)

// ReadInChunks is Read and ReadLean with buffers of another size.
func ReadInChunks(ctx context.Context, r io.Reader, size int, needs *Needs) (*Plan, error) {
	in, err := openDocument(ctx, r)
	if err != nil {
		return nil, err
	}
	defer in.close()
	in.size = size
	if needs == nil {
		return in.readPlan(nil)
	}
	return in.readPlan(newLean(*needs))
}

// IsMadeUp is isMadeUp.
func IsMadeUp(s string) bool { return isMadeUp([]byte(s)) }
