package plan_test

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
)

func readState(tb testing.TB, input string) (*plan.Plan, error) {
	tb.Helper()
	return plan.ReadState(tb.Context(), strings.NewReader(input))
}

// stateFixture is a file of fixtures/states.
func stateFixture(tb testing.TB, name, file string) string {
	tb.Helper()
	content, err := os.ReadFile(filepath.Join("..", "..", "fixtures", "states", name, file))
	if err != nil {
		tb.Fatal(err)
	}
	return string(content)
}

// stateFile is a raw state file with the given resources.
func stateFile(resources ...string) string {
	return `{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"b0","outputs":{},"resources":[` + strings.Join(resources, ",") + `]}`
}

// fileResource is a resource of a raw state file with one instance of the given members.
func fileResource(typ, instance string) string {
	return `{"mode":"managed","type":"` + typ + `","name":"x","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{` + instance + `}]}`
}

// The raw file and what terraform shows of it are the same state.
func TestReadStateBothForms(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"shop", "renamed"} {
		raw, err := readState(t, stateFixture(t, name, "terraform.tfstate"))
		if err != nil {
			t.Fatal(err)
		}
		shown, err := readState(t, stateFixture(t, name, "state.json"))
		if err != nil {
			t.Fatal(err)
		}
		if !raw.State || !shown.State || !raw.HasPrior || raw.TerraformVersion != "1.11.4" {
			t.Errorf("%s: state %v and %v, prior %v, version %q", name, raw.State, shown.State, raw.HasPrior, raw.TerraformVersion)
		}
		one, other := stateText(raw), stateText(shown)
		if len(one) < 8 || !slices.Equal(one, other) {
			t.Errorf("%s:\nraw:   %s\nshown: %s", name, strings.Join(one, "\n       "), strings.Join(other, "\n       "))
		}
	}
}

// stateText writes the instances and changes of a state, sorted.
func stateText(p *plan.Plan) []string {
	var lines []string
	for _, s := range p.Prior {
		lines = append(lines, "prior "+s.Address+" "+string(s.Mode)+" "+s.Type+" "+strings.Join(s.DependsOn, ","))
	}
	for _, c := range p.Changes {
		id, _ := c.Before.Get("id")
		password, _ := c.Before.Get("input.password")
		lines = append(lines, "change "+c.Address+" "+string(c.Action)+" "+c.ProviderName+" "+plan.Text(id)+" "+plan.Text(password))
	}
	slices.Sort(lines)
	return lines
}

func TestReadState(t *testing.T) {
	t.Parallel()
	p, err := readState(t, stateFile(
		`{"module":"module.m[\"k\"]","mode":"managed","type":"aws_vpc","name":"v","provider":"module.m.provider[\"registry.opentofu.org/hashicorp/aws\"].west",`+
			`"instances":[{"index_key":"a.b\"","status":"tainted","attributes":{"id":"vpc-1","open":{"value":{"n":[1]},"type":["object",{"n":["list","number"]}]}},"dependencies":["aws_x.y"]},`+
			`{"index_key":"a.b\"","deposed":"0badf00d","attributes":{"id":"vpc-0"}}]}`,
		`{"mode":"managed","type":"aws_s","name":"n","provider":"p","instances":[{"index_key":2,"attributes":{"id":"s"}},{"index_key":10,"attributes_flat":{"id":"t"}}]}`,
		`{"mode":"data","type":"aws_d","name":"d","provider":"p","instances":[{"attributes":{"id":"d"}}]}`,
		`null`, `{"mode":"managed","type":"aws_e","name":"e","instances":[null]}`,
	))
	if err != nil {
		t.Fatal(err)
	}
	var prior []plan.StateInstance
	for _, s := range p.Prior {
		prior = append(prior, *s)
	}
	want := []plan.StateInstance{
		{Address: `module.m["k"].aws_vpc.v["a.b\""]`, StateBlock: &plan.StateBlock{Mode: "managed", Type: "aws_vpc", DependsOn: []string{"aws_x.y"}}, Tainted: true},
		{Address: "aws_s.n[2]", StateBlock: &plan.StateBlock{Mode: "managed", Type: "aws_s"}},
		{Address: "aws_s.n[10]", StateBlock: &plan.StateBlock{Mode: "managed", Type: "aws_s"}},
		{Address: "data.aws_d.d", StateBlock: &plan.StateBlock{Mode: "data", Type: "aws_d"}},
	}
	if !reflect.DeepEqual(prior, want) {
		t.Errorf("prior:\n%+v\nwant\n%+v", prior, want)
	}
	if len(p.Changes) != 3 || p.Unread || len(p.Diagnostics) > 0 {
		t.Fatalf("%d changes, want 3 of managed instances; unread %v, %v", len(p.Changes), p.Unread, p.Diagnostics)
	}
	vpc, flat := p.Changes[0], p.Changes[2]
	if n, _ := vpc.Before.Get("open.n[0]"); plan.Text(n) != "1" || vpc.ProviderName != "registry.opentofu.org/hashicorp/aws" || vpc.Noteworthy() {
		t.Errorf("vpc: open.n[0] is %s, provider %q, noteworthy %v", plan.Text(n), vpc.ProviderName, vpc.Noteworthy())
	}
	if id, _ := flat.Before.Get("id"); plan.Text(id) != "t" {
		t.Errorf("attributes_flat: id is %s", plan.Text(id))
	}
}

