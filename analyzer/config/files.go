package config

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/json"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

// Bounds on one file. The parser calls itself for every level, and a stack that
// overflows can't be caught, so what no author writes is refused before it is parsed.
const (
	maxFileSize  = 32 << 20
	maxNesting   = 5000
	maxRecursive = 10000
	// maxFileProblems bounds the diagnostics that one file's syntax gives.
	maxFileProblems = 10
)

// errNoFiles says that a folder holds no configuration.
var errNoFiles = errors.New("holds no .tf, .tofu, .tf.json or .tofu.json file")

// configFiles lists the names of a folder's configuration files: first the plain ones,
// then the override files, each sorted (terraform: internal/configs/parser_config_dir.go).
// A .tofu file stands in for the .tf file of the same base name, as OpenTofu has it.
func configFiles(fsys fs.FS, dir string) (primary, override []string, err error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, nil, err
	}
	names := map[string]bool{}
	for _, e := range entries {
		if base, _ := splitName(e.Name()); base != "" && !e.IsDir() {
			names[e.Name()] = true
		}
	}
	for _, e := range entries {
		name := e.Name()
		base, ext := splitName(name)
		if !names[name] || strings.HasPrefix(ext, ".tf") && names[base+".tofu"+strings.TrimPrefix(ext, ".tf")] {
			continue
		}
		if base == "override" || strings.HasSuffix(base, "_override") {
			override = append(override, name)
		} else {
			primary = append(primary, name)
		}
	}
	if len(primary)+len(override) == 0 {
		return nil, nil, errNoFiles
	}
	slices.Sort(primary)
	slices.Sort(override)
	return primary, override, nil
}

// splitName cuts a configuration file's extension off; base is empty for any other file,
// and for those that editors leave behind.
func splitName(name string) (base, ext string) {
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "#") || strings.HasSuffix(name, "~") {
		return "", ""
	}
	for _, ext := range []string{".tf.json", ".tofu.json", ".tf", ".tofu"} {
		if base, ok := strings.CutSuffix(name, ext); ok {
			return base, ext
		}
	}
	return "", ""
}

// readFile reads and parses one file into the bodies of its top level. What can't be
// read becomes a diagnostic; what stands around it is kept.
func (l *loader) readFile(dir, name string) []*body {
	file := path.Join(dir, name)
	at := Position{File: file, Line: 1}
	// The file is looked at before it is opened: reading a pipe would wait for ever.
	info, err := fs.Stat(l.fsys, file)
	if err != nil {
		l.failf(at, "can't be read: %v", reason(err))
		return nil
	}
	if !info.Mode().IsRegular() || info.Size() > maxFileSize {
		l.failf(at, "not read: no regular file of at most %d MiB", maxFileSize>>20)
		return nil
	}
	src, err := fs.ReadFile(l.fsys, file)
	if err != nil {
		l.failf(at, "can't be read: %v", reason(err))
		return nil
	}
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	if err := checkNesting(src); err != nil {
		l.failf(at, "not read: %v", err)
		return nil
	}
	if strings.HasSuffix(name, ".json") {
		expr, diags := json.ParseExpression(src, file)
		l.syntax(diags)
		if diags.HasErrors() {
			return nil // the JSON parser keeps nothing
		}
		if l.native(expr) != nil {
			l.failf(at, "not read: holds no JSON object")
		}
		return jsonBodies(expr)
	}
	parsed, diags := hclsyntax.ParseConfig(src, file, hcl.InitialPos)
	l.syntax(diags)
	if parsed == nil {
		return nil
	}
	native, ok := parsed.Body.(*hclsyntax.Body)
	if !ok {
		return nil
	}
	return []*body{nativeBody(native)}
}

// reason is the cause of an error of a file system, without the path that stands in front.
func reason(err error) error {
	if pathError, ok := errors.AsType[*fs.PathError](err); ok {
		return pathError.Err
	}
	return err
}

// syntax turns the parser's problems into diagnostics. Only their summaries are taken:
// the details may quote the source.
func (l *loader) syntax(diags hcl.Diagnostics) {
	errs := slices.DeleteFunc(slices.Clone(diags), func(d *hcl.Diagnostic) bool { return d.Severity != hcl.DiagError })
	for i, d := range errs {
		at := Position{}
		if d.Subject != nil {
			at = position(*d.Subject)
			l.broken[at.File] = true
		}
		if i == maxFileProblems {
			l.failf(at, "%d more syntax errors in this file", len(errs)-i)
			return
		}
		l.diagnostics = append(l.diagnostics, diagnostic.Diagnostic{
			Severity: diagnostic.Error,
			Summary:  fmt.Sprintf("%s:%d: %s", at.File, at.Line, d.Summary),
			Detail:   "What stands in this place of the configuration is not in the graph.",
		})
	}
}

// checkNesting refuses source that would make the parser call itself too deep.
func checkNesting(src []byte) error {
	for _, mark := range []string{"?", "[*", "%{"} {
		if n := bytes.Count(src, []byte(mark)); n > maxRecursive {
			return fmt.Errorf("it holds %s more than %d times", mark, maxRecursive)
		}
	}
	depth, signs := 0, 0
	for _, c := range src {
		switch c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth = max(depth-1, 0)
		case '!', '-':
			signs++
		case ' ', '\t', '\r', '\n':
			continue
		}
		if c != '!' && c != '-' {
			signs = 0
		}
		if depth > maxNesting || signs > maxRecursive {
			return fmt.Errorf("it is nested more than %d deep", maxNesting)
		}
	}
	return nil
}

func position(r hcl.Range) Position { return Position{File: r.Filename, Line: r.Start.Line} }

// warnf adds a warning about a place in the source.
func (l *loader) warnf(at Position, format string, args ...any) {
	l.diagnostics = append(l.diagnostics, diagnostic.Warnf("%s:%d: %s", at.File, at.Line, fmt.Sprintf(format, args...)))
}

// failf adds an error about a place in the source.
func (l *loader) failf(at Position, format string, args ...any) {
	l.warnf(at, format, args...)
	l.diagnostics[len(l.diagnostics)-1].Severity = diagnostic.Error
}
