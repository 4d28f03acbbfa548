package signoff

import (
	"fmt"
	"time"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// Reason says why an approval does not count.
type Reason string

// The reasons, in the order in which they are looked for.
const (
	// Malformed: the file is no approval.
	Malformed Reason = "malformed"
	// Edited: the signature was not made over this statement.
	Edited Reason = "edited"
	// WrongNamespace: the signature, or the signer, is for another purpose.
	WrongNamespace Reason = "wrong-namespace"
	// UnknownSigner: the key is not among the allowed signers.
	UnknownSigner Reason = "unknown-signer"
	// OutsideValidity: the key or its certificate is not valid now.
	OutsideValidity Reason = "outside-validity"
	// OtherPlan: another plan in another context was approved.
	OtherPlan Reason = "other-plan"
	// ChangedPlan: the plan of this context is not the one that was approved.
	ChangedPlan Reason = "changed-plan"
	// Replayed: this plan was approved in another context.
	Replayed Reason = "replayed"
	// ChangedFile: the plan means the same, but its file is not the one that was approved.
	ChangedFile Reason = "changed-file"
	// UnboundFile: the approval names no plan file, and one that does is asked for; or it
	// names one, and there is none to compare with.
	UnboundFile Reason = "unbound-file"
	// OtherExpectation: the plan was held against another declared intent.
	OtherExpectation Reason = "other-expectation"
	// Graver: the analysis comes to a higher level now than the signer saw.
	Graver Reason = "graver"
	// NotYetMade: the approval is from the future.
	NotYetMade Reason = "not-yet-made"
	// Expired: the approval's time, or the longest time allowed, is over.
	Expired Reason = "expired"
	// AuthorUnknown: who wrote the change is not known, so it can't be told whether the
	// signer did.
	AuthorUnknown Reason = "author-unknown"
	// OwnChange: the signer is an author of the change.
	OwnChange Reason = "own-change"
)

// Refusal is an approval that does not count.
type Refusal struct {
	// File names the approval file.
	File   string `json:"file"`
	Reason Reason `json:"reason"`
	// Why is one sentence without its end.
	Why string `json:"why"`
}

// Error names file, reason and why.
func (r *Refusal) Error() string { return fmt.Sprintf("%s: %s: %s", r.File, r.Reason, r.Why) }

func refuse(reason Reason, format string, args ...any) *Refusal {
	return &Refusal{Reason: reason, Why: fmt.Sprintf(format, args...)}
}

// Subject is what approvals must be for.
type Subject struct {
	// Fingerprint and Context are those of the plan at hand.
	Fingerprint, Context string
	// PlanFile is the digest of the plan file's bytes; empty where there is no such file.
	PlanFile string
	// RequireFile refuses approvals that do not name the file.
	RequireFile bool
	// Level is what the analysis comes to now.
	Level risk.Level
	// Expectation is the digest of the declared intent, empty for none.
	Expectation string
	// Now is the time of the check.
	Now time.Time
	// MaxAge bounds the time since an approval was made, whatever it says itself; 0 is no
	// bound.
	MaxAge time.Duration
	// ForbidOwn refuses approvals by one of Authors, the addresses of those who wrote the
	// change. With no authors it refuses all.
	ForbidOwn bool
	Authors   []string
}

// clockSkew is by how much a signer's clock may be ahead.
const clockSkew = 5 * time.Minute

// Granted is an approval that counts.
type Granted struct {
	// File names the approval file.
	File      string    `json:"file"`
	Signer    Signer    `json:"signer"`
	Statement Statement `json:"statement"`
}

// File is an approval file.
type File struct {
	Name    string
	Content []byte
	// Err is why the content could not be read, nil where it could.
	Err error
}

// Verdict is what becomes of approval files, in their order.
type Verdict struct {
	Granted []Granted  `json:"granted"`
	Refused []*Refusal `json:"refused"`
}

// Verify checks approval files against what they must be for.
func Verify(files []File, signers *AllowedSigners, subject Subject) Verdict {
	v := Verdict{Granted: []Granted{}, Refused: []*Refusal{}}
	for _, file := range files {
		granted, no := check(file, signers, subject)
		if no != nil {
			no.File = file.Name
			v.Refused = append(v.Refused, no)
			continue
		}
		granted.File = file.Name
		v.Granted = append(v.Granted, granted)
	}
	return v
}

func check(file File, signers *AllowedSigners, subject Subject) (Granted, *Refusal) {
	if file.Err != nil {
		return Granted{}, refuse(Malformed, "%v", file.Err)
	}
	approval, err := Parse(file.Content)
	if err != nil {
		return Granted{}, refuse(Malformed, "%v", err)
	}
	if err := approval.intact(); err != nil {
		return Granted{}, refuse(Edited, "the signature does not belong to this statement (%v)", err)
	}
	if got := approval.signature.Namespace; got != Namespace {
		return Granted{}, refuse(WrongNamespace, "the signature is for the namespace %q, not %s", got, Namespace)
	}
	signer, no := signers.find(approval.signature.PublicKey, Namespace, subject.Now)
	if no != nil {
		return Granted{}, no
	}
	if no := subject.fits(approval.Statement, signer); no != nil {
		return Granted{}, no
	}
	return Granted{Signer: signer, Statement: approval.Statement}, nil
}

// fits compares a statement that its signer really made with what it must be for.
func (s Subject) fits(made Statement, by Signer) *Refusal {
	who := by.Name()
	switch {
	case made.Fingerprint != s.Fingerprint && made.Context != s.Context:
		return refuse(OtherPlan, "%s approved another plan, for %q", who, made.Context)
	case made.Fingerprint != s.Fingerprint:
		return refuse(ChangedPlan, "the plan has changed since %s approved it", who)
	case made.Context != s.Context:
		return refuse(Replayed, "%s approved this plan for %q, not for %q", who, made.Context, s.Context)
	case made.PlanFile != "" && s.PlanFile == "":
		return refuse(UnboundFile, "%s approved one plan file, and there is none to compare it with", who)
	case made.PlanFile != "" && made.PlanFile != s.PlanFile:
		return refuse(ChangedFile, "the plan means the same, but is not the file that %s approved", who)
	case made.PlanFile == "" && s.RequireFile:
		return refuse(UnboundFile, "the approval of %s names no plan file, so it does not cover sensitive values", who)
	case made.Expectation != s.Expectation:
		return refuse(OtherExpectation, "%s approved the plan with another declared intent, or with none", who)
	case s.Level > made.Level:
		return refuse(Graver, "%s approved a plan of level %s, the analysis comes to %s now", who, made.Level, s.Level)
	}
	return s.inTime(made, by)
}

func (s Subject) inTime(made Statement, by Signer) *Refusal {
	who := by.Name()
	switch {
	case made.Made.After(s.Now.Add(clockSkew)):
		return refuse(NotYetMade, "the approval of %s is dated %s, which is yet to come", who, made.Made.Format(time.RFC3339))
	case !s.Now.Before(made.Expires):
		return refuse(Expired, "the approval of %s ended at %s", who, made.Expires.Format(time.RFC3339))
	case s.MaxAge > 0 && s.Now.Sub(made.Made) > s.MaxAge:
		return refuse(Expired, "the approval of %s is older than %s", who, s.MaxAge)
	case s.ForbidOwn && len(s.Authors) == 0:
		return refuse(AuthorUnknown, "no author of the change is known, so %s may be one", who)
	case s.ForbidOwn && !by.comparable():
		return refuse(AuthorUnknown, "%s has no e-mail address among the names of the key, so nobody can tell whether it is an author of the change", who)
	case s.ForbidOwn:
		return by.ownChange(s.Authors)
	}
	return nil
}
