package plan

import (
	"strconv"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

// newestMajor and newestMinor are the format version up to which this version has
// seen plans; Terraform counts the minor part up for additions and the major part for
// what older readers can't read (its documentation: "JSON Output Format").
const (
	newestMajor = 1
	newestMinor = 2
)

// check refuses formats that this version can't know and plans that lack their
// changes, and says what was repaired.
func (w *wire) check() ([]diagnostic.Diagnostic, error) {
	diagnostics, err := checkVersion(w.formatVersion)
	if err != nil {
		return nil, err
	}
	if w.hasChanges || w.errored {
		return diagnostics, nil
	}
	// Terraform leaves resource_changes out when it is empty. Then no managed instance
	// may be planned that is not there already: it would have its create in the list.
	missing := w.plannedNotPrior()
	if len(missing) > 0 {
		return nil, refuse(KindCutDown,
			"the plan was cut down: it plans %d resource instance(s) such as %s but has no resource_changes", len(missing), missing[0])
	}
	return diagnostics, nil
}

func (w *wire) plannedNotPrior() []string {
	prior := map[string]bool{}
	if w.prior != nil && w.prior.Values != nil {
		w.prior.Values.Root.instances(func(r *wireStateResource) { prior[r.Address] = true })
	}
	var missing []string
	if w.planned != nil {
		w.planned.Root.instances(func(r *wireStateResource) {
			if r.Mode != tfjson.DataResourceMode && !prior[r.Address] {
				missing = append(missing, r.Address)
			}
		})
	}
	return missing
}

// checkVersion reads the format version.
func checkVersion(version string) ([]diagnostic.Diagnostic, error) {
	if version == "" {
		return []diagnostic.Diagnostic{
			diagnostic.Infof("the plan has no format_version; it was read as the newest known format").
				WithDetail("Exports that leave it out may leave out more. The output of `terraform show -json` has it."),
		}, nil
	}
	majorText, minorText, _ := strings.Cut(version, ".")
	major, err := strconv.Atoi(majorText)
	if err != nil || major < 0 {
		return nil, refuse(KindVersion, "unknown plan format_version %q", version)
	}
	minor := 0
	if minorText != "" {
		if minor, err = strconv.Atoi(minorText); err != nil {
			return nil, refuse(KindVersion, "unknown plan format_version %q", version)
		}
	}
	if major > newestMajor {
		return nil, refuse(KindVersion, "plan format_version %q is newer than this version of tfblast can read (%d.x)", version, newestMajor)
	}
	if major == newestMajor && minor > newestMinor {
		return []diagnostic.Diagnostic{
			diagnostic.Warnf("plan format_version %q is newer than the newest that this version knows (%d.%d)", version, newestMajor, newestMinor).
				WithDetail("It was read as that one; what is new in it is not seen."),
		}, nil
	}
	return nil, nil
}
