package cli

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/analyzer/objectstore"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/sink"
)

// storeFlags are the flags of s3:// addresses.
type storeFlags struct {
	endpoint, kmsKey string
	stall            time.Duration
	// registered is true for commands that have these flags.
	registered bool
}

func (f *storeFlags) register(set *pflag.FlagSet) {
	set.StringVar(&f.endpoint, "s3-endpoint", "", "`URL` of a store that speaks S3 (default: AWS_ENDPOINT_URL, or Amazon S3)")
	f.registered = true
	set.DurationVar(&f.stall, "s3-timeout", time.Minute, "give s3:// up when nothing moves for `TIME`")
	set.StringVar(&f.kmsKey, "s3-kms-key", "", "`KEY` of KMS that encrypts what is written to s3://, or default")
}

// check refuses a time in which nothing can move.
func (f *storeFlags) check() error {
	if f.registered && f.stall <= 0 {
		return fmt.Errorf("--s3-timeout %s: want a time such as 60s", f.stall)
	}
	return nil
}

// store connects to the object store, once and only if an s3:// address is met.
func (f *storeFlags) store() func(context.Context) (*objectstore.Store, error) {
	var once sync.Once
	var store *objectstore.Store
	var err error
	return func(ctx context.Context) (*objectstore.Store, error) {
		once.Do(func() {
			store, err = objectstore.New(ctx, objectstore.Options{Endpoint: f.endpoint, KMSKey: f.kmsKey, Stall: f.stall})
		})
		return store, err
	}
}

// deliver writes one report to where it was asked for.
func (a *analyzeRun) deliver(ctx context.Context, out output, write func(io.Writer) error) error {
	if !objectstore.IsURL(out.path) {
		return sink.Write(ctx, out.path, a.process.Stdout, write)
	}
	u, err := objectstore.ParseURL(out.path)
	if err != nil {
		return err
	}
	store, err := a.store(ctx)
	if err != nil {
		return err
	}
	return store.Create(ctx, u, mediaType(out.format.Name), write)
}

// mediaType is the media type of a format's text.
func mediaType(format string) string {
	switch format {
	case "json", "sarif", "gitlab":
		return "application/json"
	case "markdown":
		return "text/markdown; charset=utf-8"
	case "junit":
		return "application/xml"
	}
	return "text/plain; charset=utf-8"
}
