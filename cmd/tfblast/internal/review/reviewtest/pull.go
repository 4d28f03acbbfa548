package reviewtest

import (
	"fmt"
	"net/http"
	"strings"
)

// Pull is the pull request that a server keeps, as far as reviews are concerned.
type Pull struct {
	// Head is its head commit, empty for the constant Head.
	Head, Author string
	// State is open, closed or merged; empty is open.
	State   string
	Commits []Commit
	Reviews []Review
	// Teams are the members of the teams of Org, by slug.
	Teams map[string][]string
}

// Commit is a commit of a pull request. Login is whose the address is, empty where no
// account has it.
type Commit struct{ Hash, Email, Login string }

// Review is a review: State is GitHub's word, Submitted a time as RFC 3339 has it, empty
// for one that is not sent yet. SetPull numbers reviews from 1000 on.
type Review struct {
	Login, State, Commit, Submitted string
	Bot                             bool
	id                              int
}

// Org is the organisation that the teams belong to.
const Org = "acme"

// SetPull replaces the pull request.
func (s *Server) SetPull(p Pull) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range p.Reviews {
		p.Reviews[i].id = 1000 + i
	}
	s.pull = p
}

// Pull returns the pull request.
func (s *Server) Pull() Pull {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.pull
}

// maxCommits is how many commits of a pull request GitHub lists
// (https://docs.github.com/rest/pulls/pulls#list-commits-on-a-pull-request).
const maxCommits = 250

// gitHubPull adds what is asked about a pull request: itself, its commits and reviews
// (https://docs.github.com/rest/pulls), and the members of teams
// (https://docs.github.com/rest/teams/members).
func (s *Server) gitHubPull(repo string, handle func(string, http.HandlerFunc)) {
	pull := fmt.Sprintf("GET %s/pulls/%d", repo, Number)
	handle(pull, func(w http.ResponseWriter, _ *http.Request) {
		head, state := s.pull.Head, s.pull.State
		if head == "" {
			head = Head
		}
		if state == "" {
			state = "open"
		}
		answer(w, http.StatusOK, object{
			"number": Number, "state": strings.Replace(state, "merged", "closed", 1), "merged": state == "merged",
			"user": gitHubAccount(s.pull.Author, false), "head": object{"sha": head, "ref": "change"}, "commits": len(s.pull.Commits),
		})
	})
	handle(pull+"/commits", func(w http.ResponseWriter, r *http.Request) {
		list, next := page(s, r, s.pull.Commits[:min(len(s.pull.Commits), maxCommits)])
		link(w, r, next)
		shown := make([]object, 0, len(list))
		for _, c := range list {
			identity := object{"name": "Somebody", "email": c.Email, "date": "2026-01-01T00:00:00Z"}
			shown = append(shown, object{
				"sha": c.Hash, "commit": object{"author": identity, "committer": identity, "message": "change"},
				"author": gitHubAccount(c.Login, false), "committer": gitHubAccount(c.Login, false),
			})
		}
		answer(w, http.StatusOK, shown)
	})
	handle(pull+"/reviews", func(w http.ResponseWriter, r *http.Request) {
		list, next := page(s, r, s.pull.Reviews)
		link(w, r, next)
		shown := make([]object, 0, len(list))
		for _, v := range list {
			one := object{
				"id": v.id, "user": gitHubAccount(v.Login, v.Bot), "body": "", "state": v.State,
				"commit_id": v.Commit, "author_association": "MEMBER",
			}
			if v.Submitted != "" {
				one["submitted_at"] = v.Submitted
			}
			shown = append(shown, one)
		}
		answer(w, http.StatusOK, shown)
	})
	handle("GET /api/v3/orgs/"+Org+"/teams/{slug}/members", func(w http.ResponseWriter, r *http.Request) {
		members, ok := s.pull.Teams[r.PathValue("slug")]
		if !ok {
			refuse(w, http.StatusNotFound, "Not Found")
			return
		}
		list, next := page(s, r, members)
		link(w, r, next)
		shown := make([]object, 0, len(list))
		for _, login := range list {
			shown = append(shown, gitHubAccount(login, false))
		}
		answer(w, http.StatusOK, shown)
	})
}

// gitHubAccount is null for nobody.
func gitHubAccount(login string, bot bool) object {
	switch {
	case login == "":
		return nil
	case bot:
		return object{"login": login, "id": otherID, "type": "Bot"}
	}
	return object{"login": login, "id": otherID, "type": "User"}
}
