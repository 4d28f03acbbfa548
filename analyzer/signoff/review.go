package signoff

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Account is the prefix of the principals that are accounts on GitHub, as in github:ann.
const Account = "github:"

// The states of a review that mean something here; GitHub's words.
const (
	ReviewApproved  = "APPROVED"
	ReviewCommented = "COMMENTED"
	ReviewPending   = "PENDING"
)

// Review is a review of a pull request.
type Review struct {
	ID int64 `json:"id"`
	// Login is the account of the reviewer, empty where it is gone.
	Login string `json:"login"`
	// Bot is true for an app's review.
	Bot bool `json:"-"`
	// State is GitHub's word.
	State string `json:"state"`
	// Commit is the full hash of what was reviewed.
	Commit    string    `json:"commit"`
	Submitted time.Time `json:"submitted_at"`
}

// The reasons that only reviews have.
const (
	// NotReviewer: reviews of this account are not asked for.
	NotReviewer Reason = "not-a-reviewer"
	// Bot: an app is no person.
	Bot Reason = "bot"
	// TakenBack: changes were requested since, or the review was dismissed.
	TakenBack Reason = "taken-back"
	// OtherCommit: another commit than the head of the pull request was reviewed.
	OtherCommit Reason = "other-commit"
	// NotCheckedOut: the head of the pull request is not what the plan was made of.
	NotCheckedOut Reason = "not-checked-out"
	// Closed: the pull request was closed, not merged.
	Closed Reason = "closed"
)

// ReviewSubject is what reviews must be for. A review approves of code at a commit: it
// knows no plan, so neither fingerprint nor plan file bind it.
type ReviewSubject struct {
	// Head is the head commit of the pull request, Closed true if it was closed unmerged.
	Head   string
	Closed bool
	// CheckedOut is the commit that the plan was made of, as far as git knows; Context
	// may name the head commit instead.
	CheckedOut, Context string
	// Reviewers are the accounts whose reviews count, in lower case.
	Reviewers map[string]bool
	// RequireFile refuses all reviews.
	RequireFile bool
	// Now is the time of the check, MaxAge the longest time since a review; 0 is no bound.
	Now    time.Time
	MaxAge time.Duration
	// ForbidOwn refuses reviews by those who wrote the change: Authors are their addresses,
	// Logins their accounts. Unknown says of whom no account is known; if it is not empty,
	// no review counts.
	ForbidOwn       bool
	Authors, Logins []string
	Unknown         string
}

// GrantedReview is a review that counts.
type GrantedReview struct {
	Review
	// Signer is the reviewer: the account, and what the allowed signers list beside it.
	Signer Signer `json:"signer"`
}

// RefusedReview is one that does not.
type RefusedReview struct {
	Review
	Reason Reason `json:"reason"`
	Why    string `json:"why"`
}

// ReviewVerdict is what becomes of the reviews of a pull request, by account.
type ReviewVerdict struct {
	Granted []GrantedReview `json:"granted"`
	Refused []RefusedReview `json:"refused"`
}

// VerifyReviews checks the last word of each reviewer. Comments are none. The allowed
// signers, which may be nil, say which account belongs to whom.
func VerifyReviews(reviews []Review, signers *AllowedSigners, subject ReviewSubject) ReviewVerdict {
	v := ReviewVerdict{Granted: []GrantedReview{}, Refused: []RefusedReview{}}
	for _, r := range lastWords(reviews) {
		signer := signers.Named(Account + r.Login)
		if no := subject.fits(r, signer); no != nil {
			v.Refused = append(v.Refused, RefusedReview{Review: r, Reason: no.Reason, Why: no.Why})
			continue
		}
		v.Granted = append(v.Granted, GrantedReview{Review: r, Signer: signer})
	}
	return v
}

// lastWords are the last reviews of each account that are more than a comment.
func lastWords(reviews []Review) []Review {
	last := map[string]Review{}
	for _, r := range reviews {
		if r.State == ReviewCommented || r.State == ReviewPending {
			continue
		}
		who := strings.ToLower(r.Login)
		if old, ok := last[who]; !ok || cmp.Or(r.Submitted.Compare(old.Submitted), cmp.Compare(r.ID, old.ID)) > 0 {
			last[who] = r
		}
	}
	words := make([]Review, 0, len(last))
	for _, r := range last {
		words = append(words, r)
	}
	slices.SortFunc(words, func(a, b Review) int { return strings.Compare(strings.ToLower(a.Login), strings.ToLower(b.Login)) })
	return words
}

func (s ReviewSubject) fits(r Review, by Signer) *Refusal {
	switch {
	case s.RequireFile:
		return refuse(UnboundFile, "a review names no plan file")
	case r.Login == "":
		return refuse(NotReviewer, "the account of the reviewer is gone")
	case r.Bot:
		return refuse(Bot, "%s is an app", r.Login)
	case !s.Reviewers[strings.ToLower(r.Login)]:
		return refuse(NotReviewer, "%s is not among those whose reviews count", r.Login)
	case r.State != ReviewApproved:
		return refuse(TakenBack, "the last word of %s is %s", r.Login, strings.ToLower(strings.ReplaceAll(r.State, "_", " ")))
	case s.Head == "" || r.Commit != s.Head:
		return refuse(OtherCommit, "%s reviewed %.10s, the head of the pull request is %.10s", r.Login, r.Commit, s.Head)
	case s.Closed:
		return refuse(Closed, "the pull request was closed")
	case s.CheckedOut != s.Head && !namesCommit(s.Context, s.Head):
		return refuse(NotCheckedOut, "%s reviewed %.10s, but checked out is %.10s: check the head of the pull request out, or name it in the context", r.Login, s.Head, s.CheckedOut)
	}
	return s.inTime(r, by)
}

func (s ReviewSubject) inTime(r Review, by Signer) *Refusal {
	isAuthor := func(login string) bool { return strings.EqualFold(login, r.Login) || by.MayBe(Account+login) }
	switch {
	case r.Submitted.After(s.Now.Add(clockSkew)):
		return refuse(NotYetMade, "the review by %s is dated %s, which is yet to come", r.Login, r.Submitted.UTC().Format(time.RFC3339))
	case s.MaxAge > 0 && s.Now.Sub(r.Submitted) > s.MaxAge:
		return refuse(Expired, "the review by %s is older than %s", r.Login, s.MaxAge)
	case s.ForbidOwn && (slices.ContainsFunc(s.Logins, isAuthor) || slices.ContainsFunc(s.Authors, by.MayBe)):
		return refuse(OwnChange, "%s is an author of the change", r.Login)
	case s.ForbidOwn && s.Unknown != "":
		return refuse(AuthorUnknown, "%s, so %s may be one", s.Unknown, r.Login)
	}
	return nil
}

// namesCommit reports whether a context holds the full hash of a commit as a word.
func namesCommit(context, hash string) bool {
	words := strings.FieldsFunc(context, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return hash != "" && slices.Contains(words, hash)
}
