package aws

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kms"
)

// keyLookups are about keys of KMS. That nobody holds a grant proves nothing: whoever the
// key's policy names may use it.
func keyLookups() []lookup {
	return []lookup{{
		types: []string{"aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key"},
		questions: []question{
			{"the key itself", []Call{call("kms", "DescribeKey")}, sees(seeKey)},
			{"its aliases", []Call{call("kms", "ListAliases")}, aliasesOf},
			{"its grants", []Call{call("kms", "ListGrants")}, grantsOf},
			{"its last use", []Call{call("kms", "GetKeyLastUsage")}, lastUseOfKey},
		},
	}}
}

func kmsOf(q *query) *kms.Client { return clientOf(q.in, kms.NewFromConfig) }

// keyID is the key's ARN, or its id.
func keyID(q *query) string {
	if q.arn != "" {
		return q.arn
	}
	return q.attr("key_id")
}

func seeKey(ctx context.Context, q *query, a *answer) error {
	if err := needs(keyID(q)); err != nil {
		return err
	}
	out, err := kmsOf(q).DescribeKey(ctx, &kms.DescribeKeyInput{KeyId: aws.String(keyID(q))})
	if err != nil {
		return err
	}
	if a.seen = out.KeyMetadata != nil; a.seen && !out.KeyMetadata.Enabled {
		a.notef("the key is %s", out.KeyMetadata.KeyState)
	}
	return nil
}

func aliasesOf(ctx context.Context, q *query, a *answer) error {
	if err := needs(keyID(q)); err != nil {
		return err
	}
	in := &kms.ListAliasesInput{KeyId: aws.String(keyID(q))}
	return each(ctx, q, a, kms.NewListAliasesPaginator(kmsOf(q), in), func(page *kms.ListAliasesOutput) {
		for _, l := range page.Aliases {
			a.dependent(q, "alias", aws.ToString(l.AliasName), "names the key", aws.ToString(l.AliasArn))
		}
	})
}

func grantsOf(ctx context.Context, q *query, a *answer) error {
	if err := needs(keyID(q)); err != nil {
		return err
	}
	in := &kms.ListGrantsInput{KeyId: aws.String(keyID(q))}
	return each(ctx, q, a, kms.NewListGrantsPaginator(kmsOf(q), in), func(page *kms.ListGrantsOutput) {
		for _, g := range page.Grants {
			a.dependent(q, "grant", aws.ToString(g.GrantId), "to "+aws.ToString(g.GranteePrincipal))
		}
	})
}

func lastUseOfKey(ctx context.Context, q *query, a *answer) error {
	if err := needs(keyID(q)); err != nil {
		return err
	}
	out, err := kmsOf(q).GetKeyLastUsage(ctx, &kms.GetKeyLastUsageInput{KeyId: aws.String(keyID(q))})
	if err != nil {
		return err
	}
	if out.KeyLastUsage == nil || out.KeyLastUsage.Timestamp == nil {
		a.notef("no use is on record since %s", sinceTracking(out))
		return nil
	}
	a.lastUse(q, out.KeyLastUsage.Timestamp, string(out.KeyLastUsage.Operation))
	return nil
}

func sinceTracking(out *kms.GetKeyLastUsageOutput) string {
	if out.TrackingStartDate == nil {
		return "AWS began to keep it"
	}
	return day(*out.TrackingStartDate)
}
