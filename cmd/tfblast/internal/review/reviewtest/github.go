package reviewtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

type object = map[string]any

// NewGitHub starts a stand-in for GitHub's REST API (https://docs.github.com/rest).
func NewGitHub(c Cleaner) *Server {
	return start(c, "/api/v3", func(s *Server) http.Handler {
		m := http.NewServeMux()
		handle := func(pattern string, do http.HandlerFunc) {
			m.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Authorization") != "Bearer "+s.Token {
					refuse(w, http.StatusUnauthorized, "Bad credentials")
					return
				}
				do(w, r)
			})
		}
		repo := "/api/v3/repos/" + Project
		issue := fmt.Sprintf("%s/issues/%d", repo, Number)
		handle("GET /api/v3/user", s.gitHubUser)
		handle("POST /api/graphql", func(w http.ResponseWriter, r *http.Request) {
			if !strings.Contains(text(decode(r), "query"), "viewer { login }") {
				answer(w, http.StatusOK, object{"errors": []object{{"message": "Parse error"}}})
				return
			}
			author, _ := s.author()
			answer(w, http.StatusOK, object{"data": object{"viewer": object{"login": author}}})
		})
		handle("GET "+issue+"/comments", func(w http.ResponseWriter, r *http.Request) {
			list, next := page(s, r, s.comments)
			link(w, r, next)
			shown := make([]object, 0, len(list))
			for i := range list {
				shown = append(shown, gitHubComment(&list[i]))
			}
			answer(w, http.StatusOK, shown)
		})
		handle("POST "+issue+"/comments", func(w http.ResponseWriter, r *http.Request) {
			body := text(decode(r), "body")
			if tooLong(w, body) {
				return
			}
			author, bot := s.author()
			s.add(Comment{Author: author, Bot: bot, Body: body})
			answer(w, http.StatusCreated, gitHubComment(&s.comments[len(s.comments)-1]))
		})
		handle("PATCH "+repo+"/issues/comments/{id}", func(w http.ResponseWriter, r *http.Request) {
			i := s.find(r.PathValue("id"))
			if i < 0 {
				refuse(w, http.StatusNotFound, "Not Found")
				return
			}
			if s.comments[i].Fixed {
				refuse(w, http.StatusForbidden, "Resource not accessible by integration")
				return
			}
			body := text(decode(r), "body")
			if tooLong(w, body) {
				return
			}
			s.comments[i].Body = body
			answer(w, http.StatusOK, gitHubComment(&s.comments[i]))
		})
		handle("GET "+issue+"/labels", func(w http.ResponseWriter, r *http.Request) {
			list, next := page(s, r, s.labels)
			link(w, r, next)
			answer(w, http.StatusOK, gitHubLabels(list))
		})
		handle("POST "+issue+"/labels", func(w http.ResponseWriter, r *http.Request) {
			var added []string // GitHub takes a bare list as well as an object with one
			if err := json.NewDecoder(r.Body).Decode(&added); err != nil {
				refuse(w, http.StatusBadRequest, "Problems parsing JSON")
				return
			}
			for _, label := range added {
				if !slices.Contains(s.labels, label) {
					s.labels = append(s.labels, label)
				}
			}
			answer(w, http.StatusOK, gitHubLabels(s.labels))
		})
		handle("DELETE "+issue+"/labels/{name}", func(w http.ResponseWriter, r *http.Request) {
			name := r.PathValue("name")
			if !slices.Contains(s.labels, name) {
				refuse(w, http.StatusNotFound, "Label does not exist")
				return
			}
			s.labels = slices.DeleteFunc(s.labels, func(l string) bool { return l == name })
			answer(w, http.StatusOK, gitHubLabels(s.labels))
		})
		s.gitHubPull(repo, handle)
		handle("POST "+repo+"/statuses/{commit}", s.gitHubStatus)
		handle("/", func(w http.ResponseWriter, _ *http.Request) { refuse(w, http.StatusNotFound, "Not Found") })
		return m
	})
}

func (s *Server) gitHubUser(w http.ResponseWriter, _ *http.Request) {
	if s.app {
		refuse(w, http.StatusForbidden, "Resource not accessible by integration")
		return
	}
	answer(w, http.StatusOK, object{"login": User, "id": userID, "type": "User"})
}

func (s *Server) gitHubStatus(w http.ResponseWriter, r *http.Request) {
	body := decode(r)
	status := Status{
		Commit: r.PathValue("commit"), State: text(body, "state"), Context: text(body, "context"),
		Description: text(body, "description"), TargetURL: text(body, "target_url"),
	}
	if !slices.Contains([]string{"error", "failure", "pending", "success"}, status.State) || utf8.RuneCountInString(status.Description) > 140 {
		refuse(w, http.StatusUnprocessableEntity, "Validation Failed")
		return
	}
	s.statuses = append(s.statuses, status)
	answer(w, http.StatusCreated, object{"id": len(s.statuses), "state": status.State, "context": status.Context})
}

func refuse(w http.ResponseWriter, status int, message string) {
	answer(w, status, object{"message": message, "documentation_url": "https://docs.github.com/rest", "status": fmt.Sprint(status)})
}

// tooLong refuses bodies as GitHub does.
func tooLong(w http.ResponseWriter, body string) bool {
	if len(utf16.Encode([]rune(body))) <= 65536 {
		return false
	}
	answer(w, http.StatusUnprocessableEntity, object{
		"message": "Validation Failed",
		"errors":  []object{{"resource": "IssueComment", "code": "unprocessable", "field": "data", "message": "Body is too long (maximum is 65536 characters)"}},
	})
	return true
}

func gitHubComment(c *Comment) object {
	kind, id := "User", otherID
	if c.Author == User {
		id = userID
	}
	if c.Bot {
		kind = "Bot"
	}
	return object{
		"id": c.ID, "node_id": fmt.Sprintf("IC_%d", c.ID), "body": c.Body,
		"html_url":   fmt.Sprintf("https://github.example/%s/pull/%d#issuecomment-%d", Project, Number, c.ID),
		"user":       object{"login": c.Author, "id": id, "type": kind},
		"created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
	}
}

func gitHubLabels(names []string) []object {
	list := make([]object, 0, len(names))
	for _, name := range names {
		list = append(list, object{"name": name, "color": "ededed"})
	}
	return list
}

// link writes the header by which GitHub names the next page.
func link(w http.ResponseWriter, r *http.Request, next int) {
	if next == 0 {
		return
	}
	query := r.URL.Query()
	query.Set("page", fmt.Sprint(next))
	w.Header().Set("Link", fmt.Sprintf(`<http://%s%s?%s>; rel="next"`, r.Host, r.URL.Path, query.Encode()))
}
