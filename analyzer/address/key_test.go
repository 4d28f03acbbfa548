package address_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/address"
)

// The printed forms are those of terraform 1.11 for a for_each over these keys.
func TestKeyText(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, printed string }{
		{"empty", "", `[""]`},
		{"dots", "a.b", `["a.b"]`},
		{"brackets", `[0]`, `["[0]"]`},
		{"closing bracket", `"]`, `["\"]"]`},
		{"quote", `q"q`, `["q\"q"]`},
		{"backslash", `b\s`, `["b\\s"]`},
		{"backslash at the end", `b\`, `["b\\"]`},
		{"interpolation", "${x}", `["$${x}"]`},
		{"directive", "%{y}", `["%%{y}"]`},
		{"escaped interpolation", "$${z}", `["$$${z}"]`},
		{"dollar", "$", `["$"]`},
		{"per cent at the end", "100%", `["100%"]`},
		{"dollar within", "a$b%c", `["a$b%c"]`},
		{"white space", "t\tn\nr\r", `["t\tn\nr\r"]`},
		{"letter with accent", "é", `["é"]`},
		{"emoji", "🚀", `["🚀"]`},
		{"joined emoji", "👩\u200d🚀", `["👩\u200d🚀"]`},
		{"zero width space", "\u200b", `["\u200b"]`},
		{"no-break space", "\u00a0", `["\u00a0"]`},
		{"control", "\x01", `["\u0001"]`},
		{"beyond 16 bits", "\U000e0001", `["\U000e0001"]`},
		{"no UTF-8", "a\xffb", "[\"a\xffb\"]"},
		{"replacement character", "\ufffd", "[\"\ufffd\"]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := text(tt.text).String(); got != tt.printed {
				t.Errorf("printed %s, want %s", got, tt.printed)
			}
			inst, err := address.ParseInstance("a.b" + tt.printed)
			if err != nil {
				t.Fatal(err)
			}
			if inst.Key != text(tt.text) {
				t.Errorf("read %q, want %q", inst.Key.Text, tt.text)
			}
		})
	}
}

// Escapes that Terraform does not print itself are read all the same.
func TestKeyReadsEveryEscape(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`["\u00e9"]`:     "é",
		`["\U0001F680"]`: "🚀",
		"[\"a\nb\"]":     "a\nb",
		`["${x}"]`:       "${x}",
		`["$$x"]`:        "$$x",
	} {
		inst, err := address.ParseInstance("a.b" + in)
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		if inst.Key.Text != want {
			t.Errorf("%s: read %q, want %q", in, inst.Key.Text, want)
		}
	}
}

func TestKeyKinds(t *testing.T) {
	t.Parallel()
	if got := (address.Key{}).String(); got != "" {
		t.Errorf("no key prints %q", got)
	}
	number, err := address.ParseInstance("a.b[1]")
	if err != nil {
		t.Fatal(err)
	}
	quoted, err := address.ParseInstance(`a.b["1"]`)
	if err != nil {
		t.Fatal(err)
	}
	if number.Key == quoted.Key {
		t.Error(`[1] and ["1"] are the same key`)
	}
}
