package planfile

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

// extensions are the endings under which plans are looked for in a directory or below a
// prefix, in whatever case.
var extensions = []string{".json", ".json.gz", ".json.zst", "tfplan", ".plan", ".out"}

// otherJSON are endings of JSON files that stand beside a configuration and are none.
var otherJSON = []string{".tf.json", ".tofu.json", ".tfvars.json", ".tftest.json"}

// besides are further endings of what stands beside plans as a matter of course.
var besides = []string{".tf", ".tofu", ".tfvars", ".hcl", ".md"}

// IsPlanName reports whether a file of that name is taken for a plan.
func IsPlanName(name string) bool { return endsIn(name, extensions) && !endsIn(name, otherJSON) }

func endsIn(name string, endings []string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(endings, func(ending string) bool { return strings.HasSuffix(name, ending) })
}

// Skipped is what was not looked at in a directory, or below a prefix.
type Skipped struct {
	// Place is the directory or the prefix.
	Place string
	// Names are the files or objects that were not taken for plans.
	Names []string
	// Links are symbolic links to folders, which are not followed.
	Links []string
}

func (s *Skipped) empty() bool { return len(s.Names)+len(s.Links) == 0 }

// add adds a name, unless it is one of a configuration or hidden.
func (s *Skipped) add(name string) {
	if !strings.HasPrefix(path.Base(name), ".") && !endsIn(name, besides) && !endsIn(name, otherJSON) {
		s.Names = append(s.Names, name)
	}
}

const (
	// maxEndings is how many endings a diagnostic names, maxLinks how many links.
	maxEndings = 8
	maxLinks   = 5
)

// Diagnostics tell what was left out: files by their number and endings, links by name.
func (s Skipped) Diagnostics() []diagnostic.Diagnostic {
	var all []diagnostic.Diagnostic
	if len(s.Names) > 0 {
		all = append(all, s.files())
	}
	if len(s.Links) > 0 {
		all = append(all, diagnostic.Infof("%s: links to folders are not followed: %s", s.Place, s.links()).
			WithDetail("If plans lie there, name these folders by themselves."))
	}
	return all
}

// links names the first of the links.
func (s Skipped) links() string {
	text := strings.Join(s.Links[:min(len(s.Links), maxLinks)], ", ")
	if more := len(s.Links) - maxLinks; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

func (s Skipped) files() diagnostic.Diagnostic {
	counts := map[string]int{}
	for _, name := range s.Names {
		ending := path.Ext(name)
		if ending == "" {
			ending = "no ending"
		}
		counts[ending]++
	}
	var endings []string
	for _, ending := range slices.Sorted(maps.Keys(counts)) {
		endings = append(endings, fmt.Sprintf("%s %d", ending, counts[ending]))
	}
	if more := len(endings) - maxEndings; more > 0 {
		endings = append(endings[:maxEndings], fmt.Sprintf("%d more endings", more))
	}
	noun := "files were"
	if len(s.Names) == 1 {
		noun = "file was"
	}
	return diagnostic.Infof("%s: %d %s not taken for a plan (%s)", s.Place, len(s.Names), noun, strings.Join(endings, ", ")).
		WithDetail("Plans end in %s. Name a plan of another ending by itself.", strings.Join(extensions, ", "))
}
