// Package planfile turns PLAN arguments into streams of plan JSON.
package planfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/tfblast/tfblast/analyzer/objectstore"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/openfile"
)

// Stdin is the argument that means standard input.
const Stdin = "-"

// Plan is one plan to read.
type Plan struct {
	// Name is how messages and reports call it: the argument, or the path of a file in
	// a directory that was given.
	Name string
	// Folder is the folder that the plan lies in; for standard input the working
	// directory.
	Folder string
	// Remote is true for an object in a store; Folder is then that of its key.
	Remote bool
	// Root is the directory that was given, for a file that it stands for; else empty.
	Root string
	// Unnamed is true if Name is that of a command, and no file's.
	Unnamed bool
}

// Opener opens plans.
type Opener struct {
	// Stdin is read for the name "-".
	Stdin io.Reader
	// Terraform is the program that shows binary plans; empty means terraform, else
	// tofu, as found on PATH.
	Terraform string
	// Store connects to the store of s3:// names, nil if there is none.
	Store func(context.Context) (*objectstore.Store, error)
}

// Expand lists the plans that the arguments name. A directory stands for the plans in it
// and in the folders below it, by their endings; what is not taken for plans is told of.
func Expand(args []string) ([]Plan, []Skipped, error) {
	var plans []Plan
	var skipped []Skipped
	for _, arg := range args {
		if arg == Stdin {
			plans = append(plans, Plan{Name: Stdin, Folder: "."})
			continue
		}
		if objectstore.IsURL(arg) {
			plans = append(plans, objectPlan(arg))
			continue
		}
		info, err := os.Stat(arg)
		if err != nil {
			plans = append(plans, Plan{Name: arg, Folder: filepath.Dir(arg)}) // opening it says why
			continue
		}
		if !info.IsDir() {
			plans = append(plans, Plan{Name: arg, Folder: filepath.Dir(arg)})
			continue
		}
		found, left, err := inDirectory(arg, maxEntries)
		if err != nil {
			return nil, nil, err
		}
		plans = append(plans, found...)
		if !left.empty() {
			skipped = append(skipped, left)
		}
	}
	return plans, skipped, nil
}

// Open opens a plan. Closing it reports what went wrong with a program that wrote it,
// so the error of Close counts as much as that of Read.
func (o Opener) Open(ctx context.Context, p Plan) (io.ReadCloser, error) {
	if p.Name == Stdin {
		return o.openStdin(ctx)
	}
	if p.Remote {
		return o.openObject(ctx, p)
	}
	f, err := openfile.ForReading(ctx, p.Name)
	if err != nil {
		return nil, describeOpen(p.Name, err)
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, errors.Join(fmt.Errorf("%s is a directory", p.Name), f.Close())
	}
	binary, stream, err := sniff(f)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("read: %w", err), f.Close())
	}
	if !binary {
		return readCloser{stream, f.Close}, nil
	}
	if err := f.Close(); err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	return o.show(ctx, p.Name, p.Folder)
}

// ErrNoCommand is in the error for a name that is no file and looks like a command.
var ErrNoCommand = errors.New("this version has no command")

func describeOpen(name string, err error) error {
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if !strings.ContainsAny(name, `/\.`) {
		return fmt.Errorf("no such file, and %w %q: see `tfblast --help`", ErrNoCommand, name)
	}
	return errors.New("no such file")
}

func (o Opener) openStdin(ctx context.Context) (io.ReadCloser, error) {
	if o.Stdin == nil {
		return nil, errors.New("no standard input")
	}
	return o.openStream(ctx, o.Stdin)
}

// openStream reads a plan that lies in no file. A binary plan goes through one: terraform
// reads plans from files only.
func (o Opener) openStream(ctx context.Context, from io.Reader) (io.ReadCloser, error) {
	binary, stream, err := sniff(from)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if !binary {
		return io.NopCloser(stream), nil
	}
	dir, err := os.MkdirTemp("", "tfblast-")
	if err != nil {
		return nil, fmt.Errorf("copy the plan: %w", err)
	}
	remove := func() error { return os.RemoveAll(dir) }
	file := filepath.Join(dir, "tfplan")
	if err := writeAll(file, stream); err != nil {
		return nil, errors.Join(err, remove())
	}
	shown, err := o.show(ctx, file, ".")
	if err != nil {
		return nil, errors.Join(err, remove())
	}
	return readCloser{shown, func() error { return errors.Join(shown.Close(), remove()) }}, nil
}

func writeAll(path string, r io.Reader) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("copy the plan: %w", err)
	}
	if _, err := io.Copy(f, r); err != nil {
		return errors.Join(fmt.Errorf("copy the plan: %w", err), f.Close())
	}
	return f.Close()
}

type readCloser struct {
	io.Reader
	close func() error
}

func (r readCloser) Close() error { return r.close() }
