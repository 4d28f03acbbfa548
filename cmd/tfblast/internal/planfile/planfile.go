// Package planfile turns PLAN arguments into streams of plan JSON.
package planfile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
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
	// Listed is true for a file that a directory stands for.
	Listed bool
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

// Expand lists the plans that the arguments name. A directory stands for the plans
// right in it, by their endings; files that are not taken for plans are told of.
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
		found, left, err := inDirectory(arg)
		if err != nil {
			return nil, nil, err
		}
		plans = append(plans, found...)
		if len(left.Names) > 0 {
			skipped = append(skipped, left)
		}
	}
	return plans, skipped, nil
}

func inDirectory(dir string) ([]Plan, Skipped, error) {
	left := Skipped{Place: dir}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, left, fmt.Errorf("read directory: %w", err)
	}
	var plans []Plan
	for _, e := range entries {
		switch {
		case e.IsDir():
		case IsPlanName(e.Name()):
			plans = append(plans, Plan{Name: filepath.Join(dir, e.Name()), Folder: dir, Listed: true})
		default:
			left.add(e.Name())
		}
	}
	if len(plans) == 0 {
		return nil, left, fmt.Errorf("%s: the directory holds no plan (%s); name the files", dir, strings.Join(extensions, ", "))
	}
	slices.SortFunc(plans, func(a, b Plan) int { return address.Compare(a.Name, b.Name) })
	return plans, left, nil
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
