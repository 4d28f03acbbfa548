package policyfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tfblast/tfblast/rules/policy"
)

// find looks for the file of the repository; empty if there is none. A link that leads
// nowhere counts as found: reading it says so.
func find() (string, error) {
	folders, top := foldersAbove()
	for _, folder := range folders {
		name := filepath.Join(folder, Name)
		switch info, err := os.Lstat(name); {
		case err == nil && folder != "." && (!trusted(info) || !trusted(top)):
			return "", fmt.Errorf("%s, or the repository that it lies in, belongs to another user: name it with --policy %s if that is meant, or write --policy none", name, name)
		case err == nil:
			return name, nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", fmt.Errorf("look for a policy: %w; name one with --policy FILE, or write --policy none", err)
		}
	}
	return "", nil
}

// foldersAbove lists the working directory and the folders above it within the same
// repository, as relative paths, and tells what .git there is; nil outside of a repository.
func foldersAbove() ([]string, fs.FileInfo) {
	folders := []string{"."}
	for folder := "."; ; folder = filepath.Join(folder, "..") {
		path, err := filepath.Abs(folder)
		if err != nil {
			return folders[:1], nil
		}
		if folder != "." {
			folders = append(folders, folder)
		}
		if info := repository(filepath.Join(path, ".git")); info != nil {
			return folders, info
		}
		if path == filepath.Dir(path) {
			return folders[:1], nil
		}
	}
}

// repository returns what a .git is if it makes its folder the top of a repository: a
// folder with a HEAD, or the file that a worktree or a submodule has. Nil if it is neither.
func repository(git string) fs.FileInfo {
	info, err := os.Lstat(git)
	if err != nil {
		return nil
	}
	if target, err := os.Stat(git); err == nil && target.IsDir() {
		if _, err := os.Lstat(filepath.Join(git, "HEAD")); err != nil {
			return nil
		}
		return info
	}
	if content, err := read(git); err != nil || !bytes.HasPrefix(content, []byte("gitdir: ")) {
		return nil
	}
	return info
}

// read reads a regular file that is no larger than a policy may be. A pipe would wait for
// its writer.
func read(name string) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no regular file", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(io.LimitReader(f, policy.MaxFile+1))
	if err := errors.Join(err, f.Close()); err != nil {
		return nil, err
	}
	if len(content) > policy.MaxFile {
		return nil, tooLarge(name)
	}
	return content, nil
}

func tooLarge(name string) error {
	return fmt.Errorf("%s has more than %d bytes, the most that a policy may have: split it, --policy can be given several times", name, policy.MaxFile)
}
