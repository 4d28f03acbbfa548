package cli

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/signoff"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/history"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/review"
)

// reviewFlags say whose reviews of the pull request on GitHub count as approvals.
type reviewFlags struct {
	who     []string
	given   review.Given
	timeout time.Duration
	members []review.Member
}

func (f *reviewFlags) register(set *pflag.FlagSet) {
	set.StringArrayVar(&f.who, "github-reviews", nil, "count approving reviews of the pull request by `WHO`, LOGIN or ORG/TEAM; repeatable")
	registerPlace(set, &f.given)
	set.DurationVar(&f.timeout, "github-timeout", 2*time.Minute, "give up on GitHub after this `TIME`")
}

// registerPlace registers the flags that say where a pull or merge request is.
func registerPlace(set *pflag.FlagSet, given *review.Given) {
	set.StringVar(&given.API, "api", "", "`URL` of the host's API (default: from the job)")
	set.StringVar(&given.Project, "repo", "", "`REPO` of the request, OWNER/NAME, or the project on GitLab (default: from the job)")
	set.IntVar(&given.Number, "number", 0, "`N` of the pull or merge request (default: from the job)")
	set.StringVar(&given.TokenVariable, "token-env", "", "`NAME` of the environment variable with the token")
}

// asked reports whether reviews count at all.
func (f *reviewFlags) asked() bool { return len(f.who) > 0 }

func (f *reviewFlags) check() error {
	if !f.asked() {
		return nil
	}
	if f.timeout <= 0 {
		return fmt.Errorf("--github-timeout %s: want more than nothing", f.timeout)
	}
	f.members = nil
	for _, who := range f.who {
		m, err := review.ParseMember(who)
		if err != nil {
			return fmt.Errorf("--github-reviews %w", err)
		}
		f.members = append(f.members, m)
	}
	return nil
}

// reviewed is what became of the reviews of a pull request.
type reviewed struct {
	// Pull is OWNER/NAME#NUMBER.
	Pull string `json:"pull"`
	Head string `json:"head"`
	signoff.ReviewVerdict
	// Unknown are the teams whose members could not be told, as sentences.
	Unknown []string `json:"unknown_teams"`
}

// pullReviews is what GitHub tells of a pull request, read once for all gates.
type pullReviews struct {
	name    string
	pull    review.Pull
	subject signoff.ReviewSubject
	// teams are the accounts of each team, as github:LOGIN in lower case, by github:ORG/TEAM.
	teams   map[string][]string
	unknown []string
}

// teams are the members of teams on GitHub, as far as they were asked for.
func (e *evidence) teams() map[string][]string {
	if e.reviews == nil {
		return nil
	}
	return e.reviews.teams
}

// readReviews asks GitHub about the pull request, and about the teams of the flags and of
// the policy's groups. What can't be asked is an error; a team whose members can't be told
// is none, as the others may be enough.
func (a *analyzeRun) readReviews(ctx context.Context, e *evidence) (*pullReviews, error) {
	f := &a.flags.signoff
	given := f.reviews.given
	given.Host = review.GitHub
	target, err := review.Discover(given, a.process.Getenv)
	if err != nil {
		return nil, fmt.Errorf("--github-reviews: %w", err)
	}
	reader, err := target.OpenReader(a.process.Now)
	if err != nil {
		return nil, fmt.Errorf("--github-reviews: %w", err)
	}
	reader.Deadline = a.process.Now().Add(f.reviews.timeout)
	ctx, cancel := context.WithTimeout(ctx, f.reviews.timeout)
	defer cancel()
	p := &pullReviews{name: fmt.Sprintf("%s#%d", target.Project, target.Number), teams: map[string][]string{}, unknown: []string{}}
	if p.pull, err = reader.Pull(ctx); err != nil {
		return nil, fmt.Errorf("--github-reviews: %w", err)
	}
	p.subject = f.reviewSubject(ctx, e, p.pull)
	p.subject.Reviewers = map[string]bool{}
	if err := a.readTeams(ctx, reader, p); err != nil {
		return nil, fmt.Errorf("--github-reviews: %w", err)
	}
	return p, nil
}

