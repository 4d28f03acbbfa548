package knowledge_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tfblast/tfblast/rules/knowledge"
)

type providerList struct {
	provider   string
	attributes []string
}

// providerLists reads the safe lists of defaults.hcl as text, since a table has no
// method that lists them.
func providerLists(t *testing.T) []providerList {
	t.Helper()
	source, err := os.ReadFile("defaults.hcl")
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile(`(?s)provider "(\w+)" \{\s*safe = \[(.*?)\]`)
	var lists []providerList
	for _, found := range block.FindAllStringSubmatch(string(source), -1) {
		list := providerList{provider: found[1]}
		for word := range strings.SplitSeq(found[2], ",") {
			if word = strings.Trim(strings.TrimSpace(word), `"`); word != "" {
				list.attributes = append(list.attributes, word)
			}
		}
		lists = append(lists, list)
	}
	if len(lists) < 5 || len(lists[0].attributes) < 50 {
		t.Fatalf("%d provider lists found", len(lists))
	}
	return lists
}

const oneClass = `class "other" {
  title    = "other"
  delete   = 38
  replace  = 36
  forget   = 12
  update   = 10
  create   = 0
  recovery = "unknown"
}
`

func TestParse(t *testing.T) {
	t.Parallel()
	table, err := knowledge.Parse(fstest.MapFS{
		"a.hcl": {Data: []byte(`type "foo_disk" {
  aliases = ["foo_disk_v2"]
  class   = "other"

  case "size" {
    equals = 1.5
    tier   = "lost"
    why    = "it is odd"
  }

  case "name" {
    absent = true
    tier   = "reversible"
    why    = "it has no name"
  }
}
`)},
		"z.hcl": {Data: []byte(oneClass)}, // classes may stand in a later file
	})
	if err != nil {
		t.Fatal(err)
	}
	row := table.Lookup("foo_disk_v2")
	if !row.Known || row.Name != "foo_disk_v2" || len(row.Cases) != 2 {
		t.Fatalf("row %+v", row)
	}
	if row.Cases[0].Equals != 1.5 || !row.Cases[1].Absent {
		t.Errorf("cases %+v", row.Cases)
	}
}

func TestParseErrors(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, source, want string }{
		{"syntax", "type \"a_b\" {\n  class = \n}\n", "a.hcl:2,"},
		{"two rows", "type \"a_b\" { class = \"other\" }\ntype \"a_b\" { class = \"other\" }\n", `a.hcl:2,1-11: type "a_b" has two rows`},
		{"unknown class", "\ntype \"a_b\" { class = \"nope\" }\n", `a.hcl:2,1-11: unknown class "nope"`},
		{"no class", "type \"a_b\" { loses = \"x\" }\n", "a.hcl:1,1-11: class is missing or empty"},
		{"unknown tier", "type \"a_b\" {\n  class = \"other\"\n  recovery = \"gone\"\n}\n", `a.hcl:1,1-11: unknown recovery tier "gone"`},
		{"no proof", "type \"a_b\" {\n  class = \"other\"\n  recovery = \"restorable\"\n}\n", "a.hcl:1,1-11: recovery = \"restorable\" wants a recovery_why"},
		{"unknown attribute", "type \"a_b\" {\n  class = \"other\"\n  looses = \"x\"\n}\n", `a.hcl:3,3-9: unknown attribute "looses"`},
		{"unknown block", "typo \"a_b\" {}\n", `a.hcl:1,1-11: unknown block "typo"`},
		{"unknown inner block", "type \"a_b\" {\n  class = \"other\"\n  cases \"x\" {}\n}\n", `a.hcl:3,3-12: unknown block "cases"`},
		{"label missing", "type {\n  class = \"other\"\n}\n", "a.hcl:1,1-5: type: want 1 labels, got 0"},
		{"stray attribute", "class = \"other\"\n", `a.hcl:1,1-6: attribute "class" stands outside of a block`},
		{"wrong type", "type \"a_b\" {\n  class = true\n}\n", "a.hcl:2,3-15: class: want a string"},
		{"list of numbers", "type \"a_b\" {\n  class = \"other\"\n  safe = [1]\n}\n", "a.hcl:3,3-13: safe: want a list of strings"},
		{"reference", "type \"a_b\" {\n  class = other\n}\n", "a.hcl:2,11-16"},
		{"no condition", "type \"a_b\" {\n  class = \"other\"\n  case \"x\" {\n    tier = \"lost\"\n    why = \"y\"\n  }\n}\n", `a.hcl:3,3-11: "x": want either equals or absent = true or null = true`},
		{"two conditions", "type \"a_b\" {\n  class = \"other\"\n  case \"x\" {\n    absent = true\n    null = true\n    tier = \"lost\"\n    why = \"y\"\n  }\n}\n", `"x": want either equals`},
		{"list condition", "type \"a_b\" {\n  class = \"other\"\n  case \"x\" {\n    equals = []\n    tier = \"lost\"\n    why = \"y\"\n  }\n}\n", `a.hcl:4,5-16: "x": equals wants true, false, a number or a string`},
		{"null condition", "type \"a_b\" {\n  class = \"other\"\n  case \"x\" {\n    equals = null\n    tier = \"lost\"\n    why = \"y\"\n  }\n}\n", "a.hcl:4,5-18"},
		{"no points", "type \"a_b\" {\n  class = \"other\"\n  circumstance \"x\" {\n    equals = 1\n    rule = \"r\"\n    why = \"y\"\n  }\n}\n", "a.hcl:3,3-19: points: want a whole number"},
		{"empty pattern", "pattern \"other\" { because = \"x\" }\n", "a.hcl:1,1-16: a pattern needs words or endings"},
		{"bad holds", strings.Replace(strings.Replace(oneClass, `"other"`, `"odd"`, 1), "create ", "holds = \"gold\"\n  create ", 1), `holds = "gold"`},
		{"class twice", oneClass, `class "other" stands twice`},
		{"too many points", strings.NewReplacer(`class "other"`, `class "odd"`, "38", "138").Replace(oneClass), "a.hcl:1,1-12: 138 points: want 0 to 100"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := knowledge.Parse(fstest.MapFS{
				"a.hcl": {Data: []byte(test.source)}, "z.hcl": {Data: []byte(oneClass)},
			})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want one with %q", err, test.want)
			}
		})
	}
	if _, err := knowledge.Parse(fstest.MapFS{}); err == nil || !strings.Contains(err.Error(), `class "other"`) {
		t.Errorf("no files: error %v, want one about the class \"other\"", err)
	}
}

// A class that keeps something has rows that say what goes with them.
func TestParseWantsLoses(t *testing.T) {
	t.Parallel()
	keeping := strings.Replace(oneClass, "delete ", "holds    = \"data\"\n  delete ", 1)
	_, err := knowledge.Parse(fstest.MapFS{"a.hcl": {Data: []byte(keeping + "type \"a_b\" { class = \"other\" }\n")}})
	if err == nil || !strings.Contains(err.Error(), "must say what it loses") {
		t.Errorf("error %v, want one about loses", err)
	}
}
