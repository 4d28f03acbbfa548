package objectstore

import (
	"errors"
	"fmt"
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
	case strings.ContainsAny(u.Bucket, " ?#@\\\"'"):
		return errors.New("this is no bucket's name: want s3://BUCKET/KEY")
	case len(u.Key) > maxKey:
		return fmt.Errorf("the key has %d bytes; S3 takes %d at most", len(u.Key), maxKey)
	case u.Version != "" && u.IsPrefix():
		return errors.New("a version needs the key of an object")
	}
	return nil
}

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
