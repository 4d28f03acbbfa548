package config

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

// maxModules bounds the tree: folders that call each other twice at every level double
// the modules each time.
const maxModules = 10000

// loader holds what reading one configuration needs.
type loader struct {
	fsys        fs.FS
	diagnostics []diagnostic.Diagnostic
	// contents holds each folder once, nil for one that can't be read.
	contents map[string]*Module
	manifest map[string]string
	// broken are the files with syntax errors.
	broken map[string]bool
	tree   *Tree
	full   bool
}

// Load reads the root module in the folder dir of fsys and every module that it calls: by
// local path, or by the manifest that `init` leaves in the root module's
// .terraform/modules/modules.json. Folders are slash-separated and relative to fsys, which
// must be rooted high enough to hold them all.
//
// It is an error if dir can't be read or holds no configuration file. Anything else (a
// file with syntax errors, a module that is not there) is a diagnostic with file and
// line, and what can be read is kept.
func Load(fsys fs.FS, dir string) (*Tree, []diagnostic.Diagnostic, error) {
	dir = path.Clean(dir)
	if !fs.ValidPath(dir) {
		return nil, nil, fmt.Errorf("configuration folder %s: lies outside of the folder that is read", dir)
	}
	l := &loader{
		fsys: fsys, contents: map[string]*Module{}, broken: map[string]bool{},
		tree: &Tree{modules: map[string]*Module{}},
	}
	content, err := l.content(dir)
	if err != nil {
		return nil, nil, fmt.Errorf("configuration folder %s: %w", dir, reason(err))
	}
	l.readManifest(dir)
	l.tree.Root = l.module(nil, content, nil)
	return l.tree, withoutRepeats(l.diagnostics), nil
}

// withoutRepeats keeps the first of equal diagnostics: an argument may be read twice.
func withoutRepeats(list []diagnostic.Diagnostic) []diagnostic.Diagnostic {
	seen := map[diagnostic.Diagnostic]bool{}
	return slices.DeleteFunc(list, func(d diagnostic.Diagnostic) bool {
		repeated := seen[d]
		seen[d] = true
		return repeated
	})
}

// content reads a folder's files, once for however many calls.
func (l *loader) content(dir string) (*Module, error) {
	if content, ok := l.contents[dir]; ok {
		return content, nil
	}
	l.contents[dir] = nil
	primary, override, err := configFiles(l.fsys, dir)
	if err != nil {
		return nil, err
	}
	d := newDefinitions(l)
	for _, name := range primary {
		d.define(l.readFile(dir, name))
	}
	for _, name := range override {
		d.override(l.readFile(dir, name))
	}
	content := d.module(dir)
	l.contents[dir] = content
	return content, nil
}

// module places a folder's content in the tree, with the modules that it calls. above
// are the folders on the way to it.
func (l *loader) module(names []string, content *Module, above []string) *Module {
	m := *content
	m.Path = staticPath(names)
	l.tree.modules[m.Path] = &m
	m.Calls = make(map[string]*Call, len(content.Calls))
	above = append(slices.Clone(above), m.Dir)
	for _, name := range sortedNames(content.Calls) {
		call := *content.Calls[name]
		m.Calls[name] = &call
		call.Module = l.called(&call, append(slices.Clone(names), name), m.Dir, above)
	}
	return &m
}

// called finds the module that a call names, nil with a diagnostic if it can't.
func (l *loader) called(call *Call, names []string, caller string, above []string) *Module {
	where := staticPath(names)
	dir, err := l.sourceDir(call.Source, names, caller)
	if err != nil {
		l.missing(call, "%s is not read: %v", where, err)
		return nil
	}
	if slices.Contains(above, dir) {
		l.missing(call, "%s is not read: %s calls itself", where, dir)
		return nil
	}
	content, err := l.content(dir)
	switch {
	case err != nil:
		l.missing(call, "%s is not read: its folder %s: %v", where, dir, reason(err))
		return nil
	case content == nil:
		l.missing(call, "%s is not read: its folder %s can't be read", where, dir)
		return nil
	case len(l.tree.modules) >= maxModules:
		if !l.full {
			l.full = true
			l.missing(call, "%s and what follows is not read: more than %d modules", where, maxModules)
		}
		return nil
	}
	return l.module(names, content, above)
}

// missing says that a module's source is not in the tree.
func (l *loader) missing(call *Call, format string, args ...any) {
	l.warnf(call.At, format, args...)
	last := len(l.diagnostics) - 1
	l.diagnostics[last] = l.diagnostics[last].WithDetail(
		"What goes on inside this module is known from the plan alone. `terraform init` downloads modules.")
}

// staticPath is the address of the module that calls of these names lead to.
func staticPath(names []string) string {
	var m address.Module
	for _, name := range names {
		m = append(m, address.ModuleStep{Name: name})
	}
	return m.Static()
}

// manifestKey is the key of a module in modules.json: the names of the calls with dots.
func manifestKey(names []string) string { return strings.Join(names, ".") }
