// Package policyfile finds and reads policy files: those that are named, or the one of the
// repository, from the working tree or from a commit.
package policyfile

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/tfblast/tfblast/rules/policy"
)

const (
	// Name is the file that is looked for where none is named.
	Name = ".tfblast.hcl"
	// None is the name that keeps tfblast away from any policy.
	None = "none"
)

// Query says which policy files to read.
type Query struct {
	// Names are the files as given, in their order. Without any, Name is looked for in the
	// working directory and the folders above it, up to the top of the repository; outside
	// of a repository in the working directory only, since others may write to what is
	// above. None alone stands for no policy.
	Names []string
	// Ref is a commit to read them from, empty for the working tree.
	Ref string
}

// Read reads the files. The list is empty if there is no policy, which is an error where
// one was asked for.
func (q Query) Read(ctx context.Context) ([]policy.File, error) {
	for _, name := range q.Names {
		if name == None && (len(q.Names) > 1 || q.Ref != "") {
			return nil, fmt.Errorf("--policy %s stands alone: other files and --policy-ref contradict it", None)
		}
		if name == "" {
			return nil, errors.New("--policy is empty: name a file, or write --policy none for no policy")
		}
		if name == "-" {
			return nil, errors.New("--policy - is no file: a policy is not read from standard input")
		}
	}
	if len(q.Names) == 1 && q.Names[0] == None {
		return nil, nil
	}
	if q.Ref != "" {
		return q.readCommit(ctx)
	}
	names := q.Names
	if len(names) == 0 {
		found, err := find()
		if err != nil || found == "" {
			return nil, err
		}
		names = []string{found}
	}
	var files []policy.File
	for _, name := range names {
		content, err := read(name)
		if err != nil {
			return nil, fmt.Errorf("read policy: %w", err)
		}
		files = append(files, policy.File{Name: filepath.ToSlash(filepath.Clean(name)), Content: content})
	}
	return files, nil
}
