package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/openfile"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
)

// noConfig is the value of --config that keeps tfblast away from any source.
const noConfig = "none"

// readConfig reads the source of the plan's configuration and puts it into the options.
// Source that was asked for is used in any case, with a warning if it does not fit; the
// plan's own folder only if it fits. With --strict it is not looked at.
func (a *analyzeRun) readConfig(p planfile.Plan, model *plan.Plan, o *analyzer.Options) ([]diagnostic.Diagnostic, error) {
	folder, asked := a.flags.config, a.flags.config != ""
	if folder == noConfig || model.Config == nil && !asked {
		return nil, nil
	}
	if !asked {
		if p.Remote || a.strict(o) || !holdsConfiguration(p.Folder) {
			return nil, nil
		}
		folder = p.Folder
	}
	tree, diagnostics, err := loadConfig(folder, model)
	if err == nil && asked {
		err = unreadSource(diagnostics)
	}
	if err != nil {
		if asked {
			return nil, fmt.Errorf("--config %s: %w", folder, err)
		}
		return []diagnostic.Diagnostic{diagnostic.Infof("the configuration in %s was not used: %v", folder, err)}, nil
	}
	if err := unreadSource(diagnostics); err != nil {
		return []diagnostic.Diagnostic{diagnostic.Infof("the configuration in %s was not used: %v", folder, err)}, nil
	}
	var mismatches []graph.Mismatch
	if model.Config != nil {
		mismatches = graph.CompareSource(model.Config, tree)
	}
	if !asked && len(mismatches) > 0 {
		return []diagnostic.Diagnostic{
			diagnostic.Infof("the configuration in %s was not used: it does not fit the plan (%s)", folder, describeMismatches(mismatches)).
				WithDetail("Pass --config DIR to use it all the same, or --config none to keep away from it."),
		}, nil
	}
	if len(mismatches) > 0 {
		diagnostics = append(diagnostics, diagnostic.Warnf("the configuration in %s does not fit the plan (%s)", folder, describeMismatches(mismatches)).
			WithDetail("Where they differ, the plan's own references count."))
	}
	o.Config, o.ConfigFolder, o.ConfigFits = tree, filepath.ToSlash(folder), len(mismatches) == 0
	if a.folders == nil {
		a.folders = map[string]string{}
	}
	a.folders[o.Stack] = folderInRepository(folder)
	a.addSource(o.Stack, folder)
	return diagnostics, nil
}

// readGraph reads the file of --graph.
func (a *analyzeRun) readGraph(ctx context.Context, o *analyzer.Options) error {
	if a.flags.graph == "" {
		return nil
	}
	f, err := openfile.ForReading(ctx, a.flags.graph)
	if err != nil {
		return fmt.Errorf("--graph: %w", err)
	}
	drawing, err := graph.ReadGraphFile(f)
	if err := errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("--graph %s: %w", a.flags.graph, err)
	}
	o.Drawing = drawing
	return nil
}

// holdsConfiguration reports whether a folder has files that Terraform would read.
func holdsConfiguration(folder string) bool {
	for _, pattern := range []string{"*.tf", "*.tofu", "*.tf.json", "*.tofu.json"} {
		if found, err := filepath.Glob(filepath.Join(folder, pattern)); err == nil && len(found) > 0 {
			return true
		}
	}
	return false
}

// unreadSource is an error for source of which a file could not be read: what is in it
// would be missing without a word.
func unreadSource(diagnostics []diagnostic.Diagnostic) error {
	for _, d := range diagnostics {
		if d.Severity == diagnostic.Error {
			return errors.New(d.Summary)
		}
	}
	return nil
}

// loadConfig reads a root module. Modules may lie anywhere in the same repository, or
// anywhere at all where there is none. Files that only OpenTofu reads count for plans of
// OpenTofu only.
func loadConfig(folder string, model *plan.Plan) (*config.Tree, []diagnostic.Diagnostic, error) {
	path, err := filepath.Abs(folder)
	if err != nil {
		return nil, nil, err
	}
	root := repositoryRoot(path)
	if root == "" {
		root = filepath.VolumeName(path) + string(filepath.Separator)
	}
	relative, err := filepath.Rel(root, path)
	if err != nil {
		return nil, nil, err
	}
	relative = filepath.ToSlash(relative)
	fsys := os.DirFS(root)
	if !madeByTofu(model) {
		fsys = terraformFiles{fsys}
	}
	tree, diagnostics, err := config.Load(fsys, relative)
	for i, d := range diagnostics {
		diagnostics[i].Summary = strings.ReplaceAll(d.Summary, relative+"/", "")
	}
	return tree, diagnostics, err
}

// folderInRepository is a folder's path within its repository, with slashes; where there is
// no repository, the folder as given.
func folderInRepository(folder string) string {
	path, err := filepath.Abs(folder)
	if err == nil {
		if root := repositoryRoot(path); root != "" {
			if relative, err := filepath.Rel(root, path); err == nil {
				return filepath.ToSlash(relative)
			}
		}
	}
	return filepath.ToSlash(folder)
}

// madeByTofu reports whether the plan's providers come from OpenTofu's registry.
func madeByTofu(model *plan.Plan) bool {
	return slices.ContainsFunc(model.Changes, func(c *plan.Change) bool {
		return strings.HasPrefix(c.ProviderName, "registry.opentofu.org/")
	})
}

// terraformFiles hides the files that only OpenTofu reads, unless a folder has no others.
type terraformFiles struct{ fs.FS }

// ReadDir implements fs.ReadDirFS.
func (t terraformFiles) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(t.FS, name)
	if err != nil {
		return nil, err
	}
	tofu := func(e fs.DirEntry) bool {
		return strings.HasSuffix(e.Name(), ".tofu") || strings.HasSuffix(e.Name(), ".tofu.json")
	}
	if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		return strings.HasSuffix(e.Name(), ".tf") || strings.HasSuffix(e.Name(), ".tf.json")
	}) {
		return entries, nil
	}
	return slices.DeleteFunc(entries, tofu), nil
}

// maxMismatches bounds the differences that a message names.
const maxMismatches = 3

func describeMismatches(list []graph.Mismatch) string {
	var parts []string
	for i, m := range list {
		if i == maxMismatches {
			parts = append(parts, fmt.Sprintf("%d more", len(list)-i))
			break
		}
		parts = append(parts, m.Address+" "+m.What)
	}
	return strings.Join(parts, "; ")
}
