// Package objectstore reads and writes objects in Amazon S3 and in stores that speak its
// protocol.
//
// Objects are streamed, never kept in files. What is written is never overwritten: a write
// to a key that is taken fails.
package objectstore

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"regexp"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go/logging"
)

// Options says where the store is and how to reach it. The zero value takes everything
// from the environment and the shared configuration files, as the AWS command line does.
type Options struct {
	// Region is that of the buckets; empty for the configured one. A bucket elsewhere is
	// found all the same.
	Region string
	// Profile is the profile of the shared configuration, empty for the configured one.
	Profile string
	// Endpoint is the address of the store, such as http://127.0.0.1:9000; empty for
	// AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, or Amazon S3. Buckets of a store with an
	// address of its own are named in the path.
	Endpoint string
	// KMSKey encrypts what is written with this key of AWS KMS: an ARN, an id or an alias.
	// "default" stands for the key that AWS manages for S3. Empty leaves it to the bucket.
	KMSKey string
	// Load are further settings of the SDK's configuration, such as credentials.
	Load []func(*config.LoadOptions) error
	// Stall is how long the store may send and take nothing before a request is given up; 0
	// means a minute. A long transfer that goes on is never cut off.
	Stall time.Duration
	// Client sends the requests, nil for the SDK's own.
	Client *http.Client
}

// Store is a connection to an object store. It is safe for concurrent use.
type Store struct {
	client *s3.Client
	kmsKey string
}

// noRegion is what a store outside of Amazon takes for its region.
const noRegion = "us-east-1"

// endpointForm is the form of a store's address.
var endpointForm = regexp.MustCompile(`^https?://[^\s/?#]+(/\S*)?$`)

// New reads the configuration. It makes no call: credentials are looked for by the first
// one.
func New(ctx context.Context, o Options) (*Store, error) {
	load := append([]func(*config.LoadOptions) error{config.WithLogger(logging.Nop{})}, o.Load...)
	if o.Profile != "" {
		load = append(load, config.WithSharedConfigProfile(o.Profile))
	}
	if o.Region != "" {
		load = append(load, config.WithRegion(o.Region))
	}
	settings, err := config.LoadDefaultConfig(ctx, load...)
	if err != nil {
		return nil, fmt.Errorf("read the AWS configuration for s3://: %w", err)
	}
	client := s3.NewFromConfig(settings, func(s *s3.Options) {
		if o.Endpoint != "" {
			s.BaseEndpoint = aws.String(o.Endpoint)
		}
		if o.Client != nil {
			s.HTTPClient = o.Client
		}
		if aws.ToString(s.BaseEndpoint) == "" {
			s.BaseEndpoint = nil // an empty variable of the environment
		}
		s.HTTPClient = watched(s.HTTPClient, cmp.Or(o.Stall, defaultStall))
		s.UsePathStyle = s.BaseEndpoint != nil
		if s.Region == "" {
			s.Region = noRegion // the bucket's own is found by its answer
		}
		s.DisableLogOutputChecksumValidationSkipped = true // versions without a checksum are everyday
	})
	at := aws.ToString(client.Options().BaseEndpoint)
	if at != "" && !endpointForm.MatchString(at) {
		return nil, fmt.Errorf("the endpoint %q of s3:// (--s3-endpoint, AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL) is no address: want http:// or https://, and a host", at)
	}
	return &Store{client: client, kmsKey: o.KMSKey}, nil
}
