package objectstore

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

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
	"NoSuchKey":             "there is no such object",
	"NoSuchBucket":          "there is no such bucket",
	"NoSuchVersion":         "there is no such version of the object",
	"AccessDenied":          "access denied: reading needs s3:GetObject and s3:ListBucket, writing s3:PutObject, and the key's kms:Decrypt or kms:GenerateDataKey",
	"ExpiredToken":          "the credentials have expired: sign in again",
	"InvalidAccessKeyId":    "the credentials are not known there",
	"SignatureDoesNotMatch": "the credentials are wrong",
	"InvalidObjectState":    "the object is archived: restore it first",
	"NoSuchUpload":          "the store lost the upload: run again",
}

// describe puts what to do before the words of the SDK.
func describe(err error) error {
	refused, ok := errors.AsType[smithy.APIError](err)
	if !ok {
		if strings.Contains(err.Error(), "get identity") { // the SDK has no type for it
			return fmt.Errorf("there are no AWS credentials, or they can't be had: sign in, or choose a profile with AWS_PROFILE (%w)", err)
		}
		return err
	}
	if remedy := remedies[refused.ErrorCode()]; remedy != "" {
		return fmt.Errorf("%s (%w)", remedy, err)
	}
	return err
}
