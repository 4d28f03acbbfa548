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
// repository, with the file's name where several plans lie in one folder.
func stackNames(plans []planfile.Plan, given string) ([]string, error) {
	names := make([]string, len(plans))
	inFolder := map[string]int{}
	for i, p := range plans {
		names[i] = given
		if given == "" {
			names[i] = folderStack(p.Folder)
			if p.Remote {
				names[i] = p.Folder // that of the key
			}
		}
		inFolder[names[i]]++
	}
	seen := map[string]string{}
	for i, p := range plans {
		if given == "" && inFolder[names[i]] > 1 && p.Name != planfile.Stdin {
			base, _, _ := strings.Cut(filepath.Base(p.Name), ".")
			names[i] = strings.TrimPrefix(names[i]+"/"+base, "./")
		}
		if other, twice := seen[names[i]]; twice {
			return nil, fmt.Errorf("%s and %s have the same stack name %q: analyse them one at a time, each with its --stack",
				other, p.Name, names[i])
		}
		seen[names[i]] = p.Name
	}
	return names, nil
}

// folderStack is the path of a folder within its repository, or the folder's own name
// where there is no repository.
func folderStack(folder string) string {
	path, err := filepath.Abs(folder)
	if err != nil {
		return ""
	}
	if root := repositoryRoot(path); root != "" {
		if relative, err := filepath.Rel(root, path); err == nil {
			return filepath.ToSlash(relative)
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
