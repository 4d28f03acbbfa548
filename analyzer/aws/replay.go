package aws

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// errNotRecorded says that a recording does not have the answer.
var errNotRecorded = errors.New("the recording does not hold the answer")

// Recording answers requests as they were answered when it was made. It is an
// http.RoundTripper and safe for concurrent use.
type Recording struct {
	now       time.Time
	region    string
	exchanges map[request]exchange
}

// ReadRecording reads what Recorder.WriteTo wrote. The error says which line is wrong.
func ReadRecording(r io.Reader) (*Recording, error) {
	lines := bufio.NewReader(r)
	var h head
	if err := decodeLine(lines, &h); err != nil {
		return nil, fmt.Errorf("read the recording: line 1: %w", err)
	}
	if h.Version != recordingVersion {
		return nil, fmt.Errorf("read the recording: it has version %d, this program reads %d: record it again", h.Version, recordingVersion)
	}
	rec := &Recording{now: h.Now, region: h.Region, exchanges: map[request]exchange{}}
	for n := 2; ; n++ {
		var e exchange
		err := decodeLine(lines, &e)
		if errors.Is(err, io.EOF) {
			return rec, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read the recording: line %d: %w", n, err)
		}
		rec.exchanges[e.request] = e
	}
}

func decodeLine(r *bufio.Reader, into any) error {
	line, err := r.ReadBytes('\n')
	if len(line) == 0 && err != nil {
		return err
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if err := json.Unmarshal(line, into); err != nil {
		return fmt.Errorf("this is no recording of AWS look-ups: %w", err)
	}
	return nil
}

// Now is the time at which it was recorded: questions about the last hours were asked for
// it.
func (r *Recording) Now() time.Time { return r.now }

// RoundTrip implements http.RoundTripper, for what was asked before it was known in which
// account.
func (r *Recording) RoundTrip(req *http.Request) (*http.Response, error) { return r.answer(req, "") }

// of answers what was asked in one account.
func (r *Recording) of(account string) doer {
	return func(req *http.Request) (*http.Response, error) { return r.answer(req, account) }
}

func (r *Recording) answer(req *http.Request, account string) (*http.Response, error) {
	what, err := asked(req, account)
	if err != nil {
		return nil, err
	}
	e, ok := r.exchanges[what]
	if !ok {
		return nil, fmt.Errorf("%w to %s %s%s", errNotRecorded, what.Service, what.Target, what.Path)
	}
	if e.TooLarge {
		return nil, &unreadable{"it is too large", true}
	}
	body := e.Answer
	if e.Binary {
		decoded, err := base64.StdEncoding.DecodeString(e.Answer)
		if err != nil {
			return nil, fmt.Errorf("the recording's answer to %s: %w", what.Path, err)
		}
		body = string(decoded)
	}
	header := http.Header{}
	for name, value := range e.Header {
		header.Set(name, value)
	}
	return &http.Response{
		StatusCode: e.Status, Status: fmt.Sprintf("%d %s", e.Status, http.StatusText(e.Status)), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: req,
	}, nil
}
