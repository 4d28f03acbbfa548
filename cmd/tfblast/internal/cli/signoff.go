package cli

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/provenance"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/analyzer/signoff"
	"github.com/tfblast/tfblast/rules/policy"
)

// signoffFlags are the flags that say which approvals a plan needs beside those that the
// policy asks for, and where they are.
type signoffFlags struct {
	given                                                *int
	need                                                 int // what given comes to, once check has run
	fallback                                             int
	from                                                 *risk.Level
	approvals, signers, signersRef, context, base, aiSay string
	planFile                                             string
	maxAge                                               time.Duration
	requireFile, allowOwn                                bool
	reviews                                              reviewFlags
}

// register registers the flags. fallback is how many people must have approved if neither
// a flag nor a gate of the policy says.
func (f *signoffFlags) register(set *pflag.FlagSet, fallback int) {
	f.fallback = fallback
	set.StringVar(&f.context, "context", "", "what approvals must be for, such as a commit or a pull request: `TEXT`")
	set.StringVar(&f.approvals, "approvals", "", "`DIR` with the approvals, files that end in "+approvalSuffix)
	set.StringVar(&f.signers, "allowed-signers", "", "`FILE` of allowed signers, as ssh-keygen has it")
	set.StringVar(&f.signersRef, "signers-ref", "", "read the allowed signers as the commit `REF` has them")
	set.Var(limitValue{&f.given}, "require-approvals", fmt.Sprintf("`N` people must have approved (default %d, and what gates of the policy ask)", fallback))
	set.Var(levelValue{&f.from}, "require-from", "but only from `LEVEL` on, or if anything is deleted, replaced or the like and the change is not known to be by people alone")
	set.DurationVar(&f.maxAge, "max-age", 0, fmt.Sprintf("take no approval older than `DURATION`, whatever it says itself (default %s)", defaultMaxAge))
	set.StringVar(&f.planFile, "plan-file", "", "binary plan `FILE` that is to be applied, where PLAN is its JSON")
	set.BoolVar(&f.requireFile, "require-plan-file", false, "take only approvals of the very plan file")
	f.registerOrigin(set)
	set.BoolVar(&f.allowOwn, "allow-own", false, "let authors of the change approve it")
	f.reviews.register(set)
}

// registerOrigin registers the flags that say where the change comes from.
func (f *signoffFlags) registerOrigin(set *pflag.FlagSet) {
	set.StringVar(&f.base, "base", "", "the change's commits are those of `REF`..HEAD")
	set.StringVar(&f.aiSay, "ai-assisted", string(provenance.Auto), "`WHETHER` an AI assistant took part: yes, no, or auto, by the commits since --base")
}

// defaultMaxAge is how old an approval may be where nobody says: whoever signs for years
// ahead has not seen what the plan meets then.
const defaultMaxAge = 7 * 24 * time.Hour

// ageLimit is how old an approval may be, for a gate that says so or 0: the shorter of what
// the gate and the flag say.
func (f *signoffFlags) ageLimit(gate time.Duration) time.Duration {
	switch {
	case gate == 0 && f.maxAge == 0:
		return defaultMaxAge
	case gate == 0 || f.maxAge != 0 && f.maxAge < gate:
		return f.maxAge
	}
	return gate
}

// stated is what --ai-assisted says; commands without the flag say nothing.
func (f *signoffFlags) stated() (provenance.Stated, error) {
	if f.aiSay == "" {
		return provenance.Auto, nil
	}
	stated, err := provenance.ParseStated(f.aiSay)
	if err != nil {
		return "", fmt.Errorf("--ai-assisted %w", err)
	}
	return stated, nil
}

