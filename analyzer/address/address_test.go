package address_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/address"
)

func text(s string) address.Key { return address.Key{Kind: address.StringKey, Text: s} }

func index(n int64) address.Key { return address.Key{Kind: address.IntKey, Int: n} }

func TestParseInstance(t *testing.T) {
	t.Parallel()
	managed := func(key address.Key, module ...address.ModuleStep) address.Instance {
		return address.Instance{Module: module, Mode: address.Managed, Type: "aws_instance", Name: "web", Key: key}
	}
	tests := []struct {
		name, in      string
		want          address.Instance
		local, static string
	}{
		{
			"plain", `aws_instance.web`, managed(address.Key{}),
			`aws_instance.web`, `aws_instance.web`,
		},
		{
			"count", `aws_instance.web[10]`, managed(index(10)),
			`aws_instance.web`, `aws_instance.web`,
		},
		{
			"negative index", `aws_instance.web[-1]`, managed(index(-1)),
			`aws_instance.web`, `aws_instance.web`,
		},
		{
			"data", `data.aws_ami.base["x"]`,
			address.Instance{Mode: address.Data, Type: "aws_ami", Name: "base", Key: text("x")},
			`data.aws_ami.base`, `data.aws_ami.base`,
		},
		{
			"ephemeral in a module", `module.m.ephemeral.random_password.p`,
			address.Instance{
				Module: address.Module{{Name: "m"}}, Mode: address.Ephemeral, Type: "random_password", Name: "p",
			},
			`ephemeral.random_password.p`, `module.m.ephemeral.random_password.p`,
		},
		{
			"nested keyed modules", `module.app["a.b"].module.db[2].module.c.aws_instance.web["k"]`,
			managed(
				text("k"),
				address.ModuleStep{Name: "app", Key: text("a.b")},
				address.ModuleStep{Name: "db", Key: index(2)},
				address.ModuleStep{Name: "c"},
			),
			`aws_instance.web`, `module.app.module.db.module.c.aws_instance.web`,
		},
		{
			"module named like a keyword", `module.data.module.module.aws_instance.web`,
			managed(address.Key{}, address.ModuleStep{Name: "data"}, address.ModuleStep{Name: "module"}),
			`aws_instance.web`, `module.data.module.module.aws_instance.web`,
		},
		{
			"type named like a keyword", `resource.data.x`,
			address.Instance{Mode: address.Managed, Type: "data", Name: "x"},
			`resource.data.x`, `resource.data.x`,
		},
		{
			"name that is no ASCII", `aws_instance.größe`,
			address.Instance{Mode: address.Managed, Type: "aws_instance", Name: "größe"},
			`aws_instance.größe`, `aws_instance.größe`,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := address.ParseInstance(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("instance (-want +got):\n%s", diff)
			}
			if s := got.String(); s != tt.in {
				t.Errorf("printed %s, want %s", s, tt.in)
			}
			if s := got.Local(); s != tt.local {
				t.Errorf("local %s, want %s", s, tt.local)
			}
			if s := got.Static(); s != tt.static {
				t.Errorf("static %s, want %s", s, tt.static)
			}
		})
	}
}

// A reference may spell the managed mode out; an address never does.
func TestParseInstanceModeSpelledOut(t *testing.T) {
	t.Parallel()
	got, err := address.ParseInstance("module.a.resource.aws_instance.web[0]")
	if err != nil {
		t.Fatal(err)
	}
	if want := "module.a.aws_instance.web[0]"; got.String() != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestParseInstanceBad(t *testing.T) {
	t.Parallel()
	for _, in := range []string{
		"", ".", "a", "a.", ".b", "data", "data.a", "ephemeral.a", "resource.a",
		"module", "module.", "module.a", "module.a.", `module.a["k"]`, "module.a[0].", "module.a[x].b.c",
		`module.a"k".b.c`, "module..b.c", `module.a["k"]b.c`,
		"a.b.c", "a.b[", "a.b[]", "a.b[x]", "a.b[01]", "a.b[+1]", "a.b[1", "a.b[1]x", "a.b[1][2]",
		"a.b[99999999999999999999]", "a.b[1.5]",
		`a.b["`, `a.b["k`, `a.b["k"`, `a.b["k"x]`, `a.b["k\`, `a.b["k\"]`, `a.b["\q"]`,
		`a.b["\u12"]`, `a.b["\u12`, `a.b["\uzzzz"]`, `a.b["\U00110000"]`,
		"a b.c", "a\n.b", `a".b`, "a].b", " a.b", "a.b ",
	} {
		t.Run(in, func(t *testing.T) {
			t.Parallel()
			if got, err := address.ParseInstance(in); err == nil {
				t.Errorf("parsed as %#v, want an error", got)
			}
		})
	}
}

func TestParseModule(t *testing.T) {
	t.Parallel()
	for in, static := range map[string]string{
		"":                                   "",
		"module.a":                           "module.a",
		`module.a["x.y"].module.b[3]`:        "module.a.module.b",
		`module.a["]"].module.data`:          "module.a.module.data",
		`module.resource.module.ephemeral`:   "module.resource.module.ephemeral",
		`module.a["\u200b${"].module.b["$"]`: "module.a.module.b",
	} {
		t.Run(in, func(t *testing.T) {
			t.Parallel()
			got, err := address.ParseModule(in)
			if err != nil {
				t.Fatal(err)
			}
			if got.Static() != static {
				t.Errorf("static %q, want %q", got.Static(), static)
			}
		})
	}
	for _, in := range []string{
		"resource", "data", "aws_instance.web", "module", "module.", "module.a.", "module.a.resource",
		"module.a.data", "module.a.aws_instance.web", "module.a[", `module.a["x"`, "module.a[0]x", ".",
	} {
		t.Run("bad "+in, func(t *testing.T) {
			t.Parallel()
			if got, err := address.ParseModule(in); err == nil {
				t.Errorf("parsed as %#v, want an error", got)
			}
		})
	}
}

func TestJoin(t *testing.T) {
	t.Parallel()
	if got := address.Join("", "a.b"); got != "a.b" {
		t.Errorf("root: %q", got)
	}
	if got := address.Join("module.m", "a.b"); got != "module.m.a.b" {
		t.Errorf("module: %q", got)
	}
}
