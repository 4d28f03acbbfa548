package sarif

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

// maxVotes bounds the files that are looked for to find the folder of a run.
const maxVotes = 200

// baseOf finds the folder that the relative paths of a run begin at, which few tools name:
// the root module's folder or one above it, below which more of the run's files exist than
// below any other. Where two folders do equally well nothing fits: a result about another
// configuration's main.tf must not stand beside a change of this one.
func (f *fitter) baseOf(run *Run) (string, *diagnostic.Diagnostic) {
	if len(f.options.Folders) == 0 {
		return "", nil
	}
	files, known := f.unnamed(run)
	if len(files) == 0 {
		return "", nil
	}
	best, most, tie := "", 0, false
	for _, candidate := range f.candidates() {
		n := 0
		for _, file := range files {
			if f.isFile(join(candidate, file)) {
				n++
			}
		}
		switch {
		case n > most:
			best, most, tie = candidate, n, false
		case n == most:
			tie = true
		}
	}
	switch {
	case most == 0 && !known:
		d := diagnostic.Warnf("%s: none of its files is found in the configuration's folder or above it", run.Tool).
			WithDetail("Run it in the repository of the configuration, on the same files, so that its paths lead there.")
		return "", &d
	case most == 0:
		return "", nil
	case tie:
		d := diagnostic.Warnf("%s: its paths begin at one of several folders that have such files; results without a full path fit no change", run.Tool).
			WithDetail("Run it in the root of the repository, or let it write absolute paths.")
		return "", &d
	}
	return best, nil
}

// unnamed lists the relative paths whose folder the run does not name, or names as it is
// called on another machine; known is true if it has other ones too.
func (f *fitter) unnamed(run *Run) (files []string, known bool) {
	seen := map[string]bool{}
	for i := range run.Results {
		for _, p := range run.Results[i].Places {
			switch {
			case p.File == "" || seen[p.File]:
			case f.named(&p) != "":
				known = true
			case !isAbsolute(p.File) && len(files) < maxVotes:
				seen[p.File] = true
				files = append(files, p.File)
			}
		}
	}
	return files, known
}

// candidates are the folders that paths may begin at: those of the root modules and those
// above them.
func (f *fitter) candidates() []string {
	found := map[string]bool{}
	for _, folder := range f.options.Folders {
		for {
			found[folder] = true
			up := path.Dir(folder)
			if up == folder || up == "." {
				break
			}
			folder = up
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// named is the absolute path of a place that names it; empty if it does not, or if there is
// no such file on this machine.
func (f *fitter) named(p *Place) string {
	file := p.File
	if !isAbsolute(file) {
		if p.Base == "" {
			return ""
		}
		file = join(p.Base, file)
	}
	if f.isFile(file) {
		return file
	}
	return ""
}

// absolute is the absolute path of a place, empty if it is not known.
func (f *fitter) absolute(p *Place, base string) string {
	if p.File == "" {
		return ""
	}
	if file := f.named(p); file != "" || base == "" || isAbsolute(p.File) {
		return file
	}
	return join(base, p.File)
}

// isFile asks for each file once.
func (f *fitter) isFile(file string) bool {
	there, known := f.exists[file]
	if !known {
		there = f.options.Exists(file)
		f.exists[file] = there
	}
	return there
}

func join(folder, file string) string { return path.Join(folder, file) }

func isAbsolute(file string) bool { return strings.HasPrefix(file, "/") || drive(file) }

// hasFiles reports whether a run has results that are in source.
func hasFiles(run Run) bool {
	return slices.ContainsFunc(run.Results, func(r Result) bool {
		return slices.ContainsFunc(r.Places, func(p Place) bool { return isSource(p.File) })
	})
}
