// Package history reads the commits of a change by running git.
package history

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/provenance"
)

// Range is the commits that a change adds to a base.
type Range struct {
	// Base and Head are full hashes.
	Base, Head string
	// Commits are those that HEAD has and the base has not, newest first.
	Commits []provenance.Commit
}

// The errors that callers tell apart.
var (
	// ErrNoGit: there is no git to run.
	ErrNoGit = errors.New("git is not on PATH")
	// ErrNoRepository: the folder lies in no repository.
	ErrNoRepository = errors.New("no git repository")
	// ErrShallow: the clone is too shallow to know all commits of the change.
	ErrShallow = errors.New("the clone is shallow")
	// ErrReference: git does not know the base, or it has nothing in common with HEAD.
	ErrReference = errors.New("unknown base")
)

// Read reads the commits of base..HEAD of the repository that a folder lies in. It never
// returns less than all of them: a clone too shallow to tell is an error.
func Read(ctx context.Context, folder, base string) (Range, error) {
	var r Range
	g := git{ctx: ctx, folder: folder}
	if _, err := exec.LookPath("git"); err != nil {
		return r, fmt.Errorf("read the commits of the change: %w: install git, or state who made the change with --ai-assisted", ErrNoGit)
	}
	inside, err := g.run("rev-parse", "--is-shallow-repository")
	if err != nil {
		return r, fmt.Errorf("read the commits of the change: %w around %s (%w): run in a clone of the repository", ErrNoRepository, folder, err)
	}
	shallow := strings.TrimSpace(inside) == "true"
	if r.Head, err = g.commit("HEAD"); err != nil {
		return r, fmt.Errorf("read the commits of the change: %w: HEAD names no commit: commit the change first", ErrReference)
	}
	if r.Base, err = g.commit(base); err != nil {
		if errors.Is(err, ErrSeveral) {
			return r, fmt.Errorf("base %q: %w", base, err)
		}
		if shallow {
			return r, fmt.Errorf("base %q: %w and does not hold it: fetch the whole history (`git fetch --unshallow`; fetch-depth: 0 in GitHub Actions)", base, ErrShallow)
		}
		return r, fmt.Errorf("base %q: %w: want a branch, tag or commit of this repository; a branch of a remote is origin/NAME, once fetched", base, ErrReference)
	}
	if _, err := g.run("merge-base", r.Base, r.Head); err != nil {
		if shallow {
			return r, fmt.Errorf("base %q: %w, and where it parts from HEAD is not in it: fetch the whole history (`git fetch --unshallow`)", base, ErrShallow)
		}
		return r, fmt.Errorf("base %q: %w: it has no commit in common with HEAD", base, ErrReference)
	}
	if r.Commits, err = g.log(r.Base, r.Head); err != nil {
		return r, fmt.Errorf("read the commits of the change: %w", err)
	}
	if shallow {
		return r, g.checkCut(base, r.Commits)
	}
	return r, nil
}

// Head is the full hash of the commit that is checked out in a folder, empty where there
// is none or git can't tell.
func Head(ctx context.Context, folder string) string {
	hash, err := git{ctx: ctx, folder: folder}.commit("HEAD")
	if err != nil {
		return ""
	}
	return hash
}

// checkCut makes sure that no commit of the range lost its parents to a shallow clone:
// what lies behind them would belong to the range.
func (g git) checkCut(base string, commits []provenance.Commit) error {
	path, err := g.run("rev-parse", "--git-path", "shallow")
	if err != nil {
		return fmt.Errorf("find where the clone is cut: %w", err)
	}
	path = strings.TrimSpace(path)
	if !filepath.IsAbs(path) {
		path = filepath.Join(g.folder, path)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("find where the clone is cut: %w", err)
	}
	cut := strings.Fields(string(content))
	for _, c := range commits {
		if slices.Contains(cut, c.Hash) {
			return fmt.Errorf("base %q: %w: commits of the change lie behind %s: fetch the whole history (`git fetch --unshallow`)", base, ErrShallow, c.Hash)
		}
	}
	return nil
}

