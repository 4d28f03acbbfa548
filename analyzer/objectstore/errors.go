package objectstore

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// inRegion makes a call, and again in the bucket's own region if the first answer says
// that it is another one.
func inRegion[T any](call func(...func(*s3.Options)) (T, error)) (T, error) {
	out, err := call()
	region := regionIn(err)
	if region == "" {
		return out, err
	}
	return call(func(o *s3.Options) { o.Region = region })
}

// regionIn is the region that a refusal names for the bucket, empty if it names none.
func regionIn(err error) string {
	refused, ok := errors.AsType[*smithyhttp.ResponseError](err)
	if !ok || refused.Response == nil || !slices.Contains(elsewhere, refused.HTTPStatusCode()) {
		return ""
	}
	if refused.HTTPStatusCode() == http.StatusBadRequest && !isCode(err, "AuthorizationHeaderMalformed", "IllegalLocationConstraintException") {
		return ""
	}
	return refused.Response.Header.Get("X-Amz-Bucket-Region")
}

// elsewhere are the answers to a request that came to the wrong region, by the S3 API
// Reference, "Error responses".
var elsewhere = []int{http.StatusMovedPermanently, http.StatusTemporaryRedirect, http.StatusBadRequest}

// isCode reports whether the store refused with one of these error codes.
func isCode(err error, codes ...string) bool {
	refused, ok := errors.AsType[smithy.APIError](err)
	return ok && slices.Contains(codes, refused.ErrorCode())
}

// remedies say what to do about an error code of S3.
var remedies = map[string]string{
	"NoSuchKey":                    `there is no such object; a prefix ends in "/"`,
	"NotFound":                     `there is no such object; a prefix ends in "/"`,
	"NoSuchBucket":                 "there is no such bucket",
	"NoSuchVersion":                "there is no such version of the object",
	"AccessDenied":                 "access denied: reading needs s3:GetObject (of a version s3:GetObjectVersion) and s3:ListBucket, writing s3:PutObject, and the key's kms:Decrypt or kms:GenerateDataKey",
	"ExpiredToken":                 "the credentials have expired: sign in again",
	"InvalidAccessKeyId":           "the credentials are not known there: choose others, as with AWS_PROFILE",
	"SignatureDoesNotMatch":        "the credentials are wrong: choose others, as with AWS_PROFILE",
	"InvalidToken":                 "the credentials are wrong: sign in again",
	"InvalidObjectState":           "the object is archived: restore it first",
	"NoSuchUpload":                 "the store lost the upload: run again",
	"SlowDown":                     "the store gets too many requests: run again later",
	"RequestTimeTooSkewed":         "the clock of this machine is wrong: set it",
	"AuthorizationHeaderMalformed": "the region is wrong: set AWS_REGION to that of the bucket",
	"InvalidBucketName":            "this is no bucket's name",
	"KMS.NotFoundException":        "there is no such KMS key: see to --s3-kms-key",
}

// failure is one line about an error of the SDK, which it holds.
type failure struct {
	text  string
	cause error
}

// Error is the line.
func (f *failure) Error() string { return f.text }

// Unwrap is the error of the SDK.
func (f *failure) Unwrap() error { return f.cause }

func failed(cause error, format string, args ...any) error {
	return &failure{fmt.Sprintf(format, args...), cause}
}

// describe says in one line what happened and what to do, in the place of the words of the SDK,
// which it holds.
func (s *Store) describe(err error) error {
	if stall, ok := errors.AsType[*stalled](err); ok {
		return stall
	}
	if errors.Is(err, context.Canceled) {
		return failed(err, "interrupted")
	}
	if strings.Contains(err.Error(), "get identity") { // the SDK has no type for it
		return failed(err, "there are no AWS credentials, or they can't be had: sign in, or choose a profile with AWS_PROFILE")
	}
	if refused, ok := errors.AsType[smithy.APIError](err); ok {
		return refusal(err, refused)
	}
	if status := statusOf(err); status >= http.StatusBadRequest {
		return failed(err, "the server answered %d %s, and not as S3 does: see to the endpoint", status, http.StatusText(status))
	}
	if _, ok := errors.AsType[*smithyhttp.RequestSendError](err); ok {
		return failed(err, "%s can't be reached (%s): see to the network, --s3-endpoint and AWS_ENDPOINT_URL_S3", s.place(), root(err))
	}
	if _, ok := errors.AsType[*smithy.DeserializationError](err); ok {
		return failed(err, "the answer can't be read: %s does not speak S3", s.place())
	}
	return failed(err, "%s", oneLine(root(err).Error()))
}

// refusal is an answer with an error code. HEAD and some proxies answer with a status alone.
func refusal(err error, refused smithy.APIError) error {
	code := refused.ErrorCode()
	if remedy := remedies[code]; remedy != "" {
		return failed(err, "%s (%s)", remedy, code)
	}
	if statusOf(err) == http.StatusForbidden {
		return failed(err, "%s (%s)", remedies["AccessDenied"], oneLine(code))
	}
	return failed(err, "the store refused: %s", oneLine(code+": "+refused.ErrorMessage()))
}

func statusOf(err error) int {
	if answer, ok := errors.AsType[*smithyhttp.ResponseError](err); ok && answer.Response != nil {
		return answer.HTTPStatusCode()
	}
	return 0
}

// place is how messages call the store.
func (s *Store) place() string {
	return cmp.Or(aws.ToString(s.client.Options().BaseEndpoint), "Amazon S3")
}

// root is the innermost error.
func root(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

// maxLine bounds the words of a server in bytes.
const maxLine = 300

// oneLine is text of a server on one line, cut where it is long.
func oneLine(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "?")), " ")
	if len(text) > maxLine {
		return strings.ToValidUTF8(text[:maxLine], "") + "…"
	}
	return text
}