func TestReadStateEmpty(t *testing.T) {
	t.Parallel()
	for _, input := range []string{stateFile(), `{"format_version":"1.0"}`, `{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}`} {
		p, err := readState(t, input)
		if err != nil || !p.State || len(p.Changes)+len(p.Prior) > 0 || p.Unread {
			t.Errorf("%s: %+v, error %v", input, p, err)
		}
	}
}

func TestReadStateReadsPlans(t *testing.T) {
	t.Parallel()
	input := fixture(t, "moved")
	p, err := readState(t, input)
	if err != nil {
		t.Fatal(err)
	}
	if p.State || p.Fingerprint() != read(t, input).Fingerprint() {
		t.Errorf("state %v, or another plan than Read's", p.State)
	}
}

func TestReadStateRefused(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, input string
		kind        plan.Kind
		want        string
	}{
		{"version 3", `{"version":3,"terraform_version":"0.11.14","serial":1,"lineage":"b0","modules":[]}`, plan.KindOldState, "another version than 4; have the program that wrote it read it: `terraform show -json"},
		{"version 5", `{"version":5,"serial":1,"lineage":"b0","resources":[]}`, plan.KindOldState, "another version than 4"},
		{"no version", `{"serial":1,"lineage":"b0","resources":[]}`, plan.KindOldState, "another version than 4"},
		{"version in words", `{"version":"4","serial":1,"lineage":"b0","resources":[]}`, plan.KindOldState, "another version than 4"},
		{"encrypted", `{"serial":1,"lineage":"b0","meta":{},"encrypted_data":"eA==","encryption_version":"v0"}`, plan.KindOldState, "encrypted"},
		{"newer format", `{"format_version":"2.0","values":{}}`, plan.KindVersion, "2.0"},
		{"no state", `{"name":"x"}`, plan.KindNotPlan, "not a plan"},
		{"log", `{"@level":"info"}`, plan.KindLog, "log"},
		{"cut off", stateFile()[:60], plan.KindTruncated, "ends"},
		{"shape", `{"version":4,"serial":1,"lineage":"b0","resources":{}}`, plan.KindSyntax, "/resources"},
		{"empty", "", plan.KindEmpty, "empty"},
		{"two", stateFile() + stateFile(), plan.KindTwoDocuments, "two"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			p, err := readState(t, test.input)
			refused, ok := errors.AsType[*plan.RefusedError](err)
			if !ok || p != nil || refused.Kind != test.kind || !strings.Contains(err.Error(), test.want) {
				t.Errorf("plan %v, error %v; want kind %d with %q", p, err, test.kind, test.want)
			}
		})
	}
}

