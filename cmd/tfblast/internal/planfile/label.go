package planfile

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// endings are what may stand behind the name of a plan, or of a state; the longer one counts.
var endings = []string{".json.gz", ".json.zst", ".json", ".tfplan", ".plan", ".out", ".tfstate", ".binary", ".bin", ".gz", ".zst"}

// usual are names, without endings, that plans have everywhere: they don't tell one plan of a
// folder from another.
var usual = []string{
	"", "plan", "tfplan", "planfile", "tf", "terraform", "tofu", "terragrunt", "out", "output", "show", "state",
	"tf-plan", "tf_plan", "terraform-plan", "terraform_plan", "tofu-plan", "tofu_plan", "plan-output", "plan_output",
}

// madeUp begins the names that mktemp makes up.
const madeUp = "tmp."

// Base is the name of the plan's file without one ending, empty where it lies in no file of
// its folder.
func (p Plan) Base() string {
	if p.Name == Stdin || p.Unnamed {
		return ""
	}
	name := path.Base(filepath.ToSlash(p.Name))
	if !p.Remote {
		if filepath.Dir(p.Name) != filepath.Clean(p.Folder) {
			return ""
		}
		if info, err := os.Stat(p.Name); err == nil && !info.Mode().IsRegular() {
			return "" // a pipe, such as that of <(terraform show …)
		}
	}
	short, _ := cutEnding(name)
	return short
}

// Label is what the name of the plan's file tells of it: its Base, empty where that is one of
// the usual names.
func (p Plan) Label() string {
	base := p.Base()
	bare := strings.ToLower(base)
	for found := true; found; {
		bare, found = cutEnding(bare)
	}
	if slices.Contains(usual, bare) || strings.HasPrefix(bare, madeUp) {
		return ""
	}
	return base
}

// cutEnding takes one ending off a name.
func cutEnding(name string) (short string, found bool) {
	for _, ending := range endings {
		if at := len(name) - len(ending); at >= 0 && strings.EqualFold(name[at:], ending) {
			return name[:at], true
		}
	}
	return name, false
}
