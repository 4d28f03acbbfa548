package policyfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/rules/policy"
)

// Comparison says how the policy at hand stands to that of a commit.
type Comparison struct {
	// Changed says of each file that is not what it is there, what is the matter: "FILE is
	// not what it is at REF".
	Changed []string
	// Outside lists files that lie outside of the repository: no commit of it has them.
	Outside []string
	// Had is false if the policy can't be read from the commit, as it lacks a file.
	Had bool
}

// Compare holds the files that Read has returned against what the commit base has in
// their places. What counts is what is read: links are followed, in the commit as well,
// and a file that is found in another folder is the same if its content is. With a Ref
// that is no part of the change base..HEAD there is nothing to compare.
func (q Query) Compare(ctx context.Context, base string, files []policy.File) (Comparison, error) {
	var c Comparison
	if len(q.Names) == 1 && q.Names[0] == None {
		return c, nil
	}
	hash, err := resolve(ctx, base)
	if err != nil {
		return c, fmt.Errorf("compare the policy with %s: %w", base, err)
	}
	if q.Ref != "" {
		own, err := partOf(ctx, hash, q.Ref)
		if err != nil || !own {
			return c, err
		}
	}
	t := &tree{ctx: ctx, ref: base, hash: hash}
	if err := t.locate(); err != nil {
		return c, fmt.Errorf("compare the policy with %s: %w", base, err)
	}
	if len(q.Names) == 0 {
		err = t.compareFound(&c, files)
	} else {
		err = t.compareNamed(&c, q.Names, files)
	}
	if err != nil {
		return c, fmt.Errorf("compare the policy with %s: %w", base, err)
	}
	return c, nil
}

// partOf reports whether a commit is one that the change base..HEAD adds.
func partOf(ctx context.Context, base, ref string) (bool, error) {
	hash, err := resolve(ctx, ref)
	if err != nil {
		return false, fmt.Errorf("--policy-ref %s: %w", ref, err)
	}
	added, err := git(ctx, "rev-list", "--max-count=1", hash, "^"+base)
	if err != nil {
		return false, fmt.Errorf("--policy-ref %s: %w", ref, err)
	}
	elsewhere, err := git(ctx, "rev-list", "--max-count=1", hash, "^HEAD")
	if err != nil {
		return false, fmt.Errorf("--policy-ref %s: %w", ref, err)
	}
	return len(added) > 0 && len(elsewhere) == 0, nil
}

// tree is a commit, seen from the working directory.
type tree struct {
	ctx       context.Context // of one call of Compare
	ref, hash string
	// top is the top of the repository in the file system.
	top string
	// folders are the working directory's places in the repository: as it is, and as it was
	// entered, which differs where a link leads to it.
	folders []string
}

func (t *tree) locate() error {
	top, err := git(t.ctx, "rev-parse", "--show-toplevel")
	if err != nil {
		return err
	}
	t.top = filepath.FromSlash(strings.TrimSuffix(string(top), "\n"))
	prefix, err := git(t.ctx, "rev-parse", "--show-prefix")
	if err != nil {
		return err
	}
	t.folders = []string{strings.TrimSuffix(string(prefix), "\n")}
	here, err := filepath.Abs(".")
	if err != nil {
		return fmt.Errorf("find the working directory: %w", err)
	}
	if entered, inside := t.within(here); inside && entered != path.Clean(t.folders[0]) {
		t.folders = append(t.folders, entered)
	}
	return nil
}

// within is the place of an absolute path in the repository.
func (t *tree) within(name string) (string, bool) {
	inside, err := filepath.Rel(t.top, name)
	if err != nil {
		return "", false
	}
	inside = filepath.ToSlash(inside)
	return inside, !above(inside)
}

func above(place string) bool { return place == ".." || strings.HasPrefix(place, "../") }

