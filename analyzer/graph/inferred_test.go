package graph_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
)

const (
	vpcID  = "vpc-0a1b2c3d4e5f60718"
	vpcARN = "arn:aws:ec2:eu-west-1:123456789012:vpc/vpc-0a1b2c3d4e5f60718"
	keyID  = "1234abcd-12ab-34cd-56ef-1234567890ab"
	netURL = "https://www.googleapis.com/compute/v1/projects/p/global/networks/n"
)

// inferred lists the edges that rest on values, as "dependent dependency attribute".
func inferred(g *graph.Graph) string {
	var found []string
	for id := range graph.NodeID(g.Len()) {
		for e := range g.Dependents(id) {
			if e.Source == graph.Inferred {
				exact := ""
				if !e.Exact {
					exact = " not exact"
				}
				found = append(found, fmt.Sprintf("%s %s %s%s", g.Address(e.Node), g.Address(id), e.Attribute, exact))
			}
		}
	}
	return inOrder(found)
}

// Two instances without any reference: aws_vpc.a has an identifier, aws_x.b holds it.
func TestInferredIDs(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		a, b   object
		others map[string]object
		types  [2]string // of a and b, aws_vpc and aws_x if empty
		want   string    // the attribute, empty for no edge
	}{
		{name: "an id", a: object{"id": vpcID}, b: object{"vpc_id": vpcID}, want: "id"},
		{name: "an ARN", a: object{"id": vpcID, "arn": vpcARN}, b: object{"resource_arn": vpcARN}, want: "arn"},
		{name: "an id that is the ARN", a: object{"id": vpcARN, "arn": vpcARN}, b: object{"resource_arn": vpcARN}, want: "id"},
		{name: "a self link", a: object{"id": "projects/p/global/networks/n", "self_link": netURL}, b: object{"network": netURL}, want: "self_link"},
		{name: "a path of Google", a: object{"id": "projects/p/global/networks/n"}, b: object{"network": "projects/p/global/networks/n"}, want: "id"},
		{name: "a path of Azure", a: object{"id": "/subscriptions/s/resourceGroups/g", "name": "g"}, b: object{"scope": "/subscriptions/s/resourceGroups/g"}, want: "id"},
		{name: "a uuid", a: object{"id": keyID}, b: object{"key": keyID}, want: "id"},
		{name: "an old id without letters", a: object{"id": "vpc-12345678"}, b: object{"vpc_id": "vpc-12345678"}, want: "id"},
		{name: "in a list in a block", a: object{"id": vpcID}, b: object{"rule": []object{{"ids": []string{"x", vpcID}}}}, want: "id"},
		{name: "the id that the type is named by", types: [2]string{"aws_kms_key", "aws_x"}, a: object{"key_id": keyID}, b: object{"kms": keyID}, want: "key_id"},
		{name: "an ARN that holds its own", a: object{"arn": vpcARN, "stream_arn": vpcARN + "/stream/1"}, b: object{"source": vpcARN + "/stream/1"}, want: "stream_arn"},
		{name: "the end of its own ARN", a: object{"arn": vpcARN, "arn_suffix": "vpc/" + vpcID}, b: object{"dimension": "vpc/" + vpcID}, want: "arn_suffix"},
		{
			name: "what has the same id is a part of it", types: [2]string{"aws_vpc", "aws_x"}, a: object{"id": vpcID}, b: object{"vpc_id": vpcID},
			others: map[string]object{"aws_vpc_part.c": {"id": vpcID}}, want: "id",
		},

		{name: "another one's id is no own", a: object{"id": "x", "subnet_id": "subnet-0a1b2c3d4e"}, b: object{"subnet_id": "subnet-0a1b2c3d4e"}},
		{name: "two have it", a: object{"id": vpcID}, b: object{"vpc_id": vpcID}, others: map[string]object{"aws_vpc.c": {"id": vpcID}}},
		{name: "a part of a text", a: object{"id": vpcID}, b: object{"text": "in " + vpcID}},
		{name: "a tag", a: object{"id": vpcID}, b: object{"tags": object{"vpc": vpcID}}},
		{name: "a region", a: object{"id": "eu-west-1"}, b: object{"region": "eu-west-1"}},
		{name: "a zone", a: object{"id": "us-central1-a"}, b: object{"zone": "us-central1-a"}},
		{name: "a region in one word", a: object{"id": "southcentralus2"}, b: object{"location": "southcentralus2"}},
		{name: "an account", a: object{"id": "123456789012"}, b: object{"account_id": "123456789012"}},
		{name: "an account behind a word", a: object{"id": "state-123456789012"}, b: object{"name": "state-123456789012"}},
		{name: "a number", a: object{"id": "1234567890"}, b: object{"number": "1234567890"}},
		{name: "true", a: object{"id": "true"}, b: object{"flag": "true"}},
		{name: "a CIDR", a: object{"id": "10.20.0.0/16"}, b: object{"cidr_block": "10.20.0.0/16"}},
		{name: "a CIDR of version 6", a: object{"id": "2001:db8:1234:1a00::/56"}, b: object{"cidr": "2001:db8:1234:1a00::/56"}},
		{name: "an address of version 6", a: object{"id": "2001:db8:1234:1a00::b5c6"}, b: object{"ip": "2001:db8:1234:1a00::b5c6"}},
		{name: "a time", a: object{"id": "2026-01-02T03:04:05.123456789Z"}, b: object{"at": "2026-01-02T03:04:05.123456789Z"}},
		{name: "an instance type", a: object{"id": "db.r6g.4xlarge"}, b: object{"instance_class": "db.r6g.4xlarge"}},
		{name: "a short id", a: object{"id": "a1b2c3"}, b: object{"ref": "a1b2c3"}},
		{name: "words", a: object{"id": "web-server-12"}, b: object{"name": "web-server-12"}},
		{name: "a name that is the id", a: object{"id": "data-0a1b2c3d", "bucket": "data-0a1b2c3d"}, b: object{"name": "data-0a1b2c3d"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, b := "aws_vpc.a", "aws_x.b"
			if tt.types[0] != "" {
				a, b = tt.types[0]+".a", tt.types[1]+".b"
			}
			p := testPlan{exist: map[string]string{a: "", b: ""}, values: map[string]object{a: tt.a, b: tt.b}}
			for addr, values := range tt.others {
				p.exist[addr], p.values[addr] = "", values
			}
			want := ""
			if tt.want != "" {
				want = b + " " + a + " " + tt.want
			}
			if got := inferred(p.build(t)); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

// What else decides whether a value makes an edge.
func TestInferredEdges(t *testing.T) {
	t.Parallel()
	vpc, subnet := object{"id": vpcID}, object{"id": "subnet-0a1b2c3d4e5f60718", "vpc_id": vpcID}
	tests := []struct {
		name string
		plan testPlan
		want string
	}{
		{
			"a reference explains it", testPlan{
				exist: map[string]string{"aws_vpc.a": "", "aws_subnet.b": ""}, values: map[string]object{"aws_vpc.a": vpc, "aws_subnet.b": subnet},
				config: module{blocks: map[string]block{"aws_vpc.a": {}, "aws_subnet.b": {arguments: map[string]string{"vpc_id": "aws_vpc.a.id aws_vpc.a"}}}},
			}, "",
		},
		{
			"a path of the prior state explains it", testPlan{
				exist: map[string]string{"aws_vpc.a": "", "t.x": "aws_vpc.a", "aws_subnet.b": "t.x"}, values: map[string]object{"aws_vpc.a": vpc, "aws_subnet.b": subnet},
			}, "",
		},
		{
			"the owner depends on what mirrors its id", testPlan{
				exist: map[string]string{"aws_vpc.a": "aws_subnet.b", "aws_subnet.b": ""}, values: map[string]object{"aws_vpc.a": vpc, "aws_subnet.b": subnet},
			}, "",
		},
		{
			"a data source in between", testPlan{
				exist: map[string]string{"aws_vpc.a": "", "data.aws_vpc.d": "", "aws_subnet.b": ""}, values: map[string]object{"aws_vpc.a": vpc, "aws_subnet.b": subnet},
				config: module{blocks: map[string]block{"aws_vpc.a": {}, "data.aws_vpc.d": {}, "aws_subnet.b": {arguments: map[string]string{"vpc_id": "data.aws_vpc.d.id data.aws_vpc.d"}}}},
			}, "aws_subnet.b aws_vpc.a id",
		},
		{
			"a new dependent", testPlan{
				exist: map[string]string{"aws_vpc.a": ""}, values: map[string]object{"aws_vpc.a": vpc, "aws_subnet.b": subnet}, actions: map[string]string{"aws_subnet.b": "create"},
			}, "aws_subnet.b aws_vpc.a id",
		},
		{
			"a dependent that comes to hold it", testPlan{
				exist: map[string]string{"aws_vpc.a": "", "aws_subnet.b": ""}, actions: map[string]string{"aws_subnet.b": "update"},
				values: map[string]object{"aws_vpc.a": vpc, "aws_subnet.b": {"vpc_id": "vpc-other"}}, after: map[string]object{"aws_subnet.b": subnet},
			}, "aws_subnet.b aws_vpc.a id",
		},
		{
			"what is new has no id that others hold", testPlan{
				exist: map[string]string{"aws_subnet.b": ""}, values: map[string]object{"aws_vpc.a": vpc, "aws_subnet.b": subnet}, actions: map[string]string{"aws_vpc.a": "create"},
			}, "",
		},
		{
			"a replaced owner", testPlan{
				exist: map[string]string{"aws_vpc.a": "", "aws_subnet.b": ""}, actions: map[string]string{"aws_vpc.a": "replace"},
				values: map[string]object{"aws_vpc.a": vpc, "aws_subnet.b": subnet}, after: map[string]object{"aws_vpc.a": {"cidr": "10.0.0.0/16"}},
			}, "aws_subnet.b aws_vpc.a id",
		},
		{
			"both hold the other's id", testPlan{
				exist: map[string]string{"t.a": "", "t.b": ""}, values: map[string]object{
					"t.a": {"id": vpcID, "peer": "pcx-0a1b2c3d4e5f"}, "t.b": {"id": "pcx-0a1b2c3d4e5f", "vpc_id": vpcID},
				},
			}, "t.a t.b id t.b t.a id",
		},
		{
			"an id that is masked on both sides", testPlan{
				exist: map[string]string{"t.a": "", "t.b": ""}, values: map[string]object{"t.a": {"id": "secret-id-123456"}, "t.b": {"ref": "secret-id-123456"}},
				sensitive: map[string]object{"t.a": {"id": true}, "t.b": {"ref": true}},
			}, "t.b t.a id",
		},
		{
			"a masked value that is no id", testPlan{
				exist: map[string]string{"t.a": "", "t.b": ""}, values: map[string]object{"t.a": {"arn": vpcARN}, "t.b": {"ref": vpcARN}},
				sensitive: map[string]object{"t.a": {"arn": true}, "t.b": {"ref": true}},
			}, "",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := inferred(tt.plan.build(t)); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			g, _ := graph.Build(tt.plan.read(t), graph.Options{NoInferred: true})
			if got := inferred(g); got != "" {
				t.Errorf("got %q although inferred edges are left out", got)
			}
		})
	}
}

// A database gets another id and keeps its name. The association of a role with it holds
// the name, so the plan leaves it as it is, while it is gone with the old database.
func TestInferredNameStaysAsItIs(t *testing.T) {
	t.Parallel()
	p := testPlan{
		exist:   map[string]string{"aws_db_instance.orders": "", "aws_db_instance_role_association.export": "", "aws_iam_role.export": ""},
		actions: map[string]string{"aws_db_instance.orders": "replace"},
		values: map[string]object{
			"aws_db_instance.orders":                  {"id": "db-ABCDEFGHIJKL", "identifier": "orders", "storage_encrypted": false},
			"aws_db_instance_role_association.export": {"db_instance_identifier": "orders", "feature_name": "s3Export", "id": "orders,arn"},
		},
		after: map[string]object{"aws_db_instance.orders": {"identifier": "orders", "storage_encrypted": true}},
		config: module{blocks: map[string]block{
			"aws_db_instance.orders": {}, "aws_db_instance_role_association.export": {arguments: map[string]string{"role_arn": "aws_iam_role.export.arn aws_iam_role.export"}}, "aws_iam_role.export": {},
		}},
	}
	read := p.read(t)
	for _, c := range read.Changes {
		if c.Address == "aws_db_instance_role_association.export" && c.Action != plan.ActionNoOp {
			t.Fatalf("the association shows as %s", c.Action)
		}
	}
	g, _ := graph.Build(read, graph.Options{Names: builtinNames(t)})
	if got, want := downstream(t, g, "aws_db_instance.orders"), "aws_db_instance_role_association.export"; got != want {
		t.Errorf("downstream is %q, want %q", got, want)
	}
	if got, want := inferred(g), "aws_db_instance_role_association.export aws_db_instance.orders identifier"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, o := range []graph.Options{{}, {Names: builtinNames(t), NoInferred: true}} {
		if g, _ := graph.Build(read, o); downstream(t, g, "aws_db_instance.orders") != "" {
			t.Errorf("an edge from nowhere: %s", inferred(g))
		}
	}
}

func TestInferredNames(t *testing.T) {
	t.Parallel()
	names := []graph.Name{
		{Holder: "use", Path: "of", Owner: "thing", Attribute: "name", Within: []string{"region", "group"}},
		{Holder: "use", Path: "block.of", Owner: "thing", Attribute: "name"},
		{Holder: "use", Path: "version", Owner: "family", Attribute: "family", Until: ":"},
		{Holder: "use", Path: "either", Owner: "thing", Attribute: "name"},
		{Holder: "use", Path: "either", Owner: "family", Attribute: "family"},
	}
	tests := []struct {
		name   string
		use    object
		things map[string]object
		want   string
	}{
		{"a name", object{"of": "db"}, map[string]object{"thing.a": {"name": "db"}}, "use.b thing.a name"},
		{"in a block", object{"block": []object{{"of": "db"}}}, map[string]object{"thing.a": {"name": "db"}}, "use.b thing.a name"},
		{"one of a list", object{"of": []string{"x", "db"}}, map[string]object{"thing.a": {"name": "db"}}, "use.b thing.a name"},
		{"up to a colon", object{"version": "web:12"}, map[string]object{"family.a": {"family": "web"}}, "use.b family.a family"},
		{"without a colon", object{"version": "web"}, map[string]object{"family.a": {"family": "web"}}, "use.b family.a family"},
		{"one of two types", object{"either": "web"}, map[string]object{"family.a": {"family": "web"}, "thing.a": {"name": "x"}}, "use.b family.a family"},
		{"the same region", object{"of": "db", "region": "r1"}, map[string]object{"thing.a": {"name": "db", "region": "r1"}, "thing.c": {"name": "db", "region": "r2"}}, "use.b thing.a name"},
		{"no region to compare", object{"of": "db"}, map[string]object{"thing.a": {"name": "db", "region": "r1"}}, "use.b thing.a name"},

		{"another attribute", object{"about": "db"}, map[string]object{"thing.a": {"name": "db"}}, ""},
		{"another type", object{"of": "db"}, map[string]object{"other.a": {"name": "db"}}, ""},
		{"another region", object{"of": "db", "region": "r1"}, map[string]object{"thing.a": {"name": "db", "region": "r2"}}, ""},
		{"two of the name", object{"of": "db"}, map[string]object{"thing.a": {"name": "db", "region": "r1"}, "thing.c": {"name": "db", "region": "r2"}}, ""},
		{"one of each type", object{"either": "web"}, map[string]object{"family.a": {"family": "web"}, "thing.a": {"name": "web"}}, ""},
		{"nothing", object{"of": ""}, map[string]object{"thing.a": {"name": ""}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := testPlan{exist: map[string]string{"use.b": ""}, values: map[string]object{"use.b": tt.use}}
			for addr, values := range tt.things {
				p.exist[addr], p.values[addr] = "", values
			}
			g, _ := graph.Build(p.read(t), graph.Options{Names: names})
			if got := inferred(g); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// BenchmarkInferred builds the graph of a plan whose instances all hold an id that nothing
// explains, in lists of a hundred.
func BenchmarkInferred(b *testing.B) {
	for _, n := range []int{1_000, 10_000} {
		p := testPlan{exist: map[string]string{}, values: map[string]object{}, noConfig: true}
		for i := range n {
			addr := fmt.Sprintf("aws_x.i%d", i)
			p.exist[addr] = ""
			p.values[addr] = object{
				"id": fmt.Sprintf("x-%016xa", i), "parent_id": fmt.Sprintf("x-%016xa", i/100), "name": addr,
				"rules": []object{{"cidr_blocks": []string{"10.0.0.0/16"}, "port": 443}}, "tags": object{"Name": addr},
			}
		}
		read := p.read(b)
		for _, o := range []graph.Options{{}, {NoInferred: true}} {
			b.Run(fmt.Sprintf("%d/without=%t", n, o.NoInferred), func(b *testing.B) {
				for b.Loop() {
					graph.Build(read, o)
				}
			})
		}
	}
}

// A lean plan is read by names; a graph built with others must not take one for another.
func TestInferredNamesOfLeanPlan(t *testing.T) {
	t.Parallel()
	names := []graph.Name{{Holder: "use", Path: "of", Owner: "thing", Attribute: "name"}}
	unchanged := func(typ, values string) string {
		return fmt.Sprintf(`{"address":"%s.x","mode":"managed","type":"%s","name":"x","change":{"actions":["no-op"],"before":{%s},"after":{%s},"after_unknown":{},"before_sensitive":{},"after_sensitive":{}}}`, typ, typ, values, values)
	}
	text := `{"format_version":"1.2","resource_changes":[` + unchanged("thing", `"name":"shop"`) + "," + unchanged("use", `"of":"shop"`) + `]}`
	p, err := plan.ReadLean(t.Context(), strings.NewReader(text), plan.Needs{Names: names})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range []graph.Options{{}, {Names: names}, {Names: append([]graph.Name{{Holder: "other"}}, names...)}} {
		g, _ := graph.Build(p, o)
		if n := g.EdgeCounts()[graph.Inferred]; n != 1 {
			t.Errorf("%d inferred edges with %d names, want 1", n, len(o.Names))
		}
	}
}
