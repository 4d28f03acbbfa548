package aws

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/smithy-go/middleware"
)

// Call is one operation of the AWS API that look-ups make.
type Call struct {
	// Service is the SDK's name of the service, such as "Elastic Load Balancing v2".
	Service string
	// Operation is the operation's name, such as "DescribeTargetHealth".
	Operation string
	// Action is what a policy of IAM calls it, such as
	// "elasticloadbalancing:DescribeTargetHealth".
	Action string
}

// services are the SDK's names of the services by the prefix of their actions.
var services = map[string]string{
	"acm": "ACM", "cloudfront": "CloudFront", "cloudwatch": "CloudWatch", "config": "Config Service", "dynamodb": "DynamoDB",
	"ec2": "EC2", "ecr": "ECR", "ecs": "ECS", "eks": "EKS", "elasticache": "ElastiCache",
	"elasticloadbalancing": "Elastic Load Balancing v2", "iam": "IAM", "kinesis": "Kinesis", "kms": "KMS", "lambda": "Lambda",
	"rds": "RDS", "route53": "Route 53", "secretsmanager": "Secrets Manager", "sqs": "SQS", "sts": "STS", "tag": "Resource Groups Tagging API",
}

// call is an operation whose action has the operation's name.
func call(prefix, operation string) Call {
	return Call{Service: services[prefix], Operation: operation, Action: prefix + ":" + operation}
}

// own are the calls that no row of the table names.
var own = []Call{call("sts", "GetCallerIdentity"), call("cloudwatch", metricData)}

// Calls lists every call that look-ups can make, by service and operation. A call that is
// not among them is refused before it is sent.
func Calls() []Call {
	list := slices.Clone(own)
	for _, l := range append(lookups(), unknownType) {
		for _, q := range l.questions {
			list = append(list, q.calls...)
		}
	}
	slices.SortFunc(list, func(a, b Call) int {
		return cmp.Or(cmp.Compare(a.Service, b.Service), cmp.Compare(a.Operation, b.Operation))
	})
	return slices.Compact(list)
}

// statement is one statement of a policy document.
type statement struct {
	Sid      string
	Effect   string
	Action   []string
	Resource string
}

// Policy is the least policy of IAM that lets every look-up be made, as JSON. Resources are
// not narrowed: most of these actions know no others, and which objects a plan is about is
// not known beforehand.
func Policy() ([]byte, error) {
	var actions []string
	for _, c := range Calls() {
		actions = append(actions, c.Action)
	}
	slices.Sort(actions)
	document := struct {
		Version   string
		Statement []statement
	}{"2012-10-17", []statement{{Sid: "TfblastLookUps", Effect: "Allow", Action: slices.Compact(actions), Resource: "*"}}}
	text, err := json.MarshalIndent(document, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("print the policy: %w", err)
	}
	return append(text, '\n'), nil
}

// actionOf is the action that a call needs; empty for a call that is not in the table.
func actionOf(service, operation string) string { return actions()[[2]string{service, operation}] }

// actions holds the actions of all calls by service and operation.
var actions = sync.OnceValue(func() map[[2]string]string {
	found := map[[2]string]string{}
	for _, c := range Calls() {
		found[[2]string{c.Service, c.Operation}] = c.Action
	}
	return found
})

// guarded are settings by which only calls of the table are made.
func guarded(settings aws.Config) aws.Config {
	settings.APIOptions = append(slices.Clone(settings.APIOptions), func(stack *middleware.Stack) error {
		return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("TfblastReadsOnly", refuseOthers), middleware.Before)
	})
	return settings
}

func refuseOthers(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
	service, operation := middleware.GetServiceID(ctx), middleware.GetOperationName(ctx)
	if actionOf(service, operation) == "" {
		return middleware.InitializeOutput{}, middleware.Metadata{}, fmt.Errorf("%s %s is not among the calls that look-ups may make", service, operation)
	}
	return next.HandleInitialize(ctx, in)
}
