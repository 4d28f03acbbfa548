package rules_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
)

// Policies of Vault are compared by paths and capabilities, in whatever form they are written.
func TestVaultPolicies(t *testing.T) {
	t.Parallel()
	const (
		app    = "path \"secret/data/app\" {\n  capabilities = [\"read\"]\n}\n"
		denied = `path "secret/data/app/root" { capabilities = ["deny"] }`
		terms  = "path \"secret/data/app\" {\n  capabilities = [\"read\"]\n  allowed_parameters = { \"a\" = [\"b\"] }\n}\n"
	)
	tests := []struct {
		name, before, after string
		want                risk.Level
	}{
		{"everything, as root", app, `path "*" { capabilities = ["create","read","update","delete","list","sudo"] }`, risk.LevelHigh},
		{"everything, to read", app, app + `path "*" { capabilities = ["read"] }`, risk.LevelHigh},
		{"policies may be written", app, app + `path "sys/policies/acl/*" { capabilities = ["create","update"] }`, risk.LevelHigh},
		{"policies may be read", app, app + `path "sys/policies/acl/app" { capabilities = ["read"] }`, risk.LevelLow},
		{"all of a mount", app, `path "secret/*" { capabilities = ["read"] }`, risk.LevelMedium},
		{"all data of a mount", app, app + `path "secret/data/*" { capabilities = ["read"] }`, risk.LevelMedium},
		{"one more path", app, app + `path "secret/data/other" { capabilities = ["read"] }`, risk.LevelLow},
		{"as JSON", app, `{"path":{"*":{"capabilities":["read","sudo"]}}}`, risk.LevelHigh},
		{"in the older words", app, `path "*" { policy = "sudo" }`, risk.LevelHigh},
		{"another form", app, `path "secret/data/app" { capabilities = ["read"] }`, risk.LevelInfo},
		{"another form, in JSON", app, `{"path":{"secret/data/app":{"capabilities":["read"]}}}`, risk.LevelInfo},
		{"another order", app + denied, denied + "\n" + app, risk.LevelInfo},
		{"no denial any more", app + denied, app, risk.LevelMedium},
		{"a denial", app, app + denied, risk.LevelMedium},
		{"nothing any more", app, denied, risk.LevelMedium},
		{"one path less", app + `path "secret/data/b" { capabilities = ["read"] }`, app, risk.LevelLow},
		{"no terms any more", terms, app, risk.LevelMedium},
		{"other terms", terms, strings.ReplaceAll(terms, `["b"]`, `["c"]`), risk.LevelLow},
		{"broken", app, `path "secret`, risk.LevelMedium},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := levelOf(t, sets("vault_policy", "policy", tt.before, tt.after)); got != tt.want {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
	created := creates("vault_policy", "policy", `path "*" { capabilities = ["sudo"] }`)
	if got := levelOf(t, created); got != risk.LevelMedium {
		t.Errorf("a new policy for everything: %v, want medium", got)
	}
	if got := levelOf(t, creates("vault_policy", "policy", app)); got != risk.LevelLow {
		t.Errorf("a new policy: %v, want low", got)
	}
}

// Whatever stands in a policy, it is read or refused.
func FuzzVaultPolicy(f *testing.F) {
	table := builtin(f)
	f.Add(`path "a/+/b*" { capabilities = ["read"] }`, `{"path":{"*":{"capabilities":["sudo"]}}}`)
	f.Add(`path "" { capabilities = null }`, `path "+" { policy = "deny" }`)
	f.Add(`path "a" { capabilities = [null, 1, {}] }`, `{"path":[]}`)
	f.Fuzz(func(t *testing.T, before, after string) {
		c := sets("vault_policy", "policy", before, after)
		pass := passOf(table, c)
		for _, h := range rules.Hits(&pass) {
			if h.Why == "" || h.Score <= 0 {
				t.Errorf("%+v says nothing", h)
			}
		}
		if before == after && c.Action == plan.ActionUpdate && len(rules.Hits(&pass)) > 0 {
			t.Error("the same text does something")
		}
	})
}

// A bucket that answers one network only locks out administrators and pipelines; one that
// names whom it spares does not.
func TestLockedOutByNetwork(t *testing.T) {
	t.Parallel()
	const allow = `{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/a"},"Action":"s3:*","Resource":"*"}`
	deny := func(action, condition string) string {
		return `{"Statement":[` + allow + `,{"Effect":"Deny","Principal":"*","Action":"` + action + `","Resource":"*","Condition":` + condition + `}]}`
	}
	const vpce = `{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}`
	tests := []struct {
		name, after string
		want        risk.Level
	}{
		{"all but one endpoint", deny("s3:*", vpce), risk.LevelHigh},
		{"all but some addresses", deny("s3:*", `{"NotIpAddress":{"aws:SourceIp":["192.0.2.0/24"]},"Bool":{"aws:ViaAWSService":"false"}}`), risk.LevelHigh},
		{"all but one endpoint and a role", deny("s3:*", `{"StringNotEquals":{"aws:SourceVpce":"vpce-1"},"ArnNotLike":{"aws:PrincipalArn":"arn:aws:iam::111111111111:role/admin"}}`), risk.LevelMedium},
		{"objects for one endpoint", deny("s3:GetObject", vpce), risk.LevelMedium},
		{"calls without TLS", deny("s3:*", `{"Bool":{"aws:SecureTransport":"false"}}`), risk.LevelLow},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := levelOf(t, bucketPolicy(`{"Statement":[`+allow+`]}`, tt.after)); got != tt.want {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}

// Of a document in which an element stands twice nobody can say what it means.
func TestElementTwice(t *testing.T) {
	t.Parallel()
	const statement = `"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]`
	const everyone = `"Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]`
	for after, want := range map[string]risk.Level{
		`{` + everyone + `,` + statement + `}`:       risk.LevelMedium,
		`{"Version":"2012-10-17",` + statement + `}`: risk.LevelInfo,
	} {
		if got := levelOf(t, trusts(`{`+statement+`}`, after)); got != want {
			t.Errorf("%s: %v, want %v", after, got, want)
		}
	}
}
