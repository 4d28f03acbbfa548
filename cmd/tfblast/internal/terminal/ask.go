package terminal

import (
	"bufio"
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

// Ask writes a question and reads one line of answer, without its end.
func Ask(in io.Reader, out io.Writer, question string) (string, error) {
	if _, err := fmt.Fprint(out, question); err != nil {
		return "", fmt.Errorf("ask: %w", err)
	}
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("read the answer: %w", err)
	}
	return strings.TrimRight(line, "\r\n"), nil
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
