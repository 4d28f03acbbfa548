package history

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// ErrSeveral says that a name stands for more than one commit.
var ErrSeveral = errors.New("it stands for several")

// Commit finds the full hash of the commit that a name stands for, in the repository that a
// folder lies in. A name that is a tag and a branch, or a branch and the beginning of a hash,
// is ErrSeveral: git would take one of them, which others may be able to push. So is a tag
// that looks like the branch of a remote. A name that is written out (refs/…) is taken as it is.
func Commit(ctx context.Context, folder, name string) (string, error) {
	return git{ctx: ctx, folder: folder}.commit(name)
}

func (g git) commit(name string) (string, error) {
	if name == "" || strings.HasPrefix(name, "-") {
		return "", fmt.Errorf("%q is no name of a commit: %w", name, ErrReference)
	}
	out, err := g.run("rev-parse", "--verify", "--end-of-options", name+"^{commit}")
	if err != nil {
		return "", err
	}
	if err := g.checkName(name); err != nil {
		return "", err
	}
	return strings.TrimSpace(out), nil
}

// begin is what a name goes by before it says which commit from there, as in main~2.
var begin = regexp.MustCompile(`^(?:[^~^:@]|@[^{]|@$)+`)

// abbreviated is the beginning of a hash. A whole one stands above all names.
var abbreviated = regexp.MustCompile(`^[0-9A-Fa-f]{4,39}$`)

// checkName makes sure that a name has one meaning (gitrevisions(7) lists them).
func (g git) checkName(name string) error {
	name = begin.FindString(name)
	if name == "" || name == "HEAD" || strings.HasPrefix(name, "refs/") {
		return nil
	}
	places := []string{"refs/" + name, "refs/tags/" + name, "refs/heads/" + name, "refs/remotes/" + name, "refs/remotes/" + name + "/HEAD"}
	found, err := g.run(append([]string{"for-each-ref", "--format=%(refname)"}, places...)...)
	if err != nil {
		return err
	}
	there := strings.Fields(found)
	meant := slices.DeleteFunc(places, func(place string) bool { return !slices.Contains(there, place) })
	if len(meant) > 0 && abbreviated.MatchString(name) {
		hashes, err := g.run("rev-parse", "--disambiguate="+name)
		if err != nil {
			return err
		}
		meant = append(meant, strings.Fields(hashes)...)
	}
	if len(meant) > 1 {
		return fmt.Errorf("%w: write out which one, %s", ErrSeveral, strings.Join(meant, " or "))
	}
	remote, branch, ok := strings.Cut(name, "/")
	if !ok || len(meant) == 0 || strings.HasPrefix(meant[0], "refs/remotes/") {
		return nil
	}
	remotes, err := g.run("remote")
	if err != nil || !slices.Contains(strings.Fields(remotes), remote) {
		return err
	}
	return fmt.Errorf("%w: it looks like the branch %s of %s, and is %s here: fetch the branch, or write that out", ErrSeveral, branch, remote, meant[0])
}
