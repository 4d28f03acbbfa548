package analyzer_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
)

// contentOf analyses a plan with one change and returns its content diff.
func contentOf(t *testing.T, values analyzer.ValuesPolicy, kind, change string) []report.ContentDiff {
	t.Helper()
	text := fmt.Sprintf(`{"format_version":"1.2","resource_changes":[{"address":"%s.a","mode":"managed","type":"%s","name":"a",
		"provider_name":"registry.terraform.io/hashicorp/aws","change":%s}]}`, kind, kind, change)
	p, err := plan.Read(t.Context(), strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{Values: values})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Changes) != 1 {
		t.Fatalf("%d changes", len(r.Changes))
	}
	return r.Changes[0].Diff
}

func updateOf(before, after string) string {
	return fmt.Sprintf(`{"actions":["update"],"before":%s,"after":%s,"after_unknown":{}}`, before, after)
}

// inText puts a document into an attribute as text.
func inText(t *testing.T, attribute, document string) string {
	t.Helper()
	quoted, err := json.Marshal(document)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf(`{"%s":%s}`, attribute, quoted)
}

func TestContentDiff(t *testing.T) {
	t.Parallel()
	policy := func(statements string) string {
		return inText(t, "policy", `{"Version":"2012-10-17","Statement":`+statements+`}`)
	}
	containers := func(list string) string { return inText(t, "container_definitions", list) }
	const web = `{"name":"web","image":"web:%s","environment":[{"name":"MODE","value":"%s"}],"secrets":[%s]}`
	for _, c := range []struct {
		name, kind, change string
		want               []report.ContentDiff
	}{
		{
			"a rule opened", "aws_security_group", updateOf(
				`{"ingress":[{"protocol":"tcp","from_port":22,"to_port":22,"cidr_blocks":["10.0.0.0/8"]}]}`,
				`{"ingress":[{"protocol":"tcp","from_port":22,"to_port":22,"cidr_blocks":["10.0.0.0/8","0.0.0.0/0"]}]}`),
			[]report.ContentDiff{{Path: "ingress", Added: []string{"tcp 22 from 0.0.0.0/0"}}},
		},
		{
			"the first of two rules goes", "aws_security_group", updateOf(
				`{"ingress":[{"protocol":"tcp","from_port":22,"to_port":22,"self":true},{"protocol":"-1","from_port":0,"to_port":0,"security_groups":["sg-1"]}]}`,
				`{"ingress":[{"protocol":"-1","from_port":0,"to_port":0,"security_groups":["sg-1"]}]}`),
			[]report.ContentDiff{{Path: "ingress", Removed: []string{"tcp 22 from the group itself"}}},
		},
		{
			"another order", "aws_security_group", updateOf(
				`{"egress":[{"protocol":"tcp","from_port":1,"to_port":9,"cidr_blocks":["10.0.0.0/8"]},{"protocol":"udp","from_port":1,"to_port":1,"cidr_blocks":["::/0"]}]}`,
				`{"egress":[{"protocol":"udp","from_port":1,"to_port":1,"cidr_blocks":["::/0"]},{"protocol":"tcp","from_port":1,"to_port":9,"cidr_blocks":["10.0.0.0/8"]}]}`),
			[]report.ContentDiff{{Path: "egress"}},
		},
		{
			"not known before apply", "aws_security_group", `{"actions":["update"],"before":{"ingress":[{"protocol":"tcp","from_port":22,"to_port":22,"self":true}]},
				"after":{},"after_unknown":{"ingress":true}}`, nil,
		},
		{
			"a rule of its own is new", "azurerm_network_security_rule", `{"actions":["create"],"before":null,"after":{"priority":100,"access":"Deny",
				"direction":"Inbound","protocol":"Tcp","source_address_prefix":"*","destination_port_range":"3389","destination_address_prefix":"*"}}`,
			[]report.ContentDiff{{Path: "rule", Added: []string{"100 deny tcp 3389 from * to *"}}},
		},
		{
			"a firewall lets less out", "google_compute_firewall", updateOf(
				`{"direction":"EGRESS","destination_ranges":["0.0.0.0/0"],"allow":[{"protocol":"tcp","ports":["80","443"]},{"protocol":"icmp","ports":[]}]}`,
				`{"direction":"EGRESS","destination_ranges":["0.0.0.0/0"],"allow":[{"protocol":"tcp","ports":["80","443"]}]}`),
			[]report.ContentDiff{{Path: "rule", Removed: []string{"icmp to 0.0.0.0/0"}}},
		},
		{
			"a route goes elsewhere", "aws_route", updateOf(
				`{"destination_cidr_block":"0.0.0.0/0","gateway_id":"igw-1"}`, `{"destination_cidr_block":"0.0.0.0/0","nat_gateway_id":"nat-1","gateway_id":""}`),
			[]report.ContentDiff{{Path: "route", Changed: []string{"0.0.0.0/0 via igw-1 → 0.0.0.0/0 via nat-1"}}},
		},
		{
			"a route goes", "aws_route", `{"actions":["delete"],"before":{"destination_cidr_block":"0.0.0.0/0","gateway_id":"igw-1"},"after":null}`,
			[]report.ContentDiff{{Path: "route", Removed: []string{"0.0.0.0/0 via igw-1"}}},
		},
		{
			"a record", "aws_route53_record", updateOf(
				`{"name":"www","type":"A","records":["192.0.2.1","192.0.2.2"]}`, `{"name":"www","type":"A","records":["192.0.2.2","192.0.2.3"]}`),
			[]report.ContentDiff{{Path: "record", Added: []string{"A www 192.0.2.3"}, Removed: []string{"A www 192.0.2.1"}}},
		},
		{
			"a record that may hold a token", "aws_route53_record", updateOf(
				`{"name":"www","type":"TXT","records":["a=1"]}`, `{"name":"www","type":"TXT","records":["a=2"]}`),
			[]report.ContentDiff{{Path: "record", Added: []string{"TXT www (value not shown)"}, Removed: []string{"TXT www (value not shown)"}}},
		},
		{
			"a lost prefix", "aws_s3_bucket_lifecycle_configuration", updateOf(
				`{"rule":[{"id":"old","prefix":"tmp/","expiration":[{"days":14}]}]}`, `{"rule":[{"id":"old","prefix":"","expiration":[{"days":14}]}]}`),
			[]report.ContentDiff{{Path: "rule", Changed: []string{"old: expiration.days 14, prefix tmp/ → old: expiration.days 14, for all objects"}}},
		},
		{
			"a widened statement", "aws_iam_policy", updateOf(
				policy(`[{"Sid":"Read","Effect":"Allow","Action":["s3:Get*"],"Resource":"*"},{"Sid":"Write","Effect":"Allow","Action":"s3:Put*","Resource":"*"}]`),
				policy(`[{"Sid":"Write","Effect":"Allow","Action":["s3:Put*"],"Resource":["*"]},{"Sid":"Read","Effect":"Allow","Action":["s3:Get*","s3:List*"],"Resource":"*"}]`)),
			[]report.ContentDiff{{Path: "policy", Changed: []string{"Read: + action s3:List*"}}},
		},
		{
			"a new statement", "aws_iam_policy", updateOf(
				policy(`{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}`),
				policy(`[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"},{"Effect":"Allow","Action":"*","Resource":"*"}]`)),
			[]report.ContentDiff{{Path: "policy", Added: []string{"Allow * on *"}}},
		},
		{
			"a policy that means the same", "aws_iam_policy", updateOf(
				policy(`[{"Effect":"Allow","Action":["a:B","a:C"],"Resource":"*"}]`), policy(`{"Resource":["*"],"Action":["a:C","a:B"],"Effect":"Allow"}`)),
			[]report.ContentDiff{{Path: "policy"}},
		},
		{
			"a condition tests something else", "aws_iam_role", updateOf(
				inText(t, "assume_role_policy", `{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"1"},"Condition":{"StringEquals":{"sts:ExternalId":"one"}}}]}`),
				inText(t, "assume_role_policy", `{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"1"},"Condition":{"StringEquals":{"sts:ExternalId":"two"}}}]}`)),
			[]report.ContentDiff{{Path: "assume_role_policy", Changed: []string{"Allow: Condition differs"}}},
		},
		{
			"a condition names another subject", "aws_iam_role", updateOf(
				inText(t, "assume_role_policy", `{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity","Principal":{"Federated":"x"},"Condition":{"StringLike":{"token.example.com:sub":"repo:a/b:ref:main"}}}]}`),
				inText(t, "assume_role_policy", `{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity","Principal":{"Federated":"x"},"Condition":{"StringLike":{"token.example.com:sub":"repo:*"}}}]}`)),
			[]report.ContentDiff{{Path: "assume_role_policy", Changed: []string{
				"Allow: condition StringLike token.example.com:sub repo:a/b:ref:main → StringLike token.example.com:sub repo:*",
			}}},
		},
		{
			"a condition names one more account, and what may be a secret", "aws_sns_topic_policy", updateOf(
				policy(`{"Effect":"Allow","Action":"sns:Publish","Resource":"*","Principal":"*","Condition":{"StringEquals":{"AWS:SourceAccount":["1","2"]}}}`),
				policy(`{"Effect":"Allow","Action":"sns:Publish","Resource":"*","Principal":"*","Condition":{"StringEquals":{"AWS:SourceAccount":["3","2","1"],"aws:Referer":"hidden-1"}}}`)),
			[]report.ContentDiff{{Path: "policy", Changed: []string{
				"Allow: + condition StringEquals AWS:SourceAccount 3, + condition StringEquals aws:Referer",
			}}},
		},
		{
			"a member of a binding", "google_project_iam_policy", updateOf(
				inText(t, "policy_data", `{"bindings":[{"role":"roles/owner","members":["user:a","user:b"]}]}`),
				inText(t, "policy_data", `{"bindings":[{"role":"roles/owner","members":["user:b"]}]}`)),
			[]report.ContentDiff{{Path: "policy_data", Removed: []string{"roles/owner to user:a"}}},
		},
		{
			"a config map", "kubernetes_config_map_v1", updateOf(`{"data":{"A":"hidden-1","B":"x"}}`, `{"data":{"A":"hidden-2","C":"y"}}`),
			[]report.ContentDiff{{Path: "data", Added: []string{"C"}, Removed: []string{"B"}, Changed: []string{"A"}}},
		},
		{
			"containers", "aws_ecs_task_definition", updateOf(
				containers("["+fmt.Sprintf(web, "1", "hidden-one", "")+"]"),
				containers("["+fmt.Sprintf(web, "2", "hidden-two", `{"name":"KEY","valueFrom":"hidden-arn"}`)+"]")),
			[]report.ContentDiff{{
				Path: "container_definitions", Added: []string{"web: secret KEY"},
				Changed: []string{"web: environment MODE", "web: image web:1 → web:2"},
			}},
		},
		{
			"the environment of a function", "aws_lambda_function", updateOf(
				`{"environment":[{"variables":{"A":"hidden-1","B":"hidden-2","C":"hidden-3"}}]}`, `{"environment":[{"variables":{"A":"hidden-9","B":"hidden-2","D":"hidden-3"}}]}`),
			[]report.ContentDiff{{Path: "environment[0].variables", Added: []string{"D"}, Removed: []string{"C"}, Changed: []string{"A"}}},
		},
		{
			"a setting that apply makes", "azurerm_linux_web_app", `{"actions":["update"],"before":{"app_settings":{"URL":"hidden-1"}},
				"after":{"app_settings":{}},"after_unknown":{"app_settings":{"URL":true}}}`,
			[]report.ContentDiff{{Path: "app_settings", Changed: []string{"URL"}}},
		},
		{
			"networks in another order, and one less", "google_sql_database_instance", updateOf(
				`{"a":[{"public_access_cidrs":["10.0.0.0/8","192.0.2.0/24","198.51.100.0/24"]}]}`, `{"a":[{"public_access_cidrs":["198.51.100.0/24","10.0.0.0/8"]}]}`),
			[]report.ContentDiff{{Path: "a[0].public_access_cidrs", Removed: []string{"192.0.2.0/24"}}},
		},
		{
			"values of a chart", "helm_release", updateOf(
				`{"values":["persistence: {enabled: true, size: 20Gi}\nreplicaCount: 2\npin: 1\nnote: hidden-a\n"],"set":[{"name":"a.tag","value":"v1"}]}`,
				`{"values":["note: hidden-b\npin: 2\nreplicaCount: 0\npersistence: {enabled: false, size: 20Gi}\nname: hidden-c\n"],"set":[{"name":"a.tag","value":"v2"}]}`),
			[]report.ContentDiff{{
				Path: "values", Added: []string{"name"},
				Changed: []string{"a.tag: v1 → v2", "note", "persistence.enabled: true → false", "pin", "replicaCount: 2 → 0"},
			}},
		},
		{"values of a chart that are no YAML any more", "helm_release", updateOf(`{"values":["a: true"]}`, `{"values":["a: [hidden-"]}`), nil},
		{"an attribute of no known form", "aws_instance", updateOf(`{"thing":[{"a":"1"}]}`, `{"thing":[{"a":"2"}]}`), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, values := range []analyzer.ValuesPolicy{analyzer.ValuesSafe, analyzer.ValuesAll} {
				got := contentOf(t, values, c.kind, c.change)
				if diff := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("-want +got:\n%s", diff)
				}
				if text := fmt.Sprint(got); strings.Contains(text, "hidden-") {
					t.Errorf("a value shows: %s", text)
				}
			}
			if got := contentOf(t, analyzer.ValuesNone, c.kind, c.change); got != nil {
				t.Errorf("with no values: %+v", got)
			}
		})
	}
}

