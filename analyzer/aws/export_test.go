package aws

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
)

// Guard tries to schedule a key's deletion through a client's session.
func Guard(ctx context.Context, c *Client) error {
	in := c.sessions.in(place{"111122223333", "eu-west-1"})
	_, err := clientOf(in, kms.NewFromConfig).ScheduleKeyDeletion(ctx, &kms.ScheduleKeyDeletionInput{KeyId: aws.String("k-1")})
	return err
}

// StripXML and StripJSON are what a recording keeps of an answer.
var (
	StripXML  = stripXML
	StripJSON = stripJSON
)

// HasForm reports whether it is known what an answer to a call looks like.
func HasForm(c Call) bool {
	_, known := forms[[2]string{c.Service, c.Operation}]
	return known
}

// Forms counts the calls of which that is known, MostBytes what an answer may have.
var Forms = len(forms)

const MostBytes = mostBytes

// ProvableTypes are the types of which an instance can be called unused.
func ProvableTypes() []string {
	var types []string
	for _, l := range lookups() {
		if l.unused != "" {
			types = append(types, l.types...)
		}
	}
	return types
}

// OperationsFor are the operations that the questions about a type may need.
func OperationsFor(resourceType string) []string {
	var operations []string
	for _, q := range byType()[resourceType].questions {
		for _, c := range q.calls {
			operations = append(operations, c.Operation)
		}
	}
	return operations
}
