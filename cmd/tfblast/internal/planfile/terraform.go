package planfile

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// magic begins a binary plan file, which is a zip archive.
var magic = []byte("PK\x03\x04")

// sniff tells whether a stream is a binary plan file, without losing its first bytes.
func sniff(r io.Reader) (binary bool, stream io.Reader, err error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(len(magic))
	if err != nil && !errors.Is(err, io.EOF) {
		return false, nil, err
	}
	return bytes.Equal(head, magic), b, nil
}

// show runs `terraform show -json` on a binary plan file and returns its output.
func (o Opener) show(ctx context.Context, file, folder string) (io.ReadCloser, error) {
	program, err := o.program()
	if err != nil {
		return nil, err
	}
	path, err := filepath.Abs(file)
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", file, err)
	}
	args := []string{"show", "-json", "-no-color", path}
	if dir := workingFolder(folder); dir != "" {
		args = append([]string{"-chdir=" + dir}, args...)
	}
	return output(ctx, program, args, func(err error, message string) error {
		return fmt.Errorf("`%s show -json` failed on this binary plan (%w): %s; run it in the folder where the plan was made, after init",
			filepath.Base(program), err, message)
	})
}

// output runs a program and returns what it writes. Closing that waits for its end; failed
// makes the error of it out of the program's own and the first line of its message.
func output(ctx context.Context, program string, args []string, failed func(err error, message string) error) (io.ReadCloser, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("run %s: %w", program, err)
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("run %s: %w", program, err)
	}
	return readCloser{out, func() error {
		_, _ = io.Copy(io.Discard, out) // let the program end by itself
		if err := cmd.Wait(); err != nil {
			return failed(err, firstLine(complaint.String()))
		}
		return nil
	}}, nil
}

// workingFolder is the folder to run terraform in, "" for the present one: it needs the
// providers' schemas, which init has put beside the configuration.
func workingFolder(folder string) string {
	if _, err := os.Stat(".terraform"); err == nil {
		return ""
	}
	if _, err := os.Stat(filepath.Join(folder, ".terraform")); err == nil && folder != "." {
		return folder
	}
	return ""
}

func (o Opener) program() (string, error) {
	if o.Terraform != "" {
		return o.Terraform, nil
	}
	for _, name := range []string{"terraform", "tofu"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("this is a binary plan file, and neither terraform nor tofu is on PATH: " +
		"name one with --terraform PATH, or turn the plan into JSON with `terraform show -json PLANFILE`")
}

// sgr matches the escape codes with which programs colour their messages.
var sgr = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// firstLine is the first line of a message with words in it, without terraform's frame.
func firstLine(s string) string {
	for line := range strings.Lines(sgr.ReplaceAllString(s, "")) {
		if text := strings.Trim(line, "│╷╵ \r\n\t"); text != "" {
			return text
		}
	}
	return "no message"
}