// check completes the flags. gated says that the policy has gates of its own: they ask for
// approvals by themselves, and fail where there is nothing to find these with.
func (f *signoffFlags) check(gated bool) error {
	if _, err := f.stated(); err != nil {
		return err
	}
	if err := f.reviews.check(); err != nil {
		return err
	}
	switch {
	case f.given != nil:
		f.need = *f.given
	case !gated:
		f.need = f.fallback
	}
	if f.maxAge < 0 {
		return fmt.Errorf("--max-age %s: want a duration such as 8h", f.maxAge)
	}
	if f.context != "" || f.need > 0 && f.signers != "" && f.approvals != "" && (f.base != "" || f.allowOwn) {
		if err := signoff.CheckContext(f.context); err != nil {
			return fmt.Errorf("--context: %w", err)
		}
	}
	if f.need == 0 {
		if f.from != nil || !gated && (f.approvals != "" || f.signers != "" || f.requireFile || f.maxAge != 0 || f.reviews.asked()) {
			return errors.New("how approvals are checked is said, but not that any is needed: pass --require-approvals N, or write a gate into the policy")
		}
		return nil
	}
	switch {
	case f.signers == "" && (f.approvals != "" || f.signersRef != "" || !f.reviews.asked()):
		return errors.New("no --allowed-signers given: name the file that says whose approval counts")
	case f.approvals == "" && !f.reviews.asked():
		return errors.New("no --approvals given: name the directory of the approvals, or count reviews with --github-reviews WHO")
	case f.base == "" && !f.allowOwn:
		return errors.New("whose change this is can't be told: pass --base REF, so that authors can't approve their own change, or --allow-own")
	}
	return nil
}

// lacking lists what no approval can count without.
func (f *signoffFlags) lacking() []string {
	var all []string
	if f.context == "" && !f.reviews.asked() {
		all = append(all, "--context TEXT")
	}
	if f.approvals == "" && !f.reviews.asked() {
		all = append(all, "--approvals DIR")
	}
	if f.signers == "" && !f.reviews.asked() {
		all = append(all, "--allowed-signers FILE")
	}
	if f.base == "" && !f.allowOwn {
		all = append(all, "--base REF")
	}
	return all
}

// signedOff is what becomes of the approvals of a plan.
type signedOff struct {
	collected
	gates []report.Gate
}

// collected are the approvals and reviews of a plan that count, and those that do not.
type collected struct {
	verdict  signoff.Verdict
	reviewed *reviewed // nil where reviews do not count
}

// people are those whose approval counts, by key or by review, with all their names:
// addresses, and github:LOGIN.
func (c collected) people() []signoff.Person {
	if c.reviewed == nil {
		return signoff.People(c.verdict.Granted, nil)
	}
	return signoff.People(c.verdict.Granted, c.reviewed.Granted)
}

// approvers names them.
func (c collected) approvers() []string {
	names := []string{}
	for _, p := range c.people() {
		names = append(names, p.Name)
	}
	return names
}

// refusals says of each approval that does not count why, as the end of a sentence.
func (c collected) refusals() string {
	parts := []string{refusals(c.verdict)}
	for _, p := range c.people() {
		if p.Unlinked {
			parts = append(parts, fmt.Sprintf("; %s may be one person: say whose the account is, with github:LOGIN in the allowed signers", p.Name))
		}
	}
	return strings.Join(append(parts, c.reviewed.why()), "")
}

// collect finds the approvals of a plan that count, and those that do not. All gates are
// decided by what it returns.
func (e *evidence) collect(subject signoff.Subject) collected {
	c := collected{verdict: signoff.Verdict{Granted: []signoff.Granted{}, Refused: []*signoff.Refusal{}}}
	if e.signers != nil {
		c.verdict = signoff.Verify(e.files, e.signers, subject)
	}
	if e.reviews != nil {
		c.reviewed = e.reviews.judge(subject, e.signers)
	}
	return c
}

// signOff decides what approvals decide for one plan: the gate of the flags and those of the
// policy. file is its plan file.
func (a *analyzeRun) signOff(r *report.Report, settings *policy.Settings, file boundFile) signedOff {
	f, e := &a.flags.signoff, a.evidence
	subject := signoff.Subject{
		Fingerprint: r.Plan.Fingerprint, Context: f.context, PlanFile: file.digest, RequireFile: f.requireFile,
		Level: r.Summary.Level, Expectation: digestOf(e.declared), Now: a.request.options.Now, MaxAge: f.ageLimit(0), ForbidOwn: !f.allowOwn,
	}
	if e.provenance != nil {
		subject.Authors = e.provenance.Possible()
	}
	s := signedOff{collected: e.collect(subject), gates: file.gate(r)}
	asked := false
	if f.need > 0 {
		gate, needed := a.flagGate(r, s)
		s.gates, asked = append(s.gates, gate), needed
	}
	if settings != nil {
		for _, req := range analyzer.Requirements(r, settings) {
			subject.MaxAge = f.ageLimit(req.MaxAge)
			gate, needed := a.policyGate(r, req, e.collect(subject))
			s.gates, asked = append(s.gates, gate), asked || needed
		}
	}
	if asked && e.trusted != nil {
		s.gates = append([]report.Gate{*e.trusted}, s.gates...)
	}
	return s
}

