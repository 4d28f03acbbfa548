package plan

import (
	"strconv"
	"strings"

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
	// may be planned: planned_values is made from the changes, no-ops too (terraform:
	// internal/command/jsonplan/values.go).
	if len(w.planned) > 0 {
		example := newRedactor(w.collectSecrets(), w.shared.facts).address(w.planned[0])
		return nil, refuse(KindCutDown,
			"the plan was cut down: it plans %d resource instance(s) such as %s but has no resource_changes", len(w.planned), example)
	}
	return diagnostics, nil
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
