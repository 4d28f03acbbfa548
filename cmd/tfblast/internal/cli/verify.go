package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/analyzer/provenance"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/signoff"
)

const verifyHelp = `verify checks approvals of a plan: who signed them, and that they are for this
plan, in this context, and still hold. Each one that does not count is listed
with its reason.

Exit codes: 0 enough people have approved; 2 they have not; 1 anything else.`

const verifyExamples = `  tfblast verify tfplan --context pull/42 --approvals approvals --allowed-signers signers --base origin/main
  tfblast verify plan.json --plan-file tfplan --context pull/42 --approvals approvals --allowed-signers signers --allow-own`

func newVerify(p Process) *cobra.Command {
	f := &flags{}
	format, log := "terminal", ""
	cmd := &cobra.Command{
		Use:     "verify [PLAN]",
		Short:   "Check the approvals of a plan",
		Long:    verifyHelp,
		Example: verifyExamples,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			req, err := f.check(p.Now)
			if err != nil {
				return err
			}
			write, ok := verdictFormats[format]
			if !ok {
				return fmt.Errorf("--format %q: want terminal or json", format)
			}
			if err := checkAudit(log); err != nil {
				return err
			}
			a := newRun(p, f, req)
			return a.verify(cmd.Context(), args, log, write)
		},
	}
	set := cmd.Flags()
	set.SortFlags = false
	set.StringVarP(&format, "format", "f", format, "output `FORMAT`: terminal or json")
	f.signoff.register(set, 1)
	f.intent.register(set)
	set.StringVar(&log, "audit", "", auditUsage)
	f.registerReading(set)
	return cmd
}

func (a *analyzeRun) verify(ctx context.Context, args []string, log string, write func(io.Writer, verdict) error) (err error) {
	name, _, err := splitPlan(args, a.process.Stdin)
	if err != nil {
		return err
	}
	held, err := a.hold(ctx, name)
	if err != nil {
		return err
	}
	defer func() { err = a.finish(err, held.Close()) }()
	own, r := &a.flags.signoff, held.report
	if own.need == 0 && !a.gated() {
		return errors.New("--require-approvals 0: there is nothing to verify")
	}
	file, err := a.planFileDigest(ctx, held.Held, own.planFile)
	if err != nil {
		return err
	}
	s := a.signOff(r, held.settings, file)
	r.Gates = slices.Concat(a.evidence.loosened, r.Gates, intentGates(a.evidence.declared, r), s.gates)
	a.printDiagnostics(&report.Report{Diagnostics: r.Diagnostics})
	v := verdict{
		Fingerprint: r.Plan.Fingerprint, PlanFile: file.digest, Context: own.context, Level: r.Summary.Level.String(),
		Passed: gateError(r) == nil, Needed: own.need, Approvers: s.approvers(), Verdict: s.verdict, Reviews: s.reviewed, Gates: r.Gates, Provenance: a.evidence.provenance,
	}
	out := bufio.NewWriter(a.process.Stdout)
	if err := errors.Join(write(out, v), out.Flush()); err != nil {
		return fmt.Errorf("write the verdict: %w", err)
	}
	record := auditRecord{Decision: decisionAllowed, PlanFile: file.digest, Context: own.context, Expectation: digestOf(a.evidence.declared)}
	if !v.Passed {
		record.Decision = decisionRefused
	}
	if err := a.audit(ctx, log, record, r, s); err != nil {
		return err
	}
	return gateError(r)
}

// verdict is what verify prints.
type verdict struct {
	Fingerprint string   `json:"fingerprint"`
	PlanFile    string   `json:"plan_file,omitempty"`
	Context     string   `json:"context"`
	Level       string   `json:"level"`
	Passed      bool     `json:"passed"`
	Needed      int      `json:"needed"`
	Approvers   []string `json:"approvers"`
	signoff.Verdict
	Reviews    *reviewed          `json:"reviews"`
	Gates      []report.Gate      `json:"gates"`
	Provenance *provenance.Result `json:"provenance"`
}

var verdictFormats = map[string]func(io.Writer, verdict) error{"terminal": writeVerdict, "json": writeVerdictJSON}

func writeVerdictJSON(w io.Writer, v verdict) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(v)
}

func writeVerdict(w io.Writer, v verdict) error {
	var b strings.Builder
	fmt.Fprintf(&b, "plan     %s, level %s\ncontext  %s\n", v.Fingerprint, v.Level, render.Clean(v.Context))
	if p := v.Provenance; p != nil {
		assisted, by := "not AI-assisted", "no author is known"
		switch {
		case !p.Known():
			assisted = "AI-assisted or not is not known"
		case p.AIAssisted:
			assisted = "AI-assisted"
		case p.Overruled():
			assisted = "stated not to be AI-assisted, the commits say it is"
		}
		if len(p.Authors) > 0 {
			by = "by " + strings.Join(cleanAll(p.Authors), ", ")
		}
		fmt.Fprintf(&b, "change   %s, %s (%s), %s\n", count(p.Commits, "commit", "commits"), assisted, p.Stated, by)
		for _, e := range p.Evidence {
			fmt.Fprintf(&b, "         %.10s %s: %s\n", render.Clean(e.Commit), e.Sign, render.Clean(e.Text))
		}
	}
	for _, g := range v.Granted {
		fmt.Fprintf(&b, "counts   %s by %s, until %s\n", render.Clean(g.File),
			strings.Join(cleanAll(append(g.Signer.Principals, g.Signer.Key)), ", "), g.Statement.Expires.Format(time.RFC3339))
	}
	for _, no := range v.Refused {
		fmt.Fprintf(&b, "refused  %s: %s: %s\n", render.Clean(no.File), no.Reason, render.Clean(no.Why))
	}
	b.WriteString(v.Reviews.lines())
	for _, g := range v.Gates {
		word := "failed"
		if g.Passed {
			word = "passed"
		}
		fmt.Fprintf(&b, "%s   %s: %s\n", word, render.Clean(g.Name), render.Clean(g.Why))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
