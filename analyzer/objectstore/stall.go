package objectstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

const (
	// defaultStall is how long a store may send and take nothing.
	defaultStall = time.Minute
	// connectTime bounds one attempt to connect.
	connectTime = 10 * time.Second
)

// stalled is the error of a store that answers no more. It is not tried again: each attempt
// would last as long.
type stalled struct{ after time.Duration }

// Error says what happened.
func (s *stalled) Error() string {
	return fmt.Sprintf("the store sent nothing for %s: see to the network and the endpoint, or allow more with --s3-timeout", s.after)
}

// CanceledError tells the SDK to try no more.
func (*stalled) CanceledError() bool { return true }

// impatient is a client that gives a request up when nothing moves, however long the whole
// takes.
type impatient struct {
	client s3.HTTPClient
	stall  time.Duration
}

// watched makes a client impatient, and its own connections quick to fail.
func watched(client s3.HTTPClient, stall time.Duration) s3.HTTPClient {
	if own, ok := client.(*awshttp.BuildableClient); ok {
		client = own.WithDialerOptions(func(d *net.Dialer) { d.Timeout = connectTime })
	}
	return &impatient{client, stall}
}

// Do implements s3.HTTPClient.
func (c *impatient) Do(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithCancelCause(req.Context())
	w := &watch{after: c.stall, cancel: cancel}
	w.timer = time.AfterFunc(c.stall, w.expire)
	req = req.WithContext(ctx)
	if req.Body != nil && req.Body != http.NoBody {
		req.Body = &upload{req.Body, w}
	}
	resp, err := c.client.Do(req)
	w.timer.Stop()
	if err != nil {
		err = w.reason(ctx, err)
		cancel(nil)
		return nil, err
	}
	resp.Body = &download{body: resp.Body, watch: w, ctx: ctx}
	return resp, nil
}

// watch cancels a request in which nothing has moved for a time.
type watch struct {
	after  time.Duration
	timer  *time.Timer
	cancel context.CancelCauseFunc
}

func (w *watch) expire() { w.cancel(&stalled{w.after}) }

// reason is why a request ended: that it stalled, or else its own error.
func (w *watch) reason(ctx context.Context, err error) error {
	if s, ok := errors.AsType[*stalled](context.Cause(ctx)); ok {
		return s
	}
	return err
}

// upload is the body of a request. Each part of it that goes out is a move.
type upload struct {
	io.ReadCloser
	watch *watch
}

// Read implements io.Reader.
func (u *upload) Read(p []byte) (int, error) {
	u.watch.timer.Reset(u.watch.after)
	return u.ReadCloser.Read(p)
}

// download is the body of an answer. Only the time in which something is waited for counts.
type download struct {
	body  io.ReadCloser
	watch *watch
	ctx   context.Context // of the request
	once  sync.Once
}

// Read implements io.Reader.
func (d *download) Read(p []byte) (int, error) {
	d.watch.timer.Reset(d.watch.after)
	n, err := d.body.Read(p)
	d.watch.timer.Stop()
	if err != nil && !errors.Is(err, io.EOF) {
		err = d.watch.reason(d.ctx, err)
	}
	return n, err
}

// Close implements io.Closer.
func (d *download) Close() error {
	err := d.body.Close()
	d.once.Do(func() { d.watch.timer.Stop(); d.watch.cancel(nil) })
	return err
}