// readTeams finds the accounts that the flags name, and the members of the policy's teams.
func (a *analyzeRun) readTeams(ctx context.Context, reader *review.Reader, p *pullReviews) error {
	expand := func(m review.Member) error {
		key := strings.ToLower(signoff.Account + m.Org + "/" + m.Slug)
		if _, known := p.teams[key]; known && m.Login == "" {
			return nil
		}
		logins, unknown, err := reader.Expand(ctx, []review.Member{m})
		if err != nil {
			return err
		}
		for _, team := range unknown {
			p.unknown = append(p.unknown, team.Error())
		}
		if m.Login == "" {
			p.teams[key] = []string{}
		}
		for _, login := range logins {
			if m.Login == "" {
				p.teams[key] = append(p.teams[key], signoff.Account+login)
			}
		}
		return nil
	}
	for _, m := range a.flags.signoff.reviews.members {
		if err := expand(m); err != nil {
			return err
		}
		if m.Login != "" {
			p.subject.Reviewers[strings.ToLower(m.Login)] = true
		}
		for _, login := range p.teams[strings.ToLower(signoff.Account+m.Org+"/"+m.Slug)] {
			p.subject.Reviewers[strings.TrimPrefix(login, signoff.Account)] = true
		}
	}
	if a.policy == nil {
		return nil
	}
	for _, name := range a.policy.GroupMembers() {
		if m, err := review.ParseMember(name); err == nil && m.Login == "" {
			if err := expand(m); err != nil {
				return err
			}
		}
	}
	return nil
}

// reviewSubject is what reviews of a pull request must be for, but for what differs from
// plan to plan.
func (f *signoffFlags) reviewSubject(ctx context.Context, e *evidence, pull review.Pull) signoff.ReviewSubject {
	subject := signoff.ReviewSubject{
		Head: pull.Head, Closed: pull.Closed, CheckedOut: history.Head(ctx, "."), Context: f.context,
		RequireFile: f.requireFile, ForbidOwn: !f.allowOwn,
	}
	var people []string
	if e.provenance != nil {
		people, subject.Authors = e.provenance.Authors, e.provenance.Possible()
	}
	var unknown []string
	subject.Logins, unknown = pull.Logins(people, e.signers.Accounts)
	switch {
	case len(subject.Authors) == 0:
		subject.Unknown = "no author of the change is known"
	case len(unknown) > 0:
		subject.Unknown = fmt.Sprintf("nobody knows the GitHub account of %s (list it beside github:LOGIN in the allowed signers)", strings.Join(unknown, ", "))
	}
	return subject
}

// judge says which reviews count at a time and an age.
func (p *pullReviews) judge(plan signoff.Subject, signers *signoff.AllowedSigners) *reviewed {
	subject := p.subject
	subject.Now, subject.MaxAge = plan.Now, plan.MaxAge
	return &reviewed{Pull: p.name, Head: p.pull.Head, ReviewVerdict: signoff.VerifyReviews(p.pull.Reviews, signers, subject), Unknown: p.unknown}
}

// why tells what became of reviews that do not count, as the end of a sentence.
func (r *reviewed) why() string {
	if r == nil {
		return ""
	}
	var b strings.Builder
	for _, no := range r.Refused {
		fmt.Fprintf(&b, "; the review by %s does not count: %s (%s)", no.Login, no.Why, no.Reason)
	}
	for _, team := range r.Unknown {
		b.WriteString("; " + team)
	}
	if len(r.Granted)+len(r.Refused) == 0 {
		fmt.Fprintf(&b, "; nobody has approved or refused %s in a review", r.Pull)
	}
	return b.String()
}

// lines lists the reviews for people.
func (r *reviewed) lines() string {
	if r == nil {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "reviews  of %s at %.10s\n", render.Clean(r.Pull), render.Clean(r.Head))
	for _, g := range r.Granted {
		fmt.Fprintf(&b, "counts   review by %s, of %s\n", strings.Join(cleanAll(g.Signer.Principals), ", "), g.Submitted.Format(time.RFC3339))
	}
	for _, no := range r.Refused {
		fmt.Fprintf(&b, "refused  review by %s: %s: %s\n", render.Clean(no.Login), no.Reason, render.Clean(no.Why))
	}
	for _, team := range r.Unknown {
		fmt.Fprintf(&b, "refused  %s\n", render.Clean(team))
	}
	return b.String()
}
