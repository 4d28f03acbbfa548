package aws_test

import (
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"

	"github.com/tfblast/tfblast/analyzer/aws"
)

// hosts says whose the credentials are, and of other requests keeps where they were to go.
type hosts struct {
	mu   sync.Mutex
	seen []string
}

func (h *hosts) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Path == "/" {
		body := `<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"text/xml"}}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
	}
	if !strings.HasPrefix(r.URL.Path, "/logs-bucket") { // numbers are of another service
		return nil, http.ErrHandlerTimeout
	}
	h.mu.Lock()
	h.seen = append(h.seen, r.URL.Host)
	h.mu.Unlock()
	return nil, http.ErrHandlerTimeout
}

// A store for plans and reports is not asked about the buckets of AWS: what is empty there
// says nothing about the one that goes.
func TestBucketEndpoint(t *testing.T) {
	bucket := deleted("aws_s3_bucket.b", "bucket", "logs-bucket")
	for _, test := range []struct{ s3, all, want string }{
		{"http://store.test", "", "s3.eu-west-1.amazonaws.com"},
		{"http://store.test", "http://all.test", "all.test"},
		{"", "http://all.test", "all.test"},
		{"", "", "s3.eu-west-1.amazonaws.com"},
	} {
		t.Setenv("AWS_ENDPOINT_URL_S3", test.s3)
		t.Setenv("AWS_ENDPOINT_URL", test.all)
		var h hosts
		c, err := aws.New(t.Context(), aws.Options{
			Region: "eu-west-1", Client: &http.Client{Transport: &h},
			Load: []func(*config.LoadOptions) error{
				config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider("AKIDTEST", "secret", "")),
				config.WithSharedConfigFiles([]string{}), config.WithSharedCredentialsFiles([]string{}), config.WithRetryMaxAttempts(1),
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		look(t, c, bucket)
		slices.Sort(h.seen)
		if seen := slices.Compact(h.seen); !slices.Equal(seen, []string{test.want}) {
			t.Errorf("%+v: asked %q", test, h.seen)
		}
	}
}
