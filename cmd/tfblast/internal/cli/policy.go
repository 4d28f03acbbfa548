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

// load reads the policy and returns it with what is to be said of it; nil if there is none.
// What is wrong with it has been printed if the error is errReported.
func (f *policyFlags) load(ctx context.Context, p Process) (*policy.Policy, []diagnostic.Diagnostic, error) {
	files, err := policyfile.Query{Names: f.files, Ref: f.ref}.Read(ctx)
	if err != nil {
		return nil, nil, err
	}
	if err := f.checkLock(files); err != nil || len(files) == 0 {
		return nil, nil, err
	}
	return loadPolicy(files, p)
}

// loadPolicy reads files that are there.
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
	a.policy, a.policyWarnings, err = a.flags.policy.load(ctx, a.process)
	return err
}

// asked are the questions of the flags, strict where the policy is.
func (a *analyzeRun) asked() gates {
	g := a.flags.gates
	g.strict = g.strict || a.policyStrict
	return g
}

// usePolicy puts what the policy says for a plan into the options, and what its rules ask
// about beside the plan.
func (a *analyzeRun) usePolicy(o *analyzer.Options) {
	o.Provenance, o.Expectation = a.evidence.provenance, a.evidence.declared
	if a.policy != nil {
		o.Policy = a.policy.Settings(policy.Scope{Stack: o.Stack, Workspace: a.process.Getenv(workspaceVariable), Now: o.Now})
	}
}

// workspaceVariable is how Terraform is told its workspace; a plan does not hold it.
const workspaceVariable = "TF_WORKSPACE"

// strict reports whether --strict is given, or the policy says the same for this plan.
func (a *analyzeRun) strict(o *analyzer.Options) bool {
	return a.flags.gates.strict || o.Policy != nil && o.Policy.Gates().Strict
}