// places are where in the repository a file lies by its name. Only if that is nowhere it
// is looked where links lead to.
func (t *tree) places(name string) []string {
	var places []string
	add := func(place string, inside bool) {
		if inside && !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	if filepath.IsAbs(name) {
		add(t.within(filepath.Clean(name)))
		if folder, err := filepath.EvalSymlinks(filepath.Dir(name)); err == nil {
			add(t.within(filepath.Join(folder, filepath.Base(name))))
		}
	} else {
		for _, folder := range t.folders {
			place := path.Join(folder, filepath.ToSlash(name))
			add(place, !above(place))
		}
	}
	if len(places) > 0 {
		return places
	}
	absolute, err := filepath.Abs(name)
	if err != nil {
		return nil
	}
	if resolved, err := filepath.EvalSymlinks(absolute); err == nil {
		add(t.within(resolved))
	}
	return places
}

// compareNamed compares each file that was named.
func (t *tree) compareNamed(c *Comparison, names []string, files []policy.File) error {
	c.Had = true
	for i, name := range names {
		places := t.places(name)
		if len(places) == 0 {
			c.Outside = append(c.Outside, files[i].Name)
			continue
		}
		for _, place := range places {
			content, err := t.read(place)
			if errors.Is(err, fs.ErrNotExist) {
				c.Changed = append(c.Changed, fmt.Sprintf("%s is not there at %s", files[i].Name, t.ref))
				c.Had = false
				break
			}
			if outside, ok := errors.AsType[*leavesError](err); ok {
				c.Changed = append(c.Changed, fmt.Sprintf("%s can't be compared: %v", files[i].Name, outside))
				break
			}
			if err != nil {
				return err
			}
			if !same(content, files[i].Content) {
				c.Changed = append(c.Changed, fmt.Sprintf("%s is not what it is at %s", files[i].Name, t.ref))
				break
			}
		}
	}
	return nil
}

// compareFound compares what was found with what would be found if the commit were
// checked out.
func (t *tree) compareFound(c *Comparison, files []policy.File) error {
	for _, folder := range t.folders {
		found, content, err := t.find(folder)
		c.Had = c.Had || found != ""
		outside, leaves := errors.AsType[*leavesError](err)
		switch {
		case leaves:
			c.Changed = append(c.Changed, fmt.Sprintf("%s can't be compared: %v", found, outside))
		case err != nil:
			return err
		case found == "" && len(files) == 0:
			continue
		case found == "":
			c.Changed = append(c.Changed, fmt.Sprintf("%s is not there at %s", files[0].Name, t.ref))
		case len(files) == 0:
			c.Changed = append(c.Changed, fmt.Sprintf("the policy %s of %s is gone", found, t.ref))
		case same(content, files[0].Content):
			continue
		default:
			c.Changed = append(c.Changed, fmt.Sprintf("%s is not what %s is at %s", files[0].Name, found, t.ref))
		}
		return nil
	}
	return nil
}

// find looks for the policy of a folder of the commit; the name is empty if there is none.
func (t *tree) find(folder string) (string, []byte, error) {
	for folder = path.Clean(folder); ; folder = path.Dir(folder) {
		name := path.Join(folder, Name)
		content, err := t.read(name)
		switch {
		case err == nil:
			return name, content, nil
		case !errors.Is(err, fs.ErrNotExist):
			return name, nil, err
		case folder == ".":
			return "", nil, nil
		}
	}
}

// same compares content without regard to what git makes of the ends of lines.
func same(a, b []byte) bool {
	return bytes.Equal(bytes.ReplaceAll(a, []byte("\r\n"), []byte("\n")), bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")))
}

// leavesError is a path of the commit that leads out of it.
type leavesError struct{ place, ref, why string }

func (e *leavesError) Error() string {
	return fmt.Sprintf("at %s, %s %s; name the file by its own path with --policy", e.ref, e.place, e.why)
}

// read reads what a path of the commit leads to, through links within the commit. The
// error is fs.ErrNotExist only if the commit has nothing there.
func (t *tree) read(place string) ([]byte, error) {
	if strings.ContainsAny(place, "\n") {
		return nil, fmt.Errorf("%q: a name with a line break can't be looked up", place)
	}
	listed, err := gitWith(t.ctx, strings.NewReader(t.hash+":"+place+"\n"), "cat-file", "--batch-check", "--follow-symlinks")
	if err != nil {
		return nil, fmt.Errorf("look for %s: %w", place, err)
	}
	first, _, _ := strings.Cut(string(listed), "\n")
	fields := strings.Fields(first)
	switch {
	case strings.HasPrefix(first, "symlink "):
		return nil, &leavesError{place, t.ref, "is a link that leads out of the repository"}
	case strings.HasPrefix(first, "dangling "), strings.HasPrefix(first, "loop "), strings.HasPrefix(first, "notdir "):
		return nil, &leavesError{place, t.ref, "is a link that leads nowhere"}
	case strings.HasSuffix(first, " missing"):
		if _, err := git(t.ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", t.hash+":"+place); err == nil {
			return nil, fmt.Errorf("%s: this clone does not hold the file: fetch it", place)
		}
		return nil, fs.ErrNotExist
	case len(fields) != 3:
		return nil, fmt.Errorf("look for %s: git answers %q", place, first)
	case fields[1] != "blob":
		return nil, &leavesError{place, t.ref, "is no file but a " + fields[1]}
	}
	if n, err := strconv.ParseInt(fields[2], 10, 64); err != nil || n > policy.MaxFile {
		return nil, tooLarge(place)
	}
	content, err := git(t.ctx, "cat-file", "blob", fields[0])
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", place, err)
	}
	return content, nil
}
