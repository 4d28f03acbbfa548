package review

import (
	"context"
	"errors"
	"net/http"
	"strings"
)

// actionsBot is the author of what jobs of GitHub Actions write with their own token.
const actionsBot = "github-actions[bot]"

// whoAmI finds out our login. Tokens of apps, that of Actions among them, are refused with 403;
// they can ask the GraphQL API. Where that refuses as well, the login stays unknown: then our
// comments are those of a bot, and no person can write as one.
func (g *gitHub) whoAmI(ctx context.Context) error {
	if g.known || g.self != "" {
		return nil
	}
	user, resp, err := g.client.Users.Get(ctx, "")
	if err == nil {
		g.self, g.known = user.GetLogin(), true
		return nil
	}
	failed := g.fail("ask whose token this is", resp, err)
	if e, ok := errors.AsType[*HostError](failed); !ok || e.Status != http.StatusForbidden || e.Again {
		return failed
	}
	login, err := g.viewer(ctx)
	if err != nil {
		return err
	}
	g.self, g.known, g.app = login, true, true
	return nil
}

// viewer is the login that the GraphQL API knows the token by, empty if it does not say.
func (g *gitHub) viewer(ctx context.Context) (string, error) {
	req, err := g.client.NewRequest(ctx, http.MethodPost, g.graphQL, map[string]string{"query": "query { viewer { login } }"})
	if err != nil {
		return "", err
	}
	var answer struct {
		Data struct {
			Viewer struct {
				Login string `json:"login"`
			} `json:"viewer"`
		} `json:"data"`
	}
	resp, err := g.client.Do(req, &answer)
	if err == nil {
		return answer.Data.Viewer.Login, nil
	}
	failed := g.fail("ask whose token this is", resp, err)
	if e, ok := errors.AsType[*HostError](failed); ok && e.Status != 0 && !e.Again {
		return "", nil // it has no such API, or does not answer apps
	}
	return "", failed
}

// graphQLOf is the address of the GraphQL API beside a REST API: /api/graphql on GitHub
// Enterprise Server (https://docs.github.com/graphql/guides/forming-calls-with-graphql).
func graphQLOf(api string) string {
	api = strings.TrimSuffix(api, "/")
	return strings.TrimSuffix(api, "/v3") + "/graphql"
}
