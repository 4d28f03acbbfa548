package aws

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
)

// secretLookups are about secrets, never about what is in them.
func secretLookups() []lookup {
	return []lookup{{
		types:     []string{"aws_secretsmanager_secret"},
		questions: []question{{"its last use", []Call{call("secretsmanager", "DescribeSecret")}, lastUseOfSecret}},
	}}
}

func lastUseOfSecret(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.arn); err != nil {
		return err
	}
	out, err := clientOf(q.in, secretsmanager.NewFromConfig).DescribeSecret(ctx, &secretsmanager.DescribeSecretInput{SecretId: aws.String(q.arn)})
	if err != nil {
		return err
	}
	a.seen = true
	a.lastUse(q, out.LastAccessedDate, "access")
	for _, r := range out.ReplicationStatus {
		a.notef("replicated to %s", aws.ToString(r.Region))
	}
	return nil
}
