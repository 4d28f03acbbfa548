package planfile

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/openfile"
)

// Held is a private copy of a plan's bytes. What is analysed, what is signed and what a
// command gets are these bytes, whatever becomes of the file that they came from.
type Held struct {
	// Plan is the copy, with the folder of the original: terraform runs there.
	Plan Plan
	// Path is the copy's absolute path; only the user can read it.
	Path string
	// Digest is "sha256:" and the hexadecimal digest of the bytes.
	Digest string
	// Binary is true for a binary plan file, the kind that `terraform apply` takes.
	Binary bool
}

// Hold copies a plan, an object, or standard input for the name "-". Close removes the copy.
func (o Opener) Hold(ctx context.Context, p Plan) (*Held, error) {
	from, folder := o.Stdin, p.Folder
	if p.Remote {
		object, err := o.stream(ctx, p)
		if err != nil {
			return nil, err
		}
		defer object.Close() //nolint:errcheck // only read, and each read has its error
		from, folder = object, "."
	} else if p.Name != Stdin {
		f, err := openfile.ForReading(ctx, p.Name)
		if err != nil {
			return nil, describeOpen(p.Name, err)
		}
		defer f.Close() //nolint:errcheck // only read
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return nil, fmt.Errorf("%s is a directory", p.Name)
		}
		from = f
	}
	if from == nil {
		return nil, errors.New("no standard input")
	}
	binary, stream, err := sniff(from)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	dir, err := os.MkdirTemp("", "tfblast-") // for the user alone (0700)
	if err != nil {
		return nil, fmt.Errorf("copy the plan: %w", err)
	}
	h := &Held{Path: filepath.Join(dir, "tfplan"), Binary: binary}
	if h.Path, err = filepath.Abs(h.Path); err != nil {
		return nil, errors.Join(fmt.Errorf("copy the plan: %w", err), os.RemoveAll(dir))
	}
	h.Plan = Plan{Name: h.Path, Folder: folder}
	digest := sha256.New()
	if err := writeAll(h.Path, io.TeeReader(untilDone{ctx, stream}, digest)); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	h.Digest = "sha256:" + hex.EncodeToString(digest.Sum(nil))
	return h, nil
}

// Close removes the copy.
func (h *Held) Close() error {
	if err := os.RemoveAll(filepath.Dir(h.Path)); err != nil {
		return fmt.Errorf("remove the copy of the plan: %w", err)
	}
	return nil
}

// untilDone ends a stream when its context is done.
type untilDone struct {
	ctx    context.Context // of the call that reads
	stream io.Reader
}

// Read reads from the stream.
func (u untilDone) Read(p []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.stream.Read(p)
}

// Unchanged reports an error if the copy no longer holds the bytes that were read.
func (h *Held) Unchanged() error {
	f, err := os.Open(h.Path)
	if err != nil {
		return fmt.Errorf("look at the copy of the plan again: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read
	digest := sha256.New()
	if _, err := io.Copy(digest, f); err != nil {
		return fmt.Errorf("look at the copy of the plan again: %w", err)
	}
	if "sha256:"+hex.EncodeToString(digest.Sum(nil)) != h.Digest {
		return fmt.Errorf("%s was changed while it was analysed", h.Path)
	}
	return nil
}
