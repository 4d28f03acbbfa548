package review

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/signoff"
)

// Member is a member of a group: an account on GitHub, or a team.
type Member struct {
	// Login is the account; empty for a team, which is Org and Slug.
	Login, Org, Slug string
}

var memberName = regexp.MustCompile(`^([A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?)(?:/([A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?))?$`)

// ParseMember reads LOGIN or ORG/TEAM, behind github: or not.
func ParseMember(text string) (Member, error) {
	name := text
	if len(name) > len(signoff.Account) && strings.EqualFold(name[:len(signoff.Account)], signoff.Account) {
		name = name[len(signoff.Account):]
	}
	m := memberName.FindStringSubmatch(name)
	switch {
	case m == nil:
		return Member{}, fmt.Errorf("%q: want an account, LOGIN, or a team, ORG/TEAM, as GitHub writes them in its addresses", text)
	case m[2] == "":
		return Member{Login: m[1]}, nil
	}
	return Member{Org: m[1], Slug: strings.ToLower(m[2])}, nil
}

// Expand lists the accounts of members, in lower case and sorted, and the teams that could
// not be asked about.
func (r *Reader) Expand(ctx context.Context, members []Member) (logins []string, unknown []*NoTeamError, err error) {
	for _, m := range members {
		if m.Login != "" {
			logins = append(logins, strings.ToLower(m.Login))
			continue
		}
		team, err := r.Team(ctx, m.Org, m.Slug)
		if no, ok := errors.AsType[*NoTeamError](err); ok {
			unknown = append(unknown, no)
			continue
		}
		if err != nil {
			return nil, nil, err
		}
		for _, login := range team {
			logins = append(logins, strings.ToLower(login))
		}
	}
	slices.Sort(logins)
	return slices.Compact(logins), unknown, nil
}

// noReply is an address that GitHub gives to an account (ID+LOGIN, or LOGIN for old ones).
var noReply = regexp.MustCompile(`^(?:[0-9]+\+)?([a-z0-9][a-z0-9_-]*)@users\.noreply\.github\.com$`)

// Logins finds the accounts of everyone who wrote the change: who opened the pull request,
// and whose the addresses of authors are, in lower case. known may tell of more addresses;
// unknown are those that nobody knows the account of.
func (p Pull) Logins(authors []string, known func(email string) []string) (logins, unknown []string) {
	logins = append(logins, strings.ToLower(p.Author))
	for _, a := range p.Accounts {
		logins = append(logins, strings.ToLower(a.Login))
	}
	for _, email := range authors {
		found := known(email)
		if m := noReply.FindStringSubmatch(strings.ToLower(email)); m != nil {
			found = append(found, m[1])
		}
		for _, login := range found {
			logins = append(logins, strings.ToLower(login))
		}
		onGitHub := func(a Account) bool { return a.Email == strings.ToLower(email) }
		if len(found) == 0 && !slices.ContainsFunc(p.Accounts, onGitHub) {
			unknown = append(unknown, email)
		}
	}
	slices.Sort(logins)
	logins = slices.DeleteFunc(slices.Compact(logins), func(l string) bool { return l == "" })
	return logins, unknown
}
