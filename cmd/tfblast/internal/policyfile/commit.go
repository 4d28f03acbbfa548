package policyfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/history"
	"github.com/tfblast/tfblast/rules/policy"
)

// readCommit reads the files from a commit: what lies in the working tree, which the same
// change may have edited, does not matter.
func (q Query) readCommit(ctx context.Context) ([]policy.File, error) {
	files, err := q.filesOf(ctx)
	if err != nil {
		return nil, fmt.Errorf("--policy-ref %s: %w", q.Ref, err)
	}
	return files, nil
}

func (q Query) filesOf(ctx context.Context) ([]policy.File, error) {
	hash, err := resolve(ctx, q.Ref)
	if err != nil {
		return nil, err
	}
	label := q.Ref + "@" + hash[:min(len(hash), shownHash)]
	if strings.HasPrefix(hash, q.Ref) {
		label = hash[:min(len(hash), shownHash)]
	}
	candidates := q.Names
	if len(q.Names) == 0 {
		folders, _ := foldersAbove()
		for _, folder := range folders {
			candidates = append(candidates, filepath.Join(folder, Name))
		}
	}
	var files []policy.File
	for _, name := range candidates {
		content, err := readBlob(ctx, hash, name)
		if errors.Is(err, fs.ErrNotExist) && len(q.Names) == 0 {
			continue
		}
		if err != nil {
			return nil, err
		}
		files = append(files, policy.File{Name: label + ":" + filepath.ToSlash(filepath.Clean(name)), Content: content})
		if len(q.Names) == 0 {
			break
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("that commit has no %s here or above; without a policy leave --policy-ref out", Name)
	}
	return files, nil
}

// shownHash is how many digits of a commit's name are shown.
const shownHash = 12

// resolve returns the hash of the commit that a name stands for, which must be one.
func resolve(ctx context.Context, ref string) (string, error) {
	hash, err := history.Commit(ctx, ".", ref)
	if err != nil && !errors.Is(err, history.ErrSeveral) {
		return "", fmt.Errorf("no such commit in this repository (%w); fetch it first: git fetch --depth=1 origin BRANCH", err)
	}
	return hash, err
}

// readBlob reads a file of a commit. The error is fs.ErrNotExist only if the commit does
// not have it: what git can't read may hold a policy.
func readBlob(ctx context.Context, hash, name string) ([]byte, error) {
	path, err := relative(name)
	if err != nil {
		return nil, err
	}
	listed, err := git(ctx, "--literal-pathspecs", "ls-tree", "-z", hash, "--", path)
	if err != nil {
		return nil, fmt.Errorf("look for %s in that commit: %w", name, err)
	}
	entry, _, _ := strings.Cut(string(listed), "\t") // MODE TYPE HASH
	fields := strings.Fields(entry)
	switch {
	case len(fields) == 0:
		return nil, fmt.Errorf("%s is not in that commit: %w", name, fs.ErrNotExist)
	case len(fields) != 3:
		return nil, fmt.Errorf("%s: git lists it as %q", name, entry)
	case fields[0] == "120000":
		return nil, fmt.Errorf("%s is a symlink in that commit, and what it leads to is not read", name)
	case fields[1] != "blob":
		return nil, fmt.Errorf("%s is no file in that commit, but a %s", name, fields[1])
	}
	size, err := git(ctx, "cat-file", "-s", fields[2])
	if err != nil {
		return nil, fmt.Errorf("read %s from that commit: %w", name, err)
	}
	if n, err := strconv.ParseInt(strings.TrimSpace(string(size)), 10, 64); err != nil || n > policy.MaxFile {
		return nil, tooLarge(name)
	}
	content, err := git(ctx, "cat-file", "blob", fields[2])
	if err != nil {
		return nil, fmt.Errorf("read %s from that commit: %w", name, err)
	}
	return content, nil
}

// relative is a path as git takes it behind a commit: ./ or ../ from the working directory.
func relative(name string) (string, error) {
	if filepath.IsAbs(name) {
		here, err := filepath.Abs(".")
		if err != nil {
			return "", fmt.Errorf("find the working directory: %w", err)
		}
		inside, err := filepath.Rel(here, name)
		if err != nil {
			return "", fmt.Errorf("%s lies outside of the repository: %w", name, err)
		}
		name = inside
	}
	name = filepath.ToSlash(filepath.Clean(name))
	if name != ".." && !strings.HasPrefix(name, "../") {
		name = "./" + name
	}
	return name, nil
}

// git runs git and returns what it prints. The error is the first line of its complaint.
func git(ctx context.Context, args ...string) ([]byte, error) {
	return gitWith(ctx, nil, args...)
}

// gitWith is git with something on its standard input.
func gitWith(ctx context.Context, input io.Reader, args ...string) ([]byte, error) {
	var complaint bytes.Buffer
	cmd := exec.CommandContext(ctx, "git", append([]string{"--no-replace-objects"}, args...)...)
	cmd.Stdin, cmd.Stderr = input, &complaint
	out, err := cmd.Output()
	if err == nil {
		return out, nil
	}
	if errors.Is(err, exec.ErrNotFound) {
		return nil, errors.New("git is not on PATH")
	}
	line, _, _ := strings.Cut(strings.TrimSpace(complaint.String()), "\n")
	if line == "" {
		return nil, fmt.Errorf("git %s: %w", args[0], err)
	}
	return nil, errors.New(line)
}
