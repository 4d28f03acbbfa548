package analyzer_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// plantedDocuments are texts of many forms that hold a secret which nothing marks, @ standing
// for a number that makes it another one.
var plantedDocuments = []string{
	`{"Statement":[{"Sid":"AKIAIOSFODNN7CANAR@","Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}`,
	`{"Statement":[{"Sid":"password=cAnArY-@","Effect":"Allow","Action":"*","Resource":"*"}]}`,
	`[{"name":"app","environment":[{"name":"DB_PASSWORD","value":"cAnArY-@"},{"name":"HOST","value":"db.example.org"}]}]`,
	`{"url":"postgres://app:cAnArY-@@db.example.org/app","n":1}`,
	`{"inner":"{\"rootPassword\":\"cAnArY-@\",\"n\":1}"}`,
	`{"k":"-----BEGIN PRIVATE KEY-----\ncAnArY@\n-----END PRIVATE KEY-----\n"}`,
	`{"k":["-----BEGIN PRIVATE KEY-----","cAnArY@","-----END PRIVATE KEY-----"]}`,
	"auth:\n  rootPassword: cAnArY-@\nreplicas: 2\n",
	"auth: {password: 'a cAnArY-@, b'}\nreplicas: 2\n",
	"token: |\n  cAnArY-@\n  cAnArY-@\nreplicas: 2\n",
	"tls:\n  key: |\n    -----BEGIN RSA PRIVATE KEY-----\n    cAnArY@\n    -----END RSA PRIVATE KEY-----\nreplicas: 2\n",
	"#!/bin/sh\nexport DB_PASSWORD=\"x cAnArY-@\"\nrun\n",
	"#!/bin/sh\nTOKEN='x\ncAnArY-@'\nrun\n",
	"path \"*\" {\n  capabilities = [\"sudo\"] # ghp_cAnArY00000000000000@\n}\n",
}

// A secret within a document that nothing marks is in no format, though the rest of the
// document is read.
func TestSecretsInDocumentsStayInside(t *testing.T) {
	t.Parallel()
	type m = map[string]any
	var changes []any
	for i, document := range plantedDocuments {
		side := func(n int) m {
			text := strings.ReplaceAll(document, "AKIAIOSFODNN7CANAR@", fmt.Sprintf("AKIAIOSFODNN7CANA%02d9", n))
			text = strings.ReplaceAll(text, "@@", fmt.Sprintf("%02d@", n))
			if n%2 == 1 { // so that the rest differs too
				text = strings.Replace(strings.Replace(text, `"n":1`, `"n":2`, 1), "replicas: 2", "replicas: 0", 1)
			}
			text = strings.NewReplacer("cAnArY-@", fmt.Sprintf("cAnArY-%02d", n), "cAnArY@", fmt.Sprintf("cAnArY%02d", n), "0@", fmt.Sprintf("0%02d", n)).Replace(text)
			o := m{"name": "x", "set": []any{m{"name": "db.password", "value": fmt.Sprintf("cAnArY-%02d", n)}}, "values": []any{text}}
			for _, name := range []string{"policy", "assume_role_policy", "container_definitions", "user_data", "content", "data", "yaml_body"} {
				o[name] = text
			}
			o["data"] = m{"file": text}
			return o
		}
		for _, typ := range []string{"aws_iam_role", "aws_ecs_task_definition", "helm_release", "kubectl_manifest", "vault_policy", "kubernetes_config_map", "aws_instance"} {
			changes = append(changes, m{
				"address": fmt.Sprintf("%s.n%d", typ, i), "mode": "managed", "type": typ, "name": fmt.Sprintf("n%d", i), "provider_name": "p",
				"change": m{"actions": []string{"update"}, "before": side(2 * i), "after": side(2*i + 1)},
			})
		}
	}
	text, err := json.Marshal(m{"format_version": "1.2", "resource_changes": changes})
	if err != nil {
		t.Fatal(err)
	}
	for name, report := range reportsOf(t, text) {
		if !strings.Contains(report, "helm_release") {
			t.Errorf("%s: the changes are not in the report", name)
		}
		for _, trace := range []string{"cAnArY", "7CANA"} {
			if i := strings.Index(report, trace); i >= 0 {
				t.Errorf("%s: a secret got out: …%s…", name, report[max(0, i-120):min(len(report), i+80)])
			}
		}
	}
}
