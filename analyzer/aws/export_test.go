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
