package sink

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/openfile"
)

// Append adds one line to a file, which it makes if there is none, for the user alone. The
// line goes out in one write, so that lines of several processes don't mix, and is on the
// disk when Append returns. What is in the file stays. A pipe is waited for until the context
// is done.
func Append(ctx context.Context, path string, line []byte) error {
	if bytes.ContainsAny(line, "\n\r") {
		return fmt.Errorf("append to %s: the text has more than one line", path)
	}
	f, err := openfile.ForWriting(ctx, path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("append: %w", err)
	}
	_, err = f.Write(append(bytes.Clone(line), '\n'))
	if info, statErr := f.Stat(); err == nil && statErr == nil && info.Mode().IsRegular() { // a pipe has no disk
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("append to %s: %w", path, err)
	}
	return nil
}
