package objectstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// defaultKMSKey stands for the key that AWS manages for S3 in each account.
const defaultKMSKey = "default"

// Create writes one new object; contentType is its media type. The object is there when
// Create returns nil, whole, and not before. If the key is taken by other content the error
// is in ErrExists, and what is there stays as it is; so it does if write fails.
func (s *Store) Create(ctx context.Context, u URL, contentType string, write func(io.Writer) error) error {
	if u.IsPrefix() || u.Version != "" {
		return fmt.Errorf("write %s: want the key of a new object", u)
	}
	if q := u.queryIn(); q != "" {
		return fmt.Errorf("write %s: %q would be a part of the key: leave it out", u, q)
	}
	var content bytes.Buffer // a request is signed and tried again as a whole
	if err := write(&content); err != nil {
		return fmt.Errorf("write %s: %w", u, err)
	}
	in := &s3.PutObjectInput{
		Bucket: aws.String(u.Bucket), Key: aws.String(u.Key), ContentType: aws.String(contentType),
		IfNoneMatch: aws.String("*"),
	}
	if s.kmsKey != "" {
		in.ServerSideEncryption = types.ServerSideEncryptionAwsKms
	}
	if s.kmsKey != "" && s.kmsKey != defaultKMSKey {
		in.SSEKMSKeyId = aws.String(s.kmsKey)
	}
	_, err := inRegion(func(elsewhere ...func(*s3.Options)) (*s3.PutObjectOutput, error) {
		in.Body = bytes.NewReader(content.Bytes())
		return s.client.PutObject(ctx, in, elsewhere...)
	})
	switch {
	case err == nil:
		return nil
	case isCode(err, "PreconditionFailed", "ConditionalRequestConflict"):
		if s.holds(ctx, u, content.Bytes()) {
			return nil // an attempt of this call came through and its answer did not
		}
		return fmt.Errorf("write %s: %w: nothing is overwritten; choose another key, with the time or the commit in it", u, ErrExists)
	case isCode(err, "NotImplemented"):
		return fmt.Errorf("write %s: the store can't promise to overwrite nothing (If-None-Match): use one that can: %w", u, err)
	}
	return fmt.Errorf("write %s: %w", u, s.describe(err))
}

// holds reports whether the object is there with exactly this content.
func (s *Store) holds(ctx context.Context, u URL, content []byte) bool {
	there, err := s.Open(ctx, u)
	if err != nil {
		return false
	}
	defer there.Close() //nolint:errcheck // it was only read
	got, err := io.ReadAll(io.LimitReader(there, int64(len(content))+1))
	return err == nil && bytes.Equal(got, content)
}

// ErrExists is in the error for a key that is taken.
var ErrExists = errors.New("there is an object of that key")
