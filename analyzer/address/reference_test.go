package address_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/address"
)

func TestParseReference(t *testing.T) {
	t.Parallel()
	type ref = address.Reference
	resource := func(mode address.Mode, typ, name string, key address.Key, attribute string) ref {
		return ref{Kind: address.RefResource, Mode: mode, Type: typ, Name: name, Key: key, Attribute: attribute}
	}
	none := address.Key{}
	tests := []struct {
		in   string
		want ref
	}{
		{"aws_vpc.main", resource(address.Managed, "aws_vpc", "main", none, "")},
		{"aws_vpc.main.id", resource(address.Managed, "aws_vpc", "main", none, "id")},
		{"aws_vpc.main[0].tags.a", resource(address.Managed, "aws_vpc", "main", index(0), "tags")},
		{`aws_vpc.main["a.b[0]"].id`, resource(address.Managed, "aws_vpc", "main", text("a.b[0]"), "id")},
		{`aws_vpc.main["k"].ingress[0].port`, resource(address.Managed, "aws_vpc", "main", text("k"), "ingress")},
		{"aws_vpc.main[each.key].id", resource(address.Managed, "aws_vpc", "main", none, "")},
		{`aws_vpc.main["k`, resource(address.Managed, "aws_vpc", "main", none, "")},
		{"aws_vpc.main.", resource(address.Managed, "aws_vpc", "main", none, "")},
		{"resource.aws_vpc.main.id", resource(address.Managed, "aws_vpc", "main", none, "id")},
		{"terraform_data.x.output", resource(address.Managed, "terraform_data", "x", none, "output")},
		{"path_thing.x.id", resource(address.Managed, "path_thing", "x", none, "id")},
		{"data.aws_ami.base.id", resource(address.Data, "aws_ami", "base", none, "id")},
		{"data.aws_ami.base[1]", resource(address.Data, "aws_ami", "base", index(1), "")},
		{"ephemeral.random_password.p.result", resource(address.Ephemeral, "random_password", "p", none, "result")},

		{"var.name", ref{Kind: address.RefVariable, Name: "name"}},
		{"var.name.a[0]", ref{Kind: address.RefVariable, Name: "name"}},
		{`var.name["k"]`, ref{Kind: address.RefVariable, Name: "name"}},
		{"local.subnets.a", ref{Kind: address.RefLocal, Name: "subnets"}},
		{"module.net", ref{Kind: address.RefModule, Name: "net"}},
		{`module.net["a"]`, ref{Kind: address.RefModule, Name: "net", Key: text("a")}},
		{"module.net.vpc_id", ref{Kind: address.RefOutput, Name: "net", Output: "vpc_id"}},
		{"module.net.vpc[0].id", ref{Kind: address.RefOutput, Name: "net", Output: "vpc"}},
		{"module.net[2].vpc_id", ref{Kind: address.RefOutput, Name: "net", Key: index(2), Output: "vpc_id"}},
		{"module.net[each.key].vpc_id", ref{Kind: address.RefModule, Name: "net"}},
		{"module.net.", ref{Kind: address.RefModule, Name: "net"}},

		{"each.key", ref{Kind: address.RefInert, Name: "each.key"}},
		{"each.value.size", ref{Kind: address.RefInert, Name: "each.value.size"}},
		{"count.index", ref{Kind: address.RefInert, Name: "count.index"}},
		{"path.module", ref{Kind: address.RefInert, Name: "path.module"}},
		{"terraform.workspace", ref{Kind: address.RefInert, Name: "terraform.workspace"}},
		{"tofu.workspace", ref{Kind: address.RefInert, Name: "tofu.workspace"}},
		{"self.id", ref{Kind: address.RefInert, Name: "self.id"}},
		{"self", ref{Kind: address.RefInert, Name: "self"}},

		{"", ref{Kind: address.RefUnknown}},
		{".", ref{Kind: address.RefUnknown, Name: "."}},
		{"aws_vpc", ref{Kind: address.RefUnknown, Name: "aws_vpc"}},
		{"aws_vpc.", ref{Kind: address.RefUnknown, Name: "aws_vpc."}},
		{"aws_vpc[0]", ref{Kind: address.RefUnknown, Name: "aws_vpc[0]"}},
		{"data.aws_ami", ref{Kind: address.RefUnknown, Name: "data.aws_ami"}},
		{"var", ref{Kind: address.RefUnknown, Name: "var"}},
		{"var[0]", ref{Kind: address.RefUnknown, Name: "var[0]"}},
		{"local.", ref{Kind: address.RefUnknown, Name: "local."}},
		{"module", ref{Kind: address.RefUnknown, Name: "module"}},
		{"module[0]", ref{Kind: address.RefUnknown, Name: "module[0]"}},
		{"a b.c", ref{Kind: address.RefUnknown, Name: "a b.c"}},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, address.ParseReference(tt.in)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestReferenceLocal(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`aws_vpc.main["k"].id`:  "aws_vpc.main",
		"data.aws_ami.base.id":  "data.aws_ami.base",
		"ephemeral.a.b.c":       "ephemeral.a.b",
		"resource.aws_vpc.main": "aws_vpc.main",
	} {
		if got := address.ParseReference(in).Local(); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestLongestChains(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		in, want []string
	}{
		{"nothing", nil, []string{}},
		{"one chain", []string{"a.b.id", "a.b"}, []string{"a.b.id"}},
		{
			"a use of all instances after a keyed one",
			[]string{`s["b"].id`, `s["b"]`, "s", "s"},
			[]string{`s["b"].id`, "s"},
		},
		{"the same use twice", []string{"a.b.id", "a.b", "a.b.id", "a.b"}, []string{"a.b.id", "a.b.id"}},
		{"the bare use first", []string{"a.b", "a.b.id", "a.b"}, []string{"a.b", "a.b.id"}},
		{"the bare use three times", []string{"a.b", "a.b", "a.b"}, []string{"a.b", "a.b", "a.b"}},
		{"names with a common start", []string{"a.bc", "a.b"}, []string{"a.bc", "a.b"}},
		{"chains side by side", []string{"a.b.id", "a.b", "var.x", "a.c.d.e", "a.c.d", "a.c"}, []string{"a.b.id", "var.x", "a.c.d.e"}},
		{"module output", []string{"module.m.out", "module.m"}, []string{"module.m.out"}},
		{
			"keyed module output",
			[]string{`module.m["k"].out`, `module.m["k"]`, "module.m", "module.m.out", "module.m"},
			[]string{`module.m["k"].out`, "module.m.out"},
		},
		{"empty entries", []string{"", "a.b", ""}, []string{"", "a.b", ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, address.LongestChains(tt.in)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
