package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/objectstore"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
)

// commentName is the name that the marker of a comment is made of: the one given, else the
// stack given, else the stack of the one file that is named, else the arguments in their
// shortest form. It does not depend on which plans a folder holds, so that a run finds the
// comment of the last one also where it finds no plan any more.
func commentName(id, stack string, args []string) string {
	switch {
	case id != "":
		return id
	case stack != "":
		return stack
	case len(args) == 1 && !isFolder(args[0]):
		plans, _, err := planfile.Expand(args)
		if err != nil || len(plans) != 1 {
			break
		}
		if stacks, err := stackNames(plans, ""); err == nil {
			return stacks[0]
		}
	}
	names := make([]string, 0, len(args))
	for _, arg := range args {
		name := argumentName(arg)
		if len(args) > 1 && strings.ContainsAny(name, " \"") {
			name = strconv.Quote(name) // "a b" is not "a" and "b"
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ")
}

// argumentName is the one form of an argument: a path within its repository.
func argumentName(arg string) string {
	if arg == planfile.Stdin || objectstore.IsURL(arg) {
		return arg
	}
	return folderInRepository(filepath.Clean(arg))
}

// isFolder reports whether an argument stands for the plans in a folder. What is not there
// counts as a folder if its name has no ending: `rm -r plans` must not make another comment.
func isFolder(arg string) bool {
	if arg == planfile.Stdin {
		return false
	}
	if objectstore.IsURL(arg) {
		return strings.HasSuffix(arg, "/")
	}
	if info, err := os.Stat(arg); err == nil {
		return info.IsDir()
	}
	return strings.HasSuffix(filepath.ToSlash(arg), "/") || filepath.Ext(arg) == "" && !strings.HasSuffix(arg, "tfplan")
}
