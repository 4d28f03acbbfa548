package plan_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/fixtures"
)

// The fingerprint of a real plan is the same however its file is ordered, indented and
// dated, and another one once a planned value, an action or an address is another.
func TestFingerprintOfFixtures(t *testing.T) {
	t.Parallel()
	changed := 0
	for _, f := range fixtures.All(t) {
		content, err := os.ReadFile(f.Plan)
		if err != nil {
			t.Fatal(err)
		}
		if len(content) > 300<<10 {
			continue
		}
		p, err := plan.Read(t.Context(), bytes.NewReader(content))
		if err != nil || decode(t, content)["resource_changes"] == nil {
			continue // some fixtures are there to be refused
		}
		want := p.Fingerprint()
		for seed := range uint64(1) {
			order := rand.New(rand.NewPCG(seed, 7))
			again := decode(t, content)
			again["timestamp"] = "2031-05-06T07:08:09Z"
			again["terraform_version"] = "1.99.0"
			changes := again["resource_changes"].([]any)
			order.Shuffle(len(changes), func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
			if got := read(t, shuffled(again, order)).Fingerprint(); got != want {
				t.Errorf("%s: another order of the file is another plan", f.Name)
			}
		}
		for name, edit := range edits {
			other := decode(t, content)
			if !edit(other["resource_changes"].([]any)) {
				continue
			}
			changed++
			if read(t, shuffled(other, rand.New(rand.NewPCG(1, 1)))).Fingerprint() == want {
				t.Errorf("%s: %s is the same plan", f.Name, name)
			}
		}
	}
	if changed < 50 {
		t.Errorf("only %d plans were changed", changed)
	}
}

// edits change the meaning of a plan; they report whether they found what to change.
var edits = map[string]func(changes []any) bool{
	"another planned value": func(changes []any) bool {
		for _, c := range changes {
			change := c.(map[string]any)["change"].(map[string]any)
			after, ok := change["after"].(map[string]any)
			if !ok || slices.Contains(actionWords(change["actions"]), "no-op") || change["after_sensitive"] == true {
				continue
			}
			after["zz_new_attribute"] = 42
			return true
		}
		return false
	},
	"an update that is a delete": func(changes []any) bool {
		for _, c := range changes {
			change := c.(map[string]any)["change"].(map[string]any)
			if slices.Equal(actionWords(change["actions"]), []string{"update"}) {
				change["actions"], change["after"] = []any{"delete"}, nil
				delete(change, "after_unknown")
				return true
			}
		}
		return false
	},
	"a change that is gone": func(changes []any) bool {
		for _, c := range changes {
			change := c.(map[string]any)["change"].(map[string]any)
			if slices.Equal(actionWords(change["actions"]), []string{"create"}) {
				change["actions"] = []any{"no-op"}
				change["before"] = change["after"]
				delete(change, "after_unknown")
				delete(change, "importing")
				return c.(map[string]any)["previous_address"] == nil
			}
		}
		return false
	},
}

func actionWords(actions any) (list []string) {
	for _, a := range actions.([]any) {
		list = append(list, a.(string))
	}
	return list
}

func decode(t *testing.T, content []byte) map[string]any {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(content, []byte("\xef\xbb\xbf"))))
	decoder.UseNumber() // numbers keep their form
	var document map[string]any
	if err := decoder.Decode(&document); err != nil {
		t.Fatal(err)
	}
	return document
}

// shuffled writes a value with the members of its objects in some order and blanks in
// some places. format_version stays in front, where a reader may look for it.
func shuffled(value any, order *rand.Rand) string {
	var b strings.Builder
	var write func(any)
	write = func(value any) {
		b.WriteString(strings.Repeat(" ", order.IntN(2)))
		switch v := value.(type) {
		case map[string]any:
			var keys []string
			for key := range v {
				keys = append(keys, key)
			}
			slices.Sort(keys)
			order.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
			if i := slices.Index(keys, "format_version"); i > 0 {
				keys[0], keys[i] = keys[i], keys[0]
			}
			b.WriteByte('{')
			for i, key := range keys {
				if i > 0 {
					b.WriteByte(',')
				}
				write(key)
				b.WriteByte(':')
				write(v[key])
			}
			b.WriteByte('}')
		case []any:
			b.WriteByte('[')
			for i, element := range v {
				if i > 0 {
					b.WriteByte(',')
				}
				write(element)
			}
			b.WriteByte(']')
		default:
			text, err := json.Marshal(v)
			if err != nil {
				panic(err)
			}
			b.Write(text)
		}
	}
	write(value)
	return b.String()
}