// secretStates holds states in which CANARY is a secret: the mark stands in the file, or
// is left to the names.
func secretStates() map[string]string {
	shown := func(values, sensitive string) string {
		return `{"format_version":"1.0","values":{"outputs":{"o":{"sensitive":false,"value":"in CANARY"}},"root_module":{"child_modules":[{"address":"module.m[\"CANARY\"]","resources":[` +
			`{"address":"module.m[\"CANARY\"].a.b","mode":"managed","type":"a","name":"b","values":` + values + `,"sensitive_values":` + sensitive + `}]}],` +
			`"resources":[{"address":"a.copy[\"CANARY\"]","mode":"managed","type":"a","name":"copy","index":"CANARY","values":{"v":"x CANARY","m":{"CANARY":1}},` +
			`"sensitive_values":{},"depends_on":["a.b[\"CANARY\"]"]}]}}}`
	}
	raw := func(typ, attributes, sensitive string) string {
		return stateFile(
			fileResource(typ, `"attributes":`+attributes+`,"sensitive_attributes":`+sensitive+`,"private":"CANARY"`),
			`{"module":"module.m[\"CANARY\"]","mode":"managed","type":"a","name":"copy","provider":"p","instances":[{"index_key":"CANARY","attributes":{"v":"x CANARY","m":{"CANARY":1}},"dependencies":["a.b[\"CANARY\"]"]}]}`)
	}
	output := `{"version":4,"serial":1,"lineage":"b0","outputs":{"o":{"value":["CANARY"],"type":["list","string"],"sensitive":true}},"resources":[` +
		fileResource("a", `"attributes":{"id":"at CANARY"}`) + `]}`
	return map[string]string{
		"shown":                  shown(`{"v":"CANARY"}`, `{"v":true}`),
		"shown, nested":          shown(`{"v":[{"w":"CANARY"}]}`, `{"v":[{"w":true}]}`),
		"an attribute":           raw("a", `{"id":"1","v":"CANARY"}`, `[[{"type":"get_attr","value":"v"}]]`),
		"an element":             raw("a", `{"v":[{"w":"CANARY"}]}`, `[[{"type":"get_attr","value":"v"},{"type":"index","value":{"value":0,"type":"number"}},{"type":"get_attr","value":"w"}]]`),
		"a key":                  raw("a", `{"v":{"k":"CANARY"}}`, `[[{"type":"get_attr","value":"v"},{"type":"index","value":{"value":"k","type":"string"}}]]`),
		"an open type":           raw("a", `{"v":{"value":{"w":"CANARY"},"type":["object",{"w":"string"}]}}`, `[[{"type":"get_attr","value":"v"},{"type":"get_attr","value":"w"}]]`),
		"within an open type":    raw("a", `{"v":{"value":"CANARY","type":"string"}}`, `[[{"type":"get_attr","value":"v"}]]`),
		"no open type at all":    raw("a", `{"v":{"value":"CANARY","type":"string"}}`, `[[{"type":"get_attr","value":"v"},{"type":"get_attr","value":"value"}]]`),
		"a set":                  raw("a", `{"v":["CANARY"]}`, `[[{"type":"get_attr","value":"v"},{"type":"index","value":{"value":"CANARY","type":"string"}}]]`),
		"an index out of range":  raw("a", `{"v":["CANARY"]}`, `[[{"type":"get_attr","value":"v"},{"type":"index","value":{"value":7,"type":"number"}}]]`),
		"a path that leads away": raw("a", `{"v":{"w":"CANARY"}}`, `[[{"type":"get_attr","value":"v"},{"type":"get_attr","value":"gone"}]]`),
		"the whole":              raw("a", `{"v":"CANARY"}`, `[[]]`),
		"marks of a new form":    raw("a", `{"v":"CANARY"}`, `{"v":true}`),
		"steps of a new form":    raw("a", `{"v":"CANARY"}`, `["v"]`),
		"by its name":            raw("a", `{"master_password":"CANARY"}`, `[]`),
		"by a name inside":       raw("a", `{"conf":[{"api_key":"CANARY"}]}`, `[]`),
		"by its block":           raw("a", `{"kube_config":[{"host":"CANARY"}]}`, `[]`),
		"by its type":            raw("random_password", `{"id":"none","result":"CANARY"}`, `[]`),
		"a parameter":            raw("aws_ssm_parameter", `{"name":"n","value":"CANARY"}`, `[]`),
		"a secret":               raw("kubernetes_secret", `{"data":{"k":"CANARY"}}`, `[]`),
		"flat":                   stateFile(fileResource("a", `"attributes_flat":{"x.0.password":"CANARY","y":"in CANARY"}`)),
		"an output":              output,
	}
}

