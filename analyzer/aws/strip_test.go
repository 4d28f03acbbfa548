package aws_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/aws"
)

func TestStrip(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		strip     func([]byte) string
		text, out string
	}{
		{"fields that are read stay", aws.StripJSON, `{"FunctionName":"f","MasterUserPassword":"p","Timeout":3}`, `{"FunctionName":"f"}`},
		{"how many there are stays", aws.StripJSON, `{"imageDetails":[{"imageDigest":"x"},{}]}`, `{"imageDetails":[{},{}]}`},
		{"nothing of an environment", aws.StripJSON, `{"Environment":{"Variables":{"name":"s"}}}`, `{}`},
		{"a list by its name", aws.StripJSON, `{"nodegroups":["a"],"secrets":["b"]}`, `{"nodegroups":["a"],"secrets":[]}`},
		{
			"of a policy who calls and from where", aws.StripJSON,
			`{"Policy":"{\"Id\":\"canary\",\"Statement\":[{\"Sid\":\"canary\",\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\"},\"Action\":\"lambda:InvokeFunction\",\"Condition\":{\"StringEquals\":{\"lambda:EventSourceToken\":\"canary\",\"aws:SourceAccount\":\"111122223333\"},\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:s3:::b\"},\"Bool\":{\"x\":\"canary\"}}}]}"}`,
			`{"Policy":"{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"s3.amazonaws.com\"},\"Condition\":{\"ArnLike\":{\"AWS:SourceArn\":\"arn:aws:s3:::b\"},\"StringEquals\":{\"aws:SourceAccount\":\"111122223333\"}}}]}"}`,
		},
		{"no policy", aws.StripJSON, `{"Policy":"canary"}`, `{"Policy":""}`},
		{"no JSON", aws.StripJSON, `{"a":`, ``},
		{
			"the name that a tag gives", aws.StripXML, `<r><tagSet><item><key>Name</key><value>web</value></item><item><key>pw</key><value>s</value></item></tagSet></r>`,
			"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r><tagSet><item><key>Name</key><value>web</value></item><item></item></tagSet></r>",
		},
		{"text that looks like a field", aws.StripXML, `<r><name>a&amp;&lt;b&gt;</name></r>`, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r><name>a&amp;&lt;b&gt;</name></r>"},
		{"nothing that is kept", aws.StripXML, `<r>secret</r>`, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r></r>"},
		{
			"a key that is no text", aws.StripXML, `<r><key>Name<x/></key><value>s</value></r>`,
			"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r><key><x></x></key></r>",
		},
		{"no XML", aws.StripXML, `<r><name>`, ``},
	} {
		if got := c.strip([]byte(c.text)); got != c.out {
			t.Errorf("%s: %q is stripped to %q, want %q", c.name, c.text, got, c.out)
		}
	}
}

func FuzzStripXML(f *testing.F) {
	f.Add(`<r xmlns="u"><item><key>Name</key><value>v</value></item></r>`)
	f.Fuzz(func(t *testing.T, text string) {
		once := aws.StripXML([]byte(text))
		if twice := aws.StripXML([]byte(once)); twice != once {
			t.Errorf("%q is stripped to %q and again to %q", text, once, twice)
		}
	})
}
