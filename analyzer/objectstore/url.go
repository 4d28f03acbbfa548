package objectstore

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

const (
	scheme  = "s3://"
	version = "?versionId="
)

// URL names one object, or all objects whose keys begin alike.
type URL struct {
	// Bucket is the bucket's name, or the ARN or alias of an access point.
	Bucket string
	// Key is the object's key, byte for byte as S3 holds it: nothing in it is escaped. Empty,
	// or ending in "/", it is a prefix.
	Key string
	// Version is the version of the object to read, empty for the latest.
	Version string
}

var (
	// bucketForm is what names of buckets, of aliases and ARNs of access points consist of. Old
	// buckets of us-east-1 have capitals, underscores and up to 255 characters (S3 User Guide,
	// "Bucket naming rules").
	bucketForm = regexp.MustCompile(`^([A-Za-z0-9][A-Za-z0-9._-]{0,254}|arn:[A-Za-z0-9:/._-]+)$`)
	// almostVersion is what is meant as a version and written otherwise.
	almostVersion = regexp.MustCompile(`(?i)[?&]version-?_?id=`)
	// query is what would be one in the address of a web page.
	query = regexp.MustCompile(`\?[A-Za-z][\w.-]*=[^/]*$`)
)

// IsURL reports whether a text is meant as the address of an object, well-formed or not.
func IsURL(text string) bool {
	return len(text) >= len(scheme) && strings.EqualFold(text[:len(scheme)], scheme)
}

// ParseURL reads s3://BUCKET/KEY, with ?versionId=VERSION at its end for one version. The
// error says what is wrong with the text.
func ParseURL(text string) (URL, error) {
	rest, ok := strings.CutPrefix(text, scheme)
	if !ok && IsURL(text) {
		return URL{}, fmt.Errorf("%q: did you mean %s%s?", text, scheme, text[len(scheme):])
	}
	if !ok {
		return URL{}, fmt.Errorf("%q is no object: want s3://BUCKET/KEY", text)
	}
	u := URL{Bucket: rest}
	if strings.HasPrefix(rest, "arn:") {
		if u.Bucket, u.Key, ok = cutAccessPoint(rest); !ok {
			return URL{}, fmt.Errorf("%q: this is no access point: want s3://arn:…:accesspoint/NAME/KEY, or its alias", text)
		}
	} else if bucket, key, found := strings.Cut(rest, "/"); found {
		u.Bucket, u.Key = bucket, key
	}
	if at := strings.LastIndex(u.Key, version); at >= 0 {
		u.Key, u.Version = u.Key[:at], u.Key[at+len(version):]
		if u.Version == "" {
			return URL{}, fmt.Errorf("%q: no version after %s", text, version)
		}
	}
	if err := u.check(); err != nil {
		return URL{}, fmt.Errorf("%q: %w", text, err)
	}
	return u, nil
}

// cutAccessPoint cuts ARN/KEY behind the access point's name, which itself follows a "/":
// arn:aws:s3:REGION:ACCOUNT:accesspoint/NAME/KEY. It is false for any other ARN.
func cutAccessPoint(text string) (bucket, key string, ok bool) {
	kind, rest, _ := strings.Cut(text, "/")
	name, key, _ := strings.Cut(rest, "/")
	return kind + "/" + name, key, strings.HasSuffix(kind, ":accesspoint") && name != ""
}

func (u URL) check() error {
	switch {
	case u.Bucket == "":
		return errors.New("no bucket: want s3://BUCKET/KEY")
	case !bucketForm.MatchString(u.Bucket), strings.Contains(u.Bucket, ".."):
		return errors.New("this is no bucket's name: want s3://BUCKET/KEY")
	case len(u.Key) > maxKey:
		return fmt.Errorf("the key has %d bytes; S3 takes %d at most", len(u.Key), maxKey)
	case slices.ContainsFunc(strings.Split(u.Key, "/"), isStep):
		return errors.New(`the key has a part "." or "..": servers on the way take that for another place`)
	case almostVersion.MatchString(u.Key):
		return fmt.Errorf("did you mean %sVERSION at the end?", version)
	case strings.ContainsAny(u.Version, "&? "):
		return fmt.Errorf("want one version after %s and nothing behind it", version)
	case u.Version != "" && u.IsPrefix():
		return errors.New("a version needs the key of an object")
	}
	return nil
}

// isStep reports whether a part of a path leads elsewhere where it is followed.
func isStep(part string) bool { return part == "." || part == ".." }

// queryIn is what looks like the query of a web address at the end of the key, of which it is a
// part; empty for none.
func (u URL) queryIn() string { return query.FindString(u.Key) }

// maxKey is the longest key in bytes, by the S3 User Guide, "Naming Amazon S3 objects".
const maxKey = 1024

// IsPrefix reports whether the URL names all objects below it and not one object.
func (u URL) IsPrefix() bool { return u.Key == "" || strings.HasSuffix(u.Key, "/") }

// String prints the URL so that ParseURL reads it.
func (u URL) String() string {
	text := scheme + u.Bucket + "/" + u.Key
	if u.Version != "" {
		text += version + u.Version
	}
	return text
}
