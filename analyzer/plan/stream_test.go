package plan_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// Where a buffer ends must not matter: neither for what is read nor for what is said of an
// error.
func TestChunks(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"moved", "public-hashicorp-action-reason", "aws-three-tier-rds-encrypt"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := fixture(t, name)
			want := read(t, text)
			for size := 16; size < 5_000; size = size*3/2 + 1 {
				for _, needs := range []*plan.Needs{nil, {}} {
					p, err := plan.ReadInChunks(t.Context(), iotest.HalfReader(strings.NewReader(text)), size, needs)
					if err != nil {
						t.Fatalf("buffers of %d bytes: %v", size, err)
					}
					if p.Fingerprint() != want.Fingerprint() || len(p.Changes)+len(p.Unchanged) != len(want.Changes) ||
						len(p.Prior) != len(want.Prior) || len(p.Planned) != len(want.Planned) {
						t.Errorf("buffers of %d bytes: another plan", size)
					}
				}
			}
		})
	}
}

// reference says what jsontext says of a document.
func reference(text string) (message string, valid bool) {
	dec := jsontext.NewDecoder(strings.NewReader(text))
	var err error
	for err == nil {
		if _, err = dec.ReadToken(); err == nil && dec.StackDepth() == 0 {
			return "", true
		}
	}
	syntactic, ok := errors.AsType[*jsontext.SyntacticError](err)
	if !ok {
		return err.Error(), false
	}
	return fmt.Sprintf("after %d bytes, at", syntactic.ByteOffset), false
}

// Damage at any place is found, wherever buffers end, and named with its place.
func TestDamage(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(7, 9))
	text := fixture(t, "moved")
	invalid := 0
	for range 3_000 {
		at := random.IntN(len(text))
		damaged := text[:at] + string("{}[]\",:\\0x\x01\xff"[random.IntN(12)]) + text[at+random.IntN(3)%(len(text)-at):]
		where, valid := reference(damaged)
		size := 32 << random.IntN(8)
		_, err := plan.ReadInChunks(t.Context(), strings.NewReader(damaged), size, &plan.Needs{})
		switch {
		case valid || err == nil:
			if !valid && err == nil {
				t.Fatalf("read, but jsontext refuses it (%s): …%s…", where, around(damaged, at))
			}
			if refused, ok := errors.AsType[*plan.RefusedError](err); ok && strings.Contains(refused.What, "JSON (") {
				t.Fatalf("%v, but jsontext accepts it: …%s…", err, around(damaged, at))
			}
		case strings.Contains(err.Error(), "not in the form of a plan"), strings.Contains(err.Error(), "not a plan"):
			// What is valid up to the damage can be of a wrong form all the same.
		default:
			invalid++
			if !strings.Contains(err.Error(), where) {
				t.Fatalf("buffers of %d bytes: %v, want the place %q: …%s…", size, err, where, around(damaged, at))
			}
		}
	}
	if invalid < 1_000 {
		t.Errorf("only %d documents were invalid", invalid)
	}
}

func around(text string, at int) string { return text[max(0, at-60):min(len(text), at+60)] }

// Deep and wide documents take time in proportion to their size: each of these took
// minutes when a path was written for each level, or names were compared with all others.
func TestDeepAndWide(t *testing.T) {
	t.Parallel()
	const deep, wide = 3_000, 200_000
	outputs := make([]string, wide)
	for i := range outputs {
		outputs[i] = fmt.Sprintf(`"output_%d":{"sensitive":false,"value":1}`, i)
	}
	for name, text := range map[string]string{
		"modules": `"planned_values":{"root_module":{` + strings.Repeat(`"resources":[],"child_modules":[{`, deep) + strings.Repeat(`}]`, deep) + `}}`,
		"calls":   `"configuration":{"root_module":{` + strings.Repeat(`"outputs":{},"module_calls":{"m":{"module":{`, deep) + strings.Repeat(`}}}`, deep) + `}}`,
		"outputs": `"planned_values":{"outputs":{` + strings.Join(outputs, ",") + `}}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			read(t, `{"format_version":"1.2","resource_changes":[],`+text+`}`)
		})
	}
}

// A name that repeats is found among many as among few.
func TestRepeatedNames(t *testing.T) {
	t.Parallel()
	for _, n := range []int{2, 15, 16, 17, 18, 500} {
		names := make([]string, n)
		for i := range names {
			names[i] = fmt.Sprintf(`"output_%d":{"value":1}`, i)
		}
		for _, again := range []int{0, n - 1} {
			err := refusal(t, `{"format_version":"1.2","planned_values":{"outputs":{`+strings.Join(names, ",")+`,`+names[again]+`}}}`)
			if !strings.Contains(err.Error(), "stands twice") {
				t.Errorf("%d names and number %d again: %v", n, again, err)
			}
		}
	}
}
