package aws

import (
	"context"
	"errors"
	"net"
	"net/http"
	"slices"
	"strings"

	smithy "github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// failure is why a question was not answered.
type failure uint8

// The failures, from those that concern a whole run to those of one object.
const (
	noFailure failure = iota
	badCredentials
	outOfTime
	unreachable
	throttled
	denied
	notFound
	notRecorded
	untracked
	unidentified
	foreign
	refused
	broken
	tooLarge
)

// failures says for each failure what happened and what to do next.
var failures = map[failure]struct{ what, remedy string }{
	badCredentials: {"the credentials are missing, wrong or expired", "sign in again, or choose a profile with AWS_PROFILE"},
	outOfTime:      {"the time for look-ups ran out", "allow more with --aws-timeout"},
	unreachable:    {"AWS can't be reached", "see to the network, or to AWS_ENDPOINT_URL"},
	throttled:      {"AWS answered that there are too many requests", "run again, or allow more time with --aws-timeout"},
	denied:         {"access denied", "allow the action; tfblast rules aws-policy prints a policy with all of them"},
	notFound:       {"there is no such object where it was looked for", "check account and region; the state may be older than what is there"},
	notRecorded:    {"the recording has no answer to it", "record it again with the same plan"},
	untracked:      {"AWS Config does not record such objects there", "look for yourself, or let AWS Config record the type"},
	unidentified:   {"the plan does not say which object it is", "look for yourself"},
	foreign:        {"it belongs to another account than the credentials", "pass the account's role with --aws-role"},
	refused:        {"AWS refused the request", "see the error"},
	broken:         {"the answer can't be read", "run again; if it stays so, the server does not speak the protocol of AWS"},
	tooLarge:       {"the answer is too large", "look for yourself"},
}

// sessionWide reports whether the failure meets every further question in the same
// account and region.
func (f failure) sessionWide() bool { return f == badCredentials || f == foreign }

// errUnidentified says that the plan lacks what identifies the object.
var errUnidentified = errors.New("the plan does not hold what identifies the object")

// errAbsent says that an answer does not show the object that it is about.
var errAbsent = errors.New("the answer does not show the object")

// errForeign says that no credentials fit the object's account.
var errForeign = errors.New("no credentials for the account")

// codes are the error codes that the services have for these failures. Each service has
// its own; those below are in their API references under "Common Errors" and "Errors".
var codes = map[failure][]string{
	badCredentials: {
		"ExpiredToken", "ExpiredTokenException", "RequestExpired", "InvalidClientTokenId", "UnrecognizedClientException",
		"AuthFailure", "SignatureDoesNotMatch", "InvalidSignatureException", "InvalidAccessKeyId", "InvalidToken",
		"MissingAuthenticationToken", "MissingAuthenticationTokenException", "IncompleteSignature", "OptInRequired", "InvalidIdentityToken",
	},
	denied: {
		"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError", "NotAuthorized", "Forbidden",
		"UnauthorizedException", "AllAccessDisabled", "AuthorizationErrorException", "KMSAccessDeniedException",
	},
	throttled: {
		"Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException", "TooManyRequestsException",
		"RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown", "PriorRequestNotComplete",
		"ProvisionedThroughputExceededException",
	},
	notFound: {
		"NoSuchEntity", "NoSuchBucket", "NoSuchHostedZone", "NoSuchDistribution", "TargetGroupNotFound", "LoadBalancerNotFound",
		"DBInstanceNotFound", "DBInstanceNotFoundFault", "DBClusterNotFoundFault", "ReplicationGroupNotFoundFault", "CacheClusterNotFound",
		"CacheClusterNotFoundFault", "QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", "ResourceNotFoundException",
		"RepositoryNotFoundException", "ClusterNotFoundException", "ServiceNotFoundException", "NotFoundException", "TableNotFoundException",
		"InvalidKeyPair.NotFound", "NotFound",
	},
	untracked: {"ResourceNotDiscoveredException", "NoAvailableConfigurationRecorderException"},
}

// failureOf classifies an error of a call.
func failureOf(err error) failure {
	switch {
	case err == nil:
		return noFailure
	case errors.Is(err, errUnidentified):
		return unidentified
	case errors.Is(err, errAbsent):
		return notFound
	case errors.Is(err, errForeign):
		return foreign
	case errors.Is(err, errMetric):
		return refused
	case errors.Is(err, errNotRecorded):
		return notRecorded
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return outOfTime
	}
	if answer, ok := errors.AsType[*unreadable](err); ok {
		if answer.tooLarge {
			return tooLarge
		}
		return broken
	}
	if answer, ok := errors.AsType[smithy.APIError](err); ok {
		return failureOfCode(answer.ErrorCode(), statusOf(err))
	}
	if _, ok := errors.AsType[*smithy.DeserializationError](err); ok {
		return broken
	}
	if isCredentials(err) {
		return badCredentials
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return unreachable
	}
	if _, ok := errors.AsType[*smithyhttp.RequestSendError](err); ok {
		return unreachable
	}
	return broken
}

func failureOfCode(code string, status int) failure {
	for _, f := range []failure{badCredentials, denied, throttled, notFound, untracked} {
		if slices.Contains(codes[f], code) {
			return f
		}
	}
	switch {
	case strings.HasSuffix(code, ".NotFound"), strings.HasSuffix(code, "NotFoundException"), strings.HasSuffix(code, "NotFoundFault"):
		return notFound
	case status == http.StatusForbidden, status == http.StatusUnauthorized:
		return denied
	case status == http.StatusTooManyRequests:
		return throttled
	case status == http.StatusNotFound:
		return notFound
	}
	return refused
}

func statusOf(err error) int {
	if answer, ok := errors.AsType[*smithyhttp.ResponseError](err); ok {
		return answer.HTTPStatusCode()
	}
	return 0
}

// isCredentials reports whether a call failed before it was made, for want of an identity.
func isCredentials(err error) bool {
	text := err.Error()
	return strings.Contains(text, "get identity") || strings.Contains(text, "failed to refresh cached credentials")
}

// operationOf is the operation that failed, empty if the error does not say.
func operationOf(err error) (service, operation string) {
	if failed, ok := errors.AsType[*smithy.OperationError](err); ok {
		return failed.Service(), failed.Operation()
	}
	return "", ""
}

// reasonOf is our own words about an object that nothing could be asked about.
func reasonOf(err error) string {
	text := err.Error()
	for _, own := range []error{errForeign, errUnidentified} {
		if rest, ok := strings.CutPrefix(text, own.Error()); ok {
			return strings.TrimLeft(rest, ": ")
		}
	}
	return ""
}

// codeOf is the error code of an answer, or what of the network failed before there was one.
// The text of an answer is left out: it may quote what was sent.
func codeOf(err error) string {
	if answer, ok := errors.AsType[smithy.APIError](err); ok {
		return answer.ErrorCode()
	}
	if failed, ok := errors.AsType[*net.OpError](err); ok {
		return failed.Op + " " + failed.Net
	}
	return ""
}