// Show returns a file as a commit has it, found by its place in the working tree; false if
// the file lies outside of the repository, or the commit does not have it. A folder of the
// repository that is a link is an error: a change could make it lead elsewhere.
func Show(ctx context.Context, file, commit string) (content []byte, inRepository, inCommit bool, err error) {
	folder := filepath.Dir(file)
	if linked(ctx, folder) {
		return nil, true, false, fmt.Errorf("read %s as %q has it: a folder on its way is a link: name the file by its own path", file, commit)
	}
	g := git{ctx: ctx, folder: folder}
	prefix, err := g.run("rev-parse", "--show-prefix")
	if err != nil {
		return nil, false, false, nil //nolint:nilerr // a folder outside of any repository is an answer
	}
	hash, err := g.commit(commit)
	if err != nil {
		return nil, true, false, fmt.Errorf("read %s as %q has it: %w", file, commit, unknown(err))
	}
	path := strings.TrimSuffix(prefix, "\n") + filepath.Base(file)
	listed, err := g.run("ls-tree", "--full-tree", "-z", "--name-only", hash, "--", ":(literal)"+path)
	if err != nil {
		return nil, true, false, fmt.Errorf("read %s as %q has it: %w", file, commit, err)
	}
	if listed == "" {
		return nil, true, false, nil
	}
	text, err := g.run("cat-file", "blob", hash+":"+path)
	if err != nil {
		return nil, true, false, fmt.Errorf("read %s as %q has it: %w", file, commit, err)
	}
	return []byte(text), true, true, nil
}

// PartOf reports whether a name stands for a commit of the change base..HEAD, in the
// repository that a file lies in.
func PartOf(ctx context.Context, file, base, name string) (bool, error) {
	g := git{ctx: ctx, folder: filepath.Dir(file)}
	hash, err := g.commit(name)
	if err != nil {
		return false, fmt.Errorf("%q: %w", name, unknown(err))
	}
	from, err := g.commit(base)
	if err != nil {
		return false, fmt.Errorf("%q: %w", base, unknown(err))
	}
	added, err := g.run("rev-list", "--max-count=1", hash, "^"+from)
	if err != nil {
		return false, err
	}
	elsewhere, err := g.run("rev-list", "--max-count=1", hash, "^HEAD")
	return added != "" && elsewhere == "", err
}

// unknown is the error for a name that no commit was found for.
func unknown(err error) error {
	if errors.Is(err, ErrSeveral) {
		return err
	}
	return ErrReference
}

// linked reports whether the way to a folder of the repository goes through a link in it.
func linked(ctx context.Context, folder string) bool {
	top, err := git{ctx: ctx, folder: "."}.run("rev-parse", "--show-toplevel")
	if err != nil {
		return false
	}
	named, err := filepath.Abs(folder)
	if err != nil {
		return false
	}
	below, err := filepath.Rel(filepath.FromSlash(strings.TrimSuffix(top, "\n")), named)
	if err != nil || below == ".." || strings.HasPrefix(below, ".."+string(filepath.Separator)) {
		return false
	}
	resolved, err := filepath.EvalSymlinks(named)
	if err != nil {
		return false
	}
	way, err := filepath.Rel(named, resolved) // without regard to case where paths have none
	return err != nil || way != "."
}

// git runs git in a folder.
type git struct {
	ctx    context.Context // of one call of Read
	folder string
}

// run runs git and returns its output; the error holds the first line of its complaint.
// Settings and environment that change what a command means are overruled.
func (g git) run(args ...string) (string, error) {
	settings := []string{
		"-C", g.folder, "--no-pager", "--no-replace-objects",
		"-c", "log.showSignature=false", "-c", "log.mailmap=false", "-c", "i18n.logOutputEncoding=UTF-8", "-c", "core.fsmonitor=false",
	}
	cmd := exec.CommandContext(g.ctx, "git", append(settings, args...)...)
	cmd.Env = append(os.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_REPLACE_OBJECTS=1")
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return "", ErrNoGit
		}
		line, _, _ := strings.Cut(strings.TrimSpace(complaint.String()), "\n")
		return "", fmt.Errorf("git %s: %w: %s", args[0], err, line)
	}
	return out.String(), nil
}

// fields are what log asks for of a commit. None of them can hold the byte that ends each.
var fields = []string{"%H", "%an", "%ae", "%cn", "%ce", "%B"}

func (g git) log(base, head string) ([]provenance.Commit, error) {
	out, err := g.run("log", "-z", "--no-color", "--no-show-signature", "--no-notes", "--no-decorate",
		"--format=tformat:"+strings.Join(fields, "%x00"), base+".."+head, "--")
	if err != nil {
		return nil, err
	}
	parts := strings.Split(out, "\x00")
	parts = parts[:len(parts)-1]
	if len(parts)%len(fields) != 0 {
		return nil, fmt.Errorf("git log: %d fields are no whole number of commits", len(parts))
	}
	var commits []provenance.Commit
	for p := range slices.Chunk(parts, len(fields)) {
		commits = append(commits, provenance.Commit{
			Hash: p[0], Author: provenance.Identity{Name: p[1], Email: p[2]},
			Committer: provenance.Identity{Name: p[3], Email: p[4]}, Message: p[5],
		})
	}
	return commits, nil
}
