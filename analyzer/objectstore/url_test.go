package objectstore_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/objectstore"
)

func TestParseURL(t *testing.T) {
	t.Parallel()
	point := "arn:aws:s3:eu-west-1:111122223333:accesspoint/ci"
	for text, want := range map[string]objectstore.URL{
		"s3://b/k":                    {Bucket: "b", Key: "k"},
		"s3://b/a/b.json":             {Bucket: "b", Key: "a/b.json"},
		"s3://b":                      {Bucket: "b"},
		"s3://b/":                     {Bucket: "b"},
		"s3://b//k":                   {Bucket: "b", Key: "/k"},
		"s3://b/k?versionId=3%2F":     {Bucket: "b", Key: "k", Version: "3%2F"},
		"s3://b/k?a=b":                {Bucket: "b", Key: "k?a=b"},
		"s3://B_UP.old/a..b/.k":       {Bucket: "B_UP.old", Key: "a..b/.k"},
		"s3://" + point + "/p/a.json": {Bucket: point, Key: "p/a.json"},
		"s3://" + point:               {Bucket: point},
	} {
		if got, err := objectstore.ParseURL(text); err != nil || got != want {
			t.Errorf("%s: %+v and error %v, want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "plan.json", "s3:/b/k", "S3://b/k", "s3://", "s3:///k", "s3://b/k?versionId=", "s3://b/p/?versionId=1", "s3://b?versionId=1/k",
		"s3://arn:", "s3://arn:aws:s3:r:1:accesspoint", "s3://arn:aws:s3:r:1:accesspoint//k", "s3://arn:aws:s3:::b/k", "s3://us er/k", "s3://../k", "s3://a..b/k", "s3://-b/k", "s3://b%2fc/k", "s3://b:80/k", "s3://b\n/k",
		"s3://b/../k", "s3://b/a/../k", "s3://b/a/./k", "s3://b/..", "s3://b/k?versionid=1", "s3://b/k?VersionId=1", "s3://b/k?x=1&versionId=2", "s3://b/k?version_id=1",
		"s3://b/k?versionId=1&x=2", "s3://arn:aws:s3:eu-west-1:111122223333:accesspoint/../k",
		"s3://b/" + strings.Repeat("k", 1025),
	} {
		if got, err := objectstore.ParseURL(text); err == nil {
			t.Errorf("%q: %+v, want an error", text, got)
		}
	}
}

func FuzzParseURL(f *testing.F) {
	for _, text := range []string{"s3://b/k", "s3://b/k?versionId=1", "s3://arn:aws:s3:r:1:accesspoint/n/k", "s3://b"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		u, err := objectstore.ParseURL(text)
		if err != nil {
			return
		}
		again, err := objectstore.ParseURL(u.String())
		if err != nil || again != u {
			t.Errorf("%q is %+v, printed %q, read again %+v (error %v)", text, u, u, again, err)
		}
	})
}