func TestReadStateMasks(t *testing.T) {
	t.Parallel()
	for name, input := range secretStates() {
		p, err := readState(t, strings.ReplaceAll(input, "CANARY", canary))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(p.Changes) == 0 {
			t.Errorf("%s: no instance was read", name)
		}
		t.Run(name, func(t *testing.T) { checkAbsent(t, p, canary) })
	}
	p, err := readState(t, stateFixture(t, "shop", "terraform.tfstate"))
	if err != nil {
		t.Fatal(err)
	}
	checkAbsent(t, p, "canary-Hunter2")
}

// What names an object of a secret type is no secret: it stands in other addresses too.
func TestReadStateKeepsNames(t *testing.T) {
	t.Parallel()
	p, err := readState(t, stateFile(
		fileResource("kubernetes_secret", `"attributes":{"id":"production/credentials","metadata":[{"name":"credentials","namespace":"production"}],"data":{"k":"s3cr3t-s3cr3t"},"immutable":false}`),
		fileResource("a", `"attributes":{"namespace":"production"}`)))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"id": "production/credentials", "metadata[0].namespace": "production", "data": plan.MaskText, "immutable": "false",
	} {
		if v, _ := p.Changes[0].Before.Get(path); plan.Text(v) != want {
			t.Errorf("%s is %q, want %q", path, plan.Text(v), want)
		}
	}
	if v, _ := p.Changes[1].Before.Get("namespace"); plan.Text(v) != "production" {
		t.Errorf("another resource's namespace is %q", plan.Text(v))
	}
}

// FuzzReadState checks that no input makes the reader panic, that each gives a state, a
// plan or an error that says something, and that the secret of a marked place stays out.
func FuzzReadState(f *testing.F) {
	for _, input := range secretStates() {
		f.Add([]byte(strings.ReplaceAll(input, "CANARY", canary)))
	}
	for _, name := range []string{"shop", "renamed"} {
		f.Add([]byte(stateFixture(f, name, "state.json")))
		f.Add([]byte(stateFixture(f, name, "terraform.tfstate")))
	}
	for _, seed := range []string{
		"", `{"version":3,"serial":1,"lineage":"b0"}`, stateFile("null", `{"instances":[{}]}`), stateFile(fileResource("a", `"index_key":1.5`)),
		stateFile(fileResource("a", `"index_key":{},"attributes":[],"sensitive_attributes":[[{"value":{"value":[]}}]]`)),
		gzipped(f, stateFile()), inUTF16(f, stateFile(), binary.LittleEndian), changes(entry(`"actions":["delete"]`)),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		p, err := readState(t, string(input))
		if err != nil {
			if p != nil || err.Error() == "" {
				t.Errorf("plan %v beside the error %q", p, err)
			}
			return
		}
		for _, c := range p.Changes {
			if c.Address == "" || p.State && c.Action != plan.ActionNoOp {
				t.Errorf("a change without address, or of a state: %+v", c)
			}
		}
		if again, err := readState(t, string(input)); err != nil || again.Fingerprint() != p.Fingerprint() {
			t.Errorf("read again: another state, or %v", err)
		}
	})
}

// FuzzStateMarks checks that whatever a path of sensitive_attributes leads to, or fails to
// lead to, is kept nowhere.
func FuzzStateMarks(f *testing.F) {
	f.Add(`{"v":"CANARY"}`, `[{"type":"get_attr","value":"v"}]`)
	f.Add(`{"v":{"value":{"w":["CANARY"]},"type":["object",{}]}}`, `[{"type":"get_attr","value":"v"},{"type":"get_attr","value":"w"},{"type":"index","value":{"value":0,"type":"number"}}]`)
	f.Add(`{"v":[{"CANARY":1}]}`, `[{"type":"get_attr","value":"v"},{"type":"index","value":{"value":{},"type":"object"}}]`)
	f.Fuzz(func(t *testing.T, value, steps string) {
		// The path begins at the one attribute that there is; where it goes from there is open.
		input := stateFile(fileResource("a", `"attributes":{"a":`+value+`},"sensitive_attributes":[[{"type":"get_attr","value":"a"}],`+steps+`]`))
		p, err := readState(t, strings.ReplaceAll(input, "CANARY", canary))
		if err != nil {
			if strings.Contains(err.Error(), canary) {
				t.Errorf("the error holds the canary: %v", err)
			}
			return
		}
		if len(p.Changes) == 1 && p.State {
			checkAbsent(t, p, canary)
		}
	})
}
