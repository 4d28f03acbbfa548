package signoff

import (
	"slices"
	"time"
)

// Person is one person whose approval counts.
type Person struct {
	// Name is what messages call the person.
	Name string
	// Principals are all names, sorted: those of keys, and github:LOGIN.
	Principals []string
	// At is when the person approved last.
	At time.Time
	// Unlinked is true where a key and an account count as one person only because the
	// allowed signers do not say whose the account is.
	Unlinked bool
}

// vote is one approval, by key or by review.
type vote struct {
	signer Signer
	at     time.Time
	review bool
}

// linked reports whether the allowed signers say which account goes with a key, or which
// key with an account.
func (v vote) linked() bool {
	if v.review {
		return len(v.signer.known.lines) > 0
	}
	return len(v.signer.accounts()) > 0
}

// ballot is what one person has approved.
type ballot struct {
	votes    []vote
	unlinked bool
}

// only reports whether all votes are of one kind, and nothing is known of the other.
func (b ballot) only(reviews bool) bool {
	return len(b.votes) > 0 && !slices.ContainsFunc(b.votes, func(v vote) bool { return v.review != reviews || v.linked() })
}

func (b ballot) person() Person {
	p := Person{Unlinked: b.unlinked}
	for i, v := range b.votes {
		switch {
		case i == 0:
			p.Name = v.signer.Name()
		case b.unlinked && v.review:
			p.Name += " or " + v.signer.Name()
		}
		p.Principals = append(p.Principals, v.signer.Principals...)
		if v.at.After(p.At) {
			p.At = v.at
		}
	}
	slices.Sort(p.Principals)
	p.Principals = slices.Compact(p.Principals)
	return p
}

// People lists who approved, each once: approvals that share a key or a name, or may do so,
// are one person's. Whoever signs with a key beside which no account is listed may also be
// behind an account that is listed nowhere: one such key and one such account count as one.
func People(granted []Granted, reviews []GrantedReview) []Person {
	var votes []vote
	for _, g := range granted {
		votes = append(votes, vote{signer: g.Signer, at: g.Statement.Made})
	}
	for _, r := range reviews {
		votes = append(votes, vote{signer: r.Signer, at: r.Submitted, review: true})
	}
	ballots := make([]ballot, len(votes))
	for i, first := range together(len(votes), func(i int) Signer { return votes[i].signer }) {
		ballots[first].votes = append(ballots[first].votes, votes[i])
	}
	for i := range ballots {
		if !ballots[i].only(false) {
			continue
		}
		j := slices.IndexFunc(ballots, func(b ballot) bool { return b.only(true) })
		if j < 0 {
			break
		}
		ballots[i].votes = append(ballots[i].votes, ballots[j].votes...)
		ballots[i].unlinked = true
		ballots[j].votes = nil
	}
	people := []Person{}
	for _, b := range ballots {
		if len(b.votes) > 0 {
			people = append(people, b.person())
		}
	}
	return people
}

// together puts signers together that may be one person. It returns for each the index of
// the first one of the same person.
func together(n int, signer func(int) Signer) []int {
	group := make([]int, n)
	for i := range group {
		group[i] = i
		for j := range i {
			if group[i] == group[j] || !samePerson(signer(i), signer(j)) {
				continue
			}
			from, to := max(group[i], group[j]), min(group[i], group[j])
			for k := range i + 1 {
				if group[k] == from {
					group[k] = to
				}
			}
		}
	}
	return group
}

// samePerson reports whether two signers may be one person. Keys without a name may be
// anybody's whom their patterns fit.
func samePerson(a, b Signer) bool {
	return a.Key == b.Key || len(a.names())+len(b.names()) == 0 ||
		slices.ContainsFunc(a.names(), b.MayBe) || slices.ContainsFunc(b.names(), a.MayBe)
}
