package expect_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/expect"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

func parse(t *testing.T, text string) *expect.Expectation {
	t.Helper()
	e, err := expect.Parse("intent", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// plan is a report with one thing of each kind.
func plan() *report.Report {
	key := "00000001"
	change := func(address, action string) report.Change {
		return report.Change{Address: address, Action: action, Mode: "managed"}
	}
	deposed := change("aws_x.a[0]", "delete")
	deposed.Deposed = &key
	moved, imported, movedAndUpdated := change("aws_x.moved", "no-op"), change("aws_x.imported", "no-op"), change("aws_x.both", "update")
	moved.Moved, imported.Imported, movedAndUpdated.Moved = true, true, true
	data, external, doubtful := change("data.aws_x.d", "read"), change("data.external.e", "read"), change("aws_x.doubtful", "no-op")
	data.Mode, external.Mode, external.Opaque, doubtful.Disruptive = "data", "data", true, true
	return &report.Report{
		Changes: []report.Change{
			change("aws_x.a[0]", "replace"), deposed, change("aws_x.a[1]", "replace"), change("module.m.aws_y.b", "update"),
			change("aws_x.new", "frobnicate"), moved, imported, movedAndUpdated, data, external, doubtful,
		},
		Invocations: []report.ActionInvocation{{Address: "action.aws_lambda_invoke.x"}},
		Outputs:     []report.Output{{Name: "url", Action: "update"}, {Name: "same", Action: "no-op"}},
		Summary: report.Summary{
			Level: risk.LevelHigh, Affected: 12, Deposed: 1,
			Actions: map[string]int{"replace": 2, "update": 2, "frobnicate": 1, "no-op": 3},
		},
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	const all = `change "**" { actions = ["create", "update", "replace", "delete", "forget", "read", "move", "import", "invoke"] }`
	tests := []struct {
		name, text              string
		beyond, exceeded, unmet []string
	}{
		{
			name: "nothing declared", text: "expect {}",
			beyond: []string{
				"replace aws_x.a[0]", "delete aws_x.a[0]", "replace aws_x.a[1]", "update module.m.aws_y.b", "frobnicate aws_x.new", "move aws_x.moved",
				"import aws_x.imported", "update aws_x.both", "move aws_x.both", "read data.external.e", "unclear aws_x.doubtful",
				"invoke action.aws_lambda_invoke.x", "update output.url",
			},
		},
		{
			name: "all that has a word", text: "expect {\n" + all + "\n}",
			beyond: []string{"frobnicate aws_x.new", "unclear aws_x.doubtful"},
		},
		{
			name: "at most so many", text: "expect {\nchange \"aws_x.a\" {\nactions = [\"replace\"]\nmax = 1\n}\n" + strings.ReplaceAll(all, `"replace", `, "") + "\n}",
			beyond: []string{"replace aws_x.a[1]", "frobnicate aws_x.new", "unclear aws_x.doubtful"},
		},
		{
			name: "limits", text: "expect {\n" + all + "\nmax {\ndelete = 1\nreplace = 3\naffected = 11\nlevel = \"medium\"\n}\n}",
			beyond: []string{"frobnicate aws_x.new", "unclear aws_x.doubtful"},
			exceeded: []string{
				"2 deleted, at most 1 were declared", "12 affected, at most 11 were declared", "the plan's level is high, at most medium was declared",
			},
		},
		{
			name: "none of these, whatever comes later", text: "expect {\nchange \"aws_x.a\" {\nactions = [\"replace\"]\nmax = 0\n}\n" + all + "\n}",
			beyond: []string{"replace aws_x.a[0]", "replace aws_x.a[1]", "frobnicate aws_x.new", "unclear aws_x.doubtful"},
		},
		{
			name: "none of these, whatever came before", text: "expect {\n" + all + "\nchange \"aws_x.a[1]\" {\nactions = [\"replace\", \"delete\"]\nmax = 0\n}\n}",
			beyond: []string{"replace aws_x.a[1]", "frobnicate aws_x.new", "unclear aws_x.doubtful"},
		},
		{
			name: "none of what is not there", text: "expect {\n" + all + "\nchange \"aws_x.b\" {\nactions = [\"delete\"]\nmax = 0\n}\n}",
			beyond: []string{"frobnicate aws_x.new", "unclear aws_x.doubtful"},
		},
		{
			name: "what does not happen", text: "expect {\n" + all + "\nchange \"aws_x.b\" { actions = [\"update\", \"create\"] }\n}",
			beyond: []string{"frobnicate aws_x.new", "unclear aws_x.doubtful"}, unmet: []string{"create,update aws_x.b"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := parse(t, tt.text).Check(plan())
			var beyond []string
			for _, b := range got.Beyond {
				beyond = append(beyond, b.Action+" "+b.Address)
				if b.Why == "" {
					t.Errorf("%+v: no reason", b)
				}
			}
			if diff := cmp.Diff(tt.beyond, beyond); diff != "" {
				t.Errorf("beyond: %s", diff)
			}
			if diff := cmp.Diff(append([]string{}, tt.exceeded...), got.Exceeded); diff != "" {
				t.Errorf("exceeded: %s", diff)
			}
			if diff := cmp.Diff(append([]string{}, tt.unmet...), got.Unmet); diff != "" {
				t.Errorf("unmet: %s", diff)
			}
			if got.Met() != (len(tt.beyond)+len(tt.exceeded) == 0) {
				t.Errorf("met is %t", got.Met())
			}
		})
	}
}

// A declaration without room says that, and is not one of a change that is missing.
func TestCheckForbids(t *testing.T) {
	t.Parallel()
	r := &report.Report{Changes: []report.Change{{Address: "a.b", Action: "delete"}}}
	got := parse(t, "expect {\nchange \"a.*\" {\nactions = [\"delete\"]\nmax = 0\n}\n}").Check(r)
	want := []expect.Beyond{{Address: "a.b", Action: "delete", Why: "none were declared for a.*: max is 0"}}
	if diff := cmp.Diff(want, got.Beyond); diff != "" || got.Met() || len(got.Unmet) > 0 {
		t.Errorf("result %+v: %s", got, diff)
	}
	r.Changes[0].Action = "update"
	got = parse(t, "expect {\nchange \"a.*\" {\nactions = [\"delete\"]\nmax = 0\n}\n}").Check(r)
	if len(got.Beyond) != 1 || got.Beyond[0].Why != "nothing was declared for this address" {
		t.Errorf("result %+v", got)
	}
}

// An update and a move of one instance are one instance of a block's max.
func TestCheckCountsInstances(t *testing.T) {
	t.Parallel()
	r := &report.Report{Changes: []report.Change{{Address: "a.b", Action: "update", Moved: true}}}
	if got := parse(t, "expect {\nchange \"a.b\" {\nactions = [\"update\", \"move\"]\nmax = 1\n}\n}").Check(r); !got.Met() {
		t.Errorf("result %+v", got)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"nothing":                "",
		"no HCL":                 "{",
		"two":                    "expect {}\nexpect {}",
		"an unknown block":       "expect {\nchanges \"a.b\" {}\n}",
		"an unknown argument":    "expect {\nchange \"a.b\" {\nactions = [\"update\"]\ncount = 1\n}\n}",
		"no actions":             "expect {\nchange \"a.b\" {}\n}",
		"an empty list":          "expect {\nchange \"a.b\" { actions = [] }\n}",
		"an unknown action":      "expect {\nchange \"a.b\" { actions = [\"destroy\"] }\n}",
		"no address":             "expect {\nchange \"\" { actions = [\"update\"] }\n}",
		"a bad address":          "expect {\nchange \"a.b[\" { actions = [\"update\"] }\n}",
		"a module":               "expect {\nchange \"module.app*\" {\nactions = [\"delete\"]\nmax = 0\n}\n}",
		"a module in a module":   "expect {\nchange \"module.app.module.db[0]\" { actions = [\"update\"] }\n}",
		"a type":                 "expect {\nchange \"aws_instance*\" { actions = [\"update\"] }\n}",
		"a type in a module":     "expect {\nchange \"module.app.aws_*\" { actions = [\"update\"] }\n}",
		"an attribute":           "expect {\nchange \"aws_x.a.id\" { actions = [\"update\"] }\n}",
		"a negative limit":       "expect {\nmax { delete = -1 }\n}",
		"a negative number":      "expect {\nchange \"a.b\" {\nactions = [\"update\"]\nmax = -1\n}\n}",
		"an unknown level":       "expect {\nmax { level = \"lots\" }\n}",
		"a function":             "expect {\nchange file(\"/etc/passwd\") { actions = [\"update\"] }\n}",
		"a variable of the host": "expect {\nmax { delete = env.N }\n}",
	} {
		if e, err := expect.Parse("intent.hcl", []byte(text)); err == nil || !strings.Contains(err.Error(), "intent.hcl") {
			t.Errorf("%s: %+v, %v", name, e, err)
		}
	}
}

func TestParseTrailers(t *testing.T) {
	t.Parallel()
	file := parse(t, `
expect {
  change "aws_x.a[*]" {
    actions = ["replace", "update"]
    max     = 3
  }
  change "aws_x.b[\"a b\"]" { actions = ["update"] }
  max {
    delete = 0
    level  = "high"
  }
}`)
	trailers, err := expect.ParseTrailers([]string{
		"network: x\n\nTfblast-Expect: update,replace aws_x.a[*] max=3\n",
		"y\n\ntfblast-expect:  update  aws_x.b[\"a b\"]\nTfblast-Expect: max delete=4 level=critical\nTfblast-Expect: max level=high delete=0\n\nmore",
		"Tfblast-Expected: nothing",
	})
	if err != nil {
		t.Fatal(err)
	}
	if trailers.Digest() != file.Digest() {
		t.Errorf("trailers say %+v, the file says %+v", trailers, file)
	}
	if e, err := expect.ParseTrailers([]string{"x"}); e != nil || err != nil {
		t.Errorf("without a trailer: %+v, %v", e, err)
	}
	for _, value := range []string{
		"", "update", "destroy a.b", "update a.b 3", "update a.b max=x", "update a.b max=1 more", "update a.b max=-1", `update a["b c`,
		"max", "max delete", "max delete=-1", "max all=1", "max level=lots",
	} {
		if e, err := expect.ParseTrailers([]string{"Tfblast-Expect: " + value}); err == nil {
			t.Errorf("%q is read as %+v", value, e)
		}
	}
}

func TestDigest(t *testing.T) {
	t.Parallel()
	base := parse(t, "expect {\nchange \"a.b\" { actions = [\"update\", \"create\"] }\n}")
	for text, same := range map[string]bool{
		"# comment\nexpect {\n  change \"a.b\" {\n    actions = [\"create\", \"update\", \"create\"]\n  }\n}\n": true,
		"expect {\nchange \"a.c\" { actions = [\"update\", \"create\"] }\n}":                                    false,
		"expect {\nchange \"a.b\" { actions = [\"update\"] }\n}":                                                false,
		"expect {\nchange \"a.b\" {\nactions = [\"update\", \"create\"]\nmax = 0\n}\n}":                         false,
		"expect {\nchange \"a.b\" { actions = [\"update\", \"create\"] }\nmax { delete = 0 }\n}":                false,
	} {
		if got := parse(t, text).Digest() == base.Digest(); got != same {
			t.Errorf("%s: the same is %t", text, got)
		}
	}
}

// FuzzParse: no text makes the reader fail, and what it reads can be checked.
func FuzzParse(f *testing.F) {
	f.Add("expect {\nchange \"a.b\" {\nactions = [\"update\"]\nmax = 3\n}\nmax { delete = 0 }\n}")
	f.Add("update a.b[\"x\"] max=1")
	f.Fuzz(func(_ *testing.T, text string) {
		if e, err := expect.Parse("x.hcl", []byte(text)); err == nil {
			e.Check(plan())
		}
		if e, err := expect.ParseTrailers([]string{expect.Trailer + ": " + text}); err == nil && e != nil {
			e.Check(plan())
		}
	})
}
