package history_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/history"
)

// repository is a real git repository for a test.
type repository struct {
	t   *testing.T
	dir string
}

func newRepository(t *testing.T) repository {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("NOT TESTED: git is not on PATH")
	}
	r := repository{t: t, dir: t.TempDir()}
	r.git("init", "-q", "-b", "main")
	return r
}

func (r repository) git(args ...string) string {
	r.t.Helper()
	cmd := exec.CommandContext(r.t.Context(), "git", args...)
	cmd.Dir = r.dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1",
		"GIT_AUTHOR_NAME=Ann", "GIT_AUTHOR_EMAIL=ann@example.com", "GIT_COMMITTER_NAME=Ben", "GIT_COMMITTER_EMAIL=ben@example.com")
	out, err := cmd.CombinedOutput()
	if err != nil {
		r.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (r repository) commit(message string) string {
	r.t.Helper()
	r.git("commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", message)
	return r.git("rev-parse", "HEAD")
}

func TestRead(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	base := r.commit("base")
	r.git("checkout", "-q", "-b", "change")
	first := r.commit("one\n\nwith \x1f and \x1e in it\n\nAssisted-by: LLM\n")
	// Settings of the repository that change what git prints.
	for _, setting := range []string{"log.showSignature", "log.mailmap", "log.decorate", "color.ui", "core.quotePath"} {
		r.git("config", setting, "true")
	}
	r.git("config", "color.ui", "always")
	r.git("config", "format.pretty", "oneline")
	if err := os.WriteFile(filepath.Join(r.dir, ".mailmap"), []byte("Zoe <zoe@example.com> <ann@example.com>\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	second := r.commit("zwei äöü")
	r.git("notes", "add", "-m", "a note", "HEAD")
	sub := filepath.Join(r.dir, "sub")
	if err := os.Mkdir(sub, 0o750); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{r.dir, sub} {
		got, err := history.Read(t.Context(), folder, "main")
		if err != nil {
			t.Fatal(err)
		}
		if got.Base != base || got.Head != second || len(got.Commits) != 2 {
			t.Fatalf("range %+v", got)
		}
		newest, oldest := got.Commits[0], got.Commits[1]
		if newest.Hash != second || strings.TrimSpace(newest.Message) != "zwei äöü" || oldest.Hash != first {
			t.Errorf("commits %+v", got.Commits)
		}
		if !strings.Contains(oldest.Message, "with \x1f and \x1e in it\n\nAssisted-by: LLM") {
			t.Errorf("message %q", oldest.Message)
		}
		if a, c := oldest.Author, oldest.Committer; a.Name != "Ann" || a.Email != "ann@example.com" || c.Name != "Ben" || c.Email != "ben@example.com" {
			t.Errorf("author %+v, committer %+v", a, c)
		}
	}
	if got, err := history.Read(t.Context(), r.dir, "HEAD"); err != nil || len(got.Commits) != 0 {
		t.Errorf("an empty range: %+v, %v", got, err)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	r.commit("base")
	r.git("branch", "old")
	r.commit("two")
	r.git("checkout", "-q", "--orphan", "alone")
	r.commit("unrelated")
	r.git("checkout", "-q", "main")
	for i := range 3 {
		r.commit(strings.Repeat("x", i+1))
	}
	clone := filepath.Join(t.TempDir(), "clone")
	r.git("clone", "-q", "--depth=2", "--no-single-branch", "file://"+r.dir, clone)
	empty := newRepository(t)
	for _, tt := range []struct {
		name, folder, base string
		want               error
	}{
		{"no such branch", r.dir, "nowhere", history.ErrReference},
		{"an option", r.dir, "--all", history.ErrReference},
		{"nothing", r.dir, "", history.ErrReference},
		{"a file's hash", r.dir, "HEAD^{tree}", history.ErrReference},
		{"nothing in common", r.dir, "alone", history.ErrReference},
		{"no repository", t.TempDir(), "main", history.ErrNoRepository},
		{"no commit", empty.dir, "main", history.ErrReference},
		{"not in a shallow clone", clone, "0123456789012345678901234567890123456789", history.ErrShallow},
		{"parted before the cut", clone, "origin/old", history.ErrShallow},
	} {
		got, err := history.Read(t.Context(), tt.folder, tt.base)
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %+v, error %v", tt.name, got, err)
		}
	}
	if got, err := history.Read(t.Context(), clone, "HEAD~1"); err != nil || len(got.Commits) != 1 {
		t.Errorf("within the clone: %+v, %v", got, err)
	}
}

// A merged branch that a shallow clone cuts off is not taken for all there is.
func TestReadCutBranch(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	r.commit("base")
	r.git("checkout", "-q", "-b", "side")
	r.commit("side 1")
	r.commit("side 2")
	r.git("checkout", "-q", "main")
	r.git("merge", "-q", "--no-ff", "-m", "merge", "side")
	clone := filepath.Join(t.TempDir(), "clone")
	r.git("clone", "-q", "--depth=2", "file://"+r.dir, clone)
	if got, err := history.Read(t.Context(), clone, "HEAD~1"); !errors.Is(err, history.ErrShallow) {
		t.Errorf("%d commits, error %v", len(got.Commits), err)
	}
}

func TestShow(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	folder := filepath.Join(r.dir, "sub dir")
	if err := os.Mkdir(folder, 0o750); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "signers*")
	write := func(content string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r.commit("none")
	write("old\n")
	r.git("add", "-A")
	r.commit("one")
	write("new\n")
	if content, inRepository, inCommit, err := history.Show(t.Context(), file, "HEAD"); err != nil || !inRepository || !inCommit || string(content) != "old\n" {
		t.Errorf("%q, %t, %t, %v", content, inRepository, inCommit, err)
	}
	if _, inRepository, inCommit, err := history.Show(t.Context(), file, "HEAD~1"); err != nil || !inRepository || inCommit {
		t.Errorf("before it was there: %t, %t, %v", inRepository, inCommit, err)
	}
	if _, inRepository, _, err := history.Show(t.Context(), filepath.Join(t.TempDir(), "x"), "HEAD"); err != nil || inRepository {
		t.Errorf("elsewhere: %t, %v", inRepository, err)
	}
	if _, _, _, err := history.Show(t.Context(), file, "nowhere"); !errors.Is(err, history.ErrReference) {
		t.Errorf("error %v", err)
	}
}

// A link within the repository could be made to lead to another file.
func TestShowLinkedFolder(t *testing.T) {
	r := newRepository(t)
	for _, folder := range []string{"strict", "lax"} {
		if err := os.Mkdir(filepath.Join(r.dir, folder), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(r.dir, folder, "signers"), []byte(folder), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("lax", filepath.Join(r.dir, "current")); err != nil {
		t.Skip("no links here")
	}
	r.git("add", "-A")
	r.commit("one")
	t.Chdir(r.dir)
	if content, _, _, err := history.Show(t.Context(), filepath.Join("current", "signers"), "HEAD"); err == nil {
		t.Errorf("read %q through a link", content)
	}
	if _, _, inCommit, err := history.Show(t.Context(), filepath.Join("strict", "signers"), "HEAD"); err != nil || !inCommit {
		t.Errorf("in a folder: %t, %v", inCommit, err)
	}
}

// A name that others could make stand for another commit is an error, wherever it is given.
func TestSeveral(t *testing.T) {
	t.Parallel()
	r := newRepository(t)
	base := r.commit("base")
	clone := repository{t: t, dir: filepath.Join(t.TempDir(), "clone")}
	r.git("clone", "-q", "file://"+r.dir, clone.dir)
	clone.git("checkout", "-q", "-b", "change")
	clone.commit("by the author")
	head := clone.commit("more")
	for _, tt := range []struct {
		name string
		// make is what others have pushed or made, as arguments of git.
		make []string
		base string
		want error
	}{
		{"a branch of a remote", nil, "origin/main", nil},
		{"a remote", nil, "origin", nil},
		{"a branch", nil, "main", nil},
		{"a branch and a way from it", nil, "main~0^{commit}", nil},
		{"a hash", nil, base, nil},
		{"the beginning of a hash", nil, base[:10], nil},
		{"a tag", []string{"tag", "v1", base}, "v1", nil},
		{"a tag like the branch of a remote", []string{"tag", "origin/main", "HEAD~1"}, "origin/main", history.ErrSeveral},
		{"such a tag, a way from it", []string{"tag", "origin/main", "HEAD~1"}, "origin/main~0", history.ErrSeveral},
		{"such a tag, written out", []string{"tag", "origin/main", "HEAD~1"}, "refs/remotes/origin/main", nil},
		{"a tag that is written out itself", []string{"tag", "refs/remotes/origin/main", "HEAD~1"}, "refs/remotes/origin/main", nil},
		{"a branch like that of a remote", []string{"branch", "origin/main", "HEAD~1"}, "origin/main", history.ErrSeveral},
		{"a tag like a branch that was not fetched", []string{"tag", "origin/next", "HEAD~1"}, "origin/next", history.ErrSeveral},
		{"a tag like a branch", []string{"tag", "main", "HEAD~1"}, "main", history.ErrSeveral},
		{"a tag like a remote", []string{"tag", "origin", "HEAD~1"}, "origin", history.ErrSeveral},
		{"a tag like the beginning of a hash", []string{"tag", base[:10], "HEAD~1"}, base[:10], history.ErrSeveral},
		{"a branch like a whole hash", []string{"update-ref", "refs/heads/" + base, "HEAD~1"}, base, nil},
		{"a tag with an at sign", []string{"tag", "a@b", "HEAD~1"}, "a@b", nil},
		{"a reference of its own kind", []string{"update-ref", "refs/main", "HEAD~1"}, "main", history.ErrSeveral},
		{"a folder of references", []string{"tag", "main/x", "HEAD~1"}, "main", nil},
	} {
		if tt.make != nil {
			clone.git(tt.make...)
		}
		hash, err := history.Commit(t.Context(), clone.dir, tt.base)
		if tt.want == nil && tt.base != "a@b" && (err != nil || hash != base) {
			t.Errorf("%s: %s, %v, want %s", tt.name, hash, err, base)
		}
		for from, err := range map[string]error{
			"Commit": err,
			"Read":   second(history.Read(t.Context(), clone.dir, tt.base)),
			"PartOf": second(history.PartOf(t.Context(), filepath.Join(clone.dir, "x"), tt.base, "HEAD")),
			"named":  second(history.PartOf(t.Context(), filepath.Join(clone.dir, "x"), base, tt.base)),
		} {
			if !errors.Is(err, tt.want) {
				t.Errorf("%s: %s: error %v, want %v", tt.name, from, err, tt.want)
			}
		}
		for ref := range strings.FieldsSeq(clone.git("for-each-ref", "--format=%(refname)")) {
			if ref != "refs/heads/main" && ref != "refs/heads/change" && !strings.HasPrefix(ref, "refs/remotes/origin/") {
				clone.git("update-ref", "-d", ref)
			}
		}
	}
	if got := history.Head(t.Context(), clone.dir); got != head {
		t.Errorf("head %s, want %s", got, head)
	}
}

func second[T any](_ T, err error) error { return err }
