package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
)

// stackNames names the stack of each plan: as given, else the plan's folder within its
// repository, with the file's name unless that is a usual one, so that a plan has the same
// stack in a directory and by itself. Where usual names lie side by side they count after all.
func stackNames(plans []planfile.Plan, given string) ([]string, error) {
	names, full := make([]string, len(plans)), make([]string, len(plans))
	for i, p := range plans {
		names[i], full[i] = given, given
		if given == "" {
			folder := folderStack(p)
			names[i], full[i] = inFolder(folder, p.Label()), inFolder(folder, p.Base())
		}
	}
	for again := true; again; {
		again = false
		count := map[string]int{}
		for _, name := range names {
			count[name]++
		}
		for i := range names {
			if count[names[i]] > 1 && names[i] != full[i] {
				names[i], again = full[i], true
			}
		}
	}
	seen := map[string]string{}
	for i, p := range plans {
		if other, twice := seen[names[i]]; twice {
			return nil, fmt.Errorf("%s and %s have the same stack name %q: analyse them one at a time, each with its --stack",
				other, p.Name, names[i])
		}
		seen[names[i]] = p.Name
	}
	return names, nil
}

// inFolder is the name of a stack in a folder, that of the folder itself without a name.
func inFolder(folder, name string) string {
	if name == "" {
		return folder
	}
	return strings.TrimPrefix(folder+"/"+name, "./")
}

// stackFolder is the folder that a plan's stack is named after beside its file, empty where the
// stack has another name.
func stackFolder(p planfile.Plan, stack string) string {
	if folder := folderStack(p); p.Base() != "" && stack == inFolder(folder, p.Base()) {
		return folder
	}
	return ""
}

// folderStack is the path of a plan's folder within its repository. Where there is none it is
// that within the working directory, else that from the name of the directory that was given,
// else the folder's own name.
func folderStack(p planfile.Plan) string {
	if p.Remote {
		return p.Folder // that of the key
	}
	path, err := filepath.Abs(p.Folder)
	if err != nil {
		return ""
	}
	if root := repositoryRoot(path); root != "" {
		if relative, err := filepath.Rel(root, path); err == nil {
			return filepath.ToSlash(relative)
		}
	}
	if here, err := filepath.Abs("."); err == nil {
		if relative, err := filepath.Rel(here, path); err == nil && relative != "." && filepath.IsLocal(relative) {
			return filepath.ToSlash(relative)
		}
	}
	if p.Root != "" {
		if root, err := filepath.Abs(p.Root); err == nil {
			if relative, err := filepath.Rel(filepath.Dir(root), path); err == nil {
				return filepath.ToSlash(relative)
			}
		}
	}
	return filepath.Base(path)
}

// repositoryRoot is the nearest folder above an absolute path, or the path itself, that
// holds a git repository; empty if there is none.
func repositoryRoot(path string) string {
	for root := path; ; root = filepath.Dir(root) {
		if _, err := os.Stat(filepath.Join(root, ".git")); err == nil {
			return root
		}
		if root == filepath.Dir(root) {
			return ""
		}
	}
}

// unreadPlans is the diagnostic that heads a report in which plans are missing.
func unreadPlans(unread []string, all int) []diagnostic.Diagnostic {
	return []diagnostic.Diagnostic{{
		Severity: diagnostic.Error,
		Summary: fmt.Sprintf("%d of %d plans could not be read: this report is not complete without %s",
			len(unread), all, strings.Join(unread, ", ")),
	}}
}
