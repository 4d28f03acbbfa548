package aws

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/service/apigateway"
	"github.com/aws/aws-sdk-go-v2/service/apigatewayv2"
)

// rest and web name operations of API Gateway, whose actions are the verbs of HTTP.
func rest(operation string) Call { return Call{"API Gateway", operation, "apigateway:GET"} }
func web(operation string) Call  { return Call{"ApiGatewayV2", operation, "apigateway:GET"} }

// interfaceLookups are about interfaces of API Gateway.
func interfaceLookups() []lookup {
	return []lookup{
		{
			types:     []string{"aws_api_gateway_rest_api"},
			questions: []question{{"its stages", []Call{rest("GetStages")}, stagesOfREST}},
			traffic:   []metric{{namespace: "AWS/ApiGateway", name: "Count", stat: sum, dimensions: byAttribute("ApiName", "name"), says: "requests", live: true}},
		},
		{
			types:     []string{"aws_apigatewayv2_api"},
			questions: []question{{"its stages", []Call{web("GetStages")}, stagesOfHTTP}},
			traffic:   []metric{{namespace: "AWS/ApiGateway", name: "Count", stat: sum, dimensions: byID("ApiId"), says: "requests", live: true}},
		},
	}
}

// stageARN is the ARN of a stage of the interface, which names no account.
func (q *query) stageARN(kind, stage string) string {
	return arn.ARN{Partition: q.partitionOr(), Service: "apigateway", Region: q.in.region, Resource: kind + q.id + "/stages/" + stage}.String()
}

func stagesOfREST(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	out, err := clientOf(q.in, apigateway.NewFromConfig).GetStages(ctx, &apigateway.GetStagesInput{RestApiId: aws.String(q.id)})
	if err != nil {
		return err
	}
	a.seen = true
	for _, s := range out.Item {
		name := aws.ToString(s.StageName)
		a.dependent(q, "stage", q.id+"/"+name, "serves it", q.stageARN("/restapis/", name))
	}
	return nil
}

func stagesOfHTTP(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.id); err != nil {
		return err
	}
	client := clientOf(q.in, apigatewayv2.NewFromConfig)
	in := &apigatewayv2.GetStagesInput{ApiId: aws.String(q.id)}
	for n := 0; ; n++ {
		if n == q.maxPages {
			a.cut = true
			return nil
		}
		out, err := client.GetStages(ctx, in)
		if err != nil {
			return err
		}
		a.seen = true
		for _, s := range out.Items {
			name := aws.ToString(s.StageName)
			a.dependent(q, "stage", q.id+"/"+name, "serves it", q.stageARN("/apis/", name))
		}
		if aws.ToString(out.NextToken) == "" {
			return nil
		}
		in.NextToken = out.NextToken
	}
}
