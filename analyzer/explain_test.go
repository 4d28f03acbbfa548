package analyzer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/report"
)

func explain(tb testing.TB, o analyzer.Options, fixture, address string) *report.Explanation {
	tb.Helper()
	e, err := analyzer.Explain(tb.Context(), readFile(tb, fixture, "plan.json"), o, address)
	if err != nil {
		tb.Fatal(err)
	}
	return e
}

func TestExplainReplace(t *testing.T) {
	t.Parallel()
	e := explain(t, analyzer.Options{Config: source(t, "locals"), ConfigFits: true}, "locals", "terraform_data.network")
	if len(e.Changes) != 1 || e.Changes[0].Action != "replace" || e.Changes[0].Rank != 1 {
		t.Fatalf("changes: %+v", e.Changes)
	}
	want := []report.Link{
		{
			Address: "module.app.terraform_data.container", Kind: "managed", Action: "update", Sources: []string{"source_code"}, Attributes: []string{"id"},
			Through: []string{"local.network of module.app", "input settings of module.app", "local.settings", "local.network_id"},
		},
		{Address: "output.network", Kind: "output", Sources: []string{"source_code"}, Attributes: []string{"id"}, Through: []string{"local.network_id"}},
		{
			Address: "terraform_data.server", Kind: "managed", Action: "update", Sources: []string{"source_code"}, Attributes: []string{"id"},
			Through: []string{"local.settings", "local.network_id"},
		},
		{Address: `terraform_data.subnet["a"]`, Kind: "managed", Action: "update", Sources: []string{"source_code"}, Attributes: []string{"id"}, Through: []string{"local.network_id"}},
		{Address: `terraform_data.subnet["b"]`, Kind: "managed", Action: "update", Sources: []string{"source_code"}, Attributes: []string{"id"}, Through: []string{"local.network_id"}},
	}
	if diff := cmp.Diff(want, e.Dependents); diff != "" {
		t.Errorf("dependents (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([][]string{{"terraform_data.network", `terraform_data.subnet["a"]`, "terraform_data.server_a"}}, e.Farthest); diff != "" {
		t.Errorf("farthest (-want +got):\n%s", diff)
	}
	if len(e.Dependencies) != 0 || len(e.Cascade) != 4 {
		t.Errorf("dependencies %v, cascade %v", e.Dependencies, e.Cascade)
	}
	wantCommands := []string{"terraform state show 'terraform_data.network'", "terraform plan -target='terraform_data.network'"}
	if diff := cmp.Diff(wantCommands, lines(e.Commands)); diff != "" {
		t.Errorf("commands (-want +got):\n%s", diff)
	}
}

func lines(commands []report.Command) []string {
	var list []string
	for _, c := range commands {
		list = append(list, c.Line)
	}
	return list
}

// What nothing explains is among the dependencies, with its kind.
func TestExplainWithoutSource(t *testing.T) {
	t.Parallel()
	e := explain(t, analyzer.Options{}, "locals", "terraform_data.server")
	var kinds []string
	for _, l := range e.Dependencies {
		kinds = append(kinds, l.Kind+" "+l.Address+" "+strings.Join(l.Sources, ","))
	}
	slices.Sort(kinds)
	want := []string{
		`managed terraform_data.subnet["a"] prior_state`, // the network is reached through it
		`managed terraform_data.subnet["b"] prior_state`, "unresolved local.settings configuration",
	}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Errorf("dependencies (-want +got):\n%s", diff)
	}
}

func TestExplainUnchanged(t *testing.T) {
	t.Parallel()
	e := explain(t, analyzer.Options{}, "locals", "terraform_data.server_a")
	if len(e.Changes) != 1 || e.Changes[0].Action != "no-op" || e.Changes[0].Rank != 0 || e.Changes[0].Why != "Not changed." || len(e.Dependencies) == 0 {
		t.Errorf("%+v", e.Changes)
	}
}

