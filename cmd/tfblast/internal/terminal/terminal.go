// Package terminal finds out what the standard streams are connected to.
package terminal

import (
	"os"

	"golang.org/x/term"
)

const (
	// DefaultWidth is the width of output that goes to no terminal.
	DefaultWidth = 80
	// maxWidth bounds the width on wide screens: longer lines are hard to read.
	maxWidth = 120
)

// Output describes where output goes.
type Output struct {
	// Color is true if escape codes for colour are welcome.
	Color bool
	// Width is the number of columns.
	Width int
}

// Describe finds the output's width and whether it takes colour: not if it is no
// terminal, if NO_COLOR is set (https://no-color.org) or TERM is "dumb".
func Describe(out any, getenv func(string) string) Output {
	f, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return Output{Width: DefaultWidth}
	}
	o := Output{Width: DefaultWidth, Color: getenv("NO_COLOR") == "" && getenv("TERM") != "dumb"}
	if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
		o.Width = min(width, maxWidth)
	}
	return o
}

// Attached reports whether one of the streams is a terminal, from whose keys signals come.
func Attached(streams ...any) bool {
	for _, stream := range streams {
		if f, ok := stream.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
			return true
		}
	}
	return false
}

// Piped reports whether an input is a pipe, a socket or a redirected file: something
// that a plan may come from without being named.
func Piped(in any) bool {
	f, ok := in.(*os.File)
	if !ok {
		return in != nil
	}
	info, err := f.Stat()
	if err != nil {
		return false
	}
	mode := info.Mode()
	return mode&os.ModeNamedPipe != 0 || mode&os.ModeSocket != 0 || mode.IsRegular()
}
