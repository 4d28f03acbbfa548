package planfile

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
)

// maxEntries bounds the files and folders of one directory, those below it included.
const maxEntries = 100_000

// walk is one look through a directory.
type walk struct {
	root  string
	limit int
	plans []Plan
	left  Skipped
	seen  int
}

// inDirectory finds the plans in a directory and below it, in natural order of their paths.
func inDirectory(root string, limit int) ([]Plan, Skipped, error) {
	w := walk{root: root, limit: limit, left: Skipped{Place: root}}
	if err := w.enter(root); err != nil {
		return nil, w.left, err
	}
	if len(w.plans) == 0 {
		hint := "name the files"
		if len(w.left.Links) > 0 {
			hint = "links to folders are not followed: " + w.left.links()
		}
		return nil, w.left, fmt.Errorf("%s: the directory holds no plan, nor do the folders below it (%s); %s", root, strings.Join(extensions, ", "), hint)
	}
	slices.SortFunc(w.plans, func(a, b Plan) int { return address.Compare(a.Name, b.Name) })
	return w.plans, w.left, nil
}

// enter looks through one folder. One that can't be read is an error: there may be plans in it.
func (w *walk) enter(folder string) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("read directory: %w", err)
	}
	if w.seen += len(entries); w.seen > w.limit {
		return fmt.Errorf("%s: it holds more than %d files and folders: name the folders that the plans lie in", w.root, w.limit)
	}
	for _, e := range entries {
		path := filepath.Join(folder, e.Name())
		switch hidden := strings.HasPrefix(e.Name(), "."); {
		case e.IsDir() && hidden: // such as .git, and .terraform with its modules
		case e.IsDir():
			if err := w.enter(path); err != nil {
				return err
			}
		case leadsToFolder(path, e):
			if !hidden {
				w.left.Links = append(w.left.Links, w.below(path))
			}
		case IsPlanName(e.Name()):
			w.plans = append(w.plans, Plan{Name: path, Folder: folder, Root: w.root})
		default:
			w.left.add(w.below(path))
		}
	}
	return nil
}

// below is a path within the directory.
func (w *walk) below(path string) string {
	if relative, err := filepath.Rel(w.root, path); err == nil {
		return filepath.ToSlash(relative)
	}
	return path
}

// leadsToFolder reports whether an entry is a symbolic link to a folder.
func leadsToFolder(path string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return false
	}
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
