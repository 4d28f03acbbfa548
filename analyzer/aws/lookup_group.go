package aws

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	tagging "github.com/aws/aws-sdk-go-v2/service/resourcegroupstaggingapi"
	"github.com/aws/aws-sdk-go-v2/service/resourcegroupstaggingapi/types"
)

// groupLookups are about objects that own others, which AWS tags with their owner.
func groupLookups() []lookup {
	return []lookup{
		{
			types:     []string{"aws_cloudformation_stack"},
			questions: []question{taggedWith("aws:cloudformation:stack-name", "name")},
		},
		{
			types:     []string{"aws_servicecatalogappregistry_application"},
			questions: []question{taggedWith("awsApplication", "arn")},
		},
	}
}

// taggedWith asks for everything that has a tag with the value of the object's attribute.
// What can't be tagged is not found, so no answer proves that there is nothing.
func taggedWith(tag, attribute string) question {
	return question{
		"what it owns",
		[]Call{call("tag", "GetResources")},
		func(ctx context.Context, q *query, a *answer) error {
			value := q.attr(attribute)
			if err := needs(value); err != nil {
				return err
			}
			in := &tagging.GetResourcesInput{TagFilters: []types.TagFilter{{Key: aws.String(tag), Values: []string{value}}}}
			return each(ctx, q, a, tagging.NewGetResourcesPaginator(clientOf(q.in, tagging.NewFromConfig), in), func(page *tagging.GetResourcesOutput) {
				for _, r := range page.ResourceTagMappingList {
					a.dependent(q, "resource", aws.ToString(r.ResourceARN), "belongs to it")
				}
			})
		},
	}
}
