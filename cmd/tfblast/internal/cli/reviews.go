package cli

import (
	"context"
	"errors"
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
	process Process
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
		if f.given != (review.Given{}) {
			return errors.New("where the pull request is is said, but not whose reviews count: pass --github-reviews WHO")
		}
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

// maxReviewAge is how old a review may be where --max-age does not say: it has no end of
// its own.
const maxReviewAge = 7 * 24 * time.Hour

// readReviews asks GitHub for the reviews of the pull request. What can't be asked is an
// error; a team whose members can't be told is none, as the others may be enough.
func (f *signoffFlags) readReviews(ctx context.Context, s *signedOff, signers *signoff.AllowedSigners, now time.Time) error {
	given := f.reviews.given
	given.Host = review.GitHub
	target, err := review.Discover(given, f.reviews.process.Getenv)
	if err != nil {
		return fmt.Errorf("--github-reviews: %w", err)
	}
	reader, err := target.OpenReader(f.reviews.process.Now)
	if err != nil {
		return fmt.Errorf("--github-reviews: %w", err)
	}
	reader.Deadline = f.reviews.process.Now().Add(f.reviews.timeout)
	ctx, cancel := context.WithTimeout(ctx, f.reviews.timeout)
	defer cancel()
	pull, err := reader.Pull(ctx)
	if err != nil {
		return fmt.Errorf("--github-reviews: %w", err)
	}
	logins, unknown, err := reader.Expand(ctx, f.reviews.members)
	if err != nil {
		return fmt.Errorf("--github-reviews: %w", err)
	}
	subject := f.reviewSubject(ctx, s, pull, signers)
	subject.Now = now
	subject.Reviewers = map[string]bool{}
	for _, login := range logins {
		subject.Reviewers[login] = true
	}
	s.reviewed = &reviewed{
		Pull: fmt.Sprintf("%s#%d", target.Project, target.Number), Head: pull.Head,
		ReviewVerdict: signoff.VerifyReviews(pull.Reviews, signers, subject), Unknown: []string{},
	}
	for _, team := range unknown {
		s.reviewed.Unknown = append(s.reviewed.Unknown, team.Error())
	}
	return nil
}

// reviewSubject is what reviews of a pull request must be for.
func (f *signoffFlags) reviewSubject(ctx context.Context, s *signedOff, pull review.Pull, signers *signoff.AllowedSigners) signoff.ReviewSubject {
	subject := signoff.ReviewSubject{
		Head: pull.Head, Closed: pull.Closed, CheckedOut: s.head, Context: f.context,
		RequireFile: f.requireFile, MaxAge: f.maxAge, ForbidOwn: !f.allowOwn,
	}
	if subject.MaxAge == 0 {
		subject.MaxAge = maxReviewAge
	}
	if subject.CheckedOut == "" {
		subject.CheckedOut = history.Head(ctx, ".")
	}
	if s.provenance != nil {
		subject.Authors = s.provenance.Authors
	}
	var unknown []string
	subject.Logins, unknown = pull.Logins(subject.Authors, signers.Accounts)
	switch {
	case len(subject.Authors) == 0:
		subject.Unknown = "no author of the change is known"
	case len(unknown) > 0:
		subject.Unknown = fmt.Sprintf("nobody knows the GitHub account of %s (list it beside github:LOGIN in the allowed signers)", strings.Join(unknown, ", "))
	}
	return subject
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
