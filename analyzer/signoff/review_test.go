package signoff_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tfblast/tfblast/analyzer/signoff"
)

var reviewTime = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

const reviewedHead = "0123456789abcdef0123456789abcdef01234567"

func reviewSubject() signoff.ReviewSubject {
	return signoff.ReviewSubject{
		Head: reviewedHead, CheckedOut: reviewedHead, Reviewers: map[string]bool{"ben": true}, Now: reviewTime,
		MaxAge: time.Hour, ForbidOwn: true, Authors: []string{"ann@example.com"}, Logins: []string{"ann"},
	}
}

func reviewBy(login string) signoff.Review {
	return signoff.Review{ID: 1, Login: login, State: signoff.ReviewApproved, Commit: reviewedHead, Submitted: reviewTime.Add(-time.Minute)}
}

// Each row differs from a review that counts in one thing.
func TestVerifyReviews(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		change func(*signoff.Review, *signoff.ReviewSubject)
		want   signoff.Reason
	}{
		{"counts", func(*signoff.Review, *signoff.ReviewSubject) {}, ""},
		{"another case", func(r *signoff.Review, _ *signoff.ReviewSubject) { r.Login = "BEN" }, ""},
		{"plan file asked for", func(_ *signoff.Review, s *signoff.ReviewSubject) { s.RequireFile = true }, signoff.UnboundFile},
		{"account gone", func(r *signoff.Review, _ *signoff.ReviewSubject) { r.Login = "" }, signoff.NotReviewer},
		{"not asked", func(r *signoff.Review, _ *signoff.ReviewSubject) { r.Login = "carl" }, signoff.NotReviewer},
		{"app", func(r *signoff.Review, _ *signoff.ReviewSubject) { r.Bot = true }, signoff.Bot},
		{"changes requested", func(r *signoff.Review, _ *signoff.ReviewSubject) { r.State = "CHANGES_REQUESTED" }, signoff.TakenBack},
		{"dismissed", func(r *signoff.Review, _ *signoff.ReviewSubject) { r.State = "DISMISSED" }, signoff.TakenBack},
		{"a state of the future", func(r *signoff.Review, _ *signoff.ReviewSubject) { r.State = "MUSED" }, signoff.TakenBack},
		{"older commit", func(r *signoff.Review, _ *signoff.ReviewSubject) { r.Commit = "ff" }, signoff.OtherCommit},
		{"commit gone", func(r *signoff.Review, s *signoff.ReviewSubject) { r.Commit, s.Head = "", "" }, signoff.OtherCommit},
		{"closed", func(_ *signoff.Review, s *signoff.ReviewSubject) { s.Closed = true }, signoff.Closed},
		{"other checkout", func(_ *signoff.Review, s *signoff.ReviewSubject) { s.CheckedOut = "ff" }, signoff.NotCheckedOut},
		{"named by the context", func(_ *signoff.Review, s *signoff.ReviewSubject) {
			s.CheckedOut, s.Context = "", "pull/7@"+reviewedHead
		}, ""},
		{"context with more digits", func(_ *signoff.Review, s *signoff.ReviewSubject) { s.CheckedOut, s.Context = "", "0"+reviewedHead }, signoff.NotCheckedOut},
		{"future", func(r *signoff.Review, _ *signoff.ReviewSubject) { r.Submitted = reviewTime.Add(time.Hour) }, signoff.NotYetMade},
		{"old", func(r *signoff.Review, _ *signoff.ReviewSubject) { r.Submitted = reviewTime.Add(-2 * time.Hour) }, signoff.Expired},
		{"no time", func(r *signoff.Review, _ *signoff.ReviewSubject) { r.Submitted = time.Time{} }, signoff.Expired},
		{"author's account", func(_ *signoff.Review, s *signoff.ReviewSubject) { s.Logins = []string{"Ben"} }, signoff.OwnChange},
		{"author's address", func(_ *signoff.Review, s *signoff.ReviewSubject) { s.Authors = []string{"BEN@example.com"} }, signoff.OwnChange},
		{"author's other account", func(_ *signoff.Review, s *signoff.ReviewSubject) { s.Logins = []string{"benjamin"} }, signoff.OwnChange},
		{"author unknown", func(_ *signoff.Review, s *signoff.ReviewSubject) { s.Unknown = "nobody knows" }, signoff.AuthorUnknown},
		{"own is allowed", func(_ *signoff.Review, s *signoff.ReviewSubject) {
			s.Logins, s.ForbidOwn, s.Unknown = []string{"ben"}, false, "x"
		}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r, s := reviewBy("ben"), reviewSubject()
			tt.change(&r, &s)
			v := signoff.VerifyReviews([]signoff.Review{r}, listed(t, "ben@example.com,github:ben,github:benjamin"), s)
			var got signoff.Reason
			if len(v.Refused) > 0 {
				got = v.Refused[0].Reason
			}
			if got != tt.want || len(v.Granted)+len(v.Refused) != 1 {
				t.Errorf("refused %+v, want %q", v.Refused, tt.want)
			}
		})
	}
}