// A masked value is compared and never shown.
func TestContentDiffMasked(t *testing.T) {
	t.Parallel()
	got := contentOf(t, analyzer.ValuesAll, "aws_lambda_function", `{"actions":["update"],
		"before":{"environment":[{"variables":{"A":"canary-one","B":"canary-same"}}]},
		"after":{"environment":[{"variables":{"A":"canary-two","B":"canary-same"}}]},
		"before_sensitive":{"environment":[{"variables":{"A":true,"B":true}}]},
		"after_sensitive":{"environment":[{"variables":{"A":true,"B":true}}]}}`)
	want := []report.ContentDiff{{Path: "environment[0].variables", Changed: []string{"A"}}}
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	got = contentOf(t, analyzer.ValuesAll, "aws_security_group", `{"actions":["update"],
		"before":{"ingress":[{"protocol":"tcp","from_port":22,"to_port":22,"cidr_blocks":["192.0.2.77/32"]}]},
		"after":{"ingress":[{"protocol":"tcp","from_port":22,"to_port":22,"cidr_blocks":["192.0.2.78/32"]}]},
		"before_sensitive":{"ingress":[{"cidr_blocks":[true]}]},"after_sensitive":{"ingress":[{"cidr_blocks":[true]}]}}`)
	if text := fmt.Sprint(got); strings.Contains(text, "192.0.2") || len(got) > 0 && got[0].Empty() {
		t.Errorf("a value shows: %s", text)
	}
}

