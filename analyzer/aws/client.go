// Package aws asks AWS what a plan can't know about its disruptive changes: what outside
// of the state depends on an object, and whether anything uses it right now.
//
// Every call is a read of how things are set up or used, and never of their content: calls
// that are not in the table of Calls are refused before they are sent. Whatever could not
// be asked is reported as not looked up; an object is called unused only where complete
// answers prove it.
package aws

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go/logging"
)

// Options says with whose eyes to look, and how long. The zero value takes everything from
// the environment and the shared configuration files, as the AWS command line does.
type Options struct {
	// Profile is the profile of the shared configuration, empty for the configured one.
	Profile string
	// Region is where objects are looked for whose region the plan does not tell; empty for
	// the configured one.
	Region string
	// Roles are the ARNs of roles to assume, one an account; objects are looked for with
	// the role of their account. Without any the credentials themselves are used.
	Roles []string
	// Timeout bounds all look-ups together; 0 means 30 seconds.
	Timeout time.Duration
	// Concurrency bounds the questions that are asked at a time; 0 means 32.
	Concurrency int
	// MaxPages bounds the pages of one answer; 0 means 20. What lies beyond is counted as
	// there and not shown.
	MaxPages int
	// Now is the present time; the zero time leaves out what is asked of the last hours. Of a
	// Recording the last hours are those before it was made; Now says how old it is, and the
	// zero time that it may be too old to prove anything.
	Now time.Time
	// Recorder keeps the answers, nil for none. Recording answers instead of AWS, nil for
	// none: then no connection is made and no credentials are needed.
	Recorder  *Recorder
	Recording *Recording
	// Load are further settings of the SDK's configuration, such as credentials.
	Load []func(*config.LoadOptions) error
	// Client sends the requests, nil for the SDK's own.
	Client *http.Client
}

const (
	defaultTimeout     = 30 * time.Second
	defaultConcurrency = 32
	defaultMaxPages    = 20
	// attempts and backoff bound how often, and how long apart, a call is tried.
	attempts   = 6
	maxBackoff = 5 * time.Second
)

// Client looks instances up. It is safe for concurrent use.
type Client struct {
	settings aws.Config
	options  Options
	sessions *sessions
	// present is the present time, also where a recording answers.
	present time.Time
}

// New reads the configuration. It makes no call: credentials are looked for by the first
// one. The error says which part of the configuration or which role is wrong.
func New(ctx context.Context, o Options) (*Client, error) {
	if o.Timeout == 0 {
		o.Timeout = defaultTimeout
	}
	if o.Concurrency == 0 {
		o.Concurrency = defaultConcurrency
	}
	if o.MaxPages == 0 {
		o.MaxPages = defaultMaxPages
	}
	if o.Timeout < 0 || o.Concurrency < 0 || o.MaxPages < 0 {
		return nil, fmt.Errorf("AWS look-ups: timeout %s, concurrency %d and pages %d must not be negative", o.Timeout, o.Concurrency, o.MaxPages)
	}
	present := o.Now
	if o.Recording != nil {
		if err := o.Recording.checkDate(o.Now); err != nil {
			return nil, err
		}
		o.Now = o.Recording.now
	}
	settings, err := load(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("read the AWS configuration: %w", err)
	}
	roles, err := rolesByAccount(o.Roles)
	if err != nil {
		return nil, err
	}
	c := &Client{settings: settings, options: o, present: present}
	c.sessions = newSessions(settings, roles, o)
	return c, nil
}

// load reads the SDK's configuration. A replay needs none of it.
func load(ctx context.Context, o Options) (aws.Config, error) {
	if o.Recording != nil {
		return aws.Config{
			Region: o.Recording.region, Credentials: nobody{}, HTTPClient: &http.Client{Transport: o.Recording}, Logger: logging.Nop{},
			Retryer: func() aws.Retryer { return aws.NopRetryer{} },
		}, nil
	}
	settings := []func(*config.LoadOptions) error{
		config.WithLogger(logging.Nop{}),
		config.WithRetryer(func() aws.Retryer {
			// The adaptive mode slows a whole service down to one call in two seconds.
			return retry.NewStandard(func(s *retry.StandardOptions) { s.MaxAttempts, s.MaxBackoff = attempts, maxBackoff })
		}),
	}
	if o.Profile != "" {
		settings = append(settings, config.WithSharedConfigProfile(o.Profile))
	}
	if o.Region != "" {
		settings = append(settings, config.WithRegion(o.Region))
	}
	loaded, err := config.LoadDefaultConfig(ctx, append(settings, o.Load...)...)
	if err != nil {
		return loaded, err
	}
	loaded.HTTPClient = staying(loaded.HTTPClient)
	if o.Client != nil {
		loaded.HTTPClient = o.Client
	}
	if o.Recorder != nil {
		o.Recorder.begin(o.Now, loaded.Region)
	}
	return loaded, nil
}

// staying is the SDK's own client, made to follow no redirect: one could lead a signed
// request, and the token of its session in it, to another host.
func staying(client aws.HTTPClient) aws.HTTPClient {
	if client == nil { // left to each service, which would make one
		client = awshttp.NewBuildableClient()
	}
	own, ok := client.(*awshttp.BuildableClient)
	if !ok {
		return client
	}
	return &http.Client{
		Transport: own.GetTransport(), Timeout: own.GetTimeout(),
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// nobody signs the requests of a replay, which go nowhere.
type nobody struct{}

// Retrieve implements aws.CredentialsProvider.
func (nobody) Retrieve(context.Context) (aws.Credentials, error) {
	return aws.Credentials{AccessKeyID: "replay", SecretAccessKey: "replay", Source: "replay"}, nil
}