// flagGate decides the gate of --require-approvals. The second result is false if the plan
// needs no approval.
func (a *analyzeRun) flagGate(r *report.Report, s signedOff) (report.Gate, bool) {
	f, e := &a.flags.signoff, a.evidence
	why, needed := f.needed(r, e.provenance)
	if unanswered := a.asked().openLevel(r); !needed && unanswered != "" {
		why, needed = why+"; --strict: "+unanswered, true
	}
	if !needed {
		return report.Gate{Name: "sign-off", Passed: true, Why: "no approval is needed: " + why}, false
	}
	names := s.approvers()
	got := report.Gate{Name: "sign-off", Passed: len(names) >= f.need}
	got.Why = fmt.Sprintf("%s, %d needed (%s)", count(len(names), "person has approved", "people have approved"), f.need, why)
	if len(names) > 0 {
		got.Why += ": " + strings.Join(names, ", ")
	}
	got.Why += s.refusals() + e.note
	return got, true
}

// maxRefusals bounds the approvals that do not count which a gate lists.
const maxRefusals = 20

// refusals says of each approval that does not count why, as the end of a sentence.
func refusals(v signoff.Verdict) string {
	var b strings.Builder
	for i, no := range v.Refused {
		if i == maxRefusals {
			fmt.Fprintf(&b, "; %d more do not count", len(v.Refused)-i)
			break
		}
		fmt.Fprintf(&b, "; %s does not count: %s (%s)", no.File, no.Why, no.Reason)
	}
	return b.String()
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// needed says whether the plan needs approvals, and why or why not. As in gates of the
// policy, what nobody knows of the change's origin counts as true.
func (f *signoffFlags) needed(r *report.Report, origin *provenance.Result) (why string, needed bool) {
	level := r.Summary.Level
	disruptive := 0
	for _, c := range r.Changes {
		if c.Disruptive {
			disruptive++
		}
	}
	known := origin != nil && origin.Known()
	switch {
	case f.from == nil:
		return fmt.Sprintf("the plan's level is %s", level), true
	case level >= *f.from:
		return fmt.Sprintf("the plan's level is %s, from %s on they are", level, *f.from), true
	case known && origin.AIAssisted && disruptive > 0:
		return fmt.Sprintf("the change is AI-assisted%s and %s", firstEvidence(origin),
			count(disruptive, "instance is changed disruptively", "instances are changed disruptively")), true
	case !known && disruptive > 0:
		return fmt.Sprintf("whether the change is AI-assisted is not known, so it counts as that (pass --base REF or --ai-assisted), and %s",
			count(disruptive, "instance is changed disruptively", "instances are changed disruptively")), true
	case !known:
		return fmt.Sprintf("the plan's level is %s, from %s on they are, and the change disrupts nothing; whether it is AI-assisted is not known", level, *f.from), false
	case origin.AIAssisted:
		return fmt.Sprintf("the plan's level is %s, from %s on they are, and the AI-assisted change disrupts nothing", level, *f.from), false
	}
	return fmt.Sprintf("the plan's level is %s, from %s on they are, and the change is not AI-assisted%s", level, *f.from, overruled(origin)), false
}

// overruled says which commits show an assistant where it was stated that none took part, as
// the end of a sentence; empty where there is no contradiction.
func overruled(origin *provenance.Result) string {
	if origin == nil || !origin.Overruled() {
		return ""
	}
	return ": stated no, the commits say yes" + firstEvidence(origin)
}

func firstEvidence(origin *provenance.Result) string {
	if len(origin.Evidence) == 0 {
		return ""
	}
	e, more := origin.Evidence[0], ""
	if n := len(origin.Evidence) - 1; n > 0 {
		more = fmt.Sprintf(", and %d more", n)
	}
	return fmt.Sprintf(" (%.10s: %s%s)", e.Commit, e.Text, more)
}

// cleanAll makes texts fit for one line each.
func cleanAll(texts []string) []string {
	clean := make([]string, len(texts))
	for i, t := range texts {
		clean[i] = render.Clean(t)
	}
	return clean
}
