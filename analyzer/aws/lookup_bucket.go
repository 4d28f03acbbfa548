package aws

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
)

// bucketLookups are about buckets of S3. Only whether there are objects is asked, never
// what is in them.
func bucketLookups() []lookup {
	return []lookup{{
		types: []string{"aws_s3_bucket"},
		questions: []question{
			{"objects in it", []Call{{services3, "ListObjectVersions", "s3:ListBucketVersions"}}, objectsIn},
			{"unfinished uploads to it", []Call{{services3, "ListMultipartUploads", "s3:ListBucketMultipartUploads"}}, uploadsTo},
			{"its versioning", []Call{{services3, "GetBucketVersioning", "s3:GetBucketVersioning"}}, versioningOf},
		},
		traffic: []metric{
			{namespace: "AWS/S3", name: "BucketSizeBytes", stat: maximum, dimensions: byStorage("StandardStorage"), says: "bytes in standard storage", days: 3},
			{namespace: "AWS/S3", name: "NumberOfObjects", stat: maximum, dimensions: byStorage("AllStorageTypes"), says: "objects", days: 3},
		},
		unused:  "there is no object in it, and no version of one",
		empties: true,
	}}
}

const services3 = "S3"

// bucketsOf names buckets in the path, so that one address answers for all of them. An
// address that is for S3 alone (AWS_ENDPOINT_URL_S3, or the profile's) is of another store, in
// which a bucket of the same name says nothing about the one in AWS: only an address for all
// services counts.
func bucketsOf(q *query) *s3.Client {
	return clientOf(q.in, s3.NewFromConfig, func(o *s3.Options) {
		o.UsePathStyle, o.BaseEndpoint = true, q.in.settings.BaseEndpoint
	})
}

// byStorage are the dimensions of the daily metrics of S3.
func byStorage(class string) func(*query) []dimension {
	return func(q *query) []dimension {
		if q.attr("bucket") == "" {
			return nil
		}
		return []dimension{{"BucketName", q.attr("bucket")}, {"StorageType", class}}
	}
}

func objectsIn(ctx context.Context, q *query, a *answer) error {
	bucket := q.attr("bucket")
	if err := needs(bucket); err != nil {
		return err
	}
	out, err := bucketsOf(q).ListObjectVersions(ctx, &s3.ListObjectVersionsInput{Bucket: aws.String(bucket), MaxKeys: aws.Int32(1), ExpectedBucketOwner: aws.String(q.in.account)})
	if err != nil {
		return elsewhere(err)
	}
	a.seen = true
	switch {
	case len(out.Versions) > 0:
		a.livef("there are objects in it")
	case len(out.DeleteMarkers) > 0 || aws.ToBool(out.IsTruncated):
		a.livef("there are versions in it")
	}
	return nil
}

// elsewhere says of a bucket's refusal to answer in another region what it means.
func elsewhere(err error) error {
	if status := statusOf(err); status == 301 || status == 307 {
		return errors.Join(errUnidentified, err)
	}
	return err
}

func uploadsTo(ctx context.Context, q *query, a *answer) error {
	bucket := q.attr("bucket")
	if err := needs(bucket); err != nil {
		return err
	}
	out, err := bucketsOf(q).ListMultipartUploads(ctx, &s3.ListMultipartUploadsInput{Bucket: aws.String(bucket), MaxUploads: aws.Int32(1), ExpectedBucketOwner: aws.String(q.in.account)})
	if err != nil {
		return elsewhere(err)
	}
	single(a, out)
	if len(out.Uploads) > 0 {
		a.livef("uploads to it have begun")
	}
	return nil
}

func versioningOf(ctx context.Context, q *query, a *answer) error {
	bucket := q.attr("bucket")
	if err := needs(bucket); err != nil {
		return err
	}
	out, err := bucketsOf(q).GetBucketVersioning(ctx, &s3.GetBucketVersioningInput{Bucket: aws.String(bucket), ExpectedBucketOwner: aws.String(q.in.account)})
	if err != nil {
		return elsewhere(err)
	}
	if out.Status == types.BucketVersioningStatusEnabled {
		a.notef("versions are kept")
	} else {
		a.notef("no versions are kept")
	}
	return nil
}
