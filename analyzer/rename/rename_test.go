package rename_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/rename"
)

const (
	assumeEC2 = `{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"}}]}`
	noConfig  = "delete_because_no_resource_config"
	noModule  = "delete_because_no_module"
	eachKey   = "delete_because_each_key"
)

var (
	bucket   = attributes{"bucket": "acme-assets", "force_destroy": false, "region": "eu-west-1", "tags": nil}
	instance = attributes{"ami": "ami-1", "instance_type": "t3.small", "region": "eu-west-1", "user_data": "PORT=8002", "tags": attributes{"Name": "shop"}}
	target   = attributes{"name": "tg-shop", "port": 8002, "protocol": "HTTP", "algorithm": "least_outstanding", "vpc_id": "vpc-1"}
	role     = attributes{"name": "reader", "path": "/", "assume_role_policy": assumeEC2, "max_session_duration": 3600}
	ingress  = attributes{"cidr_blocks": []string{"0.0.0.0/0"}, "from_port": 443, "to_port": 443, "protocol": "tcp", "type": "ingress", "description": "HTTPS", "security_group_id": "sg-1"}
)

// siblings are two services that stay, so that ports and keys are seen to vary.
func siblings() []row {
	var rows []row
	for key, port := range map[string]int{"blog": 8001, "docs": 8003} {
		i := instance.with(attributes{"user_data": at("PORT=%d", port), "tags": attributes{"Name": key}, "id": "i-" + key})
		g := target.with(attributes{"name": "tg-" + key, "port": port, "id": "tg-" + key})
		rows = append(rows,
			row{at: at("aws_instance.app[%q]", key), before: i, after: i},
			row{at: at("aws_lb_target_group.app[%q]", key), before: g, after: g})
	}
	return rows
}

