package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// Interactive reports whether an input is a terminal, so that somebody can be asked.
func Interactive(in any) bool {
	f, ok := in.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// ErrNoAnswer says that the question was not answered: the input ended, or a signal came.
var ErrNoAnswer = errors.New("the question was not answered")

// Ask writes a question and reads one line of answer, without its end, until the context is
// done.
func Ask(ctx context.Context, in io.Reader, out io.Writer, question string) (string, error) {
	if _, err := fmt.Fprint(out, question); err != nil {
		return "", fmt.Errorf("ask: %w", err)
	}
	type read struct {
		line string
		err  error
	}
	done := make(chan read, 1)
	go func() { // it ends with the input, or with the process
		line, err := bufio.NewReader(in).ReadString('\n')
		done <- read{line, err}
	}()
	select {
	case <-ctx.Done():
		_, _ = fmt.Fprintln(out)
		return "", ErrNoAnswer
	case r := <-done:
		if errors.Is(r.err, io.EOF) {
			return "", ErrNoAnswer
		}
		if r.err != nil {
			return "", fmt.Errorf("read the answer: %w", r.err)
		}
		return strings.TrimRight(r.line, "\r\n"), nil
	}
}

// ErrNoTerminal says that there is nobody to ask.
var ErrNoTerminal = errors.New("there is no terminal to ask at")

// AskSecret writes a question and reads one line that is not shown: at the terminal of the
// process, since its input may be a plan, else at the input if that is a terminal.
func AskSecret(in io.Reader, out io.Writer, question string) ([]byte, error) {
	from, ok := in.(*os.File)
	if tty, err := os.OpenFile("/dev/tty", os.O_RDWR, 0); err == nil {
		defer tty.Close() //nolint:errcheck // nothing is kept in it
		from, out, ok = tty, tty, true
	}
	if !ok || !Interactive(from) {
		return nil, ErrNoTerminal
	}
	if _, err := fmt.Fprint(out, question); err != nil {
		return nil, fmt.Errorf("ask: %w", err)
	}
	secret, err := term.ReadPassword(int(from.Fd()))
	_, _ = fmt.Fprintln(out)
	if err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	return secret, nil
}
