package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/hashicorp/hcl/v2"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

// manifestFile is what `init` writes below the root module: the folder of every module
// (terraform: internal/modsdir/manifest.go).
const manifestFile = ".terraform/modules/modules.json"

var (
	errOutside  = errors.New("its folder lies outside of the folder that is read")
	errNotFound = errors.New("its source is not downloaded")
)

// readManifest reads the folders of the downloaded modules, cleaned, relative to fsys.
func (l *loader) readManifest(root string) {
	l.manifest = map[string]string{}
	file := path.Join(root, manifestFile)
	info, err := fs.Stat(l.fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	var list struct {
		Modules []struct{ Key, Dir string }
	}
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxFileSize) {
		err = fmt.Errorf("no regular file of at most %d MiB", maxFileSize>>20)
	}
	if err == nil {
		var src []byte
		if src, err = fs.ReadFile(l.fsys, file); err == nil {
			err = json.Unmarshal(src, &list)
		}
	}
	if err != nil {
		l.diagnostics = append(l.diagnostics, diagnostic.Warnf("%s: can't be read: %v", file, reason(err)).
			WithDetail("Modules that are not called by a local path are known from the plan alone."))
		return
	}
	for _, m := range list.Modules {
		dir := strings.ReplaceAll(m.Dir, `\`, "/")
		if !path.IsAbs(dir) {
			l.manifest[m.Key] = path.Join(root, dir)
		} else {
			l.manifest[m.Key] = dir
		}
	}
}

// sourceDir finds the folder of a called module.
func (l *loader) sourceDir(source string, names []string, caller string) (string, error) {
	dir, found := l.manifest[manifestKey(names)]
	if local := strings.ReplaceAll(source, `\`, "/"); isLocal(local) {
		dir, found = path.Join(caller, local), true
	}
	switch {
	case !found:
		return "", errNotFound
	case !fs.ValidPath(dir):
		return "", errOutside
	}
	return dir, nil
}

// isLocal reports whether a module's source is a path. Terraform wants it to start so
// (terraform: internal/addrs/module_source.go).
func isLocal(source string) bool {
	return source == "." || source == ".." || strings.HasPrefix(source, "./") || strings.HasPrefix(source, "../")
}

// call reads a module block.
func (d *definitions) call(blk block) *Call {
	l := d.loader
	source, _ := l.text(blk.body.expr("source"))
	call := &Call{
		Name: blk.labels[0], Source: withoutCredentials(source), At: blk.at,
		Inputs:     map[string][]Use{},
		Repetition: l.repetition(blk.body),
		DependsOn:  l.referenceUses(blk.body.expr("depends_on"), "depends_on"),
		Providers:  l.passedProviders(blk.body.expr("providers")),
	}
	inputs := blk.body.without("source", "version", "count", "for_each", "depends_on", "providers", "lifecycle")
	for _, name := range inputs.names() {
		call.Inputs[name] = l.valueUses(inputs.attributes[name], name)
	}
	// OpenTofu's lifecycle { enabled = … } decides whether the module exists, as count does.
	for _, lifecycle := range blk.body.nested("lifecycle", 0) {
		call.Repetition.Uses = append(call.Repetition.Uses, l.uses(func(c *collector) {
			c.fixed(lifecycle.body, "lifecycle")
		})...)
	}
	return call
}

// passedProviders reads the providers argument of a module call.
func (l *loader) passedProviders(expr hcl.Expression) map[string]string {
	out := map[string]string{}
	if expr == nil {
		return out
	}
	pairs, diags := hcl.ExprMap(expr)
	if diags.HasErrors() {
		return out
	}
	for _, p := range pairs {
		key := p.Key
		if to, from := l.name(keyExpression(key)), l.name(p.Value); to != "" && from != "" {
			out[to] = from
		}
	}
	return out
}

// withoutCredentials cuts a user and password, and the query that may hold a key, off a
// module's source address.
func withoutCredentials(source string) string {
	source, _, _ = strings.Cut(source, "?")
	scheme, rest, ok := strings.Cut(source, "://")
	if !ok {
		return source
	}
	host, tail, slash := strings.Cut(rest, "/")
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		host = host[at+1:]
	}
	if slash {
		host += "/" + tail
	}
	return scheme + "://" + host
}