func TestFind(t *testing.T) {
	t.Parallel()
	store := attributes{"tags": attributes{"Name": "store"}}
	tests := []struct {
		name string
		rows []row
		want []string // the lines of the pairs, without notes
	}{
		{
			"a renamed resource",
			[]row{{at: "aws_s3_bucket.assets", before: bucket.with(attributes{"id": "acme-assets"}), reason: noConfig}, {at: "aws_s3_bucket.static", after: bucket}},
			[]string{"aws_s3_bucket.assets -> aws_s3_bucket.static: renamed, 3 of 3, certain"},
		},
		{
			"a sensitive value that stays the same is equal",
			[]row{
				{at: "aws_s3_bucket.assets", before: bucket.with(attributes{"secret": "hunter2hunter2"}), sensitive: []string{"secret"}},
				{at: "aws_s3_bucket.static", after: bucket.with(attributes{"secret": "hunter2hunter2"}), sensitive: []string{"secret"}},
			},
			[]string{"aws_s3_bucket.assets -> aws_s3_bucket.static: renamed, 4 of 4, certain"},
		},
		{
			"into a module",
			[]row{{at: "aws_s3_bucket.assets", before: bucket}, {at: "module.web.aws_s3_bucket.this", after: bucket}},
			[]string{"aws_s3_bucket.assets -> module.web.aws_s3_bucket.this: renamed, 3 of 3, certain"},
		},
		{
			"a policy in another layout",
			[]row{
				{at: "aws_iam_role.a", before: role},
				{at: "aws_iam_role.b", after: role.with(attributes{"assume_role_policy": strings.ReplaceAll(assumeEC2, ",", ",\n  ")})},
			},
			[]string{"aws_iam_role.a -> aws_iam_role.b: renamed, 4 of 4, certain"},
		},
		{
			"a changed key in names: paired by the port that only this service has",
			append(siblings(),
				row{at: `aws_lb_target_group.app["shop"]`, before: target, reason: eachKey},
				row{at: `aws_lb_target_group.app["store"]`, after: target.with(attributes{"name": "tg-store"})}),
			[]string{`aws_lb_target_group.app["shop"] -> aws_lb_target_group.app["store"]: rekeyed, 4 of 4, likely`},
		},
		{
			"what follows from a changed key",
			append(siblings(),
				row{at: `aws_instance.app["shop"]`, before: instance, reason: eachKey},
				row{at: `aws_instance.app["store"]`, after: instance.with(store)},
				row{at: `aws_ebs_volume.data["shop"]`, before: attributes{"size": 50, "encrypted": true}, reason: eachKey},
				row{at: `aws_ebs_volume.data["store"]`, after: attributes{"size": 50, "encrypted": true}},
				row{at: `aws_volume_attachment.data["shop"]`, before: attributes{"volume_id": "vol-1"}, reason: eachKey},
				row{at: `aws_volume_attachment.data["store"]`, after: attributes{}}),
			[]string{
				`aws_ebs_volume.data["shop"] -> aws_ebs_volume.data["store"]: rekeyed, 2 of 2, likely`,
				`aws_instance.app["shop"] -> aws_instance.app["store"]: rekeyed, 4 of 4, likely`,
				`aws_volume_attachment.data["shop"] -> aws_volume_attachment.data["store"]: rekeyed, 0 of 0, likely`,
			},
		},
		{
			"a move that the plan already makes leads its neighbours",
			[]row{
				{at: `aws_instance.app["store"]`, previous: `aws_instance.app["shop"]`, before: instance, after: instance},
				{at: `aws_ebs_volume.data["shop"]`, before: attributes{"size": 50}},
				{at: `aws_ebs_volume.data["store"]`, after: attributes{"size": 50}},
			},
			[]string{`aws_ebs_volume.data["shop"] -> aws_ebs_volume.data["store"]: rekeyed, 1 of 1, likely`},
		},
		{
			"successor types",
			[]row{
				{at: "null_resource.a", before: attributes{"triggers": attributes{"script": "bootstrap-cluster.sh"}}},
				{at: "terraform_data.a", after: attributes{"triggers_replace": attributes{"script": "bootstrap-cluster.sh"}, "input": nil}, provider: "terraform.io/builtin/terraform"},
				{at: "cloudflare_record.www", before: attributes{"name": "www", "value": "203.0.113.77", "type": "A", "zone_id": "z1"}},
				{at: "cloudflare_dns_record.www", after: attributes{"name": "www", "content": "203.0.113.77", "type": "A", "zone_id": "z1"}},
				{at: "aws_s3_bucket_object.logo", before: attributes{"bucket": "acme", "key": "img/logo.png"}},
				{at: "aws_s3_object.logo", after: attributes{"bucket": "acme", "key": "img/logo.png"}},
				{at: "kubernetes_namespace.shop", before: attributes{"metadata": []attributes{{"name": "shop", "uid": "u1"}}}},
				{at: "kubernetes_namespace_v1.shop", after: attributes{"metadata": []attributes{{"name": "shop"}}}},
			},
			[]string{
				"aws_s3_bucket_object.logo -> aws_s3_object.logo: renamed, 2 of 2, certain",
				"cloudflare_record.www -> cloudflare_dns_record.www: renamed, 4 of 4, certain",
				"kubernetes_namespace.shop -> kubernetes_namespace_v1.shop: renamed, 1 of 1, likely",
				"null_resource.a -> terraform_data.a: renamed, 1 of 1, certain",
			},
		},
		{
			"a rule that is equal as a whole",
			[]row{{at: "aws_security_group_rule.a", before: ingress.with(attributes{"security_group_rule_id": "sgr-1"})}, {at: "aws_security_group_rule.b", after: ingress}},
			[]string{"aws_security_group_rule.a -> aws_security_group_rule.b: renamed, 7 of 7, likely"},
		},
		// What must not pair.
		{"an object that is imported", []row{{at: "aws_s3_bucket.a", before: bucket}, {at: "aws_s3_bucket.b", after: bucket, imported: true}}, nil},
		{"two deletes and nothing new", []row{{at: "aws_s3_bucket.a", before: bucket}, {at: "aws_s3_bucket.b", before: bucket}}, nil},
		{"only creates", []row{{at: "aws_s3_bucket.a", after: bucket}}, nil},
		{"another type", []row{{at: "aws_db_instance.dev", before: attributes{"identifier": "acme-assets", "region": "eu-west-1"}}, {at: "aws_s3_bucket.a", after: bucket}}, nil},
		{"another provider", []row{{at: "aws_s3_bucket.a", before: bucket}, {at: "aws_s3_bucket.b", after: bucket, provider: "example.com/acme/aws"}}, nil},
		{"another name", []row{{at: "aws_iam_role.a", before: role}, {at: "aws_iam_role.b", after: role.with(attributes{"name": "writer"})}}, nil},
		{"another region", []row{{at: "aws_s3_bucket.a", before: bucket}, {at: "aws_s3_bucket.b", after: bucket.with(attributes{"region": "us-east-1"})}}, nil},
		{"an unknown name", []row{{at: "aws_iam_role.a", before: role}, {at: "aws_iam_role.b", after: role.without("name")}}, nil},
		{"nothing but defaults", []row{{at: "aws_ebs_volume.a", before: attributes{"size": 50, "encrypted": true}}, {at: "aws_ebs_volume.b", after: attributes{"size": 50, "encrypted": true}}}, nil},
		{"an instance like many", []row{{at: "aws_instance.a", before: instance.without("tags", "user_data")}, {at: "aws_instance.b", after: instance.without("tags", "user_data")}}, nil},
		{"two that fit equally well", []row{{at: "aws_s3_bucket.a", before: bucket}, {at: "aws_s3_bucket.b", after: bucket}, {at: "aws_s3_bucket.c", after: bucket}}, nil},
		{"an object that stays has the value too", []row{{at: "aws_s3_bucket.a", before: bucket}, {at: "aws_s3_bucket.b", after: bucket}, {at: "aws_s3_bucket.c", before: bucket, after: bucket}}, nil},
		{"another port", []row{{at: "aws_security_group_rule.a", before: ingress}, {at: "aws_security_group_rule.b", after: ingress.with(attributes{"from_port": 80, "to_port": 80, "description": "HTTP"})}}, nil},
		{"the same names of another kind of record", []row{
			{at: "aws_route53_record.a", before: attributes{"name": "www.example.com", "type": "A", "zone_id": "z", "records": []string{"203.0.113.7"}}},
			{at: "aws_route53_record.b", after: attributes{"name": "www.example.com", "type": "TXT", "zone_id": "z", "records": []string{"203.0.113.7"}}},
		}, nil},
		{"a rule whose group is not known yet", []row{{at: "aws_security_group_rule.a", before: ingress}, {at: "aws_security_group_rule.b", after: ingress.without("security_group_id")}}, nil},
		{
			"one text in common, and the rest is different",
			[]row{
				{at: "aws_thing.a", before: attributes{"text": "one of a kind", "this": "first value", "that": "second value"}},
				{at: "aws_thing.b", after: attributes{"text": "one of a kind", "this": "another value", "that": "yet another value"}},
			},
			nil,
		},
		{
			"half of it here, half of it there",
			[]row{
				{at: "aws_thing.a", before: attributes{"this": "one of a kind", "that": "another of a kind"}},
				{at: "aws_thing.b", after: attributes{"this": "one of a kind"}},
				{at: "aws_thing.c", after: attributes{"that": "another of a kind"}},
			},
			nil,
		},
		{
			"a neighbour with another port does not follow",
			append(siblings(),
				row{at: `aws_instance.app["shop"]`, before: instance, reason: eachKey},
				row{at: `aws_instance.app["store"]`, after: instance.with(store)},
				row{at: `aws_lb_target_group.app["shop"]`, before: target, reason: eachKey},
				row{at: `aws_lb_target_group.app["store"]`, after: target.with(attributes{"name": "tg-store", "port": 9009})}),
			[]string{`aws_instance.app["shop"] -> aws_instance.app["store"]: rekeyed, 4 of 4, likely`},
		},
		{
			"a key that became two leads nowhere",
			[]row{
				{at: `aws_s3_bucket.a["k"]`, before: bucket},
				{at: `aws_s3_bucket.a["l"]`, after: bucket},
				{at: `aws_iam_role.a["k"]`, before: role},
				{at: `aws_iam_role.a["m"]`, after: role},
				{at: `aws_ebs_volume.a["k"]`, before: attributes{"size": 50}},
				{at: `aws_ebs_volume.a["m"]`, after: attributes{"size": 50}},
			},
			[]string{
				`aws_iam_role.a["k"] -> aws_iam_role.a["m"]: rekeyed, 4 of 4, certain`,
				`aws_s3_bucket.a["k"] -> aws_s3_bucket.a["l"]: rekeyed, 3 of 3, certain`,
			},
		},
		{
			"one service leaves, another one comes",
			append(siblings(),
				row{at: `aws_instance.app["shop"]`, before: instance, reason: eachKey},
				row{at: `aws_instance.app["mail"]`, after: instance.with(attributes{"user_data": "PORT=9009", "tags": attributes{"Name": "mail"}})},
				row{at: `aws_lb_target_group.app["shop"]`, before: target, reason: eachKey},
				row{at: `aws_lb_target_group.app["mail"]`, after: target.with(attributes{"name": "tg-mail", "port": 9009})},
				row{at: `aws_ebs_volume.data["shop"]`, before: attributes{"size": 50}, reason: eachKey},
				row{at: `aws_ebs_volume.data["mail"]`, after: attributes{"size": 50}}),
			nil,
		},
		{
			"one bucket leaves a set, another one comes",
			[]row{
				{at: `aws_s3_bucket.b["logs"]`, before: bucket.with(attributes{"bucket": "acme-logs"}), reason: eachKey},
				{at: `aws_s3_bucket.b["media"]`, after: bucket.with(attributes{"bucket": "acme-media"})},
			},
			nil,
		},
		{
			"a module leaves, an unrelated one comes",
			[]row{
				{at: "module.old.aws_iam_role.this", before: role, reason: noModule},
				{at: "module.new.aws_iam_role.this", after: role.with(attributes{"name": "writer"})},
				{at: "module.old.aws_s3_bucket.this", before: bucket, reason: noModule},
				{at: "module.new.aws_s3_bucket.this", after: bucket.with(attributes{"bucket": "acme-logs"})},
				{at: "module.old.aws_security_group_rule.this", before: ingress, reason: noModule},
				{at: "module.new.aws_security_group_rule.this", after: ingress.without("security_group_id")},
			},
			nil,
		},
		{
			"one accident of a number against three neighbours",
			append(siblings(),
				row{at: `aws_instance.app["shop"]`, before: instance.with(attributes{"user_data": "PORT=1"})},
				row{at: `aws_instance.app["mail"]`, after: instance.with(attributes{"user_data": "PORT=2", "tags": attributes{"Name": "mail"}})},
				row{at: `aws_iam_role.app["shop"]`, before: role},
				row{at: `aws_iam_role.app["mail"]`, after: role.with(attributes{"name": "writer"})},
				row{at: `aws_lb_target_group.app["shop"]`, before: target},
				row{at: `aws_lb_target_group.app["mail"]`, after: target.with(attributes{"name": "tg-mail"})}),
			nil,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, lines(rename.Find(read(t, tt.rows...)))); diff != "" {
				t.Errorf("pairs (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFindNothing(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]*plan.Plan{"no plan": nil, "an empty plan": {}} {
		if pairs := rename.Find(p); pairs != nil {
			t.Errorf("%s: %v, want nothing", name, pairs)
		}
	}
}

// lines prints pairs without their notes.
func lines(pairs []rename.Pair) []string {
	var list []string
	for _, p := range pairs {
		p.Note = ""
		list = append(list, strings.TrimSpace(strings.SplitN(table([]rename.Pair{p}), "\n", 2)[0]))
	}
	return list
}

// An object of the old type may have the new attribute beside the old one, as
// cloudflare_record has in version 4; the new one counts, if it is set.
func TestFindWithBothNames(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		before attributes
		want   int
	}{
		{"both", attributes{"name": "www", "value": "203.0.113.7", "content": "203.0.113.8"}, 1},
		{"the old one only", attributes{"name": "www", "value": "203.0.113.8"}, 1},
		{"the new one null", attributes{"name": "www", "value": "203.0.113.8", "content": nil}, 1},
		{"the old one equal only", attributes{"name": "www", "value": "203.0.113.8", "content": "198.51.100.200"}, 0},
	} {
		for range 20 { // maps have no order
			pairs := rename.Find(read(t,
				row{at: "cloudflare_record.a", before: tt.before},
				row{at: "cloudflare_dns_record.a", after: attributes{"name": "www", "content": "203.0.113.8", "type": "A"}}))
			if len(pairs) != tt.want {
				t.Fatalf("%s: %d pairs, want %d", tt.name, len(pairs), tt.want)
			}
		}
	}
}

// An object that stays and has what tells a pair apart makes it none, whatever the
// layout of the documents in it.
func TestFindSharedByOneThatStays(t *testing.T) {
	t.Parallel()
	object := func(policy string) attributes {
		return attributes{"policy": policy, "description": "written for the billing team"}
	}
	pair := []row{
		{at: "aws_iam_policy.a", before: object(`{"Action": "s3:GetObject", "Effect": "Allow"}`)},
		{at: "aws_iam_policy.b", after: object(`{"Effect":"Allow","Action":"s3:GetObject"}`)},
	}
	if pairs := rename.Find(read(t, pair...)); len(pairs) != 1 {
		t.Fatalf("%d pairs, want 1", len(pairs))
	}
	third := object(`{ "Effect": "Allow", "Action": "s3:GetObject" }`)
	if pairs := rename.Find(read(t, append(pair, row{at: "aws_iam_policy.c", before: third, after: third})...)); len(pairs) != 0 {
		t.Errorf("%v, want none", pairs)
	}
}
