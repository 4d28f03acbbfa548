package aws

import (
	"context"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/kinesis"
	"github.com/aws/aws-sdk-go-v2/service/lambda"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	sqstypes "github.com/aws/aws-sdk-go-v2/service/sqs/types"
)

// streamLookups are about queues and streams.
func streamLookups() []lookup {
	return []lookup{
		{
			types: []string{"aws_sqs_queue"},
			questions: []question{
				{"messages in it", []Call{call("sqs", "GetQueueAttributes")}, messagesIn},
				consumersOf("arn"),
			},
			traffic: []metric{
				{namespace: "AWS/SQS", name: "NumberOfMessagesSent", stat: sum, dimensions: byAttribute("QueueName", "name"), says: "messages sent", live: true},
				{namespace: "AWS/SQS", name: "NumberOfMessagesReceived", stat: sum, dimensions: byAttribute("QueueName", "name"), says: "messages received", live: true},
			},
		},
		{
			types: []string{"aws_kinesis_stream"},
			questions: []question{
				{"the stream itself", []Call{call("kinesis", "DescribeStreamSummary")}, sees(seeStream)},
				{"its registered consumers", []Call{call("kinesis", "ListStreamConsumers")}, readersOf},
				consumersOf("arn"),
			},
			traffic: []metric{
				{namespace: "AWS/Kinesis", name: "IncomingRecords", stat: sum, dimensions: byAttribute("StreamName", "name"), says: "records written", live: true},
				{namespace: "AWS/Kinesis", name: "GetRecords.Records", stat: sum, dimensions: byAttribute("StreamName", "name"), says: "records read", live: true},
			},
		},
	}
}

// waiting are the counts of a queue that say how many messages are in it.
var waiting = []sqstypes.QueueAttributeName{
	sqstypes.QueueAttributeNameApproximateNumberOfMessages,
	sqstypes.QueueAttributeNameApproximateNumberOfMessagesNotVisible,
	sqstypes.QueueAttributeNameApproximateNumberOfMessagesDelayed,
}

func messagesIn(ctx context.Context, q *query, a *answer) error {
	url := q.attr("url")
	if url == "" {
		url = q.id
	}
	if err := needs(url); err != nil {
		return err
	}
	out, err := clientOf(q.in, sqs.NewFromConfig).GetQueueAttributes(ctx, &sqs.GetQueueAttributesInput{QueueUrl: aws.String(url), AttributeNames: waiting})
	if err != nil {
		return err
	}
	a.seen = true
	total := int64(0)
	for _, name := range waiting {
		n, err := strconv.ParseInt(out.Attributes[string(name)], 10, 64)
		if err != nil {
			a.notef("how many messages are in it is not told")
			return nil //nolint:nilerr // the note says it
		}
		total += n
	}
	if total > 0 {
		a.livef("about %s in it", counted(total, "message", "messages"))
	}
	return nil
}

func kinesisOf(q *query) *kinesis.Client { return clientOf(q.in, kinesis.NewFromConfig) }

func seeStream(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.arn); err != nil {
		return err
	}
	out, err := kinesisOf(q).DescribeStreamSummary(ctx, &kinesis.DescribeStreamSummaryInput{StreamARN: aws.String(q.arn)})
	a.seen = err == nil && out.StreamDescriptionSummary != nil
	return err
}

func readersOf(ctx context.Context, q *query, a *answer) error {
	if err := needs(q.arn); err != nil {
		return err
	}
	in := &kinesis.ListStreamConsumersInput{StreamARN: aws.String(q.arn)}
	return each(ctx, q, a, kinesis.NewListStreamConsumersPaginator(kinesisOf(q), in), func(page *kinesis.ListStreamConsumersOutput) {
		for _, c := range page.Consumers {
			a.dependent(q, "stream consumer", aws.ToString(c.ConsumerName), "reads it", aws.ToString(c.ConsumerARN))
		}
	})
}

// consumersOf asks for the functions that are called with what comes in; the attribute has
// the ARN. Where it has none nothing comes in.
func consumersOf(attribute string) question {
	return question{
		"functions that consume it",
		[]Call{call("lambda", "ListEventSourceMappings")},
		func(ctx context.Context, q *query, a *answer) error {
			source := q.attr(attribute)
			if source == "" && attribute != "arn" {
				a.unasked = true
				return nil
			}
			if err := needs(source); err != nil {
				return err
			}
			in := &lambda.ListEventSourceMappingsInput{EventSourceArn: aws.String(source)}
			return each(ctx, q, a, lambda.NewListEventSourceMappingsPaginator(lambdaOf(q), in), func(page *lambda.ListEventSourceMappingsOutput) {
				for _, m := range page.EventSourceMappings {
					name := functionName(aws.ToString(m.FunctionArn))
					a.dependent(q, "Lambda function", name, "consumes it", q.arnOf("lambda", "function:"+name), aws.ToString(m.FunctionArn), aws.ToString(m.UUID))
				}
			})
		},
	}
}
