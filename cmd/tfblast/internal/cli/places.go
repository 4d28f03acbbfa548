package cli

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/tfblast/tfblast/analyzer/objectstore"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
)

// named is a file and how a message calls it.
type named struct{ what, path string }

const recordFlag = "--aws-record"

// checkOutputs refuses to write over what is read: a report over a plan, the policy or a
// replay, a recording over anything that a flag names, and into a folder in which the next
// run would take it for a plan.
func (a *analyzeRun) checkOutputs(plans []planfile.Plan) error {
	var read []named
	for _, p := range plans {
		if !p.Remote {
			read = append(read, named{"the plan", p.Name})
		}
	}
	for _, f := range a.policyFiles {
		read = append(read, named{"the policy", f.Name})
	}
	read = append(read, named{"the recording of --aws-replay", a.flags.aws.replay})
	for _, out := range a.request.outputs {
		if over, ok := same(out.path, read); ok {
			return fmt.Errorf("--output %s would write the report over %s", out.path, over)
		}
	}
	record := a.flags.aws.record
	if record == "" {
		return nil
	}
	for _, out := range a.request.outputs {
		read = append(read, named{"the report of --format " + out.format.Name, out.path})
	}
	for _, file := range a.flags.files() {
		if file.what == recordFlag {
			continue
		}
		read = append(read, named{"the file of " + file.what, file.path})
	}
	if over, ok := same(record, read); ok {
		return fmt.Errorf("--aws-record %s would write the recording over %s", record, over)
	}
	for _, p := range plans {
		if p.Root != "" && planfile.IsPlanName(filepath.Base(record)) && isBelow(record, p.Root) {
			return fmt.Errorf("--aws-record %s: the next run would take it for a plan of %s: choose another folder or ending, such as .jsonl", record, p.Root)
		}
	}
	return nil
}

// same finds the file among others under whatever name: what the message calls it.
func same(path string, others []named) (what string, ok bool) {
	if path == "" || objectstore.IsURL(path) {
		return "", false
	}
	for _, other := range others {
		if other.path != "" && other.path != planfile.Stdin && isSame(path, other.path) {
			return other.what, true
		}
	}
	return "", false
}

// isSame reports whether two paths lead to one place, be anything there or not.
func isSame(a, b string) bool {
	if first, err := os.Stat(a); err == nil {
		second, err := os.Stat(b)
		return err == nil && os.SameFile(first, second)
	}
	return absolute(a) == absolute(b)
}

// isBelow reports whether a file lies in a directory, or in a folder below it.
func isBelow(file, directory string) bool {
	for folder := filepath.Dir(absolute(file)); ; folder = filepath.Dir(folder) {
		if isSame(folder, directory) {
			return true
		}
		if folder == filepath.Dir(folder) {
			return false
		}
	}
}

// absolute is the one form of a path of which at least the folder is there.
func absolute(path string) string {
	full, err := filepath.Abs(path)
	if err != nil {
		return filepath.Clean(path)
	}
	folder, err := filepath.EvalSymlinks(filepath.Dir(full))
	if err != nil {
		return full
	}
	return filepath.Join(folder, filepath.Base(full))
}

// files are the files and folders of the flags that take no address of an object.
func (f *flags) files() []named {
	list := []named{
		{"--baseline", f.baseline},
		{"--graph", f.graph},
		{"--config", f.config},
		{"--expect", f.intent.file},
		{"--plan-file", f.signoff.planFile},
		{"--approvals", f.signoff.approvals},
		{"--allowed-signers", f.signoff.signers},
		{"--aws-replay", f.aws.replay},
		{recordFlag, f.aws.record},
	}
	for _, name := range f.policy.files {
		list = append(list, named{"--policy", name})
	}
	for _, name := range f.sarifIn {
		list = append(list, named{"--sarif-in", name})
	}
	return list
}

// checkFiles refuses addresses of objects where a file is wanted.
func (f *flags) checkFiles() error {
	for _, file := range f.files() {
		if objectstore.IsURL(file.path) {
			return fmt.Errorf("%s %s: s3:// is not taken here: download it first, as with `aws s3 cp`", file.what, file.path)
		}
	}
	return nil
}
