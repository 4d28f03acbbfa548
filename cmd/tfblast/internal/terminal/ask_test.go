package terminal_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/terminal"
)

func TestAsk(t *testing.T) {
	t.Parallel()
	answer, err := terminal.Ask(t.Context(), strings.NewReader("aws_vpc.main\r\nmore"), io.Discard, "? ")
	if answer != "aws_vpc.main" || err != nil {
		t.Errorf("%q, %v", answer, err)
	}
	if _, err := terminal.Ask(t.Context(), strings.NewReader("half"), io.Discard, "? "); !errors.Is(err, terminal.ErrNoAnswer) {
		t.Errorf("at the end of the input: %v", err)
	}
	silent, end := io.Pipe()
	defer end.Close() //nolint:errcheck // nothing is written to it
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := terminal.Ask(ctx, silent, io.Discard, "? "); !errors.Is(err, terminal.ErrNoAnswer) {
		t.Errorf("after a signal: %v", err)
	}
}
