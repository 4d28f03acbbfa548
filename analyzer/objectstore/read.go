package objectstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// Open begins to read one object. The caller closes the stream; a read fails if what
// comes differs from the checksum that S3 keeps of the object.
func (s *Store) Open(ctx context.Context, u URL) (io.ReadCloser, error) {
	if u.IsPrefix() {
		return nil, fmt.Errorf("read %s: this is a prefix and no object: name the object's key", u)
	}
	in := &s3.GetObjectInput{Bucket: aws.String(u.Bucket), Key: aws.String(u.Key)}
	if u.Version != "" {
		in.VersionId = aws.String(u.Version)
	}
	out, err := inRegion(func(elsewhere ...func(*s3.Options)) (*s3.GetObjectOutput, error) {
		return s.client.GetObject(ctx, in, elsewhere...)
	})
	if q := u.queryIn(); q != "" && isCode(err, "NoSuchKey", "NotFound") {
		return nil, fmt.Errorf("read %s: %w; %q counts as a part of the key: only %sVERSION does not", u, s.describe(err), q, version)
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", u, s.describe(err))
	}
	return &object{store: s, url: u, body: out.Body, size: aws.ToInt64(out.ContentLength), sized: out.ContentLength != nil}, nil
}

// object is the stream of an object that notices its own early end.
type object struct {
	store *Store
	url   URL
	body  io.ReadCloser
	size  int64
	sized bool
	read  int64
}

// Read implements io.Reader. A stream that ends early is an error and no end.
func (o *object) Read(p []byte) (int, error) {
	n, err := o.body.Read(p)
	o.read += int64(n)
	switch {
	case err == nil:
		return n, nil
	case errors.Is(err, io.EOF) && (!o.sized || o.read >= o.size):
		return n, io.EOF
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return n, fmt.Errorf("read %s: the stream ended after %d of %d bytes: run again", o.url, o.read, o.size)
	}
	return n, fmt.Errorf("read %s: %w", o.url, o.store.describe(err))
}

// Close implements io.Closer.
func (o *object) Close() error { return o.body.Close() }

// List lists the objects whose keys begin with the URL's, in the byte order of their keys.
// Empty objects whose keys end in "/", which some tools write for folders, are left out.
// More than limit objects are an error: a list cut short would pass for the whole.
func (s *Store) List(ctx context.Context, u URL, limit int) ([]URL, error) {
	if u.Version != "" {
		return nil, fmt.Errorf("list %s: a version is of one object", u)
	}
	var list []URL
	in := &s3.ListObjectsV2Input{Bucket: aws.String(u.Bucket), Prefix: aws.String(u.Key)}
	for {
		out, err := inRegion(func(elsewhere ...func(*s3.Options)) (*s3.ListObjectsV2Output, error) {
			return s.client.ListObjectsV2(ctx, in, elsewhere...)
		})
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", u, s.describe(err))
		}
		for _, o := range out.Contents {
			found := URL{Bucket: u.Bucket, Key: aws.ToString(o.Key)}
			if found.IsPrefix() {
				continue
			}
			if len(list) == limit {
				return nil, fmt.Errorf("list %s: there are more than %d objects: name a longer prefix", u, limit)
			}
			list = append(list, found)
		}
		if !aws.ToBool(out.IsTruncated) {
			break
		}
		next := aws.ToString(out.NextContinuationToken)
		if next == "" || next == aws.ToString(in.ContinuationToken) {
			return nil, fmt.Errorf("list %s: the store says that there is more and not where", u)
		}
		in.ContinuationToken = aws.String(next)
	}
	slices.SortFunc(list, func(a, b URL) int { return cmp.Compare(a.Key, b.Key) }) // directory buckets keep no order
	return list, nil
}
