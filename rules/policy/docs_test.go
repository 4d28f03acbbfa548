package policy_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/fixtures"
	"github.com/tfblast/tfblast/rules/knowledge"
	"github.com/tfblast/tfblast/rules/policy"
)

// The tables of docs/policy.md are those of the code. -update writes them again.
func TestPage(t *testing.T) {
	t.Parallel()
	table, err := knowledge.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("..", "..", "docs", "policy.md")
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page := string(content)
	for name, text := range map[string]string{"blocks": blocks(), "names": names(policy.Schema(table)), "functions": functions()} {
		place := regexp.MustCompile(`(?s)(<!-- table: ` + name + ` -->\n).*?(<!-- end -->)`)
		if !place.MatchString(page) {
			t.Errorf("%s: no place for the table %q", path, name)
			continue
		}
		page = place.ReplaceAllStringFunc(page, func(string) string { return "<!-- table: " + name + " -->\n" + text + "<!-- end -->" })
	}
	fixtures.Golden(t, path, []byte(page))
}

func blocks() string {
	var b strings.Builder
	for _, block := range policy.Blocks() {
		title := "In the file itself"
		if block.Name != "" {
			title = "`" + block.Name + "`"
		}
		if block.Label != "" {
			title = fmt.Sprintf("`%s \"%s\"`", block.Name, strings.ToUpper(block.Label))
		}
		fmt.Fprintf(&b, "\n### %s\n\n%s\n", title, block.Doc)
		if len(block.Blocks) > 0 {
			fmt.Fprintf(&b, "\nBlocks in it: `%s`.\n", strings.Join(block.Blocks, "`, `"))
		}
		b.WriteString("\n| argument | kind | |\n|---|---|---|\n")
		for _, a := range block.Arguments {
			required := ""
			if a.Required {
				required = ", required"
			}
			fmt.Fprintf(&b, "| `%s` | %s%s | %s |\n", a.Name, a.Kind, required, a.Doc)
		}
		if block.Classes {
			b.WriteString("| a class | number | What its points are multiplied by: 1 changes nothing. |\n")
		}
	}
	return b.String() + "\n"
}

func names(objects []policy.Object) string {
	var b strings.Builder
	for _, object := range objects {
		fmt.Fprintf(&b, "\n### `%s`\n\n%s\n\n| attribute | type | |\n|---|---|---|\n", object.Name, object.Doc)
		for i := range object.Attributes {
			a := &object.Attributes[i]
			doc := a.Doc
			if len(a.Words) > 0 && !strings.Contains(doc, "`"+a.Words[0]+"`") {
				doc += " One of " + strings.Join(words(a.Words), ", ") + "."
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", a.Name, typeWord(a), doc)
		}
	}
	return b.String() + "\n"
}

func words(list []string) []string {
	var out []string
	for _, word := range list {
		if word == "" {
			out = append(out, "empty")
			continue
		}
		out = append(out, "`"+word+"`")
	}
	return out
}

func typeWord(a *policy.Attribute) string {
	switch a.Type().FriendlyName() {
	case "string":
		return "text"
	case "bool":
		return "true or false"
	case "list of string":
		return "list of texts"
	}
	return a.Type().FriendlyName()
}

func functions() string {
	var b strings.Builder
	b.WriteString("\n| function | |\n|---|---|\n")
	for _, f := range policy.Functions() {
		fmt.Fprintf(&b, "| `%s(%s)` | %s |\n", f.Name, f.Parameters, f.Doc)
	}
	return b.String() + "\n"
}