// However many rules there are, the lines are bounded and the others are counted.
func TestContentDiffIsBounded(t *testing.T) {
	t.Parallel()
	var networks []string
	for i := range 60 {
		networks = append(networks, fmt.Sprintf(`"10.%d.0.0/16"`, i))
	}
	got := contentOf(t, analyzer.ValuesSafe, "aws_security_group", updateOf(
		`{"ingress":[{"protocol":"tcp","from_port":22,"to_port":22,"cidr_blocks":[`+strings.Join(networks[:30], ",")+`]}]}`,
		`{"ingress":[{"protocol":"tcp","from_port":22,"to_port":22,"cidr_blocks":[`+strings.Join(networks[30:], ",")+`]}]}`))
	if len(got) != 1 || len(got[0].Added)+len(got[0].Removed) != 20 || got[0].Omitted != 40 {
		t.Errorf("got %+v", got)
	}
}

// What a shuffled list of rules gains and loses is what a naive count says.
func TestContentDiffAgainstNaive(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	side := func() (blocks, lines []string) {
		for range random.IntN(6) {
			port := 20 + random.IntN(4)
			blocks = append(blocks, fmt.Sprintf(`{"protocol":"tcp","from_port":%d,"to_port":%d,"self":true}`, port, port))
			lines = append(lines, fmt.Sprintf("tcp %d from the group itself", port))
		}
		return blocks, lines
	}
	less := func(from, what []string) []string {
		left := slices.Clone(from)
		for _, line := range what {
			if i := slices.Index(left, line); i >= 0 {
				left = slices.Delete(left, i, i+1)
			}
		}
		slices.Sort(left)
		return left
	}
	for range 200 {
		before, had := side()
		after, has := side()
		got := contentOf(t, analyzer.ValuesSafe, "aws_security_group", updateOf(
			`{"name":"a","ingress":[`+strings.Join(before, ",")+`]}`, `{"name":"b","ingress":[`+strings.Join(after, ",")+`]}`))
		if len(got) == 0 {
			if !slices.Equal(before, after) {
				t.Fatalf("nothing told of %q and %q", had, has)
			}
			continue
		}
		want := []report.ContentDiff{{Path: "ingress", Added: less(has, had), Removed: less(had, has)}}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("%q to %q: -want +got:\n%s", had, has, diff)
		}
	}
}
