package aws

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/encoding/cbor"
	"github.com/aws/smithy-go/middleware"
)

// mostBytes bounds one answer. A full page of instances has less than a third of it.
const mostBytes = 32 << 20

// unreadable is an answer that is none of AWS's. It is no failure of the network, so that
// asking again would not help.
type unreadable struct {
	why string
	// tooLarge is true if the answer was not read to its end.
	tooLarge bool
}

// Error says what is wrong with the answer, and nothing of what is in it.
func (u *unreadable) Error() string { return "the answer can't be read: " + u.why }

// RetryableError is how the SDK asks whether to try again.
func (u *unreadable) RetryableError() bool { return false }

// checked is a client that hands on only what has the form of AWS's answer to the call that
// was made: the SDK takes a page of HTML, or nothing at all, for an answer in which every list is
// empty. Answers that say that a call failed are read by the SDK.
func checked(client aws.HTTPClient) aws.HTTPClient {
	return doer(func(req *http.Request) (*http.Response, error) {
		resp, err := client.Do(req)
		if err != nil {
			return nil, err
		}
		body, err := readBody(resp)
		if err != nil {
			return nil, err
		}
		resp.Body = io.NopCloser(bytes.NewReader(body))
		if resp.StatusCode >= http.StatusOK && resp.StatusCode < http.StatusMultipleChoices {
			if err := checkForm(req.Context(), resp, body); err != nil {
				return nil, err
			}
			if middleware.GetOperationName(req.Context()) == metricData {
				resp.Body = io.NopCloser(bytes.NewReader(onlyWithValues(body)))
			}
		}
		return resp, nil
	})
}

func readBody(resp *http.Response) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(resp.Body, mostBytes+1))
	if err = errors.Join(err, resp.Body.Close()); err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	if len(body) > mostBytes {
		return nil, &unreadable{"it is too large", true}
	}
	return body, nil
}

// checkForm checks a successful answer to the call that a context is of. Calls that are not in
// the table of forms, such as for the credentials of a role, prove nothing.
func checkForm(ctx context.Context, resp *http.Response, body []byte) error {
	service, operation := middleware.GetServiceID(ctx), middleware.GetOperationName(ctx)
	want, known := forms[[2]string{service, operation}]
	if !known {
		return nil
	}
	if resp.StatusCode != http.StatusOK {
		return &unreadable{why: "its status is " + resp.Status}
	}
	in := protocols[service]
	if kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); !in.takes(kind) {
		return &unreadable{why: "it is " + kind}
	}
	has, err := in.fields(operation, body)
	if err != nil {
		return err
	}
	for field := range strings.FieldsSeq(want) {
		if !anyOf(has, field) {
			return &unreadable{why: "it lacks " + field}
		}
	}
	return nil
}

// metricData is the operation that asks for numbers.
const metricData = "GetMetricData"

// onlyWithValues leaves out of an answer of CloudWatch the metrics that it has no list of values
// of: the SDK takes none for an empty list, which says that there are no numbers.
func onlyWithValues(body []byte) []byte {
	v, err := cbor.Decode(body)
	fields, isMap := v.(cbor.Map)
	results, isList := fields["MetricDataResults"].(cbor.List)
	if err != nil || !isMap || !isList {
		return body
	}
	kept := slices.DeleteFunc(slices.Clone(results), func(one cbor.Value) bool {
		metric, _ := one.(cbor.Map)
		_, has := metric["Values"].(cbor.List)
		return !has
	})
	if len(kept) == len(results) {
		return body
	}
	fields["MetricDataResults"] = kept
	return encodeCBOR(fields)
}

func anyOf(has func(string) bool, fields string) bool {
	for field := range strings.SplitSeq(fields, "|") {
		if has(field) {
			return true
		}
	}
	return false
}

// protocol is how a service writes its answers; JSON is the zero value.
type protocol uint8

const (
	jsonAnswers protocol = iota
	// plainXML has the fields in the root, queryXML in its result.
	plainXML
	queryXML
	cborAnswers
)

// protocols are those of the services that do not answer in JSON, by the SDK's names.
var protocols = map[string]protocol{
	"EC2": plainXML, "S3": plainXML, "Route 53": plainXML, "CloudFront": plainXML,
	"IAM": queryXML, "RDS": queryXML, "ElastiCache": queryXML, "Elastic Load Balancing v2": queryXML, "STS": queryXML,
	"CloudWatch": cborAnswers,
}

// takes reports whether answers of the protocol may be declared so. Many servers declare none,
// or a text.
func (p protocol) takes(mediaType string) bool {
	says := func(form string) bool { return strings.Contains(mediaType, form) }
	switch {
	case says("html"):
		return false
	case p == jsonAnswers:
		return !says("xml") && !says("cbor")
	case p == cborAnswers:
		return says("cbor")
	}
	return !says("json") && !says("cbor")
}

// fields are those that an answer to the operation has, with a value.
func (p protocol) fields(operation string, body []byte) (func(string) bool, error) {
	switch p {
	case jsonAnswers:
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(body, &fields); err != nil || fields == nil {
			return nil, &unreadable{why: "it is no object of JSON"}
		}
		return func(name string) bool { return len(fields[name]) > 0 && string(fields[name]) != "null" }, nil
	case cborAnswers:
		v, err := cbor.Decode(body)
		fields, ok := v.(cbor.Map)
		if err != nil || !ok {
			return nil, &unreadable{why: "it is no map of CBOR"}
		}
		return func(name string) bool {
			_, null := fields[name].(*cbor.Nil)
			return fields[name] != nil && !null
		}, nil
	case plainXML, queryXML:
	}
	root, err := parseXML(body)
	if err != nil || root == nil {
		return nil, &unreadable{why: "it is no XML"}
	}
	want := operation + "Response"
	if other := roots[operation]; other != "" {
		want = other
	}
	if root.name != want {
		return nil, &unreadable{why: "it is no " + want}
	}
	if p == queryXML {
		if root = root.within(operation + "Result"); root == nil {
			return nil, &unreadable{why: "it has no " + operation + "Result"}
		}
	}
	return func(name string) bool { return root.within(name) != nil }, nil
}

// within is the first element of that name in an element, nil for none.
func (e *element) within(name string) *element {
	for _, c := range e.children {
		if c.name == name {
			return c
		}
	}
	return nil
}

// roots are the root elements that are not called as the operation.
var roots = map[string]string{
	"ListObjectVersions": "ListVersionsResult", "ListMultipartUploads": "ListMultipartUploadsResult", "GetBucketVersioning": "VersioningConfiguration",
	"GetDistribution": "Distribution",
}