// listed is a file of allowed signers with one key for the principals of each line.
func listed(t *testing.T, lines ...string) *signoff.AllowedSigners {
	t.Helper()
	const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"
	var text strings.Builder
	for _, line := range lines {
		text.WriteString(line + " " + key + "\n")
	}
	signers, problems := signoff.ParseAllowedSigners("signers", []byte(text.String()), time.UTC)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return signers
}

// Only the last word of a reviewer counts, and a comment is none.
func TestLastWord(t *testing.T) {
	t.Parallel()
	word := func(id int64, minutes int, state string) signoff.Review {
		return signoff.Review{ID: id, Login: "ben", State: state, Commit: reviewedHead, Submitted: reviewTime.Add(time.Duration(minutes-30) * time.Minute)}
	}
	const yes, no, off, talk, draft = "APPROVED", "CHANGES_REQUESTED", "DISMISSED", "COMMENTED", "PENDING"
	for _, tt := range []struct {
		name   string
		words  []signoff.Review
		counts bool
	}{
		{"yes, talk", []signoff.Review{word(1, 1, yes), word(2, 2, talk), word(3, 3, draft)}, true},
		{"yes, no", []signoff.Review{word(1, 1, yes), word(2, 2, no)}, false},
		{"no, yes", []signoff.Review{word(1, 1, no), word(2, 2, yes)}, true},
		{"yes, dismissed no", []signoff.Review{word(1, 1, yes), word(2, 2, off)}, false},
		{"dismissed, yes", []signoff.Review{word(1, 1, off), word(2, 2, yes)}, true},
		{"listed the other way round", []signoff.Review{word(2, 2, no), word(1, 1, yes)}, false},
		{"in the same second", []signoff.Review{word(2, 1, no), word(1, 1, yes)}, false},
		{"talk only", []signoff.Review{word(1, 1, talk)}, false},
	} {
		v := signoff.VerifyReviews(tt.words, nil, reviewSubject())
		if got := len(v.Granted) == 1; got != tt.counts {
			t.Errorf("%s: granted %+v, refused %+v", tt.name, v.Granted, v.Refused)
		}
	}
}

// A person counts once, whatever the ways of approving.
func TestPeople(t *testing.T) {
	t.Parallel()
	key := func(names ...string) signoff.Granted {
		return signoff.Granted{
			Signer:    signoff.Signer{Principals: names, Key: "SHA256:" + strings.Join(names, "+")},
			Statement: signoff.Statement{Made: reviewTime},
		}
	}
	reviews := func(signers *signoff.AllowedSigners, logins ...string) []signoff.GrantedReview {
		var list []signoff.GrantedReview
		for _, l := range logins {
			r := reviewBy(l)
			list = append(list, signoff.GrantedReview{Review: r, Signer: signers.Named(signoff.Account + l)})
		}
		return list
	}
	for _, tt := range []struct {
		name    string
		granted []signoff.Granted
		signers *signoff.AllowedSigners
		logins  []string
		want    []string
	}{
		{"nobody", nil, nil, nil, []string{}},
		{"two keys", []signoff.Granted{key("a@x"), key("b@x")}, nil, nil, []string{"a@x", "b@x"}},
		{"two keys of one", []signoff.Granted{key("a@x"), key("A@x", "b@x")}, nil, nil, []string{"a@x"}},
		{"two accounts", nil, nil, []string{"ben", "ann"}, []string{"github:ben", "github:ann"}},
		{"two accounts of one", nil, listed(t, "github:ben,github:ann"), []string{"ben", "ann"}, []string{"github:ben"}},
		{"nothing known", []signoff.Granted{key("a@x")}, nil, []string{"ben"}, []string{"a@x or github:ben"}},
		{"nothing known of three", []signoff.Granted{key("a@x")}, nil, []string{"ben", "ann"}, []string{"a@x or github:ben", "github:ann"}},
		{"nothing known of four", []signoff.Granted{key("a@x"), key("b@x")}, nil, []string{"ben", "ann"}, []string{"a@x or github:ben", "b@x or github:ann"}},
		{"the key's account", []signoff.Granted{key("a@x", "github:BEN")}, nil, []string{"ben"}, []string{"a@x"}},
		{"another account than the key's", []signoff.Granted{key("a@x", "github:ann")}, nil, []string{"ben"}, []string{"a@x", "github:ben"}},
		{"the account's other key", []signoff.Granted{key("a@x")}, listed(t, "b@x,github:ben"), []string{"ben"}, []string{"a@x", "github:ben"}},
		{"the account's own key", []signoff.Granted{key("a@x")}, listed(t, "A@x,github:ben"), []string{"ben"}, []string{"a@x"}},
		{"a line of patterns", []signoff.Granted{key("a@x")}, listed(t, "*,github:ben"), []string{"ben"}, []string{"a@x"}},
	} {
		people := signoff.People(tt.granted, reviews(tt.signers, tt.logins...))
		names := []string{}
		for _, p := range people {
			names = append(names, p.Name)
			if p.Unlinked != strings.Contains(p.Name, " or ") || p.At.IsZero() || len(p.Principals) == 0 {
				t.Errorf("%s: %+v", tt.name, p)
			}
		}
		if !slices.Equal(names, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, names, tt.want)
		}
	}
}
