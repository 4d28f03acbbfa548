package reviewtest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// ProjectID is the number of the project on GitLab.
const ProjectID = "42"

// NewGitLab starts a stand-in for GitLab's REST API (https://docs.gitlab.com/api/rest/). It
// knows the project by its number.
func NewGitLab(c Cleaner) *Server {
	return start(c, "/api/v4", func(s *Server) http.Handler {
		m := http.NewServeMux()
		handle := func(pattern string, do http.HandlerFunc) {
			m.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Private-Token") != s.Token {
					answer(w, http.StatusUnauthorized, object{"message": "401 Unauthorized"})
					return
				}
				do(w, r)
			})
		}
		project := "/api/v4/projects/" + ProjectID
		request := fmt.Sprintf("%s/merge_requests/%d", project, Number)
		handle("GET /api/v4/user", func(w http.ResponseWriter, _ *http.Request) {
			answer(w, http.StatusOK, object{"id": userID, "username": User, "state": "active"})
		})
		handle("GET "+request+"/notes", func(w http.ResponseWriter, r *http.Request) {
			newest := slices.Clone(s.comments) // GitLab lists the newest first
			slices.Reverse(newest)
			list, next := page(s, r, newest)
			w.Header().Set("X-Next-Page", "")
			if next > 0 {
				w.Header().Set("X-Next-Page", fmt.Sprint(next))
			}
			shown := make([]object, 0, len(list))
			for i := range list {
				shown = append(shown, gitLabNote(&list[i]))
			}
			answer(w, http.StatusOK, shown)
		})
		handle("POST "+request+"/notes", func(w http.ResponseWriter, r *http.Request) {
			s.add(Comment{Author: User, Body: text(decode(r), "body")})
			answer(w, http.StatusCreated, gitLabNote(&s.comments[len(s.comments)-1]))
		})
		handle("PUT "+request+"/notes/{id}", func(w http.ResponseWriter, r *http.Request) {
			i := s.find(r.PathValue("id"))
			if i < 0 {
				answer(w, http.StatusNotFound, object{"message": "404 Not found"})
				return
			}
			s.comments[i].Body = text(decode(r), "body")
			answer(w, http.StatusOK, gitLabNote(&s.comments[i]))
		})
		handle("GET "+request, func(w http.ResponseWriter, _ *http.Request) { answer(w, http.StatusOK, s.gitLabRequest()) })
		handle("PUT "+request, func(w http.ResponseWriter, r *http.Request) {
			body := decode(r)
			for _, label := range names(text(body, "add_labels")) {
				if !slices.Contains(s.labels, label) {
					s.labels = append(s.labels, label)
				}
			}
			gone := names(text(body, "remove_labels"))
			s.labels = slices.DeleteFunc(s.labels, func(l string) bool { return slices.Contains(gone, l) })
			answer(w, http.StatusOK, s.gitLabRequest())
		})
		handle("POST "+project+"/statuses/{commit}", s.gitLabStatus)
		handle("/", func(w http.ResponseWriter, _ *http.Request) {
			answer(w, http.StatusNotFound, object{"message": "404 Project Not Found"})
		})
		return m
	})
}

// gitLabStatus sets a status, and refuses to set the same again as GitLab does.
func (s *Server) gitLabStatus(w http.ResponseWriter, r *http.Request) {
	body := decode(r)
	status := Status{
		Commit: r.PathValue("commit"), State: text(body, "state"), Context: text(body, "name"),
		Description: text(body, "description"), TargetURL: text(body, "target_url"),
	}
	if !slices.Contains([]string{"pending", "running", "success", "failed", "canceled", "skipped"}, status.State) {
		answer(w, http.StatusBadRequest, object{"message": object{"state": []string{"does not have a valid value"}}})
		return
	}
	for _, old := range s.statuses {
		if old.Commit == status.Commit && old.Context == status.Context && old.State == status.State {
			answer(w, http.StatusBadRequest, object{
				"message": fmt.Sprintf(`Cannot transition status via :%s from :%s (Reason(s): Status cannot transition via "%s")`, status.State, old.State, status.State),
			})
			return
		}
	}
	s.statuses = append(s.statuses, status)
	answer(w, http.StatusCreated, object{"id": len(s.statuses), "status": status.State, "name": status.Context})
}

func names(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, ",")
}

func (s *Server) gitLabRequest() object {
	labels := s.labels
	if labels == nil {
		labels = []string{}
	}
	return object{
		"id": 9000, "iid": Number, "project_id": 42, "sha": Head, "labels": labels, "state": "opened",
		"web_url": fmt.Sprintf("https://gitlab.example/%s/-/merge_requests/%d", Project, Number),
	}
}

func gitLabNote(c *Comment) object {
	id := otherID
	if c.Author == User {
		id = userID
	}
	return object{
		"id": c.ID, "body": c.Body, "system": c.System, "noteable_type": "MergeRequest", "noteable_iid": Number, //nolint:misspell // GitLab's word
		"author":     object{"id": id, "username": c.Author},
		"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
	}
}
