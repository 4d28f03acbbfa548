package rules

import "testing"

// What could pass for words of a sentence stands in quotes; a name that can't does not.
func TestShown(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"s3:GetObject":              "s3:GetObject",
		"roles/viewer":              `"roles/viewer"`,
		"arn:aws:iam::1:role/a_b":   "arn:aws:iam::1:role/a_b",
		"*":                         "*",
		"DATABASE_URL":              "DATABASE_URL",
		"(sensitive)":               "(sensitive)",
		"nothing":                   `"nothing"`,
		"all-clear":                 `"all-clear"`,
		"nothing:":                  `"nothing:"`,
		"done.":                     `"done."`,
		"Key Vault Reader":          `"Key Vault Reader"`,
		"nothing; reviewed by s.c.": `"nothing; reviewed by s.c."`,
		`a" and *`:                  `"a\" and *"`,
		"ａ.b":                       `"ａ.b"`,
		"":                          `""`,
	} {
		if got := shown(word); got != want {
			t.Errorf("shown(%q) is %s, want %s", word, got, want)
		}
	}
	for name, want := range map[string]string{"tcp": "tcp", "all": "all", "50": "protocol 50", "300": `"300"`, "nothing to anyone": `"nothing to anyone"`} {
		if got := shownProtocol(name); got != want {
			t.Errorf("protocol %q is %s, want %s", name, got, want)
		}
	}
}
