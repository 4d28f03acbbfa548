package aws

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/acm"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
)

// deliveryLookups are about distributions of CloudFront and certificates.
func deliveryLookups() []lookup {
	return []lookup{
		{
			types: []string{"aws_cloudfront_distribution"},
			questions: []question{
				{"the distribution itself", []Call{call("cloudfront", "GetDistribution")}, sees(seeDistribution)},
				recordsThatName("domain_name"),
			},
			traffic: []metric{{
				namespace: "AWS/CloudFront", name: "Requests", stat: sum, says: "requests", live: true,
				// Its metrics are in one region whatever it is asked from ("Viewing CloudFront and edge function metrics").
				region: "us-east-1",
				dimensions: func(q *query) []dimension {
					if q.id == "" {
						return nil
					}
					return []dimension{{"DistributionId", q.id}, {"Region", "Global"}}
				},
			}},
		},
		{
			types:     []string{"aws_acm_certificate"},
			questions: []question{{"what uses it", []Call{call("acm", "DescribeCertificate")}, sees(usersOfCertificate)}},
			unused:    "nothing uses it",
		},
	}
}

func seeDistribution(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	out, err := clientOf(q.in, cloudfront.NewFromConfig).GetDistribution(ctx, &cloudfront.GetDistributionInput{Id: aws.String(q.id)})
	if err != nil {
		return err
	}
	if a.seen = out.Distribution != nil; !a.seen || out.Distribution.DistributionConfig == nil {
		return nil
	}
	if !aws.ToBool(out.Distribution.DistributionConfig.Enabled) {
		a.notef("it is disabled")
	}
	return nil
}

func usersOfCertificate(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.arn); err != nil {
		return err
	}
	out, err := clientOf(q.in, acm.NewFromConfig).DescribeCertificate(ctx, &acm.DescribeCertificateInput{CertificateArn: aws.String(q.arn)})
	if err != nil {
		return err
	}
	if out.Certificate == nil || !a.see(q.arn, out.Certificate.CertificateArn) {
		return nil
	}
	for _, user := range out.Certificate.InUseBy {
		a.dependent(q, "user of the certificate", user, "")
	}
	return nil
}
