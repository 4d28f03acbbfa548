package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/policyfile"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/terminal"
	"github.com/tfblast/tfblast/rules/policy"
)

// policyFlags say which policy to use.
type policyFlags struct {
	files     []string
	lock, ref string
}

func (f *policyFlags) register(set *pflag.FlagSet) {
	set.StringArrayVar(&f.files, "policy", nil, "policy `FILE`, or none; repeatable (default "+policyfile.Name+" here or above in the repository)")
	set.Var(onceValue{&f.lock}, "policy-lock", "refuse any policy but that of this `DIGEST` (tfblast policy check prints it)")
	set.Var(onceValue{&f.ref}, "policy-ref", "read the policy from the commit `REF` and not from the working tree")
}

func (f *policyFlags) query() policyfile.Query { return policyfile.Query{Names: f.files, Ref: f.ref} }

// read reads the files of the policy, none if there is no policy.
func (f *policyFlags) read(ctx context.Context) ([]policy.File, error) {
	files, err := f.query().Read(ctx)
	if err != nil {
		return nil, err
	}
	return files, f.checkLock(files)
}

// loadPolicy makes a policy of files that are there, with what is to be said of it. What is
// wrong with it has been printed if the error is errReported.
func loadPolicy(files []policy.File, p Process) (*policy.Policy, []diagnostic.Diagnostic, error) {
	loaded, diags := policy.Load(files)
	if diags.HasErrors() {
		if err := writePolicyDiagnostics(p.Stderr, diags, files, terminal.Describe(p.Stderr, p.Getenv)); err != nil {
			return nil, nil, err
		}
		return nil, nil, errReported
	}
	var warnings []diagnostic.Diagnostic
	for _, d := range diags {
		warnings = append(warnings, diagnostic.Warnf("%s:%d: %s", d.Subject.Filename, d.Subject.Start.Line, d.Summary).WithDetail("%s", d.Detail))
	}
	return loaded, warnings, nil
}

// checkLock compares the policy with the digest of --policy-lock.
func (f *policyFlags) checkLock(files []policy.File) error {
	if f.lock == "" {
		return nil
	}
	if len(files) == 0 {
		return fmt.Errorf("--policy-lock %s: there is no policy: name it with --policy FILE", f.lock)
	}
	if digest := policy.Digest(files); digest != lockedDigest(f.lock) {
		return fmt.Errorf("--policy-lock %s: the policy (%s) has the digest %s: if that is meant, lock this one", f.lock, fileNames(files), digest)
	}
	return nil
}

// lockedDigest is the digest that a lock names, which may leave "sha256:" out and have
// capital letters.
func lockedDigest(lock string) string {
	return "sha256:" + strings.TrimPrefix(strings.ToLower(strings.TrimSpace(lock)), "sha256:")
}

func fileNames(files []policy.File) string {
	var names []string
	for _, f := range files {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// writePolicyDiagnostics prints what is wrong with policy files, with the lines of the
// files, which are cleaned like all text that is not our own.
func writePolicyDiagnostics(w io.Writer, diags hcl.Diagnostics, files []policy.File, screen terminal.Output) error {
	var text bytes.Buffer
	if err := policy.Write(&text, diags, files, uint(max(screen.Width, 0)), false); err != nil {
		return fmt.Errorf("print policy messages: %w", err)
	}
	for line := range strings.Lines(text.String()) {
		if _, err := fmt.Fprintln(w, strings.TrimRight(render.Clean(strings.ReplaceAll(strings.TrimRight(line, "\n"), "\t", "  ")), " ")); err != nil {
			return fmt.Errorf("print policy messages: %w", err)
		}
	}
	return nil
}

// readPolicy reads the policy that the flags name, or that lies here.
func (a *analyzeRun) readPolicy(ctx context.Context) (err error) {
	if a.policyFiles, err = a.flags.policy.read(ctx); err != nil || len(a.policyFiles) == 0 {
		return err
	}
	a.policy, a.policyWarnings, err = loadPolicy(a.policyFiles, a.process)
	return err
}

// comparePolicy holds the policy that was read against that of the base of a change: a
// change must not loosen what it is judged by. There is a gate only if it fails, and none
// where no base is given.
func (a *analyzeRun) comparePolicy(ctx context.Context, e *evidence, base string) ([]report.Gate, error) {
	if base == "" {
		return nil, nil
	}
	c, err := a.flags.policy.query().Compare(ctx, base, a.policyFiles)
	if err != nil {
		return nil, err
	}
	for _, name := range c.Outside {
		e.diagnostics = append(e.diagnostics, diagnostic.Infof("the policy %s lies outside of the repository: it is not compared with %s", name, base))
	}
	if len(c.Changed) == 0 {
		return nil, nil
	}
	why := strings.Join(c.Changed, "; ") + ": a change must not decide how it is judged; "
	if c.Had {
		why += fmt.Sprintf("pass --policy-ref %s to read the policy from there", base)
	} else {
		why += "bring a new policy in with a change of its own, judged with --policy " + policyfile.None
	}
	return []report.Gate{{Name: "policy-unchanged", Why: why}}, nil
}

// asked are the questions of the flags, strict where the policy is.
func (a *analyzeRun) asked() gates {
	g := a.flags.gates
	g.strict = g.strict || a.policyStrict
	return g
}

// usePolicy puts what the policy says for a plan into the options, and what its rules ask
// about beside the plan.
func (a *analyzeRun) usePolicy(p planfile.Plan, o *analyzer.Options) {
	o.Provenance, o.Expectation = a.evidence.provenance, a.evidence.declared
	if a.policy != nil {
		o.Policy = a.policy.Settings(policy.Scope{
			Stack: o.Stack, Folder: stackFolder(p, o.Stack), Workspace: a.process.Getenv(workspaceVariable), Now: o.Now,
		})
	}
}

// workspaceVariable is how Terraform is told its workspace; a plan does not hold it.
const workspaceVariable = "TF_WORKSPACE"

// strict reports whether --strict is given, or the policy says the same for this plan.
func (a *analyzeRun) strict(o *analyzer.Options) bool {
	return a.flags.gates.strict || o.Policy != nil && o.Policy.Gates().Strict
}
