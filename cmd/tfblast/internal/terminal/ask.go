package terminal

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// Interactive reports whether somebody at a terminal can be asked: both the input and the
// stream for questions are one.
func Interactive(in, out any) bool {
	return isTerminal(in) && isTerminal(out)
}

func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
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

// AskSecret writes a question and reads one line that is not shown. The input must be a
// terminal.
func AskSecret(in io.Reader, out io.Writer, question string) ([]byte, error) {
	f, ok := in.(*os.File)
	if !ok || !isTerminal(f) {
		return nil, fmt.Errorf("standard input is no terminal")
	}
	if _, err := fmt.Fprint(out, question); err != nil {
		return nil, fmt.Errorf("ask: %w", err)
	}
	secret, err := term.ReadPassword(int(f.Fd()))
	_, _ = fmt.Fprintln(out)
	if err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	return secret, nil
}
