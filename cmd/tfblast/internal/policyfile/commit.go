package policyfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/tfblast/tfblast/rules/policy"
)

// readCommit reads the files from a commit: what lies in the working tree, which the same
// change may have edited, does not matter.
func (q Query) readCommit(ctx context.Context) ([]policy.File, error) {
	commit, err := git(ctx, "rev-parse", "--verify", "--end-of-options", q.Ref+"^{commit}")
	if err != nil {
		return nil, fmt.Errorf("--policy-ref %s: no such commit in this repository (%w); fetch it first: git fetch --depth=1 origin BRANCH", q.Ref, err)
	}
	hash := strings.TrimSpace(string(commit))
	candidates := q.Names
	if len(q.Names) == 0 {
		for _, folder := range foldersAbove() {
			candidates = append(candidates, filepath.Join(folder, Name))
		}
	}
	var files []policy.File
	for _, name := range candidates {
		path, err := relative(name)
		if err != nil {
			return nil, fmt.Errorf("--policy-ref %s: %w", q.Ref, err)
		}
		content, err := git(ctx, "cat-file", "blob", hash+":"+path)
		if err != nil && len(q.Names) == 0 {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("--policy-ref %s: %s is not in that commit (%w)", q.Ref, name, err)
		}
		files = append(files, policy.File{Name: q.Ref + ":" + filepath.ToSlash(filepath.Clean(name)), Content: content})
		if len(q.Names) == 0 {
			break
		}
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("--policy-ref %s: that commit has no %s here or above; without a policy leave --policy-ref out", q.Ref, Name)
	}
	return files, nil
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
	var complaint bytes.Buffer
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Stderr = &complaint
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