// A deposed object stands beside the live one.
func TestExplainDeposed(t *testing.T) {
	t.Parallel()
	p := readFile(t, "deposed-and-replaced", "plan.json")
	address := ""
	for _, c := range p.Changes {
		if c.DeposedKey != "" {
			address = c.Address
		}
	}
	e := explain(t, analyzer.Options{}, "deposed-and-replaced", address)
	if len(e.Changes) != 2 || e.Changes[0].Deposed != nil || e.Changes[1].Deposed == nil {
		t.Errorf("changes of %s: %+v", address, e.Changes)
	}
}

// A moved instance is found by both names; the state has it under the old one.
func TestExplainMoved(t *testing.T) {
	t.Parallel()
	p := readFile(t, "moved", "plan.json")
	for _, c := range p.Changes {
		if !c.Moved() {
			continue
		}
		for _, wanted := range []string{c.Address, c.PreviousAddress} {
			e := explain(t, analyzer.Options{}, "moved", wanted)
			if len(e.Changes) != 1 || e.Changes[0].Address != c.Address || !strings.Contains(e.Commands[0].Line, "'"+c.PreviousAddress+"'") {
				t.Errorf("%s: %+v, commands %v", wanted, e.Changes, e.Commands)
			}
		}
		return
	}
	t.Error("the fixture moves nothing")
}

// What is not there yet is in no state, and a quote in a key ends no word of the shell.
func TestExplainCommands(t *testing.T) {
	t.Parallel()
	p := readFile(t, "first-create", "plan.json")
	e, err := analyzer.Explain(t.Context(), p, analyzer.Options{}, p.Changes[0].Address)
	if err != nil {
		t.Fatal(err)
	}
	if len(e.Commands) != 1 || !strings.HasPrefix(e.Commands[0].Line, "terraform plan -target=") {
		t.Errorf("commands of a create: %v", e.Commands)
	}
	c := p.Changes[0]
	c.Address, c.ProviderName = `a.b["it's"]`, "registry.opentofu.org/hashicorp/aws"
	e, err = analyzer.Explain(t.Context(), p, analyzer.Options{}, c.Address)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{`tofu plan -target='a.b["it'\''s"]'`}; !slices.Equal(lines(e.Commands), want) {
		t.Errorf("commands %q, want %q", lines(e.Commands), want)
	}
	c.Address = `a.b["(sensitive)"]`
	if e, err = analyzer.Explain(t.Context(), p, analyzer.Options{}, c.Address); err != nil || len(e.Commands) != 0 {
		t.Errorf("commands of a masked key: %v, error %v", e.Commands, err)
	}
}

func TestExplainUnknownAddress(t *testing.T) {
	t.Parallel()
	_, err := analyzer.Explain(t.Context(), readFile(t, "locals", "plan.json"), analyzer.Options{}, "terraform_data.net")
	if err == nil || !strings.Contains(err.Error(), "terraform_data.net is no instance of this plan; the nearest: terraform_data.") {
		t.Errorf("error %v", err)
	}
}

// Every direct dependent of the report is among the links, and the other way round, for
// each change of the larger plans.
func TestExplainAgreesWithReport(t *testing.T) {
	t.Parallel()
	compared := 0
	for _, fixture := range []string{"aws-web-small-sg-open", "modules-nested", "locals", "kubernetes-shop-cluster-replaced"} {
		p := readFile(t, fixture, "plan.json")
		for _, c := range p.Changes {
			if c.DeposedKey != "" {
				continue
			}
			e, err := analyzer.Explain(t.Context(), p, analyzer.Options{MaxDownstream: 1000}, c.Address)
			if err != nil {
				t.Fatal(err)
			}
			reached := map[string]bool{}
			for _, r := range e.Changes[0].Downstream.Resources {
				reached[r.Address] = true
				if r.Distance == 1 && !slices.ContainsFunc(e.Dependents, func(l report.Link) bool { return l.Address == r.Address || l.Kind == "data" }) {
					t.Errorf("%s: %s: direct dependent %s has no link", fixture, c.Address, r.Address)
				}
				compared++
			}
			for _, l := range e.Dependents {
				if l.Kind == "managed" && !reached[l.Address] {
					t.Errorf("%s: %s: link of %s, which is not downstream", fixture, c.Address, l.Address)
				}
			}
		}
	}
	if compared < 50 {
		t.Errorf("only %d dependents compared", compared)
	}
}
