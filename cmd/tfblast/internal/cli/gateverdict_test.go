package cli

import (
	"strings"
	"testing"
	"time"

	"github.com/tfblast/tfblast/analyzer/signoff"
	"github.com/tfblast/tfblast/rules/policy"
)

func approved(names ...string) signoff.Granted {
	return signoff.Granted{Signer: signoff.Signer{Principals: names, Key: "key of " + strings.Join(names, " ")}}
}

// Each person counts once; one may count for a group and for teams.
func TestWeigh(t *testing.T) {
	t.Parallel()
	seniors := policy.Group{Name: "seniors", Members: []string{"Ann@example.com", "github:bob"}}
	leads := policy.Group{Name: "leads", Members: []string{"cleo@example.com"}}
	ann, bob, cleo, dan := approved("ann@example.com"), approved("github:Bob"), approved("cleo@example.com"), approved("dan@example.com")
	nameless := signoff.Granted{Signer: signoff.Signer{Key: "SHA256:k"}}
	owner := func(team string, group *policy.Group) policy.OwnerRequirement {
		return policy.OwnerRequirement{Team: team, Group: group}
	}
	tests := []struct {
		name    string
		req     policy.Requirement
		granted []signoff.Granted
		met     bool
		says    string
	}{
		{"nobody", policy.Requirement{Approvals: 1}, nil, false, "1 approval missing"},
		{"anybody", policy.Requirement{Approvals: 1}, []signoff.Granted{dan}, true, "1 approval given, 1 needed: dan@example.com"},
		{"a key without a name", policy.Requirement{Approvals: 1}, []signoff.Granted{nameless}, true, "SHA256:k"},
		{"a key without a name is in no group", policy.Requirement{Approvals: 1, From: []policy.Group{seniors}}, []signoff.Granted{nameless}, false, ""},
		{"of another group", policy.Requirement{Approvals: 1, From: []policy.Group{seniors}}, []signoff.Granted{cleo, dan}, false, "1 approval by seniors (Ann@example.com, github:bob) missing"},
		{"of the group, in other letters", policy.Requirement{Approvals: 1, From: []policy.Group{seniors}}, []signoff.Granted{dan, ann}, true, "ann@example.com"},
		{"one of two", policy.Requirement{Approvals: 2, From: []policy.Group{seniors}}, []signoff.Granted{ann, dan}, false, "missing, 1 of 2 given: ann@example.com"},
		{"two of two", policy.Requirement{Approvals: 2, From: []policy.Group{seniors}}, []signoff.Granted{ann, bob}, true, "ann@example.com, github:Bob"},
		{"of either group", policy.Requirement{Approvals: 2, From: []policy.Group{seniors, leads}}, []signoff.Granted{cleo, bob}, true, ""},
		{"one person twice", policy.Requirement{Approvals: 2}, []signoff.Granted{dan, dan}, false, "1 of 2"},
		{"two keys of one person", policy.Requirement{Approvals: 2}, []signoff.Granted{approved("dan@example.com", "d@home.example"), approved("d@home.example")}, false, "1 of 2"},
		{"an owner", policy.Requirement{Approvals: 1, Owners: []policy.OwnerRequirement{owner("leads", &leads)}}, []signoff.Granted{dan}, false, "owner leads (cleo@example.com) missing"},
		{"an owner counts for all", policy.Requirement{Approvals: 1, Owners: []policy.OwnerRequirement{owner("leads", &leads)}}, []signoff.Granted{cleo}, true, "for the owner leads: cleo@example.com"},
		{"two owners", policy.Requirement{Approvals: 1, From: []policy.Group{seniors}, Owners: []policy.OwnerRequirement{owner("leads", &leads), owner("seniors", &seniors)}}, []signoff.Granted{cleo, bob}, true, ""},
		{"an owner without a group", policy.Requirement{Approvals: 1, Owners: []policy.OwnerRequirement{owner("web", nil)}}, []signoff.Granted{ann, bob, cleo, dan}, false, `nobody can give it: the policy has no group "web"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := weigh(tt.req, signoff.People(tt.granted, nil), nil)
			if w.met() != tt.met || !strings.Contains(w.String(), tt.says) {
				t.Errorf("met %t: %s; want %t, %q", w.met(), w, tt.met, tt.says)
			}
		})
	}
}

// Of two limits the shorter one counts, and there is always one.
func TestAgeLimit(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ flag, gate, want time.Duration }{
		{0, 0, defaultMaxAge},
		{time.Hour, 0, time.Hour},
		{0, 1000 * time.Hour, 1000 * time.Hour},
		{time.Hour, 2 * time.Hour, time.Hour},
		{2 * time.Hour, time.Hour, time.Hour},
	} {
		f := signoffFlags{maxAge: tt.flag}
		if got := f.ageLimit(tt.gate); got != tt.want {
			t.Errorf("flag %s, gate %s: %s, want %s", tt.flag, tt.gate, got, tt.want)
		}
	}
}
