package aws

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	config "github.com/aws/aws-sdk-go-v2/service/configservice"
	"github.com/aws/aws-sdk-go-v2/service/configservice/types"
)

// unknownType is asked about types without a row of their own that AWS Config may record.
var unknownType = lookup{
	questions: []question{{"what AWS Config relates to it", []Call{call("config", "GetResourceConfigHistory")}, relatedTo}},
}

// recorded are the names that AWS Config has for resource types ("Supported Resource Types
// for AWS Config"), and the attribute that holds the identifier that it uses.
var recorded = map[string]struct{ name, id string }{
	"aws_autoscaling_group":             {"AWS::AutoScaling::AutoScalingGroup", "arn"},
	"aws_cloudtrail":                    {"AWS::CloudTrail::Trail", "arn"},
	"aws_codebuild_project":             {"AWS::CodeBuild::Project", "arn"},
	"aws_customer_gateway":              {"AWS::EC2::CustomerGateway", "id"},
	"aws_efs_file_system":               {"AWS::EFS::FileSystem", "id"},
	"aws_elastic_beanstalk_environment": {"AWS::ElasticBeanstalk::Environment", "id"},
	"aws_elb":                           {"AWS::ElasticLoadBalancing::LoadBalancer", "name"},
	"aws_network_acl":                   {"AWS::EC2::NetworkAcl", "id"},
	"aws_opensearch_domain":             {"AWS::OpenSearch::Domain", "domain_name"},
	"aws_redshift_cluster":              {"AWS::Redshift::Cluster", "cluster_identifier"},
	"aws_sfn_state_machine":             {"AWS::StepFunctions::StateMachine", "arn"},
	"aws_sns_topic":                     {"AWS::SNS::Topic", "arn"},
	"aws_ssm_parameter":                 {"AWS::SSM::Parameter", "name"},
	"aws_vpn_connection":                {"AWS::EC2::VPNConnection", "id"},
	"aws_vpn_gateway":                   {"AWS::EC2::VPNGateway", "id"},
	"aws_wafv2_web_acl":                 {"AWS::WAFv2::WebACL", "id"},
}

// dependsBy are the beginnings of the names of relationships by which the other object
// depends on this one.
var dependsBy = []string{"Contains ", "Is attached to "}

// relatedTo reads the latest record of an object. A relationship whose name does not say
// which of both depends on the other is a note.
func relatedTo(ctx context.Context, q *query, a *answer) error {
	of := recorded[q.change.Type]
	id := q.attr(of.id)
	if err := needs(of.name, id); err != nil {
		return err
	}
	out, err := clientOf(q.in, config.NewFromConfig).GetResourceConfigHistory(ctx, &config.GetResourceConfigHistoryInput{
		ResourceType: types.ResourceType(of.name), ResourceId: aws.String(id), Limit: 1, ChronologicalOrder: types.ChronologicalOrderReverse,
	})
	if err != nil {
		return err
	}
	others := int64(0)
	for _, item := range out.ConfigurationItems {
		for _, r := range item.Relationships {
			name := aws.ToString(r.ResourceId)
			if name == "" {
				name = aws.ToString(r.ResourceName)
			}
			if dependsHere(aws.ToString(r.RelationshipName)) && name != "" {
				a.dependent(q, last(string(r.ResourceType), "::"), name, strings.TrimSpace(aws.ToString(r.RelationshipName)), aws.ToString(r.ResourceName))
			} else {
				others++
			}
		}
	}
	if others > 0 {
		a.notef("AWS Config relates %s to it", counted(others, "other object", "other objects"))
	}
	return nil
}

func dependsHere(relationship string) bool {
	for _, beginning := range dependsBy {
		if strings.HasPrefix(relationship, beginning) {
			return true
		}
	}
	return false
}
